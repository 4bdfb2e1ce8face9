//! A quantity over time: both arms above, the difference with its band below.

use super::canvas::{self, Canvas, Drawing, From, Ink, width_of};
use super::language::Language;
use crate::report::charts::style::{room, ticks};
use crate::report::statistics::Estimate;

/// A value at a time in years.
pub type Point = (f64, Estimate);

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub struct TimeChart {
    pub reference: Vec<Point>,
    pub reform: Vec<Point>,
    /// Published figures, as dots.
    pub published: Vec<(f64, f64)>,
    pub difference: Vec<Point>,
    /// Words over each panel.
    pub level_words: String,
    pub difference_words: String,
    /// When the reform begins, and the words for it.
    pub begins: Option<(f64, String)>,
    /// One value a year: dots on the curve.
    pub yearly: bool,
    pub from_zero: bool,
}

const SIZE: f64 = 12.0;

/// The picture at this width.
///
/// # Errors
/// When the drawing fails.
pub fn draw(chart: &TimeChart, language: Language, width: f64) -> Result<Drawing, String> {
    let narrow = width < 500.0;
    let upper = if narrow { 170.0 } else { 200.0 };
    let lower = if chart.difference.is_empty() { 0.0 } else { 130.0 };
    canvas::draw(width, upper + lower + 24.0, |canvas| {
        let years = span(chart);
        let levels = chart.reference.iter().chain(&chart.reform).flat_map(|(_, e)| bounds(e));
        let levels = levels.chain(chart.published.iter().map(|point| point.1));
        let y = room(levels, chart.from_zero);
        let changes = room(chart.difference.iter().flat_map(|(_, e)| bounds(e)), true);
        let labels = |(low, high), count, signed| labels(low, high, count, signed, language);
        let (above, below) = (labels(y, 5, false), labels(changes, 4, true));
        let widest = above.iter().chain(&below).map(|(_, text)| width_of(text, SIZE)).fold(0.0, f64::max);
        let left = widest + 10.0;
        let panel = |top: f64, height: f64, y: (f64, f64)| Panel {
            x: (left, width - 14.0),
            y: (top, height),
            years,
            values: y,
        };

        canvas.text(&chart.level_words, (0.0, 10.0), From::Left, SIZE, Ink::Muted)?;
        let first = panel(28.0, upper - 40.0, y);
        first.frame(canvas, &above, left)?;
        if let Some((from, words)) = chart.begins.as_ref().filter(|(from, _)| *from > years.0) {
            let x = first.at(*from, 0.0).0;
            let bottom = if lower > 0.0 { upper + lower - 8.0 } else { upper - 12.0 };
            canvas.line(&[(x, 24.0), (x, bottom)], Ink::Muted, 0.75)?;
            let (side, dx) = if x > width * 0.6 { (From::Right, -5.0) } else { (From::Left, 5.0) };
            canvas.text(words, (x + dx, 31.0), side, SIZE - 1.0, Ink::Muted)?;
        }
        for (points, ink, stroke) in [(&chart.reference, Ink::Reference, 5.0), (&chart.reform, Ink::Accent, 1.75)] {
            // Both arms have nearly the same band: that of the reference alone, unless there is none.
            if ink == Ink::Reference || chart.reference.is_empty() {
                first.band(canvas, points, ink)?;
            }
            first.curve(canvas, points, ink, stroke, chart.yearly)?;
        }
        for &(x, value) in &chart.published {
            canvas.circle(first.at(x, value), 2.5, (Ink::Text, 1.0), "")?;
        }
        let mut bottom = upper - 12.0;
        if lower > 0.0 {
            canvas.text(&chart.difference_words, (0.0, upper + 10.0), From::Left, SIZE, Ink::Muted)?;
            let second = panel(upper + 24.0, lower - 32.0, changes);
            second.frame(canvas, &below, left)?;
            second.band(canvas, &chart.difference, Ink::Accent)?;
            let zero = [second.at(years.0, 0.0), second.at(years.1, 0.0)];
            canvas.line(&zero, Ink::Muted, 1.0)?;
            second.curve(canvas, &chart.difference, Ink::Accent, 1.75, chart.yearly)?;
            bottom = upper + lower - 8.0;
        }
        let every = if narrow && years.1 - years.0 > 7.0 { 2 } else { 1 };
        let every = if years.1 - years.0 > 14.0 { 5 } else { every };
        let (start, end) = (years.0.ceil() as i64, years.1.floor() as i64);
        for year in (start..=end).filter(|year| (year - start) % every == 0) {
            let x = first.at(year as f64, 0.0).0;
            canvas.line(&[(x, bottom), (x, bottom + 4.0)], Ink::Muted, 0.75)?;
            canvas.text(&year.to_string(), (x, bottom + 13.0), From::Middle, SIZE, Ink::Muted)?;
        }
        Ok(())
    })
}

fn bounds(estimate: &Estimate) -> [f64; 2] {
    let half = estimate.half_width.unwrap_or(0.0);
    [estimate.mean - half, estimate.mean + half]
}

fn span(chart: &TimeChart) -> (f64, f64) {
    let times = chart.reference.iter().chain(&chart.reform).chain(&chart.difference).map(|(x, _)| *x);
    let (first, last) = times.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), t| (a.min(t), b.max(t)));
    if chart.yearly { (first - 0.25, last + 0.25) } else { (first.floor(), last.ceil().max(first.floor() + 0.5)) }
}

/// Values of the axis with their words.
pub fn labels(low: f64, high: f64, count: usize, signed: bool, language: Language) -> Vec<(f64, String)> {
    let (values, decimals) = ticks(low, high, count);
    let written =
        |value: f64| if signed { language.signed(value, decimals) } else { language.decimal(value, decimals) };
    values.into_iter().map(|value| (value, written(value))).collect()
}

struct Panel {
    /// Left and right.
    x: (f64, f64),
    /// Top and height.
    y: (f64, f64),
    years: (f64, f64),
    values: (f64, f64),
}

impl Panel {
    fn at(&self, year: f64, value: f64) -> (f64, f64) {
        let x = (year - self.years.0) / (self.years.1 - self.years.0);
        let y = (value - self.values.0) / (self.values.1 - self.values.0);
        (self.x.0 + x * (self.x.1 - self.x.0), self.y.0 + (1.0 - y) * self.y.1)
    }

    fn frame(&self, canvas: &mut Canvas, labels: &[(f64, String)], left: f64) -> Result<(), String> {
        for (value, text) in labels {
            let y = self.at(self.years.0, *value).1;
            canvas.line(&[(self.x.0, y), (self.x.1, y)], Ink::Grid, 1.0)?;
            canvas.text(text, (left - 6.0, y), From::Right, SIZE, Ink::Muted)?;
        }
        Ok(())
    }

    fn curve(&self, canvas: &mut Canvas, points: &[Point], ink: Ink, width: f64, dots: bool) -> Result<(), String> {
        if points.is_empty() {
            return Ok(());
        }
        let places: Vec<(f64, f64)> = points.iter().map(|(x, e)| self.at(*x, e.mean)).collect();
        canvas.line(&places, ink, width)?;
        for &place in places.iter().filter(|_| dots) {
            canvas.circle(place, width.max(2.5) * 0.5 + 1.5, (ink, 1.0), "")?;
        }
        Ok(())
    }

    fn band(&self, canvas: &mut Canvas, points: &[Point], ink: Ink) -> Result<(), String> {
        if points.iter().all(|(_, e)| e.half_width.is_none_or(|half| half == 0.0)) {
            return Ok(());
        }
        let edge = |side: usize| move |(x, e): &Point| self.at(*x, bounds(e)[side]);
        let mut shape: Vec<(f64, f64)> = points.iter().map(edge(1)).collect();
        shape.extend(points.iter().rev().map(edge(0)));
        canvas.area(&shape, ink, 0.18)
    }
}
