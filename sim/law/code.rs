//! The dated values of the law: read once from the tables in the program, changed by a scenario, resolved for a month.
//!
//! Why it exists: rules are code, values are data. A jurist edits or checks `scenarios/law/*.toml`; a scenario replaces
//! one value from a month on; the rules receive a plain struct of integers for the month.

mod reading;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Law;
use super::values::Reader;
use crate::units::Month;
use reading::{TABLES, read_family, read_numbers};

/// The first month every value is known for. Earlier months are given its law.
pub const FIRST_MONTH: Month = Month::new(2019, 1);

/// What is wrong with a value of the law, a name or a case file.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LawError {
    #[error("scenarios/law/{family}.toml: {reason}")]
    Table { family: String, reason: String },
    #[error("the law has no value called \"{name}\"{}", did_you_mean(.nearest))]
    UnknownName { name: String, nearest: Option<String> },
    #[error("\"{text}\" is not a value for {name}, which is in {unit}: {reason}")]
    Value { name: String, text: String, unit: String, reason: String },
    #[error("no value in force in {FIRST_MONTH} for: {names}")]
    Missing { names: String },
}

fn did_you_mean(nearest: &Option<String>) -> String {
    nearest.as_ref().map(|name| format!("; did you mean \"{name}\"?")).unwrap_or_default()
}

/// How sure a value is, from the law itself to an assumption of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    Law,
    Statistic,
    Estimate,
    Assumption,
}

impl Grade {
    fn parse(text: &str) -> Option<Grade> {
        Some(match text {
            "law" => Grade::Law,
            "statistic" => Grade::Statistic,
            "estimate" => Grade::Estimate,
            "assumption" => Grade::Assumption,
            _ => return None,
        })
    }

    /// The word used in the tables and reports.
    pub fn word(self) -> &'static str {
        match self {
            Grade::Law => "law",
            Grade::Statistic => "statistic",
            Grade::Estimate => "estimate",
            Grade::Assumption => "assumption",
        }
    }
}

/// What moves a value after the last month the tables are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    None,
    Prices,
    Wages,
    Smic,
}

/// A value from a month on, as the tables give it.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    pub from: Month,
    /// One number, or one for each zone, bracket or family size the parameter says.
    pub numbers: Vec<f64>,
    /// The text that set this value, if it is known more closely than the parameter's reference.
    pub reference: Option<String>,
    pub note: Option<String>,
    pub grade: Grade,
}

/// A parameter of the law with its history.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// `rsa.base`: the family, a point, the key in the family's table.
    pub name: String,
    pub meaning: String,
    pub unit: String,
    pub reference: String,
    pub grade: Grade,
    pub note: Option<String>,
    pub index: Index,
    /// Month of the year (1 to 12) in which the law revalues it.
    pub revalued_in: u16,
    /// In order of month, never empty.
    pub values: Vec<Dated>,
}

impl Parameter {
    /// What is in force in `month`; before the first value known, that one.
    pub fn at(&self, month: Month) -> &Dated {
        let after = self.values.partition_point(|value| value.from <= month);
        &self.values[after.max(1) - 1]
    }

    fn known_at(&self, month: Month) -> bool {
        self.values[0].from <= month
    }
}

/// How values go on after the tables: yearly growth, applied in the month each value is revalued.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// The last month the tables are followed; later values in them are ignored.
    pub after: Month,
    /// Growth of prices in a year, `0.018` for 1.8 %.
    pub prices: f64,
    /// Growth of the mean wage in a year, in euros of the day.
    pub wages: f64,
    /// Growth of the SMIC in a year, in euros of the day.
    pub smic: f64,
}

impl Trend {
    /// Growth from `since`, whose value is known, to `month`.
    fn factor(&self, parameter: &Parameter, since: Month, month: Month) -> f64 {
        let growth = match parameter.index {
            Index::None => return 1.0,
            Index::Prices => self.prices,
            Index::Wages => self.wages,
            Index::Smic => self.smic,
        };
        let mut factor = 1.0;
        for later in since.0 + 1..=month.0 {
            if Month(later).month_of_year() == parameter.revalued_in {
                factor *= 1.0 + growth;
            }
        }
        factor
    }
}

/// Every value of the law with its dates: the program's own tables, or those a scenario has changed.
#[derive(Clone, Debug)]
pub struct Code {
    parameters: BTreeMap<String, Arc<Parameter>>,
    /// By parameter, what a scenario puts in the place of the tables or lays over them.
    replaced: BTreeMap<String, Vec<Replaced>>,
}

/// What a scenario does to a value: it sets it, in the words of a scenario, or moves whatever the tables and their
/// trend give in each month.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// `600 €/month`; among several, the last one written holds.
    Set(String),
    /// Multiplied by this; after a value set, and in the order written.
    Times(f64),
    /// This much more, in the parameter's own unit.
    Plus(f64),
}

/// A value a scenario changes, for a time or for good.
#[derive(Clone, Debug)]
struct Replaced {
    from: Month,
    /// The first month in which it holds no longer.
    until: Option<Month>,
    by: By,
}

#[derive(Clone, Debug)]
enum By {
    Numbers(Vec<f64>),
    Times(f64),
    Plus(f64),
}

impl Replaced {
    fn holds_in(&self, month: Month) -> bool {
        self.from <= month && self.until.is_none_or(|until| month < until)
    }
}

impl Code {
    /// The law as enacted, from the tables in the program. Errors only if a table is wrong, which tests exclude.
    pub fn load() -> Result<Code, LawError> {
        let mut parameters = BTreeMap::new();
        for (family, text) in TABLES {
            for parameter in read_family(family, text)? {
                parameters.insert(parameter.name.clone(), Arc::new(parameter));
            }
        }
        let code = Code { parameters, replaced: BTreeMap::new() };
        let late = code.parameters.values().filter(|p| !p.known_at(FIRST_MONTH)).map(|p| p.name.clone());
        let (_, missing) = code.resolve(FIRST_MONTH, None);
        let names: Vec<String> = late.chain(missing).collect();
        if names.is_empty() { Ok(code) } else { Err(LawError::Missing { names: names.join(", ") }) }
    }

    /// The law of a month, `FIRST_MONTH` or later; the last value known goes on unchanged.
    pub fn at(&self, month: Month) -> Law {
        self.resolve(month, None).0
    }

    /// The law of a month, values revalued after `trend.after` as the trend says.
    pub fn at_indexed(&self, month: Month, trend: &Trend) -> Law {
        self.resolve(month, Some(trend)).0
    }

    fn resolve(&self, month: Month, trend: Option<&Trend>) -> (Law, Vec<String>) {
        let month = month.max(FIRST_MONTH);
        let lookup = |name: &str| {
            let parameter = self.parameters.get(name)?;
            let holding = || self.replaced.get(name).into_iter().flatten().filter(|one| one.holds_in(month));
            let set = holding().rev().find_map(|one| match &one.by {
                By::Numbers(numbers) => Some((one.from, numbers)),
                By::Times(_) | By::Plus(_) => None,
            });
            let followed = trend.map_or(month, |trend| month.min(trend.after));
            let mut numbers = set.map_or(&parameter.at(followed).numbers, |(_, numbers)| numbers).clone();
            if let Some(trend) = trend {
                // A value set after the tables is of its own month: it grows from there.
                let since = set.map_or(trend.after, |(from, _)| from.max(trend.after));
                let factor = trend.factor(parameter, since, month);
                numbers.iter_mut().for_each(|number| *number *= factor);
            }
            for one in holding() {
                match one.by {
                    By::Numbers(_) => {}
                    By::Times(factor) => numbers.iter_mut().for_each(|number| *number *= factor),
                    By::Plus(more) => numbers.iter_mut().for_each(|number| *number += more),
                }
            }
            Some(numbers)
        };
        let mut reader = Reader { lookup: &lookup, missing: Vec::new() };
        let law = Law::read(month, &mut reader);
        (law, reader.missing)
    }

    /// The parameter called `name` (`rsa.base`), or an error naming the nearest.
    pub fn parameter(&self, name: &str) -> Result<&Parameter, LawError> {
        self.parameters
            .get(name)
            .map(Arc::as_ref)
            .ok_or_else(|| LawError::UnknownName { name: name.to_string(), nearest: self.nearest(name) })
    }

    fn nearest(&self, name: &str) -> Option<String> {
        let by_likeness =
            |a: &&String, b: &&String| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name));
        self.parameters.keys().max_by(by_likeness).cloned()
    }

    /// Every parameter, in order of name.
    pub fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.values().map(Arc::as_ref)
    }

    /// The law with one value replaced from a month on, for good: later changes of the tables are dropped, revaluation
    /// by a trend goes on. `value` is written as in a scenario: `"600 €/month"`, `"62 %"`, `"1,28"`; a parameter
    /// with one number for each zone or family size takes as many, separated by `;`.
    pub fn with_override(&self, name: &str, from: Month, value: &str) -> Result<Code, LawError> {
        self.with_override_until(name, from, None, value)
    }

    /// As [`Code::with_override`]; from `until` on, if it is given, the value is what it would have been.
    ///
    /// # Errors
    /// As [`Code::with_override`].
    pub fn with_override_until(
        &self,
        name: &str,
        from: Month,
        until: Option<Month>,
        value: &str,
    ) -> Result<Code, LawError> {
        let old = self.parameter(name)?;
        let wrong = |reason: String| LawError::Value {
            name: name.to_string(),
            text: value.to_string(),
            unit: old.unit.clone(),
            reason,
        };
        let numbers = read_numbers(value, &old.unit).map_err(wrong)?;
        let expected = old.values[0].numbers.len();
        if numbers.len() != expected {
            return Err(wrong(format!("{expected} number(s) expected, separated by ;")));
        }
        Ok(self.laid_over(&old.name, Replaced { from, until, by: By::Numbers(numbers) }))
    }

    /// The law with one value changed from a month on, until `until` or for good.
    ///
    /// # Errors
    /// No such value, or a value set that cannot be read in the parameter's unit.
    pub fn with_change(
        &self,
        name: &str,
        from: Month,
        until: Option<Month>,
        change: &Change,
    ) -> Result<Code, LawError> {
        let by = match change {
            Change::Set(value) => return self.with_override_until(name, from, until, value),
            Change::Times(factor) => By::Times(*factor),
            Change::Plus(more) => By::Plus(*more),
        };
        let name = &self.parameter(name)?.name;
        Ok(self.laid_over(name, Replaced { from, until, by }))
    }

    fn laid_over(&self, name: &str, replaced: Replaced) -> Code {
        let mut code = self.clone();
        code.replaced.entry(name.to_owned()).or_default().push(replaced);
        code
    }

    fn with_numbers(&self, old: &Parameter, from: Month, numbers: &[f64]) -> Code {
        let mut changed = old.clone();
        changed.values.retain(|dated| dated.from < from);
        changed.values.push(Dated {
            from,
            numbers: numbers.to_vec(),
            reference: None,
            note: Some("set by the scenario".to_string()),
            grade: Grade::Assumption,
        });
        let mut code = self.clone();
        code.parameters.insert(changed.name.clone(), Arc::new(changed));
        code
    }

    /// The law with single numbers replaced from months on, until `until` (then the tables hold again) or for good.
    pub(super) fn with_values(
        &self,
        name: &str,
        values: &[(Month, f64)],
        until: Option<Month>,
    ) -> Result<Code, LawError> {
        let later = match until {
            Some(until) => self.parameter(name)?.values.iter().filter(|v| v.from >= until).cloned().collect(),
            None => Vec::new(),
        };
        let mut code = self.clone();
        for &(from, number) in values {
            let old = code.parameter(name)?.clone();
            code = code.with_numbers(&old, from, &[number]);
        }
        if !later.is_empty() {
            let mut changed = code.parameter(name)?.clone();
            changed.values.extend(later);
            code.parameters.insert(changed.name.clone(), Arc::new(changed));
        }
        Ok(code)
    }
}
