//! The numbers behaviours rest on, each with its range, source and grade.
//!
//! Why it exists: a behaviour names a parameter once, at the start, and reads it into its own type; nobody writes a
//! number of behaviour in code. They are data (`scenarios/france/parameters.toml`), carried in the program, and a
//! scenario may change one within its range. It imports `keys`, `input` and `units`.

use std::collections::BTreeMap;

use crate::input::{InputError, Problem, Text};
use crate::keys::quantity;
use crate::keys::{Entry, Grade, Node, Span, Value, What, Wrong, nearest};
use crate::units::{Cents, Rate};

const EMBEDDED_NAME: &str = "scenarios/france/parameters.toml";
const EMBEDDED: [(&str, &str); 2] = [
    (EMBEDDED_NAME, include_str!("../scenarios/france/parameters.toml")),
    ("scenarios/france/public_finance.toml", include_str!("../scenarios/france/public_finance.toml")),
];
const FIELDS: [&str; 7] = ["value", "unit", "low", "high", "grade", "source", "about"];

/// One number of the model.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parameter {
    /// `demand.residential_response`.
    pub name: String,
    pub value: Value,
    /// The value, as in the file.
    pub written: String,
    pub low: Value,
    pub high: Value,
    /// The range, as in the file.
    pub range: [String; 2],
    /// What the number counts, in words.
    pub unit: String,
    pub grade: Grade,
    pub source: String,
    pub about: String,
    /// Whether the scenario changed it.
    pub changed: bool,
}

/// Every number of the model, by name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parameters {
    by_name: BTreeMap<String, Parameter>,
}

impl Parameters {
    /// The parameters carried in the program.
    ///
    /// # Errors
    /// None with the file as published: a test reads it.
    pub fn load() -> Result<Parameters, InputError> {
        let mut by_name = BTreeMap::new();
        for (name, text) in EMBEDDED {
            by_name.extend(Parameters::of(&Text::of(name, text.to_owned())?)?.by_name);
        }
        Ok(Parameters { by_name })
    }

    /// The parameters carried in the program, those of public accounts replaced by a territory's own: as many, under
    /// the same names.
    ///
    /// # Errors
    /// All mistakes of the file, among them a number missing or unknown.
    pub fn with_public_finance(name: &str, text: &str) -> Result<Parameters, InputError> {
        let mut all = Parameters::load()?;
        let text = Text::of(name, text.to_owned())?;
        let own = Parameters::of(&text)?.by_name;
        let (carried_name, carried) = EMBEDDED[1];
        let carried = Parameters::of(&Text::of(carried_name, carried.to_owned())?)?.by_name;
        let missing = carried.keys().filter(|known| !own.contains_key(*known));
        let unknown = own.keys().filter(|known| !carried.contains_key(*known));
        let help = || format!("the file holds the same numbers as {carried_name}, with other values");
        let problems: Vec<Problem> = missing
            .map(|known| Problem::new(Wrong::Missing, format!("{known} is missing"), help(), None))
            .chain(unknown.map(|n| Problem::new(Wrong::UnknownKey, format!("{n} is no such number"), help(), None)))
            .collect();
        if !problems.is_empty() {
            return Err(text.error(problems));
        }
        all.by_name.extend(own);
        Ok(all)
    }

    /// Parameters from another file of the same shape.
    ///
    /// # Errors
    /// All mistakes of the file: a field missing or unknown, a value outside its own range.
    pub fn of(text: &Text) -> Result<Parameters, InputError> {
        let mut problems = Vec::new();
        let mut by_name = BTreeMap::new();
        for (name, entry) in leaves("", &text.root) {
            if let Some(parameter) = parameter(&name, entry, &mut problems) {
                by_name.insert(name, parameter);
            }
        }
        if problems.is_empty() { Ok(Parameters { by_name }) } else { Err(text.error(problems)) }
    }

    /// Every parameter, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Parameter> {
        self.by_name.values()
    }

    /// One parameter, if there is one of this name.
    pub fn get(&self, name: &str) -> Option<&Parameter> {
        self.by_name.get(name)
    }

    fn value(&self, name: &str) -> &Value {
        match self.by_name.get(name) {
            Some(parameter) => &parameter.value,
            None => panic!("no parameter is named {name} in {EMBEDDED_NAME}"),
        }
    }

    /// A share, or a number without unit, in millionths.
    ///
    /// # Panics
    /// If no parameter of this name is a share or a number: a mistake of the program, found by its tests. So do the
    /// others below.
    pub fn rate(&self, name: &str) -> Rate {
        match self.value(name) {
            Value::Share(rate) | Value::Number(rate) => *rate,
            other => panic!("{name} is {other:?}, not a share or a number"),
        }
    }

    /// A share, or a number without unit, as a fraction: for set-up and probabilities, never for state.
    pub fn fraction(&self, name: &str) -> f64 {
        self.rate(name).to_fraction()
    }

    /// A whole number.
    pub fn count(&self, name: &str) -> u32 {
        match self.value(name) {
            Value::Count(count) => *count,
            other => panic!("{name} is {other:?}, not a whole number"),
        }
    }

    /// A duration in months.
    pub fn months(&self, name: &str) -> u16 {
        match self.value(name) {
            Value::Duration(months) => *months,
            other => panic!("{name} is {other:?}, not a duration"),
        }
    }

    /// An amount; its unit says of what and for how long.
    pub fn cents(&self, name: &str) -> Cents {
        match self.value(name) {
            Value::Money(cents) => *cents,
            other => panic!("{name} is {other:?}, not an amount"),
        }
    }

    /// Lays the `[parameters]` of a scenario on these: `"demand.residential_response" = 0.5`. All mistakes are returned.
    pub(crate) fn change(&mut self, table: &Node) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (name, entry) in changes("", table) {
            if let Err(problem) = self.change_one(&name, entry) {
                problems.push(*problem);
            }
        }
        problems
    }

    fn change_one(&mut self, name: &str, entry: &Entry) -> Result<(), Box<Problem>> {
        let Some(parameter) = self.by_name.get_mut(name) else {
            let help = match nearest(name, self.by_name.keys().map(String::as_str)) {
                Some(near) => format!("did you mean \"{near}\"? `bassin check` lists all of them"),
                None => format!("the parameters are those of {EMBEDDED_NAME}"),
            };
            let message = format!("no parameter is named {name}");
            return Err(Box::new(Problem::new(Wrong::UnknownKey, message, help, entry.key_span.clone())));
        };
        let written = entry.node.written();
        let [low, high] = &parameter.range;
        let wrong = |wrong, says: String| {
            let example = &parameter.written;
            let help = format!(
                "write a value between {low} and {high} ({}), as {example}: {}",
                parameter.unit, parameter.about
            );
            let says = format!("parameters.{name} = {written} {says}");
            Box::new(Problem::new(wrong, says, help, entry.node.span.clone()))
        };
        let value = match (&entry.node.what, &parameter.value) {
            // Three is a number as good as 3.0 where numbers are expected.
            (What::Whole(text), Value::Number(_)) => quantity::plain(text).ok().map(Value::Number),
            _ => read(&entry.node),
        };
        let value = value.ok_or_else(|| wrong(Wrong::Type, "cannot be read".to_owned()))?;
        match within(&value, &parameter.low, &parameter.high) {
            None => return Err(wrong(Wrong::Type, format!("is not of the kind of {}", parameter.written))),
            Some(false) => return Err(wrong(Wrong::OutOfRange, format!("is outside {low} to {high}"))),
            Some(true) => {}
        }
        parameter.value = value;
        parameter.written = written;
        parameter.changed = true;
        Ok(())
    }
}

/// A value of the file: `"34 %"`, `0.6`, `3`, `"12 months"`, `"1 850 €/year"`.
fn read(node: &Node) -> Option<Value> {
    match &node.what {
        What::Whole(text) => text.parse().ok().map(Value::Count),
        What::Decimal(text) => quantity::plain(text).ok().map(Value::Number),
        What::Text(text) if text.contains('%') => quantity::share(text, "").ok().map(Value::Share),
        What::Text(text) if text.contains('€') => {
            let per: Vec<&str> = text.split('/').skip(1).map(str::trim).collect();
            quantity::money(text, &per).ok().map(Value::Money)
        }
        What::Text(text) => quantity::duration(text).ok().map(Value::Duration),
        _ => None,
    }
}

/// Whether a value lies in a range; `None` if they are not of one kind.
fn within(value: &Value, low: &Value, high: &Value) -> Option<bool> {
    let kind = std::mem::discriminant(value);
    if kind != std::mem::discriminant(low) || kind != std::mem::discriminant(high) {
        return None;
    }
    let value = value.magnitude()?;
    Some(low.magnitude()? <= value && value <= high.magnitude()?)
}

/// The tables that describe one parameter each, with their dotted names.
fn leaves<'a>(prefix: &str, node: &'a Node) -> Vec<(String, &'a Entry)> {
    let mut found = Vec::new();
    for entry in node.entries() {
        let name = if prefix.is_empty() { entry.key.clone() } else { format!("{prefix}.{}", entry.key) };
        if entry.node.entries().iter().any(|inside| !inside.node.is_table()) || !entry.node.is_table() {
            found.push((name, entry));
        } else {
            found.extend(leaves(&name, &entry.node));
        }
    }
    found
}

/// The values a scenario changes, with their dotted names, quoted as a whole or not.
fn changes<'a>(prefix: &str, node: &'a Node) -> Vec<(String, &'a Entry)> {
    let mut found = Vec::new();
    for entry in node.entries() {
        let name = if prefix.is_empty() { entry.key.clone() } else { format!("{prefix}.{}", entry.key) };
        if entry.node.is_table() { found.extend(changes(&name, &entry.node)) } else { found.push((name, entry)) }
    }
    found
}

fn parameter(name: &str, entry: &Entry, problems: &mut Vec<Problem>) -> Option<Parameter> {
    let before = problems.len();
    let mut wrong = |wrong, message: String, help: &str, span: &Span| {
        problems.push(Problem::new(wrong, message, help.to_owned(), span.clone()));
    };
    for inside in entry.node.entries() {
        if !FIELDS.contains(&inside.key.as_str()) {
            let message = format!("`{}` is no field of a parameter ({name})", inside.key);
            wrong(
                Wrong::UnknownKey,
                message,
                "a parameter has value, unit, low, high, grade, source, about",
                &inside.key_span,
            );
        }
    }
    let mut field = |field: &str| {
        let found = entry.node.get(field).map(|inside| &inside.node);
        if found.is_none() {
            let help = "a parameter has value, unit, low, high, grade, source, about";
            wrong(Wrong::Missing, format!("{name} has no `{field}`"), help, &entry.key_span);
        }
        found
    };
    let (value, low, high) = (field("value"), field("low"), field("high"));
    let (unit, grade, source, about) = (field("unit"), field("grade"), field("source"), field("about"));
    let text = |node: Option<&Node>| match node.map(|node| &node.what) {
        Some(What::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let (value, low, high) = (value?, low?, high?);
    let read_all = (read(value), read(low), read(high));
    let (Some(read_value), Some(read_low), Some(read_high)) = read_all else {
        let help = "write \"34 %\", 0.6, 3, \"12 months\" or \"1 850 €/year\"";
        wrong(Wrong::Type, format!("{name}: value, low or high cannot be read"), help, &value.span);
        return None;
    };
    if within(&read_value, &read_low, &read_high) != Some(true) {
        let help = "value, low and high are of one kind, in this order: low ≤ value ≤ high";
        wrong(Wrong::OutOfRange, format!("{name}: the value is outside its own range"), help, &value.span);
    }
    let graded = Grade::from_word(&text(grade)).filter(|grade| *grade != Grade::Decision);
    if graded.is_none() {
        let span = grade.and_then(|node| node.span.clone());
        wrong(
            Wrong::UnknownOption,
            format!("{name} has no known grade"),
            "law, statistic, estimate or assumption",
            &span,
        );
    }
    if problems.len() > before {
        return None;
    }
    Some(Parameter {
        name: name.to_owned(),
        value: read_value,
        written: value.written(),
        low: read_low,
        high: read_high,
        range: [low.written().replace('"', ""), high.written().replace('"', "")],
        unit: text(unit),
        grade: graded?,
        source: text(source),
        about: text(about),
        changed: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_carried_has_a_source_and_lies_in_its_range() {
        let parameters = Parameters::load().unwrap();
        assert!(parameters.iter().count() > 30);
        for parameter in parameters.iter() {
            assert!(!parameter.source.is_empty() && !parameter.about.is_empty(), "{}", parameter.name);
            assert!(!parameter.unit.is_empty(), "{}", parameter.name);
        }
        assert_eq!(parameters.rate("demand.residential_response"), Rate(350_000));
    }

    #[test]
    fn a_parameter_outside_its_own_range_is_refused_with_its_line() {
        let text = "[a.b]\nvalue = \"3 %\"\nlow = \"4 %\"\nhigh = \"5 %\"\nunit = \"share\"\ngrade = \"law\"\nsource = \"x\"\nabout = \"y\"\n";
        let text = Text::of("p.toml", text.to_owned()).unwrap();
        assert!(matches!(Parameters::of(&text), Err(InputError::Problems { problems, .. }) if problems.len() == 1));
    }

    #[test]
    fn a_scenario_changes_a_parameter_within_its_range_only() {
        let mut parameters = Parameters::load().unwrap();
        let table = |text: &str| Text::of("s.toml", text.to_owned()).unwrap().root;
        assert!(parameters.change(&table("\"demand.residential_response\" = 0.5")).is_empty());
        assert_eq!(parameters.rate("demand.residential_response"), Rate(500_000));
        assert!(parameters.change(&table("demand.residential_response = 0.7")).is_empty());
        let wrongs = |text: &str| {
            let problems = Parameters::load().unwrap().change(&table(text));
            problems.iter().map(|p| p.wrong).collect::<Vec<_>>()
        };
        assert_eq!(wrongs("demand.residential_response = 7.5"), [Wrong::OutOfRange]);
        assert_eq!(wrongs("demand.residential_response = \"50 %\""), [Wrong::Type]);
        assert_eq!(wrongs("matching.elasticiti = 0.5"), [Wrong::UnknownKey]);
    }
}
