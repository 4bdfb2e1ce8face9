//! How the variance of a result splits between parameters and seeds.
//!
//! Every point (a set of values of the parameters) is run on the same seeds: a table of points by seeds with one result in
//! each place. Two-way analysis of variance without repetition, both ways random: result = mean + point + seed + rest. With
//! P points and S seeds, the mean squares of points, seeds and rest have the expected values S·p + r, P·s + r and r, where p,
//! s and r are the variances sought; those found below zero count zero. p is what not knowing the parameters adds, s what
//! the draws add alike at every point, r what they add differently at each. A mean over n seeds keeps p and a part
//! (s + r) / n.

use super::morris::mean;

/// The three variances, in the square of the result's unit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Split {
    pub parameters: f64,
    /// Alike at every point.
    pub seeds: f64,
    /// Of parameters and seeds together: chance that depends on the point.
    pub both: f64,
    pub points: usize,
    pub number_of_seeds: usize,
}

impl Split {
    /// From results by point and seed; `None` with fewer than two of either.
    pub fn of(results: &[&[f64]]) -> Option<Split> {
        let (points, seeds) = (results.len(), results.first()?.len());
        if points < 2 || seeds < 2 || results.iter().any(|row| row.len() != seeds) {
            return None;
        }
        let (p, s) = (points as f64, seeds as f64);
        let of_point: Vec<f64> = results.iter().map(|row| mean(row)).collect();
        let column = |seed: usize| results.iter().map(|row| row[seed]).collect::<Vec<f64>>();
        let of_seed: Vec<f64> = (0..seeds).map(|seed| mean(&column(seed))).collect();
        let all = mean(&of_point);
        let squares = |means: &[f64]| means.iter().map(|m| (m - all) * (m - all)).sum::<f64>();
        let of_points = s * squares(&of_point) / (p - 1.0);
        let of_seeds = p * squares(&of_seed) / (s - 1.0);
        let mut rest = 0.0;
        for (row, point) in results.iter().zip(&of_point) {
            for (value, seed) in row.iter().zip(&of_seed) {
                let left = value - point - seed + all;
                rest += left * left;
            }
        }
        let rest = rest / ((p - 1.0) * (s - 1.0));
        Some(Split {
            parameters: ((of_points - rest) / s).max(0.0),
            seeds: ((of_seeds - rest) / p).max(0.0),
            both: rest,
            points,
            number_of_seeds: seeds,
        })
    }

    /// Of the variance of a mean over so many seeds, the share that comes from not knowing the parameters; zero where
    /// nothing varies.
    pub fn share_of_parameters(&self, seeds: usize) -> f64 {
        let chance = (self.seeds + self.both) / seeds.max(1) as f64;
        let all = self.parameters + chance;
        if all > 0.0 { self.parameters / all } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(rows: &[[f64; 3]]) -> Split {
        Split::of(&rows.iter().map(|row| row.as_slice()).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn points_that_differ_and_seeds_that_agree_leave_all_to_the_parameters() {
        let found = split(&[[1.0; 3], [3.0; 3], [5.0; 3]]);
        assert!((found.parameters - 4.0).abs() < 1e-12 && found.seeds == 0.0 && found.both.abs() < 1e-12);
        assert!((found.share_of_parameters(1) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn seeds_that_differ_alike_everywhere_leave_all_to_the_seeds() {
        let found = split(&[[1.0, 2.0, 3.0]; 4]);
        assert!(found.parameters == 0.0 && (found.seeds - 1.0).abs() < 1e-12 && found.both.abs() < 1e-12);
        assert_eq!(found.share_of_parameters(5), 0.0);
    }

    #[test]
    fn a_made_up_table_splits_as_worked_out_by_hand() {
        let found = split(&[[-1.0, 0.0, 1.0], [8.0, 10.0, 12.0]]);
        // Point means 0, 10; seed means 3.5, 5, 6.5; a rest of ±0.5 in the corners. Mean squares 150, 4.5 and 0.5 with 1, 2
        // and 2 degrees of freedom.
        assert!((found.both - 0.5).abs() < 1e-12, "{found:?}");
        assert!((found.parameters - (150.0 - 0.5) / 3.0).abs() < 1e-12);
        assert!((found.seeds - (4.5 - 0.5) / 2.0).abs() < 1e-12);
        let of_three = found.parameters / (found.parameters + (2.0 + 0.5) / 3.0);
        assert!((found.share_of_parameters(3) - of_three).abs() < 1e-12);
    }

    #[test]
    fn one_seed_or_one_point_tells_nothing() {
        assert_eq!(Split::of(&[&[1.0, 2.0]]), None);
        assert_eq!(Split::of(&[&[1.0], &[2.0]]), None);
        assert_eq!(Split::of(&[]), None);
    }
}
