//! The empty form: what `bassin data template` prints.

use std::fmt::Write as _;

use super::{DataTable, accounts, ebe};
use crate::parameters::Parameters;
use crate::territory::{AccountLine, Territory};
use crate::units::{Cents, Departement};

/// The empty form of a table as CSV, for a département.
pub fn template(table: DataTable, territory: &Territory, parameters: &Parameters, departement: Departement) -> String {
    let row = &territory.departements[departement.index()];
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = match table {
        DataTable::DepartementAccounts => {
            writeln!(text, "# Accounts of {} (dep:{}), euros a year.", row.name, row.code)
        }
        DataTable::EbeBudget => writeln!(
            text,
            "# Budget of an entreprise à but d'emploi, for each full-time job, at prices of {}.",
            ebe::YEAR
        ),
    };
    let _ = writeln!(
        text,
        "# Fill in value and source of the rows you know; the others keep the program's figure (embedded).\n\
         # Then write in the scenario: [data] {} = \"this file.csv\"",
        table.name()
    );
    match table {
        DataTable::DepartementAccounts => of_accounts(&mut text, territory, parameters, departement),
        DataTable::EbeBudget => of_ebe(&mut text, territory),
    }
    text
}

fn of_accounts(text: &mut String, territory: &Territory, parameters: &Parameters, departement: Departement) {
    for line in AccountLine::ALL {
        let _ = writeln!(text, "# {}: {}.", line.name(), line.about());
    }
    let _ = writeln!(text, "{}", accounts::COLUMNS.join(","));
    let code = &territory.departements[departement.index()].code;
    for line in AccountLine::ALL {
        for year in line.years() {
            let carried = accounts::carried(territory, parameters, departement, line, year);
            // Of another year: nothing is carried for this one.
            let carried = carried.filter(|carried| !carried.of.starts_with("of "));
            let carried = carried.map_or_else(String::new, |carried| euros(carried.value));
            let _ = writeln!(text, "{code},{year},{},{},{carried},,", line.name(), accounts::UNIT);
        }
    }
}

fn of_ebe(text: &mut String, territory: &Territory) {
    for key in ebe::LINES.into_iter().filter_map(ebe::key) {
        let _ = writeln!(text, "# {}: {}", key.name, key.about);
    }
    let _ = writeln!(text, "{}", ebe::COLUMNS.join(","));
    for key in ebe::LINES.into_iter().filter_map(ebe::key) {
        let carried = ebe::carried(key, territory).map_or_else(String::new, euros);
        let _ = writeln!(text, "{},{},{},{carried},,", ebe::YEAR, key.name, ebe::unit(key));
    }
}

/// Plain euros, with cents only where there are some.
pub(super) fn euros(amount: Cents) -> String {
    match (amount.0 / 100, amount.0 % 100) {
        (whole, 0) => whole.to_string(),
        (whole, cents) => format!("{whole}.{cents:02}"),
    }
}
