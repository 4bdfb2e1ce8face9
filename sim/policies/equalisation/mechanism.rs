//! Equalisation at work: amounts of a year worked out from the last closed one, paid in twelve parts; the fund gives each
//! month what it was paid that month, to the cent.

use super::Settings;
use crate::policies::departements_in_run::{InRun, in_force};
use crate::policies::hooks::{Policy, Setting};
use crate::units::{Cents, Month, Rate};
use crate::world::{Post, World, splitting};

/// The policy built from what a scenario says.
///
/// # Errors
/// Fewer than two of its départements in the run.
pub fn build(settings: Settings, setting: &Setting, world: &World) -> Result<Box<dyn Policy>, String> {
    let places = InRun::all("equalisation", &settings.departements, setting, world)?;
    if places.len() < 2 {
        return Err(
            "equalisation: the run has only one of its départements; add others to run.where, or the mean would \
                    be its own"
                .to_owned(),
        );
    }
    let living_standards = places
        .iter()
        .map(|place| setting.territory.departements[place.departement.index()].median_living_standard_2021)
        .collect();
    Ok(Box::new(Equalisation { settings, places, living_standards }))
}

struct Equalisation {
    settings: Settings,
    places: Vec<InRun>,
    /// By place, a year.
    living_standards: Vec<Cents>,
}

/// What a département is, for equalisation: amounts of the last closed year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    pub inhabitants: i64,
    pub dmto: Cents,
    pub left_to_pay: Cents,
    /// A year.
    pub living_standard: Cents,
}

/// Amounts of a year, by département.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amounts {
    pub levied: Vec<Cents>,
    /// Weights by which the fund is given.
    pub weights: Vec<u64>,
    pub paid_by_state: Vec<Cents>,
}

impl Policy for Equalisation {
    fn name(&self) -> &'static str {
        "equalisation"
    }

    fn starts(&self) -> Month {
        self.settings.from
    }

    fn public_accounts(&mut self, world: &mut World, _: &Setting, month: Month) {
        if !in_force(self.settings.from, self.settings.through, month) {
            return;
        }
        let situations: Vec<Situation> = self
            .places
            .iter()
            .zip(&self.living_standards)
            .filter_map(|(place, &living_standard)| {
                let year = place.memory(world).last_year()?;
                let (dmto, left_to_pay) = (year.dmto, year.left_to_pay);
                Some(Situation { inhabitants: place.inhabitants(), dmto, left_to_pay, living_standard })
            })
            .collect();
        if situations.len() < self.places.len() {
            return;
        }
        let amounts = amounts(&self.settings, &situations);
        let part = |yearly: Cents| splitting::of_month(yearly, month.month_of_year());
        let mut fund = Cents::ZERO;
        for ((place, levied), paid) in self.places.iter().zip(&amounts.levied).zip(&amounts.paid_by_state) {
            place.pay(&mut world.ledger, Post::EqualisationLevy, part(*levied));
            place.pay(&mut world.ledger, Post::EqualisationVertical, part(*paid));
            fund += part(*levied);
        }
        for (place, given) in self.places.iter().zip(splitting::by_weight(fund, &amounts.weights)) {
            place.pay(&mut world.ledger, Post::EqualisationGiven, given);
        }
    }

    fn put(&self, _: &mut Vec<u8>) {}
}

/// What each pays and is paid in a year.
pub fn amounts(settings: &Settings, situations: &[Situation]) -> Amounts {
    let inhabitants: i64 = situations.iter().map(|one| one.inhabitants).sum::<i64>().max(1);
    let total = |amount: fn(&Situation) -> Cents| situations.iter().map(amount).sum::<Cents>();
    let dmto = total(|one| one.dmto);
    let left_to_pay = total(|one| one.left_to_pay.at_least_zero());
    let living_standard: Cents = {
        let weighted: i128 =
            situations.iter().map(|one| i128::from(one.living_standard.0) * i128::from(one.inhabitants)).sum();
        Cents((weighted / i128::from(inhabitants)) as i64)
    };
    // What stands above the mean per inhabitant times the threshold.
    let excess = |mine: Cents, all: Cents, threshold: Rate, people: i64| {
        (mine - all.share(people, inhabitants).times(threshold)).at_least_zero()
    };
    let relative = |mine: Cents, mean: Cents| Cents(1_000_000).share(mine.0, mean.0.max(1));
    let mut weights: Vec<u64> = situations
        .iter()
        .map(|one| {
            let own_part = left_to_pay.share(one.inhabitants, inhabitants);
            let index = relative(one.left_to_pay.at_least_zero(), own_part).times(settings.by_left_to_pay)
                + relative(living_standard, one.living_standard).times(settings.by_living_standard);
            // Those above the mean, by how far they are above it and how many they are.
            (index.0 - 1_000_000).max(0) as u64 * one.inhabitants as u64
        })
        .collect();
    if weights.iter().all(|weight| *weight == 0) {
        // All alike: the fund goes back by inhabitant.
        weights = situations.iter().map(|one| one.inhabitants as u64).collect();
    }
    Amounts {
        levied: situations
            .iter()
            .map(|one| {
                let levied = excess(one.dmto, dmto, settings.levied_above, one.inhabitants).times(settings.levied);
                levied.min(one.dmto.times(settings.levied_at_most))
            })
            .collect(),
        weights,
        paid_by_state: situations
            .iter()
            .map(|one| {
                let paid =
                    excess(one.left_to_pay, left_to_pay, settings.paid_above, one.inhabitants).times(settings.paid);
                paid.min(settings.paid_at_most * one.inhabitants)
            })
            .collect(),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
