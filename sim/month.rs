//! THE month: one call a line, the whole order on one page.
//!
//! Three stages keep data in cache: households (phases 2, 4, 6a), markets (6b, 6c), households (7 to 11, 13). Stages
//! read the world and write their own block; what crosses blocks (postings, applications, hires, sums) is merged in
//! order between them.

use crate::behaviour::household_month::{self, Observed};
use crate::behaviour::labour::{demand, hiring::Hire};
use crate::behaviour::{demography, new_year, public_accounts, working_life};
use crate::engine::{Engine, Spent};
use crate::law::Law;
use crate::market_stage;
use crate::measures::Indicator;
use crate::parallel;
use crate::policies::hooks::{Policy, Setting};
use crate::units::Cents;
use crate::world::closing::{self, BooksDoNotClose};
use crate::world::{RuleBook, World};

/// What an arm has that the world has not: its policies, and the rules they make.
pub struct Arm {
    pub policies: Vec<Box<dyn Policy>>,
    pub rules: RuleBook,
}

/// What the month showed: indicators by cell of the run, in order, and December's distributions.
pub struct Seen {
    pub cells: Vec<[i64; Indicator::COUNT]>,
    pub december: Vec<household_month::December>,
}

/// Runs one month of one arm.
///
/// # Errors
/// Books that do not close, in December.
pub fn month(
    world: &mut World,
    arm: &mut Arm,
    engine: &Engine,
    setting: &Setting,
    spent: &mut Spent,
) -> Result<Seen, BooksDoNotClose> {
    let month = world.month;
    let mut seen = Seen { cells: vec![[0; Indicator::COUNT]; setting.cells.len()], december: Vec::new() };
    world.ledger.start_month();

    // 1. Law of the month: dated values, then the scenario's, by territory.
    let laws: Vec<Law> = engine.laws(month);
    arm.rules = engine.rules(month);
    for policy in &mut arm.policies {
        policy.law_of_the_month(&mut arm.rules, world, setting, month);
    }

    // 2. Demography: January draws the year, every month brings its births and deaths.
    if month.is_january() {
        new_year::turn(world, engine, &laws, &arm.rules);
        if !engine.frozen_ages {
            demography::january(world, &engine.demography(month.year()), &setting.chance, month);
        }
        spent.lap("new year");
    }
    let freed = demography::month(world, month, &mut seen.cells, setting.cells);
    world.post(&freed);

    // 3. Demand: how many jobs firms want.
    demand::plan(world, &engine.demand(world, month), &engine.labour.parameters, &setting.chance, month);
    spent.lap("demand");

    // 5. EBE and insertion jobs.
    for policy in &mut arm.policies {
        policy.employment_schemes(world, setting, month);
    }

    // Stage one, households. 4. Separations; 6a. search.
    let view = engine.working_view(&laws, world, month);
    let rules = &arm.rules;
    let outgoing = parallel::map_mut(&mut world.blocks, |number, block| {
        working_life::month(block, number as u32, rules.at(block.cell), &view)
    });
    spent.lap("separations and search");

    // Stage two, markets. 6b. matching; 6c. acceptance.
    let hires = market_stage::clear(world, outgoing, engine, &laws, rules, &mut seen);
    spent.lap("markets");

    // Stage three, households. 7. Pay; 8. entitlements; 9. income tax; 10. care; 11. consumption; 13. measures.
    let observed = households(world, hires, engine, &laws, rules, month);
    let mut incomes = vec![Cents::ZERO; engine.territory_cells];
    let mut postings = Vec::new();
    for (block, observed) in world.blocks.iter().zip(&observed) {
        world.ledger.merge(block.cell, &observed.tally);
        incomes[block.cell.index()] += observed.disposable;
        postings.extend_from_slice(&observed.postings);
        engine.count(&mut seen.cells, block.cell, &observed.counts);
    }
    world.post(&postings);
    world.local_income.observe(&incomes);
    seen.december.extend(observed.into_iter().filter_map(|o| o.december));
    spent.lap("pay, entitlements, tax, care, consumption");
    for policy in &mut arm.policies {
        policy.care(world, setting, month);
    }

    // 12. Public accounts: grants, compensation, equalisation, in their legal month.
    public_accounts::month(world, &engine.public_finance, setting, &arm.rules, month);
    for policy in &mut arm.policies {
        policy.public_accounts(world, setting, month);
    }
    spent.lap("public accounts");

    // 13. Measures, and the closing of the books.
    engine.count_vacancies(world, &mut seen.cells);
    if month.is_december() {
        closing::close(&world.ledger, &world.blocks)?;
    }
    spent.lap("measures");
    Ok(seen)
}

/// Stage three on every block, each with the hires that concern it.
fn households(
    world: &mut World,
    hires: Vec<Vec<Hire>>,
    engine: &Engine,
    laws: &[Law],
    rules: &RuleBook,
    month: crate::units::Month,
) -> Vec<Observed> {
    let view = engine.money_view(laws, &world.firms, month);
    parallel::zip_mut(&mut world.blocks, hires, |_, block, hires| {
        household_month::month(block, &hires, rules.at(block.cell), &view)
    })
}
