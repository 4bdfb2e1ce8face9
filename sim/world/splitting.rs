//! Sharing an amount out so that not a cent is lost: what a département receives is spread over its cells, what a year
//! allots over its months.

use super::ledger::Ledger;
use super::post::Post;
use crate::units::{Cell, Cents, div_round};

/// Shares `total` out in proportion to `weights`; the parts sum to `total` exactly. Each part is within a cent of its
/// proportion, whatever the others are. All zero weights: everything goes to the first part.
pub fn by_weight(total: Cents, weights: &[u64]) -> Vec<Cents> {
    let sum: u64 = weights.iter().sum();
    if sum == 0 {
        let mut parts = vec![Cents::ZERO; weights.len()];
        if let Some(first) = parts.first_mut() {
            *first = total;
        }
        return parts;
    }
    let mut before = 0u64;
    let mut given = Cents::ZERO;
    weights
        .iter()
        .map(|weight| {
            before += weight;
            let upto = total.share(before as i64, sum as i64);
            let part = upto - given;
            given = upto;
            part
        })
        .collect()
}

/// The part of a yearly amount that falls in a month (1 to 12); the twelve parts sum to the year exactly.
pub fn of_month(yearly: Cents, month_of_year: u16) -> Cents {
    let upto = |months: u16| div_round(yearly.0 * i64::from(months), 12);
    Cents(upto(month_of_year) - upto(month_of_year - 1))
}

/// Books `amount` over cells in proportion to their weights, to the cent.
pub fn spread(ledger: &mut Ledger, post: Post, amount: Cents, cells: &[Cell], weights: &[u64]) {
    for (cell, part) in cells.iter().zip(by_weight(amount, weights)) {
        ledger.pay(post, *cell, part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_euros_among_three_cells_stay_ten_euros() {
        let parts = by_weight(Cents(1000), &[1, 1, 1]);
        assert_eq!(parts.iter().copied().sum::<Cents>(), Cents(1000));
        assert_eq!(parts, vec![Cents(333), Cents(334), Cents(333)]);
    }

    #[test]
    fn a_debt_is_shared_out_as_exactly_as_a_grant() {
        let parts = by_weight(Cents(-1001), &[7, 0, 13, 1]);
        assert_eq!(parts.iter().copied().sum::<Cents>(), Cents(-1001));
        assert_eq!(parts[1], Cents::ZERO);
    }

    #[test]
    fn the_twelve_months_of_a_year_sum_to_the_year() {
        for yearly in [Cents(1), Cents(100_000_007), Cents(-5)] {
            assert_eq!((1..=12).map(|m| of_month(yearly, m)).sum::<Cents>(), yearly);
        }
    }
}
