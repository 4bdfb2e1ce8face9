//! Values of law that a policy changes by place: what `[law]` says of one value, a policy may say of several together.
//! `run` lays both over the tables alike, one code for each distinct set of changes.

use super::hooks;
use crate::keys::{CheckedTable, Places};
use crate::law::{Change, Code};
use crate::units::{Cell, Month};

/// One value of law changed in some places, for a time or for good.
#[derive(Clone, PartialEq, Debug)]
pub struct LawValue {
    /// `prime_activite.activity_share`.
    pub name: &'static str,
    pub change: Change,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    /// Sorted.
    pub cells: Vec<Cell>,
}

/// Of policies that leave the law as it is.
pub fn none(_: &CheckedTable, _: &Code, _: &dyn Places) -> Vec<LawValue> {
    Vec::new()
}

/// A policy that acts by its values of law alone: nothing is left for its hooks to do, and it remembers nothing.
pub struct ByLawAlone {
    pub name: &'static str,
    pub starts: Month,
}

impl hooks::Policy for ByLawAlone {
    fn name(&self) -> &'static str {
        self.name
    }
    fn starts(&self) -> Month {
        self.starts
    }
    fn put(&self, _: &mut Vec<u8>) {}
}

#[cfg(test)]
pub(crate) mod tests;
