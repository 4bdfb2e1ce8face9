//! One run on several ranks, as mpirun or srun launch them: the first reads, decides, tells and writes; the others do
//! their part of the tasks it hands out.

use std::path::Path;
use std::sync::OnceLock;

use bassin::carried;
use bassin::ensemble::{self, Inputs, Progress};
use bassin::parallel::{self, Ranks};
use bassin::population;
use bassin::report::kept;
use bassin::run::RunError;
use bassin::run::checkpoint::{Keeper, Origin};
use bassin::units::Month;
use clap::ValueEnum;

use super::describe;
use super::failure::Failure;
use super::run::{Loaded, all};
use super::{Digest, RunArgs, progress};

/// What ranks share out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Distribute {
    /// The blocks of each population: one run as large as all ranks together.
    Cells,
    /// Whole replicates, one seed a rank at a time.
    Members,
}

static RANKS: OnceLock<Ranks> = OnceLock::new();
static DISTRIBUTE: OnceLock<Distribute> = OnceLock::new();

/// All ranks of the job.
pub fn every() -> Ranks {
    RANKS.get().cloned().unwrap_or_default()
}

/// The ranks that share each population: all, or this one alone.
pub fn sharing_blocks() -> Ranks {
    if DISTRIBUTE.get() == Some(&Distribute::Cells) { every() } else { Ranks::alone() }
}

/// The ranks that share out replicates.
pub fn sharing_members() -> Ranks {
    if DISTRIBUTE.get() == Some(&Distribute::Members) { every() } else { Ranks::alone() }
}

/// Variables in which launchers tell each process how many there are.
const SIZES: [&str; 2] = ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE"];

#[cfg(feature = "mpi")]
pub use bassin::parallel::over_mpi::Launched;

/// Never made: this program was built for one rank.
#[cfg(not(feature = "mpi"))]
pub enum Launched {}

/// Joins the other ranks, if a launcher started several.
///
/// # Errors
/// When MPI cannot be used as needed, or several processes were launched of a program built for one.
#[cfg(feature = "mpi")]
pub fn launch() -> Result<Option<Launched>, Failure> {
    // Without a launcher there is nobody to join, and MPI need not be woken.
    if SIZES.iter().chain(&["PMIX_RANK"]).all(|name| std::env::var_os(name).is_none()) {
        return Ok(None);
    }
    let launched = parallel::over_mpi::launch().map_err(Failure::of_program)?;
    if let Some(launched) = &launched {
        // Set once, here.
        let _ = RANKS.set(launched.ranks());
    }
    Ok(launched)
}

#[cfg(not(feature = "mpi"))]
pub fn launch() -> Result<Option<Launched>, Failure> {
    let number = |name: &&str| std::env::var(name).ok()?.parse().ok();
    let size: usize = SIZES.iter().filter_map(number).max().unwrap_or(1);
    if size <= 1 {
        return Ok(None);
    }
    Err(Failure::of_input(
        format!("launched as {size} processes, but this program was built to run as one"),
        "cargo build --release --features mpi",
    ))
}

/// One seed of versions with the same reference arm, each named by its file and its own name.
#[derive(Clone)]
pub struct Task {
    pub seed: u64,
    pub versions: Vec<(String, String)>,
    /// Digests by which checkpoints name the versions; none where whole replicates are handed out.
    pub identities: Vec<String>,
}
carried!(Task { seed, versions, identities });

/// What a rank made of its task: replicates by place among the task's versions, and the month it was stopped in.
pub struct Made {
    /// Place of the task in its round.
    pub place: usize,
    pub replicates: Vec<(usize, String)>,
    pub stopped: Option<String>,
}
carried!(Made { place, replicates, stopped });

/// Checks that all ranks run the same program on the same inputs, and that there are not too many of them.
///
/// # Errors
/// Told on every rank alike.
pub fn agree(args: &RunArgs, read: &[Result<Loaded, Failure>]) -> Result<(), Failure> {
    let ranks = every();
    if ranks.is_alone() {
        return Ok(());
    }
    let told = ["the program", "the command line", "the inputs"];
    let all_of = ranks.each("start", digests(read));
    for (what, told) in told.iter().enumerate() {
        let differing = (0..ranks.size()).filter(|&rank| all_of[rank][what] != all_of[0][what]);
        let differing: Vec<String> = differing.map(|rank| rank.to_string()).collect();
        if !differing.is_empty() {
            return Err(Failure::of_input(
                format!("{told} of rank {} differs from that of rank 0", differing.join(", ")),
                "one build of the program, one command line and one set of files must be seen by every rank",
            ));
        }
    }
    let distribute = args.distribute.unwrap_or(Distribute::Cells);
    if distribute == Distribute::Cells {
        for loaded in read.iter().flatten() {
            fits(loaded, ranks.size())?;
        }
    }
    // Set once, here.
    let _ = DISTRIBUTE.set(distribute);
    Ok(())
}

/// Digests of what must be the same on all ranks: the program, the command line, the inputs.
fn digests(read: &[Result<Loaded, Failure>]) -> Vec<[u8; 32]> {
    let program = std::env::current_exe().and_then(std::fs::read).unwrap_or_default();
    let command: Vec<String> = std::env::args().skip(1).collect();
    let mut inputs = blake3::Hasher::new();
    for read in read {
        match read {
            Ok(Loaded { scenario, territory, code, local, .. }) => {
                inputs.update(format!("{scenario:?} {:?}", local.files).as_bytes());
                inputs.update(&territory.digest);
                inputs.update(describe::digest_of_law(code).as_bytes());
            }
            Err(failure) => {
                inputs.update(failure.in_short().as_bytes());
            }
        }
    }
    vec![
        *blake3::hash(&program).as_bytes(),
        *blake3::hash(command.join("\0").as_bytes()).as_bytes(),
        *inputs.finalize().as_bytes(),
    ]
}

/// Refuses more ranks than a population has blocks.
fn fits(loaded: &Loaded, ranks: usize) -> Result<(), Failure> {
    let run = &loaded.scenario.run;
    let blocks = population::blocks(&loaded.territory, &run.cells, run.one_in)?;
    if ranks <= blocks {
        return Ok(());
    }
    Err(Failure::of_input(
        format!("{}: {ranks} ranks cannot share a population of {blocks} blocks", loaded.path.display()),
        format!(
            "at most {blocks} ranks; a block holds about {} households, so that a smaller one_in makes more of them; or \
             --distribute members gives each rank whole seeds",
            bassin::world::block::HOUSEHOLDS_PER_BLOCK
        ),
    ))
}

/// Tells the other ranks what to do next; nothing means that all is done.
pub fn hand_out(ranks: &Ranks, tasks: Vec<Task>) {
    ranks.from_first("tasks", tasks);
}

/// Does what the first rank hands out until it says that all is done.
pub fn work(args: &RunArgs, read: &[Result<Loaded, Failure>]) {
    let ranks = every();
    loop {
        let tasks: Vec<Task> = ranks.from_first("tasks", Vec::new());
        if tasks.is_empty() {
            return;
        }
        if sharing_blocks().is_alone() {
            let made = tasks.get(ranks.rank()).map(|task| Made { place: ranks.rank(), ..one(args, read, task) });
            ranks.gather_at_first("replicates", made.into_iter().collect());
        } else {
            one(args, read, &tasks[0]);
        }
    }
}

/// Does this rank's part of a task.
fn one(args: &RunArgs, read: &[Result<Loaded, Failure>], task: &Task) -> Made {
    let inputs: Vec<Inputs<'_>> = task.versions.iter().filter_map(|(path, name)| inputs(read, path, name)).collect();
    let mut made = Made { place: 0, replicates: Vec::new(), stopped: None };
    let quiet = Quiet { fingerprints: args.digest == Some(Digest::Monthly) };
    let together = sharing_blocks();
    // The first rank writes and chooses what is taken up; the others bring and take their blocks.
    let (origin, folder) = (Origin::default(), Path::new(""));
    let mut keeper =
        Keeper::new(folder, task.seed, args.checkpoint_every, origin, task.identities.clone(), args.resume);
    let mut keeper = (!together.is_alone()).then_some(&mut keeper);
    let ran = parallel::with_threads(args.threads, || {
        together.clone().within(|| {
            ensemble::run_versions(&inputs, task.seed, &quiet, keeper.take(), &mut |place, replicate| {
                if together.is_alone() {
                    made.replicates.push((place, kept::sealed(&replicate)));
                }
                Ok(())
            })
        })
    });
    match ran {
        // What else went wrong is so on all ranks, or is tried again by the first, which tells of it.
        Ok(Err(RunError::Stopped { month })) => made.stopped = Some(month.to_string()),
        Ok(_) => {}
        // The others would wait for this rank for ever: to panic ends the job.
        Err(reason) => panic!("threads cannot be started: {reason}"),
    }
    made
}

/// What a version of a file, named as the first rank does, runs on.
fn inputs<'a>(read: &'a [Result<Loaded, Failure>], path: &str, name: &str) -> Option<Inputs<'a>> {
    let loaded = read.iter().flatten().find(|loaded| named(&loaded.path) == path)?;
    let (_, scenario) = all(&loaded.scenario).find(|(ending, _)| ending.trim_start_matches('-') == name)?;
    Some(Inputs { scenario, territory: &loaded.territory, code: &loaded.code, parameters: &scenario.parameters })
}

/// How a file is named among ranks.
pub fn named(path: &Path) -> String {
    path.display().to_string()
}

/// A rank that is not shown; it hears signals of its own.
struct Quiet {
    fingerprints: bool,
}

impl Progress for Quiet {
    fn month_done(&self, _: &str, _: u64, _: Month) {}
    fn stop_requested(&self) -> bool {
        progress::is_stopping()
    }
    fn wants_fingerprints(&self) -> bool {
        self.fingerprints
    }
}
