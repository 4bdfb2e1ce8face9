//! The scenario with everything in it, defaults included, as a scenario file: what the manifest keeps. It checks to the
//! same scenario again, whatever becomes of the defaults in a later version.

use std::fmt::Write as _;

use super::{LawChange, Scenario};
use crate::keys::CheckedTable;

impl Scenario {
    /// This scenario as a file that says everything, without variants.
    pub fn resolved(&self) -> String {
        let mut text = String::new();
        values(&self.top, &mut text);
        table("run", &self.run.table, self.run.seeds_table.is_some().then_some("seeds"), &mut text);
        if let Some(seeds) = &self.run.seeds_table {
            table("run.seeds", seeds, None, &mut text);
        }
        if let Some(data) = &self.data {
            table("data", data, None, &mut text);
        }
        for asked in &self.policies {
            table(asked.name(), &asked.table, None, &mut text);
        }
        for change in &self.law {
            law(change, &mut text);
        }
        if let Some(experiment) = &self.experiment {
            table("experiment", &experiment.table, None, &mut text);
        }
        let mut changed = self.parameters.iter().filter(|parameter| parameter.changed).peekable();
        if changed.peek().is_some() {
            text.push_str("\n[parameters]\n");
        }
        for parameter in changed {
            line(&format!("\"{}\"", parameter.name), &parameter.written, &mut text);
        }
        text
    }
}

fn line(key: &str, written: &str, text: &mut String) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{key} = {written}");
}

fn values(table: &CheckedTable, text: &mut String) {
    for checked in table.values() {
        line(checked.key.name, &checked.written, text);
    }
}

fn table(path: &str, table_: &CheckedTable, without: Option<&str>, text: &mut String) {
    let _ = write!(text, "\n[{path}]\n");
    for checked in table_.values().filter(|checked| Some(checked.key.name) != without) {
        line(checked.key.name, &checked.written, text);
    }
    for (name, inside) in table_.tables() {
        table(&format!("{path}.{name}"), inside, None, text);
    }
    for (_, inside) in table_.named() {
        table(&inside.path, inside, None, text);
    }
}

fn law(change: &LawChange, text: &mut String) {
    let _ = write!(text, "\n[law.\"{}\"]\n", change.name);
    line("value", &change.value.written(), text);
    values(&change.table, text);
}
