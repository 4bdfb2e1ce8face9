//! Blocks: the unit of work, of digest and of rebuild. About 4,096 households of one cell with their members, owning
//! their columns, small enough for a core's own cache. Blocks per cell are fixed at the start; a household that enters
//! a cell goes to the block its id's hash names, in every arm.

use super::firm::Firms;
use super::household::{HouseholdRow, Households};
use super::ledger::Ledger;
use super::local_income::LocalIncome;
use super::person::{PersonRow, Persons};
use super::public::Public;
use crate::parallel::Ranks;
use crate::units::{Cell, FirmId, Month, PersonId};

/// Households a block is meant to hold. 8,192 would still fit rows in 16 bits with families of seven; 4,096 leaves room
/// for growth.
pub const HOUSEHOLDS_PER_BLOCK: usize = 4096;

#[derive(Clone, Debug, Default)]
pub struct Block {
    pub cell: Cell,
    /// Number of the block within its cell.
    pub number: u16,
    pub persons: Persons,
    pub households: Households,
}

impl Block {
    pub fn new(cell: Cell, number: u16) -> Block {
        Block { cell, number, ..Default::default() }
    }

    /// Adds a household with its members, head first; sets the links between them.
    ///
    /// # Panics
    /// When the block holds more persons than a 16-bit row can name: blocks are sized so that this cannot happen.
    pub fn add(&mut self, mut household: HouseholdRow, members: &[PersonRow]) {
        let row = u16::try_from(self.households.len()).expect("a block holds fewer than 65,536 households");
        household.first = u16::try_from(self.persons.len()).expect("a block holds fewer than 65,536 persons");
        household.members = members.len() as u8;
        self.households.push(household);
        for &member in members {
            self.persons.push(PersonRow { household: row, ..member });
        }
    }

    /// The household's id: its head's.
    pub fn household_id(&self, household: usize) -> PersonId {
        self.persons.id(usize::from(self.households.first[household]))
    }
}

/// Those of `count` rows of a block for which something holds, in order. Nobody can tell who is in work from who stands next
/// to them: to write every row and go on from those wanted costs less than to guess.
pub fn rows_where(count: usize, holds: impl Fn(usize) -> bool) -> Vec<u16> {
    let mut rows = vec![0; count];
    let mut found = 0;
    for row in 0..count {
        rows[found] = row as u16;
        found += usize::from(holds(row));
    }
    rows.truncate(found);
    rows
}

/// The block among `blocks` of a cell where a household belongs, by a hash of its id.
pub fn block_of(household: PersonId, blocks: u16) -> u16 {
    // Fibonacci hashing of the id; the upper bits are well mixed.
    let mixed = household.key().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((u64::from((mixed >> 32) as u32) * u64::from(blocks)) >> 32) as u16
}

/// Everything that a month changes, in one arm.
#[derive(Clone, Debug)]
pub struct World {
    pub month: Month,
    /// Whose the blocks are: those of other ranks are here by number, without rows.
    pub ranks: Ranks,
    /// One simulated household stands for this many.
    pub one_in: u32,
    /// In order of cell, then number.
    pub blocks: Vec<Block>,
    /// For each cell of the territory, the range of its blocks.
    pub blocks_of_cell: Vec<std::ops::Range<usize>>,
    pub firms: Firms,
    pub ledger: Ledger,
    pub local_income: LocalIncome,
    /// By cell: residential jobs displaced by the activity of EBEs.
    pub displaced: Vec<u32>,
    pub public: Public,
}

impl World {
    /// Persons of the blocks of this rank.
    pub fn persons(&self) -> usize {
        self.blocks.iter().map(|b| b.persons.len()).sum()
    }
    /// Households of the blocks of this rank.
    pub fn households(&self) -> usize {
        self.blocks.iter().map(|b| b.households.len()).sum()
    }
    /// Every block by number, without a row.
    pub fn empty_blocks(&self) -> Vec<Block> {
        let of_cell = |(cell, range): (usize, &std::ops::Range<usize>)| {
            let numbers = 0..range.len() as u16;
            let placed = range.clone().zip(numbers).map(move |(place, number)| (place, Cell(cell as u16), number));
            placed.collect::<Vec<_>>()
        };
        let mut placed: Vec<_> = self.blocks_of_cell.iter().enumerate().flat_map(of_cell).collect();
        placed.sort_unstable_by_key(|&(place, ..)| place);
        placed.into_iter().map(|(_, cell, number)| Block::new(cell, number)).collect()
    }
    /// Changes firms' counts of jobs by what the blocks of all ranks post, in the order of blocks.
    pub fn count_jobs_of_all(&mut self, phase: &'static str, changes: impl Iterator<Item = (u32, i8)>) {
        if self.ranks.is_alone() {
            return self.count_jobs(changes);
        }
        let all = self.ranks.gather(phase, changes.collect());
        self.count_jobs(all.into_iter());
    }
    /// Changes firms' counts of jobs: (row of the firm, change).
    pub fn count_jobs(&mut self, changes: impl Iterator<Item = (u32, i8)>) {
        for (firm, change) in changes {
            let jobs = &mut self.firms.jobs[firm as usize];
            *jobs = jobs.saturating_add_signed(i32::from(change));
        }
    }
    /// The jobs of those who died or left the country, on whatever rank, are free again.
    pub fn leave_jobs(&mut self, freed: &[FirmId]) {
        self.count_jobs(freed.iter().filter(|f| **f != FirmId::NONE).map(|f| (f.0, -1)));
    }
    /// Bytes of state reserved, for the report on memory.
    pub fn reserved_bytes(&self) -> usize {
        let blocks: usize =
            self.blocks.iter().map(|b| b.persons.reserved_bytes() + b.households.reserved_bytes()).sum();
        blocks + self.firms.reserved_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn households_spread_evenly_over_the_blocks_of_a_cell() {
        let mut counts = [0u32; 7];
        for founder in 0..70_000 {
            counts[usize::from(block_of(PersonId { founder, lineage: 0 }, 7))] += 1;
        }
        assert!(counts.iter().all(|&c| (9_500..10_500).contains(&c)), "{counts:?}");
    }

    #[test]
    fn a_person_and_a_household_take_fewer_bytes_than_promised() {
        // 2.2 persons a household; the columns' bytes are known when the program is built.
        let bytes = Persons::COLUMNS.iter().map(|(_, b)| b).sum::<usize>()
            + Households::COLUMNS.iter().map(|(_, b)| b).sum::<usize>() * 10 / 22;
        assert!(bytes < 92, "{bytes} bytes a person");
    }
}
