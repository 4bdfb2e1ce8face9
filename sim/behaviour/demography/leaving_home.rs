//! Leaving the parents' home.
//!
//! Chances a year by age and sex, set with those of unions so that shares living with their parents keep to about three
//! in four at 18 and 19, one in two at 20 to 24, one in five at 25 to 29, and households grow by near 1 % a year as from
//! 2016 to 2022 (assumption). Women leave earlier. The new home is rented; three in ten settle in another cell at once,
//! as many go to study or to a first job (assumption).

use super::births::is_child_of;
use super::fate::{DwellingFate, Fate};
use super::probabilities::{AGES, BySexAge};
use super::slot;
use super::take_apart::Working;
use super::transit::{Dwelling, household_of_leaver};
use crate::chance::{Chance, Process, Threshold};
use crate::units::{Cell, Month};
use crate::world::Tenure;
use crate::world::person::{PersonRow, Role};

/// The tenures of those who leave home: private tenants, then social tenants, the rest lodged free (assumption).
const PRIVATE: Threshold = Threshold(((78u64 << 32) / 100) as u32);
const PRIVATE_OR_SOCIAL: Threshold = Threshold(((92u64 << 32) / 100) as u32);
/// Goes to another cell at once.
const FAR: Threshold = Threshold(((30u64 << 32) / 100) as u32);

/// Chance of leaving home in the year, by sex and age reached.
pub fn chances() -> BySexAge {
    let by_age = |reached| match reached {
        0..=18 => 0.0,
        19..=20 => 0.13,
        21..=30 => 0.08,
        31..=40 => 0.05,
        _ => 0.02,
    };
    [0.88, 1.12].map(|by_sex| std::array::from_fn::<f64, AGES, _>(|reached| by_age(reached) * by_sex))
}

/// Takes those who leave, with their own children, out of a household; each becomes the head of one.
pub fn leave(home: &mut Working, chance: &Chance, january: Month, go_far: impl Fn(&PersonRow) -> Cell) -> Vec<Working> {
    let mut left = Vec::new();
    while let Some(place) = home.members.iter().position(|(_, fate)| fate.dwelling == DwellingFate::LeavesHome) {
        let (mut leaver, fate) = home.members.remove(place);
        leaver.role = Role::Head;
        let [tenure, far, ..] = chance.person(Process::Demography, january, leaver.id(), slot::LEAVING_HOME);
        let tenure = if PRIVATE.happens(tenure) {
            Tenure::PrivateTenant
        } else if PRIVATE_OR_SOCIAL.happens(tenure) {
            Tenure::SocialTenant
        } else {
            Tenure::RentFree
        };
        let (own, others) = std::mem::take(&mut home.members)
            .into_iter()
            .partition::<Vec<(PersonRow, Fate)>, _>(|(member, _)| is_child_of(member, &leaver));
        home.members = others;
        let mut members = vec![(leaver, Fate { dwelling: DwellingFate::Stays, ..fate })];
        members.extend(own);
        left.push(Working {
            household: household_of_leaver(&home.household),
            members,
            origin: home.origin,
            to: if FAR.happens(far) { go_far(&leaver) } else { home.from },
            from: home.from,
            dwelling: Dwelling::Takes(tenure),
        });
    }
    left
}
