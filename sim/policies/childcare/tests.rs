//! Statements about nursery places: who takes a job because of one, who pays.

use crate::measures::Indicator;
use crate::policies::tests_of_runs::{self as run, accepted};
use crate::territory::Territory;
use crate::units::{Cents, Month, Rate};
use crate::world::body::Body;
use crate::world::{Post, Rules};

fn measure(rest: &str) -> String {
    format!(
        "[childcare]\nwhere = [\"ze:0060\"]\nfrom = \"2019-07\"\npaid_by = \"famille\"\nbuilt_over = \"0 months\"\n{rest}\n"
    )
}

#[test]
fn parents_with_a_place_take_jobs_they_would_have_refused_and_refuse_none_they_would_have_taken() {
    let all = Rules { nursery_places: Rate::ONE, nursery_until: 36, nursery_cost_left: Rate(0), ..Rules::default() };
    let (without, with) = (accepted(&Rules::default()), accepted(&all));
    assert!(without.iter().zip(&with).all(|(without, with)| *with || !*without));
    let more = with.iter().filter(|yes| **yes).count() - without.iter().filter(|yes| **yes).count();
    assert!(more > 50, "{more} of {}", with.len());
}

#[test]
fn parents_of_the_halo_begin_to_search_and_more_of_them_work() {
    let text = "places = 5000\nuntil_age = \"72 months\"\nbegin_to_search = \"30 %\"";
    let paired = run::run("2021-12", &measure(text));
    let (halo, at_work) =
        (paired.more_over(Indicator::Halo, 2019..=2021), paired.more_over(Indicator::Employed, 2019..=2021));
    assert!(halo < 0 && at_work > 0, "{halo} {at_work}");
}

#[test]
fn the_places_are_paid_for_whether_taken_or_not_and_shared_as_written() {
    let text = "places = 200\ncost_per_place = \"15 000 €/place/year\"\nshared_with = \"bloc_communal\"\n\
                shared_part = \"40 % of cost\"\ncost_left = \"100 %\"\nbegin_to_search = \"0 %\"";
    let paired = run::run("2020-12", &measure(text));
    let (famille, communes) =
        (paired.more_paid(Post::NurseryFamille, 2020), paired.more_paid(Post::NurseryBlocCommunal, 2020));
    // 200 places for the zone at one in twenty: 10 simulated, at the prices of 2020.
    let total = (famille + communes).to_euros();
    assert!((145_000.0..158_000.0).contains(&total), "{total}");
    assert!((communes.to_euros() / total - 0.4).abs() < 1e-6);
    assert_eq!(run::balance(&paired.reform, Body::SocialServices, 2020), Cents::ZERO);
    // Parents pay the same as without a place: nobody decides otherwise.
    assert_eq!(paired.more(Indicator::Employed, Month::new(2019, 7)), 0);
}

#[test]
fn no_place_changes_nothing() {
    assert!(run::run("2019-12", &measure("places = 0")).is_the_same());
}

#[test]
fn who_pays_must_be_chosen() {
    let territory = Territory::load(None).expect("the embedded tables are valid");
    let text = measure("places = 10").replace("paid_by = \"famille\"\n", "");
    let error = run::scenario(&territory, "2019-12", &text).expect_err("it is refused");
    assert!(error.contains("childcare.paid_by must be chosen"), "{error}");
}
