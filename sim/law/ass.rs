//! Allocation de solidarité spécifique: a differential allowance for the unemployed at the end of their rights.

use super::Law;
use super::values::law_values;
use crate::units::Cents;

law_values! {
    /// Values of the ASS (`scenarios/law/ass.toml`).
    "ass" => AssValues {
        daily: Cents,
        /// In daily amounts, a month.
        ceiling_alone: i64,
        ceiling_couple: i64,
    }
}

/// Days of a month in the monthly reading of a daily allowance.
pub(super) const DAYS: i64 = 30;

/// The ceiling of the household's resources, a month.
pub(super) fn ceiling(law: &Law, couple: bool) -> Cents {
    law.ass.daily * if couple { law.ass.ceiling_couple } else { law.ass.ceiling_alone }
}

/// ASS of a month of 30 days. `resources` are the household's monthly means of the twelve months before, as taxed and
/// before the deduction for expenses, without the ASS (Code du travail R5423-2 to R5423-4).
pub fn ass(law: &Law, couple: bool, resources: Cents) -> Cents {
    let room = (ceiling(law, couple) - resources).at_least_zero();
    // Less than a day's amount is not paid (Code du travail R5423-4).
    if room < law.ass.daily { Cents::ZERO } else { room.min(law.ass.daily * DAYS) }
}
