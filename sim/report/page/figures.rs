//! From a chart to a figure of the page: drawn for a wide and a narrow screen, with its legend and its table.

use super::bar_chart::{self, Bar};
use super::cartogram::{self, Place};
use super::ground::Ground;
use super::outline::Outlines;
use super::outline_map;
use super::time_chart::{self, TimeChart};
use super::view::{Figure, Key, Table};

/// Shown pixels.
pub const WIDE: f64 = 720.0;
pub const NARROW: f64 = 330.0;

/// # Errors
/// When the drawing fails.
pub fn time_figure(
    on: &Ground,
    id: &'static str,
    (title, says): (&str, String),
    chart: &TimeChart,
    table: Table,
) -> Result<Figure, String> {
    let words = on.words;
    let mut legend = Vec::new();
    let mut key = |mark: &'static str, text: &str| legend.push(Key { mark, text: text.to_owned() });
    if !chart.reference.is_empty() {
        key("broad", &words.reference);
    }
    if !chart.reform.is_empty() {
        key("line", if chart.reference.is_empty() { &words.reform_less_reference } else { &words.reform });
    }
    if !chart.published.is_empty() {
        key("dot", &words.published);
    }
    let bands = chart
        .reference
        .iter()
        .chain(&chart.reform)
        .chain(&chart.difference)
        .any(|(_, e)| e.half_width.is_some_and(|half| half > 0.0));
    if bands {
        key("band", &words.band);
    }
    Ok(Figure {
        id,
        title: title.to_owned(),
        says,
        unit: String::new(),
        legend,
        wide: time_chart::draw(chart, on.language, WIDE)?,
        narrow: time_chart::draw(chart, on.language, NARROW)?,
        table: table.trimmed(),
        note: String::new(),
    })
}

/// # Errors
/// When the drawing fails.
pub fn bar_figure(
    on: &Ground,
    id: &'static str,
    (title, says, unit): (&str, String, String),
    bars: &[Bar],
    (legend, table): (Vec<Key>, Table),
) -> Result<Figure, String> {
    Ok(Figure {
        id,
        title: title.to_owned(),
        says,
        unit,
        legend,
        wide: bar_chart::draw(bars, on.language, WIDE)?,
        narrow: bar_chart::draw(bars, on.language, NARROW)?,
        table: table.trimmed(),
        note: String::new(),
    })
}

/// # Errors
/// When the drawing fails.
pub fn map_figure(
    id: &'static str,
    (title, says, unit): (&str, String, String),
    (places, outlines): (&[Place], &Outlines),
    (legend, table): (Vec<Key>, Table),
) -> Result<Figure, String> {
    let map = |width| match outlines.is_empty() {
        true => cartogram::draw(places, width),
        false => outline_map::draw(places, outlines, width),
    };
    Ok(Figure {
        id,
        title: title.to_owned(),
        says,
        unit,
        legend,
        wide: map(WIDE)?,
        narrow: map(NARROW)?,
        table: table.trimmed(),
        note: String::new(),
    })
}
