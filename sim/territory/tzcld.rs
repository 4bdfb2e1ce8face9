//! The first territories zéro chômeur de longue durée, as communes or part of one.

use super::error::TerritoryError;
use super::national::figures::{GRADES, Grade};
use super::table::Source;
use crate::units::{Cell, Commune};

/// How much of its communes a territory takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    /// All of them.
    Whole,
    /// A neighbourhood of the commune.
    Part,
    /// The commune and its neighbours.
    Around,
}

/// A territory zéro chômeur de longue durée.
#[derive(Clone, Debug)]
pub struct TzcldTerritory {
    /// A key that a scenario can write.
    pub key: String,
    pub name: String,
    pub communes: Vec<Commune>,
    pub extent: Extent,
    pub cell: Cell,
    /// Inhabitants.
    pub population: u32,
    /// Of the population.
    pub grade: Grade,
    pub basis: String,
}

/// Reads the territories; `cell_codes` are `ZZZZ-DD`, `commune_codes` in the order of the table of communes.
pub fn read(
    source: &mut Source,
    cell_codes: &[String],
    commune_codes: &[String],
) -> Result<Vec<TzcldTerritory>, TerritoryError> {
    let table = source.table_even_empty("tzcld_territories.csv")?;
    let mut territories = Vec::with_capacity(table.count());
    for row in table.rows() {
        let cell = format!("{}-{}", row.text("zone")?, row.text("departement")?);
        let at = cell_codes.iter().position(|c| *c == cell).ok_or_else(|| {
            row.wrong(
                "zone",
                "a zone and département that make a row of cells.csv",
                "Correct the zone or the département.",
            )
        })?;
        let communes = row
            .text("communes")?
            .split_whitespace()
            .map(|code| {
                commune_codes.iter().position(|c| c == code).map(|i| Commune(i as u16)).ok_or_else(|| {
                    row.wrong(
                        "communes",
                        "codes of communes.csv separated by spaces",
                        "Correct the code of the commune.",
                    )
                })
            })
            .collect::<Result<Vec<Commune>, TerritoryError>>()?;
        territories.push(TzcldTerritory {
            key: row.text("key")?.to_string(),
            name: row.text("name")?.to_string(),
            communes,
            extent: row
                .word("extent", &[("whole", Extent::Whole), ("part", Extent::Part), ("around", Extent::Around)])?,
            cell: Cell(at as u16),
            population: row.whole("population", 10_000_000)?,
            grade: row.word("grade", &GRADES)?,
            basis: row.text("basis")?.to_string(),
        });
    }
    Ok(territories)
}
