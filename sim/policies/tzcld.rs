//! Territoires zéro chômeur de longue durée: what a scenario may say of it.
//!
//! A comité local meets the people durably without a job; an entreprise à but d'emploi (EBE) hires them from the list
//! without selecting, on open-ended contracts of chosen hours at the SMIC; the State and the département pay the
//! contribution au développement de l'emploi.

mod committee;
mod ebe;
mod mechanism;
mod place;

pub use mechanism::build;

use super::{Inconsistency, Policy, measure_keys};
use crate::keys::{At, CheckedTable, Claim, Grade, Key, Kind, Language, Level, Named, Need, Places, Table};
use crate::units::{Cents, Commune, Month, Rate};

const MODEL: &str = "assumption of the model";
const DECREE: &str = "décret d'application de la loi 2020-1577, art. 24, and yearly orders";

const KEYS: &[Key] = &[
    measure_keys::outside_law(
        "true",
        "Whether the measure goes beyond what law 2020-1577 allows (rates, number of territories, dates).",
    ),
    Key {
        name: "state_share",
        kind: Kind::Share { of: "gross_smic" },
        need: Need::Default("95 % of gross_smic"),
        example: "95 % of gross_smic",
        range: Some(["0 %", "150 %"]),
        lawful: Some(["53 %", "102 %"]),
        grade: Grade::Law,
        source: "rate of 2024 (20 143 € a full-time job, tzcld.fr 2024); bounds of the décret, art. 24",
        about: "What the State pays for a full-time job of the EBE, in share of the gross SMIC.",
    },
    Key {
        name: "departement_share",
        kind: Kind::Share { of: "state_part" },
        need: Need::Default("15 % of state_part"),
        example: "15 % of state_part",
        range: Some(["0 %", "200 %"]),
        lawful: Some(["15 %", "200 %"]),
        grade: Grade::Law,
        source: DECREE,
        about: "What the département pays, in share of what the State pays; the law sets the minimum.",
    },
    Key {
        name: "seed_money",
        kind: Kind::Money { per: &["job"] },
        need: Need::Default("6 200 €/job"),
        example: "6 200 €/job",
        range: Some(["0 €/job", "30 000 €/job"]),
        lawful: None,
        grade: Grade::Statistic,
        source: "comité scientifique TZCLD, final report of phase 2, 2025",
        about: "Seed money (dotation d'amorçage) the State pays for each new job, in its first year only.",
    },
    Key {
        name: "full_cost",
        kind: Kind::Money { per: &["FTE", "year"] },
        need: Need::Default("29 000 €/FTE/year"),
        example: "29 000 €/FTE/year",
        range: Some(["20 000 €/FTE/year", "60 000 €/FTE/year"]),
        lawful: None,
        grade: Grade::Statistic,
        source: "ETCLD, synthèse de pilotage 2022: 14 EBE in 2021",
        about: "Full cost of a full-time job of the EBE: pay, supervision, premises, purchases; prices of 2021.",
    },
    Key {
        name: "sales",
        kind: Kind::Money { per: &["FTE", "year"] },
        need: Need::Default("5 500 €/FTE/year"),
        example: "5 500 €/FTE/year",
        range: Some(["0 €/FTE/year", "20 000 €/FTE/year"]),
        lawful: None,
        grade: Grade::Assumption,
        source: "middle of the orders of magnitude quoted for 2018-2023 (4 000 to 7 000 €)",
        about: "What the EBE sells in a year for each full-time job; its buyers spend that much less elsewhere.",
    },
    Key {
        name: "competition_share",
        kind: Kind::Share { of: "activity" },
        need: Need::Default("10 % of activity"),
        example: "10 % of activity",
        range: Some(["0 %", "100 %"]),
        lawful: None,
        grade: Grade::Assumption,
        source: "the law asks for none; 33 % is the windfall share of subsidised jobs in associations (Dares 2014, recalled)",
        about: "Part of the EBE's activity that takes the place of jobs in firms nearby.",
    },
    Key {
        name: "hours_per_job",
        kind: Kind::Share { of: "full_time" },
        need: Need::Default("90,5 % of full_time"),
        example: "90,5 % of full_time",
        range: Some(["40 %", "100 %"]),
        lawful: None,
        grade: Grade::Statistic,
        source: "665 full-time jobs for 735 employees in the first ten territories, June 2019 (Verkindt, Regards n°56, EN3S 2020)",
        about: "Mean hours chosen by the employees of the EBE, in share of full time.",
    },
    Key {
        name: "jobless_for",
        kind: Kind::Duration,
        need: Need::Default("12 months"),
        example: "12 months",
        range: Some(["0 months", "60 months"]),
        lawful: Some(["12 months", "60 months"]),
        grade: Grade::Law,
        source: "law 2020-1577, art. 9",
        about: "How long a person must have been without a job to be met by the committee.",
    },
    Key {
        name: "resident_for",
        kind: Kind::Duration,
        need: Need::Default("6 months"),
        example: "6 months",
        range: Some(["0 months", "60 months"]),
        lawful: Some(["6 months", "60 months"]),
        grade: Grade::Law,
        source: "law 2020-1577, art. 9",
        about: "How long a person must have lived in the territory to be met by the committee.",
    },
    Key {
        name: "met_over",
        kind: Kind::Duration,
        need: Need::Default("36 months"),
        example: "36 months",
        range: Some(["1 month", "120 months"]),
        lawful: None,
        grade: Grade::Assumption,
        source: MODEL,
        about: "How long the committee takes, from opening, to meet everyone concerned.",
    },
    Key {
        name: "concerned",
        kind: Kind::Share { of: "inhabitants" },
        need: Need::Default("2,7 % of inhabitants"),
        example: "2,7 % of inhabitants",
        range: Some(["0,5 %", "10 %"]),
        lawful: None,
        grade: Grade::Statistic,
        source: "2 030 persons met by November 2019 (Verkindt, Regards n°56, EN3S 2020) for some 75 000 inhabitants",
        about: "Persons durably without a job whom the committee meets, in share of the territory's inhabitants.",
    },
    Key {
        name: "volunteers",
        kind: Kind::Share { of: "persons_met" },
        need: Need::Default("91 % of persons_met"),
        example: "91 % of persons_met",
        range: Some(["10 %", "100 %"]),
        lawful: None,
        grade: Grade::Statistic,
        source: "1 849 volunteers for 2 030 persons met, November 2019 (Verkindt, Regards n°56, EN3S 2020)",
        about: "Persons who want a job in the EBE, in share of those met; motivation decides who.",
    },
];

const TERRITORY_KEYS: &[Key] = &[
    measure_keys::place(
        Level::Communes,
        "[\"com:62555\"]",
        "The communes of the territory, or the wider place it is a part of (then `population` says how large a part).",
    ),
    Key {
        name: "population",
        kind: Kind::Count,
        need: Need::Optional,
        example: "6000",
        range: Some(["500", "50000"]),
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Inhabitants of the territory when it is only a part of the places of `where`; all of them if not written.",
    },
    measure_keys::from("2020-01", "The month the EBE opens and its committee begins to meet people."),
    measure_keys::through("2026-12"),
    Key {
        name: "hiring_pace",
        kind: Kind::PersonsPerMonth,
        need: Need::Default("2,5 persons/month"),
        example: "2,5 persons/month",
        range: Some(["0,1 persons/month", "50 persons/month"]),
        lawful: None,
        grade: Grade::Estimate,
        source: "staff of about 1 % of inhabitants after 30 months in the first territories (742 persons in mid-2019)",
        about: "Persons the EBE can take in a month, from the list, without selecting, until nobody is left on it.",
    },
];

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
};

/// What a scenario says of TZCLD, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    pub outside_law: bool,
    /// Of the gross SMIC, for a full-time job.
    pub state_share: Rate,
    /// Of the State's part.
    pub departement_share: Rate,
    /// A new job, first year.
    pub seed_money: Cents,
    /// A full-time job and year.
    pub full_cost: Cents,
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
            state_share: table.share("state_share"),
            departement_share: table.share("departement_share"),
            seed_money: table.cents("seed_money"),
            full_cost: table.cents("full_cost"),
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
