//! The recentralised RSA at work: who pays, what the State takes back, what the convention asks, and what changes for
//! people (a shorter delay, orientation by the Caf).
//!
//! The droit à compensation is what the département spent on allowances, mean of the reference years. From then on the
//! State takes resources back up to it, source by source in the order written. TICPE and FMDI are taken at their amount
//! of entry, the DCP as it moves, transfer duties by a share of their product fixed at entry, the DGF at what was still
//! missing. The State gains or loses by the difference with what the allowance then costs: an outcome.
//!
//! Spending from accounts is brought to the level of the simulated one (simulated 2019 / published 2019), and the sources
//! with it, so that an error of level cannot pass for a gain.

use super::reference::{EARLIER_YEAR, Entry, LEVEL_YEAR, Levels, right_to_compensation, take};
use super::stabilisation::Fund;
use super::{Measure, Resource, Support};
use crate::policies::caseload;
use crate::policies::hooks::{Policy, Setting, in_bytes, recall_each};
use crate::territory::Territory;
use crate::units::{Cell, Cents, Departement, Month, Rate};
use crate::world::splitting::{self, spread};
use crate::world::{Ledger, Post, RsaPayer, RuleBook, U24, World};

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
    let funds = measures.iter().filter(|measure| measure.stabilisation_fund > Cents::ZERO);
    Ok(Box::new(Recentralisation {
        places: places.collect(),
        funds: funds.map(|measure| Fund::of(measure, &measures, setting, world)).collect::<Result<_, String>>()?,
        award_delay: parameters.months("rsa.award_delay_caf").min(u16::from(u8::MAX)) as u8,
        orientation: parameters.rate("rsa.orientation_caf"),
        management: parameters.cents("rsa.caf_management"),
    }))
}

struct Recentralisation {
    places: Vec<Place>,
    funds: Vec<Fund>,
    /// Months between claim and payment once the Caf awards.
    award_delay: u8,
    /// Chance a month of being referred once the Caf orients and refers half of the entrants without an interview.
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
                if oriented && place.measure.caf_orients {
                    let caf = Cents(i64::from(self.orientation.0)).times(place.measure.oriented_by_algorithm).0 * 2;
                    rules.orientation = Rate(rules.orientation.0.max(caf as i32)).min(Rate::ONE);
                }
                if let Some(support) = &place.measure.support {
                    let more = support.effect(place.measure.from, month);
                    rules.support = caseload::multiplied(rules.support, more);
                }
            }
        }
    }

    fn public_accounts(&mut self, world: &mut World, setting: &Setting, month: Month) {
        let management = self.management;
        for fund in self.funds.iter().filter(|fund| Self::in_force(&fund.measure, month)) {
            fund.pay(world, month);
        }
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

    fn remember(&self) -> Vec<u8> {
        in_bytes(&self.places.iter().map(|place| (&place.entry, &place.spent)).collect::<Vec<_>>())
    }

    fn recall(&mut self, remembered: &[u8]) -> bool {
        recall_each(&mut self.places, remembered, |place, remembered| (place.entry, place.spent) = remembered)
    }
}

impl Place {
    /// Fixes the right and what is taken, in the month of entry.
    fn enter(&self, world: &World, territory: &Territory, month: Month) -> Entry {
        let memory = world.public.departement(self.departement);
        let levels = self.levels(world, territory, month);
        let right = right_to_compensation(&self.measure, memory, &levels, month);
        let published = i64::from(territory.departements[self.departement.index()].population_2019);
        let level = levels.level(self.weights.iter().sum::<u64>() as i64, published);
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
        let taken = take(right, &self.measure.resources_taken, self.measure.dmto_taken_at_most, level, available);
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
        let published = territory.departement_resources.iter().find(|known| known.code == row.code);
        Levels {
            published_2019,
            published_2015,
            simulated_2019,
            own: row.rsa_allowance_accounts.clone(),
            published_right: published.and_then(|known| known.rsa_right),
        }
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
        let workers = self.measure.support.map_or(Cents::ZERO, |support| {
            let yearly = support.cost(self.measure.from, month, rsa_households(world, &self.cells));
            splitting::of_month(yearly.times(world.public.figures.prices), month.month_of_year())
        });
        // What workers cost counts towards what the convention asks.
        let floor = gain.times(self.measure.insertion_floor).max(workers);
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

impl Support {
    fn steps(&self, from: Month, month: Month) -> (i64, i64) {
        let steps = i64::from(self.hired_over.max(1));
        ((i64::from(month.since(from)) + 1).min(steps), steps)
    }

    /// What the effect of support is multiplied by.
    fn effect(&self, from: Month, month: Month) -> Rate {
        caseload::times(self.caseload, self.present_caseload, self.steps(from, month), self.elasticity)
    }

    /// Yearly cost, at the prices of 2019, of the workers beyond those of before for so many recipients; none for fewer.
    pub(super) fn cost(&self, from: Month, month: Month, recipients: i64) -> Cents {
        let (done, steps) = self.steps(from, month);
        let of = |caseload: u32| (self.worker_cost * recipients).share(1, i64::from(caseload.max(1)));
        (of(self.caseload) - of(self.present_caseload)).at_least_zero().share(done, steps)
    }
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
    let drawing = |amounts: &[U24]| amounts.iter().filter(|amount| !amount.is_zero()).count() as i64;
    let here = blocks.map(|block| drawing(&block.households.rsa)).sum();
    world.ranks.sum_of("policies", here)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
