//! The territory as a scenario sees it: places written are looked up and resolved to the level a key asks for.

use crate::keys::{At, Level, PlaceError, Places};
use crate::territory::Territory;
use crate::territory::error::TerritoryError;
use crate::territory::lookup::Place;
use crate::units::{Cell, Departement, Region, Zone};

impl Places for Territory {
    fn resolve(&self, written: &str, level: Level) -> Result<At, PlaceError> {
        let place = self.place(written).map_err(|error| match error {
            TerritoryError::AmbiguousPlace { candidates, .. } => PlaceError::Ambiguous { readings: candidates },
            TerritoryError::UnknownPlace { suggestions, .. } => PlaceError::Unknown { nearest: suggestions },
            _ => PlaceError::Unknown { nearest: Vec::new() },
        })?;
        let cells = self.cells_of_place(place);
        let within = |kind: fn(&Territory, Cell) -> Place| {
            let mut holders: Vec<Place> = cells.iter().map(|cell| kind(self, *cell)).collect();
            holders.sort_unstable();
            holders.dedup();
            Err(PlaceError::TooFine { within: holders.into_iter().map(|place| self.label(place)).collect() })
        };
        match (level, place) {
            (Level::Cells, Place::Commune(_)) => within(|t, cell| Place::Zone(t.cells[cell.index()].zone)),
            (Level::Cells, _) => Ok(At::Cells(cells)),
            (Level::Communes, Place::Commune(commune)) => Ok(At::Communes(vec![commune])),
            (Level::Communes, _) => {
                let mut communes: Vec<_> = cells.iter().flat_map(|cell| self.communes_of(*cell)).copied().collect();
                communes.sort_unstable();
                Ok(At::Communes(communes))
            }
            (Level::Departements, Place::Zone(_) | Place::Commune(_)) => within(departement_of),
            (Level::Departements, _) => {
                let mut list: Vec<Departement> = cells.iter().map(|c| self.cells[c.index()].departement).collect();
                list.sort_unstable();
                list.dedup();
                Ok(At::Departements(list))
            }
            (Level::Regions, Place::Zone(_) | Place::Commune(_) | Place::Departement(_)) => within(region_of),
            (Level::Regions, _) => {
                let mut list: Vec<Region> = cells.iter().map(|c| self.cells[c.index()].region).collect();
                list.sort_unstable();
                list.dedup();
                Ok(At::Regions(list))
            }
        }
    }

    fn cells_of(&self, at: &At) -> Vec<Cell> {
        let mut cells: Vec<Cell> = match at {
            At::Cells(cells) => cells.clone(),
            At::Communes(list) => list.iter().map(|commune| self.communes[commune.index()].cell).collect(),
            At::Departements(list) => {
                list.iter().flat_map(|departement| Territory::cells_of(self, *departement)).copied().collect()
            }
            At::Regions(list) => {
                let of = |cell: &Cell| list.binary_search(&self.cells[cell.index()].region).is_ok();
                self.all_cells().filter(of).collect()
            }
        };
        cells.sort_unstable();
        cells.dedup();
        cells
    }

    fn zone_of(&self, cell: Cell) -> Zone {
        self.cells[cell.index()].zone
    }
}

fn departement_of(territory: &Territory, cell: Cell) -> Place {
    Place::Departement(territory.cells[cell.index()].departement)
}

fn region_of(territory: &Territory, cell: Cell) -> Place {
    Place::Region(territory.cells[cell.index()].region)
}
