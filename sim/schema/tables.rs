//! Tables of keys as objects of the schema: whole as the file must have them, in part as a variant repeats them, and with
//! lists in the place of values as a sweep does.

use serde_json::{Map, Value as Json, json};

use super::values::{self, PLAIN_NAME};
use crate::keys::{Key, Named, Table};

/// How a table stands in a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// With all that must be written.
    Whole,
    /// What a variant changes: nothing must be written.
    Part,
    /// What a sweep runs through: each value a list of values.
    Lists,
}

impl Form {
    pub const fn suffix(self) -> &'static str {
        match self {
            Form::Whole => "",
            Form::Part => "-part",
            Form::Lists => "-lists",
        }
    }

    /// A value, or a list of such values.
    pub fn of_leaf(self, value: Json) -> Json {
        match self {
            Form::Lists => json!({ "type": "array", "minItems": 1, "items": value }),
            Form::Whole | Form::Part => value,
        }
    }
}

/// What has been defined so far, by name: each key and table once, wherever it stands.
#[derive(Default)]
pub struct Tables {
    pub definitions: Map<String, Json>,
}

impl Tables {
    /// Defines `schema` under this name; gives what refers to it.
    pub fn define(&mut self, name: &str, schema: Json) -> Json {
        self.definitions.insert(name.to_owned(), schema);
        json!({ "$ref": format!("#/definitions/{name}") })
    }

    /// A key of the table at this path.
    pub fn key(&mut self, path: &str, key: &Key, form: Form) -> Json {
        let reference = self.define(&format!("{path}:{}", key.name), Json::from(values::of_key(key)));
        form.of_leaf(reference)
    }

    /// The table at this path.
    pub fn table(&mut self, path: &str, table: &Table, form: Form) -> Json {
        self.inside(path, table, form, None)
    }

    /// A table that takes what it does not say from the one around it, if there is one.
    fn inside(&mut self, path: &str, table: &Table, form: Form, around: Option<(&str, &Table)>) -> Json {
        let mut properties = Map::new();
        for key in table.keys {
            let same = around.filter(|(_, around)| around.key(key.name).is_some_and(|known| is_the_same(known, key)));
            properties.insert(key.name.to_owned(), self.key(same.map_or(path, |(path, _)| path), key, form));
        }
        for fixed in table.fixed {
            let known = around.and_then(|(path, around)| {
                let known = around.fixed.iter().find(|other| other.name == fixed.name)?;
                Some((format!("{path}.{}", fixed.name), known))
            });
            let known = known.as_ref().map(|(path, known)| (path.as_str(), *known));
            let path = format!("{path}.{}", fixed.name);
            properties.insert(fixed.name.to_owned(), self.inside(&path, fixed, form, known));
        }
        let mut object = json!({ "type": "object", "description": table.about, "additionalProperties": false });
        let inherited = |name: &str| around.is_some_and(|(_, around)| around.key(name).is_some());
        let own = table.keys.iter().filter(|key| key.must_be_written() && !inherited(key.name)).map(|key| key.name);
        // A table that must hold something must be there itself.
        let fixed = table.fixed.iter().filter(|inside| must_be_written(inside)).map(|inside| inside.name);
        let mut required: Vec<&str> = own.collect();
        if around.is_none() {
            required.extend(fixed);
        }
        if let Some(named) = table.named {
            let one = self.named(path, table, named, form);
            if named.under.is_empty() {
                // What stands beside the keys is a measure with a name of its own.
                object["propertyNames"] = json!({ "pattern": PLAIN_NAME });
                object["additionalProperties"] = one;
            } else {
                let mut under = json!({
                    "type": "object",
                    "description": format!("{}, under a name of your own, as [{path}.{}.{}].", named.what, named.under, named.example),
                    "propertyNames": { "pattern": PLAIN_NAME },
                    "additionalProperties": one,
                });
                if form == Form::Whole && named.at_least_one {
                    under["minProperties"] = json!(1);
                    required.push(named.under);
                }
                properties.insert(named.under.to_owned(), under);
            }
        }
        if form == Form::Whole && !required.is_empty() {
            match table.named.filter(|named| named.inherits) {
                // Measures may each say what the table around them does not.
                Some(_) => {
                    let known: Map<String, Json> = properties.keys().map(|name| (name.clone(), json!(true))).collect();
                    object["if"] = json!({ "properties": known, "additionalProperties": false });
                    object["then"] = json!({ "required": required });
                }
                None => object["required"] = json!(required),
            }
        }
        object["properties"] = Json::Object(properties);
        self.define(&format!("{path}{}", form.suffix()), object)
    }

    fn named(&mut self, path: &str, table: &Table, named: Named, form: Form) -> Json {
        let step = if named.under.is_empty() { named.example } else { named.under };
        self.inside(&format!("{path}.{step}"), named.table, form, named.inherits.then_some((path, table)))
    }
}

/// Whether two tables say the same of a key, so that one definition serves both.
fn is_the_same(a: &Key, b: &Key) -> bool {
    (a.kind, a.need, a.range, a.about, a.example) == (b.kind, b.need, b.range, b.about, b.example)
}

fn must_be_written(table: &Table) -> bool {
    table.keys.iter().any(Key::must_be_written) || table.fixed.iter().any(must_be_written)
}
