//! The entreprise à but d'emploi: hiring from the list, chosen hours, those who supervise, and its money.

use super::Settings;
use serde::{Deserialize, Serialize};

use crate::chance::{Chance, Process, fraction};
use crate::parallel;
use crate::units::{Cell, Cents, FirmId, Month, PersonId, Rate};
use crate::world::body::Body;
use crate::world::firm::FirmRow;
use crate::world::household::flags;
use crate::world::person::{bits, events};
use crate::world::public::Figures;
use crate::world::{Block, FirmKind, Post, RsaState, Sector, Status, World};

/// Slot of the hours a person chooses for good, among the draws of `Process::Ebe`.
const HOURS_SLOT: u16 = 2;
/// Full-time week.
pub const FULL_TIME: u8 = 35;
/// Weekly hours of those who choose less than full time, each as often; the mean of the EBE decides how many do.
const PART_TIME: [u8; 2] = [28, 24];

/// Opens an EBE in a cell; its row is for life.
pub fn open(world: &mut World, cell: Cell) -> FirmId {
    let row = FirmId(world.firms.len() as u32);
    world.firms.push(FirmRow { cell: cell.0, sector: Sector::Public, kind: FirmKind::Ebe, ..FirmRow::default() });
    row
}

/// Hours a week a person chooses, such that the mean is `mean` of full time.
pub fn chosen_hours(mean: Rate, chance: &Chance, person: PersonId) -> u8 {
    let [first, second, ..] = chance.person(Process::Ebe, Month(0), person, HOURS_SLOT);
    let part_time = f64::from(PART_TIME[0] + PART_TIME[1]) / 2.0;
    let wanted = f64::from(FULL_TIME) * mean.to_fraction();
    let full = (wanted - part_time) / (f64::from(FULL_TIME) - part_time);
    if fraction(first) < full {
        FULL_TIME
    } else if full >= 0.0 {
        PART_TIME[usize::from(second & 1 == 1)]
    } else {
        // Fewer hours than the usual part time: everyone chooses the mean, rounded up or down by their draw.
        (wanted.floor() + f64::from(u8::from(fraction(first) < wanted - wanted.floor()))) as u8
    }
}

/// Hires one person off the list, whoever it is: open-ended, at the SMIC, for the hours chosen. Every rank counts the job,
/// and the one that owns the block has the person.
pub fn hire(world: &mut World, firm: FirmId, block: usize, row: usize, hours: u8) {
    world.firms.jobs[firm.index()] += 1;
    world.firms.target[firm.index()] = world.firms.jobs[firm.index()];
    if !world.ranks.owns(block) {
        return;
    }
    let smic = world.public.figures.hourly_smic;
    let block = &mut world.blocks[block];
    let household = usize::from(block.persons.household[row]);
    let without = if draws_a_benefit(block, household, row) { 0 } else { events::EBE_WITHOUT_BENEFIT };
    let persons = &mut block.persons;
    persons.status[row] = Status::Ebe;
    persons.employer[row] = firm.0;
    persons.hourly_wage[row] = smic.0 as u16;
    persons.hours[row] = hours;
    persons.spell[row] = 0;
    persons.jobless[row] = 0;
    persons.searching[row] = 0;
    persons.year_events[row] |= events::EBE_JOB | events::EBE_GUARANTEE | without;
    persons.mark(row, bits::REGISTERED, false);
    persons.mark(row, bits::ON_EBE_LIST, false);
    block.households.flags[household] |= flags::REVIEW;
}

/// Whether a jobless person or their household draws RSA, unemployment insurance or AAH. The ASS, worked out month by
/// month, cannot be read off their state.
fn draws_a_benefit(block: &Block, household: usize, row: usize) -> bool {
    let persons = &block.persons;
    let insured = persons.draws_insurance(row);
    // An RSA that is waited for or not claimed has its amount in the column too.
    let rsa = matches!(
        block.households.rsa_state[household],
        RsaState::NotOriented | RsaState::Employment | RsaState::Social
    );
    insured || rsa || !block.households.aah[household].is_zero()
}

/// Staff of an EBE: those hired off the list, and those who supervise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Staff {
    /// Off the list: heads, and hours a week of all of them.
    pub heads: u32,
    pub hours: u32,
    pub supervisors: u32,
    /// Gross pay of everyone, cents a week.
    pub pay: i64,
    /// Months of those off the list not yet turned into rights to unemployment insurance.
    pub insurance_months: u32,
}

/// Staff of several EBEs, wherever their employees live, in the order of `firms`.
pub fn staff(world: &World, firms: &[FirmId]) -> Vec<Staff> {
    let counts = parallel::map(&world.blocks, |_, block| {
        let persons = &block.persons;
        let mut counts = vec![Staff::default(); firms.len()];
        for (row, at) in employees(block, firms) {
            let staff = &mut counts[at];
            staff.pay += i64::from(persons.hourly_wage[row]) * i64::from(persons.hours[row]);
            if persons.status[row] == Status::Ebe {
                staff.heads += 1;
                staff.hours += u32::from(persons.hours[row]);
                staff.insurance_months += u32::from(persons.months_worked[row]);
            } else {
                staff.supervisors += 1;
            }
        }
        counts
    });
    let mut all = vec![[0i64; 5]; firms.len()];
    for block in counts {
        for (sum, count) in all.iter_mut().zip(block) {
            let Staff { heads, hours, supervisors, pay, insurance_months } = count;
            sum[0] += i64::from(heads);
            sum[1] += i64::from(hours);
            sum[2] += i64::from(supervisors);
            sum[3] += pay;
            sum[4] += i64::from(insurance_months);
        }
    }
    world.ranks.sum("policies", all.as_flattened_mut());
    let whole = |[heads, hours, supervisors, pay, insurance_months]: [i64; 5]| Staff {
        heads: heads as u32,
        hours: hours as u32,
        supervisors: supervisors as u32,
        pay,
        insurance_months: insurance_months as u32,
    };
    all.into_iter().map(whole).collect()
}

/// Rows of the block whose employer is one of `firms`, in order, each with the place of the firm.
fn employees<'a>(block: &'a Block, firms: &'a [FirmId]) -> impl Iterator<Item = (usize, usize)> + 'a {
    // EBEs are the last firms opened: most persons are told apart by one comparison.
    let first = firms.iter().min().map_or(u32::MAX, |firm| firm.0);
    let rows = block.persons.employer.iter().enumerate();
    let rows = rows.filter(move |(row, employer)| **employer >= first && block.persons.status[*row].is_employee());
    rows.filter_map(|(row, employer)| Some((row, firms.iter().position(|firm| firm.0 == *employer)?)))
}

/// Brings pay up to the SMIC of the month, and that of those who supervise up to `supervision` of it.
pub fn follow_the_smic(world: &mut World, firms: &[FirmId], supervision: Rate) {
    let smic = world.public.figures.hourly_smic;
    let supervising = smic.times(supervision).max(smic);
    parallel::map_mut(&mut world.blocks, |_, block| {
        let rows: Vec<usize> = employees(block, firms).map(|(row, _)| row).collect();
        for row in rows {
            let off_the_list = block.persons.status[row] == Status::Ebe;
            let floor = if off_the_list { smic } else { supervising };
            let wage = &mut block.persons.hourly_wage[row];
            *wage = (*wage).max(floor.0.clamp(0, 65_535) as u16);
        }
    });
}

/// How many supervise a staff of `heads` off the list: `share` of everyone, the fraction of a job rounded by `draw`, the
/// EBE's own for good.
pub fn supervisors_wanted(heads: u32, share: Rate, draw: u32) -> u32 {
    let others = i64::from((1_000_000 - share.0).max(1));
    let millionths = i64::from(heads) * i64::from(share.0) * 1_000_000 / others;
    let fraction = (i64::from(draw) * 1_000_000) >> 32;
    ((millionths + fraction) / 1_000_000) as u32
}

/// What one month of an EBE costs each payer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Money {
    pub state: Cents,
    pub departement: Cents,
    pub seed: Cents,
    pub sales: Cents,
    pub purchases: Cents,
}

/// The money of one EBE in a month, given its staff, the jobs it created this month and what its employees cost it.
pub fn money(
    settings: &Settings,
    staff: Staff,
    new_jobs: u32,
    labour_cost: Cents,
    figures: &Figures,
    prices: Rate,
) -> Money {
    let hours = i64::from(staff.hours);
    let share = settings.state_share.unwrap_or(figures.ebe_state_share);
    // Gross SMIC of the full-time equivalents × the State's share, rounded once; none for those who supervise.
    let state = Cents(figures.monthly_smic().0 * hours).share(i64::from(share.0), i64::from(FULL_TIME) * 1_000_000);
    let yearly = |per_fte: Cents| Cents(per_fte.0 * hours).share(1, i64::from(FULL_TIME) * 12).times(prices);
    Money {
        state,
        departement: state.times(settings.departement_share),
        seed: settings.seed_money * i64::from(new_jobs),
        sales: yearly(settings.sales),
        purchases: (yearly(settings.full_cost) - labour_cost).at_least_zero(),
    }
}

/// Books a month of money in the cell of the EBE.
pub fn book(world: &mut World, firm: FirmId, cell: Cell, money: Money, labour_cost: Cents) {
    let ledger = &mut world.ledger;
    ledger.pay(Post::FundEtat, cell, money.state);
    ledger.pay(Post::FundDepartement, cell, money.departement);
    ledger.pay(Post::FundToEbe, cell, money.state + money.departement);
    ledger.pay(Post::SeedMoney, cell, money.seed);
    ledger.pay(Post::EbeSales, cell, money.sales);
    ledger.pay(Post::EbePurchases, cell, money.purchases);
    let result = money.state + money.departement + money.seed + money.sales - money.purchases - labour_cost;
    let cash = &mut world.firms.cash[firm.index()];
    *cash = cash.saturating_add((result / 100).0 as i32);
}

/// Wages and levies that all EBEs paid this month, from the ledger.
pub fn labour_cost(world: &World) -> Cents {
    let posts = Post::ALL.iter().filter(|post| post.payer() == Body::Ebe && **post != Post::EbePurchases);
    posts.map(|post| world.ledger.month_total(*post)).sum()
}
