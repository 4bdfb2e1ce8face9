//! What is to be run: one seed of the versions that share their reference arm is one job.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bassin::estimate;
use bassin::run;

use crate::cli::failure::Failure;
use crate::cli::ranks::{self, Task};
use crate::cli::run::{Running, months_of_reference, months_of_reform};

/// What the threads that run replicates hold in common.
pub(super) struct State<'a> {
    pub(super) versions: Vec<Running<'a>>,
    /// The file of each version.
    pub(super) file_of: Vec<usize>,
    pub(super) failed: BTreeMap<usize, Failure>,
    /// The month in which the user stopped it all.
    pub(super) stopped: Option<String>,
}

/// One seed of versions with the same reference arm.
pub(super) struct Job {
    pub(super) seed: u64,
    pub(super) places: Vec<usize>,
}

/// Nothing is left half-changed under the lock, so that what a dead thread leaves is as good.
pub(super) fn lock<'m, 'a>(state: &'m Mutex<State<'a>>) -> MutexGuard<'m, State<'a>> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The replicates still to be run, in the order of the seeds; versions with the same reference arm together.
pub(super) fn jobs(state: &State<'_>, wanted: &[(usize, u64)]) -> Vec<Job> {
    let mut jobs: Vec<Job> = Vec::new();
    for &(file, seed) in wanted {
        for (place, version) in state.versions.iter().enumerate() {
            if state.file_of[place] != file || version.writer.has(seed) || state.failed.contains_key(&file) {
                continue;
            }
            let shares = |job: &&mut Job| {
                let first = state.versions[job.places[0]].of.scenario;
                job.seed == seed && first.shares_its_past_with(version.of.scenario)
            };
            match jobs.iter_mut().find(shares) {
                Some(job) => job.places.push(place),
                None => jobs.push(Job { seed, places: vec![place] }),
            }
        }
    }
    jobs
}

pub(super) fn months_of(state: &State<'_>, job: &Job) -> u64 {
    let scenario = |&place: &usize| state.versions[place].of.scenario;
    let reforms: u64 = job.places.iter().map(|place| months_of_reform(scenario(place))).sum();
    months_of_reference(scenario(&job.places[0])) + reforms
}

pub(super) fn bytes_of(state: &State<'_>, job: &Job) -> f64 {
    let of = &state.versions[job.places[0]].of;
    let differs = |place: &&usize| run::first_difference(state.versions[**place].of.scenario).is_some();
    estimate::bytes_of_replicate(of.scenario, of.territory, job.places.iter().filter(differs).count())
}

/// A job as other ranks are told of it.
pub(super) fn task(state: &State<'_>, seed: u64, places: &[usize]) -> Task {
    let named = |&place: &usize| {
        let version = &state.versions[place];
        (ranks::named(version.of.path), version.name.clone())
    };
    Task { seed, versions: places.iter().map(named).collect(), identities: Vec::new() }
}
