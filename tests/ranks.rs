//! A result does not depend on how many ranks share the blocks of a population: the digests of every month, all measures
//! and what is compared between the arms are those of one process. Here ranks are threads; `tests/mpi.rs` runs the program
//! itself over MPI.

mod common;

use bassin::measures::Replicate;
use bassin::parallel::threads;
use bassin::report::kept;
use bassin::run::{self, Progress};
use bassin::scenario::Scenario;
use bassin::units::Month;
use common::{France, differing};

/// Every column of every block, every month.
struct Whole;

impl Progress for Whole {
    fn month_done(&self, _: &str, _: u64, _: Month) {}
    fn stop_requested(&self) -> bool {
        false
    }
    fn wants_fingerprints(&self) -> bool {
        true
    }
}

/// A few bytes short of what a large list needs, so that lists travel in several rounds.
const ROOM: usize = 50_000;

/// Everything recorded of a replicate, but for the time and memory it happened to take.
fn told(replicate: &Replicate) -> String {
    let mut replicate = replicate.clone();
    for record in std::iter::once(&mut replicate.reference).chain(&mut replicate.reform) {
        record.reserved_bytes = 0;
        record.timing.clear();
        record.memory.clear();
    }
    kept::sealed(&replicate)
}

/// The first month and place in which an arm differs.
fn first_difference(one: &Replicate, other: &Replicate) -> String {
    let arms = |replicate: &Replicate| [Some(replicate.reference.clone()), replicate.reform.clone()];
    for (mine, theirs) in arms(one).into_iter().zip(arms(other)) {
        let (Some(mine), Some(theirs)) = (mine, theirs) else { continue };
        for ((month, mine), (_, theirs)) in mine.fingerprints.iter().zip(&theirs.fingerprints) {
            if let Some(place) = differing(mine, theirs).first() {
                return format!("first in {month}: {place}");
            }
        }
    }
    let (one, other) = (told(one), told(other));
    let lines = one.lines().zip(other.lines()).find(|(a, b)| a != b);
    format!("the same states, but: {lines:?}")
}

/// The replicate of `scenario` in one process and on each number of ranks.
fn assert_same_on(ranks: &[usize], france: &France, scenario: &Scenario, seed: u64) {
    let inputs = france.inputs(scenario);
    let one = run::replicate(inputs, seed, &Whole).unwrap_or_else(|error| panic!("{error}"));
    for &size in ranks {
        let all = threads::run(size, ROOM, |_| run::replicate(inputs, seed, &Whole).map_err(|error| error.to_string()));
        let first = all.into_iter().next().expect("there is a first rank").unwrap_or_else(|error| panic!("{error}"));
        assert!(told(&one) == told(&first), "{size} ranks: {}", first_difference(&one, &first));
    }
}

/// Bretagne at one in a hundred and twenty: four départements, twenty-nine blocks, migration over two Januaries.
#[test]
fn two_three_four_and_seven_ranks_give_what_one_process_gives_under_three_policies() {
    let france = France::load();
    let scenario = france.scenario(
        "where = [\"reg:53\"]\none_in = 120\nthrough = \"2020-02\"",
        r#"
        [tzcld]
        outside_law = true
        [tzcld.territory.pipriac]
        where = ["com:35219"]
        from  = "2019-03"
        [ordam]
        where = ["reg:53"]
        from = "2019-06"
        key = "per_head"
        paid_by = "new_money"
        overrun_rule = "volume"
        [rsa_recentralisation]
        where = ["dep:29"]
        from = "2019-09"
        type = "metropole_2022"
        outside_law = true
        reference_years = [2017, 2018]
        reference_source = "accounts"
        [parameters]
        "start.spin_up" = "24 months"
        "#,
    );
    assert_same_on(&[2, 3, 4, 7], &france, &scenario, 7);
}

/// The policies that count or follow persons of places.
#[test]
fn ranks_change_nothing_of_policies_that_count_people() {
    let france = France::load();
    let scenario = france.scenario(
        "where = [\"dep:63\", \"ze:8417\"]\none_in = 60\nthrough = \"2020-01\"",
        r#"
        [childcare]
        where   = ["dep:63"]
        from    = "2019-02"
        places  = 2000
        paid_by = "famille"
        [mobility]
        where          = ["dep:63"]
        from           = "2019-02"
        travel_aid     = "30 €/month"
        aid_for        = "6 months"
        searches_wider = "10 % of unemployed"
        presented      = "5 % of long_term_jobless"
        paid_by        = "region"
        [access_to_rights]
        where                = ["dep:63"]
        from                 = "2019-02"
        contacted            = "5 % of non_claimants"
        claim_when_contacted = "20 % of contacts"
        cost_per_contact     = "60 €/contact"
        award_delay          = "1 month"
        paid_by              = "etat"
        [single_reference_worker]
        where    = ["dep:63"]
        from     = "2019-02"
        caseload = 50
        followed = ["rsa", "long_term_jobless"]
        paid_by  = "departement"
        [zoned_exemptions]
        where       = ["ze:8417"]
        from        = "2019-03"
        outside_law = true
        compensated = true
        [parameters]
        "start.spin_up" = "24 months"
        "#,
    );
    assert_same_on(&[3], &france, &scenario, 1);
}
