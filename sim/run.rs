//! One replicate: populate, spin up, loop the months, fork the arms at the first month that differs, record.
//!
//! Reference and reform are one run until the first month in which a policy or a change of law may differ; then the
//! world is copied once and each arm goes its way on the same draws.

use std::collections::BTreeMap;
use std::sync::Arc;

use thiserror::Error;

use crate::behaviour::care::{self, CareCosts};
use crate::behaviour::demography::{Destinations, LifeCourse, Probabilities};
use crate::behaviour::dependency::{self, DependencyChances, DependencyCosts};
use crate::behaviour::income::IncomeParameters;
use crate::behaviour::labour::{Labour, LabourParameters};
use crate::behaviour::public_accounts::PublicFinance;
use crate::chance::{Chance, Process};
use crate::demand_path;
use crate::engine::{Engine, Spent};
use crate::law::{Code, Trend as LawTrend};
use crate::measures::{ExitKey, Indicator, LIVING_STANDARD_STEPS, Record, Replicate};
use crate::month::{self, Arm, Seen};
use crate::parameters::Parameters;
use crate::policies;
use crate::policies::hooks::Setting;
use crate::poverty_line::PovertyLines;
use crate::scenario::{Context, Scenario};
use crate::spin_up;
use crate::territory::{Territory, Trend};
use crate::units::{Cell, Cents, Month, Zone};
use crate::world::closing::{self, BooksDoNotClose};
use crate::world::{Attachment, LocalIncome, Post, Rules, World, digest};

/// What a caller hears while a run goes on.
pub trait Progress: Sync {
    /// One month of one arm is done; `arm` is `spin-up`, `reference` or `reform`.
    fn month_done(&self, arm: &str, seed: u64, month: Month);
    /// Polled every month: true ends the run at the month's end.
    fn stop_requested(&self) -> bool;
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
    attach(&mut world, &labour, &chance);
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

/// Draws how strongly each adult of the starting population is attached to work, given what they do.
fn attach(world: &mut World, p: &LabourParameters, chance: &Chance) {
    crate::parallel::map_mut(&mut world.blocks, |_, block| {
        for household in 0..block.households.len() {
            let members = block.households.member_rows(household);
            let someone_works = members.clone().any(|row| block.persons.status[row].is_employed());
            for row in members {
                let status = block.persons.status[row];
                let weak = if status.is_jobless() {
                    p.weak_among_jobless[usize::from(someone_works)]
                } else if status.is_employed() {
                    p.weak_among_employed
                } else {
                    continue;
                };
                let word = chance.person(Process::Population, Month(0), block.persons.id(row), 40)[0];
                block.persons.attachment[row] =
                    if weak.happens(word) { Attachment::Weak } else { Attachment::Ordinary };
            }
        }
    });
}

/// The spin-up and the unreported year: brings `start` to the first month. False when asked to stop.
///
/// # Errors
/// Books that do not close.
pub fn warm_up(start: &mut Start, inputs: Inputs<'_>, seed: u64, progress: &dyn Progress) -> Result<(), RunError> {
    let Start { world, engine } = start;
    let mut arm = reference_arm(inputs.code, inputs.territory);
    let months = inputs.parameters.months("start.spin_up");
    let mut last = engine.from;
    let went_on = spin_up::labour(world, &arm, engine, months, &mut |month| {
        last = month;
        progress.month_done("spin-up", seed, month);
        !progress.stop_requested()
    });
    if !went_on {
        return Err(RunError::Stopped { month: last });
    }
    engine.labour_only = false;
    let setting = setting(inputs, engine);
    for step in 0..UNREPORTED {
        world.month = Month(engine.from.0 - UNREPORTED + step);
        let mut spent = Spent::default();
        month::month(world, &mut arm, engine, &setting, &mut spent).map_err(|source| RunError::Books {
            month: world.month,
            arm: "unreported",
            source,
        })?;
        progress.month_done("unreported", seed, world.month);
        if progress.stop_requested() {
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
    }
}

/// Runs one seed: reference and, if the scenario changes anything, reform.
///
/// # Errors
/// Inputs that do not fit, books that do not close, a stop asked for.
pub fn replicate(inputs: Inputs<'_>, seed: u64, progress: &dyn Progress) -> Result<Replicate, RunError> {
    let mut start = start(inputs, seed)?;
    warm_up(&mut start, inputs, seed, progress)?;
    let Start { mut world, engine } = start;
    let engine = &engine;
    let scenario = inputs.scenario;
    let setting = setting(inputs, engine);
    let fork = first_difference(scenario);
    let mut reference = Runner::new("reference", reference_arm(inputs.code, inputs.territory), scenario);
    let until = fork.unwrap_or(scenario.run.through.plus(1));
    reference.run(&mut world, engine, &setting, until, seed, progress)?;
    let mut reform = None;
    if fork.is_some() {
        let mut copy = world.clone();
        let mut runner =
            Runner { name: "reform", arm: reform_arm(inputs, &setting, &copy)?, record: reference.before(until) };
        reference.run(&mut world, engine, &setting, scenario.run.through.plus(1), seed, progress)?;
        drop(world);
        runner.run(&mut copy, engine, &setting, scenario.run.through.plus(1), seed, progress)?;
        reform = Some(runner.record);
    }
    Ok(Replicate { seed, one_in: scenario.run.one_in, forked: fork, reference: reference.record, reform })
}

/// The first month in which the reform may differ, if it ever does.
pub fn first_difference(scenario: &Scenario) -> Option<Month> {
    let policies = scenario.policies.iter().filter_map(|asked| policies::starts(asked.name(), &asked.table));
    policies.chain(scenario.law.iter().map(|change| change.from)).min().map(|m| m.max(scenario.run.from))
}

/// The arm of the scenario: its policies, built in `world`, and its values of law.
///
/// # Errors
/// What of the scenario does not fit the world or the law.
pub fn reform_arm(inputs: Inputs<'_>, setting: &Setting, world: &World) -> Result<Arm, RunError> {
    let mut arm = reference_arm(inputs.code, inputs.territory);
    let everywhere = |code: &Code, changes: &mut dyn Iterator<Item = &crate::scenario::LawChange>| {
        let mut code = code.clone();
        for change in changes {
            let until = change.through.map(|through| through.plus(1));
            let changed = code.with_override_until(&change.name, change.from, until, &change.value_text());
            code = changed.map_err(|e| RunError::Input(e.to_string()))?;
        }
        Ok::<Code, RunError>(code)
    };
    let changes = &inputs.scenario.law;
    arm.codes[0] = everywhere(inputs.code, &mut changes.iter().filter(|c| c.cells.is_none()))?;
    // Places with values of their own: one code for each distinct set of changes.
    let mut sets: BTreeMap<Vec<usize>, Vec<Cell>> = BTreeMap::new();
    for cell in &inputs.scenario.run.cells {
        let mine: Vec<usize> = (0..changes.len())
            .filter(|i| changes[*i].cells.as_ref().is_some_and(|cells| cells.contains(cell)))
            .collect();
        if !mine.is_empty() {
            sets.entry(mine).or_default().push(*cell);
        }
    }
    for (set, cells) in sets {
        let mut all = changes.iter().enumerate().filter(|(i, c)| c.cells.is_none() || set.contains(i)).map(|(_, c)| c);
        arm.codes.push(everywhere(inputs.code, &mut all)?);
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

/// One arm at work.
struct Runner {
    name: &'static str,
    arm: Arm,
    record: Record,
}

impl Runner {
    fn new(name: &'static str, arm: Arm, scenario: &Scenario) -> Runner {
        Runner { name, arm, record: Record { cells: scenario.run.cells.clone(), ..Record::default() } }
    }

    /// What was recorded before `fork`, which both arms share.
    fn before(&self, fork: Month) -> Record {
        let mut record = self.record.clone();
        record.months.retain(|(month, _)| *month < fork);
        record.digests.retain(|(month, _)| *month < fork);
        record.full_digests.retain(|(month, _)| *month < fork);
        record.fingerprints.retain(|(month, _)| *month < fork);
        record.accounts.retain(|(year, _, _), _| *year < fork.year());
        record.living_standards.retain(|(year, _), _| *year < fork.year());
        record.timing.clear();
        record.person_months = 0;
        record
    }

    /// Runs to the month before `until`.
    fn run(
        &mut self,
        world: &mut World,
        engine: &Engine,
        setting: &Setting,
        until: Month,
        seed: u64,
        progress: &dyn Progress,
    ) -> Result<(), RunError> {
        let mut spent = Spent::default();
        while world.month < until {
            let books = |month, source| RunError::Books { month, arm: self.name, source };
            let month = world.month;
            let seen = month::month(world, &mut self.arm, engine, setting, &mut spent)
                .map_err(|source| books(month, source))?;
            // December is closed by the month itself; a run that ends at midyear closes what it has.
            if month.plus(1) == until && !month.is_december() {
                closing::close(&world.ledger, &world.blocks).map_err(|source| books(month, source))?;
            }
            self.observe(world, seen, setting.territory, until);
            if progress.wants_fingerprints() {
                self.fingerprint(world);
            }
            progress.month_done(self.name, seed, world.month);
            if progress.stop_requested() {
                return Err(RunError::Stopped { month: world.month });
            }
            world.month = world.month.plus(1);
        }
        for (phase, nanoseconds) in spent.phases {
            match self.record.timing.iter_mut().find(|(name, _)| *name == phase) {
                Some((_, sum)) => *sum += nanoseconds,
                None => self.record.timing.push((phase, nanoseconds)),
            }
        }
        Ok(())
    }

    /// The digest of the arm, given its world's.
    fn digest(&self, world: blake3::Hash) -> String {
        let mut remembered = Vec::new();
        for policy in &self.arm.policies {
            policy.put(&mut remembered);
        }
        digest::of_arm(world, &remembered).to_hex().to_string()
    }

    /// Digests every column of every block.
    fn fingerprint(&mut self, world: &World) {
        let month = world.month;
        if self.record.full_digests.last().is_none_or(|(last, _)| *last != month) {
            self.record.full_digests.push((month, self.digest(digest::full(world))));
        }
        self.record.fingerprints.push((month, digest::fingerprints(world)));
    }

    fn observe(&mut self, world: &World, seen: Seen, territory: &Territory, until: Month) {
        let month = world.month;
        let (of_month, last) = (self.digest(digest::of_month(world)), month.is_december() || month.plus(1) == until);
        let of_everything = last.then(|| self.digest(digest::full(world)));
        let record = &mut self.record;
        record.person_months += world.persons() as u64;
        record.reserved_bytes = record.reserved_bytes.max(world.reserved_bytes());
        record.digests.push((month, of_month));
        record.full_digests.extend(of_everything.map(|digest| (month, digest)));
        if last {
            // The year's accounts, complete or to date.
            for cell in 0..world.ledger.cells() {
                let cell = Cell(cell as u16);
                if world.blocks_of_cell[cell.index()].is_empty() {
                    continue;
                }
                let departement = territory.cells[cell.index()].departement;
                for &post in Post::ALL {
                    let amount = world.ledger.of_year(post, cell);
                    if amount != Cents::ZERO {
                        let key = (month.year(), post, departement);
                        *record.year_accounts.entry(key).or_default() += amount;
                    }
                }
            }
            let year = std::mem::take(&mut record.year_accounts);
            record.accounts.retain(|(known, _, _), _| *known != month.year());
            record.accounts.extend(year);
        }
        for december in seen.december {
            let departement = territory.cells[december.cell.index()].departement;
            let steps = record
                .living_standards
                .entry((month.year(), departement))
                .or_insert_with(|| vec![0; LIVING_STANDARD_STEPS]);
            for (mine, theirs) in steps.iter_mut().zip(&december.living_standards) {
                *mine += theirs;
            }
            let year = month.year();
            let key = |year, cause, household_type| ExitKey { year, departement, cause, household_type };
            for (cause, reverse, kind, persons) in december.exits {
                record.exits.entry(key(year, cause, kind)).or_default().exits += persons;
                record.exits.entry(key(year, reverse, kind)).or_default().exits_reverse_order += persons;
            }
            for (cause, kind, persons) in december.relapses {
                record.exits.entry(key(year - 1, cause, kind)).or_default().relapses += persons;
            }
            for (cause, kind, persons) in december.lasting {
                record.exits.entry(key(year - 2, cause, kind)).or_default().lasting += persons;
            }
        }
        record.months.push((month, seen.cells));
        debug_assert!(record.months.iter().all(|(_, cells)| cells.iter().all(|c| c.len() == Indicator::COUNT)));
    }
}

#[cfg(test)]
mod tests;
