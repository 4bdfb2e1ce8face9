//! Prints values of the law with their dates and references: `bassin law show rsa --at 2023-06`.

use std::fmt::Write;

use super::{Code, LawError, Parameter};
use crate::units::Month;

/// A family (`rsa`) or one parameter (`rsa.base`) as text: what is in force in `month` and the text that set it; for one
/// parameter, its whole history.
pub fn show(name: &str, month: Month) -> Result<String, LawError> {
    show_in(&Code::load()?, name, month)
}

/// The same for a law a scenario has changed.
pub fn show_in(code: &Code, name: &str, month: Month) -> Result<String, LawError> {
    let mut text = String::new();
    let prefix = format!("{name}.");
    let family: Vec<&Parameter> = code.parameters().filter(|p| p.name.starts_with(&prefix)).collect();
    if family.is_empty() {
        let parameter = code.parameter(name)?;
        line(&mut text, parameter, month);
        history(&mut text, parameter);
    }
    family.iter().for_each(|parameter| line(&mut text, parameter, month));
    Ok(text)
}

fn numbers(numbers: &[f64]) -> String {
    numbers.iter().map(f64::to_string).collect::<Vec<_>>().join(" ; ")
}

// Writing to a String cannot fail.
fn line(text: &mut String, parameter: &Parameter, month: Month) {
    let value = parameter.at(month);
    let reference = value.reference.as_deref().unwrap_or(&parameter.reference);
    let _ = writeln!(text, "{} = {} {}", parameter.name, numbers(&value.numbers), parameter.unit);
    let _ = writeln!(text, "    {}", parameter.meaning);
    let _ = writeln!(text, "    since {}, {}: {}", value.from, value.grade.word(), reference);
    for note in [&parameter.note, &value.note].into_iter().flatten() {
        let _ = writeln!(text, "    note: {note}");
    }
}

fn history(text: &mut String, parameter: &Parameter) {
    let _ = writeln!(text, "    reference: {}", parameter.reference);
    for value in &parameter.values {
        let reference = value.reference.as_deref().unwrap_or("");
        let _ = writeln!(text, "    {}  {}  {}", value.from, numbers(&value.numbers), reference);
    }
}
