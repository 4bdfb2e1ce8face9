//! Where a result goes, and how it gets there: written under another name beside its place, renamed when whole.
//!
//! The one place of the program that reads the clock, for the name of the folder. Nothing of a result depends on it.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::ReportError;
use super::lock::{Lock, Taken};
use super::manifest::MANIFEST;
use super::shard::SHARD;

/// Where the user wants a result.
#[derive(Clone, Debug)]
pub struct Place {
    /// The folder that holds `<scenario>/<run id>/`, when the user names none: `results`.
    pub results: PathBuf,
    /// The folder the user names for this run.
    pub out: Option<PathBuf>,
    /// Whether an existing run folder may be replaced.
    pub force: bool,
    /// Whether an interrupted run is to be taken up: one that another job works on is then an error, not a reason to begin
    /// anew beside it.
    pub resume: bool,
}

/// A text made harmless as the name of one folder: small letters, digits, `-` and `_`; never empty, never a path.
pub fn harmless(text: &str) -> String {
    let mut name = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        let plain = match c {
            'a'..='z' | '0'..='9' | '-' | '_' => c,
            'à' | 'â' | 'ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            _ => '-',
        };
        if plain != '-' || !name.ends_with('-') {
            name.push(plain);
        }
    }
    let name: String = name.trim_matches('-').chars().take(60).collect();
    // Names Windows keeps for devices.
    let kept = matches!(name.as_str(), "con" | "prn" | "aux" | "nul")
        || (name.len() == 4
            && (name.starts_with("com") || name.starts_with("lpt"))
            && name.as_bytes()[3].is_ascii_digit());
    if name.is_empty() || kept { format!("scenario{name}") } else { name }
}

/// Seconds since 1970 as `20261122T045500Z`.
pub fn utc(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // Days to date in the Gregorian calendar, years counted from March (Howard Hinnant's `civil_from_days`).
    let z = days + 719_468;
    let era = z / 146_097;
    let day_of_era = z % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}{month:02}{day:02}T{:02}{:02}{:02}Z", rest / 3600, rest / 60 % 60, rest % 60)
}

/// The time now, for the name of a folder only.
#[allow(clippy::disallowed_types, reason = "the name of a run folder tells when; nothing inside depends on it")]
fn now() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// The folders of one run: where it will stand and where it is being made.
#[derive(Debug)]
pub struct Folders {
    /// Where the finished result will be.
    pub target: PathBuf,
    /// Where it is written: beside the target, under a name that says unfinished.
    pub work: PathBuf,
    force: bool,
    /// Held while a process works here, so that another does not take over what is not abandoned.
    lock: Option<Lock>,
    /// From whom the lock was taken over, if its process ended without giving it back.
    pub taken_from: Option<String>,
}

/// A result in its place whose working folder still stands: it goes when all results of the run are in theirs, so that
/// whoever interrupts between two of them loses none.
#[derive(Debug)]
pub struct Settled {
    pub target: PathBuf,
    work: PathBuf,
    lock: Option<Lock>,
}

impl Settled {
    /// Removes the working folder.
    pub fn end(self) {
        drop(self.lock);
        // At once no work to go on with, whatever happens while it is removed.
        let ended = self.work.with_file_name(format!(".ended-{}", std::process::id()));
        let gone = if fs::rename(&self.work, &ended).is_ok() { ended } else { self.work };
        // The result stands; what cannot be removed does no harm.
        let _ = fs::remove_dir_all(&gone);
    }
}

/// In a working folder: the place its result goes to, from before it goes there. Whoever finds both goes on as if it were
/// not there yet: it is of the same run, and what replaces it is the same.
const SETTLING: &str = "settling";

fn is_settling(work: &Path, target: &Path) -> bool {
    fs::read_to_string(work.join(SETTLING)).is_ok_and(|place| Path::new(&place) == target)
}

impl Folders {
    /// Chooses and makes the folders, or takes over those of an interrupted run with the same `identity` (a digest of
    /// everything that could change its replicates).
    ///
    /// # Errors
    /// When the target exists and may not be replaced, or nothing can be written there. Nothing is left behind.
    pub fn open(place: &Place, name: &str, identity: &str) -> Result<Folders, ReportError> {
        let short = &identity[..identity.len().min(8)];
        let (target, parent, label) = match &place.out {
            Some(out) => {
                let out = plain_path(out);
                let parent = out.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf);
                let label = out.file_name().map_or_else(|| "run".into(), |name| name.to_string_lossy().into_owned());
                (Some(out), parent, label)
            }
            None => (None, place.results.join(harmless(name)), utc(now())),
        };
        let ending = format!("-{short}");
        // A folder the user named, or whose run is to go on, is one alone.
        let alone = |name: &str| if place.out.is_some() { is_of(name, &label) } else { place.resume };
        if let Some((work, lock, taken_from)) = abandoned(&parent, &ending, &alone)? {
            let run_id = work.file_name().and_then(|n| n.to_str()).and_then(|n| n.strip_prefix(UNFINISHED));
            let target = target.unwrap_or_else(|| parent.join(run_id.unwrap_or(&label)));
            let force = place.force || is_settling(&work, &target);
            check_replaceable(&target, force)?;
            return Ok(Folders { target, work, force, lock: Some(lock), taken_from });
        }
        if let Some(target) = &target {
            check_replaceable(target, place.force)?;
        }
        fs::create_dir_all(&parent).map_err(|e| ReportError::writing(&parent, &e))?;
        // Two runs of one scenario in one second: the later takes the next name.
        for attempt in 1..1000 {
            let again = if attempt == 1 { String::new() } else { format!("-{attempt}") };
            let run_id = format!("{label}{again}{ending}");
            let work = parent.join(format!("{UNFINISHED}{run_id}"));
            let target = target.clone().unwrap_or_else(|| parent.join(&run_id));
            if place.out.is_none() && target.exists() {
                continue;
            }
            match fs::create_dir(&work) {
                Ok(()) => {}
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(e) => return Err(ReportError::writing(&work, &e)),
            }
            let lock = match Lock::take(&work) {
                Ok(Taken::Ours(lock, _)) => lock,
                // Whoever came between has it.
                Ok(Taken::Busy(_)) => continue,
                Err(e) => {
                    let _ = fs::remove_dir_all(&work);
                    return Err(ReportError::writing(&work, &e));
                }
            };
            return Ok(Folders { target, work, force: place.force, lock: Some(lock), taken_from: None });
        }
        Err(ReportError::Exists { path: parent })
    }

    /// Moves the folder `finished` (inside `work`) to its place.
    ///
    /// # Errors
    /// When the target has come to exist meanwhile, or the system refuses.
    pub fn settle(self, finished: &Path) -> Result<Settled, ReportError> {
        check_replaceable(&self.target, self.force)?;
        let error = |path: &Path| {
            let path = path.to_path_buf();
            move |e: io::Error| ReportError::writing(&path, &e)
        };
        let old = self.work.join("replaced");
        let replaces = self.target.exists();
        let settling = self.work.join(SETTLING);
        fs::write(&settling, self.target.to_string_lossy().as_bytes()).map_err(error(&settling))?;
        if replaces {
            if old.exists() {
                fs::remove_dir_all(&old).map_err(error(&old))?;
            }
            fs::rename(&self.target, &old).map_err(error(&self.target))?;
        }
        if let Err(e) = fs::rename(finished, &self.target) {
            // What stood there stands again.
            if replaces {
                let _ = fs::rename(&old, &self.target);
            }
            return Err(error(&self.target)(e));
        }
        Ok(Settled { target: self.target, work: self.work, lock: self.lock })
    }

    /// Refuses to go on in a folder that another job has taken over.
    ///
    /// # Errors
    /// When it has.
    pub fn check_ours(&self) -> Result<(), ReportError> {
        match &self.lock {
            Some(lock) if !lock.is_ours() => Err(ReportError::TakenOver { path: self.work.clone() }),
            _ => Ok(()),
        }
    }

    /// Removes the working folder when nothing in it is worth keeping.
    pub fn discard(mut self) {
        self.lock = None;
        let _ = fs::remove_dir_all(&self.work);
    }
}

/// How the names of unfinished folders begin.
const UNFINISHED: &str = ".unfinished-";

/// Whether an unfinished folder is that of a result of this name: `.unfinished-label-0a1b2c3d`, `.unfinished-label-2-0a1b2c3d`.
fn is_of(name: &str, label: &str) -> bool {
    let rest = name.strip_prefix(UNFINISHED).and_then(|name| name.strip_prefix(label));
    let Some((again, _)) = rest.and_then(|rest| rest.rsplit_once('-')) else { return false };
    again.is_empty() || again.strip_prefix('-').is_some_and(|times| times.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Unfinished folders that would have become the same result, of other runs: the scenario, the tables or the program were
/// others. Beside `work`; any of the scenario's if the user named no folder.
pub fn of_other_runs(work: &Path, out: Option<&Path>) -> Vec<PathBuf> {
    let label =
        out.map(|out| plain_path(out).file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()));
    let entries = work.parent().and_then(|parent| fs::read_dir(parent).ok()).into_iter().flatten();
    let mut found: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    found.retain(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        path != work && name.starts_with(UNFINISHED) && label.as_ref().is_none_or(|label| is_of(name, label))
    });
    found.sort();
    found
}

/// An unfinished folder of the same run that no process works on, with its lock and whom that was taken over from.
///
/// # Errors
/// One that is `alone` by its name, and that a process works on.
fn abandoned(
    parent: &Path,
    ending: &str,
    alone: &dyn Fn(&str) -> bool,
) -> Result<Option<(PathBuf, Lock, Option<String>)>, ReportError> {
    let entries = fs::read_dir(parent).into_iter().flatten();
    let mut found: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    found.sort();
    for path in found {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if !name.starts_with(UNFINISHED) || !name.ends_with(ending) {
            continue;
        }
        match Lock::take(&path) {
            Ok(Taken::Ours(lock, from)) => return Ok(Some((path, lock, from))),
            Ok(Taken::Busy(who)) if alone(name) => {
                return Err(ReportError::Busy { path, who });
            }
            // One that cannot be looked into is left alone.
            Ok(Taken::Busy(_)) | Err(_) => {}
        }
    }
    Ok(None)
}

/// Refuses to replace what may not be: any folder with something in it without `--force`, and with it anything but a
/// run folder.
fn check_replaceable(target: &Path, force: bool) -> Result<(), ReportError> {
    let path = || target.to_path_buf();
    let mut entries = match fs::read_dir(target) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) if target.is_dir() => return Err(ReportError::writing(target, &e)),
        Err(_) => return Err(ReportError::Unwritable { path: path(), reason: "it is not a folder".into() }),
    };
    if entries.next().is_none() {
        return Ok(());
    }
    match (force, target.join(MANIFEST).is_file() || target.join(SHARD).is_file()) {
        (false, _) => Err(ReportError::Exists { path: path() }),
        (true, false) => Err(ReportError::NotARunFolder { path: path() }),
        (true, true) => Ok(()),
    }
}

/// The path without `.` and a final `/`, so that it has a last name.
fn plain_path(path: &Path) -> PathBuf {
    let plain: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if plain.parent() == Some(Path::new("")) { Path::new(".").join(plain) } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(results: &Path) -> Place {
        Place { results: results.to_path_buf(), out: None, force: false, resume: false }
    }

    #[test]
    fn a_path_trick_in_a_name_stays_inside_the_results() {
        for trick in
            ["../../etc/passwd", "/root", "..", "a/../../b", "C:\\Windows", "~", "", "con", "\u{0}x", "été à Lens"]
        {
            let name = harmless(trick);
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b)), "{name}");
            assert!(!name.is_empty() && name != "con");
        }
        assert_eq!(harmless("été à Lens"), "ete-a-lens");
    }

    #[test]
    fn a_date_is_written_as_people_read_it() {
        assert_eq!(utc(0), "19700101T000000Z");
        assert_eq!(utc(951_827_696), "20000229T123456Z");
        assert_eq!(utc(1_795_323_300), "20261122T045500Z");
    }

    #[test]
    fn an_existing_run_folder_is_not_overwritten_without_force() {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let out = scratch.path().join("mine");
        fs::create_dir(&out).expect("made");
        fs::write(out.join(MANIFEST), "old").expect("written");
        let mut place = Place { out: Some(out.clone()), ..place(scratch.path()) };
        assert!(matches!(Folders::open(&place, "x", "0123456789"), Err(ReportError::Exists { .. })));
        assert_eq!(fs::read_to_string(out.join(MANIFEST)).expect("still there"), "old");

        place.force = true;
        let folders = Folders::open(&place, "x", "0123456789").expect("opened");
        let finished = folders.work.join("result");
        fs::create_dir(&finished).expect("made");
        fs::write(finished.join(MANIFEST), "new").expect("written");
        assert_eq!(fs::read_to_string(out.join(MANIFEST)).expect("untouched until the end"), "old");
        folders.settle(&finished).expect("settled").end();
        assert_eq!(fs::read_to_string(out.join(MANIFEST)).expect("replaced"), "new");
        assert_eq!(fs::read_dir(scratch.path()).expect("read").count(), 1, "nothing is left beside");
    }

    #[test]
    fn a_result_that_cannot_be_replaced_after_all_stays_where_it_was() {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let out = scratch.path().join("mine");
        fs::create_dir(&out).expect("made");
        fs::write(out.join(MANIFEST), "old").expect("written");
        let place = Place { out: Some(out.clone()), force: true, ..place(scratch.path()) };
        let folders = Folders::open(&place, "x", "0123456789").expect("opened");
        let vanished = folders.work.join("result");
        assert!(folders.settle(&vanished).is_err());
        assert_eq!(fs::read_to_string(out.join(MANIFEST)).expect("still there"), "old");
    }

    #[test]
    fn force_never_replaces_what_is_not_a_run_folder() {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        fs::write(scratch.path().join("thesis.docx"), "years of work").expect("written");
        let place = Place { out: Some(scratch.path().to_path_buf()), force: true, ..place(scratch.path()) };
        assert!(matches!(Folders::open(&place, "x", "0123456789"), Err(ReportError::NotARunFolder { .. })));
    }

    #[test]
    fn two_runs_in_one_second_get_two_folders_and_an_interrupted_one_is_taken_over() {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let first = Folders::open(&place(scratch.path()), "x", "0123456789").expect("opened");
        let second = Folders::open(&place(scratch.path()), "x", "0123456789").expect("opened");
        assert_ne!(first.work, second.work);
        let work = first.work.clone();
        drop(first);
        let third = Folders::open(&place(scratch.path()), "x", "0123456789").expect("opened");
        assert_eq!(third.work, work);
        let other = Folders::open(&place(scratch.path()), "x", "9999999999").expect("opened");
        assert_ne!(other.work, work);
    }

    #[test]
    fn a_file_where_the_folder_should_be_is_one_clear_error() {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let file = scratch.path().join("file");
        fs::write(&file, "").expect("written");
        let error = Folders::open(&place(&file), "x", "0123456789").expect_err("not a folder");
        assert!(error.is_bad_input());
        assert!(error.to_string().contains("cannot be written"), "{error}");
    }
}
