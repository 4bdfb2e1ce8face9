//! The revenu universel d'activité at work. What households draw follows from the law of their place; here are how it
//! reaches them (payment without a claim, take-up), who pays, and what départements hand over to the State.

use super::{Measure, PaidBy};
use crate::policies::hooks::{Policy, Setting, in_bytes, recall_each};
use crate::units::{Cell, Cents, Departement, Month};
use crate::world::splitting::{of_month, spread};
use crate::world::{Post, RuleBook, Universel, UniverselPayer, World};

/// The policy built from what a scenario says.
///
/// # Errors
/// A département that has no cell in the run.
pub fn build(measures: Vec<Measure>, setting: &Setting, world: &World) -> Result<Box<dyn Policy>, String> {
    let mut places = Vec::new();
    for measure in &measures {
        for &departement in &measure.departements {
            let in_run = |cell: &Cell| setting.cells.binary_search(cell).is_ok();
            let cells: Vec<Cell> = setting.territory.cells_of(departement).iter().copied().filter(in_run).collect();
            // A département the run does not hold has nothing to pay: the check of the scenario has told of it.
            let inhabitants = |cell: &Cell| world.public.starting_population.get(cell.index()).copied().unwrap_or(0);
            let weights = cells.iter().map(|cell| u64::from(inhabitants(cell))).collect();
            places.push(Place { measure: measure.clone(), departement, cells, weights, former_rsa: None });
        }
    }
    Ok(Box::new(RevenuUniverselActivite { places }))
}

struct RevenuUniverselActivite {
    places: Vec<Place>,
}

/// One département under one measure.
struct Place {
    measure: Measure,
    departement: Departement,
    cells: Vec<Cell>,
    weights: Vec<u64>,
    /// What the RSA cost in the last year before, fixed in the first month; cents of the simulated population.
    former_rsa: Option<Cents>,
}

impl Place {
    fn in_force(&self, month: Month) -> bool {
        self.measure.from <= month && self.measure.through.is_none_or(|last| month <= last)
    }

    /// The last closed year, or the months of this one brought to a year.
    fn rsa_of_the_year_before(&self, world: &World, month: Month) -> Cents {
        let so_far = || -> Cents {
            let of_cell =
                |cell: &Cell| world.ledger.of_year(Post::Rsa, *cell) + world.ledger.of_year(Post::RsaEtat, *cell);
            self.cells.iter().map(of_cell).sum::<Cents>().share(12, i64::from(month.month_of_year()))
        };
        world.public.departement(self.departement).last_year().map_or_else(so_far, |year| year.rsa)
    }

    /// A twelfth of what the RSA cost, less what it still costs the département while households pass over.
    fn contribute(&mut self, world: &mut World, month: Month) {
        let yearly = match self.former_rsa {
            Some(yearly) => yearly,
            None => *self.former_rsa.insert(self.rsa_of_the_year_before(world, month)),
        };
        let still: Cents = self.cells.iter().map(|cell| world.ledger.of_month(Post::Rsa, *cell)).sum();
        let due = (of_month(yearly, month.month_of_year()) - still).at_least_zero();
        spread(&mut world.ledger, Post::RevenuUniverselContribution, due, &self.cells, &self.weights);
    }
}

impl Policy for RevenuUniverselActivite {
    fn name(&self) -> &'static str {
        "revenu_universel_activite"
    }

    fn starts(&self) -> Month {
        self.places.iter().map(|place| place.measure.from).min().unwrap_or(Month(u16::MAX))
    }

    fn law_of_the_month(&mut self, rules: &mut RuleBook, _: &World, _: &Setting, month: Month) {
        for place in self.places.iter().filter(|place| place.in_force(month)) {
            let Measure { automatic, take_up, paid_by, .. } = place.measure;
            let payer = match paid_by {
                PaidBy::DepartementForFormerRsa => UniverselPayer::DepartementForFormerRsa,
                PaidBy::Etat | PaidBy::EtatWithFrozenContribution => UniverselPayer::Etat,
            };
            for &cell in &place.cells {
                rules.at_mut(cell).universel = Universel { automatic, take_up, payer };
            }
        }
    }

    fn public_accounts(&mut self, world: &mut World, _: &Setting, month: Month) {
        for place in &mut self.places {
            if place.in_force(month) && place.measure.paid_by == PaidBy::EtatWithFrozenContribution {
                place.contribute(world, month);
            }
        }
    }

    fn put(&self, bytes: &mut Vec<u8>) {
        for amount in self.places.iter().filter_map(|place| place.former_rsa) {
            bytes.extend_from_slice(&amount.0.to_le_bytes());
        }
    }

    fn remember(&self) -> Vec<u8> {
        in_bytes(&self.places.iter().map(|place| &place.former_rsa).collect::<Vec<_>>())
    }

    fn recall(&mut self, remembered: &[u8]) -> bool {
        recall_each(&mut self.places, remembered, |place, former_rsa| place.former_rsa = former_rsa)
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
