//! National distributions by age and sex, and national totals.
//!
//! Why it exists: most of what is known of persons and households is published for the nation only; the starting
//! population combines it with départements' margins. Probabilities are plain fractions; the caller turns them into
//! thresholds. Shapes known from memory are rescaled on published totals and keep the grade assumption.

pub mod activity;
pub mod demography;
pub mod figures;
pub mod health;
pub mod households;
pub mod incomes;

use super::error::TerritoryError;
use super::fill::Fills;
use super::table::Source;
use figures::{Figures, Profiles};

/// Sex as civil status and published tables have it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Sex {
    Man,
    Woman,
}

impl Sex {
    pub const BOTH: [Sex; 2] = [Sex::Man, Sex::Woman];

    pub const fn index(self) -> usize {
        self as usize
    }
}

/// National figures. `demography` and the others hold what is read by age and sex; `figures` and `profiles` the rows
/// as published, with their grade.
#[derive(Clone, Debug)]
pub struct National {
    pub demography: demography::Demography,
    pub households: households::Households,
    pub activity: activity::Activity,
    pub incomes: incomes::Incomes,
    pub health: health::Health,
    pub figures: Figures,
    pub profiles: Profiles,
}

impl National {
    pub fn read(source: &mut Source, fills: &mut Fills) -> Result<National, TerritoryError> {
        let figures = Figures::read(source)?;
        let profiles = Profiles::read(source)?;
        let demography = demography::Demography::read(source, fills)?;
        let households = households::Households::read(&figures, &profiles, &demography, fills)?;
        let activity = activity::Activity::read(&figures, &profiles, &demography, fills)?;
        let incomes = incomes::Incomes::read(&figures, fills)?;
        let health = health::Health::read(&figures, &profiles, &demography, fills)?;
        Ok(National { demography, households, activity, incomes, health, figures, profiles })
    }

    /// Persons on 1 January 2019; age 99 stands for 99 and over.
    pub fn population(&self, sex: Sex, age: u8) -> u32 {
        self.demography.population(2019, sex, age)
    }

    /// Probability that a person of this age on 1 January dies in the year; years outside 2019 to 2025 read as the
    /// nearest.
    pub fn death_probability(&self, sex: Sex, age: u8, year: u16) -> f64 {
        self.demography.death_probability(sex, age, year)
    }

    /// Probability that a child born in the year dies before its end.
    pub fn newborn_death_probability(&self, sex: Sex, year: u16) -> f64 {
        self.demography.newborn_death_probability(sex, year)
    }

    /// Births in the year per woman of this age on 1 January.
    pub fn births_per_woman(&self, age: u8, year: u16) -> f64 {
        self.demography.births_per_woman(age, year)
    }

    /// National population by bands of age, both sexes.
    pub fn population_by_bands(&self, year: u16, bands: &[(u8, u8); 7]) -> [f64; 7] {
        bands.map(|(from, to)| {
            (from..=to.min(99))
                .map(|age| Sex::BOTH.iter().map(|s| f64::from(self.demography.population(year, *s, age))).sum::<f64>())
                .sum()
        })
    }
}
