//! Statements about travel, distance and presentations: who finds work because of them, what each costs.

use crate::measures::Indicator;
use crate::policies::tests_of_runs::{self as run, accepted};
use crate::units::{Cents, Month};
use crate::world::body::Body;
use crate::world::{Post, Rules};

fn measure(rest: &str) -> String {
    format!("[mobility]\nwhere = [\"ze:0060\"]\nfrom = \"2019-07\"\npaid_by = \"region\"\n{rest}\n")
}

#[test]
fn an_aid_for_travel_makes_some_accept_and_nobody_refuse() {
    let aid = Rules { travel_aid: Cents::euros(60), ..Rules::default() };
    let (without, with) = (accepted(&Rules::default()), accepted(&aid));
    assert!(without.iter().zip(&with).all(|(without, with)| *with || !*without));
    let more = with.iter().filter(|yes| **yes).count() - without.iter().filter(|yes| **yes).count();
    assert!(more > 20, "{more} of {}", with.len());
}

#[test]
fn an_aid_for_travel_is_paid_to_each_who_leaves_joblessness_for_a_job() {
    let paired = run::run(
        "2021-12",
        &measure(
            "travel_aid = \"60 €/month\"\naid_for = \"12 months\"\nshared_with = \"etat\"\nshared_part = \"50 %\"",
        ),
    );
    let (region, state) = (paired.more_paid(Post::MobilityRegion, 2020), paired.more_paid(Post::MobilityEtat, 2020));
    assert!((region - state).0.abs() < 100, "{region} {state}");
    // 720 € for each of those hired out of joblessness, unemployed or not, at the prices of 2020.
    let hired: i64 =
        (1..=12).map(|m| run::counted(&paired.reform, Indicator::HiresFromUnemployment, Month::new(2020, m))).sum();
    let least = Cents::euros(720) * hired;
    assert!(region + state >= least && (region + state) < least * 2, "{region} {state} {least}");
    assert_eq!(run::balance(&paired.reform, Body::SocialServices, 2020), Cents::ZERO);
}

#[test]
fn presentations_to_employers_shorten_long_unemployment() {
    let paired = run::run("2021-12", &measure("presented = \"50 %\"\npresented_regains = \"100 %\""));
    let more = paired.more_over(Indicator::LongTermUnemployed, 2020..=2021);
    assert!(more < 0, "{more}");
    assert!(paired.more_paid(Post::MobilityRegion, 2020) > Cents::ZERO);
}

#[test]
fn those_who_search_further_away_are_counted_one_by_one() {
    let cost = |share: &str| {
        let text = format!("searches_wider = \"{share}\"\ncost_per_searcher = \"100 €/person/month\"");
        let paired = run::run("2019-07", &measure(&text));
        let unemployed = run::counted(&paired.reference, Indicator::Unemployed, Month::new(2019, 6));
        (paired.more_paid(Post::MobilityRegion, 2019).to_euros(), unemployed as f64 * 100.0)
    };
    let (all, expected) = cost("100 %");
    assert!((all / expected - 1.0).abs() < 0.05, "{all} {expected}");
    let (some, _) = cost("20 %");
    assert!(some > 0.0 && some < all / 3.0, "{some} {all}");
}

#[test]
fn help_of_no_size_changes_nothing() {
    assert!(run::run("2019-12", &measure("travel_aid = \"0 €/month\"")).is_the_same());
}
