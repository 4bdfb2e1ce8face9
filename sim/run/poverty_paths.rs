//! Who was poor and who left, person by person, in one arm; and the comparison of two arms: who leaves poverty only with
//! the reform, only without, in both, in neither. Persons are the same in both arms, so that this can be asked of each.
//!
//! Kept for the length of a replicate only: results hold the counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::compares;
use crate::behaviour::household_month::{December, PoorBefore};
use crate::measures::{ComparedExit, Comparison, Durability, ExitCause, HouseholdType};
use crate::parallel::Ranks;
use crate::units::Departement;

/// One person of a year, in one word: identity, then what became of them. Words sort by person.
type Word = u64;

const EXITED: Word = 1 << 15;

fn word(person: &PoorBefore, departement: Departement) -> Word {
    let (cause, kind) = (person.cause as Word, person.household_type as Word);
    let exited = if person.exited { EXITED } else { 0 };
    person.key << 16 | exited | cause << 12 | kind << 9 | Word::from(departement.0 & 0x1FF)
}

fn key(word: Word) -> u64 {
    word >> 16
}

fn exited(word: Word) -> bool {
    word & EXITED != 0
}

/// What a word says beside who it is about.
fn said(word: Word) -> (ExitCause, HouseholdType, Departement) {
    let (cause, kind) = ((word >> 12 & 7) as usize, (word >> 9 & 7) as usize);
    (ExitCause::ALL[cause.min(5)], HouseholdType::ALL[kind.min(4)], Departement((word & 0x1FF) as u16))
}

/// Those who were poor the year before, each year, and those whose exit of the year proved lasting.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PovertyPaths {
    poor_before: BTreeMap<u16, Vec<Word>>,
    /// By year of the exit: keys of persons.
    lasting: BTreeMap<u16, Vec<u64>>,
}

impl PovertyPaths {
    /// Takes what a December showed of a block.
    pub fn add(&mut self, year: u16, december: &December, departement: Departement) {
        let words = december.poor_before.iter().map(|person| word(person, departement));
        self.poor_before.entry(year).or_default().extend(words);
        self.lasting.entry(year - 2).or_default().extend(&december.lasting_persons);
    }

    /// Takes what another rank kept.
    pub fn join(&mut self, other: PovertyPaths) {
        for (year, words) in other.poor_before {
            self.poor_before.entry(year).or_default().extend(words);
        }
        for (year, keys) in other.lasting {
            self.lasting.entry(year).or_default().extend(keys);
        }
    }

    /// How many words are kept.
    pub fn words(&self) -> usize {
        self.poor_before.values().chain(self.lasting.values()).map(Vec::len).sum()
    }

    /// Those of the persons this rank compares, in order.
    fn of_year(&self, year: u16, ranks: &Ranks) -> Vec<Word> {
        let words = self.poor_before.get(&year).cloned().unwrap_or_default();
        let mut words = ranks.exchange("arms compared", words, |word| compares(key(*word), ranks));
        words.sort_unstable();
        words
    }

    fn lasting_of(&self, year: u16, ranks: &Ranks) -> Vec<u64> {
        let keys = self.lasting.get(&year).cloned().unwrap_or_default();
        let mut keys = ranks.exchange("arms compared", keys, |key| compares(*key, ranks));
        keys.sort_unstable();
        keys
    }

    /// The years that have a December.
    fn years(&self) -> Vec<u16> {
        self.poor_before.keys().copied().collect()
    }
}

/// Compares two arms, year by year, person by person. Among several ranks each compares some persons, and the first has
/// the counts.
pub fn compare(reference: &PovertyPaths, reform: &PovertyPaths, ranks: &Ranks) -> BTreeMap<ComparedExit, i64> {
    let mut counts = BTreeMap::new();
    let years = reform.years();
    let last = years.last().copied().unwrap_or_default();
    for year in years {
        let arms = [reference.of_year(year, ranks), reform.of_year(year, ranks)];
        let lasting = [reference.lasting_of(year, ranks), reform.lasting_of(year, ranks)];
        let known = year + 2 <= last;
        for pair in pairs(&arms[0], &arms[1]) {
            let [without, with] = pair.map(|word| word.filter(|&word| exited(word)));
            let (comparison, arm, word) = match (without, with, pair) {
                (Some(_), Some(word), _) => (Comparison::Both, 1, word),
                (None, Some(word), _) => (Comparison::OnlyWithReform, 1, word),
                (Some(word), None, _) => (Comparison::OnlyWithout, 0, word),
                // Poor last year in both arms, and still there.
                (None, None, [Some(_), Some(word)]) => (Comparison::Neither, 1, word),
                // Poor last year in one arm only, and no exit: nothing to compare.
                _ => continue,
            };
            let (cause, household_type, departement) = said(word);
            let left = comparison != Comparison::Neither;
            let durability = match (left && known, lasting[arm].binary_search(&key(word)).is_ok()) {
                (false, _) => None,
                (true, true) => Some(Durability::Lasting),
                (true, false) => Some(Durability::NotLasting),
            };
            let line = ComparedExit {
                year,
                departement,
                comparison,
                cause: left.then_some(cause),
                household_type,
                durability,
            };
            *counts.entry(line).or_insert(0) += 1;
        }
    }
    let mut all = BTreeMap::new();
    for (line, count) in ranks.gather_at_first("arms compared", counts.into_iter().collect()) {
        *all.entry(line).or_insert(0) += count;
    }
    all
}

/// Persons of either list, in order, with their word in each.
fn pairs<'a>(a: &'a [Word], b: &'a [Word]) -> impl Iterator<Item = [Option<Word>; 2]> + 'a {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        let (left, right) = (a.get(i).copied(), b.get(j).copied());
        let first = match (left, right) {
            (None, None) => return None,
            (Some(word), None) | (None, Some(word)) => key(word),
            (Some(left), Some(right)) => key(left).min(key(right)),
        };
        let mine = left.filter(|&word| key(word) == first);
        let theirs = right.filter(|&word| key(word) == first);
        i += usize::from(mine.is_some());
        j += usize::from(theirs.is_some());
        Some([mine, theirs])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Cell;

    fn december(poor: &[(u64, bool)], lasting: &[u64]) -> December {
        let person = |&(key, exited): &(u64, bool)| PoorBefore {
            key,
            exited,
            cause: ExitCause::EbeJob,
            household_type: HouseholdType::Single,
        };
        December {
            poor_before: poor.iter().map(person).collect(),
            lasting_persons: lasting.to_vec(),
            ..December::of(Cell(0))
        }
    }

    fn paths(years: &[(u16, December)]) -> PovertyPaths {
        let mut paths = PovertyPaths::default();
        for (year, december) in years {
            paths.add(*year, december, Departement(57));
        }
        paths
    }

    fn counted(counts: &BTreeMap<ComparedExit, i64>, year: u16, comparison: Comparison) -> i64 {
        counts.iter().filter(|(line, _)| (line.year, line.comparison) == (year, comparison)).map(|(_, n)| n).sum()
    }

    #[test]
    fn each_person_is_compared_with_themselves() {
        // 1 leaves in both arms, 2 only with the reform, 3 only without, 4 in neither; 5 was not poor with the reform.
        let reference = paths(&[(2020, december(&[(4, false), (1, true), (2, false), (3, true), (5, false)], &[]))]);
        let reform = paths(&[(2020, december(&[(1, true), (2, true), (3, false), (4, false)], &[]))]);
        let counts = compare(&reference, &reform, &Ranks::alone());
        for comparison in Comparison::ALL {
            assert_eq!(counted(&counts, 2020, *comparison), 1, "{comparison:?}");
        }
        let with = counts.keys().find(|line| line.comparison == Comparison::OnlyWithReform).expect("one");
        assert_eq!((with.departement, with.cause), (Departement(57), Some(ExitCause::EbeJob)));
    }

    #[test]
    fn an_exit_is_lasting_when_two_decembers_later_the_person_is_still_out() {
        let quiet = || december(&[], &[]);
        let reform =
            paths(&[(2020, december(&[(1, true), (2, true)], &[])), (2021, quiet()), (2022, december(&[], &[2]))]);
        let counts = compare(&PovertyPaths::default(), &reform, &Ranks::alone());
        let lasting = |durability| counts.iter().filter(|(line, _)| line.durability == durability).count();
        assert_eq!((lasting(Some(Durability::Lasting)), lasting(Some(Durability::NotLasting))), (1, 1));
        let unknown =
            compare(&PovertyPaths::default(), &paths(&[(2020, december(&[(1, true)], &[]))]), &Ranks::alone());
        assert_eq!(unknown.keys().next().and_then(|line| line.durability), None);
    }
}
