//! `bassin run`: check everything first, then simulate, keep what finishes, write the result.

use std::path::{Path, PathBuf};
use std::time::Instant;

use bassin::ensemble::{self, Inputs};
use bassin::estimate;
use bassin::institutions;
use bassin::law::Code;
use bassin::local_data::{DataFile, LocalData};
use bassin::parallel;
use bassin::report::effects::Window;
use bassin::report::funds::Fund;
use bassin::report::page::Language;
use bassin::report::versions::Versions;
use bassin::report::yearly::Quantity;
use bassin::report::{Gazetteer, Place, ReportError, Timing, Writer};
use bassin::run::{self, RunError};
use bassin::scenario::{Options, Scenario, ScenarioFile, Seeds};
use bassin::territory::Territory;
use bassin::world::body::Body;

use super::describe::{self, Ingredients};
use super::failure::Failure;
use super::progress::{self, Shown};
use super::{Digest, Lang, RunArgs, say};

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
    pub local: LocalData,
}

/// Reads and checks a scenario. `folder` replaces the territory it asks for.
pub fn load(path: &Path, options: &Options, folder: Option<&Path>) -> Result<Loaded, Failure> {
    let file = ScenarioFile::read(path)?;
    let asked = file.territory().map(PathBuf::from);
    let checked = check(&file, DataFile::all_of(&file)?, options, folder.or(asked.as_deref()))?;
    let (scenario, territory, code, local) = checked;
    Ok(Loaded { path: path.to_path_buf(), scenario, territory, code, local })
}

/// Checks a scenario on its territory, with its local data laid on it, and the law.
pub fn check(
    file: &ScenarioFile,
    data: Vec<DataFile>,
    options: &Options,
    folder: Option<&Path>,
) -> Result<(Scenario, Territory, Code, LocalData), Failure> {
    let territory = Territory::load(folder)?;
    let parameters = institutions::parameters(&territory)?;
    // Mistakes of the scenario first: a key of [data] it does not know would be read as no file at all.
    let mut scenario = file.check(&territory, &parameters, options)?;
    let local = LocalData::of(data, &territory, &parameters)?;
    if !local.figures.is_empty() {
        scenario = local.written_in(file)?.check(&territory, &parameters, options)?;
        scenario.note(&local.warnings());
        scenario.note(&local.outside(&territory, &scenario.run.cells.clone()));
    }
    let territory = local.laid_on(territory);
    let code = institutions::law(&territory)?;
    // Read now and again for the report: a fund that stands for no known body must be told before anything runs.
    Fund::all(&territory)?;
    for change in all(&scenario).flat_map(|(_, scenario)| &scenario.law) {
        // Built now and thrown away: a name or value the law does not know must be told before anything runs.
        code.with_override(&change.name, change.from, &change.value_text())?;
    }
    Ok((scenario, territory, code, local))
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
        file(args, loaded, several)?;
    }
    Ok(())
}

/// Simulates a file, all its versions seed by seed from a common past, and writes a result for each.
fn file(args: &RunArgs, loaded: &Loaded, several: bool) -> Result<(), Failure> {
    let fingerprints = args.digest == Some(Digest::Monthly);
    let mut versions = Vec::new();
    for (ending, scenario) in all(&loaded.scenario) {
        let of = Ingredients {
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
        };
        let out = args.out.as_ref().map(|out| if several { out.join(&of.name) } else { out.clone() });
        let place = Place { results: PathBuf::from(RESULTS), out, force: args.force };
        let mut description = describe::describe(&of, fingerprints);
        description.parquet &= !args.no_parquet;
        let writer = Writer::open(&place, description, Gazetteer::of(of.territory))?;
        versions.push(Running { of, name: ending.trim_start_matches('-').to_owned(), writer });
    }
    let taken_over: usize = versions.iter().map(|version| version.writer.taken_over()).sum();
    if taken_over > 0 && !args.quiet {
        eprintln!("Going on from an interrupted run; finished replicates taken over: {taken_over}.");
    }
    let seeds = describe::seeds(&loaded.scenario);
    let left = seeds.iter().map(|&seed| months_left(&versions, seed)).sum();
    let shown = Shown::new(&loaded.scenario.name, left, args.quiet, fingerprints);
    let started = Instant::now();
    let ran = parallel::with_threads(args.threads, || {
        let done = simulate(&mut versions, &seeds, &shown);
        (done, parallel::threads())
    });
    shown.end();
    let (done, threads) = match ran {
        Ok(ran) => ran,
        Err(reason) => {
            interrupt(versions);
            return Err(Failure::of_program(format!("threads cannot be started: {reason}")));
        }
    };
    match done {
        Ok(()) => {}
        Err(Ended::Stopped(month)) => return Err(stopped(args, &loaded.path, versions, &month)),
        Err(Ended::Run(error)) => {
            interrupt(versions);
            return Err(error.into());
        }
        Err(Ended::Report(error)) => {
            interrupt(versions);
            return Err(error.into());
        }
    }
    let timing = Timing { seconds: started.elapsed().as_secs_f64(), threads };
    let compared = side_by_side(&loaded.scenario, &versions);
    let mut said = String::new();
    // The file itself last, so that its result, which tells of all the others, stands only when they do.
    let mut folders = Vec::new();
    for (place, version) in versions.into_iter().enumerate().rev() {
        let none = Versions::default();
        let finished = version.writer.finish(&timing, if place == 0 { &compared } else { &none })?;
        if place == 0 {
            said = finished.headline;
        }
        folders.push(finished.folder);
    }
    if !args.quiet {
        let folders: Vec<String> = folders.iter().rev().map(|folder| folder.display().to_string()).collect();
        say(&format!("\n{said}\nResults: {}\n", folders.join("\n         ")))?;
    }
    Ok(())
}

/// A version with the result being made of it.
struct Running<'a> {
    of: Ingredients<'a>,
    /// Empty for the file itself.
    name: String,
    writer: Writer,
}

/// The effects of every version, the file's own first; over the years since the first of them differs.
fn side_by_side(file: &Scenario, versions: &[Running<'_>]) -> Versions {
    let forks = versions.iter().filter_map(|version| run::first_difference(version.of.scenario));
    let Some(fork) = forks.min() else { return Versions::default() };
    let window = Window::new(fork, file.run.through);
    let said = std::iter::once(("", "", false))
        .chain(file.variants.iter().map(|variant| (variant.name.as_str(), variant.says.as_str(), variant.alone)));
    let told =
        said.zip(versions).map(|((name, says, alone), version)| version.writer.version(name, says, alone, &window));
    Versions(told.collect())
}

/// Why a simulation ended before its time.
enum Ended {
    Stopped(String),
    Run(RunError),
    Report(ReportError),
}

fn simulate(versions: &mut [Running<'_>], seeds: &[u64], shown: &Shown) -> Result<(), Ended> {
    for &seed in seeds {
        if versions.first().is_some_and(|file| is_narrow_enough(file.of.scenario, &file.writer)) {
            break;
        }
        for group in groups(versions, seed) {
            let inputs: Vec<Inputs<'_>> = group
                .iter()
                .map(|&place| {
                    let of = &versions[place].of;
                    Inputs {
                        scenario: of.scenario,
                        territory: of.territory,
                        code: of.code,
                        parameters: &of.scenario.parameters,
                    }
                })
                .collect();
            shown.name_versions(group.iter().map(|&place| versions[place].name.clone()).collect());
            let mut refused = None;
            let mut writers: Vec<&mut Writer> = versions.iter_mut().map(|version| &mut version.writer).collect();
            let ran = ensemble::run_versions(&inputs, seed, shown, &mut |place, replicate| {
                writers[group[place]].add(replicate).map_err(|error| {
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
    }
    Ok(())
}

/// The versions still to be run on a seed, those with the same reference arm together.
fn groups(versions: &[Running<'_>], seed: u64) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (place, version) in versions.iter().enumerate().filter(|(_, version)| !version.writer.has(seed)) {
        let shares = |group: &&mut Vec<usize>| versions[group[0]].of.scenario.shares_its_past_with(version.of.scenario);
        match groups.iter_mut().find(shares) {
            Some(group) => group.push(place),
            None => groups.push(vec![place]),
        }
    }
    groups
}

/// Months still to be run on a seed: a reference for each group, a reform for each version.
fn months_left(versions: &[Running<'_>], seed: u64) -> u64 {
    let of_group = |group: Vec<usize>| -> u64 {
        let common = months_of_reference(versions[group[0]].of.scenario);
        common + group.iter().map(|&place| months_of_reform(versions[place].of.scenario)).sum::<u64>()
    };
    groups(versions, seed).into_iter().map(of_group).sum()
}

fn interrupt(versions: Vec<Running<'_>>) -> Vec<(usize, PathBuf)> {
    let interrupted = versions.into_iter().map(|version| (version.writer.finished(), version.writer.interrupt()));
    interrupted.filter_map(|(finished, folder)| Some((finished, folder?))).collect()
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
    months_of_reference(scenario) + months_of_reform(scenario)
}

fn months_of_reference(scenario: &Scenario) -> u64 {
    let (spin_up, lived) = estimate::months(scenario);
    spin_up + lived - months_of_reform(scenario)
}

fn months_of_reform(scenario: &Scenario) -> u64 {
    run::first_difference(scenario).map_or(0, |fork| u64::from(scenario.run.through.plus(1).since(fork)))
}

fn stopped(args: &RunArgs, path: &Path, versions: Vec<Running<'_>>, month: &str) -> Failure {
    let message = format!("stopped as asked, in {month}");
    let kept = interrupt(versions);
    if kept.is_empty() {
        return Failure::with_help(message, "no replicate was finished, and nothing is left behind");
    }
    let finished: usize = kept.iter().map(|(finished, _)| finished).sum();
    let folders: Vec<String> = kept.iter().map(|(_, folder)| folder.display().to_string()).collect();
    Failure::with_help(
        format!("{message}; finished replicates ({finished}) are kept in {}", folders.join(", ")),
        format!("give the same command again to go on: bassin run {}{}", path.display(), again(args)),
    )
}

/// The options that must be the same to go on.
fn again(args: &RunArgs) -> String {
    let mut text = args.changes.written();
    if let Some(out) = &args.out {
        text += &format!(" --out {}", out.display());
    }
    text
}
