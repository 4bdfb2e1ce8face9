//! What can be wrong with reference tables and with the name of a place.
//!
//! Why it exists: the tables may come from a user's folder (`--territory DIR`), so each slip is told with file, line,
//! column, value, what is allowed and what to do. Imports nothing of the crate.

use miette::Diagnostic;
use thiserror::Error;

/// A reason why the reference tables cannot be used, or why a place is not known.
#[derive(Debug, Error, Diagnostic, Clone, PartialEq, Eq)]
pub enum TerritoryError {
    #[error("{file}: cannot be read: {reason}")]
    #[diagnostic(help(
        "A territory folder holds every table of scenarios/france under the same name, plain or .gz, or names it in `borrowed` of its territory.toml."
    ))]
    Unreadable { file: String, reason: String },

    #[error("{file}, line {line}: not a row of the table: {reason}")]
    #[diagnostic(help("Each row has as many commas as the header; a text with a comma stands between quotes."))]
    NotCsv { file: String, line: u64, reason: String },

    #[error("{file}: the column `{column}` is missing")]
    #[diagnostic(help("The first line that is not a comment names the columns, as in scenarios/france/{file}."))]
    MissingColumn { file: String, column: String },

    #[error(transparent)]
    #[diagnostic(transparent)]
    BadCell(Box<BadCell>),

    #[error("{file}: {problem}")]
    #[diagnostic(help("{remedy}"))]
    Incomplete { file: String, problem: String, remedy: String },

    #[error("\"{written}\" is not a place of the territory")]
    #[diagnostic(help("{remedy}"))]
    UnknownPlace { written: String, remedy: String, suggestions: Vec<String> },

    #[error("\"{written}\" names several places: {}", candidates.join(", "))]
    #[diagnostic(help("Write one of them with its prefix, for example `{}`.", candidates.first().and_then(|c| c.split(' ').next()).unwrap_or("dep:62")))]
    AmbiguousPlace { written: String, candidates: Vec<String> },
}

/// A cell of a table that holds what is not allowed.
#[derive(Debug, Error, Diagnostic, Clone, PartialEq, Eq)]
#[error("{file}, line {line}, column `{column}`: \"{value}\" is not allowed; expected {allowed}")]
#[diagnostic(help("{remedy}"))]
pub struct BadCell {
    pub file: String,
    pub line: u64,
    pub column: String,
    pub value: String,
    pub allowed: String,
    pub remedy: String,
}

impl From<BadCell> for TerritoryError {
    fn from(cell: BadCell) -> TerritoryError {
        TerritoryError::BadCell(Box::new(cell))
    }
}
