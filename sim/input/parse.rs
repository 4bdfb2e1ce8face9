//! From text to the tree of what was written. Only this file knows the TOML crate.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::Problem;
use crate::keys::{Entry, Node, What, Wrong};

/// The tree of a scenario's text.
///
/// # Errors
/// Every mistake of syntax, with the usual slips of word processors and of months without quotes named.
pub fn parse(text: &str) -> Result<Node, Vec<Problem>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Ok(node_of_table(table.get_ref(), Some(0..0)));
    }
    let mut problems: Vec<Problem> = Vec::new();
    for error in &errors {
        let problem = syntax(text, error);
        let line = |p: &Problem| p.span.as_ref().map(|span| text[..span.start].matches('\n').count());
        if !problems.iter().any(|known| line(known) == line(&problem)) {
            problems.push(problem);
        }
    }
    Err(problems)
}

fn syntax(text: &str, error: &toml::de::Error) -> Problem {
    let mut span = error.span().unwrap_or(0..0);
    span.start = floor_boundary(text, span.start);
    span.end = floor_boundary(text, span.end.max(span.start));
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.start..].find('\n').map_or(text.len(), |at| span.start + at);
    let line = text[start..end].trim_end_matches('\r');
    if let Some((at, quote)) = line.char_indices().find(|(_, c)| matches!(c, '“' | '”' | '„' | '«' | '»' | '‘' | '’'))
    {
        let here = start + at..start + at + quote.len_utf8();
        return Problem::new(
            Wrong::Syntax,
            format!("the typographic quote {quote} cannot open or close a text"),
            "write straight quotes, \"…\": word processors replace them, a text editor does not",
            Some(here),
        );
    }
    let message = error.message().trim();
    if message.contains("duplicate key") {
        return Problem::new(Wrong::Repeated, "this key or table is written twice", "keep one of the two", Some(span));
    }
    let value = line.split_once('=').map(|(_, value)| value.trim()).unwrap_or_default();
    let word = value.split('#').next().unwrap_or_default().trim();
    let help = if word.is_empty() {
        "a line is `key = value`, a table opens with [name], a comment with #"
    } else if crate::units::Month::parse(word).is_some() {
        "months are written between quotes, as \"2026-01\""
    } else if !word.starts_with(['"', '\'', '[', '{']) {
        "texts, shares, amounts and months are written between quotes; whole numbers, true and false without"
    } else {
        "check the quotes and brackets of this line: each one opened must be closed"
    };
    Problem::new(Wrong::Syntax, format!("this line cannot be read: {message}"), help, Some(span))
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn node_of_table(table: &DeTable<'_>, span: crate::keys::Span) -> Node {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry { key: key.get_ref().to_string(), key_span: Some(key.span()), node: node_of(value) })
        .collect();
    // The parser orders keys by name; messages and explanations follow the file.
    entries.sort_by_key(|entry| entry.key_span.as_ref().map_or(0, |span| span.start));
    Node { span, what: What::Table(entries) }
}

fn node_of(value: &Spanned<DeValue<'_>>) -> Node {
    let span = Some(value.span());
    let what = match value.get_ref() {
        DeValue::String(text) => What::Text(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => What::Whole(number.as_str().to_owned()),
        DeValue::Integer(number) => What::Text(number.to_string()),
        DeValue::Float(number) => What::Decimal(number.as_str().to_owned()),
        DeValue::Boolean(value) => What::Bool(*value),
        DeValue::Datetime(date) => What::Date(date.to_string()),
        DeValue::Array(items) => What::List(items.iter().map(node_of).collect()),
        DeValue::Table(table) => return node_of_table(table, span),
    };
    Node { span, what }
}
