//! `bassin accounts` and `bassin territory --flows`: run the reference arm through 2019 and set its public accounts, or its
//! flows by département, beside published ones.

use std::path::Path;

use bassin::ensemble::{self, Silent};
use bassin::measures::Replicate;
use bassin::parallel;
use bassin::report::{Gazetteer, national_books, territorial_flows};
use bassin::run::Inputs;
use bassin::scenario::{Options, ScenarioFile};
use bassin::territory::Territory;

use super::failure::Failure;
use super::run::check;
use super::say;

/// All of France, the year of the published accounts, no policy.
pub fn reference_of_2019(one_in: u32) -> String {
    format!(
        "title = \"Reference of 2019\"\n[run]\nwhere = [\"france\"]\none_in = {one_in}\nfrom = \"2019-01\"\nthrough = \
         \"2019-12\"\nseeds = \"1..1\"\n"
    )
}

/// Runs one seed of the reference of 2019.
pub fn run_reference(one_in: u32, seed: u64, threads: usize, folder: Option<&Path>) -> Result<Replicate, Failure> {
    let file = ScenarioFile::of("reference-of-2019.toml", &reference_of_2019(one_in))?;
    let (scenario, territory, code, _) = check(&file, Vec::new(), &Options::default(), folder)?;
    let inputs = Inputs { scenario: &scenario, territory: &territory, code: &code, parameters: &scenario.parameters };
    let mut found = None;
    parallel::with_threads(threads, || {
        ensemble::run(inputs, &[seed], &Silent, &mut |replicate| {
            found = Some(replicate);
            Ok(())
        })
    })
    .map_err(|reason| Failure::of_program(format!("threads cannot be started: {reason}")))??;
    found.ok_or_else(|| Failure::of_program("no replicate was run"))
}

/// Writes a table beside what is shown.
pub fn write_table(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text)
        .map_err(|e| Failure::of_input(format!("{} cannot be written: {e}", path.display()), "choose another file"))
}

/// `bassin accounts`.
pub fn accounts(one_in: u32, seed: u64, threads: usize, csv: Option<&Path>) -> Result<(), Failure> {
    let published = national_books::published().map_err(Failure::of_program)?;
    let replicate = run_reference(one_in, seed, threads, None)?;
    let year = national_books::YEAR;
    let lines = national_books::compare(&published, &replicate.reference, one_in, year);
    if let Some(path) = csv {
        write_table(path, &national_books::csv(&lines))?;
    }
    let bodies = national_books::bodies(&replicate.reference, one_in, year);
    say(&national_books::table(&lines, &bodies, year, one_in))
}

/// `bassin territory --flows`.
pub fn flows(one_in: u32, threads: usize, folder: Option<&Path>, csv: Option<&Path>) -> Result<(), Failure> {
    let flows = territorial_flows::flows().map_err(Failure::of_program)?;
    let territory = Territory::load(folder)?;
    let replicate = run_reference(one_in, 1, threads, folder)?;
    let (gazetteer, year) = (Gazetteer::of(&territory), national_books::YEAR);
    let by_year = territorial_flows::of_record(&flows, &replicate.reference, &gazetteer);
    let places = by_year.get(&year).map_or(&[][..], Vec::as_slice);
    if let Some(path) = csv {
        write_table(path, &territorial_flows::csv(&flows, places, &gazetteer))?;
    }
    let metropole = |departement: u16| !territory.departements[usize::from(departement)].overseas;
    say(&territorial_flows::table(&flows, places, &gazetteer, &metropole, year, one_in))
}
