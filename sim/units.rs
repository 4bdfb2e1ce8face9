//! The quantities everything else is written in: money, months, places, people.
//!
//! Why it exists: so that a month cannot be added to an amount, nor a cell used as a département. It imports nothing
//! of the crate.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

use serde::{Deserialize, Serialize};

/// An amount of money in euro cents. All money is an integer; rounding happens where the law says and is named there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize, Deserialize)]
pub struct Cents(pub i64);

impl Cents {
    pub const ZERO: Cents = Cents(0);

    /// Whole euros.
    pub const fn euros(euros: i64) -> Cents {
        Cents(euros * 100)
    }

    /// The nearest cent to an amount in euros; halves go away from zero. Only for reading published values.
    pub fn from_euros(euros: f64) -> Cents {
        Cents((euros * 100.0).round() as i64)
    }

    /// For ratios in reports, never for state.
    pub fn to_euros(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// This amount × `rate`, rounded to the nearest cent, halves away from zero.
    pub fn times(self, rate: Rate) -> Cents {
        Cents(div_round(self.0 * i64::from(rate.0), Rate::ONE_AS_I64))
    }

    /// This amount × `numerator` / `denominator`, rounded to the nearest cent; widened so that it cannot overflow.
    pub fn share(self, numerator: i64, denominator: i64) -> Cents {
        // Nearly always the product is far from overflowing: 64 bits divide many times quicker.
        if let Some(product) = self.0.checked_mul(numerator).filter(|p| p.unsigned_abs() < 1 << 62) {
            return Cents(div_round(product, denominator));
        }
        let product = i128::from(self.0) * i128::from(numerator);
        let half = i128::from(denominator) / 2;
        let rounded = if product >= 0 { product + half } else { product - half };
        Cents((rounded / i128::from(denominator)) as i64)
    }

    pub fn at_least_zero(self) -> Cents {
        Cents(self.0.max(0))
    }
}

/// Integer division rounded to nearest, halves away from zero. `denominator` is positive.
pub const fn div_round(numerator: i64, denominator: i64) -> i64 {
    let half = denominator / 2;
    if numerator >= 0 { (numerator + half) / denominator } else { (numerator - half) / denominator }
}

/// The nearest whole number, halves away from zero: `f64::round` for numbers under 2^53, without the call to the system's
/// library that `round` is on a plain x86-64 processor. Made several times a person-month.
#[inline]
pub fn nearest(value: f64) -> i64 {
    let whole = value as i64;
    let rest = value - whole as f64;
    whole + i64::from(rest >= 0.5) - i64::from(rest <= -0.5)
}

impl fmt::Debug for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:02} €", self.0.abs() / 100, self.0.abs() % 100)
    }
}

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Add for Cents {
    type Output = Cents;
    fn add(self, other: Cents) -> Cents {
        Cents(self.0 + other.0)
    }
}
impl Sub for Cents {
    type Output = Cents;
    fn sub(self, other: Cents) -> Cents {
        Cents(self.0 - other.0)
    }
}
impl AddAssign for Cents {
    fn add_assign(&mut self, other: Cents) {
        self.0 += other.0;
    }
}
impl SubAssign for Cents {
    fn sub_assign(&mut self, other: Cents) {
        self.0 -= other.0;
    }
}
impl Neg for Cents {
    type Output = Cents;
    fn neg(self) -> Cents {
        Cents(-self.0)
    }
}
impl Mul<i64> for Cents {
    type Output = Cents;
    fn mul(self, by: i64) -> Cents {
        Cents(self.0 * by)
    }
}
/// Truncating division, for splitting into months or persons when the remainder is handled by the caller.
impl Div<i64> for Cents {
    type Output = Cents;
    fn div(self, by: i64) -> Cents {
        Cents(self.0 / by)
    }
}
impl Sum for Cents {
    fn sum<I: Iterator<Item = Cents>>(iter: I) -> Cents {
        Cents(iter.map(|c| c.0).sum())
    }
}

/// A share or rate in millionths: `Rate(620_000)` is 62 %. Fine enough for every rate of French law.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Debug, Serialize, Deserialize)]
pub struct Rate(pub i32);

impl Rate {
    pub const ONE: Rate = Rate(1_000_000);
    const ONE_AS_I64: i64 = 1_000_000;

    /// The nearest millionth. Only for reading published values and scenarios.
    pub fn from_fraction(fraction: f64) -> Rate {
        Rate((fraction * 1e6).round() as i32)
    }

    /// For reports, never for state.
    pub fn to_fraction(self) -> f64 {
        f64::from(self.0) / 1e6
    }
}

/// A calendar month, counted from January of year 0. Written `2019-01`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Month(pub u16);

impl Month {
    /// `month` runs from 1 (January) to 12.
    pub const fn new(year: u16, month: u16) -> Month {
        Month(year * 12 + month - 1)
    }
    pub const fn year(self) -> u16 {
        self.0 / 12
    }
    /// 1 (January) to 12.
    pub const fn month_of_year(self) -> u16 {
        self.0 % 12 + 1
    }
    pub const fn is_january(self) -> bool {
        self.0.is_multiple_of(12)
    }
    pub const fn is_december(self) -> bool {
        self.0 % 12 == 11
    }
    pub const fn plus(self, months: u16) -> Month {
        Month(self.0 + months)
    }
    /// Whole months from `earlier` to `self`; 0 if `earlier` is later.
    pub const fn since(self, earlier: Month) -> u16 {
        self.0.saturating_sub(earlier.0)
    }
    /// Reads `2019-01`; `None` if it is not a month between 1900-01 and 2199-12.
    pub fn parse(text: &str) -> Option<Month> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 {
            return None;
        }
        let year: u16 = year.parse().ok()?;
        let month: u16 = month.parse().ok()?;
        ((1900..2200).contains(&year) && (1..=12).contains(&month)).then(|| Month::new(year, month))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month_of_year())
    }
}
impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

macro_rules! place {
    ($(#[$doc:meta])* $name:ident($repr:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
        pub struct $name(pub $repr);
        impl $name {
            /// The row of this place in its table.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

place!(
    /// A commune: row of the territory's table of communes.
    Commune(u16)
);
place!(
    /// A cell, zone d'emploi × département: row of the territory's table of cells. Where people live and firms stand.
    Cell(u16)
);
place!(
    /// A zone d'emploi: row of the territory's table of zones. Where labour is bought and sold.
    Zone(u16)
);
place!(
    /// A département: row of the territory's table.
    Departement(u16)
);
place!(
    /// A région: row of the territory's table.
    Region(u16)
);

/// A person, for life and in every arm: the founder of the line (a person of January 2019 or an immigrant) and the
/// place in the line of descent (0 for the founder).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct PersonId {
    pub founder: u32,
    pub lineage: u16,
}

impl PersonId {
    /// One number that orders and identifies persons; what draws are keyed by.
    pub const fn key(self) -> u64 {
        ((self.founder as u64) << 16) | self.lineage as u64
    }
}

/// A firm or EBE: its row for life, the same in every arm.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct FirmId(pub u32);

impl FirmId {
    /// No employer.
    pub const NONE: FirmId = FirmId(u32::MAX);
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_reads_back_as_written() {
        assert_eq!(Month::parse("2019-01"), Some(Month::new(2019, 1)));
        assert_eq!(Month::new(2024, 12).to_string(), "2024-12");
        assert_eq!(Month::new(2019, 1).plus(59), Month::new(2023, 12));
        for wrong in ["2019", "2019-13", "19-01", "2019-1", "2019-00", "x"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_nearest_whole_number_is_that_of_the_standard_library() {
        for value in [0.0, 0.5, -0.5, 1.5, -1.5, 2.5, 0.499_999_999_999_999_94, -0.3, 1e15 + 0.5, -7_654_321.500_1] {
            assert_eq!(nearest(value), value.round() as i64, "{value}");
        }
    }

    #[test]
    fn half_a_cent_rounds_away_from_zero_on_both_sides() {
        assert_eq!(Cents(1).times(Rate(500_000)), Cents(1));
        assert_eq!(Cents(-1).times(Rate(500_000)), Cents(-1));
        assert_eq!(Cents(100).times(Rate(333_333)), Cents(33));
        assert_eq!(Cents(200).share(1, 3), Cents(67));
    }
}
