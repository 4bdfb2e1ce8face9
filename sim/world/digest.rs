//! The digest of a world: one hash a block in canonical order, a root over (cell, block) hashes, so that it does not
//! depend on how blocks were shared out among threads.

use serde::{Deserialize, Serialize};

use super::block::World;

/// Every month: the ledger, the sums of every column by block, the firms' sums. Cheap. Among several ranks, the first has
/// the digest of the whole; that of others means nothing.
pub fn of_month(world: &World) -> blake3::Hash {
    let mut bytes = Vec::with_capacity(world.blocks.len() * 512);
    bytes.extend_from_slice(&world.month.0.to_le_bytes());
    let own = &world.blocks[world.ranks.own(world.blocks.len())];
    let sums = crate::parallel::map(own, |_, block| {
        let columns = block.persons.sums().into_iter().chain(block.households.sums());
        let columns: Vec<u8> = columns.flat_map(i64::to_le_bytes).collect();
        [&block.cell.0.to_le_bytes()[..], &columns].concat()
    });
    bytes.extend(world.ranks.gather_at_first("digest", sums.concat()));
    for sum in world.firms.sums() {
        bytes.extend_from_slice(&sum.to_le_bytes());
    }
    put_the_rest(world, &mut bytes);
    blake3::hash(&bytes)
}

/// Each December and at the end: every value of every column. At the first rank, as [`of_month`].
pub fn full(world: &World) -> blake3::Hash {
    let own = &world.blocks[world.ranks.own(world.blocks.len())];
    let hashes = crate::parallel::map(own, |_, block| {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&block.cell.0.to_le_bytes());
        hasher.update(&block.number.to_le_bytes());
        block.persons.digest(&mut hasher);
        block.households.digest(&mut hasher);
        *hasher.finalize().as_bytes()
    });
    let mut root = blake3::Hasher::new();
    root.update(&world.month.0.to_le_bytes());
    for hash in world.ranks.gather_at_first("digest", hashes) {
        root.update(&hash);
    }
    world.firms.digest(&mut root);
    let mut bytes = Vec::new();
    put_the_rest(world, &mut bytes);
    root.update(&bytes);
    root.finalize()
}

/// What is neither of a block nor of a firm.
fn put_the_rest(world: &World, bytes: &mut Vec<u8>) {
    world.ledger.put(bytes);
    world.local_income.put(bytes);
    world.public.put(bytes);
    for jobs in &world.displaced {
        bytes.extend_from_slice(&jobs.to_le_bytes());
    }
}

/// The digest of an arm: that of its world and what else it remembers, its policies' state. Without any, the world's.
pub fn of_arm(world: blake3::Hash, remembered: &[u8]) -> blake3::Hash {
    if remembered.is_empty() {
        return world;
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(world.as_bytes());
    hasher.update(remembered);
    hasher.finalize()
}

/// A column whose content differs between two states: what `verify` names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fingerprint {
    /// `cell/block/table.column`.
    pub place: String,
    pub hash: String,
}

/// One fingerprint a block and column, for naming the first difference between two runs. At the first rank, as
/// [`of_month`].
pub fn fingerprints(world: &World) -> Vec<Fingerprint> {
    let mut all = Vec::new();
    for block in &world.blocks[world.ranks.own(world.blocks.len())] {
        let tables = [("persons", block.persons.column_hashes()), ("households", block.households.column_hashes())];
        for (table, columns) in tables {
            for (column, hash) in columns {
                let place = format!("cell {} block {} {table}.{column}", block.cell.0, block.number);
                all.push((place, hash.to_hex().to_string()));
            }
        }
    }
    let all = world.ranks.gather_at_first("digest", all);
    let mut all: Vec<Fingerprint> = all.into_iter().map(|(place, hash)| Fingerprint { place, hash }).collect();
    for (column, hash) in world.firms.column_hashes() {
        all.push(Fingerprint { place: format!("firms.{column}"), hash: hash.to_hex().to_string() });
    }
    let mut rest = Vec::new();
    put_the_rest(world, &mut rest);
    all.push(Fingerprint {
        place: "ledger and public bodies".to_owned(),
        hash: blake3::hash(&rest).to_hex().to_string(),
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{Cell, Cents, Month};
    use crate::world::{Firms, Ledger, LocalIncome, Post, Public};

    fn empty() -> World {
        World {
            ranks: crate::parallel::Ranks::alone(),
            month: Month::new(2019, 3),
            one_in: 1,
            blocks: Vec::new(),
            blocks_of_cell: std::iter::once(0..0).collect(),
            firms: Firms::default(),
            ledger: Ledger::new(1),
            local_income: LocalIncome::new(1),
            displaced: vec![0],
            public: Public::new(vec![0], 1),
        }
    }

    #[test]
    fn jobs_displaced_and_money_paid_are_part_of_every_digest() {
        let world = empty();
        let displaced = World { displaced: vec![1], ..empty() };
        let mut paid = empty();
        paid.ledger.pay(Post::CityCare, Cell(0), Cents(1));
        for other in [displaced, paid] {
            assert_ne!(of_month(&other), of_month(&world));
            assert_ne!(full(&other), full(&world));
            assert_ne!(fingerprints(&other), fingerprints(&world));
        }
        assert_eq!(full(&empty()), full(&world));
    }

    #[test]
    fn what_policies_remember_is_part_of_the_digest_of_an_arm() {
        let world = full(&empty());
        assert_eq!(of_arm(world, &[]), world);
        assert_ne!(of_arm(world, &[0]), world);
        assert_ne!(of_arm(world, &[1]), of_arm(world, &[0]));
    }
}
