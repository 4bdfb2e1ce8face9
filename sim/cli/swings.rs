//! The assumptions of a finished run swung over their ranges, for its page.

use bassin::ensemble::{self, Inputs};
use bassin::measures::Replicate;
use bassin::parallel;
use bassin::report::Gazetteer;
use bassin::report::Writer;
use bassin::report::description::Description;
use bassin::report::differences::Differences;
use bassin::report::effects::{Effect, Window};
use bassin::report::page::setting::Swing;
use bassin::run::{self, RunError, Shared};
use bassin::scenario::{Dial, Options, Scenario};
use bassin::sensitivity::Factor;
use bassin::sensitivity::swings::{SwingPlan, Swung, heaviest};

use super::describe::{self, Ingredients, describe};
use super::progress::Shown;
use super::run::{Loaded, months_of_reference, months_of_reform};
use super::{RunArgs, ranks};

/// The swings of a run, or why there are none.
pub enum Swings {
    /// With the sample and the seed they were worked out on.
    Found(Vec<Swing>, (u32, u64)),
    Without(String),
}

/// Why swings were given up.
enum GaveUp {
    Run(RunError),
    Told(String),
}

impl From<RunError> for GaveUp {
    fn from(error: RunError) -> GaveUp {
        GaveUp::Run(error)
    }
}

/// Swings the assumptions of a run whose seeds are all in `writer`.
pub fn swing(args: &RunArgs, loaded: &Loaded, of: &Ingredients<'_>, writer: &Writer) -> Swings {
    let Loaded { scenario, territory, .. } = loaded;
    let inhabitants =
        scenario.run.cells.iter().map(|cell| u64::from(territory.cells[cell.index()].population_2019)).sum();
    let seeds = writer.finished();
    let (Some(fork), Some(seed)) = (run::first_difference(scenario), describe::seeds(scenario).first().copied()) else {
        return Swings::Without(String::new());
    };
    if !ranks::sharing_blocks().is_alone() {
        let why = "assumptions are not swung over their ranges with --distribute cells; `bassin sensitivity` does";
        return Swings::Without(why.to_owned());
    }
    let Some(plan) = SwingPlan::new(scenario, territory, seeds, inhabitants) else {
        let nothing = scenario.policies.is_empty();
        let why = "the run is too short, or its places too small, to swing its assumptions over their ranges; \
                   `bassin sensitivity` does";
        return Swings::Without(if nothing { String::new() } else { why.to_owned() });
    };
    let window = Window::new(fork, scenario.run.through);
    let Some(headline) = writer.effect(Effect::NetCost, &window) else { return Swings::Without(String::new()) };
    let options = Options { one_in: Some(plan.one_in), ..args.changes.options() };
    let whole = months_of_reference(scenario) + months_of_reform(scenario);
    let parameters = plan.parameters.len() as u64;
    let months = whole + 2 * (plan.keys.len() as u64 * months_of_reform(scenario) + parameters * whole);
    if !args.quiet {
        eprintln!(
            "Swinging {} assumptions over their ranges, one household in {} (--no-swings leaves it out).",
            plan.keys.len() + plan.parameters.len(),
            plan.one_in
        );
    }
    let shown = Shown::new("swings", months, args.quiet, false);
    let swung = parallel::with_threads(args.threads, || {
        let run = Swinging {
            loaded,
            options: &options,
            seed,
            window: &window,
            description: describe(of, false),
            shown: &shown,
        };
        run.all(&plan)
    });
    shown.end();
    let swung = match swung {
        Ok(Ok(swung)) => heaviest(swung),
        Ok(Err(GaveUp::Run(RunError::Stopped { .. }))) => {
            return Swings::Without("stopped as asked: the result is written without the swings".to_owned());
        }
        Ok(Err(GaveUp::Run(error))) => return Swings::Without(format!("assumptions could not be swung: {error}")),
        Ok(Err(GaveUp::Told(message))) | Err(message) => {
            return Swings::Without(format!("assumptions could not be swung: {message}"));
        }
    };
    let told = |swung: &Swung<'_>| Swing {
        name: swung.factor.name.clone(),
        about: swung.factor.about.clone(),
        low: swung.factor.range[0].clone(),
        high: swung.factor.range[1].clone(),
        at_low: headline + swung.at_low,
        at_high: headline + swung.at_high,
    };
    Swings::Found(swung.iter().map(told).collect(), (plan.one_in, seed))
}

struct Swinging<'a> {
    loaded: &'a Loaded,
    options: &'a Options,
    seed: u64,
    window: &'a Window,
    /// For its months only.
    description: Description,
    shown: &'a Shown,
}

impl Swinging<'_> {
    fn all<'p>(&self, plan: &'p SwingPlan) -> Result<Vec<Swung<'p>>, GaveUp> {
        let base = self.version(&[]).map_err(GaveUp::Told)?;
        let mut keys: Vec<(&Factor, [Scenario; 2])> = Vec::new();
        for factor in &plan.keys {
            keys.extend(self.ends(factor).map(|ends| (factor, ends)));
        }
        let versions: Vec<&Scenario> =
            std::iter::once(&base).chain(keys.iter().flat_map(|(_, ends)| ends.iter())).collect();
        // A key that would give the reform another past does not exist; if one did, its ends would run alone.
        let inputs: Vec<Inputs<'_>> = versions.iter().map(|version| self.inputs(version)).collect();
        let mut costs: Vec<f64> = Vec::new();
        let mut shared = Shared::run(&inputs, self.seed, self.shown, None)?;
        for (place, &input) in inputs.iter().enumerate() {
            costs.push(self.cost(shared.version(input, place + 1 == inputs.len(), self.shown, None)?)?);
        }
        drop(shared);
        let at_base = costs[0];
        let of_keys = keys.iter().zip(costs[1..].chunks_exact(2));
        let mut swung: Vec<Swung<'p>> = of_keys
            .map(|((factor, _), ends)| Swung { factor, at_low: ends[0] - at_base, at_high: ends[1] - at_base })
            .collect();
        for factor in &plan.parameters {
            let Some(ends) = self.ends(factor) else { continue };
            let mut at = [0.0; 2];
            for (at, end) in at.iter_mut().zip(&ends) {
                let mut cost = Err(GaveUp::Told("no replicate".to_owned()));
                ensemble::run(self.inputs(end), &[self.seed], self.shown, &mut |replicate| {
                    cost = self.cost(replicate);
                    Ok(())
                })?;
                *at = cost? - at_base;
            }
            swung.push(Swung { factor, at_low: at[0], at_high: at[1] });
        }
        Ok(swung)
    }

    fn inputs<'s>(&'s self, scenario: &'s Scenario) -> Inputs<'s> {
        let Loaded { territory, code, .. } = self.loaded;
        Inputs { scenario, territory, code, parameters: &scenario.parameters }
    }

    /// The scenario at both ends of a range; `None` where an end does not go with the rest of it.
    fn ends(&self, factor: &Factor) -> Option<[Scenario; 2]> {
        let at = |end: i64| self.version(&[(&factor.dial, end)]).ok();
        Some([at(factor.dial.low)?, at(factor.dial.high)?])
    }

    fn version(&self, dials: &[(&Dial, i64)]) -> Result<Scenario, String> {
        let Loaded { file, territory, .. } = self.loaded;
        let parameters = bassin::institutions::parameters(territory).map_err(|error| error.to_string())?;
        file.moved(dials, territory, &parameters, self.options).map_err(|error| error.to_string())
    }

    fn cost(&self, replicate: Replicate) -> Result<f64, GaveUp> {
        let compared = Differences::of(&self.description, &Gazetteer::of(&self.loaded.territory), &[replicate]);
        let values = Effect::NetCost.by_seed(&compared, self.window);
        values.and_then(|values| values.first().copied()).ok_or_else(|| GaveUp::Told("the run has no cost".to_owned()))
    }
}
