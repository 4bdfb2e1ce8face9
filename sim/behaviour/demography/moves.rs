//! Moves of whole households from cell to cell. Moves within a cell change nothing the model looks at and are not made.
//!
//! Whether a household changes dwelling depends on the age of its head; where to is [`super::destinations`]. In a run
//! limited to some cells, a household that would leave them stays, and nobody comes in from outside. Movers keep their
//! status and employer: leaving a job too far away is the business of separations, which see the `MOVED` flag.

use super::fate::Odds;
use super::slot;
use crate::chance::Process;
use crate::units::{Cell, PersonId};

/// Where a household that changes dwelling goes: another cell of the run, or its own.
pub fn destination(odds: &Odds, head: PersonId, from: Cell, runs: &impl Fn(Cell) -> bool) -> Cell {
    let [word, ..] = odds.chance.person(Process::Demography, odds.january, head, slot::MOVE);
    let to = odds.rates.destinations.of_mover(from, word);
    if runs(to) { to } else { from }
}

/// As [`destination`] for someone known to leave the cell.
pub fn somewhere_else(odds: &Odds, head: PersonId, from: Cell, runs: &impl Fn(Cell) -> bool) -> Cell {
    let [word, ..] = odds.chance.person(Process::Demography, odds.january, head, slot::MOVE);
    let to = odds.rates.destinations.of_leaver(from, word);
    if runs(to) { to } else { from }
}
