//! Published cases of French households and pay slips, recomputed.
//!
//! The cases in `tests/cases/law/` are facts, described in the README there. A larger set of the same form
//! (`cases_public.csv`, `payroll_public.csv`) is checked when `BASSIN_LAW_CASES` names its folder.

use std::collections::BTreeMap;
use std::path::Path;

use bassin::law::cases;

type Row = BTreeMap<String, String>;

/// The lines of a table by `cas` and `date`.
fn table(text: &[u8]) -> BTreeMap<(String, String), Row> {
    let mut reader = csv::Reader::from_reader(text);
    let header = reader.headers().expect("a header line").clone();
    let mut rows = BTreeMap::new();
    for record in reader.records() {
        let record = record.expect("a line of the table");
        let named = header.iter().zip(record.iter());
        let row: Row = named.map(|(name, value)| (name.to_string(), value.to_string())).collect();
        rows.insert((row["cas"].clone(), row["date"].clone()), row);
    }
    rows
}

/// What the published amounts may differ by: they are in single precision, and housing aid has steps.
fn tolerance(column: &str) -> f64 {
    match column {
        "ir_annuel" | "ir_apres_plafonnement_qf" | "apl" | "alf" | "als" => 1.0001,
        "rfr" | "pf_base_ressources_annuelle" => 3.0001,
        "taux_allegement_general" => 0.00001,
        "salaire_en_smic" => 0.0011,
        "rsa_majore_eligible" => 0.0,
        _ => 0.0201,
    }
}

/// Every difference over the tolerance, as `case date column: published, computed`. An empty cell is nil.
fn differences(published: &[u8], computed: &[u8]) -> Vec<String> {
    let (published, computed) = (table(published), table(computed));
    let mut found = Vec::new();
    for (key, row) in &published {
        let Some(ours) = computed.get(key) else {
            found.push(format!("{} {}: not answered", key.0, key.1));
            continue;
        };
        for (column, ours) in ours.iter().filter(|(column, _)| !matches!(column.as_str(), "cas" | "date")) {
            let theirs = if row[column].is_empty() { "0" } else { &row[column] };
            let (a, b): (f64, f64) = (theirs.parse().expect("a number"), ours.parse().expect("a number"));
            if (a - b).abs() > tolerance(column) {
                found.push(format!("{} {} {column}: {theirs}, {ours}", key.0, key.1));
            }
        }
    }
    found
}

fn households(text: &[u8]) -> Vec<u8> {
    let mut computed = Vec::new();
    cases::run(text, &mut computed, false).expect("the file is accepted whole");
    computed
}

fn payslips(text: &[u8]) -> Vec<u8> {
    let mut computed = Vec::new();
    cases::payroll(text, &mut computed, false).expect("the file is accepted whole");
    computed
}

#[test]
fn households_of_2019_and_2023_get_their_published_amounts() {
    let published = include_bytes!("cases/law/households.csv");
    let found = differences(published, &households(published));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn pay_slips_of_four_years_have_their_published_lines() {
    let published = include_bytes!("cases/law/payslips.csv");
    let found = differences(published, &payslips(published));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_larger_set_of_cases_passes_when_there_is_one() {
    let Ok(folder) = std::env::var("BASSIN_LAW_CASES") else { return };
    let read = |name: &str| std::fs::read(Path::new(&folder).join(name)).expect("the file of cases");
    let text = read("cases_public.csv");
    let mut found = differences(&text, &households(&text));
    let text = read("payroll_public.csv");
    found.extend(differences(&text, &payslips(&text)));
    assert!(found.is_empty(), "{} differences\n{}", found.len(), found.join("\n"));
}

/// The first two cases, with one cell changed.
fn spoiled(column: &str, value: &str) -> String {
    let text = include_str!("cases/law/households.csv");
    let mut lines = text.lines().take(3).map(|line| line.split(',').collect::<Vec<_>>());
    let (Some(header), Some(mut first), Some(second)) = (lines.next(), lines.next(), lines.next()) else {
        panic!("three lines")
    };
    let place = header.iter().position(|name| *name == column).expect("a column");
    first[place] = value;
    [header, first, second].map(|cells| cells.join(",")).join("\n")
}

#[test]
fn a_bad_cell_is_named_by_line_and_column() {
    let wrong = [
        ("date", "2023-13", "not a month"),
        ("date", "2011-01", "not between 2019-01"),
        ("a1_statut", "chômeur", "not one of emploi, are, ass, aah, aucun"),
        ("a1_salaire_brut", "-1", "not an amount of 0 or more"),
        ("a1_salaire_brut", "", "is missing"),
        ("a1_salaire_brut", "1 500", "not an amount in euros"),
        ("nb_enfants", "1", "nb_enfants is 1"),
        ("zone", "4", "not one of 1, 2, 3"),
        ("nb_adultes", "2", "does not agree"),
        ("logement", "tente", "not one of"),
    ];
    for (column, value, expected) in wrong {
        let mut kept = Vec::new();
        let error = cases::run(spoiled(column, value).as_bytes(), &mut kept, false).expect_err(column).to_string();
        assert!(error.starts_with("line 2, column \""), "{column}: {error}");
        assert!(error.contains(expected), "{column}: {error}");
    }
}

#[test]
fn good_lines_are_kept_when_asked_to_keep_going() {
    let mut kept = Vec::new();
    let summary = cases::run(spoiled("zone", "9").as_bytes(), &mut kept, true).expect("keeps going");
    assert_eq!((summary.written, summary.refused.len()), (1, 1));
    assert_eq!(summary.refused[0].line, 2);
    assert_eq!(table(&kept).len(), 1);
}

#[test]
fn a_missing_column_is_named() {
    let error = cases::payroll("cas,date,brut\nA,2023-06,1500\n".as_bytes(), Vec::new(), false);
    let message = error.expect_err("no salaire_brut").to_string();
    assert!(message.contains("there is no column \"salaire_brut\""), "{message}");
}
