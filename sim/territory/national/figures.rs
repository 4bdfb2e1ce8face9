//! National figures by topic, item and year, and profiles by sex and age, as read from their tables.
//!
//! Why it exists: one reader for many small published tables; each row keeps its unit, producer and grade.

use super::super::error::TerritoryError;
use super::super::table::{Source, Table};
use super::Sex;

/// How a figure is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Grade {
    Law,
    Statistic,
    Estimate,
    Assumption,
}

pub const GRADES: [(&str, Grade); 4] = [
    ("law", Grade::Law),
    ("statistic", Grade::Statistic),
    ("estimate", Grade::Estimate),
    ("assumption", Grade::Assumption),
];

/// A published national figure.
#[derive(Clone, Debug)]
pub struct Figure {
    pub topic: String,
    pub item: String,
    pub year: u16,
    pub value: Option<f64>,
    pub unit: String,
    pub producer: String,
    pub grade: Grade,
}

/// The table `figures.csv`.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    pub rows: Vec<Figure>,
}

impl Figures {
    pub fn read(source: &mut Source) -> Result<Figures, TerritoryError> {
        let table = source.table("figures.csv")?;
        let mut rows = Vec::with_capacity(table.len());
        for row in table.rows() {
            rows.push(Figure {
                topic: row.text("topic")?.to_string(),
                item: row.text("item")?.to_string(),
                year: row.number("year", 1990.0, 2100.0)? as u16,
                value: row.maybe("value", -1e12, 1e12)?,
                unit: row.text_or_blank("unit")?.to_string(),
                producer: row.text("producer")?.to_string(),
                grade: row.word("grade", &GRADES)?,
            });
        }
        Ok(Figures { rows })
    }

    /// A figure that the model needs; an error names the row to add.
    pub fn get(&self, topic: &str, item: &str, year: u16) -> Result<f64, TerritoryError> {
        self.rows
            .iter()
            .find(|f| f.topic == topic && f.item == item && f.year == year)
            .and_then(|f| f.value)
            .ok_or_else(|| TerritoryError::Incomplete {
                file: "figures.csv".to_string(),
                problem: format!("no value for topic {topic}, item {item}, year {year}"),
                remedy: "Add this row, with its unit, producer and grade.".to_string(),
            })
    }
}

/// One row of `age_profiles.csv`.
#[derive(Clone, Debug)]
pub struct Band {
    pub profile: String,
    pub category: String,
    /// `None` = both sexes together.
    pub sex: Option<Sex>,
    pub from_age: u8,
    /// Inside the band.
    pub to_age: u8,
    pub value: f64,
    pub grade: Grade,
}

/// The table `age_profiles.csv`.
#[derive(Clone, Debug, Default)]
pub struct Profiles {
    pub rows: Vec<Band>,
}

impl Profiles {
    pub fn read(source: &mut Source) -> Result<Profiles, TerritoryError> {
        let table = source.table("age_profiles.csv")?;
        let mut rows = Vec::with_capacity(table.len());
        for row in table.rows() {
            rows.push(Band {
                profile: row.text("profile")?.to_string(),
                category: row.text_or_blank("category")?.to_string(),
                sex: row.word("sex", &[("men", Some(Sex::Man)), ("women", Some(Sex::Woman)), ("all", None)])?,
                from_age: row.whole("from_age", 120)? as u8,
                to_age: row.whole("to_age", 120)? as u8,
                value: row.number("value", 0.0, 1e6)?,
                grade: row.word("grade", &GRADES)?,
            });
        }
        Ok(Profiles { rows })
    }

    /// The bands of one profile, category and sex, in order of age.
    pub fn bands(&self, profile: &str, category: &str, sex: Option<Sex>) -> Result<Vec<&Band>, TerritoryError> {
        let mut bands: Vec<&Band> =
            self.rows.iter().filter(|b| b.profile == profile && b.category == category && b.sex == sex).collect();
        bands.sort_by_key(|b| (b.from_age, std::cmp::Reverse(b.to_age)));
        if bands.is_empty() {
            return Err(TerritoryError::Incomplete {
                file: "age_profiles.csv".to_string(),
                problem: format!("no row for profile {profile}, category \"{category}\", sex {sex:?}"),
                remedy: "Add the rows of this profile, with their year, producer and grade.".to_string(),
            });
        }
        Ok(bands)
    }

    /// The value by single age 0 to 110: the narrowest band that holds the age, 0 outside all bands.
    pub fn by_age(&self, profile: &str, category: &str, sex: Option<Sex>) -> Result<ByAge, TerritoryError> {
        let bands = self.bands(profile, category, sex)?;
        let mut values = ByAge::default();
        for age in 0..AGES {
            let inside = bands.iter().filter(|b| (b.from_age as usize) <= age && age <= b.to_age as usize);
            if let Some(band) = inside.min_by_key(|b| b.to_age - b.from_age) {
                values.0[age] = band.value;
            }
        }
        Ok(values)
    }
}

/// Ages 0 to 110.
pub const AGES: usize = 111;

/// One value by single age; ages above 110 read as 110.
#[derive(Clone, Debug, PartialEq)]
pub struct ByAge(pub Vec<f64>);

impl Default for ByAge {
    fn default() -> ByAge {
        ByAge(vec![0.0; AGES])
    }
}

impl ByAge {
    pub fn at(&self, age: u8) -> f64 {
        self.0[(age as usize).min(AGES - 1)]
    }

    /// The same shape with each value × `factor`.
    pub fn scaled(&self, factor: f64) -> ByAge {
        ByAge(self.0.iter().map(|v| v * factor).collect())
    }
}

/// A mean of `values` weighted by `weights`; 0 without weight.
pub fn weighted_mean(values: &[f64], weights: &[f64]) -> f64 {
    let total: f64 = weights.iter().sum();
    if total <= 0.0 {
        return 0.0;
    }
    values.iter().zip(weights).map(|(v, w)| v * w).sum::<f64>() / total
}

/// Reads a table of years × ages × sexes into (year, age, men, women), blanks as `None`.
pub type YearAgeRow = (u16, i16, Option<f64>, Option<f64>);

pub fn read_year_age(table: &Table, most: f64) -> Result<Vec<YearAgeRow>, TerritoryError> {
    table
        .rows()
        .map(|row| {
            Ok((
                row.number("year", 1990.0, 2100.0)? as u16,
                row.number("age", -1.0, 120.0)? as i16,
                row.maybe("men", 0.0, most)?,
                row.maybe("women", 0.0, most)?,
            ))
        })
        .collect()
}
