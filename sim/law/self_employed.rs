//! Contributions of the self-employed, as flat effective rates on net profit: an assumption, enough for the accounts.

use super::Law;
use super::values::law_values;
use crate::units::{Cents, Rate};

law_values! {
    /// Values for the self-employed (`scenarios/law/self_employed.toml`).
    "self_employed" => SelfEmployedValues {
        health: Rate,
        old_age: Rate,
        family: Rate,
        csg_deductible: Rate,
        csg_crds_not_deductible: Rate,
    }
}

/// Levies on a month's profit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct SelfEmployedLevies {
    pub health: Cents,
    pub old_age: Cents,
    pub family: Cents,
    pub csg_deductible: Cents,
    pub csg_crds_not_deductible: Cents,
    /// Left before income tax.
    pub net: Cents,
    pub taxable: Cents,
}

/// Levies on a month's profit, counted before all of them; losses bear none.
pub fn self_employed(law: &Law, profit: Cents) -> SelfEmployedLevies {
    let values = &law.self_employed;
    let base = profit.at_least_zero();
    let (health, old_age, family) = (base.times(values.health), base.times(values.old_age), base.times(values.family));
    let csg_deductible = base.times(values.csg_deductible);
    let csg_crds_not_deductible = base.times(values.csg_crds_not_deductible);
    let taxable = profit - health - old_age - family - csg_deductible;
    let net = taxable - csg_crds_not_deductible;
    SelfEmployedLevies { health, old_age, family, csg_deductible, csg_crds_not_deductible, net, taxable }
}
