//! Consumption: the share of disposable income that is spent falls with the living standard; VAT goes to the State, part
//! of the rest to imports.

use crate::units::{Cents, Rate};
use crate::world::{Post, Tally};

/// Shares spent by monthly living standard (cents a consumption unit), from the lowest step up, and the VAT content.
#[derive(Clone, Debug)]
pub struct Spending {
    /// (upper bound of the step, marginal share spent within it).
    pub steps: Vec<(i64, Rate)>,
    /// VAT in what is spent, tax included.
    pub vat: Rate,
    pub imports: Rate,
}

impl Spending {
    /// What a household of `units` tenths of consumption units spends out of `disposable` this month.
    pub fn spent(&self, disposable: Cents, units: i64) -> Cents {
        let mut spent = 0;
        let mut below = 0;
        for &(bound, share) in &self.steps {
            let bound = bound.saturating_mul(units) / 10;
            let slice = disposable.0.min(bound) - below;
            if slice <= 0 {
                break;
            }
            spent += Cents(slice).times(share).0;
            below = bound;
        }
        Cents(spent)
    }

    /// Books what is spent.
    pub fn book(&self, spent: Cents, tally: &mut Tally) {
        let vat = spent.times(self.vat);
        tally.pay(Post::Vat, vat);
        tally.pay(Post::Consumption, spent - vat);
        tally.pay(Post::Imports, (spent - vat).times(self.imports));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_poor_spend_all_and_the_rich_save_part() {
        let spending = Spending {
            steps: vec![(100_000, Rate::ONE), (i64::MAX / 1_000_000, Rate(500_000))],
            vat: Rate(100_000),
            imports: Rate(0),
        };
        assert_eq!(spending.spent(Cents(80_000), 10), Cents(80_000));
        assert_eq!(spending.spent(Cents(300_000), 10), Cents(200_000));
        // A couple (1.5 units) reaches the second step later.
        assert_eq!(spending.spent(Cents(300_000), 15), Cents(225_000));
    }
}
