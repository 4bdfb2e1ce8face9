//! A household taken out of its block in January, until it is placed again.

use crate::carried;
use crate::parallel::Carried;
use crate::units::{Cell, PersonId};
use crate::world::Tenure;
use crate::world::household::{HouseholdRow, flags};
use crate::world::person::{PersonRow, Status};

/// What a household in transit does about its home.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dwelling {
    Keeps,
    /// Takes one like those lived in under this tenure where it goes.
    Takes(Tenure),
}

impl Carried for Dwelling {
    fn put(&self, bytes: &mut Vec<u8>) {
        let takes = match self {
            Dwelling::Keeps => None,
            Dwelling::Takes(tenure) => Some(*tenure),
        };
        takes.put(bytes);
    }
    fn take(bytes: &mut &[u8]) -> Self {
        <Option<Tenure> as Carried>::take(bytes).map_or(Dwelling::Keeps, Dwelling::Takes)
    }
}

/// A person without a partner who starts to live with one this year, if one is found in the cell.
#[derive(Clone, Copy, Debug)]
pub struct Seeker {
    pub person: PersonId,
    pub female: bool,
    /// Order among seekers, least first: the draw relative to its threshold.
    pub rank: u64,
    /// Age in months, spread at random and set to the scale of women's ages, by which partners are matched.
    pub match_age: i32,
    /// Place in diploma and attachment to work, with some luck: partners are alike.
    pub standing: i32,
}

carried!(Seeker { person, female, rank, match_age, standing });

/// A household in transit.
#[derive(Clone, Debug)]
pub struct InTransit {
    /// `first` and `members` mean nothing here.
    pub household: HouseholdRow,
    /// Head, partner, children; the head first.
    pub members: Vec<PersonRow>,
    /// The household these people lived in before January: two who lived together never match.
    pub origin: PersonId,
    pub to: Cell,
    pub dwelling: Dwelling,
    pub seeker: Option<Seeker>,
    /// A copy of a household of the cell, arriving from abroad: its members get ids of their own.
    pub from_abroad: bool,
}

carried!(InTransit { household, members, origin, to, dwelling, seeker, from_abroad });

impl InTransit {
    /// The household's id: its head's.
    pub fn id(&self) -> PersonId {
        self.members[0].id()
    }

    /// Puts members in their canonical order and marks the household as changed.
    pub fn settle_members(&mut self) {
        self.members.sort_by_key(|m| (m.role, m.birth, m.id()));
        self.household.flags |= flags::COMPOSITION_CHANGED | flags::REVIEW;
    }
}

/// The household of someone who leaves another: the home is new, the year's accounts and benefits start at zero, what
/// was lived last year (its incomes, its living standard) is kept, and so is the withholding rate.
pub fn household_of_leaver(from: &HouseholdRow) -> HouseholdRow {
    HouseholdRow {
        tenure: from.tenure,
        zone: from.zone,
        commune: from.commune,
        rent: from.rent,
        withholding: from.withholding,
        last_labour: from.last_labour,
        last_benefits: from.last_benefits,
        last_living_standard: from.last_living_standard,
        flags: flags::COMPOSITION_CHANGED | flags::REVIEW,
        ..Default::default()
    }
}

/// Someone who lives and can head a household.
pub fn is_adult(person: &PersonRow, year: u16) -> bool {
    person.status != Status::Unborn && reached(person, year) > super::ADULT
}

/// Age reached in the year.
pub fn reached(person: &PersonRow, year: u16) -> u16 {
    year.saturating_sub(person.birth.year())
}
