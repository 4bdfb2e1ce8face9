//! Case files: `bassin law cases` and `bassin law payroll`. Reads a table of households or wages, writes the same lines
//! with every amount the law gives them, in the conventions of published comparison files.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use super::{Law, LawError, comparison_code};
use crate::units::{Cents, Month};
use line::Line;

mod households;
mod line;
mod payslips;

pub use households::{read, run};
pub use line::LineError;
pub use payslips::payroll;

/// What went wrong with a case file.
#[derive(Debug, thiserror::Error)]
pub enum CasesError {
    #[error("line 1: there is no column \"{column}\"; needed: {needed}")]
    Column { column: String, needed: String },
    #[error(transparent)]
    Line(#[from] LineError),
    #[error("the table cannot be read or written: {0}")]
    Table(#[from] csv::Error),
    #[error(transparent)]
    Law(#[from] LawError),
    #[error("the result cannot be written: {0}")]
    Output(#[from] std::io::Error),
}

/// How a file went: lines written, and those refused if the user asked to keep going.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    pub written: usize,
    pub refused: Vec<LineError>,
}

/// An output column: its name, and the cents it holds.
type Column<T> = (&'static str, fn(&T) -> Cents);

/// Computes one line after another under the law of its month, in the comparison conventions.
fn each_line(
    input: impl Read,
    output: impl Write,
    keep_going: bool,
    inputs: &[&'static str],
    header: &[&str],
    compute: impl Fn(&Line<'_>, &Law) -> Result<Vec<String>, LineError>,
) -> Result<Summary, CasesError> {
    let code = comparison_code()?;
    let mut laws: BTreeMap<Month, Law> = BTreeMap::new();
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(header)?;
    let mut summary = Summary::default();
    let read = each_read(input, inputs, |line| {
        let row = line.date().and_then(|month| {
            let law = laws.entry(month).or_insert_with(|| code.at(month));
            compute(line, law)
        });
        match row {
            Ok(amounts) => {
                let start = [line.text("cas").to_string(), line.text("date").to_string()];
                writer.write_record(start.iter().chain(&amounts))?;
                summary.written += 1;
            }
            Err(error) if keep_going => summary.refused.push(error),
            Err(error) => return Err(error.into()),
        }
        Ok(())
    });
    // The lines before a bad one are written.
    writer.flush()?;
    read.map(|()| summary)
}

/// Reads one line after another, to the first that `visit` refuses.
fn each_read(
    input: impl Read,
    inputs: &[&'static str],
    mut visit: impl FnMut(&Line<'_>) -> Result<(), CasesError>,
) -> Result<(), CasesError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(input);
    let mut columns = BTreeMap::new();
    for (place, name) in reader.headers()?.iter().enumerate() {
        columns.insert(name.trim_start_matches('\u{feff}').to_string(), place);
    }
    if let Some(column) = inputs.iter().find(|name| !columns.contains_key(**name)) {
        return Err(CasesError::Column { column: (*column).to_string(), needed: inputs.join(", ") });
    }
    for (place, record) in reader.records().enumerate() {
        let record = record?;
        let number = record.position().map_or(place as u64 + 2, csv::Position::line);
        visit(&Line { number, record: &record, columns: &columns })?;
    }
    Ok(())
}

fn euros(cents: Cents) -> String {
    let sign = if cents.0 < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.0.abs() / 100, cents.0.abs() % 100)
}
