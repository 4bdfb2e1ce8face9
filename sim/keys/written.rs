//! A scenario as it was written, before anything is checked: words, numbers, lists and tables, each with its place in
//! the file.
//!
//! Why it exists: the checks and their messages need the text and the place of every value, and must not depend on the
//! format's own types.

use std::ops::Range;

/// A place in the text of the scenario, in bytes. `None` for what was not written there (a default, an option of the
/// command line).
pub type Span = Option<Range<usize>>;

/// Something written: a value, a list or a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    pub span: Span,
    pub what: What,
}

/// What a [`Node`] is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    Text(String),
    /// A whole number, as written.
    Whole(String),
    /// A number with decimals, as written.
    Decimal(String),
    Bool(bool),
    /// A date without quotes, as written.
    Date(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
}

/// One key of a table, in the order of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub node: Node,
}

impl Node {
    /// A text that stands in no file.
    pub fn text(text: &str) -> Node {
        Node { span: None, what: What::Text(text.to_owned()) }
    }

    /// The entries of a table; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.what {
            What::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The entry of this key, if this is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    pub const fn is_table(&self) -> bool {
        matches!(self.what, What::Table(_))
    }

    /// The value as one would write it, for messages.
    pub fn written(&self) -> String {
        match &self.what {
            What::Text(text) => quoted(text),
            What::Whole(text) | What::Decimal(text) | What::Date(text) => text.clone(),
            What::Bool(value) => value.to_string(),
            What::List(items) => {
                let items: Vec<String> = items.iter().map(Node::written).collect();
                format!("[{}]", items.join(", "))
            }
            What::Table(_) => "a table".to_owned(),
        }
    }

    /// This tree with the values of `over` laid on it, table by table: what a variant says replaces what the file says.
    pub fn overlaid(&self, over: &Node) -> Node {
        let (What::Table(base), What::Table(above)) = (&self.what, &over.what) else {
            return over.clone();
        };
        let mut entries = base.clone();
        for entry in above {
            match entries.iter_mut().find(|known| known.key == entry.key) {
                Some(known) => known.node = known.node.overlaid(&entry.node),
                None => entries.push(entry.clone()),
            }
        }
        Node { span: self.span.clone(), what: What::Table(entries) }
    }

    /// A tree with one value at the end of `path`, as `variant` and `sweep` write them.
    pub fn at_path(path: &[Entry], value: Node) -> Node {
        path.iter().rev().fold(value, |node, step| Node {
            span: step.node.span.clone(),
            what: What::Table(vec![Entry { key: step.key.clone(), key_span: step.key_span.clone(), node }]),
        })
    }
}

/// A text between quotes, with what cannot stand there escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
