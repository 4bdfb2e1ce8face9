//! Childcare for return to work (crèches à vocation d'insertion): what a scenario may say of it.
//!
//! Nurseries keep places for parents who search or wish to work and would need childcare to take a job. Those who have one count
//! less against a job, and some who were not available for work begin to search; those who have none, as before.

mod mechanism;

pub use mechanism::build;

use super::{Inconsistency, Policy, extent, funding, measure_keys};
use crate::keys::{CheckedTable, Claim, Key, Kind, Language, Level, Named, Need, Places, Table};
use crate::policies::funding::Funding;
use crate::units::{Cell, Cents, Month, Rate};

const PAYERS: &[&str] = &["famille", "bloc_communal", "departement", "etat"];

const KEYS: &[Key] = &[
    measure_keys::place(Level::Cells, "[\"dep:93\"]", "Where the places are."),
    measure_keys::from("2021-01", "The first month of the first places."),
    measure_keys::through("2024-12"),
    measure_keys::decided(
        "places",
        Kind::Count,
        Need::Required,
        "500",
        ["0", "500000"],
        "Places kept for parents who return to work, in all the places of `where` together.",
    ),
    measure_keys::assumed(
        "built_over",
        Kind::Duration,
        "12 months",
        ["0 months", "60 months"],
        "assumption of the model",
        "How long it takes to open the places, in equal monthly steps.",
    ),
    measure_keys::assumed(
        "until_age",
        Kind::Duration,
        "36 months",
        ["12 months", "72 months"],
        "assumption of the model: school is compulsory from three (loi 2019-791)",
        "The age of the youngest child from which a family has no place any more.",
    ),
    measure_keys::assumed(
        "cost_left",
        Kind::Share { of: "childcare_cost" },
        "30 % of childcare_cost",
        ["0 %", "100 %"],
        "assumption of the model: parents' fees follow income and number of children",
        "What parents with a place still pay, of the cost of childcare that others count against a job.",
    ),
    measure_keys::assumed(
        "begin_to_search",
        Kind::Share { of: "parents" },
        "5 % of parents",
        ["0 %", "30 %"],
        "assumption of the model: of those who wish to work and are not available, part lack childcare",
        "Parents with a place who wished to work and were not searching or available, and begin to search each month.",
    ),
    measure_keys::assumed(
        "cost_per_place",
        Kind::Money { per: &["place", "year"] },
        "16 000 €/place/year",
        ["10 000 €/place/year", "25 000 €/place/year"],
        "assumption of the model: full cost of a place in a nursery, less parents' fees; euros of 2019",
        "What a place costs public bodies, taken or not.",
    ),
    funding::paid_by(PAYERS, "famille"),
    funding::shared_with(PAYERS, "bloc_communal"),
    funding::SHARED_PART,
];

static ONE: Table =
    Table { name: "childcare", about: "One measure of childcare.", keys: KEYS, fixed: &[], named: None };

static TABLE: Table = Table {
    name: "childcare",
    about: "Places in nurseries kept for parents of young children who return to work.",
    keys: KEYS,
    fixed: &[],
    named: Some(Named::measures("a measure with its own places, date or size", "my_place", &ONE)),
};

/// Childcare for return to work in the register.
pub const POLICY: Policy = Policy {
    name: "childcare",
    table: &TABLE,
    consistent,
    claims,
    sentences,
    starts: |table| Measure::read_all(table).iter().map(|measure| measure.from).min(),
    build: |table, setting, world| build(Measure::read_all(table), setting, world),
    law: super::law_values::none,
    rests_on: &["acceptance.childcare", "matching.intensity", "search.inactive"],
};

/// One measure, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// Sorted.
    pub cells: Vec<Cell>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    pub places: u32,
    /// Months.
    pub built_over: u16,
    /// Months.
    pub until_age: u16,
    pub cost_left: Rate,
    /// A month.
    pub begin_to_search: Rate,
    /// A place and year.
    pub cost_per_place: Cents,
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
            places: table.count("places"),
            built_over: table.months("built_over"),
            until_age: table.months("until_age"),
            cost_left: table.share("cost_left"),
            begin_to_search: table.share("begin_to_search"),
            cost_per_place: table.cents("cost_per_place"),
            funding: Funding::read(table),
        }
    }
}

fn consistent(table: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    table.measures().into_iter().flat_map(|(_, measure)| funding::consistent(measure)).collect()
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    table.claims_of_cells("nursery places for return to work")
}

fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    table.measures().into_iter().map(|(_, measure)| sentence(measure, language)).collect()
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place) = (measure.month("from"), measure.said_list("where"));
    let word = |name: &str| extent::bare(measure, name);
    let (places, built, cost) = (word("places"), word("built_over"), word("cost_per_place"));
    match language {
        Language::English => format!(
            "From {from}, {places} places in nurseries of {place} are kept for parents who return to work, opened over \
             {built}; a place costs {cost} a year, {} pays.",
            funding::said(measure, false),
        ),
        Language::French => format!(
            "À partir de {from}, {places} places de crèche sont réservées dans {place} aux parents qui reprennent un \
             emploi, ouvertes en {} ; une place coûte {cost} par an, payée par {}.",
            built.replace("months", "mois").replace("years", "ans"),
            funding::said(measure, true),
        ),
    }
}
