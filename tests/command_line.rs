//! The program as a user meets it: what it says, what it leaves behind, the code it ends with.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

const SMALL: &str = r#"
title = "Essai"
[run]
where   = ["ze:0060"]
one_in  = 100
from    = "2019-01"
through = "2020-02"
seeds   = "1..2"
[tzcld]
outside_law = false
[tzcld.territory.premery]
where       = ["com:58218"]
from        = "2019-07"
hiring_pace = "3 persons/month"
"#;

fn bassin(folder: &Path, arguments: &[&str]) -> Output {
    Command::cargo_bin("bassin").expect("built").current_dir(folder).args(arguments).output().expect("runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn small_scenario() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a scratch folder");
    fs::write(folder.path().join("essai.toml"), SMALL).expect("written");
    folder
}

#[test]
fn a_run_leaves_a_finished_folder_that_verifies_and_is_not_overwritten() {
    let folder = small_scenario();
    let run = |more: &[&str]| bassin(folder.path(), &[&["run", "essai.toml", "--out", "out"], more].concat());
    let first = run(&["--threads", "1", "--digest", "monthly"]);
    assert_eq!(first.status.code(), Some(0), "{}", said(&first));
    assert!(said(&first).contains("Reform less reference"), "{}", said(&first));
    let out = folder.path().join("out");
    let accounts = fs::read(out.join("accounts.csv")).expect("accounts");

    let again = run(&[]);
    assert_eq!(again.status.code(), Some(2));
    assert!(said(&again).contains("exists already"), "{}", said(&again));

    let verified = bassin(folder.path(), &["verify", "out", "--threads", "2"]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));

    // A digest that is not what the run gives: the month is named, and the column, as they were kept.
    let fingerprints = out.join("fingerprints.csv");
    let text = fs::read_to_string(&fingerprints).expect("fingerprints");
    let line =
        text.lines().find(|l| l.starts_with("reform,1,2019-08") && l.contains("persons.status")).expect("a line");
    let hash = line.rsplit(',').next().expect("a hash");
    fs::write(&fingerprints, text.replace(line, &line.replace(hash, "0"))).expect("written");
    let digests = out.join("digests.csv");
    let text = fs::read_to_string(&digests).expect("digests");
    let line = text.lines().find(|l| l.starts_with("reform,1,2019-08,full")).expect("a line");
    fs::write(&digests, text.replace(line, "reform,1,2019-08,full,0")).expect("written");
    // That the files were changed is told at once; the month only when the manifest says they are as they were.
    let verified = bassin(folder.path(), &["verify", "out", "--quiet"]);
    assert_eq!(verified.status.code(), Some(2));
    assert!(said(&verified).contains("digests.csv is not what the run wrote"), "{}", said(&verified));
    let mut manifest: toml::Table =
        fs::read_to_string(out.join("manifest.toml")).expect("a manifest").parse().expect("TOML");
    let files = manifest["files"].as_table_mut().expect("digests of the files");
    for name in ["digests.csv", "fingerprints.csv"] {
        let digest = blake3::hash(&fs::read(out.join(name)).expect("read")).to_string();
        files.insert(name.to_owned(), digest.into());
    }
    fs::write(out.join("manifest.toml"), toml::to_string(&manifest).expect("TOML")).expect("written");
    let verified = bassin(folder.path(), &["verify", "out", "--quiet"]);
    assert_eq!(verified.status.code(), Some(1));
    assert!(said(&verified).contains("2019-08 is the first month that differs"), "{}", said(&verified));
    assert!(said(&verified).contains("persons.status"), "{}", said(&verified));

    let forced = run(&["--force", "--threads", "2", "--quiet"]);
    assert_eq!(forced.status.code(), Some(0), "{}", said(&forced));
    assert!(forced.stdout.is_empty() && forced.stderr.is_empty());
    assert!(fs::read(out.join("accounts.csv")).expect("accounts") == accounts, "two threads changed a result");
}

#[test]
fn bad_input_is_one_clear_error_and_leaves_nothing_behind() {
    let folder = small_scenario();
    let before = fs::read_dir(folder.path()).expect("read").count();
    let cases: &[(&[&str], &str)] = &[
        (&["run", "absent.toml"], "absent.toml"),
        (&["run", "essai.toml", "--one-in", "0"], "one_in"),
        (&["run", "essai.toml", "--seeds", "5..1"], "seeds"),
        (&["run", "essai.toml", "--months", "3"], "2019-07"),
        (&["run", "essai.toml", "--out", "essai.toml"], "not a folder"),
        (&["run", "essai.toml", "--territory", "nowhere"], "nowhere"),
        (&["verify", "."], "manifest.toml"),
        (&["law", "show", "rsa.bas", "--at", "2023-06"], "rsa.base"),
        (&["law", "show", "rsa", "--at", "June"], "2023-06"),
        (&["new", "tzlcd"], "tzcld"),
    ];
    for (arguments, expected) in cases {
        let output = bassin(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains(expected), "{arguments:?}: {}", said(&output));
        assert!(!said(&output).contains("panicked"), "{}", said(&output));
    }
    assert_eq!(fs::read_dir(folder.path()).expect("read").count(), before);
}

#[test]
fn what_new_writes_can_be_checked_and_law_is_shown_with_its_source() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let new = bassin(folder.path(), &["new", "tzcld"]);
    assert_eq!(new.status.code(), Some(0));
    fs::write(folder.path().join("mine.toml"), &new.stdout).expect("written");
    for lang in ["en", "fr"] {
        let check = bassin(folder.path(), &["check", "mine.toml", "--lang", lang]);
        assert_eq!(check.status.code(), Some(0), "{}", said(&check));
        let expected = if lang == "en" { ["What it takes", " core"] } else { ["Ce qu'il faut", " cœur"] };
        assert!(expected.iter().all(|words| said(&check).contains(words)), "{}", said(&check));
    }
    let law = bassin(folder.path(), &["law", "show", "rsa.base", "--at", "2023-06"]);
    assert!(said(&law).contains("607.75"), "{}", said(&law));
}

#[test]
fn what_cannot_be_written_or_read_is_told_once_and_leaves_nothing_behind() {
    let folder = small_scenario();
    let large = format!("title = \"Long\"\n{}", "# a line that says nothing, again and again\n".repeat(240_000));
    fs::write(folder.path().join("large.toml"), large).expect("written");
    let before = fs::read_dir(folder.path()).expect("read").count();
    let mut cases: Vec<(&[&str], &str)> = vec![
        (&["run", "large.toml"], "large.toml"),
        (&["run", "essai.toml", "--out", "essai.toml/below"], "essai.toml"),
        (&["run", "."], "."),
        (&["run", "absent.toml", "nowhere.toml"], "nowhere.toml"),
        (&["run", "essai.toml", "--months", "0"], "months"),
        (&["run", "essai.toml", "--one-in", "many"], "one-in"),
        (&["run"], "SCENARIO"),
        (&["rum", "essai.toml"], "run"),
    ];
    if cfg!(target_os = "linux") {
        cases.push((&["run", "essai.toml", "--out", "/proc/bassin"], "/proc"));
    }
    for (arguments, expected) in cases {
        let output = bassin(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        assert!(said(&output).to_lowercase().contains(&expected.to_lowercase()), "{arguments:?}: {}", said(&output));
        assert!(!said(&output).contains("panicked"), "{}", said(&output));
        assert!(said(&output).len() < 4000, "{arguments:?}: an error is read, not scrolled");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("read").count(), before);
}

#[test]
fn a_title_that_looks_like_a_path_writes_nowhere_else() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let work = folder.path().join("here");
    fs::create_dir(&work).expect("made");
    let tricked = SMALL.replace("title = \"Essai\"", "title = \"../../outside\\n# | <script>\"");
    fs::write(work.join("essai.toml"), tricked).expect("written");
    let output = bassin(&work, &["run", "essai.toml", "--seeds", "1..1", "--months", "8"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let names = |path: &Path| -> Vec<String> {
        let entries = fs::read_dir(path).expect("read");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(names(folder.path()), ["here"]);
    assert_eq!(names(&work), ["essai.toml", "results"]);
    assert_eq!(names(&work.join("results")), ["essai"]);
    assert_eq!(names(&work.join("results/essai")).len(), 1, "one run, and nothing unfinished beside it");
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_finished_seeds_and_the_same_command_goes_on() {
    use std::time::{Duration, Instant};

    let folder = small_scenario();
    let arguments = ["run", "essai.toml", "--out", "out", "--seeds", "1..40"];
    let child = std::process::Command::new(assert_cmd::cargo::cargo_bin("bassin"))
        .current_dir(folder.path())
        .args(arguments)
        .stderr(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("runs");
    let unfinished = || {
        let entries = fs::read_dir(folder.path()).expect("read");
        let hidden = entries.map(|entry| entry.expect("an entry").path());
        hidden.into_iter().find(|path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(".unfinished")))
    };
    // Wait for a finished seed: a file beside the lock.
    let started = Instant::now();
    let kept = || unfinished().is_some_and(|path| fs::read_dir(path).is_ok_and(|entries| entries.count() > 1));
    while !kept() {
        assert!(started.elapsed() < Duration::from_secs(120), "no seed finished in two minutes");
        std::thread::sleep(Duration::from_millis(20));
    }
    let interrupt = std::process::Command::new("sh").args(["-c", &format!("kill -INT {}", child.id())]).status();
    assert!(interrupt.expect("sent").success());
    let asked = Instant::now();
    let output = child.wait_with_output().expect("ends");
    assert!(asked.elapsed() < Duration::from_secs(10), "{:?} to stop", asked.elapsed());
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("go on"), "{}", said(&output));
    assert!(!folder.path().join("out").exists(), "an interrupted run looks finished");

    let again = bassin(folder.path(), &arguments);
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    assert!(said(&again).contains("taken over"), "{}", said(&again));
    assert!(folder.path().join("out/manifest.toml").is_file());
    assert!(unfinished().is_none(), "what is finished leaves nothing unfinished");
}
