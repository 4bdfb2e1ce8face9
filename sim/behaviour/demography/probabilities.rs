//! What demography takes from published statistics, as plain numbers: the only place of this folder that reads the
//! territory's tables.
//!
//! Yearly probabilities are indexed by sex (0 men, 1 women) and by age reached in the year, which is the age on
//! 1 January plus one: a child of the year is 0.

use crate::units::{Cell, Departement};

/// Ages reached in the year: 0 to 111, the last one standing for older people too.
pub const AGES: usize = 112;

/// Ages reached at which women give birth, both ends inside.
pub const FERTILE: std::ops::RangeInclusive<u16> = 15..=50;

/// One value by sex and age reached.
pub type BySexAge = [[f64; AGES]; 2];

/// The statistics of one year.
#[derive(Clone, Debug)]
pub struct YearStatistics {
    /// Chance of dying in the year; at age 0, from birth to 31 December.
    pub death: BySexAge,
    /// Births in the year per woman.
    pub fertility: [f64; AGES],
    /// Arrivals less departures, persons, France.
    pub net_migration: f64,
}

/// A département's distance from the nation.
#[derive(Clone, Copy, Debug)]
pub struct LocalStatistics {
    pub population: f64,
    /// Chance of dying relative to the nation's at the same age, men and women.
    pub mortality: [f64; 2],
    /// Births per woman relative to the nation's at the same age.
    pub fertility: f64,
    /// Arrivals less departures a year, as a share of the population.
    pub net_migration: f64,
    pub overseas: bool,
}

/// A cell as moves see it.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub departement: Departement,
    pub population: f64,
    pub lon_deg: f64,
    pub lat_deg: f64,
}

/// All that demography knows from statistics.
#[derive(Clone, Debug)]
pub struct Probabilities {
    pub first_year: u16,
    /// From `first_year` on; the last one stands for later years.
    pub years: Vec<YearStatistics>,
    /// Persons on 1 January of `first_year`.
    pub population: BySexAge,
    /// Share living with a partner.
    pub in_couple: BySexAge,
    /// Couples that separate in a year, by age reached by the head.
    pub separation: [f64; AGES],
    /// Chance of changing dwelling in the year.
    pub moved: [f64; AGES],
    /// Share of those who change dwelling that change département.
    pub changing_departement: f64,
    /// Net arrivals of the projection's hypothesis, persons: the shape by age.
    pub migration_shape: BySexAge,
    pub departements: Vec<LocalStatistics>,
    /// In order of [`Cell`].
    pub cells: Vec<Place>,
    /// Qualification reached by those who grow up, men and women, shares of the four levels.
    pub qualification: [[f64; 4]; 2],
    /// Share still studying at the age completed, men and women.
    pub studying: [[f64; 40]; 2],
    /// Share retired at the age completed, men and women.
    pub retired: [[f64; 75]; 2],
}

impl Probabilities {
    /// The statistics of a year, or the last known.
    pub fn of_year(&self, year: u16) -> &YearStatistics {
        let wanted = usize::from(year.saturating_sub(self.first_year));
        &self.years[wanted.min(self.years.len() - 1)]
    }

    /// The département of a cell.
    pub fn departement(&self, cell: Cell) -> Departement {
        self.cells[cell.index()].departement
    }
}

/// Deaths of a département from its life expectancy: a year of life expectancy more goes with about a tenth less
/// mortality at every age, as mortality doubles every seven years of age (Gompertz; estimate).
pub fn mortality_from_life_expectancy(local: f64, national: f64) -> f64 {
    libm::exp(-0.1 * (local - national))
}
