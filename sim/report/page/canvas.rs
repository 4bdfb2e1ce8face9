//! Where the charts of the page are drawn: plotters' SVG, with colours that follow the reader's light or dark screen.
//!
//! plotters writes a colour as six hexadecimal digits and a place as whole pixels. Here each role of the page has a
//! colour of its own that no one would choose, replaced by the style sheet's variable at the end; and the picture is
//! drawn several times larger than shown, so that lines are smooth.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// What went wrong, in words: nobody can act on the types.
fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Pixels drawn for one shown.
const FINE: f64 = 4.0;
/// The crate divides the size of letters by this.
const LETTERS: f64 = 1.24;

/// What a colour stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ink {
    Text,
    Muted,
    Grid,
    /// The reform; a gain.
    Accent,
    /// A cost.
    Cost,
    /// The reference.
    Reference,
    Paper,
    /// Places that are not simulated.
    Empty,
}

const INKS: [(Ink, &str); 8] = [
    (Ink::Text, "text"),
    (Ink::Muted, "muted"),
    (Ink::Grid, "grid"),
    (Ink::Accent, "accent"),
    (Ink::Cost, "cost"),
    (Ink::Reference, "reference"),
    (Ink::Paper, "paper"),
    (Ink::Empty, "empty"),
];

impl Ink {
    const fn colour(self) -> RGBColor {
        RGBColor(1, 2, 3 + self as u8)
    }
}

/// Where a text stands from its point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum From {
    Left,
    Middle,
    Right,
}

/// A finished picture: the inside of an `svg` element.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// In drawn pixels, for the view box.
    pub width: u32,
    pub height: u32,
    pub inside: String,
}

/// A picture being drawn, in shown pixels from the upper left.
pub struct Canvas<'a> {
    backend: SVGBackend<'a>,
    /// Kind of shape, how many of it were drawn before, the text a pointer shows.
    titles: Vec<(&'static str, usize, String)>,
    circles: usize,
    polygons: usize,
}

fn px(at: (f64, f64)) -> (i32, i32) {
    ((at.0 * FINE).round() as i32, (at.1 * FINE).round() as i32)
}

/// Draws a picture of this size.
///
/// # Errors
/// When the crate fails.
pub fn draw(width: f64, height: f64, with: impl FnOnce(&mut Canvas) -> Result<(), String>) -> Result<Drawing, String> {
    let size = ((width * FINE) as u32, (height * FINE) as u32);
    let mut text = String::new();
    let titles = {
        let backend = SVGBackend::with_string(&mut text, size);
        let mut canvas = Canvas { backend, titles: Vec::new(), circles: 0, polygons: 0 };
        with(&mut canvas)?;
        canvas.backend.present().map_err(words)?;
        std::mem::take(&mut canvas.titles)
    };
    // Without the crate's own root element.
    let inside = text.find(">\n").map_or("", |at| &text[at + 2..]);
    let inside = inside.trim_end().strip_suffix("</svg>").unwrap_or(inside);
    let inside = ["circle", "polygon"].iter().fold(inside.to_owned(), |svg, kind| titled(&svg, kind, &titles));
    let mut inside = inside.replace(" opacity=\"1\"", "").replace(" font-family=\"sans-serif\"", "");
    for (ink, name) in INKS {
        let RGBColor(r, g, b) = ink.colour();
        inside = inside.replace(&format!("#{r:02X}{g:02X}{b:02X}"), &format!("var(--{name})"));
    }
    Ok(Drawing { width: size.0, height: size.1, inside })
}

/// Puts into shapes of a kind the text a pointer shows.
fn titled(svg: &str, kind: &str, titles: &[(&'static str, usize, String)]) -> String {
    let opening = format!("<{kind}");
    let mut parts = svg.split(opening.as_str());
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (place, part) in parts.enumerate() {
        out += &opening;
        let known = titles.iter().find(|(of, at, _)| *of == kind && *at == place);
        match (known, part.split_once("/>")) {
            (Some((_, _, title)), Some((attributes, rest))) => {
                let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                out += &format!("{attributes}><title>{title}</title></{kind}>{rest}");
            }
            _ => out += part,
        }
    }
    out
}

impl Canvas<'_> {
    pub fn line(&mut self, points: &[(f64, f64)], ink: Ink, width: f64) -> Result<(), String> {
        let style = ink.colour().stroke_width((width * FINE).round() as u32);
        self.backend.draw_path(points.iter().map(|&at| px(at)), &style).map_err(words)
    }

    /// A filled shape; `strength` from 0 to 1.
    pub fn area(&mut self, points: &[(f64, f64)], ink: Ink, strength: f64) -> Result<(), String> {
        self.polygons += 1;
        let style = ink.colour().mix(strength).filled();
        self.backend.fill_polygon(points.iter().map(|&at| px(at)), &style).map_err(words)
    }

    /// The same; `title` shows under a pointer.
    pub fn shape(&mut self, points: &[(f64, f64)], look: (Ink, f64), title: &str) -> Result<(), String> {
        if !title.is_empty() {
            self.titles.push(("polygon", self.polygons, title.to_owned()));
        }
        self.area(points, look.0, look.1)
    }

    pub fn bar(&mut self, from: (f64, f64), to: (f64, f64), ink: Ink, strength: f64) -> Result<(), String> {
        let (left, right) = if from.0 <= to.0 { (from.0, to.0) } else { (to.0, from.0) };
        let style = ink.colour().mix(strength).filled();
        self.backend.draw_rect(px((left, from.1)), px((right, to.1)), &style, true).map_err(words)
    }

    /// A disc, or a ring if `strength` is zero; `title` shows under a pointer.
    pub fn circle(&mut self, at: (f64, f64), radius: f64, look: (Ink, f64), title: &str) -> Result<(), String> {
        let radius = (radius * FINE).round().max(1.0) as u32;
        let (ink, strength) = look;
        if !title.is_empty() {
            self.titles.push(("circle", self.circles, title.to_owned()));
        }
        self.circles += 1;
        if strength > 0.0 {
            let style = ink.colour().mix(strength).filled();
            self.backend.draw_circle(px(at), radius, &style, true).map_err(words)
        } else {
            let style = ink.colour().stroke_width(FINE as u32);
            self.backend.draw_circle(px(at), radius, &style, false).map_err(words)
        }
    }

    pub fn text(&mut self, text: &str, at: (f64, f64), from: From, size: f64, ink: Ink) -> Result<(), String> {
        self.write(text, at, from, (size, FontStyle::Normal), ink)
    }

    pub fn bold(&mut self, text: &str, at: (f64, f64), from: From, size: f64, ink: Ink) -> Result<(), String> {
        self.write(text, at, from, (size, FontStyle::Bold), ink)
    }

    fn write(
        &mut self,
        text: &str,
        at: (f64, f64),
        from: From,
        (size, style): (f64, FontStyle),
        ink: Ink,
    ) -> Result<(), String> {
        let side = match from {
            From::Left => HPos::Left,
            From::Middle => HPos::Center,
            From::Right => HPos::Right,
        };
        let font = FontDesc::new(FontFamily::SansSerif, size * FINE * LETTERS, style);
        let style = font.color(&ink.colour()).pos(Pos::new(side, VPos::Center));
        self.backend.draw_text(text, &style, px(at)).map_err(words)
    }
}

/// About how wide a text is, in shown pixels: enough to leave room for it.
pub fn width_of(text: &str, size: f64) -> f64 {
    text.chars().count() as f64 * size * 0.56
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_follow_the_page_and_text_cannot_leave_its_place() {
        let drawing = draw(100.0, 50.0, |canvas| {
            canvas.bar((0.0, 0.0), (10.0, 10.0), Ink::Cost, 1.0)?;
            canvas.circle((20.0, 20.0), 5.0, (Ink::Accent, 0.5), "L'Île <b>")?;
            canvas.text("<script>alert(1)</script>", (5.0, 5.0), From::Left, 12.0, Ink::Text)
        })
        .expect("drawn");
        assert!(drawing.inside.contains("fill=\"var(--cost)\"") && !drawing.inside.contains('#'), "{drawing:?}");
        assert!(!drawing.inside.contains("<script") && !drawing.inside.contains("<b>"), "{drawing:?}");
        assert!(drawing.inside.contains("<title>L'Île &lt;b&gt;</title></circle>"), "{drawing:?}");
        assert!(!drawing.inside.contains("svg"), "the root is the page's own: {drawing:?}");
    }
}
