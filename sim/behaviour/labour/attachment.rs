//! Attachment to work at the start and with age. At the start it follows what the people of a home do; later, health and
//! the ends of careers take some out of the race for jobs for good. Without it the joblessness of those near retirement
//! would fade as those of the start retire.

use super::LabourParameters;
use crate::chance::{Chance, Process};
use crate::parallel;
use crate::units::Month;
use crate::world::{Attachment, Block, World};

/// Ages reached, in years, at which attachment may weaken.
const AGES: std::ops::RangeInclusive<u16> = 53..=60;

/// Slot of the year's draw, apart from those of demography.
const SLOT: u16 = 64;

/// In January: weakens the attachment of some of those of the age.
pub fn year(block: &mut Block, p: &LabourParameters, chance: &Chance, january: Month) {
    let persons = &mut block.persons;
    for row in 0..persons.len() {
        let reached = january.year().saturating_sub(persons.birth[row].year());
        if !AGES.contains(&reached) || persons.attachment[row] == Attachment::Weak {
            continue;
        }
        let word = chance.person(Process::Separation, january, persons.id(row), SLOT)[0];
        if p.weak_with_age.happens(word) {
            persons.attachment[row] = Attachment::Weak;
        }
    }
}

/// Draws how strongly each adult of the starting population is attached to work, given what they do.
pub fn at_start(world: &mut World, p: &LabourParameters, chance: &Chance) {
    parallel::map_mut(&mut world.blocks, |_, block| {
        for household in 0..block.households.len() {
            let members = block.households.member_rows(household);
            let someone_works = members.clone().any(|row| block.persons.status[row].is_employed());
            for row in members {
                let status = block.persons.status[row];
                let weak = if status.is_jobless() {
                    p.weak_among_jobless[usize::from(someone_works)]
                } else if status.is_employed() {
                    p.weak_among_employed
                } else {
                    continue;
                };
                let word = chance.person(Process::Population, Month(0), block.persons.id(row), 40)[0];
                block.persons.attachment[row] =
                    if weak.happens(word) { Attachment::Weak } else { Attachment::Ordinary };
            }
        }
    });
}
