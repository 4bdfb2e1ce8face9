//! Distances on the globe.

/// Radius of the Earth, km.
const EARTH_KM: f64 = 6371.0;

/// A place as a unit vector, so that a distance needs no sine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    x: f64,
    y: f64,
    z: f64,
}

impl Point {
    /// From degrees WGS84.
    pub fn new(lon_deg: f64, lat_deg: f64) -> Point {
        let radians = std::f64::consts::PI / 180.0;
        let (lon, lat) = (lon_deg * radians, lat_deg * radians);
        Point { x: libm::cos(lat) * libm::cos(lon), y: libm::cos(lat) * libm::sin(lon), z: libm::sin(lat) }
    }

    /// Great-circle distance in km.
    pub fn km_to(self, other: Point) -> f64 {
        let (dx, dy, dz) = (self.x - other.x, self.y - other.y, self.z - other.z);
        let half_chord = (dx * dx + dy * dy + dz * dz).sqrt() / 2.0;
        2.0 * EARTH_KM * libm::asin(half_chord.min(1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paris_and_lyon_are_392_km_apart() {
        let km = Point::new(2.3522, 48.8566).km_to(Point::new(4.8357, 45.7640));
        assert!((km - 392.0).abs() < 2.0, "{km}");
    }
}
