//! How heavy each number is (across) and how much that depends on the others (up): one dot each, the heaviest named.

use std::path::Path;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::axis::{Axis, Labels};
use super::style::{self, Drawn, Mark, Scale, words};
use crate::report::error::ReportError;

/// One number.
#[derive(Clone, Debug)]
pub struct Dot {
    /// Blank for those that are not named.
    pub name: String,
    pub across: f64,
    pub up: f64,
    /// Whether it is larger than chance alone would make it.
    pub stands_out: bool,
}

/// A chart of numbers.
#[derive(Clone, Debug)]
pub struct Screening {
    pub title: String,
    pub subtitle: String,
    pub dots: Vec<Dot>,
}

/// Draws the chart as SVG and PNG.
///
/// # Errors
/// When the disk refuses or the chart cannot be drawn.
pub fn save(folder: &Path, name: &str, chart: &Screening) -> Result<(), ReportError> {
    style::save(folder, name, |root| draw(root, chart), |root| draw(root, chart))
}

fn draw<DB: DrawingBackend>(root: &DrawingArea<DB, Shift>, chart: &Screening) -> Drawn {
    let legend = [
        ("stands out from chance", Mark::Dot(style::REFORM)),
        ("does not", Mark::Dot(style::REFERENCE)),
        ("spread as large as the effect", Mark::Line(style::GRID, 2.0)),
    ];
    let body = style::heading(root, &chart.title, &chart.subtitle, &legend)?;
    let k = Scale::of(root);
    let axis = |values: &mut dyn Iterator<Item = f64>, room: f64| {
        let high = values.fold(0.0, f64::max).max(1e-9) * room;
        let (ticks, decimals) = style::ticks(0.0, high, 6);
        Axis { low: 0.0, high, ticks, labels: Labels::Numbers { decimals } }
    };
    // Room at the right for the name of the heaviest.
    let across = axis(&mut chart.dots.iter().map(|dot| dot.across), 1.25);
    let up = axis(&mut chart.dots.iter().map(|dot| dot.up), 1.1);
    let corner = across.high.min(up.high);
    let mut context = style::framed(&body, across, up, "", true)?;
    let line = PathElement::new([(0.0, 0.0), (corner, corner)], style::GRID.stroke_width(k.stroke(2.0)));
    context.draw_series([line]).map_err(words)?;
    let text = k.text(15.0, style::INK).pos(Pos::new(HPos::Left, VPos::Center));
    let mut taken: Vec<(i32, i32, i32)> = Vec::new();
    for dot in &chart.dots {
        let colour = if dot.stands_out { style::REFORM } else { style::REFERENCE };
        context.draw_series([Circle::new((dot.across, dot.up), k.px(5.0), colour.filled())]).map_err(words)?;
        if dot.name.is_empty() {
            continue;
        }
        let (x, y) = context.backend_coord(&(dot.across, dot.up));
        let (width, height) = root.estimate_text_size(&dot.name, &text).map_err(words)?;
        let (left, mut row) = (x + k.px(9.0), y);
        // Names that would cover each other go below one another.
        let covers = |row: i32, (from, to, at): &(i32, i32, i32)| {
            left < *to && left + width as i32 > *from && (row - at).abs() < height as i32
        };
        while let Some((_, _, at)) = taken.iter().find(|other| covers(row, other)) {
            row = at + height as i32;
        }
        taken.push((left, left + width as i32, row));
        let (x0, y0) = root.get_base_pixel();
        root.draw(&Text::new(dot.name.clone(), (left - x0, row - y0), text.clone())).map_err(words)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chart_names_the_heaviest_and_draws_all() {
        let dot = |name: &str, across, up| Dot { name: name.into(), across, up, stands_out: across > 1.0 };
        let chart = Screening {
            title: "What carries net_cost".into(),
            subtitle: "made up".into(),
            dots: vec![dot("matching.intensity", 12.0, 3.0), dot("tzcld.volunteers", 11.9, 3.0), dot("", 0.0, 0.0)],
        };
        let folder = tempfile::tempdir().expect("a scratch folder");
        save(folder.path(), "sensitivity", &chart).expect("drawn");
        let svg = std::fs::read_to_string(folder.path().join("sensitivity.svg")).expect("a chart");
        assert!(svg.contains("matching.intensity") && svg.contains("tzcld.volunteers"));
        // Three dots and two of the legend.
        assert_eq!(svg.matches("<circle").count(), 5);
        let nothing = Screening { dots: vec![dot("a", 0.0, 0.0)], ..chart };
        save(folder.path(), "nothing", &nothing).expect("drawn though nothing moves");
    }
}
