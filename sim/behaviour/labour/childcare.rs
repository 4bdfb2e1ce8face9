//! What childcare weighs when a parent is offered a job: a child under six and nobody else at home in the day. Where
//! nurseries keep places for parents who return to work, those who have one of them pay a part of the cost only, and some
//! of those who were not available for work begin to search.

use super::LabourParameters;
use crate::chance::{Chance, Process, Threshold};
use crate::units::Month;
use crate::world::{Block, Role, Rules, Status};

/// Age under which a child must be looked after while its parents work, in months: six years.
const YOUNG: u16 = 6 * 12;

/// Monthly cost of childcare that `row` counts against a job, in cents.
pub fn cost(block: &Block, row: usize, p: &LabourParameters, rules: &Rules, chance: &Chance, month: Month) -> i64 {
    let Some(born) = youngest(block, row, month) else { return 0 };
    if has_place(block, row, born, rules, chance, month) {
        return p.childcare_cost * i64::from(rules.nursery_cost_left.0) / 1_000_000;
    }
    p.childcare_cost
}

/// Whether a parent of the halo begins to search this month because a place makes them available for work.
pub fn begins_to_search(block: &Block, row: usize, rules: &Rules, chance: &Chance, month: Month) -> bool {
    rules.nursery_frees.0 > 0
        && block.persons.status[row] == Status::Halo
        && block.persons.role[row] != Role::Child
        && youngest(block, row, month).is_some_and(|born| has_place(block, row, born, rules, chance, month))
        && Threshold::from_probability(rules.nursery_frees.to_fraction())
            .happens(chance.person(Process::Nursery, month, block.persons.id(row), 1)[0])
}

/// Whether this parent would need childcare to work, for a child under `until` months.
pub fn needs_nursery(block: &Block, row: usize, until: u16, month: Month) -> bool {
    youngest(block, row, month).is_some_and(|born| month.since(born) < until)
}

/// Whether one of the places is the household's, for as long as its youngest child is under the age.
fn has_place(block: &Block, row: usize, born: Month, rules: &Rules, chance: &Chance, month: Month) -> bool {
    if rules.nursery_places.0 == 0 || month.since(born) >= rules.nursery_until {
        return false;
    }
    let household = block.household_id(usize::from(block.persons.household[row]));
    let word = chance.person(Process::Nursery, born, household, 0)[0];
    Threshold::from_probability(rules.nursery_places.to_fraction()).happens(word)
}

/// Month of birth of the youngest child that nobody would look after if `row` worked; `None` if there is none.
fn youngest(block: &Block, row: usize, month: Month) -> Option<Month> {
    let household = usize::from(block.persons.household[row]);
    let mut youngest = None;
    for member in block.households.member_rows(household) {
        let status = block.persons.status[member];
        if !status.is_alive() {
            continue;
        }
        if block.persons.age_in_months(member, month) < YOUNG {
            youngest = youngest.max(Some(block.persons.birth[member]));
        }
        // Someone else is at home.
        if block.persons.role[member] != Role::Child && member != row && !status.is_employed() {
            return None;
        }
    }
    youngest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::Parameters;
    use crate::units::{Cell, Rate};
    use crate::world::household::HouseholdRow;
    use crate::world::person::PersonRow;

    const MONTH: Month = Month::new(2021, 6);

    /// Lone parents out of work, each with a child of two.
    fn lone_parents(count: u32) -> Block {
        let mut block = Block::new(Cell(0), 0);
        for founder in 0..count {
            let parent = PersonRow {
                founder,
                birth: Month::new(1990, 1),
                status: Status::Unemployed,
                role: Role::Head,
                ..PersonRow::default()
            };
            let child = PersonRow {
                founder: founder + 1_000_000,
                birth: Month::new(2019, 4),
                role: Role::Child,
                ..PersonRow::default()
            };
            block.add(HouseholdRow::default(), &[parent, child]);
        }
        block
    }

    #[test]
    fn as_many_parents_as_there_are_places_pay_less_and_the_others_what_they_paid() {
        let block = lone_parents(5000);
        let p = LabourParameters::new(&Parameters::load().expect("the parameters read"));
        let rules = Rules {
            nursery_places: Rate(300_000),
            nursery_until: 36,
            nursery_cost_left: Rate(200_000),
            ..Rules::default()
        };
        let costs: Vec<i64> = (0..5000).map(|h| cost(&block, 2 * h, &p, &rules, &Chance::new(5), MONTH)).collect();
        let (less, full) = (p.childcare_cost / 5, p.childcare_cost);
        assert!(costs.iter().all(|cost| [less, full].contains(cost)));
        let served = costs.iter().filter(|cost| **cost == less).count();
        assert!((1400..1600).contains(&served), "{served}");
    }

    #[test]
    fn a_child_over_the_age_has_no_place_and_a_parent_at_home_needs_none() {
        let mut block = lone_parents(1);
        assert!(needs_nursery(&block, 0, 36, MONTH) && !needs_nursery(&block, 0, 24, MONTH));
        let p = LabourParameters::new(&Parameters::load().expect("the parameters read"));
        let all =
            Rules { nursery_places: Rate::ONE, nursery_until: 24, nursery_cost_left: Rate(0), ..Rules::default() };
        assert_eq!(cost(&block, 0, &p, &all, &Chance::new(5), MONTH), p.childcare_cost);
        block.persons.birth[1] = Month::new(2010, 1);
        assert_eq!(cost(&block, 0, &p, &all, &Chance::new(5), MONTH), 0);
    }
}
