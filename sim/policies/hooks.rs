//! What a policy may do, and when: hooks named after the phases of the month, called from `month.rs` in plain sight.
//!
//! A policy changes rules, moves persons into schemes it runs, and moves money through the ledger; it never draws from
//! anything but `chance` and never reads another policy.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::chance::Chance;
use crate::measures::Indicator;
use crate::parameters::Parameters;
use crate::territory::Territory;
use crate::units::{Cell, Month};
use crate::world::{RuleBook, World};

/// What does not change during a run.
pub struct Setting<'a> {
    pub territory: &'a Territory,
    pub parameters: &'a Parameters,
    pub chance: Chance,
    /// The cells of the run, in order.
    pub cells: &'a [Cell],
    pub one_in: u32,
}

/// What a policy remembers, as bytes for [`Policy::remember`].
pub fn in_bytes(remembered: &impl Serialize) -> Vec<u8> {
    // Only a list of unknown length could fail, and there is none; no bytes would be refused when recalled.
    postcard::to_stdvec(remembered).unwrap_or_default()
}

/// The same back; `None` if these are other bytes.
pub fn of_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::take_from_bytes(bytes).ok().and_then(|(read, rest)| rest.is_empty().then_some(read))
}

/// Gives each of a policy's places back what it remembered, written by [`in_bytes`] as one list in their order; false if
/// these are bytes of something else.
pub fn recall_each<P, T: DeserializeOwned>(places: &mut [P], remembered: &[u8], take: impl Fn(&mut P, T)) -> bool {
    let Some(all) = of_bytes::<Vec<T>>(remembered).filter(|all| all.len() == places.len()) else { return false };
    for (place, own) in places.iter_mut().zip(all) {
        take(place, own);
    }
    true
}

/// A policy at work in one arm of one replicate.
pub trait Policy: Send + Sync {
    /// The name of its table in a scenario.
    fn name(&self) -> &'static str;

    /// The first month in which anything may differ from the reference. Before it, both arms are one run.
    fn starts(&self) -> Month;

    /// Phase 1, the law of the month: who pays, delays, take-up, support, care rules, by cell.
    fn law_of_the_month(&mut self, _rules: &mut RuleBook, _world: &World, _setting: &Setting, _month: Month) {}

    /// Phase 5, EBE and insertion jobs: before the search of the month.
    fn employment_schemes(&mut self, _world: &mut World, _setting: &Setting, _month: Month) {}

    /// Phase 10, care: after care was given and charged.
    fn care(&mut self, _world: &mut World, _setting: &Setting, _month: Month) {}

    /// Phase 12, public accounts: grants, compensation, transfers, in their legal month.
    fn public_accounts(&mut self, _world: &mut World, _setting: &Setting, _month: Month) {}

    /// Phase 13, measures: what only the policy can count, added to the indicators of the month by cell of the run, in the
    /// order of `setting.cells`. It changes nothing.
    fn measures(&self, _world: &World, _setting: &Setting, _month: Month, _seen: &mut [[i64; Indicator::COUNT]]) {}

    /// State of the policy for the digest: everything that could change what it does next.
    fn put(&self, bytes: &mut Vec<u8>);

    /// What it has learnt since it was built, for a checkpoint; nothing for a policy that learns nothing.
    fn remember(&self) -> Vec<u8> {
        Vec::new()
    }

    /// Takes back what it remembered; false if these are not bytes of its own. Built anew from the same scenario, it is then
    /// what it was.
    fn recall(&mut self, remembered: &[u8]) -> bool {
        remembered.is_empty()
    }
}
