//! `poverty_exits.csv` and `living_standards.csv`: who left poverty, why, whether it lasted; and the spread of living
//! standards.

use std::path::Path;

use super::areas::{Area, Gazetteer, Level};
use super::compare::arms;
use super::description::Description;
use super::error::ReportError;
use super::table::Table;
use crate::measures::Replicate;

/// Width of a step of living standard, euros a year.
const STEP: i64 = 100;

/// Writes `poverty_exits.csv`. What the run is too short to know (relapse of the last year, lasting exits of the last
/// two) is left blank.
///
/// # Errors
/// When the disk refuses.
pub fn write(
    folder: &Path,
    description: &Description,
    gazetteer: &Gazetteer,
    replicates: &[Replicate],
) -> Result<(), ReportError> {
    let header = [
        "arm",
        "seed",
        "year",
        "departement",
        "cause",
        "household_type",
        "exits",
        "relapses",
        "lasting",
        "exits_reverse_order",
    ];
    let mut table = Table::create(folder, "poverty_exits.csv", &header)?;
    let last = description.whole_years().map_or(0, |(_, last)| last);
    for replicate in replicates {
        let seed = replicate.seed.to_string();
        let persons = |count: i64| (count * i64::from(replicate.one_in)).to_string();
        for (arm, record) in arms(replicate) {
            for (key, counts) in &record.exits {
                let known_for =
                    |years: u16, count: i64| if key.year + years <= last { persons(count) } else { String::new() };
                table.row(&[
                    arm,
                    &seed,
                    &key.year.to_string(),
                    gazetteer.code(Area::new(Level::Departement, key.departement.0)),
                    key.cause.name(),
                    key.household_type.name(),
                    &persons(counts.exits),
                    &known_for(1, counts.relapses),
                    &known_for(2, counts.lasting),
                    &persons(counts.exits_reverse_order),
                ])?;
            }
        }
    }
    table.finish()
}

/// The living standard below which `tenths` tenths of the persons are, in euros a year, read from counts by step; `None`
/// if nobody is counted or the level lies in the last, open step.
pub fn decile(steps: &[u32], tenths: i64) -> Option<i64> {
    let total: i64 = steps.iter().map(|&count| i64::from(count)).sum();
    let mut below = 0;
    for (step, &count) in steps.iter().enumerate() {
        let count = i64::from(count);
        if count > 0 && (below + count) * 10 >= total * tenths {
            if step + 1 == steps.len() {
                return None;
            }
            let within = (total * tenths - below * 10) * STEP / (count * 10);
            return Some(step as i64 * STEP + within);
        }
        below += count;
    }
    None
}

/// Writes `living_standards.csv`.
///
/// # Errors
/// When the disk refuses.
pub fn write_living_standards(
    folder: &Path,
    gazetteer: &Gazetteer,
    replicates: &[Replicate],
) -> Result<(), ReportError> {
    let header = ["arm", "seed", "year", "departement", "d1_euros", "median_euros", "d9_euros", "persons"];
    let mut table = Table::create(folder, "living_standards.csv", &header)?;
    for replicate in replicates {
        let seed = replicate.seed.to_string();
        for (arm, record) in arms(replicate) {
            for ((year, departement), steps) in &record.living_standards {
                let shown = |tenths| decile(steps, tenths).map_or(String::new(), |euros| euros.to_string());
                let persons: i64 = steps.iter().map(|&count| i64::from(count)).sum();
                table.row(&[
                    arm,
                    &seed,
                    &year.to_string(),
                    gazetteer.code(Area::new(Level::Departement, departement.0)),
                    &shown(1),
                    &shown(5),
                    &shown(9),
                    &(persons * i64::from(replicate.one_in)).to_string(),
                ])?;
            }
        }
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_causes_of_exits_are_counted_and_what_is_not_yet_known_is_blank() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        write(folder.path(), &sample::description(), &sample::gazetteer(), &[sample::replicate(7, 1)])
            .expect("written");
        let text = std::fs::read_to_string(folder.path().join("poverty_exits.csv")).expect("a table");
        assert!(text.contains("reform,7,2020,62,ebe_job,single,80,20,,70\n"), "{text}");
        assert!(text.contains("reference,7,2021,62,benefit,single,50,,,40\n"), "{text}");
    }

    #[test]
    fn deciles_are_read_within_their_step() {
        // A hundred persons spread evenly from 10,000 to 20,000 euros.
        let mut steps = vec![0u32; 1000];
        steps[100..200].fill(1);
        assert_eq!(decile(&steps, 5), Some(15_000));
        assert_eq!(decile(&steps, 1), Some(11_000));
        assert_eq!(decile(&[0, 0], 5), None);
        assert_eq!(decile(&[0, 7], 5), None, "the last step is open");
    }

    #[test]
    fn the_median_of_an_even_spread_is_its_middle() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        write_living_standards(folder.path(), &sample::gazetteer(), &[sample::replicate(1, 1)]).expect("written");
        let text = std::fs::read_to_string(folder.path().join("living_standards.csv")).expect("a table");
        assert!(text.contains("reference,1,2019,62,12000,20000,28000,10000\n"), "{text}");
    }
}
