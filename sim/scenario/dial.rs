//! One number of a scenario turned from outside: what `bassin solve` varies. The file itself stays as it is; each position
//! of the dial is the file with that one value replaced, checked like any other.

use super::{Options, Scenario, ScenarioFile, check_one};
use crate::input::InputError;
use crate::keys::{CheckedTable, Entry, Kind, Node, Places, Value, What};
use crate::parameters::Parameters;

/// A number of the scenario that can be turned between two values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dial {
    /// `tzcld.competition_share`.
    pub path: String,
    steps: Vec<String>,
    kind: Kind,
    /// What an amount of a parameter is divided by, as its table writes it: `/year`; a key's is in its kind.
    per: String,
    /// Its ends, and the smallest turn worth making, in the kind's own integers.
    pub low: i64,
    pub high: i64,
    pub step: i64,
}

impl Dial {
    /// The dial at this path, between the ends of the key's range, or those given as a scenario would write them.
    ///
    /// # Errors
    /// A path the scenario does not have, a value that is no number, ends that cannot be read or are out of order: in
    /// words, with what to write instead.
    pub fn find(
        scenario: &Scenario,
        places: &dyn Places,
        path: &str,
        between: Option<[&str; 2]>,
    ) -> Result<Dial, String> {
        let steps: Vec<String> = path.split('.').map(str::to_owned).collect();
        let (kind, range, read): (Kind, Option<[i64; 2]>, Reader<'_>) = match path.strip_prefix("parameters.") {
            Some(name) => parameter(scenario, name)?,
            None => key(scenario, places, &steps, path)?,
        };
        let step = match kind {
            Kind::Share { .. } => 100,
            Kind::Money { .. } => 100,
            Kind::PersonsPerMonth => 10_000,
            Kind::Number => 1_000,
            Kind::Duration | Kind::Count => 1,
            other => return Err(format!("{path} is {}: only a number can be solved for", other.called())),
        };
        let written = |text: &str| {
            read(text).ok_or_else(|| format!("--between {text:?} is no value of {path}; write {}", kind.called()))
        };
        let [low, high] = match (between, range) {
            (Some([low, high]), _) => [written(low)?, written(high)?],
            (None, Some(range)) => range,
            (None, None) => return Err(format!("{path} has no range of its own: write --between LOW HIGH")),
        };
        if low >= high {
            return Err(format!("--between must give the smaller value of {path} first"));
        }
        let name = path.strip_prefix("parameters.");
        let steps = name.map_or(steps, |name| vec!["parameters".to_owned(), name.to_owned()]);
        let per = match (kind, name.and_then(|name| scenario.parameters.get(name))) {
            (Kind::Money { .. }, Some(known)) => per_of(&known.written),
            (Kind::Money { per }, None) => per.iter().map(|word| format!("/{word}")).collect(),
            _ => String::new(),
        };
        Ok(Dial { path: path.to_owned(), steps, kind, per, low, high, step })
    }

    /// A position as a scenario writes it: `12.5 %`, `3.25 persons/month`.
    pub fn written(&self, position: i64) -> String {
        let decimal = |unit: i64, decimals: usize| {
            let text = format!("{:.decimals$}", position as f64 / unit as f64);
            let text = text.trim_end_matches('0').trim_end_matches('.');
            text.to_owned()
        };
        match self.kind {
            Kind::Share { .. } => format!("{} %", decimal(10_000, 4)),
            Kind::Money { .. } => format!("{:.2} €{}", position as f64 / 100.0, self.per),
            Kind::PersonsPerMonth => format!("{} persons/month", decimal(1_000_000, 6)),
            Kind::Duration => format!("{position} months"),
            Kind::Number => format!("{:.6}", position as f64 / 1e6),
            _ => position.to_string(),
        }
    }

    fn node(&self, position: i64) -> Node {
        let text = self.written(position);
        let what = match self.kind {
            Kind::Number => What::Decimal(text),
            Kind::Count => What::Whole(text),
            _ => What::Text(text),
        };
        let entry = |key: &String| Entry {
            key: key.clone(),
            key_span: None,
            node: Node { span: None, what: What::Bool(true) },
        };
        let path: Vec<Entry> = self.steps.iter().map(entry).collect();
        Node::at_path(&path, Node { span: None, what })
    }
}

impl ScenarioFile {
    /// The file with the dial at this position.
    ///
    /// # Errors
    /// What the file, so changed, gets wrong.
    pub fn turned(
        &self,
        dial: &Dial,
        position: i64,
        places: &dyn Places,
        parameters: &Parameters,
        options: &Options,
    ) -> Result<Scenario, InputError> {
        self.moved(&[(dial, position)], places, parameters, options)
    }

    /// The file with several dials at these positions.
    ///
    /// # Errors
    /// What the file, so changed, gets wrong.
    pub fn moved(
        &self,
        dials: &[(&Dial, i64)],
        places: &dyn Places,
        parameters: &Parameters,
        options: &Options,
    ) -> Result<Scenario, InputError> {
        let root = dials.iter().fold(self.text.root.clone(), |root, (dial, at)| root.overlaid(&dial.node(*at)));
        let (scenario, problems) = check_one(&root, places, parameters, options);
        let mut scenario = scenario.ok_or_else(|| self.error(problems))?;
        scenario.name.clone_from(&self.name);
        Ok(scenario)
    }
}

/// `/month` of `"500 €/month"`.
fn per_of(written: &str) -> String {
    written.trim_matches('"').split('/').skip(1).map(|word| format!("/{}", word.trim())).collect()
}

type Reader<'a> = Box<dyn Fn(&str) -> Option<i64> + 'a>;

fn key<'a>(
    scenario: &Scenario,
    places: &'a dyn Places,
    steps: &[String],
    path: &str,
) -> Result<(Kind, Option<[i64; 2]>, Reader<'a>), String> {
    let [policy, inside @ .., name] = steps else {
        return Err(format!("{path} is no path: write it as tzcld.competition_share"));
    };
    let nowhere = || format!("the scenario has no {path}; `bassin check` lists what it has");
    let mut table = scenario.policy(policy).ok_or_else(nowhere)?;
    // `territory` in tzcld.territory.marles names no table of its own.
    let mut skipped = false;
    for step in inside {
        match table_inside(table, step) {
            Some(found) => (table, skipped) = (found, false),
            None if !skipped => skipped = true,
            None => return Err(nowhere()),
        }
    }
    let checked = table.checked(name).ok_or_else(nowhere)?;
    let key = checked.key;
    let read: Reader<'a> = Box::new(move |text: &str| {
        let what = match key.kind {
            Kind::Number => What::Decimal(text.to_owned()),
            Kind::Count => What::Whole(text.to_owned()),
            _ => What::Text(text.to_owned()),
        };
        key.read(&Node { span: None, what }, places).ok().and_then(|value: Value| value.magnitude())
    });
    let range = key.range.and_then(|[low, high]| Some([read(low)?, read(high)?]));
    Ok((key.kind, range, read))
}

fn table_inside<'a>(table: &'a CheckedTable, name: &str) -> Option<&'a CheckedTable> {
    let fixed = table.tables().find(|(known, _)| *known == name).map(|(_, inside)| inside);
    fixed.or_else(|| table.named().find(|(known, _)| *known == name).map(|(_, inside)| inside))
}

fn parameter<'a>(scenario: &Scenario, name: &str) -> Result<(Kind, Option<[i64; 2]>, Reader<'a>), String> {
    let known = scenario.parameters.get(name).ok_or_else(|| format!("no parameter is named {name}"))?;
    let kind = match known.value {
        Value::Share(_) => Kind::Share { of: "" },
        Value::Number(_) => Kind::Number,
        Value::Count(_) => Kind::Count,
        Value::Duration(_) => Kind::Duration,
        Value::Money(_) => Kind::Money { per: &[] },
        _ => return Err(format!("parameters.{name} is no plain number")),
    };
    let range = known.low.magnitude().zip(known.high.magnitude()).map(|(low, high)| [low, high]);
    let read: Reader<'a> = Box::new(move |text: &str| match kind {
        Kind::Share { .. } => crate::keys::quantity::share(text, "").ok().map(|rate| i64::from(rate.0)),
        Kind::Number => crate::keys::quantity::plain(text).ok().map(|rate| i64::from(rate.0)),
        Kind::Duration => crate::keys::quantity::duration(text).ok().map(i64::from),
        Kind::Money { .. } => {
            let per: Vec<&str> = text.split('/').skip(1).map(str::trim).collect();
            crate::keys::quantity::money(text, &per).ok().map(|cents| cents.0)
        }
        _ => text.parse().ok(),
    });
    Ok((kind, range, read))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::territory::Territory;

    const FILE: &str = "title = \"t\"\n[run]\nwhere = [\"ze:0060\"]\nthrough = \"2023-12\"\n[tzcld]\noutside_law = false\n\
        [tzcld.territory.premery]\nwhere = [\"com:58218\"]\nfrom = \"2019-07\"\nhiring_pace = \"1,5 persons/month\"\n";

    fn all() -> (ScenarioFile, Territory, Parameters) {
        (ScenarioFile::of("t.toml", FILE).unwrap(), Territory::load(None).unwrap(), Parameters::load().unwrap())
    }

    #[test]
    fn a_share_a_pace_and_a_parameter_can_be_turned() {
        let (file, territory, parameters) = all();
        let base = file.check(&territory, &parameters, &Options::default()).unwrap();
        let turned = |path: &str, between: Option<[&str; 2]>, position: i64| {
            let dial = Dial::find(&base, &territory, path, between).unwrap();
            file.turned(&dial, position, &territory, &parameters, &Options::default()).unwrap()
        };
        let share = turned("tzcld.competition_share", None, 125_000);
        assert_eq!(share.policy("tzcld").unwrap().share("competition_share").0, 125_000);
        let pace = turned("tzcld.territory.premery.hiring_pace", None, 2_250_000);
        let marles = pace.policy("tzcld").unwrap().named().next().unwrap().1;
        assert_eq!(marles.persons_per_month("hiring_pace").0, 2_250_000);
        let changed = turned("parameters.separation.self_employed", None, 4_000);
        assert!(!changed.shares_its_past_with(&base) && share.shares_its_past_with(&base));
    }

    #[test]
    fn what_cannot_be_turned_is_told_in_words() {
        let (file, territory, parameters) = all();
        let base = file.check(&territory, &parameters, &Options::default()).unwrap();
        let told = |path: &str, between| Dial::find(&base, &territory, path, between).unwrap_err();
        assert!(told("tzcld.competition", None).contains("has no tzcld.competition"));
        assert!(told("tzcld.outside_law", None).contains("only a number"));
        assert!(told("tzcld.competition_share", Some(["50 %", "10 %"])).contains("smaller value"));
        assert!(told("tzcld.competition_share", Some(["ten", "50 %"])).contains("\"ten\""));
        assert!(told("parameters.separation.self", None).contains("no parameter"));
    }
}
