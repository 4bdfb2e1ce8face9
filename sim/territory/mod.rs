//! The territory and its reference figures: communes, cells, zones d'emploi, départements, régions, national
//! distributions, the observed path.
//!
//! Why it exists: one checked, immutable object that everything local and national is read from. The tables are those
//! of `scenarios/france/`, embedded in the program, or another set of the same shape. Figures that are not published
//! are filled by a rule that is recorded (`filled`). Floats here are published shares and set-up values; no money or
//! state depends on them without being rounded first. Imports only `units`.

pub mod calibrated;
pub mod cells;
pub mod characteristics;
pub mod communes;
pub mod commuting;
pub mod departement_resources;
pub mod departements;
mod departements_fill;
mod embedded;
pub mod error;
pub mod fill;
pub mod geometry;
mod housing_aid;
pub mod institutions;
pub mod local_accounts;
pub mod lookup;
pub mod national;
pub mod path;
pub mod table;
#[cfg(test)]
mod tests;
pub mod tzcld;
pub mod zones;

use std::path::Path as FilePath;

pub use calibrated::Calibrated;
pub use cells::CellRow;
pub use characteristics::Characteristic;
pub use communes::CommuneRow;
pub use commuting::{Commuting, Destinations};
pub use departement_resources::DepartementResources;
pub use departements::{AGE_BANDS, Caseload, DepartementRow, SocialSpending};
pub use error::TerritoryError;
pub use fill::Filled;
pub use institutions::Institutions;
pub use local_accounts::AccountLine;
pub use lookup::Place;
pub use national::{National, Sex};
pub use path::{MonthlyPath, ObservedPath, Trend};
pub use tzcld::TzcldTerritory;
pub use zones::{Sector, ZoneRow};

use crate::units::{Cell, Commune, Departement, Region, Zone};
use commuting::DepartementFlow;
use fill::Fills;
use geometry::Point;
use table::Source;

/// A région.
#[derive(Clone, Debug)]
pub struct RegionRow {
    pub code: String,
    pub name: String,
}

/// The territory. Typed ids (`Cell`, `Zone`, …) are rows of these lists.
#[derive(Clone, Debug)]
pub struct Territory {
    pub regions: Vec<RegionRow>,
    /// In INSEE order: 01 … 19, 2A, 2B, 21 … 95, 971 … 976.
    pub departements: Vec<DepartementRow>,
    /// By code.
    pub zones: Vec<ZoneRow>,
    /// By zone, then département.
    pub cells: Vec<CellRow>,
    /// By département, then code.
    pub communes: Vec<CommuneRow>,
    pub departement_flows: Vec<DepartementFlow>,
    pub tzcld: Vec<TzcldTerritory>,
    pub national: National,
    pub path: ObservedPath,
    /// In the order of `departements`.
    pub departement_resources: Vec<DepartementResources>,
    pub calibrated: Calibrated,
    /// What the folder says of its law and bodies; empty for France.
    pub institutions: Institutions,
    /// Every figure filled by a rule.
    pub filled: Vec<Filled>,
    /// BLAKE3 of the uncompressed tables, and of what the folder says of its institutions.
    pub digest: [u8; 32],
    cells_by_departement: Vec<Vec<Cell>>,
    cells_by_zone: Vec<Vec<Cell>>,
    communes_by_cell: Vec<Vec<Commune>>,
}

impl Territory {
    /// The embedded tables, or those of a folder with the same file names (plain or `.gz`); those its `territory.toml`
    /// borrows are the embedded ones.
    ///
    /// # Errors
    /// A `TerritoryError` that names file, line, column and value, what is allowed and what to do.
    pub fn load(folder: Option<&FilePath>) -> Result<Territory, TerritoryError> {
        let institutions = Institutions::read(folder)?;
        let mut source = Source::new(folder, &institutions.borrowed)?;
        let mut fills = Fills::default();
        let national = National::read(&mut source, &mut fills)?;
        let regions = read_regions(&mut source)?;
        let region_codes: Vec<String> = regions.iter().map(|r| r.code.clone()).collect();
        let bands = [national.population_by_bands(2019, &AGE_BANDS), national.population_by_bands(2023, &AGE_BANDS)];
        let departements = departements::read(&mut source, &region_codes, &bands, &national.figures, &mut fills)?;
        let zones = zones::read(&mut source, &departements, &national.figures, &mut fills)?;
        let (cells, communes) = cells::read(&mut source, &departements, &zones.rows, &mut fills)?;
        let dep_codes: Vec<String> = departements.iter().map(|d| d.code.clone()).collect();
        let departement_flows = commuting::read_flows(&mut source, &dep_codes)?;
        let cell_codes: Vec<String> = cells.iter().map(|c| c.code.clone()).collect();
        let commune_codes: Vec<String> = communes.iter().map(|c| c.code.clone()).collect();
        let tzcld = tzcld::read(&mut source, &cell_codes, &commune_codes)?;
        let path =
            ObservedPath::read(&mut source, &zones.employees_by_sector_and_group, &national.figures, &mut fills)?;
        let departement_resources = departement_resources::read(&mut source, &dep_codes)?;
        let calibrated = calibrated::read(&mut source)?;
        let mut cells_by_departement = vec![Vec::new(); departements.len()];
        let mut cells_by_zone = vec![Vec::new(); zones.rows.len()];
        for (i, cell) in cells.iter().enumerate() {
            cells_by_departement[cell.departement.index()].push(Cell(i as u16));
            cells_by_zone[cell.zone.index()].push(Cell(i as u16));
        }
        let mut communes_by_cell = vec![Vec::new(); cells.len()];
        for (i, commune) in communes.iter().enumerate() {
            communes_by_cell[commune.cell.index()].push(Commune(i as u16));
        }
        Ok(Territory {
            regions,
            departements,
            zones: zones.rows,
            cells,
            communes,
            departement_flows,
            tzcld,
            national,
            path,
            departement_resources,
            calibrated,
            filled: fills.0,
            digest: institutions.digest_after(source.digest()),
            institutions,
            cells_by_departement,
            cells_by_zone,
            communes_by_cell,
        })
    }

    /// All cells, in order.
    pub fn all_cells(&self) -> impl Iterator<Item = Cell> + use<> {
        (0..self.cells.len() as u16).map(Cell)
    }

    /// All départements, in INSEE order.
    pub fn all_departements(&self) -> impl Iterator<Item = Departement> + use<> {
        (0..self.departements.len() as u16).map(Departement)
    }

    /// All zones, in order of code.
    pub fn all_zones(&self) -> impl Iterator<Item = Zone> + use<> {
        (0..self.zones.len() as u16).map(Zone)
    }

    /// The cells of a département, in order.
    pub fn cells_of(&self, departement: Departement) -> &[Cell] {
        &self.cells_by_departement[departement.index()]
    }

    /// The cells of a zone, in order.
    pub fn cells_of_zone(&self, zone: Zone) -> &[Cell] {
        &self.cells_by_zone[zone.index()]
    }

    /// The communes of a cell, in order.
    pub fn communes_of(&self, cell: Cell) -> &[Commune] {
        &self.communes_by_cell[cell.index()]
    }

    /// The départements of a région, in order.
    pub fn departements_of(&self, region: Region) -> Vec<Departement> {
        self.all_departements().filter(|d| self.departements[d.index()].region == region).collect()
    }

    /// Great-circle distance between the centroids of two zones, km.
    pub fn km_between_zones(&self, one: Zone, other: Zone) -> f64 {
        let point = |z: Zone| Point::new(self.zones[z.index()].lon_deg, self.zones[z.index()].lat_deg);
        point(one).km_to(point(other))
    }

    /// Who works where; built on demand, always the same.
    pub fn commuting(&self) -> Commuting {
        Commuting::build(self)
    }
}

fn read_regions(source: &mut Source) -> Result<Vec<RegionRow>, TerritoryError> {
    let table = source.table("regions.csv")?;
    table
        .rows()
        .map(|row| Ok(RegionRow { code: row.text("code")?.to_string(), name: row.text("name")?.to_string() }))
        .collect()
}
