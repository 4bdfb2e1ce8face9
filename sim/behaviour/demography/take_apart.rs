//! A household to which something happens this year, taken apart into those it leaves.

use super::fate::{DwellingFate, Fate, Odds};
use super::transit::{Dwelling, InTransit, Seeker, reached};
use super::{births, leaving_home, migration, moves, separations_of_couples, unions};
use crate::units::{Cell, PersonId};
use crate::world::household::{HouseholdRow, flags};
use crate::world::person::{PersonRow, Role};

/// A household being taken apart: members with what the year holds for them, the head first.
#[derive(Clone, Debug)]
pub struct Working {
    pub household: HouseholdRow,
    pub members: Vec<(PersonRow, Fate)>,
    pub origin: PersonId,
    pub from: Cell,
    pub to: Cell,
    pub dwelling: Dwelling,
}

/// What came of one household.
#[derive(Debug, Default)]
pub struct Parts {
    pub households: Vec<InTransit>,
    pub departed: Vec<PersonRow>,
    pub separations: u32,
    pub left_home: u32,
    pub births: u32,
}

/// Applies the year to a household: births are laid out, people leave the country, couples separate, grown children
/// leave, seekers are named, destinations drawn.
pub fn take_apart(mut home: Working, odds: &Odds, runs: &impl Fn(Cell) -> bool, parts: &mut Parts) {
    let newborns: Vec<PersonRow> = home
        .members
        .iter()
        .filter_map(|(mother, fate)| births::newborn(mother, fate.birth?, odds.local, odds.chance, odds.january))
        .collect();
    parts.births += newborns.len() as u32;
    home.members.extend(newborns.into_iter().map(|child| (child, Fate::default())));
    parts.departed.extend(migration::depart(&mut home));
    let Some(&(head, of_head)) = home.members.first() else { return };

    if of_head.dwelling == DwellingFate::Moves {
        let to = moves::destination(odds, head.id(), home.from, runs);
        go(&mut home, to);
    }
    let mut all = Vec::with_capacity(2);
    if of_head.separates
        && let Some(partner_side) = separations_of_couples::separate(&mut home, odds.chance, odds.january)
    {
        parts.separations += 1;
        all.push(partner_side);
    }
    let from = home.from;
    let far = |leaver: &PersonRow| moves::somewhere_else(odds, leaver.id(), from, runs);
    let mut leavers = leaving_home::leave(&mut home, odds.chance, odds.january, far);
    for side in &mut all {
        leavers.extend(leaving_home::leave(side, odds.chance, odds.january, far));
    }
    parts.left_home += leavers.len() as u32;
    all.push(home);
    all.extend(leavers);
    parts.households.extend(all.into_iter().map(|side| finish(side, odds)));
}

/// The household leaves for another cell, into a dwelling of the same tenure.
fn go(home: &mut Working, to: Cell) {
    if to != home.from {
        home.to = to;
        home.dwelling = Dwelling::Takes(home.household.tenure);
        home.household.flags |= flags::MOVED;
    }
}

/// The most frequent case apart: nobody leaves the household and nobody is born, it moves or one of it seeks a partner.
pub fn move_or_seek(
    household: HouseholdRow,
    members: Vec<PersonRow>,
    fates: &[Fate],
    origin: PersonId,
    from: Cell,
    odds: &Odds,
    runs: &impl Fn(Cell) -> bool,
) -> InTransit {
    let seeker = seeker(members.iter().zip(fates), odds);
    let to = match fates.first() {
        Some(Fate { dwelling: DwellingFate::Moves, .. }) => moves::destination(odds, members[0].id(), from, runs),
        _ => from,
    };
    let mut transit =
        InTransit { household, members, origin, to: from, dwelling: Dwelling::Keeps, seeker, from_abroad: false };
    if to != from {
        transit.to = to;
        transit.dwelling = Dwelling::Takes(household.tenure);
        transit.household.flags |= flags::MOVED | flags::REVIEW;
    }
    transit
}

/// The seeker of a household, if any: its head, or the first grown child by id; one a household.
fn seeker<'a>(members: impl Iterator<Item = (&'a PersonRow, &'a Fate)> + Clone, odds: &Odds) -> Option<Seeker> {
    let couple = members.clone().any(|(member, _)| member.role == Role::Partner);
    members
        .filter(|(member, fate)| fate.seeks.is_some() && !(couple && member.role == Role::Head))
        .min_by_key(|(member, _)| (member.role, member.id()))
        .and_then(|(member, fate)| Some(unions::seeker(member, fate.seeks?, odds.chance, odds.january)))
}

/// A household as it leaves the block, its members in order.
fn finish(home: Working, odds: &Odds) -> InTransit {
    let seeker = seeker(home.members.iter().map(|(member, fate)| (member, fate)), odds);
    let mut household = home.household;
    if home.to != home.from {
        household.flags |= flags::MOVED;
    }
    let mut transit = InTransit {
        household,
        members: home.members.into_iter().map(|(member, _)| member).collect(),
        origin: home.origin,
        to: home.to,
        dwelling: home.dwelling,
        seeker,
        from_abroad: false,
    };
    transit.settle_members();
    transit
}

/// Whether a household may shelter children without parents: an adult of 25 to 69 at its head, and room.
pub fn may_shelter(head: &PersonRow, members: usize, orphans: usize, year: u16) -> bool {
    (26..=70).contains(&reached(head, year)) && members + orphans <= super::MOST_MEMBERS
}
