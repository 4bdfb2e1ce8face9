//! Statements about caseloads: what they change, what they cost, who pays.

use super::*;
use crate::measures::Indicator;
use crate::policies::tests_of_runs as run;
use crate::territory::Territory;
use crate::world::body::Body;

fn measure(rest: &str) -> String {
    format!(
        "[single_reference_worker]\nwhere = [\"ze:0060\"]\nfrom = \"2019-07\"\npaid_by = \"departement\"\n\
         hired_over = \"0 months\"\n{rest}\n"
    )
}

#[test]
fn half_the_caseload_is_twice_the_workers_and_pays_for_those_beyond_todays() {
    let paired = run::run("2020-12", &measure("caseload = 50\npresent_caseload = 100"));
    // Nevers, one in twenty: n households at 1/50 − 1/100 of 55,000 € a year.
    let households: i64 =
        (1..=12).map(|m| run::counted(&paired.reform, Indicator::RsaHouseholds, Month::new(2020, m))).sum();
    let expected = Cents::euros(55_000).share(households, 12 * 100).to_euros();
    let paid = paired.more_paid(Post::WorkersDepartement, 2020).to_euros();
    assert!((paid / expected - 1.0).abs() < 0.06, "{paid} {expected}");
    assert_eq!(run::balance(&paired.reform, Body::SocialServices, 2020), Cents::ZERO);
}

#[test]
fn recipients_find_work_more_often_and_a_departement_saves_on_rsa() {
    let paired = run::run("2021-12", &measure("caseload = 20\nsupport_elasticity = 1.0\nmoves_on = \"3 %\""));
    let saved: Cents = (2019..=2021).map(|year| -paired.more_paid(Post::Rsa, year)).sum();
    assert!(saved > Cents::ZERO, "{saved}");
}

#[test]
fn the_long_jobless_get_support_if_they_are_named() {
    let text = "caseload = 30\nfollowed = [\"long_term_jobless\"]\nsupport_elasticity = 1.0";
    let paired = run::run("2021-12", &measure(text));
    let more = paired.more_over(Indicator::LongTermUnemployed, 2020..=2021);
    assert!(more < 0, "{more}");
    assert!(paired.more_paid(Post::WorkersDepartement, 2020) > Cents::ZERO);
}

#[test]
fn todays_caseload_changes_nothing() {
    let text = "caseload = 110\nmoves_on = \"0 %\"";
    assert!(run::run("2019-12", &measure(text)).is_the_same());
}

#[test]
fn effects_follow_the_workers_hired_and_never_pass_what_the_elasticity_gives() {
    let half = Rate(500_000);
    assert_eq!(times(50, 100, (12, 12), Rate(0)), Rate::ONE);
    assert_eq!(times(50, 100, (12, 12), Rate::ONE), Rate(2_000_000));
    assert_eq!(times(50, 100, (6, 12), Rate::ONE), Rate(1_500_000));
    assert_eq!(times(25, 100, (12, 12), half), Rate(2_000_000));
    assert_eq!(times(100, 100, (12, 12), half), Rate::ONE);
}

#[test]
fn a_caseload_above_todays_is_refused() {
    let territory = Territory::load(None).expect("the embedded tables are valid");
    let error = run::scenario(&territory, "2019-12", &measure("caseload = 400")).expect_err("it is refused");
    assert!(error.contains("above today's caseload"), "{error}");
}
