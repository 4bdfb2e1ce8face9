//! What demography takes from published statistics, as plain numbers: the only place of this folder that reads the
//! territory's tables.
//!
//! Yearly probabilities are indexed by sex (0 men, 1 women) and by age reached in the year, which is the age on
//! 1 January plus one: a child of the year is 0.

use crate::territory::{AGE_BANDS, DepartementRow, Sex, Territory};
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
    /// Net arrivals implied by published populations, persons, mean of the observed years: the shape by age.
    pub migration_shape: BySexAge,
    /// In order of [`Departement`].
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

/// The year of the starting population, the first and last of observed births and deaths, and the last with a published
/// population at its end.
const FIRST_YEAR: u16 = 2019;
const LAST_OBSERVED: u16 = 2025;

impl Probabilities {
    /// Reads the territory's tables.
    pub fn of(territory: &Territory) -> Probabilities {
        let people = &territory.national.demography;
        let homes = &territory.national.households;
        let activity = &territory.national.activity;
        let population = by_sex_age(|sex, age| f64::from(people.population(FIRST_YEAR, sex, age)));
        let mut years: Vec<YearStatistics> =
            (FIRST_YEAR..=LAST_OBSERVED).map(|year| year_of(territory, year)).collect();
        // After the last published population, migration goes on at the mean of the published years (assumption).
        let mean = years.iter().map(|year| year.net_migration).sum::<f64>() / years.len() as f64;
        years.extend(years.last().cloned().map(|last| YearStatistics { net_migration: mean, ..last }));
        let by_age = |value: &dyn Fn(u8) -> f64| std::array::from_fn(|reached| value(age_on_1_january(reached)));
        Probabilities {
            first_year: FIRST_YEAR,
            years,
            population,
            in_couple: smooth(&by_sex_age(|sex, age| homes.in_couple(sex, age))),
            separation: separation(territory),
            moved: by_age(&|age| homes.moves(age)),
            changing_departement: homes.movers_changing_departement,
            migration_shape: by_sex_age(|sex, age| {
                let observed = (FIRST_YEAR..=LAST_OBSERVED).map(|year| people.implied_migration(year, sex, age));
                observed.sum::<f64>() / f64::from(LAST_OBSERVED - FIRST_YEAR + 1)
            }),
            departements: locals(territory),
            cells: territory
                .cells
                .iter()
                .map(|cell| Place {
                    departement: cell.departement,
                    population: f64::from(cell.population_2019),
                    lon_deg: cell.lon_deg,
                    lat_deg: cell.lat_deg,
                })
                .collect(),
            qualification: Sex::BOTH.map(|sex| activity.qualification_shares(sex, 16)),
            studying: Sex::BOTH.map(|sex| std::array::from_fn(|age| activity.enrolled(sex, age as u8))),
            retired: Sex::BOTH.map(|sex| std::array::from_fn(|age| activity.retired(sex, age as u8))),
        }
    }

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

/// The age on 1 January of those who reach `reached` in the year; 0 for the children of the year too.
fn age_on_1_january(reached: usize) -> u8 {
    reached.saturating_sub(1) as u8
}

/// A table by age reached from one by age on 1 January; nobody is of age reached 0 on 1 January.
fn by_sex_age(value: impl Fn(Sex, u8) -> f64) -> BySexAge {
    Sex::BOTH.map(|sex| {
        std::array::from_fn(|reached| if reached == 0 { 0.0 } else { value(sex, age_on_1_january(reached)) })
    })
}

/// Births, deaths and migration of a year. Migration is the residual of published populations: what growth births and
/// deaths leave unexplained (estimate: it holds the census's adjustments too).
fn year_of(territory: &Territory, year: u16) -> YearStatistics {
    let national = &territory.national;
    let people = &national.demography;
    let mut death = by_sex_age(|sex, age| national.death_probability(sex, age, year));
    for sex in Sex::BOTH {
        death[sex.index()][0] = national.newborn_death_probability(sex, year);
    }
    let fertility: [f64; AGES] = std::array::from_fn(|reached| {
        if FERTILE.contains(&(reached as u16)) {
            national.births_per_woman(age_on_1_january(reached), year)
        } else {
            0.0
        }
    });
    let (mut births, mut deaths) = (0.0, 0.0);
    for age in 0..AGES as u8 - 1 {
        for sex in Sex::BOTH {
            let living = f64::from(people.population(year, sex, age));
            deaths += living * national.death_probability(sex, age, year);
        }
        births += f64::from(people.population(year, Sex::Woman, age)) * fertility[usize::from(age) + 1];
    }
    deaths += births * (death[0][0] + death[1][0]) / 2.0;
    let growth = f64::from(people.total(year + 1)) - f64::from(people.total(year));
    YearStatistics { death, fertility, net_migration: growth - births + deaths }
}

/// Chance that a couple separates, by age reached by its head. The published table is by age of either partner; the head
/// is most often the man, the elder, so that it is scaled for men's ages to give the same number of couples.
fn separation(territory: &Territory) -> [f64; AGES] {
    let national = &territory.national;
    let homes = &national.households;
    let ending = |sex: Sex| -> f64 {
        (0..100)
            .map(|age| f64::from(national.population(sex, age)) * homes.in_couple(sex, age) * homes.separation(age))
            .sum()
    };
    let by_men = ending(Sex::Man).max(1.0);
    let scale = (by_men + ending(Sex::Woman)) / 2.0 / by_men;
    std::array::from_fn(|reached| homes.separation(age_on_1_january(reached)) * scale)
}

/// A moving mean over seven ages from 25 on: published bands meet in steps, which chances of entering a union would
/// take for events.
fn smooth(shares: &BySexAge) -> BySexAge {
    shares.map(|by_age| {
        std::array::from_fn(|reached| {
            let width = if reached < 25 { 0 } else { 3.min(AGES - 1 - reached) };
            let near = &by_age[reached - width..=reached + width];
            near.iter().sum::<f64>() / near.len() as f64
        })
    })
}

/// Each département against the nation.
fn locals(territory: &Territory) -> Vec<LocalStatistics> {
    let rows = &territory.departements;
    let people: f64 = rows.iter().map(|row| f64::from(row.population_2019)).sum();
    let mean = |value: &dyn Fn(&DepartementRow) -> f64| {
        rows.iter().map(|row| value(row) * f64::from(row.population_2019)).sum::<f64>() / people.max(1.0)
    };
    let men = mean(&|row| row.life_expectancy_men);
    let women = mean(&|row| row.life_expectancy_women);
    // Births that national fertility would give to the département's age structure, against those published.
    let national = territory.national.population_by_bands(FIRST_YEAR, &AGE_BANDS);
    let mut rate = [0.0; AGE_BANDS.len()];
    for (band, (from, to)) in AGE_BANDS.iter().enumerate() {
        let births: f64 = (*from..=(*to).min(98))
            .map(|age| {
                let women = territory.national.population(Sex::Woman, age);
                f64::from(women) * territory.national.births_per_woman(age, FIRST_YEAR)
            })
            .sum();
        rate[band] = births / national[band].max(1.0);
    }
    let expected = |row: &DepartementRow| -> f64 {
        row.age_2019.iter().zip(&rate).map(|(&persons, rate)| f64::from(persons) * rate).sum::<f64>().max(1.0)
    };
    let births: f64 = rows.iter().map(|row| f64::from(row.births_2023)).sum();
    let all: f64 = rows.iter().map(expected).sum();
    rows.iter()
        .map(|row| LocalStatistics {
            mortality: [
                mortality_from_life_expectancy(row.life_expectancy_men, men),
                mortality_from_life_expectancy(row.life_expectancy_women, women),
            ],
            fertility: f64::from(row.births_2023) / expected(row) * all / births.max(1.0),
            net_migration: row.net_migration.to_fraction(),
            overseas: row.overseas,
        })
        .collect()
}

/// Mortality of a département relative to the nation's, from life expectancy: a year of it more goes with about a tenth
/// less mortality at every age, as mortality doubles every seven years of age (Gompertz; estimate).
pub fn mortality_from_life_expectancy(local: f64, national: f64) -> f64 {
    libm::exp(-0.1 * (local - national))
}
