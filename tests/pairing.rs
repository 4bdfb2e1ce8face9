//! Reference and reform share every draw: a reform that changes nothing differs by exactly nothing, nothing differs
//! before a reform begins, and one hire more or less does not set the whole labour market moving.

mod common;

use std::collections::BTreeMap;
use std::fs;

use assert_cmd::Command;
use bassin::engine::Engine;
use bassin::run;
use bassin::scenario::Scenario;
use bassin::units::{Cents, FirmId, Month, PersonId};
use bassin::world::{FirmKind, Sector, Status, World, digest};
use common::France;

/// The RSA of a person alone from April 2019 to March 2020 (décret 2019-400), written again as if it were a reform.
const NOTHING: &str = r#"
title = "The RSA stays what it is"
[run]
where = ["ze:0060"]
one_in = 20
from = "2019-01"
through = "2020-03"
seeds = "1..2"
[law."rsa.base"]
value = "559.74 €/month"
from = "2019-05"
[parameters]
"start.spin_up" = "24 months"
"#;

#[test]
fn a_reform_that_changes_nothing_differs_by_exactly_zero_in_every_table() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    fs::write(folder.path().join("nothing.toml"), NOTHING).expect("written");
    let mut command = Command::cargo_bin("bassin").expect("built");
    let output = command
        .current_dir(folder.path())
        .args(["run", "nothing.toml", "--out", "out", "--digest", "monthly", "--quiet"])
        .output()
        .expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut with_arms = 0;
    for entry in fs::read_dir(folder.path().join("out")).expect("a result") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "csv") {
            continue;
        }
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let mut table = csv::Reader::from_path(&path).expect("a table");
        let header = table.headers().expect("a header").clone();
        let column = |wanted: &str| header.iter().position(|name| name == wanted);
        let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
        assert!(!rows.is_empty() || name == "fingerprints.csv", "{name} is empty");
        if let Some(arm) = column("arm") {
            with_arms += 1;
            let mut by_arm: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
            for row in &rows {
                let rest = row.iter().enumerate().filter(|(i, _)| *i != arm).map(|(_, field)| field.to_owned());
                by_arm.entry(row[arm].to_owned()).or_default().push(rest.collect());
            }
            let (reference, reform) = (&by_arm["reference"], &by_arm["reform"]);
            let first = reference.iter().zip(reform).find(|(a, b)| a != b);
            assert_eq!(first, None, "{name}");
            assert_eq!(reference.len(), reform.len(), "{name}");
        }
        if let Some(difference) = column("difference") {
            let other = rows.iter().find(|row| row[difference].parse::<f64>().expect("a number") != 0.0);
            assert_eq!(other, None, "{name}");
        }
    }
    assert!(with_arms >= 6, "accounts, balances, indicators, exits, living standards, digests");
}

/// Runs both arms of `scenario` from its first month, the reform's policies and law in place from then on, and returns
/// the first month in which their states differ.
fn first_month_that_differs(france: &France, scenario: &Scenario) -> Option<Month> {
    let start = france.january_2019(scenario, 3);
    let engine = &start.engine;
    let mut reference = (start.world.clone(), run::reference_arm(&france.code, &france.territory));
    let setting = run::setting(france.inputs(scenario), engine);
    let reform = run::reform_arm(france.inputs(scenario), &setting, &start.world);
    let mut reform = (start.world, reform.unwrap_or_else(|error| panic!("{error}")));
    while reference.0.month <= scenario.run.through {
        let month = reference.0.month;
        for (world, arm) in [&mut reference, &mut reform] {
            france.live(world, arm, engine, scenario);
        }
        if digest::full(&reference.0) != digest::full(&reform.0) {
            return Some(month);
        }
    }
    None
}

#[test]
fn nothing_differs_before_a_reform_begins_and_something_does_afterwards() {
    let france = France::load();
    let run = "where = [\"dep:58\"]\none_in = 30\nthrough = \"2020-06\"";
    let spin_up = "[parameters]\n\"start.spin_up\" = \"24 months\"";
    let reforms = [
        (
            "tzcld",
            "[tzcld]\noutside_law = true\n[tzcld.territory.premery]\nwhere = [\"com:58218\"]\nfrom = \"2019-08\"",
        ),
        (
            "ordam",
            "[ordam]\nwhere = [\"reg:27\"]\nfrom = \"2020-01\"\nkey = \"per_head\"\npaid_by = \"new_money\"\n\
             overrun_rule = \"price\"\nprevention = \"40 M€/year\"",
        ),
        (
            "rsa_recentralisation",
            "[rsa_recentralisation]\nwhere = [\"dep:58\"]\nfrom = \"2019-11\"\ntype = \"metropole_2022\"\n\
             outside_law = true\nreference_years = [2017, 2018]\nreference_source = \"accounts\"",
        ),
        (
            "compensation",
            "[compensation]\nwhere = [\"dep:58\"]\nfrom = \"2019-10\"\nmode = \"sliding\"\nkey = \"spending\"\n\
             lag = \"0 months\"\npaid_by = \"etat\"",
        ),
        (
            "csg_fraction",
            "[csg_fraction]\nwhere = [\"dep:58\"]\nfrom = \"2019-10\"\npoints = \"1 %\"\nkey = \"population\"\n\
             paid_by = \"new_levy\"",
        ),
        (
            "unaccompanied_minors",
            "[unaccompanied_minors]\nwhere = [\"dep:58\"]\nfrom = \"2019-10\"\nmode = \"transfer\"\n\
             resources_taken = \"100 %\"",
        ),
        (
            "access_to_rights",
            "[access_to_rights]\nwhere = [\"dep:58\"]\nfrom = \"2019-09\"\ncontacted = \"10 %\"\npaid_by = \"etat\"",
        ),
        (
            "single_reference_worker",
            "[single_reference_worker]\nwhere = [\"dep:58\"]\nfrom = \"2019-10\"\ncaseload = 40\n\
             paid_by = \"departement\"",
        ),
        ("childcare", "[childcare]\nwhere = [\"dep:58\"]\nfrom = \"2019-08\"\nplaces = 300\npaid_by = \"famille\""),
        (
            "mobility",
            "[mobility]\nwhere = [\"dep:58\"]\nfrom = \"2019-11\"\npresented = \"10 %\"\npaid_by = \"region\"",
        ),
        (
            "access_to_care",
            "[access_to_care]\nwhere = [\"dep:58\"]\nfrom = \"2019-12\"\nmoney = \"2 M€/year\"\npaid_by = \"maladie\"",
        ),
        (
            "contribution_deferral",
            "[contribution_deferral]\nwhere = [\"dep:58\"]\nfrom = \"2019-09\"\nthrough = \"2019-12\"\n\
             losses_borne_by = \"branches\"",
        ),
        ("law", "[law.\"rsa.base\"]\nvalue = \"600 €/month\"\nfrom = \"2019-10\""),
        ("law of a place", "[law.\"rsa.base\"]\nvalue = \"600 €/month\"\nfrom = \"2019-10\"\nwhere = [\"ze:0060\"]"),
    ];
    for (name, reform) in reforms {
        let scenario = france.scenario(run, &format!("{reform}\n{spin_up}"));
        let begins = run::first_difference(&scenario).expect("the scenario has a reform");
        let differs = first_month_that_differs(&france, &scenario);
        let differs = differs.unwrap_or_else(|| panic!("{name} changes nothing at all"));
        assert!(differs >= begins, "{name} begins in {begins} and already changes {differs}");
        assert!(differs <= begins.plus(6), "{name} begins in {begins} and changes nothing before {differs}");
    }
}

/// A person without a job and a firm of the same cell with a place more than it had.
fn hire(world: &mut World, block: usize, row: usize, firm: usize) {
    let persons = &mut world.blocks[block].persons;
    persons.status[row] = Status::OpenEnded;
    persons.employer[row] = firm as u32;
    persons.hours[row] = 35;
    persons.spell[row] = 0;
    persons.jobless[row] = 0;
    world.firms.jobs[firm] += 1;
    world.firms.base_jobs[firm] += 1;
}

/// The hire of [`hire`] undone, whatever became of the person meanwhile.
fn undo(world: &mut World, person: PersonId, block: usize, firm: usize) {
    world.firms.base_jobs[firm] -= 1;
    let persons = &mut world.blocks[block].persons;
    let row = (0..persons.len()).find(|&row| persons.id(row) == person);
    let row = row.expect("nobody leaves a block between Januaries");
    let employer = persons.employer(row);
    persons.status[row] = Status::Unemployed;
    persons.employer[row] = FirmId::NONE.0;
    if employer != FirmId::NONE {
        world.firms.jobs[employer.index()] -= 1;
    }
}

fn statuses(world: &World) -> BTreeMap<PersonId, Status> {
    let of = |persons: &bassin::world::Persons| {
        (0..persons.len()).map(|row| (persons.id(row), persons.status[row])).collect::<Vec<_>>()
    };
    world.blocks.iter().flat_map(|block| of(&block.persons)).collect()
}

/// Persons whose status differs, and employed persons more in `other`.
fn difference(one: &World, other: &World) -> (usize, i64) {
    let (mine, theirs) = (statuses(one), statuses(other));
    let mut differ = 0;
    let mut net = 0;
    for (person, status) in &mine {
        let now = theirs.get(person);
        differ += usize::from(now != Some(status));
        net += i64::from(now.is_some_and(|s| s.is_employed())) - i64::from(status.is_employed());
    }
    differ += theirs.keys().filter(|person| !mine.contains_key(person)).count();
    (differ, net)
}

fn month_of(france: &France, world: &mut World, engine: &Engine, scenario: &Scenario) {
    let mut arm = run::reference_arm(&france.code, &france.territory);
    france.live(world, &mut arm, engine, scenario);
}

/// Forces a hire in February 2019, undoes it in March, and follows the echo of ten such hires, on two seeds, over five
/// years. What they leave is the noise floor below which a difference between two arms says nothing.
#[test]
fn one_extra_hire_undone_a_month_later_moves_few_of_the_zone() {
    let echoes = [5, 6].map(echo_of_five_hires);
    let net = echoes.iter().map(|echo| echo.net).sum::<i64>() as f64 / 10.0;
    let first_month: i64 = echoes.iter().map(|echo| echo.first_month).sum();
    // While it lasts, a job more is about a job more: neither lost in the crowd nor multiplied by it.
    assert!((6..=14).contains(&first_month), "ten hires made {first_month} employed persons");
    for Echo { worst, persons, .. } in echoes {
        assert!(worst * 1000 < persons * 2, "{worst} statuses of {persons} differ: 0.2 % is the most");
    }
    assert!(net.abs() <= 4.0, "ten hires, undone, leave {net} employed persons each on average");
}

/// What five hires, each undone a month later, leave behind.
struct Echo {
    /// Employed persons more while they last.
    first_month: i64,
    /// Statuses that differ after five years in the world that differs most, of how many.
    worst: usize,
    persons: usize,
    /// Employed persons more after five years, over the five worlds.
    net: i64,
}

fn echo_of_five_hires(seed: u64) -> Echo {
    const MONTHS: u16 = 60;
    let france = France::load();
    let spin_up = "[parameters]\n\"start.spin_up\" = \"120 months\"";
    let scenario = france.scenario("where = [\"ze:0060\"]\none_in = 1\nthrough = \"2024-02\"", spin_up);
    let start = france.january_2019(&scenario, seed);
    let engine = &start.engine;
    let mut reference = start.world;
    month_of(&france, &mut reference, engine, &scenario);

    // One person in each of five quarters of the unemployed, one firm for each, spread over the list.
    let jobless: Vec<(usize, usize)> = (0..reference.blocks.len())
        .flat_map(|block| {
            let persons = &reference.blocks[block].persons;
            (0..persons.len()).filter(|&row| persons.status[row] == Status::Unemployed).map(move |row| (block, row))
        })
        .collect();
    let firms: Vec<usize> = (0..reference.firms.len())
        .filter(|&firm| {
            reference.firms.kind[firm] == FirmKind::Ordinary && reference.firms.sector[firm] != Sector::Public
        })
        .collect();
    let mut worlds: Vec<(World, PersonId, usize, usize)> = (0..5)
        .map(|one| {
            let (block, row) = jobless[jobless.len() * (2 * one + 1) / 10];
            let firm = firms[firms.len() * (2 * one + 1) / 10];
            let mut world = reference.clone();
            let person = world.blocks[block].persons.id(row);
            hire(&mut world, block, row, firm);
            (world, person, block, firm)
        })
        .collect();

    let persons = reference.persons();
    let mut first_month = 0;
    let mut last: Vec<(usize, i64)> = Vec::new();
    for step in 0..MONTHS {
        month_of(&france, &mut reference, engine, &scenario);
        last.clear();
        for (world, person, block, firm) in &mut worlds {
            month_of(&france, world, engine, &scenario);
            if step == 0 {
                first_month += difference(&reference, world).1;
                undo(world, *person, *block, *firm);
            }
            if [0, 11, 23, 35, 47, 59].contains(&step) {
                last.push(difference(&reference, world));
            }
        }
        if !last.is_empty() {
            println!("month {:2}: (statuses that differ, employed more) {last:?} of {persons} persons", step + 1);
        }
    }
    let worst = last.iter().map(|(differ, _)| *differ).max().unwrap_or(usize::MAX);
    let net = last.iter().map(|(_, net)| net).sum::<i64>();
    println!(
        "noise floor after {MONTHS} months: at most {worst} statuses of {persons} differ; net effect of the five {net}"
    );
    Echo { first_month, worst, persons, net }
}

#[test]
fn a_value_of_law_changed_for_a_time_is_what_it_was_afterwards() {
    let france = France::load();
    let scenario = france.scenario(
        "where = [\"ze:0060\"]\none_in = 100\nthrough = \"2020-12\"",
        "[law.\"rsa.base\"]\nvalue = \"600 €/month\"\nfrom = \"2019-10\"\nthrough = \"2020-01\"\n\
         [parameters]\n\"start.spin_up\" = \"24 months\"",
    );
    let start = france.january_2019(&scenario, 1);
    let setting = run::setting(france.inputs(&scenario), &start.engine);
    let arm =
        run::reform_arm(france.inputs(&scenario), &setting, &start.world).unwrap_or_else(|error| panic!("{error}"));
    let base = |month| start.engine.law(&arm.codes[0], month).rsa.base;
    let enacted = |month| start.engine.law(&france.code, month).rsa.base;
    for year_month in [(2019, 9), (2020, 2), (2020, 4), (2020, 12)] {
        let month = Month::new(year_month.0, year_month.1);
        assert_eq!(base(month), enacted(month), "{month}");
    }
    for month in [Month::new(2019, 10), Month::new(2020, 1)] {
        assert_eq!(base(month), Cents::euros(600), "{month}");
    }
}
