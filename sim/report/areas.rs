//! The areas results are given for: the whole run, régions, départements, zones d'emploi; and how cells add up to them.

use crate::territory::Territory;
use crate::units::{Cell, Cents};

/// How wide an area is, from the widest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    Run,
    Region,
    Departement,
    Zone,
}

impl Level {
    /// The word in result tables.
    pub const fn name(self) -> &'static str {
        match self {
            Level::Run => "run",
            Level::Region => "region",
            Level::Departement => "departement",
            Level::Zone => "zone",
        }
    }
}

/// An area: a level and the row of the place in its table (0 for the run).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Area {
    pub level: Level,
    pub row: u16,
}

impl Area {
    pub const RUN: Area = Area { level: Level::Run, row: 0 };

    pub const fn new(level: Level, row: u16) -> Area {
        Area { level, row }
    }
}

/// A place of a table: official code and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub code: String,
    pub name: String,
}

/// Codes and names of places, and which place holds which: all that results need of the territory.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// Row of the zone and of the département of each cell.
    pub cells: Vec<(u16, u16)>,
    pub zones: Vec<Named>,
    pub departements: Vec<Named>,
    /// Row of the région of each département.
    pub region_of: Vec<u16>,
    pub regions: Vec<Named>,
    /// Published RSA allowances of 2019 of each département.
    pub rsa_2019: Vec<Cents>,
}

impl Gazetteer {
    /// The places of a territory.
    pub fn of(territory: &Territory) -> Gazetteer {
        let named = |code: &String, name: &String| Named { code: code.clone(), name: name.clone() };
        Gazetteer {
            cells: territory.cells.iter().map(|cell| (cell.zone.0, cell.departement.0)).collect(),
            zones: territory.zones.iter().map(|zone| named(&zone.code, &zone.name)).collect(),
            departements: territory.departements.iter().map(|place| named(&place.code, &place.name)).collect(),
            region_of: territory.departements.iter().map(|place| place.region.0).collect(),
            regions: territory.regions.iter().map(|region| named(&region.code, &region.name)).collect(),
            rsa_2019: territory.departements.iter().map(|place| place.spending_2019.rsa_allowance).collect(),
        }
    }

    /// The areas a cell is part of, from the widest.
    pub fn areas_of(&self, cell: Cell) -> [Area; 4] {
        let (zone, departement) = self.cells[cell.index()];
        [
            Area::RUN,
            Area::new(Level::Region, self.region_of_departement(departement)),
            Area::new(Level::Departement, departement),
            Area::new(Level::Zone, zone),
        ]
    }

    pub fn region_of_departement(&self, departement: u16) -> u16 {
        self.region_of[usize::from(departement)]
    }

    fn named(&self, area: Area) -> Option<&Named> {
        let table = match area.level {
            Level::Run => return None,
            Level::Region => &self.regions,
            Level::Departement => &self.departements,
            Level::Zone => &self.zones,
        };
        table.get(usize::from(area.row))
    }

    /// The official code; empty for the whole run.
    pub fn code(&self, area: Area) -> &str {
        self.named(area).map_or("", |place| &place.code)
    }

    pub fn name(&self, area: Area) -> &str {
        self.named(area).map_or("all places of the run", |place| &place.name)
    }

    /// Every area that a run of these cells has something to say of, in order of level then row.
    pub fn areas(&self, cells: &[Cell]) -> Vec<Area> {
        let mut areas: Vec<Area> = cells.iter().flat_map(|&cell| self.areas_of(cell)).collect();
        areas.sort_unstable();
        areas.dedup();
        areas
    }
}

/// Which areas each cell of a run counts in: positions in `areas`, worked out once.
pub struct Adding {
    pub areas: Vec<Area>,
    positions: Vec<[usize; 4]>,
}

impl Adding {
    pub fn new(gazetteer: &Gazetteer, cells: &[Cell]) -> Adding {
        let areas = gazetteer.areas(cells);
        let position = |area: Area| areas.partition_point(|&known| known < area);
        let positions = cells.iter().map(|&cell| gazetteer.areas_of(cell).map(position)).collect();
        Adding { areas, positions }
    }

    /// Adds up rows given by cell into rows by area, in the order of `areas`.
    pub fn up<const N: usize>(&self, by_cell: &[[i64; N]]) -> Vec<[i64; N]> {
        let mut sums = vec![[0i64; N]; self.areas.len()];
        for (row, positions) in by_cell.iter().zip(&self.positions) {
            for &position in positions {
                for (sum, value) in sums[position].iter_mut().zip(row) {
                    *sum += value;
                }
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_zone_astride_two_departements_counts_once_in_the_run_and_in_each_departement() {
        let gazetteer = sample::gazetteer();
        let cells = [Cell(0), Cell(1), Cell(2)];
        let adding = Adding::new(&gazetteer, &cells);
        let sums = adding.up(&[[1i64], [10], [100]]);
        let of = |level: Level, code: &str| {
            let at = adding.areas.iter().position(|&a| a.level == level && gazetteer.code(a) == code);
            sums[at.expect("the area is in the run")][0]
        };
        assert_eq!(of(Level::Run, ""), 111);
        assert_eq!(of(Level::Departement, "62"), 11);
        assert_eq!(of(Level::Departement, "59"), 100);
        assert_eq!(of(Level::Zone, "3201"), 1);
        assert_eq!(of(Level::Zone, "3202"), 110);
        assert_eq!(of(Level::Region, "32"), 111);
    }
}
