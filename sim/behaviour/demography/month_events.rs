//! The month's births, deaths and sixteenth birthdays, as January laid them out.

use crate::units::{FirmId, Month};
use crate::world::Block;
use crate::world::household::flags;
use crate::world::person::{Status, bits};

/// From this age, in months, a child is a student until studies end.
pub const STUDENT_FROM: u16 = 16 * 12;

/// What happened in a block this month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthEvents {
    pub births: u32,
    pub deaths: u32,
    /// Employers of the dead, one entry a person, in order of rows: their jobs are to be posted free.
    pub freed: Vec<FirmId>,
}

/// Brings about the births and deaths whose month has come, and makes students of those who turn 16. Households concerned are marked for review.
pub fn month_events(block: &mut Block, month: Month) -> MonthEvents {
    let mut done = MonthEvents::default();
    let turning_16 = Month(month.0.saturating_sub(STUDENT_FROM));
    let persons = &mut block.persons;
    for row in 0..persons.len() {
        let (birth, death) = (persons.birth[row], persons.death[row]);
        if birth != month && birth != turning_16 && death != month {
            continue;
        }
        let home = usize::from(persons.household[row]);
        if birth == month && persons.status[row] == Status::Unborn {
            persons.status[row] = Status::Child;
            persons.spell[row] = 0;
            block.households.flags[home] |= flags::COMPOSITION_CHANGED | flags::REVIEW;
            done.births += 1;
        }
        if birth == turning_16 && persons.status[row] == Status::Child {
            persons.status[row] = Status::Student;
            persons.spell[row] = 0;
        }
        if death == month && persons.status[row].is_alive() {
            if persons.employer(row) != FirmId::NONE {
                done.freed.push(persons.employer(row));
            }
            persons.status[row] = Status::Dead;
            persons.employer[row] = FirmId::NONE.0;
            persons.spell[row] = 0;
            persons.mark(row, bits::REGISTERED, false);
            block.households.flags[home] |= flags::COMPOSITION_CHANGED | flags::REVIEW;
            done.deaths += 1;
        }
    }
    done
}
