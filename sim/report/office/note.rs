//! `note.docx`: one page to pass on: question, answer, certainty, a sentence ready to quote with its source, a caveat.

use super::docx::{Document, Style};
use super::say;
use crate::report::manifest::Manifest;
use crate::report::page::ground::Ground;
use crate::report::page::language::{Language, fill};
use crate::report::page::view::Card;
use crate::report::page::{certainty, headline_section, names, opening};
use crate::report::statistics::Estimate;
use crate::report::yearly::Quantity;

/// Bodies named beside the total; all are in `results.xlsx`.
const BODIES: usize = 4;

/// Places named in the sentence; above, their number is told.
const PLACES: usize = 4;

/// Digits of the digest that are enough to tell a result from another.
const DIGEST: usize = 16;

/// Widths of the table of the answer, twentieths of a point.
const WIDTHS: [u32; 3] = [3300, 2700, 3638];

/// The bytes of the file.
///
/// # Errors
/// When it cannot be packed.
pub fn note(on: &Ground) -> Result<Vec<u8>, String> {
    let language = on.language;
    let say = |english, french| say(language, english, french);
    let opening = opening::opening(on);
    let mut page = Document::default();
    page.paragraph(Style::Title, &opening.title);
    page.paragraph(Style::Small, &opening.sentence);
    if !opening.question.is_empty() {
        page.paragraph(Style::Heading, &say("Question", "Question"));
        page.paragraph(Style::Plain, &opening.question);
    }
    page.paragraph(Style::Heading, &say("Answer", "Réponse"));
    if on.headline.has_reform {
        answer(on, &mut page);
    } else {
        page.paragraph(Style::Plain, &on.words.no_reform);
    }
    page.paragraph(Style::Heading, &say("Certainty", "Certitude"));
    page.paragraph(Style::Plain, &sureness(on));
    if on.headline.has_reform {
        page.paragraph(Style::Heading, &say("To be quoted", "À citer"));
        page.paragraph(Style::Quote, &language.quoted(&sentence(on)));
    }
    page.paragraph(Style::Plain, &source(on));
    page.paragraph(Style::Heading, &say("To keep in mind", "À garder à l'esprit"));
    page.paragraph(Style::Plain, &caveat(on));
    page.paragraph(
        Style::Small,
        &say(
            "More: report.html (charts, places, assumptions), results.xlsx (tables), manifest.toml (scenario, inputs).",
            "Pour aller plus loin : report.html (graphiques, lieux, hypothèses), results.xlsx (tableaux), manifest.toml (scénario, données).",
        ),
    );
    page.packed(&opening.title, language.of("en-GB", "fr-FR"))
}

fn answer(on: &Ground, page: &mut Document) {
    let words = on.words;
    if on.headline.nothing_differs {
        page.paragraph(Style::Plain, &words.nothing_differs);
        return;
    }
    let figure = say(on.language, "Figure", "Chiffre");
    let mut rows = vec![vec![figure, words.value.clone(), say(on.language, "Certainty", "Certitude")]];
    rows.extend(headline_section::headline(on).cards.into_iter().map(row));
    page.table(&WIDTHS, &rows);
    let bodies = largest(on);
    if !bodies.is_empty() {
        let intro =
            say(on.language, "Who gains (+) and who pays (−), a year:", "Qui gagne (+) et qui paie (−), par an :");
        page.paragraph(Style::Plain, &format!("{intro} {}.", bodies.join(on.language.of("; ", "\u{202F}; "))));
    }
}

fn row(card: Card) -> Vec<String> {
    let certainty = if card.interval.is_empty() { card.note } else { card.interval };
    vec![card.label, card.value, certainty]
}

/// The public bodies whose balance changes most.
fn largest(on: &Ground) -> Vec<String> {
    let mut bodies: Vec<(&'static str, Estimate)> = on
        .headline
        .balances
        .iter()
        .filter_map(|balance| match balance.quantity {
            Quantity::Balance(body) if balance.a_year.mean.abs() >= 0.5 => {
                Some((names::body(body, on.language), balance.a_year))
            }
            _ => None,
        })
        .collect();
    bodies.sort_by(|a, b| b.1.mean.abs().total_cmp(&a.1.mean.abs()));
    bodies.truncate(BODIES);
    let open = say(on.language, "undetermined", "indéterminé");
    let told = |(name, a_year): (&str, Estimate)| match a_year.sign_is_open() {
        true => format!("{name} {} ({open})", on.language.signed_money(a_year.mean)),
        false => format!("{name} {}", on.language.signed_money(a_year.mean)),
    };
    bodies.into_iter().map(told).collect()
}

/// The sentences of the page that do not hang on the table.
fn sureness(on: &Ground) -> String {
    let mut sentences = certainty::certainty(on).sentences;
    // The last one tells how the table reads; the pairing is told by the page.
    sentences.retain(|sentence| *sentence != on.words.certain_paired);
    sentences.join(" ")
}

/// What may be quoted, with its interval.
fn sentence(on: &Ground) -> String {
    let language = on.language;
    let say = |english, french| say(language, english, french);
    let policies: Vec<String> = on.description.policies.iter().map(|name| names::policy(name, language)).collect();
    let intro = fill(
        &say(
            "According to a simulation with Bassin of {policies} ({places}), from {from} to {to},",
            "Selon une simulation avec Bassin ({policies} ; {places}), de {from} à {to},",
        ),
        &[
            ("policies", &language.list(&policies)),
            ("places", &places(on)),
            ("from", &language.month(on.headline.forked.unwrap_or(on.description.from))),
            ("to", &language.month(on.description.through)),
        ],
    );
    let mut parts = vec![money(on)];
    parts.extend(poverty(on));
    format!("{intro} {}.", parts.join(say(", and it ", ", et elle ").as_str()))
}

fn places(on: &Ground) -> String {
    let named: Vec<String> = on.description.places.iter().map(|place| opening::place_name(place)).collect();
    match named.len() {
        0 => on.words.places_of_the_scenario.clone(),
        1..=PLACES => on.language.list(&named),
        n => fill(&on.words.many_places, &[("n", &on.language.whole(n as f64))]),
    }
}

fn money(on: &Ground) -> String {
    let language = on.language;
    let Some(all) = &on.headline.consolidated else {
        return say(language, "the reform moves no public money", "la réforme ne déplace aucun argent public");
    };
    let a_year = all.a_year;
    if a_year.mean == 0.0 && !a_year.half_width.is_some_and(|half| half > 0.0) {
        return say(
            language,
            "the reform costs public bodies nothing",
            "la réforme ne coûte rien aux administrations publiques",
        );
    }
    let sentence = match on.tone(&a_year) {
        "cost" => say(
            language,
            "the reform costs public bodies {n} a year on average ({interval})",
            "la réforme coûte {n} par an en moyenne aux administrations publiques ({interval})",
        ),
        "gain" => say(
            language,
            "the reform brings public bodies {n} a year on average ({interval})",
            "la réforme rapporte {n} par an en moyenne aux administrations publiques ({interval})",
        ),
        _ => say(
            language,
            "the sign of the reform's effect on public finances is undetermined ({signed} a year on average; {interval})",
            "le signe de l'effet de la réforme sur les finances publiques est indéterminé ({signed} par an en moyenne ; {interval})",
        ),
    };
    let determined = on.tone(&a_year) != "open";
    // The ends of the interval of a cost are costs.
    let size = if determined { Estimate { mean: a_year.mean.abs(), ..a_year } } else { a_year };
    let largest = a_year.mean.abs() + a_year.half_width.unwrap_or(0.0);
    let interval = on.interval(&size, |euros| language.signed_money_beside(euros, largest).replacen('+', "", 1));
    let interval = inside(language, &interval);
    fill(
        &sentence,
        &[
            ("n", &language.money(a_year.mean)),
            ("signed", &language.signed_money(a_year.mean)),
            ("interval", &interval),
        ],
    )
}

/// A remark as it stands within a sentence.
fn inside(language: Language, remark: &str) -> String {
    let mut letters = remark.chars();
    match letters.next() {
        Some(first) if language == Language::French || first.is_ascii_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => remark.to_owned(),
    }
}

fn poverty(on: &Ground) -> Option<String> {
    let language = on.language;
    let avoided = on.headline.poverty_avoided.as_ref()?;
    let change = avoided.change;
    if avoided.is_too_small_to_say() || change.mean == 0.0 {
        return Some(say(language, "changes poverty too little to say", "change trop peu la pauvreté pour conclure"));
    }
    let sentence = match (change.sign_is_open(), change.mean > 0.0) {
        (true, _) => say(
            language,
            "has an undetermined effect on poverty ({signed} person-years avoided; {interval})",
            "a un effet indéterminé sur la pauvreté ({signed} années-personnes évitées ; {interval})",
        ),
        (false, true) => say(
            language,
            "avoids {n} person-years of poverty over the period ({interval})",
            "évite {n} années-personnes de pauvreté sur la période ({interval})",
        ),
        (false, false) => say(
            language,
            "adds {n} person-years of poverty over the period ({interval})",
            "ajoute {n} années-personnes de pauvreté sur la période ({interval})",
        ),
    };
    let determined = !change.sign_is_open();
    let size = if determined { Estimate { mean: change.mean.abs(), ..change } } else { change };
    let interval = inside(language, &on.interval(&size, |n| language.whole(n)));
    let (n, signed) = (language.whole(change.mean.abs()), language.signed(change.mean, 0));
    Some(fill(&sentence, &[("n", &n), ("signed", &signed), ("interval", &interval)]))
}

fn source(on: &Ground) -> String {
    let (language, description) = (on.language, on.description);
    let seeds = match on.headline.seeds {
        1 => on.words.one_seed.clone(),
        n => fill(&on.words.many_seeds, &[("n", &language.whole(n as f64))]),
    };
    let digests = Manifest::of(description, on.replicates).digests;
    let digest: String = digests.last().map_or_else(String::new, |last| last.digest.chars().take(DIGEST).collect());
    fill(
        &say(
            language,
            "Source: Bassin {version}, scenario {path}{options}, {seeds}, digest {digest}; `bassin verify` makes it again to the last bit.",
            "Source : Bassin {version}, scénario {path}{options}, {seeds}, empreinte {digest} ; `bassin verify` le refait au bit près.",
        ),
        &[
            ("version", &description.version),
            ("path", &description.scenario_path),
            ("options", &description.options),
            ("seeds", &seeds),
            ("digest", &digest),
        ],
    )
}

fn caveat(on: &Ground) -> String {
    let language = on.language;
    let n = language.whole(on.description.assumptions.len() as f64);
    let mut text = fill(
        &say(
            language,
            "This is a simulation under stated assumptions, not a forecast: {n} values rest on an assumption, neither law, statistic nor published study (list in report.html).",
            "Ceci est une simulation sous hypothèses énoncées, non une prévision : {n} valeurs reposent sur une hypothèse, ni loi, ni statistique, ni étude publiée (liste dans report.html).",
        ),
        &[("n", &n)],
    );
    text.push(' ');
    text += &on.words.privacy_line;
    // The narrow perimeter of the same figure: a conclusion that holds in one only is none.
    if let (Some(wide), Some(narrow)) = (&on.headline.consolidated, &on.headline.narrow)
        && on.headline.has_reform
        && (wide.a_year.mean > 0.0) != (narrow.a_year.mean > 0.0)
    {
        let told = say(
            language,
            " Without payments for care and social services the sign turns: {n} a year.",
            " Sans les paiements aux soins et aux services sociaux, le signe change : {n} par an.",
        );
        text += &fill(&told, &[("n", &language.signed_money(narrow.a_year.mean))]);
    }
    text
}
