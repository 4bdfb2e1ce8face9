//! From drafts to rows: a cell's households and persons laid out in blocks, in order of id.

use super::draft::{CellDraft, PersonDraft};
use super::work::Place;
use crate::units::{Cell, Month, PersonId};
use crate::world::{Block, U24};
use crate::world::block::block_of;
use crate::world::household::HouseholdRow;
use crate::world::person::{PersonRow, bits};

/// The blocks of a cell, each household in the one its id names; `founder` is the id of the cell's first person.
pub fn blocks(cell: Cell, count: u16, founder: u32, draft: &CellDraft, places: &[Place]) -> Vec<Block> {
    let mut blocks: Vec<Block> = (0..count).map(|number| Block::new(cell, number)).collect();
    let mut members: Vec<PersonRow> = Vec::with_capacity(12);
    for household in &draft.households {
        members.clear();
        for index in household.rows() {
            members.push(person_row(&draft.persons[index], founder + index as u32, places[index]));
        }
        let id = PersonId { founder: founder + household.first, lineage: 0 };
        let row = HouseholdRow {
            tenure: household.tenure,
            zone: household.zone,
            commune: household.commune,
            rent: household.rent,
            property_income: household.property_income,
            ..HouseholdRow::default()
        };
        blocks[usize::from(block_of(id, count))].add(row, &members);
    }
    for block in &mut blocks {
        block.persons.shrink_to_fit();
        block.households.shrink_to_fit();
    }
    blocks
}

fn person_row(person: &PersonDraft, founder: u32, place: Place) -> PersonRow {
    let mut traits = person.qualification << bits::QUALIFICATION_SHIFT;
    for (bit, on) in [
        (bits::FEMALE, person.female),
        (bits::DISABLED, person.disabled),
        (bits::CHRONIC, person.chronic),
        (bits::REGISTERED, person.registered),
        (bits::LONG_CAREER, person.long_career),
    ] {
        if on {
            traits |= bit;
        }
    }
    PersonRow {
        founder,
        lineage: 0,
        birth: person.birth,
        death: Month(0),
        role: person.role,
        traits,
        status: person.status,
        spell: person.spell,
        jobless: person.jobless,
        searching: if matches!(person.status, crate::world::Status::Unemployed | crate::world::Status::Halo) {
            person.jobless.min(255) as u8
        } else {
            0
        },
        // The bucket and the place in it, until firms exist.
        employer: place.0.0,
        quarter_earnings: U24::of(place.1),
        hourly_wage: person.hourly_wage,
        hours: person.hours,
        months_worked: person.months_worked,
        insurance_months: person.insurance_months,
        daily_allowance: person.daily_allowance,
        pension_or_profit: U24::of(person.pension_or_profit),
        ..PersonRow::default()
    }
}
