//! Access to rights (territoires zéro non-recours): what a scenario may say of it.
//!
//! In named places, households that do not draw what they are entitled to are contacted; some then claim. The RSA may
//! also be awarded sooner. One table is one measure; several stand in tables of their own inside it.

mod mechanism;

pub use mechanism::build;

use super::{Inconsistency, Policy, funding, measure_keys};
use crate::keys::{At, CheckedTable, Claim, Grade, Key, Kind, Language, Level, Named, Need, Places, Table};
use crate::policies::funding::Funding;
use crate::units::{Cell, Cents, Month, Rate};

/// Benefits that the model lets go unclaimed. Housing aid, family benefits and the AAH are drawn by all the entitled.
const BENEFITS: &[&str] = &["rsa", "prime_activite", "aspa"];
const PAYERS: &[&str] = &["etat", "departement", "bloc_communal", "famille"];

const KEYS: &[Key] = &[
    measure_keys::place(Level::Cells, "[\"dep:93\"]", "Where households are contacted."),
    measure_keys::from("2021-01", "The first month of contacts."),
    measure_keys::through("2024-12"),
    Key {
        name: "contacted",
        kind: Kind::Share { of: "non_claimants" },
        need: Need::Required,
        example: "5 % of non_claimants",
        range: Some(["0 %", "50 %"]),
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Households that miss a benefit contacted each month (letters after data matching, calls, meetings), among those that might claim by themselves one day.",
    },
    Key {
        name: "persistent_contacted",
        kind: Kind::Share { of: "contacted" },
        need: Need::Default("40 % of contacted"),
        example: "40 % of contacted",
        range: Some(["0 %", "100 %"]),
        lawful: None,
        grade: Grade::Assumption,
        source: "assumption of the model: those who never claim have fewer ties with institutions",
        about: "How often households that would never claim by themselves are contacted, relative to the others.",
    },
    Key {
        name: "claim_when_contacted",
        kind: Kind::Share { of: "contacts" },
        need: Need::Default("20 % of contacts"),
        example: "20 % of contacts",
        range: Some(["0 %", "80 %"]),
        lawful: None,
        grade: Grade::Assumption,
        source: "assumption of the model, wide: a letter finds few claimants, a meeting with a worker many",
        about: "Households that claim what they miss once contacted.",
    },
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
    Key {
        name: "award_delay",
        kind: Kind::Duration,
        need: Need::Optional,
        example: "1 month",
        range: Some(["0 months", "4 months"]),
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Months between a claim of the RSA and its first payment, where this is sooner than before.",
    },
    Key {
        name: "cost_per_contact",
        kind: Kind::Money { per: &["contact"] },
        need: Need::Default("60 €/contact"),
        example: "60 €/contact",
        range: Some(["1 €/contact", "500 €/contact"]),
        lawful: None,
        grade: Grade::Assumption,
        source: "assumption of the model: an hour and a half of a worker; a letter alone costs about 1 €; euros of 2019",
        about: "What a contact costs.",
    },
    Key {
        name: "cost_per_inhabitant",
        kind: Kind::Money { per: &["inhabitant", "year"] },
        need: Need::Default("0 €/inhabitant/year"),
        example: "1 €/inhabitant/year",
        range: Some(["0 €/inhabitant/year", "50 €/inhabitant/year"]),
        lawful: None,
        grade: Grade::Assumption,
        source: "none unless one is written; euros of 2019",
        about: "What the places, files and coordination cost beside the contacts.",
    },
    funding::paid_by(PAYERS, "etat"),
    funding::shared_with(PAYERS, "departement"),
    funding::SHARED_PART,
];

static ONE: Table = Table {
    name: "access_to_rights",
    about: "One measure of access to rights.",
    keys: KEYS,
    fixed: &[],
    named: None,
};

static TABLE: Table = Table {
    name: "access_to_rights",
    about: "Households that do not draw what they are entitled to are contacted (territoires zéro non-recours).",
    keys: KEYS,
    fixed: &[],
    named: Some(Named {
        under: "",
        what: "a measure with its own places, date or intensity",
        example: "my_place",
        table: &ONE,
        inherits: true,
        at_least_one: false,
    }),
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
    let claim = |(_, measure): (&str, &CheckedTable)| Claim {
        competence: "who seeks out those who do not claim",
        at: At::Cells(measure.cells("where").to_vec()),
        from: measure.month("from"),
        through: measure.month_if_any("through"),
        by: measure.path.clone(),
        span: measure.span.clone(),
    };
    table.measures().into_iter().map(claim).collect()
}

fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    table.measures().into_iter().map(|(_, measure)| sentence(measure, language)).collect()
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place) = (measure.month("from"), measure.said_list("where"));
    let share = |name: &str| measure.said(name).split(" of ").next().unwrap_or_default().to_owned();
    let (contacted, claim, cost) = (share("contacted"), share("claim_when_contacted"), measure.said("cost_per_contact"));
    match language {
        Language::English => format!(
            "From {from}, in {place}, {contacted} of the households that miss a benefit are contacted each month; \
             {claim} of them claim. A contact costs {}; {} pays.",
            cost.replace("/contact", ""),
            funding::said(measure, false),
        ),
        Language::French => format!(
            "À partir de {from}, dans {place}, {contacted} des ménages qui n'ont pas recours à leurs droits sont \
             contactés chaque mois ; {claim} d'entre eux demandent. Un contact coûte {} ; payé par {}.",
            cost.replace("/contact", ""),
            funding::said(measure, true),
        ),
    }
}
