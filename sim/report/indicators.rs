//! `indicators.csv`: every indicator by month and area, counts multiplied by `one_in`, and the rates made of them.

use std::path::Path;

use super::areas::{Adding, Area, Gazetteer, Level};
use super::compare::arms;
use super::error::ReportError;
use super::number::{fixed, per_cent};
use super::table::Table;
use crate::measures::{Indicator, Record, Replicate};

/// One row of counts, of simulated persons.
pub type Row = [i64; Indicator::COUNT];

/// How the months of an indicator make a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counting {
    /// At the end of the month; a year is the mean of its months.
    Stock,
    /// Of the month; a year is their sum.
    Flow,
    /// Of the whole year, counted in December.
    December,
}

/// How an indicator is counted; what is neither listed as a flow nor as yearly is a stock.
pub fn counting(indicator: Indicator) -> Counting {
    use Indicator::*;
    match indicator {
        Hires
        | HiresFromUnemployment
        | JobsLost
        | EmploymentToUnemployment
        | EmploymentToInactivity
        | EbeHires
        | EbeHiresWithoutBenefit
        | EbeExitsToJobs
        | EbeMet
        | EbeVolunteers
        | EbeHireAges
        | EbeHireJoblessMonths
        | EbeReturns
        | Births
        | Deaths => Counting::Flow,
        PoorPersons | PovertyPopulation | PoorOnMovingLine | PoorHouseholds | PovertyGap | DisposableIncome => {
            Counting::December
        }
        _ => Counting::Stock,
    }
}

/// Decimals held in the integer, and the unit as shown: hundredths are shown with two decimals of their unit.
pub fn shown(indicator: Indicator) -> (u32, &'static str) {
    match indicator.unit().strip_prefix("hundredths of a ") {
        Some("full-time equivalent") => (2, "full-time equivalents"),
        Some("mean year of need") => (2, "mean years of need"),
        Some(unit) => (2, unit),
        None => (0, indicator.unit()),
    }
}

/// A rate made of indicators, in per cent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DerivedRate {
    /// Unemployed over unemployed and employed.
    Unemployment,
    /// Employed over those who are neither children nor retired: employed, unemployed, halo, inactive, students.
    Employment,
    /// December: poor persons over persons in households counted for poverty.
    Poverty,
    /// December: the same against the line of the run's own median.
    PovertyMovingLine,
}

impl DerivedRate {
    pub const ALL: [DerivedRate; 4] =
        [DerivedRate::Unemployment, DerivedRate::Employment, DerivedRate::Poverty, DerivedRate::PovertyMovingLine];

    pub const fn name(self) -> &'static str {
        match self {
            DerivedRate::Unemployment => "unemployment_rate",
            DerivedRate::Employment => "employment_rate",
            DerivedRate::Poverty => "poverty_rate",
            DerivedRate::PovertyMovingLine => "poverty_rate_moving_line",
        }
    }

    /// Whether it exists in December only.
    pub const fn is_yearly(self) -> bool {
        matches!(self, DerivedRate::Poverty | DerivedRate::PovertyMovingLine)
    }

    /// Numerator and denominator.
    pub fn parts(self, row: &Row) -> (i64, i64) {
        use Indicator::*;
        let of = |indicator: Indicator| row[indicator as usize];
        match self {
            DerivedRate::Unemployment => (of(Unemployed), of(Unemployed) + of(Employed)),
            DerivedRate::Employment => {
                (of(Employed), of(Employed) + of(Unemployed) + of(Halo) + of(Inactive) + of(Students))
            }
            DerivedRate::Poverty => (of(PoorPersons), of(PovertyPopulation)),
            DerivedRate::PovertyMovingLine => (of(PoorOnMovingLine), of(PovertyPopulation)),
        }
    }
}

/// Above this many zones times replicates, zones are given in December only, lest the table grow past a gigabyte.
const ZONES_BY_MONTH: usize = 1000;

/// Writes `indicators.csv`.
///
/// # Errors
/// When the disk refuses.
pub fn write(folder: &Path, gazetteer: &Gazetteer, replicates: &[Replicate]) -> Result<(), ReportError> {
    let header = ["arm", "seed", "month", "level", "territory", "indicator", "value", "unit"];
    let mut table = Table::create(folder, "indicators.csv", &header)?;
    for replicate in replicates {
        for (arm, record) in arms(replicate) {
            write_record(&mut table, gazetteer, replicate, arm, record, replicates.len())?;
        }
    }
    table.finish()
}

fn write_record(
    table: &mut Table,
    gazetteer: &Gazetteer,
    replicate: &Replicate,
    arm: &str,
    record: &Record,
    replicates: usize,
) -> Result<(), ReportError> {
    let seed = replicate.seed.to_string();
    let adding = Adding::new(gazetteer, &record.cells);
    let zones = adding.areas.iter().filter(|area| area.level == Level::Zone).count();
    let all_months_of_zones = zones * replicates <= ZONES_BY_MONTH;
    for (month, by_cell) in &record.months {
        let written = month.to_string();
        for (area, row) in adding.areas.iter().zip(adding.up(by_cell)) {
            if area.level == Level::Zone && !all_months_of_zones && !month.is_december() {
                continue;
            }
            let code = gazetteer.code(*area);
            let mut put = |name: &str, value: &str, unit: &str| {
                table.row(&[arm, &seed, &written, area.level.name(), code, name, value, unit])
            };
            for &indicator in Indicator::ALL {
                if counting(indicator) == Counting::December && !month.is_december() {
                    continue;
                }
                let (decimals, unit) = shown(indicator);
                let value = i128::from(row[indicator as usize]) * i128::from(replicate.one_in);
                put(indicator.name(), &fixed(value, decimals), unit)?;
            }
            for rate in DerivedRate::ALL {
                let (numerator, denominator) = rate.parts(&row);
                if let Some(value) =
                    per_cent(numerator, denominator).filter(|_| !rate.is_yearly() || month.is_december())
                {
                    put(rate.name(), &value, "%")?;
                }
            }
        }
    }
    Ok(())
}

/// The rows of one area by month, for charts.
pub fn by_month(record: &Record, gazetteer: &Gazetteer, area: Area) -> Vec<(crate::units::Month, Row)> {
    let adding = Adding::new(gazetteer, &record.cells);
    let Some(position) = adding.areas.iter().position(|&known| known == area) else { return Vec::new() };
    record.months.iter().map(|(month, rows)| (*month, adding.up(rows)[position])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn counts_are_scaled_to_real_persons_and_rates_are_not() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        write(folder.path(), &sample::gazetteer(), &[sample::replicate(1, 3)]).expect("written");
        let text = std::fs::read_to_string(folder.path().join("indicators.csv")).expect("a table");
        // 1000 + 1001 + 1002 simulated persons, one in ten.
        assert!(text.contains("reference,1,2019-01,run,,population,30030,persons\n"));
        assert!(text.contains("reference,1,2019-12,departement,62,poverty_rate,14.0000,%\n"));
        assert!(!text.contains("2019-11,run,,poverty_rate"), "poverty is counted over the year");
        // Three cells, 90 × 3 hundredths each, times ten.
        assert!(text.contains("reform,1,2020-05,run,,ebe_fte,81.00,full-time equivalents\n"));
    }
}
