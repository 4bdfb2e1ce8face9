//! Seeds split over the tasks of a job array and put together again: nothing tells the result from that of one run.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

const SCENARIO: &str = "title = \"Essai\"\n[run]\nwhere = [\"ze:0060\"]\none_in = 100\nthrough = \"2019-12\"\nseeds = \"1..5\"\n\
                        [law.\"rsa.base\"]\nfrom = \"2019-07\"\nvalue = \"700 €/month\"\n\
                        [variant.more.law.\"rsa.base\"]\nvalue = \"800 €/month\"\n";

fn bassin(folder: &Path, arguments: &[&str]) -> Output {
    Command::cargo_bin("bassin").expect("built").current_dir(folder).args(arguments).output().expect("runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn all_files(folder: &Path, below: &str, found: &mut Vec<(String, Vec<u8>)>) {
    let mut entries: Vec<_> = fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        let name = format!("{below}/{}", path.file_name().expect("named").to_string_lossy());
        if path.is_dir() {
            all_files(&path, &name, found);
        } else if !name.ends_with("timing.toml") {
            found.push((name, fs::read(&path).expect("read")));
        }
    }
}

#[test]
fn merged_shards_are_the_unsplit_run_to_the_last_byte_and_a_missing_one_is_named() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let here = folder.path();
    fs::write(here.join("essai.toml"), SCENARIO).expect("written");
    let refused = |arguments: &[&str], expected: &str| {
        let output = bassin(here, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains(expected), "{arguments:?}: {}", said(&output));
        assert!(!here.join("merged").exists(), "{arguments:?} left a result");
    };
    refused(&["run", "essai.toml", "--shard", "4/3"], "counted from 1");
    refused(&["run", "essai.toml", "--shard", "6/6"], "5 seeds cannot be split into 6 shards");
    refused(&["merge", "."], "no finished shard");

    for shard in ["1", "3"] {
        let run = bassin(here, &["run", "essai.toml", "--shard", &format!("{shard}/3"), "--quiet"]);
        assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    }
    refused(&["merge", "results", "--out", "merged"], "shard 2/3 of essai is missing");
    let run = bassin(here, &["run", "essai.toml", "--shard", "2/3", "--quiet", "--threads", "1"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    refused(&["verify", "results/essai/shard-2-of-3"], "manifest.toml");

    let merged = bassin(here, &["merge", "results/essai", "results/essai-more", "--out", "merged"]);
    assert_eq!(merged.status.code(), Some(0), "{}", said(&merged));
    let whole = bassin(here, &["run", "essai.toml", "--out", "whole", "--quiet"]);
    assert_eq!(whole.status.code(), Some(0), "{}", said(&whole));
    let (mut one, mut other) = (Vec::new(), Vec::new());
    all_files(&here.join("merged"), "", &mut one);
    all_files(&here.join("whole"), "", &mut other);
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&one), names(&other));
    assert!(one.len() > 20);
    for (one, other) in one.iter().zip(&other) {
        assert!(one == other, "{} differs", one.0);
    }

    // A shard given twice, and one that was damaged.
    fs::remove_dir_all(here.join("merged")).expect("removed");
    let twice = ["merge", "results", "results/essai/shard-1-of-3", "--out", "merged"];
    refused(&twice, "are both shard 1/3");
    let kept = here.join("results/essai/shard-2-of-3/replicate-2");
    let text = fs::read_to_string(&kept).expect("read");
    fs::write(&kept, &text[..text.len() - 10]).expect("written");
    refused(&["merge", "results", "--out", "merged"], "seed 2 is missing or damaged");
    let left: Vec<_> = fs::read_dir(here).expect("read").map(|e| e.expect("an entry").file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".unfinished")), "{left:?}");
}
