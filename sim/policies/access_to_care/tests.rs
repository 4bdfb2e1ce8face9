//! Statements about doctors' time: who gains, who loses, when, who pays.

use super::*;
use crate::policies::tests_of_runs as run;
use crate::world::body::Body;

fn measure(rest: &str) -> String {
    format!("[access_to_care]\nwhere = [\"ze:0060\"]\nfrom = \"2019-07\"\npaid_by = \"maladie\"\n{rest}\n")
}

#[test]
fn more_doctors_are_seen_more_and_care_foregone_falls_after_the_delay() {
    let paired = run::run("2022-12", &measure("money = \"3 M€/year\""));
    assert_eq!(paired.more_paid(Post::CityCare, 2019), Cents::ZERO);
    assert_eq!(paired.more_paid(Post::CityCare, 2020), Cents::ZERO);
    assert!(paired.more_paid(Post::CityCare, 2021) > Cents::ZERO);
    let unmet = paired.more(crate::measures::Indicator::UnmetNeed, Month::new(2022, 12));
    assert!(unmet < 0, "{unmet}");
    // 3 M€ for the zone at one in twenty.
    let paid = paired.more_paid(Post::CareAccess, 2020).to_euros();
    assert!((145_000.0..155_000.0).contains(&paid), "{paid}");
    assert_eq!(run::balance(&paired.reform, Body::CareProviders, 2021), Cents::ZERO);
}

#[test]
fn a_region_that_shares_the_cost_pays_its_part() {
    let paired =
        run::run("2020-12", &measure("money = \"2 M€/year\"\nshared_with = \"region\"\nshared_part = \"30 %\""));
    let (fir, region) = (paired.more_paid(Post::CareAccess, 2020), paired.more_paid(Post::CareAccessRegion, 2020));
    assert!((region.to_euros() / (fir + region).to_euros() - 0.3).abs() < 1e-5);
}

#[test]
fn no_money_changes_nothing() {
    assert!(run::run("2021-12", &measure("money = \"0 €/year\"")).is_the_same());
}

#[test]
fn doctors_come_from_the_region_or_from_the_country_if_the_whole_region_gains() {
    let territory = Territory::load(None).expect("the embedded tables are valid");
    let departement = territory.departements.iter().position(|d| d.code == "58").expect("it exists");
    let nievre = territory.cells_of(crate::units::Departement(departement as u16)).to_vec();
    let region = territory.departements[departement].region;
    let region_of = |cell: &Cell| territory.departements[territory.cells[cell.index()].departement.index()].region;
    let near = around(&territory, &nievre);
    assert!(!near.is_empty() && near.iter().all(|cell| region_of(cell) == region && !nievre.contains(cell)));
    let whole: Vec<Cell> = territory.all_cells().filter(|cell| region_of(cell) == region).collect();
    assert_eq!(around(&territory, &whole).len(), territory.cells.len() - whole.len());
}
