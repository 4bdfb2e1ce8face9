//! A table as written against the table of its keys.

use crate::input::Problem;
use crate::keys::{
    Checked, CheckedTable, Entry, Key, Mistake, Named, Need, Node, Origin, Places, Span, Table, What, Wrong, nearest,
};

/// What the check of one scenario gathers: mistakes are collected, never the first one only.
pub(crate) struct Checking<'a> {
    pub places: &'a dyn Places,
    pub problems: Vec<Problem>,
}

/// A table with where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Written<'a> {
    pub path: &'a str,
    pub node: &'a Node,
    /// Where the table is opened, for what is missing in it.
    pub span: &'a Span,
}

impl Checking<'_> {
    pub fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Checks a table; what is wrong is left out of the result and told in `problems`.
    ///
    /// `around` is the table that absent keys are looked up in; `whole` says whether the keys that must be written
    /// must be here (they may also stand in tables inside this one that inherit from it).
    pub fn table(&mut self, spec: &'static Table, written: Written<'_>, around: Option<&CheckedTable>) -> CheckedTable {
        let mut table = CheckedTable::new(written.path.to_owned(), written.span.clone());
        let What::Table(entries) = &written.node.what else {
            self.not_a_table(spec, written);
            return table;
        };
        for entry in entries {
            if let Some(key) = spec.key(&entry.key) {
                self.value(&mut table, key, entry, written.path);
            } else if !spec.fixed.iter().any(|inside| inside.name == entry.key) && !is_named(spec, entry) {
                self.unknown(spec, entry, written.path);
            }
        }
        let named = spec.named.iter().flat_map(|named| named_tables(named, spec, written.node)).collect::<Vec<_>>();
        let shared_out = spec.named.is_some_and(|named| named.inherits) && !named.is_empty();
        self.complete(&mut table, spec, written, around, !shared_out);
        for inside in spec.fixed {
            let path = format!("{}.{}", written.path, inside.name);
            let entry = written.node.get(inside.name);
            let absent = Node { span: None, what: What::Table(Vec::new()) };
            let (node, span) = entry.map_or((&absent, written.span), |entry| (&entry.node, &entry.key_span));
            let around = around.map(|around| around.table(inside.name));
            let checked = self.table(inside, Written { path: &path, node, span }, around);
            table.set_fixed(inside.name, checked);
        }
        if let Some(spec_named) = spec.named {
            self.named(&mut table, spec_named, &named, written);
        }
        table
    }

    fn not_a_table(&mut self, spec: &Table, written: Written<'_>) {
        let message = format!("{} is a table, not a value", written.path);
        let help = format!("write it as a table: a line [{}], then its keys below", written.path);
        let span = written.node.span.clone().or_else(|| written.span.clone());
        self.push(Problem::new(Wrong::Type, message, format!("{help} ({})", spec.about), span));
    }

    fn value(&mut self, table: &mut CheckedTable, key: &'static Key, entry: &Entry, path: &str) {
        let full = joined(path, key.name);
        match key.read(&entry.node, self.places) {
            Ok(value) => table.set(Checked {
                key,
                value,
                written: entry.node.written(),
                origin: Origin::Written,
                span: entry.node.span.clone(),
            }),
            Err(mistake) => self.mistake(&full, &entry.node, &mistake),
        }
    }

    pub fn mistake(&mut self, path: &str, node: &Node, mistake: &Mistake) {
        let span = mistake.item.as_ref().and_then(|item| item.span.clone()).or_else(|| node.span.clone());
        self.push(Problem::of_value(path, &node.written(), mistake, span));
        for other in &mistake.others {
            self.mistake(path, node, other);
        }
    }

    fn unknown(&mut self, spec: &Table, entry: &Entry, path: &str) {
        let names = spec.names();
        let place = if path.is_empty() { "a scenario".to_owned() } else { format!("[{path}]") };
        let help = match nearest(&entry.key, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? {place} may hold: {}", names.join(", ")),
            None => format!("{place} may hold: {}", names.join(", ")),
        };
        let message = format!("`{}` is no key of {place}", entry.key);
        self.push(Problem::new(Wrong::UnknownKey, message, help, entry.key_span.clone()).labelled("unknown key"));
    }

    /// Adds what is not written: from the table around, from the defaults; tells what must be written and is not.
    fn complete(
        &mut self,
        table: &mut CheckedTable,
        spec: &'static Table,
        written: Written<'_>,
        around: Option<&CheckedTable>,
        whole: bool,
    ) {
        for key in spec.keys {
            if written.node.get(key.name).is_some() {
                continue;
            }
            if let Some(known) = around.and_then(|around| around.checked(key.name)) {
                let origin = if known.origin == Origin::Default { Origin::Default } else { Origin::Inherited };
                table.set(Checked { origin, ..known.clone() });
            } else if let Need::Default(default) = key.need {
                // The defaults are read by a test, so that this cannot fail on a user.
                if let Ok(value) = key.read(&key.node(default), self.places) {
                    let written = key.as_toml(default);
                    table.set(Checked { key, value, written, origin: Origin::Default, span: None });
                }
            } else if whole && key.must_be_written() {
                self.missing(key, written);
            }
        }
    }

    fn missing(&mut self, key: &Key, written: Written<'_>) {
        let full = joined(written.path, key.name);
        let (wrong, says) = match key.need {
            Need::Choice => (Wrong::MissingChoice, "must be chosen: no default is taken for you"),
            _ => (Wrong::Missing, "must be written"),
        };
        let help = format!(
            "{} Write {}, for example `{} = {}`",
            key.about,
            key.kind.called(),
            key.name,
            key.as_toml(key.example)
        );
        let problem = Problem::new(wrong, format!("{full} {says}"), help, written.span.clone());
        self.push(problem.labelled("missing in this table"));
    }

    fn named(&mut self, table: &mut CheckedTable, named: Named, entries: &[&Entry], written: Written<'_>) {
        if entries.is_empty() && named.at_least_one {
            let path = joined(written.path, named.under);
            let message = format!("[{path}] must hold at least one table: {}", named.what);
            let help = format!("open one with a line [{path}.{}], then its keys below", named.example);
            self.push(Problem::new(Wrong::Missing, message, help, written.span.clone()));
        }
        for entry in entries {
            let path = joined(&joined(written.path, named.under), &entry.key);
            let plain = is_plain_name(&entry.key);
            if !plain {
                let message = format!("`{}` cannot name {}", entry.key, named.what);
                let help = format!("use at most 40 small letters, digits and _, as `{}`", named.example);
                self.push(Problem::new(Wrong::Name, message, help, entry.key_span.clone()));
            }
            let around = named.inherits.then_some(&*table);
            let inside = Written { path: &path, node: &entry.node, span: &entry.key_span };
            let checked = self.table(named.table, inside, around);
            if plain {
                table.set_named(entry.key.clone(), checked);
            }
        }
    }
}

/// Whether an entry is the place of tables whose names the author chooses, or one of them.
fn is_named(spec: &Table, entry: &Entry) -> bool {
    spec.named.is_some_and(
        |named| {
            if named.under.is_empty() { entry.node.is_table() } else { entry.key == named.under }
        },
    )
}

fn named_tables<'a>(named: &Named, spec: &Table, node: &'a Node) -> Vec<&'a Entry> {
    if named.under.is_empty() {
        let own = |entry: &&Entry| {
            entry.node.is_table() && spec.key(&entry.key).is_none() && !spec.fixed.iter().any(|t| t.name == entry.key)
        };
        node.entries().iter().filter(own).collect()
    } else {
        node.get(named.under).map_or_else(Vec::new, |entry| entry.node.entries().iter().collect())
    }
}

/// Names the author chooses go into results: they must be safe everywhere.
pub(crate) fn is_plain_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 40
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

pub(crate) fn joined(path: &str, name: &str) -> String {
    match (path.is_empty(), name.is_empty()) {
        (true, _) => name.to_owned(),
        (_, true) => path.to_owned(),
        _ => format!("{path}.{name}"),
    }
}
