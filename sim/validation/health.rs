//! Health: the ONDAM and its parts, care foregone, long illness, care of a patient by département.

use super::{Measure, Seen};
use crate::measures::Indicator;
use crate::report::national_books::csv_reader;
use crate::world::Post;

const GAPS: &str = include_str!("../../scenarios/france/health_gaps_published.csv");
const ONDAM: [Post; 3] = [Post::CityCare, Post::HospitalCare, Post::MedicoSocialCare];
/// Care that a patient is reimbursed.
const OF_PATIENTS: [Post; 2] = [Post::CityCare, Post::HospitalCare];

/// Départements whose gap to the mean is published.
pub(super) fn gaps() -> Vec<(String, f64)> {
    let row = |row: csv::StringRecord| Some((row.get(0)?.to_owned(), row.get(1)?.parse().ok()?));
    csv_reader(GAPS).records().flatten().filter_map(row).collect()
}

/// Care an inhabitant of a département in 2019, gap to the mean of France.
fn gap(seen: &Seen, code: &str) -> f64 {
    let here = seen.departement(code);
    let one = |departement: usize| Some(departement) == here;
    let an_inhabitant = |care: f64, people: f64| care / people;
    let local = an_inhabitant(
        seen.euros_in(2019, &OF_PATIENTS, &|_, departement| one(departement)),
        seen.stock_in(2019, 6, Indicator::Population, &|_, departement| one(departement)),
    );
    let mean =
        an_inhabitant(seen.euros_in(2019, &OF_PATIENTS, &|_, _| true), seen.stock(2019, 6, Indicator::Population));
    local / mean - 1.0
}

pub fn measures() -> Vec<Measure> {
    let ondam = |name: &str, year: u16, posts: &'static [Post]| {
        Measure::new(name, move |seen: &Seen| seen.billions(year, posts))
    };
    let gaps = gaps()
        .into_iter()
        .map(|(code, _)| Measure::new(&format!("health_spend_gap_{code}"), move |seen: &Seen| gap(seen, &code)));
    let mut all = vec![
        ondam("ondam_2019", 2019, &ONDAM),
        ondam("ondam_2020_without_covid", 2020, &ONDAM),
        ondam("ondam_2021_without_covid", 2021, &ONDAM),
        ondam("ondam_2022_without_covid", 2022, &ONDAM),
        ondam("ondam_2024", 2024, &ONDAM),
        ondam("ondam_2025", 2025, &ONDAM),
        ondam("ondam_2025_city_care", 2025, &[Post::CityCare]),
        ondam("ondam_2025_hospitals_and_others", 2025, &[Post::HospitalCare]),
        ondam("ondam_2025_old_age_and_disability", 2025, &[Post::MedicoSocialCare]),
        Measure::new("apa_recipients_end2022", |seen| seen.stock(2022, 12, Indicator::ApaRecipients)),
    ];
    all.extend(gaps);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_of_departements_are_those_of_the_published_table() {
        let moments = super::super::published().expect("the table carried in the program reads");
        for (code, gap) in gaps() {
            let name = format!("health_spend_gap_{code}");
            let moment = moments.iter().find(|moment| moment.moment == name);
            assert_eq!(moment.map(|moment| moment.published), Some(gap), "{name}");
        }
    }
}
