//! THE month: one call a line, the whole order on one page.
//!
//! Three stages keep data in cache: households (phases 2, 4, 6a), markets (6b, 6c), households (7 to 11, 13). Stages
//! read the world and write their own block; what crosses blocks (postings, applications, hires, sums) is merged in
//! order between them, but for amounts of money, whole numbers that add up in any order.

use std::sync::{Mutex, PoisonError};

use crate::behaviour::household_month;
use crate::behaviour::income::known_payments::PaymentsOfArm;
use crate::behaviour::labour::{attachment, demand, hiring::Hire};
use crate::behaviour::working_life::Outgoing;
use crate::behaviour::{demography, dependency, disability, home_purchase, new_year, public_accounts, working_life};
use crate::engine::{Engine, Spent};
use crate::law::{Code, Law, csg};
use crate::market_stage;
use crate::measures::Indicator;
use crate::parallel;
use crate::policies::hooks::{Policy, Setting};
use crate::units::{Cell, Cents, Month};
use crate::world::closing::{self, BooksDoNotClose};
use crate::world::{RuleBook, Tally, World};

/// What an arm has that the world has not: its policies, its law, and the rules they make.
pub struct Arm {
    pub policies: Vec<Box<dyn Policy>>,
    /// The nation's law first, then those of particular places.
    pub codes: Vec<Code>,
    /// By cell of the territory: which of `codes` applies.
    pub law_of_cell: Vec<u8>,
    pub rules: RuleBook,
    /// Pay slips already worked out under its law.
    pub payments: PaymentsOfArm,
}

/// What the month showed: indicators by cell of the run, in order, and December's distributions.
pub struct Seen {
    pub cells: Vec<[i64; Indicator::COUNT]>,
    pub december: Vec<household_month::December>,
}

/// Runs one month of one arm.
///
/// # Errors
/// Books that do not close, in December; the caller closes the last month of a run.
pub fn month(
    world: &mut World,
    arm: &mut Arm,
    engine: &Engine,
    setting: &Setting,
    spent: &mut Spent,
) -> Result<Seen, BooksDoNotClose> {
    let month = world.month;
    let mut seen = Seen { cells: vec![[0; Indicator::COUNT]; setting.cells.len()], december: Vec::new() };
    spent.restart();

    // 1. Law of the month: dated values, then the scenario's, by territory.
    let mut laws: Vec<Law> = arm.codes.iter().map(|code| engine.law(code, month)).collect();
    world.ledger.start_month();
    world.public.figures = engine.figures(&laws[0], month);
    arm.rules = engine.rules(&arm.law_of_cell);
    public_accounts::rules_under_strain(&mut arm.rules, world, &engine.finance);
    for policy in &mut arm.policies {
        policy.law_of_the_month(&mut arm.rules, world, setting, month);
    }
    points_of_csg(&mut laws, &arm.rules);

    // 2. Demography: January draws the year, every month brings its births and deaths.
    if month.is_january() && !engine.frozen_ages {
        new_year::turn(world, &engine.new_year(month));
        let freed = demography::january(world, &engine.demography(month.year()), &setting.chance, month).freed;
        world.leave_jobs(&freed);
        let (chances, chance) = (&engine.dependency_chances, &engine.chance);
        parallel::map_mut(&mut world.blocks, |_, block| {
            dependency::year(block, chances, chance, month);
            attachment::year(block, &engine.labour.parameters, chance, month);
            disability::year(block, &engine.labour.parameters, chance, month);
            home_purchase::year(block, &engine.labour.parameters, chance, month);
        });
    }
    spent.lap("new year");
    if !engine.frozen_ages {
        births_and_deaths(world, engine, &mut seen, month);
    }

    // 3. Demand: how many jobs firms want.
    demand::plan(world, &engine.demand(world, &arm.rules, month), &engine.labour.parameters, &setting.chance, month);
    spent.lap("demand");

    // 5. EBE and insertion jobs.
    for policy in &mut arm.policies {
        policy.employment_schemes(world, setting, month);
    }

    // Stage one, households. 4. Separations; 6a. search.
    let outgoing = working_lives(world, engine, &laws, &arm.rules);
    spent.lap("separations and search");

    // Stage two, markets. 6b. matching; 6c. acceptance.
    let hires = market_stage::clear(world, outgoing, engine, &laws, &arm.rules, &mut seen.cells);
    spent.lap("markets and acceptance");

    // Stage three, households. 7. Pay; 8. entitlements; 9. income tax; 10. care; 11. consumption; 13. measures.
    households(world, hires, engine, &laws, arm, &mut seen);
    spent.lap("pay, entitlements, tax, care, consumption");
    for policy in &mut arm.policies {
        policy.care(world, setting, month);
    }

    // 12. Public accounts: grants, compensation, equalisation, in their legal month.
    public_accounts::month(world, &engine.finance, month);
    for policy in &mut arm.policies {
        policy.public_accounts(world, setting, month);
    }
    public_accounts::providers_spend(&mut world.ledger, setting.cells);
    if month.is_december() {
        public_accounts::close_year(world, &engine.finance, month);
    }
    spent.lap("public accounts");

    // 13. Measures, and the closing of the books.
    engine.count_jobs(world, &mut seen.cells);
    for policy in &arm.policies {
        policy.measures(world, setting, month, &mut seen.cells);
    }
    if month.is_december() {
        closing::close(&world.ledger, &world.blocks, &world.ranks)?;
    }
    spent.lap("measures and closing");
    Ok(seen)
}

/// Adds to each law the points of CSG levied where it holds; whoever levies points does so wherever it holds.
fn points_of_csg(laws: &mut [Law], rules: &RuleBook) {
    for (number, law) in laws.iter_mut().enumerate() {
        let here = rules.0.iter().filter(|rules| usize::from(rules.law) == number);
        if let Some(points) = here.map(|rules| rules.csg_points).max().filter(|points| points.0 > 0) {
            csg::add_points(law, points);
        }
    }
}

/// Brings about the births and deaths January laid out for this month.
fn births_and_deaths(world: &mut World, engine: &Engine, seen: &mut Seen, month: Month) {
    let done = parallel::map_mut(&mut world.blocks, |_, block| demography::month_events(block, month));
    let mut freed = Vec::new();
    for (number, events) in done.into_iter().enumerate() {
        let mut counts = [0; Indicator::COUNT];
        counts[Indicator::Births as usize] = i64::from(events.births);
        counts[Indicator::Deaths as usize] = i64::from(events.deaths);
        engine.count(&mut seen.cells, world.blocks[number].cell, &counts);
        freed.extend(events.freed);
    }
    let freed = world.ranks.gather("births and deaths", freed);
    world.leave_jobs(&freed);
}

/// Stage one on every block.
pub fn working_lives(world: &mut World, engine: &Engine, laws: &[Law], rules: &RuleBook) -> Vec<Outgoing> {
    let mut blocks = std::mem::take(&mut world.blocks);
    let view = engine.working_view(laws, world, world.month);
    let outgoing = parallel::map_mut(&mut blocks, |number, block| {
        working_life::month(block, number as u32, rules.at(block.cell), &view)
    });
    world.blocks = blocks;
    outgoing
}

/// Stage three on every block, each with the hires that concern it.
fn households(world: &mut World, hires: Vec<Vec<Hire>>, engine: &Engine, laws: &[Law], arm: &mut Arm, seen: &mut Seen) {
    let Arm { rules, payments, .. } = arm;
    let view = engine.money_view(laws, &world.firms, world.persons(), rules, payments, world.month);
    // Blocks of a cell add up as they end, in whatever order: a country's thousands of blocks would else wait for one
    // thread to add them.
    let booked: Vec<Mutex<Tally>> = world.blocks_of_cell.iter().map(|_| Mutex::default()).collect();
    let observed = parallel::zip_mut(&mut world.blocks, hires, |_, block, hires| {
        let (observed, tally) = household_month::month(block, &hires, rules.at(block.cell), &view);
        booked[block.cell.index()].lock().unwrap_or_else(PoisonError::into_inner).add(&tally);
        observed
    });
    let mut incomes = vec![Cents::ZERO; world.blocks_of_cell.len()];
    let mut postings = Vec::new();
    world.ledger.merge_blocks(&world.ranks, |ledger| {
        for (cell, tally) in booked.into_iter().enumerate() {
            if !world.blocks_of_cell[cell].is_empty() {
                ledger.merge(Cell(cell as u16), &tally.into_inner().unwrap_or_else(PoisonError::into_inner));
            }
        }
        for (number, observed) in observed.into_iter().enumerate() {
            let cell = world.blocks[number].cell;
            incomes[cell.index()] += observed.disposable;
            postings.extend(observed.postings);
            engine.count(&mut seen.cells, cell, &observed.counts);
            seen.december.extend(observed.december);
        }
    });
    sum_over_ranks(world, &mut incomes, &mut seen.cells);
    world.count_jobs_of_all("postings", postings.iter().map(|p| (p.firm, p.change)));
    world.local_income.observe(&incomes);
}

/// Makes whole what blocks of all ranks counted this month: incomes by cell, indicators by cell of the run.
fn sum_over_ranks(world: &World, incomes: &mut [Cents], seen: &mut [[i64; Indicator::COUNT]]) {
    if world.ranks.is_alone() {
        return;
    }
    let mut numbers: Vec<i64> = incomes.iter().map(|income| income.0).chain(seen.iter().flatten().copied()).collect();
    world.ranks.sum("counts and incomes", &mut numbers);
    let (of_incomes, of_cells) = numbers.split_at(incomes.len());
    for (income, sum) in incomes.iter_mut().zip(of_incomes) {
        *income = Cents(*sum);
    }
    for (count, sum) in seen.as_flattened_mut().iter_mut().zip(of_cells) {
        *count = *sum;
    }
}
