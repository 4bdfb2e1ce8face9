//! The communes: where they lie, how many people, how deprived.
//!
//! Why it exists: a TZCLD territory is written as communes, and a cell's housing-aid zones and deprivation are sums
//! over its communes.

use super::error::TerritoryError;
use super::table::Source;

/// One commune (geography of 2023; Paris, Lyon, Marseille whole).
#[derive(Clone, Debug)]
pub struct CommuneRow {
    pub code: String,
    pub name: String,
    pub cell: crate::units::Cell,
    /// 1 January 2019; sums over the cell to the cell's.
    pub population_2019: u32,
    pub lon_deg: f64,
    pub lat_deg: f64,
    /// Median a year a consumption unit, 2019; `None` under statistical secrecy.
    pub median_living_standard_2019_eur: Option<u32>,
    /// Only larger communes publish it.
    pub poverty_2021: Option<crate::units::Rate>,
    /// Thousandths of a national standard deviation; positive = more deprived. See `deprivation`.
    pub deprivation: i32,
    pub apl: Option<f64>,
    /// 1, 2 or 3, as for housing aid. An assumption: see `cells::housing_aid_zone`.
    pub housing_aid_zone: u8,
}

/// A commune as written.
pub struct Written {
    pub code: String,
    pub name: String,
    pub zone: String,
    pub departement: String,
    pub point: Option<(f64, f64)>,
    pub population_2020: Option<f64>,
    pub living_standard: Option<f64>,
    pub poverty: Option<f64>,
    pub apl: Option<f64>,
    /// Line in the file, for errors.
    pub line: u64,
}

pub fn read(source: &mut Source) -> Result<Vec<Written>, TerritoryError> {
    let table = source.table("communes.csv")?;
    if table.len() > usize::from(u16::MAX) {
        return Err(TerritoryError::Incomplete {
            file: table.file().to_string(),
            problem: format!("{} communes, more than {}", table.len(), u16::MAX),
            remedy: "Merge communes or split the territory.".to_string(),
        });
    }
    let mut communes = Vec::with_capacity(table.len());
    for row in table.rows() {
        let lon = row.maybe("lon_deg", -180.0, 180.0)?;
        let lat = row.maybe("lat_deg", -90.0, 90.0)?;
        communes.push(Written {
            code: row.text("code")?.to_string(),
            name: row.text("name")?.to_string(),
            zone: row.text("zone")?.to_string(),
            departement: row.text("departement")?.to_string(),
            point: lon.zip(lat),
            population_2020: row.maybe("population_2020", 0.0, 5e6)?,
            living_standard: row.maybe("median_living_standard_eur", 1000.0, 200_000.0)?,
            poverty: row.maybe("poverty_pct", 0.0, 100.0)?,
            apl: row.maybe("apl", 0.0, 100.0)?,
            line: row.line,
        });
    }
    Ok(communes)
}

/// Mean and standard deviation over the nation, weighted by population, of what deprivation compares with.
pub struct Norms {
    pub living_standard: (f64, f64),
    pub poverty: (f64, f64),
}

impl Norms {
    /// From (value, weight) pairs.
    pub fn of(living: &[(f64, f64)], poverty: &[(f64, f64)]) -> Norms {
        Norms { living_standard: mean_and_deviation(living), poverty: mean_and_deviation(poverty) }
    }
}

/// Deprivation in thousandths of a standard deviation: (national mean living standard − living standard) / its
/// deviation, averaged, where poverty is published, with (poverty − national mean) / its deviation. `None` if neither
/// is published.
pub fn deprivation(norms: &Norms, living_standard: Option<f64>, poverty: Option<f64>) -> Option<i32> {
    let by_living = living_standard.map(|v| (norms.living_standard.0 - v) / norms.living_standard.1);
    let by_poverty = poverty.map(|v| (v - norms.poverty.0) / norms.poverty.1);
    let index = match (by_living, by_poverty) {
        (Some(a), Some(b)) => (a + b) / 2.0,
        (Some(a), None) => a,
        (None, Some(b)) => b,
        (None, None) => return None,
    };
    Some((index * 1000.0).round() as i32)
}

fn mean_and_deviation(pairs: &[(f64, f64)]) -> (f64, f64) {
    let weight: f64 = pairs.iter().map(|p| p.1).sum();
    if weight <= 0.0 {
        return (0.0, 1.0);
    }
    let mean = pairs.iter().map(|p| p.0 * p.1).sum::<f64>() / weight;
    let variance = pairs.iter().map(|p| (p.0 - mean) * (p.0 - mean) * p.1).sum::<f64>() / weight;
    (mean, variance.sqrt().max(1e-9))
}
