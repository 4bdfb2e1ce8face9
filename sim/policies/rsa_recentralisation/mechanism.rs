//! The recentralised RSA at work: who pays, what the State takes back, what the convention asks, and what changes for
//! people (a shorter delay, orientation by the Caf).
//!
//! The droit à compensation is what the département spent on allowances, mean of the reference years. From then on the
//! State takes resources back up to it, source by source in the order written. TICPE and FMDI are taken at their amount
//! of entry, the DCP as it moves, transfer duties by a share of their product fixed at entry, the DGF at what was still
//! missing. The State gains or loses by the difference with what the allowance then costs: an outcome.
//!
//! Spending from accounts is brought to the level of the simulated one (simulated 2019 / published 2019), so that an
//! error of level cannot pass for a gain.

use super::{Measure, ReferenceSource, Resource};
use crate::policies::hooks::{Policy, Setting};
use crate::territory::Territory;
use crate::units::{Cell, Cents, Departement, Month, Rate};
use crate::world::public::DepartementMemory;
use crate::world::splitting::{self, spread};
use crate::world::{Ledger, Post, RsaPayer, RuleBook, World};

/// Year of the published spending to which simulated levels are tied, and the other published one.
const LEVEL_YEAR: u16 = 2019;
const EARLIER_YEAR: u16 = 2015;

/// The policy built from what a scenario says.
///
/// # Errors
/// A département that has no cell in the run.
pub fn build(measures: Vec<Measure>, setting: &Setting, world: &World) -> Result<Box<dyn Policy>, String> {
    for departement in measures.iter().flat_map(|measure| &measure.departements) {
        let cells = setting.territory.cells_of(*departement);
        if !cells.iter().any(|cell| setting.cells.binary_search(cell).is_ok()) {
            let row = &setting.territory.departements[departement.index()];
            return Err(format!(
                "rsa_recentralisation: {} (dep:{}) is not in the run; add it to run.where",
                row.name, row.code
            ));
        }
    }
    let parameters = setting.parameters;
    let places = measures.iter().flat_map(|measure| {
        measure.departements.iter().filter_map(|departement| {
            let cells: Vec<Cell> = setting
                .territory
                .cells_of(*departement)
                .iter()
                .copied()
                .filter(|cell| setting.cells.binary_search(cell).is_ok())
                .collect();
            (!cells.is_empty()).then(|| Place {
                measure: measure.clone(),
                departement: *departement,
                weights: cells
                    .iter()
                    .map(|c| u64::from(world.public.starting_population.get(c.index()).copied().unwrap_or(0)))
                    .collect(),
                cells,
                entry: None,
                spent: Vec::new(),
            })
        })
    });
    Ok(Box::new(Recentralisation {
        places: places.collect(),
        award_delay: parameters.months("rsa.award_delay_caf").min(u16::from(u8::MAX)) as u8,
        orientation: parameters.rate("rsa.orientation_caf"),
        management: parameters.cents("rsa.caf_management"),
    }))
}

struct Recentralisation {
    places: Vec<Place>,
    /// Months between claim and payment once the Caf awards.
    award_delay: u8,
    /// Chance a month of being referred once the Caf orients.
    orientation: Rate,
    /// A household and year.
    management: Cents,
}

/// One département under one measure.
struct Place {
    measure: Measure,
    departement: Departement,
    cells: Vec<Cell>,
    weights: Vec<u64>,
    entry: Option<Entry>,
    /// Allowances since entry by calendar year, for the share in results.
    spent: Vec<(u16, Cents)>,
}

/// What was fixed at entry, in cents of the simulated population.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Droit à compensation, a year.
    pub right: Cents,
    /// What is taken of each source, in the order of the scenario.
    pub taken: Vec<Taken>,
    /// Prices at entry, to revalue the reference in the share in results.
    pub prices: Rate,
}

/// One source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taken {
    pub resource: Resource,
    /// A year at entry.
    pub yearly: Cents,
    /// Part of the source's product that `yearly` is: what stays fixed when the source moves.
    pub part: Rate,
}

impl Recentralisation {
    fn in_force(measure: &Measure, month: Month) -> bool {
        measure.from <= month && measure.through.is_none_or(|last| month <= last)
    }
}

impl Policy for Recentralisation {
    fn name(&self) -> &'static str {
        "rsa_recentralisation"
    }

    fn starts(&self) -> Month {
        self.places.iter().map(|place| place.measure.from).min().unwrap_or(Month(u16::MAX))
    }

    fn law_of_the_month(&mut self, rules: &mut RuleBook, _: &World, _: &Setting, month: Month) {
        for place in &self.places {
            if !Self::in_force(&place.measure, month) {
                continue;
            }
            let oriented = month.since(place.measure.from) >= place.measure.orientation_transition;
            for &cell in &place.cells {
                let rules = rules.at_mut(cell);
                rules.rsa_payer = RsaPayer::Etat;
                rules.rsa_award_delay = rules.rsa_award_delay.min(self.award_delay);
                // The département goes on orienting until the end of the transition.
                if oriented {
                    rules.orientation = Rate(rules.orientation.0.max(self.orientation.0));
                }
            }
        }
    }

    fn public_accounts(&mut self, world: &mut World, setting: &Setting, month: Month) {
        let management = self.management;
        for place in &mut self.places {
            if !Self::in_force(&place.measure, month) {
                continue;
            }
            if place.entry.is_none() {
                place.entry = Some(place.enter(world, setting.territory, month));
            }
            place.take_back(world, month);
            let allowances = of_cells(&world.ledger, Post::RsaEtat, &place.cells);
            place.remember(month.year(), allowances);
            place.convention(world, allowances, month);
            let households = rsa_households(world, &place.cells);
            let yearly = (management * households).times(world.public.figures.prices);
            let ledger = &mut world.ledger;
            spread(
                ledger,
                Post::CafManagement,
                splitting::of_month(yearly, month.month_of_year()),
                &place.cells,
                &place.weights,
            );
        }
    }

    fn put(&self, bytes: &mut Vec<u8>) {
        for place in &self.places {
            if let Some(entry) = &place.entry {
                bytes.extend_from_slice(&entry.right.0.to_le_bytes());
                bytes.extend_from_slice(&entry.prices.0.to_le_bytes());
                for taken in &entry.taken {
                    bytes.extend_from_slice(&taken.yearly.0.to_le_bytes());
                    bytes.extend_from_slice(&taken.part.0.to_le_bytes());
                }
            }
            for (year, amount) in &place.spent {
                bytes.extend_from_slice(&year.to_le_bytes());
                bytes.extend_from_slice(&amount.0.to_le_bytes());
            }
        }
    }
}

impl Place {
    /// Fixes the right and what is taken, in the month of entry.
    fn enter(&self, world: &World, territory: &Territory, month: Month) -> Entry {
        let memory = world.public.departement(self.departement);
        let right = right_to_compensation(&self.measure, memory, &self.levels(world, territory, month), month);
        let available = |resource: Resource| -> Cents {
            let yearly = |post| of_cells(&world.ledger, post, &self.cells) * 12;
            match resource {
                Resource::Ticpe => yearly(Post::TicpeRsa),
                Resource::Fmdi => yearly(Post::Fmdi),
                Resource::Dcp => yearly(Post::Dcp),
                Resource::Dgf => yearly(Post::Dgf),
                // The product of last year, or of the month where the run has no closed year yet.
                Resource::Dmto => memory.last_year().map_or_else(|| yearly(Post::Dmto), |year| year.dmto),
            }
        };
        let taken = take(right, &self.measure.resources_taken, self.measure.dmto_taken_at_most, available);
        Entry { right, taken, prices: world.public.figures.prices }
    }

    /// What ties published spending to simulated spending.
    fn levels(&self, world: &World, territory: &Territory, month: Month) -> Levels {
        let row = &territory.departements[self.departement.index()];
        let published_2019 = row.spending_2019.rsa_allowance;
        // Only net spending is published for 2015: allowances are taken in the same proportion as in 2019.
        let published_2015 = row
            .rsa_allowance_account(EARLIER_YEAR)
            .unwrap_or_else(|| row.spending_2015.rsa_net.share(published_2019.0, row.spending_2019.rsa_net.0.max(1)));
        let memory = world.public.departement(self.departement);
        let simulated_2019 = memory.year(LEVEL_YEAR).map_or_else(
            || {
                // 2019 is not over: its months so far, brought to a year.
                let cells = self.cells.iter();
                let so_far: Cents =
                    cells.map(|c| world.ledger.of_year(Post::Rsa, *c) + world.ledger.of_year(Post::RsaEtat, *c)).sum();
                so_far.share(12, i64::from(month.month_of_year()))
            },
            |year| year.rsa,
        );
        Levels { published_2019, published_2015, simulated_2019, own: row.rsa_allowance_accounts.clone() }
    }

    fn take_back(&self, world: &mut World, month: Month) {
        let Some(entry) = &self.entry else { return };
        for taken in &entry.taken {
            let post = post_of(taken.resource);
            let amount = match taken.resource {
                // Frozen at entry.
                Resource::Ticpe | Resource::Fmdi | Resource::Dgf => {
                    splitting::of_month(taken.yearly, month.month_of_year())
                }
                // Moves with its source.
                Resource::Dcp => of_cells(&world.ledger, Post::Dcp, &self.cells).times(taken.part),
                Resource::Dmto => of_cells(&world.ledger, Post::Dmto, &self.cells).times(taken.part),
            };
            spread(&mut world.ledger, post, amount, &self.cells, &self.weights);
        }
    }

    fn remember(&mut self, year: u16, allowances: Cents) {
        match self.spent.last_mut() {
            Some((last, amount)) if *last == year => *amount += allowances,
            _ => self.spent.push((year, allowances)),
        }
    }

    /// The département spends on insertion a part of what it gains; in December the State gives it its part of the
    /// allowances avoided.
    fn convention(&self, world: &mut World, allowances: Cents, month: Month) {
        let Some(entry) = &self.entry else { return };
        let taken: Cents = entry.taken.iter().map(|t| of_cells(&world.ledger, post_of(t.resource), &self.cells)).sum();
        let gain = (allowances - taken).at_least_zero();
        let floor = gain.times(self.measure.insertion_floor);
        spread(&mut world.ledger, Post::ConventionInsertion, floor, &self.cells, &self.weights);
        if month.is_december() && self.measure.share_in_results.0 > 0 {
            let months = i64::from(month.since(self.measure.from) + 1).min(12);
            let prices = world.public.figures.prices;
            let expected = entry.right.share(i64::from(prices.0), i64::from(entry.prices.0.max(1))).share(months, 12);
            let spent = self.spent.last().map_or(Cents::ZERO, |(_, amount)| *amount);
            let share = (expected - spent).at_least_zero().times(self.measure.share_in_results);
            spread(&mut world.ledger, Post::ConventionShare, share, &self.cells, &self.weights);
        }
    }
}

/// What ties published spending to simulated spending.
#[derive(Clone, Debug)]
pub struct Levels {
    pub published_2019: Cents,
    pub published_2015: Cents,
    pub simulated_2019: Cents,
    /// By year, from the département's own accounts when a scenario brings them.
    pub own: Vec<(u16, Cents)>,
}

/// Mean of the reference years' allowances, in cents of the simulated population.
///
/// From the simulation: the closed years of the run. From accounts: the département's own where a scenario brings them;
/// else published spending of 2019 and 2015, on a straight line between and before them, and after 2019 the simulated
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

/// Takes sources in order until the right is reached; transfer duties up to `dmto_at_most` of their product.
pub fn take(right: Cents, order: &[Resource], dmto_at_most: Rate, available: impl Fn(Resource) -> Cents) -> Vec<Taken> {
    let mut missing = right.at_least_zero();
    order
        .iter()
        .map(|&resource| {
            let product = available(resource).at_least_zero();
            let at_most = if resource == Resource::Dmto { product.times(dmto_at_most) } else { product };
            let yearly = missing.min(at_most);
            missing -= yearly;
            let part = if product.0 == 0 { 0 } else { yearly.share(1_000_000, product.0).0 as i32 };
            Taken { resource, yearly, part: Rate(part) }
        })
        .collect()
}

/// The post by which a source goes back to the State.
pub const fn post_of(resource: Resource) -> Post {
    match resource {
        Resource::Ticpe => Post::TakenTicpe,
        Resource::Fmdi => Post::TakenFmdi,
        Resource::Dcp => Post::TakenDcp,
        Resource::Dmto => Post::TakenDmto,
        Resource::Dgf => Post::TakenDgf,
    }
}

fn of_cells(ledger: &Ledger, post: Post, cells: &[Cell]) -> Cents {
    cells.iter().map(|cell| ledger.of_month(post, *cell)).sum()
}

/// Households in payment this month.
fn rsa_households(world: &World, cells: &[Cell]) -> i64 {
    let blocks = cells.iter().flat_map(|cell| &world.blocks[world.blocks_of_cell[cell.index()].clone()]);
    blocks.map(|block| block.households.rsa.iter().filter(|amount| **amount > 0).count() as i64).sum()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
