//! Deaths: the month is drawn in January; the rows of the dead go the January after.
//!
//! Chances by sex, age and year (INSEE, statistic), tilted by the département's life expectancy (estimate). A household
//! whose head has died is headed by the partner, or else by the eldest adult.

use super::rates::{LocalRates, age_index};
use super::transit::is_adult;
use crate::chance::Threshold;
use crate::units::Month;
use crate::world::person::{PersonRow, Role};

/// The month of the year that begins in which the event falls, or none: below its threshold a word is again uniform,
/// and gives the month. `from` is the first possible month, counted from January (0).
pub fn month_of_event(word: u32, chance: Threshold, january: Month, from: u16) -> Option<Month> {
    if !chance.happens(word) {
        return None;
    }
    let months = u64::from(12 - from);
    let place = u64::from(word) * months / u64::from(chance.0);
    Some(january.plus(from + place as u16))
}

/// The month of death of a person of an age reached, or `Month(0)`.
pub fn death(rates: &LocalRates, word: u32, is_female: bool, reached: u16, january: Month) -> Month {
    let chance = rates.death[usize::from(is_female)][age_index(reached)];
    month_of_event(word, chance, january, 0).unwrap_or_default()
}

/// The month of death of a child before the end of its year of birth, or `Month(0)`.
pub fn death_of_newborn(rates: &LocalRates, word: u32, is_female: bool, birth: Month, january: Month) -> Month {
    let chance = rates.death[usize::from(is_female)][0];
    month_of_event(word, chance, january, birth.since(january)).unwrap_or_default()
}

/// Gives the household a head, once its dead are gone: the partner, or else the eldest adult. Returns false if no adult
/// is left.
pub fn find_head(members: &mut [PersonRow], year: u16) -> bool {
    let Some(head) = members
        .iter()
        .enumerate()
        .filter(|(_, m)| is_adult(m, year))
        .min_by_key(|(_, m)| (m.role, m.birth, m.id()))
        .map(|(place, _)| place)
    else {
        return false;
    };
    members[head].role = Role::Head;
    true
}
