//! A stronger prime d'activité in some places: what a scenario may say of it.
//!
//! The prime d'activité is forfaitaire + a share of activity income + a bonus for each person at work, less resources.
//! From a date, in named places, the bonus is raised (in euros or in per cent), begins or is full at other hours of
//! SMIC, or the share of activity income kept grows. The State pays it, as it pays the prime d'activité. Who gains,
//! what it costs and whether more people take jobs follow from the law, the take-up and the choice of each person.
//!
//! Limit: the same share of the entitled claims (`prime_activite.take_up`), whatever the amount.

use super::law_values::{ByLawAlone, LawValue};
use super::{Inconsistency, Policy, measure_keys};
use crate::keys::{CheckedTable, Claim, Key, Kind, Language, Level, Mistake, Named, Need, Places, Table, Wrong};
use crate::law::{Change, Code};
use crate::units::Month;

/// What of the prime d'activité this policy decides; no two measures may in one place.
pub const COMPETENCE: &str = "the values of the prime d'activité";

const KEYS: &[Key] = &[
    measure_keys::place(Level::Cells, "[\"dep:59\"]", "The places whose residents draw the changed prime d'activité."),
    measure_keys::from("2021-01", "The first month of the changed prime d'activité."),
    measure_keys::through("2022-12"),
    measure_keys::outside_law(
        "true",
        "Whether the measure goes beyond today's law, which has one prime d'activité for all of France.",
    ),
    Key {
        name: "bonus_raised_by",
        kind: Kind::Money { per: &["month"] },
        need: Need::Default("0 €/month"),
        example: "40 €/month",
        range: Some(["0 €/month", "300 €/month"]),
        lawful: Some(["0 €/month", "0 €/month"]),
        source: "no rise unless one is written",
        about: "What is added to the full bonus of each person at work, in euros of `from`; it then follows the base amount.",
        ..measure_keys::DECISION
    },
    Key {
        name: "bonus_factor",
        kind: Kind::Share { of: "bonus" },
        need: Need::Default("100 % of bonus"),
        example: "120 % of bonus",
        range: Some(["0 %", "300 %"]),
        lawful: Some(["100 %", "100 %"]),
        source: "the bonus of the law unless another is written",
        about: "The full bonus in share of the law's, before what `bonus_raised_by` adds.",
        ..measure_keys::DECISION
    },
    Key {
        name: "activity_share_raised_by",
        kind: Kind::Share { of: "activity_income" },
        need: Need::Default("0 % of activity_income"),
        example: "4 % of activity_income",
        range: Some(["0 %", "38 %"]),
        lawful: Some(["0 %", "0 %"]),
        source: "no rise unless one is written; the law keeps 61 % (59,85 % from April 2025)",
        about: "Points added to the share of activity income that is kept.",
        ..measure_keys::DECISION
    },
    Key {
        name: "bonus_from_hours",
        kind: Kind::Count,
        need: Need::Optional,
        example: "40",
        range: Some(["0", "130"]),
        lawful: Some(["59", "59"]),
        about: "Monthly income, in hours at the SMIC, from which the bonus grows; 59 in the law.",
        ..measure_keys::DECISION
    },
    Key {
        name: "bonus_full_hours",
        kind: Kind::Count,
        need: Need::Optional,
        example: "100",
        range: Some(["1", "200"]),
        lawful: Some(["120", "138"]),
        about: "Monthly income, in hours at the SMIC, from which the bonus is full; 120 in the law, 138 from April 2026.",
        ..measure_keys::DECISION
    },
];

static ONE: Table = Table {
    name: "prime_activite_bonus",
    about: "One measure: places, date, amounts.",
    keys: KEYS,
    fixed: &[],
    named: None,
};

static TABLE: Table = Table {
    name: "prime_activite_bonus",
    about: "A stronger prime d'activité in some places; the State pays it.",
    keys: KEYS,
    fixed: &[],
    named: Some(Named::measures("a measure with its own places, date or amounts", "my_place", &ONE)),
};

/// The bonus of the prime d'activité in the register.
pub const POLICY: Policy = Policy {
    name: "prime_activite_bonus",
    table: &TABLE,
    consistent,
    claims,
    sentences: |table, language| table.measures().iter().map(|(_, measure)| sentence(measure, language)).collect(),
    starts: |table| starts(table),
    law: |table, code, _| law(table, code),
    build: |table, _, _| {
        Ok(Box::new(ByLawAlone { name: "prime_activite_bonus", starts: starts(table).unwrap_or(Month(u16::MAX)) }))
    },
    rests_on: &["prime_activite.take_up", "acceptance.reservation_high", "matching.intensity"],
};

fn starts(table: &CheckedTable) -> Option<Month> {
    table.measures().iter().map(|(_, measure)| measure.month("from")).min()
}

/// The bonus must begin before it is full.
fn consistent(table: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    const FROM_IN_THE_LAW: u32 = 59;
    const FULL_IN_THE_LAW: u32 = 120;
    let mut found = Vec::new();
    for (_, measure) in table.measures() {
        let from = measure.count_if_any("bonus_from_hours").unwrap_or(FROM_IN_THE_LAW);
        let full = measure.count_if_any("bonus_full_hours").unwrap_or(FULL_IN_THE_LAW);
        if from < full {
            continue;
        }
        let key = if measure.checked("bonus_full_hours").is_some() { "bonus_full_hours" } else { "bonus_from_hours" };
        found.push(Inconsistency {
            path: format!("{}.{key}", measure.path),
            span: measure.checked(key).and_then(|written| written.span.clone()),
            mistake: Mistake::new(
                Wrong::Conflict,
                format!("makes the bonus full ({full} hours) no later than it begins ({from} hours)"),
                "let the bonus begin at fewer hours than those from which it is full",
            ),
        });
    }
    found
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    table.claims_of_cells(COMPETENCE)
}

/// The dated values of law of every measure; what changes nothing is left out.
fn law(table: &CheckedTable, code: &Code) -> Vec<LawValue> {
    table.measures().into_iter().flat_map(|(_, measure)| of_measure(measure, code)).collect()
}

fn of_measure(measure: &CheckedTable, code: &Code) -> Vec<LawValue> {
    let from = measure.month("from");
    let mut changes = Vec::new();
    let factor = measure.share("bonus_factor").to_fraction();
    if factor != 1.0 {
        changes.push(("prime_activite.bonus_maximum", Change::Times(factor)));
    }
    let raise = measure.cents("bonus_raised_by").to_euros();
    if raise != 0.0 {
        // The full bonus is a share of the base amount, which moves with prices.
        let base = code.at(from).prime_activite.base.to_euros();
        changes.push(("prime_activite.bonus_maximum", Change::Plus(raise / base)));
    }
    let kept = measure.share("activity_share_raised_by").to_fraction();
    if kept != 0.0 {
        changes.push(("prime_activite.activity_share", Change::Plus(kept)));
    }
    for (key, name) in
        [("bonus_from_hours", "prime_activite.bonus_from"), ("bonus_full_hours", "prime_activite.bonus_to")]
    {
        if let Some(hours) = measure.count_if_any(key) {
            changes.push((name, Change::Set(hours.to_string())));
        }
    }
    let value = |(name, change)| LawValue {
        name,
        change,
        from,
        through: measure.month_if_any("through"),
        cells: measure.cells("where").to_vec(),
    };
    changes.into_iter().map(value).collect()
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place) = (measure.month("from"), measure.said_list("where"));
    let (raise, factor) = (measure.said("bonus_raised_by"), measure.said("bonus_factor"));
    let kept = measure.said("activity_share_raised_by");
    match language {
        Language::English => format!(
            "From {from}, in {place}, the full bonus of the prime d'activité is {factor} of the law plus {raise}, and \
             {kept} more is kept; the State pays."
        ),
        Language::French => format!(
            "À partir de {from}, dans {place}, la bonification individuelle pleine de la prime d'activité vaut {factor} \
             de la loi plus {raise}, et {kept} de plus est conservé ; l'État paie."
        ),
    }
}

#[cfg(test)]
mod tests;
