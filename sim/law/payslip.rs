//! The pay slip of a private-sector employee: from the gross wage to what is paid and to what the job costs.
//!
//! Why it exists: it is the one place where contributions are handed to the bodies that receive them. It sums exactly:
//! `gross = net + employee levies`, `labour_cost = gross + employer − reduction`.

use super::contributions::{EmployeeLines, EmployerLines};
use super::csg::Csg;
use super::{Law, contributions, csg, general_reduction};
use crate::units::{Cents, Rate, div_round};

/// Amounts by the branch that receives or forgoes them, a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ByBranch {
    pub maladie: Cents,
    /// Basic old age.
    pub vieillesse: Cents,
    /// Agirc-Arrco.
    pub complementary: Cents,
    pub famille: Cents,
    /// Unédic and AGS.
    pub chomage: Cents,
    pub accidents: Cents,
    /// Contribution solidarité autonomie.
    pub autonomie: Cents,
    /// Outside social security: FNAL, construction, training, apprenticeship, social dialogue.
    pub other: Cents,
}

impl ByBranch {
    pub fn total(&self) -> Cents {
        self.maladie
            + self.vieillesse
            + self.complementary
            + self.famille
            + self.chomage
            + self.accidents
            + self.autonomie
            + self.other
    }
}

/// A month's pay slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Payslip {
    pub gross: Cents,
    /// Employee contributions without CSG and CRDS.
    pub employee: ByBranch,
    /// CSG and CRDS.
    pub csg: Csg,
    /// Paid before income tax.
    pub net: Cents,
    /// Counted for income tax: gross less contributions and deductible CSG.
    pub taxable: Cents,
    /// Employer contributions before the general reduction.
    pub employer: ByBranch,
    /// The general reduction, by the branch that forgoes it.
    pub general_reduction: ByBranch,
    pub labour_cost: Cents,
}

/// The pay slip of a monthly gross wage for `full_time_share` of full time.
pub fn payslip(law: &Law, gross: Cents, full_time_share: Rate) -> Payslip {
    let employee = employee_by_branch(&contributions::employee(law, gross));
    let csg = csg::on_wage(law, gross);
    let employer = employer_by_branch(&contributions::employer(law, gross, full_time_share));
    let reduction = split_reduction(law, general_reduction::amount(law, gross, full_time_share));
    let taxable = gross - employee.total() - csg.deductible;
    Payslip {
        gross,
        employee,
        csg,
        net: taxable - csg.taxable - csg.crds,
        taxable,
        employer,
        general_reduction: reduction,
        labour_cost: gross + employer.total() - reduction.total(),
    }
}

/// What is paid of a monthly gross wage, before income tax: `payslip(..).net` without the employer's side.
pub fn net(law: &Law, gross: Cents) -> Cents {
    gross - contributions::employee(law, gross).total() - csg::on_wage(law, gross).total()
}

fn employee_by_branch(lines: &EmployeeLines) -> ByBranch {
    ByBranch {
        vieillesse: lines.old_age_capped + lines.old_age_uncapped,
        complementary: lines.complementary + lines.equilibrium + lines.technical,
        ..ByBranch::default()
    }
}

fn employer_by_branch(lines: &EmployerLines) -> ByBranch {
    ByBranch {
        maladie: lines.health,
        vieillesse: lines.old_age_capped + lines.old_age_uncapped,
        complementary: lines.complementary + lines.equilibrium + lines.technical,
        famille: lines.family,
        chomage: lines.unemployment + lines.wage_guarantee,
        accidents: lines.accidents,
        autonomie: lines.autonomy,
        other: lines.labour_levies(),
    }
}

/// Shares the reduction among the contributions it covers, in proportion to their low-wage rates (CSS D241-7, L241-13
/// VII); what rounding leaves goes to maladie. AGS, and all of `other` but FNAL, are not covered.
fn split_reduction(law: &Law, reduction: Cents) -> ByBranch {
    if reduction == Cents::ZERO {
        return ByBranch::default();
    }
    let rates = &law.contributions;
    let health = rates.health.0 - rates.health_cut.0;
    let old_age = rates.employer_old_age_capped.0 + rates.employer_old_age_uncapped.0;
    let family = rates.family.0 - rates.family_cut.0;
    let complementary = rates.employer_complementary_below.0 + rates.employer_equilibrium_below.0;
    // T holds unemployment insurance from October 2019 on: it is what the other rates do not explain.
    let without = health + old_age + family + complementary + rates.autonomy.0 + rates.housing_fund.0;
    let covered =
        law.general_reduction.single_reduction || law.general_reduction.maximum.0 >= without + rates.unemployment.0;
    let unemployment = if covered { rates.unemployment.0 } else { 0 };
    let accidents = (law.general_reduction.maximum.0 - without - unemployment).clamp(0, rates.accidents.0);
    let whole = i64::from(without + unemployment + accidents);
    let part = |rate: i32| Cents(div_round(reduction.0 * i64::from(rate), whole));
    let mut split = ByBranch {
        maladie: Cents::ZERO,
        vieillesse: part(old_age),
        complementary: part(complementary),
        famille: part(family),
        chomage: part(unemployment),
        accidents: part(accidents),
        autonomie: part(rates.autonomy.0),
        other: part(rates.housing_fund.0),
    };
    split.maladie = reduction - split.total();
    split
}
