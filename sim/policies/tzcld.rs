//! Territoires zéro chômeur de longue durée: what a scenario may say of it.
//!
//! A comité local meets the people durably without a job; an entreprise à but d'emploi (EBE) hires them from the list
//! without selecting, on open-ended contracts of chosen hours at the SMIC; the State and the département pay the
//! contribution au développement de l'emploi.

mod committee;
mod ebe;
mod keys;
mod mechanism;
mod place;

pub use mechanism::build;

use self::keys::{KEYS, TERRITORY_KEYS};
use super::{Inconsistency, Policy};
use crate::keys::{At, CheckedTable, Claim, Language, Named, Places, Table};
use crate::units::{Cents, Commune, Month, Rate};

static TERRITORY: Table =
    Table { name: "territory", about: "One territory with its EBE.", keys: TERRITORY_KEYS, fixed: &[], named: None };

static TABLE: Table = Table {
    name: "tzcld",
    about: "Territoires zéro chômeur de longue durée: jobs in an entreprise à but d'emploi for whoever is durably without one.",
    keys: KEYS,
    fixed: &[],
    named: Some(Named {
        under: "territory",
        what: "a territory",
        example: "my_territory",
        table: &TERRITORY,
        inherits: false,
        at_least_one: true,
    }),
};

/// TZCLD in the register.
pub const POLICY: Policy = Policy {
    name: "tzcld",
    table: &TABLE,
    consistent,
    claims,
    sentences,
    starts: |table| Settings::read(table).territories.iter().map(|territory| territory.from).min(),
    law: super::law_values::none,
    build: |table, setting, world| build(Settings::read(table), setting, world),
    rests_on: &["matching.intensity", "tzcld.motivation_correlation", "demand.residential_response"],
};

/// What a scenario says of TZCLD, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    pub outside_law: bool,
    /// Of the gross SMIC, for a full-time job; that of the law in each month if not written.
    pub state_share: Option<Rate>,
    /// Of the State's part.
    pub departement_share: Rate,
    /// A new job, first year.
    pub seed_money: Cents,
    /// A full-time job and year.
    pub full_cost: Cents,
    /// Of the EBE's staff.
    pub supervision_share: Rate,
    /// Of the gross SMIC.
    pub supervision_pay: Rate,
    /// A full-time job and year.
    pub sales: Cents,
    /// Of the EBE's activity.
    pub competition_share: Rate,
    /// Of full time.
    pub hours_per_job: Rate,
    /// Months.
    pub jobless_for: u16,
    /// Months.
    pub resident_for: u16,
    /// Months.
    pub met_over: u16,
    /// Of the inhabitants.
    pub concerned: Rate,
    /// Of the persons met.
    pub volunteers: Rate,
    /// By name.
    pub territories: Vec<Territory>,
}

/// One territory of the scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Territory {
    pub name: String,
    /// Sorted.
    pub communes: Vec<Commune>,
    /// Inhabitants, when the territory is only a part of its communes.
    pub population: Option<u32>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    /// Persons, in millionths.
    pub hiring_pace: Rate,
}

impl Settings {
    /// The settings a checked table holds.
    pub fn read(table: &CheckedTable) -> Settings {
        Settings {
            outside_law: table.is("outside_law"),
            state_share: table.share_if_any("state_share"),
            departement_share: table.share("departement_share"),
            seed_money: table.cents("seed_money"),
            full_cost: table.cents("full_cost"),
            supervision_share: table.share("supervision_share"),
            supervision_pay: table.share("supervision_pay"),
            sales: table.cents("sales"),
            competition_share: table.share("competition_share"),
            hours_per_job: table.share("hours_per_job"),
            jobless_for: table.months("jobless_for"),
            resident_for: table.months("resident_for"),
            met_over: table.months("met_over"),
            concerned: table.share("concerned"),
            volunteers: table.share("volunteers"),
            territories: table.named().map(|(name, table)| Territory::read(name, table)).collect(),
        }
    }
}

impl Territory {
    fn read(name: &str, table: &CheckedTable) -> Territory {
        Territory {
            name: name.to_owned(),
            communes: table.communes("where").to_vec(),
            population: table.count_if_any("population"),
            from: table.month("from"),
            through: table.month_if_any("through"),
            hiring_pace: table.persons_per_month("hiring_pace"),
        }
    }
}

fn consistent(_: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    Vec::new()
}

/// A territory that is only a part of its communes may have a neighbour in the same one.
fn claims(table: &CheckedTable) -> Vec<Claim> {
    let whole = table.named().filter(|(_, territory)| territory.checked("population").is_none());
    whole
        .map(|(_, territory)| {
            let at = At::Communes(territory.communes("where").to_vec());
            territory.claim("the EBE's list of persons durably without a job", at)
        })
        .collect()
}

fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    table.named().map(|(name, territory)| sentence(name, territory, language)).collect()
}

fn sentence(name: &str, territory: &CheckedTable, language: Language) -> String {
    let (from, place, pace) = (territory.month("from"), territory.said_list("where"), territory.said("hiring_pace"));
    let end = territory.month_if_any("through");
    let part = territory.count_if_any("population");
    match language {
        Language::English => {
            let end = end.map_or_else(String::new, |month| format!(" through {month}"));
            let part = part.map_or_else(String::new, |n| format!("{n} inhabitants of "));
            format!("{name}: from {from}{end}, an EBE in {part}{place} hires {pace} from the committee's list.")
        }
        Language::French => {
            let end = end.map_or_else(String::new, |month| format!(" jusqu'à {month}"));
            let part = part.map_or_else(String::new, |n| format!("{n} habitants de "));
            let pace = pace.replace("persons/month", "personnes par mois").replace("person/month", "personne par mois");
            format!(
                "{name} : à partir de {from}{end}, une EBE embauche à {part}{place}, à raison de {pace}, les personnes \
                 de la liste du comité local."
            )
        }
    }
}
