//! Permanent traits of a person, drawn again from the id whenever they are needed: they cost no memory, are the same in
//! every arm and month, and no policy can change them.

use crate::chance::{Chance, Draw, Threshold, normal_thousandths};
use crate::units::PersonId;

/// Slots of the trait draws: numbers for life.
mod slot {
    pub const WORK: u16 = 0;
    pub const CLAIM: u16 = 1;
    pub const LIFE: u16 = 2;
    pub const HEALTH: u16 = 3;
    pub const FAMILY: u16 = 4;
}

/// Traits that matter for work.
#[derive(Clone, Copy, Debug)]
pub struct WorkTraits {
    /// Standard normal draw in thousandths: raises both job finding and volunteering for an EBE.
    pub motivation: i32,
    /// A second one, independent: what employers see and the program does not otherwise model.
    pub appeal: i32,
    /// Uniform word: where this person stands in reservation gaps.
    pub reservation: u32,
    /// Uniform word: volunteers for an EBE.
    pub volunteer: u32,
}

pub fn work(chance: &Chance, person: PersonId) -> WorkTraits {
    work_of(chance.traits(person, slot::WORK))
}

/// The draw behind [`work`], for whoever makes it beside others.
pub fn work_draw(person: PersonId) -> Draw {
    Draw::of_traits(person, slot::WORK)
}

/// [`work`] from its own words.
pub fn work_of([a, b, c, d]: [u32; 4]) -> WorkTraits {
    WorkTraits { motivation: normal_thousandths(a), appeal: normal_thousandths(b), reservation: c, volunteer: d }
}

/// Four uniform words that decide claiming: RSA, prime d'activité, other benefits, persistence of not claiming.
pub fn claim(chance: &Chance, person: PersonId) -> [u32; 4] {
    chance.traits(person, slot::CLAIM)
}

/// Four uniform words for the course of life: age at the end of studies, at leaving home, at retirement, taste for
/// children.
pub fn life(chance: &Chance, person: PersonId) -> [u32; 4] {
    chance.traits(person, slot::LIFE)
}

/// [`life`] of many persons, in their order.
pub fn lives(chance: &Chance, persons: &[PersonId]) -> Vec<[u32; 4]> {
    chance.traits_of_all(persons, slot::LIFE)
}

/// Four uniform words for health: disability, chronic condition, dependency, care foregone.
pub fn health(chance: &Chance, person: PersonId) -> [u32; 4] {
    chance.traits(person, slot::HEALTH)
}

/// Four uniform words for the family: support by the parent who lives elsewhere; the others are free.
pub fn family(chance: &Chance, person: PersonId) -> [u32; 4] {
    chance.traits(person, slot::FAMILY)
}

/// Whether a permanent word falls under a chance.
pub fn falls(word: u32, chance: Threshold) -> bool {
    chance.happens(word)
}
