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

/// The gross monthly SMIC of full time, not rounded down as the published 35-hour amount is: hourly × 151.67.
pub fn monthly(law: &Law) -> Cents {
    law.smic.hourly.times(law.smic.monthly_hours)
}
