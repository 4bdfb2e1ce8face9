//! Rebuilding a block: households that stay, those that come, in order of id.

use std::ops::Range;

use super::dwellings::Models;
use super::transit::InTransit;
use crate::chance::Chance;
use crate::units::Month;
use crate::world::Block;
use crate::world::household::flags;
use crate::world::person::PersonRow;

/// What changes in a block: rows of households that left (ascending), persons who join those that stay, households that
/// come.
#[derive(Debug, Default)]
pub struct Changes {
    pub left: Vec<u16>,
    pub joining: Vec<(u16, PersonRow)>,
    pub coming: Vec<InTransit>,
}

/// Where a household's persons stand before the rebuild.
struct Entry {
    id: u64,
    household: u32,
    first: u32,
    members: u32,
}

/// Rows to keep, as the longest ranges there are: most households stay beside their neighbours.
#[derive(Default)]
struct Ranges {
    ranges: Vec<Range<usize>>,
    rows: usize,
}

impl Ranges {
    fn add(&mut self, first: usize, rows: usize) {
        self.rows += rows;
        match self.ranges.last_mut() {
            Some(last) if last.end == first => last.end += rows,
            _ if rows > 0 => self.ranges.push(first..first + rows),
            _ => {}
        }
    }
}

/// Lays the block out anew.
pub fn rebuild(block: &mut Block, mut changes: Changes, chance: &Chance, january: Month) {
    let mut entries: Vec<Entry> = Vec::with_capacity(block.households.len() + changes.coming.len());
    let mut left = changes.left.iter().copied().peekable();
    for household in 0..block.households.len() {
        if left.peek() == Some(&(household as u16)) {
            left.next();
            continue;
        }
        entries.push(Entry {
            id: block.household_id(household).key(),
            household: household as u32,
            first: u32::from(block.households.first[household]),
            members: u32::from(block.households.members[household]),
        });
    }
    // Already sorted but in the first January, when it is the duty of the population: a stable sort then costs a pass.
    entries.sort_by_key(|entry| entry.id);

    let models = Models::new(&block.households, entries.iter().map(|entry| entry.household as u16));
    for home in &mut changes.coming {
        models.house(home, &block.households, chance, january);
        super::quarter::rewrite(home, january);
    }
    changes.joining.sort_by_key(|&(household, person)| (household, person.birth, person.id()));
    let first_joining = block.persons.len();
    let coming: usize = changes.coming.iter().map(|home| home.members.len()).sum();
    block.persons.reserve(changes.joining.len() + coming);
    block.households.reserve(changes.coming.len());
    for &(household, person) in &changes.joining {
        block.households.flags[usize::from(household)] |= flags::COMPOSITION_CHANGED | flags::REVIEW;
        block.persons.push(person);
    }
    for home in &changes.coming {
        entries.push(Entry {
            id: home.id().key(),
            household: block.households.len() as u32,
            first: block.persons.len() as u32,
            members: home.members.len() as u32,
        });
        block.households.push(home.household);
        for &member in &home.members {
            block.persons.push(member);
        }
    }
    // Two runs in order once the newcomers are: a stable sort merges them.
    let staying = entries.len() - changes.coming.len();
    entries[staying..].sort_by_key(|entry| entry.id);
    entries.sort_by_key(|entry| entry.id);

    let mut persons = Ranges::default();
    let mut households = Ranges::default();
    let mut places: Vec<(u16, u8)> = Vec::with_capacity(entries.len());
    for entry in &entries {
        let first = persons.rows;
        persons.add(entry.first as usize, entry.members as usize);
        let start = changes.joining.partition_point(|&(household, _)| u32::from(household) < entry.household);
        let joining = changes.joining[start..].iter().take_while(|&&(to, _)| u32::from(to) == entry.household).count();
        persons.add(first_joining + start, joining);
        households.add(entry.household as usize, 1);
        places.push((row(first), (entry.members as usize + joining) as u8));
    }
    block.persons.select(&persons.ranges);
    block.households.select(&households.ranges);
    for (household, &(first, members)) in places.iter().enumerate() {
        block.households.first[household] = first;
        block.households.members[household] = members;
        let rows = usize::from(first)..usize::from(first) + usize::from(members);
        block.persons.household[rows].fill(row(household));
    }
}

/// A row number as the columns hold it.
///
/// # Panics
/// When a block holds 65,536 persons: blocks are sized eight times below.
fn row(place: usize) -> u16 {
    u16::try_from(place).expect("a block holds fewer than 65,536 persons")
}
