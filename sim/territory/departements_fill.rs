//! How the départements' figures are brought to 2019 and how blanks are filled.
//!
//! The rules, each recorded where it is used: populations run back from 2021 by the published growth and are scaled
//! to the national total; ages are those of 2023 moved by the change of each band in the nation, then raked; Corsica,
//! published as one collectivity, is split by caseload, age or population; Guadeloupe, Guyane and Mayotte take the
//! rates of a neighbour, which flatters Guyane and Mayotte.

use super::departements::{Caseload, Columns};
use super::error::TerritoryError;
use super::fill::{Fills, split_whole};
use super::national::figures::Figures;
use crate::units::Month;

const TABLE: &str = "departements.csv";

/// Share of inhabitants who live in households rather than in communities: census 2022, France, 66.33 of 68.02 million
/// (INSEE).
pub const SHARE_IN_HOUSEHOLDS: f64 = 0.975;

/// Who lends a rate to a département that publishes none.
const DONORS: [(&str, &str); 3] = [("971", "972"), ("973", "974"), ("976", "973")];

/// Rates and amounts that a neighbour may lend.
const LENT: [&str; 20] = [
    "growth_2015_2021_pct",
    "net_migration_2015_2021_pct",
    "single_parent_families_pct",
    "activity_rate_15_64_pct",
    "household_size",
    "median_living_standard_eur",
    "living_standard_d9_d1",
    "poverty_pct",
    "poverty_under_30_pct",
    "poverty_75_plus_pct",
    "poverty_intensity_pct",
    "net_hourly_wage_eur",
    "owners_pct",
    "executives_pct",
    "unemployment_2015_pct",
    "unemployment_2019_pct",
    "unemployment_2023_pct",
    "jobseekers_long_term_2024_pct",
    "apl",
    "area_km2",
];

/// Counts and spending that a neighbour lends in proportion to population.
const LENT_PER_INHABITANT: [&str; 10] = [
    "jobseekers_abc_2024",
    "css_2024",
    "apa_2023",
    "pch_2023",
    "apa_2019_meur",
    "pch_2019_meur",
    "child_welfare_2019_meur",
    "social_aid_2019_meur",
    "social_aid_2015_meur",
    "dwellings",
];

/// Population on 1 January 2019: that of 2021 run back two years at the growth of 2015 to 2021 (Mayotte: that of 2025
/// run back at the growth of 2023 to 2025), then scaled so that the sum is the national figure.
pub fn populations_2019(columns: &mut Columns, national: f64, fills: &mut Fills) -> Result<Vec<u32>, TerritoryError> {
    let n = columns.codes.len();
    let mut estimate = Vec::with_capacity(n);
    for i in 0..n {
        let later = columns.get("population_2025", i)?;
        let middle = columns.get("population_2023", i)?;
        let published = |c: &str| columns.values.get(c).and_then(|v| v[i]);
        let (population, population_2021) = match (published("population_2021"), published("growth_2015_2021_pct")) {
            (Some(population), Some(growth)) => {
                let factor = 1.0 + growth / 100.0;
                (population / (factor * factor), population)
            }
            _ => {
                let factor = middle / later;
                fills.note(TABLE, &columns.codes[i], "population_2021", "run back at the growth of 2023 to 2025");
                (later * factor * factor * factor, later * factor * factor)
            }
        };
        estimate.push(population);
        if let Some(column) = columns.values.get_mut("population_2021") {
            column[i] = Some(population_2021);
        }
    }
    Ok(split_whole(national.round() as u32, &estimate))
}

/// Ages on 1 January 2019: shares of 2023 × the change of each band in the nation, raked to the population of each
/// département and the national total of each band.
pub fn ages_2019(
    columns: &Columns,
    population: &[u32],
    national_bands: &[[f64; 7]; 2],
) -> Result<Vec<[u32; 7]>, TerritoryError> {
    const NAMES: [&str; 7] = ["0_14", "15_24", "25_39", "40_54", "55_64", "65_74", "75_plus"];
    let mut cells = vec![[0.0f64; 7]; population.len()];
    for (i, row) in cells.iter_mut().enumerate() {
        for (b, cell) in row.iter_mut().enumerate() {
            let then = columns.get(&format!("age_{}_2023", NAMES[b]), i)?;
            *cell = then * national_bands[0][b] / national_bands[1][b];
        }
    }
    // Twenty rounds bring both margins within a person.
    for _ in 0..20 {
        for b in 0..7 {
            let sum: f64 = cells.iter().map(|r| r[b]).sum();
            for row in &mut cells {
                row[b] *= national_bands[0][b] / sum;
            }
        }
        for (row, people) in cells.iter_mut().zip(population) {
            let sum: f64 = row.iter().sum();
            for cell in row.iter_mut() {
                *cell *= f64::from(*people) / sum;
            }
        }
    }
    Ok(cells
        .iter()
        .zip(population)
        .map(|(row, people)| {
            let mut ages = [0; 7];
            ages.copy_from_slice(&split_whole(*people, row));
            ages
        })
        .collect())
}

/// Fills every other blank, by the rules of this module's header.
pub fn blanks(
    columns: &mut Columns,
    population: &[u32],
    caseloads: &[Vec<Caseload>],
    figures: &Figures,
    fills: &mut Fills,
) -> Result<(), TerritoryError> {
    corsica(columns, population, caseloads, figures, fills)?;
    state_pays_rsa_in_mayotte(columns, fills);
    for column in LENT {
        lend(
            columns,
            column,
            "the figure of the nearest département published (Martinique for Guadeloupe, La Réunion for Guyane, Guyane for Mayotte)",
            None,
            fills,
        );
    }
    for column in LENT_PER_INHABITANT {
        lend(
            columns,
            column,
            "as many per inhabitant as the nearest département published (Guyane for Mayotte)",
            Some(population),
            fills,
        );
    }
    for column in ["rsa_referred_pct", "rsa_referred_to_employment_service_pct", "rsa_referral_delay_days"] {
        fill_with_mean(
            columns,
            column,
            population,
            "the mean of the départements published, weighted by population",
            fills,
        );
    }
    for column in ["self_employed_pct", "part_time_pct", "jobs_per_100_employed_residents"] {
        fill_with_mean(
            columns,
            column,
            population,
            "the mean of metropolitan départements, weighted by population",
            fills,
        );
    }
    employment_2019(columns, fills)?;
    Ok(())
}

/// Half-way between the censuses of 2016 and 2022; overseas, activity rate × (1 − unemployment rate of 2019).
fn employment_2019(columns: &mut Columns, fills: &mut Fills) -> Result<(), TerritoryError> {
    let mut rates = Vec::new();
    for i in 0..columns.codes.len() {
        let published = |c: &str| columns.values.get(c).and_then(|v| v[i]);
        let rate = match (published("employment_rate_2016_pct"), published("employment_rate_2022_pct")) {
            (Some(before), Some(after)) => (before + after) / 2.0,
            _ => {
                fills.note(
                    TABLE,
                    &columns.codes[i],
                    "employment_rate_2019",
                    "activity rate × (1 − unemployment rate of 2019)",
                );
                columns.get("activity_rate_15_64_pct", i)? * (1.0 - columns.get("unemployment_2019_pct", i)? / 100.0)
            }
        };
        rates.push(Some(rate));
    }
    columns.values.insert("employment_rate_2019_pct".to_string(), rates);
    Ok(())
}

fn lend(columns: &mut Columns, column: &str, rule: &'static str, per: Option<&[u32]>, fills: &mut Fills) {
    for (code, donor) in DONORS {
        let (Some(to), Some(from)) = (columns.row(code), columns.row(donor)) else { continue };
        let name = columns.codes[to].clone();
        let Some(values) = columns.values.get_mut(column) else { continue };
        if let (None, Some(value)) = (values[to], values[from]) {
            let scale = per.map_or(1.0, |p| f64::from(p[to]) / f64::from(p[from].max(1)));
            values[to] = Some(value * scale);
            fills.note(TABLE, name, column, rule);
        }
    }
}

fn fill_with_mean(columns: &mut Columns, column: &str, population: &[u32], rule: &'static str, fills: &mut Fills) {
    let codes = columns.codes.clone();
    let Some(values) = columns.values.get_mut(column) else { return };
    let (mut sum, mut weight) = (0.0, 0.0);
    for (value, people) in values.iter().zip(population) {
        if let Some(value) = value {
            sum += value * f64::from(*people);
            weight += f64::from(*people);
        }
    }
    for (value, code) in values.iter_mut().zip(&codes) {
        if value.is_none() && weight > 0.0 {
            *value = Some(sum / weight);
            fills.note(TABLE, code, column, rule);
        }
    }
}

/// In Mayotte the State pays the RSA since 2019: the département spends nothing.
fn state_pays_rsa_in_mayotte(columns: &mut Columns, fills: &mut Fills) {
    let Some(mayotte) = columns.row("976") else { return };
    for column in ["rsa_net_2019_meur", "rsa_allowance_2019_meur", "rsa_insertion_2019_meur", "rsa_net_2015_meur"] {
        if let Some(values) = columns.values.get_mut(column)
            && values[mayotte].is_none()
        {
            values[mayotte] = Some(0.0);
            fills.note(TABLE, "976", column, "0: the State pays the RSA in Mayotte since 2019");
        }
    }
}

/// Corsica is one collectivity: its published totals are split between 2A and 2B, and what is not published at all
/// takes the mean of the other metropolitan départements.
fn corsica(
    columns: &mut Columns,
    population: &[u32],
    caseloads: &[Vec<Caseload>],
    figures: &Figures,
    fills: &mut Fills,
) -> Result<(), TerritoryError> {
    let (Some(south), Some(north)) = (columns.row("2A"), columns.row("2B")) else { return Ok(()) };
    let isle = [south, north];
    let rsa = isle.map(|i| {
        caseloads[i]
            .iter()
            .find(|c| c.month == Month::new(2019, 12))
            .map_or(f64::from(population[i]), |c| f64::from(c.rsa))
    });
    let people = isle.map(|i| f64::from(population[i]));
    let old = [columns.get("age_75_plus_2023", south)?, columns.get("age_75_plus_2023", north)?];
    let split = |total: f64, by: [f64; 2]| by.map(|b| total * b / (by[0] + by[1]));

    let mut puts: Vec<(&str, [f64; 2], &'static str)> =
        vec![("rsa_households_2019", rsa, "the monthly caseload of December 2019")];
    let net = split(figures.get("corsica", "rsa_net_2019_meur", 2019)?, rsa);
    let all = split(figures.get("corsica", "social_aid_2019_meur", 2019)?, people);
    puts.push(("rsa_net_2019_meur", net, "the total of Corsica, by RSA households"));
    puts.push(("social_aid_2019_meur", all, "the total of Corsica, by population"));
    puts.push((
        "apa_2019_meur",
        split(figures.get("corsica", "apa_2019_meur", 2019)?, old),
        "the total of Corsica, by inhabitants aged 75 and over",
    ));
    for (column, base, by) in [
        ("rsa_allowance_2019_meur", "rsa_net_2019_meur", net),
        ("rsa_insertion_2019_meur", "rsa_net_2019_meur", net),
        ("pch_2019_meur", "social_aid_2019_meur", all),
        ("child_welfare_2019_meur", "social_aid_2019_meur", all),
        ("rsa_persons_2019", "rsa_households_2019", rsa),
    ] {
        let ratio = metropolitan_ratio(columns, column, |c, i| c.values.get(base).and_then(|v| v[i]));
        puts.push((column, by.map(|b| b * ratio), "in the same proportion as in the other metropolitan départements"));
    }
    let adults = |c: &Columns, i: usize| {
        ["15_24", "25_39", "40_54", "55_64"]
            .iter()
            .map(|b| c.values.get(&format!("age_{b}_2023")).and_then(|v| v[i]))
            .sum()
    };
    for column in ["aah_2019", "pch_2023"] {
        let ratio = metropolitan_ratio(columns, column, adults);
        let by = isle.map(|i| adults(columns, i).unwrap_or(0.0) * ratio);
        puts.push((column, by, "as many per inhabitant aged 15 to 64 as in the other metropolitan départements"));
    }
    let ratio = metropolitan_ratio(columns, "apa_2023", |c, i| c.values.get("age_75_plus_2023").and_then(|v| v[i]));
    puts.push((
        "apa_2023",
        old.map(|o| o * ratio),
        "as many per inhabitant aged 75 and over as in the other metropolitan départements",
    ));

    for (column, values, rule) in puts {
        for (i, value) in isle.into_iter().zip(values) {
            let code = columns.codes[i].clone();
            if let Some(cells) = columns.values.get_mut(column)
                && cells[i].is_none()
            {
                cells[i] = Some(value);
                fills.note(TABLE, code, column, rule);
            }
        }
    }
    Ok(())
}

/// Sum of a column over sum of a base, over metropolitan départements where both are published.
fn metropolitan_ratio(columns: &Columns, column: &str, base: impl Fn(&Columns, usize) -> Option<f64>) -> f64 {
    let (mut above, mut below) = (0.0, 0.0);
    for i in 0..columns.codes.len() {
        if columns.overseas[i] {
            continue;
        }
        if let (Some(a), Some(b)) = (columns.values.get(column).and_then(|v| v[i]), base(columns, i)) {
            above += a;
            below += b;
        }
    }
    if below > 0.0 { above / below } else { 0.0 }
}
