//! Figures of one's own beside a scenario, from the empty form to the result that verifies.

mod common;

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use bassin::local_data::{DataFile, DataTable, LocalData};
use bassin::parameters::Parameters;
use bassin::territory::AccountLine;
use bassin::territory::lookup::Place;
use bassin::units::Cents;
use bassin::world::Post;
use common::France;

const LOZERE: &str = r#"
[rsa_recentralisation]
where = ["dep:48"]
from = "2020-01"
type = "metropole_2022"
outside_law = true
reference_years = [2017, 2018, 2019]
reference_source = "accounts"
resources_taken = ["TICPE", "FMDI", "DCP", "DMTO", "DGF"]
"#;

const HEADER: &str = "departement,year,line,unit,embedded,value,source";

fn taken(france: &France) -> Cents {
    let scenario = france.scenario("where = [\"dep:48\"]\none_in = 20\nthrough = \"2020-12\"", LOZERE);
    let reform = france.replicate(&scenario, 1).reform.expect("the reform runs");
    let posts = [Post::TakenTicpe, Post::TakenFmdi, Post::TakenDcp, Post::TakenDmto, Post::TakenDgf];
    reform.accounts.iter().filter(|((_, post, _), _)| posts.contains(post)).map(|(_, amount)| *amount).sum()
}

#[test]
fn recentralisation_from_accounts_takes_back_what_the_departements_own_accounts_say() {
    let mut france = France::load();
    let Ok(Place::Departement(lozere)) = france.territory.place("dep:48") else { panic!("Lozère is a département") };
    let published: Vec<f64> = (2017..=2019)
        .map(|year| france.territory.account(lozere, AccountLine::RsaAllowance, year).expect("carried").to_euros())
        .collect();
    let without = taken(&france).to_euros();

    // Allowances of 2018 half as high again as the straight line between the published years.
    let own = (published[1] * 1.5).round();
    let text = format!("{HEADER}\n48,2018,rsa_allowance,€,,{own},Compte administratif 2018\n");
    let file = DataFile { table: DataTable::DepartementAccounts, name: "cd48.csv".to_owned(), text };
    let parameters = Parameters::load().expect("the carried parameters read");
    let data = LocalData::of(vec![file], &france.territory, &parameters).expect("the form is right");
    france.territory = data.laid_on(france.territory);
    let with = taken(&france).to_euros();

    let expected = (published[0] + own + published[2]) / published.iter().sum::<f64>();
    assert!(without > 0.0 && expected > 1.1, "{without} {expected}");
    // Transfer duties and the DCP move within the year.
    assert!((with / without / expected - 1.0).abs() < 0.02, "{} for {expected}", with / without);
}

fn bassin(folder: &Path, arguments: &[&str]) -> Output {
    Command::cargo_bin("bassin").expect("built").current_dir(folder).args(arguments).output().expect("runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_form_filled_beside_a_scenario_is_checked_run_kept_and_verified() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let in_folder = |name: &str| folder.path().join(name);
    let form = bassin(folder.path(), &["data", "template", "dep:48"]);
    assert_eq!(form.status.code(), Some(0), "{}", said(&form));
    let empty = said(&form);
    assert!(empty.contains(HEADER) && empty.contains("48,2023,rsa_allowance,€,,,\n"), "{empty}");

    fs::create_dir(in_folder("mine")).expect("a folder");
    let scenario = format!(
        "title = \"Lozère\"\n[run]\nwhere = [\"dep:48\"]\none_in = 100\nthrough = \"2020-02\"\nseeds = \"1..1\"\n\
         [data]\ndepartement_accounts = \"cd48.csv\"\n{LOZERE}\n[parameters]\n\"start.spin_up\" = \"24 months\"\n"
    );
    fs::write(in_folder("mine/lozere.toml"), scenario).expect("written");
    let missing = bassin(folder.path(), &["check", "mine/lozere.toml"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(
        said(&missing).contains("cd48.csv") && said(&missing).contains("bassin data template"),
        "{}",
        said(&missing)
    );

    fs::write(in_folder("mine/cd48.csv"), empty.replace("48,2019,apa,", "48,2019,apa;")).expect("written");
    let checked = bassin(folder.path(), &["check", "mine/lozere.toml"]);
    assert_eq!(checked.status.code(), Some(2));
    assert!(said(&checked).contains("cells where the header has 7"), "{}", said(&checked));
    let filled: String = empty
        .lines()
        .map(|line| match line.strip_prefix("48,2018,rsa_allowance,€,").and_then(|rest| rest.strip_suffix(",,")) {
            Some(embedded) => format!("48,2018,rsa_allowance,€,{embedded},90 000 000,Compte administratif 2018\n"),
            None => format!("{line}\n"),
        })
        .collect();
    fs::write(in_folder("mine/cd48.csv"), &filled).expect("written");
    let checked = bassin(folder.path(), &["check", "mine/lozere.toml"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    let told = said(&checked);
    assert!(told.contains("Check of local data: line, embedded, yours, ratio"), "{told}");
    assert!(
        told.contains("90 000 000 €") && told.contains("FAR FROM IT") && told.contains("Note: local data"),
        "{told}"
    );

    let ran = bassin(folder.path(), &["run", "mine/lozere.toml", "--out", "out", "--quiet"]);
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
    let manifest = fs::read_to_string(in_folder("out/manifest.toml")).expect("a manifest");
    let kept: toml::Table = manifest.parse().expect("TOML");
    let digest = blake3::hash(filled.as_bytes()).to_string();
    assert_eq!(kept["inputs"]["data.departement_accounts"].as_str(), Some(digest.as_str()));
    assert!(manifest.contains("90 000 000 € (Compte administratif 2018)"), "{manifest}");

    // The file may go: the result carries what it was made from, and knows if that was changed.
    fs::remove_file(in_folder("mine/cd48.csv")).expect("removed");
    let verified = bassin(folder.path(), &["verify", "out", "--quiet"]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
    fs::write(in_folder("out/manifest.toml"), manifest.replace(",90 000 000,", ",95 000 000,")).expect("written");
    let verified = bassin(folder.path(), &["verify", "out", "--quiet"]);
    assert_eq!(verified.status.code(), Some(2));
    assert!(said(&verified).contains("was changed since the run"), "{}", said(&verified));
}

#[test]
fn a_form_is_of_a_departement_and_has_a_name() {
    let here = Path::new(".");
    let budget = bassin(here, &["data", "template", "dep:62", "--table", "ebe_budget"]);
    assert!(said(&budget).contains("2021,full_cost,€/FTE/year,29000,,\n"), "{}", said(&budget));
    let region = bassin(here, &["data", "template", "reg:32"]);
    assert!(region.status.code() == Some(2) && said(&region).contains("no département"), "{}", said(&region));
    let unknown = bassin(here, &["data", "template", "dep:62", "--table", "ebe"]);
    assert!(unknown.status.code() == Some(2) && said(&unknown).contains("ebe_budget"), "{}", said(&unknown));
}
