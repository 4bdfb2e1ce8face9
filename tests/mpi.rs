//! The program on several ranks over MPI, as a user launches it: the files it writes are those of one process, and nothing
//! that goes wrong on one rank leaves the others waiting. Built with the feature `mpi` alone; needs `mpirun`.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const BASSIN: &str = env!("CARGO_BIN_EXE_bassin");

/// Bretagne at one in three hundred: nineteen cells of one block each, an EBE, a January with migration.
const SCENARIO: &str = r#"
title = "Ranks"
[run]
where   = ["reg:53"]
one_in  = 300
through = "2020-01"
seeds   = "1..3"
[tzcld]
outside_law = true
[tzcld.territory.pipriac]
where = ["com:35219"]
from  = "2019-03"
[parameters]
"start.spin_up" = "24 months"
"#;

fn mpirun() -> Command {
    let mut command = Command::new("mpirun");
    command.args(["--allow-run-as-root", "--oversubscribe", "--bind-to", "none"]);
    // Containers often forbid one process to read the memory of another.
    command.env("OMPI_MCA_btl_vader_single_copy_mechanism", "none");
    command
}

fn ranks(folder: &Path, size: usize, arguments: &[&str]) -> Output {
    let mut command = mpirun();
    command.args(["-n", &size.to_string(), BASSIN]).args(arguments).current_dir(folder);
    command.output().expect("mpirun starts: apt-get install openmpi-bin libopenmpi-dev")
}

fn one(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(BASSIN).args(arguments).current_dir(folder).output().expect("runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn scratch() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a scratch folder");
    fs::write(folder.path().join("ranks.toml"), SCENARIO).expect("written");
    folder
}

/// The files of a result but for its time, by name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file() && !path.ends_with("timing.toml"))
        .map(|path| (path.file_name().expect("named").to_string_lossy().into_owned(), fs::read(&path).expect("read")))
        .collect();
    files.sort();
    files
}

fn assert_same_files(one: &Path, other: &Path) {
    let (one, other) = (files(one), files(other));
    assert!(one.len() > 10 && one.len() == other.len(), "{} files against {}", one.len(), other.len());
    for (one, other) in one.iter().zip(&other) {
        assert!(one == other, "{} and {} differ", one.0, other.0);
    }
}

#[test]
fn four_and_seven_ranks_write_what_one_process_writes() {
    let folder = scratch();
    let here = folder.path();
    let run = |out| ["run", "ranks.toml", "--seeds", "1", "--no-swings", "--out", out, "--threads", "1"];
    let alone = one(here, &run("one"));
    assert!(alone.status.success(), "{}", said(&alone));
    for (size, out) in [(4, "four"), (7, "seven")] {
        let together = ranks(here, size, &[&run(out)[..], &["--distribute", "cells"]].concat());
        assert!(together.status.success(), "{}", said(&together));
        assert_same_files(&here.join("one"), &here.join(out));
        assert!(said(&together).contains("ranks exchanged, in a mean month"), "{}", said(&together));
        let timing = fs::read_to_string(here.join(out).join("timing.toml")).expect("times");
        let timing: toml::Table = timing.parse().expect("TOML");
        assert_eq!(timing["ranks"]["number"].as_integer(), Some(size as i64));
        let exchanges = timing["ranks"]["exchanges_a_month"].as_table().expect("a table");
        for phase in ["applications", "offers", "answers", "hires", "postings", "ledger", "moves", "all"] {
            assert!(exchanges.contains_key(phase), "{phase} is not counted: {timing}");
        }
    }
}

#[test]
fn replicates_shared_out_among_ranks_are_those_of_one_process() {
    let folder = scratch();
    let here = folder.path();
    let run = |out| ["run", "ranks.toml", "--no-swings", "--months", "4", "--out", out, "--threads", "1", "--quiet"];
    let alone = one(here, &run("one"));
    assert!(alone.status.success(), "{}", said(&alone));
    let together = ranks(here, 2, &[&run("two")[..], &["--distribute", "members"]].concat());
    assert!(together.status.success(), "{}", said(&together));
    assert_same_files(&here.join("one"), &here.join("two"));
}

#[test]
fn more_ranks_than_blocks_are_refused_before_anything_runs() {
    let folder = scratch();
    let text = SCENARIO.replace("reg:53", "ze:0060").replace("com:35219", "com:58218");
    fs::write(folder.path().join("ranks.toml"), text).expect("written");
    let refused = ranks(folder.path(), 4, &["run", "ranks.toml", "--out", "none", "--distribute", "cells"]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    let told = said(&refused);
    assert_eq!(told.matches("4 ranks cannot share a population of").count(), 1, "told once: {told}");
    assert!(told.contains("at most"), "{told}");
    assert!(!folder.path().join("none").exists() && !folder.path().join("results").exists());
}

#[test]
fn what_only_one_rank_can_do_is_refused_on_several() {
    let refused = ranks(scratch().path(), 2, &["check", "ranks.toml"]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("several ranks can do `bassin run` alone"), "{}", said(&refused));
    let misspelt = ranks(scratch().path(), 2, &["run", "ranks.toml", "--distribute", "cell"]);
    assert_eq!(misspelt.status.code(), Some(2), "{}", said(&misspelt));
    assert_eq!(said(&misspelt).matches("invalid value 'cell'").count(), 1, "told once: {}", said(&misspelt));
}

#[test]
fn another_program_or_another_command_line_on_a_rank_is_refused() {
    let folder = scratch();
    let other = folder.path().join("other");
    fs::copy(BASSIN, &other).expect("copied");
    let mut bytes = fs::read(&other).expect("read");
    bytes.push(0);
    fs::write(&other, bytes).expect("written");
    let other = other.to_string_lossy().into_owned();
    let run = ["run", "ranks.toml", "--out", "none"];
    for (program, seeds, told) in [
        (other.as_str(), "1", "the program of rank 1 differs from that of rank 0"),
        (BASSIN, "2", "the command line of rank 1 differs from that of rank 0"),
    ] {
        let mut command = mpirun();
        command.args(["-n", "1", BASSIN]).args(run).args(["--seeds", "1", ":", "-n", "1", program]).args(run);
        let refused = command.args(["--seeds", seeds]).current_dir(folder.path()).output().expect("mpirun starts");
        assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
        assert_eq!(said(&refused).matches(told).count(), 1, "{}", said(&refused));
    }
    assert!(!folder.path().join("none").exists());
}

/// Processes whose parent this is.
fn children(parent: u32) -> Vec<u32> {
    let of = |pid: u32| -> Option<(u32, u32)> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // After the name in brackets: state, then the parent.
        let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
        Some((pid, parent))
    };
    let entries = fs::read_dir("/proc").expect("Linux").filter_map(Result::ok);
    let pids = entries.filter_map(|entry| entry.file_name().to_string_lossy().parse().ok());
    let mut children: Vec<u32> = pids.filter_map(of).filter(|(_, of)| *of == parent).map(|(pid, _)| pid).collect();
    children.sort_unstable();
    children
}

/// Launches a long run on three ranks and sends `signal` to one of them once it is under way; what came of the job.
fn after_signal_to_one(folder: &Path, signal: &str) -> Output {
    let long = SCENARIO.replace("\"2020-01\"", "\"2027-12\"").replace("one_in  = 300", "one_in  = 40");
    fs::write(folder.join("ranks.toml"), long).expect("written");
    let mut command = mpirun();
    command.args(["-n", "3", BASSIN, "run", "ranks.toml", "--seeds", "1", "--no-swings"]);
    command.args(["--threads", "1", "--distribute", "cells"]).current_dir(folder);
    let job: Child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("mpirun starts");
    let begun = Instant::now();
    let under_way = || folder.join("results").exists() && children(job.id()).len() >= 3;
    while !under_way() && begun.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(50));
    }
    std::thread::sleep(Duration::from_secs(2));
    let rank = children(job.id())[1];
    let sent = Command::new("kill").args([signal, &rank.to_string()]).status().expect("kill is there");
    assert!(sent.success());
    let sent = Instant::now();
    let output = job.wait_with_output().expect("it ends");
    assert!(sent.elapsed() < Duration::from_secs(60), "the others wait for it");
    output
}

#[test]
fn a_rank_that_is_lost_ends_the_job() {
    let folder = scratch();
    let ended = after_signal_to_one(folder.path(), "-KILL");
    assert!(!ended.status.success());
    assert!(said(&ended).contains("signal 9"), "{}", said(&ended));
}

#[test]
fn all_ranks_stop_together_when_one_of_them_is_asked_to() {
    let folder = scratch();
    let ended = after_signal_to_one(folder.path(), "-TERM");
    assert_eq!(ended.status.code(), Some(1), "{}", said(&ended));
    assert_eq!(said(&ended).matches("stopped as asked, in").count(), 1, "{}", said(&ended));
}
