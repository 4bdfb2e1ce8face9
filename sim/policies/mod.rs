//! The register of policies: what a scenario may change. One policy a file, one line here.
//!
//! A policy declares the keys a scenario may write for it, the competences it moves (so that two measures cannot move
//! the same one in the same place), and what its keys must hold together. It imports `keys` and `units` here, and the
//! state it acts on in its mechanism; no behaviour imports it.

pub mod access_to_care;
pub mod access_to_rights;
mod caseload;
pub mod childcare;
pub mod compensation;
pub mod contribution_deferral;
pub mod csg_fraction;
mod departements_in_run;
mod doctors;
pub mod equalisation;
mod extent;
mod funding;
pub mod hooks;
pub mod law_values;
mod measure_keys;
pub mod mobility;
pub mod ordam;
pub mod prime_activite_bonus;
pub mod revenu_universel_activite;
pub mod rsa_recentralisation;
pub mod single_reference_worker;
pub mod tzcld;
pub mod unaccompanied_minors;

#[cfg(test)]
#[path = "tests/bench.rs"]
mod bench;
pub mod zoned_exemptions;
pub mod zoned_housing_aid;

use crate::keys::{CheckedTable, Claim, Language, Mistake, Places, Span, Table};
use crate::law::Code;
use crate::units::Month;
use crate::world::World;

/// One policy of the register.
#[derive(Clone, Copy)]
pub struct Policy {
    /// The name of its table in a scenario.
    pub name: &'static str,
    /// What may be written in it.
    pub table: &'static Table,
    /// What the keys must hold together, beyond each one alone: where it stands and what is wrong.
    pub consistent: fn(&CheckedTable, &dyn Places) -> Vec<Inconsistency>,
    /// The competences each of its measures moves.
    pub claims: fn(&CheckedTable) -> Vec<Claim>,
    /// What the measures do, in sentences, for `bassin check`.
    pub sentences: fn(&CheckedTable, Language) -> Vec<String>,
    /// The first month in which it may change anything.
    pub starts: fn(&CheckedTable) -> Option<Month>,
    /// The values of law it changes by place; `law_values::none` for most.
    pub law: fn(&CheckedTable, &Code, &dyn Places) -> Vec<law_values::LawValue>,
    /// The policy ready to act in a world.
    pub build: Build,
    /// Parameters of the model its effect rests on most, beside its own keys: what is swung after a run.
    pub rests_on: &'static [&'static str],
}

/// Builds a policy from its checked table; the text of an error says what does not fit the world and what to do.
pub type Build = fn(&CheckedTable, &hooks::Setting, &World) -> Result<Box<dyn hooks::Policy>, String>;

/// Keys right one by one and wrong together.
#[derive(Clone, Debug)]
pub struct Inconsistency {
    /// `ordam.need_weights`.
    pub path: String,
    pub span: Span,
    pub mistake: Mistake,
}

/// Every policy, in the order they are told and act.
pub const REGISTER: &[Policy] = &[
    tzcld::POLICY,
    ordam::POLICY,
    rsa_recentralisation::POLICY,
    compensation::POLICY,
    equalisation::POLICY,
    csg_fraction::POLICY,
    unaccompanied_minors::POLICY,
    access_to_rights::POLICY,
    single_reference_worker::POLICY,
    childcare::POLICY,
    mobility::POLICY,
    access_to_care::POLICY,
    contribution_deferral::POLICY,
    prime_activite_bonus::POLICY,
    zoned_housing_aid::POLICY,
    zoned_exemptions::POLICY,
    revenu_universel_activite::POLICY,
];

/// The policy of this name.
pub fn named(name: &str) -> Option<&'static Policy> {
    REGISTER.iter().find(|policy| policy.name == name)
}

/// The first month in which a policy of a scenario may change anything.
pub fn starts(name: &str, table: &CheckedTable) -> Option<Month> {
    named(name).and_then(|policy| (policy.starts)(table))
}

/// The values of law a policy of a scenario changes by place.
pub fn law_values(name: &str, table: &CheckedTable, code: &Code, places: &dyn Places) -> Vec<law_values::LawValue> {
    named(name).map_or_else(Vec::new, |policy| (policy.law)(table, code, places))
}

/// The policy of a scenario, ready to act.
///
/// # Errors
/// What of the table does not fit the world.
pub fn build(
    name: &str,
    table: &CheckedTable,
    setting: &hooks::Setting,
    world: &World,
) -> Result<Box<dyn hooks::Policy>, String> {
    let policy = named(name).ok_or_else(|| format!("no policy is named {name}"))?;
    (policy.build)(table, setting, world)
}

#[cfg(test)]
#[path = "tests/paired_run.rs"]
mod tests_of_runs;
