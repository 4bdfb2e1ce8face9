//! What one household keeps of a wage: disposable income by component, stacked, and the effective marginal tax rate below.

use std::path::Path;

use plotters::coord::Shift;
use plotters::prelude::*;

use super::axis::{Axis, Labels};
use super::style::{self, Drawn, Mark, Scale, words};
use crate::report::error::ReportError;

/// One component of disposable income, in euros a month, at each wage; below zero it is taken off.
#[derive(Clone, Debug)]
pub struct Stacked {
    pub label: &'static str,
    pub euros: Vec<f64>,
}

/// The chart of one household. Every list has one value for each wage.
#[derive(Clone, Debug)]
pub struct Budget {
    pub title: String,
    pub subtitle: String,
    /// Gross, euros a month, growing.
    pub wages: Vec<f64>,
    /// At most as many as there are colours; those of nothing but zeros are left out.
    pub components: Vec<Stacked>,
    /// Euros a month: the sum of the components.
    pub disposable: Vec<f64>,
    /// Per cent.
    pub marginal_rate: Vec<f64>,
    /// The gross SMIC of full time.
    pub smic: f64,
    /// The wage of the household asked about, if it has one.
    pub own_wage: Option<f64>,
}

/// The format a chart is written in, by the ending of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Svg,
    Png,
}

impl Format {
    /// `None` for another ending.
    pub fn of(path: &Path) -> Option<Format> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "svg" => Some(Format::Svg),
            "png" => Some(Format::Png),
            _ => None,
        }
    }
}

/// Draws the chart into a file.
///
/// # Errors
/// When the disk refuses or the chart cannot be drawn.
pub fn save(path: &Path, format: Format, chart: &Budget) -> Result<(), ReportError> {
    match format {
        Format::Svg => style::save_svg(path, |root| draw(root, chart)),
        Format::Png => style::save_png(path, |root| draw(root, chart)),
    }
}

/// Rates outside are drawn at the edge: a benefit lost at a threshold has no rate to speak of.
const RATES: (f64, f64) = (-50.0, 150.0);
/// Room for the names of components, right of both panels.
const NAMES: f64 = 250.0;
/// Room for the title of the axis of wages.
const AXIS_TITLE: f64 = 30.0;

fn draw<DB: DrawingBackend>(root: &DrawingArea<DB, Shift>, chart: &Budget) -> Drawn {
    let lines = [
        ("disposable income", Mark::Line(style::INK, 3.0)),
        ("effective marginal tax rate (below)", Mark::Line(style::REFORM, 3.0)),
    ];
    let body = style::heading(root, &chart.title, &chart.subtitle, &lines)?;
    let k = Scale::of(root);
    let (width, height) = body.dim_in_pixel();
    let (body, foot) = body.split_vertically(height as i32 - k.px(AXIS_TITLE));
    let title = "gross wage of the first adult, € a month";
    let text = k.text(17.0, style::FAINT);
    let (length, _) = foot.estimate_text_size(title, &text).map_err(words)?;
    let middle = (k.px(104.0) + width as i32 - k.px(NAMES) - length as i32) / 2;
    foot.draw(&Text::new(title, (middle, 0), text)).map_err(words)?;
    let height = body.dim_in_pixel().1 as i32;
    let (above, below) = body.split_vertically(height * 62 / 100);
    let shown: Vec<(&Stacked, RGBColor)> = chart
        .components
        .iter()
        .zip(style::PALETTE)
        .filter(|(stacked, _)| stacked.euros.iter().any(|&euros| euros != 0.0))
        .collect();
    let (panel, beside) = above.split_horizontally(width as i32 - k.px(NAMES));
    names(&beside, &shown, k)?;
    incomes(&panel, chart, &shown, k)?;
    let (panel, beside) = below.split_horizontally(width as i32 - k.px(NAMES));
    rates(&panel, chart, k)?;
    for (line, text) in ["of a rise of 5 % of a SMIC;", "cut at −50 and 150 %"].into_iter().enumerate() {
        let at = (0, k.px(14.0 + 21.0 * line as f64));
        beside.draw(&Text::new(text, at, k.text(15.0, style::FAINT))).map_err(words)?;
    }
    Ok(())
}

/// The names in the order of the stack: what is on top stands on top.
fn names<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, shown: &[(&Stacked, RGBColor)], k: Scale) -> Drawn {
    for (line, (stacked, colour)) in shown.iter().rev().enumerate() {
        let y = k.px(22.0 + 30.0 * line as f64);
        let square = Rectangle::new([(0, y), (k.px(18.0), y + k.px(18.0))], colour.filled());
        area.draw(&square).map_err(words)?;
        area.draw(&Text::new(stacked.label, (k.px(26.0), y + k.px(2.0)), k.text(17.0, style::INK))).map_err(words)?;
    }
    Ok(())
}

fn wages_axis(chart: &Budget, labels: Labels) -> Axis {
    let high = chart.wages.last().copied().unwrap_or(1.0);
    Axis { low: 0.0, high, ticks: style::ticks(0.0, high, 10).0, labels }
}

/// Lines at one, two, three SMIC and at the household's own wage, with their names if `named`.
fn marks<DB: DrawingBackend>(
    context: &mut ChartContext<'_, DB, Cartesian2d<Axis, Axis>>,
    chart: &Budget,
    y: (f64, f64),
    named: bool,
    k: Scale,
) -> Drawn {
    let high = chart.wages.last().copied().unwrap_or(1.0);
    let smics = (1..).map(|n| (f64::from(n) * chart.smic, format!("{n} SMIC"), style::FAINT));
    let smics = smics.take_while(|(at, ..)| *at < high * 0.98);
    let own = chart.own_wage.filter(|&wage| wage <= high).map(|wage| (wage, "this household".to_owned(), style::INK));
    // One above the other, so that a wage near a SMIC can be read.
    let rows = smics.map(|mark| (mark, 0.985)).chain(own.map(|mark| (mark, 0.915)));
    for ((at, name, colour), row) in rows {
        let ends = [(at, y.0), (at, y.1)];
        context
            .draw_series(DashedLineSeries::new(ends, k.px(3.0), k.px(4.0), colour.stroke_width(k.stroke(1.0))))
            .map_err(words)?;
        if named {
            let top = (at, y.0 + (y.1 - y.0) * row);
            let text = Text::new(name, (k.px(6.0), 0), k.text(15.0, colour));
            context.draw_series([EmptyElement::at(top) + text]).map_err(words)?;
        }
    }
    Ok(())
}

fn incomes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &Budget,
    shown: &[(&Stacked, RGBColor)],
    k: Scale,
) -> Drawn {
    let (mut over, mut under) = (vec![0.0; chart.wages.len()], vec![0.0; chart.wages.len()]);
    let mut bands = Vec::new();
    for (stacked, colour) in shown {
        let mut edge = Vec::with_capacity(chart.wages.len() * 2);
        let mut back = Vec::with_capacity(chart.wages.len());
        for (place, &euros) in stacked.euros.iter().enumerate() {
            let base = if euros < 0.0 { &mut under[place] } else { &mut over[place] };
            back.push((chart.wages[place], *base));
            *base += euros;
            edge.push((chart.wages[place], *base));
        }
        edge.extend(back.into_iter().rev());
        bands.push(Polygon::new(edge, colour.filled()));
    }
    let y = style::room(over.iter().chain(&under).copied(), true);
    // Room for the names of the marks above the stack.
    let y = (y.0, y.1 + (y.1 - y.0) * 0.08);
    let (ticks, decimals) = style::ticks(y.0, y.1, 9);
    let axis = Axis { low: y.0, high: y.1, ticks, labels: Labels::Numbers { decimals } };
    let wages = wages_axis(chart, Labels::Hidden);
    let mut context = style::framed_at(k, area, wages, axis, "€ a month", true)?;
    context.draw_series(bands).map_err(words)?;
    let zero = [(0.0, 0.0), (chart.wages.last().copied().unwrap_or(1.0), 0.0)];
    context.draw_series([PathElement::new(zero, style::FAINT.stroke_width(k.stroke(1.0)))]).map_err(words)?;
    marks(&mut context, chart, y, true, k)?;
    let income = chart.wages.iter().copied().zip(chart.disposable.iter().copied());
    context.draw_series(LineSeries::new(income, style::INK.stroke_width(k.stroke(3.0)))).map(drop).map_err(words)
}

fn rates<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, chart: &Budget, k: Scale) -> Drawn {
    let clipped = chart.marginal_rate.iter().map(|rate| rate.clamp(RATES.0, RATES.1));
    let (low, high) = style::room(clipped.clone(), true);
    let y = (low.max(RATES.0), high.clamp(100.0, RATES.1));
    let (ticks, decimals) = style::ticks(y.0, y.1, 5);
    let axis = Axis { low: y.0, high: y.1, ticks, labels: Labels::Numbers { decimals } };
    let wages = wages_axis(chart, Labels::Numbers { decimals: 0 });
    let mut context = style::framed_at(k, area, wages, axis, "% of gross", true)?;
    let zero = [(0.0, 0.0), (chart.wages.last().copied().unwrap_or(1.0), 0.0)];
    context.draw_series([PathElement::new(zero, style::FAINT.stroke_width(k.stroke(1.0)))]).map_err(words)?;
    marks(&mut context, chart, y, false, k)?;
    let line = chart.wages.iter().copied().zip(clipped);
    context.draw_series(LineSeries::new(line, style::REFORM.stroke_width(k.stroke(3.0)))).map(drop).map_err(words)
}
