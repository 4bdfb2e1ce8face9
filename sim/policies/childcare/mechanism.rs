//! Childcare for return to work at work: how many of the parents in need the places serve, and what the places cost.
//!
//! Parents in need are those who search or wish to work (the unemployed and their halo) and would need childcare for a
//! child under the age to take a job. The share of them who have a place is places over parents, counted each month; who
//! they are is a draw that holds as long as the child is the youngest. Every place open is paid for, taken or not.

use super::Measure;
use crate::behaviour::labour::childcare::needs_nursery;
use crate::policies::extent::Extent;
use crate::policies::funding::Payer;
use crate::policies::hooks::{Policy, Setting};
use crate::units::{Cents, Month, Rate};
use crate::world::splitting;
use crate::world::{Post, Role, RuleBook, Status, World};

const PAYERS: &[Payer] = &[
    ("famille", Post::NurseryFamille),
    ("bloc_communal", Post::NurseryBlocCommunal),
    ("departement", Post::NurseryDepartement),
    ("etat", Post::NurseryEtat),
];

/// The policy built from what a scenario says.
///
/// # Errors
/// A measure none of whose places is in the run.
pub fn build(measures: Vec<Measure>, setting: &Setting, world: &World) -> Result<Box<dyn Policy>, String> {
    let places = measures.into_iter().map(|measure| {
        let dates = (measure.from, measure.through);
        let extent = Extent::of("childcare", &measure.cells, dates, setting, world)?;
        Ok(Place { extent, measure })
    });
    Ok(Box::new(Childcare { places: places.collect::<Result<Vec<Place>, String>>()? }))
}

struct Childcare {
    places: Vec<Place>,
}

struct Place {
    measure: Measure,
    extent: Extent,
}

impl Place {
    /// Places open in the run this month, in hundredths of a simulated one.
    fn open(&self, month: Month) -> i64 {
        let (done, steps) = self.extent.built(self.measure.built_over, month);
        self.extent.part(Cents(i64::from(self.measure.places) * 100)).share(done, steps).0
    }

    /// Parents who search or wish to work and would need a place to take a job.
    fn in_need(&self, world: &World, month: Month) -> i64 {
        let of_block = |block: &crate::world::Block| {
            let persons = &block.persons;
            let needs = |row: &usize| {
                matches!(persons.status[*row], Status::Unemployed | Status::Halo)
                    && persons.role[*row] != Role::Child
                    && needs_nursery(block, *row, self.measure.until_age, month)
            };
            (0..persons.len()).filter(needs).count() as i64
        };
        world.ranks.sum_of("policies", self.extent.blocks(world).map(of_block).sum())
    }
}

impl Policy for Childcare {
    fn name(&self) -> &'static str {
        "childcare"
    }

    fn starts(&self) -> Month {
        self.places.iter().map(|place| place.extent.from).min().unwrap_or(Month(u16::MAX))
    }

    fn law_of_the_month(&mut self, rules: &mut RuleBook, world: &World, _: &Setting, month: Month) {
        for place in self.places.iter().filter(|place| place.extent.in_force(month)) {
            let in_need = place.in_need(world, month);
            let served = (place.open(month) * 10_000 / in_need.max(1)).min(i64::from(Rate::ONE.0)) as i32;
            for &cell in &place.extent.cells {
                let rules = rules.at_mut(cell);
                rules.nursery_places = Rate(served);
                rules.nursery_until = place.measure.until_age;
                rules.nursery_cost_left = place.measure.cost_left;
                rules.nursery_frees = place.measure.begin_to_search;
            }
        }
    }

    fn public_accounts(&mut self, world: &mut World, _: &Setting, month: Month) {
        let prices = world.public.figures.prices;
        for place in self.places.iter().filter(|place| place.extent.in_force(month)) {
            let yearly = place.measure.cost_per_place.share(place.open(month), 100).times(prices);
            let amount = splitting::of_month(yearly, month.month_of_year());
            let (extent, funding) = (&place.extent, &place.measure.funding);
            funding.pay(&mut world.ledger, PAYERS, amount, &extent.cells, &extent.weights);
        }
    }

    fn put(&self, _: &mut Vec<u8>) {}
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
