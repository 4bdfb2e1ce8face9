//! Départements as circles at their place, as large as their inhabitants: a map that needs no outline and in which
//! people, not square kilometres, are seen.

use super::canvas::{self, Drawing, From, Ink};

/// A circle.
#[derive(Clone, Debug)]
pub struct Place {
    pub code: String,
    /// Shown under a pointer.
    pub title: String,
    pub longitude: f64,
    pub latitude: f64,
    pub population: f64,
    pub overseas: bool,
    /// The effect; `None` where nothing was simulated.
    pub value: Option<f64>,
}

/// Steps of the relaxation that pushes circles apart.
const STEPS: usize = 400;
/// One degree of longitude is shorter than one of latitude: the cosine of the middle of the places.
pub fn cosine(latitude: f64) -> f64 {
    libm::cos(latitude * std::f64::consts::PI / 180.0)
}

struct Circle {
    home: (f64, f64),
    at: (f64, f64),
    radius: f64,
}

/// The picture at this width.
///
/// # Errors
/// When the drawing fails.
pub fn draw(places: &[Place], width: f64) -> Result<Drawing, String> {
    let (near, far): (Vec<&Place>, Vec<&Place>) = places.iter().partition(|place| !place.overseas);
    let height = width * 0.9;
    let margin = width * 0.05;
    let circles = arranged(&near, (margin, margin), (width - 2.0 * margin, height - 2.0 * margin));
    let scale = circles.iter().zip(&near).map(|(c, p)| c.radius / p.population.max(1.0).sqrt()).fold(0.0, f64::max);
    // A column at the lower left, in the Atlantic.
    let mut y = height * 0.62;
    let far_circles: Vec<Circle> = far
        .iter()
        .map(|place| {
            let radius = (place.population.max(1.0).sqrt() * scale).max(3.0);
            y += radius + 2.0;
            let at = (margin + width * 0.05, y);
            y += radius + 2.0;
            Circle { home: at, at, radius }
        })
        .collect();
    let largest = places.iter().filter_map(|place| place.value).fold(0.0f64, |max, value| max.max(value.abs()));
    let bottom = circles.iter().chain(&far_circles).map(|c| c.at.1 + c.radius).fold(0.0, f64::max) + 6.0;
    canvas::draw(width, bottom, |canvas| {
        for (place, circle) in near.iter().zip(&circles).chain(far.iter().zip(&far_circles)) {
            let Some(value) = place.value else {
                canvas.circle(circle.at, circle.radius, (Ink::Empty, 1.0), &place.title)?;
                continue;
            };
            let share = if largest > 0.0 { value.abs() / largest } else { 0.0 };
            let ink = if value >= 0.0 { Ink::Accent } else { Ink::Cost };
            let ink = if share < 0.005 { Ink::Reference } else { ink };
            canvas.circle(circle.at, circle.radius, (Ink::Paper, 1.0), "")?;
            canvas.circle(circle.at, circle.radius, (ink, 0.25 + 0.75 * share), &place.title)?;
            if circle.radius >= 8.5 {
                let on = if share > 0.75 { Ink::Paper } else { Ink::Text };
                let size = (circle.radius * 0.85).min(13.0);
                canvas.text(&place.code, circle.at, From::Middle, size, on)?;
            }
        }
        Ok(())
    })
}

/// Circles of the places in a box, pushed apart.
fn arranged(places: &[&Place], corner: (f64, f64), size: (f64, f64)) -> Vec<Circle> {
    let bounds = |of: &dyn Fn(&Place) -> f64| {
        let values = places.iter().map(|place| of(place));
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)))
    };
    let (south, north) = bounds(&|place| place.latitude);
    let narrower = cosine((south + north) / 2.0);
    let (west, east) = bounds(&|place| place.longitude * narrower);
    let degree = (size.0 / (east - west).max(0.01)).min(size.1 / (north - south).max(0.01));
    let population: f64 = places.iter().map(|place| place.population).sum();
    // A third of the box is filled.
    let scale = (size.0 * size.1 * 0.33 / std::f64::consts::PI / population.max(1.0)).sqrt();
    let mut circles: Vec<Circle> = places
        .iter()
        .map(|place| {
            let across = (place.longitude * narrower - (west + east) / 2.0) * degree;
            let down = ((south + north) / 2.0 - place.latitude) * degree;
            let home = (corner.0 + size.0 / 2.0 + across, corner.1 + size.1 / 2.0 + down);
            let most = size.0.min(size.1) / 5.0;
            Circle { home, at: home, radius: (place.population.sqrt() * scale).min(most).max(2.0) }
        })
        .collect();
    for _ in 0..STEPS {
        for one in 0..circles.len() {
            for other in one + 1..circles.len() {
                let (dx, dy) = (circles[other].at.0 - circles[one].at.0, circles[other].at.1 - circles[one].at.1);
                let distance = (dx * dx + dy * dy).sqrt();
                let wanted = circles[one].radius + circles[other].radius + 1.0;
                if distance >= wanted {
                    continue;
                }
                // Two at the same place part sideways.
                let (ux, uy) = if distance > 1e-6 { (dx / distance, dy / distance) } else { (1.0, 0.0) };
                let push = (wanted - distance) / 2.0;
                circles[one].at.0 -= ux * push;
                circles[one].at.1 -= uy * push;
                circles[other].at.0 += ux * push;
                circles[other].at.1 += uy * push;
            }
        }
        for circle in &mut circles {
            circle.at.0 += (circle.home.0 - circle.at.0) * 0.02;
            circle.at.1 += (circle.home.1 - circle.at.1) * 0.02;
            circle.at.0 = circle.at.0.clamp(circle.radius, corner.0 * 2.0 + size.0 - circle.radius);
            circle.at.1 = circle.at.1.max(circle.radius);
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(code: &str, longitude: f64, population: f64, value: Option<f64>) -> Place {
        let (code, title) = (code.to_owned(), format!("{code}: 1"));
        Place { code, title, longitude, latitude: 48.8 + longitude / 10.0, population, overseas: false, value }
    }

    #[test]
    fn circles_of_paris_and_its_neighbours_do_not_lie_upon_each_other() {
        let places: Vec<Place> =
            (0..8).map(|i| place(&i.to_string(), 2.3 + 0.02 * f64::from(i), 2e6, Some(1.0))).collect();
        let places: Vec<&Place> = places.iter().collect();
        let circles = arranged(&places, (10.0, 10.0), (600.0, 500.0));
        for (i, one) in circles.iter().enumerate() {
            for other in &circles[i + 1..] {
                let (dx, dy) = (one.at.0 - other.at.0, one.at.1 - other.at.1);
                assert!((dx * dx + dy * dy).sqrt() > (one.radius + other.radius) * 0.93);
            }
        }
    }

    #[test]
    fn a_place_not_simulated_is_drawn_without_an_effect() {
        let drawing = draw(&[place("62", 2.0, 1e6, Some(-1.0)), place("59", 3.0, 2e6, None)], 300.0).expect("drawn");
        assert!(drawing.inside.contains("var(--cost)") && drawing.inside.contains("var(--empty)"));
        assert!(drawing.inside.contains("<title>62: 1</title>"));
    }
}
