//! CSG, CRDS, CASA and the health contribution on pensions.

use super::Law;
use super::csg::ReplacementRate;
use crate::units::{Cents, Rate};

/// Levies of a month on a pensioner's pensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PensionLevies {
    pub csg_deductible: Cents,
    pub csg_taxable: Cents,
    pub crds: Cents,
    pub casa: Cents,
    /// Maladie, on complementary pensions.
    pub health: Cents,
    /// Paid before income tax.
    pub net: Cents,
    /// Counted for income tax, before the deduction on pensions.
    pub taxable: Cents,
}

/// Levies on a month of basic and complementary pensions, at the household's rate (see `csg::replacement_rate`).
pub fn pension_levies(law: &Law, basic: Cents, complementary: Cents, rate: ReplacementRate) -> PensionLevies {
    let csg = &law.csg;
    let gross = basic + complementary;
    if rate == ReplacementRate::Exempt {
        return PensionLevies { net: gross, taxable: gross, ..PensionLevies::default() };
    }
    let (whole, taxable_part, casa) = match rate {
        ReplacementRate::Exempt | ReplacementRate::Reduced => (csg.pension_reduced, Rate(0), Rate(0)),
        ReplacementRate::Median => (csg.pension_median, csg.pension_taxable, csg.casa),
        ReplacementRate::Full => (csg.pension_full, csg.pension_taxable, csg.casa),
    };
    let csg_deductible = gross.times(Rate(whole.0 - taxable_part.0));
    let csg_taxable = gross.times(taxable_part);
    let crds = gross.times(csg.crds);
    let casa = gross.times(casa);
    let health = complementary.times(csg.complementary_health);
    let taxable = gross - csg_deductible - health;
    let net = taxable - csg_taxable - crds - casa;
    PensionLevies { csg_deductible, csg_taxable, crds, casa, health, net, taxable }
}
