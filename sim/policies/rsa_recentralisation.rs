//! Recentralisation of the RSA: what a scenario may say of it.
//!
//! From a date, in named départements, the State pays the RSA and takes back resources up to the mean spending of
//! reference years; the Caf awards, then orients; the département keeps support under a convention. One table is one
//! measure; several dates or types stand in tables of their own inside it (`[rsa_recentralisation.reunion]`), which
//! take from the table around them what they do not say.

mod checks;
mod keys;
mod mechanism;
mod reference;
mod stabilisation;

pub use mechanism::build;

use super::Policy;
use crate::keys::{CheckedTable, Claim};
use crate::units::{Cents, Departement, Month, Rate};
use checks::{consistent, sentences};
use keys::TABLE;

/// Who entered under which law: first month, and last of an experiment. Finance law for 2020, art. 77; for 2022, art. 43
/// (five years, to 31 December 2026; Ariège a year later).
const TABLE_OF_LAW: [(&str, &str, Month, Option<Month>); 4] = [
    ("reunion_2020", "dep:974", Month::new(2020, 1), None),
    ("metropole_2022", "dep:93", Month::new(2022, 1), Some(END_OF_EXPERIMENT)),
    ("metropole_2022", "dep:66", Month::new(2022, 1), Some(END_OF_EXPERIMENT)),
    ("metropole_2022", "dep:09", Month::new(2023, 1), Some(END_OF_EXPERIMENT)),
];
const END_OF_EXPERIMENT: Month = Month::new(2026, 12);

/// The recentralisation of the RSA in the register.
pub const POLICY: Policy = Policy {
    name: "rsa_recentralisation",
    table: &TABLE,
    consistent,
    claims,
    sentences,
    starts: |table| Measure::read_all(table).iter().map(|measure| measure.from).min(),
    law: super::law_values::none,
    build: |table, setting, world| build(Measure::read_all(table), setting, world),
    rests_on: &["rsa.orientation", "ranking.rsa_support", "departements.strain_on_support"],
};

/// Which law a measure follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    /// Finance law for 2020, art. 77: for good.
    Reunion2020,
    /// Finance law for 2022, art. 43: an experiment of five years.
    Metropole2022,
}

/// Where the spending of the reference years comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReferenceSource {
    Accounts,
    Simulated,
}

/// A resource the State takes back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize)]
pub enum Resource {
    Ticpe,
    Fmdi,
    Dcp,
    Dmto,
    Dgf,
}

/// One measure, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    pub name: String,
    /// Sorted.
    pub departements: Vec<Departement>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    pub kind: Type,
    pub outside_law: bool,
    /// Sorted.
    pub reference_years: Vec<u16>,
    pub reference_source: ReferenceSource,
    /// In the order they are taken.
    pub resources_taken: Vec<Resource>,
    /// Of the département's DMTO.
    pub dmto_taken_at_most: Rate,
    /// Months.
    pub orientation_transition: u16,
    /// Whether the Caf refers recipients to a pathway after the transition, and whom of the entrants without an interview.
    pub caf_orients: bool,
    pub oriented_by_algorithm: Rate,
    /// A year, to the other départements of the run.
    pub stabilisation_fund: Cents,
    /// Of the gain.
    pub insertion_floor: Rate,
    /// Of the RSA avoided.
    pub share_in_results: Rate,
    pub support: Option<Support>,
}

/// The support of recipients under a convention.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Support {
    /// Recipients followed by one worker, under the convention and before.
    pub caseload: u32,
    pub present_caseload: u32,
    /// A worker and year.
    pub worker_cost: Cents,
    /// Months.
    pub hired_over: u16,
    pub elasticity: Rate,
}

impl Measure {
    /// The measures a checked table holds, by name.
    pub fn read_all(table: &CheckedTable) -> Vec<Measure> {
        table.measures().into_iter().map(|(name, measure)| Measure::read(name, measure)).collect()
    }

    fn read(name: &str, table: &CheckedTable) -> Measure {
        let convention = table.table("convention");
        let metropole = table.choice("type") == "metropole_2022";
        let written_end = table.month_if_any("through");
        Measure {
            name: name.to_owned(),
            departements: table.departements("where").to_vec(),
            from: table.month("from"),
            // The law of 2022 is an experiment: the département pays again after it; that of 2020 is for good.
            through: written_end.or((metropole && !table.is("outside_law")).then_some(END_OF_EXPERIMENT)),
            kind: if metropole { Type::Metropole2022 } else { Type::Reunion2020 },
            outside_law: table.is("outside_law"),
            reference_years: table.years("reference_years").to_vec(),
            reference_source: match table.choice("reference_source") {
                "simulated" => ReferenceSource::Simulated,
                _ => ReferenceSource::Accounts,
            },
            resources_taken: table.choices("resources_taken").iter().map(|word| resource(word)).collect(),
            dmto_taken_at_most: table.share("dmto_taken_at_most"),
            orientation_transition: table.months("orientation_transition"),
            caf_orients: table.choice("orients") == "caf",
            oriented_by_algorithm: table.share("oriented_by_algorithm"),
            stabilisation_fund: table.cents("stabilisation_fund"),
            insertion_floor: convention.share("insertion_floor"),
            share_in_results: convention.share("share_in_results"),
            support: convention.checked("caseload").is_some().then(|| Support {
                caseload: convention.count("caseload"),
                present_caseload: convention.count("present_caseload"),
                worker_cost: convention.cents("worker_cost"),
                hired_over: convention.months("hired_over"),
                elasticity: convention.number("support_elasticity"),
            }),
        }
    }
}

fn resource(word: &str) -> Resource {
    match word {
        "TICPE" => Resource::Ticpe,
        "FMDI" => Resource::Fmdi,
        "DCP" => Resource::Dcp,
        "DMTO" => Resource::Dmto,
        _ => Resource::Dgf,
    }
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    table.claims_of_departements("who pays the RSA")
}

#[cfg(test)]
#[path = "rsa_recentralisation/tests_of_law.rs"]
mod tests_of_law;
