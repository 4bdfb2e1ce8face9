//! The JSON Schema of a scenario: current, accepting all that the reader accepts, refusing slips an editor can show.

use std::path::{Path, PathBuf};

use bassin::law::Code;
use bassin::parameters::Parameters;
use bassin::scenario::{template, template_names};
use bassin::schema;
use jsonschema::Validator;
use serde_json::{Map, Value, json};

fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

fn validator() -> Validator {
    let schema = schema::schema(&Parameters::load().unwrap(), &Code::load().unwrap());
    jsonschema::draft7::new(schema.as_value()).unwrap()
}

fn json_of(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(whole) => json!(whole),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(is) => json!(is),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(items) => items.iter().map(json_of).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), json_of(value))).collect::<Map<_, _>>())
        }
    }
}

fn mistakes(validator: &Validator, text: &str) -> Vec<String> {
    let read = json_of(&toml::Value::Table(text.trim_start_matches('\u{feff}').parse().unwrap()));
    validator.iter_errors(&read).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_schema_carried_is_what_the_key_tables_say() {
    let path = scenarios().join(schema::FILE_NAME);
    let carried = std::fs::read_to_string(&path).unwrap_or_default();
    let now = schema::text(&Parameters::load().unwrap(), &Code::load().unwrap());
    assert!(carried == now, "write it again: `bassin schema --out scenarios/{}`", schema::FILE_NAME);
}

#[test]
fn the_schema_is_one() {
    let schema = schema::schema(&Parameters::load().unwrap(), &Code::load().unwrap());
    assert!(jsonschema::draft7::meta::is_valid(schema.as_value()));
}

#[test]
fn every_shipped_scenario_names_the_schema_and_follows_it() {
    let validator = validator();
    let mut seen = 0;
    for entry in std::fs::read_dir(scenarios()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let text = std::fs::read_to_string(&path).unwrap();
            let first = format!("#:schema {}", schema::FILE_NAME);
            assert_eq!(text.lines().next(), Some(first.as_str()), "{}", path.display());
            assert_eq!(mistakes(&validator, &text), Vec::<String>::new(), "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 20);
}

#[test]
fn every_template_names_the_schema_and_follows_it() {
    let validator = validator();
    for name in template_names() {
        let text = template(name).unwrap();
        assert!(text.starts_with(&format!("#:schema {}\n", schema::FILE_NAME)), "{name}");
        assert_eq!(mistakes(&validator, &text), Vec::<String>::new(), "{name}");
    }
}

/// A TZCLD scenario without mistake, before lines are put in its `[tzcld]`.
fn tzcld(lines: &str) -> String {
    format!(
        "title = \"Marles\"\n[run]\nwhere = [\"dep:62\"]\nthrough = \"2023-12\"\n[tzcld]\noutside_law = true\n{lines}\n\
         [tzcld.territory.marles]\nwhere = [\"com:62555\"]\nfrom = \"2020-01\"\n"
    )
}

#[test]
fn what_the_reader_accepts_in_odd_dress_the_schema_accepts() {
    let validator = validator();
    for lines in [
        "",
        "competition_share = \"10%\"",
        "competition_share = \"12,5 % of activity\"",
        "seed_money = \"6 200 €/job\"",
        "seed_money = \"6\u{202f}200\u{a0}€ / job\"",
        "seed_money = \"6,2 k€/job\"",
        "sales = \"5 500 €/year/FTE\"",
        "sales = \"5500 €/FTE/year\"",
    ] {
        let text = tzcld(lines);
        assert_eq!(mistakes(&validator, &text), Vec::<String>::new(), "{lines}");
        let file = bassin::scenario::ScenarioFile::of("t.toml", &text).unwrap();
        let territory = bassin::territory::Territory::load(None).unwrap();
        let checked = file.check(&territory, &Parameters::load().unwrap(), &Default::default());
        assert!(checked.is_ok(), "{lines}: {checked:?}");
    }
    let free = "[parameters]\n\"demand.residential_response\" = 1\n[parameters.demand]\n\
                [law.\"rsa.base\"]\nvalue = \"600 €/month\"\nfrom = \"2021-01\"\n[law.rsa.threshold]\nvalue = 3\nfrom = \"2021-01\"\n\
                [variant.slow.tzcld.territory]\nmarles.hiring_pace = \"2 persons/month\"\n\
                [sweep]\nmultiply = true\n[sweep.tzcld]\ncompetition_share = [\"0 %\", \"25 %\"]\n";
    assert_eq!(mistakes(&validator, &(tzcld("") + free)), Vec::<String>::new());
    let until = tzcld("") + "[run.seeds]\nuntil = \"net_cost\"\nyears = \"2021..2022\"\nhalf_width = \"2 M€/year\"\n";
    assert_eq!(mistakes(&validator, &until), Vec::<String>::new());
    let measures = "title = \"t\"\n[run]\nwhere = [\"france\"]\nthrough = \"2025-12\"\n[rsa_recentralisation]\noutside_law = true\n\
                    type = \"metropole_2022\"\nreference_source = \"accounts\"\nreference_years = [2019]\n\
                    [rsa_recentralisation.one]\nwhere = [\"dep:93\"]\nfrom = \"2022-01\"\n";
    assert_eq!(mistakes(&validator, measures), Vec::<String>::new());
}

#[test]
fn slips_of_key_type_unit_and_choice_are_refused_by_the_schema_too() {
    let validator = validator();
    let of_run = |lines: &str| format!("title = \"t\"\n[run]\n{lines}\n");
    let base = "where = [\"dep:62\"]\nthrough = \"2023-12\"\n";
    let slips = [
        tzcld("competiton_share = \"10 %\""),
        tzcld("") + "[tzlcd]\nx = 1\n",
        tzcld("competition_share = 0.1"),
        tzcld("seed_money = 6200"),
        tzcld("full_cost = \"29 000 €\""),
        tzcld("sales = \"5 k€/FTE/month\""),
        tzcld("competition_share = \"10 % of dmto\""),
        tzcld("").replace("outside_law = true", ""),
        tzcld("").replace(".marles]", ".Marles]"),
        tzcld("").replace("\"2020-01\"", "\"2020\""),
        tzcld("") + "[variant.small.run]\none_in = 1\n",
        tzcld("") + "[variant.Bad.tzcld]\nsales = \"0 €/FTE/year\"\n",
        tzcld("") + "[sweep.tzcld]\nvolunteers = \"50 %\"\n",
        tzcld("") + "[parameters]\n\"demand.residental_response\" = 0.5\n",
        tzcld("") + "[parameters]\n\"demand.residential_response\" = \"50 %\"\n",
        tzcld("") + "[law.\"rsa.base\"]\nvalue = \"600 €\"\n",
        tzcld("") + "[law]\nsmic = 12\n",
        tzcld("") + "[data]\ndepartement_acounts = \"cd62.csv\"\n",
        String::new(),
        of_run("where = \"dep:62\"\nthrough = \"2023-12\""),
        of_run("where = [\"dpe:62\"]\nthrough = \"2023-12\""),
        of_run("where = []\nthrough = \"2023-12\""),
        of_run("where = [\"dep:62\"]\nthrough = \"2023-13\""),
        of_run("where = [\"dep:62\"]\nthrough = 2023-12-31"),
        of_run(&format!("{base}one_in = 0")),
        of_run(&format!("{base}one_in = \"100\"")),
        of_run(&format!("{base}one_in = 1001")),
        of_run(&format!("{base}seeds = []")),
        of_run(&format!("{base}seeds = [1, 1]")),
        of_run(&format!("{base}seeds = 3")),
        of_run(&format!("{base}seeds = \"1-20\"")),
        of_run(&format!("{base}context = \"rosy\"")),
        of_run(&format!("{base}[ordam]\nwhere = [\"reg:32\"]\nfrom = \"2021-01\"\n")),
        of_run(&format!("{base}[tzcld]\noutside_law = true\n")),
    ];
    for slip in slips {
        assert!(!mistakes(&validator, &slip).is_empty(), "accepted:\n{slip}");
    }
}
