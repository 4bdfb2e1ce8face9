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
    }
    let law = bassin(folder.path(), &["law", "show", "rsa.base", "--at", "2023-06"]);
    assert!(said(&law).contains("607.75"), "{}", said(&law));
}
