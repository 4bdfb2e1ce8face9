//! The fraction at work: each month, what the points yield on the month's base is paid out; resources given up in exchange
//! go the other way.

use super::base::{self, Known, Yield};
use super::{PaidBy, Resource, Settings, SharingKey};
use crate::policies::departements_in_run::{InRun, in_force};
use crate::policies::hooks::{Policy, Setting};
use crate::units::{Cell, Cents, Month, Rate};
use crate::world::{Ledger, Post, RuleBook, World, splitting};

/// The policy built from what a scenario says.
///
/// # Errors
/// A measure none of whose départements is in the run; a new levy that does not cover the run.
pub fn build(settings: Settings, setting: &Setting, world: &World) -> Result<Box<dyn Policy>, String> {
    let places = InRun::all("csg_fraction", &settings.departements, setting, world)?;
    let mut cells: Vec<Cell> = places.iter().flat_map(|place| place.cells.iter().copied()).collect();
    cells.sort_unstable();
    if settings.paid_by == PaidBy::NewLevy && cells != setting.cells {
        return Err(
            "csg_fraction: a new levy holds everywhere, since wages are levied where the employer is; name all the \
                    départements of run.where in csg_fraction.where, or let \"etat\" or \"maladie\" pay"
                .to_owned(),
        );
    }
    Ok(Box::new(CsgFraction {
        debt: setting.parameters.rate("csg.share_debt"),
        property: setting.parameters.rate("property_income.social_levies"),
        settings,
        places,
        cells,
    }))
}

struct CsgFraction {
    settings: Settings,
    places: Vec<InRun>,
    /// All their cells, sorted.
    cells: Vec<Cell>,
    debt: Rate,
    property: Rate,
}

impl Policy for CsgFraction {
    fn name(&self) -> &'static str {
        "csg_fraction"
    }

    fn starts(&self) -> Month {
        self.settings.from
    }

    fn law_of_the_month(&mut self, rules: &mut RuleBook, _: &World, _: &Setting, month: Month) {
        if self.settings.paid_by == PaidBy::NewLevy && self.holds(month) {
            for &cell in &self.cells {
                rules.at_mut(cell).csg_points = self.settings.points;
            }
        }
    }

    fn public_accounts(&mut self, world: &mut World, _: &Setting, month: Month) {
        if !self.holds(month) {
            return;
        }
        let levied = if self.settings.paid_by == PaidBy::NewLevy { self.settings.points } else { Rate(0) };
        let known = Known { rates: world.public.figures.levies, debt: self.debt, property: self.property, levied };
        let yielded = base::yield_of(self.settings.points, &world.ledger, &self.cells, &known);
        let weights = self.weights(world);
        let mut received = vec![Cents::ZERO; self.places.len()];
        for (post, amount) in payments(self.settings.paid_by, &yielded) {
            let parts = splitting::by_weight(amount, &weights);
            for ((place, part), received) in self.places.iter().zip(parts).zip(&mut received) {
                place.pay(&mut world.ledger, post, part);
                *received += part;
            }
        }
        for (place, received) in self.places.iter().zip(received) {
            self.give_up(place, received, &mut world.ledger);
        }
    }

    fn put(&self, _: &mut Vec<u8>) {}
}

impl CsgFraction {
    fn holds(&self, month: Month) -> bool {
        in_force(self.settings.from, self.settings.through, month)
    }

    /// By place. Spending and what is left to pay are those of the last closed year.
    fn weights(&self, world: &World) -> Vec<u64> {
        let of = |place: &InRun| -> u64 {
            let year = place.memory(world).last_year();
            let amount = match self.settings.key {
                SharingKey::Population => return place.inhabitants().max(0) as u64,
                SharingKey::RsaSpending => year.map(|year| year.rsa),
                SharingKey::LeftToPay => year.map(|year| year.left_to_pay),
            };
            amount.unwrap_or_default().0.max(0) as u64
        };
        let weights: Vec<u64> = self.places.iter().map(of).collect();
        if weights.iter().all(|weight| *weight == 0) {
            return self.places.iter().map(|place| place.inhabitants().max(0) as u64).collect();
        }
        weights
    }

    /// Gives up resources up to what was received, in the order written; never more than is still there this month.
    fn give_up(&self, place: &InRun, received: Cents, ledger: &mut Ledger) {
        let mut left = received;
        for &resource in &self.settings.replaces {
            let (product, taken) = match resource {
                Resource::Vat => (Post::VatShare, None),
                Resource::Dmto => (Post::Dmto, Some(Post::TakenDmto)),
                Resource::Dgf => (Post::Dgf, Some(Post::TakenDgf)),
            };
            let taken = taken.map_or(Cents::ZERO, |post| place.of_month(ledger, post));
            let there = (place.of_month(ledger, product) - taken).at_least_zero();
            let given_up = left.min(there);
            left -= given_up;
            place.pay(ledger, replaced(self.settings.paid_by, resource), given_up);
        }
    }
}

/// The posts by which the fraction is paid.
fn payments(paid_by: PaidBy, yielded: &Yield) -> Vec<(Post, Cents)> {
    match paid_by {
        PaidBy::Etat => vec![(Post::CsgFractionEtat, yielded.total())],
        PaidBy::Maladie => vec![(Post::CsgFractionMaladie, yielded.total())],
        PaidBy::NewLevy => vec![
            (Post::CsgLevyMaladie, yielded.maladie),
            (Post::CsgLevyFamille, yielded.famille),
            (Post::CsgLevyAutonomie, yielded.autonomie),
            (Post::CsgLevyUnedic, yielded.unedic),
            (Post::CsgLevyEtat, yielded.etat),
        ],
    }
}

/// The post by which a resource given up goes to who pays.
const fn replaced(paid_by: PaidBy, resource: Resource) -> Post {
    match (paid_by, resource) {
        (PaidBy::Maladie, Resource::Vat) => Post::ReplacedVatMaladie,
        (PaidBy::Maladie, Resource::Dmto) => Post::ReplacedDmtoMaladie,
        (PaidBy::Maladie, Resource::Dgf) => Post::ReplacedDgfMaladie,
        (_, Resource::Vat) => Post::ReplacedVatEtat,
        (_, Resource::Dmto) => Post::ReplacedDmtoEtat,
        (_, Resource::Dgf) => Post::ReplacedDgfEtat,
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
