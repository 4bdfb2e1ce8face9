//! Validation: every published moment the model can compute, beside what the reference run gives.
//!
//! Why it exists: whoever trusts a difference must see how far the France it starts from is France. Published figures, each
//! with source, tolerance and whether it set a parameter, are the table `scenarios/france/validation_moments.csv`; a file a
//! topic says how the run gives the same figure. It watches a run month by month, changes nothing of it, and is not part of
//! ordinary runs.

mod demography;
mod evidence;
mod health;
mod households;
mod labour_flows;
mod living_standards;
mod means;
mod poverty;
mod public_finance;
mod rsa;
mod seen;
mod territory;
mod told;
mod unemployment;
mod wages;
mod watch;

use crate::report::statistics::Estimate;

pub use evidence::{Moment, NAME, Rule, published};
pub use seen::Seen;
pub use told::{MeasuredOn, csv, kept, table};
pub use watch::watch;

/// What one seed gives for a moment.
#[derive(Clone, PartialEq, Debug)]
pub enum Found {
    Figure(f64),
    /// Two figures of each of some places, whose correlation is the moment. Figures of places are averaged over seeds first:
    /// few are simulated in each, and chance would pass for disagreement.
    Pairs(Vec<[f64; 2]>),
}

impl Found {
    /// The moment, of this seed alone.
    pub fn number(&self) -> f64 {
        match self {
            Found::Figure(figure) => *figure,
            Found::Pairs(pairs) => means::correlation(pairs),
        }
    }
}

/// How a moment of one topic is read off what was seen of a seed.
pub struct Measure {
    pub moment: String,
    pub of: Box<dyn Fn(&Seen) -> Found + Sync>,
}

impl Measure {
    fn new(moment: &str, of: impl Fn(&Seen) -> f64 + Sync + 'static) -> Measure {
        Measure { moment: moment.to_owned(), of: Box::new(move |seen| Found::Figure(of(seen))) }
    }

    fn correlation(moment: &str, of: impl Fn(&Seen) -> [Vec<f64>; 2] + Sync + 'static) -> Measure {
        let pairs = move |seen: &Seen| {
            let [one, other] = of(seen);
            Found::Pairs(one.into_iter().zip(other).map(|(one, other)| [one, other]).collect())
        };
        Measure { moment: moment.to_owned(), of: Box::new(pairs) }
    }
}

/// The topics in the order of the page, each with its measures.
pub fn topics() -> Vec<(&'static str, Vec<Measure>)> {
    vec![
        ("labour_flows", labour_flows::measures()),
        ("unemployment_duration", unemployment::measures()),
        ("rsa", rsa::measures()),
        ("poverty", poverty::measures()),
        ("living_standards", living_standards::measures()),
        ("wages_pensions", wages::measures()),
        ("public_finance", public_finance::measures()),
        ("demography", demography::measures()),
        ("households", households::measures()),
        ("health", health::measures()),
        ("territory", territory::measures()),
    ]
}

/// Whether the simulated mean is as near the published figure as was said beforehand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    Inside,
    Outside,
}

impl Verdict {
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Inside => "inside",
            Verdict::Outside => "outside",
        }
    }
}

/// A published moment beside the simulated one.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    pub moment: &'a Moment,
    /// Mean over seeds, with its 95 % interval.
    pub simulated: Estimate,
}

impl Line<'_> {
    /// Bounds of the 95 % interval over seeds; both the mean with one seed.
    pub fn interval(&self) -> [f64; 2] {
        let half = self.simulated.half_width.unwrap_or(0.0);
        [self.simulated.mean - half, self.simulated.mean + half]
    }

    /// The mean over seeds decides: an interval wide by few seeds neither saves nor sinks a moment.
    pub fn verdict(&self) -> Verdict {
        // A hair of slack, so that a figure on the bound does not depend on how it is written.
        let bound = self.moment.tolerance * (1.0 + 1e-9);
        if (self.simulated.mean - self.moment.published).abs() <= bound { Verdict::Inside } else { Verdict::Outside }
    }
}

/// What one seed gives for every published moment, in their order.
///
/// # Errors
/// A published moment no measure is named after: a test looks for it.
pub fn simulate(moments: &[Moment], seen: &Seen) -> Result<Vec<Found>, String> {
    let topics = topics();
    let one = |moment: &Moment| {
        let measures = topics.iter().find(|(topic, _)| *topic == moment.topic).map(|(_, measures)| measures);
        let measure = measures.and_then(|all| all.iter().find(|measure| measure.moment == moment.moment));
        measure
            .map(|measure| (measure.of)(seen))
            .ok_or_else(|| format!("{NAME}: nothing in the program computes {} of {}", moment.moment, moment.topic))
    };
    moments.iter().map(one).collect()
}

/// Sets every moment beside the simulated values, one list a seed.
pub fn compare<'a>(moments: &'a [Moment], seeds: &[Vec<Found>]) -> Vec<Line<'a>> {
    let of = |(place, moment): (usize, &'a Moment)| {
        let found: Vec<&Found> = seeds.iter().map(|seed| &seed[place]).collect();
        Line { moment, simulated: estimate(&found) }
    };
    moments.iter().enumerate().map(of).collect()
}

/// The mean over seeds; of correlations, that of the means, with the interval of the jackknife.
fn estimate(found: &[&Found]) -> Estimate {
    let pairs: Vec<&[[f64; 2]]> = found
        .iter()
        .filter_map(|found| match found {
            Found::Pairs(pairs) => Some(pairs.as_slice()),
            Found::Figure(_) => None,
        })
        .collect();
    if pairs.is_empty() {
        return Estimate::of(&found.iter().map(|found| found.number()).collect::<Vec<_>>());
    }
    let mean = means::correlation(&means::of_pairs(&pairs));
    let seeds = pairs.len() as f64;
    let left_out = |place: usize| {
        let others: Vec<&[[f64; 2]]> =
            pairs.iter().enumerate().filter(|(of, _)| *of != place).map(|(_, pairs)| *pairs).collect();
        seeds * mean - (seeds - 1.0) * means::correlation(&means::of_pairs(&others))
    };
    let half_width = match pairs.len() {
        1 => None,
        n => Estimate::of(&(0..n).map(left_out).collect::<Vec<_>>()).half_width,
    };
    Estimate { mean, half_width, seeds: pairs.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_published_moment_has_one_measure_and_every_measure_its_moment() {
        let moments = published().expect("the table carried in the program reads");
        let mut named = BTreeSet::new();
        for moment in &moments {
            assert!(named.insert((moment.topic.clone(), moment.moment.clone())), "{} twice", moment.moment);
        }
        let mut measured = BTreeSet::new();
        for (topic, measures) in topics() {
            for measure in measures {
                let name = (topic.to_owned(), measure.moment);
                assert!(measured.insert(name.clone()), "{name:?} is measured twice");
            }
        }
        let lone: Vec<_> = named.symmetric_difference(&measured).collect();
        assert!(lone.is_empty(), "without a row or without a measure: {lone:?}");
        assert!(moments.len() >= 60);
    }

    fn a_line(published: f64, tolerance: f64, seeds: &[f64]) -> Verdict {
        let mut moments = super::published().expect("the table carried in the program reads");
        let moment = &mut moments[0];
        (moment.published, moment.tolerance) = (published, tolerance);
        let values: Vec<Vec<Found>> = seeds.iter().map(|value| vec![Found::Figure(*value)]).collect();
        compare(&moments[..1], &values)[0].verdict()
    }

    #[test]
    fn a_mean_on_the_bound_is_inside_and_a_hair_beyond_is_not() {
        assert_eq!(a_line(0.10, 0.01, &[0.11]), Verdict::Inside);
        assert_eq!(a_line(0.10, 0.01, &[0.1101]), Verdict::Outside);
        assert_eq!(a_line(0.10, 0.01, &[0.0899]), Verdict::Outside);
    }

    #[test]
    fn seeds_on_both_sides_are_judged_by_their_mean() {
        assert_eq!(a_line(1.0, 0.1, &[0.5, 1.5]), Verdict::Inside);
        assert_eq!(a_line(1.0, 0.1, &[1.0, 1.4]), Verdict::Outside);
    }

    #[test]
    fn figures_of_places_are_averaged_over_seeds_before_they_are_set_side_by_side() {
        // What each seed errs by is undone by the other.
        let one = Found::Pairs(vec![[1.0, 2.0], [2.0, 2.0], [3.0, 2.0]]);
        let other = Found::Pairs(vec![[1.0, 0.0], [2.0, 2.0], [3.0, 4.0]]);
        let estimate = estimate(&[&one, &other]);
        assert!((estimate.mean - 1.0).abs() < 1e-12);
        assert_eq!(estimate.seeds, 2);
    }

    #[test]
    fn a_value_that_is_no_number_is_outside() {
        assert_eq!(a_line(1.0, 0.1, &[f64::NAN]), Verdict::Outside);
    }
}
