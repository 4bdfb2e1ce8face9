//! Public finance: the national books of 2019 line by line, as `bassin accounts` shows them, and some amounts of later
//! years.

use super::{Measure, Seen};
use crate::report::national_books::{self, Published};
use crate::world::Post;

/// Wages' part of the CSG, as the books count it.
const CSG_ON_WAGES: [Post; 4] =
    [Post::CsgWagesMaladie, Post::CsgWagesFamille, Post::CsgWagesAutonomie, Post::CsgWagesUnedic];
/// Part of the post of CRDS on wages that is CSG of the Cades, and of health levies of the self-employed that is CSG.
const CSG_OF_CADES: f64 = 0.544;
const CSG_OF_SELF_EMPLOYED: f64 = 0.52;

/// Tables of the books whose lines are judged; recalled figures are left out.
const JUDGED: [&str; 5] = ["risk", "resource", "total", "body", "agent"];

/// The published lines of the books that are moments.
pub(super) fn lines() -> Vec<Published> {
    // A mistake in the table carried in the program is found by its own test.
    let all = national_books::published().unwrap_or_default();
    all.into_iter().filter(|line| JUDGED.contains(&line.table.as_str()) && line.trust != "recalled").collect()
}

/// The name of a line's moment.
pub(super) fn name(line: &Published) -> String {
    format!("{}.{}.{}", line.table, line.item, line.side)
}

/// CSG on income from work.
fn csg_activity(seen: &Seen, year: u16) -> f64 {
    seen.billions(year, &CSG_ON_WAGES)
        + CSG_OF_CADES * seen.billions(year, &[Post::CrdsWages])
        + CSG_OF_SELF_EMPLOYED * seen.billions(year, &[Post::SelfEmployedMaladie])
}

pub fn measures() -> Vec<Measure> {
    let books = lines().into_iter().map(|line| {
        let year = national_books::YEAR;
        Measure::new(&name(&line), move |seen: &Seen| {
            let found = national_books::compare(std::slice::from_ref(&line), &seen.record, seen.one_in, year);
            found.first().map_or(f64::NAN, |line| line.simulated)
        })
    });
    let csg = |name: &str, year: u16| Measure::new(name, move |seen: &Seen| csg_activity(seen, year));
    books
        .chain([
            csg("csg_activity_2020", 2020),
            csg("csg_activity_2022", 2022),
            Measure::new("csg_activity_2021_growth", |seen| csg_activity(seen, 2021) / csg_activity(seen, 2020) - 1.0),
            Measure::new("csg_replacement_2022", |seen| seen.billions(2022, &[Post::CsgPensions, Post::CsgInsurance])),
        ])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_the_national_books_are_those_the_books_publish() {
        let moments = super::super::published().expect("the table carried in the program reads");
        for line in lines() {
            let moment = moments.iter().find(|moment| moment.topic == "public_finance" && moment.moment == name(&line));
            let moment = moment.unwrap_or_else(|| panic!("{} has no row", name(&line)));
            assert_eq!((moment.published, &moment.producer), (line.geur, &line.producer), "{}", name(&line));
        }
    }
}
