//! One replicate: populate, spin up, loop the months, fork the arms at the first month that differs, record.
//!
//! Reference and reform are one run until the first month in which a policy or a change of law may differ; then the
//! world is copied once and each arm goes its way on the same draws.

mod arm;
pub mod checkpoint;
mod jobs_compared;
pub mod memory;
mod poverty_paths;
mod shared;
mod standards_compared;

use std::collections::BTreeMap;
use std::sync::Arc;

use thiserror::Error;

use crate::behaviour::care::{self, CareCosts};
use crate::behaviour::demography::{Destinations, LifeCourse, Probabilities};
use crate::behaviour::dependency::{self, DependencyChances, DependencyCosts};
use crate::behaviour::income::IncomeParameters;
use crate::behaviour::labour::{Labour, LabourParameters, attachment};
use crate::behaviour::public_accounts::PublicFinance;
use crate::chance::Chance;
use crate::demand_path;
use crate::engine::{Engine, Spent};
use crate::law::{Change, Code, Trend as LawTrend};
use crate::measures::{Record, Replicate};
use crate::month::{self, Arm};
use crate::parallel::Ranks;
use crate::parameters::Parameters;
use crate::policies;
use crate::policies::hooks::Setting;
use crate::policies::law_values::LawValue;
use crate::poverty_line::PovertyLines;
use crate::scenario::{Context, Scenario};
use crate::spin_up::{self, SoFar};
use crate::territory::{Territory, Trend};
use crate::units::{Cell, Month, Zone};
use crate::world::closing::BooksDoNotClose;
use crate::world::{LocalIncome, Rules, World};
use arm::{Eyes, Runner};
use checkpoint::{CheckpointError, Phase};
pub use shared::Shared;

/// What a caller hears while a run goes on.
pub trait Progress: Sync {
    /// One month of one arm is done; `arm` is `spin-up`, `reference` or `reform`.
    fn month_done(&self, arm: &str, seed: u64, month: Month);
    /// The months of reform told from now on are those of this version, by its place among those given.
    fn version_begins(&self, _place: usize) {}
    /// Polled every month: true ends the run at the month's end.
    fn stop_requested(&self) -> bool;
    /// Something to be said on the way: a checkpoint taken up, or one that could not be written.
    fn told(&self, _message: &str) {}
    /// Whether every month is digested in full, block by block and column by column: slow, and large.
    fn wants_fingerprints(&self) -> bool {
        false
    }
}

/// A caller who does not listen.
pub struct Silent;

impl Progress for Silent {
    fn month_done(&self, _: &str, _: u64, _: Month) {}
    fn stop_requested(&self) -> bool {
        false
    }
}

/// What every replicate of a scenario shares.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    pub scenario: &'a Scenario,
    pub territory: &'a Territory,
    pub code: &'a Code,
    pub parameters: &'a Parameters,
}

/// Why a replicate did not finish.
#[derive(Debug, Error)]
pub enum RunError {
    #[error("{month}, {arm}: {source}")]
    Books { month: Month, arm: &'static str, source: BooksDoNotClose },
    #[error("stopped as asked, in {month}")]
    Stopped { month: Month },
    /// Something of the input that only shows when the run is built.
    #[error("{0}")]
    Input(String),
    #[error("{0}")]
    Output(String),
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
}

/// Months before the first that are run whole and not reported.
pub const UNREPORTED: u16 = 12;

/// The world of the first month with all that its months read: what tests and benches start from.
pub struct Start {
    pub world: World,
    pub engine: Engine,
}

/// Populates and builds the engine; no month has run.
///
/// # Errors
/// Inputs that do not fit together.
pub fn start(inputs: Inputs<'_>, seed: u64) -> Result<Start, RunError> {
    let Inputs { scenario, territory, code, parameters } = inputs;
    let chance = Chance::new(seed);
    let cells = &scenario.run.cells;
    let law = code.at(scenario.run.from);
    let (mut world, _) = crate::population::populate(territory, &law, cells, scenario.run.one_in, &chance)
        .map_err(|e| RunError::Input(e.to_string()))?;
    let labour = LabourParameters::new(parameters);
    attachment::at_start(&mut world, &labour, &chance);
    let dependency_chances = DependencyChances::of_country(territory, parameters);
    for block in &mut world.blocks {
        dependency::year(block, &dependency_chances, &chance, scenario.run.from);
    }
    let zone_of_cell: Vec<Zone> = territory.cells.iter().map(|c| c.zone).collect();
    let commuting = territory.commuting();
    let destinations = commuting
        .destinations
        .iter()
        .map(|d| d.0.iter().map(|(zone, threshold)| (*threshold, *zone)).collect())
        .collect();
    let labour = Labour::new(labour, destinations, zone_of_cell, territory.zones.len(), cells, &world);
    let trend = Trend {
        prices: parameters.fraction("trend.prices"),
        real_wages: parameters.fraction("trend.real_wages"),
        ..Trend::default()
    };
    let smooth = scenario.run.context == Context::Smooth;
    let through = scenario.run.through;
    let path = territory.path.monthly(&trend, smooth, through);
    let inhabitants = world.public.starting_population.clone();
    let finance = PublicFinance::new(territory, parameters, &trend, cells, &inhabitants);
    let probabilities = Probabilities::of(territory);
    let mut position = vec![None; territory.cells.len()];
    for (place, cell) in cells.iter().enumerate() {
        position[cell.index()] = Some(place as u16);
    }
    // A smooth context has no covid to make up for: the published index alone.
    let demand_factors: &[[u32; 3]] = if smooth { &[] } else { &territory.calibrated.demand_factors };
    let nominal = (1.0 + trend.prices) * (1.0 + trend.real_wages) - 1.0;
    let engine = Engine {
        chance,
        labour,
        income: IncomeParameters::new(parameters),
        finance,
        care: (2019..=through.year()).map(|year| CareCosts::of_country(territory, parameters, &trend, year)).collect(),
        dependency_chances,
        dependency_costs: DependencyCosts::of_country(territory, parameters, &world),
        destinations: Arc::new(Destinations::new(&probabilities)),
        life: Arc::new(LifeCourse::new(&probabilities)),
        probabilities,
        demand_path: demand_path::path(&path.employees, demand_factors),
        path,
        poverty_lines: PovertyLines::new(&territory.calibrated.poverty_lines, nominal),
        trend: LawTrend { after: Month::new(2025, 12), prices: trend.prices, wages: nominal, smic: nominal },
        position,
        career_growth: parameters.rate("pay.career_growth"),
        zones: territory.zones.clone(),
        from: scenario.run.from,
        frozen_ages: true,
        labour_only: true,
    };
    Ok(Start { world, engine })
}

/// The spin-up and the unreported year: brings `start` to the first month.
///
/// # Errors
/// Books that do not close, a stop asked for.
pub fn warm_up(start: &mut Start, inputs: Inputs<'_>, seed: u64, progress: &dyn Progress) -> Result<(), RunError> {
    warm_up_from(WarmUp::SpinUp(SoFar::none(&start.engine)), start, inputs, seed, progress, &mut |_, _, _| {})
}

/// How far the months before the first are.
enum WarmUp {
    SpinUp(SoFar),
    /// Months of the unreported year done.
    Unreported(u16),
}

/// The same from where an interrupted run was; `keep` may keep a checkpoint each month, the flag saying that it is the last.
fn warm_up_from(
    so_far: WarmUp,
    start: &mut Start,
    inputs: Inputs<'_>,
    seed: u64,
    progress: &dyn Progress,
    keep: &mut dyn FnMut(&World, Phase, bool),
) -> Result<(), RunError> {
    let Start { world, engine } = start;
    let mut arm = reference_arm(inputs.code, inputs.territory);
    let months = inputs.parameters.months("start.spin_up");
    let ranks = world.ranks.clone();
    let done = match so_far {
        WarmUp::Unreported(done) => done,
        WarmUp::SpinUp(so_far) => {
            let mut last = engine.from;
            let went_on = spin_up::labour(world, &arm, engine, months, so_far, &mut |world, so_far| {
                last = world.month;
                progress.month_done("spin-up", seed, last);
                let stopping = ranks.any("stopping", progress.stop_requested());
                keep(world, Phase::SpinUp { done: so_far.done, level: so_far.level.clone() }, stopping);
                !stopping
            });
            if !went_on {
                return Err(RunError::Stopped { month: last });
            }
            0
        }
    };
    engine.labour_only = false;
    let setting = setting(inputs, engine);
    for step in done..UNREPORTED {
        world.month = Month(engine.from.0 - UNREPORTED + step);
        let mut spent = Spent::default();
        month::month(world, &mut arm, engine, &setting, &mut spent).map_err(|source| RunError::Books {
            month: world.month,
            arm: "unreported",
            source,
        })?;
        progress.month_done("unreported", seed, world.month);
        let stopping = ranks.any("stopping", progress.stop_requested());
        keep(world, Phase::Unreported { done: step + 1 }, stopping);
        if stopping {
            return Err(RunError::Stopped { month: world.month });
        }
    }
    world.month = engine.from;
    world.local_income = LocalIncome::new(world.blocks_of_cell.len());
    engine.frozen_ages = false;
    // Unmet need stands where it would after years like the one just lived, now that poverty is known.
    for block in &mut world.blocks {
        care::start(block, &Rules::default(), &engine.care[0], &engine.chance, engine.from);
    }
    Ok(())
}

/// What the hooks of policies read.
pub fn setting<'a>(inputs: Inputs<'a>, engine: &Engine) -> Setting<'a> {
    Setting {
        territory: inputs.territory,
        parameters: inputs.parameters,
        chance: engine.chance,
        cells: &inputs.scenario.run.cells,
        one_in: inputs.scenario.run.one_in,
    }
}

/// The arm of enacted law, without the policy under test.
pub fn reference_arm(code: &Code, territory: &Territory) -> Arm {
    let cells = territory.cells.len();
    Arm {
        policies: Vec::new(),
        codes: vec![code.clone()],
        law_of_cell: vec![0; cells],
        rules: crate::world::RuleBook(vec![Default::default(); cells]),
        payments: Default::default(),
    }
}

/// Runs one seed: reference and, if the scenario changes anything, reform.
///
/// # Errors
/// Inputs that do not fit, books that do not close, a stop asked for.
pub fn replicate(inputs: Inputs<'_>, seed: u64, progress: &dyn Progress) -> Result<Replicate, RunError> {
    Shared::run(&[inputs], seed, progress, None)?.version(inputs, true, progress, None)
}

/// Runs one seed of the reference alone, and shows the world to `watch` before the first month and at the end of each.
/// Who watches reads and changes nothing: the months and their digests are those of any other run.
///
/// # Errors
/// As [`replicate`].
pub fn watched(
    inputs: Inputs<'_>,
    seed: u64,
    progress: &dyn Progress,
    watch: &mut dyn FnMut(&World),
) -> Result<Record, RunError> {
    let mut start = start(inputs, seed)?;
    warm_up(&mut start, inputs, seed, progress)?;
    let Start { mut world, engine } = start;
    let setting = setting(inputs, &engine);
    let mut reference = Runner::new("reference", reference_arm(inputs.code, inputs.territory), inputs.scenario);
    watch(&world);
    let end = inputs.scenario.run.through.plus(1);
    let eyes = Eyes { watch, keep: &mut |_, _, _| {} };
    reference.run(&mut world, &engine, &setting, end, seed, progress, eyes)?;
    Ok(reference.record)
}

/// The rank that compares what a person, by their key, lived in two arms.
fn compares(person: u64, ranks: &Ranks) -> usize {
    // By founder: a line of descent stays together.
    ((person >> 16) % ranks.size() as u64) as usize
}

/// The first month in which the reform may differ, if it ever does.
pub fn first_difference(scenario: &Scenario) -> Option<Month> {
    let policies = scenario.policies.iter().filter_map(|asked| policies::starts(asked.name(), &asked.table));
    policies.chain(scenario.law.iter().map(|change| change.from)).min().map(|m| m.max(scenario.run.from))
}

/// A value of law changed, by `[law]` or by a policy.
struct LawChange<'a> {
    name: &'a str,
    change: Change,
    from: Month,
    through: Option<Month>,
    /// Everywhere if `None`.
    cells: Option<&'a [Cell]>,
}

/// Every value of law the scenario changes: first its own `[law]`, then what its policies lay over it.
fn law_changes<'a>(inputs: Inputs<'a>, of_policies: &'a [LawValue]) -> Vec<LawChange<'a>> {
    let written = inputs.scenario.law.iter().map(|change| LawChange {
        name: &change.name,
        change: Change::Set(change.value_text()),
        from: change.from,
        through: change.through,
        cells: change.cells.as_deref(),
    });
    let by_policies = of_policies.iter().map(|value| LawChange {
        name: value.name,
        change: value.change.clone(),
        from: value.from,
        through: value.through,
        cells: Some(&value.cells),
    });
    written.chain(by_policies).collect()
}

/// The arm of the scenario: its policies, built in `world`, and its values of law.
///
/// # Errors
/// What of the scenario does not fit the world or the law.
pub fn reform_arm(inputs: Inputs<'_>, setting: &Setting, world: &World) -> Result<Arm, RunError> {
    let mut arm = reference_arm(inputs.code, inputs.territory);
    let asked = inputs.scenario.policies.iter();
    let of_policies: Vec<LawValue> = asked
        .flat_map(|asked| policies::law_values(asked.name(), &asked.table, inputs.code, inputs.territory))
        .collect();
    let changes = law_changes(inputs, &of_policies);
    let changed = |code: &Code, of: &[usize]| {
        let mut code = code.clone();
        for change in of.iter().map(|i| &changes[*i]) {
            let until = change.through.map(|through| through.plus(1));
            code = code
                .with_change(change.name, change.from, until, &change.change)
                .map_err(|e| RunError::Input(e.to_string()))?;
        }
        Ok::<Code, RunError>(code)
    };
    let everywhere: Vec<usize> = (0..changes.len()).filter(|i| changes[*i].cells.is_none()).collect();
    arm.codes[0] = changed(inputs.code, &everywhere)?;
    // Places with values of their own: one code for each distinct set of changes.
    let mut sets: BTreeMap<Vec<usize>, Vec<Cell>> = BTreeMap::new();
    for cell in &inputs.scenario.run.cells {
        let here = |change: &LawChange| change.cells.is_none_or(|cells| cells.contains(cell));
        let mine: Vec<usize> = (0..changes.len()).filter(|i| here(&changes[*i])).collect();
        if mine.len() > everywhere.len() {
            sets.entry(mine).or_default().push(*cell);
        }
    }
    for (set, cells) in sets {
        arm.codes.push(changed(inputs.code, &set)?);
        let index = u8::try_from(arm.codes.len() - 1)
            .map_err(|_| RunError::Input("more than 255 places with a law of their own".to_owned()))?;
        for cell in cells {
            arm.law_of_cell[cell.index()] = index;
        }
    }
    for asked in &inputs.scenario.policies {
        arm.policies.push(policies::build(asked.name(), &asked.table, setting, world).map_err(RunError::Input)?);
    }
    Ok(arm)
}

#[cfg(test)]
mod tests;
