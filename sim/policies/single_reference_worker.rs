//! Single reference worker (référent unique): what a scenario may say of it.
//!
//! Recipients of the RSA, and the long-term jobless if they are named, are followed by one worker each, who follows fewer
//! of them than today. What smaller caseloads change passes through orientation and support; what they cost is the
//! workers more that they take.

mod mechanism;

pub use mechanism::build;

use super::{Inconsistency, Policy, extent, funding, measure_keys};
use crate::keys::{CheckedTable, Claim, Grade, Key, Kind, Language, Level, Mistake, Named, Need, Places, Table, Wrong};
use crate::policies::funding::Funding;
use crate::units::{Cell, Cents, Month, Rate};

const PAYERS: &[&str] = &["departement", "etat", "unedic"];

const FOLLOWED: &[&str] = &["rsa", "long_term_jobless"];

const KEYS: &[Key] = &[
    measure_keys::place(Level::Cells, "[\"dep:62\"]", "Where recipients get one worker."),
    measure_keys::from("2021-01", "The first month of the new workers."),
    measure_keys::through("2024-12"),
    Key {
        name: "followed",
        kind: Kind::Choices(FOLLOWED),
        need: Need::Default("[\"rsa\"]"),
        example: "[\"rsa\", \"long_term_jobless\"]",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "recipients of the RSA unless more are named",
        about: "Who gets a worker: households that draw the RSA, and persons unemployed for a year or more who do not draw it.",
    },
    measure_keys::decided(
        "caseload",
        Kind::Count,
        Need::Required,
        "50",
        ["10", "500"],
        "Persons or households followed by one worker.",
    ),
    measure_keys::assumed(
        "present_caseload",
        Kind::Count,
        "110",
        ["50", "500"],
        "assumption of the model; reference workers of the RSA follow a hundred and more",
        "Households that draw the RSA followed by one worker today: the starting point of costs and effects.",
    ),
    measure_keys::assumed(
        "present_caseload_jobless",
        Kind::Count,
        "180",
        ["50", "500"],
        "assumption of the model; portfolios of the public employment service vary from 70 to 350",
        "The same for the long-term jobless.",
    ),
    measure_keys::assumed(
        "full_cost",
        Kind::Money { per: &["worker", "year"] },
        "55 000 €/worker/year",
        ["40 000 €/worker/year", "80 000 €/worker/year"],
        "assumption of the model: pay, supervision and premises of a social worker; euros of 2019",
        "What a worker more costs.",
    ),
    measure_keys::assumed(
        "hired_over",
        Kind::Duration,
        "12 months",
        ["0 months", "60 months"],
        "assumption of the model",
        "How long it takes to hire the workers, in equal monthly steps.",
    ),
    measure_keys::assumed(
        "orientation_elasticity",
        Kind::Number,
        "0.5",
        ["0", "1"],
        "assumption of the model: half of a smaller caseload goes to meeting new recipients sooner",
        "How much the chance of being referred to a pathway rises with workers by recipient: 1 is in proportion.",
    ),
    measure_keys::SUPPORT_ELASTICITY,
    measure_keys::assumed(
        "moves_on",
        Kind::Share { of: "social_support" },
        "0,5 % of social_support",
        ["0 %", "3 %"],
        "assumption of the model: one worker for both kinds of support spares a change of worker",
        "Recipients in social support who move on to employment support each month, because the same worker does both.",
    ),
    funding::paid_by(PAYERS, "departement"),
    funding::shared_with(PAYERS, "etat"),
    funding::SHARED_PART,
];

static ONE: Table = Table {
    name: "single_reference_worker",
    about: "One measure of single reference workers.",
    keys: KEYS,
    fixed: &[],
    named: None,
};

static TABLE: Table = Table {
    name: "single_reference_worker",
    about: "Each recipient of the RSA is followed by one worker, who follows fewer of them than today.",
    keys: KEYS,
    fixed: &[],
    named: Some(Named::measures("a measure with its own places, date or size", "my_place", &ONE)),
};

/// The single reference worker in the register.
pub const POLICY: Policy = Policy {
    name: "single_reference_worker",
    table: &TABLE,
    consistent,
    claims,
    sentences,
    starts: |table| Measure::read_all(table).iter().map(|measure| measure.from).min(),
    build: |table, setting, world| build(Measure::read_all(table), setting, world),
    law: super::law_values::none,
    rests_on: &["rsa.orientation", "ranking.rsa_support", "matching.intensity"],
};

/// One measure, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// Sorted.
    pub cells: Vec<Cell>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    /// Words of `FOLLOWED`.
    pub followed: Vec<&'static str>,
    pub caseload: u32,
    pub present_caseload: u32,
    pub present_caseload_jobless: u32,
    /// A worker and year.
    pub full_cost: Cents,
    /// Months.
    pub hired_over: u16,
    pub orientation_elasticity: Rate,
    pub support_elasticity: Rate,
    /// A month.
    pub moves_on: Rate,
    pub funding: Funding,
}

impl Measure {
    /// The measures a checked table holds, by name.
    pub fn read_all(table: &CheckedTable) -> Vec<Measure> {
        table.measures().into_iter().map(|(_, measure)| Measure::read(measure)).collect()
    }

    fn read(table: &CheckedTable) -> Measure {
        Measure {
            cells: table.cells("where").to_vec(),
            from: table.month("from"),
            through: table.month_if_any("through"),
            followed: table.choices("followed").to_vec(),
            caseload: table.count("caseload"),
            present_caseload: table.count("present_caseload"),
            present_caseload_jobless: table.count("present_caseload_jobless"),
            full_cost: table.cents("full_cost"),
            hired_over: table.months("hired_over"),
            orientation_elasticity: table.number("orientation_elasticity"),
            support_elasticity: table.number("support_elasticity"),
            moves_on: table.share("moves_on"),
            funding: Funding::read(table),
        }
    }
}

/// A caseload above today's would dismiss workers: another policy.
fn consistent_one(measure: &CheckedTable) -> Vec<Inconsistency> {
    let mut found = funding::consistent(measure);
    let followed = measure.choices("followed");
    let present = [("rsa", "present_caseload"), ("long_term_jobless", "present_caseload_jobless")];
    let above = |(word, key): &(&str, &str)| followed.contains(word) && measure.count("caseload") > measure.count(key);
    if let Some((_, key)) = present.iter().find(|present| above(present)) {
        found.push(Inconsistency {
            path: format!("{}.caseload", measure.path),
            span: measure.checked("caseload").and_then(|checked| checked.span.clone()),
            mistake: Mistake::new(
                Wrong::OutOfRange,
                format!("is above today's caseload, {}", measure.said(key)),
                format!("write a smaller number, or another `{key}`"),
            ),
        });
    }
    found
}

fn consistent(table: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    table.measures().into_iter().flat_map(|(_, measure)| consistent_one(measure)).collect()
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    table.claims_of_cells("who follows recipients")
}

fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    table.measures().into_iter().map(|(_, measure)| sentence(measure, language)).collect()
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place) = (measure.month("from"), measure.said_list("where"));
    let word = |name: &str| extent::bare(measure, name);
    let (caseload, present, cost) = (word("caseload"), word("present_caseload"), word("full_cost"));
    let both = measure.choices("followed").len() > 1;
    let who = if both { "the RSA households and long-term jobless persons" } else { "the RSA households" };
    let qui = if both { "foyers au RSA ou chômeurs de longue durée" } else { "foyers au RSA" };
    match language {
        Language::English => format!(
            "From {from}, in {place}, one worker follows {caseload} of {who} in the place of {present}; a worker costs \
             {cost} a year, {} pays.",
            funding::said(measure, false),
        ),
        Language::French => format!(
            "À partir de {from}, dans {place}, un référent suit {caseload} {qui} au lieu de {present} ; un référent coûte \
             {cost} par an, payé par {}.",
            funding::said(measure, true),
        ),
    }
}
