//! Contribution deferral at work: who asks, what waits, what comes back, and what cash does to lay-offs.
//!
//! A firm of the model has no accounts of its own: contributions are those of the mean job of its cell, and a firm is in
//! difficulty when its own demand has fallen. Cash lent this month, as far as it goes to keep jobs, pays for a part of
//! the jobs in excess next month: that part of lay-offs is put off. An instalment does the reverse. Firms do not close in
//! the model, so that failures avoided are not counted: what is never repaid is a share written in the scenario.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Measure;
use crate::chance::{Chance, Process, Threshold};
use crate::policies::extent::Extent;
use crate::policies::hooks::{Policy, Setting, in_bytes, recall_each};
use crate::units::{Cell, Cents, Month};
use crate::world::body::Body;
use crate::world::post::Location;
use crate::world::splitting::by_weight;
use crate::world::{FirmKind, Firms, Ledger, Post, Sector, World};

/// For each body that lends: its contributions, what waits, and what the State makes up for.
const LENT: [[Post; 3]; 5] = [
    [Post::EmployerMaladie, Post::DeferredMaladie, Post::DeferralLossMaladie],
    [Post::EmployerFamille, Post::DeferredFamille, Post::DeferralLossFamille],
    [Post::EmployerVieillesse, Post::DeferredVieillesse, Post::DeferralLossVieillesse],
    [Post::EmployerUnedic, Post::DeferredUnedic, Post::DeferralLossUnedic],
    [Post::EmployerAutonomie, Post::DeferredAutonomie, Post::DeferralLossAutonomie],
];

/// The policy built from what a scenario says.
///
/// # Errors
/// A measure none of whose places is in the run.
pub fn build(measures: Vec<Measure>, setting: &Setting, world: &World) -> Result<Box<dyn Policy>, String> {
    let places = measures.into_iter().map(|measure| {
        let dates = (measure.from, Some(measure.through));
        let extent = Extent::of("contribution_deferral", &measure.cells, dates, setting, world)?;
        Ok(Place { extent, measure, debts: BTreeMap::new() })
    });
    Ok(Box::new(Deferral { places: places.collect::<Result<Vec<Place>, String>>()? }))
}

struct Deferral {
    places: Vec<Place>,
}

struct Place {
    measure: Measure,
    extent: Extent,
    /// By firm.
    debts: BTreeMap<u32, Debt>,
}

/// What a firm owes, by body in the order of `LENT`.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Debt {
    owed: [Cents; 5],
    /// Set when repayment begins.
    instalment: [Cents; 5],
    /// The last month whose contributions wait.
    last: Month,
}

impl Debt {
    fn total(&self) -> Cents {
        self.owed.iter().copied().sum()
    }
}

impl Policy for Deferral {
    fn name(&self) -> &'static str {
        "contribution_deferral"
    }

    fn starts(&self) -> Month {
        self.places.iter().map(|place| place.extent.from).min().unwrap_or(Month(u16::MAX))
    }

    fn public_accounts(&mut self, world: &mut World, setting: &Setting, month: Month) {
        if month < self.starts() {
            return;
        }
        let job = cost_of_a_job(world, setting.cells);
        let World { firms, ledger, .. } = world;
        // Last month's cash is spent; nobody else lends to firms.
        for firm in self.places.iter().flat_map(|place| place.debts.keys()) {
            firms.relief[*firm as usize] = 0;
        }
        for place in &mut self.places {
            place.repay(firms, ledger, job, month);
            if place.extent.in_force(month) {
                place.lend(firms, ledger, &setting.chance, job, month);
            }
        }
    }

    fn put(&self, bytes: &mut Vec<u8>) {
        for (firm, debt) in self.places.iter().flat_map(|place| &place.debts) {
            bytes.extend_from_slice(&firm.to_le_bytes());
            bytes.extend_from_slice(&debt.last.0.to_le_bytes());
            for amount in debt.owed.iter().chain(&debt.instalment) {
                bytes.extend_from_slice(&amount.0.to_le_bytes());
            }
        }
    }

    fn remember(&self) -> Vec<u8> {
        in_bytes(&self.places.iter().map(|place| &place.debts).collect::<Vec<_>>())
    }

    fn recall(&mut self, remembered: &[u8]) -> bool {
        recall_each(&mut self.places, remembered, |place, debts| place.debts = debts)
    }
}

impl Place {
    /// Contributions of the month left to the firms that ask.
    fn lend(&mut self, firms: &mut Firms, ledger: &mut Ledger, chance: &Chance, job: Cents, month: Month) {
        let mut jobs = vec![0i64; self.extent.cells.len()];
        let mut asking: Vec<Vec<u32>> = vec![Vec::new(); self.extent.cells.len()];
        for firm in 0..firms.len() {
            let Ok(at) = self.extent.cells.binary_search(&Cell(firms.cell[firm])) else { continue };
            if firms.kind[firm] != FirmKind::Ebe {
                jobs[at] += i64::from(firms.jobs[firm]);
                if self.asks(firms, firm, chance) {
                    asking[at].push(firm as u32);
                }
            }
        }
        for ((&cell, jobs), asking) in self.extent.cells.iter().zip(jobs).zip(asking) {
            let weights: Vec<u64> = asking.iter().map(|firm| u64::from(firms.jobs[*firm as usize])).collect();
            let theirs = weights.iter().sum::<u64>() as i64;
            let mut lent = vec![Cents::ZERO; asking.len()];
            for (body, [contribution, deferred, _]) in LENT.into_iter().enumerate() {
                let due = ledger.of_month(contribution, cell).at_least_zero();
                let waits = due.share(theirs, jobs.max(1)).times(self.measure.deferred);
                if waits == Cents::ZERO {
                    continue;
                }
                ledger.pay(deferred, cell, waits);
                for ((firm, part), lent) in asking.iter().zip(by_weight(waits, &weights)).zip(&mut lent) {
                    self.debts.entry(*firm).or_default().owed[body] += part;
                    *lent += part;
                }
            }
            for (firm, lent) in asking.into_iter().zip(lent) {
                if let Some(debt) = self.debts.get_mut(&firm) {
                    (debt.last, debt.instalment) = (month, [Cents::ZERO; 5]);
                }
                self.relieve(firms, firm, lent, job);
            }
        }
    }

    /// A private firm whose own demand has fallen, that asks.
    fn asks(&self, firms: &Firms, firm: usize, chance: &Chance) -> bool {
        // Shocks are in thousandths, shares in millionths.
        let fallen = i64::from(firms.shock[firm]) * -1000 >= i64::from(self.measure.in_difficulty_from.0.max(1));
        fallen
            && firms.kind[firm] == FirmKind::Ordinary
            && firms.sector[firm] != Sector::Public
            && Threshold::from_probability(self.measure.asked.to_fraction())
                .happens(chance.thing(Process::Deferral, Month(0), firm as u32, 0)[0])
    }

    /// Cash, or what is repaid if negative, changes the part of its lay-offs that the firm puts off next month: cash for
    /// jobs over the cost of those in excess.
    fn relieve(&self, firms: &mut Firms, firm: u32, cash: Cents, job: Cents) {
        let firm = firm as usize;
        let excess = i64::from(firms.jobs[firm]) - i64::from(firms.target[firm]);
        if excess > 0 {
            let for_jobs = cash.times(self.measure.kept_for_jobs);
            let part = for_jobs.share(1000, (job * excess).0.max(1)).0.clamp(-1000, 1000) as i16;
            firms.relief[firm] = (firms.relief[firm] + part).clamp(-1000, 1000);
        }
    }

    /// Instalments of the month; debts paid are forgotten.
    fn repay(&mut self, firms: &mut Firms, ledger: &mut Ledger, job: Cents, month: Month) {
        let mut debts = std::mem::take(&mut self.debts);
        for (firm, debt) in &mut debts {
            if month.since(debt.last) <= self.measure.grace {
                continue;
            }
            if debt.instalment == [Cents::ZERO; 5] {
                let months = i64::from(self.measure.repaid_over);
                debt.instalment = debt.owed.map(|owed| Cents((owed.0 + months - 1) / months));
            }
            let cell = Cell(firms.cell[*firm as usize]);
            let mut paid = Cents::ZERO;
            for (body, [_, deferred, loss]) in LENT.into_iter().enumerate() {
                let due = debt.instalment[body].min(debt.owed[body]);
                let lost = due.times(self.measure.lost);
                ledger.pay(deferred, cell, -(due - lost));
                if self.measure.state_bears {
                    ledger.pay(loss, cell, lost);
                }
                debt.owed[body] += -due;
                paid += due - lost;
            }
            // The last instalment weighs on nobody's lay-offs: the firm is not looked at again.
            if debt.total() != Cents::ZERO {
                self.relieve(firms, *firm, -paid, job);
            }
        }
        debts.retain(|_, debt| debt.total() != Cents::ZERO);
        self.debts = debts;
    }
}

/// Monthly labour cost of the mean job of the run: net wages and all levies of ordinary employers, over their jobs.
fn cost_of_a_job(world: &World, cells: &[Cell]) -> Cents {
    let levy = |post: &&Post| post.payer() == Body::Firms && post.location() == Location::Workplace;
    let posts = Post::ALL.iter().filter(levy).chain(&[Post::NetWages]);
    let paid: Cents = posts.map(|post| cells.iter().map(|c| world.ledger.of_month(*post, *c)).sum::<Cents>()).sum();
    let firms = &world.firms;
    let held = |firm: usize| if firms.kind[firm] == FirmKind::Ebe { 0 } else { i64::from(firms.jobs[firm]) };
    let jobs: i64 = (0..firms.len()).map(held).sum();
    paid.share(1, jobs.max(1))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
