//! Clearing of the markets. Meetings are urn-ball: places and applicants miss each other, so that vacancies stay open
//! beside the unemployed. Each market takes the best ranked, up to the number met; places refused are offered once more.
//! Whether one is hired depends on the cutoff alone; which firm one joins is drawn apart, on a ring of free places.

use super::by_zone::ByZone;
use super::search::Application;
use super::vacancies::{Pool, Vacancies};
use super::{Labour, MARKETS_PER_ZONE, Market};
use crate::carried;
use crate::chance::{Chance, Process};
use crate::parallel;
use crate::units::{Month, PersonId};

/// An offer made to an applicant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Offer {
    pub block: u32,
    pub row: u16,
    pub market: Market,
    pub person: PersonId,
    /// Position among the market's applications, best first.
    pub rank: u32,
}
carried!(Offer { block, row, market, person, rank });

/// The applications of a month by zone.
pub struct Ranked {
    zones: Vec<ZoneRanked>,
}

/// The applications to the markets of one zone, and how many each market met. Within a market those that may receive an
/// offer come first, best first; the others are in no order.
struct ZoneRanked {
    applications: Vec<Application>,
    /// `start[market]..start[market + 1]` in `applications`.
    start: [usize; MARKETS_PER_ZONE + 1],
    /// Places met in each market.
    met: [u32; MARKETS_PER_ZONE],
}

/// Ranks applications, of which a person sends a market at most one, and counts meetings.
pub fn rank(sent: &[ByZone], vacancies: &Vacancies, labour: &Labour, chance: &Chance, month: Month) -> Ranked {
    let mut of_zone: Vec<Vec<&[Application]>> = vec![Vec::new(); labour.markets() / MARKETS_PER_ZONE];
    for (zone, applications) in sent.iter().flat_map(ByZone::zones) {
        of_zone[zone.index()].push(applications);
    }
    let intensity = labour.parameters.meeting_intensity;
    let mut zones = parallel::map(&of_zone, |zone, sent| {
        let met = |market: u32, applicants: usize| {
            meetings(applicants as u32, vacancies.open(Market(market)), intensity, chance, month, market)
        };
        ZoneRanked::of(zone * MARKETS_PER_ZONE, sent, met)
    });
    // Market by market, since the largest zone holds a tenth of a country's applications.
    let mut markets: Vec<(&mut [Application], u32)> = zones.iter_mut().flat_map(ZoneRanked::markets_mut).collect();
    // Places met are offered once, and once more when refused.
    parallel::map_mut(&mut markets, |_, (list, met)| best_first(list, *met as usize * 2));
    Ranked { zones }
}

impl ZoneRanked {
    /// Puts the applications `sent` to a zone side by side by market; `met` of a market's number and its applicants.
    fn of(first_market: usize, sent: &[&[Application]], met: impl Fn(u32, usize) -> u32) -> ZoneRanked {
        let place = |application: &Application| application.market.0 as usize - first_market;
        let mut start = [0; MARKETS_PER_ZONE + 1];
        let all = || sent.iter().copied().flatten();
        for application in all() {
            start[place(application) + 1] += 1;
        }
        let met = std::array::from_fn(|market| met((first_market + market) as u32, start[market + 1]));
        for market in 0..MARKETS_PER_ZONE {
            start[market + 1] += start[market];
        }
        let mut next = start;
        let mut applications: Vec<Application> = all().copied().collect();
        for application in all() {
            let at = &mut next[place(application)];
            applications[*at] = *application;
            *at += 1;
        }
        ZoneRanked { applications, start, met }
    }

    /// Every market with the places it met.
    fn markets_mut(&mut self) -> impl Iterator<Item = (&mut [Application], u32)> {
        let ZoneRanked { applications, start, met } = self;
        let mut rest = &mut applications[..];
        met.iter().zip(start.windows(2)).map(move |(&met, ends)| {
            let (list, after) = std::mem::take(&mut rest).split_at_mut(ends[1] - ends[0]);
            rest = after;
            (list, met)
        })
    }

    fn offers(&self, market: usize, from: usize, to: usize) -> impl Iterator<Item = Offer> + '_ {
        let list = &self.applications[self.start[market]..self.start[market + 1]];
        let to = to.min(list.len());
        list[from.min(to)..to].iter().enumerate().map(move |(i, a)| Offer {
            block: a.block,
            row: a.row,
            market: a.market,
            person: a.person,
            rank: (from + i) as u32,
        })
    }
}

/// Brings the best `count` of a market to its head, best first; ties by the draw, then by id.
fn best_first(list: &mut [Application], count: usize) {
    let key = |a: &Application| (std::cmp::Reverse(a.score), a.tie, a.person.key());
    if count == 0 {
        return;
    }
    if count < list.len() {
        list.select_nth_unstable_by_key(count - 1, key);
    }
    let count = count.min(list.len());
    list[..count].sort_unstable_by_key(key);
}

/// How many places meet an applicant: `places × (1 − exp(−κ applicants / places))`, rounded by the market's own draw.
fn meetings(applicants: u32, places: u32, intensity: f64, chance: &Chance, month: Month, market: u32) -> u32 {
    if applicants == 0 || places == 0 {
        return 0;
    }
    let ratio = f64::from(applicants) / f64::from(places);
    let filled = f64::from(places) * (1.0 - libm::exp(-intensity * ratio));
    let draw = crate::chance::fraction(chance.thing(Process::Meetings, month, market, 0)[0]);
    ((filled + draw) as u32).min(applicants).min(places)
}

impl Ranked {
    /// First round: the best of each market, up to the places met.
    pub fn first_round(&self) -> Vec<Offer> {
        let of_zone = |_: usize, zone: &ZoneRanked| -> Vec<Offer> {
            (0..MARKETS_PER_ZONE).flat_map(|market| zone.offers(market, 0, zone.met[market] as usize)).collect()
        };
        parallel::map(&self.zones, of_zone).concat()
    }

    /// Second round: the places refused in the first, by market, are offered to the next in rank.
    pub fn second_round(&self, refused: &[u32]) -> Vec<Offer> {
        let mut offers = Vec::new();
        for (zone, refused) in self.zones.iter().zip(refused.chunks(MARKETS_PER_ZONE)) {
            for (market, (&met, &again)) in zone.met.iter().zip(refused).enumerate() {
                offers.extend(zone.offers(market, met as usize, (met + again) as usize));
            }
        }
        offers
    }
}

/// The part of `hires` that falls to `some` of a pool's `places`, rounded by the pool's own draw.
pub fn share(hires: usize, some: usize, places: usize, pool: Pool, chance: &Chance, month: Month) -> usize {
    if some == 0 {
        return 0;
    }
    let draw = u64::from(chance.thing(Process::Meetings, month, pool.0, 1)[0]);
    let part = (hires as u64 * some as u64 * (1 << 32)) / places as u64;
    (((part + draw) >> 32) as usize).min(some).min(hires)
}

/// Gives each accepted person of a pool a firm: the first free place after a position of theirs on the ring. Places
/// have positions of their own too, so that one place more or less concerns only those who stand before it, and no
/// one's place depends on how many there are. `places` names a firm once for each of its places, side by side. Returns
/// firms in the order of `accepted`, who must be no more than the places.
pub fn place(accepted: &[PersonId], places: &[u32], pool: Pool, chance: &Chance, month: Month) -> Vec<u32> {
    let count = places.len();
    let mut nth = 0;
    let mut ring: Vec<(u32, u32, u32)> = Vec::with_capacity(count);
    for (at, &firm) in places.iter().enumerate() {
        nth = if at > 0 && places[at - 1] == firm { nth + 1 } else { 0 };
        let word = chance.thing(Process::JobSlot, month, firm, nth)[1];
        ring.push((word, firm, nth));
    }
    ring.sort_unstable();
    // `next[i]` leads to the first free place at or after i (path halving keeps it nearly constant-time).
    let mut next: Vec<u32> = (0..count as u32).collect();
    let mut find = |mut at: usize, go_on: bool| loop {
        let step = next[at] as usize;
        if step == at {
            next[at] = ((at + 1) % count) as u32;
            return Some(at);
        }
        if !go_on {
            return None;
        }
        next[at] = next[step];
        at = step;
    };
    accepted
        .iter()
        .map(|person| {
            // Several positions are tried before the ring is followed: whoever finds a place taken looks elsewhere, not
            // next door, so that one person more does not push on all who stand behind.
            let mut at = 0;
            for slot in 0..TRIES {
                for word in chance.draw(Process::PlaceOfWork, month, *person, slot, pool.0) {
                    at = ring.partition_point(|(position, _, _)| *position < word) % count;
                    if let Some(free) = find(at, false) {
                        return ring[free].1;
                    }
                }
            }
            find(at, true).map_or(u32::MAX, |free| ring[free].1)
        })
        .collect()
}

/// Draws of four positions a person tries on the ring.
const TRIES: u16 = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vacancies_stay_open_beside_applicants_and_none_is_filled_twice() {
        let chance = Chance::new(1);
        let month = Month::new(2019, 1);
        let met = meetings(1000, 400, 0.36, &chance, month, 5);
        let expected = 400.0 * (1.0 - libm::exp(-0.36 * 2.5));
        assert!((f64::from(met) - expected).abs() <= 1.0, "{met} against {expected}");
        assert_eq!(meetings(3, 0, 1.0, &chance, month, 5), 0);
        assert!(meetings(2, 50, 9.0, &chance, month, 5) <= 2);
    }

    #[test]
    fn each_accepted_person_gets_a_place_of_their_own() {
        let chance = Chance::new(1);
        let people: Vec<PersonId> = (0..50).map(|founder| PersonId { founder, lineage: 0 }).collect();
        let places: Vec<u32> = (100..150).collect();
        let mut firms = place(&people, &places, Pool(3), &chance, Month::new(2019, 1));
        firms.sort_unstable();
        assert_eq!(firms, places);
    }

    #[test]
    fn one_more_hire_moves_few_others_to_another_firm() {
        let chance = Chance::new(1);
        let people: Vec<PersonId> = (0..40).map(|founder| PersonId { founder, lineage: 0 }).collect();
        let places: Vec<u32> = (0..100).collect();
        let month = Month::new(2019, 1);
        let before = place(&people[1..], &places, Pool(3), &chance, month);
        let after = place(&people, &places, Pool(3), &chance, month);
        let moved = before.iter().zip(&after[1..]).filter(|(a, b)| a != b).count();
        assert!(moved <= 3, "{moved} of 39 changed firm");
    }

    #[test]
    fn one_more_place_moves_one_person_or_few() {
        let chance = Chance::new(1);
        let people: Vec<PersonId> = (0..40).map(|founder| PersonId { founder, lineage: 0 }).collect();
        let places: Vec<u32> = (0..100).collect();
        let month = Month::new(2019, 1);
        let before = place(&people, &places, Pool(3), &chance, month);
        for taken_away in [0, 50, 99] {
            let fewer: Vec<u32> = places.iter().copied().filter(|firm| *firm != taken_away).collect();
            let after = place(&people, &fewer, Pool(3), &chance, month);
            let moved = before.iter().zip(&after).filter(|(a, b)| a != b).count();
            assert!(moved <= 3, "{moved} of 40 changed firm");
        }
    }
}
