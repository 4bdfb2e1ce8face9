//! People by age and sex, deaths, births, migration.
//!
//! Why it exists: the demographic month reads its probabilities here. Age is always age on 1 January.

use super::super::error::TerritoryError;
use super::super::fill::Fills;
use super::super::table::Source;
use super::Sex;
use super::figures::read_year_age;

/// First and last year with observed mortality and fertility.
pub const OBSERVED: (u16, u16) = (2019, 2025);
/// Last year of the population table.
const LAST_POPULATION: u16 = 2026;

/// Ages of the table: 0 to 99, the last one 99 and over.
const OLDEST: usize = 99;
const OLDEST_MORTALITY: usize = 104;

/// Population, death probabilities, fertility and migration of France.
#[derive(Clone, Debug)]
pub struct Demography {
    /// `[year − 2019][sex][age]`, 1 January.
    population: Vec<[[u32; OLDEST + 1]; 2]>,
    /// `[year − 2019][sex][age]`, age on 1 January, 0 to 104.
    death: Vec<[[f64; OLDEST_MORTALITY + 1]; 2]>,
    /// `[year − 2019][sex]`.
    newborn_death: Vec<[f64; 2]>,
    /// `[year − 2019][age]`, births per woman of age `14 + index` on 1 January.
    births: Vec<[f64; 36]>,
    /// `[sex][age]`, persons a year, age on 1 January.
    migration: [[f64; OLDEST + 1]; 2],
}

/// Youngest mothers, by age on 1 January (15 reached in the year).
const YOUNGEST_MOTHER: u8 = 14;

impl Demography {
    pub fn read(source: &mut Source, fills: &mut Fills) -> Result<Demography, TerritoryError> {
        Ok(Demography {
            population: read_population(source, fills)?,
            death: Vec::new(),
            newborn_death: Vec::new(),
            births: Vec::new(),
            migration: [[0.0; OLDEST + 1]; 2],
        }
        .with_deaths(source, fills)?
        .with_births(source)?
        .with_migration(source)?)
    }

    /// Persons on 1 January of a year from 2019 to 2026 (nearest outside); age 99 stands for 99 and over.
    pub fn population(&self, year: u16, sex: Sex, age: u8) -> u32 {
        let at = usize::from(year.clamp(OBSERVED.0, LAST_POPULATION) - OBSERVED.0);
        if usize::from(age) > OLDEST { 0 } else { self.population[at][sex.index()][usize::from(age)] }
    }

    /// All ages of both sexes.
    pub fn total(&self, year: u16) -> u32 {
        Sex::BOTH.iter().map(|s| (0..=OLDEST as u8).map(|a| self.population(year, *s, a)).sum::<u32>()).sum()
    }

    pub fn death_probability(&self, sex: Sex, age: u8, year: u16) -> f64 {
        self.death[observed(year)][sex.index()][usize::from(age).min(OLDEST_MORTALITY)]
    }

    pub fn newborn_death_probability(&self, sex: Sex, year: u16) -> f64 {
        self.newborn_death[observed(year)][sex.index()]
    }

    pub fn births_per_woman(&self, age: u8, year: u16) -> f64 {
        if age < YOUNGEST_MOTHER {
            return 0.0;
        }
        self.births[observed(year)].get(usize::from(age - YOUNGEST_MOTHER)).copied().unwrap_or(0.0)
    }

    /// Net arrivals from abroad in a year, persons; an hypothesis of projections, not an observation.
    pub fn net_migration(&self, sex: Sex, age: u8) -> f64 {
        self.migration[sex.index()][usize::from(age).min(OLDEST)]
    }

    fn with_deaths(mut self, source: &mut Source, fills: &mut Fills) -> Result<Demography, TerritoryError> {
        let table = source.table("mortality.csv")?;
        let years = usize::from(OBSERVED.1 - OBSERVED.0) + 1;
        let mut death = vec![[[f64::NAN; OLDEST_MORTALITY + 1]; 2]; years];
        let mut newborn = vec![[f64::NAN; 2]; years];
        for (year, age, men, women) in read_year_age(&table, 1.0)? {
            if !(OBSERVED.0..=OBSERVED.1).contains(&year) || age > OLDEST_MORTALITY as i16 {
                continue;
            }
            let at = usize::from(year - OBSERVED.0);
            for (sex, value) in [(0, men), (1, women)] {
                let Some(value) = value else { continue };
                if age < 0 {
                    newborn[at][sex] = value;
                } else {
                    death[at][sex][age as usize] = value;
                }
            }
        }
        for at in 0..years {
            for sex in 0..2 {
                for age in 0..=OLDEST_MORTALITY {
                    if death[at][sex][age].is_nan() {
                        let rule = "the probability of the year before";
                        if at == 0 || death[at - 1][sex][age].is_nan() {
                            return Err(lacking("mortality.csv", &format!("{} at age {age}", OBSERVED.0)));
                        }
                        death[at][sex][age] = death[at - 1][sex][age];
                        if sex == 0 {
                            fills.note(
                                "mortality.csv",
                                format!("{} age {age}", OBSERVED.0 + at as u16),
                                "men, women",
                                rule,
                            );
                        }
                    }
                }
                if newborn[at][sex].is_nan() {
                    return Err(lacking("mortality.csv", &format!("{} at age -1", OBSERVED.0 + at as u16)));
                }
            }
        }
        self.death = death;
        self.newborn_death = newborn;
        Ok(self)
    }

    /// Rate of a single age = rate of 2015 at that age × level of the year's band / level of the band in 2015.
    fn with_births(mut self, source: &mut Source) -> Result<Demography, TerritoryError> {
        let table = source.table("fertility.csv")?;
        let mut shape = [0.0; 36];
        for row in table.rows() {
            let age = row.whole("age", 60)?;
            if (15..=50).contains(&age) {
                shape[age as usize - 15] = row.number("births_per_10000", 0.0, 5000.0)? / 10_000.0;
            }
        }
        let levels = source.table("fertility_levels.csv")?;
        let mut level: Vec<(u16, u32, u32, f64)> = Vec::new();
        for row in levels.rows() {
            let year = row.number("year", 1990.0, 2100.0)? as u16;
            level.push((
                year,
                row.whole("from_age", 60)?,
                row.whole("to_age", 60)?,
                row.number("births_per_100", 0.0, 50.0)?,
            ));
        }
        let of = |year: u16, age: u32| level.iter().find(|l| l.0 == year && l.1 <= age && age <= l.2).map(|l| l.3);
        for year in OBSERVED.0..=OBSERVED.1 {
            let mut births = [0.0; 36];
            for (i, birth) in births.iter_mut().enumerate() {
                let age = i as u32 + 15;
                let now =
                    of(year, age).ok_or_else(|| lacking("fertility_levels.csv", &format!("{year} at age {age}")))?;
                let then =
                    of(2015, age).ok_or_else(|| lacking("fertility_levels.csv", &format!("2015 at age {age}")))?;
                *birth = shape[i] * now / then;
            }
            self.births.push(births);
        }
        Ok(self)
    }

    fn with_migration(mut self, source: &mut Source) -> Result<Demography, TerritoryError> {
        let table = source.table("migration.csv")?;
        for row in table.rows() {
            let age = (row.whole("age", 120)? as usize).saturating_sub(1).min(OLDEST);
            self.migration[0][age] += row.number("men", -1e6, 1e6)?;
            self.migration[1][age] += row.number("women", -1e6, 1e6)?;
        }
        Ok(self)
    }
}

fn observed(year: u16) -> usize {
    usize::from(year.clamp(OBSERVED.0, OBSERVED.1) - OBSERVED.0)
}

fn lacking(file: &str, what: &str) -> TerritoryError {
    TerritoryError::Incomplete {
        file: file.to_string(),
        problem: format!("nothing for {what}"),
        remedy: "Add the row.".to_string(),
    }
}

fn read_population(source: &mut Source, fills: &mut Fills) -> Result<Vec<[[u32; OLDEST + 1]; 2]>, TerritoryError> {
    let table = source.table("population.csv")?;
    let years = usize::from(LAST_POPULATION - OBSERVED.0) + 1;
    let mut known = vec![[[None; OLDEST + 1]; 2]; years];
    for (year, age, men, women) in read_year_age(&table, 5e6)? {
        if (OBSERVED.0..=LAST_POPULATION).contains(&year) && (0..=OLDEST as i16).contains(&age) {
            let at = usize::from(year - OBSERVED.0);
            known[at][0][age as usize] = men.map(|v| v.round() as u32);
            known[at][1][age as usize] = women.map(|v| v.round() as u32);
        }
    }
    let mut population = vec![[[0; OLDEST + 1]; 2]; years];
    for at in 0..years {
        for sex in 0..2 {
            for age in 0..=OLDEST {
                population[at][sex][age] = match known[at][sex][age] {
                    Some(people) => people,
                    None if at > 0 => {
                        let row = format!("{} age {age}", OBSERVED.0 + at as u16);
                        fills.note("population.csv", row, ["men", "women"][sex], "the number of the year before");
                        population[at - 1][sex][age]
                    }
                    None => return Err(lacking("population.csv", &format!("{} at age {age}", OBSERVED.0))),
                };
            }
        }
    }
    Ok(population)
}
