//! Reads the rows of a form: header, separators, amounts as spreadsheets write them, and errors that name the cell.
//!
//! Why it exists: forms come back from spreadsheets, in French or English habits, and a slip in one must be an error.

use crate::keys::{nearest, quantity};
use crate::territory::error::{BadCell, TerritoryError};
use crate::units::Cents;

/// A filled form as text, with the name it is called by in messages.
pub(super) struct Form<'a> {
    pub file: &'a str,
    pub text: &'a str,
    pub columns: &'static [&'static str],
}

/// A row that holds a value.
pub(super) struct Filled<'a> {
    file: &'a str,
    columns: &'static [&'static str],
    cells: Vec<String>,
    pub line: u64,
}

impl<'a> Form<'a> {
    /// The rows that hold a value, in the order of the file. Rows left blank are no figures.
    ///
    /// # Errors
    /// Another header, a row of another length, a value without source or a source without value, no value at all.
    pub fn filled(&self) -> Result<Vec<Filled<'a>>, TerritoryError> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.separator())
            .comment(Some(b'#'))
            .trim(csv::Trim::All)
            .from_reader(self.text.as_bytes());
        let not_csv = |e: csv::Error| TerritoryError::NotCsv {
            file: self.file.to_owned(),
            line: e.position().map_or(0, csv::Position::line),
            reason: match e.kind() {
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    format!("{len} cells where the header has {expected_len}")
                }
                _ => e.to_string(),
            },
        };
        let header = reader.headers().map_err(not_csv)?.clone();
        let places = self.places(&header)?;
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(not_csv)?;
            let cells = places.iter().map(|&at| record.get(at).unwrap_or("").to_owned()).collect();
            let line = record.position().map_or(0, csv::Position::line);
            let row = Filled { file: self.file, columns: self.columns, cells, line };
            match (row.cell("value").is_empty(), row.cell("source").is_empty()) {
                (true, true) => {}
                (false, true) => {
                    return Err(row.wrong(
                        "source",
                        "where the value comes from",
                        "Write the account, its year and page.",
                    ));
                }
                (true, false) => {
                    let remedy = "Write the value, or leave both value and source blank to keep the program's figure.";
                    return Err(row.wrong("value", "the value this source gives", remedy));
                }
                (false, false) => rows.push(row),
            }
        }
        if rows.is_empty() {
            return Err(self.incomplete("no row holds a value", "Fill in the columns value and source of some rows."));
        }
        Ok(rows)
    }

    fn incomplete(&self, problem: impl Into<String>, remedy: impl Into<String>) -> TerritoryError {
        TerritoryError::Incomplete { file: self.file.to_owned(), problem: problem.into(), remedy: remedy.into() }
    }

    /// Spreadsheets in French save with semicolons.
    fn separator(&self) -> u8 {
        let header = self.text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
        if header.contains(';') { b';' } else { b',' }
    }

    fn places(&self, header: &csv::StringRecord) -> Result<Vec<usize>, TerritoryError> {
        let all = || format!("The form has the columns {}; `bassin data template` writes it.", self.columns.join(", "));
        if let Some(unknown) = header.iter().find(|name| !self.columns.contains(name)) {
            let near = nearest(unknown, self.columns.iter().copied());
            let near = near.map_or_else(String::new, |near| format!("Did you mean `{near}`? "));
            return Err(self.incomplete(format!("`{unknown}` is no column of the form"), near + &all()));
        }
        let place = |name: &&str| header.iter().position(|known| known == *name);
        let found = self
            .columns
            .iter()
            .map(|name| place(name).ok_or_else(|| self.incomplete(format!("the column `{name}` is missing"), all())));
        found.collect()
    }
}

impl Filled<'_> {
    /// The text of a column of the form.
    pub fn cell(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|known| *known == column);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    /// The year of the row.
    ///
    /// # Errors
    /// Anything but four digits.
    pub fn year(&self) -> Result<u16, TerritoryError> {
        let year = self.cell("year");
        let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let wrong = || self.wrong("year", "a year of four digits", "Write the year as in the form.");
        if is_year { year.parse().map_err(|_| wrong()) } else { Err(wrong()) }
    }

    /// The value: euros above zero, with spaces and a decimal comma or point as one likes.
    ///
    /// # Errors
    /// No amount, an ambiguous one (`1,250`), none above zero.
    pub fn euros(&self) -> Result<Cents, TerritoryError> {
        let written = self.cell("value").trim_end_matches('€').trim_end();
        let plain = written.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "\u{a0}\u{202f}.,".contains(c));
        let remedy = "Write euros as 245300000, 245 300 000 or 1250,50: no word, no unit, nothing negative.";
        let wrong = || self.wrong("value", "an amount in euros above zero", remedy);
        let amount = quantity::money(&format!("{written} €"), &[]).ok().filter(|amount| plain && amount.0 > 0);
        amount.ok_or_else(wrong)
    }

    /// The error that names a cell of this row.
    pub fn wrong(&self, column: &str, allowed: impl Into<String>, remedy: impl Into<String>) -> TerritoryError {
        BadCell {
            file: self.file.to_owned(),
            line: self.line,
            column: column.to_owned(),
            value: self.cell(column).to_owned(),
            allowed: allowed.into(),
            remedy: remedy.into(),
        }
        .into()
    }

    /// The error of a line nobody knows, with the nearest one.
    pub fn unknown_line<'n>(&self, known: impl Iterator<Item = &'n str> + Clone) -> TerritoryError {
        let all = known.clone().collect::<Vec<_>>().join(", ");
        let near = nearest(self.cell("line"), known);
        let remedy = near.map_or_else(
            || "Take the row out: the model has nothing this figure could replace.".to_owned(),
            |near| format!("Did you mean {near}?"),
        );
        self.wrong("line", format!("one of {all}"), remedy)
    }

    /// The unit must be the form's, if it is written at all: a figure in thousands would pass for another.
    ///
    /// # Errors
    /// Another unit.
    pub fn unit(&self, expected: &str) -> Result<(), TerritoryError> {
        let unit = self.cell("unit");
        if unit.is_empty() || unit == expected {
            return Ok(());
        }
        Err(self.wrong("unit", format!("{expected}, the unit of the form"), "Bring the value to the unit of the form."))
    }
}
