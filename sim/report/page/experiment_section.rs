//! The reform as an experiment: what an evaluation against comparison zones would find, and how far it errs.

use super::ground::Ground;
use super::institution_words::InstitutionWords;
use super::language::fill;
use super::view::{Cell, Section, Table};
use crate::report::areas::{Area, Level};
use crate::report::experiment::{Design, Finding, Outcome, Seen, findings};
use crate::report::statistics::Estimate;
use crate::territory::Characteristic;

/// Nothing unless the scenario asks for an experiment.
pub fn experiment(on: &Ground) -> Option<Section> {
    let design = on.description.experiment.as_ref()?;
    let words = InstitutionWords::of(on.language);
    let found = findings(design, on.gazetteer, on.replicates);
    let all: Vec<&Finding> = found.iter().filter(|finding| finding.zone.is_none()).collect();
    if all.is_empty() {
        return None;
    }
    let near: Vec<String> = design.on.iter().map(|known| characteristic(&words, *known).to_owned()).collect();
    let values = [
        ("before", design.before.to_string()),
        ("starts", on.language.month(design.starts)),
        ("on", on.language.list(&near)),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let mut sentences: Vec<String> = all.iter().map(|finding| verdict(&words, finding)).collect();
    if all.iter().all(|finding| finding.outcome != Outcome::Poverty) {
        sentences.push(words.no_poverty_yet.clone());
    }
    Some(Section {
        id: "experiment",
        title: words.experiment.clone(),
        intro: fill(&words.experiment_intro, &values),
        tables: vec![outcomes(on, &words, &all)],
        sentences,
        folded: vec![(words.zones_caption.clone(), zones(on, &words, design))],
        note: words.experiment_note.clone(),
        ..Section::default()
    })
}

fn outcome(words: &InstitutionWords, outcome: Outcome) -> &str {
    match outcome {
        Outcome::Unemployment => &words.unemployment_rate,
        Outcome::Employment => &words.employment_rate,
        Outcome::Rsa => &words.rsa_rate,
        Outcome::Poverty => &words.poverty_rate,
    }
}

fn characteristic(words: &InstitutionWords, known: Characteristic) -> &str {
    match known {
        Characteristic::Unemployment => &words.near_unemployment,
        Characteristic::Employment => &words.near_employment,
        Characteristic::Poverty => &words.near_poverty,
        Characteristic::LivingStandard => &words.near_living_standard,
        Characteristic::Deprivation => &words.near_deprivation,
        Characteristic::Rsa => &words.near_rsa,
        Characteristic::Population => &words.near_population,
        Characteristic::Jobs => &words.near_jobs,
        Characteristic::ExportOriented => &words.near_export_oriented,
        Characteristic::AccessToCare => &words.near_access_to_care,
    }
}

fn outcomes(on: &Ground, words: &InstitutionWords, all: &[&Finding]) -> Table {
    let language = on.language;
    let heads =
        [&words.finds, &words.paired, &words.error, &words.trends, &words.spillovers, &words.rms].map(Clone::clone);
    let mut table = Table::new(&words.experiment_caption, &[words.outcome.as_str()], &heads);
    let points = |estimate: &Estimate| {
        let half = language.half_width(estimate, 1.0, 2);
        Cell::number(format!("{} {half}", language.signed(estimate.mean, 2)).trim_end().to_owned(), estimate.mean)
    };
    for finding in all {
        let mut cells = vec![Cell::text(outcome(words, finding.outcome))];
        let columns: [fn(&Seen) -> f64; 5] = [Seen::found, Seen::paired, Seen::error, Seen::trends, Seen::spillovers];
        cells.extend(columns.iter().map(|what| points(&finding.of(*what))));
        let rms = finding.error_rms();
        cells.push(Cell::number(language.decimal(rms, 2), rms));
        table.row(cells);
    }
    table
}

fn verdict(words: &InstitutionWords, finding: &Finding) -> String {
    let (found, paired, error) = (finding.of(Seen::found), finding.of(Seen::paired), finding.of(Seen::error));
    let sentence = if paired.mean == 0.0 && paired.half_width.unwrap_or(0.0) == 0.0 {
        &words.nothing_but_error
    } else if found.sign_is_open() && !paired.sign_is_open() {
        &words.sign_not_seen
    } else if found.mean * paired.mean < 0.0 && !paired.sign_is_open() {
        &words.sign_wrong
    } else if error.sign_is_open() {
        &words.error_is_chance
    } else if found.mean.abs() > paired.mean.abs() {
        &words.overstates
    } else {
        &words.understates
    };
    fill(sentence, &[("outcome", outcome(words, finding.outcome))])
}

fn zones(on: &Ground, words: &InstitutionWords, design: &Design) -> Table {
    let texts = [words.treated_zone.as_str(), words.comparison_zone.as_str()];
    let mut table = Table::new(&words.zones_caption, &texts, std::slice::from_ref(&words.distance));
    let name = |zone: u16| {
        let area = Area::new(Level::Zone, zone);
        format!("{} ({})", on.gazetteer.name(area), on.gazetteer.code(area))
    };
    for treated in &design.treated {
        for compared in &treated.comparisons {
            table.row(vec![
                Cell::text(name(treated.zone)),
                Cell::text(name(compared.zone)),
                Cell::number(on.language.decimal(compared.distance, 2), compared.distance),
            ]);
        }
    }
    table
}
