//! Who is registered as a jobseeker, for how long each has been what he or she is, and rights to unemployment insurance.
//!
//! Registered jobseekers are 2.2 for one unemployed (both figures exist: registration is not search): most of the
//! unemployed, part of the halo and of the inactive, and, for the rest, people with short contracts or part-time jobs.
//! Spells are a first guess that a run of the labour market alone replaces; insured shares are assumptions: 55 % of the
//! unemployed, 25 % of the others registered draw insurance (Unédic 2019: about 2.6 million paid, a third of them while
//! working, which the model leaves out).

use super::adjustments::Adjustment;
use super::draft::{CellDraft, Rounder, keep_best};
use super::draws::Draws;
use super::sources::National;
use crate::law::Law;
use crate::law::unemployment_insurance::daily_amount;
use crate::units::Cents;
use crate::world::{Role, Status};

/// Share of each status that is registered (A).
const UNEMPLOYED_REGISTERED: f64 = 0.85;
const HALO_REGISTERED: f64 = 0.5;
const INACTIVE_REGISTERED: f64 = 0.12;

/// Share insured among the registered jobless (A).
const UNEMPLOYED_INSURED: f64 = 0.66;
const OTHERS_INSURED: f64 = 0.33;

pub fn assign(cell: &mut CellDraft, national: &National, law: &Law, adjustment: &Adjustment, draws: &mut Draws) {
    spells(cell, draws);
    registration(cell, national, draws);
    insurance(cell, law, adjustment, draws);
}

/// Months since the last change of status: long for stable jobs, a mixture for the jobless (two in five of the
/// unemployed for a year or more in 2019, INSEE).
fn spells(cell: &mut CellDraft, draws: &mut Draws) {
    for index in 0..cell.persons.len() {
        let [short, exponential] = [draws.uniform(), -libm::log(draws.uniform())];
        let months = |mean: f64| mean * exponential;
        let person = &cell.persons[index];
        let adult_months = f64::from(person.age.saturating_sub(18)) * 12.0;
        let (spell, jobless) = match person.status {
            Status::OpenEnded => (months(110.0), 0.0),
            Status::SelfEmployed => (months(120.0), 0.0),
            Status::FixedTerm => (months(9.0), 0.0),
            Status::InsertionJob => (months(8.0), 0.0),
            Status::Unemployed => {
                let spell = if short < 0.55 { months(6.0) } else { months(22.0) };
                (spell, spell)
            }
            Status::Halo => {
                let spell = months(20.0);
                (spell.min(12.0), spell)
            }
            Status::Inactive => {
                let spell = months(60.0);
                (spell, spell)
            }
            _ => (0.0, 0.0),
        };
        let person = &mut cell.persons[index];
        person.spell = spell.min(adult_months) as u16;
        person.jobless = if person.status.is_employed() { 0 } else { jobless.min(adult_months).max(1.0) as u16 };
        if matches!(person.status, Status::Child | Status::Student | Status::Retired) {
            person.jobless = 0;
        }
        person.months_worked = match person.status {
            Status::OpenEnded | Status::FixedTerm | Status::InsertionJob => (person.spell + 3).min(24) as u8,
            _ => 0,
        };
        person.long_career = person.age >= 28 && draws.uniform() < if person.age >= 45 { 0.8 } else { 0.55 };
    }
}

fn registration(cell: &mut CellDraft, national: &National, draws: &mut Draws) {
    let mut rounder = Rounder::new(draws);
    let unemployed = cell.persons.iter().filter(|p| p.status == Status::Unemployed).count() as f64;
    let mut left = unemployed * national.registered_per_unemployed;
    for (status, share) in [
        (Status::Unemployed, UNEMPLOYED_REGISTERED),
        (Status::Halo, HALO_REGISTERED),
        (Status::Inactive, INACTIVE_REGISTERED),
    ] {
        let mut pool: Vec<(f64, u32)> = Vec::new();
        for (index, person) in cell.persons.iter().enumerate() {
            if person.status == status && !person.disabled && person.age < 63 {
                // The longer jobless among the inactive are registered less.
                let recent = if status == Status::Unemployed { 0.0 } else { -f64::from(person.jobless) / 40.0 };
                pool.push((recent + draws.logistic(), index as u32));
            }
        }
        let count = rounder.round(share * pool.len() as f64);
        keep_best(&mut pool, count);
        left -= pool.len() as f64;
        for (_, index) in pool {
            cell.persons[index as usize].registered = true;
        }
    }
    let mut pool: Vec<(f64, u32)> = Vec::new();
    for (index, person) in cell.persons.iter().enumerate() {
        if person.status.is_employee() && !person.enrolled {
            let mut score = if person.status == Status::FixedTerm { 2.5 } else { 0.0 };
            if person.hours < 35 {
                score += 1.2;
            }
            pool.push((score + draws.logistic(), index as u32));
        }
    }
    keep_best(&mut pool, rounder.round(left.max(0.0)));
    for (_, index) in pool {
        cell.persons[index as usize].registered = true;
    }
}

fn insurance(cell: &mut CellDraft, law: &Law, adjustment: &Adjustment, draws: &mut Draws) {
    let mut rounder = Rounder::new(draws);
    let mut pools: [Vec<(f64, u32)>; 2] = [Vec::new(), Vec::new()];
    for (index, person) in cell.persons.iter().enumerate() {
        if !person.registered || !person.status.is_jobless() {
            continue;
        }
        let household = cell.household_of(person);
        // Insurance comes from work: the short jobless, of good standing, with a partner at work.
        let mut score = -f64::from(person.jobless) / 14.0 + 0.5 * f64::from(household.standing);
        score += [-0.3, 0.1, 0.1, 0.2][usize::from(person.qualification)];
        let partner_works = cell.partner_of(index).is_some_and(|p| p.status.is_employed());
        score += (2.0 + 0.6 * adjustment.concentration) * if partner_works { 1.0 } else { 0.0 };
        if person.role == Role::Child {
            score -= 0.8;
        } else if !household.is_couple() && household.minors > 0 {
            score -= 0.5;
        }
        if person.age < 25 {
            score -= 0.8;
        }
        let pool = usize::from(person.status != Status::Unemployed);
        pools[pool].push((score + draws.logistic(), index as u32));
    }
    let mut exhausted: Vec<u32> = pools.iter().flatten().map(|p| p.1).collect();
    exhausted.sort_unstable();
    // Where joblessness lasts and gathers, fewer have insurance.
    let coverage = (1.0 - 0.12 * adjustment.concentration).clamp(0.25, 1.15);
    for (mut pool, share) in pools.into_iter().zip([UNEMPLOYED_INSURED, OTHERS_INSURED]) {
        let count = rounder.round(share * coverage * pool.len() as f64);
        keep_best(&mut pool, count);
        // In order of person, so that draws do not depend on how the best were found.
        pool.sort_unstable_by_key(|p| p.1);
        for (_, index) in pool {
            let person = &mut cell.persons[index as usize];
            // Two years of rights at most, three from 55, less what has been used; some were part-time.
            let full = if person.age >= 55 { 36.0 } else { 6.0 + 18.0 * draws.uniform() };
            let used = f64::from(person.jobless).min(full - 1.0);
            person.insurance_months = (full - used).max(1.0) as u8;
            let hours = [26.0, 35.0, 35.0, 35.0, 35.0, 35.0][draws.below(6) as usize];
            let yearly = f64::from(person.hourly_wage) * hours * 52.0;
            let daily = daily_amount(law, Cents((yearly / 365.0) as i64)).1;
            person.daily_allowance = daily.0.clamp(0, i64::from(u16::MAX)) as u16;
        }
    }
    // Those whose insurance has run out keep its daily amount: the mark of a past right, which the ASS asks for.
    for index in exhausted {
        let person = &mut cell.persons[index as usize];
        if person.insurance_months == 0 && person.jobless >= 9 && person.long_career {
            person.daily_allowance = daily_amount(law, Cents(i64::from(person.hourly_wage) * 30 * 52 / 365)).1.0 as u16;
        }
    }
}
