//! Every threshold of the law, just below it, at it and just above it, against amounts worked by hand.
//!
//! The cases are data, `tests/cases/law/thresholds.toml`, whose header says how a jurist adds one. Here is only what reads
//! them, hands their facts to the law and compares.

mod benefits;
mod facts;

use std::collections::BTreeSet;

use bassin::law::Code;
use bassin::units::{Cents, Month};
use serde::Deserialize;
use toml::{Table, Value};

use benefits::BENEFITS;
use facts::{Facts, Given};

const CASES: &str = include_str!("../cases/law/thresholds.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Threshold>,
}

/// One threshold, as the file states it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Threshold {
    name: String,
    article: String,
    /// The month of the law; left out if the month is what varies.
    date: Option<String>,
    benefit: String,
    #[serde(default)]
    facts: Table,
    /// The fact the threshold is on.
    varies: String,
    threshold: Value,
    /// How far below and above.
    step: Option<f64>,
    /// Which of the amounts the benefit gives.
    result: String,
    below: Value,
    at: Value,
    above: Value,
}

impl Threshold {
    /// The date and the varied fact, `steps` from the threshold: a month by one, a whole number by one, an amount by a
    /// cent, unless the case says otherwise.
    fn moved(&self, steps: i64) -> Value {
        match &self.threshold {
            Value::Integer(number) => Value::Integer(number + steps * self.step.map_or(1, |step| step as i64)),
            Value::Float(amount) => {
                let (at, step) = (Cents::from_euros(*amount), Cents::from_euros(self.step.unwrap_or(0.01)));
                Value::Float((at + step * steps).to_euros())
            }
            Value::String(month) => {
                let month = Month::parse(month).expect("a threshold in time is a month, as \"2023-10\"");
                Value::String(Month((i64::from(month.0) + steps) as u16).to_string())
            }
            other => panic!("{other} is no threshold"),
        }
    }

    /// What the law gives `steps` from the threshold.
    fn given(&self, code: &Code, steps: i64) -> Given {
        let mut table = self.facts.clone();
        let moved = self.moved(steps);
        let date = if self.varies == "date" {
            moved.as_str().expect("a month").to_owned()
        } else {
            assert!(table.insert(self.varies.clone(), moved).is_none(), "{} varies and is also given", self.varies);
            self.date.clone().expect("a date")
        };
        let law = code.at(Month::parse(&date).expect("a month, as 2023-06"));
        let (_, benefit) = BENEFITS
            .iter()
            .find(|(name, _)| *name == self.benefit)
            .unwrap_or_else(|| panic!("{} is not a benefit of this file", self.benefit));
        let facts = Facts::of(&table);
        let results = benefit(&law, &facts);
        let unused = facts.unused();
        assert!(unused.is_empty(), "{unused:?} is no fact of {}", self.benefit);
        let found = results.iter().find(|(name, _)| *name == self.result);
        let names = || results.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        found.unwrap_or_else(|| panic!("{} gives {}, not {}", self.benefit, names(), self.result)).1
    }
}

fn cases() -> Vec<Threshold> {
    toml::from_str::<Cases>(CASES).expect("tests/cases/law/thresholds.toml follows its header").case
}

#[test]
fn every_threshold_of_the_law_holds_to_the_cent_below_at_and_above() {
    let code = Code::load().expect("the tables are right");
    let mut wrong = Vec::new();
    for case in cases() {
        for (place, steps, expected) in [("below", -1, &case.below), ("at", 0, &case.at), ("above", 1, &case.above)] {
            let given = case.given(&code, steps);
            if !given.is(expected) {
                let (name, result, article) = (&case.name, &case.result, &case.article);
                wrong.push(format!(
                    "{name} ({article}): {result} {place}, at {}, is {given}, by hand {expected}",
                    case.moved(steps)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} amounts differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn something_changes_at_every_threshold_stated_and_no_case_is_written_twice() {
    let mut seen = BTreeSet::new();
    for case in cases() {
        let name = &case.name;
        assert!(case.below != case.at || case.at != case.above, "nothing happens in: {name}; a larger step?");
        assert!(!case.article.is_empty() && case.date.is_some() != (case.varies == "date"), "{name}");
        assert!(seen.insert(name.clone()), "written twice: {name}");
    }
}

#[test]
fn every_benefit_and_levy_has_its_thresholds_stated() {
    let stated: BTreeSet<String> = cases().into_iter().map(|case| case.benefit).collect();
    for (benefit, _) in BENEFITS {
        assert!(stated.contains(benefit), "no threshold of {benefit} in tests/cases/law/thresholds.toml");
    }
}
