//! What is refused before anything runs, and how the measure reads back in sentences.

use super::TABLE_OF_LAW;
use crate::keys::{At, CheckedTable, Language, Level, Mistake, Places, Wrong};
use crate::policies::Inconsistency;
use crate::units::{Departement, Month};

/// The first year of which spending is published, and the first simulated.
const FIRST_PUBLISHED: u16 = 2015;
const FIRST_SIMULATED: u16 = 2019;

/// The State has paid the RSA there since January 2019, before a measure can begin.
const ALREADY: [&str; 2] = ["dep:973", "dep:976"];

/// What the keys must hold together.
pub(super) fn consistent(table: &CheckedTable, places: &dyn Places) -> Vec<Inconsistency> {
    let mut found = Vec::new();
    for (_, measure) in table.measures() {
        let mut refuse = |key: &str, mistake| {
            found.push(Inconsistency {
                path: format!("{}.{key}", measure.path),
                span: measure.checked(key).and_then(|checked| checked.span.clone()),
                mistake,
            });
        };
        if let Some(mistake) = wrong_years(measure) {
            refuse("reference_years", mistake);
        }
        let of = |written: &str| match places.resolve(written, Level::Departements) {
            Ok(At::Departements(found)) => found,
            _ => Vec::new(),
        };
        let chosen = measure.departements("where");
        if let Some(code) = ALREADY.iter().find(|code| of(code).iter().any(|one| chosen.contains(one))) {
            refuse(
                "where",
                Mistake::new(
                    Wrong::Conflict,
                    format!("holds {code}, whose RSA the State has paid since January 2019"),
                    "take it out: only a département that pays the RSA can hand it over",
                ),
            );
        }
        if !measure.is("outside_law")
            && let Some((key, says)) = beyond_the_law(measure, &of)
        {
            refuse(key, Mistake::new(Wrong::OutsideTheLaw, says, "write `outside_law = true`"));
        }
    }
    found
}

/// Reference years must be over before the measure, and of a source that has them.
fn wrong_years(measure: &CheckedTable) -> Option<Mistake> {
    let years = measure.years("reference_years");
    let (from, simulated) = (measure.month("from"), measure.choice("reference_source") == "simulated");
    let says = if years.iter().any(|year| *year >= from.year()) {
        format!("holds a year that is not over when the measure begins, in {from}")
    } else if simulated && years.iter().any(|year| *year < FIRST_SIMULATED) {
        "holds a year before 2019, which is not simulated".to_owned()
    } else if years.iter().any(|year| *year < FIRST_PUBLISHED) {
        "holds a year before 2015, of which no account is carried".to_owned()
    } else {
        return None;
    };
    let help = if simulated {
        "write years from 2019 that are over before `from`, or `reference_source = \"accounts\"`"
    } else {
        "write years from 2015 that are over before `from`"
    };
    Some(Mistake::new(Wrong::OutOfRange, says, help))
}

/// What of a measure said to be within the law is not: the key, and what is wrong.
fn beyond_the_law(
    measure: &CheckedTable,
    departements_of: &dyn Fn(&str) -> Vec<Departement>,
) -> Option<(&'static str, String)> {
    let (from, through) = (measure.month("from"), measure.month_if_any("through"));
    let kind = measure.choice("type");
    let law = TABLE_OF_LAW.iter().filter(|(of, ..)| *of == kind);
    let entries: Vec<(Departement, Month, Option<Month>)> = law
        .flat_map(|(_, code, first, last)| departements_of(code).into_iter().map(move |one| (one, *first, *last)))
        .collect();
    for departement in measure.departements("where") {
        let Some((_, first, last)) = entries.iter().find(|(one, ..)| one == departement) else {
            return Some(("where", format!("holds a département that the law of {kind} does not name")));
        };
        if from != *first {
            return Some(("from", format!("is not the month of entry in the law, {first}")));
        }
        if through.is_some_and(|month| last.is_some_and(|last| month > last)) {
            return Some(("through", "is after the end of the experiment, December 2026".to_owned()));
        }
    }
    None
}

pub(super) fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    table.measures().into_iter().map(|(_, measure)| sentence(measure, language)).collect()
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place, years) =
        (measure.month("from"), measure.said_list("where"), measure.said_list("reference_years"));
    let (resources, simulated) =
        (measure.said_list("resources_taken"), measure.choice("reference_source") == "simulated");
    let reunion = measure.choice("type") == "reunion_2020";
    match language {
        Language::English => format!(
            "From {from}, the State pays the RSA of {place} (as in {}); it takes back {resources} up to the mean \
             spending of {years}, {}.",
            if reunion { "La Réunion, 2020" } else { "metropolitan France, 2022" },
            if simulated { "as simulated" } else { "from published accounts" },
        ),
        Language::French => format!(
            "À partir de {from}, l'État paie le RSA de {place} (comme {}) ; il reprend {resources} à hauteur de la \
             dépense moyenne de {years}, {}.",
            if reunion { "à La Réunion en 2020" } else { "en métropole en 2022" },
            if simulated { "simulée" } else { "tirée des comptes publiés" },
        ),
    }
}
