//! The check of the starting population as a table for a terminal: a row a département, then what the columns agree.

use super::check::{Agreement, Check, DepartementCheck, Pair};
use crate::territory::Territory;

/// Lays the check out in aligned columns.
pub fn format(territory: &Territory, check: &Check) -> String {
    let mut text = String::new();
    text.push_str(
        "                            population (1000)     households (1000)    unemployment %     poverty %          median (€/year)       RSA households %\n\
         département                  publ.   sim.  diff    publ.  sim.  diff   publ.  sim.  diff  publ.  sim.  diff  publ.   sim.   diff   publ.  sim.  diff\n",
    );
    for row in &check.departements {
        let place = &territory.departements[row.departement.index()];
        let name: String = format!("{} {}", place.code, place.name).chars().take(25).collect();
        text.push_str(&format!(
            "{name:<26}{}{}{}{}{}{}{}\n",
            cell(row.population, 0.001, 8, 0),
            cell(row.households, 0.001, 7, 0),
            cell(row.unemployment, 100.0, 6, 1),
            cell(row.poverty, 100.0, 6, 1),
            cell(row.living_standard, 1.0, 7, 0),
            cell(row.rsa, 100.0, 6, 2),
            if row.judged { "" } else { "  overseas" },
        ));
    }
    text.push_str(&summary(check));
    text.push_str(&filled(territory, check));
    text
}

/// What is not published of the départements shown that are not judged, by name.
fn filled(territory: &Territory, check: &Check) -> String {
    let mut text = String::new();
    for row in check.departements.iter().filter(|row| !row.judged) {
        let place = &territory.departements[row.departement.index()];
        let mut columns: Vec<&str> = territory
            .filled
            .iter()
            .filter(|f| f.row == place.code && f.table.contains("departements"))
            .map(|f| f.column.as_str())
            .collect();
        columns.sort_unstable();
        columns.dedup();
        if !columns.is_empty() {
            let list = columns.join(", ");
            text.push_str(&format!("{} {}: not published, filled by a rule: {list}\n", place.code, place.name));
        }
    }
    text
}

fn cell(pair: Pair, scale: f64, width: usize, decimals: usize) -> String {
    format!(
        "{:>width$.decimals$}{:>width$.decimals$}{:>+6.decimals$} ",
        pair.published * scale,
        pair.simulated * scale,
        pair.difference() * scale
    )
}

/// Correlation, slope and error of each column, then the nation.
pub fn summary(check: &Check) -> String {
    let mut text =
        String::from("\nover metropolitan départements   correlation   slope   error (rms)   mean difference\n");
    type Column = fn(&DepartementCheck) -> Pair;
    let columns: [(&str, Column, f64, &str); 4] = [
        ("unemployment", |d| d.unemployment, 100.0, "points"),
        ("poverty", |d| d.poverty, 100.0, "points"),
        ("median living standard", |d| d.living_standard, 1.0, "€/year"),
        ("RSA households/inhabitant", |d| d.rsa, 100.0, "points"),
    ];
    for (name, column, scale, unit) in columns {
        let a: Agreement = check.agreement(column);
        text.push_str(&format!(
            "{name:<33}{:>11.3}{:>8.2}{:>11.2} {unit:<7}{:>+10.2}\n",
            a.correlation,
            a.slope,
            a.rmse * scale,
            a.mean_difference * scale
        ));
    }
    let n = &check.nation;
    text.push_str(&format!(
        "\nnation: median living standard {:.0} € a year, poverty line {:.0} €, poverty {:.1} %, D9/D1 {:.2}\n\
         RSA {:.2} M households ({:.0} % of the entitled do not claim), prime d'activité {:.2} M, housing aid {:.2} M,\n\
         AAH {:.2} M, ASS {:.2} M, ASPA {:.2} M households; largest gap of a zone's unemployment {:.2} points\n",
        n.median_living_standard,
        n.poverty_line,
        n.poverty * 100.0,
        n.d9_d1,
        n.rsa_households / 1e6,
        n.rsa_not_claimed_share * 100.0,
        n.prime_activite_households / 1e6,
        n.housing_aid_households / 1e6,
        n.aah_households / 1e6,
        n.ass_households / 1e6,
        n.aspa_households / 1e6,
        n.worst_zone_unemployment * 100.0
    ));
    text
}
