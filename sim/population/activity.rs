//! What each resident of a cell does in January 2019: disability, studies, retirement, employment, unemployment, halo.
//!
//! Every count is a quota of the cell, rounded in a controlled way; who fills it is the best scores, a score being a
//! logit of the published chance (age, sex, diploma) plus what the household shares plus logistic noise. Grade
//! *statistic* for the quotas (unemployment of the zone, employment rate, shares by age and sex), *assumption* for the
//! weights of diploma, household and health in the scores. The département's `concentration` says how far joblessness
//! gathers in households with one adult and in households of low standing; it is set by the calibration from published
//! RSA caseloads.

use super::adjustments::Adjustment;
use super::draft::{CellDraft, Rounder, keep_best};
use super::draws::{Draws, logistic, logit};
use super::prototypes::Kind;
use super::sources::{CellSource, DepartementSource, National};
use crate::territory::national::health::DISABLED_IN_PAYMENT;
use crate::world::{Role, Status};

/// Five-year groups from 15 to 69, then 70 and over, by sex.
const GROUPS: usize = 12;

fn group(age: u8) -> usize {
    usize::from((age.saturating_sub(15) / 5).min(GROUPS as u8 - 1))
}

pub fn assign(
    cell: &mut CellDraft,
    national: &National,
    departement: &DepartementSource,
    source: &CellSource,
    adjustment: &Adjustment,
    draws: &mut Draws,
) {
    let mut rounder = Rounder::new(draws);
    health(cell, national, departement, source, &mut rounder, draws);
    studies(cell, national, &mut rounder, draws);
    retirement(cell, national, &mut rounder, draws);
    employment(cell, national, source, adjustment, draws);
    joblessness(cell, national, source, draws);
}

/// Entitled to the AAH by disability: so many that the département's count is paid; chronic conditions by age and sex.
fn health(
    cell: &mut CellDraft,
    national: &National,
    departement: &DepartementSource,
    source: &CellSource,
    rounder: &mut Rounder,
    draws: &mut Draws,
) {
    let simulated = cell.persons.len() as f64 / source.population.max(1.0);
    let recipients = departement.aah_per_inhabitant * source.population * simulated;
    let wanted = rounder.round(recipients / DISABLED_IN_PAYMENT);
    let mut scored = Vec::new();
    for index in 0..cell.persons.len() {
        let person = &cell.persons[index];
        let household = cell.household_of(person);
        let standing = f64::from(household.standing);
        // At 62 the AAH gives way to the pension.
        let shape = national.aah_shape[usize::from(person.age)];
        if shape > 0.0 && person.age < 62 {
            // Most recipients live alone or with their parents (Cnaf); few have children.
            let alone = match household.kind {
                Kind::OneMan | Kind::OneWoman => 1.0,
                _ if person.role == Role::Child => 0.5,
                _ if household.minors > 0 => -0.8,
                _ => 0.0,
            };
            scored.push((libm::log(shape) + alone - 0.5 * standing + draws.logistic(), index as u32));
        }
        let chronic = logit(national.chronic[person.sex()][usize::from(person.age)]) - 0.2 * standing;
        cell.persons[index].chronic = chronic + draws.logistic() > 0.0;
    }
    keep_best(&mut scored, wanted);
    for (_, index) in scored {
        cell.persons[index as usize].disabled = true;
        cell.persons[index as usize].chronic = true;
    }
}

/// Who is enrolled, by single age and sex, from 16 to 29. Those without a job become students.
fn studies(cell: &mut CellDraft, national: &National, rounder: &mut Rounder, draws: &mut Draws) {
    let mut by_age: Vec<Vec<(f64, u32)>> = vec![Vec::new(); 2 * 14];
    for (index, person) in cell.persons.iter().enumerate() {
        if (16..30).contains(&person.age) && !person.disabled {
            let household = cell.household_of(person);
            let place = match (person.role, household.kind) {
                (Role::Child, _) => 0.4,
                (_, Kind::OneMan | Kind::OneWoman) => 0.9,
                (_, Kind::Several) => 1.0,
                _ => -1.6,
            };
            let score = place + 0.7 * f64::from(household.standing) + draws.logistic();
            by_age[person.sex() * 14 + usize::from(person.age) - 16].push((score, index as u32));
        }
    }
    for (slot, mut scored) in by_age.into_iter().enumerate() {
        let share = national.enrolled[slot / 14][16 + slot % 14];
        let count = rounder.round(share * scored.len() as f64);
        keep_best(&mut scored, count);
        for (_, index) in scored {
            cell.persons[index as usize].enrolled = true;
        }
    }
}

/// Retired by single age and sex from 50; everyone from 71.
fn retirement(cell: &mut CellDraft, national: &National, rounder: &mut Rounder, draws: &mut Draws) {
    let mut by_age: Vec<Vec<(f64, u32)>> = vec![Vec::new(); 2 * 21];
    for (index, person) in cell.persons.iter_mut().enumerate() {
        if person.age >= 71 {
            person.status = Status::Retired;
        } else if person.age >= 50 {
            // A long career begun early retires first; the AAH goes on to the pension at 62.
            let early = if person.qualification <= 1 { 0.5 } else { -0.5 } + if person.disabled { 1.0 } else { 0.0 };
            by_age[person.sex() * 21 + usize::from(person.age) - 50].push((early + draws.logistic(), index as u32));
        }
    }
    for (slot, mut scored) in by_age.into_iter().enumerate() {
        let share = national.retired[slot / 21][50 + slot % 21];
        let count = rounder.round(share * scored.len() as f64);
        keep_best(&mut scored, count);
        for (_, index) in scored {
            cell.persons[index as usize].status = Status::Retired;
        }
    }
}

/// How much each trait moves the log-odds of having a job (A); signs and order of size follow the Labour Force Survey
/// (diploma: unemployment 13.2 % at brevet or less, 4.7 % after higher education, 2022).
fn work_score(cell: &CellDraft, index: usize, concentration: f64) -> f64 {
    let person = &cell.persons[index];
    let household = cell.household_of(person);
    let standing = f64::from(household.standing);
    let mut score = [-0.85, -0.15, 0.1, 0.6][usize::from(person.qualification)];
    if person.disabled {
        score -= 2.6;
    } else if person.chronic {
        score -= 0.35;
    }
    if person.enrolled {
        score -= 2.3;
    }
    let parent = person.role != Role::Child && household.minors > 0;
    if parent && person.female {
        score -= match (household.youngest, household.minors) {
            (0..=2, _) => 0.8,
            (_, 3..) => 0.7,
            _ => 0.0,
        };
    }
    if person.role == Role::Child && person.age >= 25 {
        // Adults who stay with their parents often lack the income to leave.
        score -= 1.8 + 0.6 * concentration;
    }
    if person.role != Role::Child && !household.is_couple() {
        let parent = if household.minors > 0 { 0.2 } else { 0.0 };
        score -= (0.35 + parent + 0.75 * concentration) * if person.age < 60 { 1.0 } else { 0.5 };
        if person.age < 25 && !person.enrolled {
            // No RSA before 25: the young who left home have work.
            score += 2.2;
        }
    }
    // Partners share their luck at work beyond their standing.
    if household.is_couple() {
        score + (0.35 + 0.2 * concentration) * standing + (0.8 + 0.2 * concentration) * f64::from(household.luck)
    } else {
        score + (0.55 + 0.4 * concentration) * standing
    }
}

/// Employment rates by age and sex, moved together so that residents of 15 to 64 reach the cell's rate.
fn employment(
    cell: &mut CellDraft,
    national: &National,
    source: &CellSource,
    adjustment: &Adjustment,
    draws: &mut Draws,
) {
    let mut persons = [0.0f64; 2 * GROUPS];
    let mut rates = [0.0f64; 2 * GROUPS];
    let mut pools: Vec<Vec<(f64, u32)>> = vec![Vec::new(); 2 * GROUPS];
    for index in 0..cell.persons.len() {
        let person = &cell.persons[index];
        if person.age < 15 {
            continue;
        }
        let slot = person.sex() * GROUPS + group(person.age);
        persons[slot] += 1.0;
        rates[slot] += national.employment[person.sex()][usize::from(person.age)];
        if person.age >= 16 && person.status != Status::Retired {
            let score = work_score(cell, index, adjustment.concentration) + draws.logistic();
            pools[slot].push((score, index as u32));
        }
    }
    for (rate, count) in rates.iter_mut().zip(persons) {
        *rate /= count.max(1.0);
    }
    let working_age = |slot: usize| slot % GROUPS < 10;
    let wanted: f64 =
        (0..2 * GROUPS).filter(|&s| working_age(s)).map(|s| persons[s]).sum::<f64>() * source.employment_rate;
    let employed_at = |shift: f64| -> f64 {
        (0..2 * GROUPS)
            .filter(|&s| working_age(s) && rates[s] > 0.0)
            .map(|s| persons[s] * logistic(logit(rates[s]) + shift))
            .sum()
    };
    let (mut low, mut high) = (-4.0, 4.0);
    for _ in 0..50 {
        let middle = 0.5 * (low + high);
        if employed_at(middle) < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    let shift = 0.5 * (low + high);
    let mut rounder = Rounder::new(draws);
    for (slot, scored) in pools.iter_mut().enumerate() {
        if rates[slot] <= 0.0 {
            continue;
        }
        let count = rounder.round(persons[slot] * logistic(logit(rates[slot]) + shift));
        if count > scored.len() {
            rounder.put_back(count - scored.len());
        }
        keep_best(scored, count);
        for &(_, index) in scored.iter() {
            cell.persons[index as usize].status = Status::OpenEnded;
        }
    }
}

/// Among those without a job, a pension or a school: unemployed by the zone's rate, then the halo, then the inactive.
fn joblessness(cell: &mut CellDraft, national: &National, source: &CellSource, draws: &mut Draws) {
    let employed = cell.persons.iter().filter(|p| p.status == Status::OpenEnded).count() as f64;
    let wanted = employed * source.unemployment / (1.0 - source.unemployment);
    let mut pool = Vec::new();
    for index in 0..cell.persons.len() {
        let person = &cell.persons[index];
        if person.status != Status::Child || person.age < 16 {
            continue;
        }
        if person.enrolled {
            cell.persons[index].status = Status::Student;
            continue;
        }
        let household = cell.household_of(person);
        let rate = national.unemployment[person.sex()][usize::from(person.age)];
        let jobs = national.employment[person.sex()][usize::from(person.age)];
        // Chance of being unemployed rather than inactive among the jobless, from published rates.
        let unemployed = jobs * rate / (1.0 - rate);
        let mut score = logit((unemployed / (1.0 - jobs).max(0.02)).min(0.9));
        if person.disabled {
            score -= 3.0;
        } else if person.chronic {
            score -= 0.5;
        }
        if person.female && person.role != Role::Child && household.youngest <= 2 {
            score -= 1.0;
        }
        // Who has no partner's wage to live on searches more.
        if !household.is_couple() && person.role != Role::Child {
            score += 0.5;
        }
        score += [-0.4, 0.0, 0.2, 0.3][usize::from(person.qualification)];
        pool.push((score + draws.logistic(), index as u32));
        cell.persons[index].status = Status::Inactive;
    }
    let mut rounder = Rounder::new(draws);
    let unemployed = rounder.round(wanted);
    let mut chosen = pool.clone();
    keep_best(&mut chosen, unemployed);
    for &(_, index) in &chosen {
        cell.persons[index as usize].status = Status::Unemployed;
    }
    let mut rest: Vec<(f64, u32)> = pool
        .into_iter()
        .filter(|&(_, index)| {
            let person = &cell.persons[index as usize];
            person.status == Status::Inactive && person.age < 65 && !person.disabled
        })
        .collect();
    let halo = rounder.round(wanted * national.halo_per_unemployed);
    keep_best(&mut rest, halo);
    for (_, index) in rest {
        cell.persons[index as usize].status = Status::Halo;
    }
}
