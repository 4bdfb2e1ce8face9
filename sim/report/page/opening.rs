//! The head of the page: title, question, and the scenario in one sentence.

use super::ground::Ground;
use super::language::fill;
use super::names;

pub struct Opening {
    pub title: String,
    /// In quotation marks; empty if the scenario asks none.
    pub question: String,
    pub sentence: String,
}

pub fn opening(on: &Ground) -> Opening {
    let (language, words, description) = (on.language, on.words, on.description);
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let places = match description.places.len() {
        0 => words.places_of_the_scenario.clone(),
        1..=8 => language.list(&description.places.iter().map(|place| named(place, on)).collect::<Vec<_>>()),
        n => fill(&words.many_places, &[("n", &language.whole(n as f64))]),
    };
    let people = language.whole(on.headline.simulated_persons as f64);
    let scale = match on.headline.one_in {
        1 => fill(&words.everyone, &[("n", &people)]),
        one_in => fill(&words.sample, &[("n", &people), ("one_in", &language.whole(f64::from(one_in)))]),
    };
    let seeds = match on.headline.seeds {
        1 => words.one_seed.clone(),
        n => fill(&words.many_seeds, &[("n", &language.whole(n as f64))]),
    };
    let span = fill(
        &words.from_to,
        &[("from", &language.month(description.from)), ("to", &language.month(description.through))],
    );
    let values = [("places", places.as_str()), ("scale", &scale), ("span", &span), ("seeds", &seeds)];
    let sentence = if on.headline.has_reform {
        let policies: Vec<String> = description.policies.iter().map(|name| names::policy(name, language)).collect();
        let from = on.headline.forked.map_or_else(String::new, |month| language.month(month));
        let mut values = values.to_vec();
        let policies = language.list(&policies);
        values.extend([("policies", policies.as_str()), ("fork", &from)]);
        capital(&fill(&words.sentence_of_a_reform, &values))
    } else {
        fill(&words.sentence_of_a_reference, &values)
    };
    let question = one_line(&description.question);
    Opening {
        title: one_line(&description.title),
        question: if question.is_empty() { question } else { language.quoted(&question) },
        sentence,
    }
}

/// With a capital letter first.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A place of the run in the language of the page.
fn named(written: &str, on: &Ground) -> String {
    match written {
        "metropole" => on.language.of("metropolitan France", "France métropolitaine").to_owned(),
        "france" => on.language.of("all of France", "France entière").to_owned(),
        other => place_name(other),
    }
}

/// `ze:0060 Nevers` is Nevers to a reader.
pub fn place_name(written: &str) -> String {
    match written.split_once(' ') {
        Some((code, name)) if code.contains(':') && !name.is_empty() => name.to_owned(),
        _ => written.to_owned(),
    }
}
