//! Stage one of the month for one block: the end of studies, retirement, separations, participation, search. All of a
//! block is done before the next, so that its columns stay in cache.

use super::demography::LifeCourse;
use super::income::insurance;
use super::income::review::is_in_payment;
use super::labour::by_zone::ByZone;
use super::labour::search::Support;
use super::labour::separation::{Departure, Rights};
use super::labour::{Labour, LabourParameters, Posting, childcare, help, participation, search, separation};
use super::traits;
use crate::chance::{Chance, Process, fraction, normal};
use crate::law::Law;
use crate::measures::Indicator;
use crate::units::{Month, PersonId, Rate};
use crate::world::block::rows_where;
use crate::world::household::flags;
use crate::world::person::bits;
use crate::world::{Attachment, Block, Firms, Persons, RsaState, Rules, Status, U24};

/// Months of a contract during which its holder stays registered as a jobseeker (categories B and C); longer ones end it
/// (assumption).
const SHORT_CONTRACT: u16 = 7;

/// What stage one sees besides the block.
pub struct View<'a> {
    /// The laws of the month; a cell's rules say which applies.
    pub laws: &'a [Law],
    pub labour: &'a Labour,
    pub firms: &'a Firms,
    pub chance: Chance,
    pub month: Month,
    pub life: &'a LifeCourse,
    /// During the labour-only spin-up ages are frozen: nobody is born, studies end or retire.
    pub frozen_ages: bool,
    /// Only labour runs: nothing is paid, so rights to insurance are used up here.
    pub labour_only: bool,
}

/// What a block sends out at the end of stage one.
#[derive(Default)]
pub struct Outgoing {
    pub postings: Vec<Posting>,
    pub applications: ByZone,
    pub counts: Vec<i64>,
}

/// Runs stage one on `block`.
pub fn month(block: &mut Block, number: u32, rules: &Rules, view: &View) -> Outgoing {
    let mut out = Outgoing { counts: vec![0; Indicator::COUNT], ..Default::default() };
    let p = &view.labour.parameters;
    let working = persons_where(block, |persons, row| works_or_might(persons.status[row]));
    let old = |row: &u16| block.persons.age_in_months(usize::from(*row), view.month) >= RETIREMENT_FROM;
    let mut lives = lives_of(block, working.iter().copied().filter(old), view).into_iter();
    let studying = persons_where(block, |persons, row| persons.status[row] == Status::Student);
    for (&row, life) in studying.iter().zip(lives_of(block, studying.iter().copied(), view)) {
        student(block, usize::from(row), life, view);
    }
    // Draws are made in one go. Firms lie all over memory: asked for in one short loop, many are fetched at once.
    let ids: Vec<PersonId> = working.iter().map(|&row| block.persons.id(usize::from(row))).collect();
    let layoff = |&row: &u16| view.firms.layoff_chance(block.persons.employer(usize::from(row)));
    let layoffs: Vec<u16> = working.iter().map(layoff).collect();
    let lanes = view.chance.lanes_of_all(view.month, &ids);
    let mut applications = Vec::new();
    for ((&row, layoff), lanes) in working.iter().zip(layoffs).zip(lanes) {
        let row = usize::from(row);
        let status = block.persons.status[row];
        block.persons.spell[row] = block.persons.spell[row].saturating_add(1);
        if status.is_employed() {
            block.persons.months_worked[row] = (block.persons.months_worked[row] + 1).min(60);
            if !view.frozen_ages && retires(block, row, view, &mut lives) {
                review(block, row);
                out.postings.extend(separation::leave(&mut block.persons, row, Status::Retired, None));
                continue;
            }
            match separation::decide(&block.persons, row, layoff, &lanes, p) {
                Some(Departure::Converted) => {
                    block.persons.status[row] = Status::OpenEnded;
                    block.persons.mark(row, bits::REGISTERED, false);
                }
                Some(Departure::To(to)) => {
                    let law = &view.laws[usize::from(rules.law)];
                    let rights =
                        if status == Status::SelfEmployed { None } else { rights(block, row, law, view.month) };
                    out.postings.extend(separation::leave(&mut block.persons, row, to, rights));
                    if to.is_jobless() {
                        let registers = participation::registers(to, &lanes, p);
                        block.persons.mark(row, bits::REGISTERED, registers);
                    }
                    review(block, row);
                    count_departure(to, &mut out.counts);
                }
                None if block.persons.spell[row] == SHORT_CONTRACT => block.persons.mark(row, bits::REGISTERED, false),
                None => {}
            }
        } else {
            block.persons.jobless[row] = block.persons.jobless[row].saturating_add(1);
            block.persons.searching[row] = participation::months_of_search(status, block.persons.searching[row]);
            if view.labour_only && block.persons.draws_insurance(row) {
                insurance::use_up_a_month(&mut block.persons, row);
            }
            if !view.frozen_ages && retires(block, row, view, &mut lives) {
                block.persons.status[row] = Status::Retired;
                block.persons.spell[row] = 0;
                block.persons.mark(row, bits::REGISTERED, false);
                review(block, row);
                continue;
            }
            if participation::sets_up(status, block.persons.attachment[row], view.frozen_ages, &lanes, p) {
                set_up(block, row, &view.laws[usize::from(rules.law)], view);
                continue;
            }
            let to = if childcare::begins_to_search(block, row, rules, &view.chance, view.month) {
                Some(Status::Unemployed)
            } else {
                participation::decide(status, block.persons.attachment[row], &lanes, p)
            };
            if let Some(to) = to {
                block.persons.status[row] = to;
                block.persons.spell[row] = 0;
                if to == Status::Unemployed && participation::registers(to, &lanes, p) {
                    block.persons.mark(row, bits::REGISTERED, true);
                } else if to == Status::Inactive && block.persons.insurance_months[row] == 0 {
                    // While insurance lasts, to leave the register would be to leave the allowance.
                    block.persons.mark(row, bits::REGISTERED, false);
                }
            } else if block.persons.has(row, bits::REGISTERED) {
                let insured = block.persons.insurance_months[row] > 0;
                if participation::leaves_register(status, insured, supported(block, row), &lanes, p) {
                    block.persons.mark(row, bits::REGISTERED, false);
                }
            }
        }
        let count = search::intensity(&block.persons, row, &lanes, view.labour);
        if count > 0 {
            let support = support_of(block, row, rules, p, &view.chance, view.month);
            search::apply(
                &block.persons,
                row,
                count,
                block.cell,
                number,
                support,
                view.labour,
                &view.chance,
                view.month,
                &mut applications,
            );
        }
    }
    out.applications = ByZone::of(applications);
    out
}

/// In work, or of an age and state to be.
fn works_or_might(status: Status) -> bool {
    status.is_employed() || status.is_jobless()
}

/// Age from which retirement is looked at, in months.
const RETIREMENT_FROM: u16 = 55 * 12;

/// Rows of the persons for whom something holds, in order.
fn persons_where(block: &Block, holds: impl Fn(&Persons, usize) -> bool) -> Vec<u16> {
    rows_where(block.persons.len(), |row| holds(&block.persons, row))
}

/// The words of [`traits::life`] of these rows, in their order; of nobody while ages are frozen, when no study or career
/// ends.
fn lives_of(block: &Block, rows: impl Iterator<Item = u16>, view: &View) -> Vec<[u32; 4]> {
    if view.frozen_ages {
        return Vec::new();
    }
    let ids: Vec<PersonId> = rows.map(|row| block.persons.id(usize::from(row))).collect();
    traits::lives(&view.chance, &ids)
}

/// Whether the person's household draws the RSA and is referred to employment support.
fn supported(block: &Block, row: usize) -> bool {
    block.households.rsa_state[usize::from(block.persons.household[row])] == RsaState::Employment
}

/// The household must be looked at again by the law before the quarter ends.
fn review(block: &mut Block, row: usize) {
    let household = usize::from(block.persons.household[row]);
    block.households.flags[household] |= flags::REVIEW;
}

/// What helps this person's search: support of RSA recipients referred to employment, or of the long jobless; help to
/// go further; a presentation to employers.
fn support_of(
    block: &Block,
    row: usize,
    rules: &Rules,
    p: &LabourParameters,
    chance: &Chance,
    month: Month,
) -> Support {
    let persons = &block.persons;
    let state = block.households.rsa_state[usize::from(persons.household[row])];
    let times = match state {
        RsaState::Employment => rules.support,
        state if !is_in_payment(state) && help::is_long_jobless(persons, row) => rules.jobless_support,
        _ => Rate(0),
    };
    let score = (i64::from(p.support_effect) * i64::from(times.0) / 1_000_000) as i32;
    let far = help::searches_wider(persons, row, rules.searches_wider, chance, month);
    let presented = help::is_presented(persons, row, rules.presented, chance, month);
    Support {
        score,
        far,
        penalty_kept: if presented { Rate(Rate::ONE.0 - rules.presented_regains.0) } else { Rate::ONE },
    }
}

fn rights(block: &Block, row: usize, law: &Law, month: Month) -> Option<Rights> {
    insurance::rights_on_departure(&block.persons, row, law, month)
}

fn count_departure(to: Status, counts: &mut [i64]) {
    let mut count = |indicator: Indicator| counts[indicator as usize] += 1;
    count(Indicator::JobsLost);
    match to {
        Status::Unemployed => count(Indicator::EmploymentToUnemployment),
        _ => count(Indicator::EmploymentToInactivity),
    }
}

/// A student whose studies end this month enters the labour force as an unemployed person, registered or not.
fn student(block: &mut Block, row: usize, life: [u32; 4], view: &View) {
    let persons = &mut block.persons;
    if !view.life.leaves_school(persons, row, life, view.month) {
        return;
    }
    persons.status[row] = Status::Unemployed;
    persons.spell[row] = 0;
    persons.jobless[row] = 0;
    persons.searching[row] = 0;
    let weak = view.labour.parameters.weak_at_entry[usize::from(persons.qualification(row) > 0)];
    let word = life[3];
    persons.attachment[row] = if weak.happens(word) { Attachment::Weak } else { Attachment::Ordinary };
    let lanes = view.chance.lanes(view.month, persons.id(row));
    if participation::registers(Status::Unemployed, &lanes, &view.labour.parameters) {
        persons.mark(row, bits::REGISTERED, true);
    }
    review(block, row);
}

/// A business begins: its profit is drawn once, wide and often low (assumption: a third under half the SMIC).
fn set_up(block: &mut Block, row: usize, law: &Law, view: &View) {
    let word = view.chance.person(Process::JobTerms, view.month, block.persons.id(row), 8)[0];
    // 1,800 € a month in January 2019, and as much beside the SMIC since.
    let usual = 180_000.0 / 1_003.0 * law.smic.hourly.0 as f64;
    let profit = usual * libm::exp(0.8 * normal(fraction(word)));
    let persons = &mut block.persons;
    persons.status[row] = Status::SelfEmployed;
    persons.pension_or_profit[row] = U24::of(profit.clamp(10_000.0, 3_000_000.0) as u32);
    persons.spell[row] = 0;
    persons.jobless[row] = 0;
    persons.searching[row] = 0;
    persons.insurance_months[row] = 0;
    persons.mark(row, bits::REGISTERED, false);
    review(block, row);
}

/// Whether the person retires this month: from 55 on, when the permanent age of retirement is reached.
fn retires(block: &mut Block, row: usize, view: &View, lives: &mut impl Iterator<Item = [u32; 4]>) -> bool {
    let persons = &mut block.persons;
    let age = persons.age_in_months(row, view.month);
    if age < RETIREMENT_FROM {
        return false;
    }
    let life = lives.next().expect("whoever may retire has drawn");
    let at = view.life.retirement_age(life, persons.id(row), persons.is_female(row), persons.birth[row]);
    if age < at {
        return false;
    }
    let pension = super::income::pension::at_retirement(persons, row, view.chance);
    persons.pension_or_profit[row] = U24::of(pension);
    true
}

/// Adds a unit's counts.
pub fn add(counts: &mut [i64; Indicator::COUNT], other: &[i64]) {
    for (mine, theirs) in counts.iter_mut().zip(other) {
        *mine += theirs;
    }
}
