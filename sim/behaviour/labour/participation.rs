//! Moving between unemployment, its halo and inactivity, and registering as a jobseeker. Some of the inactive never come
//! back (a permanent trait): the others are what makes the halo and unemployment refill.

use super::LabourParameters;
use crate::chance::{Chance, Lanes, Threshold};
use crate::units::PersonId;
use crate::world::Status;

mod lane {
    pub const PARTICIPATION: u16 = 3;
    pub const REGISTRATION: u16 = 4;
}

/// The new status of a jobless person, if it changes this month.
pub fn decide(
    status: Status,
    person: PersonId,
    chance: &Chance,
    lanes: &Lanes,
    p: &LabourParameters,
) -> Option<Status> {
    let (first, first_chance, second, second_chance) = match status {
        Status::Unemployed => (Status::Halo, p.unemployed_to_halo, Status::Inactive, p.unemployed_to_inactive),
        Status::Halo => (Status::Unemployed, p.halo_to_unemployed, Status::Inactive, p.halo_to_inactive),
        Status::Inactive => (Status::Halo, p.inactive_to_halo, Status::Unemployed, p.inactive_to_unemployed),
        _ => return None,
    };
    let moved = if lanes.happens(lane::PARTICIPATION, first_chance) {
        first
    } else if lanes.happens(lane::PARTICIPATION, Threshold(first_chance.0.saturating_add(second_chance.0))) {
        second
    } else {
        return None;
    };
    // Asked only of the few who would move: the trait costs a draw.
    let for_good = status == Status::Inactive && is_inactive_for_good(person, chance, p);
    (!for_good).then_some(moved)
}

/// Whether this person, once inactive, stays so.
pub fn is_inactive_for_good(person: PersonId, chance: &Chance, p: &LabourParameters) -> bool {
    crate::behaviour::traits::work(chance, person).reservation < p.inactive_for_good.0
}

/// Whether one who becomes unemployed this month registers with the public employment service.
pub fn registers(lanes: &Lanes, p: &LabourParameters) -> bool {
    lanes.happens(lane::REGISTRATION, p.register_unemployed)
}
