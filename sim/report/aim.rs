//! What an ensemble stops on: an effect, the years it is taken over, and how well it must be known. And how much pairing
//! saves: how many times as many seeds independent arms would need.

use super::areas::Area;
use super::differences::Differences;
use super::effects::{Effect, Window};
use super::number::{THIN_SPACE, decimal, whole};
use super::statistics::Estimate;
use super::yearly::Quantity;
use crate::measures::Indicator;
use crate::world::body::Body;

/// How well an effect must be known.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Aim {
    pub effect: Effect,
    /// Whose cost, for a cost a job; all public bodies if `None`.
    pub body: Option<Body>,
    /// First and last, both included.
    pub years: (u16, u16),
    /// Half the 95 % interval to reach, in the unit of the effect.
    pub half_width: f64,
    /// The largest number of seeds.
    pub at_most: usize,
}

impl Aim {
    /// The aim in the words of a scenario; `None` for words that name nothing.
    pub fn named(until: &str, body: &str, years: (u16, u16), half_width: f64, at_most: usize) -> Option<Aim> {
        let body = match body {
            "all" => None,
            name => Some(*Body::ALL.iter().find(|body| body.name() == name)?),
        };
        let effect = match (Effect::named(until)?, body) {
            (Effect::NetCost, Some(body)) => Effect::NetCostTo(body),
            (effect, _) => effect,
        };
        Some(Aim { effect, body, years, half_width, at_most })
    }

    /// The effect over the years of the aim; `None` where the run cannot say (no job in an EBE in a seed).
    pub fn estimate(&self, compared: &Differences) -> Option<Estimate> {
        let years: Vec<u16> = (self.years.0..=self.years.1).collect();
        let months: u16 = years.iter().map(|&year| compared.months_of(year)).sum();
        let window = Window { years, length: f64::from(months) / 12.0 };
        let values = match (self.effect, self.body) {
            (Effect::NetCostPerFte, Some(body)) => {
                let fte = Quantity::Indicator(Indicator::EbeFte);
                let ratios = compared.ratios(&window.years, Area::RUN, Quantity::Balance(body), fte)?;
                // A gain of the body is above zero in the books, a cost here.
                ratios.into_iter().map(|value| 0.0 - value).collect()
            }
            _ => self.effect.by_seed(compared, &window)?,
        };
        (!values.is_empty()).then(|| Estimate::of(&values))
    }

    /// Whether an estimate is as narrow as asked.
    pub fn is_reached_by(&self, estimate: Option<Estimate>) -> bool {
        estimate.and_then(|estimate| estimate.half_width).is_some_and(|half| half <= self.half_width)
    }

    /// Whether it was reached, in a sentence.
    pub fn told(&self, estimate: Option<Estimate>, seeds: usize) -> String {
        let unit = self.effect.unit();
        let whose = self.body.map_or(String::new(), |body| format!(" to {}", body.name()));
        let (first, last) = self.years;
        let asked = format!(
            "`{}`{whose} over {first} to {last} within ±{THIN_SPACE}{} {unit}",
            self.effect.name(),
            whole(self.half_width.round() as i64)
        );
        let half = estimate.and_then(|estimate| estimate.half_width);
        match half.map(|half| (half, decimal(half, if half < 100.0 { 1 } else { 0 }))) {
            Some((half, written)) if half <= self.half_width => {
                format!("Seeds were added until {asked}: reached with {seeds} seeds (±{THIN_SPACE}{written} {unit}).")
            }
            Some((_, written)) => format!(
                "Seeds were to be added until {asked}: **not reached** with the {seeds} seeds allowed \
                 (±{THIN_SPACE}{written} {unit}); raise `at_most`, or accept a wider interval."
            ),
            None => format!(
                "Seeds were to be added until {asked}: **not reached**, as the {seeds} seeds run cannot tell it (in one \
                 at least there is nothing to divide by)."
            ),
        }
    }
}

/// What pairing saves on an effect: the variance of the reference and that of the reform together, over the variance of
/// their difference on the same draws. Independent seeds in each arm would need so many times as many for the same
/// interval. `None` with one seed, or where all seeds agree.
pub fn variance_reduction(arms: &[(f64, f64)]) -> Option<f64> {
    if arms.len() < 2 {
        return None;
    }
    let variance = |of: &dyn Fn(&(f64, f64)) -> f64| {
        let n = arms.len() as f64;
        let mean = arms.iter().map(of).sum::<f64>() / n;
        arms.iter().map(|pair| (of(pair) - mean) * (of(pair) - mean)).sum::<f64>() / (n - 1.0)
    };
    let apart = variance(&|pair| pair.0) + variance(&|pair| pair.1);
    let paired = variance(&|pair| pair.1 - pair.0);
    (paired > 0.0).then(|| apart / paired)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arms_that_move_together_need_far_fewer_seeds_and_independent_ones_none_fewer() {
        // Reference 10, 20, 30 (variance 100); reform 11, 22, 30 (variance 91); difference 1, 2, 0 (variance 1).
        let factor = variance_reduction(&[(10.0, 11.0), (20.0, 22.0), (30.0, 30.0)]).expect("three seeds");
        assert!((factor - (100.0 + 91.0)).abs() < 1e-9, "{factor}");
        assert_eq!(variance_reduction(&[(1.0, 2.0)]), None, "one seed tells nothing");
        assert_eq!(variance_reduction(&[(1.0, 2.0), (5.0, 6.0)]), None, "seeds that agree leave nothing to reduce");
    }

    #[test]
    fn an_aim_says_whether_it_was_reached_and_how_far_it_stayed() {
        let aim = Aim::named("net_cost_per_fte", "departement", (2027, 2030), 500.0, 60).expect("an aim");
        assert_eq!(aim.body, Some(Body::Departement));
        let of = |half| Some(Estimate { mean: 1.0, half_width: Some(half), seeds: 12 });
        assert!(aim.is_reached_by(of(499.0)) && !aim.is_reached_by(of(501.0)) && !aim.is_reached_by(None));
        assert!(aim.told(of(499.0), 12).contains("reached with 12 seeds"));
        assert!(aim.told(of(800.0), 60).contains("not reached"));
        assert_eq!(
            Aim::named("net_cost", "etat", (2020, 2020), 1.0, 2).map(|aim| aim.effect),
            Some(Effect::NetCostTo(Body::Etat))
        );
        assert!(Aim::named("net_cots", "all", (2020, 2020), 1.0, 2).is_none());
    }
}
