//! `comparison_zones.csv` and `experiment.csv`.

use std::path::Path;

use super::{Design, Finding, Seen};
use crate::report::areas::Gazetteer;
use crate::report::error::ReportError;
use crate::report::number::plain;
use crate::report::table::Table;
use crate::territory::Characteristic;

/// Decimals of rates, in points of per cent, and of characteristics.
const DECIMALS: usize = 4;

/// Writes `comparison_zones.csv`: each treated zone with each of its comparison zones, and what they are near on.
///
/// # Errors
/// When the disk refuses.
pub fn write_zones(folder: &Path, gazetteer: &Gazetteer, design: &Design) -> Result<(), ReportError> {
    let mut header: Vec<String> =
        ["treated_zone", "treated_name", "rank", "comparison_zone", "comparison_name", "distance"]
            .map(str::to_owned)
            .to_vec();
    for known in &design.on {
        header.extend([format!("{}_treated", known.name()), format!("{}_comparison", known.name())]);
    }
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut table = Table::create(folder, "comparison_zones.csv", &header)?;
    for treated in &design.treated {
        let zone = &gazetteer.zones[usize::from(treated.zone)];
        for (rank, compared) in treated.comparisons.iter().enumerate() {
            let other = &gazetteer.zones[usize::from(compared.zone)];
            let mut row = vec![zone.code.clone(), zone.name.clone(), (rank + 1).to_string()];
            row.extend([other.code.clone(), other.name.clone(), plain(compared.distance, DECIMALS)]);
            for (known, (mine, theirs)) in design.on.iter().zip(treated.values.iter().zip(&compared.values)) {
                let whole = matches!(known, Characteristic::Population | Characteristic::LivingStandard);
                let decimals = if whole { 0 } else { DECIMALS };
                row.extend([plain(*mine, decimals), plain(*theirs, decimals)]);
            }
            table.row(&row)?;
        }
    }
    table.finish()
}

/// The name of columns, and what they say of a seed.
type Columns = (&'static str, fn(&Seen) -> f64);

/// What is estimated over the seeds, each with its interval.
const ESTIMATED: [Columns; 5] = [
    ("difference_in_differences", Seen::found),
    ("paired_effect", Seen::paired),
    ("error", Seen::error),
    ("error_from_trends", Seen::trends),
    ("error_from_spillovers", Seen::spillovers),
];

/// Levels, mean over the seeds.
const LEVELS: [Columns; 6] = [
    ("treated_before", |seen| seen.treated[0]),
    ("treated_after", |seen| seen.treated[1]),
    ("treated_after_reference", |seen| seen.treated[2]),
    ("comparison_before", |seen| seen.comparison[0]),
    ("comparison_after", |seen| seen.comparison[1]),
    ("comparison_after_reference", |seen| seen.comparison[2]),
];

/// Writes `experiment.csv`: what the reform arm alone shows, beside the paired counterfactual.
///
/// # Errors
/// When the disk refuses.
pub fn write(folder: &Path, gazetteer: &Gazetteer, findings: &[Finding]) -> Result<(), ReportError> {
    let mut header: Vec<String> = ["treated_zone", "outcome", "unit", "seeds"].map(str::to_owned).to_vec();
    header.extend(LEVELS.iter().map(|(name, _)| (*name).to_owned()));
    for (name, _) in ESTIMATED {
        header.extend([name.to_owned(), format!("{name}_95_low"), format!("{name}_95_high")]);
    }
    header.push("error_rms".to_owned());
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut table = Table::create(folder, "experiment.csv", &header)?;
    for finding in findings {
        let zone = finding.zone.map_or("", |zone| &gazetteer.zones[usize::from(zone)].code);
        let mut row = vec![zone.to_owned(), finding.outcome.name().to_owned(), "%".to_owned()];
        row.push(finding.by_seed.len().to_string());
        row.extend(LEVELS.iter().map(|(_, what)| plain(finding.of(*what).mean, DECIMALS)));
        for (_, what) in ESTIMATED {
            let estimate = finding.of(what);
            let bound = |half: Option<f64>, sign: f64| {
                half.map_or_else(String::new, |half| plain(estimate.mean + sign * half, DECIMALS))
            };
            row.push(plain(estimate.mean, DECIMALS));
            row.extend([bound(estimate.half_width, -1.0), bound(estimate.half_width, 1.0)]);
        }
        row.push(plain(finding.error_rms(), DECIMALS));
        table.row(&row)?;
    }
    table.finish()
}
