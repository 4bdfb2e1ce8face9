//! `bassin sensitivity`, and the assumptions a run swings by itself, as a user meets them.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

const RUN: &str =
    "title = \"Essai\"\nquestion = \"Que coûte un emploi au Département ?\"\n[run]\nwhere = [\"ze:0060\"]\n";
/// A short past: what is looked at here does not hang on it.
const SHORT: &str = "[parameters]\n\"start.spin_up\" = \"24 months\"\n";
const TZCLD: &str = "[tzcld]\noutside_law = false\n[tzcld.territory.premery]\nwhere = [\"com:58218\"]\nfrom = \"2019-02\"\n\
                     hiring_pace = \"8 persons/month\"\n";

fn bassin(folder: &Path, arguments: &[&str]) -> Output {
    Command::cargo_bin("bassin").expect("built").current_dir(folder).args(arguments).output().expect("runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn write(folder: &Path, name: &str, run: &str, reform: &str) {
    fs::write(folder.join(name), format!("{RUN}{run}\n{SHORT}{reform}")).expect("written");
}

/// Every file of a folder, by name, with its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file() && !path.ends_with("timing.toml"))
        .map(|path| (path.file_name().expect("named").to_string_lossy().into_owned(), fs::read(&path).expect("read")))
        .collect();
    files.sort();
    files
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).expect("a table");
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_numbers_that_carry_a_headline_are_ranked_alike_on_one_thread_and_two() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let here = folder.path();
    write(here, "essai.toml", "one_in = 4\nthrough = \"2019-12\"\nseeds = \"1..3\"", TZCLD);
    let asked = ["--parameters", "tzcld.seed_money,tzcld.sales", "--samples", "2"];
    for threads in ["1", "2"] {
        let arguments = [&["sensitivity", "essai.toml", "--threads", threads, "--out", threads], &asked[..]].concat();
        let output = bassin(here, &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let told = said(&output);
        for expected in
            ["2 numbers over their ranges", "at most 12 runs", "net_cost_to_departement", "tzcld.seed_money"]
        {
            assert!(told.contains(expected), "{expected} is missing in {told}");
        }
    }
    let (one, two) = (files(&here.join("1")), files(&here.join("2")));
    let names: Vec<&str> = one.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "sensitivity.csv",
        "sensitivity.png",
        "sensitivity.svg",
        "sensitivity_points.csv",
        "sensitivity_runs.csv",
        "sensitivity_variance.csv",
    ];
    assert_eq!(names, expected);
    assert!(one == two, "results depend on the number of threads");

    let weights = rows(&here.join("1/sensitivity.csv"));
    let of = |name: &str| -> Vec<String> {
        weights.iter().find(|row| row[0] == "net_cost" && row[4] == name).expect("a row").clone()
    };
    let (seed_money, sales) = (of("tzcld.seed_money"), of("tzcld.sales"));
    assert_eq!((seed_money[2].as_str(), seed_money[13].as_str(), sales[13].as_str()), ("1", "2", "2"));
    let more: f64 = seed_money[9].parse().expect("a number");
    assert!(more > 0.0, "more seed money for each job costs more: {seed_money:?}");
    // Two trajectories of three points on two seeds; each has its headline.
    let runs = rows(&here.join("1/sensitivity_runs.csv"));
    assert_eq!(runs.iter().filter(|row| row[5] == "net_cost").count(), 12);
    // What each run stood on stands beside it: two numbers a point.
    assert_eq!(rows(&here.join("1/sensitivity_points.csv")).len(), 12);

    let again = bassin(here, &[&["sensitivity", "essai.toml", "--out", "1"], &asked[..]].concat());
    assert_eq!(again.status.code(), Some(2), "{}", said(&again));
    assert!(said(&again).contains("--force"), "{}", said(&again));
}

#[test]
fn what_cannot_be_looked_into_is_told_before_anything_runs() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let here = folder.path();
    write(here, "essai.toml", "one_in = 100\nthrough = \"2019-12\"", TZCLD);
    write(here, "none.toml", "one_in = 100\nthrough = \"2019-12\"", "");
    for (arguments, expected) in [
        (["sensitivity", "essai.toml", "--parameters", "maching"], "no number that can be moved begins with maching"),
        (["sensitivity", "essai.toml", "--body", "departemant"], "is no public body"),
        (["sensitivity", "essai.toml", "--samples", "0"], "samples"),
        (["sensitivity", "none.toml", "--samples", "2"], "holds no policy"),
    ] {
        let output = bassin(here, &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains(expected), "{arguments:?}: {}", said(&output));
    }
    assert!(!here.join("results").exists());
}

#[test]
fn a_run_swings_its_heaviest_assumptions_alike_on_any_thread_count_and_changes_no_other_table() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let here = folder.path();
    write(here, "essai.toml", "one_in = 1\nthrough = \"2019-06\"\nseeds = \"1..4\"", TZCLD);
    let run = |out: &str, more: &[&str]| {
        let output = bassin(here, &[&["run", "essai.toml", "--out", out], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        said(&output)
    };
    let told = run("two", &["--threads", "2"]);
    assert!(told.contains("Swinging") && told.contains("--no-swings"), "{told}");
    run("one", &["--threads", "1"]);
    run("without", &["--no-swings"]);
    let swings = rows(&here.join("two/swings.csv"));
    assert!(!swings.is_empty() && swings.len() <= 3, "{swings:?}");
    for row in &swings {
        assert_ne!(row[3], row[4], "both ends give the same: {row:?}");
        assert!(["holds", "undetermined"].contains(&row[5].as_str()), "{row:?}");
    }
    let (one, two, without) = (files(&here.join("one")), files(&here.join("two")), files(&here.join("without")));
    for (one, two) in one.iter().zip(&two) {
        assert!(one == two, "{} and {} differ", one.0, two.0);
    }
    assert!(!without.iter().any(|(name, _)| name.starts_with("swings")));
    // The manifest carries the digest of each file, the page's among them.
    for (name, bytes) in without.iter().filter(|(name, _)| !name.ends_with(".html") && name != "manifest.toml") {
        let with = two.iter().find(|(other, _)| other == name).expect("the same tables");
        assert!(*bytes == with.1, "{name} depends on the swings");
    }
    let page = fs::read_to_string(here.join("two/report.html")).expect("a page");
    assert!(page.contains(&swings[0][0]), "the page tells of the heaviest");
}
