//! Access to care (CPTS, maisons de santé, fonds d'intervention régional): what a scenario may say of it.
//!
//! Money brings doctors' time to named places after a delay, partly from the places around. Its price, delay, bound and
//! origin are numbers of the model shared with ORDAM (`care.access_…`), which a scenario may change.

mod mechanism;

pub use mechanism::build;

use super::{Inconsistency, Policy, extent, funding, measure_keys};
use crate::keys::{CheckedTable, Claim, Key, Kind, Language, Level, Named, Need, Places, Table};
use crate::policies::funding::Funding;
use crate::units::{Cell, Cents, Month};

const PAYERS: &[&str] = &["maladie", "region", "bloc_communal"];

const KEYS: &[Key] = &[
    measure_keys::place(Level::Cells, "[\"dep:62\"]", "Where doctors' time is brought."),
    measure_keys::from("2021-01", "The first month of the money; its effect comes later (care.access_lag)."),
    measure_keys::through("2024-12"),
    measure_keys::decided(
        "money",
        Kind::Money { per: &["year"] },
        Need::Required,
        "2 M€/year",
        ["0 €/year", "10 G€/year"],
        "Money for access to care in all the places of `where` together: CPTS, maisons de santé, salaried time (a CPTS receives up to 327 500 € a year).",
    ),
    funding::paid_by(PAYERS, "maladie"),
    funding::shared_with(PAYERS, "region"),
    funding::SHARED_PART,
];

static ONE: Table =
    Table { name: "access_to_care", about: "One measure of access to care.", keys: KEYS, fixed: &[], named: None };

static TABLE: Table = Table {
    name: "access_to_care",
    about: "Money for doctors' time in named places: CPTS, maisons de santé, FIR.",
    keys: KEYS,
    fixed: &[],
    named: Some(Named::measures("a measure with its own places, date or size", "my_place", &ONE)),
};

/// Access to care in the register.
pub const POLICY: Policy = Policy {
    name: "access_to_care",
    table: &TABLE,
    consistent,
    claims,
    sentences,
    starts: |table| Measure::read_all(table).iter().map(|measure| measure.from).min(),
    build: |table, setting, world| build(Measure::read_all(table), setting, world),
    law: super::law_values::none,
    rests_on: &["care.access_cost", "care.unmet_persists", "care.access_enough"],
};

/// One measure, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// Sorted.
    pub cells: Vec<Cell>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    /// A year, all the places of `cells` together.
    pub money: Cents,
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
            money: table.cents("money"),
            funding: Funding::read(table),
        }
    }
}

fn consistent(table: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    table.measures().into_iter().flat_map(|(_, measure)| funding::consistent(measure)).collect()
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    table.claims_of_cells("money for access to care")
}

fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    table.measures().into_iter().map(|(_, measure)| sentence(measure, language)).collect()
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place) = (measure.month("from"), measure.said_list("where"));
    let word = |name: &str| extent::bare(measure, name);
    let money = word("money");
    match language {
        Language::English => {
            format!("From {from}, {money} a year for doctors' time in {place}; {} pays.", funding::said(measure, false),)
        }
        Language::French => format!(
            "À partir de {from}, {money} par an pour du temps médical dans {place}, payés par {}.",
            funding::said(measure, true),
        ),
    }
}
