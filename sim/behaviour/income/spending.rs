//! Consumption: the share of disposable income that is spent falls with the living standard; VAT goes to the State, part
//! of the rest to imports.

use crate::units::{Cents, Rate};
use crate::world::{Post, Tally};

/// Shares spent by monthly living standard (cents a consumption unit), from the lowest step up, and the VAT content.
#[derive(Clone, Debug)]
pub struct Spending {
    /// (upper bound of the step, marginal share spent within it).
    steps: Vec<(i64, Rate)>,
    /// The slices of every household of so many tenths of units, side by side.
    slices: Vec<Slice>,
    /// VAT in what is spent, tax included.
    vat: Rate,
    imports: Rate,
}

/// Income within one step, for a household of so many units.
#[derive(Clone, Copy, Debug)]
struct Slice {
    /// Where it begins, cents.
    from: i64,
    /// What is spent of all income below.
    spent_below: Cents,
    share: Rate,
}

/// Households of more tenths of units than this have their slices worked out each time.
const UNITS: i64 = 100;

impl Spending {
    /// From (upper bound of the step, marginal share spent within it), the lowest first.
    pub fn new(steps: Vec<(i64, Rate)>, vat: Rate, imports: Rate) -> Spending {
        let slices = (0..=UNITS).flat_map(|units| slices_of(&steps, units)).collect();
        Spending { steps, slices, vat, imports }
    }

    /// What a household of `units` tenths of consumption units spends out of `disposable` this month.
    pub fn spent(&self, disposable: Cents, units: i64) -> Cents {
        let among = |slices: &[Slice]| {
            let slice = slices.iter().rev().find(|slice| disposable.0 > slice.from);
            slice.map_or(Cents::ZERO, |slice| slice.spent_below + (disposable - Cents(slice.from)).times(slice.share))
        };
        let first = units as usize * self.steps.len();
        match self.slices.get(first..first + self.steps.len()) {
            Some(slices) => among(slices),
            None => among(&slices_of(&self.steps, units)),
        }
    }

    /// Books what is spent.
    pub fn book(&self, spent: Cents, tally: &mut Tally) {
        let vat = spent.times(self.vat);
        tally.pay(Post::Vat, vat);
        tally.pay(Post::Consumption, spent - vat);
        tally.pay(Post::Imports, (spent - vat).times(self.imports));
    }
}

/// The slices of income of a household of `units` tenths.
fn slices_of(steps: &[(i64, Rate)], units: i64) -> Vec<Slice> {
    let (mut from, mut spent_below) = (0, Cents::ZERO);
    let slice = |&(bound, share): &(i64, Rate)| {
        let slice = Slice { from, spent_below, share };
        let bound = bound.saturating_mul(units) / 10;
        // The last step has no upper bound: nothing lies above it.
        let within = Cents((bound - from).min(i64::MAX / 2_000_000));
        (from, spent_below) = (bound, spent_below + within.times(share));
        slice
    };
    steps.iter().map(slice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_poor_spend_all_and_the_rich_save_part() {
        let steps = vec![(100_000, Rate::ONE), (i64::MAX / 1_000_000, Rate(500_000))];
        let spending = Spending::new(steps, Rate(100_000), Rate(0));
        assert_eq!(spending.spent(Cents(80_000), 10), Cents(80_000));
        assert_eq!(spending.spent(Cents(300_000), 10), Cents(200_000));
        // A couple (1.5 units) reaches the second step later.
        assert_eq!(spending.spent(Cents(300_000), 15), Cents(225_000));
    }

    #[test]
    fn a_household_larger_than_the_table_spends_as_the_steps_say() {
        let spending =
            Spending::new(vec![(100_000, Rate(900_000)), (i64::MAX / 1_000_000, Rate(1_000))], Rate(0), Rate(0));
        // 12 units: the first step ends at 12,000 €.
        assert_eq!(spending.spent(Cents(1_300_000), 120), Cents(1_080_100));
        assert_eq!(spending.spent(Cents(900_000), 120), Cents(810_000));
        assert_eq!(spending.spent(Cents(0), 10), Cents::ZERO);
    }
}
