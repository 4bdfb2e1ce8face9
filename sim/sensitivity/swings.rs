//! The assumptions of a run swung over their ranges: what the headline becomes at both ends, the heaviest three.
//!
//! Candidates are what each policy declares: its own keys of grade assumption, and the parameters of the model it rests on
//! most. Each is set to both ends of its range, all else as in the scenario, on the first seed; what that changes, against
//! the scenario itself on the same seed and sample, is laid on the headline of the run. All of it takes at most a quarter of
//! the months of persons the run itself took: the sample is made coarser until that holds, and what still does not fit is
//! left out, parameters first, since they need a past of their own. Counts decide, never a clock, so that every machine
//! swings the same.

use super::factors::{self, Factor};
use crate::estimate::{self, NS_PER_PERSON_MONTH, NS_PER_PERSON_MONTH_OF_SPIN_UP};
use crate::keys::{Grade, Places};
use crate::scenario::Scenario;

/// Of the person-months of the run, what swings may take.
const MOST_OF_THE_RUN: f64 = 0.25;
/// Swings of fewer simulated persons would show little but chance.
const FEWEST_PERSONS: f64 = 20_000.0;
/// The coarsest sample there is.
const COARSEST: u32 = 1000;
/// Candidates looked at, at most: keys, and parameters.
const MOST_KEYS: usize = 6;
const MOST_PARAMETERS: usize = 3;
/// Those shown.
pub const SHOWN: usize = 3;

/// What is to be swung.
#[derive(Clone, Debug)]
pub struct SwingPlan {
    /// Keys of policies: they share the past of the scenario.
    pub keys: Vec<Factor>,
    /// Parameters of the model: each end has a past of its own.
    pub parameters: Vec<Factor>,
    /// One household in so many.
    pub one_in: u32,
}

/// What months of one person take, in nanoseconds of the machine the estimate was measured on.
struct Cost {
    whole: f64,
    reform: f64,
}

impl Cost {
    fn of(scenario: &Scenario) -> Cost {
        let (spin_up, lived) = estimate::months(scenario);
        let whole = spin_up as f64 * NS_PER_PERSON_MONTH_OF_SPIN_UP + lived as f64 * NS_PER_PERSON_MONTH;
        let reform = crate::run::first_difference(scenario).map_or(0, |fork| scenario.run.through.plus(1).since(fork));
        Cost { whole, reform: f64::from(reform) * NS_PER_PERSON_MONTH }
    }

    /// Of the scenario itself, and both ends of so many keys and parameters.
    fn swings(&self, keys: usize, parameters: usize) -> f64 {
        self.whole + 2.0 * (keys as f64 * self.reform + parameters as f64 * self.whole)
    }
}

impl SwingPlan {
    /// After a run of so many seeds with so many real inhabitants; `None` where nothing can be swung, or the run is too
    /// short.
    pub fn new(scenario: &Scenario, places: &dyn Places, seeds: usize, inhabitants: u64) -> Option<SwingPlan> {
        if scenario.policies.is_empty() {
            return None;
        }
        let mut keys = factors::keys(scenario, places);
        keys.retain(|factor| factor.grade == Grade::Assumption);
        keys.truncate(MOST_KEYS);
        let mut parameters: Vec<Factor> = Vec::new();
        for name in scenario.policies.iter().flat_map(|asked| asked.policy.0.rests_on) {
            if parameters.iter().all(|known| known.name != *name) {
                parameters.extend(factors::parameter(scenario, places, name));
            }
        }
        parameters.truncate(MOST_PARAMETERS);
        let cost = Cost::of(scenario);
        let budget = cost.whole * seeds as f64 * MOST_OF_THE_RUN;
        let persons = inhabitants as f64 / f64::from(scenario.run.one_in);
        while !keys.is_empty() || !parameters.is_empty() {
            let coarser = (cost.swings(keys.len(), parameters.len()) / budget).ceil().max(1.0);
            let one_in = f64::from(scenario.run.one_in) * coarser;
            if persons / coarser >= FEWEST_PERSONS && one_in <= f64::from(COARSEST) {
                return Some(SwingPlan { keys, parameters, one_in: one_in as u32 });
            }
            if parameters.pop().is_none() {
                keys.pop();
            }
        }
        None
    }
}

/// What a candidate does to the headline at its two ends.
#[derive(Clone, Debug)]
pub struct Swung<'a> {
    pub factor: &'a Factor,
    /// Euros a year, less the scenario itself on the same seed and sample.
    pub at_low: f64,
    pub at_high: f64,
}

/// The heaviest, heaviest first.
pub fn heaviest(mut swung: Vec<Swung<'_>>) -> Vec<Swung<'_>> {
    let size =
        |swung: &Swung<'_>| swung.at_low.abs().max(swung.at_high.abs()).max((swung.at_high - swung.at_low).abs());
    swung.retain(|swung| size(swung) > 0.0);
    swung.sort_by(|a, b| size(b).total_cmp(&size(a)).then(a.factor.name.cmp(&b.factor.name)));
    swung.truncate(SHOWN);
    swung
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::Parameters;
    use crate::policies;
    use crate::scenario::{Options, ScenarioFile, template};
    use crate::territory::Territory;

    fn checked(text: &str, territory: &Territory) -> Scenario {
        let file = ScenarioFile::of("t.toml", text).unwrap();
        file.check(territory, &Parameters::load().unwrap(), &Options::default()).unwrap()
    }

    #[test]
    fn what_every_policy_says_it_rests_on_is_a_parameter_that_can_be_moved() {
        let territory = Territory::load(None).unwrap();
        for policy in policies::REGISTER {
            let scenario = checked(&template(policy.name).unwrap(), &territory);
            assert!(!policy.rests_on.is_empty(), "{}", policy.name);
            for name in policy.rests_on {
                assert!(factors::parameter(&scenario, &territory, name).is_some(), "{}: {name}", policy.name);
            }
        }
    }

    #[test]
    fn swings_take_a_quarter_of_the_run_at_most_and_give_up_where_the_sample_would_be_too_small() {
        let territory = Territory::load(None).unwrap();
        let scenario = checked(&template("childcare").unwrap(), &territory);
        let cost = Cost::of(&scenario);
        for (seeds, inhabitants) in [(1, 40_000_000), (3, 20_000_000), (20, 60_000_000)] {
            let plan = SwingPlan::new(&scenario, &territory, seeds, inhabitants).unwrap();
            let coarser = f64::from(plan.one_in) / f64::from(scenario.run.one_in);
            let taken = cost.swings(plan.keys.len(), plan.parameters.len()) / coarser;
            assert!(taken <= cost.whole * seeds as f64 / 4.0, "{seeds} seeds: {plan:?}");
            assert!(inhabitants as f64 / f64::from(plan.one_in) >= FEWEST_PERSONS);
        }
        assert!(SwingPlan::new(&scenario, &territory, 3, 100_000).is_none(), "one in a hundred of a small place");
    }
}
