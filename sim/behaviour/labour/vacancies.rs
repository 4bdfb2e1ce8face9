//! Free places: for each firm, the jobs it wants and has not; each place asks for the qualification of its permanent
//! draw. A place is (market, firm), in the order of market, firm, slot.

use super::{Labour, Market};
use crate::chance::{Chance, Process};
use crate::parallel;
use crate::units::Month;
use crate::world::{FirmKind, World};

/// The free places of a month, sorted by market.
#[derive(Clone, Debug, Default)]
pub struct Vacancies {
    pub firms: Vec<u32>,
    /// `start[market]..start[market + 1]` in `firms`.
    pub start: Vec<u32>,
}

impl Vacancies {
    pub fn of(&self, market: Market) -> &[u32] {
        let market = market.0 as usize;
        &self.firms[self.start[market] as usize..self.start[market + 1] as usize]
    }
    pub fn total(&self) -> usize {
        self.firms.len()
    }
}

/// Firms are read in ranges of this many, whatever the number of threads.
const FIRMS_PER_UNIT: usize = 4096;

pub fn open(world: &World, labour: &Labour, chance: &Chance) -> Vacancies {
    let firms = &world.firms;
    let units = firms.len().div_ceil(FIRMS_PER_UNIT);
    let places: Vec<Vec<(u32, u32)>> = parallel::build(units, |unit| {
        let mut places = Vec::new();
        for firm in unit * FIRMS_PER_UNIT..((unit + 1) * FIRMS_PER_UNIT).min(firms.len()) {
            if firms.kind[firm] == FirmKind::Ebe {
                continue;
            }
            let zone = labour.zone_of_cell[usize::from(firms.cell[firm])];
            for slot in firms.jobs[firm]..firms.target[firm] {
                let word = chance.thing(Process::JobSlot, Month(0), firm as u32, slot)[0];
                let qualification = labour.qualification_of_slot(zone, firms.sector[firm], word);
                places.push((Market::new(zone, firms.sector[firm], qualification).0, firm as u32));
            }
        }
        places
    });
    let mut start = vec![0u32; labour.markets() + 1];
    for &(market, _) in places.iter().flatten() {
        start[market as usize + 1] += 1;
    }
    for market in 0..labour.markets() {
        start[market + 1] += start[market];
    }
    let mut next = start.clone();
    let mut sorted = vec![0u32; start[labour.markets()] as usize];
    for &(market, firm) in places.iter().flatten() {
        let at = &mut next[market as usize];
        sorted[*at as usize] = firm;
        *at += 1;
    }
    Vacancies { firms: sorted, start }
}
