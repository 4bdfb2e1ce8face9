//! Draws used while a cell is populated: uniform, normal, Gumbel, from one sequential generator per cell.
//!
//! Floats are allowed here: they choose, they never enter the state. It imports `chance` only.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use crate::chance::{fraction, normal};

/// The sequence of draws of one cell (or of the national prototypes).
pub struct Draws(ChaCha8Rng);

impl Draws {
    pub fn new(rng: ChaCha8Rng) -> Draws {
        Draws(rng)
    }
    pub fn word(&mut self) -> u32 {
        self.0.next_u32()
    }
    /// Uniform in (0, 1).
    pub fn uniform(&mut self) -> f64 {
        fraction(self.0.next_u32())
    }
    /// Standard normal.
    pub fn normal(&mut self) -> f64 {
        normal(self.uniform())
    }
    /// Standard logistic: a score with this noise that passes a threshold follows a logit.
    pub fn logistic(&mut self) -> f64 {
        let u = self.uniform();
        libm::log(u / (1.0 - u))
    }
    /// 0 to n − 1.
    pub fn below(&mut self, n: u32) -> u32 {
        crate::chance::below(n, self.0.next_u32())
    }
    /// The first index whose cumulated share exceeds a uniform draw; the last one if shares fall short of 1.
    pub fn choose(&mut self, shares: &[f64]) -> usize {
        let mut left = self.uniform() * shares.iter().sum::<f64>();
        for (index, share) in shares.iter().enumerate() {
            left -= share;
            if left < 0.0 {
                return index;
            }
        }
        shares.len() - 1
    }
}

/// Cumulative distribution of the standard normal.
pub fn normal_cumulative(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// ln(p / (1 − p)), p kept away from 0 and 1.
pub fn logit(p: f64) -> f64 {
    let p = p.clamp(1e-6, 1.0 - 1e-6);
    libm::log(p / (1.0 - p))
}

/// The inverse of [`logit`].
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}
