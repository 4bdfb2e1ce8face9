//! What a territory folder says beside its tables: which tables of France it borrows, which values of law are its own,
//! which of its bodies stands for several of the program's, what its public accounts are.
//!
//! Why it exists: law, bodies and zones are data. A place with one single fund and no RSA is another folder, not
//! another program. All four files may be missing: France carries none. Names of values and of bodies are checked by
//! those who know them (`institutions`, `report`).

use std::path::Path;

use toml::{Table, Value};

use super::error::TerritoryError;
use crate::units::Month;

/// Tables borrowed from France: `borrowed = ["mortality.csv"]`.
pub const BORROWED: &str = "territory.toml";
/// Values of law of the territory: `["rsa.base"]` with `from`, `value`, `reference`.
pub const LAW: &str = "law.toml";
/// Bodies that stand for several: `[cafat]` with `name`, `stands_for`, `source`.
pub const BODIES: &str = "bodies.toml";
/// Numbers of public accounts, of the shape of scenarios/france/public_finance.toml.
pub const PUBLIC_FINANCE: &str = "public_finance.toml";

/// A value of law that holds in the territory in both arms, from a month on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnLaw {
    /// `rsa.base`.
    pub name: String,
    pub from: Month,
    /// As a scenario writes it: `0 €/month`.
    pub value: String,
    pub reference: String,
}

/// One body that does what several do in France.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SingleFund {
    pub name: String,
    /// Names of the bodies, as in result tables: `maladie`.
    pub stands_for: Vec<String>,
    pub source: String,
}

/// The institutions of a territory where they are not those of France.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Institutions {
    /// Tables read from those carried in the program, named without `.gz`.
    pub borrowed: Vec<String>,
    pub law: Vec<OwnLaw>,
    pub funds: Vec<SingleFund>,
    /// The text of the territory's own public accounts.
    pub public_finance: Option<String>,
    /// The files read that no other digest holds, by name.
    texts: Vec<(&'static str, String)>,
}

impl Institutions {
    /// Reads what a folder says; a file that is not there says nothing.
    ///
    /// # Errors
    /// A `TerritoryError` that names the file and the entry.
    pub fn read(folder: Option<&Path>) -> Result<Institutions, TerritoryError> {
        let mut found = Institutions::default();
        let Some(folder) = folder else { return Ok(found) };
        if let Some(text) = text_of(folder, BORROWED)? {
            found.borrowed = words(BORROWED, "the file", &parsed(BORROWED, &text)?, "borrowed")?;
            found.texts.push((BORROWED, text));
        }
        if let Some(text) = text_of(folder, LAW)? {
            for (name, entry) in &parsed(LAW, &text)? {
                found.law.push(own_law(name, inside(LAW, name, entry)?)?);
            }
            found.texts.push((LAW, text));
        }
        if let Some(text) = text_of(folder, BODIES)? {
            for (key, entry) in &parsed(BODIES, &text)? {
                let entry = inside(BODIES, key, entry)?;
                found.funds.push(SingleFund {
                    name: word(BODIES, key, entry, "name")?,
                    stands_for: words(BODIES, key, entry, "stands_for")?,
                    source: word(BODIES, key, entry, "source")?,
                });
            }
            found.texts.push((BODIES, text));
        }
        found.public_finance = text_of(folder, PUBLIC_FINANCE)?;
        Ok(found)
    }

    /// The digest of the tables, with these files if there are any. Public accounts are in that of the parameters.
    pub fn digest_after(&self, tables: [u8; 32]) -> [u8; 32] {
        if self.texts.is_empty() {
            return tables;
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(&tables);
        for (name, text) in &self.texts {
            hasher.update(name.as_bytes());
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        *hasher.finalize().as_bytes()
    }
}

fn own_law(name: &str, entry: &Table) -> Result<OwnLaw, TerritoryError> {
    let from = word(LAW, name, entry, "from")?;
    let from = Month::parse(&from)
        .ok_or_else(|| wrong(LAW, format!("[{name}] from = \"{from}\" is not a month"), "Write it as 2019-01."))?;
    let (value, reference) = (word(LAW, name, entry, "value")?, word(LAW, name, entry, "reference")?);
    Ok(OwnLaw { name: name.to_owned(), from, value, reference })
}

fn text_of(folder: &Path, file: &str) -> Result<Option<String>, TerritoryError> {
    match std::fs::read_to_string(folder.join(file)) {
        Ok(text) => Ok(Some(text.replace("\r\n", "\n"))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(TerritoryError::Unreadable { file: file.to_owned(), reason: error.to_string() }),
    }
}

fn parsed(file: &str, text: &str) -> Result<Table, TerritoryError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.parse().map_err(|error: toml::de::Error| wrong(file, error.to_string(), "Correct the line."))
}

fn inside<'a>(file: &str, key: &str, entry: &'a Value) -> Result<&'a Table, TerritoryError> {
    let remedy = "Open it with a line [\"name\"], then its keys below.";
    entry.as_table().ok_or_else(|| wrong(file, format!("{key} is not a table"), remedy))
}

fn word(file: &str, key: &str, entry: &Table, field: &str) -> Result<String, TerritoryError> {
    let found = entry.get(field).and_then(Value::as_str).filter(|text| !text.is_empty());
    let missing = || wrong(file, format!("[{key}] has no `{field}`"), "Write it as a text between quotes.");
    found.map(str::to_owned).ok_or_else(missing)
}

fn words(file: &str, key: &str, entry: &Table, field: &str) -> Result<Vec<String>, TerritoryError> {
    let list = entry.get(field).and_then(Value::as_array).filter(|list| !list.is_empty());
    let texts = list.and_then(|list| list.iter().map(|one| one.as_str().map(str::to_owned)).collect());
    let remedy = "Write a list of texts between square brackets.";
    texts.ok_or_else(|| wrong(file, format!("{key} has no `{field}`, or not as a list of texts"), remedy))
}

fn wrong(file: &str, problem: String, remedy: &str) -> TerritoryError {
    TerritoryError::Incomplete { file: file.to_owned(), problem, remedy: remedy.to_owned() }
}
