//! Bars by year and body, with the total over them.

use plotters::coord::Shift;
use plotters::prelude::*;

use super::axis::{Axis, Labels};
use super::style::{self, Drawn, Mark, Scale, words};

/// The bars of one body, one value a year.
#[derive(Clone, Debug)]
pub struct Group {
    pub label: &'static str,
    pub colour: RGBColor,
    pub values: Vec<f64>,
}

/// A chart of bars.
#[derive(Clone, Debug)]
pub struct Bars {
    pub title: String,
    pub subtitle: String,
    pub unit: &'static str,
    pub years: Vec<u16>,
    pub groups: Vec<Group>,
    /// All bodies together, one value a year.
    pub total: Vec<f64>,
}

/// Share of a year's width that its bars take.
const FILLED: f64 = 0.78;

/// # Errors
/// When the drawing fails.
pub fn draw<DB: DrawingBackend>(root: &DrawingArea<DB, Shift>, chart: &Bars) -> Drawn {
    let mut legend: Vec<(&str, Mark)> =
        chart.groups.iter().map(|group| (group.label, Mark::Bar(group.colour))).collect();
    legend.push(("all public bodies", Mark::Line(style::INK, 4.0)));
    let k = Scale::of(root);
    let body = style::heading(root, &chart.title, &chart.subtitle, &legend)?;
    let values = chart.groups.iter().flat_map(|group| group.values.iter().copied()).chain(chart.total.iter().copied());
    let (low, high) = style::room(values, true);
    let (ticks, decimals) = style::ticks(low, high, 7);
    let first = f64::from(chart.years.first().copied().unwrap_or_default());
    let last = f64::from(chart.years.last().copied().unwrap_or_default());
    let years = Axis {
        low: first - 0.5,
        high: last + 0.5,
        ticks: chart.years.iter().map(|&year| f64::from(year)).collect(),
        labels: Labels::Years,
    };
    let values = Axis { low, high, ticks, labels: Labels::Signed { decimals } };
    let unit = format!("{}: gain above zero, cost below", chart.unit);
    let mut context = style::framed(&body, years, values, &unit, false)?;
    let width = FILLED / chart.groups.len().max(1) as f64;
    for (position, group) in chart.groups.iter().enumerate() {
        let bars = chart.years.iter().zip(&group.values).map(|(&year, &value)| {
            let left = f64::from(year) - FILLED / 2.0 + width * position as f64;
            Rectangle::new([(left + width * 0.06, 0.0), (left + width * 0.94, value)], group.colour.filled())
        });
        context.draw_series(bars).map_err(words)?;
    }
    let zero = PathElement::new([(first - 0.5, 0.0), (last + 0.5, 0.0)], style::INK.stroke_width(k.stroke(1.0)));
    context.draw_series([zero]).map_err(words)?;
    let totals = chart.years.iter().zip(&chart.total).map(|(&year, &value)| {
        let year = f64::from(year);
        PathElement::new([(year - 0.44, value), (year + 0.44, value)], style::INK.stroke_width(k.stroke(4.0)))
    });
    context.draw_series(totals).map(drop).map_err(words)
}
