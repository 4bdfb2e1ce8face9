//! One value of each kind in the words of JSON Schema: what an editor can refuse of it, and what it shows beside it.
//!
//! A pattern accepts all that the reader of quantities accepts and no more than it can tell without knowing places or
//! ranges; ranges of what stands between quotes are told in the description, since a schema has no order of texts.

use schemars::{Schema, json_schema};
use serde_json::{Number, Value as Json, json};

use crate::keys::{Grade, Key, Kind, Level, Node, What};

/// A space, also the kinds that stand inside French numbers.
const SPACE: &str = "[ \\u00a0\\u202f\\u2009\\t]";
/// Names the author chooses go into results: as the reader wants them.
pub const PLAIN_NAME: &str = "^[a-z0-9_]{1,40}$";

/// A number as analysts write it: `1 250,5`.
fn number() -> String {
    let groups = format!("[0-9]{{1,3}}({SPACE}[0-9]{{3}})+");
    format!("{SPACE}*[-\\u2212]?{SPACE}*({groups}|[0-9]+)([.,][0-9]+)?{SPACE}*")
}

/// A number followed by this unit, itself a pattern.
fn with_unit(unit: &str) -> Schema {
    let pattern = format!("^{}{unit}{SPACE}*$", number());
    json_schema!({ "type": "string", "pattern": pattern })
}

fn share(of: &str) -> Schema {
    let base = if of.is_empty() { String::new() } else { format!("({SPACE}*(of )?{SPACE}*{of})?") };
    with_unit(&format!("%{base}"))
}

/// What the amount is divided by, in any order.
fn orders(per: &[&str]) -> Vec<String> {
    if per.is_empty() {
        return vec![String::new()];
    }
    let mut all = Vec::new();
    for (i, first) in per.iter().enumerate() {
        let rest: Vec<&str> = per.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, word)| *word).collect();
        all.extend(orders(&rest).into_iter().map(|end| format!("{SPACE}*/{SPACE}*{first}{end}")));
    }
    all
}

fn money(per: &[&str]) -> Schema {
    with_unit(&format!("[kMG]?€({})", orders(per).join("|")))
}

fn range_of(what: &str) -> String {
    format!("^{SPACE}*\\+?{what}{SPACE}*\\.\\.=?{SPACE}*\\+?{what}{SPACE}*$")
}

fn places(level: Level) -> Schema {
    let examples = match level {
        Level::Cells => json!(["dep:62", "reg:32", "ze:3216", "metropole", "france"]),
        Level::Communes => json!(["com:62555", "dep:62", "Lens"]),
        Level::Departements => json!(["dep:62", "reg:32", "metropole"]),
        Level::Regions => json!(["reg:32", "metropole"]),
    };
    // A prefix the territory knows, or a name without any; codes and names are its own.
    let pattern = "^(\\s*([dD][eE][pP]|[rR][eE][gG]|[zZ][eE]|[cC][oO][mM])\\s*:.+|[^:]+)$";
    json_schema!({
        "type": "array",
        "minItems": 1,
        "items": { "type": "string", "pattern": pattern, "examples": examples },
    })
}

/// Smallest and largest value of a bare number, where the key has them.
fn bounded(mut schema: Schema, key: &Key) -> Schema {
    let bound = |written: &str| json_of(&key.node(written));
    if let Some([low, high]) = key.range {
        schema.insert("minimum".to_owned(), bound(low));
        schema.insert("maximum".to_owned(), bound(high));
    }
    schema
}

fn of_kind(key: &Key) -> Schema {
    let count = || json_schema!({ "type": "integer", "minimum": 0, "maximum": u32::MAX });
    match key.kind {
        Kind::Share { of } => share(of),
        Kind::Money { per } => money(per),
        Kind::PersonsPerMonth => with_unit(&format!("persons?{SPACE}*/{SPACE}*month")),
        Kind::Duration => with_unit("(months?|years?)"),
        Kind::Month => json_schema!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" }),
        Kind::Count => bounded(count(), key),
        Kind::Number => bounded(json_schema!({ "type": "number" }), key),
        Kind::Bool => json_schema!({ "type": "boolean" }),
        Kind::Choice(options) => json_schema!({ "type": "string", "enum": options }),
        Kind::Choices(options) => json_schema!({
            "type": "array",
            "minItems": 1,
            "uniqueItems": true,
            "items": { "type": "string", "enum": options },
        }),
        Kind::Text => json_schema!({ "type": "string", "minLength": 1, "maxLength": 1000 }),
        Kind::Places(level) => places(level),
        Kind::Years => json_schema!({
            "type": "array",
            "minItems": 1,
            "items": { "type": "integer", "minimum": 2000, "maximum": 2099 },
        }),
        Kind::YearRange => json_schema!({ "type": "string", "pattern": range_of("20[0-9]{2}") }),
        Kind::Seeds => json_schema!({
            "anyOf": [
                { "type": "string", "pattern": range_of("[0-9]+") },
                { "type": "array", "minItems": 1, "maxItems": 10000, "uniqueItems": true, "items": count() },
            ],
        }),
    }
}

/// A value of this key, with all that is known of it.
pub fn of_key(key: &Key) -> Schema {
    let mut schema = of_kind(key);
    schema.insert("description".to_owned(), json!(told(key)));
    schema.insert("examples".to_owned(), json!([json_of(&key.node(key.example))]));
    if let Some(default) = key.default() {
        schema.insert("default".to_owned(), json_of(&key.node(default)));
    }
    schema
}

/// What the key means, what it accepts, what holds without it and where that comes from: as the templates tell it.
fn told(key: &Key) -> String {
    let mut text = format!("{}\n\n{}.", key.about, key.facts().join("; "));
    if key.grade != Grade::Decision {
        text += &format!("\n\n{}: {}.", key.grade.word(), key.source);
    }
    text
}

/// A written value as JSON has it.
pub fn json_of(node: &Node) -> Json {
    match &node.what {
        What::Text(text) | What::Date(text) => json!(text),
        What::Whole(text) => text.parse::<i64>().map_or_else(|_| json!(text), |whole| json!(whole)),
        What::Decimal(text) => {
            text.parse::<f64>().ok().and_then(Number::from_f64).map_or_else(|| json!(text), Json::Number)
        }
        What::Bool(value) => json!(value),
        What::List(items) => items.iter().map(json_of).collect(),
        What::Table(entries) => entries.iter().map(|entry| (entry.key.clone(), json_of(&entry.node))).collect(),
    }
}

/// A value of the kind a parameter is of, whatever its range: a share, a number, a whole number, an amount, a duration.
pub fn like(value: &crate::keys::Value) -> Schema {
    use crate::keys::Value;
    match value {
        Value::Share(_) => with_unit("%"),
        Value::Money(_) => with_unit("[kMG]?€.*"),
        Value::Duration(_) => with_unit("(months?|years?)"),
        Value::Count(_) => json_schema!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        _ => json_schema!({ "type": "number" }),
    }
}
