//! What fewer recipients by reference worker do to a chance: shared by the policies that hire such workers.

use crate::units::{Cents, Rate};

/// What an effect is multiplied by when the caseload goes from `present` to `caseload`, `done` steps out of `steps`; a
/// larger caseload than the present one changes nothing.
pub fn times(caseload: u32, present: u32, (done, steps): (i64, i64), elasticity: Rate) -> Rate {
    let workers = f64::from(present) / f64::from(caseload.max(1)) - 1.0;
    let so_far = 1.0 + workers.max(0.0) * done as f64 / steps as f64;
    Rate::from_fraction(libm::pow(so_far, elasticity.to_fraction()))
}

pub fn multiplied(rate: Rate, by: Rate) -> Rate {
    Rate(Cents(i64::from(rate.0)).times(by).0 as i32)
}
