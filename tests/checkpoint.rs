//! A run interrupted anywhere, by anything, and taken up again is the run that nothing happened to, to the last byte; and
//! a checkpoint that is not what was written is refused, never gone on from.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use assert_cmd::cargo::cargo_bin;

/// Two zones of which one holds a part of Nevers as a TZCLD territory; two policies that remember, and a variant.
const SCENARIO: &str = r#"
title = "Essai"
[run]
where = ["ze:0060", "ze:0062"]
one_in = 60
through = "2020-12"
seeds = "1..2"
[tzcld]
outside_law = true
[tzcld.territory.nevers]
where = ["com:58194"]
population = 9000
from = "2019-05"
hiring_pace = "4 persons/month"
[rsa_recentralisation]
where = ["dep:58"]
from = "2019-09"
type = "metropole_2022"
outside_law = true
reference_years = [2017, 2018]
reference_source = "accounts"
[parameters]
"start.spin_up" = "36 months"
[variant.wider.tzcld]
competition_share = "25 % of activity"
"#;

fn command(here: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(cargo_bin("bassin"));
    command.current_dir(here).args(["run", "essai.toml", "--no-swings", "--no-parquet"]).args(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(here: &Path, arguments: &[&str]) -> Output {
    command(here, arguments).output().expect("runs")
}

fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    text.replace("\n  | ", " ")
}

/// A folder with the scenario in it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a scratch folder");
    fs::write(folder.path().join("essai.toml"), SCENARIO).expect("written");
    folder
}

/// The run nothing happens to, and how long it takes.
fn undisturbed() -> &'static (PathBuf, Duration) {
    static MADE: OnceLock<(tempfile::TempDir, (PathBuf, Duration))> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let folder = folder();
        let began = Instant::now();
        let output = run(folder.path(), &["--out", "out", "--quiet"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let out = folder.path().join("out");
        (folder, (out, began.elapsed()))
    });
    &made.1
}

/// Every file but the one that tells the time.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("timing.toml") {
                let name = path.strip_prefix(folder).expect("inside").to_path_buf();
                found.push((name, fs::read(&path).expect("read")));
            }
        }
    }
    found.sort();
    found
}

fn is_undisturbed(out: &Path) {
    let (mine, theirs) = (files(out), files(&undisturbed().0));
    let names = |files: &[(PathBuf, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&mine), names(&theirs));
    assert!(mine.len() > 40, "two versions with all their tables");
    for (mine, theirs) in mine.iter().zip(&theirs) {
        assert!(mine.1 == theirs.1, "{} differs", mine.0.display());
    }
}

/// The unfinished folder of the file's own version.
fn unfinished(here: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(here.join("out")).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<PathBuf> = entries
        .filter(|path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(".unfinished-essai-")))
        .collect();
    found.sort_by_key(|path| path.as_os_str().len());
    found.into_iter().next()
}

fn checkpoints(here: &Path, seed: u64) -> Option<[PathBuf; 2]> {
    let folder = unfinished(here)?;
    Some([format!("seed-{seed}.checkpoint"), format!("seed-{seed}.previous.checkpoint")].map(|name| folder.join(name)))
}

fn signal(name: &str, child: &Child) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().expect("kill");
    assert!(sent.success());
}

fn wait_for(what: &str, mut found: impl FnMut() -> bool) {
    let began = Instant::now();
    while !found() {
        assert!(began.elapsed() < Duration::from_secs(120), "{what}: not in two minutes");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A run stopped in its midst that has left a checkpoint of the first seed and the one before it.
fn stopped(here: &Path) {
    let child = command(here, &["--out", "out", "--checkpoint-every", "1", "--threads", "1"]).spawn().expect("runs");
    wait_for("a second checkpoint", || checkpoints(here, 1).is_some_and(|[_, before]| before.is_file()));
    signal("USR1", &child);
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(checkpoints(here, 1).is_some_and(|both| both.iter().all(|path| path.is_file())), "{}", said(&output));
}

/// Numbers that look random and are the same every time.
fn random(state: &mut u64) -> f64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as f64 / f64::from(1u32 << 31)
}

#[test]
fn killed_twenty_times_at_random_moments_a_run_still_ends_as_the_undisturbed_one() {
    let whole = undisturbed().1;
    let (mut state, mut kills, mut rounds, mut taken_up) = (6, 0, 0, 0);
    while kills < 20 {
        let folder = folder();
        rounds += 1;
        loop {
            let threads = ["1", "2", "3"][(random(&mut state) * 3.0) as usize];
            let arguments = ["--out", "out", "--checkpoint-every", "2", "--resume", "--threads", threads];
            let mut child = command(folder.path(), &arguments).spawn().expect("runs");
            let moment = whole.mul_f64(0.05 + 0.4 * random(&mut state));
            let began = Instant::now();
            let mut ended = false;
            while began.elapsed() < moment && !ended {
                std::thread::sleep(Duration::from_millis(3));
                ended = child.try_wait().expect("a child").is_some();
            }
            // SIGKILL: nothing can be tidied up.
            let _ = child.kill();
            let output = child.wait_with_output().expect("ends");
            taken_up += said(&output).matches("taken up from the checkpoint").count();
            if output.status.code() == Some(0) {
                break;
            }
            assert_eq!(output.status.code(), None, "{}", said(&output));
            kills += 1;
        }
        is_undisturbed(&folder.path().join("out"));
        assert!(unfinished(folder.path()).is_none(), "what is finished leaves nothing unfinished");
    }
    assert!(taken_up >= rounds, "{taken_up} of {kills}: runs that begin anew each time show nothing");
}

#[test]
fn each_signal_of_a_batch_system_keeps_a_checkpoint_and_tells_the_command_that_goes_on() {
    let folder = folder();
    let here = folder.path();
    for (place, name) in ["USR1", "TERM", "INT"].into_iter().enumerate() {
        let threads = ["2", "1", "2"][place];
        let child = command(here, &["--out", "out", "--resume", "--threads", threads]).spawn().expect("runs");
        let before = || checkpoints(here, 1).and_then(|[newest, _]| fs::read(newest).ok());
        let known = before();
        // Once the folder is its own, it listens.
        let holder = format!("process = {}\n", child.id());
        let lock = || fs::read_to_string(unfinished(here)?.join("lock")).ok();
        wait_for("a run under way", || lock().is_some_and(|text| text.contains(&holder)));
        std::thread::sleep(undisturbed().1.mul_f64(0.2));
        signal(name, &child);
        let output = child.wait_with_output().expect("ends");
        let told = said(&output);
        assert_eq!(output.status.code(), Some(1), "{name}: {told}");
        let command = "bassin run essai.toml --out out --resume";
        assert!(told.contains("checkpoints (") && told.contains(command), "{name}: {told}");
        assert!(before() != known, "{name}: no new checkpoint: {told}");
    }
    let output = run(here, &["--out", "out", "--resume"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("taken up from the checkpoint of"), "{}", said(&output));
    is_undisturbed(&here.join("out"));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("named"));
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(drop).expect("copied") }
    }
}

/// What is done to a file.
fn change(path: &Path, how: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).expect("read");
    how(&mut bytes);
    fs::write(path, bytes).expect("written");
}

#[test]
fn a_damaged_checkpoint_gives_way_to_the_one_before_and_two_of_them_to_an_error() {
    let folder = folder();
    let here = folder.path();
    stopped(here);
    let [newest, before] = checkpoints(here, 1).expect("an unfinished run");
    let sound = fs::read(&newest).expect("read");
    let middle = sound.len() / 2;
    let refused = |what: &str| {
        let output = run(here, &["--out", "out", "--resume"]);
        let told = said(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("seed-1.checkpoint") && told.contains(what), "{what}: {told}");
        assert!(told.matches("help:").count() == 1 && !told.contains("panicked"), "{told}");
        assert!(newest.is_file(), "the checkpoint was thrown away");
    };
    // Both at once, in every way.
    let kept = fs::read(&before).expect("read");
    change(&before, |bytes| bytes[middle] ^= 1);
    change(&newest, |bytes| bytes[middle] ^= 1);
    refused("is not what was written");
    change(&newest, |bytes| bytes.truncate(middle));
    refused("cut short");
    change(&newest, |bytes| bytes[..64].fill(0));
    refused("never written to its end");
    fs::write(&newest, "something else altogether, longer than the first bytes of a checkpoint are").expect("written");
    refused("no checkpoint of Bassin");
    let mut other = sound.clone();
    other[8] = 99;
    fs::write(&newest, other).expect("written");
    refused("format 99");
    // The one before is sound: it is used, and the run ends as it should.
    fs::write(&before, kept).expect("written");
    let mut other = sound;
    other[middle] ^= 1;
    fs::write(&newest, other).expect("written");
    let output = run(here, &["--out", "out", "--resume"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("the one before it is used"), "{}", said(&output));
    is_undisturbed(&here.join("out"));
}

#[test]
fn a_checkpoint_of_another_seed_or_scenario_is_refused_and_without_resume_the_seed_begins_again() {
    let folder = folder();
    let here = folder.path();
    stopped(here);
    let [newest, before] = checkpoints(here, 1).expect("an unfinished run");
    let refused = |arguments: &[&str], what: &str| {
        let output = run(here, arguments);
        let told = said(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(".checkpoint") && told.contains(what) && told.contains("help:"), "{what}: {told}");
    };
    // Of another scenario: the same but for a word.
    fs::write(here.join("essai.toml"), SCENARIO.replace("4 persons", "5 persons")).expect("written");
    refused(&["--out", "out", "--resume"], "of another scenario");
    let others = unfinished(here).expect("that of the first scenario");
    assert!(newest.starts_with(&others) && newest.is_file(), "it was touched");
    // Of another seed; the first goes on meanwhile, and ends.
    fs::write(here.join("essai.toml"), SCENARIO).expect("written");
    let as_stopped = here.join("as-stopped");
    copy(&here.join("out"), &as_stopped);
    fs::copy(&newest, newest.with_file_name("seed-2.checkpoint")).expect("copied");
    refused(&["--out", "out", "--resume"], "of another seed: 1");
    assert!(newest.with_file_name("replicate-1").is_file(), "a seed that could go on did not");
    // Of another program: the header says of which, and a header that was changed is damaged.
    fs::remove_dir_all(here.join("out")).expect("removed");
    copy(&as_stopped, &here.join("out"));
    fs::remove_file(&before).expect("removed");
    change(&newest, |bytes| {
        let at = bytes.windows(8).position(|word| word == b"build = ").expect("in the header");
        bytes[at + 9] ^= 1;
    });
    refused(&["--out", "out", "--resume"], "header or directory is not what was written");
    fs::remove_dir_all(here.join("out")).expect("removed");
    copy(&as_stopped, &here.join("out"));
    let output = run(here, &["--out", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("seed 1 begins again"), "{}", said(&output));
    is_undisturbed(&here.join("out"));
}

#[test]
fn two_jobs_never_write_in_one_folder() {
    let folder = folder();
    let here = folder.path();
    let child = command(here, &["--out", "out", "--threads", "1"]).spawn().expect("runs");
    wait_for("a run under way", || unfinished(here).is_some_and(|folder| folder.join("lock").is_file()));
    for arguments in [&["--out", "out"][..], &["--out", "out", "--resume"]] {
        let output = run(here, arguments);
        let told = said(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        let who = format!("process {} on ", child.id());
        assert!(told.contains(&who) && told.matches("help:").count() == 1, "{told}");
    }
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0), "the first was disturbed: {}", said(&output));
    is_undisturbed(&here.join("out"));
}

#[test]
fn a_lock_left_by_a_job_that_was_killed_is_taken_over_and_told() {
    let folder = folder();
    let here = folder.path();
    let mut child = command(here, &["--out", "out", "--checkpoint-every", "3"]).spawn().expect("runs");
    wait_for("a checkpoint", || checkpoints(here, 1).is_some_and(|[newest, _]| newest.is_file()));
    child.kill().expect("killed");
    child.wait().expect("ended");
    let output = run(here, &["--out", "out", "--resume"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let who = format!("The lock left by process {}", child.id());
    assert!(said(&output).contains(&who), "{}", said(&output));
    is_undisturbed(&here.join("out"));
}

#[test]
fn a_limit_on_files_costs_the_checkpoint_and_not_the_run() {
    let folder = folder();
    let here = folder.path();
    // In blocks of 512 bytes: enough for every table, not for a checkpoint of five times as many households.
    let largest = files(&undisturbed().0).iter().map(|(_, bytes)| bytes.len()).max().expect("files") / 512 * 5 / 4;
    let line = format!(
        "ulimit -f {largest}; exec '{}' run essai.toml --no-swings --no-parquet --out out --checkpoint-every 40 --one-in 12",
        cargo_bin("bassin").display()
    );
    let output = Command::new("sh").current_dir(here).args(["-c", &line]).output().expect("a shell");
    let told = said(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("cannot be written") && told.contains("the run goes on without it"), "{told}");
    assert!(!told.contains("panicked") && unfinished(here).is_none(), "{told}");
    assert!(here.join("out/essai/manifest.toml").is_file());
}

/// A disk of its own for a command, if this system lets users have one.
#[cfg(target_os = "linux")]
fn on_a_small_disk(here: &Path, kilobytes: u64, then: &str) -> Option<Output> {
    let disk = here.join("disk");
    fs::create_dir_all(&disk).expect("made");
    let mount = format!("mount -t tmpfs -o size={kilobytes}k tmpfs '{}'", disk.display());
    let line = format!("{mount} || exit 77\ncd '{}'\n{then}", here.display());
    let output = Command::new("unshare").args(["--user", "--map-root-user", "--mount", "sh", "-c", &line]).output();
    output.ok().filter(|output| !matches!(output.status.code(), Some(77)) && !said(output).starts_with("unshare:"))
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_without_room_for_two_checkpoints_costs_them_and_not_the_run() {
    let folder = folder();
    let here = folder.path();
    stopped(here);
    let [newest, _] = checkpoints(here, 1).expect("an unfinished run");
    let checkpoint = fs::metadata(newest).expect("there").len() / 1024;
    fs::remove_dir_all(here.join("out")).expect("removed");
    // Room for one and a half, until the run has said so.
    let room = checkpoint * 3 / 2;
    let size = room + files(&undisturbed().0).iter().map(|(_, bytes)| bytes.len() as u64 / 1024 + 8).sum::<u64>() * 3;
    let script = format!(
        "head -c {}k /dev/zero > disk/filler\n\
         '{}' run essai.toml --no-swings --no-parquet --out disk/out --checkpoint-every 6 2> told &\n\
         while ! grep -q 'no room' told && kill -0 $!; do sleep 0.01; done\n\
         rm disk/filler\nwait $!\ncode=$?\ncat told >&2\ncp -r disk/out out\nexit $code",
        size - room,
        cargo_bin("bassin").display()
    );
    let Some(output) = on_a_small_disk(here, size, &script) else {
        eprintln!("LEFT OUT: this system gives no disk of its own to a test (unshare, mount)");
        return;
    };
    let told = said(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("no room for a checkpoint") && told.contains("the run goes on without it"), "{told}");
    is_undisturbed(&here.join("out"));
}
