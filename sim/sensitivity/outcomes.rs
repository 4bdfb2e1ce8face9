//! The results looked at: what the reform costs the body the question names and all bodies together, who leaves poverty,
//! what a lasting exit costs.

use crate::measures::Replicate;
use crate::report::Gazetteer;
use crate::report::areas::Area;
use crate::report::description::Description;
use crate::report::differences::Differences;
use crate::report::effects::{Effect, Window};
use crate::report::page::asked_first;
use crate::report::yearly::Quantity;
use crate::world::body::Body;

/// One result of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Effect(Effect),
    /// Net cost to all public bodies over persons who left poverty to stay out, in the years whose exits are known to last.
    CostPerLastingExit,
}

/// The results of one run, in the order of [`Outcome::all`]; `None` where the run cannot say.
pub type Measured = Vec<Option<f64>>;

impl Outcome {
    /// The headline first: the cost to the body asked for, or else named by the question.
    pub fn all(body: Option<Body>, question: &str) -> Vec<Outcome> {
        let body = body.or_else(|| asked_first(question));
        let first = body.map(|body| Outcome::Effect(Effect::NetCostTo(body)));
        let rest = [
            Outcome::Effect(Effect::NetCost),
            Outcome::Effect(Effect::PovertyAvoided),
            Outcome::Effect(Effect::LastingExits),
            Outcome::CostPerLastingExit,
        ];
        first.into_iter().chain(rest).collect()
    }

    pub fn name(self) -> String {
        match self {
            Outcome::Effect(effect) => effect.name(),
            Outcome::CostPerLastingExit => "cost_per_lasting_exit".into(),
        }
    }

    pub const fn unit(self) -> &'static str {
        match self {
            Outcome::Effect(effect) => effect.unit(),
            Outcome::CostPerLastingExit => "€/person",
        }
    }

    /// Whether it is an amount of money.
    pub fn is_money(self) -> bool {
        self.unit().starts_with('€')
    }
}

/// Reads the results of one replicate over `window`.
pub fn measure(
    results: &[Outcome],
    description: &Description,
    gazetteer: &Gazetteer,
    window: &Window,
    replicate: Replicate,
) -> Measured {
    let compared = Differences::of(description, gazetteer, &[replicate]);
    let one = |values: Option<Vec<f64>>| values.and_then(|values| values.first().copied());
    let of = |result: &Outcome| match result {
        Outcome::Effect(effect) => one(effect.by_seed(&compared, window)),
        Outcome::CostPerLastingExit => {
            let lasting = Quantity::LastingExits(None);
            let known = |year: &&u16| compared.in_year(**year, Area::RUN, lasting).is_some();
            let known: Vec<u16> = window.years.iter().filter(known).copied().collect();
            let exits = one(compared.sums(&known, Area::RUN, lasting))?;
            let gain = one(compared.sums(&known, Area::RUN, Quantity::Consolidated))?;
            (exits > 0.0).then(|| -gain / exits)
        }
    };
    results.iter().map(of).collect()
}
