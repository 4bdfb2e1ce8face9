//! Access to rights at work: the rules by which households are contacted, and what the contacts cost.
//!
//! The policy counts those contacted with the same draws as the behaviour that contacts them, from the state at the
//! start of the month, so that what is paid is the number of contacts, to the cent.

use super::Measure;
use crate::behaviour::income::IncomeParameters;
use crate::behaviour::income::outreach::Contacts;
use crate::behaviour::poverty;
use crate::policies::extent::Extent;
use crate::policies::funding::Payer;
use crate::policies::hooks::{Policy, Setting};
use crate::units::{Cents, Month, Rate};
use crate::world::household::rights;
use crate::world::splitting;
use crate::world::{Outreach, Post, RuleBook, World};

const PAYERS: &[Payer] = &[
    ("etat", Post::RightsEtat),
    ("departement", Post::RightsDepartement),
    ("bloc_communal", Post::RightsBlocCommunal),
    ("famille", Post::RightsFamille),
];

/// The policy built from what a scenario says.
///
/// # Errors
/// A measure none of whose places is in the run.
pub fn build(measures: Vec<Measure>, setting: &Setting, world: &World) -> Result<Box<dyn Policy>, String> {
    let places = measures.into_iter().map(|measure| {
        let dates = (measure.from, measure.through);
        let extent = Extent::of("access_to_rights", &measure.cells, dates, setting, world)?;
        Ok(Place { extent, outreach: outreach(&measure), measure })
    });
    let places = places.collect::<Result<Vec<Place>, String>>()?;
    Ok(Box::new(AccessToRights { places, income: IncomeParameters::new(setting.parameters) }))
}

struct AccessToRights {
    places: Vec<Place>,
    income: IncomeParameters,
}

struct Place {
    measure: Measure,
    extent: Extent,
    outreach: Outreach,
}

fn outreach(measure: &Measure) -> Outreach {
    let bit = |word: &&'static str| match *word {
        "rsa" => rights::MISSES_RSA,
        "prime_activite" => rights::MISSES_PRIME_ACTIVITE,
        _ => rights::MISSES_ASPA,
    };
    let persistent = Cents(i64::from(measure.contacted.0)).times(measure.persistent_contacted);
    Outreach {
        contacted: measure.contacted,
        persistent_contacted: Rate(persistent.0 as i32),
        claims: measure.claim_when_contacted,
        benefits: measure.benefits.iter().map(bit).fold(0, |all, bit| all | bit),
    }
}

impl Policy for AccessToRights {
    fn name(&self) -> &'static str {
        "access_to_rights"
    }

    fn starts(&self) -> Month {
        self.places.iter().map(|place| place.extent.from).min().unwrap_or(Month(u16::MAX))
    }

    fn law_of_the_month(&mut self, rules: &mut RuleBook, _: &World, _: &Setting, month: Month) {
        for place in self.places.iter().filter(|place| place.extent.in_force(month)) {
            for &cell in &place.extent.cells {
                let rules = rules.at_mut(cell);
                rules.outreach = place.outreach;
                if let Some(delay) = place.measure.award_delay {
                    rules.rsa_award_delay = rules.rsa_award_delay.min(delay.min(u16::from(u8::MAX)) as u8);
                }
            }
        }
    }

    fn employment_schemes(&mut self, world: &mut World, setting: &Setting, month: Month) {
        let prices = world.public.figures.prices;
        for place in self.places.iter().filter(|place| place.extent.in_force(month)) {
            let contacts =
                Contacts { outreach: &place.outreach, parameters: &self.income, chance: setting.chance, month };
            let made: Vec<u64> = place.contacts(world, &contacts);
            let cost = (place.measure.cost_per_contact * made.iter().sum::<u64>() as i64).times(prices);
            let yearly = (place.measure.cost_per_inhabitant * place.extent.simulated()).times(prices);
            let standing = splitting::of_month(yearly, month.month_of_year());
            let (funding, extent) = (&place.measure.funding, &place.extent);
            funding.pay(&mut world.ledger, PAYERS, cost, &extent.cells, &made);
            funding.pay(&mut world.ledger, PAYERS, standing, &extent.cells, &extent.weights);
        }
    }

    fn put(&self, _: &mut Vec<u8>) {}
}

impl Place {
    /// Households contacted this month, by cell.
    fn contacts(&self, world: &World, contacts: &Contacts) -> Vec<u64> {
        let of_cell = |cell: &crate::units::Cell| {
            let blocks = &world.blocks[world.blocks_of_cell[cell.index()].clone()];
            let of_block = |block: &crate::world::Block| {
                let reached = |household: &usize| {
                    let lone_parent = poverty::is_lone_parent(block, *household);
                    contacts.reach(&block.households, *household, block.household_id(*household), lone_parent)
                };
                (0..block.households.len()).filter(reached).count() as i64
            };
            blocks.iter().map(of_block).sum()
        };
        let mut made: Vec<i64> = self.extent.cells.iter().map(of_cell).collect();
        world.ranks.sum("policies", &mut made);
        made.into_iter().map(|households| households as u64).collect()
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
