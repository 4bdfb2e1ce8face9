//! `ebe_budget`: the budget of an entreprise à but d'emploi, for each full-time job, in the place of TZCLD's defaults.
//!
//! A row stands for the key of `[tzcld]` of the same name, as if the scenario had written it; its range is that key's.

use super::rows::Form;
use super::{Carried, Figure, Target};
use crate::keys::{Key, Kind, Node, Value};
use crate::policies;
use crate::territory::Territory;
use crate::territory::error::TerritoryError;
use crate::units::Cents;

pub(super) const COLUMNS: &[&str] = &["year", "line", "unit", "embedded", "value", "source"];

/// The policy whose values the form replaces.
pub const POLICY: &str = "tzcld";

/// Lines of the form: keys of the policy.
pub(super) const LINES: [&str; 2] = ["full_cost", "sales"];

/// The year at whose prices the policy states them.
pub(super) const YEAR: u16 = 2021;

/// The key of a line.
pub(super) fn key(line: &str) -> Option<&'static Key> {
    let name = LINES.into_iter().find(|known| *known == line)?;
    policies::named(POLICY)?.table.key(name)
}

/// `€/FTE/year`.
pub(super) fn unit(key: &Key) -> String {
    match key.kind {
        Kind::Money { per } => per.iter().fold("€".to_owned(), |unit, word| format!("{unit}/{word}")),
        _ => String::new(),
    }
}

/// The default of a key.
pub(super) fn carried(key: &Key, territory: &Territory) -> Option<Cents> {
    match key.read(&Node::text(key.default()?), territory) {
        Ok(Value::Money(cents)) => Some(cents),
        _ => None,
    }
}

/// An amount as a scenario writes it.
pub(super) fn written(key: &Key, value: Cents) -> String {
    format!("{} {}", super::form::euros(value), unit(key))
}

/// Reads a filled form.
///
/// # Errors
/// The first cell that is wrong.
pub(super) fn read(file: &str, text: &str, territory: &Territory) -> Result<Vec<Figure>, TerritoryError> {
    let mut figures: Vec<Figure> = Vec::new();
    for row in (Form { file, text, columns: COLUMNS }).filled()? {
        let key = key(row.cell("line")).ok_or_else(|| row.unknown_line(LINES.iter().copied()))?;
        if row.year()? != YEAR {
            let remedy = format!("Bring the figure to the prices of {YEAR} and say so in its source.");
            return Err(row.wrong("year", format!("{YEAR}, the year of the prices of the form"), remedy));
        }
        row.unit(&unit(key))?;
        let value = row.euros()?;
        if let Err(mistake) = key.read(&Node::text(&written(key, value)), territory) {
            let allowed = key.range_in_words().unwrap_or_else(|| key.kind.called());
            return Err(row.wrong("value", format!("{allowed}: it {}", mistake.says), mistake.help));
        }
        let target = Target::Key { name: key.name };
        if let Some(first) = figures.iter().find(|known| known.target == target) {
            let remedy = format!("Take out this row or line {}.", first.file_line);
            return Err(row.wrong("line", "each line once", remedy));
        }
        figures.push(Figure {
            target,
            name: format!("{POLICY}.{}", key.name),
            unit: "€/FTE/year",
            carried: carried(key, territory).map(|value| Carried { value, of: String::new() }),
            value,
            source: row.cell("source").to_owned(),
            file_line: row.line,
        });
    }
    Ok(figures)
}
