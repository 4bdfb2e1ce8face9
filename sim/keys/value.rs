//! Checked values: integers of known unit, never text to be read again.

use super::places::At;
use crate::units::{Cents, Month, Rate};

/// A value of a scenario, read and checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Millionths of the base.
    Share(Rate),
    /// Cents, for the period and base of the key.
    Money(Cents),
    /// Persons a month, in millionths: `Rate(2_500_000)` is five persons in two months.
    PersonsPerMonth(Rate),
    /// Months.
    Duration(u16),
    Month(Month),
    Count(u32),
    /// A number without unit, in millionths.
    Number(Rate),
    Bool(bool),
    Choice(&'static str),
    Choices(Vec<&'static str>),
    Text(String),
    Places {
        written: Vec<String>,
        at: At,
    },
    Years(Vec<u16>),
    /// First and last year, both included.
    YearRange(u16, u16),
    Seeds(Vec<u32>),
}

impl Value {
    /// A number that orders values of one kind, to compare them with a range; `None` for what has no order.
    pub fn magnitude(&self) -> Option<i64> {
        match self {
            Value::Share(rate) | Value::PersonsPerMonth(rate) | Value::Number(rate) => Some(i64::from(rate.0)),
            Value::Money(cents) => Some(cents.0),
            Value::Duration(months) => Some(i64::from(*months)),
            Value::Month(month) => Some(i64::from(month.0)),
            Value::Count(count) => Some(i64::from(*count)),
            _ => None,
        }
    }

    /// Smallest and largest year named, for lists and ranges of years.
    pub fn years(&self) -> Option<(u16, u16)> {
        match self {
            Value::Years(years) => Some((*years.iter().min()?, *years.iter().max()?)),
            Value::YearRange(first, last) => Some((*first, *last)),
            _ => None,
        }
    }
}
