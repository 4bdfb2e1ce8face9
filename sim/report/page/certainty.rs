//! How sure the figures are: intervals in plain sentences, the assumptions, what the run says of itself.

use super::ground::Ground;
use super::language::fill;
use super::meanings::Meanings;
use super::view::{Cell, Table, Term};

pub struct CertaintySection {
    pub sentences: Vec<String>,
    pub assumptions: Option<Table>,
    pub swings: Option<Table>,
    pub overrides: Option<Table>,
    pub warnings: Vec<String>,
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn certainty(on: &Ground) -> CertaintySection {
    let (words, language) = (on.words, on.language);
    let mut sentences = Vec::new();
    match on.headline.seeds {
        1 => sentences.push(words.certain_one_seed.clone()),
        n => {
            sentences.push(fill(&words.certain_interval, &[("n", &language.whole(n as f64))]));
            sentences.push(words.certain_chance_only.clone());
        }
    }
    sentences.push(words.certain_paired.clone());
    if on.headline.one_in > 1 {
        let one_in = language.whole(f64::from(on.headline.one_in));
        sentences.push(fill(&words.certain_sample, &[("n", &one_in)]));
    }
    sentences.push(words.certain_few.clone());
    CertaintySection {
        sentences,
        assumptions: assumptions(on),
        swings: swings(on),
        overrides: overrides(on),
        warnings: on.description.warnings.iter().map(|warning| one_line(warning)).collect(),
    }
}

fn assumptions(on: &Ground) -> Option<Table> {
    let (words, all) = (on.words, &on.description.assumptions);
    let texts = [&words.assumption, &words.value, &words.range, &words.meaning].map(|text| text.as_str());
    let mut table = Table::new(&words.assumptions_caption, &texts, &[]);
    let meanings = Meanings::of(on.language);
    for assumption in all {
        let (means, is_english) = meanings.tell(&assumption.about);
        table.row(vec![
            Cell::text(&assumption.name).class("code"),
            Cell::text(on.language.of_scenario(&assumption.value)),
            Cell::text(assumption.range.as_ref().map_or("–".to_owned(), |[low, high]| {
                fill(
                    &words.range_from_to,
                    &[("low", &on.language.of_scenario(low)), ("high", &on.language.of_scenario(high))],
                )
            })),
            Cell::text(means).class(if is_english { "english" } else { "" }),
        ]);
    }
    (!table.is_empty()).then_some(table)
}

/// The headline at both ends of the range of the assumptions that weigh most, where it was worked out.
fn swings(on: &Ground) -> Option<Table> {
    let (words, language, all) = (on.words, on.language, &on.setting().swings);
    let unit = on.unit(all.iter().flat_map(|swing| [swing.at_low, swing.at_high]));
    let at = |sentence: &str| fill(sentence, &[("unit", unit.symbol)]);
    let heads = [at(&words.cost_at_low), at(&words.cost_at_high)];
    let texts = [words.assumption.as_str(), words.range.as_str()];
    let (one_in, seed) = on.setting().swung_on;
    let (one_in, seed) = (language.whole(f64::from(one_in)), language.whole(seed as f64));
    let caption = fill(&words.swings_caption, &[("n", &one_in), ("seed", &seed)]);
    let mut table = Table::new(&caption, &texts, &heads);
    table.head.push((words.sign.clone(), false));
    for swing in all {
        let verdict = if swing.sign_turns() { (&words.sign_turns, "bad") } else { (&words.sign_holds, "good") };
        table.row(vec![
            Cell::text(&swing.name).class("code"),
            Cell::text(fill(
                &words.range_from_to,
                &[("low", &language.of_scenario(&swing.low)), ("high", &language.of_scenario(&swing.high))],
            )),
            Cell::number(unit.signed(swing.at_low), swing.at_low),
            Cell::number(unit.signed(swing.at_high), swing.at_high),
            Cell::text(verdict.0).class(verdict.1),
        ]);
    }
    (!table.is_empty()).then_some(table)
}

fn overrides(on: &Ground) -> Option<Table> {
    let words = on.words;
    let mut table = Table::new(&words.overrides_caption, &[words.parameter.as_str(), words.value.as_str()], &[]);
    for set in &on.description.overrides {
        table.row(vec![Cell::text(&set.name).class("code"), Cell::text(on.language.of_scenario(&set.value))]);
    }
    (!table.is_empty()).then_some(table)
}

/// Words of the page and of French social policy.
pub fn glossary(on: &Ground) -> Vec<Term> {
    let mut terms: Vec<Term> = super::glossary::TERMS
        .iter()
        .map(|(english, french, meaning_english, meaning_french)| Term {
            word: on.language.set(on.language.of(english, french)),
            means: on.language.set(on.language.of(meaning_english, meaning_french)),
        })
        .collect();
    terms.sort_by_key(|term| term.word.to_lowercase().replace(['é', 'É'], "e"));
    terms
}
