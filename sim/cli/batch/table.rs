//! The table that ends a batch: each file with what it costs, what it does to poverty, and where its result is.

use std::collections::BTreeMap;
use std::path::Path;

use bassin::report::headline::Persons;
use bassin::report::number::{MoneyUnit, THIN_SPACE, decimal, signed, whole};
use bassin::report::statistics::Estimate;

use super::{Done, Outcome};

/// All files in one table: cost, poverty, where the result is or why there is none.
pub(super) fn table(names: &[&Path], outcomes: &BTreeMap<usize, Outcome>) -> String {
    let head = ["scenario", "seeds", "net cost a year", "poverty avoided (person-years)", "lasting exits", "result"];
    let mut rows: Vec<Vec<String>> = vec![head.map(str::to_owned).to_vec()];
    for (place, name) in names.iter().enumerate() {
        let Some(outcome) = outcomes.get(&place) else { continue };
        let mut row = vec![name.file_name().unwrap_or_default().to_string_lossy().into_owned()];
        match outcome {
            Ok(Done { seeds, figures: Some(figures), folders, .. }) => {
                row.push(seeds.to_string());
                row.push(figures.consolidated.as_ref().map_or("no reform".to_owned(), |line| cost(&line.a_year)));
                row.push(persons(&figures.poverty_avoided));
                row.push(persons(&figures.lasting_exits));
                row.push(folders.first().map_or(String::new(), |folder| folder.display().to_string()));
            }
            Ok(Done { folders, .. }) => {
                row.extend(["", "", "", ""].map(str::to_owned));
                row.push(folders.first().map_or(String::new(), |folder| folder.display().to_string()));
            }
            Err(failure) => {
                row.extend(["–", "–", "–", "–"].map(str::to_owned));
                row.push(format!("failed: {}", failure.in_short()));
            }
        }
        rows.push(row);
    }
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    format!("\n{}\n", rows.iter().map(line).collect::<Vec<_>>().join("\n"))
}

fn cost(balance: &Estimate) -> String {
    let half = balance.half_width.unwrap_or(0.0);
    let unit = MoneyUnit::fitting(balance.mean.abs().max(half));
    let decimals = unit.decimals(balance.mean.abs().max(half));
    let interval = balance
        .half_width
        .map_or(String::new(), |half| format!(" ±{THIN_SPACE}{}", decimal(half / unit.euros(), decimals)));
    format!("{}{interval} {}", signed(0.0 - balance.mean / unit.euros(), decimals), unit.symbol())
}

fn persons(persons: &Option<Persons>) -> String {
    match persons {
        None => "not known".to_owned(),
        Some(persons) if persons.is_too_small_to_say() => "too small to say".to_owned(),
        Some(persons) => {
            let half = persons.change.half_width;
            let interval = half.map_or(String::new(), |half| format!(" ±{THIN_SPACE}{}", whole(half.round() as i64)));
            format!("{}{interval}", signed(persons.change.mean, 0))
        }
    }
}
