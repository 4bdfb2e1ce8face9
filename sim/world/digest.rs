//! The digest of a world: one hash a block in canonical order, a root over (cell, block) hashes, so that it does not
//! depend on how blocks were shared out among threads.

use super::block::World;

/// Every month: the ledger, the sums of every column by block, the firms' sums. Cheap.
pub fn of_month(world: &World) -> blake3::Hash {
    let mut bytes = Vec::with_capacity(world.blocks.len() * 512);
    bytes.extend_from_slice(&world.month.0.to_le_bytes());
    let sums = crate::parallel::map(&world.blocks, |_, block| (block.persons.sums(), block.households.sums()));
    for (block, (persons, households)) in world.blocks.iter().zip(sums) {
        bytes.extend_from_slice(&block.cell.0.to_le_bytes());
        for sum in persons.into_iter().chain(households) {
            bytes.extend_from_slice(&sum.to_le_bytes());
        }
    }
    for sum in world.firms.sums() {
        bytes.extend_from_slice(&sum.to_le_bytes());
    }
    world.ledger.put(&mut bytes);
    world.local_income.put(&mut bytes);
    world.public.put(&mut bytes);
    blake3::hash(&bytes)
}

/// Each December and at the end: every value of every column.
pub fn full(world: &World) -> blake3::Hash {
    let hashes = crate::parallel::map(&world.blocks, |_, block| {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&block.cell.0.to_le_bytes());
        hasher.update(&block.number.to_le_bytes());
        block.persons.digest(&mut hasher);
        block.households.digest(&mut hasher);
        hasher.finalize()
    });
    let mut root = blake3::Hasher::new();
    root.update(&world.month.0.to_le_bytes());
    for hash in hashes {
        root.update(hash.as_bytes());
    }
    world.firms.digest(&mut root);
    let mut bytes = Vec::new();
    world.ledger.put(&mut bytes);
    world.local_income.put(&mut bytes);
    world.public.put(&mut bytes);
    root.update(&bytes);
    root.finalize()
}

/// A column whose content differs between two states: what `verify` names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fingerprint {
    /// `cell/block/table.column`.
    pub place: String,
    pub hash: String,
}

/// One fingerprint a block and column, for naming the first difference between two runs.
pub fn fingerprints(world: &World) -> Vec<Fingerprint> {
    let mut all = Vec::new();
    for block in &world.blocks {
        let tables = [("persons", block.persons.column_hashes()), ("households", block.households.column_hashes())];
        for (table, columns) in tables {
            for (column, hash) in columns {
                let place = format!("cell {} block {} {table}.{column}", block.cell.0, block.number);
                all.push(Fingerprint { place, hash: hash.to_hex().to_string() });
            }
        }
    }
    for (column, hash) in world.firms.column_hashes() {
        all.push(Fingerprint { place: format!("firms.{column}"), hash: hash.to_hex().to_string() });
    }
    all
}
