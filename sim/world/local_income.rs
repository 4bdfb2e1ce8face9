//! Local income and what it does to residential jobs. Firms that sell to residents follow the disposable income of
//! their cell, smoothed over a quarter and taken relative to its start and to the national trend: what a reform adds to
//! or takes from a place shows in its shops with a lag. Feedback can be switched off.

use serde::{Deserialize, Serialize};

use crate::units::{Cell, Cents};

/// Smoothed disposable income of each cell, monthly, in simulated cents.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct LocalIncome {
    /// Mean of the first months observed, the base of comparison.
    base: Vec<i64>,
    smoothed: Vec<i64>,
    months: u32,
}

/// Months whose mean is the base.
const BASE_MONTHS: u32 = 6;

impl LocalIncome {
    pub fn new(cells: usize) -> LocalIncome {
        LocalIncome { base: vec![0; cells], smoothed: vec![0; cells], months: 0 }
    }

    /// Takes in a month's disposable income by cell.
    pub fn observe(&mut self, incomes: &[Cents]) {
        self.months += 1;
        for (cell, income) in incomes.iter().enumerate() {
            if self.months <= BASE_MONTHS {
                self.base[cell] += income.0 / i64::from(BASE_MONTHS);
                self.smoothed[cell] = income.0;
            } else {
                self.smoothed[cell] += (income.0 - self.smoothed[cell]) / 3;
            }
        }
    }

    /// Residential demand of a cell in millionths of its start, given the national trend of incomes (millionths of the
    /// base) and the response of residential jobs to local income.
    pub fn demand(&self, cell: Cell, trend: i64, response: f64) -> u32 {
        let base = self.base[cell.index()];
        if self.months <= BASE_MONTHS || base <= 0 {
            return 1_000_000;
        }
        let expected = base as f64 * trend as f64 / 1e6;
        let gap = (self.smoothed[cell.index()] as f64 / expected - 1.0).clamp(-0.3, 0.3);
        (1e6 * (1.0 + response * gap)).round() as u32
    }

    /// For the digest.
    pub fn put(&self, bytes: &mut Vec<u8>) {
        for value in self.base.iter().chain(&self.smoothed) {
            bytes.extend_from_slice(&value.to_le_bytes());
        }
        bytes.extend_from_slice(&self.months.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_more_income_than_the_trend_raises_residential_jobs_by_the_response() {
        let mut income = LocalIncome::new(1);
        for _ in 0..BASE_MONTHS {
            income.observe(&[Cents(1_000_000)]);
        }
        assert_eq!(income.demand(Cell(0), 1_000_000, 0.4), 1_000_000);
        for _ in 0..60 {
            income.observe(&[Cents(1_100_000)]);
        }
        let demand = income.demand(Cell(0), 1_000_000, 0.4);
        assert!((1_039_000..1_040_100).contains(&demand), "{demand}");
        // The same rise shared by the whole nation moves nothing.
        assert!((999_900..1_000_100).contains(&income.demand(Cell(0), 1_100_000, 0.4)));
    }
}
