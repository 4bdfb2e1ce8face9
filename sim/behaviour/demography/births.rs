//! Births: drawn in January with their month, laid out as rows of status `Unborn`.
//!
//! The number of births by age of the mother and département is published (INSEE, statistic). Which women have them is
//! weighted by household: with a partner or not, children already at home, a birth the year before (assumption, see
//! [`weight`]); within each block and five-year age band the weights are scaled so that expected births stay the
//! published ones. One birth a mother and year: twins are not modelled.

use super::probabilities::FERTILE;
use super::rates::{LocalRates, age_index};
use super::transit::reached;
use super::{deaths, slot};
use crate::chance::{Chance, Process, Threshold};
use crate::units::{FirmId, Month, PersonId};
use crate::world::Block;
use crate::world::person::{PersonRow, Role, Status, bits};

/// Girls among births: 100 for 105 boys (INSEE, stable for decades).
const GIRL: Threshold = Threshold(((100u64 << 32) / 205) as u32);

/// Places in a line of descent: child k of lineage l has lineage l × 39 + k, k = 1 + year of birth modulo 39. As the
/// fertile ages span 36 years and a mother has at most one birth a year, no number comes twice. Three generations born
/// in the run fit 16 bits: 45 years at the least.
const PLACES: u16 = 39;

/// What a birth depends on in a household.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Family {
    pub couple: bool,
    pub children: u8,
    /// The youngest child was born last year.
    pub infant: bool,
}

impl Family {
    pub fn add(&mut self, role: Role, reached: u16) {
        match role {
            Role::Head => {}
            Role::Partner => self.couple = true,
            Role::Child => {
                self.children = self.children.saturating_add(1);
                self.infant |= reached <= 1;
            }
        }
    }
}

/// Relative chance of a birth for a woman of this family (assumption: first and second births make up three quarters of
/// all, births outside a couple under one in ten, and children are rarely born a year apart).
fn weight(role: Role, family: Family) -> u32 {
    let children = if role == Role::Child { 0 } else { family.children };
    let by_children = match (family.couple && role != Role::Child, children) {
        (true, 0) => 40,
        (true, 1) => 56,
        (true, 2) => 22,
        (true, _) => 14,
        (false, 0) => 4,
        (false, _) => 6,
    };
    if family.infant && role != Role::Child { by_children / 4 } else { by_children }
}

fn band(reached: u16) -> usize {
    usize::from((reached - FERTILE.start()) / 5)
}

/// Chances of a birth in one block, scaled so that expected births are the published ones.
pub struct Fertility<'a> {
    rates: &'a LocalRates,
    /// By band: expected births at published rates and as weighted, whose ratio scales the weights.
    published: [u64; 8],
    weighted: [u64; 8],
}

impl<'a> Fertility<'a> {
    pub fn of_block(block: &Block, rates: &'a LocalRates, year: u16) -> Fertility<'a> {
        let mut fertility = Fertility { rates, published: [0; 8], weighted: [0; 8] };
        let persons = &block.persons;
        for household in 0..block.households.len() {
            let rows = block.households.member_rows(household);
            let mut family = Family::default();
            let mut mothers = false;
            for row in rows.clone() {
                if persons.status[row].is_alive() {
                    let reached = year.saturating_sub(persons.birth[row].year());
                    family.add(persons.role[row], reached);
                    mothers |= persons.is_female(row) && FERTILE.contains(&reached);
                }
            }
            if !mothers {
                continue;
            }
            for row in rows {
                let reached = year.saturating_sub(persons.birth[row].year());
                if persons.is_female(row) && FERTILE.contains(&reached) && persons.status[row].is_alive() {
                    let chance = u64::from(rates.fertility[age_index(reached)].0);
                    fertility.published[band(reached)] += chance;
                    fertility.weighted[band(reached)] += chance * u64::from(weight(persons.role[row], family));
                }
            }
        }
        fertility
    }

    /// The chance that a woman of this age and family gives birth this year.
    pub fn chance(&self, role: Role, reached: u16, family: Family) -> Threshold {
        if !FERTILE.contains(&reached) {
            return Threshold(0);
        }
        let (published, weighted) = (self.published[band(reached)], self.weighted[band(reached)]);
        let weight = u64::from(weight(role, family));
        self.rates.fertility[age_index(reached)].scaled(weight * published, weighted)
    }
}

/// The child a mother will have in `birth`, as a row to add beside her. `None` if its line of descent is too long.
pub fn newborn(
    mother: &PersonRow,
    birth: Month,
    rates: &LocalRates,
    chance: &Chance,
    january: Month,
) -> Option<PersonRow> {
    let id = child_id(mother.id(), birth.year())?;
    let [sex, death, ..] = chance.person(Process::Demography, january, id, slot::NEWBORN);
    let is_female = GIRL.happens(sex);
    Some(PersonRow {
        founder: id.founder,
        lineage: id.lineage,
        birth,
        death: deaths::death_of_newborn(rates, death, is_female, birth, january),
        role: Role::Child,
        traits: if is_female { bits::FEMALE } else { 0 },
        status: Status::Unborn,
        employer: FirmId::NONE.0,
        ..Default::default()
    })
}

pub fn child_id(mother: PersonId, year: u16) -> Option<PersonId> {
    let place = 1 + year % PLACES;
    let lineage = mother.lineage.checked_mul(PLACES)?.checked_add(place)?;
    // The last lineage is kept for draws of things that are not persons.
    (lineage < u16::MAX).then_some(PersonId { founder: mother.founder, lineage })
}

/// Whether `child` is known by its id to be a child of `mother`.
pub fn is_child_of(child: &PersonRow, mother: &PersonRow) -> bool {
    child.founder == mother.founder && child.lineage > 0 && (child.lineage - 1) / PLACES == mother.lineage
}

/// The family of a household in transit.
pub fn family_of(members: &[PersonRow], year: u16) -> Family {
    let mut family = Family::default();
    for member in members {
        family.add(member.role, reached(member, year));
    }
    family
}
