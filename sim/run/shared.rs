//! The past that several versions of a reform share on one seed: the reference arm, run once, and the world as it stood
//! in the first month in which any of them may differ. A sweep of ten values costs one reference and ten reforms.

use std::collections::BTreeMap;

use super::arm::Runner;
use super::jobs_compared::Jobs;
use super::poverty_paths::{self, PovertyPaths};
use super::standards_compared::{self, Standards};
use super::{Inputs, Progress, RunError, Start, first_difference, reference_arm, reform_arm, setting, start, warm_up};
use crate::engine::Engine;
use crate::measures::{Record, Replicate};
use crate::parallel::Ranks;
use crate::units::Month;
use crate::world::World;

/// One seed up to the fork, and its reference arm to the end.
pub struct Shared {
    seed: u64,
    ranks: Ranks,
    engine: Engine,
    reference: Record,
    paths: PovertyPaths,
    /// Those employed, if a version opens EBEs.
    employed: Option<Jobs>,
    /// What was recorded before the fork, where reforms begin.
    before: Record,
    standards: Option<Standards>,
    /// The world of the fork; `None` if no version ever differs, or once the last has taken it.
    at_fork: Option<World>,
}

impl Shared {
    /// Runs what the versions have in common. They must [share their past](crate::scenario::Scenario::shares_its_past_with).
    ///
    /// # Errors
    /// Inputs that do not fit, books that do not close, a stop asked for.
    pub fn run(versions: &[Inputs<'_>], seed: u64, progress: &dyn Progress) -> Result<Shared, RunError> {
        let Some(&first) = versions.first() else {
            return Err(RunError::Input("there is no scenario to run".to_owned()));
        };
        let mut start = start(first, seed)?;
        for version in versions.iter().filter(|version| first_difference(version.scenario).is_some()) {
            // What of a scenario does not fit the world is told before anything long.
            reform_arm(*version, &setting(*version, &start.engine), &start.world)?;
        }
        warm_up(&mut start, first, seed, progress)?;
        let Start { mut world, engine } = start;
        let end = first.scenario.run.through.plus(1);
        let fork = versions.iter().filter_map(|version| first_difference(version.scenario)).min();
        let setting = setting(first, &engine);
        let mut reference = Runner::new("reference", reference_arm(first.code, first.territory), first.scenario);
        reference.run(&mut world, &engine, &setting, fork.unwrap_or(end), seed, progress)?;
        let (mut before, mut at_fork) = (Record::default(), None);
        if let Some(fork) = fork {
            reference.paths_from = Some(fork.year());
            reference.standards = Some(Standards::of_the_last_december(first.scenario.run.through));
            if versions.iter().any(|version| opens_ebe(*version)) {
                reference.jobs = Some(Jobs::of_reference());
            }
            before = reference.before(fork);
            at_fork = Some(world.clone());
            reference.run(&mut world, &engine, &setting, end, seed, progress)?;
        }
        let Runner { record: reference, paths, jobs: employed, standards, .. } = reference;
        Ok(Shared { seed, ranks: world.ranks, engine, reference, paths, employed, before, standards, at_fork })
    }

    /// The ranks that share the world.
    pub fn ranks(&self) -> &Ranks {
        &self.ranks
    }

    /// Runs one version from the fork on. The last one to run may use up the world of the fork, which saves a copy.
    ///
    /// # Errors
    /// What of the scenario does not fit the world, books that do not close, a stop asked for.
    pub fn version(
        &mut self,
        inputs: Inputs<'_>,
        is_last: bool,
        progress: &dyn Progress,
    ) -> Result<Replicate, RunError> {
        let scenario = inputs.scenario;
        let forked = first_difference(scenario);
        let world = if is_last { self.at_fork.take() } else { self.at_fork.clone() };
        let mut replicate = Replicate {
            seed: self.seed,
            one_in: scenario.run.one_in,
            forked,
            reference: self.reference.clone(),
            reform: None,
            compared_exits: BTreeMap::new(),
            followed_jobs: BTreeMap::new(),
            compared_standards: BTreeMap::new(),
        };
        if let (Some(_), Some(world)) = (forked, world) {
            let runner = self.reform(inputs, world, scenario.run.through.plus(1), progress)?;
            replicate.compared_exits = poverty_paths::compare(&self.paths, &runner.paths, &self.ranks);
            if let (Some(reference), Some(reform)) = (&self.employed, &runner.jobs) {
                replicate.followed_jobs = Jobs::compare(reference, reform, &self.ranks);
            }
            if let (Some(reference), Some(reform)) = (&self.standards, &runner.standards) {
                replicate.compared_standards = standards_compared::compare(reference, reform, &self.ranks);
            }
            replicate.reform = Some(runner.record);
        }
        Ok(replicate)
    }

    fn reform(
        &self,
        inputs: Inputs<'_>,
        mut world: World,
        end: Month,
        progress: &dyn Progress,
    ) -> Result<Runner, RunError> {
        let setting = setting(inputs, &self.engine);
        let arm = reform_arm(inputs, &setting, &world)?;
        let mut runner = Runner::new("reform", arm, inputs.scenario);
        runner.record = self.before.clone();
        runner.paths_from = Some(world.month.year());
        runner.standards = Some(Standards::of_the_last_december(inputs.scenario.run.through));
        runner.jobs = opens_ebe(inputs).then(Jobs::of_reform);
        runner.run(&mut world, &self.engine, &setting, end, self.seed, progress)?;
        Ok(runner)
    }
}

fn opens_ebe(inputs: Inputs<'_>) -> bool {
    inputs.scenario.policy("tzcld").is_some()
}
