//! A région under ORDAM: its cells, its inhabitants as the allocation keys see them, its target and its year.

use serde::{Deserialize, Serialize};

use crate::parameters::Parameters;
use crate::policies::doctors::doctors;
use crate::territory::Territory;
use crate::units::{Cell, Cents, Month, Rate, Region};
use crate::world::{Post, World};

/// Posts of the ONDAM.
const CARE: [Post; 3] = [Post::CityCare, Post::HospitalCare, Post::MedicoSocialCare];

/// What holds care spending back for the rest of a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Regulation {
    /// Price of city care relative to the tariff.
    pub price: Rate,
    /// Share of needed city care that is delivered.
    pub city_care: Rate,
}

impl Regulation {
    pub const NONE: Regulation = Regulation { price: Rate::ONE, city_care: Rate::ONE };
}

/// One région of the run.
#[derive(Clone, Debug)]
pub struct RegionState {
    pub region: Region,
    pub cells: Vec<Cell>,
    pub weights: Vec<u64>,
    /// Named by the scenario: its target follows the key.
    pub chosen: bool,
    /// Simulated inhabitants of the cells at the start.
    pub simulated: i64,
    /// Published inhabitants of the cells in the run, and their general practitioners.
    pub inhabitants: i64,
    pub doctors: i64,
    /// A month of care of the year before, nothing holding it back: its part of the past.
    pub history: Cents,
    /// The same of this year.
    pub expected_month: Cents,
    /// Over the months the target covers: spending if nothing holds it back, the target as in the past, and the target.
    pub expected: Cents,
    pub past: Cents,
    pub target: Cents,
    /// Spent so far, and over how many months.
    pub spent: Cents,
    pub months: u16,
    pub regulation: Regulation,
    /// Care of last year to be paid in January; once paid, it weighs on the year's target.
    pub deferred: Cents,
    pub carried: Cents,
    /// Borrowed so far for what was never recovered.
    pub debt: Cents,
}

/// Inhabitants as the keys see them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Need {
    pub persons: u64,
    /// Sum of the country's spending at each inhabitant's age, in euros.
    pub age: u64,
    /// Persons × mortality at equal age, × poverty, in millionths.
    pub mortality: u64,
    pub deprivation: u64,
}

/// What changes of a région as its years go by.
#[derive(Serialize, Deserialize)]
pub struct Year {
    history: Cents,
    expected_month: Cents,
    expected: Cents,
    past: Cents,
    target: Cents,
    spent: Cents,
    months: u16,
    regulation: Regulation,
    deferred: Cents,
    carried: Cents,
    debt: Cents,
}

impl RegionState {
    /// What a checkpoint keeps of it.
    #[rustfmt::skip]
    pub fn year(&self) -> Year {
        // Taken apart, so that a new field is either kept or said to be known from the start.
        let &RegionState {
            region: _, cells: _, weights: _, chosen: _, simulated: _, inhabitants: _, doctors: _,
            history, expected_month, expected, past, target, spent, months, regulation, deferred, carried, debt,
        } = self;
        Year { history, expected_month, expected, past, target, spent, months, regulation, deferred, carried, debt }
    }

    /// Takes it back.
    pub fn take_year(&mut self, year: Year) {
        self.history = year.history;
        self.expected_month = year.expected_month;
        self.expected = year.expected;
        self.past = year.past;
        self.target = year.target;
        self.spent = year.spent;
        self.months = year.months;
        self.regulation = year.regulation;
        self.deferred = year.deferred;
        self.carried = year.carried;
        self.debt = year.debt;
    }

    /// The région's part in the run; `None` if no cell of it is.
    pub fn of(
        region: Region,
        chosen: bool,
        territory: &Territory,
        cells: &[Cell],
        world: &World,
    ) -> Option<RegionState> {
        let mine: Vec<Cell> = cells
            .iter()
            .copied()
            .filter(|cell| {
                let departement = territory.cells[cell.index()].departement;
                territory.departements[departement.index()].region == region
            })
            .collect();
        if mine.is_empty() {
            return None;
        }
        let weights: Vec<u64> = mine
            .iter()
            .map(|c| u64::from(world.public.starting_population.get(c.index()).copied().unwrap_or(0)))
            .collect();
        Some(RegionState {
            region,
            chosen,
            simulated: weights.iter().sum::<u64>() as i64,
            inhabitants: mine.iter().map(|c| i64::from(territory.cells[c.index()].population_2019)).sum(),
            doctors: doctors(territory, &mine),
            cells: mine,
            weights,
            history: Cents::ZERO,
            expected_month: Cents::ZERO,
            expected: Cents::ZERO,
            past: Cents::ZERO,
            target: Cents::ZERO,
            spent: Cents::ZERO,
            months: 0,
            regulation: Regulation::NONE,
            deferred: Cents::ZERO,
            carried: Cents::ZERO,
            debt: Cents::ZERO,
        })
    }

    /// Care charged to residents this month.
    pub fn month_spending(&self, world: &World) -> Cents {
        self.cells.iter().map(|cell| CARE.iter().map(|post| world.ledger.of_month(*post, *cell)).sum::<Cents>()).sum()
    }

    /// Part of city care in this month's spending.
    pub fn city_part(&self, world: &World) -> Rate {
        let city: Cents = self.cells.iter().map(|cell| world.ledger.of_month(Post::CityCare, *cell)).sum();
        let all = self.month_spending(world);
        if all.0 <= 0 { Rate(0) } else { Rate(city.share(1_000_000, all.0).0 as i32) }
    }

    /// Spending over the months the target covers, if it goes on as so far.
    pub fn projected(&self, covered: u16) -> Cents {
        if self.months == 0 { self.expected } else { self.spent.share(i64::from(covered), i64::from(self.months)) }
    }

    /// What the key gives beyond the past over the months covered: money for access to care.
    pub fn won(&self) -> Cents {
        (self.target - self.past).at_least_zero()
    }

    /// What care itself may cost over the months covered: what the key gives beyond the past is spent on access.
    pub fn ceiling(&self) -> Cents {
        self.target.min(self.past)
    }

    /// Its inhabitants in the month, as the keys see them.
    pub fn need(&self, world: &World, territory: &Territory, parameters: &Parameters, month: Month) -> Need {
        let a_year = parameters.fraction("ordam.mortality_a_year_of_life");
        let mean = mean_life_expectancy(territory);
        let spending: Vec<u64> =
            (0..=110u8).map(|age| territory.national.health.spending(age).to_euros().round() as u64).collect();
        let mut need = Need::default();
        for &cell in &self.cells {
            let row = &territory.departements[territory.cells[cell.index()].departement.index()];
            let mortality = 1.0 + a_year * (mean - life_expectancy(row));
            let mortality = (mortality.max(0.5) * 1e6).round() as u64;
            for block in &world.blocks[world.blocks_of_cell[cell.index()].clone()] {
                let persons = &block.persons;
                let (mut count, mut age) = (0, 0);
                for person in 0..persons.len() {
                    if persons.status[person].is_alive() {
                        count += 1;
                        age += spending[usize::from(persons.age(person, month)).min(110)];
                    }
                }
                need.persons += count;
                need.age += age;
                need.mortality += count * mortality;
                need.deprivation += count * row.poverty_2021.0.max(0) as u64;
            }
        }
        let mut whole = [need.persons, need.age, need.mortality, need.deprivation].map(|sum| sum as i64);
        world.ranks.sum("policies", &mut whole);
        let [persons, age, mortality, deprivation] = whole.map(|sum| sum as u64);
        Need { persons, age, mortality, deprivation }
    }

    /// For the digest.
    pub fn put(&self, bytes: &mut Vec<u8>) {
        for amount in [
            self.history,
            self.expected_month,
            self.expected,
            self.past,
            self.target,
            self.spent,
            self.deferred,
            self.carried,
            self.debt,
        ] {
            bytes.extend_from_slice(&amount.0.to_le_bytes());
        }
        bytes.extend_from_slice(&self.months.to_le_bytes());
        for rate in [self.regulation.price, self.regulation.city_care] {
            bytes.extend_from_slice(&rate.0.to_le_bytes());
        }
    }
}

fn life_expectancy(row: &crate::territory::DepartementRow) -> f64 {
    (row.life_expectancy_men + row.life_expectancy_women) / 2.0
}

fn mean_life_expectancy(territory: &Territory) -> f64 {
    let weighted = |d: &crate::territory::DepartementRow| life_expectancy(d) * f64::from(d.population_2019);
    let people: f64 = territory.departements.iter().map(|d| f64::from(d.population_2019)).sum();
    territory.departements.iter().map(weighted).sum::<f64>() / people.max(1.0)
}
