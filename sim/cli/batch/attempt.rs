//! Runs jobs, here or on other ranks. A job that several files share and that fails is tried again for each of them alone.

use std::sync::Mutex;

use bassin::ensemble::{self, Inputs, Progress};
use bassin::parallel;
use bassin::report::{ReportError, kept};
use bassin::run::RunError;
use bassin::run::checkpoint::{self, Keeper};

use super::jobs::{Job, State, lock, months_of, task};
use super::opening::origin;
use crate::cli::RunArgs;
use crate::cli::failure::Failure;
use crate::cli::progress::Shown;
use crate::cli::ranks::{self, Made, Task};
use crate::cli::run::Running;

/// Why a replicate ended before its time.
pub(super) enum Ended {
    Stopped(String),
    Run(RunError),
    Report(ReportError),
}

impl From<Ended> for Failure {
    fn from(ended: Ended) -> Failure {
        match ended {
            Ended::Stopped(month) => Failure::of_program(format!("stopped as asked, in {month}")),
            Ended::Run(error) => error.into(),
            Ended::Report(error) => error.into(),
        }
    }
}

/// Runs a job. Where files share it and it fails, each of them is tried by itself: the fault may be one's own.
pub(super) fn replicate(args: &RunArgs, state: &Mutex<State<'_>>, shown: &Shown, job: &Job) {
    let left = |file: Option<usize>| -> Vec<usize> {
        let state = lock(state);
        let wanted = |&place: &usize| {
            let of = state.file_of[place];
            !state.failed.contains_key(&of)
                && file.is_none_or(|file| file == of)
                && !state.versions[place].writer.has(job.seed)
        };
        if state.stopped.is_some() { Vec::new() } else { job.places.iter().copied().filter(wanted).collect() }
    };
    let files_of = |places: &[usize]| -> Vec<usize> {
        let state = lock(state);
        let mut files: Vec<usize> = places.iter().map(|&place| state.file_of[place]).collect();
        files.dedup();
        files
    };
    let mut files = files_of(&job.places).into_iter();
    let mut part: Option<usize> = None;
    loop {
        let places = left(part);
        if !places.is_empty() {
            match attempt(args, state, shown, job.seed, &places) {
                Ok(()) => {}
                Err(Ended::Stopped(month)) => lock(state).stopped = Some(month),
                Err(ended) => {
                    if let [file] = files_of(&places)[..] {
                        lock(state).failed.insert(file, ended.into());
                    }
                }
            }
        }
        part = files.next();
        if part.is_none() {
            return;
        }
    }
}

/// Runs jobs in rounds, one a rank, this one's first. What another rank could not do is tried here, and told.
pub(super) fn members(
    args: &RunArgs,
    state: &Mutex<State<'_>>,
    shown: &Shown,
    jobs: &[Job],
    threads: usize,
) -> Result<(), String> {
    let ranks = ranks::sharing_members();
    for round in jobs.chunks(ranks.size()) {
        if lock(state).stopped.is_some() {
            break;
        }
        let tasks = round.iter().map(|job| task(&lock(state), job.seed, &job.places)).collect();
        ranks::hand_out(&ranks, tasks);
        let own = parallel::with_threads(threads, || replicate(args, state, shown, &round[0]));
        for made in ranks.gather_at_first("replicates", Vec::<Made>::new()) {
            let job = &round[made.place];
            for (place, sealed) in &made.replicates {
                let Some(whole) = kept::unsealed(sealed) else { continue };
                let place = job.places[*place];
                let mut state = lock(state);
                if let Err(error) = state.versions[place].writer.add(whole) {
                    let file = state.file_of[place];
                    state.failed.insert(file, error.into());
                }
            }
            if made.stopped.is_some() {
                lock(state).stopped = made.stopped;
            } else {
                shown.elsewhere(months_of(&lock(state), job));
            }
        }
        own?;
        for job in &round[1..] {
            parallel::with_threads(threads, || replicate(args, state, shown, job))?;
        }
    }
    Ok(())
}

pub(super) fn attempt(
    args: &RunArgs,
    state: &Mutex<State<'_>>,
    shown: &Shown,
    seed: u64,
    places: &[usize],
) -> Result<(), Ended> {
    let (inputs, names): (Vec<Inputs<'_>>, Vec<String>) = {
        let state = lock(state);
        let one_file = state.failed.is_empty() && state.file_of.iter().all(|&file| file == state.file_of[0]);
        let of_version = |&place: &usize| {
            let Running { of, name, .. } = &state.versions[place];
            let inputs = Inputs {
                scenario: of.scenario,
                territory: of.territory,
                code: of.code,
                parameters: &of.scenario.parameters,
            };
            (inputs, if one_file { name.clone() } else { of.name.clone() })
        };
        places.iter().map(of_version).unzip()
    };
    let mut keeper = keeper(args, &lock(state), seed, places);
    if !args.resume && checkpoint::is_in(&keeper.folder, seed) && !args.quiet {
        shown.told(&format!("seed {seed} begins again; --resume would go on from its checkpoint"));
    }
    let shown = shown.of_versions(names);
    let mut refused = None;
    let together = ranks::sharing_blocks();
    let handed = Task { identities: keeper.versions.clone(), ..task(&lock(state), seed, places) };
    ranks::hand_out(&together, vec![handed]);
    let ran = together.within(|| {
        ensemble::run_versions(&inputs, seed, &shown, Some(&mut keeper), &mut |place, replicate| {
            lock(state).versions[places[place]].writer.add(replicate).map_err(|error| {
                let told = RunError::Output(error.to_string());
                refused = Some(error);
                told
            })
        })
    });
    match (ran, refused) {
        (Ok(()), _) => {
            checkpoint::forget(&keeper.folder, seed);
            Ok(())
        }
        (Err(_), Some(error)) => Err(Ended::Report(error)),
        (Err(RunError::Stopped { month }), None) => Err(Ended::Stopped(month.to_string())),
        (Err(error), None) => Err(Ended::Run(error)),
    }
}

/// Who keeps the checkpoints of a seed of these versions: in the folder of the first of them, unless an interrupted run
/// left them in that of another that shares its past.
pub(super) fn keeper(args: &RunArgs, state: &State<'_>, seed: u64, places: &[usize]) -> Keeper {
    let folder = |place: usize| state.versions[place].writer.unfinished_folder();
    let past = state.versions[places[0]].of.scenario;
    let shares = |place: &usize| past.shares_its_past_with(state.versions[*place].of.scenario);
    let left = |place: &usize| args.resume && shares(place) && checkpoint::is_in(folder(*place), seed);
    let home = (0..state.versions.len()).find(left).unwrap_or(places[0]);
    let versions = places.iter().map(|&place| state.versions[place].writer.identity()).collect();
    let origin = origin(&state.versions[home].writer);
    Keeper::new(folder(home), seed, args.checkpoint_every, origin, versions, args.resume)
}
