//! `bassin fit`: sets parameters on published moments by the recorded procedure of `bassin::fit`.

use std::fs;
use std::path::PathBuf;

use bassin::ensemble::Inputs;
use bassin::fit::{self, Number, Search};
use bassin::parallel;
use bassin::scenario::{Dial, Scenario, ScenarioFile};
use bassin::validation;
use clap::Args;

use super::failure::Failure;
use super::progress::{self, Shown};
use super::run::{check, months};
use super::validate::{cannot_write, one_seed};
use super::{Changes, describe, say};

/// What is left in the folder of `--out`: every run, and the values found.
const LOG: &str = "fit_log.csv";
const FOUND: &str = "fitted.toml";

#[derive(Args)]
pub struct FitArgs {
    /// The scenario that is run: the reference, all of France.
    #[arg(default_value = "scenarios/fit.toml")]
    scenario: PathBuf,
    /// The parameters to set, separated by commas: `search.inactive,rsa.claim_a_quarter`.
    #[arg(long, value_delimiter = ',', required = true)]
    parameters: Vec<String>,
    /// Runs at most.
    #[arg(long, default_value_t = 40)]
    runs: usize,
    /// The folder for the log and the values found.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Threads to use; 0 for all. Results do not depend on it.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// No progress.
    #[arg(long)]
    quiet: bool,
}

pub fn fit(args: &FitArgs) -> Result<(), Failure> {
    let moments = validation::published().map_err(Failure::of_program)?;
    let file = ScenarioFile::read(&args.scenario)?;
    let options = Changes::default().options();
    let (scenario, territory, code, _) = check(&file, Vec::new(), &options, None)?;
    let parameters = bassin::institutions::parameters(&territory)?;
    let dials: Vec<Dial> = args
        .parameters
        .iter()
        .map(|name| Dial::find(&scenario, &territory, &format!("parameters.{}", name.trim()), None))
        .collect::<Result<_, _>>()
        .map_err(|message| Failure::of_input(message, "see scenarios/france/parameters.toml for the names"))?;
    let numbers = dials.iter().map(|dial| number(&scenario, dial)).collect::<Result<Vec<_>, _>>()?;
    fs::create_dir_all(&args.out).map_err(|reason| cannot_write(&args.out, &reason))?;
    progress::listen_to_interrupts();
    let seeds = describe::seeds(&scenario);
    let shown = Shown::new("fit", months(&scenario) * (seeds.len() * args.runs) as u64, args.quiet, false);
    let mut search = Search::new(numbers);
    let ran = parallel::with_threads(args.threads, || -> Result<(), Failure> {
        while search.log.len() < args.runs
            && let Some(positions) = search.ask()
        {
            let moves: Vec<(&Dial, i64)> = dials.iter().zip(positions).collect();
            let moved = file.moved(&moves, &territory, &parameters, &options)?;
            let inputs = Inputs { scenario: &moved, territory: &territory, code: &code, parameters: &moved.parameters };
            let one = |&seed: &u64| one_seed(inputs, seed, &moments, &shown);
            let values = seeds.iter().map(one).collect::<Result<Vec<_>, Failure>>()?;
            let loss = fit::loss(&validation::compare(&moments, &values));
            let kept = search.told(loss);
            if !args.quiet {
                let moved = search.log.last().and_then(|tried| tried.moved);
                let told = moved.map_or("start".to_owned(), |(which, to)| {
                    format!("{} = {}", args.parameters[which], dials[which].written(to))
                });
                eprintln!("run {}: {told}: loss {loss:.4}{}", search.log.len(), if kept { ", kept" } else { "" });
            }
        }
        Ok(())
    });
    shown.end();
    // What was run before an interruption is kept.
    let said = format!(
        "`bassin fit {} --runs {}`, {} seed{}.",
        args.scenario.display(),
        args.runs,
        seeds.len(),
        if seeds.len() == 1 { "" } else { "s" }
    );
    let names: Vec<&str> = args.parameters.iter().map(|name| name.trim()).collect();
    let log = fit::log(&said, &names, &search.log, &|which, to| dials[which].written(to));
    let mut found = format!("# {said}\n[parameters]\n");
    for ((name, dial), at) in names.iter().zip(&dials).zip(search.positions()) {
        found.push_str(&format!("\"{name}\" = {}\n", quoted(&dial.written(at))));
    }
    for (name, text) in [(LOG, &log), (FOUND, &found)] {
        let path = args.out.join(name);
        fs::write(&path, text).map_err(|reason| cannot_write(&path, &reason))?;
    }
    ran.map_err(|reason| Failure::of_program(format!("threads cannot be started: {reason}")))??;
    say(&found)
}

/// A number as a scenario writes it: a share or a duration is a text, a plain number is not.
fn quoted(written: &str) -> String {
    if written.parse::<f64>().is_ok() { written.to_owned() } else { format!("\"{written}\"") }
}

/// A parameter as the search sees it: from the value in force.
fn number(scenario: &Scenario, dial: &Dial) -> Result<Number, Failure> {
    let name = dial.path.trim_start_matches("parameters.");
    let at = scenario.parameters.get(name).and_then(|known| known.value.magnitude());
    let Some(at) = at else {
        return Err(Failure::of_input(format!("{name} is no plain number"), "leave it out"));
    };
    Ok(Number { at, low: dial.low, high: dial.high, least: dial.step })
}
