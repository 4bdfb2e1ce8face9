use super::super::law_values::tests::{Arms, balance, digests, last, mistake, paid, run};
use super::*;
use crate::law::prime_activite::{PpaFacts, prime_activite};
use crate::measures::Indicator;
use crate::units::Cents;
use crate::world::Post;
use crate::world::body::Body;

/// Redon: a whole zone, one household in forty.
const REDON: &str = "where = [\"ze:0062\"]\none_in = 40\nthrough = \"2020-12\"";

fn measure(keys: &str) -> String {
    format!("[prime_activite_bonus]\nwhere = [\"ze:0062\"]\nfrom = \"2019-07\"\noutside_law = true\n{keys}\n")
}

fn checked(keys: &str) -> Vec<LawValue> {
    let territory = crate::territory::Territory::load(None).expect("the embedded tables are valid");
    let scenario = super::super::law_values::tests::scenario(&territory, REDON, &measure(keys));
    let table = scenario.policy("prime_activite_bonus").expect("it is asked for");
    law(table, &Code::load().expect("the law reads"))
}

/// A person alone at the SMIC in 2019: 1,204 € net.
fn at_the_smic(code: &Code) -> Cents {
    let facts = PpaFacts { adults: 1, activity: [Cents::euros(1204), Cents::ZERO], ..PpaFacts::default() };
    prime_activite(&code.at(Month::new(2019, 7)), &facts).amount
}

#[test]
fn forty_euros_of_bonus_are_forty_euros_at_the_smic() {
    let values = checked("bonus_raised_by = \"40 €/month\"");
    let code = Code::load().expect("the law reads");
    let mut changed = code.clone();
    for value in &values {
        changed = changed.with_change(value.name, value.from, None, &value.change).expect("a value of the law");
    }
    let gain = at_the_smic(&changed) - at_the_smic(&code);
    assert!((gain.0 - 4_000).abs() <= 1, "{gain}");
    assert_eq!(values.len(), 1);
    assert!(!values[0].cells.is_empty());
}

#[test]
fn a_measure_that_moves_nothing_gives_exactly_the_reference() {
    assert!(checked("bonus_factor = \"100 % of bonus\"").is_empty());
    let Arms { reference, reform } = run(REDON, &measure(""));
    assert_eq!(digests(&reference), digests(&reform));
}

#[test]
fn the_state_pays_the_bonus_and_households_at_work_receive_it() {
    let Arms { reference, reform } = run(REDON, &measure("bonus_raised_by = \"100 €/month\""));
    let more = |post| paid(&reform, post, 2020) - paid(&reference, post, 2020);
    assert!(
        more(Post::PrimeActivite).0 > paid(&reference, Post::PrimeActivite, 2020).0 / 5,
        "{}",
        more(Post::PrimeActivite)
    );
    assert!(balance(&reform, Body::Etat, 2020) < balance(&reference, Body::Etat, 2020));
    let drawing = |record| last(record, Indicator::PrimeActiviteHouseholds);
    assert!(drawing(&reform) > drawing(&reference), "more households are entitled");
    // Nothing before the first month.
    assert_eq!(reference.months[..6], reform.months[..6]);
}

#[test]
fn a_bonus_that_is_full_before_it_begins_is_refused() {
    let text = mistake(&measure("bonus_from_hours = 125")).expect("120 hours are before 125");
    assert!(text.contains("bonus_from_hours"), "{text}");
    let text = mistake(&measure("bonus_from_hours = 40\nbonus_full_hours = 30")).expect("30 hours are before 40");
    assert!(text.contains("bonus_full_hours"), "{text}");
    assert_eq!(mistake(&measure("bonus_from_hours = 40\nbonus_full_hours = 90")), None);
}

#[test]
fn one_place_has_one_prime_d_activite() {
    let two = format!("{}[prime_activite_bonus.a]\n[prime_activite_bonus.b]\n", measure(""));
    let text = mistake(&two).expect("both are in Redon");
    assert!(text.contains(COMPETENCE), "{text}");
    let lawful = measure("bonus_raised_by = \"10 €/month\"").replace("true", "false");
    assert!(mistake(&lawful).is_some_and(|text| text.contains("bonus_raised_by")));
}
