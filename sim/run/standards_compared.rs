//! The living standard of the same persons in the last December of both arms: who gains, who loses, by tenth of the
//! reference and type of household. A tenth is of persons of the reference arm, so that nobody changes tenth by the reform.
//!
//! Kept for the length of a replicate only, twelve bytes a person and arm: results hold the counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::compares;
use crate::behaviour::poverty;
use crate::measures::{HouseholdType, SAME_STANDARD, StandardChange, StandardGroup};
use crate::parallel::Ranks;
use crate::units::Month;
use crate::world::World;

/// A person's key, above the type of their household.
type Word = u64;

fn word(key: u64, kind: HouseholdType) -> Word {
    key << 3 | kind as Word
}

fn key(word: Word) -> u64 {
    word >> 3
}

fn kind(word: Word) -> HouseholdType {
    HouseholdType::ALL[((word & 7) as usize).min(HouseholdType::ALL.len() - 1)]
}

/// Persons of an arm in the last December, in order of key; students' households and their members are not counted in
/// living standards and left out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Standards {
    year: u16,
    persons: Vec<Word>,
    /// Cents a year and consumption unit.
    standards: Vec<u32>,
}

impl Standards {
    /// To be filled in the last December up to `through`.
    pub fn of_the_last_december(through: Month) -> Standards {
        let year = if through.is_december() { through.year() } else { through.year() - 1 };
        Standards { year, ..Standards::default() }
    }

    /// Takes what another rank kept.
    pub fn join(&mut self, other: Standards) {
        let mine = std::mem::take(&mut self.persons).into_iter().zip(std::mem::take(&mut self.standards));
        let mut all: Vec<(Word, u32)> = mine.chain(other.persons.into_iter().zip(other.standards)).collect();
        all.sort_unstable();
        (self.persons, self.standards) = all.into_iter().unzip();
    }

    /// The same December to wait for, and nobody seen.
    pub fn of_nobody(self) -> Standards {
        Standards { year: self.year, ..Standards::default() }
    }

    /// How many numbers are kept.
    pub fn words(&self) -> usize {
        self.persons.len() + self.standards.len()
    }

    /// Takes the December it waits for, any other month leaves it as it is.
    pub fn add(&mut self, world: &World) {
        if world.month != Month::new(self.year, 12) {
            return;
        }
        let mut seen: Vec<(Word, u32)> = Vec::with_capacity(world.persons());
        for block in &world.blocks {
            for household in (0..block.households.len()).filter(|&row| poverty::is_counted(block, row)) {
                let kind = poverty::household_type(block, household);
                let standard = block.households.last_living_standard[household];
                let alive = block.households.member_rows(household).filter(|&row| block.persons.status[row].is_alive());
                seen.extend(alive.map(|row| (word(block.persons.id(row).key(), kind), standard)));
            }
        }
        seen.sort_unstable();
        (self.persons, self.standards) = seen.into_iter().unzip();
    }
}

/// Limits of the tenths: the living standards below which one, two … nine tenths of the persons are.
fn limits(standards: &[u32], ranks: &Ranks) -> Vec<u32> {
    if !ranks.is_alone() {
        return limits_over_ranks(standards, ranks);
    }
    let mut sorted = standards.to_vec();
    sorted.sort_unstable();
    (1..=9).filter_map(|tenths| sorted.get(sorted.len() * tenths / 10).copied()).collect()
}

/// The same among several ranks, of which none sees all: each limit is narrowed down by counting, first its upper sixteen
/// bits, then the lower.
fn limits_over_ranks(standards: &[u32], ranks: &Ranks) -> Vec<u32> {
    const HALF: usize = 1 << 16;
    // Where the `place`th of a sum over bins falls, and how many come before that bin.
    let find = |bins: &[i64], place: i64| {
        let mut before = 0;
        let bin = bins.iter().position(|&count| {
            before += count;
            before > place
        });
        bin.map(|bin| (bin, before - bins[bin]))
    };
    let mut upper = vec![0i64; HALF];
    for standard in standards {
        upper[(standard >> 16) as usize] += 1;
    }
    ranks.sum("arms compared", &mut upper);
    let all: i64 = upper.iter().sum();
    let mut limits = Vec::new();
    for tenths in 1..=9 {
        let place = all * tenths / 10;
        let Some((high, before)) = find(&upper, place) else { continue };
        let mut lower = vec![0i64; HALF];
        for standard in standards.iter().filter(|standard| (*standard >> 16) as usize == high) {
            lower[(standard & 0xFFFF) as usize] += 1;
        }
        ranks.sum("arms compared", &mut lower);
        limits.extend(find(&lower, place - before).map(|(low, _)| ((high << 16) | low) as u32));
    }
    limits
}

/// The persons of an arm this rank compares, in order.
fn compared_here(arm: &Standards, ranks: &Ranks) -> Standards {
    let all = arm.persons.iter().copied().zip(arm.standards.iter().copied()).collect();
    let mut here = ranks.exchange("arms compared", all, |(word, _)| compares(key(*word), ranks));
    here.sort_unstable();
    let (persons, standards) = here.into_iter().unzip();
    Standards { year: arm.year, persons, standards }
}

/// Compares persons who are counted in both arms, by group of the reference. Among several ranks each compares some
/// persons, and the first has the groups.
pub fn compare(reference: &Standards, reform: &Standards, ranks: &Ranks) -> BTreeMap<StandardGroup, StandardChange> {
    let limits = limits(&reference.standards, ranks);
    if ranks.is_alone() {
        return compare_here(reference, reform, &limits);
    }
    let here = compare_here(&compared_here(reference, ranks), &compared_here(reform, ranks), &limits);
    let mut groups: BTreeMap<StandardGroup, StandardChange> = BTreeMap::new();
    for (group, change) in ranks.gather_at_first("arms compared", here.into_iter().collect()) {
        groups.entry(group).or_default().add(&change);
    }
    groups
}

fn compare_here(reference: &Standards, reform: &Standards, limits: &[u32]) -> BTreeMap<StandardGroup, StandardChange> {
    let mut groups: BTreeMap<StandardGroup, StandardChange> = BTreeMap::new();
    let mut with = reform.persons.iter().zip(&reform.standards).peekable();
    for (&person, &without) in reference.persons.iter().zip(&reference.standards) {
        while with.next_if(|(other, _)| key(**other) < key(person)).is_some() {}
        let Some((_, &standard)) = with.next_if(|(other, _)| key(**other) == key(person)) else { continue };
        let decile = limits.iter().filter(|&&limit| limit <= without).count() as u8 + 1;
        let group = StandardGroup { year: reference.year, decile, household_type: kind(person) };
        let change = i64::from(standard) - i64::from(without);
        let sum = groups.entry(group).or_default();
        sum.persons += 1;
        sum.cents += change;
        if change > SAME_STANDARD {
            sum.gaining += 1;
            sum.cents_gained += change;
        } else if change < -SAME_STANDARD {
            sum.losing += 1;
            sum.cents_lost -= change;
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standards(persons: &[(u64, HouseholdType, u32)]) -> Standards {
        let words = persons.iter().map(|(key, kind, _)| word(*key, *kind)).collect();
        Standards { year: 2022, persons: words, standards: persons.iter().map(|person| person.2).collect() }
    }

    fn all(groups: &BTreeMap<StandardGroup, StandardChange>, of: impl Fn(&StandardChange) -> i64) -> i64 {
        groups.values().map(of).sum()
    }

    #[test]
    fn each_person_is_set_beside_themselves_and_small_changes_count_as_none() {
        use HouseholdType::{LoneParent, Single};
        // 1 gains 500 euros, 2 loses 500, 3 gains 100 (too little to count), 4 is not in the reform, 5 not in the reference.
        let reference = standards(&[
            (1, Single, 1_000_000),
            (2, LoneParent, 2_000_000),
            (3, Single, 3_000_000),
            (4, Single, 4_000_000),
        ]);
        let reform = standards(&[
            (1, Single, 1_050_000),
            (2, Single, 1_950_000),
            (3, Single, 3_010_000),
            (5, Single, 9_000_000),
        ]);
        let groups = compare(&reference, &reform, &Ranks::alone());
        assert_eq!(all(&groups, |sum| sum.persons), 3);
        assert_eq!((all(&groups, |sum| sum.gaining), all(&groups, |sum| sum.losing)), (1, 1));
        assert_eq!((all(&groups, |sum| sum.cents_gained), all(&groups, |sum| sum.cents_lost)), (50_000, 50_000));
        assert_eq!(all(&groups, |sum| sum.cents), 10_000);
        let lone = groups.iter().find(|(group, _)| group.household_type == LoneParent).expect("of the reference");
        assert_eq!((lone.1.losing, lone.0.year), (1, 2022));
    }

    #[test]
    fn a_hundred_persons_make_ten_tenths_of_ten() {
        let persons: Vec<(u64, HouseholdType, u32)> =
            (0..100u32).map(|i| (u64::from(i) + 1, HouseholdType::Couple, 1_000_000 + i * 10_000)).collect();
        let reference = standards(&persons);
        let groups = compare(&reference, &reference, &Ranks::alone());
        let deciles: Vec<(u8, i64)> = groups.iter().map(|(group, sum)| (group.decile, sum.persons)).collect();
        assert_eq!(deciles, (1..=10).map(|decile| (decile, 10)).collect::<Vec<_>>());
        assert_eq!(all(&groups, |sum| sum.gaining + sum.losing + sum.cents), 0);
    }

    #[test]
    fn a_run_that_ends_in_june_is_compared_in_the_december_before() {
        assert_eq!(Standards::of_the_last_december(Month::new(2023, 6)).year, 2022);
        assert_eq!(Standards::of_the_last_december(Month::new(2023, 12)).year, 2023);
    }
}
