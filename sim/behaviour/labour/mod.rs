//! Work: who leaves a job, who searches, who is hired, on what terms.
//!
//! The order of a month: [`demand`] sets the jobs firms want; [`separation`] and [`participation`] change statuses and
//! [`search`] writes applications, block by block; [`vacancies`] and [`market`] clear the markets; [`offer`] lets
//! persons choose; [`hiring`] applies it. May touch `law`, `world`, `territory`, `chance`, `units`.

pub mod attachment;
pub mod by_zone;
pub mod childcare;
pub mod demand;
pub mod help;
pub mod hiring;
pub mod market;
pub mod offer;
pub mod participation;
pub mod search;
pub mod separation;
pub mod setting;
pub mod vacancies;

pub use setting::{Labour, LabourParameters};

use crate::carried;
use crate::units::Zone;
use crate::world::Sector;

/// Number of levels of qualification.
pub const QUALIFICATIONS: usize = 4;
/// Number of sectors.
pub const SECTORS: usize = 3;
/// Markets of a zone: sector × qualification.
pub const MARKETS_PER_ZONE: usize = SECTORS * QUALIFICATIONS;

/// A labour market: zone × sector × qualification.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Market(pub u32);
carried!(Market(0));

impl Market {
    pub fn new(zone: Zone, sector: Sector, qualification: u8) -> Market {
        Market((zone.index() * MARKETS_PER_ZONE + sector as usize * QUALIFICATIONS + usize::from(qualification)) as u32)
    }
    pub fn zone(self) -> Zone {
        Zone((self.0 as usize / MARKETS_PER_ZONE) as u16)
    }
    pub fn sector(self) -> Sector {
        Sector::ALL[self.0 as usize % MARKETS_PER_ZONE / QUALIFICATIONS]
    }
    pub fn qualification(self) -> u8 {
        (self.0 as usize % QUALIFICATIONS) as u8
    }
}

/// A change of a firm's count of jobs: it gains or loses one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Posting {
    pub firm: u32,
    pub change: i8,
}
