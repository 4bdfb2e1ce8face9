//! The scenario: what a file says ([`ScenarioFile`]), and what will run once it is checked ([`Scenario`]).
//!
//! Why it exists: a slip in a scenario must be an error, never a result. As written and checked are two types, so that
//! nothing runs on what was not checked. It imports `input`, `keys`, `parameters`, `policies` and `units`; places are
//! resolved through [`Places`], so that a scenario can be read without knowing how a territory is stored.

mod alone;
mod check;
mod data;
mod dial;
mod experiment;
mod explain;
mod law;
mod limits;
mod places;
mod resolved;
mod run;
mod slug;
mod template;
mod variants;

use std::path::{Path, PathBuf};

use crate::input::{InputError, Problem, Text};
use crate::keys::{CheckedTable, Grade, Key, Kind, Need, Node, Places, Span, Table, What, Wrong, nearest};
use crate::parameters::Parameters;
use crate::policies::{self, Policy};
use crate::units::{Cell, Month};

use check::{Checking, Written};

pub(crate) use data::DATA;
pub use dial::Dial;
pub(crate) use experiment::EXPERIMENT;
pub(crate) use law::LAW;
pub(crate) use run::{RUN, SEEDS};

pub use experiment::Experiment;
pub use explain::explain;
pub use limits::{FIRST_MONTH, LAST_MONTH};
pub use run::{Context, HalfWidth, Options, Run, Seeds};
pub use slug::slug;
pub use template::{SCHEMA_FILE, names as template_names, reference, template};

const TOP_KEYS: &[Key] = &[
    Key {
        name: "title",
        kind: Kind::Text,
        need: Need::Required,
        example: "What the scenario is about",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "The scenario in a few words, for reports.",
    },
    Key {
        name: "question",
        kind: Kind::Text,
        need: Need::Optional,
        example: "What does it cost, and who leaves poverty for good?",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "The question the run must answer, in a sentence.",
    },
];

pub(crate) static TOP: Table =
    Table { name: "", about: "What the scenario is about.", keys: TOP_KEYS, fixed: &[], named: None };

/// Tables of a scenario that are not policies.
const OWN_TABLES: [&str; 7] = ["run", "data", "law", "parameters", "variant", "sweep", "experiment"];

/// A scenario as written.
#[derive(Clone, Debug)]
pub struct ScenarioFile {
    /// The file's name without its ending, safe as a folder name: results go under it.
    pub name: String,
    text: Text,
    folder: PathBuf,
}

impl ScenarioFile {
    /// Reads a file.
    ///
    /// # Errors
    /// Missing, unreadable, too large, in another encoding, or all its mistakes of syntax.
    pub fn read(path: &Path) -> Result<ScenarioFile, InputError> {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(ScenarioFile { name: slug(&stem), text: Text::read(path)?, folder: data::folder_of(path) })
    }

    /// A scenario that stands in no file.
    ///
    /// # Errors
    /// All its mistakes of syntax.
    pub fn of(name: &str, text: &str) -> Result<ScenarioFile, InputError> {
        let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".toml");
        Ok(ScenarioFile { name: slug(stem), text: Text::of(name, text.to_owned())?, folder: PathBuf::new() })
    }

    /// The text, for the manifest.
    pub fn text(&self) -> &str {
        self.text.text()
    }

    /// The folder of reference data the scenario asks for, if not the one carried in the program: what must be loaded
    /// before places can be resolved.
    pub fn territory(&self) -> Option<&str> {
        match &self.text.root.get("run")?.node.get("territory")?.node.what {
            What::Text(folder) => Some(folder),
            _ => None,
        }
    }

    /// One error that points into this file, for what only others can check (the name of a law's value).
    pub fn error(&self, problems: Vec<Problem>) -> InputError {
        self.text.error(problems)
    }

    /// Checks everything a scenario says, on these places, with the options of the command line laid over it.
    ///
    /// # Errors
    /// All the mistakes of the file, in its order.
    pub fn check(
        &self,
        places: &dyn Places,
        parameters: &Parameters,
        options: &Options,
    ) -> Result<Scenario, InputError> {
        let (base, mut problems) = check_one(&self.text.root, places, parameters, options);
        let variants = match variants::of(&self.text.root) {
            Ok(list) => list,
            Err(found) => {
                problems.extend(found);
                Vec::new()
            }
        };
        let mut checked: Vec<Variant> = Vec::new();
        for variant in variants {
            let (scenario, found) = check_one(&self.text.root.overlaid(&variant.over), places, parameters, options);
            problems.extend(found);
            checked.push(Variant { name: variant.name, says: variant.says, alone: false, scenario });
        }
        let Some(mut base) = base.filter(|_| problems.is_empty()) else { return Err(self.error(problems)) };
        // A variant that says what the file says already would run twice.
        checked.retain(|variant| variant.scenario.as_ref().is_some_and(|scenario| !scenario.is_the_reform_of(&base)));
        base.variants = alone::of(&base).into_iter().chain(checked).collect();
        base.name.clone_from(&self.name);
        Ok(base)
    }
}

/// A scenario that can run.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Safe as a folder name.
    pub name: String,
    pub title: String,
    pub question: Option<String>,
    pub run: Run,
    /// In the order of the register. None: the reference alone runs.
    pub policies: Vec<Asked>,
    /// Values of law the reform changes; their names are the law's to check.
    pub law: Vec<LawChange>,
    /// The parameters, with those the scenario changes.
    pub parameters: Parameters,
    pub variants: Vec<Variant>,
    /// How the measures are evaluated as an experiment, if that is asked for.
    pub experiment: Option<Experiment>,
    /// What the author should know though it is no mistake.
    pub notes: Vec<String>,
    top: CheckedTable,
    /// Files of local data, by the table they fill.
    data: Option<CheckedTable>,
}

/// A policy the scenario asks for.
#[derive(Clone, Copy)]
pub struct Register(pub &'static Policy);

impl std::fmt::Debug for Register {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name)
    }
}

/// A policy with what the scenario says of it.
#[derive(Clone, Debug)]
pub struct Asked {
    pub policy: Register,
    pub table: CheckedTable,
}

impl Asked {
    pub const fn name(&self) -> &'static str {
        self.policy.0.name
    }
}

/// A value of law the reform changes, as written.
#[derive(Clone, Debug)]
pub struct LawChange {
    /// `rsa.base`.
    pub name: String,
    pub value: Node,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    /// Where; everywhere in the run if `None`.
    pub cells: Option<Vec<Cell>>,
    /// The name in the file, for an error if the law has no such value.
    pub span: Span,
    table: CheckedTable,
}

impl LawChange {
    /// The new value as the law's own tables write it: `600 €/month`, without the quotes of the file.
    pub fn value_text(&self) -> String {
        match &self.value.what {
            What::Text(text) => text.clone(),
            _ => self.value.written(),
        }
    }
}

/// Another version of the reform: the file with a few values replaced.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Safe as a folder name.
    pub name: String,
    /// What it changes, in the file's words: `tzcld.competition_share = "25 %"`.
    pub says: String,
    /// One policy of the file without the others, as `each_alone` asks for.
    pub alone: bool,
    /// Present in a checked scenario, without variants of its own.
    pub scenario: Option<Scenario>,
}

impl Scenario {
    /// Whether both reforms change the same things, however they are written.
    fn is_the_reform_of(&self, other: &Scenario) -> bool {
        let policies = |scenario: &Scenario| scenario.policies.iter().map(Asked::name).collect::<Vec<_>>();
        let law = |scenario: &Scenario| {
            let changes = scenario.law.iter();
            changes.map(|c| (c.name.clone(), c.value.written(), c.from, c.through, c.cells.clone())).collect::<Vec<_>>()
        };
        let parameters = |scenario: &Scenario| {
            scenario.parameters.iter().map(|parameter| parameter.value.clone()).collect::<Vec<_>>()
        };
        let tables =
            |scenario: &Scenario| scenario.policies.iter().map(|asked| asked.table.clone()).collect::<Vec<_>>();
        policies(self) == policies(other)
            && tables(self).iter().zip(&tables(other)).all(|(a, b)| a.means_the_same_as(b))
            && law(self) == law(other)
            && parameters(self) == parameters(other)
    }

    /// Whether both have the same reference arm: the same places, months, scale, context and parameters. Their reforms
    /// can then run from one past.
    pub fn shares_its_past_with(&self, other: &Scenario) -> bool {
        let run = |scenario: &Scenario| {
            let run = &scenario.run;
            (run.cells.clone(), run.one_in, run.from, run.through, run.context, run.territory.clone())
        };
        let parameters = |scenario: &Scenario| {
            scenario.parameters.iter().map(|parameter| parameter.value.clone()).collect::<Vec<_>>()
        };
        run(self) == run(other) && parameters(self) == parameters(other)
    }

    /// Adds what the author should know, here and in the variants.
    pub fn note(&mut self, notes: &[String]) {
        self.notes.extend_from_slice(notes);
        for variant in self.variants.iter_mut().filter_map(|variant| variant.scenario.as_mut()) {
            variant.note(notes);
        }
    }

    /// What the scenario says of a policy, if it asks for it.
    pub fn policy(&self, name: &str) -> Option<&CheckedTable> {
        self.policies.iter().find(|asked| asked.name() == name).map(|asked| &asked.table)
    }
}

/// Checks one version of a scenario. The scenario is `None` when something is wrong.
fn check_one(
    root: &Node,
    places: &dyn Places,
    parameters: &Parameters,
    options: &Options,
) -> (Option<Scenario>, Vec<Problem>) {
    let mut checking = Checking { places, problems: Vec::new() };
    unknown_tables(root, &mut checking);
    let own = Node { span: root.span.clone(), what: What::Table(top_entries(root)) };
    let top = checking.table(&TOP, Written { path: "", node: &own, span: &Some(0..0) }, None);
    let run = run::check(root, options, &mut checking);
    let data = data::check(root, &mut checking);

    let mut asked = Vec::new();
    for policy in policies::REGISTER {
        let Some(entry) = root.get(policy.name) else { continue };
        let before = checking.problems.len();
        let written = Written { path: policy.name, node: &entry.node, span: &entry.key_span };
        let table = checking.table(policy.table, written, None);
        limits::lawful(&table, &mut checking);
        // What keys hold together can be asked only of keys that are right one by one.
        if checking.problems.len() == before {
            for found in (policy.consistent)(&table, places) {
                let problem = Problem::new(
                    found.mistake.wrong,
                    format!("{} {}", found.path, found.mistake.says),
                    found.mistake.help,
                    found.span,
                );
                checking.push(problem);
            }
            asked.push(Asked { policy: Register(policy), table });
        }
    }
    let law = law::changes(root, &mut checking);
    let mut parameters = parameters.clone();
    if let Some(entry) = root.get("parameters") {
        checking.problems.extend(parameters.change(&entry.node));
    }
    let mut notes = Vec::new();
    if let Some(run) = &run {
        limits::dates(run, &asked, &law, &mut checking);
        notes = limits::places(run, &asked, &mut checking);
    }
    limits::conflicts(&asked, &mut checking);
    let experiment = experiment::check(root, run.as_ref(), (&asked, &law), &mut checking, &mut notes);
    let problems = checking.problems;
    let run = run.filter(|_| problems.is_empty());
    let scenario = run.map(|run| Scenario {
        name: String::new(),
        title: top.text("title").to_owned(),
        question: top.text_if_any("question").map(str::to_owned),
        run,
        policies: asked,
        law,
        parameters,
        variants: Vec::new(),
        experiment,
        notes,
        top,
        data,
    });
    (scenario, problems)
}

fn is_table_name(name: &str) -> bool {
    OWN_TABLES.contains(&name) || policies::named(name).is_some()
}

fn top_entries(root: &Node) -> Vec<crate::keys::Entry> {
    root.entries().iter().filter(|entry| TOP.key(&entry.key).is_some()).cloned().collect()
}

fn unknown_tables(root: &Node, checking: &mut Checking<'_>) {
    let tables = || OWN_TABLES.into_iter().chain(policies::REGISTER.iter().map(|policy| policy.name));
    let names = || TOP.names().into_iter().chain(tables());
    for entry in root.entries() {
        if TOP.key(&entry.key).is_none() && !is_table_name(&entry.key) {
            let what = if entry.node.is_table() { "table" } else { "key" };
            let all = names().collect::<Vec<_>>().join(", ");
            let help = match nearest(&entry.key, names()) {
                Some(near) => format!("did you mean `{near}`? A scenario may hold: {all}"),
                None => format!("a scenario may hold: {all}"),
            };
            let message = format!("`{}` is no {what} of a scenario", entry.key);
            checking.push(Problem::new(Wrong::UnknownKey, message, help, entry.key_span.clone()).labelled("unknown"));
        } else if is_table_name(&entry.key) && !entry.node.is_table() {
            let message = format!("{} is a table, not a value", entry.key);
            let help = format!("open it with a line [{}], then its keys below", entry.key);
            checking.push(Problem::new(Wrong::Type, message, help, entry.node.span.clone()));
        }
    }
}
