//! Mobility aid and direct matching: what a scenario may say of it.
//!
//! Three kinds of help to the jobless of named places: an aid that lowers the cost of travel of those who take a job, help
//! to search further away, and presentations of the long-term unemployed to employers. Each has its own cost.

mod mechanism;

pub use mechanism::build;

use super::{Inconsistency, Policy, extent, funding, measure_keys};
use crate::keys::{CheckedTable, Claim, Key, Kind, Language, Level, Named, Need, Places, Table};
use crate::policies::funding::Funding;
use crate::units::{Cell, Cents, Month, Rate};

const PAYERS: &[&str] = &["etat", "region", "departement", "bloc_communal", "unedic"];

const KEYS: &[Key] = &[
    measure_keys::place(Level::Cells, "[\"dep:62\"]", "Where the unemployed are helped."),
    measure_keys::from("2021-01", "The first month of the help."),
    measure_keys::through("2024-12"),
    measure_keys::decided(
        "travel_aid",
        Kind::Money { per: &["month"] },
        Need::Default("0 €/month"),
        "40 €/month",
        ["0 €/month", "150 €/month"],
        "Aid to those who leave joblessness for a job, a month; it covers the cost of travel and no more.",
    ),
    measure_keys::decided(
        "aid_for",
        Kind::Duration,
        Need::Default("6 months"),
        "6 months",
        ["1 month", "24 months"],
        "How many months the aid is paid for.",
    ),
    measure_keys::assumed(
        "weighed_over",
        Kind::Duration,
        "12 months",
        ["1 month", "36 months"],
        "assumption of the model",
        "How far ahead persons look: an aid of six months weighs half of itself on a decision over twelve.",
    ),
    measure_keys::decided(
        "searches_wider",
        Kind::Share { of: "unemployed" },
        Need::Default("0 % of unemployed"),
        "10 % of unemployed",
        ["0 %", "100 %"],
        "The unemployed helped to search further away (driving licence, vehicle on loan, transport on demand): their applications go to any zone within reach, near or far alike.",
    ),
    measure_keys::assumed(
        "cost_per_searcher",
        Kind::Money { per: &["person", "month"] },
        "60 €/person/month",
        ["10 €/person/month", "300 €/person/month"],
        "assumption of the model: a vehicle on loan or a share of a licence; euros of 2019",
        "What this help costs.",
    ),
    measure_keys::decided(
        "presented",
        Kind::Share { of: "long_term_jobless" },
        Need::Default("0 % of long_term_jobless"),
        "5 % of long_term_jobless",
        ["0 %", "50 %"],
        "Persons unemployed for a year or more who are presented to employers each month (direct matching).",
    ),
    measure_keys::assumed(
        "presented_regains",
        Kind::Share { of: "lower_rank" },
        "50 % of lower_rank",
        ["0 %", "100 %"],
        "assumption of the model: an employer who meets a person looks less at the months without a job",
        "What a presentation gives back of the lower rank that employers give to long joblessness.",
    ),
    measure_keys::assumed(
        "cost_per_presentation",
        Kind::Money { per: &["person"] },
        "150 €/person",
        ["20 €/person", "1 000 €/person"],
        "assumption of the model: half a day of an adviser who knows the firms; euros of 2019",
        "What a presentation costs.",
    ),
    funding::paid_by(PAYERS, "region"),
    funding::shared_with(PAYERS, "etat"),
    funding::SHARED_PART,
];

static ONE: Table =
    Table { name: "mobility", about: "One measure of mobility and matching.", keys: KEYS, fixed: &[], named: None };

static TABLE: Table = Table {
    name: "mobility",
    about: "Aid for travel to a new job, help to search further away, presentations to employers.",
    keys: KEYS,
    fixed: &[],
    named: Some(Named::measures("a measure with its own places, date or size", "my_place", &ONE)),
};

/// Mobility aid and direct matching in the register.
pub const POLICY: Policy = Policy {
    name: "mobility",
    table: &TABLE,
    consistent,
    claims,
    sentences,
    starts: |table| Measure::read_all(table).iter().map(|measure| measure.from).min(),
    build: |table, setting, world| build(Measure::read_all(table), setting, world),
    law: super::law_values::none,
    rests_on: &["acceptance.travel", "matching.intensity", "search.applications_unemployed"],
};

/// One measure, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// Sorted.
    pub cells: Vec<Cell>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    /// A month.
    pub travel_aid: Cents,
    /// Months.
    pub aid_for: u16,
    /// Months.
    pub weighed_over: u16,
    pub searches_wider: Rate,
    /// A person and month.
    pub cost_per_searcher: Cents,
    /// A month.
    pub presented: Rate,
    pub presented_regains: Rate,
    /// A person.
    pub cost_per_presentation: Cents,
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
            travel_aid: table.cents("travel_aid"),
            aid_for: table.months("aid_for"),
            weighed_over: table.months("weighed_over"),
            searches_wider: table.share("searches_wider"),
            cost_per_searcher: table.cents("cost_per_searcher"),
            presented: table.share("presented"),
            presented_regains: table.share("presented_regains"),
            cost_per_presentation: table.cents("cost_per_presentation"),
            funding: Funding::read(table),
        }
    }
}

fn consistent(table: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    table.measures().into_iter().flat_map(|(_, measure)| funding::consistent(measure)).collect()
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    table.claims_of_cells("mobility aid and direct matching")
}

fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    table.measures().into_iter().map(|(_, measure)| sentence(measure, language)).collect()
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place) = (measure.month("from"), measure.said_list("where"));
    let word = |name: &str| extent::bare(measure, name);
    let (aid, months, wider, presented) =
        (word("travel_aid"), word("aid_for"), word("searches_wider"), word("presented"));
    match language {
        Language::English => format!(
            "From {from}, in {place}: {aid} a month towards travel for {months} to those who leave joblessness for a job, \
             {wider} of the unemployed helped to search further away, {presented} of the long-term unemployed presented \
             to employers each month; {} pays.",
            funding::said(measure, false),
        ),
        Language::French => format!(
            "À partir de {from}, dans {place} : {aid} par mois pour les trajets pendant {} à ceux qui reprennent un \
             emploi, {wider} des chômeurs aidés à chercher plus loin, {presented} des chômeurs de longue durée présentés \
             chaque mois à des employeurs ; payé par {}.",
            months.replace("months", "mois").replace("month", "mois").replace("years", "ans"),
            funding::said(measure, true),
        ),
    }
}
