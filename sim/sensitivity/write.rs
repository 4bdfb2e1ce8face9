//! What is left on disk: three tables and a chart.

use std::path::Path;

use super::findings::{Findings, OfResult};
use super::outcomes::Outcome;
use super::plan::{Plan, Stage};
use crate::report::ReportError;
use crate::report::charts::screening::{self, Dot, Screening};
use crate::report::number::{MoneyUnit, plain};
use crate::report::table::Table;

/// Names written beside their dots.
const NAMED: usize = 10;

/// Writes everything into `folder`, which is empty.
///
/// # Errors
/// When the disk refuses or the chart cannot be drawn.
pub fn write(
    folder: &Path,
    title: &str,
    plan: &Plan,
    stages: &[Stage],
    results: &[Outcome],
    seeds: &[u64],
    findings: &Findings,
) -> Result<(), ReportError> {
    weights(folder, plan, findings)?;
    variance(folder, findings, seeds.len())?;
    runs(folder, plan, stages, results, seeds)?;
    let headline = findings.0.first().filter(|headline| headline.alone().next().is_some());
    headline.map_or(Ok(()), |headline| chart(folder, title, headline, seeds.len()))
}

fn number(value: Option<f64>) -> String {
    value.map_or(String::new(), |value| plain(value, 4))
}

fn weights(folder: &Path, plan: &Plan, findings: &Findings) -> Result<(), ReportError> {
    let header = [
        "effect", "unit", "stage", "rank", "name", "numbers", "grade", "low", "high", "mu", "mu_star", "sigma",
        "chance", "steps", "share",
    ];
    let mut table = Table::create(folder, "sensitivity.csv", &header)?;
    for of in &findings.0 {
        for weight in &of.weights {
            let factor = weight.factor.map(|place| &plan.factors[place]);
            let [low, high] = factor.map_or([String::new(), String::new()], |factor| factor.range.clone());
            table.row(&[
                of.result.name(),
                of.result.unit().to_owned(),
                weight.stage.to_string(),
                if weight.rank > 0 { weight.rank.to_string() } else { String::new() },
                weight.name.clone(),
                weight.numbers.to_string(),
                factor.map_or(String::new(), |factor| factor.grade.word().to_owned()),
                low,
                high,
                number(weight.found.mu),
                number(Some(weight.found.mu_star)),
                number(weight.found.sigma),
                number(weight.found.chance),
                weight.found.steps.to_string(),
                if weight.rank > 0 { plain(weight.share, 4) } else { String::new() },
            ])?;
        }
    }
    table.finish()
}

fn variance(folder: &Path, findings: &Findings, seeds: usize) -> Result<(), ReportError> {
    let header = [
        "effect",
        "unit",
        "points",
        "seeds",
        "variance_parameters",
        "variance_seeds",
        "variance_both",
        "share_parameters_one_seed",
        "share_parameters",
        "lowest",
        "mean",
        "highest",
        "points_below_zero",
        "sign",
    ];
    let mut table = Table::create(folder, "sensitivity_variance.csv", &header)?;
    for of in &findings.0 {
        let split = |value: fn(&super::variance::Split) -> f64| number(of.split.as_ref().map(value));
        let [low, mean, high] = of.range.map_or([None; 3], |range| range.map(Some));
        table.row(&[
            of.result.name(),
            of.result.unit().to_owned(),
            of.below_zero.1.to_string(),
            seeds.to_string(),
            split(|split| split.parameters),
            split(|split| split.seeds),
            split(|split| split.both),
            split(|split| split.share_of_parameters(1)),
            number(of.split.as_ref().map(|split| split.share_of_parameters(seeds))),
            number(low),
            number(mean),
            number(high),
            of.below_zero.0.to_string(),
            if of.sign_holds() { "holds" } else { "undetermined" }.to_owned(),
        ])?;
    }
    table.finish()
}

/// Every run with where its numbers stood: what another analysis of the same runs needs.
fn runs(folder: &Path, plan: &Plan, stages: &[Stage], results: &[Outcome], seeds: &[u64]) -> Result<(), ReportError> {
    let mut points = Table::create(folder, "sensitivity_points.csv", &["stage", "point", "name", "value"])?;
    let header = ["stage", "trajectory", "point", "moved", "seed", "effect", "value"];
    let mut runs = Table::create(folder, "sensitivity_runs.csv", &header)?;
    for stage in stages {
        let number_of = stage.number.to_string();
        for (point, by_seed) in stage.measured.iter().enumerate() {
            if by_seed.iter().all(Option::is_none) {
                continue;
            }
            let at = point.to_string();
            for (factor, level) in plan.factors.iter().zip(&stage.design.points[point]) {
                if let Some(level) = level {
                    points.row(&[&number_of, &at, &factor.name, &factor.written(factor.position(*level))])?;
                }
            }
            let step = stage.design.steps.iter().find(|step| step.after == point);
            let first = stage.design.steps.iter().find(|step| step.before == point);
            let trajectory = step.or(first).map_or(0, |step| step.trajectory) + 1;
            let moved = step.map_or("", |step| stage.names[step.unit].as_str());
            for (seed, measured) in seeds.iter().zip(by_seed) {
                let Some(measured) = measured else { continue };
                for (result, value) in results.iter().zip(measured) {
                    runs.row(&[
                        &number_of,
                        &trajectory.to_string(),
                        &at,
                        moved,
                        &seed.to_string(),
                        &result.name(),
                        &number(*value),
                    ])?;
                }
            }
        }
    }
    points.finish()?;
    runs.finish()
}

fn chart(folder: &Path, title: &str, headline: &OfResult, seeds: usize) -> Result<(), ReportError> {
    let largest = headline.alone().map(|weight| weight.found.mu_star).fold(0.0, f64::max);
    let (scale, unit) = if headline.result.is_money() {
        let unit = MoneyUnit::fitting(largest);
        (unit.euros(), headline.result.unit().replace('€', unit.symbol()))
    } else {
        (1.0, headline.result.unit().to_owned())
    };
    let dot = |(place, weight): (usize, &super::findings::Weight)| Dot {
        name: if place < NAMED && weight.found.mu_star > 0.0 { weight.name.clone() } else { String::new() },
        across: weight.found.mu_star / scale,
        up: weight.found.sigma.unwrap_or(0.0) / scale,
        stands_out: weight.found.stands_out(),
    };
    let title: String = title.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(70).collect();
    let chart = Screening {
        title: format!("What carries {} ({unit})", headline.result.name()),
        subtitle: format!(
            "{title} — across: mean size of the effect of moving a number over its range; up: its spread; {seeds} seed(s)"
        ),
        dots: headline.alone().enumerate().map(dot).collect(),
    };
    screening::save(folder, "sensitivity", &chart)
}
