//! Labour flows: who is where from one quarter to the next in 2019, as the labour force survey asks persons of 15 to 64;
//! rates of activity and employment after.

use super::watch::View;
use super::{Measure, Seen, means::Means};
use crate::measures::Indicator;
use crate::parallel;
use crate::world::Status;

/// The year whose quarters are followed.
const YEAR: u16 = 2019;
/// The year whose rates of employment are read, at its middle.
const RATES: u16 = 2022;

/// Rows of the matrix: where persons were. Columns are the first six.
pub const OPEN_ENDED: usize = 0;
pub const FIXED_TERM: usize = 1;
pub const SELF_EMPLOYED: usize = 2;
pub const UNEMPLOYED: usize = 3;
pub const HALO: usize = 4;
pub const OUTSIDE: usize = 5;
/// The unemployed by months of search.
pub const UNDER_A_YEAR: usize = 6;
pub const OVER_THREE_YEARS: usize = 8;
pub const EMPLOYED: usize = 9;
pub const YOUNG_UNEMPLOYED: usize = 10;
pub const NOT_IN_LABOUR_FORCE: usize = 11;
const ROWS: usize = 12;

/// Columns: where persons are a quarter later.
pub const IN_WORK: &[usize] = &[OPEN_ENDED, FIXED_TERM, SELF_EMPLOYED];
pub const INACTIVE: &[usize] = &[HALO, OUTSIDE];

#[derive(Clone, Copy)]
struct Person {
    key: u64,
    place: u8,
    searching: u8,
    young: bool,
}

/// Newly unemployed of a quarter, and those of them unemployed ever since.
struct Cohort {
    began: usize,
    still: Vec<u64>,
    quarters: usize,
}

/// Persons followed from quarter to quarter.
#[derive(Default)]
pub struct Quarters {
    last: Vec<Person>,
    matrix: [[u64; 6]; ROWS],
    cohorts: Vec<Cohort>,
    /// By quarters since: newly unemployed, and those unemployed ever since.
    survival: [[u64; 2]; 4],
    rates: Means,
}

fn place(status: Status) -> usize {
    match status {
        Status::OpenEnded | Status::Ebe => OPEN_ENDED,
        Status::FixedTerm | Status::InsertionJob => FIXED_TERM,
        Status::SelfEmployed => SELF_EMPLOYED,
        Status::Unemployed => UNEMPLOYED,
        Status::Halo => HALO,
        _ => OUTSIDE,
    }
}

impl Quarters {
    pub(super) fn look(&mut self, view: &View) {
        let (year, month) = (view.month.year(), view.month.month_of_year());
        if (year == YEAR && month % 3 == 0) || (year + 1 == YEAR && month == 12) {
            self.quarter(persons(view));
        }
        if year == RATES && month == 6 {
            self.rates(view);
        }
    }

    fn quarter(&mut self, now: Vec<Person>) {
        let at = |key: u64| now.binary_search_by_key(&key, |person| person.key).ok().map(|row| &now[row]);
        let mut new = Vec::new();
        for was in &self.last {
            let Some(is) = at(was.key) else { continue };
            let (from, to) = (usize::from(was.place), usize::from(is.place));
            let mut rows = vec![from];
            match from {
                UNEMPLOYED => {
                    rows.push(UNDER_A_YEAR + usize::from(was.searching >= 12) + usize::from(was.searching >= 36));
                    if was.young {
                        rows.push(YOUNG_UNEMPLOYED);
                    }
                }
                OPEN_ENDED | FIXED_TERM | SELF_EMPLOYED => rows.push(EMPLOYED),
                _ => rows.push(NOT_IN_LABOUR_FORCE),
            }
            for row in rows {
                self.matrix[row][to] += 1;
            }
            if from != UNEMPLOYED && to == UNEMPLOYED {
                new.push(was.key);
            }
        }
        for cohort in &mut self.cohorts {
            cohort.still.retain(|key| at(*key).is_some_and(|person| usize::from(person.place) == UNEMPLOYED));
            cohort.quarters += 1;
            let sums = &mut self.survival[cohort.quarters.min(3)];
            sums[0] += cohort.began as u64;
            sums[1] += cohort.still.len() as u64;
        }
        self.cohorts.push(Cohort { began: new.len(), still: new, quarters: 0 });
        self.last = now;
    }

    fn rates(&mut self, view: &View) {
        for block in &view.world.blocks {
            let persons = &block.persons;
            for row in 0..persons.len() {
                let (age, status) = (persons.age(row, view.month), persons.status[row]);
                if !(15..65).contains(&age) || !status.is_alive() {
                    continue;
                }
                let band = match age {
                    15..25 => "15-24",
                    25..50 => "25-49",
                    _ => "50-64",
                };
                let sex = if persons.is_female(row) { "women" } else { "men" };
                for name in ["all", band, sex] {
                    self.rates.count(RATES, name, status.is_employed(), 1.0);
                }
                self.rates.count(RATES, "active", status.is_active(), 1.0);
            }
        }
    }

    /// Share of those in a row who are in some columns a quarter later.
    pub fn share(&self, row: usize, columns: &[usize]) -> f64 {
        let all: u64 = self.matrix[row].iter().sum();
        columns.iter().map(|column| self.matrix[row][*column]).sum::<u64>() as f64 / all as f64
    }

    /// Share of the newly unemployed who have left unemployment within so many quarters.
    pub fn left_within(&self, quarters: usize) -> f64 {
        let [began, still] = self.survival[quarters];
        1.0 - still as f64 / began as f64
    }
}

fn persons(view: &View) -> Vec<Person> {
    let blocks = parallel::map(&view.world.blocks, |_, block| {
        let persons = &block.persons;
        let wanted = |row: &usize| persons.status[*row].is_alive() && (15..65).contains(&persons.age(*row, view.month));
        let person = |row: usize| Person {
            key: persons.id(row).key(),
            place: place(persons.status[row]) as u8,
            searching: persons.searching[row],
            young: persons.age(row, view.month) < 25,
        };
        (0..persons.len()).filter(wanted).map(person).collect::<Vec<_>>()
    });
    let mut all: Vec<Person> = blocks.into_iter().flatten().collect();
    parallel::sort_by_unique_key(&mut all, |person| person.key);
    all
}

/// Unemployed over the labour force, mean of a year.
pub fn unemployment_rate(seen: &Seen, year: u16) -> f64 {
    let unemployed = seen.mean_of_year(year, Indicator::Unemployed);
    unemployed / (unemployed + seen.mean_of_year(year, Indicator::Employed))
}

pub fn measures() -> Vec<Measure> {
    let quarterly = |name: &str, row: usize, columns: &'static [usize]| {
        Measure::new(name, move |seen| seen.quarters.share(row, columns))
    };
    let employment = |name: &str, of: &'static str| Measure::new(name, move |seen| seen.quarters.rates.of(RATES, of));
    let unemployment = |name: &str, year: u16| Measure::new(name, move |seen| unemployment_rate(seen, year));
    vec![
        quarterly("quarterly_E_to_E", EMPLOYED, IN_WORK),
        quarterly("quarterly_E_to_U", EMPLOYED, &[UNEMPLOYED]),
        quarterly("quarterly_E_to_I", EMPLOYED, INACTIVE),
        quarterly("quarterly_U_to_E", UNEMPLOYED, IN_WORK),
        quarterly("quarterly_U_to_U", UNEMPLOYED, &[UNEMPLOYED]),
        quarterly("quarterly_I_to_U", NOT_IN_LABOUR_FORCE, &[UNEMPLOYED]),
        quarterly("quarterly_I_to_I", NOT_IN_LABOUR_FORCE, INACTIVE),
        quarterly("quarterly_temp_to_temp", FIXED_TERM, &[FIXED_TERM]),
        quarterly("quarterly_temp_to_perm", FIXED_TERM, &[OPEN_ENDED]),
        quarterly("quarterly_temp_to_U", FIXED_TERM, &[UNEMPLOYED]),
        quarterly("quarterly_temp_to_I", FIXED_TERM, INACTIVE),
        quarterly("quarterly_temp_to_halo", FIXED_TERM, &[HALO]),
        quarterly("quarterly_perm_to_perm", OPEN_ENDED, &[OPEN_ENDED]),
        quarterly("quarterly_perm_to_temp", OPEN_ENDED, &[FIXED_TERM]),
        quarterly("quarterly_perm_to_U", OPEN_ENDED, &[UNEMPLOYED]),
        quarterly("quarterly_perm_to_I", OPEN_ENDED, INACTIVE),
        quarterly("quarterly_perm_to_halo", OPEN_ENDED, &[HALO]),
        quarterly("quarterly_U_to_temp", UNEMPLOYED, &[FIXED_TERM]),
        quarterly("quarterly_U_to_perm", UNEMPLOYED, &[OPEN_ENDED]),
        quarterly("quarterly_U_to_outside", UNEMPLOYED, &[OUTSIDE]),
        quarterly("quarterly_halo_to_outside", HALO, &[OUTSIDE]),
        quarterly("quarterly_outside_to_E", OUTSIDE, IN_WORK),
        quarterly("quarterly_outside_to_halo", OUTSIDE, &[HALO]),
        quarterly("quarterly_outside_to_outside", OUTSIDE, &[OUTSIDE]),
        quarterly("quarterly_U_to_E_youth_2016", YOUNG_UNEMPLOYED, IN_WORK),
        Measure::new("share_temp_among_U_to_E_2016", |seen| {
            seen.quarters.share(UNEMPLOYED, &[FIXED_TERM]) / seen.quarters.share(UNEMPLOYED, IN_WORK)
        }),
        unemployment("unemployment_rate_2019", 2019),
        unemployment("unemployment_rate_2021", 2021),
        unemployment("unemployment_rate_2022", 2022),
        unemployment("unemployment_rate_2023", 2023),
        unemployment("unemployment_rate_2024", 2024),
        employment("employment_rate_15_64_2022", "all"),
        employment("employment_rate_15_24_2022", "15-24"),
        employment("employment_rate_25_49_2022", "25-49"),
        employment("employment_rate_50_64_2022", "50-64"),
        employment("employment_rate_women_2022", "women"),
        employment("employment_rate_men_2022", "men"),
        employment("activity_rate_15_64_2022", "active"),
        Measure::new("employed_2022", |seen| seen.mean_of_year(2022, Indicator::Employed)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(key: u64, place: usize, searching: u8) -> Person {
        Person { key, place: place as u8, searching, young: false }
    }

    #[test]
    fn flows_are_shares_of_those_who_were_there_and_the_newly_unemployed_are_followed() {
        let mut quarters = Quarters::default();
        quarters.quarter(vec![person(1, OPEN_ENDED, 0), person(2, OPEN_ENDED, 0), person(3, UNEMPLOYED, 40)]);
        quarters.quarter(vec![person(1, UNEMPLOYED, 1), person(2, UNEMPLOYED, 1), person(3, OPEN_ENDED, 0)]);
        assert_eq!(quarters.share(EMPLOYED, &[UNEMPLOYED]), 1.0);
        assert_eq!(quarters.share(OVER_THREE_YEARS, IN_WORK), 1.0);
        quarters.quarter(vec![person(1, UNEMPLOYED, 4), person(2, FIXED_TERM, 0), person(3, OPEN_ENDED, 0)]);
        assert_eq!(quarters.left_within(1), 0.5);
        // Who comes back is not counted as having stayed.
        quarters.quarter(vec![person(1, OPEN_ENDED, 0), person(2, UNEMPLOYED, 1), person(3, OPEN_ENDED, 0)]);
        assert_eq!(quarters.left_within(2), 1.0);
    }
}
