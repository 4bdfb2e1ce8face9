//! What all charts share: size, fonts, colours, the heading with its legend, and the saving of both formats.

use std::fmt::Display;
use std::path::Path;
use std::sync::OnceLock;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::FontStyle;

use super::axis::{Axis, Labels};
use crate::report::error::ReportError;

pub const SIZE: (u32, u32) = (1200, 675);

/// Okabe and Ito's colours, told apart by colour-blind readers; the yellow is left out, too pale on white.
pub const PALETTE: [RGBColor; 7] = [
    RGBColor(0, 114, 178),
    RGBColor(230, 159, 0),
    RGBColor(0, 158, 115),
    RGBColor(86, 180, 233),
    RGBColor(213, 94, 0),
    RGBColor(204, 121, 167),
    RGBColor(110, 110, 110),
];
pub const REFERENCE: RGBColor = RGBColor(120, 160, 200);
pub const REFORM: RGBColor = RGBColor(180, 60, 0);
pub const INK: RGBColor = RGBColor(30, 30, 30);
pub const FAINT: RGBColor = RGBColor(110, 110, 110);
pub const GRID: RGBColor = RGBColor(228, 228, 228);

/// Height of the heading: title, subtitle, legend.
const HEADING: f64 = 112.0;

/// PNG is drawn so many times larger and averaged down: the drawing crate sets letters on whole pixels, which at the
/// final size spaces them unevenly.
const FINER: u32 = 3;

/// How much larger than [`SIZE`] a chart is being drawn; every area of a chart is as wide as the chart.
#[derive(Clone, Copy, Debug)]
pub struct Scale(f64);

impl Scale {
    pub fn of<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>) -> Scale {
        Scale(f64::from(area.dim_in_pixel().0) / f64::from(SIZE.0))
    }

    /// A length in pixels.
    pub fn px(self, length: f64) -> i32 {
        (length * self.0).round() as i32
    }

    /// The width of a line.
    pub fn stroke(self, width: f64) -> u32 {
        self.px(width).max(1) as u32
    }

    /// A text of this size.
    pub fn text(self, size: f64, colour: RGBColor) -> TextStyle<'static> {
        self.font(size, FontStyle::Normal, colour)
    }

    fn font(self, size: f64, style: FontStyle, colour: RGBColor) -> TextStyle<'static> {
        FontDesc::new(FontFamily::SansSerif, size * self.0, style).color(&colour)
    }
}

/// What a legend shows before a label.
#[derive(Clone, Copy, Debug)]
pub enum Mark {
    Bar(RGBColor),
    Line(RGBColor, f64),
    Dashes(RGBColor),
    Dot(RGBColor),
}

/// What went wrong in drawing, in words: the types differ by format and nobody can act on them.
pub type Drawn = Result<(), String>;

pub fn words(error: impl Display) -> String {
    error.to_string()
}

/// The carried font, registered once, so that text never depends on the machine.
fn register_fonts() -> Drawn {
    static DONE: OnceLock<bool> = OnceLock::new();
    let done = DONE.get_or_init(|| {
        let regular = plotters::style::register_font("sans-serif", FontStyle::Normal, dejavu::sans::regular());
        let bold = plotters::style::register_font("sans-serif", FontStyle::Bold, dejavu::sans::bold());
        regular.is_ok() && bold.is_ok()
    });
    if *done { Ok(()) } else { Err("the carried font cannot be read".into()) }
}

/// Draws a chart twice, as SVG and as PNG.
///
/// # Errors
/// When the disk refuses or the drawing fails.
pub fn save(
    folder: &Path,
    name: &str,
    svg: impl FnOnce(&DrawingArea<SVGBackend, Shift>) -> Drawn,
    png: impl FnOnce(&DrawingArea<BitMapBackend, Shift>) -> Drawn,
) -> Result<(), ReportError> {
    save_svg(&folder.join(format!("{name}.svg")), svg)?;
    save_png(&folder.join(format!("{name}.png")), png)
}

fn failed(path: &Path) -> impl FnOnce(String) -> ReportError {
    |reason| ReportError::Chart { path: path.to_path_buf(), reason }
}

/// Draws a chart as SVG.
///
/// # Errors
/// When the disk refuses or the drawing fails.
pub fn save_svg(path: &Path, draw: impl FnOnce(&DrawingArea<SVGBackend, Shift>) -> Drawn) -> Result<(), ReportError> {
    register_fonts().map_err(failed(path))?;
    let mut text = String::new();
    {
        let root = SVGBackend::with_string(&mut text, SIZE).into_drawing_area();
        draw(&root).and_then(|()| root.present().map_err(words)).map_err(failed(path))?;
    }
    std::fs::write(path, &text).map_err(|e| ReportError::writing(path, &e))
}

/// Draws a chart as PNG.
///
/// # Errors
/// When the disk refuses or the drawing fails.
pub fn save_png(
    path: &Path,
    draw: impl FnOnce(&DrawingArea<BitMapBackend, Shift>) -> Drawn,
) -> Result<(), ReportError> {
    register_fonts().map_err(failed(path))?;
    // Made first by us, so that a folder or disk that refuses is told as such and not as a fault of the drawing.
    std::fs::write(path, vec![0; 65_536]).map_err(|e| ReportError::writing(path, &e))?;
    let fine = (SIZE.0 * FINER, SIZE.1 * FINER);
    let mut pixels = vec![255; (fine.0 * fine.1 * 3) as usize];
    {
        let root = BitMapBackend::with_buffer(&mut pixels, fine).into_drawing_area();
        draw(&root).and_then(|()| root.present().map_err(words)).map_err(failed(path))?;
    }
    let root = BitMapBackend::new(path, SIZE).into_drawing_area();
    let picture = BitMapElement::with_owned_buffer((0, 0), SIZE, averaged(&pixels));
    picture
        .ok_or_else(|| "the picture has not the size it should".to_owned())
        .and_then(|picture| root.draw(&picture).map_err(words))
        .and_then(|()| root.present().map_err(words))
        .map_err(failed(path))
}

/// Each pixel the mean of the finer ones it covers.
fn averaged(fine: &[u8]) -> Vec<u8> {
    let (width, finer) = (SIZE.0 as usize, FINER as usize);
    let row = width * finer * 3;
    let mut pixels = Vec::with_capacity(width * SIZE.1 as usize * 3);
    for rows in fine.chunks_exact(row * finer) {
        for x in 0..width {
            for colour in 0..3 {
                let at = |dy: usize, dx: usize| u32::from(rows[dy * row + (x * finer + dx) * 3 + colour]);
                let sum: u32 =
                    (0..finer).flat_map(|dy| (0..finer).map(move |dx| (dy, dx))).map(|(dy, dx)| at(dy, dx)).sum();
                pixels.push((sum / (FINER * FINER)) as u8);
            }
        }
    }
    pixels
}

/// White ground, title, subtitle, legend; gives back the area below.
///
/// # Errors
/// When the drawing fails.
pub fn heading<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    title: &str,
    subtitle: &str,
    legend: &[(&str, Mark)],
) -> Result<DrawingArea<DB, Shift>, String> {
    root.fill(&WHITE).map_err(words)?;
    let k = Scale::of(root);
    let (head, body) = root.split_vertically(k.px(HEADING));
    let bold = k.font(24.0, FontStyle::Bold, INK);
    head.draw(&Text::new(title.to_owned(), (k.px(24.0), k.px(16.0)), bold)).map_err(words)?;
    head.draw(&Text::new(subtitle.to_owned(), (k.px(24.0), k.px(50.0)), k.text(16.0, FAINT))).map_err(words)?;
    let mut x = k.px(24.0);
    let style = k.text(17.0, INK);
    for (label, mark) in legend {
        draw_mark(&head, *mark, x, k)?;
        head.draw(&Text::new((*label).to_owned(), (x + k.px(46.0), k.px(80.0)), style.clone())).map_err(words)?;
        let (width, _) = head.estimate_text_size(label, &style).map_err(words)?;
        x += k.px(46.0) + width as i32 + k.px(30.0);
    }
    Ok(body)
}

fn draw_mark<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, mark: Mark, x: i32, k: Scale) -> Drawn {
    let y = k.px(88.0);
    let at = |dx: f64, dy: f64| (x + k.px(dx), y + k.px(dy));
    let dash = |from: f64, to: f64, colour: RGBColor, width: f64| {
        area.draw(&PathElement::new([at(from, 0.0), at(to, 0.0)], colour.stroke_width(k.stroke(width))))
    };
    match mark {
        Mark::Bar(colour) => area.draw(&Rectangle::new([at(16.0, -8.0), at(36.0, 8.0)], colour.filled())),
        Mark::Line(colour, width) => dash(0.0, 38.0, colour, width),
        Mark::Dashes(colour) => dash(0.0, 10.0, colour, 3.0)
            .and_then(|()| dash(14.0, 24.0, colour, 3.0))
            .and_then(|()| dash(28.0, 38.0, colour, 3.0)),
        Mark::Dot(colour) => area.draw(&Circle::new(at(28.0, 0.0), k.px(4.0), colour.filled())),
    }
    .map_err(words)
}

/// Axes with a thin mesh, ready to draw on.
///
/// # Errors
/// When the drawing fails.
pub fn framed<'a, DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    x: Axis,
    y: Axis,
    unit: &str,
    mesh_of_x: bool,
) -> Result<ChartContext<'a, DB, Cartesian2d<Axis, Axis>>, String> {
    framed_at(Scale::of(area), area, x, y, unit, mesh_of_x)
}

/// The same in an area that is not as wide as the chart, whose scale it cannot tell.
///
/// # Errors
/// When the drawing fails.
pub fn framed_at<'a, DB: DrawingBackend>(
    k: Scale,
    area: &DrawingArea<DB, Shift>,
    x: Axis,
    y: Axis,
    unit: &str,
    mesh_of_x: bool,
) -> Result<ChartContext<'a, DB, Cartesian2d<Axis, Axis>>, String> {
    let room_for_years = if x.labels == Labels::Hidden { 8.0 } else { 34.0 };
    let mut context = ChartBuilder::on(area)
        .margin_left(k.px(12.0))
        .margin_right(k.px(40.0))
        .margin_top(k.px(10.0))
        .margin_bottom(k.px(8.0))
        .y_label_area_size(k.px(92.0))
        .x_label_area_size(k.px(room_for_years))
        .build_cartesian_2d(x, y)
        .map_err(words)?;
    let mut mesh = context.configure_mesh();
    if !mesh_of_x {
        mesh.disable_x_mesh();
    }
    mesh.bold_line_style(GRID.stroke_width(k.stroke(1.0)))
        .light_line_style(TRANSPARENT)
        .axis_style(FAINT.stroke_width(k.stroke(1.0)))
        .label_style(k.text(17.0, INK))
        .set_all_tick_mark_size(k.px(5.0))
        .y_desc(unit)
        .axis_desc_style(k.text(17.0, FAINT))
        .draw()
        .map_err(words)?;
    Ok(context)
}

/// The range of these values with room around them; never empty.
pub fn room(values: impl Iterator<Item = f64>, with_zero: bool) -> (f64, f64) {
    let (mut low, mut high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    if with_zero || low > high {
        low = low.min(0.0);
        high = high.max(0.0);
    }
    if high - low < 1e-9 {
        let around = if with_zero { 1.0 } else { (low.abs() * 0.1).max(1.0) };
        return (low - around, high + around);
    }
    let room = (high - low) * 0.08;
    let low = if with_zero && low == 0.0 { 0.0 } else { low - room };
    let high = if with_zero && high == 0.0 { 0.0 } else { high + room };
    (low, high)
}

/// Round values to label an axis with, at most about `count`, and the decimals they need.
pub fn ticks(low: f64, high: f64, count: usize) -> (Vec<f64>, usize) {
    let rough = (high - low) / count as f64;
    let mut unit = 1.0;
    while unit > rough {
        unit /= 10.0;
    }
    while unit * 10.0 <= rough {
        unit *= 10.0;
    }
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|s| s * unit).find(|&s| s >= rough).unwrap_or(unit * 10.0);
    let mut decimals = 0;
    let mut scaled = step;
    while decimals < 4 && (scaled - scaled.round()).abs() > 1e-6 {
        scaled *= 10.0;
        decimals += 1;
    }
    let first = (low / step).ceil() as i64;
    let last = (high / step).floor() as i64;
    ((first..=last).map(|i| i as f64 * step).collect(), decimals)
}

/// Draws a text with the carried font into pixels, for the test that letters are really drawn.
#[cfg(test)]
pub fn for_test(pixels: &mut [u8], size: (u32, u32), text: &str) {
    register_fonts().expect("the font is read");
    let root = BitMapBackend::with_buffer(pixels, size).into_drawing_area();
    root.draw(&Text::new(text.to_owned(), (10, 20), ("sans-serif", 30).into_font().color(&INK))).expect("drawn");
    root.present().expect("drawn");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_is_labelled_with_few_round_numbers() {
        assert_eq!(ticks(6.3, 9.8, 6), (vec![7.0, 8.0, 9.0], 0));
        let (values, decimals) = ticks(-0.032, 0.004, 4);
        assert_eq!((values.len(), decimals), (4, 2));
    }

    #[test]
    fn a_flat_series_has_room_around_it() {
        assert_eq!(room([0.0, 0.0].into_iter(), true), (-1.0, 1.0));
        let (low, high) = room([8.0, 8.0].into_iter(), false);
        assert!(low < 8.0 && high > 8.0);
    }
}
