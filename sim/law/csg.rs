//! CSG and CRDS on wages and on unemployment benefit. Those on pensions are in `pension_levies.rs`.

use super::Law;
use super::values::law_values;
use crate::units::{Cents, Rate};

law_values! {
    /// Values of CSG, CRDS and CASA (`scenarios/law/csg.toml`); income limits are yearly.
    "csg" => CsgValues {
        activity_deductible: Rate,
        activity_taxable: Rate,
        crds: Rate,
        base_allowance: Rate,
        base_allowance_limit: i64,
        unemployment_deductible: Rate,
        unemployment_taxable: Rate,
        pension_reduced: Rate,
        pension_median: Rate,
        pension_full: Rate,
        pension_taxable: Rate,
        casa: Rate,
        complementary_health: Rate,
        exempt_one_part: Cents,
        exempt_half_part: Cents,
        reduced_one_part: Cents,
        reduced_half_part: Cents,
        median_one_part: Cents,
        median_half_part: Cents,
    }
}

/// CSG and CRDS of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Csg {
    /// CSG taken off taxable income.
    pub deductible: Cents,
    /// CSG that is not.
    pub taxable: Cents,
    pub crds: Cents,
}

impl Csg {
    pub fn total(&self) -> Cents {
        self.deductible + self.taxable + self.crds
    }
}

/// What a household owes on replacement income, by its reference tax income of the year before last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum ReplacementRate {
    Exempt,
    Reduced,
    /// Pensions only; unemployment benefit pays the full rate.
    Median,
    #[default]
    Full,
}

/// The rate on replacement income for a reference tax income (a year) and a number of half parts (2 for one part). The
/// exemption holds up to its limit, the reduced and the median rates under theirs (CSS L136-8, III and III bis).
pub fn replacement_rate(law: &Law, reference_income: Cents, half_parts: i64) -> ReplacementRate {
    let csg = &law.csg;
    let further = (half_parts - 2).max(0);
    if reference_income <= csg.exempt_one_part + csg.exempt_half_part * further {
        ReplacementRate::Exempt
    } else if reference_income < csg.reduced_one_part + csg.reduced_half_part * further {
        ReplacementRate::Reduced
    } else if reference_income < csg.median_one_part + csg.median_half_part * further {
        ReplacementRate::Median
    } else {
        ReplacementRate::Full
    }
}

/// The base: the amount less the allowance for professional expenses, which stops at four ceilings.
pub(super) fn base(law: &Law, amount: Cents) -> Cents {
    let with_allowance = amount.min(law.contributions.ceiling * law.csg.base_allowance_limit);
    amount - with_allowance.times(law.csg.base_allowance)
}

/// Three levies on one base, each within a cent of its own rate, their sum to the nearest cent.
fn rounded_together(base: Cents, rates: [Rate; 3]) -> [Cents; 3] {
    let first = base.times(rates[0]);
    let two = base.times(Rate(rates[0].0 + rates[1].0));
    let three = base.times(Rate(rates[0].0 + rates[1].0 + rates[2].0));
    [first, two - first, three - two]
}

/// On a monthly gross wage.
pub fn on_wage(law: &Law, gross: Cents) -> Csg {
    let base = base(law, gross);
    let [deductible, taxable, crds] =
        rounded_together(base, [law.csg.activity_deductible, law.csg.activity_taxable, law.csg.crds]);
    Csg { deductible, taxable, crds }
}

/// Deductible CSG on twelve equal monthly wages, rounded once, to the cent of the year: what yearly incomes are net of.
pub fn deductible_of_a_year(law: &Law, gross: Cents) -> Cents {
    let allowed = gross.min(law.contributions.ceiling * law.csg.base_allowance_limit) * 12;
    let base = i128::from(gross.0 * 12) * 1_000_000 - i128::from(allowed.0) * i128::from(law.csg.base_allowance.0);
    // Millionths of millionths of a cent.
    Cents(((base * i128::from(law.csg.activity_deductible.0) + 500_000_000_000) / 1_000_000_000_000) as i64)
}

/// On a month of unemployment benefit, `gross` before CSG and after the pension levy. No levy may bring the benefit
/// under the gross SMIC (CSS L136-2, III bis): what is not deductible is cut last, as it is the first to be counted.
pub fn on_unemployment_benefit(law: &Law, gross: Cents, rate: ReplacementRate) -> Csg {
    if rate == ReplacementRate::Exempt {
        return Csg::default();
    }
    let base = base(law, gross);
    let mut room = (gross - super::smic::monthly(law)).at_least_zero();
    let mut take = |due: Cents| {
        let taken = due.min(room);
        room -= taken;
        taken
    };
    let reduced = rate == ReplacementRate::Reduced;
    let taxable = if reduced { Cents::ZERO } else { take(base.times(law.csg.unemployment_taxable)) };
    let deductible = take(base.times(law.csg.unemployment_deductible));
    let crds = take(base.times(law.csg.crds));
    Csg { deductible, taxable, crds }
}
