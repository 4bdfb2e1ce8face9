//! Charts of a result, in SVG and PNG, readable on a machine without fonts.
//!
//! `style` holds colours, fonts and the frame; `lines` and `bars` draw; this file chooses what to draw for a run. `budget`
//! draws one household.

mod axis;
mod bars;
pub mod budget;
mod lines;
pub mod screening;
pub(in crate::report) mod style;
mod whiskers;

use std::fs;
use std::path::Path;

use bars::{Bars, Group};
use lines::{Lines, Series};
use whiskers::Whiskers;

use super::areas::{Area, Gazetteer};
use super::description::Description;
use super::differences::Differences;
use super::effects::Effect;
use super::error::ReportError;
use super::indicators::{DerivedRate, Row, by_month};
use super::number::MoneyUnit;
use super::versions::Versions;
use super::yearly::Quantity;
use crate::measures::{Indicator, Record, Replicate};
use crate::units::Month;
use crate::world::body::Body;

/// Draws every chart the run has figures for, in `charts/`.
///
/// # Errors
/// When the disk refuses or a chart cannot be drawn.
pub fn draw_all(
    folder: &Path,
    description: &Description,
    gazetteer: &Gazetteer,
    replicates: &[Replicate],
    compared: &Differences,
) -> Result<(), ReportError> {
    let folder = folder.join("charts");
    fs::create_dir(&folder).map_err(|e| ReportError::writing(&folder, &e))?;
    let runs = Runs::of(gazetteer, replicates);
    if let Some(bars) = public_balance(description, compared, &runs) {
        style::save(&folder, "public_balance", |root| bars::draw(root, &bars), |root| bars::draw(root, &bars))?;
    }
    let charts = [
        Some(("unemployment", unemployment(description, &runs))),
        Some(("poverty", poverty(description, &runs))),
        own_indicator(description, &runs),
    ];
    for (name, chart) in charts.into_iter().flatten() {
        if chart.is_empty() {
            continue;
        }
        style::save(&folder, name, |root| lines::draw(root, &chart), |root| lines::draw(root, &chart))?;
    }
    Ok(())
}

/// Draws the net cost of every version, with its interval, in `charts/versions`.
///
/// # Errors
/// When the disk refuses or the chart cannot be drawn.
pub fn draw_versions(folder: &Path, description: &Description, versions: &Versions) -> Result<(), ReportError> {
    let per_fte = versions.estimates(Effect::NetCostPerFte);
    let effect = if per_fte.is_empty() { Effect::NetCost } else { Effect::NetCostPerFte };
    let mut lines = if per_fte.is_empty() { versions.estimates(effect) } else { per_fte };
    if lines.is_empty() {
        return Ok(());
    }
    let unit = MoneyUnit::fitting(lines.iter().map(|(_, estimate)| estimate.mean.abs()).fold(0.0, f64::max));
    for (_, estimate) in &mut lines {
        estimate.mean /= unit.euros();
        estimate.half_width = estimate.half_width.map(|half| half / unit.euros());
    }
    let per = if effect == Effect::NetCostPerFte { "a full-time equivalent in an EBE and year" } else { "a year" };
    let seeds = match lines.first().map_or(0, |(_, estimate)| estimate.seeds) {
        1 => "one seed, no interval".to_owned(),
        n => format!("95 % interval over {n} seeds"),
    };
    let title: String = description.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let chart = Whiskers {
        title: format!("Net public cost of each version, {} {per} (a cost is above zero)", unit.symbol()),
        subtitle: format!("{} — {seeds}", title.chars().take(80).collect::<String>()),
        lines,
    };
    let folder = folder.join("charts");
    style::save(&folder, "versions", |root| whiskers::draw(root, &chart), |root| whiskers::draw(root, &chart))
}

/// Rows of the whole run by month, summed over the seeds, of both arms.
struct Runs {
    reference: Vec<(Month, Row)>,
    reform: Option<Vec<(Month, Row)>>,
    forked: Option<Month>,
    one_in: u32,
    seeds: usize,
}

impl Runs {
    fn of(gazetteer: &Gazetteer, replicates: &[Replicate]) -> Runs {
        let reference = summed(replicates.iter().map(|replicate| &replicate.reference), gazetteer);
        let reform = summed(replicates.iter().filter_map(|replicate| replicate.reform.as_ref()), gazetteer);
        Runs {
            reference,
            reform: (!reform.is_empty()).then_some(reform),
            forked: replicates.iter().filter_map(|replicate| replicate.forked).min(),
            one_in: replicates.first().map_or(1, |replicate| replicate.one_in),
            seeds: replicates.len(),
        }
    }

    /// Mean over the seeds of a stock, real persons or its unit.
    fn mean(&self, row: &Row, indicator: Indicator, parts: f64) -> f64 {
        row[indicator as usize] as f64 * f64::from(self.one_in) / self.seeds.max(1) as f64 / parts
    }

    fn subtitle(&self, description: &Description) -> String {
        let places = match description.places.len() {
            0 => String::new(),
            1..=4 => format!("{}; ", description.places.join(", ")),
            n => format!("{n} places; "),
        };
        let seeds = if self.seeds == 1 { "one seed".into() } else { format!("mean of {} seeds", self.seeds) };
        let title: String = description.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = if title.chars().count() > 70 { title.chars().take(69).chain(['…']).collect() } else { title };
        format!("{title} — {places}{seeds}")
    }
}

fn summed<'a>(records: impl Iterator<Item = &'a Record>, gazetteer: &Gazetteer) -> Vec<(Month, Row)> {
    let mut sums: Vec<(Month, Row)> = Vec::new();
    for record in records {
        let rows = by_month(record, gazetteer, Area::RUN);
        if sums.is_empty() {
            sums = rows;
        } else {
            for ((_, sum), (_, row)) in sums.iter_mut().zip(rows) {
                sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
            }
        }
    }
    sums
}

/// A month on a time axis, in years: the middle of the month.
fn at(month: Month) -> f64 {
    f64::from(month.year()) + (f64::from(month.month_of_year()) - 0.5) / 12.0
}

fn rate_points(rows: &[(Month, Row)], rate: DerivedRate) -> Vec<(f64, f64)> {
    rows.iter()
        .filter(|(month, _)| !rate.is_yearly() || month.is_december())
        .filter_map(|(month, row)| {
            let (numerator, denominator) = rate.parts(row);
            let x = if rate.is_yearly() { f64::from(month.year()) } else { at(*month) };
            (denominator > 0).then(|| (x, numerator as f64 / denominator as f64 * 100.0))
        })
        .collect()
}

/// Both arms of one quantity, with their difference below when there is a reform.
fn both_arms(
    title: &str,
    unit: &'static str,
    difference_unit: &'static str,
    description: &Description,
    runs: &Runs,
    points: impl Fn(&[(Month, Row)]) -> Vec<(f64, f64)>,
) -> Lines {
    let reference = points(&runs.reference);
    let reform = runs.reform.as_deref().map(points);
    let difference =
        reform.as_ref().map(|reform| reference.iter().zip(reform).map(|(a, b)| (a.0, b.1 - a.1)).collect());
    let mut series = vec![Series::reference(reference)];
    series.extend(reform.map(Series::reform));
    Lines {
        title: title.into(),
        subtitle: runs.subtitle(description),
        unit,
        series,
        difference: difference.map(|points| (difference_unit, points)),
        reform_from: runs.forked.filter(|_| runs.reform.is_some()).map(at),
        from_zero: false,
        yearly: false,
    }
}

fn unemployment(description: &Description, runs: &Runs) -> Lines {
    let points = |rows: &[(Month, Row)]| rate_points(rows, DerivedRate::Unemployment);
    let title = "Unemployment rate (ILO), %";
    let mut chart = both_arms(title, "%", "percentage points", description, runs, points);
    if !description.published_unemployment.is_empty() {
        let published = description.published_unemployment.iter().map(|&(month, rate)| (at(month), rate)).collect();
        chart.series.push(Series::published(published));
    }
    chart
}

fn poverty(description: &Description, runs: &Runs) -> Lines {
    let points = |rows: &[(Month, Row)]| rate_points(rows, DerivedRate::Poverty);
    let title = "Poverty rate (60 % of the national median), % of persons, by year";
    let chart = both_arms(title, "%", "percentage points", description, runs, points);
    // A reform begins within a year, not at its point.
    Lines { yearly: true, reform_from: None, ..chart }
}

/// The chart of what the policy acts on first: EBE, RSA, care, else employment.
fn own_indicator(description: &Description, runs: &Runs) -> Option<(&'static str, Lines)> {
    let reform = runs.reform.as_ref()?;
    let has = |policy: &str| description.policies.iter().any(|known| known == policy);
    if reform.iter().any(|(_, row)| row[Indicator::EbeEmployees as usize] > 0) {
        let points = |indicator: Indicator, parts: f64| {
            reform.iter().map(|(month, row)| (at(*month), runs.mean(row, indicator, parts))).collect()
        };
        let chart = Lines {
            title: "Jobs in entreprises à but d'emploi, reform".into(),
            subtitle: runs.subtitle(description),
            unit: "jobs",
            series: vec![
                Series::first("employees", points(Indicator::EbeEmployees, 1.0)),
                Series::second("full-time equivalents", points(Indicator::EbeFte, 100.0)),
            ],
            difference: None,
            reform_from: runs.forked.map(at),
            from_zero: true,
            yearly: false,
        };
        return Some(("ebe_employment", chart));
    }
    let (name, title, unit, indicator, parts) = if has("rsa_recentralisation") {
        ("rsa_households", "Households drawing the RSA", "households", Indicator::RsaHouseholds, 1.0)
    } else if has("ordam") {
        ("unmet_care_need", "Unmet care need, in mean years of need", "years of need", Indicator::UnmetNeed, 100.0)
    } else {
        ("employment", "Persons in employment", "persons", Indicator::Employed, 1.0)
    };
    let points = |rows: &[(Month, Row)]| -> Vec<(f64, f64)> {
        rows.iter().map(|(month, row)| (at(*month), runs.mean(row, indicator, parts))).collect()
    };
    Some((name, both_arms(title, unit, unit, description, runs, points)))
}

/// The bodies of the chart: the branches of the Sécurité sociale are one bar.
const BARS: [(&str, &[Body]); 7] = [
    ("État", &[Body::Etat]),
    ("Sécurité sociale", &[Body::Maladie, Body::Vieillesse, Body::Famille, Body::Autonomie]),
    ("Unédic", &[Body::Unedic]),
    ("Régions", &[Body::Region]),
    ("Départements", &[Body::Departement]),
    ("Bloc communal", &[Body::BlocCommunal]),
    ("Fonds d'expérimentation", &[Body::FondsExperimentation]),
];

fn public_balance(description: &Description, compared: &Differences, runs: &Runs) -> Option<Bars> {
    runs.reform.as_ref()?;
    let first = runs.forked.map_or(0, Month::year);
    let years: Vec<u16> = compared.years().into_iter().filter(|&year| year >= first).collect();
    let mean = |year: u16, quantity| compared.in_year(year, Area::RUN, quantity).map_or(0.0, |e| e.mean);
    let mut groups: Vec<Group> = BARS
        .iter()
        .enumerate()
        .map(|(position, &(label, bodies))| Group {
            label,
            colour: style::PALETTE[position],
            values: years.iter().map(|&y| bodies.iter().map(|&b| mean(y, Quantity::Balance(b))).sum()).collect(),
        })
        .collect();
    // A body whose bars could not be seen takes no room and no line of the legend.
    let largest = groups.iter().flat_map(|group| &group.values).fold(0.0f64, |max, value| max.max(value.abs()));
    groups.retain(|group| group.values.iter().any(|value| value.abs() > largest * 0.002));
    let consolidated: Vec<f64> = years.iter().map(|&year| mean(year, Quantity::Consolidated)).collect();
    let unit = MoneyUnit::fitting(largest);
    for value in groups.iter_mut().flat_map(|group| &mut group.values) {
        *value /= unit.euros();
    }
    Some(Bars {
        title: format!("Public balance by body: reform less reference, {} a year", unit.symbol()),
        subtitle: runs.subtitle(description),
        unit: unit.symbol(),
        years,
        groups,
        total: consolidated.into_iter().map(|euros| euros / unit.euros()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn drawn(replicates: &[Replicate]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let (description, gazetteer) = (sample::description(), sample::gazetteer());
        let compared = Differences::of(&description, &gazetteer, replicates);
        draw_all(folder.path(), &description, &gazetteer, replicates, &compared).expect("drawn");
        folder
    }

    #[test]
    fn an_svg_holds_its_text_accents_and_euro_sign() {
        let folder = drawn(&[sample::replicate(1, 3)]);
        let svg = fs::read_to_string(folder.path().join("charts/public_balance.svg")).expect("a chart");
        for text in ["Public balance by body", "k€", "État", "Sécurité sociale", "Départements", "2020", "2021"] {
            assert!(svg.contains(text), "{text} is missing");
        }
        let svg = fs::read_to_string(folder.path().join("charts/unemployment.svg")).expect("a chart");
        assert!(svg.contains("reference") && svg.contains("reform"));
    }

    #[test]
    fn a_png_holds_drawn_letters_not_only_lines() {
        let mut with_text = vec![255u8; 3 * 600 * 80];
        style::for_test(&mut with_text, (600, 80), "Dépenses de l'État, M€");
        let dark = with_text.chunks(3).filter(|pixel| pixel[0] < 100).count();
        assert!((300..10_000).contains(&dark), "{dark} dark pixels");

        let folder = drawn(&[sample::replicate(1, 3)]);
        let png = fs::read(folder.path().join("charts/ebe_employment.png")).expect("a chart");
        assert_eq!(&png[1..4], b"PNG");
        assert_eq!(png[16..24], [0, 0, 4, 176, 0, 0, 2, 163], "1,200 × 675 pixels");
    }

    #[test]
    fn a_reform_that_changes_nothing_can_be_drawn() {
        let folder = drawn(&[sample::replicate(1, 0), sample::replicate(2, 0)]);
        assert!(folder.path().join("charts/public_balance.png").exists());
        assert!(folder.path().join("charts/poverty.png").exists());
    }
}
