//! One line of a case file: its cells, read into checked values, with errors that name line and column.

use std::collections::BTreeMap;

use crate::law::FIRST_MONTH;
use crate::units::{Cents, Month};

/// A line that is refused: where, what it says, what is allowed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("line {line}, column \"{column}\": \"{value}\" {reason}")]
pub struct LineError {
    pub line: u64,
    pub column: String,
    pub value: String,
    pub reason: String,
}

/// One line of a case file, with the place of its columns.
pub(super) struct Line<'a> {
    pub(super) number: u64,
    pub(super) record: &'a csv::StringRecord,
    pub(super) columns: &'a BTreeMap<String, usize>,
}

impl Line<'_> {
    pub(super) fn text(&self, column: &str) -> &str {
        self.columns.get(column).and_then(|&place| self.record.get(place)).unwrap_or("")
    }

    pub(super) fn wrong(&self, column: &str, reason: impl Into<String>) -> LineError {
        LineError {
            line: self.number,
            column: column.to_string(),
            value: self.text(column).to_string(),
            reason: reason.into(),
        }
    }

    pub(super) fn date(&self) -> Result<Month, LineError> {
        let month =
            Month::parse(self.text("date")).ok_or_else(|| self.wrong("date", "is not a month: write 2023-06"))?;
        if month < FIRST_MONTH || month.year() > 2099 {
            return Err(self.wrong("date", format!("is not between {FIRST_MONTH} and 2099-12")));
        }
        Ok(month)
    }

    /// Euros with at most two decimals that count, not negative, under ten million.
    pub(super) fn amount(&self, column: &str) -> Result<Cents, LineError> {
        let value = self.text(column);
        if value.is_empty() {
            return Err(self.wrong(column, "is missing: an amount in euros is needed"));
        }
        let euros: f64 = value.parse().map_err(|_| self.wrong(column, "is not an amount in euros: write 1521.25"))?;
        if !euros.is_finite() || euros < 0.0 {
            return Err(self.wrong(column, "is not an amount of 0 or more"));
        }
        if euros >= 1e7 {
            return Err(self.wrong(column, "is over ten million euros a month"));
        }
        Ok(Cents::from_euros(euros))
    }

    pub(super) fn whole(&self, column: &str, lowest: i64, highest: i64) -> Result<i64, LineError> {
        let number: Option<i64> = self.text(column).parse().ok();
        number
            .filter(|number| (lowest..=highest).contains(number))
            .ok_or_else(|| self.wrong(column, format!("is not a whole number from {lowest} to {highest}")))
    }

    pub(super) fn one_of<T: Copy>(&self, column: &str, choices: &[(&str, T)]) -> Result<T, LineError> {
        let value = self.text(column);
        choices.iter().find(|(word, _)| *word == value).map(|(_, choice)| *choice).ok_or_else(|| {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            self.wrong(column, format!("is not one of {}", words.join(", ")))
        })
    }
}
