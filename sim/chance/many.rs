//! Draws for many persons at once: the same words as one by one. The rounds of several persons have nothing to wait for
//! each other, so that a processor works on them side by side.

use multiversion::multiversion;

use super::{Chance, Lanes, Process, philox};
use crate::units::{Month, PersonId};

/// Persons drawn for side by side.
const WIDE: usize = 8;

impl Chance {
    /// As [`Chance::person`] for each of `persons`, in their order.
    pub fn persons(&self, process: Process, month: Month, slot: u16, persons: &[PersonId]) -> Vec<[u32; 4]> {
        let when = (u32::from(month.0) << 16) | process as u32;
        let who = |person: &PersonId| (u32::from(person.lineage) << 16) | u32::from(slot);
        let mut words = Vec::with_capacity(persons.len());
        let (rows, rest) = persons.as_chunks::<WIDE>();
        for row in rows {
            let counter = [
                std::array::from_fn(|at| row[at].founder),
                std::array::from_fn(|at| who(&row[at])),
                [when; WIDE],
                [0; WIDE],
            ];
            let [a, b, c, d] = side_by_side(counter, self.key);
            words.extend((0..WIDE).map(|at| [a[at], b[at], c[at], d[at]]));
        }
        words.extend(rest.iter().map(|person| philox([person.founder, who(person), when, 0], self.key)));
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

/// [`philox`] of several counters, word by word: made once for each width of vectors that processors have, and chosen when
/// the program runs. Whole numbers are the same in all.
#[multiversion(targets("x86_64+avx512f+avx512dq+avx512vl", "x86_64+avx2", "aarch64+neon"))]
fn side_by_side(mut counter: [[u32; WIDE]; 4], mut key: [u32; 2]) -> [[u32; WIDE]; 4] {
    for _ in 0..10 {
        let mut next = [[0; WIDE]; 4];
        for at in 0..WIDE {
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
    }
}
