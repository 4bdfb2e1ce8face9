//! The arms of a replicate by name, and their pairing.

use crate::measures::{Record, Replicate};

pub const REFERENCE: &str = "reference";
pub const REFORM: &str = "reform";

/// The arms that ran, reference first.
pub fn arms(replicate: &Replicate) -> impl Iterator<Item = (&'static str, &Record)> {
    std::iter::once((REFERENCE, &replicate.reference)).chain(replicate.reform.as_ref().map(|record| (REFORM, record)))
}

/// Whether any replicate has a reform to compare.
pub fn has_reform(replicates: &[Replicate]) -> bool {
    replicates.iter().any(|replicate| replicate.reform.is_some())
}
