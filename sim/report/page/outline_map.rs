//! Départements in their true outlines, from a file of the user; those overseas, and those the file lacks, as circles.

use super::canvas::{self, Canvas, Drawing, From, Ink};
use super::cartogram::{Place, cosine};
use super::outline::{Outlines, thinned};

/// Shown pixels a line may move when it is thinned, and below which an island is left out, squared.
const WITHIN: f64 = 0.35;
const LEAST: f64 = 1.5;

struct Shape<'a> {
    place: &'a Place,
    points: Vec<(f64, f64)>,
    area: f64,
    is_largest: bool,
}

/// The picture at this width.
///
/// # Errors
/// When the drawing fails.
pub fn draw(places: &[Place], outlines: &Outlines, width: f64) -> Result<Drawing, String> {
    let drawn = |place: &&Place| !place.overseas && !outlines.of(&place.code).is_empty();
    let rings = || places.iter().filter(drawn).flat_map(|place| outlines.of(&place.code)).flatten();
    let bounds = |of: fn(&(f64, f64)) -> f64| {
        rings().map(of).fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)))
    };
    let ((west, east), (south, north)) = (bounds(|point| point.0), bounds(|point| point.1));
    if west > east {
        return Err("no outline to draw".to_owned());
    }
    let narrower = cosine((south + north) / 2.0);
    let margin = width * 0.02;
    // Room on the left for the circles of overseas départements.
    let left = if places.iter().any(|place| place.overseas) { width * 0.09 } else { margin };
    let degree = (width - left - margin) / ((east - west) * narrower).max(0.01);
    let height = (north - south) * degree + 2.0 * margin;
    let at = |&(longitude, latitude): &(f64, f64)| {
        (left + (longitude - west) * narrower * degree, margin + (north - latitude) * degree)
    };
    let mut shapes: Vec<Shape> = Vec::new();
    for place in places.iter().filter(drawn) {
        let first = shapes.len();
        for ring in outlines.of(&place.code) {
            let points = thinned(&ring.iter().map(at).collect::<Vec<_>>(), WITHIN);
            let area = area(&points);
            shapes.push(Shape { place, points, area, is_largest: false });
        }
        let largest = (first..shapes.len()).max_by(|&a, &b| shapes[a].area.total_cmp(&shapes[b].area));
        if let Some(largest) = largest {
            shapes[largest].is_largest = true;
        }
    }
    shapes.retain(|shape| shape.is_largest || shape.area > LEAST);
    // Large ones first: an exclave lies upon the département around it.
    shapes.sort_by(|one, other| other.area.total_cmp(&one.area));
    let largest = places.iter().filter_map(|place| place.value).fold(0.0f64, |max, value| max.max(value.abs()));
    canvas::draw(width, height, |canvas| {
        for shape in &shapes {
            let (ink, strength) = look(shape.place, largest);
            // Only what lies upon another must hide it.
            if !shape.is_largest {
                canvas.area(&shape.points, Ink::Paper, 1.0)?;
            }
            canvas.shape(&shape.points, (ink, strength), &shape.place.title)?;
            let mut edge = shape.points.clone();
            edge.extend(shape.points.first().copied());
            canvas.line(&edge, Ink::Paper, 0.75)?;
        }
        for shape in shapes.iter().filter(|shape| shape.is_largest && shape.place.value.is_some()) {
            if shape.area > 180.0 {
                let size = (shape.area.sqrt() * 0.45).min(12.5);
                let ink = if look(shape.place, largest).1 > 0.8 { Ink::Paper } else { Ink::Text };
                let middle = at(&(shape.place.longitude, shape.place.latitude));
                canvas.text(&shape.place.code, middle, From::Middle, size, ink)?;
            }
        }
        circles(canvas, places.iter().filter(|place| place.overseas), largest, (width, height))?;
        let lacking: Vec<&Place> = places.iter().filter(|place| !place.overseas && !drawn(place)).collect();
        for place in lacking {
            let middle = at(&(place.longitude, place.latitude));
            canvas.circle(middle, width * 0.008, look(place, largest), &place.title)?;
        }
        Ok(())
    })
}

/// The colour of a département and how strong it is.
fn look(place: &Place, largest: f64) -> (Ink, f64) {
    let Some(value) = place.value else { return (Ink::Empty, 1.0) };
    let share = if largest > 0.0 { value.abs() / largest } else { 0.0 };
    let ink = if value >= 0.0 { Ink::Accent } else { Ink::Cost };
    (if share < 0.005 { Ink::Reference } else { ink }, 0.25 + 0.75 * share)
}

/// A column in the Atlantic, as large as their inhabitants.
fn circles<'a>(
    canvas: &mut Canvas,
    places: impl Iterator<Item = &'a Place>,
    largest: f64,
    (width, height): (f64, f64),
) -> Result<(), String> {
    let mut y = height * 0.6;
    for place in places {
        let radius = (place.population.max(1.0).sqrt() * width * 0.000_025).max(3.0);
        y += radius + 2.0;
        canvas.circle((width * 0.04, y), radius, look(place, largest), &place.title)?;
        if radius >= 8.5 && place.value.is_some() {
            canvas.text(&place.code, (width * 0.04, y), From::Middle, radius * 0.8, Ink::Text)?;
        }
        y += radius + 2.0;
    }
    Ok(())
}

/// Of a closed line, without sign.
fn area(points: &[(f64, f64)]) -> f64 {
    let next = points.iter().cycle().skip(1);
    let doubled: f64 = points.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
    doubled.abs() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(code: &str, overseas: bool, value: Option<f64>) -> Place {
        let title = format!("{code}, 1 €");
        Place { code: code.into(), title, longitude: 2.5, latitude: 50.5, population: 1e6, overseas, value }
    }

    fn outlines() -> Outlines {
        let square = |code: &str, x: f64| {
            format!(
                r#"{{"type":"Feature","properties":{{"code":"{code}"}},"geometry":{{"type":"Polygon","coordinates":[[[{x},50],[{0},50],[{0},51],[{x},51],[{x},50]]]}}}}"#,
                x + 1.0
            )
        };
        let text =
            format!(r#"{{"type":"FeatureCollection","features":[{},{}]}}"#, square("62", 2.0), square("59", 3.0));
        Outlines::read(&text).expect("read")
    }

    #[test]
    fn a_departement_is_drawn_in_its_outline_and_overseas_as_a_circle() {
        let places = [place("62", false, Some(-1.0)), place("59", false, None), place("974", true, Some(1.0))];
        let drawing = draw(&places, &outlines(), 330.0).expect("drawn");
        assert!(drawing.inside.contains("<title>62, 1 €</title></polygon>"), "{}", drawing.inside);
        assert!(drawing.inside.contains("<title>974, 1 €</title></circle>"), "{}", drawing.inside);
        assert!(drawing.inside.contains("var(--cost)") && drawing.inside.contains("var(--empty)"));
    }

    #[test]
    fn an_outline_of_ten_thousand_points_is_thinned() {
        let many: Vec<String> = (0..10_000)
            .map(|at| {
                let turn = f64::from(at) / 10_000.0 * std::f64::consts::TAU;
                format!("[{},{}]", 2.5 + libm::cos(turn), 50.0 + libm::sin(turn))
            })
            .collect();
        let text = format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"code":"62"}},"geometry":{{"type":"Polygon","coordinates":[[{0},[3.5,50.0]]]}}}}]}}"#,
            many.join(",")
        );
        let drawing =
            draw(&[place("62", false, Some(1.0))], &Outlines::read(&text).expect("read"), 720.0).expect("drawn");
        assert!(drawing.inside.len() < 10_000, "{}", drawing.inside.len());
    }
}
