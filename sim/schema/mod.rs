//! The shape of a scenario as a JSON Schema, so that editors complete scenarios and underline what is wrong in them
//! before `bassin check` is asked.
//!
//! Why it exists: it is built from the same declarations the reader uses, so that neither can say something else than the
//! other. It refuses nothing that the reader accepts; what needs places, dates or several keys together stays the
//! reader's to tell. Draft 7, which the editors' TOML support understands (its validator reads drafts 4 to 7). It imports
//! `keys`, `law`, `parameters`, `policies` and `scenario`, and reads no file.

mod tables;
mod values;

use schemars::generate::SchemaSettings;
use schemars::{Schema, json_schema};
use serde_json::{Map, Value as Json, json};

use crate::law::Code;
use crate::parameters::{Parameter, Parameters};
use crate::policies;
use crate::scenario::{DATA, EXPERIMENT, LAW, RUN, SEEDS, TOP};
use tables::{Form, Tables};
use values::PLAIN_NAME;

/// The name under which the shipped scenarios, and those `bassin new` prints, look for the schema beside them.
pub const FILE_NAME: &str = crate::scenario::SCHEMA_FILE;

/// The schema of a scenario, with the names this law and these parameters have.
pub fn schema(parameters: &Parameters, code: &Code) -> Schema {
    let mut tables = Tables::default();
    let mut root = Map::new();
    for key in TOP.keys {
        root.insert(key.name.to_owned(), tables.key("scenario", key, Form::Whole));
    }
    root.insert("run".to_owned(), run(&mut tables));
    root.insert("data".to_owned(), tables.table("data", &DATA, Form::Whole));
    root.insert("experiment".to_owned(), tables.table("experiment", &EXPERIMENT, Form::Whole));
    root.insert("law".to_owned(), law(&mut tables, code));
    root.insert("parameters".to_owned(), of_parameters(&mut tables, parameters, Form::Whole));
    for policy in policies::REGISTER {
        root.insert(policy.name.to_owned(), tables.table(policy.name, policy.table, Form::Whole));
    }
    let mut version = |form| {
        let mut inside = Map::new();
        for policy in policies::REGISTER {
            inside.insert(policy.name.to_owned(), tables.table(policy.name, policy.table, form));
        }
        inside.insert("experiment".to_owned(), tables.table("experiment", &EXPERIMENT, form));
        // Nothing among parameters must be written, in part or not.
        let values = if form == Form::Lists { form } else { Form::Whole };
        inside.insert("parameters".to_owned(), of_parameters(&mut tables, parameters, values));
        let about = "Values of law, by name, as in [law].";
        inside.insert("law".to_owned(), json!({ "type": "object", "description": about }));
        inside
    };
    let mut swept = version(Form::Lists);
    let variant = version(Form::Part);
    let about = "Whether every combination of the values is run; one value at a time if not.";
    swept.insert("multiply".to_owned(), json!({ "type": "boolean", "default": false, "description": about }));
    root.insert(
        "variant".to_owned(),
        json!({
            "type": "object",
            "description": "Other versions of the reform, each under a name of your own: [variant.slow.tzcld.territory] repeats paths of the file and says what differs.",
            "propertyNames": { "pattern": PLAIN_NAME },
            "additionalProperties": { "type": "object", "properties": variant, "additionalProperties": false },
        }),
    );
    root.insert(
        "sweep".to_owned(),
        json!({
            "type": "object",
            "description": "Values to run in turn: [sweep.tzcld] competition_share = [\"0 %\", \"33 %\"].",
            "properties": swept,
            "additionalProperties": false,
        }),
    );
    let mut generator = SchemaSettings::draft07().into_generator();
    *generator.definitions_mut() = tables.definitions;
    let mut schema = json_schema!({
        "$schema": generator.settings().meta_schema,
        "title": "A scenario of Bassin",
        "description": "Who pays, who decides or what exists somewhere in France, and what is simulated to tell the difference.",
        "type": "object",
        "required": ["title", "run"],
        "properties": root,
        "additionalProperties": false,
    });
    schema.insert("definitions".to_owned(), Json::Object(generator.take_definitions(true)));
    schema
}

/// The schema as a file of its own: the same bytes for the same program.
pub fn text(parameters: &Parameters, code: &Code) -> String {
    // A JSON value has a text: its keys are texts.
    format!("{:#}\n", schema(parameters, code).as_value())
}

/// `[run]`, whose seeds may also be a table.
fn run(tables: &mut Tables) -> Json {
    let until = tables.table("run.seeds", &SEEDS, Form::Whole);
    let run = tables.table("run", &RUN, Form::Whole);
    let forms = tables.definitions.get_mut("run:seeds").and_then(|seeds| seeds.get_mut("anyOf"));
    if let Some(Json::Array(forms)) = forms {
        forms.push(until);
    }
    run
}

/// `[law."rsa.base"]`, or the same name opened step by step.
fn law(tables: &mut Tables, code: &Code) -> Json {
    let change = json!({
        "type": "object",
        "required": ["value", "from"],
        "properties": {
            "value": { "description": "The new value, as in the law's own table: \"600 €/month\", \"62 %\"." },
            "from": tables.key("law", &LAW.keys[0], Form::Whole),
        },
        "additionalProperties": false,
    });
    let change = LAW.keys.iter().skip(1).fold(change, |mut change, key| {
        change["properties"][key.name] = tables.key("law", key, Form::Whole);
        change
    });
    tables.define("law.change", change);
    let tree =
        json!({ "type": "object", "minProperties": 1, "additionalProperties": { "$ref": "#/definitions/law.tree" } });
    tables.define("law.tree", json!({ "anyOf": [{ "$ref": "#/definitions/law.change" }, tree] }));
    let names: Map<String, Json> = code
        .parameters()
        .map(|known| {
            let about = format!("{}\n\nIn {}; {}.", known.meaning, known.unit, known.reference);
            (known.name.clone(), json!({ "description": about, "allOf": [{ "$ref": "#/definitions/law.change" }] }))
        })
        .collect();
    json!({
        "type": "object",
        "description": "Values of law the reform changes, by their names in `bassin law show`: [law.\"rsa.base\"].",
        "properties": names,
        "additionalProperties": { "$ref": "#/definitions/law.tree" },
    })
}

/// `[parameters]`: every name, written whole or opened step by step.
fn of_parameters(tables: &mut Tables, parameters: &Parameters, form: Form) -> Json {
    let all: Vec<(Vec<&str>, &Parameter)> =
        parameters.iter().map(|parameter| (parameter.name.split('.').collect(), parameter)).collect();
    for (_, parameter) in &all {
        tables.define(&format!("parameters:{}", parameter.name), parameter_value(parameter));
    }
    let about = "Numbers behaviours rest on, each within its range (`bassin check` lists them with value and source).";
    level(tables, &all, "", about, form)
}

/// The names that begin with these steps: the rest of each in one piece, or cut at any of its points.
fn level(tables: &mut Tables, inside: &[(Vec<&str>, &Parameter)], prefix: &str, about: &str, form: Form) -> Json {
    let mut properties = Map::new();
    for (steps, parameter) in inside {
        for cut in 1..=steps.len() {
            let key = steps[..cut].join(".");
            if properties.contains_key(&key) {
                continue;
            }
            let value = if cut == steps.len() {
                form.of_leaf(json!({ "$ref": format!("#/definitions/parameters:{}", parameter.name) }))
            } else {
                let below: Vec<(Vec<&str>, &Parameter)> = inside
                    .iter()
                    .filter(|(other, _)| other.len() > cut && other[..cut] == steps[..cut])
                    .map(|(other, parameter)| (other[cut..].to_vec(), *parameter))
                    .collect();
                level(tables, &below, &format!("{prefix}{key}."), "", form)
            };
            properties.insert(key, value);
        }
    }
    let table = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let name = format!("parameters{}:{prefix}", form.suffix());
    let mut reference = tables.define(&name, table);
    if !about.is_empty() {
        reference = json!({ "description": about, "allOf": [reference] });
    }
    reference
}

fn parameter_value(parameter: &Parameter) -> Json {
    let mut schema = values::like(&parameter.value);
    let [low, high] = &parameter.range;
    let about = format!(
        "{}\n\nIn {}; between {low} and {high}; {} if not written.\n\n{}: {}.",
        parameter.about,
        parameter.unit,
        parameter.written,
        parameter.grade.word(),
        parameter.source
    );
    schema.insert("description".to_owned(), json!(about));
    Json::from(schema)
}
