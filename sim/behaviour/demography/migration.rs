//! International migration: arrivals and departures.
//!
//! What is known is net: the change of published populations that births and deaths leave unexplained, by year in all,
//! and by sex and age on the mean of 2019 to 2025 (estimate). Where the net is negative (18 to 22) people who live alone
//! or with their parents leave; where it is positive (24 to 59) households like those that live here arrive, with their
//! children, in the number that makes the year's net. They spread over the cells as the population does (assumption),
//! arrive as private tenants, without a job and searching (assumption).

use super::probabilities::{AGES, BySexAge, Probabilities, YearStatistics};
use super::transit::{Dwelling, InTransit, reached};
use super::{ADULT, take_apart::Working};
use crate::units::{Cell, FirmId, Month, PersonId};
use crate::world::{Tenure, U24};
use crate::world::household::{HouseholdRow, flags};
use crate::world::person::{PersonRow, Role, Status, bits};

/// Ages reached at which people leave alone.
const LEAVES_AT: std::ops::RangeInclusive<usize> = 19..=24;

/// Ages reached of those who arrive as heads or partners.
const ARRIVES_AT: std::ops::RangeInclusive<usize> = 25..=60;

/// Chances of departure, per person without a partner, and of arrival of a household, by age of its head.
pub fn chances(from: &Probabilities, now: &YearStatistics) -> (BySexAge, [f64; AGES]) {
    let mut departure = [[0.0; AGES]; 2];
    let mut arrival = [0.0; AGES];
    let (mut departures, mut implied) = (0.0, 0.0);
    for reached in 0..AGES {
        for (sex, leaving) in departure.iter_mut().enumerate() {
            let net = from.migration_shape[sex][reached];
            let people = from.population[sex][reached];
            let single = people * (1.0 - from.in_couple[sex][reached]);
            if LEAVES_AT.contains(&reached) && net < 0.0 && single > 0.0 {
                leaving[reached] = (-net / single).min(0.1);
                departures += leaving[reached] * single;
            }
            if ARRIVES_AT.contains(&reached) || reached <= usize::from(ADULT) {
                implied += net;
            }
        }
        let net = from.migration_shape[0][reached] + from.migration_shape[1][reached];
        let people = from.population[0][reached] + from.population[1][reached];
        if ARRIVES_AT.contains(&reached) && people > 0.0 {
            arrival[reached] = (net / people).max(0.0);
        }
    }
    let level = if implied > 0.0 { ((now.net_migration + departures) / implied).max(0.0) } else { 0.0 };
    let arrival = arrival.map(|chance| (chance * level).min(0.1));
    (departure, arrival)
}

/// A copy of a household, arriving from abroad. Ids are given later, cell by cell.
pub fn arriving(members: &[PersonRow], origin: PersonId, cell: Cell, year: u16) -> InTransit {
    let members: Vec<PersonRow> = members
        .iter()
        .filter(|m| m.status.is_alive() && (m.role != Role::Child || reached(m, year) <= ADULT))
        .map(newcomer)
        .collect();
    let household = HouseholdRow {
        tenure: Tenure::PrivateTenant,
        flags: flags::COMPOSITION_CHANGED | flags::REVIEW | flags::MOVED,
        ..Default::default()
    };
    let dwelling = Dwelling::Takes(Tenure::PrivateTenant);
    InTransit { household, members, origin, to: cell, dwelling, seeker: None, from_abroad: true }
}

fn newcomer(like: &PersonRow) -> PersonRow {
    let kept = bits::FEMALE | (3 << bits::QUALIFICATION_SHIFT) | bits::DISABLED | bits::CHRONIC;
    let status = match like.status {
        Status::Child | Status::Student | Status::Inactive | Status::Retired => like.status,
        _ => Status::Unemployed,
    };
    PersonRow {
        birth: like.birth,
        role: like.role,
        traits: like.traits & kept,
        status,
        attachment: like.attachment,
        employer: FirmId::NONE.0,
        hourly_wage: like.hourly_wage,
        pension_or_profit: if status == Status::Retired { like.pension_or_profit } else { U24::ZERO },
        dependency: like.dependency,
        ..Default::default()
    }
}

/// Founders from this number on arrive during the run: cells of 2²¹ numbers, in them years of 2¹⁵. Those of the
/// starting population stay below. Holds for 1,024 cells, 64 years, 32,768 arrivals a cell and year.
const FIRST_ARRIVAL: u32 = 1 << 31;

/// The id of the `number`th arrival of the year in a cell; `None` beyond the room reserved.
pub fn arrival_id(cell: Cell, january: Month, number: u32) -> Option<PersonId> {
    let year = u32::from(january.year() % 64);
    (number < 1 << 15 && cell.0 < 1024)
        .then(|| PersonId { founder: FIRST_ARRIVAL + (u32::from(cell.0) << 21) + (year << 15) + number, lineage: 0 })
}

/// The January in which an arrival came, from the id; `None` for others. `start` is the first January of the run.
pub fn arrival_month(person: PersonId, start: Month) -> Option<Month> {
    let year = (person.founder.checked_sub(FIRST_ARRIVAL)? >> 15) % 64;
    let since = (year as u16 + 64 - start.year() % 64) % 64;
    Some(start.plus(since * 12))
}

/// Gives the arrivals among the households of a cell their ids, in the order of the households they are copies of;
/// returns how many persons arrive.
pub fn number(households: &mut Vec<InTransit>, cell: Cell, january: Month) -> u32 {
    let mut arrivals: Vec<(PersonId, usize)> = households
        .iter()
        .enumerate()
        .filter(|(_, household)| household.from_abroad)
        .map(|(place, household)| (household.origin, place))
        .collect();
    arrivals.sort_unstable();
    let mut next = 0;
    for (_, place) in arrivals {
        let members = &mut households[place].members;
        if arrival_id(cell, january, next + members.len() as u32).is_none() {
            // No room for more ids: the household does not come.
            members.clear();
        }
        for (member, number) in members.iter_mut().zip(next..) {
            if let Some(id) = arrival_id(cell, january, number) {
                (member.founder, member.lineage) = (id.founder, id.lineage);
            }
        }
        next += members.len() as u32;
    }
    households.retain(|household| !household.members.is_empty());
    next
}

/// Removes those who leave the country from a household, and returns them.
pub fn depart(home: &mut Working) -> Vec<PersonRow> {
    let mut gone = Vec::new();
    home.members.retain(|(member, fate)| {
        let leaves = fate.dwelling == super::fate::DwellingFate::Departs;
        if leaves {
            gone.push(*member);
        }
        !leaves
    });
    gone
}
