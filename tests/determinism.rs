//! A result depends on the scenario and the seed, never on the machine: one digest for any number of threads.

mod common;

use bassin::measures::{Record, Replicate};
use bassin::parallel;
use bassin::run::{self, Progress};
use bassin::units::Month;
use common::{France, differing};

/// Listens to nothing, and asks for every column of every block, every month.
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

/// The first month in which two records of one arm are not the same, with the columns concerned.
fn first_difference(one: &Record, other: &Record) -> Option<String> {
    for ((month, mine), (_, theirs)) in one.fingerprints.iter().zip(&other.fingerprints) {
        let places = differing(mine, theirs);
        if !places.is_empty() {
            return Some(format!("{month}, {} columns, the first: {}", places.len(), places[0]));
        }
    }
    let monthly = one.digests.iter().zip(&other.digests).find(|(a, b)| a != b);
    let full = one.full_digests.iter().zip(&other.full_digests).find(|(a, b)| a != b);
    if let Some(((month, _), _)) = monthly.or(full) {
        return Some(format!("{month}, in what no column holds (ledger, public bodies, policies)"));
    }
    (one.months != other.months || one.accounts != other.accounts || one.exits != other.exits)
        .then(|| "the same states, but other measures".to_owned())
}

fn assert_same(one: &Replicate, other: &Replicate, what: &str) {
    let arms = [
        ("reference", Some(&one.reference), Some(&other.reference)),
        ("reform", one.reform.as_ref(), other.reform.as_ref()),
    ];
    for (arm, mine, theirs) in arms {
        let (mine, theirs) = mine.zip(theirs).expect("both have both arms");
        assert_eq!(mine.digests.len(), theirs.digests.len(), "{what}, {arm}: as many months");
        if let Some(difference) = first_difference(mine, theirs) {
            panic!("{what}, {arm}: first difference in {difference}");
        }
    }
}

/// Bretagne at one in sixty: some twenty blocks, every market; the three policies act at once.
#[test]
fn one_two_and_eight_threads_give_the_same_digest_every_month() {
    let france = France::load();
    let scenario = france.scenario(
        "where = [\"reg:53\"]\none_in = 60\nthrough = \"2020-03\"",
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
        "start.spin_up" = "36 months"
        "#,
    );
    let on = |threads| {
        parallel::with_threads(threads, || run::replicate(france.inputs(&scenario), 7, &Whole))
            .expect("threads start")
            .unwrap_or_else(|error| panic!("{error}"))
    };
    let one = on(1);
    assert!(one.reference.fingerprints[0].1.len() > 8 * 50, "more blocks than threads, or the test shows nothing");
    assert!(one.reform.is_some());
    for threads in [2, 8] {
        assert_same(&one, &on(threads), &format!("1 thread against {threads}"));
    }
}

#[test]
fn another_seed_is_another_history() {
    let france = France::load();
    let scenario = france.scenario(
        "where = [\"ze:0062\"]\none_in = 50\nthrough = \"2019-02\"",
        "[parameters]\n\"start.spin_up\" = \"24 months\"",
    );
    let [one, other] = [1, 2].map(|seed| france.replicate(&scenario, seed));
    assert!(first_difference(&one.reference, &other.reference).is_some());
}
