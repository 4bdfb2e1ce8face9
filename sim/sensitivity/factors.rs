//! The numbers of a scenario that are not known for sure: parameters of the model and keys of its policies whose grade is
//! statistic, estimate or assumption, each with the range it may lie in: that of a parameter says how far it may be off, that
//! of a key what a scenario may say, which is often wider. A key of grade statistic or estimate that the author has written is
//! local knowledge, hence not moved; an assumption stays one whoever writes it.

use crate::keys::{Checked, CheckedTable, Grade, Kind, Origin, Places, Value};
use crate::scenario::{Dial, Scenario};

use super::morris::LEVELS;

/// A number that may lie elsewhere in its range.
#[derive(Clone, Debug)]
pub struct Factor {
    /// `matching.intensity`, `tzcld.competition_share`.
    pub name: String,
    /// Numbers of one family are first moved together.
    pub group: String,
    pub grade: Grade,
    pub about: String,
    /// Its range, as declared.
    pub range: [String; 2],
    pub dial: Dial,
}

impl Factor {
    /// The position of a level: 0 is the low end of the range, 3 the high one.
    pub fn position(&self, level: u8) -> i64 {
        let (low, high) = (i128::from(self.dial.low), i128::from(self.dial.high));
        let steps = i128::from(LEVELS - 1);
        // To nearest; the ends fit, so does what lies between.
        (low + ((high - low) * i128::from(level) * 2 + steps) / (steps * 2)) as i64
    }

    /// `8 % to 25 %`.
    pub fn range_told(&self) -> String {
        let [low, high] = &self.range;
        format!("{low} to {high}")
    }

    /// A position as a scenario writes it.
    pub fn written(&self, position: i64) -> String {
        self.dial.written(position)
    }

    fn of(scenario: &Scenario, places: &dyn Places, path: &str, ends: Option<[&str; 2]>) -> Option<Dial> {
        // What is no plain number, or has one value only, cannot be moved.
        Dial::find(scenario, places, path, ends).ok()
    }
}

/// Every number that can be moved, parameters first, by name; then the keys of the policies, in their order.
pub fn all(scenario: &Scenario, places: &dyn Places) -> Vec<Factor> {
    let mut found = Vec::new();
    for known in scenario.parameters.iter().filter(|known| is_graded(known.grade)) {
        found.extend(parameter(scenario, places, &known.name));
    }
    found.extend(keys(scenario, places));
    found
}

/// The parameter of this name, if there is one that can be moved.
pub fn parameter(scenario: &Scenario, places: &dyn Places, name: &str) -> Option<Factor> {
    let known = scenario.parameters.get(name)?;
    Some(Factor {
        name: known.name.clone(),
        group: known.name.split('.').next().unwrap_or_default().to_owned(),
        grade: known.grade,
        about: known.about.clone(),
        range: known.range.clone(),
        dial: Factor::of(scenario, places, &format!("parameters.{name}"), None)?,
    })
}

/// Those of the keys of the policies alone.
pub fn keys(scenario: &Scenario, places: &dyn Places) -> Vec<Factor> {
    let mut found = Vec::new();
    for asked in &scenario.policies {
        of_table(scenario, places, &asked.table, None, &mut found);
    }
    found
}

/// A law is what it is, and a decision is the author's.
fn is_graded(grade: Grade) -> bool {
    matches!(grade, Grade::Statistic | Grade::Estimate | Grade::Assumption)
}

fn of_table(
    scenario: &Scenario,
    places: &dyn Places,
    table: &CheckedTable,
    around: Option<&CheckedTable>,
    found: &mut Vec<Factor>,
) {
    // What a measure takes from the table around it moves with that table.
    let inherits = |checked: &Checked| {
        checked.origin != Origin::Written && around.is_some_and(|around| around.checked(checked.key.name).is_some())
    };
    let says = |table: &CheckedTable| table.checked("outside_law").map(|checked| checked.value == Value::Bool(true));
    let within_law = says(table).or(around.and_then(says)) == Some(false);
    let is_known = |checked: &Checked| checked.origin == Origin::Written && checked.key.grade != Grade::Assumption;
    let may_move = |checked: &&Checked| is_graded(checked.key.grade) && !inherits(checked) && !is_known(checked);
    for checked in table.values().filter(may_move) {
        let key = checked.key;
        let path = format!("{}.{}", table.path, key.name);
        let ends = if within_law { key.lawful.or(key.range) } else { key.range };
        let is_number = matches!(
            key.kind,
            Kind::Share { .. }
                | Kind::Money { .. }
                | Kind::PersonsPerMonth
                | Kind::Duration
                | Kind::Number
                | Kind::Count
        );
        if let (true, Some(ends)) = (is_number, ends)
            && let Some(dial) = Factor::of(scenario, places, &path, Some(ends))
        {
            found.push(Factor {
                group: path.clone(),
                name: path,
                grade: key.grade,
                about: key.about.to_owned(),
                range: ends.map(str::to_owned),
                dial,
            });
        }
    }
    for (_, inside) in table.tables() {
        of_table(scenario, places, inside, None, found);
    }
    for (_, inside) in table.named() {
        of_table(scenario, places, inside, Some(table), found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::Parameters;
    use crate::scenario::{Options, ScenarioFile};
    use crate::territory::Territory;

    #[test]
    fn assumptions_of_model_and_policy_can_be_moved_and_laws_and_decisions_cannot() {
        let file = "title = \"t\"\n[run]\nwhere = [\"ze:0060\"]\nthrough = \"2023-12\"\n[tzcld]\noutside_law = false\n\
            volunteers = \"50 %\"\n\
            [tzcld.territory.premery]\nwhere = [\"com:58218\"]\nfrom = \"2019-07\"\n";
        let territory = Territory::load(None).unwrap();
        let parameters = Parameters::load().unwrap();
        let file = ScenarioFile::of("t.toml", file).unwrap();
        let scenario = file.check(&territory, &parameters, &Options::default()).unwrap();
        let found = all(&scenario, &territory);
        assert!(found.len() > 150, "{}", found.len());
        let named = |name: &str| found.iter().find(|factor| factor.name == name);
        assert!(named("matching.intensity").is_some() && named("tzcld.competition_share").is_some());
        assert!(named("tzcld.state_share").is_none(), "the law says it");
        assert!(named("tzcld.volunteers").is_none(), "the author says it, and it is no assumption");
        assert!(named("tzcld.territory.premery.hiring_pace").is_some());
        assert!(named("public.dgf_bloc_communal").is_some_and(|factor| factor.written(factor.dial.low).contains("€")));
        for factor in &found {
            assert_eq!((factor.position(0), factor.position(3)), (factor.dial.low, factor.dial.high));
            // Each end is a value the reader takes.
            for level in 0..4 {
                let moved =
                    file.moved(&[(&factor.dial, factor.position(level))], &territory, &parameters, &Options::default());
                assert!(moved.is_ok(), "{} = {}: {moved:?}", factor.name, factor.written(factor.position(level)));
            }
        }
    }
}
