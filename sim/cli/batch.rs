//! Runs many scenario files in one go: files that share a reference arm share it, replicates run at once as memory allows,
//! one file that fails does not keep the others from their end, and a table of all comes last.

mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use bassin::ensemble::{self, Inputs, Progress};
use bassin::estimate;
use bassin::parallel;
use bassin::report::folder::Settled;
use bassin::report::headline::Headline;
use bassin::report::kept;
use bassin::report::page::Language;
use bassin::report::versions::Versions;
use bassin::report::{Description, Gazetteer, Manifest, Place, ReportError, Timing, Writer};
use bassin::run::checkpoint::{self, CheckpointError, Keeper, Origin, Wrong};
use bassin::run::{self, RunError};
use bassin::scenario::{Scenario, Seeds};

use super::describe::{self, Ingredients};
use super::failure::Failure;
use super::memory;
use super::progress::{self, Shown};
use super::ranks::{self, Made, Task};
use super::run::{Loaded, RESULTS, Running, again, all, months_of_reference, months_of_reform, side_by_side};
use super::swings::{self, Swings};
use super::{Digest, Lang, RunArgs, say};

/// Seeds added at a time until an interval is narrow enough: the interval is looked at after 6, 12, 18 … seeds, on
/// every machine, so that the seeds used depend on neither threads nor memory. Fewer than six tell little of a spread.
const SEEDS_AT_A_TIME: usize = 6;

/// A file that came to its end.
pub struct Done {
    seeds: usize,
    /// None for a shard.
    figures: Option<Headline>,
    folders: Vec<PathBuf>,
    said: String,
    /// What ranks told each other; empty on one.
    exchanges: String,
}

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

/// What the threads that run replicates hold in common.
struct State<'a> {
    versions: Vec<Running<'a>>,
    /// The file of each version.
    file_of: Vec<usize>,
    failed: BTreeMap<usize, Failure>,
    /// The month in which the user stopped it all.
    stopped: Option<String>,
}

/// One seed of versions with the same reference arm.
struct Job {
    seed: u64,
    places: Vec<usize>,
}

/// Why a replicate ended before its time.
enum Ended {
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

/// Nothing is left half-changed under the lock, so that what a dead thread leaves is as good.
fn lock<'m, 'a>(state: &'m Mutex<State<'a>>) -> MutexGuard<'m, State<'a>> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
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

/// One version of a file, by the ending of its folder's name.
fn ingredients<'a>(args: &'a RunArgs, loaded: &'a Loaded, ending: &str, scenario: &'a Scenario) -> Ingredients<'a> {
    Ingredients {
        scenario,
        territory: &loaded.territory,
        code: &loaded.code,
        local: &loaded.local,
        path: &loaded.path,
        name: format!("{}{ending}", loaded.scenario.name),
        options: args.changes.written(),
        language: match args.lang {
            Lang::En => Language::English,
            Lang::Fr => Language::French,
        },
        outlines: args.outlines.as_deref(),
    }
}

/// The result of this very run, where one to be gone on with had come to its end.
fn ended_before(args: &RunArgs, loaded: &Loaded, many_folders: bool) -> Option<Done> {
    let out = args.out.as_ref().filter(|_| args.resume && args.shard.is_none())?;
    let of = ingredients(args, loaded, "", &loaded.scenario);
    // The file's own result goes to its place last: it stands when those of its versions do.
    let folder = if many_folders { out.join(&of.name) } else { out.clone() };
    let theirs = standing(&folder, &describe::describe(&of, args.digest == Some(Digest::Monthly)))?;
    let said = "The run had ended, and nothing was left to do.".to_owned();
    let (seeds, folders) = (theirs.seeds.len(), vec![folder]);
    Some(Done { seeds, figures: None, folders, said, exchanges: String::new() })
}

/// The result in a folder, if it is of this very description.
fn standing(folder: &Path, description: &Description) -> Option<Manifest> {
    let (theirs, mine) = (Manifest::read(folder).ok()?, Manifest::of(description, &[]));
    let same = theirs.version == mine.version
        && theirs.scenario == mine.scenario
        && theirs.inputs == mine.inputs
        && theirs.digest_monthly == mine.digest_monthly;
    same.then_some(theirs)
}

/// Checks where each version of a file goes, and takes over what an interrupted run left.
pub fn open<'a>(args: &'a RunArgs, loaded: &'a Loaded, many_folders: bool) -> Result<Vec<Running<'a>>, Failure> {
    let fingerprints = args.digest == Some(Digest::Monthly);
    let mut versions: Vec<Running<'a>> = Vec::new();
    for (ending, scenario) in all(&loaded.scenario) {
        let of = ingredients(args, loaded, &ending, scenario);
        let out = args.out.as_ref().map(|out| if many_folders { out.join(&of.name) } else { out.clone() });
        let mut place = Place { results: PathBuf::from(RESULTS), out, force: args.force, resume: args.resume };
        let mut description = describe::describe(&of, fingerprints);
        // A version that ended before its run did is made again, to the same bytes, if nothing of it was left beside.
        let stands = |out: &PathBuf| args.shard.is_none() && standing(out, &description).is_some();
        place.force |= args.resume && place.out.as_ref().is_some_and(stands);
        description.parquet &= !args.no_parquet;
        if let Some(shard) = args.shard {
            description.seeds = shard.of_seeds(&description.seeds);
            let named = Path::new(RESULTS).join(bassin::report::folder::harmless(&of.name)).join(shard.folder());
            place.out = Some(place.out.unwrap_or(named));
        }
        let part = args.shard.map(|shard| shard.to_string()).unwrap_or_default();
        let opened = Writer::open_part(&place, description, Gazetteer::of(of.territory), &part);
        let opened = opened.map_err(Failure::from).and_then(|writer| {
            match check_nothing_foreign(args, &writer, place.out.as_deref()) {
                Ok(()) => Ok(writer),
                Err(error) => {
                    writer.interrupt();
                    Err(RunError::from(error).into())
                }
            }
        });
        match opened {
            Ok(writer) => {
                if let Some(who) = writer.taken_from() {
                    eprintln!("The lock left by {who} is taken over: {}", writer.unfinished_folder().display());
                }
                versions.push(Running { of, name: ending.trim_start_matches('-').to_owned(), writer });
            }
            Err(failure) => {
                interrupt(versions);
                return Err(failure);
            }
        }
    }
    Ok(versions)
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

/// The replicates still to be run, in the order of the seeds; versions with the same reference arm together.
fn jobs(state: &State<'_>, wanted: &[(usize, u64)]) -> Vec<Job> {
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

fn months_of(state: &State<'_>, job: &Job) -> u64 {
    let scenario = |&place: &usize| state.versions[place].of.scenario;
    let reforms: u64 = job.places.iter().map(|place| months_of_reform(scenario(place))).sum();
    months_of_reference(scenario(&job.places[0])) + reforms
}

fn bytes_of(state: &State<'_>, job: &Job) -> f64 {
    let of = &state.versions[job.places[0]].of;
    let differs = |place: &&usize| run::first_difference(state.versions[**place].of.scenario).is_some();
    estimate::bytes_of_replicate(of.scenario, of.territory, job.places.iter().filter(differs).count())
}

/// Runs a job. Where files share it and it fails, each of them is tried by itself: the fault may be one's own.
fn replicate(args: &RunArgs, state: &Mutex<State<'_>>, shown: &Shown, job: &Job) {
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

/// A job as other ranks are told of it.
fn task(state: &State<'_>, seed: u64, places: &[usize]) -> Task {
    let named = |&place: &usize| {
        let version = &state.versions[place];
        (ranks::named(version.of.path), version.name.clone())
    };
    Task { seed, versions: places.iter().map(named).collect(), identities: Vec::new() }
}

/// Runs jobs in rounds, one a rank, this one's first. What another rank could not do is tried here, and told.
fn members(
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

fn attempt(args: &RunArgs, state: &Mutex<State<'_>>, shown: &Shown, seed: u64, places: &[usize]) -> Result<(), Ended> {
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
fn keeper(args: &RunArgs, state: &State<'_>, seed: u64, places: &[usize]) -> Keeper {
    let folder = |place: usize| state.versions[place].writer.unfinished_folder();
    let past = state.versions[places[0]].of.scenario;
    let shares = |place: &usize| past.shares_its_past_with(state.versions[*place].of.scenario);
    let left = |place: &usize| args.resume && shares(place) && checkpoint::is_in(folder(*place), seed);
    let home = (0..state.versions.len()).find(left).unwrap_or(places[0]);
    let versions = places.iter().map(|&place| state.versions[place].writer.identity()).collect();
    let origin = origin(&state.versions[home].writer);
    Keeper::new(folder(home), seed, args.checkpoint_every, origin, versions, args.resume)
}

/// What a checkpoint of this result is made from.
fn origin(writer: &Writer) -> Origin {
    let description = writer.description();
    Origin {
        program: description.version.clone(),
        build: bassin::report::writer::program().to_owned(),
        scenario: checkpoint::digest_of_text(&description.scenario),
        inputs: description.digests.iter().filter(|(name, _)| name != "scenario").cloned().collect(),
    }
}

/// Refuses to begin anew where checkpoints stand that would have been taken up, were they of this very run.
fn check_nothing_foreign(args: &RunArgs, writer: &Writer, out: Option<&Path>) -> Result<(), CheckpointError> {
    let seeds = &writer.description().seeds;
    let own = |seed: &u64| checkpoint::is_in(writer.unfinished_folder(), *seed);
    if !args.resume || writer.taken_over() > 0 || seeds.iter().any(own) {
        return Ok(());
    }
    for folder in bassin::report::folder::of_other_runs(writer.unfinished_folder(), out) {
        let mut left = seeds.iter().map(|seed| checkpoint::newest(&folder, *seed));
        if let Some(path) = left.find(|path| path.is_file()) {
            let header = checkpoint::header(&path)?;
            let difference = header.origin.difference(&origin(writer)).unwrap_or_else(|| "part of the run".to_owned());
            return Err(CheckpointError { path, wrong: Wrong::Foreign(difference) });
        }
    }
    Ok(())
}

/// Writes the results of a file, all its versions.
pub fn finish(args: &RunArgs, loaded: &Loaded, versions: Vec<Running<'_>>, timing: &Timing) -> Outcome {
    if let Some(shard) = args.shard {
        return shard.shelve(args, loaded, versions).map(|folders| Done {
            seeds: 0,
            figures: None,
            said: format!("Shard {shard} is done; `bassin merge` puts all {} together.", shard.of),
            folders,
            exchanges: String::new(),
        });
    }
    let compared = side_by_side(&loaded.scenario, &versions);
    let mut done = Done { seeds: 0, figures: None, folders: Vec::new(), said: String::new(), exchanges: String::new() };
    let mut settled = Vec::new();
    // The file itself last, so that its result, which tells of all the others, stands only when they do.
    for (place, mut version) in versions.into_iter().enumerate().rev() {
        let none = Versions::default();
        // Of the file itself: its versions are other answers to the same question.
        if place == 0 && !args.no_swings {
            match swings::swing(args, loaded, &version.of, &version.writer) {
                Swings::Found(swings, on) => version.writer.swing(swings, on),
                Swings::Without(why) if !why.is_empty() && !args.quiet => eprintln!("{why}"),
                Swings::Without(_) => {}
            }
        }
        done.seeds = version.writer.finished();
        let finished = version.writer.finish(timing, if place == 0 { &compared } else { &none })?;
        done.said = finished.headline;
        done.exchanges = finished.exchanges;
        done.figures = Some(finished.figures);
        done.folders.insert(0, finished.folder);
        settled.push(finished.settled);
    }
    settled.into_iter().for_each(Settled::end);
    Ok(done)
}

impl Done {
    /// What to print of it.
    pub fn told(&self) -> String {
        let folders: Vec<String> = self.folders.iter().map(|folder| folder.display().to_string()).collect();
        let exchanges = if self.exchanges.is_empty() { String::new() } else { format!("{}\n", self.exchanges) };
        format!("\n{}\n{exchanges}Results: {}\n", self.said, folders.join("\n         "))
    }
}

fn interrupt(versions: Vec<Running<'_>>) -> Vec<(usize, PathBuf)> {
    let interrupted = versions.into_iter().map(|version| (version.writer.finished(), version.writer.interrupt()));
    interrupted.filter_map(|(finished, folder)| Some((finished, folder?))).collect()
}

fn when_stopped(args: &RunArgs, path: &Path, versions: Vec<Running<'_>>, month: &str) -> Failure {
    let message = format!("stopped as asked, in {month}");
    let seeds = describe::seeds(versions[0].of.scenario);
    let kept = interrupt(versions);
    if kept.is_empty() {
        return Failure::with_help(message, "no replicate was finished, and nothing is left behind");
    }
    let finished: usize = kept.iter().map(|(finished, _)| finished).sum();
    let of_folder = |folder: &PathBuf| seeds.iter().filter(|seed| checkpoint::is_in(folder, **seed)).count();
    let checkpoints: usize = kept.iter().map(|(_, folder)| of_folder(folder)).sum();
    let folders: Vec<String> = kept.iter().map(|(_, folder)| folder.display().to_string()).collect();
    let what = match (finished, checkpoints) {
        (0, _) => format!("checkpoints ({checkpoints})"),
        (_, 0) => format!("finished replicates ({finished})"),
        _ => format!("finished replicates ({finished}) and checkpoints ({checkpoints})"),
    };
    let resume = if checkpoints > 0 { " --resume" } else { "" };
    Failure::with_help(
        format!("{message}; {what} are kept in {}", folders.join(", ")),
        format!("to go on: bassin run {}{}{resume}", path.display(), again(args)),
    )
}
