//! A France of a few cells, made by hand for tests: people by age as published, in couples as published, children with
//! mothers of plausible age.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use rand::Rng;

use crate::behaviour::demography::{Destinations, LifeCourse, Probabilities, Rates, january, month_events};
use crate::behaviour::demography::{MonthEvents, YearOfDemography};
use crate::chance::{Chance, Process, below};
use crate::parallel;
use crate::territory::Territory;
use crate::units::{Cell, FirmId, Month, PersonId};
use crate::world::block::block_of;
use crate::world::household::HouseholdRow;
use crate::world::person::{PersonRow, Role, Status, bits};
use crate::world::{Block, Firms, Ledger, LocalIncome, Public, Tenure, World};

pub const START: Month = Month::new(2019, 1);

/// The embedded tables and what demography makes of them.
pub struct Tables {
    pub territory: Territory,
    pub probabilities: Probabilities,
    pub destinations: Arc<Destinations>,
    pub life: Arc<LifeCourse>,
}

pub static FRANCE: LazyLock<Tables> = LazyLock::new(|| {
    let territory = Territory::load(None).expect("the embedded tables are good");
    let probabilities = Probabilities::of(&territory);
    let destinations = Arc::new(Destinations::new(&probabilities));
    let life = Arc::new(LifeCourse::new(&probabilities));
    Tables { territory, probabilities, destinations, life }
});

impl Tables {
    pub fn rates(&self, year: u16) -> Rates {
        Rates::new(&self.probabilities, &self.destinations, &self.life, year)
    }

    pub fn cell(&self, code: &str) -> Cell {
        let place = self.territory.cells.iter().position(|cell| cell.code.starts_with(code));
        Cell(place.expect("a cell of the territory") as u16)
    }
}

/// A world of these cells, each with about `persons` persons in `blocks` blocks.
pub fn world(cells: &[Cell], persons: u32, blocks: u16) -> World {
    let mut all = Vec::new();
    let mut blocks_of_cell: Vec<Range<usize>> = vec![0..0; FRANCE.territory.cells.len()];
    let mut next = 0;
    for &cell in cells {
        let first = all.len();
        all.extend((0..blocks).map(|number| Block::new(cell, number)));
        blocks_of_cell[cell.index()] = first..all.len();
        for (household, members) in households(cell, persons, &mut next) {
            let block = first + usize::from(block_of(members[0].id(), blocks));
            all[block].add(household, &members);
        }
    }
    World {
        ranks: crate::parallel::Ranks::alone(),
        month: START,
        one_in: 1,
        blocks: all,
        blocks_of_cell,
        firms: Firms::default(),
        ledger: Ledger::new(FRANCE.territory.cells.len()),
        local_income: LocalIncome::new(FRANCE.territory.cells.len()),
        displaced: vec![0; FRANCE.territory.cells.len()],
        public: Public::new(vec![persons; cells.len()], FRANCE.territory.departements.len()),
    }
}

/// A person of an age on 1 January 2019.
pub fn person(next: &mut u32, age: u16, is_female: bool, role: Role, word: u32) -> PersonRow {
    *next += 1;
    let status = match age {
        0..=15 => Status::Child,
        16..=19 => Status::Student,
        62.. => Status::Retired,
        _ => Status::OpenEnded,
    };
    PersonRow {
        founder: *next,
        birth: Month(START.0 - 12 * (age + 1) + below(12, word) as u16),
        role,
        traits: if is_female { bits::FEMALE } else { 0 },
        status,
        employer: if status == Status::OpenEnded { *next % 50 } else { FirmId::NONE.0 },
        ..Default::default()
    }
}

/// Age below which some still live with their parents.
const GROWN_CHILDREN: usize = 30;

/// The households of a cell, in order of id.
fn households(cell: Cell, persons: u32, next: &mut u32) -> Vec<(HouseholdRow, Vec<PersonRow>)> {
    let from = &FRANCE.probabilities;
    let mut rng = Chance::new(9).sequential(Process::Population, u64::from(cell.0));
    let total: f64 = from.population.iter().flatten().sum();
    let count = |sex: usize, age: usize, share: f64, word: u32| {
        let expected = from.population[sex][age + 1] / total * f64::from(persons) * share;
        expected.floor() as u32 + u32::from(crate::chance::fraction(word) < expected - expected.floor())
    };
    let mut homes: Vec<Vec<PersonRow>> = Vec::new();
    let mut mothers: Vec<Vec<usize>> = vec![Vec::new(); 112];
    for (age, mothers) in mothers.iter_mut().enumerate().take(99).skip(18) {
        for sex in [1, 0] {
            let couples = from.in_couple[sex][age + 1];
            if sex == 1 {
                for _ in 0..count(1, age, couples, rng.next_u32()) {
                    let head = person(next, age as u16 + 2, false, Role::Head, rng.next_u32());
                    mothers.push(homes.len());
                    homes.push(vec![head, person(next, age as u16, true, Role::Partner, rng.next_u32())]);
                }
            }
            // Two in three of the single live with their parents until 30: they come below, among the children.
            let alone = if age < GROWN_CHILDREN { 0.35 } else { 1.0 };
            for _ in 0..count(sex, age, (1.0 - couples) * alone, rng.next_u32()) {
                if sex == 1 {
                    mothers.push(homes.len());
                }
                homes.push(vec![person(next, age as u16, sex == 1, Role::Head, rng.next_u32())]);
            }
        }
    }
    for age in 0..GROWN_CHILDREN {
        for sex in [0, 1] {
            let at_home = if age < 18 { 1.0 } else { 0.65 * (1.0 - from.in_couple[sex][age + 1]) };
            for _ in 0..count(sex, age, at_home, rng.next_u32()) {
                let mother = age + 20 + below(20, rng.next_u32()) as usize;
                if let Some(&home) = mothers[mother].get(below(mothers[mother].len() as u32, rng.next_u32()) as usize) {
                    homes[home].push(person(next, age as u16, sex == 1, Role::Child, rng.next_u32()));
                }
            }
        }
    }
    let mut rows: Vec<(HouseholdRow, Vec<PersonRow>)> = homes
        .into_iter()
        .map(|members| {
            let tenure = Tenure::ALL[below(4, rng.next_u32()) as usize];
            let commune = below(10, rng.next_u32()) as u16;
            (HouseholdRow { tenure, zone: 3, commune, rent: 5000, ..Default::default() }, members)
        })
        .collect();
    rows.sort_by_key(|(_, members)| members[0].id());
    rows
}

/// Runs demography for whole years from January 2019; what each January did, and the months' events.
pub fn run(world: &mut World, chance: &Chance, years: u16) -> Vec<(YearOfDemography, MonthEvents)> {
    (0..years)
        .map(|number| {
            let first = START.plus(12 * number);
            let year = january(world, &FRANCE.rates(first.year()), chance, first);
            let mut events = MonthEvents::default();
            for month in 0..12 {
                world.month = first.plus(month);
                for done in months(world, first.plus(month)) {
                    events.births += done.births;
                    events.deaths += done.deaths;
                    events.freed.extend(done.freed);
                }
            }
            (year, events)
        })
        .collect()
}

fn months(world: &mut World, month: Month) -> Vec<MonthEvents> {
    parallel::map_mut(&mut world.blocks, |_, block| month_events(block, month))
}

/// Every person of the world, in order of id.
pub fn everyone(world: &World) -> Vec<(PersonId, PersonRow, Cell, PersonId)> {
    let mut all = Vec::new();
    for block in &world.blocks {
        for household in 0..block.households.len() {
            for row in block.households.member_rows(household) {
                let person = block.persons.row(row);
                all.push((person.id(), person, block.cell, block.household_id(household)));
            }
        }
    }
    all.sort_by_key(|(id, ..)| *id);
    all
}
