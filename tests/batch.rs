//! Many scenarios in one command, seeds added until an interval is narrow, and two results set beside each other.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

const RUN: &str = "[run]\nwhere = [\"ze:0060\"]\none_in = 100\nthrough = \"2019-12\"\n";
const TZCLD: &str =
    "[tzcld]\noutside_law = false\n[tzcld.territory.premery]\nwhere = [\"com:58218\"]\nfrom = \"2019-07\"\n";
const LAW: &str = "[law.\"rsa.base\"]\nfrom = \"2019-07\"\nvalue = \"700 €/month\"\n";

fn bassin(folder: &Path, arguments: &[&str]) -> Output {
    Command::cargo_bin("bassin").expect("built").current_dir(folder).args(arguments).output().expect("runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn write(folder: &Path, name: &str, seeds: &str, reform: &str) {
    let text = format!("title = \"{name}\"\n{RUN}{seeds}\n{reform}");
    fs::write(folder.join(format!("{name}.toml")), text).expect("written");
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

#[test]
fn a_batch_goes_on_after_one_fails_and_gives_what_each_would_give_alone() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let here = folder.path();
    write(here, "jobs", "seeds = \"1..2\"", TZCLD);
    write(here, "law", "seeds = \"2..3\"", LAW);
    write(here, "wrong", "seeds = \"1..2\"", "[tzlcd]\n");
    let all = ["run", "jobs.toml", "wrong.toml", "law.toml", "absent.toml", "--out", "batch", "--threads", "2"];
    let batch = bassin(here, &all);
    assert_eq!(batch.status.code(), Some(2), "only bad input failed: {}", said(&batch));
    let told = said(&batch);
    for expected in ["tzlcd", "absent.toml", "2 of 4 scenarios did not run: wrong.toml, absent.toml", "net cost a year"]
    {
        assert!(told.contains(expected), "{expected} is missing in {told}");
    }
    for name in ["jobs", "law"] {
        let alone = bassin(here, &["run", &format!("{name}.toml"), "--out", name, "--threads", "1", "--quiet"]);
        assert_eq!(alone.status.code(), Some(0), "{}", said(&alone));
        let (one, other) = (files(&here.join("batch").join(name)), files(&here.join(name)));
        assert!(one.len() > 10);
        for (one, other) in one.iter().zip(&other) {
            assert!(one == other, "{name}: {} and {} differ", one.0, other.0);
        }
        assert_eq!(one.len(), other.len());
    }
    assert!(!here.join("batch/wrong").exists());
}

#[test]
fn seeds_are_added_six_at_a_time_until_the_interval_is_narrow_or_the_cap_is_reached() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let here = folder.path();
    let until = |half: &str, at_most: u32| {
        format!(
            "[run.seeds]\nuntil = \"net_cost\"\nbody = \"etat\"\nyears = \"2019..2019\"\nhalf_width = \"{half}\"\nat_most = {at_most}\n"
        )
    };
    write(here, "wide", &until("1 G€/year", 20), LAW);
    write(here, "narrow", &until("1 €/year", 7), LAW);
    for (name, seeds, said_so) in
        [("wide", 6, "reached with 6 seeds"), ("narrow", 7, "**not reached** with the 7 seeds allowed")]
    {
        let run = bassin(here, &["run", &format!("{name}.toml"), "--out", name]);
        assert_eq!(run.status.code(), Some(0), "{}", said(&run));
        let manifest: toml::Table = fs::read_to_string(here.join(name).join("manifest.toml")).unwrap().parse().unwrap();
        let ran: Vec<i64> = manifest["seeds"].as_array().unwrap().iter().filter_map(toml::Value::as_integer).collect();
        assert_eq!(ran, (1..=seeds).collect::<Vec<i64>>(), "{name}");
        let summary = fs::read_to_string(here.join(name).join("summary.md")).unwrap();
        assert!(summary.contains(said_so), "{summary}");
        assert!(
            summary.contains("Pairing the arms on the same draws divides the variance of the net cost by"),
            "{summary}"
        );
    }
}

#[test]
fn an_aim_that_means_nothing_is_told_with_what_is_allowed() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let here = folder.path();
    let cases = [
        ("net_cots", "2 M€/year", "", LAW, "net_cost_per_fte"),
        ("net_cost", "200 persons", "", LAW, "€/year"),
        ("employed", "2 M€/year", "", LAW, "persons"),
        ("employed", "100 persons", "body = \"etat\"\n", LAW, "no cost"),
        ("lasting_exits", "100 persons", "", LAW, "two years later"),
        ("net_cost", "2 M€/year", "", "", "no reform"),
        ("net_cost_per_fte", "500 €/FTE/year", "", LAW, "no policy opens any"),
    ];
    for (until, half, more, reform, expected) in cases {
        let seeds =
            format!("[run.seeds]\nuntil = \"{until}\"\n{more}years = \"2019..2019\"\nhalf_width = \"{half}\"\n");
        write(here, "aim", &seeds, reform);
        let run = bassin(here, &["run", "aim.toml"]);
        assert_eq!(run.status.code(), Some(2), "{until}: {}", said(&run));
        assert!(said(&run).contains(expected), "{until}: {}", said(&run));
    }
    assert!(!here.join("results").exists());
}

#[test]
fn two_results_are_compared_seed_by_seed_or_it_is_said_why_they_cannot_be() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let here = folder.path();
    write(here, "more", "seeds = \"1..3\"", LAW);
    write(here, "less", "seeds = \"1..3\"", &LAW.replace("700", "650"));
    write(here, "other", "seeds = \"7..8\"", LAW);
    let run = bassin(here, &["run", "more.toml", "less.toml", "other.toml", "--out", "out", "--quiet"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));

    let compared = bassin(here, &["compare", "out/more", "out/less"]);
    assert_eq!(compared.status.code(), Some(0), "{}", said(&compared));
    assert!(said(&compared).contains("of one and the same reference"), "{}", said(&compared));
    let csv = said(&bassin(here, &["compare", "out/more", "out/less", "--format", "csv"]));
    let of = |csv: &str, name: &str| -> Vec<f64> {
        let line =
            csv.lines().find(|line| line.starts_with(&format!("2019,balance,{name},3,"))).expect("a line").to_owned();
        line.split(',').skip(4).map(|field| field.parse().expect("a number")).collect()
    };
    let all = of(&csv, "consolidated");
    assert!(all[2] < 0.0, "a higher RSA costs more: {all:?}");
    assert!((all[0] - all[1] - all[2]).abs() < 0.02 && all[3] <= all[2] && all[2] <= all[4], "{all:?}");
    // Turned round, the same with the other sign; with itself, exactly nothing.
    let round = said(&bassin(here, &["compare", "out/less", "out/more", "--format", "csv"]));
    assert_eq!(of(&round, "consolidated")[2], -all[2]);
    let itself = said(&bassin(here, &["compare", "out/less", "out/less", "--format", "csv"]));
    assert_eq!(of(&itself, "consolidated")[2..], [0.0, 0.0, 0.0]);

    let refused = |arguments: &[&str], expected: &str| {
        let output = bassin(here, arguments);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(expected), "{}", said(&output));
    };
    refused(&["compare", "out/more", "out/other"], "no seed in common");
    refused(&["compare", "out/more", "."], "manifest.toml");
    let path = here.join("out/less/balances.csv");
    let text = fs::read_to_string(&path).expect("read");
    fs::write(&path, &text[..text.len() / 2]).expect("written");
    refused(&["compare", "out/more", "out/less"], "out/less");
    let manifest = here.join("out/other/manifest.toml");
    let text = fs::read_to_string(&manifest).expect("read").replace("version = \"0.1.0\"", "version = \"0.0.9\"");
    fs::write(&manifest, text).expect("written");
    refused(&["compare", "out/more", "out/other"], "versions 0.1.0 and 0.0.9");
}
