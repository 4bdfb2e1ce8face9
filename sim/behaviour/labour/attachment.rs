//! Attachment to work with age: health and the ends of careers take some out of the race for jobs for good. Without it
//! the joblessness of those near retirement would fade as those of the start retire.

use super::LabourParameters;
use crate::chance::{Chance, Process};
use crate::units::Month;
use crate::world::{Attachment, Block};

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
