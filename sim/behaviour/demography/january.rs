//! January: the year's demography laid out, block by block, cell by cell, block by block again.

use super::block_of_the_year::{self, BlockOfTheYear};
use super::rates::Rates;
use super::rebuild::{Changes, rebuild};
use super::transit::{Dwelling, InTransit};
use super::{migration, unions};
use crate::chance::Chance;
use crate::parallel::{self, Ranks};
use crate::units::{Cell, FirmId, Month};
use crate::world::World;
use crate::world::block::block_of;
use crate::world::household::flags;

/// What January did, in simulated persons, households or events; on this rank, but for those freed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearOfDemography {
    /// Births and deaths laid out over the year (deaths of newborns apart).
    pub births: u32,
    pub deaths: u32,
    /// Rows removed: the dead of last year; children laid out whose month was never run.
    pub dead_removed: u32,
    pub unborn_removed: u32,
    /// Persons from abroad and to abroad.
    pub arrivals: u32,
    pub departures: u32,
    pub unions: u32,
    pub separations: u32,
    /// Grown children who left home.
    pub left_home: u32,
    /// Households, and persons in them, that changed cell.
    pub households_moved: u32,
    pub persons_moved: u32,
    /// Employers of those who left the country, one entry a person, in order of firm: their jobs are to be posted free. Of all
    /// ranks.
    pub freed: Vec<FirmId>,
}

/// Lays out the year that begins in `january`: removes the dead, forms and parts households, moves them, and writes the
/// month of each birth and death. To be called first in January, when the year's accounts and flags are reset.
///
/// Households of a block end in order of id, the head first. The state does not depend on the number of threads.
pub fn january(world: &mut World, rates: &Rates, chance: &Chance, january: Month) -> YearOfDemography {
    let blocks_of_cell = &world.blocks_of_cell;
    let runs = |cell: Cell| blocks_of_cell.get(cell.index()).is_some_and(|range| !range.is_empty());
    let drawn = parallel::map_mut(&mut world.blocks, |_, block| {
        let blocks = blocks_of_cell[block.cell.index()].len();
        block_of_the_year::draw(block, blocks, rates, chance, january, &runs)
    });

    let mut year = YearOfDemography::default();
    let mut changes: Vec<Changes> = Vec::with_capacity(drawn.len());
    let mut cells: Vec<(Cell, Vec<InTransit>)> = Vec::new();
    let ranks = &world.ranks;
    for (block, mut drawn) in world.blocks.iter().zip(drawn) {
        year.add(&drawn);
        if cells.last().is_none_or(|(cell, _)| *cell != block.cell) {
            cells.push((block.cell, Vec::new()));
        }
        if let Some((_, households)) = cells.last_mut() {
            households.append(&mut drawn.parts.households);
        }
        changes.push(Changes { left: drawn.left, joining: drawn.joining, coming: Vec::new() });
    }
    if !ranks.is_alone() {
        together(&mut cells, ranks, |cell| ranks.owner(blocks_of_cell[cell.index()].start));
    }
    let formed = parallel::map_mut(&mut cells, |_, (cell, households)| {
        let persons = migration::number(households, *cell, january);
        (persons, unions::form(households, *cell))
    });
    for (persons, unions) in formed {
        year.arrivals += persons;
        year.unions += unions;
    }
    let place = |household: &InTransit| {
        let blocks = blocks_of_cell[household.to.index()].clone();
        blocks.start + usize::from(block_of(household.id(), blocks.len() as u16))
    };
    for (from, households) in &mut cells {
        for household in households.iter_mut().filter(|household| household.to != *from) {
            year.households_moved += 1;
            year.persons_moved += household.members.len() as u32;
            household.household.flags |= flags::MOVED;
            if household.dwelling == Dwelling::Keeps {
                household.dwelling = Dwelling::Takes(household.household.tenure);
            }
        }
    }
    let moving = if ranks.is_alone() {
        cells
    } else {
        let all = cells.into_iter().flat_map(|(_, households)| households).collect();
        vec![(Cell::default(), ranks.exchange("moves", all, |household| ranks.owner(place(household))))]
    };
    let mut coming = vec![0; changes.len()];
    moving.iter().flat_map(|(_, households)| households).for_each(|household| coming[place(household)] += 1);
    for (mine, coming) in changes.iter_mut().zip(coming) {
        mine.coming.reserve_exact(coming);
    }
    for household in moving.into_iter().flat_map(|(_, households)| households) {
        changes[place(&household)].coming.push(household);
    }
    let mut freed = ranks.gather("moves", std::mem::take(&mut year.freed));
    parallel::zip_mut(&mut world.blocks, changes, |_, block, mine| rebuild(block, mine, chance, january));
    freed.sort_unstable();
    YearOfDemography { freed, ..year }
}

/// Brings the households in transit of each cell together on one rank, in the order of the cell's blocks: that is where
/// unions are formed and arrivals numbered.
fn together(cells: &mut [(Cell, Vec<InTransit>)], ranks: &Ranks, rank_of: impl Fn(Cell) -> usize) {
    let taken = cells.iter_mut().flat_map(|(cell, households)| {
        let cell = *cell;
        std::mem::take(households).into_iter().map(move |household| (cell, household))
    });
    let taken: Vec<(Cell, InTransit)> = taken.collect();
    for (cell, household) in ranks.exchange("moves", taken, |(cell, _)| rank_of(*cell)) {
        if let Ok(place) = cells.binary_search_by_key(&cell, |(cell, _)| *cell) {
            cells[place].1.push(household);
        }
    }
}

impl YearOfDemography {
    fn add(&mut self, drawn: &BlockOfTheYear) {
        self.births += drawn.parts.births;
        self.deaths += drawn.deaths;
        self.dead_removed += drawn.dead_removed;
        self.unborn_removed += drawn.unborn_removed;
        self.departures += drawn.parts.departed.len() as u32;
        self.separations += drawn.parts.separations;
        self.left_home += drawn.parts.left_home;
        let employers = drawn.parts.departed.iter().map(|person| FirmId(person.employer));
        self.freed.extend(employers.filter(|&firm| firm != FirmId::NONE));
    }
}
