//! Help in finding a job that public bodies give person by person: who is helped to search further away, who is presented
//! to employers. Pure functions of a person's state and draws, so that who pays can count those helped.

use crate::chance::{Chance, Process, Threshold};
use crate::units::{Month, Rate};
use crate::world::{Persons, Status};

/// Months without a job from which a person is jobless for long.
pub const LONG: u16 = 12;

/// Unemployed, and without a job for a year or more.
pub fn is_long_jobless(persons: &Persons, row: usize) -> bool {
    persons.status[row] == Status::Unemployed && persons.jobless[row] >= LONG
}

/// Whether this unemployed person is among the `share` helped to search further away, for the calendar year.
pub fn searches_wider(persons: &Persons, row: usize, share: Rate, chance: &Chance, month: Month) -> bool {
    share.0 > 0
        && persons.status[row] == Status::Unemployed
        && draws(persons, row, share, chance, Month::new(month.year(), 1), 1)
}

/// Whether this person is among the `share` of the long jobless presented to employers this month.
pub fn is_presented(persons: &Persons, row: usize, share: Rate, chance: &Chance, month: Month) -> bool {
    share.0 > 0 && is_long_jobless(persons, row) && draws(persons, row, share, chance, month, 0)
}

fn draws(persons: &Persons, row: usize, share: Rate, chance: &Chance, month: Month, slot: u16) -> bool {
    let word = chance.person(Process::Presentation, month, persons.id(row), slot)[0];
    Threshold::from_probability(share.to_fraction()).happens(word)
}
