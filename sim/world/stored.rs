//! A world as bytes and back: what a checkpoint keeps of it, and what travels when blocks change hands.
//!
//! Tables are raw columns, one piece a block; what is left is small and goes by derive. Every struct is taken apart field
//! by field here, so that a new field does not compile until it is stored. Nothing is read from outside but the bytes.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::block::{Block, World};
use super::columns::ColumnValue;
use super::firm::Firms;
use super::household::Households;
use super::ledger::Ledger;
use super::local_income::LocalIncome;
use super::person::Persons;
use super::public::Public;
use crate::parallel::Ranks;
use crate::units::{Cell, Month};

/// Bytes of one block: its cell, its number, its persons, its households.
pub fn put_block(block: &Block, bytes: &mut Vec<u8>) {
    let Block { cell, number, persons, households } = block;
    cell.0.put(bytes);
    number.put(bytes);
    persons.put(bytes);
    households.put(bytes);
}

/// The block [`put_block`] wrote; `None` if the bytes end too early or too late.
pub fn take_block(mut bytes: &[u8]) -> Option<Block> {
    let (head, rest) = bytes.split_at_checked(4)?;
    bytes = rest;
    let (persons, households) = (Persons::take(&mut bytes)?, Households::take(&mut bytes)?);
    let block = Block { cell: Cell(u16::take(head)), number: u16::take(&head[2..]), persons, households };
    bytes.is_empty().then_some(block)
}

/// Bytes [`put_block`] writes.
pub fn bytes_of_block(block: &Block) -> u64 {
    12 + (block.persons.len() * Persons::BYTES + block.households.len() * Households::BYTES) as u64
}

/// Bytes of the firms: one table.
pub fn put_firms(firms: &Firms, bytes: &mut Vec<u8>) {
    firms.put(bytes);
}

/// The firms [`put_firms`] wrote.
pub fn take_firms(mut bytes: &[u8]) -> Option<Firms> {
    let firms = Firms::take(&mut bytes)?;
    bytes.is_empty().then_some(firms)
}

/// A world but for its tables, to write.
#[derive(Serialize)]
pub struct Rest<'a> {
    month: Month,
    one_in: u32,
    blocks_of_cell: &'a [Range<usize>],
    ledger: &'a Ledger,
    local_income: &'a LocalIncome,
    displaced: &'a [u32],
    public: &'a Public,
}

impl<'a> Rest<'a> {
    pub fn of(world: &'a World) -> Rest<'a> {
        // Which ranks share the world is no part of it.
        let World {
            month,
            one_in,
            blocks: _,
            blocks_of_cell,
            firms: _,
            ledger,
            local_income,
            displaced,
            public,
            ranks: _,
        } = world;
        Rest { month: *month, one_in: *one_in, blocks_of_cell, ledger, local_income, displaced, public }
    }
}

/// The same, as read.
#[derive(Deserialize)]
pub struct ReadRest {
    month: Month,
    one_in: u32,
    blocks_of_cell: Vec<Range<usize>>,
    ledger: Ledger,
    local_income: LocalIncome,
    displaced: Vec<u32>,
    public: Public,
}

impl ReadRest {
    /// How many blocks the world has.
    pub fn blocks(&self) -> usize {
        self.blocks_of_cell.iter().map(|range| range.end).max().unwrap_or(0)
    }

    /// The whole world again.
    pub fn with(self, blocks: Vec<Block>, firms: Firms) -> World {
        let ReadRest { month, one_in, blocks_of_cell, ledger, local_income, displaced, public } = self;
        let ranks = Ranks::alone();
        World { month, one_in, blocks, blocks_of_cell, firms, ledger, local_income, displaced, public, ranks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::household::HouseholdRow;
    use crate::world::person::PersonRow;

    fn block() -> Block {
        let mut block = Block::new(Cell(300), 7);
        for home in 0..3 {
            let household = HouseholdRow { year_taxes: -70_000 * home, ..HouseholdRow::default() };
            block.add(household, &[PersonRow { founder: 70_000 + home as u32, ..PersonRow::default() }; 2]);
        }
        block
    }

    #[test]
    fn a_block_comes_back_as_it_was_and_its_size_is_known_before() {
        let block = block();
        let mut bytes = Vec::new();
        put_block(&block, &mut bytes);
        assert_eq!(bytes.len() as u64, bytes_of_block(&block));
        let back = take_block(&bytes).expect("whole");
        assert_eq!(format!("{back:?}"), format!("{block:?}"));
    }

    #[test]
    fn a_block_cut_short_or_followed_by_anything_is_none() {
        let mut bytes = Vec::new();
        put_block(&block(), &mut bytes);
        for cut in [0, 3, 5, bytes.len() / 2, bytes.len() - 1] {
            assert!(take_block(&bytes[..cut]).is_none(), "{cut}");
        }
        bytes.push(0);
        assert!(take_block(&bytes).is_none());
    }
}
