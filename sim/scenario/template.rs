//! Commented scenarios written from the key tables, so that they cannot say something else than the program:
//! `bassin new tzcld`, and `scenarios/reference.toml`.

use std::fmt::Write as _;

use super::TOP;
use super::experiment::EXPERIMENT;
use super::run::{RUN, SEEDS};
use crate::keys::{Grade, Key, Table};
use crate::policies::{self, Policy};

/// The file editors complete scenarios from, named in the first line of each: it stands beside them.
pub const SCHEMA_FILE: &str = "scenario.schema.json";

/// What `bassin new` knows: the policies, and `reference` for every key of all of them.
pub fn names() -> Vec<&'static str> {
    policies::REGISTER.iter().map(|policy| policy.name).chain(["reference"]).collect()
}

/// A scenario of one policy to begin with: what must be decided is written, the rest stands in comments with its
/// default. `None` for a name that is none of [`names`].
pub fn template(name: &str) -> Option<String> {
    if name == "reference" {
        return Some(reference());
    }
    let policy = policies::named(name)?;
    let mut text = format!(
        "#:schema {SCHEMA_FILE}\n\
         # A scenario of {name} to begin with. What must be decided is written; a line that begins with \"# \" and a key\n\
         # says the default: take the # out to change it. `bassin check` says what will run.\n\n"
    );
    let mut writer = Writer { text: &mut text, all: false };
    writer.keys(&TOP, &[("title", name)]);
    let place = where_of(policy);
    writer.table("run", &RUN, &[("where", place), ("through", "2023-12")]);
    writer.policy(policy);
    Some(text)
}

/// Every key there is, written with its default or an example.
pub fn reference() -> String {
    let mut text = format!("#:schema {SCHEMA_FILE}\n");
    text.push_str(
        "# Every key a scenario may hold, with what it means, its unit, its range and its default. This file is written\n\
         # from the program's own tables (`bassin new reference`) and runs as it stands. A scenario of one's own holds\n\
         # only what one decides: `bassin new tzcld` writes one to begin with.\n\
         #\n\
         # Places: \"dep:62\", \"reg:32\", \"ze:3216\", \"com:62555\", \"metropole\", \"france\", or a name that is only one place's.\n\
         # Amounts: \"1 250 €\", \"12,5 k€\", \"25 M€/year\"; what they are for and for how long is always stated.\n\
         # Months: \"2026-01\". Bare numbers are counts and years.\n\n",
    );
    let mut writer = Writer { text: &mut text, all: true };
    writer.keys(&TOP, &[]);
    let places = "[\"reg:32\", \"dep:93\"]";
    writer.table("run", &RUN, &[("where", places), ("one_in", "1000"), ("seeds", "1..1")]);
    writer.text.push_str("# In the place of `seeds`, a table: seeds are added until an interval is narrow enough.\n");
    writer.commented_table("run.seeds", &SEEDS);
    for policy in policies::REGISTER {
        writer.policy(policy);
    }
    let about = "# The measures evaluated as an experiment: limited to some zones d'emploi of the run, each compared with others\n\
                 # that no measure touches, beside the paired counterfactual (in comments: here measures leave no zone).\n";
    text.push_str(about);
    Writer { text: &mut text, all: true }.commented_table("experiment", &EXPERIMENT);
    text.push_str(FREE_TABLES);
    text
}

/// Tables whose keys are not the program's own: names of the law, of parameters, of the file's other tables.
const FREE_TABLES: &str = "\
# [law.\"rsa.base\"]: another value of law, by its name in `bassin law show`, as it is written there.
#   value = \"…\"          the new value; must be written
#   from = \"2021-01\"     its first month; must be written
#   through = \"2022-12\"  its last month; until the end of the run if not written
#   where = [\"dep:62\"]   where it holds; everywhere if not written

# [data]: files of one's own figures beside the scenario, in the place of those the program carries.
#   departement_accounts = \"cd62_comptes.csv\"   from `bassin data template dep:62`
#   ebe_budget = \"ebe_budget.csv\"               from `bassin data template dep:62 --table ebe_budget`

# Numbers behaviours rest on, each within its range (`bassin check` lists them with value, range and source).
[parameters]
\"demand.residential_response\" = 0.35

# Other versions of the reform: a variant repeats paths of this file and says what differs.
[variant.slow.tzcld.territory]
my_territory.hiring_pace = \"1 person/month\"

# A sweep runs the values of a list in turn; `multiply = true` in [sweep] runs every combination.
[sweep.tzcld]
competition_share = [\"0 %\", \"33 %\"]
";

/// The place the example of a policy is in.
fn where_of(policy: &Policy) -> &'static str {
    match policy.table.key("where") {
        Some(key) => key.example,
        None => "[\"dep:62\"]",
    }
}

struct Writer<'a> {
    text: &'a mut String,
    /// Whether defaults are written as if decided, or stand in comments.
    all: bool,
}

impl Writer<'_> {
    fn policy(&mut self, policy: &Policy) {
        self.table(policy.name, policy.table, &[]);
        if let Some(named) = policy.table.named.filter(|named| named.at_least_one) {
            let path = [policy.name, named.under, named.example].join(".");
            self.table(&path, named.table, &[]);
        }
    }

    fn table(&mut self, path: &str, table: &Table, instead: &[(&str, &str)]) {
        let _ = writeln!(self.text, "# {}\n[{path}]", table.about);
        self.keys(table, instead);
        for inside in table.fixed {
            self.table(&format!("{path}.{}", inside.name), inside, &[]);
        }
        if let Some(named) = table.named.filter(|named| !named.at_least_one) {
            let _ = writeln!(
                self.text,
                "# Several measures: a table [{path}.{}] each, {}; it takes from [{path}] what it does not say.\n",
                named.example, named.what
            );
        }
    }

    fn keys(&mut self, table: &Table, instead: &[(&str, &str)]) {
        for key in table.keys {
            let written = instead.iter().find(|(name, _)| *name == key.name).map(|(_, written)| *written);
            let value = key.as_toml(written.or(key.default()).unwrap_or(key.example));
            // An optional key changes what the others mean: it stays in comments even in the reference.
            let decided = written.is_some() || key.must_be_written() || (self.all && key.default().is_some());
            let mark = if decided { "" } else { "# " };
            let _ = writeln!(self.text, "{}{mark}{} = {value}\n", comment(key), key.name);
        }
    }

    fn commented_table(&mut self, path: &str, table: &Table) {
        let mut inner = String::new();
        Writer { text: &mut inner, all: true }.table(path, table, &[]);
        for line in inner.lines() {
            let _ = writeln!(self.text, "{}", format!("#  {}", line.trim_start_matches("# ")).trim_end());
        }
        self.text.push('\n');
    }
}

/// What a key means, what it accepts, what holds without it and where that comes from.
fn comment(key: &Key) -> String {
    let mut text = format!("# {}\n", key.about);
    let _ = writeln!(text, "#   {}.", key.facts().join("; "));
    if key.grade != Grade::Decision {
        let _ = writeln!(text, "#   {}: {}.", key.grade.word(), key.source);
    } else if !key.source.is_empty() {
        let _ = writeln!(text, "#   default: {}.", key.source);
    }
    text
}
