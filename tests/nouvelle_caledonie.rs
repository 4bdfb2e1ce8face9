//! Another institutional setting in tables only: law, bodies and zones are data.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use bassin::institutions;
use bassin::keys::{At, Language, Level, Places};
use bassin::law::Code;
use bassin::report::funds::Fund;
use bassin::scenario::{Options, ScenarioFile, explain};
use bassin::territory::Territory;
use bassin::units::Month;
use bassin::world::body::Body;
use tempfile::TempDir;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/nouvelle-caledonie")
}

/// A copy of the folder in which `file` has `from` replaced by `to` once.
fn folder_with(file: &str, from: &str, to: &str) -> TempDir {
    let copy = tempfile::tempdir().expect("a scratch folder");
    for entry in fs::read_dir(folder()).expect("the folder") {
        let entry = entry.expect("a file");
        fs::copy(entry.path(), copy.path().join(entry.file_name())).expect("copied");
    }
    let text = fs::read_to_string(copy.path().join(file)).expect("a plain file");
    assert!(text.contains(from), "the change must be made");
    fs::write(copy.path().join(file), text.replacen(from, to, 1)).expect("written");
    copy
}

fn caledonia() -> Territory {
    Territory::load(Some(&folder())).expect("the folder reads")
}

/// What is wrong with a folder, from its tables to its funds.
fn told(folder: &TempDir) -> String {
    let territory = match Territory::load(Some(folder.path())) {
        Ok(territory) => territory,
        Err(error) => return error.to_string(),
    };
    if let Err(error) = institutions::parameters(&territory) {
        return format!("{error:?}");
    }
    let law = institutions::law(&territory).err().map(|error| error.to_string());
    law.or(Fund::all(&territory).err().map(|error| error.to_string())).expect("something is wrong")
}

/// Sum of a post in `accounts.csv`, cents: of one arm, in a year.
fn paid(accounts: &str, arm: &str, year: &str, post: &str) -> i128 {
    let rows = accounts.lines().map(|line| line.split(',').collect::<Vec<_>>());
    rows.filter(|row| row[0] == arm && row[2] == year && row[5] == post)
        .map(|row| row[7].parse::<i128>().expect("cents"))
        .sum()
}

/// Sum of a column of `balances.csv` over the run, cents.
fn balance(balances: &str, arm: &str, year: &str, body: &str) -> i128 {
    let rows = balances.lines().map(|line| line.split(',').collect::<Vec<_>>());
    rows.filter(|row| row[0] == arm && row[2] == year && row[3] == "run" && row[5] == body)
        .map(|row| row[8].parse::<i128>().expect("cents"))
        .sum()
}

#[test]
fn new_caledonia_has_three_provinces_its_own_law_and_one_fund() {
    let (territory, france) = (caledonia(), Territory::load(None).expect("France"));
    let At::Cells(cells) = territory.resolve("reg:988", Level::Cells).expect("a place") else { panic!("cells") };
    assert_eq!((cells.len(), territory.departements.len()), (3, 3));
    let inhabitants: u32 = territory.departements.iter().map(|row| row.population_2019).sum();
    // France's ages at this scale, rounded age by age.
    assert!(inhabitants.abs_diff(271_407) < 50, "{inhabitants}");
    for row in &territory.departements {
        let unemployment = territory.zones[territory.cells[cells[0].index()].zone.index()].unemployment_2019();
        assert!((unemployment.to_fraction() - 0.119).abs() < 1e-6);
        assert_eq!(row.rsa_households_january_2019(), 0);
    }
    let funds = Fund::all(&territory).expect("known bodies");
    assert_eq!(funds[0].name, "CAFAT");
    assert_eq!(funds[0].bodies, [Body::Maladie, Body::Vieillesse, Body::Famille, Body::Unedic]);
    assert!(Fund::all(&france).expect("none").is_empty());
    let month = Month::new(2019, 1);
    let ours = format!("{:?}", institutions::law(&territory).expect("known values").at(month));
    let enacted = |territory| format!("{:?}", institutions::law(territory).expect("the law").at(month));
    assert_ne!(ours, enacted(&france));
    assert_eq!(enacted(&france), format!("{:?}", Code::load().expect("the law").at(month)));
}

#[test]
fn the_shipped_scenario_checks_on_its_own_places_and_reads_back() {
    let territory = caledonia();
    let parameters = institutions::parameters(&territory).expect("valid");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/nouvelle-caledonie.toml");
    let check = |file: ScenarioFile| {
        let checked = file.check(&territory, &parameters, &Options::default());
        checked.unwrap_or_else(|error| panic!("{error:?}"))
    };
    let scenario = check(ScenarioFile::read(&path).expect("it reads"));
    assert!(scenario.notes.is_empty() && scenario.run.cells.len() == 3, "{:?}", scenario.notes);
    let resolved = scenario.resolved();
    assert_eq!(check(ScenarioFile::of("again.toml", &resolved).expect("it reads")).resolved(), resolved);
    let french = explain(&scenario, Language::French, "");
    assert!(french.contains("Les tables de référence sont lues dans scenarios/nouvelle-caledonie."), "{french}");
}

#[test]
fn the_digest_follows_the_folder_its_law_and_its_bodies() {
    let digest = |folder: &TempDir| Territory::load(Some(folder.path())).expect("valid").digest;
    let same = folder_with("README.md", "New Caledonia", "Nouvelle-Calédonie");
    assert_eq!(digest(&same), caledonia().digest);
    for (file, from, to) in [
        ("law.toml", "\"0 €/day\"", "\"1 €/day\""),
        ("bodies.toml", "\"CAFAT\"", "\"Cafat\""),
        ("zones.csv", "166.45", "166.46"),
    ] {
        assert_ne!(digest(&folder_with(file, from, to)), caledonia().digest, "{file}");
    }
    let changed = folder_with(
        "public_finance.toml",
        "value = \"0 €/year\"\nlow = \"0 €/year\"\nhigh = \"0 €/year\"",
        "value = \"1 €/year\"\nlow = \"0 €/year\"\nhigh = \"2 €/year\"",
    );
    let changed = Territory::load(Some(changed.path())).expect("valid");
    let parameters = |territory| institutions::parameters(territory).expect("valid");
    assert_ne!(parameters(&changed), parameters(&caledonia()));
}

#[test]
fn a_slip_in_the_institutions_is_told_before_anything_runs() {
    let error = |file, from, to| told(&folder_with(file, from, to));
    let unknown = error("law.toml", "rsa.base", "rsa.bass");
    assert!(
        unknown.contains("law.toml: the law has no value called \"rsa.bass\"; did you mean \"rsa.base\"?"),
        "{unknown}"
    );
    let unit = error("law.toml", "0 €/day", "0 €/week");
    assert!(unit.contains("the unit is \"€/day\""), "{unit}");
    let month = error("law.toml", "2019-01", "january");
    assert!(month.contains("law.toml: [ass.daily]") || month.contains("is not a month"), "{month}");
    let body = error("bodies.toml", "\"maladie\"", "\"maladies\"");
    assert!(body.contains("CAFAT stands for \"maladies\", which is no public body"), "{body}");
    let twice = error("bodies.toml", "\"vieillesse\"", "\"maladie\"");
    assert!(twice.contains("maladie is stood for twice"), "{twice}");
    let firms = error("bodies.toml", "\"unedic\"", "\"firms\"");
    assert!(firms.contains("which is no public body"), "{firms}");
    let both = error("territory.toml", "\"mortality.csv\"", "\"zones.csv\"");
    assert!(both.contains("zones.csv is borrowed, and stands in the folder too"), "{both}");
    let lacking = error("territory.toml", "\"mortality.csv\", ", "");
    assert!(lacking.contains("mortality.csv: cannot be read"), "{lacking}");
    let strange = error("territory.toml", "\"mortality.csv\"", "\"mortalite.csv\"");
    assert!(strange.contains("mortalite.csv: cannot be read: not embedded"), "{strange}");
    let missing = error("public_finance.toml", "[departements.fmdi]", "[departements.fmid]");
    assert!(
        missing.contains("departements.fmdi is missing") && missing.contains("departements.fmid is no such"),
        "{missing}"
    );
}

#[test]
fn a_minimum_income_where_there_is_none_is_paid_by_the_provinces_and_the_books_close() {
    let out = tempfile::tempdir().expect("a scratch folder");
    let results = out.path().join("run");
    // The program checks that the books close each December, and fails if they do not.
    let run = Command::new(env!("CARGO_BIN_EXE_bassin"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args([
            "run",
            "scenarios/nouvelle-caledonie.toml",
            "--quiet",
            "--one-in",
            "10",
            "--months",
            "36",
            "--seeds",
            "1",
        ])
        .arg("--out")
        .arg(&results)
        .output()
        .expect("the program starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let read = |name: &str| fs::read_to_string(results.join(name)).expect("a result");
    let (accounts, balances, summary) = (read("accounts.csv"), read("balances.csv"), read("summary.md"));
    for year in ["2019", "2020", "2021"] {
        for post in ["rsa_departement", "rsa_etat", "prime_activite", "ass"] {
            assert_eq!(paid(&accounts, "reference", year, post), 0, "{post} in {year}");
        }
        assert!(paid(&accounts, "reference", year, "net_wages") > 0);
    }
    let rsa = paid(&accounts, "reform", "2021", "rsa_departement");
    assert!(rsa > 0 && paid(&accounts, "reform", "2019", "rsa_departement") == 0);
    assert_eq!(paid(&accounts, "reform", "2021", "rsa_etat"), 0);
    let change = |body| balance(&balances, "reform", "2021", body) - balance(&balances, "reference", "2021", body);
    let cost = -change("departement");
    assert!(cost > rsa * 9 / 10 && cost < rsa * 3 / 2, "the provinces pay {cost} for {rsa}");
    assert!(summary.contains("| CAFAT, reference |") && summary.contains("**CAFAT** stands for"), "{summary}");
    assert!(!summary.contains("| Unédic |") && summary.contains("| `rsa_departement` | Départements | 0"), "{summary}");
}
