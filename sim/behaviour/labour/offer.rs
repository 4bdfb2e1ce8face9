//! An offer, seen by the person who receives it: its terms, and whether it beats staying out of work.
//!
//! Disposable income in work, as the law computes it, less travel and childcare, must beat that out of work by the
//! person's reservation gap. An employed person moves for better pay or for an open-ended contract.

use super::hiring::Terms;
use super::{LabourParameters, Market, childcare};
use crate::behaviour::income::entitlements::entitlements;
use crate::behaviour::income::facts::{Facts, Home, facts};
use crate::behaviour::income::insurance::DAYS_A_MONTH;
use crate::behaviour::income::pay;
use crate::behaviour::traits;
use crate::chance::{Chance, Draw, Process, below};
use crate::law::Law;
use crate::law::csg::ReplacementRate;
use crate::law::unemployment_insurance::are_net;
use crate::units::{Cents, Month};
use crate::world::{Block, Role, RsaState, Rules, Status};

/// Terms of a job in `market` for `row`: they depend on the person and the market, not on the firm.
pub fn terms(
    block: &Block,
    row: usize,
    market: Market,
    p: &LabourParameters,
    law: &Law,
    chance: &Chance,
    month: Month,
) -> Terms {
    let persons = &block.persons;
    // Contract and hours are what the person is offered in a sector that year; only the wage's luck is the market's.
    // Whoever is hired in March in one arm and in May in the other does not thereby become another worker.
    let year = Month::new(month.year(), 1);
    let sector = market.sector() as u32;
    let terms = Draw::of(Process::JobTerms, year, persons.id(row), 1, sector);
    let luck = Draw::of(Process::JobTerms, month, persons.id(row), 0, market.0);
    let [[contract, part, length, _], [wage, ..]] = chance.several([terms, luck]);
    let employed = persons.status[row].is_employed();
    let floor = law.smic.hourly.0.max(1);
    let known = i64::from(persons.hourly_wage[row]);
    // A first job pays by qualification.
    let first = floor * p.entry_wage[usize::from(persons.qualification(row))] / 1_000_000;
    let last = if known == 0 { first } else { known.max(floor) };
    // A year without a job takes a little off the wage; a move between jobs adds a little; markets differ by a few per cent.
    let years = i64::from(persons.jobless[row].min(120));
    let scar = 1_000_000 - i64::from(p.wage_scar) * 1000 * years / 12;
    let luck = 960_000 + i64::from(below(80_000, wage)) + if employed { 30_000 } else { 0 };
    let hourly = (last * scar / 1_000_000 * luck / 1_000_000).clamp(floor, 65_000) as u16;
    let part_time = p.part_time_hires[usize::from(persons.is_female(row))].happens(part);
    // Part time from 17 to 28 hours a week, 24 being the usual legal minimum.
    let hours = if part_time { 17 + below(12, length) as u8 } else { pay::FULL_TIME };
    let qualification = usize::from(market.qualification());
    Terms { hourly_wage: hourly, hours, fixed_term: p.fixed_term_hires[qualification].happens(contract) }
}

/// Whether the person takes the job.
#[allow(clippy::too_many_arguments)] // One offer to one person: each argument is one fact.
pub fn is_accepted(
    block: &Block,
    row: usize,
    terms: Terms,
    p: &LabourParameters,
    rules: &Rules,
    law: &Law,
    chance: &Chance,
    month: Month,
) -> bool {
    let persons = &block.persons;
    let status = persons.status[row];
    if status.is_employed() {
        let now = i64::from(persons.hourly_wage[row]) * i64::from(persons.hours[row]) * 52 / 12;
        let better_contract = matches!(status, Status::FixedTerm | Status::InsertionJob) && !terms.fixed_term;
        // An EBE's employee leaves for an ordinary job that pays at least as much; who would give up an open-ended contract
        // wants a premium for it.
        let enough = match status {
            Status::Ebe => now,
            Status::OpenEnded if terms.fixed_term => now * (1_000_000 + p.fixed_term_premium) / 1_000_000,
            _ => now * 102 / 100,
        };
        return better_contract || terms.gross_month() >= enough;
    }
    let (out, inside) = both_incomes(block, row, terms, law, month);
    let traits = traits::work(chance, persons.id(row));
    let span = (p.reservation_high - p.reservation_low).max(0) as u32;
    let gap = p.reservation_low + i64::from(below(span, traits.reservation));
    let travel = (p.travel_cost - rules.travel_aid.0).max(0);
    let costs = travel + childcare::cost(block, row, p, rules, chance, month);
    (inside - out).0 >= gap + costs
}

/// Monthly disposable income of the person's household out of work and in this job, as the law computes it in a steady
/// state; a grown child at home is looked at alone.
pub fn both_incomes(block: &Block, row: usize, terms: Terms, law: &Law, month: Month) -> (Cents, Cents) {
    let household = usize::from(block.persons.household[row]);
    let claims = block.households.rsa_state[household] != RsaState::NonTakeUp;
    let wage = pay::net_month(law, terms.hourly_wage, terms.hours);
    let allowance = allowance(block, row, law);
    if block.persons.role[row] == Role::Child {
        let facts = alone(block, row, month);
        let home = Home { tenure: crate::law::facts::Tenure::RentFree, ..Home::of(block, household) };
        let out = disposable(law, &facts, &home, [Cents::ZERO; 2], allowance, claims);
        let inside = disposable(law, &facts, &home, [wage, Cents::ZERO], Cents::ZERO, claims);
        return (out, inside);
    }
    let facts = facts(block, household, month);
    let home = Home::of(block, household);
    let place = usize::from(facts.adults == 2 && facts.rows[1] == row);
    let partner = facts.rows[1 - place];
    let mut activity = [Cents::ZERO; 2];
    let mut other = Cents::ZERO;
    if facts.adults == 2 {
        match block.persons.status[partner] {
            status if status.is_employee() => {
                activity[1 - place] =
                    pay::net_month(law, block.persons.hourly_wage[partner], block.persons.hours[partner]);
            }
            Status::SelfEmployed | Status::Retired => {
                other += Cents(i64::from(block.persons.pension_or_profit[partner]));
            }
            _ => other += self::allowance(block, partner, law),
        }
    }
    let out = disposable(law, &facts, &home, activity, other + allowance, claims);
    activity[place] = wage;
    (out, disposable(law, &facts, &home, activity, other, claims))
}

/// What unemployment insurance pays this person a month.
fn allowance(block: &Block, row: usize, law: &Law) -> Cents {
    if !block.persons.draws_insurance(row) {
        return Cents::ZERO;
    }
    let daily = Cents(i64::from(block.persons.daily_allowance[row]));
    are_net(law, daily, DAYS_A_MONTH, ReplacementRate::Full).net
}

fn disposable(law: &Law, facts: &Facts, home: &Home, activity: [Cents; 2], other: Cents, claims: bool) -> Cents {
    let facts = Facts { activity, other, ..*facts };
    let due = entitlements(law, &facts, home, claims && activity == [Cents::ZERO; 2] && other == Cents::ZERO);
    let rsa = if claims { due.rsa } else { Cents::ZERO };
    activity[0]
        + activity[1]
        + other
        + due.family
        + due.asf
        + due.housing_aid
        + due.aah[0]
        + due.aah[1]
        + due.prime_activite
        + rsa
        + if claims { due.revenu_universel } else { Cents::ZERO }
}

/// The facts of a grown child at home, as a claim of its own.
fn alone(block: &Block, row: usize, month: Month) -> Facts {
    let persons = &block.persons;
    Facts {
        adults: 1,
        rows: [row; 2],
        head_age: persons.age(row, month),
        two_years_ago: [Cents(i64::from(persons.taxable_two_years_ago[row])), Cents::ZERO],
        rolling: [Cents(i64::from(persons.taxable_last_year[row])), Cents::ZERO],
        ..Facts::default()
    }
}
