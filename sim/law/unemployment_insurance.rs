//! Unemployment insurance: the right opened by past work, its daily amount and its length, and what a month pays
//! (convention of 2017, rules of November 2019 and October 2021, convention of 2024).

use super::Law;
use super::csg::{self, Csg, ReplacementRate};
use super::values::law_values;
use crate::units::{Cents, Rate};

law_values! {
    /// Values of unemployment insurance (`scenarios/law/unemployment_insurance.toml`).
    "unemployment_insurance" => UnemploymentInsuranceValues {
        fixed_part: Cents,
        proportional_part: Rate,
        floor_share: Rate,
        cap_share: Rate,
        minimum: Cents,
        pension_levy: Rate,
        wage_ceilings: i64,
        days_required: i64,
        reference_months: i64,
        reference_months_senior: i64,
        calendar_days_formula: bool,
        idle_days_cap: Rate,
        length_factor: Rate,
        length_minimum: i64,
        length_maximum: [i64; 3],
        ages: [i64; 2],
        high_amount: Cents,
        high_amount_floor: Cents,
        high_amount_factor: Rate,
        high_amount_months: i64,
        high_amount_under_age: i64,
        waiting_days: i64,
    }
}

/// Work in the reference period that ends with the last contract; its length is [`reference_months`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct WorkHistory {
    /// Gross wages of the period.
    pub wages: Cents,
    /// Calendar days under contract.
    pub employed_days: i64,
    /// Calendar days without one, between the first and the last.
    pub idle_days: i64,
}

/// A right to unemployment insurance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Right {
    /// Daily, before the pension levy and CSG.
    pub daily_gross: Cents,
    /// Daily, after the pension levy, before CSG.
    pub daily: Cents,
    /// Calendar days paid.
    pub days: i64,
}

/// Months over which work is counted, at an age in years.
pub fn reference_months(law: &Law, age: i64) -> i64 {
    let values = &law.unemployment_insurance;
    if age < values.ages[0] { values.reference_months } else { values.reference_months_senior }
}

/// The right opened at the end of a contract, or `None` without work enough.
pub fn open_right(law: &Law, work: &WorkHistory, age: i64) -> Option<Right> {
    let values = &law.unemployment_insurance;
    // Five days of work are counted for seven of contract.
    if work.employed_days * 5 < values.days_required * 7 {
        return None;
    }
    let idle = if values.calendar_days_formula {
        work.idle_days.min(work.employed_days * i64::from(values.idle_days_cap.0) / 1_000_000)
    } else {
        0
    };
    let counted = work.employed_days + idle;
    let reference_wage = reference_wage(law, work.wages, counted);
    let longest = values.length_maximum[values.ages.iter().filter(|&&limit| age >= limit).count()];
    // To the day above: 548, 685 and 822 days at most since February 2023.
    let factor = |days: i64| (days * i64::from(values.length_factor.0) + 999_999) / 1_000_000;
    let days = factor(counted.min(longest)).max(values.length_minimum);
    let (daily_gross, daily) = daily_amount(law, reference_wage);
    Some(Right { daily_gross, daily, days })
}

/// The two formulas of the daily amount: a share of the wage and a fixed part, and a larger share.
pub(super) fn formulas(law: &Law, reference_wage: Cents) -> [Cents; 2] {
    let values = &law.unemployment_insurance;
    [reference_wage.times(values.proportional_part) + values.fixed_part, reference_wage.times(values.floor_share)]
}

/// What a daily reference wage owes to the complementary pension of the unemployed.
pub(super) fn pension_levy(law: &Law, reference_wage: Cents) -> Cents {
    reference_wage.times(law.unemployment_insurance.pension_levy)
}

/// The daily reference wage of wages earned over so many days.
pub(super) fn reference_wage(law: &Law, wages: Cents, days: i64) -> Cents {
    let ceiling = law.contributions.ceiling * law.unemployment_insurance.wage_ceilings * 12;
    wages.share(1, days).min(ceiling.share(1, 365))
}

/// The daily amount of a daily reference wage, before and after the pension levy: the larger of 40.4 % and a fixed part
/// and of 57 %, at least the minimum, at most 75 %.
pub fn daily_amount(law: &Law, reference_wage: Cents) -> (Cents, Cents) {
    let values = &law.unemployment_insurance;
    let [mixed, floor] = formulas(law, reference_wage);
    let cap = reference_wage.times(values.cap_share);
    let gross = mixed.max(floor).max(values.minimum).min(cap);
    let levied = gross - pension_levy(law, reference_wage);
    (gross, levied.max(values.minimum.min(gross)))
}

/// The daily amount after the fall of high amounts, which comes after some months to the under-fifty-sevens.
pub fn daily_after_fall(law: &Law, daily_gross: Cents, months_paid: i64, age: i64) -> Cents {
    let values = &law.unemployment_insurance;
    let high = values.high_amount > Cents::ZERO && daily_gross > values.high_amount;
    if high && months_paid >= values.high_amount_months && age < values.high_amount_under_age {
        daily_gross.times(values.high_amount_factor).max(values.high_amount_floor)
    } else {
        daily_gross
    }
}

/// A month of unemployment benefit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct BenefitMonth {
    /// After the pension levy, before CSG.
    pub gross: Cents,
    pub csg: Csg,
    pub taxable: Cents,
    pub net: Cents,
}

/// The benefit of `days` at a daily amount (after the pension levy), at the household's CSG rate.
pub fn are_net(law: &Law, daily: Cents, days: i64, rate: ReplacementRate) -> BenefitMonth {
    month_of(law, daily * days, rate)
}

/// The same from a monthly amount.
pub fn month_of(law: &Law, gross: Cents, rate: ReplacementRate) -> BenefitMonth {
    let csg = csg::on_unemployment_benefit(law, gross, rate);
    let taxable = gross - csg.deductible;
    BenefitMonth { gross, csg, taxable, net: taxable - csg.taxable - csg.crds }
}
