//! Housing aid by place: what a scenario may say of it.
//!
//! From a date, tenants who live in named places draw a supplement, or have their aid computed with the rent ceilings of
//! another zone, or with ceilings raised by a factor. The State pays, as it pays housing aid. The aid goes where people
//! live, whoever employs them: `gains_by_workplace.csv` says where those who gain work.
//!
//! Limit: rents do not answer. Part of any housing aid goes to landlords; here tenants keep it all.

use super::law_values::{ByLawAlone, LawValue};
use super::{Inconsistency, Policy, measure_keys};
use crate::keys::{CheckedTable, Claim, Key, Kind, Language, Level, Mistake, Named, Need, Places, Table, Wrong};
use crate::law::Change;
use crate::units::Month;

/// What of housing aid this policy decides; no two measures may in one place.
pub const COMPETENCE: &str = "the housing aid of tenants";

const KEYS: &[Key] = &[
    measure_keys::place(Level::Cells, "[\"dep:59\"]", "The places where the tenants who draw the changed aid live."),
    measure_keys::from("2021-01", "The first month of the changed aid."),
    measure_keys::through("2022-12"),
    measure_keys::outside_law(
        "true",
        "Whether the measure goes beyond today's law, which has three zones for all of France.",
    ),
    Key {
        name: "supplement",
        kind: Kind::Money { per: &["month"] },
        need: Need::Default("0 €/month"),
        example: "50 €/month",
        range: Some(["0 €/month", "500 €/month"]),
        lawful: Some(["0 €/month", "0 €/month"]),
        source: "no supplement unless one is written",
        about: "An amount added to the aid of each tenant household, at most what the aid leaves of the rent.",
        ..measure_keys::DECISION
    },
    Key {
        name: "supplement_for",
        kind: Kind::Choice(&["aid_recipients", "all_tenants"]),
        need: Need::Choice,
        example: "aid_recipients",
        about: "Who draws the supplement: tenants who draw housing aid, or all tenants.",
        ..measure_keys::DECISION
    },
    Key {
        name: "ceiling_factor",
        kind: Kind::Share { of: "rent_ceiling" },
        need: Need::Default("100 % of rent_ceiling"),
        example: "115 % of rent_ceiling",
        range: Some(["50 %", "200 %"]),
        lawful: Some(["100 %", "100 %"]),
        source: "the ceilings of the law unless others are written",
        about: "The rent up to which aid is computed, in share of the law's ceiling for the zone and the family.",
        ..measure_keys::DECISION
    },
    Key {
        name: "zone",
        kind: Kind::Count,
        need: Need::Optional,
        example: "1",
        range: Some(["1", "3"]),
        about: "The zone all dwellings of the places are counted in: 1 the Paris area, 2 large towns, 3 elsewhere.",
        ..measure_keys::DECISION
    },
];

static ONE: Table =
    Table { name: "zoned_housing_aid", about: "One measure: places, date, aid.", keys: KEYS, fixed: &[], named: None };

static TABLE: Table = Table {
    name: "zoned_housing_aid",
    about: "Another housing aid for the tenants of some places; the State pays it.",
    keys: KEYS,
    fixed: &[],
    named: Some(Named::measures("a measure with its own places, date or aid", "my_place", &ONE)),
};

/// Housing aid by place in the register.
pub const POLICY: Policy = Policy {
    name: "zoned_housing_aid",
    table: &TABLE,
    consistent,
    claims,
    sentences: |table, language| table.measures().iter().map(|(_, measure)| sentence(measure, language)).collect(),
    starts: |table| starts(table),
    law: |table, _, _| table.measures().into_iter().flat_map(|(_, measure)| law_of(measure)).collect(),
    build: |table, _, _| {
        Ok(Box::new(ByLawAlone { name: "zoned_housing_aid", starts: starts(table).unwrap_or(Month(u16::MAX)) }))
    },
    rests_on: &["demand.residential_response", "consumption.vat", "trend.prices"],
};

fn starts(table: &CheckedTable) -> Option<Month> {
    table.measures().iter().map(|(_, measure)| measure.month("from")).min()
}

/// The zone of a dwelling is the law's to say: another one must be said to be outside it.
fn consistent(table: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    let mut found = Vec::new();
    for (_, measure) in table.measures() {
        let Some(zone) = measure.checked("zone").filter(|_| !measure.is("outside_law")) else { continue };
        found.push(Inconsistency {
            path: format!("{}.zone", measure.path),
            span: zone.span.clone(),
            mistake: Mistake::new(
                Wrong::OutsideTheLaw,
                "places dwellings in another zone than the arrêté does",
                "write `outside_law = true`, or take the zone out",
            ),
        });
    }
    found
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    table.claims_of_cells(COMPETENCE)
}

/// The dated values of law of one measure; what changes nothing is left out.
fn law_of(measure: &CheckedTable) -> Vec<LawValue> {
    let mut changes = Vec::new();
    let supplement = measure.cents("supplement").to_euros();
    if supplement != 0.0 {
        changes.push(("housing_aid.supplement", Change::Plus(supplement)));
        if measure.choice("supplement_for") == "all_tenants" {
            changes.push(("housing_aid.supplement_without_aid", Change::Set("yes".to_owned())));
        }
    }
    let factor = measure.share("ceiling_factor").to_fraction();
    if factor != 1.0 {
        changes.push(("housing_aid.ceiling_factor", Change::Times(factor)));
    }
    if let Some(zone) = measure.count_if_any("zone") {
        changes.push(("housing_aid.zone_counted", Change::Set(zone.to_string())));
    }
    let value = |(name, change)| LawValue {
        name,
        change,
        from: measure.month("from"),
        through: measure.month_if_any("through"),
        cells: measure.cells("where").to_vec(),
    };
    changes.into_iter().map(value).collect()
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place, factor) = (measure.month("from"), measure.said_list("where"), measure.said("ceiling_factor"));
    let supplement = measure.said("supplement");
    let everyone = measure.choice("supplement_for") == "all_tenants";
    let zone = measure.count_if_any("zone");
    match language {
        Language::English => format!(
            "From {from}, in {place}, {} draw {supplement} more, on {factor}{}; the State pays.",
            if everyone { "all tenants" } else { "tenants with housing aid" },
            zone.map_or_else(String::new, |zone| format!(", dwellings being counted in zone {zone}")),
        ),
        Language::French => format!(
            "À partir de {from}, dans {place}, {} reçoivent {supplement} de plus, sur {factor}{} ; l'État paie.",
            if everyone { "tous les locataires" } else { "les locataires aidés" },
            zone.map_or_else(String::new, |zone| format!(", les logements étant comptés en zone {zone}")),
        ),
    }
}

#[cfg(test)]
mod tests;
