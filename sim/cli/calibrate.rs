//! `bassin calibrate`: runs the recorded procedure and writes its two tables.

use std::fs;
use std::path::Path;

use bassin::calibrate;
use bassin::ensemble::{Inputs, Silent};
use bassin::scenario::Options;

use super::failure::Failure;
use super::run::load;

/// Solves and writes; says the largest gap of each pass.
pub fn calibrate(scenario: &Path, out: &Path, seed: u64, passes: u8) -> Result<(), Failure> {
    let loaded = load(scenario, &Options::default(), None)?;
    let inputs = Inputs {
        scenario: &loaded.scenario,
        territory: &loaded.territory,
        code: &loaded.code,
        parameters: &loaded.scenario.parameters,
    };
    let found = calibrate::calibrate(inputs, seed, usize::from(passes), &Silent)?;
    let said = format!("`bassin calibrate {}`, seed {seed}, {passes} passes.", scenario.display());
    let cannot = |reason: std::io::Error| Failure::of_program(format!("{} cannot be written: {reason}", out.display()));
    fs::create_dir_all(out).map_err(cannot)?;
    for (name, text) in calibrate::tables(&found, loaded.scenario.run.from, &said) {
        fs::write(out.join(name), text).map_err(cannot)?;
    }
    for (pass, gap) in found.gaps.iter().enumerate() {
        println!(
            "pass {}: largest gap of a sector's jobs to the published index {:.2} %",
            pass + 1,
            f64::from(*gap) / 1e4
        );
    }
    println!("Written: {}", out.display());
    Ok(())
}
