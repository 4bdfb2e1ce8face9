//! Places as a scenario names them, and who resolves them.
//!
//! Why it exists: a scenario is checked against a territory, but the checks need only this much of it.

use crate::units::{Cell, Commune, Departement, Region, Zone};

/// How fine a list of places must be resolved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// Whole zones d'emploi, départements, régions, or the country.
    Cells,
    /// Communes; a wider place stands for all its communes.
    Communes,
    /// Whole départements; a région stands for all of its own.
    Departements,
    /// Whole régions.
    Regions,
}

/// Resolved places, sorted, each once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum At {
    Cells(Vec<Cell>),
    Communes(Vec<Commune>),
    Departements(Vec<Departement>),
    Regions(Vec<Region>),
}

impl At {
    pub fn is_empty(&self) -> bool {
        match self {
            At::Cells(list) => list.is_empty(),
            At::Communes(list) => list.is_empty(),
            At::Departements(list) => list.is_empty(),
            At::Regions(list) => list.is_empty(),
        }
    }

    /// Both lists together, sorted, each place once. Lists of different levels do not mix: `self` is kept.
    pub fn merged(self, other: At) -> At {
        fn union<T: Ord>(mut a: Vec<T>, b: Vec<T>) -> Vec<T> {
            a.extend(b);
            a.sort_unstable();
            a.dedup();
            a
        }
        match (self, other) {
            (At::Cells(a), At::Cells(b)) => At::Cells(union(a, b)),
            (At::Communes(a), At::Communes(b)) => At::Communes(union(a, b)),
            (At::Departements(a), At::Departements(b)) => At::Departements(union(a, b)),
            (At::Regions(a), At::Regions(b)) => At::Regions(union(a, b)),
            (kept, _) => kept,
        }
    }
}

/// Why a place could not be resolved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PlaceError {
    /// No such place; the nearest names, best first, written as a scenario would.
    Unknown { nearest: Vec<String> },
    /// Several places answer to it; how to write each.
    Ambiguous { readings: Vec<String> },
    /// The place exists but is smaller than what is asked: a commune where a département is needed. How to write
    /// the place that holds it.
    TooFine { within: Vec<String> },
}

/// Who knows the places: the territory, or a small one made up for a test.
pub trait Places {
    /// The place written (`"dep:62"`, `"Lens"`, `"metropole"`) at this level.
    ///
    /// # Errors
    /// Unknown, ambiguous, or too fine for the level.
    fn resolve(&self, written: &str, level: Level) -> Result<At, PlaceError>;

    /// The cells that hold these places, sorted.
    fn cells_of(&self, at: &At) -> Vec<Cell>;

    /// The zone d'emploi a cell is part of.
    fn zone_of(&self, cell: Cell) -> Zone;
}
