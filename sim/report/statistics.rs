//! The mean over seeds and its 95 % interval.

/// 97.5 % point of Student's t for 1 to 30 degrees of freedom (any printed table).
const T_975: [f64; 30] = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
    2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/// The 97.5 % point of Student's t. Above 30 degrees of freedom, linear in 1/degrees between 30 (2.042) and infinity
/// (1.960): right to the second decimal.
pub fn student(degrees: usize) -> f64 {
    match degrees {
        0 => f64::INFINITY,
        1..=30 => T_975[degrees - 1],
        _ => 1.960 + (2.042 - 1.960) * 30.0 / degrees as f64,
    }
}

/// A mean over seeds.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Estimate {
    pub mean: f64,
    /// Half the width of the 95 % interval; `None` with one seed, which tells nothing of the spread.
    pub half_width: Option<f64>,
    pub seeds: usize,
}

impl Estimate {
    /// The mean of one value a seed. Values are taken in the order of the seeds, so that the bits do not depend on
    /// which seed ended first.
    pub fn of(values: &[f64]) -> Estimate {
        let seeds = values.len();
        if seeds == 0 {
            return Estimate::default();
        }
        let n = seeds as f64;
        let mean = values.iter().sum::<f64>() / n;
        let half_width = (seeds > 1).then(|| {
            let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
            student(seeds - 1) * (squares / (n - 1.0) / n).sqrt()
        });
        Estimate { mean, half_width, seeds }
    }

    /// Whether the interval over seeds holds both signs; unknown, hence false, with one seed.
    pub fn sign_is_open(&self) -> bool {
        self.half_width.is_some_and(|half| self.mean.abs() <= half && half > 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_seeds_give_the_interval_worked_out_by_hand() {
        // Mean 2, standard deviation 1, t(2) = 4.303: half-width 4.303 / √3 = 2.4843.
        let estimate = Estimate::of(&[1.0, 2.0, 3.0]);
        assert!((estimate.mean - 2.0).abs() < 1e-12);
        assert!((estimate.half_width.unwrap_or(0.0) - 2.4843).abs() < 1e-3);
        assert!(estimate.sign_is_open());
    }

    #[test]
    fn one_seed_has_no_interval() {
        assert_eq!(Estimate::of(&[5.0]).half_width, None);
        assert!(!Estimate::of(&[5.0]).sign_is_open());
    }

    #[test]
    fn seeds_that_agree_leave_no_doubt() {
        let estimate = Estimate::of(&[5.0, 5.0]);
        assert_eq!(estimate.half_width, Some(0.0));
        assert!(!estimate.sign_is_open());
        assert!(!Estimate::of(&[0.0, 0.0]).sign_is_open());
    }

    #[test]
    fn many_seeds_come_near_the_normal_distribution() {
        assert!((student(60) - 2.000).abs() < 0.003);
        assert!((student(120) - 1.980).abs() < 0.003);
    }
}
