//! `bassin solve`: the value of one number of a scenario at which an effect reaches a target, on the same draws.

use std::path::PathBuf;

use bassin::ensemble::{self, Inputs};
use bassin::estimate::{People, bytes_of_state};
use bassin::local_data::{DataFile, LocalData};
use bassin::parallel;
use bassin::report::Gazetteer;
use bassin::report::break_even::{Answer, Point, Search};
use bassin::report::differences::Differences;
use bassin::report::effects::{Effect, Window};
use bassin::report::number::{THIN_SPACE, decimal, signed, whole};
use bassin::report::page::Language;
use bassin::report::statistics::Estimate;
use bassin::run::{self, RunError, Shared};
use bassin::scenario::{Dial, Scenario, ScenarioFile};
use clap::Args;

use super::describe::{self, Ingredients, describe};
use super::failure::Failure;
use super::progress::{self, Shown};
use super::run::{check, months};
use super::{Changes, say};

/// Positions run at most: two ends and what a curve that bends needs.
const MOST_POSITIONS: usize = 12;

/// Pasts kept at once, so that a position costs its reform only, take at most this.
const MOST_BYTES_KEPT: f64 = 4e9;

#[derive(Args)]
pub struct SolveArgs {
    /// The scenario file.
    scenario: PathBuf,
    /// The number to turn: `tzcld.competition_share`, `tzcld.territory.marles.hiring_pace`, `parameters.…`.
    #[arg(long = "for", value_name = "PATH")]
    path: String,
    /// The effect and its target: `net_cost = 0`, `net_cost_per_fte = 15000`, `net_cost_to_departement = 0`.
    #[arg(long, value_name = "EFFECT = NUMBER")]
    until: String,
    /// Search between these two values, written as in a scenario; the key's range if not given.
    #[arg(long, num_args = 2, value_names = ["LOW", "HIGH"])]
    between: Option<Vec<String>>,
    #[command(flatten)]
    changes: Changes,
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

/// An effect and the value it is to reach.
struct Target {
    effect: Effect,
    value: f64,
}

pub fn solve(args: &SolveArgs) -> Result<(), Failure> {
    let target = target(&args.until)?;
    let options = args.changes.options();
    let file = ScenarioFile::read(&args.scenario)?;
    let asked = file.territory().map(PathBuf::from);
    let data = DataFile::all_of(&file)?;
    let (scenario, territory, code, local) =
        check(&file, data, &options, args.territory.as_deref().or(asked.as_deref()))?;
    let file = local.written_in(&file)?;
    let between = args.between.as_deref().and_then(|ends| Some([ends.first()?.as_str(), ends.get(1)?.as_str()]));
    let dial = Dial::find(&scenario, &territory, &args.path, between)
        .map_err(|message| Failure::of_input(message, "see `bassin check` for the keys and their ranges"))?;
    let Some(fork) = run::first_difference(&scenario) else {
        return Err(Failure::of_input("the scenario holds no policy", "there is no effect to solve for"));
    };
    let parameters = bassin::institutions::parameters(&territory)?;
    progress::listen_to_interrupts();

    let seeds = describe::seeds(&scenario);
    let window = Window::new(fork, scenario.run.through);
    let shown = Shown::new("solve", months(&scenario) * seeds.len() as u64, args.quiet, false);
    let people = People::by_inhabitants(&scenario, &territory);
    let keeps = bytes_of_state(&people) * seeds.len() as f64 <= MOST_BYTES_KEPT;
    let mut kept: Vec<Option<Shared>> = seeds.iter().map(|_| None).collect();
    let mut search = Search::new(dial.low, dial.high, dial.step, MOST_POSITIONS);
    let mut unknown = None;
    let ran = parallel::with_threads(args.threads, || -> Result<(), Failure> {
        while let Some(position) = search.next() {
            let version = file.turned(&dial, position, &territory, &parameters, &options)?;
            let inputs =
                Inputs { scenario: &version, territory: &territory, code: &code, parameters: &version.parameters };
            let shares = keeps && version.shares_its_past_with(&scenario);
            let mut replicates = Vec::new();
            for (&seed, kept) in seeds.iter().zip(&mut kept) {
                if shares {
                    let past = match kept {
                        Some(past) => past,
                        None => kept.insert(Shared::run(&[inputs], seed, &shown, None)?),
                    };
                    replicates.push(past.version(inputs, false, &shown, None)?);
                } else {
                    ensemble::run(inputs, &[seed], &shown, &mut |replicate| {
                        replicates.push(replicate);
                        Ok::<(), RunError>(())
                    })?;
                }
            }
            let description = describe(&ingredients(args, &version, (&territory, &code, &local)), false);
            let compared = Differences::of(&description, &Gazetteer::of(&territory), &replicates);
            let Some(values) = target.effect.by_seed(&compared, &window) else {
                unknown = Some(position);
                return Ok(());
            };
            if !args.quiet {
                let told = told(&target, &Estimate::of(&values));
                eprintln!("{} = {}: {told}", dial.path, dial.written(position));
            }
            search.add(Point { position, by_seed: values.iter().map(|value| value - target.value).collect() });
        }
        Ok(())
    });
    shown.end();
    ran.map_err(|reason| Failure::of_program(format!("threads cannot be started: {reason}")))??;
    if let Some(position) = unknown {
        let message =
            format!("{} cannot be told with {} = {}", target.effect.name(), dial.path, dial.written(position));
        let help = "a cost a job needs jobs in every seed: narrow the search with --between";
        return Err(Failure::of_input(message, help));
    }
    say(&answer(&dial, &target, &search, &scenario))
}

fn ingredients<'a>(
    args: &'a SolveArgs,
    scenario: &'a Scenario,
    (territory, code, local): (&'a bassin::territory::Territory, &'a bassin::law::Code, &'a LocalData),
) -> Ingredients<'a> {
    Ingredients {
        scenario,
        territory,
        code,
        local,
        path: &args.scenario,
        name: scenario.name.clone(),
        options: String::new(),
        language: Language::default(),
        outlines: None,
    }
}

/// `net_cost = 0` in the words of effects.
fn target(written: &str) -> Result<Target, Failure> {
    let names = || Effect::all().into_iter().map(Effect::name).collect::<Vec<_>>().join(", ");
    let (name, value) = written.split_once('=').ok_or_else(|| {
        Failure::of_input(format!("--until {written:?} is no target"), "write it as \"net_cost = 0\"")
    })?;
    let effect = Effect::named(name.trim()).ok_or_else(|| {
        Failure::of_input(format!("--until: {:?} is no effect", name.trim()), format!("write one of {}", names()))
    })?;
    let value: f64 = value.trim().parse().map_err(|_| {
        Failure::of_input(
            format!("--until: {:?} is no number", value.trim()),
            format!("write a plain number, here in {}, as 15000", effect.unit()),
        )
    })?;
    Ok(Target { effect, value })
}

fn told(target: &Target, estimate: &Estimate) -> String {
    let decimals = if estimate.mean.abs() < 100.0 { 1 } else { 0 };
    let half = estimate.half_width.map_or(String::new(), |half| format!(" ±{THIN_SPACE}{}", decimal(half, decimals)));
    format!("{} {}{half} {}", target.effect.name(), signed(estimate.mean, decimals), target.effect.unit())
}

fn answer(dial: &Dial, target: &Target, search: &Search, scenario: &Scenario) -> String {
    let mut text = format!("{}\n\n", scenario.title);
    for point in search.points() {
        let mut estimate = point.estimate();
        estimate.mean += target.value;
        text += &format!("  {} = {}: {}\n", dial.path, dial.written(point.position), told(target, &estimate));
    }
    let wanted = format!(
        "{} = {}{THIN_SPACE}{}",
        target.effect.name(),
        whole(target.value.round() as i64),
        target.effect.unit()
    );
    text += "\n";
    text += &match search.answer() {
        Answer::Nowhere => format!(
            "{wanted} is reached nowhere between {} and {}: the sign is the same at both ends.\n",
            dial.written(dial.low),
            dial.written(dial.high)
        ),
        Answer::At { position } => {
            let at = |value: f64| dial.written((value / dial.step as f64).round() as i64 * dial.step);
            let interval = match position.half_width {
                Some(half) => format!(
                    " (95 % interval over {} seeds: {} to {})",
                    position.seeds,
                    at(position.mean - half),
                    at(position.mean + half)
                ),
                None => " (one seed: no interval; give --seeds 1..20)".to_owned(),
            };
            format!("{wanted} at {} = {}{interval}.\n", dial.path, at(position.mean))
        }
    };
    text
}
