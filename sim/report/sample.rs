//! Small hand-made observations for the tests of results.

use std::collections::BTreeMap;

use super::areas::{Gazetteer, Named};
use super::description::Description;
use crate::measures::{
    Basis, ComparedExit, Comparison, Durability, ExitCause, ExitCounts, ExitKey, FollowedJobs, HasNumbers,
    HouseholdType, Incomes, Indicator, LIVING_STANDARD_STEPS, Record, Replicate, StandardChange, StandardGroup,
};
use crate::units::{Cell, Cents, Departement, Month};
use crate::world::Post;
use crate::world::digest::Fingerprint;

/// Two zones, two départements of one région, three cells; the second zone lies astride both départements.
pub fn gazetteer() -> Gazetteer {
    let named = |code: &str, name: &str| Named { code: code.into(), name: name.into() };
    Gazetteer {
        cells: vec![(0, 1), (1, 1), (1, 0)],
        zones: vec![named("3201", "Béthune"), named("3202", "Lens - Hénin")],
        departements: vec![named("59", "Nord"), named("62", "Pas-de-Calais")],
        region_of: vec![0, 0],
        regions: vec![named("32", "Hauts-de-France")],
        rsa_2019: Vec::new(),
    }
}

pub fn description() -> Description {
    Description {
        name: "essai".into(),
        title: "Essai : emploi à Béthune".into(),
        question: "Que coûte chaque emploi ?".into(),
        places: vec!["dep:62".into(), "dep:59".into()],
        from: Month::new(2019, 1),
        through: Month::new(2021, 12),
        one_in: 10,
        seeds: vec![1, 2],
        policies: vec!["tzcld".into()],
        scenario: "title = \"Essai\"\n".into(),
        scenario_path: "scenarios/essai.toml".into(),
        digests: vec![("territory".into(), "aa".repeat(32)), ("law".into(), "bb".repeat(32))],
        version: "0.1.0".into(),
        parquet: true,
        ..Description::default()
    }
}

/// Thirty-six months on three cells. `shift` makes an arm differ from January 2020 on.
pub fn record(seed: u64, shift: i64) -> Record {
    let cells = vec![Cell(0), Cell(1), Cell(2)];
    let mut months = Vec::new();
    for i in 0..36u16 {
        let month = Month::new(2019, 1).plus(i);
        let late = if month >= Month::new(2020, 1) { shift } else { 0 };
        let rows = (0..3i64)
            .map(|cell| {
                let mut row = [0; Indicator::COUNT];
                row.add(Indicator::Population, 1000 + cell);
                row.add(Indicator::Employed, 400 + 10 * cell + late + seed as i64);
                row.add(Indicator::Unemployed, 50 - late);
                row.add(Indicator::EbeEmployees, late);
                row.add(Indicator::EbeFte, 90 * late);
                let opens = i64::from(late > 0 && month == Month::new(2020, 1));
                row.add(Indicator::EbeHires, opens * late);
                row.add(Indicator::EbeHiresWithoutBenefit, opens * (late - 1));
                if month.is_december() {
                    row.add(Indicator::PoorPersons, 140 - 20 * late);
                    row.add(Indicator::PovertyPopulation, 1000);
                }
                row
            })
            .collect();
        months.push((month, rows));
    }
    let mut accounts = BTreeMap::new();
    for year in 2019..=2021 {
        let late = if year >= 2020 { shift } else { 0 };
        for departement in [Departement(0), Departement(1)] {
            accounts.insert((year, Post::Rsa, departement), Cents(5_000_000 - 100_000 * late));
            accounts.insert((year, Post::NetWages, departement), Cents(700_000_000 + seed as i64));
            accounts.insert((year, Post::FundEtat, departement), Cents(2_000_000 * late));
            accounts.insert((year, Post::FundToEbe, departement), Cents(2_000_000 * late));
            accounts.insert((year, Post::EbeEmployerMaladie, departement), Cents(300_000 * late));
        }
    }
    let mut exits = BTreeMap::new();
    for (year, cause, exited) in
        [(2020, ExitCause::OrdinaryJob, 12), (2020, ExitCause::EbeJob, 8 * shift), (2021, ExitCause::Benefit, 5)]
    {
        let key = ExitKey { year, departement: Departement(1), cause, household_type: HouseholdType::Single };
        let counts = ExitCounts { exits: exited, relapses: exited / 4, lasting: 0, exits_reverse_order: exited - 1 };
        exits.insert(key, counts);
    }
    let mut steps = vec![0u32; LIVING_STANDARD_STEPS];
    steps[100..300].fill(5);
    let living_standards = (2019..=2021).map(|year| ((year, Departement(1)), steps.clone())).collect();
    let mut incomes = BTreeMap::new();
    for year in 2019..=2021 {
        let late = if year >= 2020 { shift } else { 0 };
        // Of twenty households of the first cell, ten work there, five in the second cell, five nowhere.
        let mut earn = |basis, cell, households, cents| {
            incomes.insert((year, basis, cell), Incomes { households, cents });
        };
        earn(Basis::Residence, Some(Cell(0)), 20, 50_000_000 + 60_000 * late);
        earn(Basis::Workplace, Some(Cell(0)), 10, 30_000_000);
        earn(Basis::Workplace, Some(Cell(1)), 5, 12_000_000 + 60_000 * late);
        earn(Basis::Workplace, None, 5, 8_000_000);
        earn(Basis::Both, Some(Cell(0)), 10, 30_000_000);
    }
    Record {
        cells,
        incomes,
        months,
        accounts,
        accounts_at_home: BTreeMap::from([((2019, Post::EmployerMaladie, Departement(1)), Cents(8_000))]),
        exits,
        living_standards,
        digests: (0..36).map(|i| (Month::new(2019, 1).plus(i), format!("{i:02}{shift}"))).collect(),
        full_digests: vec![(Month::new(2021, 12), format!("full{seed}{shift}"))],
        fingerprints: vec![(
            Month::new(2021, 12),
            vec![
                Fingerprint { place: "cell 0 block 0 persons.birth".into(), hash: "aa".into() },
                Fingerprint { place: "cell 0 block 0 persons.status".into(), hash: format!("bb{shift}") },
            ],
        )],
        timing: vec![("search".to_owned(), 10)],
        traffic: Vec::new(),
        person_months: 36_000,
        reserved_bytes: 100_000,
        memory: vec![(2019, 90_000), (2020, 95_000)],
    }
}

fn compared_exits(shift: i64) -> BTreeMap<ComparedExit, i64> {
    let line = |comparison, cause, durability| ComparedExit {
        year: 2020,
        departement: Departement(1),
        comparison,
        cause,
        household_type: HouseholdType::Single,
        durability,
    };
    BTreeMap::from([
        (line(Comparison::OnlyWithReform, Some(ExitCause::EbeJob), Some(Durability::Lasting)), 8 * shift),
        (line(Comparison::OnlyWithout, Some(ExitCause::OrdinaryJob), Some(Durability::NotLasting)), shift),
        (line(Comparison::Neither, None, None), 100),
    ])
}

fn followed_jobs(shift: i64) -> FollowedJobs {
    FollowedJobs {
        in_ebe: 9 * shift,
        in_ebe_employed_in_reference: shift,
        met: 20 * shift,
        met_employed: 12 * shift,
        met_employed_in_reference: 4 * shift,
    }
}

fn compared_standards(shift: i64) -> BTreeMap<StandardGroup, StandardChange> {
    let group = |decile, household_type| StandardGroup { year: 2021, decile, household_type };
    let change = |persons, gaining, losing, gain: i64, loss: i64| StandardChange {
        persons,
        gaining,
        losing,
        cents: gaining * gain - losing * loss,
        cents_gained: gaining * gain,
        cents_lost: losing * loss,
    };
    BTreeMap::from([
        (group(1, HouseholdType::Single), change(60, 5 * shift, shift, 200_000, 100_000)),
        (group(1, HouseholdType::LoneParent), change(40, 2 * shift, 0, 100_000, 0)),
        (group(2, HouseholdType::Couple), change(100, shift, shift, 50_000, 50_000)),
    ])
}

pub fn replicate(seed: u64, shift: i64) -> Replicate {
    Replicate {
        seed,
        one_in: 10,
        forked: Some(Month::new(2020, 1)),
        reference: record(seed, 0),
        reform: Some(record(seed, shift)),
        compared_exits: compared_exits(shift),
        followed_jobs: BTreeMap::from([(2021, followed_jobs(shift))]),
        compared_standards: compared_standards(shift),
    }
}
