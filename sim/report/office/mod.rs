//! What office users open: `results.xlsx`, and a note of one page, in the language asked.
//!
//! Why it exists: a result is passed on by people who read neither CSV nor HTML. It computes nothing: figures are those
//! of the headline, of the page and of `differences.csv` and `versions.csv`, which must stand already. Both files hold the
//! same bytes for the same result: their inner dates are fixed.

mod docx;
mod note;
mod sheet;
mod workbook;

use std::path::Path;

use super::areas::Gazetteer;
use super::description::Description;
use super::differences::Differences;
use super::error::ReportError;
use super::headline::Headline;
use super::page::Language;
use super::page::ground::Ground;
use super::page::words::Words;
use super::table::write_whole;
use crate::measures::Replicate;

pub const WORKBOOK: &str = "results.xlsx";
pub const NOTE: &str = "note.docx";

/// Writes `results.xlsx` and `note.docx`, after the CSV tables.
///
/// # Errors
/// When the disk refuses, or a table that must stand cannot be read back.
pub fn write(
    folder: &Path,
    description: &Description,
    gazetteer: &Gazetteer,
    replicates: &[Replicate],
    results: (&Differences, &Headline),
) -> Result<(), ReportError> {
    let failed = |name: &str| {
        let path = folder.join(name);
        move |reason: String| ReportError::Unwritable { path, reason }
    };
    let words = Words::of(description.page.language);
    let on = Ground::new(description, gazetteer, replicates, results, &words);
    let workbook = workbook::workbook(&on, folder).map_err(failed(WORKBOOK))?;
    write_whole(folder, WORKBOOK, &workbook)?;
    let note = note::note(&on).map_err(failed(NOTE))?;
    write_whole(folder, NOTE, &note)
}

/// A sentence in the language, set as the language is.
fn say(language: Language, english: &'static str, french: &'static str) -> String {
    language.set(language.of(english, french))
}

#[cfg(test)]
mod tests;
