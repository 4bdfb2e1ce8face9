//! Runs many scenario files in one go: files that share a reference arm share it, replicates run at once as memory allows,
//! one file that fails does not keep the others from their end, and a table of all comes last.

mod attempt;
mod ending;
mod jobs;
mod opening;
mod table;

pub use ending::{Done, finish};
pub use opening::open;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use bassin::parallel;
use bassin::report::Timing;
use bassin::run;
use bassin::scenario::{Scenario, Seeds};

use super::describe;
use super::failure::Failure;
use super::memory;
use super::progress::{self, Shown};
use super::ranks;
use super::run::{Loaded, Running, all};
use super::{Digest, RunArgs, say};
use attempt::{members, replicate};
use ending::{interrupt, when_stopped};
use jobs::{State, bytes_of, jobs, lock, months_of};
use opening::ended_before;

/// Seeds added at a time until an interval is narrow enough: the interval is looked at after 6, 12, 18 … seeds, on
/// every machine, so that the seeds used depend on neither threads nor memory. Fewer than six tell little of a spread.
const SEEDS_AT_A_TIME: usize = 6;

type Outcome = Result<Done, Failure>;

/// Runs the files that could be read, and tells of all.
pub fn run(args: &RunArgs, read: Vec<Result<Loaded, Failure>>) -> Result<(), Failure> {
    let several = read.len() > 1;
    let mut outcomes: BTreeMap<usize, Outcome> = BTreeMap::new();
    let mut loaded: Vec<(usize, Loaded)> = Vec::new();
    for (place, read) in read.into_iter().enumerate() {
        let same_folder = |file: &Loaded| {
            let same = |other: &&(usize, Loaded)| other.1.scenario.name == file.scenario.name;
            (args.out.is_some() || args.shard.is_some()) && loaded.iter().find(same).is_some()
        };
        let failure = match read {
            Ok(file) if same_folder(&file) => {
                let message =
                    format!("{}: another scenario of the same name goes to the same folder", file.path.display());
                Failure::of_input(message, "give one of them another file name")
            }
            Ok(file) => {
                loaded.push((place, file));
                continue;
            }
            Err(failure) => failure,
        };
        failure.show();
        outcomes.insert(place, Err(failure));
    }
    let many_folders = several || loaded.iter().any(|(_, file)| all(&file.scenario).count() > 1);
    loaded.retain(|(place, file)| match ended_before(args, file, many_folders) {
        Some(done) => {
            if !args.quiet {
                eprintln!("{}", done.told().trim());
            }
            outcomes.insert(*place, Ok(done));
            false
        }
        None => true,
    });
    for together in sharing(&loaded) {
        if several && progress::is_stopping() {
            let not_begun = || Err(Failure::of_program("not begun: stopped as asked"));
            outcomes.extend(together.iter().map(|&at| (loaded[at].0, not_begun())));
            continue;
        }
        let files: Vec<&Loaded> = together.iter().map(|&at| &loaded[at].1).collect();
        for (&at, outcome) in together.iter().zip(simulate(args, &files, many_folders)) {
            match &outcome {
                Err(failure) if several => failure.show(),
                Ok(done) if !args.quiet => {
                    let title = if several { format!("\n{}", loaded[at].1.scenario.title) } else { String::new() };
                    say(&(title + &done.told()))?;
                }
                _ => {}
            }
            outcomes.insert(loaded[at].0, outcome);
        }
    }
    if !several {
        return outcomes.remove(&0).map_or(Ok(()), |outcome| outcome.map(drop));
    }
    let names: Vec<&Path> = args.scenarios.iter().map(PathBuf::as_path).collect();
    if !args.quiet {
        say(&table::table(&names, &outcomes))?;
    }
    let failures: Vec<&Failure> = outcomes.values().filter_map(|outcome| outcome.as_ref().err()).collect();
    if failures.is_empty() {
        return Ok(());
    }
    let all_bad_input = failures.iter().all(|failure| failure.is_bad_input());
    let failed = outcomes.iter().filter(|(_, outcome)| outcome.is_err());
    let failed: Vec<String> = failed.map(|(&place, _)| names[place].display().to_string()).collect();
    let message = format!("{} of {} scenarios did not run: {}", failed.len(), names.len(), failed.join(", "));
    Err(Failure::with_help(message, "what kept each of them is told above; the others stand")
        .into_bad_input(all_bad_input))
}

/// The files that run together, by place: those with the same reference arm, on the same tables and laws.
fn sharing(loaded: &[(usize, Loaded)]) -> Vec<Vec<usize>> {
    let laws: Vec<String> = loaded.iter().map(|(_, file)| describe::digest_of_law(&file.code)).collect();
    let share = |one: usize, other: usize| {
        let (a, b) = (&loaded[one].1, &loaded[other].1);
        // A reform is built in the world of its own first month: what a file gives may not depend on what runs beside it.
        let same_fork = run::first_difference(&a.scenario) == run::first_difference(&b.scenario);
        same_fork
            && a.scenario.shares_its_past_with(&b.scenario)
            && a.territory.digest == b.territory.digest
            && a.local.files == b.local.files
            && laws[one] == laws[other]
    };
    // A file with versions of its own runs alone: their common past begins where the first of them differs.
    let alone = |at: usize| all(&loaded[at].1.scenario).count() > 1;
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in 0..loaded.len() {
        match groups.iter_mut().find(|group| !alone(at) && !alone(group[0]) && share(group[0], at)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

fn simulate(args: &RunArgs, files: &[&Loaded], many_folders: bool) -> Vec<Outcome> {
    let mut state = State { versions: Vec::new(), file_of: Vec::new(), failed: BTreeMap::new(), stopped: None };
    for (file, loaded) in files.iter().enumerate() {
        match open(args, loaded, many_folders) {
            Ok(versions) => {
                state.file_of.extend(std::iter::repeat_n(file, versions.len()));
                state.versions.extend(versions);
            }
            Err(failure) => {
                state.failed.insert(file, failure);
            }
        }
    }
    let taken_over: usize = state.versions.iter().map(|version| version.writer.taken_over()).sum();
    if taken_over > 0 && !args.quiet {
        eprintln!("Going on from an interrupted run; finished replicates taken over: {taken_over}.");
    }
    let seeds: Vec<Vec<u64>> = files.iter().map(|loaded| seeds_of(args, &loaded.scenario)).collect();
    let every: Vec<(usize, u64)> = pairs(&seeds, |_| 0..usize::MAX);
    let months = jobs(&state, &every).iter().map(|job| months_of(&state, job)).sum();
    let fingerprints = args.digest == Some(Digest::Monthly);
    let shown = Shown::new(&files[0].scenario.name, months, args.quiet, fingerprints);
    let (started, threads) = (Instant::now(), parallel::asked(args.threads));
    let state = Mutex::new(state);
    let mut begun = vec![0; files.len()];
    let mut ran = Ok(());
    loop {
        let before = begun.clone();
        for (file, loaded) in files.iter().enumerate() {
            begun[file] = go_to(&lock(&state), file, &loaded.scenario, &seeds[file], begun[file]);
        }
        let now = pairs(&seeds, |file| before[file]..begun[file]);
        if now.is_empty() || lock(&state).stopped.is_some() || ran.is_err() {
            begun = before;
            break;
        }
        let jobs = jobs(&lock(&state), &now);
        let bytes = jobs.iter().map(|job| bytes_of(&lock(&state), job)).fold(0.0, f64::max);
        let at_once = memory::at_once(jobs.len(), threads, bytes, memory::available());
        ran = if !ranks::sharing_members().is_alone() {
            members(args, &state, &shown, &jobs, threads)
        } else {
            // Ranks that share a population run one at a time, all together.
            let at_once = if ranks::sharing_blocks().is_alone() { at_once } else { 1 };
            parallel::side_by_side(&jobs, at_once, threads, |job| replicate(args, &state, &shown, job))
        };
    }
    shown.end();
    let timing = Timing { seconds: started.elapsed().as_secs_f64(), threads, ranks: ranks::every().size() };
    let State { versions, file_of, mut failed, stopped } = state.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut by_file: Vec<Vec<Running<'_>>> = files.iter().map(|_| Vec::new()).collect();
    for (version, file) in versions.into_iter().zip(file_of) {
        by_file[file].push(version);
    }
    let ends = files.iter().zip(by_file).enumerate().map(|(file, (loaded, versions))| {
        let has_all = || {
            let whole = stopped.is_none() || begun[file] == seeds[file].len();
            whole && versions.iter().all(|v| seeds[file][..begun[file]].iter().all(|&seed| v.writer.has(seed)))
        };
        if let Some(failure) = failed.remove(&file) {
            interrupt(versions);
            return Err(failure);
        }
        if let Err(reason) = &ran {
            interrupt(versions);
            return Err(Failure::of_program(format!("threads cannot be started: {reason}")));
        }
        if has_all() {
            return finish(args, loaded, versions, &timing);
        }
        Err(when_stopped(args, &loaded.path, versions, stopped.as_deref().unwrap_or("the middle")))
    });
    ends.collect()
}

/// The seeds of a file: all of them, or those of a shard.
fn seeds_of(args: &RunArgs, scenario: &Scenario) -> Vec<u64> {
    let seeds = describe::seeds(scenario);
    args.shard.map_or_else(|| seeds.clone(), |shard| shard.of_seeds(&seeds))
}

/// How many seeds of a file are to be run before one looks again: all of a list, some more where an interval decides.
fn go_to(state: &State<'_>, file: usize, scenario: &Scenario, seeds: &[u64], begun: usize) -> usize {
    if !matches!(scenario.run.seeds, Seeds::Until { .. }) {
        return seeds.len();
    }
    let own = state.file_of.iter().position(|&of| of == file);
    let Some(own) = own.filter(|_| !state.failed.contains_key(&file)) else { return begun };
    if begun > 0 && state.versions[own].writer.aim_is_reached(&seeds[..begun]) {
        return begun;
    }
    (begun + SEEDS_AT_A_TIME).min(seeds.len())
}

/// Each file's seeds in a range, as file and seed.
fn pairs(seeds: &[Vec<u64>], range: impl Fn(usize) -> std::ops::Range<usize>) -> Vec<(usize, u64)> {
    let of_file = |(file, seeds): (usize, &Vec<u64>)| {
        let range = range(file);
        let seeds = &seeds[range.start.min(seeds.len())..range.end.min(seeds.len())];
        seeds.iter().map(|&seed| (file, seed)).collect::<Vec<_>>()
    };
    seeds.iter().enumerate().flat_map(of_file).collect()
}
