//! Where and when one measure holds in a run: its cells with their inhabitants, its first and last month. Shared by the
//! policies that spend a sum in places, so that a sum for a whole zone is brought to the run in one way only.

use crate::keys::CheckedTable;
use crate::policies::hooks::Setting;
use crate::units::{Cell, Cents, Month};
use crate::world::{Block, World};

/// The part of a measure's places that is in the run, and the measure's months.
#[derive(Clone, Debug)]
pub struct Extent {
    /// Sorted.
    pub cells: Vec<Cell>,
    /// Simulated inhabitants of each cell at the start.
    pub weights: Vec<u64>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    /// Published inhabitants of all the places named, in the run or not.
    published: i64,
}

impl Extent {
    /// The extent of a measure of `policy` in `cells`, sorted.
    ///
    /// # Errors
    /// No cell of it is in the run.
    pub fn of(
        policy: &str,
        cells: &[Cell],
        (from, through): (Month, Option<Month>),
        setting: &Setting,
        world: &World,
    ) -> Result<Extent, String> {
        let mine: Vec<Cell> = cells.iter().copied().filter(|c| setting.cells.binary_search(c).is_ok()).collect();
        if mine.is_empty() {
            return Err(format!("{policy}: none of its places is in the run; add one to run.where"));
        }
        let inhabitants = |c: &Cell| u64::from(world.public.starting_population.get(c.index()).copied().unwrap_or(0));
        let published = cells.iter().map(|c| i64::from(setting.territory.cells[c.index()].population_2019)).sum();
        Ok(Extent { weights: mine.iter().map(inhabitants).collect(), cells: mine, from, through, published })
    }

    /// Whether the measure holds in `month`.
    pub fn in_force(&self, month: Month) -> bool {
        self.from <= month && self.through.is_none_or(|last| month <= last)
    }

    /// Simulated inhabitants at the start.
    pub fn simulated(&self) -> i64 {
        self.weights.iter().sum::<u64>() as i64
    }

    /// What a sum for all the places named is for the simulated inhabitants of those in the run.
    pub fn part(&self, sum: Cents) -> Cents {
        sum.share(self.simulated(), self.published.max(1))
    }

    /// Blocks of its cells, in order.
    pub fn blocks<'a>(&'a self, world: &'a World) -> impl Iterator<Item = &'a Block> {
        self.cells.iter().flat_map(|cell| &world.blocks[world.blocks_of_cell[cell.index()].clone()])
    }

    /// How far something built up in equal monthly steps over `months` is, as (steps done, steps in all).
    pub fn built(&self, over: u16, month: Month) -> (i64, i64) {
        let steps = i64::from(over.max(1));
        ((i64::from(month.since(self.from)) + 1).min(steps), steps)
    }
}

/// A word of a scenario without its unit: "5 %" of "5 % of contacts", "60 €" of "60 €/contact".
pub fn bare(table: &CheckedTable, key: &str) -> String {
    let said = table.said(key);
    let said = said.split(" of ").next().unwrap_or_default();
    said.split('/').next().unwrap_or_default().to_owned()
}
