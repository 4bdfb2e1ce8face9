//! What `bassin calibrate` solved once for the reference run and stored beside the published figures: demand factors
//! and poverty lines.
//!
//! Why it exists: they are tables like the others, read from the same folder with the same checks, and part of the
//! digest; a run of a few zones is measured against the nation by them.

use super::error::TerritoryError;
use super::path::FIRST;
use super::table::{Row, Source, Table};
use crate::units::{Cents, Month};

/// What the reference run needs that no producer publishes.
#[derive(Clone, Debug)]
pub struct Calibrated {
    /// By month from January 2019: what multiplies the published index of jobs of each sector (residential, export,
    /// public), in millionths.
    pub demand_factors: Vec<[u32; 3]>,
    /// By year from 2019: poverty line a year and consumption unit, 60 % of the national median living standard of the
    /// reference run.
    pub poverty_lines: Vec<Cents>,
}

/// Factors further from one than this are slips.
const FACTORS: std::ops::RangeInclusive<u32> = 500_000..=2_000_000;

/// Reads `demand_path.csv` and `poverty_line.csv`.
pub fn read(source: &mut Source) -> Result<Calibrated, TerritoryError> {
    Ok(Calibrated {
        demand_factors: demand_factors(&source.table("demand_path.csv")?)?,
        poverty_lines: poverty_lines(&source.table("poverty_line.csv")?)?,
    })
}

fn demand_factors(table: &Table) -> Result<Vec<[u32; 3]>, TerritoryError> {
    let mut factors = Vec::with_capacity(table.count());
    for (place, row) in table.rows().enumerate() {
        let expected = FIRST.plus(place as u16);
        if Month::parse(row.text("month")?) != Some(expected) {
            return Err(out_of_order(row, "month", &expected.to_string()));
        }
        let factor = |column| {
            let factor = row.whole(column, *FACTORS.end())?;
            let wrong = || row.wrong(column, "a factor from 500000 to 2000000", "1000000 leaves the published index.");
            if FACTORS.contains(&factor) { Ok(factor) } else { Err(wrong()) }
        };
        factors.push([factor("residential")?, factor("export")?, factor("public")?]);
    }
    Ok(factors)
}

fn poverty_lines(table: &Table) -> Result<Vec<Cents>, TerritoryError> {
    let mut lines = Vec::with_capacity(table.count());
    for (place, row) in table.rows().enumerate() {
        let expected = u32::from(FIRST.year()) + place as u32;
        if row.whole("year", 2100)? != expected {
            return Err(out_of_order(row, "year", &expected.to_string()));
        }
        lines.push(Cents::from_euros(row.number("line_euros_a_year", 1_000.0, 100_000.0)?));
    }
    Ok(lines)
}

fn out_of_order(row: Row<'_>, column: &str, expected: &str) -> TerritoryError {
    row.wrong(
        column,
        &format!("{expected}, each following the one before"),
        "Put back the missing row, or take out the one too many.",
    )
}
