//! Curves over time: one panel with the curves, and below it their difference when there is one.

use plotters::coord::Shift;
use plotters::prelude::*;

use super::axis::{Axis, Labels};
use super::style::{self, Drawn, Mark, Scale, words};

/// How a curve is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Look {
    /// Broad and light, so that what lies upon it shows.
    Broad(RGBColor),
    Solid(RGBColor),
    Dashed(RGBColor),
    Dots(RGBColor),
}

/// A curve.
#[derive(Clone, Debug)]
pub struct Series {
    label: &'static str,
    points: Vec<(f64, f64)>,
    look: Look,
}

impl Series {
    pub fn reference(points: Vec<(f64, f64)>) -> Series {
        Series { label: "reference", points, look: Look::Broad(style::REFERENCE) }
    }
    pub fn reform(points: Vec<(f64, f64)>) -> Series {
        Series { label: "reform", points, look: Look::Dashed(style::REFORM) }
    }
    pub fn published(points: Vec<(f64, f64)>) -> Series {
        Series { label: "published", points, look: Look::Dots(style::INK) }
    }
    pub fn first(label: &'static str, points: Vec<(f64, f64)>) -> Series {
        Series { label, points, look: Look::Solid(style::PALETTE[0]) }
    }
    pub fn second(label: &'static str, points: Vec<(f64, f64)>) -> Series {
        Series { label, points, look: Look::Dashed(style::PALETTE[4]) }
    }
}

/// A chart of curves. Time is in years.
#[derive(Clone, Debug)]
pub struct Lines {
    pub title: String,
    pub subtitle: String,
    pub unit: &'static str,
    pub series: Vec<Series>,
    /// Unit and points of reform less reference.
    pub difference: Option<(&'static str, Vec<(f64, f64)>)>,
    pub reform_from: Option<f64>,
    pub from_zero: bool,
    /// One point a year: points are marked, and stand at their year.
    pub yearly: bool,
}

impl Lines {
    pub fn is_empty(&self) -> bool {
        self.series.iter().all(|series| series.points.is_empty())
    }
}

/// # Errors
/// When the drawing fails.
pub fn draw<DB: DrawingBackend>(root: &DrawingArea<DB, Shift>, chart: &Lines) -> Drawn {
    let mut legend: Vec<(&str, Mark)> = chart
        .series
        .iter()
        .map(|series| {
            let mark = match series.look {
                Look::Broad(colour) => Mark::Line(colour, 7.0),
                Look::Solid(colour) => Mark::Line(colour, 3.0),
                Look::Dashed(colour) => Mark::Dashes(colour),
                Look::Dots(colour) => Mark::Dot(colour),
            };
            (series.label, mark)
        })
        .collect();
    if chart.difference.is_some() {
        legend.push(("reform less reference (below)", Mark::Line(style::INK, 2.0)));
    }
    let body = style::heading(root, &chart.title, &chart.subtitle, &legend)?;
    match &chart.difference {
        None => curves(&body, chart, true),
        Some((unit, points)) => {
            let height = body.dim_in_pixel().1 as i32;
            let (above, below) = body.split_vertically(height * 62 / 100);
            curves(&above, chart, false)?;
            difference(&below, chart, unit, points)
        }
    }
}

/// First and last point in time, with a little room.
fn span(chart: &Lines) -> (f64, f64) {
    let times = chart.series.iter().flat_map(|series| series.points.iter().map(|point| point.0));
    let (first, last) = times.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), t| (a.min(t), b.max(t)));
    if chart.yearly { (first - 0.3, last + 0.3) } else { (first.floor(), last.ceil().max(first.floor() + 0.5)) }
}

/// The years named on the axis: all if they have room, else every second, fifth.
fn years(from: f64, to: f64) -> Vec<f64> {
    let (first, last) = (from.ceil() as i64, to.floor() as i64);
    let every = match last - first {
        0..=12 => 1,
        13..=24 => 2,
        _ => 5,
    };
    (first..=last).filter(|year| (year - first) % every == 0).map(|year| year as f64).collect()
}

struct Panel<'a> {
    x: (f64, f64),
    y: (f64, f64),
    y_ticks: usize,
    unit: &'a str,
    with_years: bool,
    signed: bool,
}

fn panel<'a, DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    panel: &Panel,
) -> Result<ChartContext<'a, DB, Cartesian2d<Axis, Axis>>, String> {
    let (ticks, decimals) = style::ticks(panel.y.0, panel.y.1, panel.y_ticks);
    let time = Axis {
        low: panel.x.0,
        high: panel.x.1,
        ticks: years(panel.x.0, panel.x.1),
        labels: if panel.with_years { Labels::Years } else { Labels::Hidden },
    };
    let labels = if panel.signed { Labels::Signed { decimals } } else { Labels::Numbers { decimals } };
    let value = Axis { low: panel.y.0, high: panel.y.1, ticks, labels };
    style::framed(area, time, value, panel.unit, true)
}

fn curves<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, chart: &Lines, with_years: bool) -> Drawn {
    let k = Scale::of(area);
    let values = chart.series.iter().flat_map(|series| series.points.iter().map(|point| point.1));
    let y = style::room(values, chart.from_zero);
    let unit = chart.unit;
    let mut context = panel(area, &Panel { x: span(chart), y, y_ticks: 6, unit, with_years, signed: false })?;
    if let Some(from) = chart.reform_from.filter(|&from| from > span(chart).0) {
        context
            .draw_series([PathElement::new([(from, y.0), (from, y.1)], style::FAINT.stroke_width(k.stroke(1.0)))])
            .map_err(words)?;
        let above = (from, y.0 + (y.1 - y.0) * 0.985);
        let style = k.text(15.0, style::FAINT);
        let offset = EmptyElement::at(above) + Text::new("reform begins", (k.px(6.0), 0), style);
        context.draw_series([offset]).map_err(words)?;
    }
    for series in &chart.series {
        let points = || series.points.iter().copied();
        match series.look {
            Look::Broad(colour) => {
                context
                    .draw_series(LineSeries::new(points(), colour.stroke_width(k.stroke(7.0))))
                    .map(drop)
                    .map_err(words)?;
            }
            Look::Solid(colour) => {
                context
                    .draw_series(LineSeries::new(points(), colour.stroke_width(k.stroke(3.0))))
                    .map(drop)
                    .map_err(words)?;
            }
            Look::Dashed(colour) => {
                let dashes = DashedLineSeries::new(points(), k.px(12.0), k.px(7.0), colour.stroke_width(k.stroke(3.0)));
                context.draw_series(dashes).map(drop).map_err(words)?;
            }
            Look::Dots(colour) => {
                context
                    .draw_series(points().map(|at| Circle::new(at, k.px(4.0), colour.filled())))
                    .map(drop)
                    .map_err(words)?;
            }
        }
        if let (true, Look::Broad(colour) | Look::Solid(colour) | Look::Dashed(colour)) = (chart.yearly, series.look) {
            let size = if matches!(series.look, Look::Broad(_)) { 8.0 } else { 5.0 };
            context
                .draw_series(points().map(|at| Circle::new(at, k.px(size), colour.filled())))
                .map(drop)
                .map_err(words)?;
        }
    }
    Ok(())
}

fn difference<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &Lines,
    unit: &str,
    points: &[(f64, f64)],
) -> Drawn {
    let k = Scale::of(area);
    let y = style::room(points.iter().map(|point| point.1), true);
    let mut context = panel(area, &Panel { x: span(chart), y, y_ticks: 4, unit, with_years: true, signed: true })?;
    let (first, last) = span(chart);
    context
        .draw_series([PathElement::new([(first, 0.0), (last, 0.0)], style::FAINT.stroke_width(k.stroke(1.0)))])
        .map_err(words)?;
    context
        .draw_series(
            AreaSeries::new(points.iter().copied(), 0.0, style::REFORM.mix(0.18))
                .border_style(style::INK.stroke_width(k.stroke(2.0))),
        )
        .map_err(words)?;
    if chart.yearly {
        let dots = points.iter().map(|&at| Circle::new(at, k.px(4.0), style::INK.filled()));
        context.draw_series(dots).map_err(words)?;
    }
    Ok(())
}
