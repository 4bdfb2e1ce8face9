//! Becoming disabled: who enters the AAH. A first wave at twenty, when the benefit for disabled children ends; then, each
//! January, illness and accidents, which strike those weakly attached to work far more often: ill health is a large part
//! of why they are. It depends on nothing a policy changes. It may touch the `traits` of persons.

use super::labour::LabourParameters;
use crate::chance::{Chance, Process};
use crate::units::Month;
use crate::world::person::bits;
use crate::world::{Attachment, Block};

/// The age reached at which the AAH takes over from the benefit for disabled children.
const FIRST: u16 = 20;
/// At 62 the pension takes over.
const LAST: u16 = 60;

/// Slot of the year's draw.
const SLOT: u16 = 64;

/// In January: those who become disabled this year.
pub fn year(block: &mut Block, p: &LabourParameters, chance: &Chance, january: Month) {
    let persons = &mut block.persons;
    for row in 0..persons.len() {
        let reached = january.year().saturating_sub(persons.birth[row].year());
        if !(FIRST..=LAST).contains(&reached) || persons.has(row, bits::DISABLED) {
            continue;
        }
        let chance_of_year = if reached == FIRST {
            p.disabled_at_twenty
        } else {
            p.becomes_disabled[usize::from(persons.attachment[row] == Attachment::Weak)]
        };
        if chance_of_year.happens(chance.person(Process::Dependency, january, persons.id(row), SLOT)[0]) {
            persons.mark(row, bits::DISABLED, true);
            persons.mark(row, bits::CHRONIC, true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::Parameters;
    use crate::units::Cell;
    use crate::world::Status;
    use crate::world::household::HouseholdRow;
    use crate::world::person::PersonRow;

    const JANUARY: Month = Month::new(2021, 1);

    /// Persons who reach this age in the year, half of them weakly attached to work.
    fn of_age(age: u16, number: u32) -> Block {
        let mut block = Block::new(Cell(0), 0);
        for founder in 0..number {
            let attachment = if founder % 2 == 0 { Attachment::Ordinary } else { Attachment::Weak };
            let birth = Month::new(2021 - age, 7);
            let member = PersonRow { founder, birth, status: Status::Inactive, attachment, ..Default::default() };
            block.add(HouseholdRow::default(), &[member]);
        }
        block
    }

    /// Share disabled after the year, by attachment.
    fn disabled(age: u16) -> [f64; 2] {
        let p = LabourParameters::new(&Parameters::load().expect("the carried parameters are whole"));
        let mut block = of_age(age, 60_000);
        year(&mut block, &p, &Chance::new(5), JANUARY);
        [0, 1].map(|side| {
            let rows = (side..60_000).step_by(2);
            rows.filter(|&row| block.persons.has(row, bits::DISABLED)).count() as f64 / 30_000.0
        })
    }

    #[test]
    fn illness_strikes_those_weakly_attached_to_work_far_more_often() {
        let [attached, weak] = disabled(45);
        assert!(weak > 5.0 * attached && attached > 0.0, "{attached} {weak}");
    }

    #[test]
    fn at_twenty_attachment_makes_no_difference_and_before_and_after_working_age_nobody_enters() {
        let [attached, weak] = disabled(20);
        assert!((attached - weak).abs() < 0.003 && attached > 0.005, "{attached} {weak}");
        assert_eq!([disabled(19), disabled(61)], [[0.0; 2]; 2]);
    }
}
