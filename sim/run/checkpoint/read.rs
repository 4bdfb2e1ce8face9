//! Reads a checkpoint back: blocks by ranges, each held against its hash before anything is made of it.

use std::ops::Range;
use std::path::Path;

use super::error::Wrong;
use super::file::{Entry, Kind, Opened, check, unreadable};
use super::state::{Followed, Header, Read, ReadArm, State};
use super::write::BLOCKS;
use crate::parallel::{self, Ranks};
use crate::world::{Block, Firms, World, stored};

/// Blocks read at a time.
const AT_A_TIME: usize = 64;

/// Header and directory, sound.
pub fn open(path: &Path) -> Result<(Header, Opened), Wrong> {
    let opened = Opened::open(path)?;
    let header = toml::from_str(&opened.header).map_err(|_| Wrong::damaged("its header cannot be understood"))?;
    Ok((header, opened))
}

/// Everything.
pub fn read(header: Header, file: &mut Opened) -> Result<Read, Wrong> {
    let state = piece(file, Kind::State, 0)?;
    let state: State<'static> = made_of(file, &state, |bytes| postcard::from_bytes(bytes).ok())?;
    let mut followed = |number| -> Result<Option<Followed>, Wrong> {
        let Some(entry) = file.find(Kind::Followed, number) else { return Ok(None) };
        // No text is in it: nothing is borrowed from the buffer.
        let read: Followed =
            file.stream(&entry, |from| postcard::from_io((from, &mut [])).ok().map(|(read, _)| read))?;
        // They are compared by ranks that the persons themselves name: it does not matter which holds them.
        Ok(Some(if Ranks::here().is_first() { read } else { read.of_nobody() }))
    };
    let (own, of_reference) = (followed(0)?, followed(1)?);
    let lacks = |what: &str| Wrong::damaged(format!("it lacks {what}"));
    let arm = match (state.record, own) {
        (Some(record), Some(followed)) => Some(ReadArm {
            record: record.into_owned(),
            paths_from: state.paths_from,
            policies: state.policies,
            followed,
        }),
        (None, None) => None,
        _ => return Err(lacks("a part of its arm")),
    };
    let reference = match (state.reference, of_reference) {
        (Some(record), Some(followed)) => Some((record.into_owned(), followed)),
        (None, None) => None,
        _ => return Err(lacks("a part of its reference")),
    };
    let world = world(file, 0)?.ok_or_else(|| lacks("its world"))?;
    Ok(Read {
        header,
        phase: state.phase,
        fork: state.fork,
        world,
        at_fork: self::world(file, 1)?,
        arm,
        before: state.before.map(|record| record.into_owned()),
        reference,
    })
}

fn piece(file: &Opened, kind: Kind, number: u32) -> Result<Entry, Wrong> {
    file.find(kind, number).ok_or_else(|| Wrong::damaged("a piece is not in its directory"))
}

fn made_of<T>(file: &mut Opened, entry: &Entry, make: impl FnOnce(&[u8]) -> Option<T>) -> Result<T, Wrong> {
    let bytes = file.bytes(entry)?;
    check(entry, blake3::hash(&bytes))?;
    make(&bytes).ok_or_else(|| unreadable(entry))
}

/// A world, if the file has one of this number.
fn world(file: &mut Opened, number: u32) -> Result<Option<World>, Wrong> {
    let Some(rest) = file.find(Kind::Rest, number) else { return Ok(None) };
    let rest: stored::ReadRest = made_of(file, &rest, |bytes| postcard::from_bytes(bytes).ok())?;
    let firms = piece(file, Kind::Firms, number)?;
    let firms: Firms = made_of(file, &firms, stored::take_firms)?;
    // Blocks are shared out anew: there may be other ranks than those that wrote.
    let of_world = number * BLOCKS..(number + 1) * BLOCKS;
    let of_world = |entry: &&Entry| entry.kind == Kind::Block && of_world.contains(&entry.number);
    let weights: Vec<u64> = file.entries.iter().filter(of_world).map(|entry| entry.length).collect();
    if weights.len() != rest.blocks() || weights.len() < Ranks::here().size() {
        return Err(Wrong::damaged("blocks are not in its directory"));
    }
    let ranks = Ranks::here().sharing(&weights);
    let own = ranks.own(weights.len());
    let read = blocks(file, number, own.clone())?;
    let mut world = rest.with(Vec::new(), firms);
    world.blocks = world.empty_blocks();
    for (place, block) in own.zip(read) {
        world.blocks[place] = block;
    }
    world.ranks = ranks;
    Ok(Some(world))
}

/// Some blocks of a world, in order.
pub fn blocks(file: &mut Opened, world: u32, range: Range<usize>) -> Result<Vec<Block>, Wrong> {
    let first = world * BLOCKS;
    let wanted = first + range.start as u32..first + range.end as u32;
    let of_range = |entry: &&Entry| entry.kind == Kind::Block && wanted.contains(&entry.number);
    let entries: Vec<Entry> = file.entries.iter().filter(of_range).copied().collect();
    if !entries.iter().map(|entry| entry.number).eq(wanted.clone()) {
        return Err(Wrong::damaged("blocks are not in its directory"));
    }
    let mut blocks = Vec::with_capacity(range.len());
    for entries in entries.chunks(AT_A_TIME) {
        let bytes = entries.iter().map(|entry| file.bytes(entry)).collect::<Result<Vec<_>, Wrong>>()?;
        let made = parallel::map(&bytes, |place, bytes| {
            let entry = &entries[place];
            check(entry, blake3::hash(bytes))?;
            stored::take_block(bytes).ok_or_else(|| unreadable(entry))
        });
        for block in made {
            blocks.push(block?);
        }
    }
    Ok(blocks)
}
