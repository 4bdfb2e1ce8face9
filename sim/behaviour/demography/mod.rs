//! Demography: births, deaths, unions, separations, leaving home, moves, migration.
//!
//! Why it exists: who lives with whom, and where, decides living standards and local needs. January lays out the whole
//! year: it rebuilds the blocks and writes the month of each birth and death, which [`month_events`] then brings about.
//! Every draw depends on a person's id, age, sex, cell and household composition only, never on income, job or benefit,
//! so that a reform and its reference have the same births, deaths, unions and moves. It may touch `world`, `territory`,
//! `chance`, `parallel` and `units`.
//!
//! What the model leaves out: couples of the same sex are never formed (those of the starting population are kept),
//! twins, partners living apart, three-generation households (a child of a child stays with its mother), people in
//! institutions. In a run limited to some cells nobody crosses the border, in or out.

mod births;
mod block_of_the_year;
mod deaths;
mod destinations;
mod dwellings;
mod fate;
mod january;
mod leaving_home;
mod life_course;
mod migration;
mod month_events;
mod moves;
mod probabilities;
mod quarter;
mod rates;
mod rebuild;
mod separations_of_couples;
mod take_apart;
mod transit;
mod unions;

#[cfg(test)]
mod tests;

pub use births::child_id;
pub use destinations::Destinations;
pub use january::{YearOfDemography, january};
pub use life_course::LifeCourse;
pub use month_events::{MonthEvents, month_events};
pub use probabilities::Probabilities;
pub use rates::Rates;

/// Slots of the demographic draws: numbers for life. All are of process `Demography`.
mod slot {
    /// Four words of a person for the year: death, birth, couple, dwelling.
    pub const YEAR: u16 = 0;
    /// A newborn: sex, death in the year of birth.
    pub const NEWBORN: u16 = 1;
    /// Destination and dwelling of a household that moves.
    pub const MOVE: u16 = 2;
    /// A separation: with whom the children stay, the leaver's tenure.
    pub const SEPARATION: u16 = 3;
    /// A person leaving the parents' home: tenure, whether to another cell.
    pub const LEAVING_HOME: u16 = 4;
    /// A person seeking a partner: spread of ages in a match.
    pub const UNION: u16 = 5;
    /// Who takes in orphans.
    pub const ORPHANS: u16 = 6;
}

/// The use of the four words of [`slot::YEAR`].
mod word {
    pub const DEATH: usize = 0;
    pub const BIRTH: usize = 1;
    /// Separation of the head of a couple; search for a partner by a person without one.
    pub const COUPLE: usize = 2;
    /// Leaving home, moving, leaving the country, being copied as an arrival: cases that exclude one another share out
    /// one word, each an interval of it.
    pub const DWELLING: usize = 3;
}

/// A household never grows beyond this by a union or by taking in orphans.
const MOST_MEMBERS: usize = 16;

/// The age of adulthood, in completed years.
const ADULT: u16 = 18;
