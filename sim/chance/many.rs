//! Draws for many persons at once: the same words as one by one. The rounds of several persons have nothing to wait for
//! each other, so that a processor works on them side by side.

use multiversion::multiversion;

use super::{Chance, Lanes, Process, philox};
use crate::units::{Month, PersonId};

/// Counters whose rounds are made side by side.
const WIDE: usize = 8;

/// One draw to be made: for whom and what, as [`Chance::draw`] takes them.
#[derive(Clone, Copy)]
pub struct Draw(pub(super) [u32; 4]);

impl Draw {
    #[inline]
    pub fn of(process: Process, month: Month, person: PersonId, slot: u16, counterpart: u32) -> Draw {
        let [who, when] = [slot_of(person, slot), moment(process, month)];
        Draw([person.founder, who, when, counterpart])
    }

    /// As [`Chance::traits`].
    pub fn of_traits(person: PersonId, slot: u16) -> Draw {
        Draw::of(Process::Traits, Month(0), person, slot, 0)
    }
}

#[inline]
fn moment(process: Process, month: Month) -> u32 {
    (u32::from(month.0) << 16) | process as u32
}

#[inline]
fn slot_of(person: PersonId, slot: u16) -> u32 {
    (u32::from(person.lineage) << 16) | u32::from(slot)
}

impl Chance {
    /// As [`Chance::draw`] for each of a few, at most eight: they cost little more than one.
    #[inline]
    pub fn several<const N: usize>(&self, draws: [Draw; N]) -> [[u32; 4]; N] {
        const { assert!(N <= WIDE, "eight draws are made side by side") };
        let counters =
            std::array::from_fn(|word| std::array::from_fn(|at| draws.get(at).map_or(0, |draw: &Draw| draw.0[word])));
        let words = of_a_few(counters, self.key);
        std::array::from_fn(|at| std::array::from_fn(|word| words[word][at]))
    }

    /// As [`Chance::person`] for each of `persons`, in their order.
    pub fn persons(&self, process: Process, month: Month, slot: u16, persons: &[PersonId]) -> Vec<[u32; 4]> {
        let mut words = vec![[0; 4]; persons.len()];
        of_many(persons, slot, moment(process, month), self.key, &mut words);
        words
    }

    /// As [`Chance::lanes`] for each of `persons`, in their order.
    pub fn lanes_of_all<'a>(&self, month: Month, persons: &'a [PersonId]) -> impl Iterator<Item = Lanes> + use<'a> {
        let words = self.persons(Process::MonthlyEvents, month, 0, persons);
        let chance = *self;
        words.into_iter().zip(persons).map(move |(words, &person)| Lanes { words, chance, month, person })
    }

    /// As [`Chance::traits`] for each of `persons`, in their order.
    pub fn traits_of_all(&self, persons: &[PersonId], slot: u16) -> Vec<[u32; 4]> {
        self.persons(Process::Traits, Month(0), slot, persons)
    }
}

/// The words of each of `persons`: made once for each width of vectors that processors have, and chosen when the program
/// runs. Whole numbers are the same in all.
#[multiversion(targets("x86_64+avx512f+avx512dq+avx512vl", "x86_64+avx2", "aarch64+neon"))]
fn of_many(persons: &[PersonId], slot: u16, when: u32, key: [u32; 2], words: &mut [[u32; 4]]) {
    let (rows, rest) = persons.as_chunks::<WIDE>();
    let (places, left) = words.as_chunks_mut::<WIDE>();
    for (row, place) in rows.iter().zip(places) {
        let founders = std::array::from_fn(|at| row[at].founder);
        let slots = std::array::from_fn(|at| slot_of(row[at], slot));
        let drawn = side_by_side([founders, slots, [when; WIDE], [0; WIDE]], key);
        for at in 0..WIDE {
            place[at] = [drawn[0][at], drawn[1][at], drawn[2][at], drawn[3][at]];
        }
    }
    for (person, words) in rest.iter().zip(left) {
        *words = philox([person.founder, slot_of(*person, slot), when, 0], key);
    }
}

/// The words of a few counters, likewise.
#[multiversion(targets("x86_64+avx512f+avx512dq+avx512vl", "x86_64+avx2", "aarch64+neon"))]
fn of_a_few(counters: [[u32; WIDE]; 4], key: [u32; 2]) -> [[u32; WIDE]; 4] {
    side_by_side(counters, key)
}

/// The ten rounds of Philox on several counters, word by word.
#[inline(always)]
pub(super) fn side_by_side<const N: usize>(mut counter: [[u32; N]; 4], mut key: [u32; 2]) -> [[u32; N]; 4] {
    for _ in 0..10 {
        let mut next = [[0; N]; 4];
        for at in 0..N {
            let left = u64::from(counter[0][at]) * 0xD251_1F53;
            let right = u64::from(counter[2][at]) * 0xCD9E_8D57;
            next[0][at] = (right >> 32) as u32 ^ counter[1][at] ^ key[0];
            next[1][at] = right as u32;
            next[2][at] = (left >> 32) as u32 ^ counter[3][at] ^ key[1];
            next[3][at] = left as u32;
        }
        counter = next;
        key = [key[0].wrapping_add(0x9E37_79B9), key[1].wrapping_add(0xBB67_AE85)];
    }
    counter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_persons_draw_the_words_each_would_draw_alone() {
        let chance = Chance::new(3);
        let month = Month::new(2021, 7);
        let people: Vec<PersonId> =
            (0..53u32).map(|n| PersonId { founder: n.wrapping_mul(0x9E37_79B9), lineage: (n * n) as u16 }).collect();
        for count in [0, 1, 7, 8, 9, 53] {
            let alone: Vec<[u32; 4]> =
                people[..count].iter().map(|&person| chance.person(Process::TakeUp, month, person, 5)).collect();
            assert_eq!(chance.persons(Process::TakeUp, month, 5, &people[..count]), alone);
        }
        let lanes: Vec<u16> = chance.lanes_of_all(month, &people).map(|lanes| lanes.lane(3)).collect();
        let alone: Vec<u16> = people.iter().map(|&person| chance.lanes(month, person).lane(3)).collect();
        assert_eq!(lanes, alone);
        assert_eq!(chance.traits_of_all(&people, 2)[52], chance.traits(people[52], 2));
        let of = |counterpart| Draw::of(Process::Search, month, people[9], 4, counterpart);
        let [first, second, traits] = chance.several([of(17), of(18), Draw::of_traits(people[9], 1)]);
        assert_eq!([first, second], [17, 18].map(|other| chance.draw(Process::Search, month, people[9], 4, other)));
        assert_eq!(traits, chance.traits(people[9], 1));
    }
}
