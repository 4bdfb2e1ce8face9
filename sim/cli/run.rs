//! `bassin run`: check everything first, then simulate, keep what finishes, write the result.

use std::path::{Path, PathBuf};
use std::time::Instant;

use bassin::ensemble::{self, Inputs};
use bassin::estimate;
use bassin::law::Code;
use bassin::parallel;
use bassin::parameters::Parameters;
use bassin::report::yearly::Quantity;
use bassin::report::{Gazetteer, Place, ReportError, Timing, Writer};
use bassin::run::RunError;
use bassin::scenario::{Options, Scenario, ScenarioFile, Seeds};
use bassin::territory::Territory;
use bassin::world::body::Body;

use super::describe::{self, Ingredients};
use super::failure::Failure;
use super::progress::{self, Shown};
use super::{Digest, RunArgs, say};

/// Under a folder of this name results go by default.
const RESULTS: &str = "results";

/// Intervals over fewer seeds than this are too uncertain themselves to stop on.
const FEWEST_SEEDS: usize = 5;

/// A checked scenario with what it is checked against.
pub struct Loaded {
    pub path: PathBuf,
    pub scenario: Scenario,
    pub territory: Territory,
    pub code: Code,
}

/// Reads and checks a scenario. `folder` replaces the territory it asks for.
pub fn load(path: &Path, options: &Options, folder: Option<&Path>) -> Result<Loaded, Failure> {
    let file = ScenarioFile::read(path)?;
    let asked = file.territory().map(PathBuf::from);
    let (scenario, territory, code) = check(&file, options, folder.or(asked.as_deref()))?;
    Ok(Loaded { path: path.to_path_buf(), scenario, territory, code })
}

/// Checks a scenario on its territory and the law.
pub fn check(
    file: &ScenarioFile,
    options: &Options,
    folder: Option<&Path>,
) -> Result<(Scenario, Territory, Code), Failure> {
    let territory = Territory::load(folder)?;
    let scenario = file.check(&territory, &Parameters::load()?, options)?;
    let code = Code::load()?;
    for change in all(&scenario).flat_map(|(_, scenario)| &scenario.law) {
        // Built now and thrown away: a name or value the law does not know must be told before anything runs.
        code.with_override(&change.name, change.from, &change.value_text())?;
    }
    Ok((scenario, territory, code))
}

/// The scenario and its variants, each with the ending of its folder's name.
fn all(scenario: &Scenario) -> impl Iterator<Item = (String, &Scenario)> {
    let variants = scenario
        .variants
        .iter()
        .filter_map(|variant| variant.scenario.as_ref().map(|scenario| (format!("-{}", variant.name), scenario)));
    std::iter::once((String::new(), scenario)).chain(variants)
}

pub fn run(args: &RunArgs) -> Result<(), Failure> {
    let options = args.changes.options();
    let loaded: Vec<Loaded> =
        args.scenarios.iter().map(|path| load(path, &options, args.territory.as_deref())).collect::<Result<_, _>>()?;
    progress::listen_to_interrupts();
    let several = loaded.iter().map(|loaded| all(&loaded.scenario).count()).sum::<usize>() > 1;
    for loaded in &loaded {
        for (ending, scenario) in all(&loaded.scenario) {
            let ingredients = Ingredients {
                scenario,
                territory: &loaded.territory,
                code: &loaded.code,
                path: &loaded.path,
                name: format!("{}{ending}", loaded.scenario.name),
                options: args.changes.written(),
            };
            one(args, &ingredients, several)?;
        }
    }
    Ok(())
}

/// Simulates one scenario and writes its result.
fn one(args: &RunArgs, of: &Ingredients<'_>, several: bool) -> Result<(), Failure> {
    let out = args.out.as_ref().map(|out| if several { out.join(&of.name) } else { out.clone() });
    let place = Place { results: PathBuf::from(RESULTS), out, force: args.force };
    let fingerprints = args.digest == Some(Digest::Monthly);
    let description = describe::describe(of, fingerprints);
    let mut writer = Writer::open(&place, description, Gazetteer::of(of.territory))?;
    if writer.taken_over() > 0 && !args.quiet {
        eprintln!("Going on from an interrupted run; finished replicates taken over: {}.", writer.taken_over());
    }
    let seeds = writer.seeds_left();
    let shown = Shown::new(&of.name, months(of.scenario) * seeds.len() as u64, args.quiet, fingerprints);
    let started = Instant::now();
    let ran = parallel::with_threads(args.threads, || {
        let done = simulate(of, &mut writer, &seeds, &shown);
        (done, parallel::threads())
    });
    shown.end();
    let (done, threads) = match ran {
        Ok(ran) => ran,
        Err(reason) => {
            writer.interrupt();
            return Err(Failure::of_program(format!("threads cannot be started: {reason}")));
        }
    };
    match done {
        Ok(()) => {}
        Err(Ended::Stopped(month)) => return Err(stopped(args, of, writer, &month)),
        Err(Ended::Run(error)) => {
            writer.interrupt();
            return Err(error.into());
        }
        Err(Ended::Report(error)) => {
            writer.interrupt();
            return Err(error.into());
        }
    }
    let timing = Timing { seconds: started.elapsed().as_secs_f64(), threads };
    let finished = writer.finish(&timing)?;
    if !args.quiet {
        say(&format!("\n{}\nResults: {}\n", finished.headline, finished.folder.display()))?;
    }
    Ok(())
}

/// Why a simulation ended before its time.
enum Ended {
    Stopped(String),
    Run(RunError),
    Report(ReportError),
}

fn simulate(of: &Ingredients<'_>, writer: &mut Writer, seeds: &[u64], shown: &Shown) -> Result<(), Ended> {
    let inputs =
        Inputs { scenario: of.scenario, territory: of.territory, code: of.code, parameters: &of.scenario.parameters };
    for &seed in seeds {
        if is_narrow_enough(of.scenario, writer) {
            break;
        }
        let mut refused = None;
        let ran = ensemble::run(inputs, &[seed], shown, &mut |replicate| {
            writer.add(replicate).map_err(|error| {
                let told = RunError::Output(error.to_string());
                refused = Some(error);
                told
            })
        });
        match (ran, refused) {
            (Ok(()), _) => {}
            (Err(_), Some(error)) => return Err(Ended::Report(error)),
            (Err(RunError::Stopped { month }), None) => return Err(Ended::Stopped(month.to_string())),
            (Err(error), None) => return Err(Ended::Run(error)),
        }
    }
    Ok(())
}

/// Whether the interval the scenario asks for is reached.
fn is_narrow_enough(scenario: &Scenario, writer: &Writer) -> bool {
    let Seeds::Until { body, years, half_width, .. } = &scenario.run.seeds else { return false };
    if writer.finished() < FEWEST_SEEDS {
        return false;
    }
    let balance = match *body {
        "etat" => Quantity::Balance(Body::Etat),
        "departement" => Quantity::Balance(Body::Departement),
        _ => Quantity::Consolidated,
    };
    let years: Vec<u16> = (years.0..=years.1).collect();
    let cost = writer.job_cost(balance, &years);
    cost.and_then(|cost| cost.half_width).is_some_and(|half| half <= half_width.to_euros())
}

/// Months all arms of one seed make together, the spin-up's included.
pub fn months(scenario: &Scenario) -> u64 {
    let (spin_up, lived) = estimate::months(scenario);
    spin_up + lived
}

fn stopped(args: &RunArgs, of: &Ingredients<'_>, writer: Writer, month: &str) -> Failure {
    let message = format!("stopped as asked, in {month}");
    match (writer.finished(), writer.interrupt()) {
        (finished, Some(folder)) => Failure::with_help(
            format!("{message}; finished replicates ({finished}) are kept in {}", folder.display()),
            format!("give the same command again to go on: bassin run {}{}", of.path.display(), again(args)),
        ),
        (_, None) => Failure::with_help(message, "no replicate was finished, and nothing is left behind"),
    }
}

/// The options that must be the same to go on.
fn again(args: &RunArgs) -> String {
    let mut text = args.changes.written();
    if let Some(out) = &args.out {
        text += &format!(" --out {}", out.display());
    }
    text
}
