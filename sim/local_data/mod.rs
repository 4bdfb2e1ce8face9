//! Local data: figures of one's own beside a scenario, in the place of those the program carries.
//!
//! Why it exists: a département knows its accounts, and an entreprise à but d'emploi its budget, better than published
//! tables do. A form (`bassin data template`) comes back filled; each value has its source and is compared with the
//! program's. Accounts change the territory of the run, a budget the scenario as if it were written there: nothing that
//! simulates knows of local data. It may read files, and use the territory, the scenario and the policies' keys.

mod accounts;
mod ebe;
mod form;
mod rows;
#[cfg(test)]
mod tests;
mod told;

use std::path::Path;

use crate::input::InputError;
use crate::parameters::Parameters;
use crate::scenario::ScenarioFile;
use crate::territory::error::TerritoryError;
use crate::territory::{AccountLine, Territory};
use crate::units::{Cell, Cents, Departement};

pub use form::template;

/// A value so many times the program's, or so many times smaller, is told as a warning.
const FAR: f64 = 3.0;

/// A form larger than this is another file given by mistake.
const LARGEST_BYTES: u64 = 1_000_000;

/// A table a scenario may bring.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DataTable {
    DepartementAccounts,
    EbeBudget,
}

impl DataTable {
    pub const ALL: [DataTable; 2] = [DataTable::DepartementAccounts, DataTable::EbeBudget];

    /// The key of `[data]`.
    pub const fn name(self) -> &'static str {
        match self {
            DataTable::DepartementAccounts => "departement_accounts",
            DataTable::EbeBudget => "ebe_budget",
        }
    }

    /// The table of this name.
    pub fn named(name: &str) -> Option<DataTable> {
        DataTable::ALL.into_iter().find(|table| table.name() == name)
    }
}

/// A file a scenario names, as read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DataFile {
    pub table: DataTable,
    /// As the scenario writes it.
    pub name: String,
    pub text: String,
}

impl DataFile {
    /// BLAKE3 of the text.
    pub fn digest(&self) -> String {
        blake3::hash(self.text.as_bytes()).to_string()
    }

    /// The files that a scenario names, from the disk, beside it.
    ///
    /// # Errors
    /// A file that is missing, too large, or not UTF-8.
    pub fn all_of(scenario: &ScenarioFile) -> Result<Vec<DataFile>, TerritoryError> {
        let named = scenario.data_files().into_iter();
        let known = named.filter_map(|(table, name)| Some((DataTable::named(&table)?, name)));
        known
            .map(|(table, name)| {
                let text = read(&scenario.folder().join(&name), table)?;
                Ok(DataFile { table, name, text })
            })
            .collect()
    }
}

fn read(path: &Path, table: DataTable) -> Result<String, TerritoryError> {
    let file = path.display().to_string();
    let wrong = |problem: String, remedy: &str| TerritoryError::Incomplete {
        file: file.clone(),
        problem,
        remedy: remedy.to_owned(),
    };
    let about = std::fs::metadata(path).map_err(|error| {
        let remedy = format!(
            "[data] names files by their path from the scenario's folder; `bassin data template dep:62 --table {}` writes \
             the empty form.",
            table.name()
        );
        wrong(format!("the file of data.{} cannot be read: {error}", table.name()), &remedy)
    })?;
    if about.is_dir() || about.len() > LARGEST_BYTES {
        let problem = format!("data.{} is no form of this program", table.name());
        return Err(wrong(problem, "Give a filled form: a CSV table of at most 1 000 kB."));
    }
    let bytes =
        std::fs::read(path).map_err(|error| wrong(format!("cannot be read: {error}"), "Allow it to be read."))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
        let remedy = "It is most likely in Windows-1252: save it as \"CSV UTF-8\".";
        wrong(format!("line {line} is not written in UTF-8"), remedy)
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// What a figure takes the place of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// A line of a département's accounts.
    Account { departement: Departement, line: AccountLine, year: u16 },
    /// A key of TZCLD.
    Key { name: &'static str },
}

/// What the program carries in the place of a figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Carried {
    pub value: Cents,
    /// `estimated`, `of 2019`; empty when it is the published value of the same year.
    pub of: String,
}

/// One figure of a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    pub target: Target,
    /// `dep:62 rsa_allowance 2022`.
    pub name: String,
    pub unit: &'static str,
    pub carried: Option<Carried>,
    pub value: Cents,
    pub source: String,
    /// Line of the file.
    pub file_line: u64,
}

impl Figure {
    /// The figure over the program's.
    pub fn ratio(&self) -> Option<f64> {
        let carried = self.carried.as_ref().filter(|carried| carried.value.0 > 0)?;
        Some(self.value.to_euros() / carried.value.to_euros())
    }

    /// Whether it is so far from the program's that its unit or scope must be looked at.
    pub fn is_far(&self) -> bool {
        self.ratio().is_some_and(|ratio| !(1.0 / FAR..=FAR).contains(&ratio))
    }

    pub const fn table(&self) -> DataTable {
        match self.target {
            Target::Account { .. } => DataTable::DepartementAccounts,
            Target::Key { .. } => DataTable::EbeBudget,
        }
    }
}

/// The local data of a scenario, checked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LocalData {
    pub files: Vec<DataFile>,
    pub figures: Vec<Figure>,
}

impl LocalData {
    /// Checks files against what the program carries.
    ///
    /// # Errors
    /// The first cell that is wrong, with file, line and column.
    pub fn of(
        files: Vec<DataFile>,
        territory: &Territory,
        parameters: &Parameters,
    ) -> Result<LocalData, TerritoryError> {
        let mut figures = Vec::new();
        for file in &files {
            figures.extend(match file.table {
                DataTable::DepartementAccounts => accounts::read(&file.name, &file.text, territory, parameters)?,
                DataTable::EbeBudget => ebe::read(&file.name, &file.text, territory)?,
            });
        }
        Ok(LocalData { files, figures })
    }

    /// The territory with the accounts of these data.
    pub fn laid_on(&self, mut territory: Territory) -> Territory {
        for figure in &self.figures {
            if let Target::Account { departement, line, year } = figure.target {
                territory.set_account(departement, line, year, figure.value);
            }
        }
        territory
    }

    /// The scenario with the budgets of these data, as if it had written them.
    ///
    /// # Errors
    /// A scenario that writes another value itself, or does not have the policy.
    pub fn written_in(&self, scenario: &ScenarioFile) -> Result<ScenarioFile, InputError> {
        let mut with = scenario.clone();
        for figure in &self.figures {
            if let Target::Key { name } = figure.target
                && let Some(key) = ebe::key(name)
            {
                with =
                    with.with_value(ebe::POLICY, name, &ebe::written(key, figure.value), DataTable::EbeBudget.name())?;
            }
        }
        Ok(with)
    }

    /// Départements of these data without a cell among those of the run: nothing of theirs is simulated.
    pub fn outside(&self, territory: &Territory, cells: &[Cell]) -> Vec<String> {
        let mut outside: Vec<Departement> = Vec::new();
        for figure in &self.figures {
            if let Target::Account { departement, .. } = figure.target
                && !outside.contains(&departement)
                && !territory.cells_of(departement).iter().any(|cell| cells.contains(cell))
            {
                outside.push(departement);
            }
        }
        let row = |departement: &Departement| &territory.departements[departement.index()];
        let note = |departement: &Departement| {
            let row = row(departement);
            format!(
                "local data: {} (dep:{}) is not in the run, its figures replace nothing simulated.",
                row.name, row.code
            )
        };
        outside.iter().map(note).collect()
    }
}
