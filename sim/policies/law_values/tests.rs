//! Both arms of a small scenario, for the tests of policies that act through the law; and statements about values of law
//! by place.

use super::*;
use crate::law::Law;
use crate::measures::{Indicator, Record};
use crate::parameters::Parameters;
use crate::run::{Inputs, Silent, replicate};
use crate::scenario::{Options, Scenario, ScenarioFile};
use crate::territory::Territory;
use crate::units::Cents;
use crate::world::Post;
use crate::world::body::Body;

/// What the two arms of a scenario recorded.
pub(crate) struct Arms {
    pub reference: Record,
    pub reform: Record,
}

/// Runs seed 1 of a scenario: `head` is the body of `[run]` but for the seeds, `policies` the tables of its policies.
pub(crate) fn run(head: &str, policies: &str) -> Arms {
    let territory = Territory::load(None).expect("the embedded tables are valid");
    let code = Code::load().expect("the law reads");
    let scenario = scenario(&territory, head, policies);
    let inputs = Inputs { scenario: &scenario, territory: &territory, code: &code, parameters: &scenario.parameters };
    let replicate = replicate(inputs, 1, &Silent).unwrap_or_else(|error| panic!("{error}"));
    Arms { reference: replicate.reference, reform: replicate.reform.expect("the scenario has a reform") }
}

pub(crate) fn scenario(territory: &Territory, head: &str, policies: &str) -> Scenario {
    let text = format!(
        "title = \"t\"\n[run]\n{head}\nseeds = \"1..1\"\n[parameters]\n\"start.spin_up\" = \"24 months\"\n{policies}"
    );
    let parameters = Parameters::load().expect("the parameters read");
    ScenarioFile::of("t.toml", &text)
        .and_then(|file| file.check(territory, &parameters, &Options::default()))
        .unwrap_or_else(|error| panic!("{error:?}"))
}

/// What is wrong with a scenario, or nothing.
pub(crate) fn mistake(policies: &str) -> Option<String> {
    let territory = Territory::load(None).expect("the embedded tables are valid");
    let parameters = Parameters::load().expect("the parameters read");
    let text = format!("title = \"t\"\n[run]\nwhere = [\"reg:53\"]\nthrough = \"2022-12\"\n{policies}");
    let checked = ScenarioFile::of("t.toml", &text)
        .and_then(|file| file.check(&territory, &parameters, &Options::default()).map(drop));
    checked.err().map(|error| format!("{error:?}"))
}

/// Simulated cents of a post in a year, all places.
pub(crate) fn paid(record: &Record, post: Post, year: u16) -> Cents {
    record.accounts.iter().filter(|((y, p, _), _)| *y == year && *p == post).map(|(_, cents)| *cents).sum()
}

/// What a body received less what it paid in a year.
pub(crate) fn balance(record: &Record, body: Body, year: u16) -> Cents {
    let of = |side: fn(Post) -> Body| -> Cents {
        let mine = record.accounts.iter().filter(|((y, post, _), _)| *y == year && side(*post) == body);
        mine.map(|(_, cents)| *cents).sum()
    };
    of(Post::payee) - of(Post::payer)
}

/// An indicator in the last month, all cells.
pub(crate) fn last(record: &Record, indicator: Indicator) -> i64 {
    record.months.last().map_or(0, |(_, cells)| cells.iter().map(|cell| cell[indicator as usize]).sum())
}

/// Full digests: two arms with the same ones lived the same lives to the last bit.
pub(crate) fn digests(record: &Record) -> Vec<String> {
    record.full_digests.iter().map(|(_, digest)| digest.clone()).collect()
}

fn law(code: &Code, year: u16, month: u16) -> Law {
    code.at(Month::new(year, month))
}

#[test]
fn a_value_moved_by_a_policy_follows_the_tables_where_a_value_set_stops_following_them() {
    let code = Code::load().expect("the law reads");
    let from = Month::new(2020, 1);
    let moved = code.with_change("rsa.base", from, None, &Change::Times(1.1)).expect("a value");
    for (year, month) in [(2020, 1), (2022, 8), (2025, 5)] {
        let (enacted, now) = (law(&code, year, month).rsa.base, law(&moved, year, month).rsa.base);
        assert!((now.0 * 100 - enacted.0 * 110).abs() <= 100, "{enacted} {now}");
    }
    assert_eq!(law(&moved, 2019, 12).rsa.base, law(&code, 2019, 12).rsa.base);
}

#[test]
fn what_is_set_holds_before_what_is_added_and_ends_with_its_last_month() {
    let code = Code::load().expect("the law reads");
    let (from, until) = (Month::new(2020, 1), Some(Month::new(2021, 1)));
    let plus = code.with_change("rsa.base", from, until, &Change::Plus(50.0)).expect("a value");
    let both = plus.with_change("rsa.base", from, until, &Change::Set("600 €/month".to_owned())).expect("a value");
    assert_eq!(law(&both, 2020, 12).rsa.base, Cents::euros(650));
    assert_eq!(law(&both, 2021, 1).rsa.base, law(&code, 2021, 1).rsa.base);
    assert!(code.with_change("rsa.bose", from, until, &Change::Times(2.0)).is_err());
}
