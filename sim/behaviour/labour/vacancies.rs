//! Free places: for each firm, the jobs it wants and has not. The places of a zone's sector form one pool. How many of
//! them are offered, and what qualifications they ask for, is settled for the pool as a whole: the jobs its firms want
//! less those they have, since a firm that hires takes over first what its neighbours have in excess. Were it settled
//! firm by firm, a person who joins the firm next door would open, close or move a vacancy, and two arms that differ by
//! one hire would drift apart.

use super::{Labour, Market, QUALIFICATIONS};
use crate::chance::{Chance, Process};
use crate::parallel;
use crate::units::Month;
use crate::world::{FirmKind, World};

/// The places of one zone's sector: all its markets, whatever their qualification.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Pool(pub u32);

impl Pool {
    pub fn of(market: Market) -> Pool {
        Pool(market.0 / QUALIFICATIONS as u32)
    }
}

/// The free places of a month.
#[derive(Clone, Debug, Default)]
pub struct Vacancies {
    /// A firm once for each of its free places, side by side; pools in order, firms in order in each.
    firms: Vec<u32>,
    /// `start[pool]..start[pool + 1]` in `firms`.
    start: Vec<u32>,
    /// By market: the places offered that ask for its qualification.
    open: Vec<u32>,
}

impl Vacancies {
    /// Firms with free places, one entry a place.
    pub fn places(&self, pool: Pool) -> &[u32] {
        let pool = pool.0 as usize;
        &self.firms[self.start[pool] as usize..self.start[pool + 1] as usize]
    }
    /// Number of free places of a market.
    pub fn open(&self, market: Market) -> u32 {
        self.open[market.0 as usize]
    }
}

/// What a range of firms has free, and has too much, by pool.
#[derive(Default)]
struct Free {
    /// A firm once for each free place.
    places: Vec<(Pool, u32)>,
    /// Jobs above the target.
    excess: Vec<(Pool, u32)>,
}

/// Firms are read in ranges of this many, whatever the number of threads.
const FIRMS_PER_UNIT: usize = 4096;

/// The free places of all firms: an EBE, which hires from its committee's list, has some only for those who supervise, and
/// takes over nobody a neighbour has in excess, nor leaves any to them.
pub fn open(world: &World, labour: &Labour, chance: &Chance) -> Vacancies {
    let firms = &world.firms;
    let units = firms.len().div_ceil(FIRMS_PER_UNIT);
    let read: Vec<Free> = parallel::build(units, |unit| {
        let mut free = Free::default();
        for firm in unit * FIRMS_PER_UNIT..((unit + 1) * FIRMS_PER_UNIT).min(firms.len()) {
            let zone = labour.zone_of_cell[usize::from(firms.cell[firm])];
            let pool = Pool::of(Market::new(zone, firms.sector[firm], 0));
            // The jobs of an EBE that someone leaves go to its list.
            let is_ebe = firms.kind[firm] == FirmKind::Ebe;
            let places =
                if is_ebe { firms.base_jobs[firm] } else { firms.target[firm].saturating_sub(firms.jobs[firm]) };
            for _ in 0..places {
                free.places.push((pool, firm as u32));
            }
            if firms.jobs[firm] > firms.target[firm] && !is_ebe {
                free.excess.push((pool, firms.jobs[firm] - firms.target[firm]));
            }
        }
        free
    });
    let pools = labour.markets() / QUALIFICATIONS;
    let mut start = vec![0u32; pools + 1];
    let mut excess = vec![0u32; pools];
    for free in &read {
        for &(pool, _) in &free.places {
            start[pool.0 as usize + 1] += 1;
        }
        for &(pool, jobs) in &free.excess {
            excess[pool.0 as usize] += jobs;
        }
    }
    for pool in 0..pools {
        start[pool + 1] += start[pool];
    }
    let mut next = start.clone();
    let mut sorted = vec![0u32; start[pools] as usize];
    for &(pool, firm) in read.iter().flat_map(|free| &free.places) {
        let at = &mut next[pool.0 as usize];
        sorted[*at as usize] = firm;
        *at += 1;
    }
    let offered = |pool: usize| (start[pool + 1] - start[pool]).saturating_sub(excess[pool]);
    let open = (0..pools).flat_map(|pool| by_qualification(pool, offered(pool), labour, chance)).collect();
    Vacancies { firms: sorted, start, open }
}

/// How many of a pool's `places` ask for each qualification: the shares of its jobs, followed so evenly that one place
/// more adds one to one market and changes no other.
fn by_qualification(pool: usize, places: u32, labour: &Labour, chance: &Chance) -> [u32; QUALIFICATIONS] {
    /// 2³² over the golden ratio: its multiples fall evenly on the circle, however many are taken.
    const STEP: u32 = 2_654_435_769;
    let market = Market((pool * QUALIFICATIONS) as u32);
    let first = chance.thing(Process::JobSlot, Month(0), pool as u32, 0)[0];
    let mut counts = [0; QUALIFICATIONS];
    for place in 0..places {
        let word = first.wrapping_add(place.wrapping_mul(STEP));
        counts[usize::from(labour.qualification_at(market.zone(), market.sector(), word))] += 1;
    }
    counts
}
