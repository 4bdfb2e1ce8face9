//! An axis of plain numbers that is labelled where we say: a mesh at every default key point is too dense to read.

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};

use crate::report::number::{decimal, signed};

/// How the labels of an axis are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Labels {
    /// `2021`.
    Years,
    Numbers {
        decimals: usize,
    },
    /// With a plus sign above zero.
    Signed {
        decimals: usize,
    },
    Hidden,
}

/// A linear axis with its labelled values.
#[derive(Clone, Debug)]
pub struct Axis {
    pub low: f64,
    pub high: f64,
    pub ticks: Vec<f64>,
    pub labels: Labels,
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let share = (value - self.low) / (self.high - self.low);
        limit.0 + (share * f64::from(limit.1 - limit.0)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        // Asked twice: for the labelled mesh, and for a light one that we leave out.
        if hint.bold_points() > 0 { self.ticks.clone() } else { Vec::new() }
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

impl ValueFormatter<f64> for Axis {
    fn format(value: &f64) -> String {
        value.to_string()
    }

    fn format_ext(&self, value: &f64) -> String {
        match self.labels {
            Labels::Years => format!("{value:.0}"),
            Labels::Numbers { decimals } => decimal(*value, decimals),
            Labels::Signed { decimals } => signed(*value, decimals),
            Labels::Hidden => String::new(),
        }
    }
}
