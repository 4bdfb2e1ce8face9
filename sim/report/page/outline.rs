//! Outlines of départements from a file of the user: GeoJSON, longitude and latitude. Read when the run is asked for, so that
//! a bad file is told before anything runs; kept as rings by département code, thinned to what a page can show.

use std::collections::BTreeMap;

use geojson::{FeatureCollection, GeoJson, GeometryValue, JsonValue, Position};

/// Names under which files give the code of a département: IGN, INSEE and what is found on data.gouv.fr.
const CODES: [&str; 12] = [
    "code",
    "code_insee",
    "insee_dep",
    "code_dept",
    "code_dep",
    "codedept",
    "code_departement",
    "code_insee_du_departement",
    "dep",
    "dep_code",
    "num_dep",
    "departement",
];

/// Longitude and latitude of a closed line.
pub type Ring = Vec<(f64, f64)>;

/// Rings by code of département.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlines(BTreeMap<String, Vec<Ring>>);

impl Outlines {
    /// Reads a file's text.
    ///
    /// # Errors
    /// In words, with what to do: no GeoJSON, no code of département, no polygon, other coordinates than longitude and latitude.
    pub fn read(text: &str) -> Result<Outlines, String> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let read: GeoJson = text.parse().map_err(|error| format!("this is no GeoJSON: {error}"))?;
        let GeoJson::FeatureCollection(FeatureCollection { features, .. }) = read else {
            return Err("the file holds one shape only: give a collection of features, one a département".to_owned());
        };
        let mut outlines: BTreeMap<String, Vec<Ring>> = BTreeMap::new();
        let (mut with_code, mut seen) = (0, Vec::new());
        for feature in &features {
            let properties = feature.properties.iter().flatten();
            let code = properties.clone().find_map(|(name, value)| code(name, value));
            let Some(code) = code else {
                seen.extend(properties.map(|(name, _)| name.clone()));
                continue;
            };
            with_code += 1;
            if let Some(geometry) = &feature.geometry {
                outlines.entry(code).or_default().extend(rings(&geometry.value)?);
            }
        }
        if with_code == 0 {
            seen.sort();
            seen.dedup();
            let has = if seen.is_empty() { "none at all".to_owned() } else { seen.join(", ") };
            return Err(format!(
                "no feature has a property with the code of a département ({}); the file has: {has}",
                CODES.join(", ")
            ));
        }
        outlines.retain(|_, rings| !rings.is_empty());
        if outlines.is_empty() {
            return Err("no département has a Polygon or MultiPolygon in this file".to_owned());
        }
        Ok(Outlines(outlines))
    }

    /// The rings of a département; none if the file has none.
    pub fn of(&self, code: &str) -> &[Ring] {
        self.0.get(code).map_or(&[], Vec::as_slice)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The code of a département if this property gives it: a number under ten is written without its zero in some files.
fn code(name: &str, value: &JsonValue) -> Option<String> {
    let name = name.to_lowercase().replace([' ', '-'], "_");
    if !CODES.contains(&name.as_str()) {
        return None;
    }
    let text = match value {
        JsonValue::String(text) => text.trim().to_uppercase(),
        JsonValue::Number(number) => number.to_string(),
        _ => return None,
    };
    let is_code = (1..=3).contains(&text.len()) && text.chars().all(|letter| letter.is_ascii_alphanumeric());
    is_code.then(|| if text.len() == 1 { format!("0{text}") } else { text })
}

/// The outer rings: a hole is an exclave of another département, which is drawn upon it.
fn rings(geometry: &GeometryValue) -> Result<Vec<Ring>, String> {
    let polygons: Vec<&Vec<Vec<Position>>> = match geometry {
        GeometryValue::Polygon { coordinates } => vec![coordinates],
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter().collect(),
        _ => Vec::new(),
    };
    polygons.into_iter().filter_map(|polygon| polygon.first()).map(|outer| ring(outer)).collect()
}

fn ring(positions: &[Position]) -> Result<Ring, String> {
    positions
        .iter()
        .map(|position| match position.as_slice() {
            &[longitude, latitude, ..] if longitude.abs() <= 180.0 && latitude.abs() <= 90.0 => {
                Ok((longitude, latitude))
            }
            _ => Err("coordinates are not longitude and latitude in degrees: convert the file to WGS 84 (EPSG:4326)"
                .to_owned()),
        })
        .collect()
}

/// A line with as few points as keep it within `within` of itself (Douglas and Peucker, 1973).
pub fn thinned(line: &[(f64, f64)], within: f64) -> Vec<(f64, f64)> {
    if line.len() < 3 {
        return line.to_vec();
    }
    let mut kept = vec![false; line.len()];
    let last = line.len() - 1;
    // A closed line is cut in two where it is farthest from its start, else its ends would be one point.
    let away = |at: &usize| squared(line[*at], line[0]);
    let far = (1..last).max_by(|one, other| away(one).total_cmp(&away(other))).unwrap_or(last);
    for at in [0, far, last] {
        kept[at] = true;
    }
    let mut parts = vec![(0, far), (far, last)];
    while let Some((from, to)) = parts.pop() {
        let farthest = (from + 1..to)
            .map(|at| (at, off(line[at], line[from], line[to])))
            .max_by(|one, other| one.1.total_cmp(&other.1));
        if let Some((at, _)) = farthest.filter(|(_, off)| *off > within * within) {
            kept[at] = true;
            parts.extend([(from, at), (at, to)]);
        }
    }
    line.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

fn squared(one: (f64, f64), other: (f64, f64)) -> f64 {
    (one.0 - other.0) * (one.0 - other.0) + (one.1 - other.1) * (one.1 - other.1)
}

/// How far a point is from a stretch, squared.
fn off(point: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let length = squared(from, to);
    if length == 0.0 {
        return squared(point, from);
    }
    let along = (point.0 - from.0) * (to.0 - from.0) + (point.1 - from.1) * (to.1 - from.1);
    let share = (along / length).clamp(0.0, 1.0);
    squared(point, (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(properties: &str, geometry: &str) -> String {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{properties},"geometry":{geometry}}}]}}"#
        )
    }

    const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[2,50],[3,50],[3,51],[2,51],[2,50]]]}"#;

    #[test]
    fn codes_are_found_under_the_names_of_ign_insee_and_data_gouv() {
        for (properties, wanted) in [
            (r#"{"code":"62","nom":"Pas-de-Calais"}"#, "62"),
            (r#"{"CODE_DEPT":"2a"}"#, "2A"),
            (r#"{"code_insee":1}"#, "01"),
            (r#"{"INSEE_DEP":"974"}"#, "974"),
        ] {
            let outlines = Outlines::read(&file(properties, SQUARE)).expect(properties);
            assert_eq!(outlines.of(wanted).len(), 1, "{properties}");
        }
        let islands = r#"{"type":"MultiPolygon","coordinates":[[[[2,50],[3,50],[3,51],[2,50]]],[[[4,50],[5,50],[5,51],[4,50]]]]}"#;
        assert_eq!(Outlines::read(&file(r#"{"dep":"29"}"#, islands)).expect("read").of("29").len(), 2);
    }

    #[test]
    fn a_bad_file_says_what_is_wrong_with_it() {
        let lambert = SQUARE.replace("2,50", "652000,6862000");
        for (text, said) in [
            ("not json".to_owned(), "no GeoJSON"),
            (SQUARE.to_owned(), "one shape only"),
            (file(r#"{"nom":"Pas-de-Calais"}"#, SQUARE), "the file has: nom"),
            (file(r#"{"code":"62"}"#, r#"{"type":"Point","coordinates":[2,50]}"#), "no département has a Polygon"),
            (file(r#"{"code":"62"}"#, &lambert), "WGS 84"),
        ] {
            let error = Outlines::read(&text).expect_err(said);
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn a_thinned_line_keeps_its_corners_and_drops_what_lies_between() {
        let square: Vec<(f64, f64)> = (0..=40)
            .map(|at| {
                let at = f64::from(at);
                match at {
                    a if a <= 10.0 => (a, 0.0),
                    a if a <= 20.0 => (10.0, a - 10.0),
                    a if a <= 30.0 => (30.0 - a, 10.0),
                    a => (0.0, 40.0 - a),
                }
            })
            .collect();
        assert_eq!(thinned(&square, 0.1), [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]);
    }
}
