//! Where a TZCLD territory is, and who lives in it: whole communes, or a stated part of one.
//!
//! A part is a neighbourhood more deprived than its commune, and no table says which homes it holds: households of the
//! communes are drawn into it when it opens, those under the median living standard of the communes more often, until it
//! has the inhabitants written. Who was there then belongs to it, or does not, for life; a household that comes later
//! belongs to it by a permanent draw.

use serde::{Deserialize, Serialize};

use crate::carried;
use crate::chance::{Chance, Process, Threshold};
use crate::territory::Territory;
use crate::units::{Cell, Commune, Month, PersonId, Rate};
use crate::world::{Block, World};

/// Slot of the permanent draw of a household, among the draws of `Process::Ebe`.
const HOME_SLOT: u16 = 0;

/// The homes of one territory.
#[derive(Clone, Debug)]
pub struct Homes {
    /// Cells with the rows of their communes, sorted.
    cells: Vec<(Cell, Vec<u16>)>,
    pub part: Option<Part>,
}

/// A part of communes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    /// Persons there at the opening, by key, sorted; and those of the rest of the communes.
    inside: Vec<u64>,
    outside: Vec<u64>,
    /// Chance that a household come later belongs to it.
    newcomers: Threshold,
}

impl Homes {
    /// The homes of `communes`, the whole of them until a part is drawn.
    pub fn of(territory: &Territory, communes: &[Commune]) -> Homes {
        let mut cells: Vec<(Cell, Vec<u16>)> = Vec::new();
        for commune in communes {
            let cell = territory.communes[commune.index()].cell;
            let row = territory.communes_of(cell).iter().position(|c| c == commune).unwrap_or(0) as u16;
            match cells.iter_mut().find(|(c, _)| *c == cell) {
                Some((_, rows)) => rows.push(row),
                None => cells.push((cell, vec![row])),
            }
        }
        cells.sort_by_key(|(cell, _)| *cell);
        for (_, rows) in &mut cells {
            rows.sort_unstable();
        }
        Homes { cells, part: None }
    }

    pub fn cells(&self) -> impl Iterator<Item = Cell> {
        self.cells.iter().map(|(cell, _)| *cell)
    }

    /// Numbers of the blocks that may hold its homes.
    pub fn blocks(&self, world: &World) -> Vec<usize> {
        self.cells().flat_map(|cell| world.blocks_of_cell[cell.index()].clone()).collect()
    }

    /// Living inhabitants of the communes, by the cell that has most of them first, and in all.
    pub fn inhabitants(&self, world: &World) -> Vec<(Cell, u32)> {
        let mut counts: Vec<(Cell, i64)> = self.cells().map(|cell| (cell, 0)).collect();
        for number in self.blocks(world) {
            let block = &world.blocks[number];
            let living = (0..block.persons.len()).filter(|&row| {
                block.persons.status[row].is_alive()
                    && self.in_communes(block, usize::from(block.persons.household[row]))
            });
            let count = living.count() as i64;
            if let Some(entry) = counts.iter_mut().find(|(cell, _)| *cell == block.cell) {
                entry.1 += count;
            }
        }
        let mut whole: Vec<i64> = counts.iter().map(|(_, count)| *count).collect();
        world.ranks.sum("policies", &mut whole);
        let mut counts: Vec<(Cell, u32)> = self.cells().zip(whole.into_iter().map(|count| count as u32)).collect();
        counts.sort_by_key(|&(cell, count)| (std::cmp::Reverse(count), cell));
        counts
    }

    /// Draws a part of `population` inhabitants, `tilt` times likelier under the median living standard.
    pub fn draw_part(&mut self, population: u32, tilt: Rate, world: &World, chance: &Chance) {
        struct Home {
            order: u64,
            head: PersonId,
            members: Vec<u64>,
        }
        carried!(Home { order, head, members });
        let mut homes = Vec::new();
        let mut standards = Vec::new();
        for number in self.blocks(world) {
            let block = &world.blocks[number];
            for household in 0..block.households.len() {
                if self.in_communes(block, household) {
                    standards.push(block.households.last_living_standard[household]);
                }
            }
        }
        let mut standards = world.ranks.gather("policies", standards);
        standards.sort_unstable();
        let median = standards.get(standards.len() / 2).copied().unwrap_or(0);
        for number in self.blocks(world) {
            let block = &world.blocks[number];
            for household in 0..block.households.len() {
                if !self.in_communes(block, household) {
                    continue;
                }
                let head = block.household_id(household);
                let poorer = block.households.last_living_standard[household] < median;
                let divisor = if poorer { u64::from(tilt.0.max(1) as u32) } else { 1_000_000 };
                let rows = block.households.member_rows(household);
                let living = rows.filter(|&row| block.persons.status[row].is_alive());
                homes.push(Home {
                    order: u64::from(home_draw(chance, head)) * 1_000_000 / divisor,
                    head,
                    members: living.map(|row| block.persons.id(row).key()).collect(),
                });
            }
        }
        let mut homes = world.ranks.gather("policies", homes);
        homes.sort_by_key(|home| (home.order, home.head));
        let all: usize = homes.iter().map(|home| home.members.len()).sum();
        let (mut inside, mut outside) = (Vec::new(), Vec::new());
        for home in homes {
            let side = if inside.len() < population as usize { &mut inside } else { &mut outside };
            side.extend(home.members);
        }
        inside.sort_unstable();
        outside.sort_unstable();
        let newcomers = Threshold(u32::MAX).scaled(u64::from(population), all.max(1) as u64);
        self.part = Some(Part { inside, outside, newcomers });
    }

    /// Whether the person in `row` lives in the territory.
    pub fn holds(&self, block: &Block, row: usize, chance: &Chance) -> bool {
        let household = usize::from(block.persons.household[row]);
        if !self.in_communes(block, household) {
            return false;
        }
        let Some(part) = &self.part else { return true };
        let key = block.persons.id(row).key();
        part.inside.binary_search(&key).is_ok()
            || (part.outside.binary_search(&key).is_err()
                && part.newcomers.happens(home_draw(chance, block.household_id(household))))
    }

    fn in_communes(&self, block: &Block, household: usize) -> bool {
        let rows = self.cells.iter().find(|(cell, _)| *cell == block.cell).map(|(_, rows)| rows);
        rows.is_some_and(|rows| rows.binary_search(&block.households.commune[household]).is_ok())
    }
}

fn home_draw(chance: &Chance, head: PersonId) -> u32 {
    chance.person(Process::Ebe, Month(0), head, HOME_SLOT)[0]
}
