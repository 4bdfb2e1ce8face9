//! `[law."rsa.base"]`: the values of law a reform changes, kept as written. Their names are the law's to check.

use super::LawChange;
use super::check::{Checking, Written, joined};
use crate::input::Problem;
use crate::keys::{Grade, Key, Kind, Level, Need, Node, Table, What, Wrong};
use crate::units::Cell;

const KEYS: &[Key] = &[
    Key {
        name: "from",
        kind: Kind::Month,
        need: Need::Required,
        example: "2021-01",
        range: Some(["2019-01", "2035-12"]),
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "The first month of the new value.",
    },
    Key {
        name: "through",
        kind: Kind::Month,
        need: Need::Optional,
        example: "2022-12",
        range: Some(["2019-01", "2035-12"]),
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Its last month; until the end of the run if not written.",
    },
    Key {
        name: "where",
        kind: Kind::Places(Level::Cells),
        need: Need::Optional,
        example: "[\"dep:62\"]",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Where it holds; everywhere if not written.",
    },
];

pub(crate) static LAW: Table = Table { name: "law", about: "A value of law.", keys: KEYS, fixed: &[], named: None };

/// The values of law a scenario changes: `[law."rsa.base"]` with `value`, `from`, `through`, `where`.
pub(crate) fn changes(root: &Node, checking: &mut Checking<'_>) -> Vec<LawChange> {
    let mut changes = Vec::new();
    if let Some(entry) = root.get("law") {
        inside("", &entry.node, checking, &mut changes);
    }
    changes
}

fn inside(prefix: &str, node: &Node, checking: &mut Checking<'_>, changes: &mut Vec<LawChange>) {
    for entry in node.entries() {
        let name = joined(prefix, &entry.key);
        let path = format!("law.{name}");
        let steps = entry.node.entries();
        if entry.node.is_table() && !steps.is_empty() && steps.iter().all(|step| step.node.is_table()) {
            inside(&name, &entry.node, checking, changes);
            continue;
        }
        if !entry.node.is_table() {
            let help = format!("open a table [law.\"{name}\"] with `value` and `from` below");
            let message = format!("{path} is a table, not a value");
            checking.push(Problem::new(Wrong::Type, message, help, entry.node.span.clone()));
            continue;
        }
        let own = steps.iter().filter(|step| step.key != "value").cloned().collect();
        let own = Node { span: entry.node.span.clone(), what: What::Table(own) };
        let before = checking.problems.len();
        let table = checking.table(&LAW, Written { path: &path, node: &own, span: &entry.key_span }, None);
        let Some(value) = entry.node.get("value") else {
            let help = "write the new value as in the law's own table: `value = \"…\"`";
            checking.push(Problem::new(
                Wrong::Missing,
                format!("{path}.value must be written"),
                help,
                entry.key_span.clone(),
            ));
            continue;
        };
        if checking.problems.len() == before {
            changes.push(LawChange {
                name,
                value: value.node.clone(),
                from: table.month("from"),
                through: table.month_if_any("through"),
                cells: table.cells_if_any("where").map(<[Cell]>::to_vec),
                span: entry.key_span.clone(),
                table,
            });
        }
    }
}
