//! Unaccompanied minors at work: what the budget line of the département costs this month, and what a measure changes of
//! who pays for it. The care itself does not change.

use super::{Measure, Mode, Rule};
use crate::policies::departements_in_run::{InRun, in_force};
use crate::policies::hooks::{Policy, Setting, in_bytes, recall_each};
use crate::units::{Cents, Month, Rate};
use crate::world::{Post, World, splitting};

/// The policy built from what a scenario says.
///
/// # Errors
/// A measure none of whose départements is in the run.
pub fn build(measures: Vec<Measure>, setting: &Setting, world: &World) -> Result<Box<dyn Policy>, String> {
    let mut places = Vec::new();
    for measure in measures {
        for place in InRun::all("unaccompanied_minors", &measure.departements, setting, world)? {
            places.push(Place { measure: measure.clone(), place, taken: None });
        }
    }
    let parameters = setting.parameters;
    let minors = i64::from(parameters.count("departements.unaccompanied_minors_count")).max(1);
    Ok(Box::new(UnaccompaniedMinors {
        places,
        cost_of_one: Cents(parameters.cents("departements.unaccompanied_minors").0 / minors),
        growth: parameters.rate("departements.unaccompanied_minors_growth"),
    }))
}

struct UnaccompaniedMinors {
    places: Vec<Place>,
    /// A minor and year, at January 2019 prices.
    cost_of_one: Cents,
    /// Of the number of minors, a year.
    growth: Rate,
}

struct Place {
    measure: Measure,
    place: InRun,
    /// What a transfer takes back a year, fixed when it begins.
    taken: Option<Cents>,
}

impl Policy for UnaccompaniedMinors {
    fn name(&self) -> &'static str {
        "unaccompanied_minors"
    }

    fn starts(&self) -> Month {
        self.places.iter().map(|place| place.measure.from).min().unwrap_or(Month(u16::MAX))
    }

    fn public_accounts(&mut self, world: &mut World, _: &Setting, month: Month) {
        let prices = world.public.figures.prices;
        let (cost_of_one, growth) = (self.cost_of_one.times(prices), self.growth);
        for Place { measure, place, taken } in &mut self.places {
            if !in_force(measure.from, measure.through, month) {
                continue;
            }
            let ledger = &mut world.ledger;
            let cost = place.of_month(ledger, Post::UnaccompaniedMinors);
            let given = place.of_month(ledger, Post::UnaccompaniedMinorsEtat);
            match measure.mode {
                Mode::PublishedRule(rule) => {
                    let due = by_the_rule(&rule, cost * 12, cost_of_one, growth);
                    let due = splitting::of_month(due, month.month_of_year());
                    place.pay(ledger, Post::UnaccompaniedMinorsChange, due - given);
                }
                Mode::StatePaysAll => place.pay(ledger, Post::UnaccompaniedMinorsChange, cost - given),
                Mode::Transfer { resources_taken } => {
                    for &cell in &place.cells {
                        // The département's line is undone cell by cell: the care is the State's.
                        let care = ledger.of_month(Post::UnaccompaniedMinors, cell);
                        let grant = ledger.of_month(Post::UnaccompaniedMinorsEtat, cell);
                        ledger.pay(Post::UnaccompaniedMinors, cell, -care);
                        ledger.pay(Post::UnaccompaniedMinorsEtat, cell, -grant);
                        ledger.pay(Post::UnaccompaniedMinorsByEtat, cell, care);
                    }
                    let yearly = *taken.get_or_insert(((cost - given) * 12).times(resources_taken));
                    let part = splitting::of_month(yearly, month.month_of_year());
                    place.pay(ledger, Post::UnaccompaniedMinorsTaken, part);
                }
            }
        }
    }

    fn put(&self, bytes: &mut Vec<u8>) {
        for place in &self.places {
            bytes.extend_from_slice(&place.taken.unwrap_or_default().0.to_le_bytes());
        }
    }

    fn remember(&self) -> Vec<u8> {
        in_bytes(&self.places.iter().map(|place| &place.taken).collect::<Vec<_>>())
    }

    fn recall(&mut self, remembered: &[u8]) -> bool {
        recall_each(&mut self.places, remembered, |place, taken| place.taken = taken)
    }
}

/// What the State pays in a year for minors who cost `yearly`, one costing `cost_of_one`, their number growing at `growth`.
pub fn by_the_rule(rule: &Rule, yearly: Cents, cost_of_one: Cents, growth: Rate) -> Cents {
    let minors_times = |amount: Cents| amount.share(yearly.0, cost_of_one.0.max(1));
    let assessed = minors_times(rule.assessed).times(rule.assessed_a_minor);
    // Of those in care now, so many more than a year ago.
    let more = i64::from(growth.0.max(0));
    let additional =
        minors_times(rule.additional).times(rule.share_of_increase).share(more, i64::from(Rate::ONE.0) + more);
    assessed + additional
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
