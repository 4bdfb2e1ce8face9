//! What a scenario will do, in sentences, with every value nobody wrote, its source and its grade: `bassin check`.

use std::fmt::Write as _;

use super::{Context, Scenario, Seeds};
use crate::keys::{Checked, CheckedTable, Origin};

/// The scenario in English sentences.
pub fn explain(scenario: &Scenario) -> String {
    let mut text = String::new();
    heading(scenario, &mut text);
    what_runs(scenario, &mut text);
    what_changes(scenario, &mut text);
    for note in &scenario.notes {
        push(&mut text, &format!("Note: {note}"));
    }
    written(scenario, &mut text);
    defaults(scenario, &mut text);
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

fn what_runs(scenario: &Scenario, text: &mut String) {
    let run = &scenario.run;
    push(text, "\nWhat runs");
    let everyone = match run.one_in {
        1 => "everyone".to_owned(),
        n => format!("one household in {n}"),
    };
    let cells = if run.cells.len() == 1 { "one cell".to_owned() } else { format!("{} cells", run.cells.len()) };
    push(text, &format!("  Places: {} ({cells}: zone d'emploi × département), {everyone}.", run.places.join(", ")));
    push(text, &format!("  From {} through {}, {} months.", run.from, run.through, run.months()));
    push(
        text,
        match run.context {
            Context::Observed => {
                "  The country follows 2019 to 2025 as observed, covid included, then the stated trend."
            }
            Context::Smooth => "  The country follows a smooth path, without covid.",
        },
    );
    push(text, &format!("  {}", seeds(&run.seeds)));
    if let Some(folder) = &run.territory {
        push(text, &format!("  Reference tables are read from {}.", folder.display()));
    }
}

fn seeds(seeds: &Seeds) -> String {
    match seeds {
        Seeds::List(list) => match list.as_slice() {
            [one] => format!("One seed, {one}: no interval can be given."),
            [first, .., last] if (last.wrapping_sub(*first)) as usize == list.len() - 1 => {
                format!("Seeds {first} to {last}: reference and reform run {} times on the same draws.", list.len())
            }
            _ => format!("{} seeds: reference and reform run on the same draws.", list.len()),
        },
        Seeds::Until { difference, body, years: (first, last), half_width, at_most } => format!(
            "Seeds are added, {at_most} at most, until {} ({}) over {first} to {last} is known within {half_width} a full-time job and year.",
            difference.replace('_', " "),
            if *body == "all" { "all public bodies" } else { body },
        ),
    }
}

fn what_changes(scenario: &Scenario, text: &mut String) {
    push(text, "\nWhat the reform changes");
    if scenario.policies.is_empty() && scenario.law.is_empty() {
        push(text, "  Nothing: only the reference runs.");
    }
    for asked in &scenario.policies {
        for sentence in (asked.policy.0.sentences)(&asked.table) {
            push(text, &format!("  {}: {sentence}", asked.name()));
        }
    }
    for change in &scenario.law {
        let end = change.through.map_or_else(String::new, |month| format!(" through {month}"));
        let place = match change.table.checked("where") {
            Some(places) => format!(" in {}", places.written.replace('"', "")),
            None => String::new(),
        };
        let value = change.value.written().replace('"', "");
        push(text, &format!("  law: {} becomes {value} from {}{end}{place}.", change.name, change.from));
    }
    for variant in &scenario.variants {
        push(text, &format!("  variant {}: {}", variant.name, variant.says));
    }
}

fn written(scenario: &Scenario, text: &mut String) {
    push(text, "\nWhat you decided");
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

fn defaults(scenario: &Scenario, text: &mut String) {
    push(text, "\nWhat holds because nothing else was written");
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
    push(text, "\nThe numbers behaviours rest on");
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
    for asked in &scenario.policies {
        inside(&asked.table, None, told);
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
