//! Unemployment insurance and the ASS: rights opened when a job ends, what they pay a month.
//!
//! The work history behind a right is what the state holds of it: months worked since the last right, at the last wage
//! and hours, without gaps between contracts.

use crate::behaviour::labour::separation::Rights;
use crate::law::Law;
use crate::law::csg::ReplacementRate;
use crate::law::unemployment_insurance::{WorkHistory, are_net, open_right, reference_months};
use crate::units::{Cents, Month, PersonId};
use crate::world::person::bits;
use crate::world::{Persons, Post, Status, Tally};

/// Days a month stands for in the law's count.
pub const DAYS_A_MONTH: i64 = 30;

/// The right opened by leaving a job this month: `None` when what is left of an older right is kept instead, or when too
/// little was worked.
pub fn rights_on_departure(persons: &Persons, row: usize, law: &Law, month: Month) -> Option<Rights> {
    let age = i64::from(persons.age(row, month));
    let months = i64::from(persons.months_worked[row]).min(reference_months(law, age));
    let gross = super::pay::gross_month(persons.hourly_wage[row], persons.hours[row]);
    let work = WorkHistory { wages: gross * months, employed_days: months * 365 / 12, idle_days: 0 };
    let right = open_right(law, &work, age)?;
    let months = u8::try_from(right.days / DAYS_A_MONTH).unwrap_or(u8::MAX);
    // The remainder of an older right is used up first in law; here the longer of the two is kept.
    (months > persons.insurance_months[row])
        .then(|| Rights { months, daily_allowance: u16::try_from(right.daily.0).unwrap_or(u16::MAX) })
}

/// One month of the right is gone. Whoever does not search stayed registered for it only.
pub fn use_up_a_month(persons: &mut Persons, row: usize) {
    let left = &mut persons.insurance_months[row];
    *left = left.saturating_sub(1);
    if *left == 0 && persons.status[row] == Status::Inactive {
        persons.mark(row, bits::REGISTERED, false);
    }
}

/// What a month without a job brings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allowance {
    pub net: Cents,
    pub taxable: Cents,
    /// The ASS rather than insurance.
    pub is_ass: bool,
}

/// Pays insurance, or the ASS when it has run out, to a jobless person who is registered; `resources` are the other monthly incomes of the
/// couple; `rate` matters while insurance lasts; `merged`: another benefit has taken the place of the ASS; `career` tells whether a person's long career opens the ASS.
#[allow(clippy::too_many_arguments)] // Each is one fact of the case.
pub fn pay(
    persons: &mut Persons,
    row: usize,
    law: &Law,
    couple: bool,
    resources: Cents,
    rate: ReplacementRate,
    merged: bool,
    career: impl Fn(PersonId) -> bool,
    tally: &mut Tally,
) -> Allowance {
    if persons.draws_insurance(row) {
        use_up_a_month(persons, row);
        let daily = Cents(i64::from(persons.daily_allowance[row]));
        // Nothing is paid for the first days of a spell (they shorten the right by as much here, in law they defer it).
        let first = persons.jobless[row] == 0;
        let days = DAYS_A_MONTH - if first { law.unemployment_insurance.waiting_days } else { 0 };
        let month = are_net(law, daily, days, rate);
        tally.pay(Post::UnemploymentInsurance, month.net);
        tally.pay(Post::CsgInsurance, month.csg.deductible + month.csg.taxable);
        tally.pay(Post::CrdsInsurance, month.csg.crds);
        return Allowance { net: month.net, taxable: month.taxable, is_ass: false };
    }
    // The ASS follows insurance: it asks for a past right and a long career.
    let eligible = !merged
        && persons.insurance_months[row] == 0
        && persons.has(row, bits::LONG_CAREER)
        && persons.has(row, bits::REGISTERED)
        && persons.daily_allowance[row] > 0
        && matches!(persons.status[row], Status::Unemployed | Status::Halo)
        && career(persons.id(row));
    if !eligible {
        return Allowance::default();
    }
    let amount = crate::law::ass::ass(law, couple, resources);
    tally.pay(Post::Ass, amount);
    Allowance { net: amount, taxable: amount, is_ass: true }
}
