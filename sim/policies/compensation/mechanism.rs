//! Compensation at work: each month, what the measure gives for an allowance less what enacted law has given, booked as a
//! payment of its own (below zero: the State or the CNSA keeps it).
//!
//! The base is the same month of the year before the measure. Frozen: the base. Sliding: the base, plus a share of what
//! the key adds to the spending of the base, as it stood `lag` months ago. Nothing is remembered here: the base and the
//! months since are those the département has lived.

use super::{Measure, PaidBy, SlidingKey};
use crate::policies::departements_in_run::{InRun, in_force};
use crate::policies::hooks::{Policy, Setting};
use crate::units::{Cents, Month};
use crate::world::departement_lines::Allowance;
use crate::world::public::{DepartementMemory, DepartementMonth};
use crate::world::{Post, World};

/// The policy built from what a scenario says.
///
/// # Errors
/// A measure none of whose départements is in the run.
pub fn build(measures: Vec<Measure>, setting: &Setting, world: &World) -> Result<Box<dyn Policy>, String> {
    let mut places = Vec::new();
    for measure in measures {
        let departements = InRun::all("compensation", &measure.departements, setting, world)?;
        places.push((measure, departements));
    }
    Ok(Box::new(Compensation { places }))
}

struct Compensation {
    places: Vec<(Measure, Vec<InRun>)>,
}

impl Policy for Compensation {
    fn name(&self) -> &'static str {
        "compensation"
    }

    fn starts(&self) -> Month {
        self.places.iter().map(|(measure, _)| measure.from).min().unwrap_or(Month(u16::MAX))
    }

    fn public_accounts(&mut self, world: &mut World, _: &Setting, month: Month) {
        for (measure, places) in &self.places {
            if !in_force(measure.from, measure.through, month) {
                continue;
            }
            for place in places {
                for &allowance in &measure.allowances {
                    let memory = place.memory(world);
                    let Some(now) = memory.month(month) else { continue };
                    let enacted = now.compensated[allowance as usize];
                    let given = given(measure, memory, allowance, month).unwrap_or(enacted);
                    place.pay(&mut world.ledger, post(measure.paid_by, allowance), given - enacted);
                }
            }
        }
    }

    fn put(&self, _: &mut Vec<u8>) {}
}

/// What the measure gives for an allowance this month; `None` if the year before it was not lived.
pub fn given(measure: &Measure, memory: &DepartementMemory, allowance: Allowance, month: Month) -> Option<Cents> {
    let a = allowance as usize;
    let base = memory.month(base_of(measure.from, month))?;
    let Some(key) = measure.key else { return Some(base.compensated[a]) };
    let year: Vec<&DepartementMonth> =
        (0..12).filter_map(|ahead| memory.month(Month(measure.from.0 - 12 + ahead))).collect();
    let sum = |amount: fn(&DepartementMonth) -> [Cents; 3]| year.iter().map(|month| amount(month)[a]).sum::<Cents>();
    let (spent, compensated) = (sum(|month| month.spent), sum(|month| month.compensated));
    let level = measure.cover.map_or(base.compensated[a], |cover| base.spent[a].times(cover));
    // What is looked at lies in the base itself until the measure is older than the lag.
    let seen = memory.month(Month(month.0 - measure.lag))?;
    let before = memory.month(base_of(measure.from, seen.month))?;
    let increase = followed(key, allowance, seen, before) - before.spent[a];
    let slide = match measure.state_share.or(measure.cover) {
        Some(share) => increase.times(share),
        None => increase.share(compensated.0, spent.0.max(1)),
    };
    Some((level + slide).at_least_zero())
}

/// The month of the base that `month` is compared with: the same of the year before the measure.
fn base_of(from: Month, month: Month) -> Month {
    if month < from { month } else { Month(from.0 - 12 + (month.0 - from.0) % 12) }
}

/// The spending of `before` as the key moved it by the month `seen`.
fn followed(key: SlidingKey, allowance: Allowance, seen: &DepartementMonth, before: &DepartementMonth) -> Cents {
    let a = allowance as usize;
    match key {
        SlidingKey::Spending => seen.spent[a],
        SlidingKey::Caseload if before.recipients[a] == 0 => before.spent[a],
        SlidingKey::Caseload => before.spent[a].share(i64::from(seen.recipients[a]), i64::from(before.recipients[a])),
        SlidingKey::Prices => before.spent[a].share(i64::from(seen.prices.0), i64::from(before.prices.0.max(1))),
    }
}

/// The post by which a change is booked.
pub const fn post(paid_by: PaidBy, allowance: Allowance) -> Post {
    match (paid_by, allowance) {
        (_, Allowance::Rsa) => Post::CompensationRsa,
        (PaidBy::Etat, Allowance::Apa) => Post::CompensationApa,
        (PaidBy::Etat, Allowance::Pch) => Post::CompensationPch,
        (PaidBy::Autonomie, Allowance::Apa) => Post::CnsaCompensationApa,
        (PaidBy::Autonomie, Allowance::Pch) => Post::CnsaCompensationPch,
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
