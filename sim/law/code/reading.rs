//! Reads values of the law: the tables in the program (`scenarios/law/*.toml`), and the amounts a scenario writes.
//!
//! Why it exists: what is accepted in a file and what is wrong with it stand apart from how values hold in time.

use super::{Dated, Grade, Index, LawError, Parameter};
use crate::units::Month;

/// Family and text of the tables in the program.
pub(super) const TABLES: [(&str, &str); 18] = [
    ("smic", include_str!("../../../scenarios/law/smic.toml")),
    ("contributions", include_str!("../../../scenarios/law/contributions.toml")),
    ("general_reduction", include_str!("../../../scenarios/law/general_reduction.toml")),
    ("csg", include_str!("../../../scenarios/law/csg.toml")),
    ("rsa", include_str!("../../../scenarios/law/rsa.toml")),
    ("prime_activite", include_str!("../../../scenarios/law/prime_activite.toml")),
    ("housing_aid", include_str!("../../../scenarios/law/housing_aid.toml")),
    ("family_benefits", include_str!("../../../scenarios/law/family_benefits.toml")),
    ("aah", include_str!("../../../scenarios/law/aah.toml")),
    ("ass", include_str!("../../../scenarios/law/ass.toml")),
    ("unemployment_insurance", include_str!("../../../scenarios/law/unemployment_insurance.toml")),
    ("income_tax", include_str!("../../../scenarios/law/income_tax.toml")),
    ("aspa", include_str!("../../../scenarios/law/aspa.toml")),
    ("apa", include_str!("../../../scenarios/law/apa.toml")),
    ("pch", include_str!("../../../scenarios/law/pch.toml")),
    ("self_employed", include_str!("../../../scenarios/law/self_employed.toml")),
    ("revenu_universel", include_str!("../../../scenarios/law/revenu_universel.toml")),
    ("development_contribution", include_str!("../../../scenarios/law/development_contribution.toml")),
];

/// The parameters of a family, from the text of its table.
pub(super) fn read_family(family: &str, text: &str) -> Result<Vec<Parameter>, LawError> {
    let wrong = |reason: String| LawError::Table { family: family.to_string(), reason };
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| wrong(error.to_string()))?;
    let mut parameters = Vec::new();
    for (key, entry) in &table {
        let named = |reason: &str| wrong(format!("[{key}] {reason}"));
        let word = |field: &str| entry.get(field).and_then(toml::Value::as_str).map(str::to_string);
        let needed = |field: &str| word(field).ok_or_else(|| named(&format!("{field} is missing")));
        let grade = Grade::parse(&needed("grade")?).ok_or_else(|| named("unknown grade"))?;
        let index = match word("index").as_deref() {
            None => Index::None,
            Some("prices") => Index::Prices,
            Some("wages") => Index::Wages,
            Some("smic") => Index::Smic,
            Some(_) => return Err(named("index is prices, wages or smic")),
        };
        let revalued_in = entry.get("revalued_in").and_then(toml::Value::as_integer).unwrap_or(1);
        let revalued_in = u16::try_from(revalued_in).ok().filter(|m| (1..=12).contains(m));
        let dated = entry.get("values").and_then(toml::Value::as_table).ok_or_else(|| named("has no values"))?;
        let mut values = Vec::new();
        for (month, value) in dated {
            let from = Month::parse(month).ok_or_else(|| named(&format!("{month} is not a month")))?;
            values.push(read_dated(from, value, grade).ok_or_else(|| named(&format!("{month}: not a value")))?);
        }
        values.sort_by_key(|value| value.from);
        let size = values.first().map(|value| value.numbers.len()).ok_or_else(|| named("has no values"))?;
        if values.iter().any(|value| value.numbers.len() != size) {
            return Err(named("values of different lengths"));
        }
        parameters.push(Parameter {
            name: format!("{family}.{key}"),
            meaning: needed("meaning")?,
            unit: needed("unit")?,
            reference: needed("reference")?,
            grade,
            note: word("note"),
            index,
            revalued_in: revalued_in.ok_or_else(|| named("revalued_in is a month from 1 to 12"))?,
            values,
        });
    }
    Ok(parameters)
}

fn read_dated(from: Month, value: &toml::Value, grade: Grade) -> Option<Dated> {
    let (numbers, table) = match value.as_table() {
        Some(table) => (table.get("value")?, Some(table)),
        None => (value, None),
    };
    let word = |field: &str| table.and_then(|t| t.get(field)).and_then(toml::Value::as_str).map(str::to_string);
    let grade = match word("grade") {
        Some(word) => Grade::parse(&word)?,
        None => grade,
    };
    let numbers = match numbers.as_array() {
        Some(list) => list.iter().map(number).collect::<Option<Vec<f64>>>()?,
        None => vec![number(numbers)?],
    };
    Some(Dated { from, numbers, reference: word("reference"), note: word("note"), grade })
}

fn number(value: &toml::Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64))
}

/// Numbers as a scenario writes them: `600 €/month`, `62 %`, `0,62`, `yes`, or several separated by `;`.
pub(super) fn read_numbers(text: &str, unit: &str) -> Result<Vec<f64>, String> {
    text.split(';').map(|part| read_number(part.trim(), unit)).collect()
}

fn read_number(text: &str, unit: &str) -> Result<f64, String> {
    if unit == "switch" {
        return match text {
            "yes" | "true" | "1" => Ok(1.0),
            "no" | "false" | "0" => Ok(0.0),
            _ => Err("yes or no expected".to_string()),
        };
    }
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | ' ' | '\u{a0}' | '\u{202f}');
    let end = text.find(|c| !is_number(c)).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let digits: String = digits.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
    if digits.contains(',') && digits.contains('.') {
        return Err("a comma and a point: write 1250,50 or 1250.50".to_string());
    }
    let number: f64 = digits.replace(',', ".").parse().map_err(|_| "no number found".to_string())?;
    let expected = unit.split(" by ").next().unwrap_or(unit);
    match rest.trim() {
        "" => Ok(number),
        "%" if expected.starts_with("share") || expected == "factor" => Ok(number / 100.0),
        other if other == expected => Ok(number),
        other => Err(format!("the unit is \"{expected}\", not \"{other}\"")),
    }
}
