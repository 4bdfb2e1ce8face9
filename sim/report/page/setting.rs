//! What the page needs beside the results: its language, where départements lie, and what is published of the places of
//! the run.

use super::language::Language;
use super::outline::Outlines;
use crate::territory::Territory;
use crate::units::Month;

/// Given by the command line from the territory the run was made on.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    pub language: Language,
    /// By row of the territory's table.
    pub departements: Vec<Departement>,
    /// Published unemployment rate, per cent, by zone and quarter from 2018-Q1.
    pub zones: Vec<Vec<f64>>,
    /// The effect of moving an assumption over its range, if it was worked out.
    pub swings: Vec<Swing>,
    /// One household in so many, and the seed, it was worked out on.
    pub swung_on: (u32, u64),
    /// Of départements, from a file of the user; empty for the map of circles.
    pub outlines: Outlines,
}

/// A département: where it is and what is published of it.
#[derive(Clone, Debug, Default)]
pub struct Departement {
    pub longitude: f64,
    pub latitude: f64,
    pub population: f64,
    pub overseas: bool,
    /// On 1 January 2021.
    pub population_2021: f64,
    /// Per cent, from 2018-Q1.
    pub unemployment_by_quarter: Vec<f64>,
    /// Per cent, brought from the level of Filosofi to that of the national survey.
    pub poverty_2021: f64,
    /// Euros a year.
    pub median_2021: f64,
    /// Households drawing the RSA, by month.
    pub rsa: Vec<(Month, f64)>,
}

/// What the headline becomes at both ends of the range of an assumption.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    pub name: String,
    pub about: String,
    /// Values of the assumption, as written.
    pub low: String,
    pub high: String,
    /// Net cost to public bodies, euros a year, at each end.
    pub at_low: f64,
    pub at_high: f64,
}

impl Swing {
    /// Whether the headline has another sign at one end than at the other.
    pub fn sign_turns(&self) -> bool {
        self.at_low * self.at_high <= 0.0
    }
}

/// Poverty in France in 2021 by the survey of incomes (INSEE ERFS), per cent: the level the model is set on.
const POVERTY_2021: f64 = 14.5;

impl Setting {
    /// What is published of the places of a territory.
    pub fn of(territory: &Territory, language: Language) -> Setting {
        let rates = |rates: &[crate::units::Rate]| rates.iter().map(|rate| rate.to_fraction() * 100.0).collect();
        let known = || territory.departements.iter().filter(|row| !row.overseas);
        let people: f64 = known().map(|row| f64::from(row.population_2021)).sum();
        let poor: f64 = known().map(|row| f64::from(row.population_2021) * row.poverty_2021.to_fraction()).sum();
        let level = if poor > 0.0 { POVERTY_2021 / (poor / people) } else { 100.0 };
        let departements = territory.departements.iter().map(|row| Departement {
            longitude: row.lon_deg,
            latitude: row.lat_deg,
            population: f64::from(row.population_2019),
            overseas: row.overseas,
            population_2021: f64::from(row.population_2021),
            unemployment_by_quarter: rates(&row.unemployment_by_quarter),
            poverty_2021: row.poverty_2021.to_fraction() * level,
            median_2021: row.median_living_standard_2021.to_euros(),
            rsa: row.caseloads.iter().map(|caseload| (caseload.month, f64::from(caseload.rsa))).collect(),
        });
        Setting {
            language,
            departements: departements.collect(),
            zones: territory.zones.iter().map(|zone| rates(&zone.unemployment_by_quarter)).collect(),
            swings: Vec::new(),
            swung_on: (1, 1),
            outlines: Outlines::default(),
        }
    }
}
