//! The draws of one block for the year: what is written in place, which households are taken out.

use super::births::{self, Family, Fertility};
use super::fate::{DwellingFate, Fate, Odds, Who};
use super::rates::Rates;
use super::take_apart::{Parts, Working, may_shelter, move_or_seek, take_apart};
use super::transit::{Dwelling, InTransit, reached};
use super::{deaths, fate, migration, moves, slot};
use crate::chance::{Chance, Process};
use crate::units::{Cell, Month, PersonId};
use crate::world::household::flags;
use crate::world::person::{PersonRow, Role, Status};
use crate::world::{Block, Persons};

/// What January draws in a block.
#[derive(Debug, Default)]
pub struct BlockOfTheYear {
    /// Rows of the households taken out, ascending.
    pub left: Vec<u16>,
    /// Persons added to households that stay: newborns, orphans.
    pub joining: Vec<(u16, PersonRow)>,
    pub parts: Parts,
    pub deaths: u32,
    pub dead_removed: u32,
    pub unborn_removed: u32,
}

/// Draws the year of every person of the block. Months of death are written at once; households to which anything else
/// happens are taken out. The cell has `blocks` blocks; `runs` tells the cells of the run.
pub fn draw(
    block: &mut Block,
    blocks: usize,
    rates: &Rates,
    chance: &Chance,
    january: Month,
    runs: &impl Fn(Cell) -> bool,
) -> BlockOfTheYear {
    let local = rates.of_cell(block.cell);
    let year = january.year();
    let men_asked = fate::men_asked(block.persons.len() * blocks);
    let odds = Odds { rates, local, fertility: Fertility::of_block(block, local, year), chance, january, men_asked };
    let mut drawn = BlockOfTheYear::default();
    let mut orphans: Vec<Vec<PersonRow>> = Vec::new();
    let mut fates: Vec<Fate> = Vec::new();
    for household in 0..block.households.len() {
        let rows = block.households.member_rows(household);
        let gone = block.persons.status[rows.clone()].iter().any(|status| !status.is_alive());
        if !gone {
            let persons = &mut block.persons;
            let eventful = draw_in_place(persons, rows.clone(), &odds, &mut fates);
            let head = persons.id(rows.start);
            let copied = fates[0].dwelling == DwellingFate::IsCopied;
            if fates[0].dwelling == DwellingFate::Moves
                && moves::destination(&odds, head, block.cell, runs) == block.cell
            {
                fates[0].dwelling = DwellingFate::Stays;
            }
            let stays = !eventful && matches!(fates[0].dwelling, DwellingFate::Stays | DwellingFate::IsCopied);
            drawn.deaths += fates.iter().filter(|fate| fate.death != Month(0)).count() as u32;
            if stays && !copied && fates.iter().all(|fate| fate.birth.is_none()) {
                continue;
            }
            let members: Vec<PersonRow> = rows.clone().map(|row| persons.row(row)).collect();
            if copied {
                drawn.parts.households.push(migration::arriving(&members, head, block.cell, year));
            }
            if stays {
                for (mother, fate) in members.iter().zip(&fates) {
                    let child = fate.birth.and_then(|month| births::newborn(mother, month, local, chance, january));
                    drawn.parts.births += u32::from(child.is_some());
                    drawn.joining.extend(child.map(|child| (household as u16, child)));
                }
                continue;
            }
            take_out(&mut drawn, block, household, members, &fates, &odds, runs);
        } else {
            let mut members = Vec::with_capacity(rows.len());
            for row in rows {
                match block.persons.status[row] {
                    Status::Dead => drawn.dead_removed += 1,
                    Status::Unborn => drawn.unborn_removed += 1,
                    _ => members.push(block.persons.row(row)),
                }
            }
            let headed = deaths::find_head(&mut members, year);
            members.sort_by_key(|m| (m.role, m.birth, m.id()));
            draw_members(&mut members, &odds, &mut fates);
            drawn.deaths += fates.iter().filter(|fate| fate.death != Month(0)).count() as u32;
            if headed {
                block.households.flags[household] |= flags::REVIEW;
                take_out(&mut drawn, block, household, members, &fates, &odds, runs);
            } else {
                drawn.left.push(household as u16);
                if !members.is_empty() {
                    orphans.push(members);
                }
            }
        }
    }
    for children in orphans {
        shelter(&mut drawn, block, children, chance, january);
    }
    drawn
}

/// Draws the members of a household left in place; returns whether anything happens beyond births, deaths and what its
/// head does about dwelling.
#[inline]
fn draw_in_place(persons: &mut Persons, rows: std::ops::Range<usize>, odds: &Odds, fates: &mut Vec<Fate>) -> bool {
    fates.clear();
    let year = odds.january.year();
    let reached = |persons: &Persons, row: usize| year.saturating_sub(persons.birth[row].year());
    let mut family = Family::default();
    for row in rows.clone() {
        family.add(persons.role[row], reached(persons, row));
    }
    let alone = rows.len() == 1;
    let mut eventful = false;
    for row in rows {
        let who = Who {
            id: persons.id(row),
            reached: reached(persons, row),
            is_female: persons.is_female(row),
            role: persons.role[row],
            attachment: persons.attachment[row],
            family,
            alone,
        };
        let fate = odds.fate(who);
        persons.death[row] = fate.death;
        eventful |= fate.separates
            || fate.seeks.is_some()
            || matches!(fate.dwelling, DwellingFate::LeavesHome | DwellingFate::Departs);
        fates.push(fate);
    }
    eventful
}

/// The same for a household whose dead have just gone.
fn draw_members(members: &mut [PersonRow], odds: &Odds, fates: &mut Vec<Fate>) {
    fates.clear();
    let year = odds.january.year();
    let family = births::family_of(members, year);
    let alone = members.len() == 1;
    for member in members.iter_mut() {
        let mut fate = odds.fate(Who {
            id: member.id(),
            reached: reached(member, year),
            is_female: member.is_female(),
            role: member.role,
            attachment: member.attachment,
            family,
            alone,
        });
        // Nobody arrives like a household in mourning: copies are made of unchanged ones.
        if fate.dwelling == DwellingFate::IsCopied {
            fate.dwelling = DwellingFate::Stays;
        }
        member.death = fate.death;
        fates.push(fate);
    }
}

fn take_out(
    drawn: &mut BlockOfTheYear,
    block: &Block,
    household: usize,
    members: Vec<PersonRow>,
    fates: &[Fate],
    odds: &Odds,
    runs: &impl Fn(Cell) -> bool,
) {
    drawn.left.push(household as u16);
    let (row, origin) = (block.households.row(household), block.household_id(household));
    if fates.iter().all(Fate::keeps_everyone) {
        drawn.parts.households.push(move_or_seek(row, members, fates, origin, block.cell, odds, runs));
        return;
    }
    let home = Working {
        household: row,
        origin,
        members: members.into_iter().zip(fates.iter().copied()).collect(),
        from: block.cell,
        to: block.cell,
        dwelling: Dwelling::Keeps,
    };
    take_apart(home, odds, runs, &mut drawn.parts);
}

/// Children left without an adult join a household of the block that stays, drawn among those that may shelter them;
/// if there is none, the eldest heads their household.
fn shelter(drawn: &mut BlockOfTheYear, block: &Block, mut children: Vec<PersonRow>, chance: &Chance, january: Month) {
    let year = january.year();
    let eldest = children.iter().map(|child| (child.birth, child.id())).min().unwrap_or_default();
    let draw = |id: PersonId| chance.draw(Process::Demography, january, id, slot::ORPHANS, eldest.1.founder)[0];
    let host = (0..block.households.len() as u16)
        .filter(|row| drawn.left.binary_search(row).is_err())
        .filter(|&row| {
            let home = usize::from(row);
            let head = block.persons.row(usize::from(block.households.first[home]));
            may_shelter(&head, usize::from(block.households.members[home]), children.len(), year)
        })
        .min_by_key(|&row| {
            let id = block.household_id(usize::from(row));
            (draw(id), id)
        });
    if let Some(host) = host {
        drawn.joining.extend(children.into_iter().map(|child| (host, PersonRow { role: Role::Child, ..child })));
        return;
    }
    for child in &mut children {
        child.role = if (child.birth, child.id()) == eldest { Role::Head } else { Role::Child };
    }
    let household = crate::world::household::HouseholdRow {
        zone: 3,
        flags: flags::COMPOSITION_CHANGED | flags::REVIEW,
        ..Default::default()
    };
    let mut transit = InTransit {
        household,
        origin: eldest.1,
        members: children,
        to: block.cell,
        dwelling: Dwelling::Takes(crate::world::Tenure::RentFree),
        seeker: None,
        from_abroad: false,
    };
    transit.settle_members();
    drawn.parts.households.push(transit);
}
