//! What a scenario will do, in sentences, with every value nobody wrote, its source and its grade: `bassin check`.

use std::fmt::Write as _;

use super::{Context, Run, Scenario, Seeds};
use crate::keys::{Checked, CheckedTable, Language, Origin};

/// The scenario in sentences of this language. What a key means and where it comes from stays in the key's own words.
/// `takes` is told after what runs: what it will take, which only those who know the territory can say.
pub fn explain(scenario: &Scenario, language: Language, takes: &str) -> String {
    let mut text = String::new();
    heading(scenario, &mut text);
    what_runs(scenario, language, &mut text);
    text.push_str(takes);
    what_changes(scenario, language, &mut text);
    for note in &scenario.notes {
        push(&mut text, &format!("{} {note}", language.of("Note:", "À savoir :")));
    }
    written(scenario, language, &mut text);
    defaults(scenario, language, &mut text);
    text
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn heading(scenario: &Scenario, text: &mut String) {
    push(text, &scenario.title);
    if let Some(question) = &scenario.question {
        push(text, question);
    }
}

fn what_runs(scenario: &Scenario, language: Language, text: &mut String) {
    let run = &scenario.run;
    let (places, cells, months) = (run.places.join(", "), run.cells.len(), run.months());
    push(text, language.of("\nWhat runs", "\nCe qui est simulé"));
    let everyone = match run.one_in {
        1 => language.of("everyone", "toute la population").to_owned(),
        n => language.of(format!("one household in {n}"), format!("un ménage sur {n}")),
    };
    push(
        text,
        &language.of(
            format!("  Places: {places} (cells of zone d'emploi × département: {cells}), {everyone}."),
            format!("  Lieux : {places} (cellules zone d'emploi × département : {cells}), {everyone}."),
        ),
    );
    push(
        text,
        &language.of(
            format!("  From {} through {}, {months} months.", run.from, run.through),
            format!("  De {} à {} inclus, {months} mois.", run.from, run.through),
        ),
    );
    push(
        text,
        match run.context {
            Context::Observed => language.of(
                "  The country follows 2019 to 2025 as observed, covid included, then the stated trend.",
                "  Le pays suit 2019 à 2025 comme observé, covid compris, puis la tendance annoncée.",
            ),
            Context::Smooth => language.of(
                "  The country follows a smooth path, without covid.",
                "  Le pays suit une trajectoire lissée, sans covid.",
            ),
        },
    );
    push(text, &format!("  {}", seeds(run, language)));
    if let Some(folder) = &run.territory {
        let says = language.of("Reference tables are read from", "Les tables de référence sont lues dans");
        push(text, &format!("  {says} {}.", folder.display()));
    }
}

fn seeds(run: &Run, language: Language) -> String {
    match &run.seeds {
        Seeds::List(list) => match list.as_slice() {
            [one] => language.of(
                format!("One seed, {one}: no interval can be given."),
                format!("Une seule graine, {one} : aucun intervalle ne peut être donné."),
            ),
            _ => language.of(
                format!("{} seeds: reference and reform run for each, on the same draws.", list.len()),
                format!("{} graines : référence et réforme tournent pour chacune, sur les mêmes tirages.", list.len()),
            ),
        },
        Seeds::Until { difference, body, years: (first, last), at_most, .. } => {
            let half_width = run.seeds_table.as_ref().map_or("", |table| table.text("half_width"));
            let whose = match *body {
                "all" if difference.starts_with("net_cost") => {
                    language.of(" to all public bodies", " pour toutes les administrations").to_owned()
                }
                "all" => String::new(),
                "etat" => language.of(" to the State", " pour l'État").to_owned(),
                "departement" => language.of(" to the département", " pour le département").to_owned(),
                other => language.of(format!(" to {other}"), format!(" pour {other}")),
            };
            let what = match *difference {
                "net_cost" => language.of("the net cost", "le coût net"),
                "net_cost_per_fte" => {
                    language.of("the net cost of a full-time job", "le coût net d'un emploi à temps plein")
                }
                "poverty_avoided" => language.of("poverty avoided", "la pauvreté évitée"),
                "lasting_exits" => language.of("lasting exits from poverty", "les sorties durables de la pauvreté"),
                "employed" => language.of("the change in employment", "la variation de l'emploi"),
                "unemployment_avoided" => language.of("unemployment avoided", "le chômage évité"),
                "rsa_households" => language.of("the change in RSA households", "la variation des foyers au RSA"),
                _ => language.of("jobs in EBE", "les emplois en EBE"),
            };
            language.of(
                format!(
                    "Seeds are added, {at_most} at most, until {what}{whose}, {first} to {last}, is known within \
                     {half_width}."
                ),
                format!(
                    "Des graines sont ajoutées, {at_most} au plus, jusqu'à connaître {what}{whose}, de {first} à {last}, à \
                     {} près.",
                    half_width.replace("/FTE/year", " par emploi et par an").replace("/year", " par an"),
                ),
            )
        }
    }
}

fn what_changes(scenario: &Scenario, language: Language, text: &mut String) {
    push(text, language.of("\nWhat the reform changes", "\nCe que la réforme change"));
    if scenario.policies.is_empty() && scenario.law.is_empty() && !scenario.parameters.iter().any(|p| p.changed) {
        push(text, language.of("  Nothing: only the reference runs.", "  Rien : seule la référence tourne."));
    }
    for asked in &scenario.policies {
        for sentence in (asked.policy.0.sentences)(&asked.table, language) {
            push(text, &format!("  {}{} {sentence}", asked.name(), language.of(":", " :")));
        }
    }
    for change in &scenario.law {
        let (name, value, from) = (&change.name, change.value.written().replace('"', ""), change.from);
        let end = change
            .through
            .map_or_else(String::new, |month| language.of(format!(" through {month}"), format!(" jusqu'à {month}")));
        let place = match change.table.said_list("where") {
            place if place.is_empty() => place,
            place => language.of(format!(" in {place}"), format!(" ({place})")),
        };
        push(
            text,
            &language.of(
                format!("  law: {name} becomes {value} from {from}{end}{place}."),
                format!("  loi : {name} devient {value} à partir de {from}{end}{place}."),
            ),
        );
    }
    if let Some(experiment) = &scenario.experiment {
        let (zones, several, on) =
            (experiment.treated.len(), experiment.comparison_zones, experiment.table.said_list("on"));
        push(
            text,
            &language.of(
                format!(
                    "  experiment: zones d'emploi with a measure: {zones}; each is compared with {several} others, the \
                     nearest on {on}."
                ),
                format!(
                    "  experiment : zones d'emploi avec une mesure : {zones} ; chacune est comparée à {several} autres, \
                     les plus proches selon {on}."
                ),
            ),
        );
    }
    for variant in &scenario.variants {
        push(text, &format!("  {} {}: {}", language.of("variant", "variante"), variant.name, variant.says));
    }
}

fn written(scenario: &Scenario, language: Language, text: &mut String) {
    push(text, language.of("\nWhat you decided", "\nCe que vous avez décidé"));
    for_each(scenario, &mut |path, checked| {
        if checked.origin == Origin::Written {
            push(text, &format!("  {path} = {}", checked.written));
        }
    });
    for parameter in scenario.parameters.iter().filter(|parameter| parameter.changed) {
        let [low, high] = &parameter.range;
        push(text, &format!("  parameters.{} = {} (range {low} to {high})", parameter.name, parameter.written));
    }
}

fn defaults(scenario: &Scenario, language: Language, text: &mut String) {
    push(text, language.of("\nWhat holds because nothing else was written", "\nCe qui vaut faute d'avoir été écrit"));
    for_each(scenario, &mut |path, checked| {
        if checked.origin == Origin::Default {
            let key = checked.key;
            let _ = writeln!(
                text,
                "  {path} = {}\n      {}: {}. {}",
                checked.written,
                key.grade.word(),
                key.source,
                key.about
            );
        }
    });
    push(
        text,
        language.of("\nThe numbers behaviours rest on", "\nLes nombres sur lesquels reposent les comportements"),
    );
    for parameter in scenario.parameters.iter().filter(|parameter| !parameter.changed) {
        let [low, high] = &parameter.range;
        let (name, value) = (&parameter.name, parameter.written.replace('"', ""));
        let _ = writeln!(
            text,
            "  {name} = {value} ({low} to {high}; {})\n      {}: {}",
            parameter.unit,
            parameter.grade.word(),
            parameter.source
        );
    }
}

/// Every key that holds, with its full path.
fn for_each(scenario: &Scenario, told: &mut dyn FnMut(&str, &Checked)) {
    inside(&scenario.run.table, scenario.run.seeds_table.is_some().then_some("seeds"), told);
    if let Some(seeds) = &scenario.run.seeds_table {
        inside(seeds, None, told);
    }
    if let Some(data) = &scenario.data {
        inside(data, None, told);
    }
    for asked in &scenario.policies {
        inside(&asked.table, None, told);
    }
    if let Some(experiment) = &scenario.experiment {
        inside(&experiment.table, None, told);
    }
}

fn inside(table: &CheckedTable, without: Option<&str>, told: &mut dyn FnMut(&str, &Checked)) {
    for checked in table.values().filter(|checked| Some(checked.key.name) != without) {
        // What a table takes from the one around it is told there.
        if checked.origin != Origin::Inherited {
            told(&format!("{}.{}", table.path, checked.key.name), checked);
        }
    }
    for (_, fixed) in table.tables() {
        inside(fixed, None, told);
    }
    for (_, named) in table.named() {
        inside(named, None, told);
    }
}
