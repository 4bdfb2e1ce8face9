//! The past that several versions of a reform share on one seed: the reference arm, run once, and the world as it stood
//! in the first month in which any of them may differ. A sweep of ten values costs one reference and ten reforms.
//!
//! Wherever this goes on from a checkpoint it does what it would have done unbroken: see [`Begun`].

use std::collections::BTreeMap;

use super::arm::{Eyes, Runner};
use super::checkpoint::{CheckpointError, Followed, Keeper, Moment, Phase, Read, ReadArm, Wrong};
use super::jobs_compared::Jobs;
use super::poverty_paths;
use super::standards_compared::{self, Standards};
use super::{
    Inputs, Progress, RunError, Start, WarmUp, first_difference, reference_arm, reform_arm, setting, start,
    warm_up_from,
};
use crate::engine::Engine;
use crate::measures::{Record, Replicate};
use crate::month::Arm;
use crate::parallel::Ranks;
use crate::spin_up::SoFar;
use crate::units::Month;
use crate::world::{World, digest};

/// One seed up to the fork, and its reference arm to the end.
pub struct Shared {
    seed: u64,
    ranks: Ranks,
    engine: Engine,
    fork: Option<Month>,
    reference: Record,
    /// Who is followed in the reference: those employed only if a version opens EBEs.
    followed: Followed,
    /// What was recorded before the fork, where reforms begin.
    before: Record,
    /// The world of the fork; `None` if no version ever differs, or once the last has taken it.
    at_fork: Option<World>,
    /// A version taken up from a checkpoint.
    under_way: Option<UnderWay>,
}

/// A version that a checkpoint holds in its midst.
struct UnderWay {
    /// By digest, as the checkpoint names it.
    version: String,
    digest: String,
    world: World,
    arm: ReadArm,
}

/// Where the months of the first arm begin.
struct Begun {
    world: World,
    runner: Runner,
    /// After the fork: the world of the fork and what was recorded before it. None in January 2019, and in the midst of what
    /// both arms share.
    parted: Option<(World, Record)>,
}

impl Shared {
    /// Runs what the versions have in common. They must [share their past](crate::scenario::Scenario::shares_its_past_with).
    /// `keeper` keeps checkpoints, and takes up the one that stands if asked to.
    ///
    /// # Errors
    /// Inputs that do not fit, books that do not close, a stop asked for, checkpoints none of which is sound.
    pub fn run(
        versions: &[Inputs<'_>],
        seed: u64,
        progress: &dyn Progress,
        mut keeper: Option<&mut Keeper>,
    ) -> Result<Shared, RunError> {
        let Some(&first) = versions.first() else {
            return Err(RunError::Input("there is no scenario to run".to_owned()));
        };
        let candidates = keeper.as_deref().map_or_else(|| Ok(Vec::new()), |keeper| keeper.candidates(progress))?;
        let mut start = start(first, seed)?;
        for version in versions.iter().filter(|version| first_difference(version.scenario).is_some()) {
            // What of a scenario does not fit the world is told before anything long.
            reform_arm(*version, &setting(*version, &start.engine), &start.world)?;
        }
        let mut read = None;
        if let Some(keeper) = keeper.as_deref().filter(|_| !candidates.is_empty()) {
            // The world of the start has served: what is read takes its place.
            start.world.blocks = Vec::new();
            read = keeper.read(candidates, progress)?;
        }
        let fork = match &read {
            Some(read) => read.fork,
            None => versions.iter().filter_map(|version| first_difference(version.scenario)).min(),
        };
        if let Some(Read { phase: Phase::Reform { place }, .. }) = read
            && let Some(read) = read.take()
        {
            after_spin_up(&mut start.engine);
            let left = keeper.as_ref().map(|keeper| keeper.versions.clone()).unwrap_or_default();
            let shared = Shared::with_a_version_under_way(seed, start.engine, read, place, &left);
            return shared.map_err(|wrong| refused(&keeper, wrong));
        }
        let begun = Shared::begin(first, start, read, fork, seed, progress, &mut keeper)?;
        Shared::live(versions, begun, fork, seed, progress, keeper)
    }

    /// The world of the first month, or the one a checkpoint holds.
    fn begin(
        first: Inputs<'_>,
        mut start: Start,
        read: Option<Read>,
        fork: Option<Month>,
        seed: u64,
        progress: &dyn Progress,
        keeper: &mut Option<&mut Keeper>,
    ) -> Result<(Engine, Begun), RunError> {
        let new_runner = || Runner::new("reference", reference_arm(first.code, first.territory), first.scenario);
        let mut so_far = WarmUp::SpinUp(SoFar::none(&start.engine));
        if let Some(read) = read {
            let lacks = || refused(keeper, Wrong::damaged("it lacks a part of its reference"));
            match (read.phase, read.arm) {
                (Phase::SpinUp { done, level }, _) => so_far = WarmUp::SpinUp(SoFar { done, level }),
                (Phase::Unreported { done }, _) => so_far = WarmUp::Unreported(done),
                (phase, arm) => {
                    let runner = taken_up(new_runner(), arm.ok_or_else(lacks)?, &read.world, &read.header.digest);
                    let runner = runner.map_err(|wrong| refused(keeper, wrong))?;
                    after_spin_up(&mut start.engine);
                    let parted = read.at_fork.zip(read.before);
                    if parted.is_some() != (phase == Phase::Reference) {
                        return Err(lacks());
                    }
                    return Ok((start.engine, Begun { world: read.world, runner, parted }));
                }
            }
            if digest::full(&read.world).to_hex().as_str() != read.header.digest {
                return Err(refused(keeper, not_its_digest()));
            }
            start.world = read.world;
        }
        warm_up_from(so_far, &mut start, first, seed, progress, &mut |world, phase, stopping| {
            if let Some(keeper) = keeper {
                let month = world.month;
                let (runner, at_fork, before, reference) = (None, None, None, None);
                let moment = || Moment { phase, month, fork, world, at_fork, runner, before, reference };
                keeper.month_ended(stopping, progress, moment);
            }
        })?;
        let Start { world, engine } = start;
        Ok((engine, Begun { world, runner: new_runner(), parted: None }))
    }

    /// Lives the months of the first arm to the end.
    fn live(
        versions: &[Inputs<'_>],
        (engine, begun): (Engine, Begun),
        fork: Option<Month>,
        seed: u64,
        progress: &dyn Progress,
        mut keeper: Option<&mut Keeper>,
    ) -> Result<Shared, RunError> {
        let first = versions[0];
        let end = first.scenario.run.through.plus(1);
        let setting = setting(first, &engine);
        let Begun { mut world, mut runner, mut parted } = begun;
        if parted.is_none() {
            let mut keep = |runner: &Runner, world: &World, stopping: bool| {
                if let Some(keeper) = &mut keeper {
                    let month = Month(world.month.0 - 1);
                    let (phase, at_fork, before, reference) = (Phase::Shared, None, None, None);
                    let runner = Some(runner);
                    let moment = || Moment { phase, month, fork, world, at_fork, runner, before, reference };
                    keeper.month_ended(stopping, progress, moment);
                }
            };
            let eyes = Eyes { watch: &mut |_| {}, keep: &mut keep };
            runner.run(&mut world, &engine, &setting, fork.unwrap_or(end), seed, progress, eyes)?;
            parted = fork.map(|fork| {
                runner.paths_from = Some(fork.year());
                runner.followed.standards = Some(Standards::of_the_last_december(first.scenario.run.through));
                if versions.iter().any(|version| opens_ebe(*version)) {
                    runner.followed.jobs = Some(Jobs::of_reference());
                }
                (world.clone(), runner.before(fork))
            });
        }
        let (mut at_fork, mut before) = (None, Record::default());
        if let Some((world_of_fork, recorded)) = parted {
            let mut keep = |runner: &Runner, world: &World, stopping: bool| {
                if let Some(keeper) = &mut keeper {
                    let month = Month(world.month.0 - 1);
                    let (phase, reference) = (Phase::Reference, None);
                    let (runner, at_fork, before) = (Some(runner), Some(&world_of_fork), Some(&recorded));
                    let moment = || Moment { phase, month, fork, world, at_fork, runner, before, reference };
                    keeper.month_ended(stopping, progress, moment);
                }
            };
            let eyes = Eyes { watch: &mut |_| {}, keep: &mut keep };
            runner.run(&mut world, &engine, &setting, end, seed, progress, eyes)?;
            (at_fork, before) = (Some(world_of_fork), recorded);
        }
        let Runner { record: reference, followed, .. } = runner;
        let ranks = world.ranks;
        Ok(Shared { seed, ranks, engine, fork, reference, followed, before, at_fork, under_way: None })
    }

    /// Goes on in the midst of a version, if it is among those left to run: it may have been finished since.
    fn with_a_version_under_way(
        seed: u64,
        engine: Engine,
        read: Read,
        place: u32,
        left: &[String],
    ) -> Result<Shared, Wrong> {
        let lacks = || Wrong::damaged("it lacks a part of its reform");
        let version = read.header.versions.get(place as usize).cloned().ok_or_else(lacks)?;
        let (reference, followed) = read.reference.ok_or_else(lacks)?;
        let arm = read.arm.ok_or_else(lacks)?;
        let (before, at_fork) = (read.before.ok_or_else(lacks)?, read.at_fork);
        if at_fork.is_none() && left.iter().any(|left| *left != version) {
            return Err(Wrong::damaged("it lacks the world in which another version begins"));
        }
        let is_left = left.contains(&version);
        let ranks = read.world.ranks.clone();
        let under_way = UnderWay { version, digest: read.header.digest, world: read.world, arm };
        let under_way = is_left.then_some(under_way);
        let fork = read.fork;
        Ok(Shared { seed, ranks, engine, fork, reference, followed, before, at_fork, under_way })
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
        keeper: Option<(&mut Keeper, String)>,
    ) -> Result<Replicate, RunError> {
        let scenario = inputs.scenario;
        let forked = first_difference(scenario);
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
        if forked.is_some()
            && let Some(runner) = self.reform(inputs, is_last, progress, keeper)?
        {
            let (mine, theirs) = (&self.followed, &runner.followed);
            replicate.compared_exits = poverty_paths::compare(&mine.paths, &theirs.paths, &self.ranks);
            if let (Some(reference), Some(reform)) = (&mine.jobs, &theirs.jobs) {
                replicate.followed_jobs = Jobs::compare(reference, reform, &self.ranks);
            }
            if let (Some(reference), Some(reform)) = (&mine.standards, &theirs.standards) {
                replicate.compared_standards = standards_compared::compare(reference, reform, &self.ranks);
            }
            replicate.reform = Some(runner.record);
        }
        Ok(replicate)
    }

    /// The arm of a version lived to its end; `None` if there is no world to begin in.
    fn reform(
        &mut self,
        inputs: Inputs<'_>,
        is_last: bool,
        progress: &dyn Progress,
        mut keeper: Option<(&mut Keeper, String)>,
    ) -> Result<Option<Runner>, RunError> {
        let scenario = inputs.scenario;
        let setting = setting(inputs, &self.engine);
        let mine = |under_way: &UnderWay| keeper.as_ref().is_some_and(|(_, version)| under_way.version == *version);
        let under_way = if self.under_way.as_ref().is_some_and(mine) { self.under_way.take() } else { None };
        let (mut world, mut runner) = if let Some(UnderWay { digest, world, arm: read, .. }) = under_way {
            let new = Runner::new("reform", reform_arm(inputs, &setting, &world)?, scenario);
            let of_keeper = keeper.as_mut().map(|(keeper, _)| &mut **keeper);
            let runner = taken_up(new, read, &world, &digest).map_err(|wrong| refused(&of_keeper, wrong))?;
            (world, runner)
        } else {
            let world = if is_last { self.at_fork.take() } else { self.at_fork.clone() };
            let Some(world) = world else { return Ok(None) };
            let mut runner = Runner::new("reform", reform_arm(inputs, &setting, &world)?, scenario);
            runner.record = self.before.clone();
            runner.paths_from = Some(world.month.year());
            runner.followed.standards = Some(Standards::of_the_last_december(scenario.run.through));
            runner.followed.jobs = opens_ebe(inputs).then(Jobs::of_reform);
            (world, runner)
        };
        let mut keep = |runner: &Runner, world: &World, stopping: bool| {
            if let Some((keeper, version)) = &mut keeper {
                let month = Month(world.month.0 - 1);
                let place = keeper.versions.iter().position(|known| known == version).unwrap_or(0) as u32;
                let (phase, fork) = (Phase::Reform { place }, self.fork);
                // The last version to run has taken the world of the fork, and needs none any more.
                let (at_fork, before) = (self.at_fork.as_ref(), Some(&self.before));
                let (runner, reference) = (Some(runner), Some((&self.reference, &self.followed)));
                let moment = || Moment { phase, month, fork, world, at_fork, runner, before, reference };
                keeper.month_ended(stopping, progress, moment);
            }
        };
        let end = scenario.run.through.plus(1);
        let eyes = Eyes { watch: &mut |_| {}, keep: &mut keep };
        runner.run(&mut world, &self.engine, &setting, end, self.seed, progress, eyes)?;
        Ok(Some(runner))
    }
}

/// What the months before the first leave behind in the engine.
fn after_spin_up(engine: &mut Engine) {
    engine.labour_only = false;
    engine.frozen_ages = false;
}

/// An arm as it was at a checkpoint: its record, whom it follows, and what its policies remembered. Its digest must be the
/// one written, so that nothing it goes on from can have been forgotten.
fn taken_up(mut runner: Runner, read: ReadArm, world: &World, written: &str) -> Result<Runner, Wrong> {
    let ReadArm { record, paths_from, policies, followed } = read;
    let Arm { policies: mine, .. } = &mut runner.arm;
    if mine.len() != policies.len() {
        return Err(Wrong::damaged("it is of another number of policies"));
    }
    for (policy, remembered) in mine.iter_mut().zip(&policies) {
        if !policy.recall(remembered) {
            return Err(Wrong::damaged(format!("what {} remembered cannot be understood", policy.name())));
        }
    }
    (runner.record, runner.paths_from, runner.followed) = (record, paths_from, followed);
    if runner.digest(digest::full(world)) != written { Err(not_its_digest()) } else { Ok(runner) }
}

fn not_its_digest() -> Wrong {
    Wrong::damaged("what was read has another digest than what was written")
}

fn refused(keeper: &Option<&mut Keeper>, wrong: Wrong) -> RunError {
    let path = keeper.as_ref().map(|keeper| super::checkpoint::newest(&keeper.folder, keeper.seed)).unwrap_or_default();
    RunError::Checkpoint(CheckpointError { path, wrong })
}

fn opens_ebe(inputs: Inputs<'_>) -> bool {
    inputs.scenario.policy("tzcld").is_some()
}
