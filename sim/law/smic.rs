//! The minimum wage.

use super::Law;
use super::values::law_values;
use crate::units::{Cents, Rate};

law_values! {
    /// Values of the SMIC (`scenarios/law/smic.toml`).
    "smic" => SmicValues {
        /// Gross, an hour.
        hourly: Cents,
        /// Hours of a month of full time.
        monthly_hours: Rate,
    }
}

/// The gross monthly SMIC of full time, to the nearest cent: hourly × 151.67 (the published 35-hour amount is a few cents
/// lower, for 151.6667 hours).
pub fn monthly(law: &Law) -> Cents {
    law.smic.hourly.times(law.smic.monthly_hours)
}

/// The same in euros, not rounded, for what is compared with multiples of it.
pub fn monthly_exact(law: &Law) -> f64 {
    law.smic.hourly.to_euros() * law.smic.monthly_hours.to_fraction()
}
