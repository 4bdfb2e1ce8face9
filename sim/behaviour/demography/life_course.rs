//! Ages at the end of studies and at retirement, and the qualification reached: fixed for life by the id, so that they
//! are the same in every arm and need not be stored.

use super::probabilities::Probabilities;
use super::slot;
use crate::behaviour::traits;
use crate::chance::{Chance, Process, fraction};
use crate::units::{Month, PersonId};

/// Distributions of the ages at which lives change.
#[derive(Clone, Debug)]
pub struct LifeCourse {
    /// Cumulated shares of the four qualifications, by sex.
    qualification: [[f64; 4]; 2],
    /// Share still studying at the age completed, by sex; not increasing.
    studying: [[f64; 40]; 2],
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
        LifeCourse { qualification: cumulated, studying: from.studying, retired: from.retired }
    }

    /// The qualification a person who grows up here reaches: 0 none or brevet, 1 CAP-BEP, 2 baccalauréat, 3 higher.
    pub fn qualification(&self, chance: &Chance, person: PersonId, is_female: bool) -> u8 {
        let [word, ..] = chance.person(Process::Demography, Month(0), person, slot::QUALIFICATION);
        let place = fraction(word);
        self.qualification[usize::from(is_female)].iter().take(3).filter(|&&below| place >= below).count() as u8
    }

    /// Age at the end of studies, in months. Those of higher qualification study longer: the person's place within the
    /// qualification is a permanent trait, and the whole follows the published shares enrolled by age.
    pub fn end_of_studies_age(&self, chance: &Chance, person: PersonId, is_female: bool, qualification: u8) -> u16 {
        let bounds = &self.qualification[usize::from(is_female)];
        let level = usize::from(qualification.min(3));
        let low = if level == 0 { 0.0 } else { bounds[level - 1] };
        let [word, ..] = traits::life(chance, person);
        let place = low + (bounds[level] - low) * fraction(word);
        // The share `place` of people have left studies at the age sought.
        let left = self.studying[usize::from(is_female)].map(|studying| 1.0 - studying);
        age_at(&left, place, 16, LATEST_END_OF_STUDIES)
    }

    /// Age at retirement, in months: the distribution of 2019 by sex, none before the legal age of the generation for
    /// those who in 2019 left at 62 or later.
    pub fn retirement_age(&self, chance: &Chance, person: PersonId, is_female: bool, birth: Month) -> u16 {
        let [_, _, word, _] = traits::life(chance, person);
        let age = age_at(&self.retired[usize::from(is_female)], fraction(word), 50, LATEST_RETIREMENT);
        if age >= 62 * 12 { age.max(legal_retirement_age(birth)) } else { age }
    }
}

/// The legal age of retirement, in months (law of 14 April 2023: a quarter more a generation from September 1961, 64
/// for those born from 1968).
pub fn legal_retirement_age(birth: Month) -> u16 {
    if birth < Month::new(1961, 9) {
        62 * 12
    } else {
        (62 * 12 + 3 * (birth.year() - 1960)).min(64 * 12)
    }
}

/// The age, in months, at which a share by age completed first passes `place`, linear within the year.
fn age_at(share: &[f64], place: f64, from: usize, latest: u16) -> u16 {
    let mut before = 0.0;
    for (age, &now) in share.iter().enumerate().skip(from) {
        if now > place {
            let within = ((place - before) / (now - before)).clamp(0.0, 1.0);
            // A share at the age completed holds in the middle of that year of age.
            let months = (age as f64 - 0.5 + within) * 12.0;
            return (months.floor() as u16).clamp(from as u16 * 12, latest);
        }
        before = now;
    }
    latest
}
