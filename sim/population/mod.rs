//! The starting population of January 2019: households, persons, jobs and incomes of the cells of a run.
//!
//! It reads the territory's tables and the law of the month, and makes the state; it is deterministic in the seed, the
//! same for any number of threads, and a cell's people (their employers apart) do not depend on which other cells are in
//! the run. Margins are published (grade *statistic*); the joint seed and the scores that tie them together are
//! assumptions, written at the head of each file:
//!
//! `prototypes` who lives together → `draft` a cell's households → `diplomas` → `activity` what each does → `contracts`
//! → `housing` → `incomes` → `rights` unemployment insurance → `work` firms. `adjustments` holds three numbers a
//! département, set by `calibrate` against published RSA, living standards and poverty; `check` compares, `table` prints.

pub mod activity;
pub mod adjustments;
mod blueprint;
pub mod calibrate;
pub mod check;
pub mod contracts;
pub mod diplomas;
mod draft;
mod draws;
pub mod housing;
pub mod incomes;
mod layout;
pub mod prototypes;
pub mod raking;
pub mod rights;
pub mod sources;
pub mod steady_state;
pub mod table;
pub mod work;

#[cfg(test)]
mod tests;

pub use adjustments::Adjustment;
pub use blueprint::Blueprint;
pub use check::{DepartementCheck, check};

use crate::carried;
use crate::chance::Chance;
use crate::law::Law;
use crate::territory::{Territory, TerritoryError};
use crate::units::Cell;
use crate::world::World;

/// What the starting population reached: counts of simulated persons and households.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Population {
    /// By cell of the run.
    pub cells: Vec<CellCount>,
    pub firms: usize,
    /// Employees whose job is outside the run.
    pub work_outside: u32,
}

/// Counts of one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellCount {
    pub cell: Cell,
    pub persons: u32,
    pub households: u32,
    pub employed: u32,
    pub unemployed: u32,
    pub registered: u32,
}

carried!(CellCount { cell, persons, households, employed, unemployed, registered });

/// How many blocks these cells make: the most ranks that can share them.
///
/// # Errors
/// When the territory's tables lack a figure population needs.
pub fn blocks(territory: &Territory, cells: &[Cell], one_in: u32) -> Result<usize, TerritoryError> {
    let sources = sources::Sources::read(territory)?;
    Ok(cells.iter().map(|cell| usize::from(blueprint::blocks_of(&sources, *cell, one_in))).sum())
}

/// The starting world of these cells, in one call.
///
/// # Errors
/// When the territory's tables lack a figure population needs.
pub fn populate(
    territory: &Territory,
    law: &Law,
    cells: &[Cell],
    one_in: u32,
    chance: &Chance,
) -> Result<(World, Population), TerritoryError> {
    Ok(Blueprint::new(territory, law, cells, one_in)?.populate(chance))
}
