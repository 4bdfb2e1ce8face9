//! Bars lying from left to right with their intervals: effects by body or cause, and the steps of a waterfall.

use super::canvas::{self, Drawing, From, Ink, width_of};
use super::language::Language;
use super::time_chart::labels;
use crate::report::charts::style::room;

/// A bar from one value to another.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    pub label: String,
    pub from: f64,
    pub to: f64,
    /// Part of the bar, from its start, drawn stronger: what lasts, of all exits.
    pub of_which: Option<f64>,
    pub half_width: Option<f64>,
    /// The length of a second bar the other way, from the same start: who loses, beside who gains.
    pub against: Option<f64>,
    /// The value in words.
    pub value: String,
    pub total: bool,
}

const SIZE: f64 = 12.5;

/// The picture at this width.
///
/// # Errors
/// When the drawing fails.
pub fn draw(bars: &[Bar], language: Language, width: f64) -> Result<Drawing, String> {
    let narrow = width < 500.0;
    let (row, bar) = if narrow { (42.0, 14.0) } else { (27.0, 15.0) };
    // Bold letters are wider.
    let wide = |bar: &Bar| if bar.total { 1.12 } else { 1.0 };
    let names = bars.iter().map(|bar| width_of(&bar.label, SIZE) * wide(bar)).fold(0.0, f64::max);
    let values = bars.iter().map(|bar| width_of(&bar.value, SIZE)).fold(0.0, f64::max);
    let left = if narrow { 4.0 } else { names.min(width * 0.4) + 12.0 };
    let right = if narrow { width - 8.0 } else { width - values - 14.0 };
    let height = row * bars.len() as f64 + 26.0;
    canvas::draw(width, height, |canvas| {
        let ends = bars.iter().flat_map(|bar| {
            let half = bar.half_width.unwrap_or(0.0);
            [bar.from - bar.against.unwrap_or(0.0), bar.to - half, bar.to + half]
        });
        let (low, high) = room(ends, true);
        let at = |value: f64| left + (value - low) / (high - low) * (right - left);
        let bottom = height - 22.0;
        for (value, text) in labels(low, high, if narrow { 3 } else { 5 }, true, language) {
            canvas.line(&[(at(value), 2.0), (at(value), bottom)], Ink::Grid, 1.0)?;
            canvas.text(&text, (at(value), bottom + 11.0), From::Middle, SIZE - 1.5, Ink::Muted)?;
        }
        for (place, one) in bars.iter().enumerate() {
            let top = place as f64 * row + if narrow { 22.0 } else { 6.0 };
            let middle = top + bar / 2.0;
            if one.total && place > 0 {
                let y = place as f64 * row + 0.5;
                canvas.line(&[(0.0, y), (width, y)], Ink::Muted, 0.75)?;
            }
            let ink = match (one.total, one.to >= one.from) {
                (true, _) => Ink::Text,
                (_, true) => Ink::Accent,
                (_, false) => Ink::Cost,
            };
            let (label_at, side) =
                if narrow { ((left, top - 9.0), From::Left) } else { ((left - 10.0, middle), From::Right) };
            let (value_at, end) = if narrow { (width - 8.0, top - 9.0) } else { (width - 2.0, middle) };
            if one.total {
                canvas.bold(&one.label, label_at, side, SIZE, Ink::Text)?;
                canvas.bold(&one.value, (value_at, end), From::Right, SIZE, Ink::Text)?;
            } else {
                canvas.text(&one.label, label_at, side, SIZE, Ink::Text)?;
                canvas.text(&one.value, (value_at, end), From::Right, SIZE, Ink::Text)?;
            }
            let strength = if one.of_which.is_some() { 0.4 } else { 1.0 };
            canvas.bar((at(one.from), top), (at(one.to), top + bar), ink, strength)?;
            if let Some(length) = one.against {
                canvas.bar((at(one.from - length), top), (at(one.from), top + bar), Ink::Cost, 1.0)?;
            }
            if let Some(part) = one.of_which {
                canvas.bar((at(one.from), top), (at(one.from + part), top + bar), ink, 1.0)?;
            }
            if let Some(half) = one.half_width.filter(|half| *half > 0.0) {
                let (from, to) = (at(one.to - half), at(one.to + half));
                canvas.line(&[(from, middle), (to, middle)], Ink::Text, 1.25)?;
                for x in [from, to] {
                    canvas.line(&[(x, middle - 4.0), (x, middle + 4.0)], Ink::Text, 1.25)?;
                }
            }
        }
        canvas.line(&[(at(0.0), 0.0), (at(0.0), bottom)], Ink::Text, 1.0)
    })
}
