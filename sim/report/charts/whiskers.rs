//! One line a version: its mean as a dot, its interval as a whisker, its words at the left.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::axis::{Axis, Labels};
use super::style::{self, Drawn, Mark, Scale, words};
use crate::report::statistics::Estimate;

/// More lines than this cannot be read; the rest is in the table.
const MOST_LINES: usize = 22;
/// Characters of a label that have room.
const MOST_LETTERS: usize = 52;
/// Width of the labels.
const LABELS: f64 = 430.0;

/// A chart of versions.
#[derive(Clone, Debug)]
pub struct Whiskers {
    pub title: String,
    pub subtitle: String,
    pub lines: Vec<(String, Estimate)>,
}

/// # Errors
/// When the drawing fails.
pub fn draw<DB: DrawingBackend>(root: &DrawingArea<DB, Shift>, chart: &Whiskers) -> Drawn {
    let lines = &chart.lines[..chart.lines.len().min(MOST_LINES)];
    let mut legend = vec![("mean over the seeds", Mark::Dot(style::REFORM))];
    if lines.iter().any(|(_, estimate)| estimate.half_width.is_some()) {
        legend.push(("95 % interval", Mark::Line(style::REFORM, 3.0)));
    }
    let body = style::heading(root, &chart.title, &chart.subtitle, &legend)?;
    let k = Scale::of(root);
    let (left, right) = body.split_horizontally(k.px(LABELS));
    let ends = lines.iter().flat_map(|(_, estimate)| {
        let half = estimate.half_width.unwrap_or(0.0);
        [estimate.mean - half, estimate.mean + half]
    });
    let (low, high) = style::room(ends, true);
    let (ticks, decimals) = style::ticks(low, high, 5);
    let values = Axis { low, high, ticks, labels: Labels::Signed { decimals } };
    let rows = Axis { low: 0.0, high: lines.len() as f64, ticks: Vec::new(), labels: Labels::Hidden };
    let mut context = style::framed_at(k, &right, values, rows, "", true)?;
    let thin = k.stroke(1.0);
    let zero = PathElement::new([(0.0, 0.0), (0.0, lines.len() as f64)], style::INK.stroke_width(thin));
    context.draw_series([zero]).map_err(words)?;
    let text = k.text(17.0, style::INK).pos(Pos::new(HPos::Right, VPos::Center));
    for (place, (label, estimate)) in lines.iter().enumerate() {
        // The first line at the top.
        let y = lines.len() as f64 - place as f64 - 0.5;
        if let Some(half) = estimate.half_width {
            let ends = [(estimate.mean - half, y), (estimate.mean + half, y)];
            context.draw_series([PathElement::new(ends, style::REFORM.stroke_width(k.stroke(3.0)))]).map_err(words)?;
        }
        context.draw_series([Circle::new((estimate.mean, y), k.px(6.0), style::REFORM.filled())]).map_err(words)?;
        let (_, row) = context.backend_coord(&(0.0, y));
        let (_, top) = left.get_base_pixel();
        left.draw(&Text::new(shortened(label), (k.px(LABELS - 12.0), row - top), text.clone())).map_err(words)?;
    }
    Ok(())
}

fn shortened(label: &str) -> String {
    let label = label.replace('"', "");
    if label.chars().count() <= MOST_LETTERS {
        return label;
    }
    // The end of a path says more than its beginning.
    let skipped = label.chars().count() - (MOST_LETTERS - 1);
    format!("…{}", label.chars().skip(skipped).collect::<String>())
}
