use super::*;
use crate::policies::bench::{Bench, Course, STILL};
use crate::world::Ledger;
use crate::world::body::Body;

const RULE: Rule = Rule {
    // 500 + 14 × 90 + 9 × 20.
    assessed: Cents::euros(1_940),
    assessed_a_minor: Rate::ONE,
    additional: Cents::euros(6_000),
    share_of_increase: Rate(750_000),
};
const PRICES: Course = Course { prices: |year| 1.0 + 0.02 * f64::from(year.saturating_sub(2019)), ..STILL };

fn live(mode: Mode) -> (Bench, Ledger, Ledger) {
    let (mut with, mut without) = (Bench::new(&["93"]), Bench::new(&["93"]));
    let measure = Measure { departements: with.departements(&["93"]), from: Month::new(2020, 1), through: None, mode };
    let mut policy = build(vec![measure], &with.setting(), &with.world).expect("it fits");
    let reform = with.live(Some(policy.as_mut()), 2021, &PRICES)[&2021].clone();
    let reference = without.live(None, 2021, &PRICES)[&2021].clone();
    (with, reform, reference)
}

#[test]
fn the_rule_pays_for_assessments_and_for_three_quarters_of_the_additional_minors() {
    // A hundred minors at 50,000 €, a quarter more than a year ago: twenty more.
    let paid = by_the_rule(&RULE, Cents::euros(5_000_000), Cents::euros(50_000), Rate(250_000));
    assert_eq!(paid, Cents::euros(100 * 1_940 + 15 * 6_000));
    let fewer = by_the_rule(&RULE, Cents::euros(5_000_000), Cents::euros(50_000), Rate(-250_000));
    assert_eq!(fewer, Cents::euros(100 * 1_940), "nothing is asked back for fewer minors");
}

#[test]
fn the_state_and_the_departement_together_pay_what_the_care_costs_whoever_pays() {
    for mode in [
        Mode::PublishedRule(RULE),
        Mode::StatePaysAll,
        Mode::Transfer { resources_taken: Rate::ONE },
        Mode::Transfer { resources_taken: Rate(0) },
    ] {
        let (bench, reform, reference) = live(mode);
        let change = |body| bench.balance(&reform, body) - bench.balance(&reference, body);
        assert_eq!(change(Body::Etat) + change(Body::Departement), Cents::ZERO, "{mode:?}");
        let care = |ledger: &Ledger| {
            bench.paid(ledger, "93", Post::UnaccompaniedMinors)
                + bench.paid(ledger, "93", Post::UnaccompaniedMinorsByEtat)
        };
        assert_eq!(care(&reform), care(&reference), "{mode:?}");
    }
}

#[test]
fn a_departement_the_state_pays_in_full_has_nothing_left_to_pay_for_minors() {
    let (bench, reform, _) = live(Mode::StatePaysAll);
    let of = |post| bench.paid(&reform, "93", post);
    assert_eq!(of(Post::UnaccompaniedMinors), of(Post::UnaccompaniedMinorsEtat) + of(Post::UnaccompaniedMinorsChange));
}

#[test]
fn a_transfer_leaves_the_state_what_costs_grew_since() {
    let (bench, reform, reference) = live(Mode::Transfer { resources_taken: Rate::ONE });
    let of = |ledger: &Ledger, post| bench.paid(ledger, "93", post);
    assert_eq!(of(&reform, Post::UnaccompaniedMinors), Cents::ZERO);
    assert_eq!(of(&reform, Post::UnaccompaniedMinorsEtat), Cents::ZERO);
    let left = of(&reference, Post::UnaccompaniedMinors) - of(&reference, Post::UnaccompaniedMinorsEtat);
    let taken = of(&reform, Post::UnaccompaniedMinorsTaken);
    // Taken at the prices of 2020, when it began; those of 2021 are 2 % of 2019's higher.
    assert!((left.to_euros() / taken.to_euros() - 1.04 / 1.02).abs() < 1e-4, "{left} {taken}");
}

#[test]
fn the_published_rule_pays_less_than_the_share_of_the_cost_of_2018_as_long_as_minors_are_not_more() {
    let (bench, reform, reference) = live(Mode::PublishedRule(RULE));
    let change = bench.paid(&reform, "93", Post::UnaccompaniedMinorsChange);
    let given = bench.paid(&reference, "93", Post::UnaccompaniedMinorsEtat);
    assert!(change < Cents::ZERO);
    assert!(given + change > Cents::ZERO);
}
