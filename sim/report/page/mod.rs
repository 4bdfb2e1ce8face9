//! `report.html`: the results of a run as one page to read, in French or English, that needs no network.
//!
//! Why it exists: a policy team decides from it. It computes next to nothing: the figures are those of the headline, the
//! differences and the records; it lays them out, and says how sure they are. `words` holds every sentence, `templates`
//! the page; each section has a file.

#[macro_use]
mod wording;

mod balance;
mod bar_chart;
mod bridge_section;
mod canvas;
mod cartogram;
pub(super) mod certainty;
mod ebe_section;
mod exits_section;
mod experiment_section;
mod figures;
mod fit;
mod glossary;
pub(super) mod ground;
pub(super) mod headline_section;
pub(super) mod indicator_names;
mod institution_words;
pub mod language;
mod meanings;
mod measure_words;
pub(super) mod names;
pub(super) mod opening;
mod outline;
mod outline_map;
mod path;
mod places;
pub(super) mod posts;
mod ratio_chart;
mod recentralisation_section;
pub mod setting;
mod time_chart;
mod validation_section;
mod versions_section;
pub(super) mod view;
mod winners_section;
pub(super) mod words;

use std::path::Path;

use askama::Template;

pub use language::Language;
pub use names::asked_first;
pub use outline::Outlines;
pub use setting::Setting;

use super::areas::Gazetteer;
use super::description::Description;
use super::differences::Differences;
use super::error::ReportError;
use super::headline::Headline;
use super::manifest::Manifest;
use super::table::write_text;
use super::versions::Versions;
use crate::measures::Replicate;
use balance::BalanceSection;
use certainty::CertaintySection;
use exits_section::ExitsSection;
use fit::FitSection;
use ground::Ground;
use headline_section::HeadlineSection;
use language::fill;
use opening::Opening;
use places::PlacesSection;
use versions_section::VersionsSection;
use view::{Figure, Section, Table, Term};
use winners_section::WinnersSection;
use words::Words;

pub const REPORT: &str = "report.html";

/// Longer texts of the annex are cut: files of local data stand whole in the manifest.
const LONGEST: usize = 100_000;

/// The page, ready to be laid out.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    lang: &'static str,
    w: &'a Words,
    opening: Opening,
    headline: Option<HeadlineSection>,
    path: Vec<Figure>,
    balance: Option<BalanceSection>,
    /// What only some runs have: EBE, the RSA under the State, an experiment.
    institutions: Vec<Section>,
    versions: Option<VersionsSection>,
    perimeters: Option<Table>,
    places: Option<PlacesSection>,
    exits: Option<ExitsSection>,
    winners: Option<WinnersSection>,
    deciles: Option<Table>,
    households: Option<Table>,
    certainty: CertaintySection,
    assumptions_intro: String,
    fit: Option<FitSection>,
    bridge: Option<Section>,
    validation: Option<Section>,
    glossary: Vec<Term>,
    again: String,
    scenario: String,
    manifest: String,
    made_by: String,
}

/// Writes `report.html`.
///
/// # Errors
/// When the disk refuses or a chart cannot be drawn.
pub fn write(
    folder: &Path,
    description: &Description,
    gazetteer: &Gazetteer,
    replicates: &[Replicate],
    (compared, headline, versions): (&Differences, &Headline, &Versions),
) -> Result<(), ReportError> {
    let failed = |reason: String| ReportError::Chart { path: folder.join(REPORT), reason };
    let words = Words::of(description.page.language);
    let on = Ground::new(description, gazetteer, replicates, (compared, headline), &words);
    let page = page(&on, versions).map_err(failed)?;
    let text = page.render().map_err(|error| failed(error.to_string()))?;
    write_text(folder, REPORT, &text)
}

fn page<'a>(on: &Ground<'a>, versions: &Versions) -> Result<Page<'a>, String> {
    let (words, description) = (on.words, on.description);
    let reform = on.headline.has_reform;
    let again = format!(
        "bassin run {}{}\nbassin verify <{}>\n",
        description.scenario_path, description.options, words.this_folder
    );
    let manifest =
        toml::to_string_pretty(&Manifest { scenario: String::new(), ..Manifest::of(description, on.replicates) });
    let certainty = certainty::certainty(on);
    let number = certainty.assumptions.as_ref().map_or(0, |table| table.rows.len());
    Ok(Page {
        lang: on.language.tag(),
        w: words,
        opening: opening::opening(on),
        headline: reform.then(|| headline_section::headline(on)),
        path: path::figures(on)?,
        balance: if reform { balance::balance(on)? } else { None },
        institutions: if reform { institutions(on) } else { Vec::new() },
        versions: versions_section::versions(on, versions),
        perimeters: if reform { headline_section::perimeters(on).map(Table::trimmed) } else { None },
        places: if reform { Some(places::places(on)?) } else { None },
        exits: if reform { Some(exits_section::exits(on)?) } else { None },
        winners: if reform { winners_section::winners(on)? } else { None },
        deciles: if reform { exits_section::deciles(on) } else { None },
        households: if reform { exits_section::households(on) } else { None },
        assumptions_intro: fill(&words.assumptions_intro, &[("n", &on.language.whole(number as f64))]),
        certainty,
        fit: fit::fit(on),
        bridge: bridge_section::bridge(on),
        validation: validation_section::validation(on)?,
        glossary: certainty::glossary(on),
        again,
        scenario: cut(&description.scenario),
        manifest: cut(&manifest.map_err(|error| error.to_string())?),
        made_by: fill(&words.made_by, &[("version", &description.version)]),
    })
}

fn institutions(on: &Ground) -> Vec<Section> {
    let all =
        [ebe_section::ebe(on), recentralisation_section::recentralisation(on), experiment_section::experiment(on)];
    all.into_iter().flatten().collect()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}\n…\n", &text[..at]),
        None => text.to_owned(),
    }
}
