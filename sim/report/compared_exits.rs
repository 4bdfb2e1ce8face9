//! `poverty_exits_compared.csv`: each person's exit from poverty in the two arms: only with the reform, only without, in
//! both, in neither.

use std::path::Path;

use super::areas::{Area, Gazetteer, Level};
use super::error::ReportError;
use super::statistics::Estimate;
use super::table::Table;
use crate::measures::{Comparison, Durability, Replicate};

/// Writes the table, in real persons.
///
/// # Errors
/// When the disk refuses.
pub fn write(folder: &Path, gazetteer: &Gazetteer, replicates: &[Replicate]) -> Result<(), ReportError> {
    let header = ["seed", "year", "departement", "left_poverty", "cause", "household_type", "durability", "persons"];
    let mut table = Table::create(folder, "poverty_exits_compared.csv", &header)?;
    for replicate in replicates {
        let seed = replicate.seed.to_string();
        for (line, persons) in &replicate.compared_exits {
            table.row(&[
                &seed,
                &line.year.to_string(),
                gazetteer.code(Area::new(Level::Departement, line.departement.0)),
                line.comparison.name(),
                &line.cause.map_or_else(String::new, |cause| cause.name().to_owned()),
                line.household_type.name(),
                &line.durability.map_or_else(String::new, |durability| durability.name().to_owned()),
                &(persons * i64::from(replicate.one_in)).to_string(),
            ])?;
        }
    }
    table.finish()
}

/// Persons and years of one comparison over the run, mean over the seeds; of the exits known to last, if asked.
pub fn over_the_run(replicates: &[Replicate], comparison: Comparison, lasting: bool) -> Estimate {
    let of_seed = |replicate: &Replicate| -> f64 {
        let counted = replicate.compared_exits.iter().filter(|(line, _)| {
            line.comparison == comparison && (!lasting || line.durability == Some(Durability::Lasting))
        });
        counted.map(|(_, persons)| *persons as f64).sum::<f64>() * f64::from(replicate.one_in)
    };
    let values: Vec<f64> = replicates.iter().filter(|replicate| replicate.reform.is_some()).map(of_seed).collect();
    Estimate::of(&values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn exits_are_compared_person_by_person_in_real_persons() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let replicates = [sample::replicate(7, 1)];
        write(folder.path(), &sample::gazetteer(), &replicates).expect("written");
        let text = std::fs::read_to_string(folder.path().join("poverty_exits_compared.csv")).expect("a table");
        assert!(text.contains("7,2020,62,only_with_reform,ebe_job,single,lasting,80\n"), "{text}");
        assert!(text.contains("7,2020,62,neither,,single,,1000\n"), "{text}");
        assert_eq!(over_the_run(&replicates, Comparison::OnlyWithReform, true).mean, 80.0);
        assert_eq!(over_the_run(&replicates, Comparison::OnlyWithout, true).mean, 0.0);
    }
}
