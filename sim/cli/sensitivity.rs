//! `bassin sensitivity`: which of the numbers nobody knows for sure carry the headline.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bassin::ensemble::{self, Inputs};
use bassin::estimate::{self, Estimate, People};
use bassin::keys::nearest;
use bassin::parallel;
use bassin::parameters::Parameters;
use bassin::report::Gazetteer;
use bassin::report::description::Description;
use bassin::report::effects::Window;
use bassin::report::page::Language;
use bassin::run::{self, RunError};
use bassin::scenario::Options;
use bassin::sensitivity::outcomes::measure;
use bassin::sensitivity::{Factor, Findings, Measured, Outcome, Plan, Stage, factors, told, write};
use bassin::world::body::Body;
use clap::Args;

use super::describe::{self, Ingredients, describe};
use super::failure::Failure;
use super::memory;
use super::progress::{self, Shown};
use super::run::{Loaded, RESULTS, load, months};
use super::{Changes, say};

/// Seeds of the scenario that are used if none are given: enough to tell chance apart.
const SEEDS: usize = 2;

#[derive(Args)]
pub struct SensitivityArgs {
    /// The scenario file.
    scenario: PathBuf,
    /// Trajectories: how often each number is moved.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=1000))]
    samples: u16,
    /// Only numbers whose names begin with one of these, separated by commas: `matching,tzcld.volunteers`.
    #[arg(long, value_name = "PREFIX,PREFIX", value_delimiter = ',')]
    parameters: Vec<String>,
    /// The body whose cost is the headline: `departement`, `etat` …; else the one the question names, else all.
    #[arg(long)]
    body: Option<String>,
    #[command(flatten)]
    changes: Changes,
    /// The folder to write; by default results/<scenario>/sensitivity.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace the folder if it exists.
    #[arg(long)]
    force: bool,
    /// Threads to use; 0 for all. Results do not depend on it.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// No progress.
    #[arg(long)]
    quiet: bool,
    /// Another set of reference tables, of the shape of scenarios/france.
    #[arg(long, value_name = "DIR")]
    territory: Option<PathBuf>,
}

/// What every run needs.
struct Ground<'a> {
    loaded: &'a Loaded,
    parameters: &'a Parameters,
    options: Options,
    outcomes: &'a [Outcome],
    description: Description,
    gazetteer: Gazetteer,
    window: Window,
    seeds: &'a [u64],
    threads: usize,
}

/// Why runs ended before their time.
enum Ended {
    Stopped,
    Failed(Failure),
}

pub fn sensitivity(args: &SensitivityArgs) -> Result<(), Failure> {
    let body = args.body.as_deref().map(body).transpose()?;
    let loaded = load(&args.scenario, &args.changes.options(), args.territory.as_deref())?;
    let Loaded { scenario, territory, .. } = &loaded;
    let Some(fork) = run::first_difference(scenario) else {
        return Err(Failure::of_input("the scenario holds no policy", "there is no effect to look into"));
    };
    let out = args.out.clone().unwrap_or_else(|| Path::new(RESULTS).join(&scenario.name).join("sensitivity"));
    if out.exists() && !args.force {
        return Err(Failure::of_input(
            format!("the folder {} exists already", out.display()),
            "choose another with --out, or replace this one with --force",
        ));
    }
    let seeds = seeds(args, &loaded);
    let plan = Plan {
        factors: chosen(&args.parameters, factors::all(scenario, territory))?,
        trajectories: usize::from(args.samples),
        seeds: seeds.len(),
    };
    let outcomes = Outcome::all(body, scenario.question.as_deref().unwrap_or_default());
    let parameters = bassin::institutions::parameters(territory)?;
    let of = Ingredients {
        scenario,
        territory,
        code: &loaded.code,
        local: &loaded.local,
        path: &args.scenario,
        name: scenario.name.clone(),
        options: String::new(),
        language: Language::default(),
        outlines: None,
    };
    let ground = Ground {
        loaded: &loaded,
        parameters: &parameters,
        options: args.changes.options(),
        outcomes: &outcomes,
        description: describe(&of, false),
        gazetteer: Gazetteer::of(territory),
        window: Window::new(fork, scenario.run.through),
        seeds: &seeds,
        threads: parallel::asked(args.threads),
    };
    if !args.quiet {
        eprint!("{}", before(&plan, &ground));
    }
    progress::listen_to_interrupts();
    let mut stages = vec![plan.first()];
    let mut ended = ground.run(&mut stages[0], &plan.factors, args.quiet);
    if plan.has_two_stages() && ended.is_ok() {
        let mut second = plan.second(&stages[0], &plan.heaviest(&stages[0], 0));
        ended = ground.run(&mut second, &plan.factors, args.quiet);
        stages.push(second);
    }
    let findings = Findings::of(&plan, &stages, &outcomes);
    let done: usize = stages.iter().map(Stage::done).sum();
    let all: usize = stages.iter().map(Stage::runs).sum();
    if done == 0 {
        return Err(ended
            .err()
            .map_or_else(|| Failure::of_program("nothing was run"), |ended| ended.into_failure(None)));
    }
    keep(&out, args.force, |folder| {
        write::write(folder, &scenario.title, &plan, &stages, &outcomes, &seeds, &findings).map_err(Failure::from)
    })?;
    let text = told::told(&plan, &stages, &findings, seeds.len());
    say(&format!("{}\n{text}\nTables and chart: {}\n", scenario.title, out.display()))?;
    match ended {
        Ok(()) => Ok(()),
        Err(ended) => Err(ended.into_failure(Some(format!("{done} of {all} runs are in {}", out.display())))),
    }
}

impl Ended {
    fn into_failure(self, kept: Option<String>) -> Failure {
        match (self, kept) {
            (Ended::Stopped, Some(kept)) => {
                Failure::with_help(format!("stopped as asked; {kept}"), "what they say stands; a new start begins anew")
            }
            (Ended::Stopped, None) => {
                Failure::with_help("stopped as asked", "no run was finished, and nothing is kept")
            }
            (Ended::Failed(failure), kept) => {
                if let Some(kept) = kept {
                    eprintln!("What had come out before: {kept}.");
                }
                failure
            }
        }
    }
}

/// The body of this name.
fn body(name: &str) -> Result<Body, Failure> {
    Body::ALL.iter().copied().find(|body| body.is_public() && body.name() == name).ok_or_else(|| {
        let known: Vec<&str> = Body::ALL.iter().filter(|body| body.is_public()).map(|body| body.name()).collect();
        Failure::of_input(format!("--body: {name:?} is no public body"), format!("write one of {}", known.join(", ")))
    })
}

/// The numbers whose names begin as asked.
fn chosen(prefixes: &[String], mut all: Vec<Factor>) -> Result<Vec<Factor>, Failure> {
    let prefixes: Vec<&str> = prefixes.iter().map(|prefix| prefix.trim()).filter(|prefix| !prefix.is_empty()).collect();
    for prefix in &prefixes {
        if !all.iter().any(|factor| factor.name.starts_with(prefix)) {
            let names = all.iter().map(|factor| factor.name.as_str());
            let near = nearest(prefix, names).map_or_else(String::new, |near| format!("did you mean {near}? "));
            let mut families: Vec<&str> = all.iter().filter_map(|factor| factor.name.split('.').next()).collect();
            families.dedup();
            let help = format!("{near}names begin with: {}; `bassin check` lists them", families.join(", "));
            return Err(Failure::of_input(
                format!("--parameters: no number that can be moved begins with {prefix}"),
                help,
            ));
        }
    }
    if !prefixes.is_empty() {
        all.retain(|factor| prefixes.iter().any(|prefix| factor.name.starts_with(prefix)));
    }
    Ok(all)
}

fn seeds(args: &SensitivityArgs, loaded: &Loaded) -> Vec<u64> {
    let mut seeds = describe::seeds(&loaded.scenario);
    if args.changes.seeds.is_none() {
        seeds.truncate(SEEDS);
    }
    seeds
}

/// How many runs, and how long they take, told before the first.
fn before(plan: &Plan, ground: &Ground<'_>) -> String {
    let Loaded { scenario, territory, .. } = ground.loaded;
    let people = People::by_inhabitants(scenario, territory);
    let mut alone = scenario.clone();
    alone.variants.clear();
    let estimate = Estimate::new(&alone, territory, &people, ground.threads);
    let runs = plan.most_runs();
    let minutes = estimate.seconds / estimate.seeds as f64 * runs as f64 / 60.0;
    let time =
        if minutes < 90.0 { format!("{:.0} minutes", minutes.ceil()) } else { format!("{:.1} hours", minutes / 60.0) };
    let stages = if plan.has_two_stages() { ", families first, then the numbers of the heaviest" } else { "" };
    format!(
        "{} numbers over their ranges, {} trajectories{stages}, {} seed(s): at most {runs} runs of reference and reform, about \
         {time} on {} core(s). Fewer: --parameters, --samples, --one-in.\n",
        plan.factors.len(),
        plan.trajectories,
        plan.seeds,
        ground.threads,
    )
}

impl Ground<'_> {
    /// Runs every point of a stage on every seed, as many at once as memory allows. What comes out does not depend on how
    /// many that is: each run has its place.
    fn run(&self, stage: &mut Stage, factors: &[Factor], quiet: bool) -> Result<(), Ended> {
        // Values that do not go together are told before anything is run.
        for point in 0..stage.design.points.len() {
            self.version(stage, point, factors).map_err(Ended::Failed)?;
        }
        let scenario = &self.loaded.scenario;
        let jobs: Vec<(usize, usize)> = (0..stage.design.points.len())
            .flat_map(|point| (0..self.seeds.len()).map(move |seed| (point, seed)))
            .collect();
        let bytes = estimate::bytes_of_replicate(scenario, &self.loaded.territory, 1);
        let at_once = memory::at_once(jobs.len(), self.threads, bytes, memory::available());
        let name = if stage.number == 1 { "stage 1" } else { "stage 2" };
        let shown = Shown::new(name, months(scenario) * jobs.len() as u64, quiet, false);
        let out: Mutex<Out> = Mutex::new(Out::default());
        let frozen: &Stage = stage;
        let ran = parallel::side_by_side(&jobs, at_once, self.threads, |&(point, seed)| {
            if progress::is_stopping() || lock(&out).failed.is_some() {
                return;
            }
            match self.one(frozen, (point, seed), factors, &shown) {
                Ok(Some(measured)) => lock(&out).measured.push((point, seed, measured)),
                Ok(None) => {}
                Err(failure) => {
                    let mut out = lock(&out);
                    // The first of the design, whichever ended first.
                    if out.failed.as_ref().is_none_or(|(at, _)| (point, seed) < *at) {
                        out.failed = Some(((point, seed), failure));
                    }
                }
            }
        });
        shown.end();
        let Out { measured, failed } = out.into_inner().unwrap_or_else(PoisonError::into_inner);
        for (point, seed, measured) in measured {
            stage.measured[point][seed] = Some(measured);
        }
        if let Some((_, failure)) = failed {
            return Err(Ended::Failed(failure));
        }
        ran.map_err(|reason| Ended::Failed(Failure::of_program(format!("threads cannot be started: {reason}"))))?;
        if stage.done() < stage.runs() { Err(Ended::Stopped) } else { Ok(()) }
    }

    /// The scenario at a point.
    fn version(&self, stage: &Stage, point: usize, factors: &[Factor]) -> Result<bassin::scenario::Scenario, Failure> {
        let moves = stage.moves(point, factors);
        let Loaded { file, territory, .. } = self.loaded;
        file.moved(&moves, territory, self.parameters, &self.options).map_err(|error| {
            let message = format!("{}: these values do not go together: {error}", stage.told(point, factors));
            Failure::of_input(message, "leave one of the numbers out: name the others with --parameters")
        })
    }

    /// One point on one seed; `None` when asked to stop.
    fn one(
        &self,
        stage: &Stage,
        (point, seed): (usize, usize),
        factors: &[Factor],
        shown: &Shown,
    ) -> Result<Option<Measured>, Failure> {
        let scenario = self.version(stage, point, factors)?;
        let Loaded { territory, code, .. } = self.loaded;
        let inputs = Inputs { scenario: &scenario, territory, code, parameters: &scenario.parameters };
        let mut measured = None;
        let ran = ensemble::run(inputs, &[self.seeds[seed]], shown, &mut |replicate| {
            measured = Some(measure(self.outcomes, &self.description, &self.gazetteer, &self.window, replicate));
            Ok::<(), RunError>(())
        });
        match ran {
            Ok(()) => Ok(measured),
            Err(RunError::Stopped { .. }) => Ok(None),
            Err(error) => {
                let told = stage.told(point, factors);
                let message = format!("{told}, seed {}: the run ended before its time: {error}", self.seeds[seed]);
                Err(Failure::with_help(message, "leave the number moved out: name the others with --parameters"))
            }
        }
    }
}

#[derive(Default)]
struct Out {
    measured: Vec<(usize, usize, Measured)>,
    failed: Option<((usize, usize), Failure)>,
}

/// Nothing is left half-changed under the lock.
fn lock(out: &Mutex<Out>) -> MutexGuard<'_, Out> {
    out.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes into a folder beside, which takes its place when it is whole.
fn keep(out: &Path, force: bool, write: impl FnOnce(&Path) -> Result<(), Failure>) -> Result<(), Failure> {
    let unwritable = |error: std::io::Error| {
        Failure::of_input(format!("{} cannot be written: {error}", out.display()), "choose another folder with --out")
    };
    let part = out.with_added_extension("unfinished");
    if part.exists() {
        std::fs::remove_dir_all(&part).map_err(unwritable)?;
    }
    std::fs::create_dir_all(&part).map_err(unwritable)?;
    write(&part)?;
    if force && out.exists() {
        std::fs::remove_dir_all(out).map_err(unwritable)?;
    }
    std::fs::rename(&part, out).map_err(unwritable)
}
