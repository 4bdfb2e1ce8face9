//! A cell under construction: households and persons with what is needed to decide the rest, before they become rows of
//! state. Nothing here outlives population.

use super::draws::Draws;
use super::prototypes::{Kind, Prototypes};
use super::sources::START;
use crate::units::Month;
use crate::world::{Role, Status, Tenure};

#[derive(Clone, Debug)]
pub struct HouseholdDraft {
    pub first: u32,
    pub members: u8,
    pub kind: Kind,
    pub minors: u8,
    /// Age of the youngest child; 255 without children.
    pub youngest: u8,
    /// Standard normal: what the members share (family background, neighbourhood). It links diplomas, jobs, wages,
    /// pensions, housing and savings of one household.
    pub standing: f32,
    /// Standard normal: luck at work shared by the household, apart from its standing.
    pub luck: f32,
    pub tenure: Tenure,
    pub zone: u8,
    pub commune: u16,
    /// Tenths of a euro a month.
    pub rent: u16,
    /// Euros a month.
    pub property_income: u16,
}

impl HouseholdDraft {
    pub fn rows(&self) -> std::ops::Range<usize> {
        self.first as usize..self.first as usize + usize::from(self.members)
    }
    pub fn is_couple(&self) -> bool {
        matches!(self.kind, Kind::Couple | Kind::CoupleWithChildren)
    }
}

#[derive(Clone, Debug)]
pub struct PersonDraft {
    pub household: u32,
    pub role: Role,
    pub female: bool,
    pub age: u8,
    pub birth: Month,
    pub qualification: u8,
    pub disabled: bool,
    pub chronic: bool,
    pub enrolled: bool,
    pub registered: bool,
    pub long_career: bool,
    pub status: Status,
    pub spell: u16,
    pub jobless: u16,
    pub hourly_wage: u16,
    pub hours: u8,
    pub months_worked: u8,
    pub insurance_months: u8,
    pub daily_allowance: u16,
    pub pension_or_profit: u32,
}

impl PersonDraft {
    /// 0 men, 1 women: index of national tables.
    pub fn sex(&self) -> usize {
        usize::from(self.female)
    }
}

#[derive(Clone, Debug, Default)]
pub struct CellDraft {
    pub households: Vec<HouseholdDraft>,
    pub persons: Vec<PersonDraft>,
}

impl CellDraft {
    pub fn household_of(&self, person: &PersonDraft) -> &HouseholdDraft {
        &self.households[person.household as usize]
    }
    pub fn partner_of(&self, person: usize) -> Option<&PersonDraft> {
        let me = &self.persons[person];
        let household = self.household_of(me);
        if !household.is_couple() || me.role == Role::Child {
            return None;
        }
        let first = household.first as usize;
        Some(&self.persons[if person == first { first + 1 } else { first }])
    }
}

/// Lays the prototypes end to end with their weights, and takes one household every `step` households from `phase` on:
/// controlled rounding of type, number of children and age of the head at once.
pub fn sample(
    prototypes: &Prototypes,
    weights: &[f64],
    scale: f64,
    phase: f64,
    step: f64,
    draws: &mut Draws,
) -> CellDraft {
    let total: f64 = weights.iter().sum::<f64>() * scale;
    let expected = (total / step) as usize + 1;
    let mut cell =
        CellDraft { households: Vec::with_capacity(expected), persons: Vec::with_capacity(expected * 5 / 2) };
    let mut next = phase;
    let mut position = 0.0;
    for (prototype, weight) in prototypes.households.iter().zip(weights) {
        position += weight * scale;
        while next < position {
            next += step;
            let household = cell.households.len() as u32;
            cell.households.push(HouseholdDraft {
                first: cell.persons.len() as u32,
                members: prototype.members.len() as u8,
                kind: prototype.kind,
                minors: prototype.minors() as u8,
                youngest: prototype
                    .members
                    .iter()
                    .filter(|m| m.role == Role::Child)
                    .map(|m| m.age)
                    .min()
                    .unwrap_or(u8::MAX),
                standing: draws.normal() as f32,
                luck: draws.normal() as f32,
                tenure: Tenure::Owner,
                zone: 3,
                commune: 0,
                rent: 0,
                property_income: 0,
            });
            for member in &prototype.members {
                // Age is in completed years on 1 January 2019: the birthday was 0 to 11 months ago.
                let months = u16::from(member.age) * 12 + draws.below(12) as u16;
                cell.persons.push(PersonDraft {
                    household,
                    role: member.role,
                    female: member.female,
                    age: member.age,
                    birth: Month(START.0 - months),
                    qualification: 0,
                    disabled: false,
                    chronic: false,
                    enrolled: false,
                    registered: false,
                    long_career: false,
                    status: Status::Child,
                    spell: 0,
                    jobless: 0,
                    hourly_wage: 0,
                    hours: 0,
                    months_worked: 0,
                    insurance_months: 0,
                    daily_allowance: 0,
                    pension_or_profit: 0,
                });
            }
        }
    }
    cell
}

/// Rounds a series of expected counts so that their running sum never strays by one.
pub struct Rounder {
    carry: f64,
}

impl Rounder {
    /// Starts at a random phase, so that counts below one are right on average over cells.
    pub fn new(draws: &mut Draws) -> Rounder {
        Rounder { carry: draws.uniform() }
    }
    pub fn round(&mut self, expected: f64) -> usize {
        self.carry += expected.max(0.0);
        let whole = libm::floor(self.carry);
        self.carry -= whole;
        whole as usize
    }
    /// Gives back what could not be placed, for the next group.
    pub fn put_back(&mut self, count: usize) {
        self.carry += count as f64;
    }
}

/// Keeps the `count` best of (score, index) pairs, in no order; ties by index. Exact whatever the scores.
pub fn keep_best(scored: &mut Vec<(f64, u32)>, count: usize) {
    if count < scored.len() {
        if count > 0 {
            scored.select_nth_unstable_by(count - 1, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        }
        scored.truncate(count);
    }
}
