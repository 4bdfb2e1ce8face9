//! The comité local: whom it meets, in which order, who volunteers, and the list from which the EBE hires without
//! selecting.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::place::Homes;
use crate::behaviour::traits;
use crate::carried;
use crate::chance::{Chance, Process, fraction, normal};
use crate::parallel;
use crate::units::{Month, PersonId, Rate};
use crate::world::household::flags;
use crate::world::person::{bits, events};
use crate::world::{Block, Status, World};

/// Slot of the permanent order in which people are met, among the draws of `Process::Ebe`.
const ORDER_SLOT: u16 = 1;

/// What the law and the scenario ask of a person the committee meets.
#[derive(Clone, Copy, Debug)]
pub struct Conditions {
    /// Months without a job, and of residence.
    pub jobless_for: u16,
    pub resident_for: u16,
    pub volunteers: Rate,
    /// Correlation of volunteering with the motivation that also finds ordinary jobs.
    pub motivation: Rate,
}

/// A jobless inhabitant of working age, as the committee sees one.
#[derive(Clone, Copy, Debug)]
pub struct Jobless {
    pub person: PersonId,
    pub block: usize,
    pub row: usize,
    /// Meets the conditions of the law and wishes to work.
    pub eligible: bool,
    /// Searching and available.
    pub unemployed: bool,
    /// In completed years, and months without a job.
    pub age: u16,
    pub jobless: u16,
}
carried!(Jobless { person, block, row, eligible, unemployed, age, jobless });

/// What a month of the committee came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Met {
    pub persons: i64,
    pub volunteers: i64,
    /// Persons the law concerns whom it has not met yet: the list is exhaustive when none is left.
    pub not_met: i64,
}

/// What the committee knows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Committee {
    /// Everyone met, by key.
    pub met: BTreeSet<u64>,
    /// Volunteers not hired yet, in the order of the list, by key.
    pub waiting: Vec<u64>,
    /// Everyone the EBE has hired: they may come back.
    pub hired: BTreeSet<u64>,
}

impl Committee {
    /// The month of the committee: forgets who found a job or left, takes back who returns, meets new people within
    /// `room`, and puts volunteers on the list.
    pub fn meet(
        &mut self,
        inhabitants: &[Jobless],
        room: usize,
        conditions: &Conditions,
        chance: &Chance,
        world: &mut World,
    ) -> Met {
        let still: BTreeSet<u64> = inhabitants.iter().map(|j| j.person.key()).collect();
        self.waiting.retain(|key| still.contains(key));
        self.take_back(inhabitants);
        let mut new: Vec<(u32, &Jobless)> = inhabitants
            .iter()
            .filter(|j| j.eligible && !self.met.contains(&j.person.key()) && !self.hired.contains(&j.person.key()))
            .map(|j| (chance.person(Process::Ebe, Month(0), j.person, ORDER_SLOT)[0], j))
            .collect();
        new.sort_by_key(|(order, j)| (*order, j.person));
        let mut met = Met { not_met: new.len().saturating_sub(room) as i64, ..Met::default() };
        for (_, jobless) in new.into_iter().take(room) {
            self.met.insert(jobless.person.key());
            met.persons += 1;
            let volunteers = volunteers(conditions, chance, jobless.person);
            if volunteers {
                self.waiting.push(jobless.person.key());
                met.volunteers += 1;
            }
            // The person is on one rank; what the committee knows, on all.
            if world.ranks.owns(jobless.block) {
                let persons = &mut world.blocks[jobless.block].persons;
                persons.year_events[jobless.row] |= events::EBE_MET;
                if volunteers {
                    persons.mark(jobless.row, bits::ON_EBE_LIST, true);
                }
            }
        }
        met
    }

    /// The guarantee: who left the EBE for another job and lost it comes first, without waiting twelve months again.
    fn take_back(&mut self, inhabitants: &[Jobless]) {
        let waiting: BTreeSet<u64> = self.waiting.iter().copied().collect();
        let back = inhabitants.iter().filter(|j| j.unemployed).map(|j| j.person.key());
        let mut back: Vec<u64> = back.filter(|key| self.hired.contains(key) && !waiting.contains(key)).collect();
        back.sort_unstable();
        self.waiting.splice(0..0, back);
    }

    /// Persons met who are still without a job, and who therefore still count as concerned.
    pub fn still_concerned(&self, inhabitants: &[Jobless]) -> usize {
        inhabitants.iter().filter(|j| self.met.contains(&j.person.key())).count()
    }

    /// The first `count` of the list, taken off it.
    pub fn next(&mut self, count: usize) -> Vec<u64> {
        self.waiting.drain(..count.min(self.waiting.len())).collect()
    }

    /// For the digest.
    pub fn put(&self, bytes: &mut Vec<u8>) {
        let lists = [self.met.iter().copied().collect(), self.waiting.clone(), self.hired.iter().copied().collect()];
        for list in lists as [Vec<u64>; 3] {
            bytes.extend_from_slice(&(list.len() as u64).to_le_bytes());
            for key in list {
                bytes.extend_from_slice(&key.to_le_bytes());
            }
        }
    }
}

/// Whether a person wants a job in the EBE: a permanent latent wish, partly the motivation that also finds ordinary
/// jobs.
pub fn volunteers(conditions: &Conditions, chance: &Chance, person: PersonId) -> bool {
    let traits = traits::work(chance, person);
    let with = conditions.motivation.to_fraction();
    let own = (1.0 - with * with).max(0.0).sqrt();
    let wish = with * f64::from(traits.motivation) / 1000.0 + own * normal(fraction(traits.volunteer));
    let share = conditions.volunteers.to_fraction();
    share >= 1.0 || wish > normal((1.0 - share).clamp(1e-9, 1.0 - 1e-9))
}

/// Jobless inhabitants of a territory this month, in order of person; takes off the list's mark those who found a job.
pub fn jobless(
    homes: &Homes,
    conditions: &Conditions,
    chance: &Chance,
    world: &mut World,
    month: Month,
) -> Vec<Jobless> {
    let numbers = homes.blocks(world);
    let found = parallel::map(&numbers, |_, &number| {
        let block = &world.blocks[number];
        let rows = (0..block.persons.len())
            .filter(|&row| block.persons.status[row].is_jobless() && homes.holds(block, row, chance));
        rows.filter_map(|row| seen(block, number, row, conditions, month)).collect::<Vec<Jobless>>()
    });
    for &number in &numbers {
        let persons = &mut world.blocks[number].persons;
        for row in 0..persons.len() {
            if persons.has(row, bits::ON_EBE_LIST) && !persons.status[row].is_jobless() {
                persons.mark(row, bits::ON_EBE_LIST, false);
            }
        }
    }
    let mut all: Vec<Jobless> = world.ranks.gather("policies", found.into_iter().flatten().collect());
    all.sort_by_key(|j| j.person);
    all
}

fn seen(block: &Block, number: usize, row: usize, conditions: &Conditions, month: Month) -> Option<Jobless> {
    let persons = &block.persons;
    let age = persons.age(row, month);
    if !(18..65).contains(&age) {
        return None;
    }
    let status = persons.status[row];
    // The durably jobless who neither search, nor wish to work, nor are registered are not concerned.
    let wishes = status != Status::Inactive || persons.has(row, bits::REGISTERED);
    let moved = block.households.flags[usize::from(persons.household[row])] & flags::MOVED != 0;
    // Moves are in January: a household that moved this year has lived here since then.
    let resident = !moved || month.month_of_year() > conditions.resident_for.min(12);
    let eligible = wishes && resident && persons.jobless[row] >= conditions.jobless_for;
    let unemployed = status == Status::Unemployed;
    let jobless = persons.jobless[row];
    Some(Jobless { person: persons.id(row), block: number, row, eligible, unemployed, age, jobless })
}
