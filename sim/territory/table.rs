//! Reads one table: comments, header, typed cells, and errors that name the cell.
//!
//! Why it exists: every table goes through the same checks, whether embedded in the program or read from a folder.

use std::io::Read;
use std::path::Path;

use super::embedded::EMBEDDED;
use super::error::{BadCell, TerritoryError};
use super::institutions::BORROWED;

/// A table in memory: its rows as text, with their line in the file.
pub struct Table {
    file: String,
    columns: csv::StringRecord,
    rows: Vec<(u64, csv::StringRecord)>,
}

/// One row of a table; cells are read by column name.
#[derive(Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    pub line: u64,
    record: &'t csv::StringRecord,
}

/// Where tables come from, and the digest of all that was read.
pub struct Source<'d> {
    folder: Option<&'d Path>,
    borrowed: &'d [String],
    hasher: blake3::Hasher,
}

impl<'d> Source<'d> {
    /// The embedded tables, or those of a folder that holds the same file names, `borrowed` ones apart.
    ///
    /// # Errors
    /// A table borrowed that is not carried in the program, or that stands in the folder too.
    pub fn new(folder: Option<&'d Path>, borrowed: &'d [String]) -> Result<Source<'d>, TerritoryError> {
        for name in borrowed {
            embedded(name)?;
            if folder.is_some_and(|f| f.join(name).exists() || f.join(format!("{name}.gz")).exists()) {
                return Err(TerritoryError::Incomplete {
                    file: BORROWED.to_string(),
                    problem: format!("{name} is borrowed, and stands in the folder too"),
                    remedy: "Take one of the two out.".to_string(),
                });
            }
        }
        Ok(Source { folder, borrowed, hasher: blake3::Hasher::new() })
    }

    /// Reads one table, named without `.gz`, plain or compressed. Its text enters the digest.
    ///
    /// # Errors
    /// What cannot be read, and a table without row.
    pub fn table(&mut self, name: &str) -> Result<Table, TerritoryError> {
        let table = self.table_even_empty(name)?;
        if table.rows.is_empty() {
            return Err(TerritoryError::Incomplete {
                file: name.to_string(),
                problem: "the table has no row".to_string(),
                remedy: "Copy the table from scenarios/france and edit it.".to_string(),
            });
        }
        Ok(table)
    }

    /// As [`Source::table`], of what a territory may have none of.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn table_even_empty(&mut self, name: &str) -> Result<Table, TerritoryError> {
        let folder = self.folder.filter(|_| !self.borrowed.iter().any(|borrowed| borrowed == name));
        let bytes = match folder {
            None => embedded(name)?.to_vec(),
            Some(folder) => from_folder(folder, name)?,
        };
        let bytes = if bytes.starts_with(&[0x1f, 0x8b]) {
            let mut text = Vec::new();
            flate2::read::GzDecoder::new(bytes.as_slice())
                .read_to_end(&mut text)
                .map_err(|e| TerritoryError::Unreadable { file: name.to_string(), reason: e.to_string() })?;
            text
        } else {
            bytes
        };
        self.hasher.update(name.as_bytes());
        self.hasher.update(&(bytes.len() as u64).to_le_bytes());
        self.hasher.update(&bytes);
        Table::parse(name, &bytes)
    }

    /// BLAKE3 of the name, length and uncompressed text of every table read, in order.
    pub fn digest(self) -> [u8; 32] {
        *self.hasher.finalize().as_bytes()
    }
}

fn embedded(name: &str) -> Result<&'static [u8], TerritoryError> {
    EMBEDDED
        .iter()
        .find(|(file, _)| file.strip_suffix(".gz").unwrap_or(file) == name)
        .map(|(_, bytes)| *bytes)
        .ok_or_else(|| TerritoryError::Unreadable { file: name.to_string(), reason: "not embedded".to_string() })
}

fn from_folder(folder: &Path, name: &str) -> Result<Vec<u8>, TerritoryError> {
    let plain = folder.join(name);
    let packed = folder.join(format!("{name}.gz"));
    let path = if !plain.exists() && packed.exists() { packed } else { plain };
    std::fs::read(&path)
        .map_err(|e| TerritoryError::Unreadable { file: path.display().to_string(), reason: e.to_string() })
}

impl Table {
    /// Reads a table from its text; lines that begin with `#` are comments.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Table, TerritoryError> {
        let mut reader = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .trim(csv::Trim::All)
            .from_reader(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
        let not_csv = |e: csv::Error| TerritoryError::NotCsv {
            file: file.to_string(),
            line: e.position().map_or(0, csv::Position::line),
            reason: match e.kind() {
                csv::ErrorKind::Utf8 { .. } => "the text is not UTF-8".to_string(),
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    format!("{len} cells where the header has {expected_len}")
                }
                _ => e.to_string(),
            },
        };
        let columns = reader.headers().map_err(not_csv)?.clone();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(not_csv)?;
            rows.push((record.position().map_or(0, csv::Position::line), record));
        }
        Ok(Table { file: file.to_string(), columns, rows })
    }

    /// The rows, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, record)| Row { table: self, line: *line, record })
    }

    /// How many rows, the header apart.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The file's name.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Names of the columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter()
    }
}

impl<'t> Row<'t> {
    fn cell(self, column: &str) -> Result<&'t str, TerritoryError> {
        let table = self.table;
        let at = table
            .columns
            .iter()
            .position(|c| c == column)
            .ok_or_else(|| TerritoryError::MissingColumn { file: table.file.clone(), column: column.to_string() })?;
        Ok(self.record.get(at).unwrap_or(""))
    }

    /// A text that may not be blank.
    pub fn text(self, column: &str) -> Result<&'t str, TerritoryError> {
        let value = self.cell(column)?;
        if value.is_empty() {
            return Err(self.wrong(column, "a text", "Fill in the cell."));
        }
        Ok(value)
    }

    /// A text that may be blank.
    pub fn text_or_blank(self, column: &str) -> Result<&'t str, TerritoryError> {
        self.cell(column)
    }

    /// A number from `least` to `most`, or nothing if the cell is blank.
    pub fn maybe(self, column: &str, least: f64, most: f64) -> Result<Option<f64>, TerritoryError> {
        let value = self.cell(column)?;
        if value.is_empty() {
            return Ok(None);
        }
        match value.parse::<f64>() {
            Ok(number) if number.is_finite() && number >= least && number <= most => Ok(Some(number)),
            _ => Err(self.wrong(
                column,
                &format!("a number from {least} to {most}"),
                "Write digits with a decimal point and no space; leave the cell blank if the figure is not published.",
            )),
        }
    }

    /// A number from `least` to `most` that may not be blank.
    pub fn number(self, column: &str, least: f64, most: f64) -> Result<f64, TerritoryError> {
        self.maybe(column, least, most)?.ok_or_else(|| {
            self.wrong(column, &format!("a number from {least} to {most}"), "This figure cannot be left blank.")
        })
    }

    /// A whole number from 0 to `most` that may not be blank.
    pub fn whole(self, column: &str, most: u32) -> Result<u32, TerritoryError> {
        let number = self.number(column, 0.0, f64::from(most))?;
        if number.floor() == number {
            Ok(number as u32)
        } else {
            Err(self.wrong(column, "a whole number", "Write the figure without decimals."))
        }
    }

    /// The row of another table whose code this cell holds.
    pub fn link(self, column: &str, codes: &[String], what: &str) -> Result<usize, TerritoryError> {
        let value = self.text(column)?;
        codes.iter().position(|c| c == value).ok_or_else(|| {
            self.wrong(column, &format!("the code of a {what}"), "Codes are texts: keep their leading zeros.")
        })
    }

    /// One of a few words.
    pub fn word<T: Copy>(self, column: &str, words: &[(&str, T)]) -> Result<T, TerritoryError> {
        let value = self.cell(column)?;
        words.iter().find(|(w, _)| *w == value).map(|(_, t)| *t).ok_or_else(|| {
            let allowed: Vec<&str> = words.iter().map(|(w, _)| *w).collect();
            self.wrong(column, &format!("one of {}", allowed.join(", ")), "Write one of these words.")
        })
    }

    /// The error that names this cell.
    pub fn wrong(self, column: &str, allowed: &str, remedy: &str) -> TerritoryError {
        BadCell {
            file: self.table.file.clone(),
            line: self.line,
            column: column.to_string(),
            value: self.cell(column).unwrap_or("").to_string(),
            allowed: allowed.to_string(),
            remedy: remedy.to_string(),
        }
        .into()
    }
}
