//! `bassin validate`: runs the reference and sets every published moment the model can compute beside it.

use std::fs;
use std::path::{Path, PathBuf};

use bassin::ensemble::Inputs;
use bassin::law::Code;
use bassin::parallel;
use bassin::scenario::{Scenario, ScenarioFile};
use bassin::territory::Territory;
use bassin::validation::{self, Found, MeasuredOn, Moment};
use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::progress::{self, Shown};
use super::run::{check, months};
use super::{Changes, describe, say};

/// What runs, carried in the program so that it does wherever it stands.
const SCENARIO: &str = include_str!("../../scenarios/validation.toml");

/// The table left in the folder of `--out`.
const TABLE: &str = "validation.csv";

#[derive(Args)]
pub struct ValidateArgs {
    /// A scenario whose `[run]` and `[parameters]` are taken instead of the shipped ones: what another value would do.
    scenario: Option<PathBuf>,
    /// Seeds, as `1..5` or `7`, instead of 1 to 3.
    #[arg(long)]
    seeds: Option<String>,
    /// Simulate one household in so many, instead of a hundred.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    one_in: Option<u32>,
    /// What is printed.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// Also write validation.csv in this folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Also keep the lines in this file, with what they were measured on: the annex of report.html shows
    /// scenarios/france/validation_results.csv.
    #[arg(long, value_name = "FILE")]
    keep: Option<PathBuf>,
    /// Threads to use; 0 for all. Results do not depend on it.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// No progress.
    #[arg(long)]
    quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Csv,
}

/// Runs every seed in turn, then compares.
pub fn validate(args: &ValidateArgs) -> Result<(), Failure> {
    let moments = validation::published().map_err(Failure::of_program)?;
    let file = match &args.scenario {
        Some(path) => ScenarioFile::read(path)?,
        None => ScenarioFile::of("scenarios/validation.toml", SCENARIO)?,
    };
    let changes = Changes { seeds: args.seeds.clone(), one_in: args.one_in, months: None };
    let (scenario, territory, code, _) = check(&file, Vec::new(), &changes.options(), None)?;
    // Whether the folder can be written is told before the run, not after.
    if let Some(out) = &args.out {
        fs::create_dir_all(out).map_err(|reason| cannot_write(out, &reason))?;
    }
    if let Some(file) = &args.keep {
        can_be_kept(file)?;
    }
    progress::listen_to_interrupts();
    let inputs = Inputs { scenario: &scenario, territory: &territory, code: &code, parameters: &scenario.parameters };
    let seeds = describe::seeds(&scenario);
    let shown = Shown::new("validation", months(&scenario) * seeds.len() as u64, args.quiet, false);
    let values = parallel::with_threads(args.threads, || {
        seeds.iter().map(|&seed| one_seed(inputs, seed, &moments, &shown)).collect::<Result<Vec<_>, Failure>>()
    });
    shown.end();
    let values = values.map_err(|reason| Failure::of_program(format!("threads cannot be started: {reason}")))??;
    let lines = validation::compare(&moments, &values);
    let csv = validation::csv(&lines);
    if let Some(out) = &args.out {
        let path = out.join(TABLE);
        fs::write(&path, &csv).map_err(|reason| cannot_write(&path, &reason))?;
    }
    if let Some(file) = &args.keep {
        let text = validation::kept(&lines, &measured_on(&scenario, &territory, &code, &seeds));
        let partial = file.with_added_extension("unfinished");
        fs::write(&partial, &text).and_then(|()| fs::rename(&partial, file)).map_err(|reason| {
            let _ = fs::remove_file(&partial);
            cannot_keep(file, &reason)
        })?;
    }
    match args.format {
        Format::Csv => say(&csv),
        Format::Table => say(&validation::table(&lines, scenario.run.one_in, seeds.len())),
    }
}

/// What one seed gives for every published moment.
pub(super) fn one_seed(
    inputs: Inputs<'_>,
    seed: u64,
    moments: &[Moment],
    shown: &Shown,
) -> Result<Vec<Found>, Failure> {
    let seen = validation::watch(inputs, seed, shown)?;
    validation::simulate(moments, &seen).map_err(Failure::of_program)
}

/// What the lines were measured on.
fn measured_on(scenario: &Scenario, territory: &Territory, code: &Code, seeds: &[u64]) -> MeasuredOn {
    MeasuredOn {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        places: scenario.run.places.join(", "),
        from: scenario.run.from.to_string(),
        through: scenario.run.through.to_string(),
        one_in: scenario.run.one_in,
        seeds: seeds.to_vec(),
        digests: describe::digests_of_the_reference(scenario, territory, code),
    }
}

/// Whether the file can be written is told before the run, not after.
fn can_be_kept(file: &Path) -> Result<(), Failure> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if file.is_dir() {
        return Err(cannot_keep(file, &std::io::Error::from(std::io::ErrorKind::IsADirectory)));
    }
    fs::metadata(folder).map(drop).map_err(|reason| cannot_keep(file, &reason))
}

fn cannot_keep(file: &Path, reason: &std::io::Error) -> Failure {
    Failure::of_input(format!("{} cannot be written: {reason}", file.display()), "choose another file with --keep")
}

pub(super) fn cannot_write(path: &std::path::Path, reason: &std::io::Error) -> Failure {
    Failure::of_input(format!("{} cannot be written: {reason}", path.display()), "choose another folder with --out")
}
