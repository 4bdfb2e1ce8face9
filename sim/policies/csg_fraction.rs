//! A fraction of the CSG for départements: what a scenario may say of it.
//!
//! Points of the CSG, on the base the run simulates (wages, profits, pensions, unemployment benefit, property income), are
//! shared out among départements. The State gives them, or the branch maladie, or new points are levied for them. They may
//! replace other resources, up to what the fraction brings.

mod base;
mod mechanism;

pub use mechanism::build;

use super::{Inconsistency, Policy, measure_keys};
use crate::keys::{CheckedTable, Claim, Grade, Key, Kind, Language, Level, Need, Places, Table};
use crate::units::{Departement, Month, Rate};

const KEYS: &[Key] = &[
    measure_keys::place(
        Level::Departements,
        "[\"reg:32\", \"dep:93\"]",
        "The départements whose base it is and among which it is shared out; for a new levy, all those that run.",
    ),
    measure_keys::from("2021-01", "The first month of the fraction."),
    measure_keys::through("2026-12"),
    Key {
        name: "points",
        kind: Kind::Share { of: "csg_base" },
        need: Need::Required,
        example: "1 % of csg_base",
        range: Some(["0 %", "9 %"]),
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "How many points: 1 % of the base is one point. What a point yields is an outcome.",
    },
    Key {
        name: "key",
        kind: Kind::Choice(&["population", "rsa_spending", "left_to_pay"]),
        need: Need::Choice,
        example: "left_to_pay",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "How it is shared out: by inhabitant, by RSA spending, or by what is left to pay for RSA, APA and PCH, of the year before.",
    },
    Key {
        name: "paid_by",
        kind: Kind::Choice(&["etat", "maladie", "new_levy"]),
        need: Need::Choice,
        example: "etat",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Who pays: the State, the branch maladie out of its own CSG, or those who earn and draw, by new points (not deductible from income tax).",
    },
    Key {
        name: "replaces",
        kind: Kind::Choices(&["VAT", "DMTO", "DGF"]),
        need: Need::Optional,
        example: "[\"VAT\"]",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Resources given up in exchange, in this order, up to what the fraction brings each month; they go to who pays (to the State for a new levy).",
    },
];

static TABLE: Table = Table {
    name: "csg_fraction",
    about: "A fraction of the CSG for départements. No law gives them one today.",
    keys: KEYS,
    fixed: &[],
    named: None,
};

/// The fraction of the CSG in the register.
pub const POLICY: Policy = Policy {
    name: "csg_fraction",
    table: &TABLE,
    consistent,
    claims,
    sentences,
    starts: |table| Some(table.month("from")),
    build: |table, setting, world| build(Settings::read(table), setting, world),
    law: super::law_values::none,
    rests_on: &["departements.strain_tolerance", "departements.insertion_cut_at_most", "trend.real_wages"],
};

/// How the fraction is shared out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SharingKey {
    Population,
    RsaSpending,
    LeftToPay,
}

/// Who pays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaidBy {
    Etat,
    Maladie,
    NewLevy,
}

/// A resource given up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resource {
    Vat,
    Dmto,
    Dgf,
}

/// What a scenario says of the fraction, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Sorted.
    pub departements: Vec<Departement>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    /// Of the base.
    pub points: Rate,
    pub key: SharingKey,
    pub paid_by: PaidBy,
    /// In the order given up.
    pub replaces: Vec<Resource>,
}

impl Settings {
    /// The settings a checked table holds.
    pub fn read(table: &CheckedTable) -> Settings {
        let mut replaces = Vec::new();
        for word in table.choices_if_any("replaces").unwrap_or_default() {
            let resource = match *word {
                "VAT" => Resource::Vat,
                "DMTO" => Resource::Dmto,
                _ => Resource::Dgf,
            };
            if !replaces.contains(&resource) {
                replaces.push(resource);
            }
        }
        Settings {
            departements: table.departements("where").to_vec(),
            from: table.month("from"),
            through: table.month_if_any("through"),
            points: table.share("points"),
            key: match table.choice("key") {
                "population" => SharingKey::Population,
                "rsa_spending" => SharingKey::RsaSpending,
                _ => SharingKey::LeftToPay,
            },
            paid_by: match table.choice("paid_by") {
                "maladie" => PaidBy::Maladie,
                "new_levy" => PaidBy::NewLevy,
                _ => PaidBy::Etat,
            },
            replaces,
        }
    }
}

fn consistent(_: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    Vec::new()
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    table.claims_of_departements("which fraction of the CSG départements have")
}

fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    let (from, place, points) = (table.month("from"), table.said_list("where"), table.said("points"));
    let replaces = table.said_list("replaces");
    let (key, payer) = (table.choice("key"), table.choice("paid_by"));
    match language {
        Language::English => {
            let key = match key {
                "population" => "by inhabitant",
                "rsa_spending" => "by RSA spending",
                _ => "by what is left to pay",
            };
            let payer = match payer {
                "maladie" => "the branch maladie pays out of its own CSG",
                "new_levy" => "new points are levied for it",
                _ => "the State pays",
            };
            let mut said = vec![format!("From {from}, {place} receive {points}, shared out {key}; {payer}.")];
            if !replaces.is_empty() {
                said.push(format!("It replaces {replaces}, in this order, up to what it brings."));
            }
            said
        }
        Language::French => {
            let key = match key {
                "population" => "par habitant",
                "rsa_spending" => "selon la dépense de RSA",
                _ => "selon le reste à charge",
            };
            let payer = match payer {
                "maladie" => "la branche maladie paie sur sa propre CSG",
                "new_levy" => "des points nouveaux sont levés",
                _ => "l'État paie",
            };
            let mut said =
                vec![format!("À partir de {from}, {place} reçoivent {points} de CSG, répartis {key} ; {payer}.")];
            if !replaces.is_empty() {
                said.push(format!("Cela remplace {replaces}, dans cet ordre, à hauteur de ce que cela rapporte."));
            }
            said
        }
    }
}
