//! Ages at the end of studies and at retirement, and the qualification reached: fixed for life by the id, so that they
//! are the same in every arm and need not be stored.

use super::migration;
use super::probabilities::Probabilities;
use crate::behaviour::traits;
use crate::chance::{Chance, fraction};
use crate::units::{Month, PersonId};
use crate::world::Persons;
use crate::world::person::bits;

/// Distributions of the ages at which lives change.
#[derive(Clone, Debug)]
pub struct LifeCourse {
    /// Cumulated shares of the four qualifications reached, by sex.
    qualification: [[f64; 4]; 2],
    /// January of the starting population.
    start: Month,
    /// Share that has left studies, or works beside them, at the age completed, by sex; not decreasing.
    left_studies: [[f64; 40]; 2],
    /// Share retired at the age completed, by sex; not decreasing.
    retired: [[f64; 75]; 2],
}

/// Nobody studies beyond this age, in months, and nobody retires after the other.
const LATEST_END_OF_STUDIES: u16 = 30 * 12;
const LATEST_RETIREMENT: u16 = 70 * 12;

impl LifeCourse {
    pub fn new(from: &Probabilities) -> LifeCourse {
        let cumulated = from.qualification.map(|shares| {
            let mut sum = 0.0;
            let total: f64 = shares.iter().sum();
            shares.map(|share| {
                sum += share / total;
                sum
            })
        });
        LifeCourse {
            qualification: cumulated,
            start: Month::new(from.first_year, 1),
            left_studies: from.studying.map(|by_age| {
                let left = std::array::from_fn(|age| 1.0 - by_age[age] * (1.0 - working_students(age)));
                rising(left, 16)
            }),
            retired: from.retired.map(|by_age| rising(by_age, 50)),
        }
    }

    /// Age at the end of studies, in months, of a person who studies, and the qualification then reached. Both follow from
    /// one permanent trait, the person's place in the distribution of the length of studies: the published shares
    /// enrolled by age give the age, the shares of diplomas of those aged 25 to 34 the qualification, the longest studies
    /// leading to the highest (assumption). Who is a student at the start of the run, or on arrival, has the place of
    /// one who was still studying then.
    pub fn end_of_studies(&self, chance: &Chance, person: PersonId, is_female: bool, birth: Month) -> (u16, u8) {
        self.studies_of(traits::life(chance, person), person, is_female, birth)
    }

    /// [`LifeCourse::end_of_studies`] from the trait's own words.
    fn studies_of(&self, [word, ..]: [u32; 4], person: PersonId, is_female: bool, birth: Month) -> (u16, u8) {
        let left = &self.left_studies[usize::from(is_female)];
        let seen = share_at(left, age_first_seen(person, birth, self.start));
        let place = seen + (1.0 - seen) * fraction(word);
        let bounds = &self.qualification[usize::from(is_female)];
        let reached = bounds.iter().take(3).filter(|&&below| place >= below).count() as u8;
        (age_at(left, place, 16, LATEST_END_OF_STUDIES), reached)
    }

    /// Whether a student leaves school this month; if so gives the qualification reached, or a higher one already held.
    /// `words` are those of [`traits::life`].
    pub fn leaves_school(&self, persons: &mut Persons, row: usize, words: [u32; 4], month: Month) -> bool {
        let (end, reached) = self.studies_of(words, persons.id(row), persons.is_female(row), persons.birth[row]);
        if persons.age_in_months(row, month) < end {
            return false;
        }
        let reached = reached.max(persons.qualification(row));
        persons.traits[row] &= !(3 << bits::QUALIFICATION_SHIFT);
        persons.traits[row] |= reached << bits::QUALIFICATION_SHIFT;
        true
    }

    /// Age at retirement, in months, of a person not retired: the distribution of 2019 by sex, none before the legal age
    /// of the generation for those who in 2019 left at 62 or later. Who is not retired at the start of the run, or on
    /// arrival, has the age of those who were not yet then; who still works past every age of the distribution stops
    /// within five years. `words` are those of [`traits::life`].
    pub fn retirement_age(&self, words: [u32; 4], person: PersonId, is_female: bool, birth: Month) -> u16 {
        let [_, _, word, _] = words;
        let retired = &self.retired[usize::from(is_female)];
        let seen = age_first_seen(person, birth, self.start);
        let low = share_at(retired, seen);
        if low > 0.98 {
            return seen + (fraction(word) * 60.0).floor() as u16;
        }
        let place = low + (1.0 - low) * fraction(word);
        let age = age_at(retired, place, 50, LATEST_RETIREMENT);
        if age >= 62 * 12 { age.max(legal_retirement_age(birth)) } else { age }
    }
}

/// Of those enrolled at an age, the share who have a job: they are workers, not students, here as in the starting
/// population (assumption).
fn working_students(age: usize) -> f64 {
    match age {
        0..=17 => 0.03,
        18..=19 => 0.08,
        20..=24 => 0.15,
        _ => 0.25,
    }
}

/// Age in months when the person is first simulated: at the start of the run or in the January of arrival; 0 for those
/// born in the run.
fn age_first_seen(person: PersonId, birth: Month, start: Month) -> u16 {
    if person.lineage > 0 {
        return 0;
    }
    migration::arrival_month(person, start).unwrap_or(start).since(birth)
}

/// The legal age of retirement, in months (law of 14 April 2023: a quarter more a generation from September 1961, 64
/// for those born from 1968).
pub fn legal_retirement_age(birth: Month) -> u16 {
    if birth < Month::new(1961, 9) { 62 * 12 } else { (62 * 12 + 3 * (birth.year() - 1960)).min(64 * 12) }
}

/// Shares that never fall with age, none below the first age.
fn rising<const N: usize>(shares: [f64; N], first: usize) -> [f64; N] {
    let mut reached: f64 = 0.0;
    let mut out = [0.0; N];
    for (age, share) in shares.into_iter().enumerate().skip(first) {
        reached = reached.max(share).min(1.0);
        out[age] = reached;
    }
    out
}

/// A share by age completed holds in the middle of that year of age; between middles it is linear. This is its inverse:
/// the age, in months, at which it passes `place`.
fn age_at(share: &[f64], place: f64, from: usize, latest: u16) -> u16 {
    for age in from..share.len() {
        if share[age] > place {
            let before = if age == from { 0.0 } else { share[age - 1] };
            let within = ((place - before) / (share[age] - before)).clamp(0.0, 1.0);
            let months = (age as f64 - 0.5 + within) * 12.0;
            return (months.ceil() as u16).clamp(from as u16 * 12, latest);
        }
    }
    latest
}

/// The share at an age in months.
fn share_at(share: &[f64], age: u16) -> f64 {
    let at = (f64::from(age) / 12.0 - 0.5).max(0.0);
    let below = (at.floor() as usize).min(share.len() - 1);
    let above = (below + 1).min(share.len() - 1);
    share[below] + (share[above] - share[below]) * (at - at.floor())
}
