//! Access to rights (territoires zéro non-recours): what a scenario may say of it.
//!
//! In named places, households that do not draw what they are entitled to are contacted; some then claim. The RSA may
//! also be awarded sooner. One table is one measure; several stand in tables of their own inside it.

mod mechanism;

pub use mechanism::build;

use super::{Inconsistency, Policy, extent, funding, measure_keys};
use crate::keys::{CheckedTable, Claim, Grade, Key, Kind, Language, Level, Named, Need, Places, Table};
use crate::policies::funding::Funding;
use crate::units::{Cell, Cents, Month, Rate};

/// Benefits that the model lets go unclaimed. Housing aid, family benefits and the AAH are drawn by all the entitled.
const BENEFITS: &[&str] = &["rsa", "prime_activite", "aspa"];
const PAYERS: &[&str] = &["etat", "departement", "bloc_communal", "famille"];

const KEYS: &[Key] = &[
    measure_keys::place(Level::Cells, "[\"dep:93\"]", "Where households are contacted."),
    measure_keys::from("2021-01", "The first month of contacts."),
    measure_keys::through("2024-12"),
    measure_keys::decided(
        "contacted",
        Kind::Share { of: "non_claimants" },
        Need::Required,
        "5 % of non_claimants",
        ["0 %", "50 %"],
        "Households that miss a benefit contacted each month (letters after data matching, calls, meetings), among those that might claim by themselves one day.",
    ),
    measure_keys::assumed(
        "persistent_contacted",
        Kind::Share { of: "contacted" },
        "40 % of contacted",
        ["0 %", "100 %"],
        "assumption of the model: those who never claim have fewer ties with institutions",
        "How often households that would never claim by themselves are contacted, relative to the others.",
    ),
    measure_keys::assumed(
        "claim_when_contacted",
        Kind::Share { of: "contacts" },
        "20 % of contacts",
        ["0 %", "80 %"],
        "assumption of the model, wide: a letter finds few claimants, a meeting with a worker many",
        "Households that claim what they miss once contacted.",
    ),
    Key {
        name: "benefits",
        kind: Kind::Choices(BENEFITS),
        need: Need::Default("[\"rsa\", \"prime_activite\", \"aspa\"]"),
        example: "[\"rsa\", \"prime_activite\", \"aspa\"]",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "all those that go unclaimed in the model",
        about: "The benefits that a household contacted is told of.",
    },
    measure_keys::decided(
        "award_delay",
        Kind::Duration,
        Need::Optional,
        "1 month",
        ["0 months", "4 months"],
        "Months between a claim of the RSA and its first payment, where this is sooner than before.",
    ),
    measure_keys::assumed(
        "cost_per_contact",
        Kind::Money { per: &["contact"] },
        "60 €/contact",
        ["1 €/contact", "500 €/contact"],
        "assumption of the model: an hour and a half of a worker; a letter alone costs about 1 €; euros of 2019",
        "What a contact costs.",
    ),
    measure_keys::assumed(
        "cost_per_inhabitant",
        Kind::Money { per: &["inhabitant", "year"] },
        "0 €/inhabitant/year",
        ["0 €/inhabitant/year", "50 €/inhabitant/year"],
        "none unless one is written; euros of 2019",
        "What the places, files and coordination cost beside the contacts.",
    ),
    funding::paid_by(PAYERS, "etat"),
    funding::shared_with(PAYERS, "departement"),
    funding::SHARED_PART,
];

static ONE: Table =
    Table { name: "access_to_rights", about: "One measure of access to rights.", keys: KEYS, fixed: &[], named: None };

static TABLE: Table = Table {
    name: "access_to_rights",
    about: "Households that do not draw what they are entitled to are contacted (territoires zéro non-recours).",
    keys: KEYS,
    fixed: &[],
    named: Some(Named::measures("a measure with its own places, date or intensity", "my_place", &ONE)),
};

/// Access to rights in the register.
pub const POLICY: Policy = Policy {
    name: "access_to_rights",
    table: &TABLE,
    consistent,
    claims,
    sentences,
    starts: |table| Measure::read_all(table).iter().map(|measure| measure.from).min(),
    build: |table, setting, world| build(Measure::read_all(table), setting, world),
    law: super::law_values::none,
    rests_on: &["rsa.persistent_non_take_up_part", "rsa.claim_a_quarter", "rsa.non_take_up_private_tenants"],
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
    pub contacted: Rate,
    /// Of `contacted`.
    pub persistent_contacted: Rate,
    pub claim_when_contacted: Rate,
    /// Words of `BENEFITS`.
    pub benefits: Vec<&'static str>,
    /// Months.
    pub award_delay: Option<u16>,
    pub cost_per_contact: Cents,
    /// A year.
    pub cost_per_inhabitant: Cents,
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
            contacted: table.share("contacted"),
            persistent_contacted: table.share("persistent_contacted"),
            claim_when_contacted: table.share("claim_when_contacted"),
            benefits: table.choices("benefits").to_vec(),
            award_delay: table.months_if_any("award_delay"),
            cost_per_contact: table.cents("cost_per_contact"),
            cost_per_inhabitant: table.cents("cost_per_inhabitant"),
            funding: Funding::read(table),
        }
    }
}

fn consistent(table: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    table.measures().into_iter().flat_map(|(_, measure)| funding::consistent(measure)).collect()
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    table.claims_of_cells("who seeks out those who do not claim")
}

fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    table.measures().into_iter().map(|(_, measure)| sentence(measure, language)).collect()
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place) = (measure.month("from"), measure.said_list("where"));
    let word = |name: &str| extent::bare(measure, name);
    let (contacted, claim, cost) = (word("contacted"), word("claim_when_contacted"), word("cost_per_contact"));
    match language {
        Language::English => format!(
            "From {from}, in {place}, {contacted} of the households that miss a benefit are contacted each month; \
             {claim} of them claim. A contact costs {}; {} pays.",
            cost,
            funding::said(measure, false),
        ),
        Language::French => format!(
            "À partir de {from}, dans {place}, {contacted} des ménages qui n'ont pas recours à leurs droits sont \
             contactés chaque mois ; {claim} d'entre eux demandent. Un contact coûte {} ; payé par {}.",
            cost,
            funding::said(measure, true),
        ),
    }
}
