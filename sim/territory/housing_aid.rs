//! The housing-aid zone (1, 2 or 3) of a commune.
//!
//! Why it exists: ceilings of housing aid differ by zone. The law lists communes by agglomeration and that list is not
//! among the tables: here is a rule that comes near it, an assumption.

use super::geometry::Point;

/// Île-de-France.
const PARIS_REGION: [&str; 8] = ["75", "77", "78", "91", "92", "93", "94", "95"];
const PARIS_AND_RING: [&str; 4] = ["75", "92", "93", "94"];
/// What counts as an agglomeration of 100,000: so many people within so many km (assumption).
const AGGLOMERATION: f64 = 100_000.0;
const AROUND_KM: f64 = 9.0;

/// Zone 1 = Paris, its inner ring, and communes of 10,000 inhabitants and over of the outer ring; zone 2 = the rest of
/// Île-de-France, Corsica, overseas, and communes with 100,000 people within 9 km; zone 3 = elsewhere.
pub fn zone_of(departement: &str, overseas: bool, population: f64, people_around: f64) -> u8 {
    if PARIS_AND_RING.contains(&departement) || (PARIS_REGION.contains(&departement) && population >= 10_000.0) {
        1
    } else if PARIS_REGION.contains(&departement)
        || overseas
        || departement == "2A"
        || departement == "2B"
        || people_around >= AGGLOMERATION
    {
        2
    } else {
        3
    }
}

/// Finds how many people live near a point: communes sorted by tenths of a degree of latitude and longitude.
pub struct Crowds {
    /// (latitude, longitude in tenths of a degree, place, people), sorted.
    boxes: Vec<(i32, i32, Point, f64)>,
}

impl Crowds {
    /// From ((longitude, latitude) in degrees, people).
    pub fn new(places: impl Iterator<Item = ((f64, f64), f64)>) -> Crowds {
        let mut boxes: Vec<(i32, i32, Point, f64)> =
            places.map(|((lon, lat), people)| (tenths(lat), tenths(lon), Point::new(lon, lat), people)).collect();
        boxes.sort_by_key(|b| (b.0, b.1));
        Crowds { boxes }
    }

    /// People in communes whose point lies within 9 km; two tenths of a degree of longitude are over 13 km below 52°.
    pub fn around(&self, lon_deg: f64, lat_deg: f64) -> f64 {
        let (lat, lon, here) = (tenths(lat_deg), tenths(lon_deg), Point::new(lon_deg, lat_deg));
        let mut people = 0.0;
        for row in lat - 1..=lat + 1 {
            let first = self.boxes.partition_point(|b| (b.0, b.1) < (row, lon - 2));
            for near in self.boxes[first..].iter().take_while(|b| (b.0, b.1) <= (row, lon + 2)) {
                if near.2.km_to(here) <= AROUND_KM {
                    people += near.3;
                }
            }
        }
        people
    }
}

fn tenths(degrees: f64) -> i32 {
    (degrees * 10.0).floor() as i32
}
