//! What came out: how heavy each number is on each result, how the variance splits, whether the sign ever changes.

use super::morris::{Screened, mean, screened};
use super::outcomes::Outcome;
use super::plan::{Plan, Stage};
use super::variance::Split;

/// One number, or one family, and one result.
#[derive(Clone, Debug)]
pub struct Weight {
    /// 1: a family (or a number, when they are few); 2: a number.
    pub stage: u32,
    pub name: String,
    /// The number, by its place among the factors; `None` for a family.
    pub factor: Option<usize>,
    /// How many numbers are moved together.
    pub numbers: usize,
    pub found: Screened,
    /// Among those moved alone in the same stage, heaviest first; 0 for a family.
    pub rank: usize,
    /// Its part of the sum of squares of the mean sizes, among those moved alone; 0 for a family.
    pub share: f64,
}

/// All that is found of one result.
#[derive(Clone, Debug)]
pub struct OfResult {
    pub result: Outcome,
    /// Numbers moved alone first, by rank; then families, heaviest first.
    pub weights: Vec<Weight>,
    /// Over the points at which every family moves.
    pub split: Option<Split>,
    /// Means over the seeds, by point: smallest, mean, largest.
    pub range: Option<[f64; 3]>,
    /// Points with a mean below zero, and of all.
    pub below_zero: (usize, usize),
}

impl OfResult {
    /// Whether the result has one sign at every point.
    pub fn sign_holds(&self) -> bool {
        self.range.is_some_and(|[low, _, high]| low > 0.0 || high < 0.0)
    }

    /// Numbers moved alone, heaviest first.
    pub fn alone(&self) -> impl Iterator<Item = &Weight> {
        self.weights.iter().filter(|weight| weight.rank > 0)
    }
}

/// All findings.
#[derive(Clone, Debug)]
pub struct Findings(pub Vec<OfResult>);

impl Findings {
    /// From the stages as far as they were run. A result no run can tell is left out.
    pub fn of(plan: &Plan, stages: &[Stage], results: &[Outcome]) -> Findings {
        let of = |(place, &result): (usize, &Outcome)| of_result(plan, stages, place, result);
        Findings(results.iter().enumerate().filter_map(of).collect())
    }
}

fn of_result(plan: &Plan, stages: &[Stage], place: usize, result: Outcome) -> Option<OfResult> {
    let mut weights = Vec::new();
    for stage in stages {
        let found = screened(&stage.design, &stage.units, &stage.results(place));
        let mut of_stage: Vec<Weight> = found
            .into_iter()
            .enumerate()
            .filter(|(_, found)| found.steps > 0)
            .map(|(unit, found)| Weight {
                stage: stage.number,
                name: stage.names[unit].clone(),
                factor: match stage.units[unit][..] {
                    [only] => Some(only),
                    _ => None,
                },
                numbers: stage.units[unit].len(),
                found,
                rank: 0,
                share: 0.0,
            })
            .collect();
        of_stage.sort_by(|a, b| b.found.mu_star.total_cmp(&a.found.mu_star).then(a.name.cmp(&b.name)));
        let is_last_of_plan = stage.number == 2 || !plan.has_two_stages();
        if is_last_of_plan {
            let squares: f64 = of_stage.iter().map(|weight| weight.found.mu_star * weight.found.mu_star).sum();
            for (rank, weight) in of_stage.iter_mut().enumerate() {
                weight.rank = rank + 1;
                let square = weight.found.mu_star * weight.found.mu_star;
                weight.share = if squares > 0.0 { square / squares } else { 0.0 };
            }
        }
        weights.extend(of_stage);
    }
    weights.sort_by_key(|weight| (weight.rank == 0, weight.rank));
    let everywhere: Vec<Vec<f64>> = stages.iter().flat_map(|stage| stage.results(place)).flatten().collect();
    if everywhere.is_empty() {
        return None;
    }
    let first: Vec<Vec<f64>> = stages.first()?.results(place).into_iter().flatten().collect();
    let means: Vec<f64> = everywhere.iter().map(|by_seed| mean(by_seed)).collect();
    let low = means.iter().copied().fold(f64::INFINITY, f64::min);
    let high = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Some(OfResult {
        result,
        weights,
        split: Split::of(&first.iter().map(Vec::as_slice).collect::<Vec<_>>()),
        range: Some([low, mean(&means), high]),
        below_zero: (means.iter().filter(|mean| **mean < 0.0).count(), means.len()),
    })
}
