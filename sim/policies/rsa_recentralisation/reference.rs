//! What is fixed at the entry of a département: the droit à compensation, from the reference years, and what is taken of
//! each source up to it.

use serde::{Deserialize, Serialize};

use super::{Measure, ReferenceSource, Resource};
use crate::units::{Cents, Month, Rate};
use crate::world::public::DepartementMemory;

/// Year of the published spending to which simulated levels are tied, and the other published one.
pub const LEVEL_YEAR: u16 = 2019;
pub const EARLIER_YEAR: u16 = 2015;
/// The reference years of the droit à compensation that is published.
const PUBLISHED_RIGHT: [u16; 3] = [2018, 2019, 2020];

/// What was fixed at entry, in cents of the simulated population.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Droit à compensation, a year.
    pub right: Cents,
    /// What is taken of each source, in the order of the scenario.
    pub taken: Vec<Taken>,
    /// Prices at entry, to revalue the reference in the share in results.
    pub prices: Rate,
}

/// One source.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Taken {
    pub resource: Resource,
    /// A year at entry.
    pub yearly: Cents,
    /// Part of the source's product that `yearly` is: what stays fixed when the source moves.
    pub part: Rate,
}

/// What ties published spending to simulated spending.
#[derive(Clone, Debug)]
pub struct Levels {
    pub published_2019: Cents,
    pub published_2015: Cents,
    pub simulated_2019: Cents,
    /// By year, from the département's own accounts when a scenario brings them.
    pub own: Vec<(u16, Cents)>,
    /// The mean of 2018 to 2020, where the State's report publishes it.
    pub published_right: Option<Cents>,
}

impl Levels {
    /// Simulated over published spending of 2019, an inhabitant; one where nothing is published.
    pub fn level(&self, simulated_inhabitants: i64, published_inhabitants: i64) -> Rate {
        if self.published_2019.0 <= 0 || simulated_inhabitants <= 0 {
            return Rate::ONE;
        }
        let whole = self.simulated_2019.share(published_inhabitants, simulated_inhabitants);
        Rate(whole.share(1_000_000, self.published_2019.0).0.clamp(0, i64::from(i32::MAX)) as i32)
    }
}

/// Mean of the reference years' allowances, in cents of the simulated population.
///
/// From the simulation: the closed years of the run. From accounts: the département's own where a scenario brings them;
/// the published droit à compensation where there is one of these very years; else published spending of 2019 and 2015, on a straight line between and before them, and after 2019 the simulated
/// growth, since no later year is published by département.
pub fn right_to_compensation(measure: &Measure, memory: &DepartementMemory, levels: &Levels, month: Month) -> Cents {
    let of_year = |year: u16| -> Cents {
        let simulated = memory.year(year).map(|closed| closed.rsa);
        let own = levels.own.iter().find(|(known, _)| *known == year).map(|(_, amount)| *amount);
        if let (ReferenceSource::Accounts, Some(amount)) = (measure.reference_source, own) {
            return amount.share(levels.simulated_2019.0, levels.published_2019.0.max(1));
        }
        match (measure.reference_source, simulated) {
            (ReferenceSource::Simulated, Some(amount)) => amount,
            (_, Some(amount)) if year > LEVEL_YEAR => amount,
            // Before the run, or accounts: the published line, at the simulated level.
            _ if year <= LEVEL_YEAR => {
                published_line(levels, year).share(levels.simulated_2019.0, levels.published_2019.0.max(1))
            }
            // A reference year that is not over when the measure begins counts as the last closed one.
            _ => memory.last_year().map_or(levels.simulated_2019, |last| last.rsa),
        }
    };
    if let (ReferenceSource::Accounts, Some(right)) = (measure.reference_source, levels.published_right)
        && measure.reference_years == PUBLISHED_RIGHT
        && !levels.own.iter().any(|(year, _)| PUBLISHED_RIGHT.contains(year))
    {
        return right.share(levels.simulated_2019.0, levels.published_2019.0.max(1));
    }
    let years: Vec<u16> = measure.reference_years.iter().copied().filter(|year| *year <= month.year()).collect();
    if years.is_empty() {
        return levels.simulated_2019;
    }
    let sum: Cents = years.iter().map(|year| of_year(*year)).sum();
    sum.share(1, years.len() as i64)
}

fn published_line(levels: &Levels, year: u16) -> Cents {
    let span = i64::from(LEVEL_YEAR - EARLIER_YEAR);
    let rise = levels.published_2019 - levels.published_2015;
    let years = i64::from(LEVEL_YEAR) - i64::from(year);
    (levels.published_2019 - rise.share(years, span)).at_least_zero()
}

/// Takes sources in order until the right is reached; transfer duties up to `dmto_at_most` of their product. Sources are
/// counted at the `level` of the simulated spending relative to the published one, as the right is, so that each keeps
/// its published part of what is taken.
pub fn take(
    right: Cents,
    order: &[Resource],
    dmto_at_most: Rate,
    level: Rate,
    available: impl Fn(Resource) -> Cents,
) -> Vec<Taken> {
    let mut missing = right.at_least_zero();
    let capped = |resource, amount: Cents| if resource == Resource::Dmto { amount.times(dmto_at_most) } else { amount };
    let products: Vec<Cents> = order.iter().map(|&resource| available(resource).at_least_zero()).collect();
    let mut yearly = vec![Cents::ZERO; order.len()];
    for (at, &resource) in order.iter().enumerate() {
        yearly[at] = missing.min(capped(resource, products[at].times(level)));
        missing -= yearly[at];
    }
    // Sources are estimates for most départements, the right is not: what is still missing comes from what is left of
    // them, the last first.
    for (at, &resource) in order.iter().enumerate().rev() {
        let more = missing.min((capped(resource, products[at]) - yearly[at]).at_least_zero());
        yearly[at] += more;
        missing -= more;
    }
    let taken = |(at, &resource): (usize, &Resource)| {
        let part = if products[at].0 == 0 { 0 } else { yearly[at].share(1_000_000, products[at].0).0 as i32 };
        Taken { resource, yearly: yearly[at], part: Rate(part) }
    };
    order.iter().enumerate().map(taken).collect()
}
