//! Leaving a job: end of a fixed-term contract, quit, lay-off, retirement. A firm that wants fewer jobs publishes a
//! chance; each of its employees compares it with a draw of their own, so that no list of employees exists.

use super::{LabourParameters, Posting, participation};
use crate::chance::{Lanes, Threshold};
use crate::units::FirmId;
use crate::world::person::{bits, events};
use crate::world::{Attachment, Persons, Status};

/// Lanes of the month's random block used here; a lane serves one purpose for ever.
mod lane {
    pub const EXIT: u16 = 0;
    pub const LAYOFF: u16 = 1;
    pub const CONVERSION: u16 = 2;
}

/// Why a person left work this month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Departure {
    To(Status),
    Converted,
}

/// What the month does to an employed person, from a read-only view; `layoff` is the chance, out of 65,536, that the
/// employer publishes.
pub fn decide(persons: &Persons, row: usize, layoff: u16, lanes: &Lanes, p: &LabourParameters) -> Option<Departure> {
    let status = persons.status[row];
    if layoff > 0 && lanes.happens(lane::LAYOFF, Threshold(u32::from(layoff) << 16)) {
        return Some(Departure::To(Status::Unemployed));
    }
    let (unemployed, halo, inactive) = match status {
        Status::OpenEnded => (p.open_ended_to_unemployed, p.open_ended_to_halo, p.open_ended_to_inactive),
        Status::FixedTerm | Status::InsertionJob => {
            (p.fixed_term_to_unemployed, p.fixed_term_to_halo, p.fixed_term_to_inactive)
        }
        // An EBE's employees leave by quitting for a better job or for good; the contract itself is open-ended.
        Status::Ebe => (Threshold::NEVER, Threshold::NEVER, p.open_ended_to_inactive),
        Status::SelfEmployed => (p.self_employed_exit, Threshold::NEVER, Threshold::NEVER),
        _ => return None,
    };
    let factor = match (persons.attachment[row], status) {
        (Attachment::Weak, Status::OpenEnded) => Some(p.weak_separation[0]),
        (Attachment::Weak, Status::FixedTerm) => Some(p.weak_separation[1]),
        _ => None,
    };
    // One lane, three intervals: each exit keeps its own chance.
    let exits = [(Status::Unemployed, unemployed), (Status::Halo, halo), (Status::Inactive, inactive)];
    for (to, chance) in exits {
        let chance = factor.map_or(chance, |factor| chance.scaled(factor, 1_000_000));
        if lanes.happens_from(lane::EXIT, participation::turn(to), chance) {
            return Some(Departure::To(to));
        }
    }
    if status == Status::FixedTerm && lanes.happens(lane::CONVERSION, p.fixed_term_to_open_ended) {
        return Some(Departure::Converted);
    }
    None
}

/// Rights to unemployment insurance opened by a departure: months and daily allowance, as the law computes them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rights {
    pub months: u8,
    pub daily_allowance: u16,
}

/// Ends the job of `row`: new status, spell, rights; returns the posting its firm receives.
pub fn leave(persons: &mut Persons, row: usize, to: Status, rights: Option<Rights>) -> Option<Posting> {
    let employer = persons.employer(row);
    persons.status[row] = to;
    persons.employer[row] = FirmId::NONE.0;
    persons.spell[row] = 0;
    persons.jobless[row] = 0;
    persons.searching[row] = 0;
    persons.year_events[row] |= events::LOST_JOB;
    if let Some(rights) = rights {
        persons.insurance_months[row] = rights.months;
        persons.daily_allowance[row] = rights.daily_allowance;
        persons.months_worked[row] = 0;
    }
    if to == Status::Retired {
        persons.mark(row, bits::REGISTERED, false);
    }
    (employer != FirmId::NONE).then_some(Posting { firm: employer.0, change: -1 })
}
