//! The quarter of a household that changed in January. RSA and prime d'activité look back at the months since the last
//! review, and the month of the review follows from the household's id: whoever changes household brings months that are
//! not those the new one will be asked about. They are written anew from last year's income, so that a union is not taken
//! for a loss of earnings.

use super::transit::InTransit;
use crate::behaviour::income::review::{QUARTER, is_due};
use crate::units::{Month, PersonId};
use crate::world::{Status, U24};
use crate::world::household::flags;

/// Months a household has earned since its last review, on the eve of `january`: one to three.
fn months_held(household: PersonId, january: Month) -> u32 {
    (1..=QUARTER).find(|&back| is_due(household, Month(january.0 - back))).unwrap_or(QUARTER).into()
}

/// Writes the quarter of a household whose members changed: last year's taxable income, a month, for the months held.
pub fn rewrite(home: &mut InTransit, january: Month) {
    if home.household.flags & flags::COMPOSITION_CHANGED == 0 || home.members.is_empty() {
        return;
    }
    let months = months_held(home.id(), january);
    home.household.quarter_other = U24::ZERO;
    for member in &mut home.members {
        let quarter = member.taxable_last_year / 12 * months;
        if member.status.is_employed() {
            member.quarter_earnings = U24::of(quarter);
            continue;
        }
        member.quarter_earnings = U24::ZERO;
        if member.status == Status::Retired || member.insurance_months > 0 {
            home.household.quarter_other = home.household.quarter_other.saturating_add(quarter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_was_reviewed_one_to_three_months_ago() {
        let january = Month::new(2020, 1);
        let held: Vec<u32> = (0..3).map(|founder| months_held(PersonId { founder, lineage: 0 }, january)).collect();
        let mut sorted = held.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [1, 2, 3], "three cohorts: {held:?}");
    }
}
