//! The France the reference starts from has the size of France: its national books of 2019 stand where published accounts
//! do, line by line, and its flows by département spread as published ones. One household in two hundred is simulated,
//! so that two points of sampling noise are allowed beyond the bounds.

mod common;

use std::sync::OnceLock;

use bassin::measures::Replicate;
use bassin::report::national_books::{self, Line, Verdict};
use bassin::report::{Gazetteer, territorial_flows};
use common::France;

const ONE_IN: u32 = 200;

/// What is known to be off, and how far it may be: bodies and sums first, then amounts that agents make.
const KNOWN_OFF: &[(&str, &str, f64)] = &[
    ("public_contributions_and_other", "resources", 0.28),
    ("emploi", "benefits", 0.30),
    ("unedic", "spending", 0.16),
    ("ass", "benefits", 0.45),
    ("minimum_vieillesse", "benefits", 0.70),
];

fn reference() -> &'static (France, Replicate) {
    static RUN: OnceLock<(France, Replicate)> = OnceLock::new();
    RUN.get_or_init(|| {
        let france = France::load();
        let run = format!("where = [\"france\"]\none_in = {ONE_IN}\nthrough = \"2019-12\"");
        let replicate = france.replicate(&france.scenario(&run, ""), 1);
        (france, replicate)
    })
}

#[test]
fn every_body_risk_and_resource_stands_within_a_tenth_of_published_accounts_but_those_named() {
    let published = national_books::published().expect("the table carried in the program reads");
    let lines = national_books::compare(&published, &reference().1.reference, ONE_IN, national_books::YEAR);
    let judged: Vec<&Line<'_>> = lines.iter().filter(|line| line.verdict() != Verdict::Shown).collect();
    assert!(judged.len() > 40);
    for line in judged {
        let of = line.published;
        let known = KNOWN_OFF.iter().find(|(item, side, _)| of.item == *item && of.side == *side);
        let bound = known.map_or(0.12, |(_, _, bound)| *bound);
        assert!(
            line.gap().abs() <= bound,
            "{} {} {}: {:.1} simulated, {:.1} published, more than {bound} apart",
            of.table,
            of.item,
            of.side,
            line.simulated,
            of.geur
        );
        assert!(known.is_none() || !of.note.is_empty(), "{} {} is off and no cause is told", of.item, of.side);
    }
}

#[test]
fn all_that_is_paid_is_received_by_another_body() {
    let bodies = national_books::bodies(&reference().1.reference, ONE_IN, national_books::YEAR);
    let (received, paid): (f64, f64) =
        bodies.iter().fold((0.0, 0.0), |(received, paid), of| (received + of.received, paid + of.paid));
    assert!((received - paid).abs() < 1e-6, "{received} received, {paid} paid");
}

#[test]
fn levies_at_the_employer_and_at_residence_are_the_same_money_in_other_places() {
    let (france, replicate) = reference();
    let flows = territorial_flows::flows().expect("the table carried in the program reads");
    let gazetteer = Gazetteer::of(&france.territory);
    let by_year = territorial_flows::of_record(&flows, &replicate.reference, &gazetteer);
    let places = &by_year[&2019];
    let at = |name: &str| flows.iter().position(|flow| flow.name == name).expect("a flow");
    let (employer, home) = (at("contributions_at_employer"), at("contributions_at_residence"));
    let sum = |flow: usize| -> i64 { places.iter().map(|of| of.cents[flow]).sum() };
    assert_eq!(sum(employer), sum(home));
    let of = |code: &str| {
        let place = france.territory.departements.iter().position(|row| row.code == code).expect("a code") as u16;
        places.iter().find(|of| of.departement == place).expect("it runs")
    };
    // Paris employs the residents of Seine-et-Marne.
    assert!(of("75").per_head(employer) > of("75").per_head(home));
    assert!(of("77").per_head(employer) < of("77").per_head(home));
    // A département of pensioners, and one of the young.
    let pensions = at("pensions");
    assert!(of("23").per_head(pensions) > 1.5 * of("93").per_head(pensions));
}
