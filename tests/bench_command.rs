//! `bassin bench`: the TOML it prints, what it refuses, and what a run refuses for want of memory.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use toml::Table;

fn bench(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("bassin").expect("built");
    command.current_dir(folder).args(["bench", "--quiet"]).args(arguments).output().expect("runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

const SMALL: [&str; 8] = ["--where", "ze:0060", "--one-in", "100", "--months", "2", "--spin-up", "24"];

fn small(folder: &Path, more: &[&str]) -> Table {
    let output = bench(folder, &[&SMALL[..], more].concat());
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8_lossy(&output.stdout).parse().unwrap_or_else(|error| panic!("{error}\n{}", said(&output)))
}

fn number(table: &Table, section: &str, key: &str) -> f64 {
    let value = table.get(section).and_then(|section| section.get(key)).unwrap_or_else(|| panic!("[{section}] {key}"));
    value
        .as_float()
        .or_else(|| value.as_integer().map(|n| n as f64))
        .unwrap_or_else(|| panic!("[{section}] {key}: {value}"))
}

#[test]
fn a_bench_prints_one_toml_whose_figures_hold_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let found = small(folder.path(), &["--threads", "1"]);
    assert_eq!(found["version"].as_str(), Some(env!("CARGO_PKG_VERSION")));
    assert_eq!(found["asked"]["where"].as_array().map(Vec::len), Some(1));
    assert_eq!((number(&found, "asked", "threads"), number(&found, "asked", "ranks")), (1.0, 1.0));
    assert!(number(&found, "machine", "cores") >= 1.0);

    // Nevers has about 160,000 inhabitants; one in a hundred lives two months.
    let (persons, person_months) = (number(&found, "work", "persons"), number(&found, "work", "person_months"));
    assert!((1_200.0..2_200.0).contains(&persons), "{persons} persons");
    assert!((person_months / persons - 2.0).abs() < 0.02, "{person_months} person-months of {persons}");

    // The phases are the month: nothing of note is left untimed, and nothing is timed twice.
    let phases = found["nanoseconds_a_person_month"].as_table().expect("a table");
    let all = number(&found, "nanoseconds_a_person_month", "all");
    let sum: f64 = phases.iter().filter(|(name, _)| *name != "all").filter_map(|(_, value)| value.as_float()).sum();
    assert!(phases.len() > 6 && sum > 0.5 * all && sum < 1.02 * all, "{sum} of {all} ns in {phases:?}");
    let seconds = number(&found, "seconds", "months");
    assert!((all - seconds * 1e9 / person_months).abs() < 0.01 * all + 1e6 / person_months);

    let state = number(&found, "memory", "state_bytes");
    assert!((30.0..400.0).contains(&(state / persons)), "{state} bytes of {persons} persons");
    assert!(number(&found, "memory", "peak_bytes") > state);

    // The share is what the comment says it is.
    let (one, all) =
        (number(&found, "bandwidth", "triad_one_thread"), number(&found, "bandwidth", "triad_all_threads"));
    assert!(one > 0.1 && all > 0.1, "{one} and {all} GB/s");
    // Seconds are told to the thousandth: so short a month is better known by its persons.
    let a_month = number(&found, "nanoseconds_a_person_month", "all") * person_months / 2.0 / 1e9;
    let moved = 2.0 * state / a_month / 1e9;
    let told = number(&found, "bandwidth", "state_once_a_month");
    assert!((moved - told).abs() < 0.02 * moved + 0.001, "{told} GB/s told, {moved} by the formula");
    assert!((number(&found, "bandwidth", "share_of_triad") - told / all).abs() < 0.001 + 0.01 * told / all);
}

#[test]
fn a_bench_does_the_same_work_whatever_the_threads_and_another_with_another_seed() {
    let folder = tempfile::tempdir().expect("a folder");
    let digest = |more: &[&str]| small(folder.path(), more)["work"]["digest"].as_str().expect("a text").to_owned();
    let one = digest(&["--threads", "1"]);
    assert_eq!(one, digest(&["--threads", "2"]));
    assert_ne!(one, digest(&["--threads", "2", "--seed", "2"]));
}

#[test]
fn a_bench_goes_to_a_file_when_asked_and_says_so_first_when_it_cannot() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = bench(folder.path(), &[&SMALL[..], &["--out", "node.toml"]].concat());
    assert!(output.status.success() && output.stdout.is_empty(), "{}", said(&output));
    let text = fs::read_to_string(folder.path().join("node.toml")).expect("written");
    assert!(text.parse::<Table>().is_ok_and(|table| table.contains_key("bandwidth")), "{text}");

    let refused = bench(folder.path(), &[&SMALL[..], &["--out", "nowhere/node.toml"]].concat());
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("--out"), "{}", said(&refused));
}

#[test]
fn a_place_that_does_not_exist_and_a_scale_of_nothing_are_bad_input() {
    let folder = tempfile::tempdir().expect("a folder");
    for wrong in
        [["--where", "ze:no\"where"], ["--spin-up", "1"], ["--where", "dep:999"], ["--one-in", "0"], ["--months", "0"]]
    {
        let output = bench(folder.path(), &wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}: {}", said(&output));
    }
}

/// Runs `bassin` with so many bytes of addresses and no more, as batch systems bound a job.
#[cfg(target_os = "linux")]
fn within(folder: &Path, bytes: u64, arguments: &str) -> Output {
    let program = assert_cmd::cargo::cargo_bin("bassin");
    let line = format!("ulimit -v {} && exec {} {arguments}", bytes / 1024, program.display());
    std::process::Command::new("sh").current_dir(folder).args(["-c", &line]).output().expect("a shell")
}

/// The number after the last `--one-in` of a refusal.
#[cfg(target_os = "linux")]
fn scale_that_fits(text: &str) -> u32 {
    let after = text.rsplit("--one-in ").next().unwrap_or_default();
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("no scale is told: {text}"))
}

#[cfg(target_os = "linux")]
#[test]
fn all_of_france_is_refused_where_it_does_not_fit_and_the_scale_told_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let room = 1_500_000_000;
    let refused = within(folder.path(), room, "bench --quiet --one-in 1");
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("one_in = 1 needs") && refused.stdout.is_empty(), "{}", said(&refused));
    let fits = scale_that_fits(&said(&refused));
    assert!((2..=20).contains(&fits), "one in {fits}");
    // One less is refused too: it is the smallest.
    let denser = within(folder.path(), room, &format!("bench --quiet --one-in {}", fits - 1));
    assert_eq!(denser.status.code(), Some(2), "{}", said(&denser));

    // A run refuses alike, and leaves no folder behind.
    fs::write(
        folder.path().join("all.toml"),
        "title = \"All\"\n[run]\nwhere = [\"metropole\"]\none_in = 1\nthrough = \"2019-12\"\nseeds = \"1..1\"\n",
    )
    .expect("written");
    let refused = within(folder.path(), room, "run all.toml --quiet");
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("one_in = 1 needs"), "{}", said(&refused));
    assert!(scale_that_fits(&said(&refused)) >= fits, "{}", said(&refused));
    assert!(!folder.path().join("results").exists(), "a folder is left behind");

    // The machine's own memory is another matter: a small world fits in the same room.
    let small = within(folder.path(), room, "bench --quiet --where ze:0060 --one-in 100 --months 1 --threads 1");
    assert!(small.status.success(), "{}", said(&small));
}
