//! Single reference workers at work: what a smaller caseload does to orientation and support, and what the workers cost.
//!
//! The workers paid are those beyond today's, whom present budgets pay already: followed ÷ caseload less followed ÷
//! today's caseload, hired in equal monthly steps. Effects follow the same steps: until all are hired, the caseload is
//! in between.

use super::Measure;
use crate::behaviour::income::review::is_in_payment;
use crate::behaviour::labour::help::is_long_jobless;
use crate::policies::caseload::{multiplied, times};
use crate::policies::extent::Extent;
use crate::policies::funding::Payer;
use crate::policies::hooks::{Policy, Setting};
use crate::units::{Cell, Cents, Month, Rate};
use crate::world::splitting;
use crate::world::{Post, RuleBook, World};

const PAYERS: &[Payer] =
    &[("etat", Post::WorkersEtat), ("departement", Post::WorkersDepartement), ("unedic", Post::WorkersUnedic)];

/// The policy built from what a scenario says.
///
/// # Errors
/// A measure none of whose places is in the run.
pub fn build(measures: Vec<Measure>, setting: &Setting, world: &World) -> Result<Box<dyn Policy>, String> {
    let places = measures.into_iter().map(|measure| {
        let dates = (measure.from, measure.through);
        let extent = Extent::of("single_reference_worker", &measure.cells, dates, setting, world)?;
        Ok(Place { extent, measure })
    });
    Ok(Box::new(SingleReferenceWorker { places: places.collect::<Result<Vec<Place>, String>>()? }))
}

struct SingleReferenceWorker {
    places: Vec<Place>,
}

struct Place {
    measure: Measure,
    extent: Extent,
}

impl Policy for SingleReferenceWorker {
    fn name(&self) -> &'static str {
        "single_reference_worker"
    }

    fn starts(&self) -> Month {
        self.places.iter().map(|place| place.extent.from).min().unwrap_or(Month(u16::MAX))
    }

    fn law_of_the_month(&mut self, rules: &mut RuleBook, _: &World, _: &Setting, month: Month) {
        for place in self.places.iter().filter(|place| place.extent.in_force(month)) {
            let m = &place.measure;
            let steps = place.extent.built(m.hired_over, month);
            let of = |present, elasticity| times(m.caseload, present, steps, elasticity);
            for &cell in &place.extent.cells {
                let rules = rules.at_mut(cell);
                if m.followed.contains(&"rsa") {
                    rules.support = multiplied(rules.support, of(m.present_caseload, m.support_elasticity));
                    let orientation = multiplied(rules.orientation, of(m.present_caseload, m.orientation_elasticity));
                    rules.orientation = orientation.min(Rate::ONE);
                    rules.moves_on_to_employment = Rate((i64::from(m.moves_on.0) * steps.0 / steps.1) as i32);
                }
                if m.followed.contains(&"long_term_jobless") {
                    let more = of(m.present_caseload_jobless, m.support_elasticity).0 - Rate::ONE.0;
                    rules.jobless_support = Rate(rules.jobless_support.0 + more);
                }
            }
        }
    }

    fn public_accounts(&mut self, world: &mut World, _: &Setting, month: Month) {
        let prices = world.public.figures.prices;
        for place in self.places.iter().filter(|place| place.extent.in_force(month)) {
            let mut followed: Vec<[i64; 2]> = place.extent.cells.iter().map(|cell| followed(world, *cell)).collect();
            world.ranks.sum("policies", followed.as_flattened_mut());
            let (done, steps) = place.extent.built(place.measure.hired_over, month);
            for (cell, followed) in place.extent.cells.iter().zip(followed) {
                let yearly = place.measure.workers_cost(followed).share(done, steps).times(prices);
                let amount = splitting::of_month(yearly, month.month_of_year());
                place.measure.funding.pay(&mut world.ledger, PAYERS, amount, &[*cell], &[1]);
            }
        }
    }

    fn put(&self, _: &mut Vec<u8>) {}
}

impl Measure {
    /// Yearly cost of the workers beyond today's for so many households and persons followed.
    fn workers_cost(&self, [rsa, jobless]: [i64; 2]) -> Cents {
        let more = |word: &str, count: i64, present: u32| -> Cents {
            if !self.followed.contains(&word) {
                return Cents::ZERO;
            }
            let all = (self.full_cost * count).share(1, i64::from(self.caseload.max(1)));
            all - (self.full_cost * count).share(1, i64::from(present.max(1)))
        };
        more("rsa", rsa, self.present_caseload) + more("long_term_jobless", jobless, self.present_caseload_jobless)
    }
}

/// Households that draw the RSA, and persons unemployed for long in the others, of this rank's blocks.
fn followed(world: &World, cell: Cell) -> [i64; 2] {
    let mut counts = [0; 2];
    for block in &world.blocks[world.blocks_of_cell[cell.index()].clone()] {
        for household in 0..block.households.len() {
            if is_in_payment(block.households.rsa_state[household]) {
                counts[0] += 1;
            } else {
                let members = block.households.member_rows(household);
                counts[1] += members.filter(|row| is_long_jobless(&block.persons, *row)).count() as i64;
            }
        }
    }
    counts
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
