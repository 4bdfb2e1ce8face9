//! `bassin validate`: every published moment is computed, from a run that is the same as any other.

mod common;

use bassin::run::{self, Silent};
use bassin::validation;
use common::France;

#[test]
fn a_small_france_gives_every_published_moment() {
    let france = France::load();
    let scenario = france.scenario("where = [\"france\"]\none_in = 1000\nthrough = \"2029-12\"", "");
    let moments = validation::published().expect("the table carried in the program reads");
    let seen = validation::watch(france.inputs(&scenario), 5, &Silent).unwrap_or_else(|error| panic!("{error}"));
    let values = validation::simulate(&moments, &seen).expect("every moment has a measure");
    let missing: Vec<&str> = moments
        .iter()
        .zip(&values)
        .filter(|(_, found)| !found.number().is_finite())
        .map(|(moment, _)| moment.moment.as_str())
        .collect();
    assert!(missing.is_empty(), "no number for {missing:?}");
    // Sizes that no scale or seed changes: a count of persons read as one of households would show.
    let value = |name: &str| values[moments.iter().position(|moment| moment.moment == name).expect(name)].number();
    assert!((60e6..75e6).contains(&value("population_2023_01_01")));
    assert!((0.9..0.99).contains(&value("quarterly_E_to_E")));
    assert!((1.0e6..3.0e6).contains(&value("rsa_households_end2019")));
    let ten_years = ["rsa_always_10y", "rsa_back_and_forth_10y", "rsa_definitive_exit_10y"].map(value);
    assert!((ten_years.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{ten_years:?}");
}

#[test]
fn a_run_that_is_watched_is_the_run_that_is_not() {
    let france = France::load();
    let scenario = france.scenario("where = [\"dep:58\"]\none_in = 20\nthrough = \"2020-03\"", "");
    let inputs = france.inputs(&scenario);
    let plain = france.replicate(&scenario, 3).reference;
    let mut months = Vec::new();
    let watched = run::watched(inputs, 3, &Silent, &mut |world| months.push(world.month));
    let watched = watched.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(plain.digests, watched.digests);
    assert_eq!(plain.full_digests, watched.full_digests);
    assert_eq!(plain.accounts, watched.accounts);
    // Before the first month, then at the end of each.
    assert_eq!(months.len(), 16);
    assert_eq!(months[0], months[1]);
}
