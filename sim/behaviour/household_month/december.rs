//! December: poverty of the year, household by household, and what became of those who were poor. It writes the poverty
//! marks and histories of the block, which next years read, and no money.

use crate::behaviour::poverty;
use crate::carried;
use crate::measures::{ExitCause, HouseholdType, Incomes, Indicator, LIVING_STANDARD_STEPS};
use crate::units::{Cell, Month};
use crate::world::household::flags;
use crate::world::{Block, Firms, Role};

/// What December shows of a block: living standards and exits from poverty.
pub struct December {
    pub cell: Cell,
    pub living_standards: Vec<u32>,
    /// By the cell where the best paid adult works (`None`: no employee): households and their income of the year.
    pub incomes: Vec<(Option<Cell>, Incomes)>,
    /// (cause, reverse-order cause, household type, persons) of exits of the year.
    pub exits: Vec<(ExitCause, ExitCause, HouseholdType, i64)>,
    /// (cause, type, persons) of last year's exits who are poor again.
    pub relapses: Vec<(ExitCause, HouseholdType, i64)>,
    /// (cause, type, persons) of exits two years ago, not poor since.
    pub lasting: Vec<(ExitCause, HouseholdType, i64)>,
    /// Everyone who was poor the year before.
    pub poor_before: Vec<PoorBefore>,
    /// Keys of the persons of `lasting`.
    pub lasting_persons: Vec<u64>,
}
carried!(December { cell, living_standards, incomes, exits, relapses, lasting, poor_before, lasting_persons });

/// A person who was poor the year before, and what became of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PoorBefore {
    /// [`crate::units::PersonId::key`].
    pub key: u64,
    pub exited: bool,
    /// Of the exit; without one, what an exit would have been put down to.
    pub cause: ExitCause,
    pub household_type: HouseholdType,
}
carried!(PoorBefore { key, exited, cause, household_type });

impl December {
    /// Nothing seen yet.
    pub fn of(cell: Cell) -> December {
        December {
            cell,
            living_standards: vec![0; LIVING_STANDARD_STEPS],
            incomes: Vec::new(),
            exits: Vec::new(),
            relapses: Vec::new(),
            lasting: Vec::new(),
            poor_before: Vec::new(),
            lasting_persons: Vec::new(),
        }
    }

    /// Adds the sums of another block of the cell; of single persons, nothing.
    pub fn add(&mut self, other: &December) {
        for (mine, theirs) in self.living_standards.iter_mut().zip(&other.living_standards) {
            *mine += theirs;
        }
        for (place, theirs) in &other.incomes {
            match self.incomes.iter_mut().find(|(known, _)| known == place) {
                Some((_, mine)) => {
                    mine.households += theirs.households;
                    mine.cents += theirs.cents;
                }
                None => self.incomes.push((*place, *theirs)),
            }
        }
        self.exits.extend(&other.exits);
        self.relapses.extend(&other.relapses);
        self.lasting.extend(&other.lasting);
    }
}

/// Poverty of the year: who is poor, who left, who fell back, who stayed out.
pub fn close_year(
    block: &mut Block,
    firms: &Firms,
    line: i64,
    month: Month,
    counts: &mut [i64; Indicator::COUNT],
) -> December {
    let mut seen = December::of(block.cell);
    for household in 0..block.households.len() {
        let standard = poverty::living_standard(block, household, month);
        let counted = poverty::is_counted(block, household);
        let poor = counted && standard < line;
        let kind = poverty::household_type(block, household);
        let (first, reverse) = poverty::causes(block, household);
        block.households.last_living_standard[household] = u32::try_from(standard).unwrap_or(u32::MAX);
        if poor {
            block.households.flags[household] |= flags::POOR;
            counts[Indicator::PoorHouseholds as usize] += 1;
        }
        let income = poverty::disposable_income(block, household);
        counts[Indicator::DisposableIncome as usize] += income / 100;
        enter(&mut seen.incomes, workplace(block, household, firms), income);
        for row in block.households.member_rows(household) {
            if !block.persons.status[row].is_alive() {
                continue;
            }
            if !counted {
                block.persons.poverty_history[row] = 0;
                continue;
            }
            let step = ((standard / 10_000) as usize).min(LIVING_STANDARD_STEPS - 1);
            seen.living_standards[step] += 1;
            counts[Indicator::PovertyPopulation as usize] += 1;
            if poor {
                counts[Indicator::PoorPersons as usize] += 1;
                counts[Indicator::PovertyGap as usize] += (line - standard) / 100;
            }
            let history = (block.persons.poverty_history[row] << 1) | u8::from(poor);
            block.persons.poverty_history[row] = history;
            let code = block.persons.exit_cause[row];
            let past =
                (ExitCause::ALL[usize::from(code & 7).min(5)], HouseholdType::ALL[usize::from(code >> 3).min(4)]);
            // Bits: this year, last year, the year before, three years ago.
            if history & 0b10 != 0 {
                let key = block.persons.id(row).key();
                seen.poor_before.push(PoorBefore { key, exited: !poor, cause: first, household_type: kind });
            }
            if history & 0b11 == 0b10 {
                add(&mut seen.exits, (first, reverse, kind));
                block.persons.exit_cause[row] = first as u8 | ((kind as u8) << 3);
            } else if history & 0b111 == 0b101 {
                add(&mut seen.relapses, past);
            } else if history & 0b1111 == 0b1000 {
                add(&mut seen.lasting, past);
                seen.lasting_persons.push(block.persons.id(row).key());
            }
        }
    }
    seen
}

/// Where the best paid adult of the household works, if one is an employee.
fn workplace(block: &Block, household: usize, firms: &Firms) -> Option<Cell> {
    let persons = &block.persons;
    let adults = block.households.member_rows(household).filter(|&row| persons.role[row] != Role::Child);
    let earner = adults
        .filter(|&row| persons.status[row].is_employee() && persons.employer(row).index() < firms.len())
        .max_by_key(|&row| (u32::from(persons.hourly_wage[row]) * u32::from(persons.hours[row]), persons.id(row)))?;
    Some(Cell(firms.cell[persons.employer(earner).index()]))
}

fn enter(incomes: &mut Vec<(Option<Cell>, Incomes)>, place: Option<Cell>, cents: i64) {
    let at = incomes.iter().position(|(known, _)| *known == place).unwrap_or_else(|| {
        incomes.push((place, Incomes::default()));
        incomes.len() - 1
    });
    incomes[at].1.households += 1;
    incomes[at].1.cents += cents;
}

/// Counts one more under `key` in a short list.
fn add<K: PartialEq + Copy, L: Counted<K>>(list: &mut Vec<L>, key: K) {
    match list.iter_mut().find(|entry| entry.key() == key) {
        Some(entry) => entry.one_more(),
        None => list.push(L::first(key)),
    }
}

trait Counted<K> {
    fn key(&self) -> K;
    fn one_more(&mut self);
    fn first(key: K) -> Self;
}

impl Counted<(ExitCause, ExitCause, HouseholdType)> for (ExitCause, ExitCause, HouseholdType, i64) {
    fn key(&self) -> (ExitCause, ExitCause, HouseholdType) {
        (self.0, self.1, self.2)
    }
    fn one_more(&mut self) {
        self.3 += 1;
    }
    fn first(key: (ExitCause, ExitCause, HouseholdType)) -> Self {
        (key.0, key.1, key.2, 1)
    }
}

impl Counted<(ExitCause, HouseholdType)> for (ExitCause, HouseholdType, i64) {
    fn key(&self) -> (ExitCause, HouseholdType) {
        (self.0, self.1)
    }
    fn one_more(&mut self) {
        self.2 += 1;
    }
    fn first(key: (ExitCause, HouseholdType)) -> Self {
        (key.0, key.1, 1)
    }
}
