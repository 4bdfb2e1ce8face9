//! The RSA under the State: what it pays, what it takes back, what each keeps, beside the amounts published for 2022.

use super::ground::Ground;
use super::institution_words::InstitutionWords;
use super::language::fill;
use super::view::{Cell, Section, Table};
use crate::report::areas::{Area, Level};
use crate::report::recentralisation::{self, Told, Year};
use crate::report::statistics::Estimate;
use crate::units::Departement;

/// Départements told one by one.
const SHOWN: usize = 6;
/// Years told one by one: the last ones of a longer run.
const YEARS: usize = 7;
const MILLION: f64 = 1e6;

/// Nothing where the State pays nowhere.
pub fn recentralisation(on: &Ground) -> Option<Section> {
    let told = recentralisation::at_published_level(on.gazetteer, on.replicates);
    if told.is_empty() {
        return None;
    }
    let words = InstitutionWords::of(on.language);
    let name = |departement: Departement| on.gazetteer.name(Area::new(Level::Departement, departement.0)).to_owned();
    let mut tables: Vec<Table> =
        told.iter().take(SHOWN).map(|(departement, years)| by_year(on, &words, &name(*departement), years)).collect();
    let mut folded = Vec::new();
    for published in recentralisation::published() {
        let place = on.gazetteer.departements.iter().position(|known| known.code == published.code);
        let Some(departement) = place.map(|row| Departement(row as u16)) else { continue };
        let Some(year) = told.get(&departement).and_then(|years| years.get(&published.year)) else { continue };
        let year_text = published.year.to_string();
        let caption = fill(&words.beside_published, &[("name", &name(departement)), ("year", &year_text)]);
        folded.push((caption.clone(), beside_published(on, &words, caption, &published.amounts, year)));
    }
    if let Some(last) = tables.last_mut() {
        last.note = words.recentralised_note.clone();
    }
    let more = told.len().saturating_sub(SHOWN);
    let more = if more > 0 { fill(&words.more_departements, &[("n", &more.to_string())]) } else { String::new() };
    Some(Section {
        id: "recentralisation",
        title: words.recentralised.clone(),
        intro: words.recentralised_intro.clone(),
        tables,
        note: if folded.is_empty() { more } else { format!("{more} {}", words.published_source).trim().to_owned() },
        folded,
        ..Section::default()
    })
}

/// What a line is worth in a year of a seed, euros at the published level.
type Line = fn(&Year) -> i64;

fn by_year(on: &Ground, words: &InstitutionWords, name: &str, years: &Told) -> Table {
    let language = on.language;
    let skipped = years.len().saturating_sub(YEARS);
    let heads: Vec<String> = years.keys().skip(skipped).map(u16::to_string).collect();
    let caption = fill(&words.recentralised_caption, &[("name", name)]);
    let mut table = Table::new(caption, &[words.line.as_str()], &heads);
    let lines: [(&str, Line, i8); 8] = [
        (&words.allowances, |year| year.allowances, 0),
        (&words.allowances_reference, |year| year.allowances_in_reference, 0),
        (&words.taken, Year::taken_in_all, 0),
        (&words.insertion, |year| year.insertion, 0),
        (&words.share_in_results, |year| year.share_in_results, 0),
        (&words.caf_work, |year| year.caf, 0),
        (&words.state_keeps, Year::state, 1),
        (&words.departement_keeps, Year::departement, 1),
    ];
    for (label, of, is_result) in lines {
        let estimates: Vec<Estimate> = years.values().skip(skipped).map(|seeds| estimate(seeds, of)).collect();
        if is_result == 0 && estimates.iter().all(|estimate| estimate.mean == 0.0) {
            continue;
        }
        let mut cells = vec![Cell::text(label)];
        cells.extend(estimates.iter().map(|estimate| {
            let millions = estimate.mean / MILLION;
            let mut text = if is_result == 0 { language.decimal(millions, 1) } else { language.signed(millions, 1) };
            if is_result == 1 && estimate.half_width.is_some() {
                text += &format!(" {}", language.half_width(estimate, MILLION, 1));
            }
            Cell::number(text, millions)
        }));
        if is_result == 1 { table.strong_row(cells) } else { table.row(cells) }
    }
    table
}

fn estimate(seeds: &[(f64, Year)], of: Line) -> Estimate {
    Estimate::of(&seeds.iter().map(|(euros, year)| of(year) as f64 * euros).collect::<Vec<f64>>())
}

/// Allowances, each source, all of them: in the order published.
fn beside_published(
    on: &Ground,
    words: &InstitutionWords,
    caption: String,
    amounts: &[(String, f64)],
    seeds: &[(f64, Year)],
) -> Table {
    let language = on.language;
    let heads = [on.words.published.clone(), on.words.simulated.clone(), on.words.interval.clone()];
    let mut table = Table::new(caption, &[words.line.as_str()], &heads);
    let of = |place: usize| -> Estimate {
        let values = seeds.iter().map(|(euros, year)| {
            let cents = match place {
                0 => year.allowances,
                1..=5 => year.taken[place - 1],
                _ => year.taken_in_all(),
            };
            cents as f64 * euros
        });
        Estimate::of(&values.collect::<Vec<f64>>())
    };
    for (place, (what, published)) in amounts.iter().enumerate() {
        let label = match (place, what.as_str()) {
            (0, _) => words.allowances_short.clone(),
            (1..=5, what) => what.to_uppercase(),
            _ => words.taken.clone(),
        };
        let simulated = of(place);
        table.row(vec![
            Cell::text(label),
            Cell::number(language.decimal(published / MILLION, 1), *published),
            Cell::number(language.decimal(simulated.mean / MILLION, 1), simulated.mean),
            Cell::number(language.half_width(&simulated, MILLION, 1), simulated.half_width.unwrap_or(0.0)),
        ]);
    }
    table.trimmed()
}
