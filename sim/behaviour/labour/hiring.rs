//! A hire, applied: new employer, terms, status. The firm counts its jobs through postings.

use super::{Market, Posting};
use crate::carried;
use crate::units::FirmId;
use crate::world::household::flags;
use crate::world::person::{bits, events};
use crate::world::{Block, Status};

/// Terms of a job offered to a person: they depend on the market and the person, never on the firm.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terms {
    /// Gross, in cents an hour.
    pub hourly_wage: u16,
    /// Hours a week.
    pub hours: u8,
    pub fixed_term: bool,
}
carried!(Terms { hourly_wage, hours, fixed_term });

impl Terms {
    /// Gross pay a month, in cents: weekly hours × 52 / 12.
    pub fn gross_month(self) -> i64 {
        i64::from(self.hourly_wage) * i64::from(self.hours) * 52 / 12
    }
}

/// One accepted offer, with its firm.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hire {
    pub block: u32,
    pub row: u16,
    pub firm: u32,
    pub market: Market,
    pub terms: Terms,
    /// The firm is a structure of insertion by economic activity.
    pub insertion: bool,
}
carried!(Hire { block, row, firm, market, terms, insertion });

/// Applies `hire`; returns the posting of the firm that is left, if any.
pub fn apply(block: &mut Block, hire: &Hire) -> Option<Posting> {
    let row = usize::from(hire.row);
    let household = usize::from(block.persons.household[row]);
    let persons = &mut block.persons;
    let left = persons.employer(row);
    persons.status[row] = match (hire.insertion, hire.terms.fixed_term) {
        (true, _) => Status::InsertionJob,
        (false, true) => Status::FixedTerm,
        (false, false) => Status::OpenEnded,
    };
    persons.employer[row] = hire.firm;
    persons.hourly_wage[row] = hire.terms.hourly_wage;
    persons.hours[row] = hire.terms.hours;
    persons.spell[row] = 0;
    persons.jobless[row] = 0;
    persons.searching[row] = 0;
    persons.year_events[row] |= events::ORDINARY_JOB;
    // Many keep their registration during a short contract: categories B and C.
    if !hire.terms.fixed_term && !hire.insertion {
        persons.mark(row, bits::REGISTERED, false);
    }
    block.households.flags[household] |= flags::REVIEW;
    (left != FirmId::NONE).then_some(Posting { firm: left.0, change: -1 })
}
