//! Prestation de compensation du handicap: human help, by level of need. Income plays no part here.

use super::Law;
use super::values::law_values;
use crate::units::{Cents, Rate};

law_values! {
    /// Values of the PCH (`scenarios/law/pch.toml`).
    "pch" => PchValues {
        hourly_direct: Cents,
        hourly_service: Cents,
        hourly_relative: Cents,
        /// A month, by level of need from low to very high.
        hours: [i64; 4],
        /// Shares of hours by a service, and by direct employment; relatives give the rest.
        share_service: [Rate; 2],
    }
}

/// How much help is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    Low,
    Middle,
    High,
    VeryHigh,
}

/// PCH of a month for human help.
pub fn pch(law: &Law, need: Need) -> Cents {
    hourly(law) * law.pch.hours[need as usize]
}

/// The mean tariff of an hour of help, by who gives it.
pub(super) fn hourly(law: &Law) -> Cents {
    let values = &law.pch;
    let [service, direct] = values.share_service;
    let relatives = Rate(Rate::ONE.0 - service.0 - direct.0);
    values.hourly_service.times(service) + values.hourly_direct.times(direct) + values.hourly_relative.times(relatives)
}
