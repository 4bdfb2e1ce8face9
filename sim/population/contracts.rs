//! Kind of job and hours of each employed resident: self-employed, fixed-term, insertion, part time.
//!
//! Quotas of the cell from shares by age and sex (INSEE 2019), the département's share of self-employed (census 2022,
//! tilt only); who fills them is scored (A). Insertion jobs are 0.5 % of employees (A).

use super::adjustments::Adjustment;
use super::draft::{CellDraft, Rounder, keep_best};
use super::draws::{Draws, logit};
use super::sources::{DepartementSource, National};
use crate::world::{Role, Status};

/// Share of employees in structures of insertion by economic activity (A).
const INSERTION: f64 = 0.005;

pub fn assign(
    cell: &mut CellDraft,
    national: &National,
    departement: &DepartementSource,
    adjustment: &Adjustment,
    draws: &mut Draws,
) {
    let mut rounder = Rounder::new(draws);
    self_employment(cell, national, departement, &mut rounder, draws);
    fixed_terms(cell, national, &mut rounder, draws);
    insertion(cell, &mut rounder, draws);
    hours(cell, national, adjustment, &mut rounder, draws);
}

fn self_employment(
    cell: &mut CellDraft,
    national: &National,
    departement: &DepartementSource,
    rounder: &mut Rounder,
    draws: &mut Draws,
) {
    let mut expected = 0.0;
    let mut scored = Vec::new();
    for (index, person) in cell.persons.iter().enumerate() {
        if person.status == Status::OpenEnded && !person.enrolled {
            let share = national.self_employed[person.sex()][usize::from(person.age)] * departement.self_employed_ratio;
            expected += share;
            scored.push((logit(share) + draws.logistic(), index as u32));
        }
    }
    keep_best(&mut scored, rounder.round(expected));
    for (_, index) in scored {
        cell.persons[index as usize].status = Status::SelfEmployed;
    }
}

fn fixed_terms(cell: &mut CellDraft, national: &National, rounder: &mut Rounder, draws: &mut Draws) {
    let mut expected = 0.0;
    let mut scored = Vec::new();
    for (index, person) in cell.persons.iter().enumerate() {
        if person.status == Status::OpenEnded {
            let share = national.fixed_term[person.sex()][usize::from(person.age)];
            expected += share;
            let standing = f64::from(cell.household_of(person).standing);
            let low = if person.qualification <= 1 { 0.3 } else { -0.1 };
            // Students who work are apprentices or on short contracts.
            let student = if person.enrolled { 3.0 } else { 0.0 };
            scored.push((logit(share) + low + student - 0.5 * standing + draws.logistic(), index as u32));
        }
    }
    keep_best(&mut scored, rounder.round(expected));
    for (_, index) in scored {
        cell.persons[index as usize].status = Status::FixedTerm;
    }
}

fn insertion(cell: &mut CellDraft, rounder: &mut Rounder, draws: &mut Draws) {
    let mut employees = 0.0;
    let mut scored = Vec::new();
    for (index, person) in cell.persons.iter().enumerate() {
        if person.status.is_employee() {
            employees += 1.0;
        }
        if person.status == Status::FixedTerm && person.age >= 20 && !person.enrolled {
            let standing = f64::from(cell.household_of(person).standing);
            let low = if person.qualification == 0 { 1.5 } else { 0.0 };
            scored.push((low - 1.2 * standing + draws.logistic(), index as u32));
        }
    }
    keep_best(&mut scored, rounder.round(employees * INSERTION));
    for (_, index) in scored {
        cell.persons[index as usize].status = Status::InsertionJob;
    }
}

/// Full time is 35 hours. Part-time employees by hours: under half time, half, 50 to 80 %, 80 % or more (shares: INSEE 2023).
const PART_TIME_HOURS: [u8; 4] = [11, 17, 24, 29];

fn hours(cell: &mut CellDraft, national: &National, adjustment: &Adjustment, rounder: &mut Rounder, draws: &mut Draws) {
    let mut expected = 0.0;
    let mut scored = Vec::new();
    for (index, person) in cell.persons.iter_mut().enumerate() {
        if person.status == Status::SelfEmployed {
            person.hours = 35;
        }
        if !person.status.is_employee() {
            continue;
        }
        person.hours = 35;
        let household = &cell.households[person.household as usize];
        let share = national.part_time[person.sex()][usize::from(person.age)];
        expected += share;
        let mut score = logit(share);
        if person.status != Status::OpenEnded {
            score += 0.8;
        }
        if person.status == Status::InsertionJob {
            score += 2.0;
        }
        if person.female && person.role != Role::Child && household.minors >= 2 {
            score += 0.5;
        }
        if person.role != Role::Child && !household.is_couple() {
            score -= 0.3;
        }
        score -= (0.25 + 0.5 * adjustment.low_tail) * f64::from(household.standing);
        score += [0.5, 0.2, 0.0, -0.4][usize::from(person.qualification)];
        scored.push((score + draws.logistic(), index as u32));
    }
    keep_best(&mut scored, rounder.round(expected));
    for (_, index) in scored {
        let person = &mut cell.persons[index as usize];
        let standing = f64::from(cell.households[person.household as usize].standing);
        // The shortest hours go with low standing.
        let shares: [f64; 4] = std::array::from_fn(|rank| {
            national.part_time_hours[rank] * libm::exp(0.35 * (rank as f64 - 1.8) * standing)
        });
        let hours = PART_TIME_HOURS[draws.choose(&shares)];
        person.hours = if person.status == Status::InsertionJob { 26 } else { hours };
    }
}
