//! `sim/MODEL.md` tells the model in ODD form. A page that drifts from the code misleads whoever reviews the model, so what
//! of it can be read from the source is compared here, in both directions where it should be whole: every parameter, draw,
//! column and policy of the program is told, and what is told exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bassin::parameters::Parameters;
use bassin::policies::REGISTER;

const PAGE: &str = include_str!("../sim/MODEL.md");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn source(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between backticks in `text`, in order.
fn quoted(text: &str) -> Vec<&str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// The part of the page under a heading, up to the next one of any level.
fn section(heading: &str) -> &'static str {
    let at = PAGE.find(&format!("{heading}\n")).unwrap_or_else(|| panic!("sim/MODEL.md has no heading {heading:?}"));
    let rest = &PAGE[at + heading.len()..];
    rest.split("\n#").next().unwrap_or(rest)
}

/// The cells of the tables of a part of the page, headings and rules left out.
fn rows(part: &str) -> Vec<Vec<&str>> {
    let table = part.lines().filter(|line| line.starts_with("| ")).filter(|line| !line.starts_with("| ---"));
    table.map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[test]
fn every_parameter_told_exists_and_every_parameter_is_told() {
    let parameters = Parameters::load().expect("the parameters carried in the program");
    let known: BTreeSet<&str> = parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    let families: BTreeSet<&str> = known.iter().filter_map(|name| name.split('.').next()).collect();
    let of_family = |text: &str| text.split_once('.').is_some_and(|(family, _)| families.contains(family));
    let told: BTreeSet<&str> = quoted(PAGE).into_iter().filter(|text| of_family(text)).collect();
    let unknown: Vec<&&str> = told.iter().filter(|name| !name.ends_with(".*") && !known.contains(**name)).collect();
    assert!(unknown.is_empty(), "sim/MODEL.md names parameters that do not exist: {unknown:?}");
    let is_told = |name: &str| {
        let family = name.split('.').next().unwrap_or(name);
        told.contains(name) || told.contains(format!("{family}.*").as_str())
    };
    let missing: Vec<&&str> = known.iter().filter(|name| !is_told(name)).collect();
    assert!(missing.is_empty(), "tell in sim/MODEL.md what these parameters do: {missing:?}");
}

#[test]
fn every_file_named_exists() {
    let folders = ["sim/", "scenarios/", "tests/", "results/"];
    let named = quoted(PAGE).into_iter().filter(|text| folders.iter().any(|folder| text.starts_with(folder)));
    let missing: Vec<&str> = named.filter(|path| !root().join(path).exists()).collect();
    assert!(missing.is_empty(), "sim/MODEL.md names files that do not exist: {missing:?}");
}

#[test]
fn every_process_of_draws_is_told_and_none_else() {
    let chance = source("sim/chance.rs");
    let processes = chance.split("pub enum Process {").nth(1).and_then(|rest| rest.split("\n}").next());
    let processes: BTreeSet<&str> = processes
        .expect("sim/chance.rs lists the processes")
        .lines()
        .filter_map(|line| line.trim().split_once(" = ").map(|(name, _)| name))
        .filter(|name| !name.starts_with("//"))
        .collect();
    let told = rows(section("# 4. Design concepts")).into_iter();
    let told: BTreeSet<&str> =
        told.flat_map(|row| quoted(row[0])).filter(|name| name.starts_with(|c: char| c.is_uppercase())).collect();
    assert!(processes.len() > 20, "{processes:?}");
    assert_eq!(told, processes, "the table of draws of sim/MODEL.md (left) and sim/chance.rs (right)");
}

#[test]
fn the_order_told_of_the_month_is_that_of_the_code() {
    let month = source("sim/month.rs");
    let body = month.split("pub fn month(").nth(1).and_then(|rest| rest.split("\n}\n").next()).expect("the month");
    let table = rows(section("## 3. Process overview and scheduling"));
    let told: Vec<&str> = table.iter().skip(1).flat_map(|row| quoted(row[2])).collect();
    let mut from = 0;
    for call in &told {
        let at = body[from..].find(&format!("{call}("));
        let at = at.unwrap_or_else(|| panic!("`{call}` is not called where sim/MODEL.md has it in the month"));
        from += at + call.len();
    }
    // Calls of behaviours and hooks, as `module::function(` and `policy.hook(`.
    for call in calls(body) {
        assert!(told.contains(&call.as_str()), "the month calls {call}, which its table in sim/MODEL.md does not tell");
    }
}

/// Functions of modules of the model and hooks of policies called in `body`.
fn calls(body: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let code = body.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
    for (at, _) in code.match_indices('(') {
        let before = &code[..at];
        let start = before.rfind(|c: char| !(c.is_alphanumeric() || "_:.".contains(c))).map_or(0, |at| at + 1);
        let call = &before[start..];
        if let Some(hook) = call.strip_prefix("policy.") {
            found.insert(hook.to_owned());
        } else if let Some((module, function)) = call.split_once("::")
            && is_name(module)
            && is_name(function)
            && module != "parallel"
        {
            found.insert(call.to_owned());
        }
    }
    found
}

#[test]
fn every_column_of_persons_households_and_firms_is_told() {
    for (heading, file) in [("### Persons", "person"), ("### Households", "household"), ("### Firms", "firm")] {
        let text = source(&format!("sim/world/{file}.rs"));
        let columns = text.split("columns! {").nth(1).and_then(|rest| rest.split("\n}\n").next()).expect("columns");
        let columns: BTreeSet<&str> = columns
            .lines()
            .filter_map(|line| line.trim().split_once(": "))
            .map(|(name, _)| name)
            .filter(|name| is_name(name))
            .collect();
        let told: BTreeSet<&str> = rows(section(heading)).into_iter().flat_map(|row| quoted(row[0])).collect();
        assert!(columns.len() > 10, "{columns:?}");
        assert_eq!(told, columns, "{heading} of sim/MODEL.md (left) and sim/world/{file}.rs (right)");
    }
}

#[test]
fn every_policy_is_told_with_the_hooks_it_acts_through() {
    let hooks: Vec<String> = {
        let text = source("sim/policies/hooks.rs");
        let lines = text.lines().filter_map(|line| line.trim().strip_prefix("fn ")).map(str::to_owned);
        let names = lines.filter_map(|line| line.split('(').next().map(str::to_owned));
        names.filter(|name| !["name", "starts", "put", "remember", "recall"].contains(&name.as_str())).collect()
    };
    assert!(hooks.len() >= 5, "{hooks:?}");
    let table = rows(section("### 7.12 Policies — `sim/policies/mod.rs`, `sim/policies/hooks.rs`"));
    let told: Vec<(&str, BTreeSet<&str>)> =
        table.iter().skip(1).map(|row| (quoted(row[0])[0], quoted(row[1]).into_iter().collect())).collect();
    let names: Vec<&str> = told.iter().map(|(name, _)| *name).collect();
    let registered: Vec<&str> = REGISTER.iter().map(|policy| policy.name).collect();
    assert_eq!(names, registered, "policies told in sim/MODEL.md (left) and registered (right), in their order");
    for (name, told) in told {
        let mechanism = root().join(format!("sim/policies/{name}/mechanism.rs"));
        let code = fs::read_to_string(mechanism).unwrap_or_default();
        let acts = hooks.iter().map(String::as_str).filter(|hook| code.contains(&format!("    fn {hook}(")));
        assert_eq!(told, acts.collect(), "hooks of {name}: sim/MODEL.md (left), its mechanism (right)");
    }
}

/// The code of the whole model.
fn code_of_the_model() -> String {
    let mut folders = vec![root().join("sim")];
    let mut code = String::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the source") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                code.push_str(&fs::read_to_string(&path).expect("source is text"));
            }
        }
    }
    code
}

#[test]
fn every_parameter_is_read_by_the_model() {
    // One that nobody reads would be changed by a scenario, or swung by a study, and change nothing in silence.
    let code = code_of_the_model();
    let parameters = Parameters::load().expect("the parameters carried in the program");
    let is_read = |name: &str| {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        code.contains(&format!("\"{name}\"")) || (stem != name && code.contains(&format!("\"{stem}{{")))
    };
    let unread: Vec<&str> = parameters.iter().map(|p| p.name.as_str()).filter(|name| !is_read(name)).collect();
    assert!(unread.is_empty(), "parameters that no behaviour reads: {unread:?}");
}

#[test]
fn every_constant_named_is_in_the_code() {
    let code = code_of_the_model();
    let is_constant = |text: &&str| text.len() > 2 && text.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    let named: BTreeSet<&str> = quoted(PAGE).into_iter().filter(is_constant).collect();
    let missing: Vec<&&str> = named.iter().filter(|name| !code.contains(&format!("const {name}:"))).collect();
    assert!(!named.is_empty() && missing.is_empty(), "sim/MODEL.md names constants that do not exist: {missing:?}");
}
