//! The incomes of a household of the starting population if every month of the past two years had been like this one:
//! what taxes, benefits and living standards of January 2019 are computed from.
//!
//! It fills the columns the quarterly review looks back at and asks the month's own functions, so that what is checked is
//! what the simulation will do.

use crate::behaviour::income::entitlements::entitlements;
use crate::behaviour::income::facts::{Home, facts};
use crate::behaviour::income::tax::{self, Year};
use crate::behaviour::income::{IncomeParameters, pay};
use crate::behaviour::{poverty, traits};
use crate::chance::Chance;
use crate::law::Law;
use crate::law::ass::ass;
use crate::law::csg::{ReplacementRate, replacement_rate};
use crate::law::income_tax::{after_expenses, half_parts};
use crate::law::pension_levies::pension_levies;
use crate::law::self_employed::self_employed;
use crate::law::unemployment_insurance::are_net;
use crate::units::{Cents, Month, Rate};
use crate::world::person::bits;
use crate::world::{Block, Role, Status, U24};

/// Part of a pension paid by basic schemes, the rest complementary (A).
const BASIC_PENSION: Rate = Rate(750_000);

/// Days a month stands for in the law of unemployment insurance.
const DAYS: i64 = 30;

/// A member's month before means-tested benefits.
#[derive(Clone, Copy, Default)]
struct Member {
    /// Net earnings from work.
    labour: Cents,
    /// Net pension or insurance.
    other: Cents,
    taxable: Cents,
}

fn member(block: &Block, row: usize, law: &Law, rate: ReplacementRate) -> Member {
    let persons = &block.persons;
    match persons.status[row] {
        Status::OpenEnded | Status::FixedTerm | Status::Ebe | Status::InsertionJob => {
            let slip = pay::slip(law, persons.hourly_wage[row], persons.hours[row]);
            Member { labour: slip.net, other: Cents::ZERO, taxable: slip.taxable }
        }
        Status::SelfEmployed => {
            let levies = self_employed(law, Cents(i64::from(persons.pension_or_profit[row])));
            Member { labour: levies.net, other: Cents::ZERO, taxable: levies.taxable }
        }
        Status::Retired => {
            let gross = Cents(i64::from(persons.pension_or_profit[row]));
            let basic = gross.times(BASIC_PENSION);
            let levies = pension_levies(law, basic, gross - basic, rate);
            Member { labour: Cents::ZERO, other: levies.net, taxable: levies.taxable }
        }
        _ if persons.draws_insurance(row) => {
            let month = are_net(law, Cents(i64::from(persons.daily_allowance[row])), DAYS, rate);
            Member { labour: Cents::ZERO, other: month.net, taxable: month.taxable }
        }
        _ => Member::default(),
    }
}

/// The household's rate of CSG on replacement income, by the taxable income of the year before last.
fn csg_rate(block: &Block, household: usize, law: &Law) -> ReplacementRate {
    let (mut income, mut adults) = (Cents::ZERO, 0);
    for row in block.households.member_rows(household) {
        if block.persons.role[row] != Role::Child {
            income += after_expenses(law, Cents(i64::from(block.persons.taxable_two_years_ago[row])));
            adults += 1;
        }
    }
    replacement_rate(law, income, half_parts(adults >= 2, 0, false))
}

/// Sets taxable incomes of the last two years to twelve months like this one.
pub fn set_taxable_incomes(block: &mut Block, law: &Law) {
    for household in 0..block.households.len() {
        // First as if every allowance bore the full CSG, then at the rate that income calls for.
        let mut rate = ReplacementRate::Full;
        for _ in 0..2 {
            for row in block.households.member_rows(household) {
                let yearly = (member(block, row, law, rate).taxable.0 * 12).clamp(0, i64::from(u32::MAX)) as u32;
                block.persons.taxable_last_year[row] = yearly;
                block.persons.taxable_two_years_ago[row] = U24::of(yearly);
            }
            rate = csg_rate(block, household, law);
        }
    }
}

/// What a household lives on, a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub disposable: Cents,
    /// Cents a year a consumption unit, not below zero.
    pub living_standard: i64,
    /// RSA due if claimed.
    pub rsa_due: Cents,
    pub rsa_claimed: bool,
    pub prime_activite: Cents,
    pub housing_aid: Cents,
    pub aah: Cents,
    pub aspa: Cents,
    pub ass: Cents,
    /// Counted in poverty statistics.
    pub counted: bool,
}

/// The months of every household of a block under `law`. The block's columns that look back are changed: give a copy.
pub fn outcomes(
    block: &mut Block,
    law: &Law,
    parameters: &IncomeParameters,
    chance: &Chance,
    month: Month,
) -> Vec<Outcome> {
    (0..block.households.len()).map(|household| outcome(block, household, law, parameters, chance, month)).collect()
}

fn outcome(
    block: &mut Block,
    household: usize,
    law: &Law,
    parameters: &IncomeParameters,
    chance: &Chance,
    month: Month,
) -> Outcome {
    let rate = csg_rate(block, household, law);
    let (mut labour, mut other, mut adults) = (Cents::ZERO, Cents::ZERO, 0);
    for row in block.households.member_rows(household) {
        let income = member(block, row, law, rate);
        labour += income.labour;
        other += income.other;
        adults += i64::from(block.persons.role[row] != Role::Child);
        block.persons.quarter_earnings[row] = U24::of_cents(income.labour * 3);
    }
    let mut ass_paid = Cents::ZERO;
    for row in block.households.member_rows(household) {
        let persons = &block.persons;
        let eligible = persons.has(row, bits::LONG_CAREER)
            && persons.insurance_months[row] == 0
            && persons.has(row, bits::REGISTERED)
            && persons.daily_allowance[row] > 0
            && matches!(persons.status[row], Status::Unemployed | Status::Halo);
        if eligible {
            ass_paid += ass(law, adults >= 2, labour + other);
        }
    }
    let property = Cents::euros(i64::from(block.households.property_income[household]));
    let property = property - property.times(parameters.property_levies);
    let counted_other = other + ass_paid + property;
    block.households.quarter_other[household] = U24::of_cents(counted_other * 3);

    let facts = facts(block, household, month);
    let home = Home::of(block, household);
    let mut due = entitlements(law, &facts, &home, false);
    let [claims_rsa, claims_ppa, claims_aspa, _] = traits::claim(chance, block.household_id(household));
    let missing = parameters.non_take_up(block.households.tenure[household], poverty::is_lone_parent(block, household));
    let rsa_claimed = due.rsa > Cents::ZERO && !missing.happens(claims_rsa);
    if rsa_claimed {
        due = entitlements(law, &facts, &home, true);
    }
    let claimed = |amount: Cents, claims: bool| if claims { amount } else { Cents::ZERO };
    let prime_activite =
        claimed(due.prime_activite + due.prime_activite_grown, parameters.prime_activite_take_up.happens(claims_ppa));
    let aspa = claimed(due.aspa, parameters.aspa_take_up.happens(claims_aspa));
    let aah = due.aah[0] + due.aah[1] + due.aah_grown;
    let crds = (due.family + due.asf + prime_activite).times(law.csg.crds);
    let benefits = ass_paid + due.family + due.asf + due.housing_aid + prime_activite + aah + aspa - crds
        + claimed(due.rsa, rsa_claimed);
    let (tax, _) = tax::of_year(block, household, law, month, Year::Rolling);
    let disposable = labour + other + property + benefits - tax / 12;
    let units = poverty::consumption_units(block, household, month);
    Outcome {
        disposable,
        living_standard: disposable.0.max(0) * 12 * 10 / units,
        rsa_due: due.rsa,
        rsa_claimed,
        prime_activite,
        housing_aid: due.housing_aid,
        aah,
        aspa,
        ass: ass_paid,
        counted: poverty::is_counted(block, household),
    }
}
