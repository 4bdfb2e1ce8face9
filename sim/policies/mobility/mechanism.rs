//! Mobility aid and direct matching at work: the rules that persons meet, and what each person helped costs.
//!
//! The aid for travel is paid once, when a jobless person of the place takes a job: all its months together. On the
//! decision it weighs less than its monthly amount when it is paid for fewer months than persons look ahead. The wages of
//! those who help, and what they buy, are paid to social services, which spend them.

use super::Measure;
use crate::behaviour::labour::help::{is_presented, searches_wider};
use crate::policies::extent::Extent;
use crate::policies::funding::Payer;
use crate::policies::hooks::{Policy, Setting};
use crate::units::{Cents, Month};
use crate::world::{Post, RuleBook, World};

const PAYERS: &[Payer] = &[
    ("etat", Post::MobilityEtat),
    ("region", Post::MobilityRegion),
    ("departement", Post::MobilityDepartement),
    ("bloc_communal", Post::MobilityBlocCommunal),
    ("unedic", Post::MobilityUnedic),
];

/// The policy built from what a scenario says.
///
/// # Errors
/// A measure none of whose places is in the run.
pub fn build(measures: Vec<Measure>, setting: &Setting, world: &World) -> Result<Box<dyn Policy>, String> {
    let cost = Cents(setting.parameters.cents("acceptance.travel").0);
    let places = measures.into_iter().map(|measure| {
        let dates = (measure.from, measure.through);
        let extent = Extent::of("mobility", &measure.cells, dates, setting, world)?;
        // It covers the cost of travel and no more.
        let aid = measure.travel_aid.min(cost);
        Ok(Place { extent, measure: Measure { travel_aid: aid, ..measure }, jobless: Vec::new() })
    });
    Ok(Box::new(Mobility { places: places.collect::<Result<Vec<Place>, String>>()? }))
}

struct Mobility {
    places: Vec<Place>,
}

struct Place {
    measure: Measure,
    extent: Extent,
    /// Rows of the jobless before the month's search, by block of the extent; of no use once the month is over.
    jobless: Vec<Vec<usize>>,
}

impl Measure {
    /// What the aid takes off the monthly cost of travel of one who decides.
    fn weighed_aid(&self) -> Cents {
        let months = i64::from(self.aid_for.min(self.weighed_over));
        self.travel_aid.share(months, i64::from(self.weighed_over.max(1)))
    }
}

impl Policy for Mobility {
    fn name(&self) -> &'static str {
        "mobility"
    }

    fn starts(&self) -> Month {
        self.places.iter().map(|place| place.extent.from).min().unwrap_or(Month(u16::MAX))
    }

    fn law_of_the_month(&mut self, rules: &mut RuleBook, _: &World, _: &Setting, month: Month) {
        for place in self.places.iter().filter(|place| place.extent.in_force(month)) {
            for &cell in &place.extent.cells {
                let rules = rules.at_mut(cell);
                rules.travel_aid = place.measure.weighed_aid();
                rules.searches_wider = place.measure.searches_wider;
                rules.presented = place.measure.presented;
                rules.presented_regains = place.measure.presented_regains;
            }
        }
    }

    fn employment_schemes(&mut self, world: &mut World, setting: &Setting, month: Month) {
        let prices = world.public.figures.prices;
        for place in self.places.iter_mut().filter(|place| place.extent.in_force(month)) {
            let m = &place.measure;
            let mut costs = vec![Cents::ZERO; place.extent.cells.len()];
            place.jobless.clear();
            for block in place.extent.blocks(world) {
                let persons = &block.persons;
                let at = place.extent.cells.binary_search(&block.cell).unwrap_or(0);
                for row in 0..persons.len() {
                    if searches_wider(persons, row, m.searches_wider, &setting.chance, month) {
                        costs[at] += m.cost_per_searcher;
                    }
                    if is_presented(persons, row, m.presented, &setting.chance, month) {
                        costs[at] += m.cost_per_presentation;
                    }
                }
                let jobless = (0..persons.len()).filter(|row| persons.status[*row].is_jobless());
                place.jobless.push(if m.travel_aid > Cents::ZERO { jobless.collect() } else { Vec::new() });
            }
            place.pay(world, costs, prices);
        }
    }

    fn public_accounts(&mut self, world: &mut World, _: &Setting, month: Month) {
        let prices = world.public.figures.prices;
        for place in self.places.iter().filter(|place| place.extent.in_force(month)) {
            let aid = place.measure.travel_aid * i64::from(place.measure.aid_for);
            let mut costs = vec![Cents::ZERO; place.extent.cells.len()];
            for (block, jobless) in place.extent.blocks(world).zip(&place.jobless) {
                let persons = &block.persons;
                let hired =
                    jobless.iter().filter(|row| persons.status[**row].is_employee() && persons.spell[**row] == 0);
                let at = place.extent.cells.binary_search(&block.cell).unwrap_or(0);
                costs[at] += aid * hired.count() as i64;
            }
            place.pay(world, costs, prices);
        }
    }

    fn put(&self, _: &mut Vec<u8>) {}
}

impl Place {
    /// Pays what the blocks of all ranks cost, by cell.
    fn pay(&self, world: &mut World, costs: Vec<Cents>, prices: crate::units::Rate) {
        let mut whole: Vec<i64> = costs.iter().map(|cost| cost.0).collect();
        world.ranks.sum("policies", &mut whole);
        for (cell, cost) in self.extent.cells.iter().zip(whole.into_iter().map(Cents)) {
            self.measure.funding.pay(&mut world.ledger, PAYERS, cost.times(prices), &[*cell], &[1]);
        }
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
