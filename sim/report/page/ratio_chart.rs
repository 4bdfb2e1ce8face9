//! Points on a scale of ratios, a row a topic: simulated over published. Points that would lie on each other are set side by
//! side, so that each can be seen.

use super::canvas::{self, Drawing, From, Ink, width_of};
use super::language::Language;

/// A published figure: the simulated one over it.
#[derive(Clone, Debug)]
pub struct Point {
    pub ratio: f64,
    pub is_inside: bool,
    /// Drawn as a ring: the model was set on it.
    pub is_ring: bool,
    /// Shown under a pointer.
    pub title: String,
}

/// The points of a topic.
#[derive(Clone, Debug)]
pub struct Topic {
    pub name: String,
    /// How many are inside, in words.
    pub count: String,
    pub points: Vec<Point>,
}

/// The ends of the scale: half and double. Points beyond stand at the edge.
pub const EDGE: f64 = 2.0;
const SIZE: f64 = 12.5;
/// Of a point, and from the middle of one to the next.
const RADIUS: f64 = 3.0;
const APART: f64 = 6.6;

/// Points as the reader meets them: how far from the middle of the row, in steps.
struct Placed {
    x: f64,
    step: i32,
}

/// The picture at this width.
///
/// # Errors
/// When the drawing fails.
pub fn draw(topics: &[Topic], language: Language, width: f64) -> Result<Drawing, String> {
    let narrow = width < 500.0;
    let names = topics.iter().map(|topic| width_of(&topic.name, SIZE)).fold(0.0, f64::max);
    let counts = topics.iter().map(|topic| width_of(&topic.count, SIZE)).fold(0.0, f64::max);
    let left = if narrow { 10.0 } else { names + 22.0 };
    let right = if narrow { width - 10.0 } else { width - counts - 18.0 };
    let top = if narrow { 20.0 } else { 2.0 };
    let at = |ratio: f64| {
        let share = libm::log(ratio.clamp(1.0 / EDGE, EDGE)) / libm::log(EDGE);
        left + (share + 1.0) / 2.0 * (right - left)
    };
    let rows: Vec<(Vec<Placed>, f64)> = topics
        .iter()
        .map(|topic| {
            let placed = placed(&topic.points, &at);
            let most = placed.iter().map(|point| point.step.abs()).max().unwrap_or(0);
            (placed, f64::from(2 * most + 1) * APART + 12.0 + top)
        })
        .collect();
    let bottom: f64 = rows.iter().map(|(_, height)| height).sum::<f64>() + 4.0;
    canvas::draw(width, bottom + 24.0, |canvas| {
        for ratio in [0.5, 2.0 / 3.0, 0.8, 1.0, 1.25, 1.5, 2.0] {
            let is_one = (ratio - 1.0f64).abs() < 1e-9;
            let (ink, thick) = if is_one { (Ink::Text, 1.25) } else { (Ink::Grid, 1.0) };
            canvas.line(&[(at(ratio), 0.0), (at(ratio), bottom)], ink, thick)?;
            // Of a phone's width, only the ends and the middle have room.
            if narrow && !is_one && (0.55..=1.9).contains(&ratio) {
                continue;
            }
            let text = if is_one { "0".to_owned() } else { percent(ratio, language) };
            let side = match ratio {
                r if narrow && r < 0.6 => From::Left,
                r if narrow && r > 1.9 => From::Right,
                _ => From::Middle,
            };
            let x = match side {
                From::Left => 0.0,
                From::Right => width,
                From::Middle => at(ratio),
            };
            canvas.text(&text, (x, bottom + 12.0), side, SIZE - 1.5, Ink::Muted)?;
        }
        let mut y = 0.0;
        for (topic, (placed, height)) in topics.iter().zip(&rows) {
            let middle = y + top + (height - top) / 2.0;
            if narrow {
                canvas.text(&topic.name, (0.0, y + 12.0), From::Left, SIZE, Ink::Text)?;
                canvas.text(&topic.count, (width, y + 12.0), From::Right, SIZE, Ink::Muted)?;
            } else {
                canvas.text(&topic.name, (left - 22.0, middle), From::Right, SIZE, Ink::Text)?;
                canvas.text(&topic.count, (width - 2.0, middle), From::Right, SIZE, Ink::Muted)?;
            }
            for (point, place) in topic.points.iter().zip(placed) {
                let ink = if point.is_inside { Ink::Accent } else { Ink::Cost };
                let strength = if point.is_ring { 0.0 } else { 1.0 };
                let centre = (place.x, middle + f64::from(place.step) * APART);
                // A thumb shows nothing by hovering.
                let title = if narrow { "" } else { &point.title };
                canvas.circle(centre, if point.is_ring { RADIUS - 0.4 } else { RADIUS }, (ink, strength), title)?;
            }
            y += height;
            canvas.line(&[(0.0, y), (width, y)], Ink::Grid, 0.75)?;
        }
        Ok(())
    })
}

/// −33 %, +50 %.
fn percent(ratio: f64, language: Language) -> String {
    let change = (ratio - 1.0) * 100.0;
    format!("{}{}", if change > 0.0 { "+" } else { "" }, language.per_cent(change, 0))
}

/// Each point at its ratio, moved up or down until it touches none placed before.
fn placed(points: &[Point], at: &dyn Fn(f64) -> f64) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for point in points {
        let x = at(point.ratio);
        let free = |step: &i32| placed.iter().all(|other| other.step != *step || (other.x - x).abs() >= APART);
        let step = (0..).flat_map(|n: i32| [-n, n]).find(free).unwrap_or(0);
        placed.push(Placed { x, step });
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(ratio: f64) -> Point {
        Point { ratio, is_inside: true, is_ring: false, title: "rate <of> it".into() }
    }

    #[test]
    fn points_of_the_same_ratio_stand_side_by_side() {
        let points = [1.0, 1.0, 1.0, 1.5].map(point);
        let placed = placed(&points, &|ratio| ratio * 100.0);
        assert_eq!(placed.iter().map(|point| point.step).collect::<Vec<_>>(), [0, -1, 1, 0]);
    }

    #[test]
    fn a_figure_ten_times_too_large_stands_at_the_edge_not_beyond() {
        let topic = |ratio| Topic { name: "RSA".into(), count: "1 / 1".into(), points: vec![point(ratio)] };
        let far = draw(&[topic(10.0)], Language::English, 720.0).expect("drawn");
        let edge = draw(&[topic(2.0)], Language::English, 720.0).expect("drawn");
        assert_eq!(far.inside, edge.inside);
        assert!(far.inside.contains("+100%") && far.inside.contains("rate &lt;of&gt; it"), "{}", far.inside);
    }
}
