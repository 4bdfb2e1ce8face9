//! Demography: population, births, deaths, length of life, moves between départements.

use std::collections::BTreeMap;

use super::watch::View;
use super::{Measure, Seen, means::Means};
use crate::behaviour::demography::child_id;
use crate::measures::Indicator;
use crate::parallel;
use crate::world::{Block, Role, Status};

/// Single years of age; the last is open.
const AGES: usize = 111;
/// The years of which deaths by age are counted.
const LIVES: [u16; 2] = [2019, 2024];
/// The year over which moves are followed, from its first day to its last.
const MOVES: u16 = 2019;

/// By sex (men first) and age at the start of the year: persons, and those of them who died in the year. Index 0 of the
/// ages is those born in the year.
type Table = [[[u32; 2]; AGES + 1]; 2];

#[derive(Default)]
pub struct Lives {
    tables: BTreeMap<u16, Box<Table>>,
    means: Means,
    /// Key of each person and département at the start of [`MOVES`], in order of key.
    homes: Vec<(u64, u16)>,
}

impl Lives {
    pub(super) fn look(&mut self, view: &View) {
        if !view.month.is_december() {
            return;
        }
        let year = view.month.year();
        if LIVES.contains(&year) {
            self.lives(view, year);
        }
        if year == 2022 {
            self.old(view);
        }
        if year + 1 == MOVES {
            self.homes = homes(view);
        } else if year == MOVES {
            for (key, departement) in homes(view) {
                if let Ok(row) = self.homes.binary_search_by_key(&key, |home| home.0) {
                    self.means.count(MOVES, "moved", self.homes[row].1 != departement, 1.0);
                }
            }
            self.homes = Vec::new();
        }
    }

    fn lives(&mut self, view: &View, year: u16) {
        let table = self.tables.entry(year).or_insert_with(|| Box::new([[[0; 2]; AGES + 1]; 2]));
        for block in &view.world.blocks {
            let persons = &block.persons;
            for row in 0..persons.len() {
                let status = persons.status[row];
                if status == Status::Unborn {
                    continue;
                }
                let born = persons.birth[row].year();
                let place = usize::from(year.saturating_sub(born)).min(AGES);
                let counts = &mut table[usize::from(persons.is_female(row))][place];
                counts[0] += 1;
                counts[1] += u32::from(status == Status::Dead);
                let newborn = born == year && persons.role[row] == Role::Child;
                if let Some(mother) = newborn.then(|| mother(block, row)).flatten() {
                    let months = f64::from(persons.birth[row].since(persons.birth[mother]));
                    self.means.add(year, "mother", months / 12.0, 1.0);
                }
            }
        }
    }

    fn old(&mut self, view: &View) {
        for block in &view.world.blocks {
            let persons = &block.persons;
            for row in (0..persons.len()).filter(|&row| persons.status[row].is_alive()) {
                self.means.count(2022, "old", persons.age(row, view.month) >= 65, 1.0);
            }
        }
    }

    /// Expected length of life at birth, by the deaths of a year.
    fn life_expectancy(&self, year: u16, sex: usize) -> f64 {
        self.tables.get(&year).map_or(f64::NAN, |table| expectancy(&table[sex]))
    }
}

/// Years lived by a newborn under the chances of death of each age, half a year being lived in the year of birth and in
/// that of death.
fn expectancy(ages: &[[u32; 2]]) -> f64 {
    let (mut alive, mut years) = (1.0, 0.0);
    for (place, [persons, dead]) in ages.iter().enumerate() {
        let chance = if *persons == 0 { 1.0 } else { f64::from(*dead) / f64::from(*persons) };
        let whole = if place == 0 { 0.5 } else { 1.0 };
        years += alive * whole * (1.0 - chance / 2.0);
        alive *= 1.0 - chance;
    }
    years
}

/// The mother of a newborn, in the same home: lines of descent say whose child it is. None for those who came from abroad.
fn mother(block: &Block, child: usize) -> Option<usize> {
    let persons = &block.persons;
    let home = usize::from(persons.household[child]);
    let year = persons.birth[child].year();
    let is_mother = |row: &usize| child_id(persons.id(*row), year) == Some(persons.id(child));
    block.households.member_rows(home).find(is_mother)
}

fn homes(view: &View) -> Vec<(u64, u16)> {
    let blocks = parallel::map(&view.world.blocks, |_, block| {
        let persons = &block.persons;
        let departement = view.departement(block) as u16;
        let alive = (0..persons.len()).filter(|&row| persons.status[row].is_alive());
        alive.map(|row| (persons.id(row).key(), departement)).collect::<Vec<_>>()
    });
    let mut all: Vec<(u64, u16)> = blocks.into_iter().flatten().collect();
    parallel::sort_by_unique_key(&mut all, |home| home.0);
    all
}

/// Population less what births and deaths explain, over a year.
fn net_migration(seen: &Seen, year: u16) -> f64 {
    let population = |year| seen.stock(year, 12, Indicator::Population);
    let natural = seen.in_year(year, Indicator::Births) - seen.in_year(year, Indicator::Deaths);
    population(year) - population(year - 1) - natural
}

pub fn measures() -> Vec<Measure> {
    let population =
        |name: &str, end_of: u16| Measure::new(name, move |seen: &Seen| seen.stock(end_of, 12, Indicator::Population));
    let flow = |name: &str, year: u16, indicator: Indicator| {
        Measure::new(name, move |seen: &Seen| seen.in_year(year, indicator))
    };
    vec![
        population("population_2023_01_01", 2022),
        population("population_2025_01_01", 2024),
        Measure::new("population_growth_2024", |seen| {
            seen.stock(2024, 12, Indicator::Population) / seen.stock(2023, 12, Indicator::Population) - 1.0
        }),
        flow("births_2023", 2023, Indicator::Births),
        flow("births_2024", 2024, Indicator::Births),
        flow("deaths_2023", 2023, Indicator::Deaths),
        Measure::new("life_expectancy_men_2024", |seen| seen.lives.life_expectancy(2024, 0)),
        Measure::new("mean_age_at_birth_2024", |seen| seen.lives.means.of(2024, "mother")),
        Measure::new("net_migration_2023", |seen| net_migration(seen, 2023)),
        Measure::new("share_65plus_2023_01_01", |seen| seen.lives.means.of(2022, "old")),
        Measure::new("inter_departement_mobility_annual", |seen| seen.lives.means.of(MOVES, "moved")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_all_die_at_two_have_lived_as_long() {
        // Nobody dies in the year of birth nor in that of the first birthday; all in that of the second.
        let ages = [[10, 0], [10, 0], [10, 10]];
        assert!((expectancy(&ages) - 2.0).abs() < 1e-12);
    }
}
