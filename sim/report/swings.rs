//! `swings.csv`: the headline at both ends of the heaviest assumptions.

use std::path::Path;

use super::error::ReportError;
use super::number::plain;
use super::page::Setting;
use super::table::Table;

/// Writes the table, if assumptions were swung.
///
/// # Errors
/// When the disk refuses.
pub fn write(folder: &Path, setting: &Setting) -> Result<(), ReportError> {
    if setting.swings.is_empty() {
        return Ok(());
    }
    let header = ["name", "low", "high", "at_low", "at_high", "sign", "one_in", "seed"];
    let mut table = Table::create(folder, "swings.csv", &header)?;
    let (one_in, seed) = setting.swung_on;
    for swing in &setting.swings {
        table.row(&[
            swing.name.clone(),
            swing.low.clone(),
            swing.high.clone(),
            plain(swing.at_low, 2),
            plain(swing.at_high, 2),
            if swing.sign_turns() { "undetermined" } else { "holds" }.to_owned(),
            one_in.to_string(),
            seed.to_string(),
        ])?;
    }
    table.finish()
}
