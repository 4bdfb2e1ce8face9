//! `[data]`: files of one's own figures beside the scenario. Which they are is said here; what they hold, and what it
//! replaces, is `local_data`'s business.

use std::path::{Path, PathBuf};

use super::ScenarioFile;
use super::check::{Checking, Written, joined};
use crate::input::{InputError, Problem};
use crate::keys::{CheckedTable, Entry, Grade, Key, Kind, Need, Node, Table, What, Wrong};

const KEYS: &[Key] = &[
    Key {
        name: "departement_accounts",
        kind: Kind::Text,
        need: Need::Optional,
        example: "cd62_comptes.csv",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Accounts of a département, from `bassin data template dep:62`; the path is relative to the scenario's folder.",
    },
    Key {
        name: "ebe_budget",
        kind: Kind::Text,
        need: Need::Optional,
        example: "ebe_budget.csv",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Budget of an EBE, from `bassin data template dep:62 --table ebe_budget`, in the place of the keys of [tzcld].",
    },
];

pub(crate) static DATA: Table = Table {
    name: "data",
    about: "Files of one's own figures, in the place of those the program carries.",
    keys: KEYS,
    fixed: &[],
    named: None,
};

/// A caseload is what the model computes: there is nothing a published one could replace.
const OUTCOME: &str = "rsa_caseload";

/// Checks `[data]`; `None` if the scenario has none.
pub(crate) fn check(root: &Node, checking: &mut Checking<'_>) -> Option<CheckedTable> {
    let data = root.get("data").filter(|entry| entry.node.is_table())?;
    if let Some(entry) = data.node.get(OUTCOME) {
        let problem = Problem::new(
            Wrong::NotAvailable,
            "data.rsa_caseload would replace nothing: the RSA caseload is an outcome of the simulation",
            "take it out; `bassin territory` compares the simulated caseload with the published one, and allowances \
             paid are a line of departement_accounts",
            entry.key_span.clone(),
        );
        checking.push(problem);
    }
    let own = data.node.entries().iter().filter(|entry| entry.key != OUTCOME).cloned().collect();
    let own = Node { span: data.node.span.clone(), what: What::Table(own) };
    Some(checking.table(&DATA, Written { path: "data", node: &own, span: &data.key_span }, None))
}

impl ScenarioFile {
    /// The folder the file stands in, from which `[data]` names files; empty for a scenario that stands in none.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files `[data]` names, by key, as written; what is no text is left out, for the check to tell.
    pub fn data_files(&self) -> Vec<(String, String)> {
        let Some(data) = self.text.root.get("data") else { return Vec::new() };
        let files = data.node.entries().iter().filter_map(|entry| match &entry.node.what {
            What::Text(name) => Some((entry.key.clone(), name.clone())),
            _ => None,
        });
        files.collect()
    }

    /// The file as if `[table]` said `key = "written"`, on behalf of the `[data]` file under `by`.
    ///
    /// # Errors
    /// The scenario has no such table, or says something else itself.
    pub fn with_value(&self, table: &str, key: &str, written: &str, by: &str) -> Result<ScenarioFile, InputError> {
        let path = joined(table, key);
        let span = |entry: Option<&Entry>| entry.and_then(|entry| entry.key_span.clone());
        let root = &self.text.root;
        let Some(own) = root.get(table) else {
            let message = format!("data.{by} replaces {path}, and the scenario has no [{table}]");
            let by = root.get("data").and_then(|data| data.node.get(by));
            let help = format!("add [{table}], or take the file out of [data]");
            return Err(self.error(vec![Problem::new(Wrong::Missing, message, help, span(by))]));
        };
        let value = Node::text(written);
        if let Some(known) = own.node.get(key).filter(|known| known.node.written() != value.written()) {
            let message =
                format!("{path} = {} stands here, and {written} in the file of data.{by}", known.node.written());
            let help = "keep one of the two: take this line out, or leave the row of the file blank";
            return Err(self.error(vec![Problem::new(Wrong::Repeated, message, help, known.key_span.clone())]));
        }
        let entry = |name: &str| Entry { key: name.to_owned(), key_span: None, node: Node::text("") };
        let mut with = self.clone();
        with.text.root = root.overlaid(&Node::at_path(&[entry(table), entry(key)], value));
        Ok(with)
    }
}

/// The folder of a file.
pub(crate) fn folder_of(path: &Path) -> PathBuf {
    path.parent().map(Path::to_path_buf).unwrap_or_default()
}
