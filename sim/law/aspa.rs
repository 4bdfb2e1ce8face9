//! Allocation de solidarité aux personnes âgées: tops incomes up to a ceiling (CSS L815-1 to L815-9).

use super::Law;
use super::values::law_values;
use crate::units::{Cents, Rate};

law_values! {
    /// Values of the ASPA (`scenarios/law/aspa.toml`), amounts a year.
    "aspa" => AspaValues {
        maximum_alone: Cents,
        maximum_couple: Cents,
        work_deducted_alone: Rate,
        work_deducted_couple: Rate,
        age: i64,
    }
}

/// What the ASPA depends on; amounts are monthly means of the quarter before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct AspaFacts {
    pub couple: bool,
    /// How many of the adults have the age.
    pub claimants: i64,
    /// Gross pensions and other incomes of the adults, without wages.
    pub other: Cents,
    /// Gross wages of the adults.
    pub wages: Cents,
}

/// ASPA of a month, whole household.
pub fn aspa(law: &Law, facts: &AspaFacts) -> Cents {
    if facts.claimants == 0 {
        return Cents::ZERO;
    }
    let Parts { ceiling, wages, most } = parts(law, facts);
    (ceiling - facts.other - wages).at_least_zero().min(most)
}

/// What the ASPA is the difference of, a month.
pub(super) struct Parts {
    pub(super) ceiling: Cents,
    /// Counted.
    pub(super) wages: Cents,
    /// One claimant of a couple has at most the amount of a person alone.
    pub(super) most: Cents,
}

pub(super) fn parts(law: &Law, facts: &AspaFacts) -> Parts {
    let values = &law.aspa;
    let share = if facts.couple { values.work_deducted_couple } else { values.work_deducted_alone };
    let deducted = super::smic::monthly(law).times(share).share(1, 3);
    let wages = (facts.wages - deducted).at_least_zero();
    let one = values.maximum_alone.share(1, 12);
    let ceiling = if facts.couple { values.maximum_couple.share(1, 12) } else { one };
    Parts { ceiling, wages, most: if facts.claimants == 1 { one } else { ceiling } }
}
