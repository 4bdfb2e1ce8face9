//! The general reduction of employer contributions on low wages.

use super::Law;
use super::values::law_values;
use crate::units::{Cents, Rate};

law_values! {
    /// Values of the general reduction (`scenarios/law/general_reduction.toml`).
    "general_reduction" => GeneralReductionValues {
        /// T.
        maximum: Rate,
        /// In SMIC.
        exit: Rate,
        single_reduction: bool,
        minimum: Rate,
        span: Rate,
        power: Rate,
    }
}

/// The coefficient for a monthly gross wage, rounded to four decimals (CSS D241-7); the SMIC is that of the hours paid.
pub fn coefficient(law: &Law, gross: Cents, full_time_share: Rate) -> Rate {
    let values = &law.general_reduction;
    if gross <= Cents::ZERO {
        return Rate(0);
    }
    let smic = super::smic::monthly_exact(law) * full_time_share.to_fraction();
    let over = values.exit.to_fraction() * smic / gross.to_euros() - 1.0;
    if over <= 0.0 {
        return Rate(0);
    }
    let raw = if values.single_reduction {
        let curve = libm::pow((over / 2.0).min(1.0), values.power.to_fraction());
        values.minimum.to_fraction() + values.span.to_fraction() * curve
    } else {
        values.maximum.to_fraction() / (values.exit.to_fraction() - 1.0) * over
    };
    let highest = if values.single_reduction { values.minimum.0 + values.span.0 } else { values.maximum.0 };
    Rate(((raw * 1e4 + 0.5) as i32 * 100).min(highest))
}

/// The reduction of a month: wage × coefficient, to the nearest cent.
pub fn amount(law: &Law, gross: Cents, full_time_share: Rate) -> Cents {
    gross.times(coefficient(law, gross, full_time_share))
}
