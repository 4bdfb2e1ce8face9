//! The lock of a run folder: two jobs never write in one.
//!
//! The file `lock` is held by the system (`flock`) as long as its process lives, and says who holds it: host, process,
//! and a heart that beats. On the same host the process is looked up; whoever finds a dead one takes its place. Of another
//! host nothing but the beats is known, and disks shared by several hosts do not all carry the system's locks: a lock that
//! does not beat once in [`PATIENCE`] of the finder's own waiting is dead. No two clocks are ever compared, so that one
//! that is wrong, or goes backwards, changes nothing.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The file's name.
pub const LOCK: &str = "lock";
/// From one beat to the next.
const BEAT: Duration = Duration::from_secs(15);
/// How long a lock of another host is watched before it is held to be dead: several beats, and longer than a shared disk
/// may keep the file's old content from us.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// A lock held; given back when dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: Option<File>,
    holder: Holder,
    stop: Option<Sender<()>>,
    beating: Option<JoinHandle<()>>,
}

/// What came of trying to take a lock.
#[derive(Debug)]
pub enum Taken {
    /// Ours; the second says whom it was taken over from, if from anyone.
    Ours(Lock, Option<String>),
    /// Someone works there.
    Busy(String),
}

/// Who holds a lock, as written in it.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Holder {
    host: String,
    process: u32,
    /// The start of the process, so that another with the same number is not taken for it: boot of the host, and ticks since.
    started: String,
}

impl Holder {
    fn ourselves() -> Holder {
        let process = std::process::id();
        Holder { host: host(), process, started: started(process).unwrap_or_default() }
    }

    fn read(text: &str) -> Option<Holder> {
        let value = |key: &str| text.lines().find_map(|line| Some(line.strip_prefix(key)?.strip_prefix(" = ")?.trim()));
        Some(Holder {
            host: value("host")?.to_owned(),
            process: value("process")?.parse().ok()?,
            started: value("started")?.to_owned(),
        })
    }

    fn written(&self, beats: u64) -> String {
        let Holder { host, process, started } = self;
        // Beats have a fixed width: each covers the one before.
        format!("host = {host}\nprocess = {process}\nstarted = {started}\nbeats = {beats:020}\n")
    }

    fn told(&self) -> String {
        format!("process {} on {}", self.process, self.host)
    }

    /// Whether the process lives, if it is of this host.
    fn lives(&self, us: &Holder) -> Option<bool> {
        (self.host == us.host).then(|| started(self.process).is_some_and(|started| started == self.started))
    }
}

impl Lock {
    /// Takes the lock of `folder`, waiting for a lock of another host to beat.
    ///
    /// # Errors
    /// The system refuses to read or write there.
    pub fn take(folder: &Path) -> io::Result<Taken> {
        Lock::take_as(Holder::ourselves(), folder, BEAT, PATIENCE)
    }

    fn take_as(us: Holder, folder: &Path, beat: Duration, patience: Duration) -> io::Result<Taken> {
        let path = folder.join(LOCK);
        let mut file = File::options().read(true).write(true).create(true).truncate(false).open(&path)?;
        let mut text = String::new();
        // A text that is no text is nobody's.
        let _ = file.read_to_string(&mut text);
        let holder = Holder::read(&text);
        let told = || holder.as_ref().map_or_else(|| "another process".to_owned(), Holder::told);
        if matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)) {
            return Ok(Taken::Busy(told()));
        }
        let mut takes_over = None;
        if let Some(holder) = &holder {
            let lives = holder.lives(&us).unwrap_or_else(|| beats(&path, &text, patience));
            if lives {
                return Ok(Taken::Busy(told()));
            }
            takes_over = Some(told());
        }
        let lock = Lock::hold(us, path, file, beat)?;
        Ok(Taken::Ours(lock, takes_over))
    }

    fn hold(holder: Holder, path: PathBuf, mut file: File, beat: Duration) -> io::Result<Lock> {
        file.set_len(0)?;
        write_beat(&mut file, &holder, 0)?;
        let (stop, stopped) = channel();
        let mut beating = file.try_clone()?;
        let (watched, mine) = (path.clone(), holder.clone());
        let heart = move || {
            let mut beats = 0;
            while matches!(stopped.recv_timeout(beat), Err(RecvTimeoutError::Timeout)) {
                let still = fs::read_to_string(&watched).ok().and_then(|text| Holder::read(&text));
                if still.is_some_and(|holder| holder != mine) {
                    // Taken over while we could not beat: no more of ours over theirs.
                    return;
                }
                beats += 1;
                // A beat that cannot be written is missed; the next may be.
                let _ = write_beat(&mut beating, &mine, beats);
            }
        };
        let beating = std::thread::Builder::new().name("heart of the lock".to_owned()).spawn(heart)?;
        Ok(Lock { path, file: Some(file), holder, stop: Some(stop), beating: Some(beating) })
    }

    /// Whether it is still ours: another host may have taken it over while this process could not beat.
    pub fn is_ours(&self) -> bool {
        let text = fs::read_to_string(&self.path).unwrap_or_default();
        Holder::read(&text).is_none_or(|holder| holder == self.holder)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(beating) = self.beating.take() {
            let _ = beating.join();
        }
        // Nobody's any more: the next need not look for us.
        if let Some(file) = self.file.take()
            && self.is_ours()
        {
            let _ = file.set_len(0);
        }
    }
}

fn write_beat(file: &mut File, holder: &Holder, beats: u64) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    file.write_all(holder.written(beats).as_bytes())?;
    file.sync_data()
}

/// Whether what stands in the file changes while we wait.
fn beats(path: &Path, text: &str, patience: Duration) -> bool {
    let began = Instant::now();
    while began.elapsed() < patience {
        std::thread::sleep((patience / 50).min(Duration::from_secs(1)));
        if fs::read_to_string(path).is_ok_and(|now| now != text) {
            return true;
        }
    }
    false
}

#[cfg(unix)]
fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_else(|_| "this host".to_owned())
}

/// When a process of this host began; `None` if there is none of this number.
#[cfg(target_os = "linux")]
fn started(process: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name may hold anything, blanks and brackets too: fields are counted from its end.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let is_dead = matches!(fields.next()?, "Z" | "X");
    let ticks = fields.nth(18)?;
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    (!is_dead).then(|| format!("{}+{ticks}", boot.trim()))
}

/// Elsewhere the system's own lock, which dies with its process, decides alone.
#[cfg(not(target_os = "linux"))]
fn started(_: u32) -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_millis(300);

    fn take(folder: &Path) -> Taken {
        Lock::take_as(Holder::ourselves(), folder, SOON / 6, SOON).expect("a folder one may write in")
    }

    fn left_by(folder: &Path, holder: &Holder) {
        fs::write(folder.join(LOCK), holder.written(41)).expect("written");
    }

    fn elsewhere() -> Holder {
        Holder { host: "node-17".to_owned(), ..Holder::ourselves() }
    }

    #[test]
    fn a_second_job_is_told_who_holds_the_lock_and_gets_it_when_given_back() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let Taken::Ours(lock, None) = take(folder.path()) else { panic!("a new folder is nobody's") };
        let Taken::Busy(who) = take(folder.path()) else { panic!("two hold one lock") };
        assert!(who.contains(&format!("process {}", std::process::id())), "{who}");
        drop(lock);
        assert!(matches!(take(folder.path()), Taken::Ours(_, None)));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_lock_of_a_process_that_is_gone_is_taken_over_at_once_and_told() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let us = Holder::ourselves();
        // No such process, another process of the same number, and the same number before the machine was last started.
        for (process, started) in [(u32::MAX, &us.started), (us.process, &"x+1".to_owned()), (1, &us.started)] {
            left_by(folder.path(), &Holder { process, started: started.clone(), ..us.clone() });
            let began = Instant::now();
            let Taken::Ours(_, Some(who)) = take(folder.path()) else { panic!("a dead process holds a lock") };
            assert!(who.contains("process") && began.elapsed() < SOON, "{who}");
        }
        left_by(folder.path(), &us);
        assert!(matches!(take(folder.path()), Taken::Busy(_)), "we live");
    }

    #[test]
    fn a_lock_of_another_host_is_dead_when_it_does_not_beat_whatever_any_clock_says() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        left_by(folder.path(), &elsewhere());
        let began = Instant::now();
        let Taken::Ours(_, Some(who)) = take(folder.path()) else { panic!("no beat, and yet alive") };
        assert!(who.contains("node-17") && began.elapsed() >= SOON, "{who}");
    }

    #[test]
    fn a_lock_of_another_host_that_beats_is_alive() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        left_by(folder.path(), &elsewhere());
        let path = folder.path().join(LOCK);
        let heart = std::thread::spawn(move || {
            std::thread::sleep(SOON / 3);
            fs::write(path, elsewhere().written(42)).expect("written");
        });
        assert!(matches!(take(folder.path()), Taken::Busy(who) if who.contains("node-17")));
        heart.join().expect("beaten");
    }

    #[test]
    fn a_lock_taken_over_from_us_is_no_longer_ours_and_not_written_over() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let Taken::Ours(lock, _) = take(folder.path()) else { panic!("a new folder is nobody's") };
        assert!(lock.is_ours());
        left_by(folder.path(), &elsewhere());
        std::thread::sleep(SOON);
        assert!(!lock.is_ours());
        drop(lock);
        let text = fs::read_to_string(folder.path().join(LOCK)).expect("read");
        assert_eq!(text, elsewhere().written(41));
    }

    #[test]
    fn a_lock_that_makes_no_sense_is_nobodys() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        for text in ["", "host = \n", "\u{0}\u{0}", "process = many\nhost = x\nstarted = y\n"] {
            fs::write(folder.path().join(LOCK), text).expect("written");
            assert!(matches!(take(folder.path()), Taken::Ours(_, None)), "{text:?}");
        }
    }
}
