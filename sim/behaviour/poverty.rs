//! Poverty of the calendar year, measured in December: living standards, who is poor, who left poverty and why.
//!
//! Living standard: the household's disposable income of the calendar year per consumption unit (1 for the first adult,
//! 0.5 for each other person of 14 or more, 0.3 under 14) at 31 December; student-headed households apart. The line is a
//! stored one, so that a small run has it.

use crate::measures::{ExitCause, HouseholdType};
use crate::units::Month;
use crate::world::household::flags;
use crate::world::person::events;
use crate::world::{Block, Role, Status};

/// Consumption units of a household, in tenths.
pub fn consumption_units(block: &Block, household: usize, month: Month) -> i64 {
    let mut units = 0;
    for row in block.households.member_rows(household) {
        if !block.persons.status[row].is_alive() {
            continue;
        }
        units += match (units, block.persons.age(row, month)) {
            (0, _) => 10,
            (_, 14..) => 5,
            _ => 3,
        };
    }
    units.max(10)
}

/// Disposable income of the calendar year so far, in cents; never negative.
pub fn disposable_income(block: &Block, household: usize) -> i64 {
    let homes = &block.households;
    i64::from(homes.year_labour[household])
        + i64::from(homes.year_benefits[household])
        + i64::from(homes.year_other[household])
        - i64::from(homes.year_taxes[household])
}

/// Living standard of the year, cents a consumption unit.
pub fn living_standard(block: &Block, household: usize, month: Month) -> i64 {
    disposable_income(block, household).max(0) * 10 / consumption_units(block, household, month)
}

/// Whether the household counts in poverty statistics: a living head who is not a student.
pub fn is_counted(block: &Block, household: usize) -> bool {
    let head = usize::from(block.households.first[household]);
    let status = block.persons.status[head];
    status.is_alive() && status != Status::Student
}

/// Whether one adult lives with children of theirs under 25 who do not live of their own work: a lone parent for the RSA.
pub fn is_lone_parent(block: &Block, household: usize) -> bool {
    household_type(block, household) == HouseholdType::LoneParent
}

pub fn household_type(block: &Block, household: usize) -> HouseholdType {
    let (mut adults, mut children, mut grown) = (0, 0, 0);
    for row in block.households.member_rows(household) {
        if block.persons.status[row].is_alive() {
            match (block.persons.role[row], block.persons.status[row]) {
                (Role::Child, Status::Child | Status::Student) => children += 1,
                (Role::Child, _) => grown += 1,
                _ => adults += 1,
            }
        }
    }
    match (adults, children, grown) {
        (1, 0, 0) => HouseholdType::Single,
        (1, 1.., _) => HouseholdType::LoneParent,
        (2, 0, 0) => HouseholdType::Couple,
        (2, 1.., _) => HouseholdType::CoupleWithChildren,
        _ => HouseholdType::Other,
    }
}

/// Why a household that was poor last year is not poor this year: (cause in the stated order, cause in the reverse one).
pub fn causes(block: &Block, household: usize) -> (ExitCause, ExitCause) {
    let homes = &block.households;
    let mut any_ebe = false;
    let mut any_job = false;
    for row in homes.member_rows(household) {
        let happened = block.persons.year_events[row];
        any_ebe |= happened & events::EBE_JOB != 0 || block.persons.status[row] == Status::Ebe;
        any_job |= happened & events::ORDINARY_JOB != 0 || worked_more(block.persons.months_in_work[row]);
    }
    let labour_rose = homes.year_labour[household] > homes.last_labour[household].get();
    let benefits_rose = homes.year_benefits[household] > homes.last_benefits[household].get();
    let changed = homes.flags[household] & flags::COMPOSITION_CHANGED != 0;
    let holds = [
        (ExitCause::EbeJob, any_ebe && labour_rose),
        (ExitCause::OrdinaryJob, any_job && labour_rose),
        (ExitCause::HoursOrPay, labour_rose),
        (ExitCause::Benefit, benefits_rose),
        (ExitCause::HouseholdChange, changed),
    ];
    let first = holds.iter().find(|(_, holds)| *holds).map_or(ExitCause::Line, |(cause, _)| *cause);
    let last = holds.iter().rev().find(|(_, holds)| *holds).map_or(ExitCause::Line, |(cause, _)| *cause);
    (first, last)
}

/// Months worked this year (lower half) against last year (upper half).
fn worked_more(months_in_work: u8) -> bool {
    months_in_work & 0x0F > months_in_work >> 4
}

#[cfg(test)]
mod tests {
    use crate::world::U24;
    use super::*;
    use crate::units::Cell;
    use crate::world::household::HouseholdRow;
    use crate::world::person::PersonRow;

    fn lone_parent_of_two() -> Block {
        let mut block = Block::new(Cell(0), 0);
        let parent = PersonRow { birth: Month::new(1985, 5), status: Status::OpenEnded, ..Default::default() };
        let teenager = PersonRow { birth: Month::new(2003, 5), role: Role::Child, ..parent };
        let child = PersonRow { birth: Month::new(2012, 5), role: Role::Child, status: Status::Child, ..parent };
        let home = HouseholdRow { year_labour: 1_440_000, year_benefits: 480_000, year_taxes: 0, ..Default::default() };
        let teenager = PersonRow { status: Status::Student, ..teenager };
        block.add(home, &[parent, teenager, child]);
        block
    }

    #[test]
    fn a_lone_parent_with_a_teenager_and_a_child_counts_one_unit_and_eight_tenths() {
        let block = lone_parent_of_two();
        let december = Month::new(2019, 12);
        assert_eq!(consumption_units(&block, 0, december), 18);
        assert_eq!(living_standard(&block, 0, december), 1_920_000 * 10 / 18);
        assert_eq!(household_type(&block, 0), HouseholdType::LoneParent);
    }

    #[test]
    fn causes_are_found_in_the_stated_order_and_checked_in_the_reverse_one() {
        let mut block = lone_parent_of_two();
        block.households.last_labour[0] = U24::ZERO;
        block.households.last_benefits[0] = U24::of(100_000);
        block.persons.year_events[0] = events::ORDINARY_JOB;
        assert_eq!(causes(&block, 0), (ExitCause::OrdinaryJob, ExitCause::Benefit));
        block.persons.status[0] = Status::Ebe;
        assert_eq!(causes(&block, 0).0, ExitCause::EbeJob);
    }
}
