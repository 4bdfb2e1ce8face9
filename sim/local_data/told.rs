//! What is said of local figures: beside those of the program in `bassin check`, in the notes of a run, in its manifest.

use std::fmt::Write as _;

use super::{Figure, LocalData};
use crate::keys::Language;

impl LocalData {
    /// Every figure beside the program's own, with their ratio: a part of `bassin check`. Empty without local data.
    pub fn told(&self, language: Language) -> String {
        let mut text = String::new();
        if self.figures.is_empty() {
            return text;
        }
        text += language.of(
            "\nCheck of local data: line, embedded, yours, ratio\n",
            "\nContrôle des données locales : ligne, valeur embarquée, la vôtre, rapport\n",
        );
        for figure in &self.figures {
            let carried = figure.carried.as_ref().map_or_else(
                || language.of("none", "aucune").to_owned(),
                |carried| match carried.of.as_str() {
                    "" => amount(carried.value.0),
                    of => format!("{} ({of})", amount(carried.value.0)),
                },
            );
            let ratio = figure.ratio().map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}"));
            let far = if figure.is_far() { language.of("  FAR FROM IT", "  TRÈS ÉLOIGNÉE") } else { "" };
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "  {}: {carried}, {} {}, {ratio}{far}\n      {}",
                figure.name,
                amount(figure.value.0),
                figure.unit,
                figure.source
            );
        }
        text
    }

    /// Warnings: figures far from the program's.
    pub fn warnings(&self) -> Vec<String> {
        self.figures.iter().filter(|figure| figure.is_far()).filter_map(warning).collect()
    }

    /// Each figure as the manifest keeps it: name, value with its source.
    pub fn kept(&self) -> Vec<(String, String)> {
        let kept = |figure: &Figure| {
            let name = format!("data.{}: {}", figure.table().name(), figure.name);
            (name, format!("{} {} ({})", amount(figure.value.0), figure.unit, figure.source))
        };
        self.figures.iter().map(kept).collect()
    }
}

fn warning(figure: &Figure) -> Option<String> {
    let (carried, ratio) = (figure.carried.as_ref()?, figure.ratio()?);
    Some(format!(
        "local data: {} is {} {}, {ratio:.2} times the program's {}; check its unit and its scope.",
        figure.name,
        amount(figure.value.0),
        figure.unit,
        amount(carried.value.0),
    ))
}

/// Whole euros with spaces between thousands.
fn amount(cents: i64) -> String {
    let digits = ((cents + 50) / 100).to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}
