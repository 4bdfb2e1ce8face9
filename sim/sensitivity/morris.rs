//! Elementary effects (Morris 1991, with the mean of absolute values of Campolongo et al. 2007, and groups).
//!
//! Each number stands on four levels of its range, 0, 1/3, 2/3 and 1. A trajectory begins at a random point; its steps move
//! one number (or one group of them, each in its own direction) by two levels, in random order, each number once. The
//! elementary effect of a step is the change of the result over 2/3: what the result would change by over the whole range,
//! were it a straight line. Over the trajectories: `mu` is their mean, `mu_star` the mean of their sizes, `sigma` their
//! standard deviation (large where the effect bends or depends on other numbers). Trajectories are the same for every
//! number of them asked: those of four are the first four of eight.

use crate::chance::{Chance, Process, below};
use crate::units::Month;

/// Levels of a range.
pub const LEVELS: u8 = 4;
/// Levels a step moves by.
const LEAP: u8 = 2;
/// A step's share of the range.
const DELTA: f64 = LEAP as f64 / (LEVELS - 1) as f64;

/// Where every number stands: a level, or `None` where the scenario leaves it.
pub type Point = Vec<Option<u8>>;

/// One move between two points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    pub trajectory: usize,
    /// What is moved, by its place among the units.
    pub unit: usize,
    /// Points before and after, by their place in the design.
    pub before: usize,
    pub after: usize,
    /// Whether the level rises; for a group, whether that of its first number does.
    pub rises: bool,
}

/// Which points are run, and which steps join them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Design {
    pub points: Vec<Point>,
    pub steps: Vec<Step>,
}

impl Design {
    /// `units` holds the numbers moved together, by their place among `numbers`; a number in no unit stays.
    pub fn new(numbers: usize, units: &[Vec<usize>], trajectories: usize, stage: u32) -> Design {
        let chance = Chance::new(u64::from(stage));
        let mut design = Design::default();
        for trajectory in 0..trajectories {
            let word = |number: usize, slot: u32| {
                chance.thing(Process::Screening, Month(trajectory as u16), number as u32, slot)[0]
            };
            let mut point: Point = vec![None; numbers];
            for &number in units.iter().flatten() {
                point[number] = Some(below(u32::from(LEVELS), word(number, 0)) as u8);
            }
            let mut order: Vec<usize> = (0..units.len()).collect();
            order.sort_by_key(|&unit| (word(unit, 1), unit));
            design.points.push(point.clone());
            for unit in order {
                let mut rises = None;
                for &number in &units[unit] {
                    let level = point[number].unwrap_or(0);
                    let up = level < LEAP;
                    point[number] = Some(if up { level + LEAP } else { level - LEAP });
                    rises.get_or_insert(up);
                }
                design.points.push(point.clone());
                let after = design.points.len() - 1;
                design.steps.push(Step { trajectory, unit, before: after - 1, after, rises: rises.unwrap_or(true) });
            }
        }
        design
    }
}

/// What the steps of one unit say of one result.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Screened {
    /// Mean of the elementary effects; `None` for a group, whose numbers move in both directions.
    pub mu: Option<f64>,
    /// Mean of their sizes.
    pub mu_star: f64,
    /// Their standard deviation; `None` with fewer than two.
    pub sigma: Option<f64>,
    /// How far chance alone may have moved one of them: root mean square of their standard errors over the seeds; `None`
    /// with one seed.
    pub chance: Option<f64>,
    /// Steps whose two points are known.
    pub steps: usize,
}

impl Screened {
    /// Whether the effect is larger than chance alone would make it; true when chance is not known.
    pub fn stands_out(&self) -> bool {
        self.chance.is_none_or(|chance| self.mu_star > chance)
    }
}

/// The elementary effects of every unit on a result given by point and seed; a point that is not known is `None`.
pub fn screened(design: &Design, units: &[Vec<usize>], results: &[Option<Vec<f64>>]) -> Vec<Screened> {
    let of_unit = |unit: usize| {
        let mut effects: Vec<f64> = Vec::new();
        let mut squared_errors: Vec<f64> = Vec::new();
        for step in design.steps.iter().filter(|step| step.unit == unit) {
            let (Some(before), Some(after)) = (&results[step.before], &results[step.after]) else { continue };
            let sign = if step.rises { 1.0 } else { -1.0 };
            let by_seed: Vec<f64> = before.iter().zip(after).map(|(b, a)| sign * (a - b) / DELTA).collect();
            effects.push(mean(&by_seed));
            if let Some(variance) = variance(&by_seed) {
                squared_errors.push(variance / by_seed.len() as f64);
            }
        }
        let sizes: Vec<f64> = effects.iter().map(|effect| effect.abs()).collect();
        Screened {
            mu: (units[unit].len() == 1).then(|| mean(&effects)),
            mu_star: mean(&sizes),
            sigma: variance(&effects).map(f64::sqrt),
            chance: (!squared_errors.is_empty()).then(|| mean(&squared_errors).sqrt()),
            steps: effects.len(),
        }
    };
    (0..units.len()).map(of_unit).collect()
}

/// The mean; zero of nothing.
pub fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// The sample variance; `None` with fewer than two values.
pub fn variance(values: &[f64]) -> Option<f64> {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (values.len() > 1).then(|| squares / (values.len() - 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(numbers: usize) -> Vec<Vec<usize>> {
        (0..numbers).map(|number| vec![number]).collect()
    }

    /// A function of shares of ranges, on every point of a design, without chance.
    fn results(design: &Design, of: impl Fn(&[f64]) -> f64) -> Vec<Option<Vec<f64>>> {
        let shares = |point: &Point| -> Vec<f64> {
            point.iter().map(|level| level.map_or(0.5, |level| f64::from(level) / 3.0)).collect()
        };
        design.points.iter().map(|point| Some(vec![of(&shares(point))])).collect()
    }

    #[test]
    fn each_step_moves_one_number_by_two_levels_and_each_number_once_a_trajectory() {
        let design = Design::new(5, &alone(5), 6, 1);
        assert_eq!((design.points.len(), design.steps.len()), (36, 30));
        for step in &design.steps {
            let (before, after) = (&design.points[step.before], &design.points[step.after]);
            let moved: Vec<usize> = (0..5).filter(|&number| before[number] != after[number]).collect();
            assert_eq!(moved, [step.unit]);
            assert_eq!(before[step.unit].unwrap().abs_diff(after[step.unit].unwrap()), LEAP);
            assert_eq!(step.rises, after[step.unit] > before[step.unit]);
        }
        let shorter = Design::new(5, &alone(5), 2, 1);
        assert_eq!(shorter.points[..], design.points[..12], "more trajectories begin with the same");
    }

    #[test]
    fn a_straight_line_gives_its_own_slopes_and_no_spread() {
        let design = Design::new(3, &alone(3), 5, 1);
        let found = screened(&design, &alone(3), &results(&design, |x| 7.0 * x[0] - 2.0 * x[1] + 100.0));
        for (found, slope) in found.iter().zip([7.0, -2.0, 0.0]) {
            assert!((found.mu.unwrap() - slope).abs() < 1e-9 && (found.mu_star - f64::abs(slope)).abs() < 1e-9);
            assert!(found.sigma.unwrap() < 1e-9 && found.steps == 5);
        }
    }

    #[test]
    fn the_function_of_ishigami_is_ranked_as_is_known_with_its_third_number_acting_through_the_first_only() {
        let pi = std::f64::consts::PI;
        let ishigami = |x: &[f64]| {
            let [a, b, c] = [0, 1, 2].map(|i| -pi + 2.0 * pi * x[i]);
            libm::sin(a) + 7.0 * libm::sin(b) * libm::sin(b) + 0.1 * c * c * c * c * libm::sin(a)
        };
        let design = Design::new(3, &alone(3), 200, 1);
        let found = screened(&design, &alone(3), &results(&design, ishigami));
        // By hand, on four levels of [−π, π] (−π, −π/3, π/3, π; sines 0, −s, s, 0 with s = √3/2): a step of the first
        // changes the sine by s in size, times 1 + 0.1 c⁴ whose mean is 1 + 0.1 (π⁴ + (π/3)⁴)/2, over 2/3.
        let s = 3.0f64.sqrt() / 2.0;
        let p4 = pi * pi * pi * pi;
        let first = s * (1.0 + 0.05 * (p4 + p4 / 81.0)) / DELTA;
        let second = 7.0 * s * s / DELTA;
        // The third: s or nothing by the first, each half of the time, times 0.1 (π⁴ − (π/3)⁴).
        let third = 0.5 * s * 0.1 * (p4 - p4 / 81.0) / DELTA;
        for (found, expected) in found.iter().zip([first, second, third]) {
            assert!((found.mu_star / expected - 1.0).abs() < 0.15, "{found:?} {expected}");
        }
        assert!(found[2].sigma.unwrap() > found[2].mu.unwrap().abs() * 2.0, "its sign is the first number's");
        assert!(found[2].mu_star < found[0].mu_star && found[2].mu_star < found[1].mu_star);
    }

    #[test]
    fn a_group_is_as_heavy_as_what_is_in_it_and_has_no_sign() {
        let units = vec![vec![0, 1], vec![2, 3]];
        let design = Design::new(5, &units, 20, 1);
        assert!(design.points.iter().all(|point| point[4].is_none()), "what is in no group stays");
        let found = screened(&design, &units, &results(&design, |x| 10.0 * x[0] + x[2]));
        assert!((found[0].mu_star - 10.0).abs() < 1e-9 && (found[1].mu_star - 1.0).abs() < 1e-9);
        assert_eq!(found[0].mu, None);
    }

    #[test]
    fn a_point_that_is_not_known_leaves_its_steps_out() {
        let design = Design::new(2, &alone(2), 2, 1);
        let mut results = results(&design, |x| x[0]);
        results[2] = None;
        let found = screened(&design, &alone(2), &results);
        assert_eq!(found.iter().map(|found| found.steps).sum::<usize>(), 3);
    }

    #[test]
    fn what_only_chance_moves_does_not_stand_out() {
        let design = Design::new(1, &alone(1), 3, 1);
        let noise = [1.0, -0.8, 0.3, 1.2, -0.6, -1.1];
        let seeds = |point: usize| Some(vec![noise[point], -noise[point] * 0.9]);
        let found = screened(&design, &alone(1), &(0..6).map(seeds).collect::<Vec<_>>());
        assert!(!found[0].stands_out(), "{:?}", found[0]);
    }
}
