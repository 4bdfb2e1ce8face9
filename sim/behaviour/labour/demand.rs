//! How many jobs firms want. Residential firms follow last month's local income, exporters a national path and their own
//! shocks, public bodies a path set by budgets. Targets round by a permanent draw of the firm, so that a small change of
//! demand moves a small number of firms and never all of them at once.

use super::LabourParameters;
use crate::chance::{Chance, Process, fraction, normal};
use crate::parallel;
use crate::units::{Month, nearest};
use crate::world::{FirmKind, Firms, Sector, World};

/// Demand of the month, in millionths of the level of January 2019.
#[derive(Clone, Debug)]
pub struct Demand {
    /// By sector: the stored path that brings reference employment to the published one.
    pub path: [u32; super::SECTORS],
    /// By cell of the territory: what local income adds to or takes from residential jobs.
    pub local: Vec<u32>,
    /// By cell: what public decisions add to or take from the jobs that private firms want.
    pub private: Vec<u32>,
    /// By cell, all sectors: the level that the spin-up seeks, so that each zone starts at its unemployment.
    pub level: Vec<u32>,
    /// By cell: residential jobs displaced by the activity of EBEs.
    pub displaced: Vec<u32>,
    /// Whether firms have shocks of their own this month.
    pub shocks: bool,
}

impl Demand {
    /// Everything at its starting level.
    pub fn level(cells: usize) -> Demand {
        Demand {
            path: [1_000_000; 3],
            local: vec![1_000_000; cells],
            private: vec![1_000_000; cells],
            level: vec![1_000_000; cells],
            displaced: vec![0; cells],
            shocks: true,
        }
    }
}

/// What one firm decides.
struct Plan {
    target: u32,
    shock: i16,
    layoff: u16,
}

/// Sets target and lay-off chance of every firm for the month.
pub fn plan(world: &mut World, demand: &Demand, p: &LabourParameters, chance: &Chance, month: Month) {
    let firms = &world.firms;
    // Jobs displaced in a cell fall on its residential firms in proportion to their base.
    let mut residential = vec![0u64; demand.local.len()];
    if demand.displaced.iter().any(|&d| d > 0) {
        for firm in 0..firms.len() {
            if firms.sector[firm] == Sector::Residential && firms.kind[firm] == FirmKind::Ordinary {
                residential[usize::from(firms.cell[firm])] += u64::from(firms.base_jobs[firm]);
            }
        }
    }
    let plans = parallel::build(firms.len(), |firm| plan_of(firms, firm, demand, &residential, p, chance, month));
    let firms = &mut world.firms;
    for (firm, plan) in plans.into_iter().enumerate() {
        firms.target[firm] = plan.target;
        firms.shock[firm] = plan.shock;
        firms.layoff[firm] = plan.layoff;
    }
}

fn plan_of(
    firms: &Firms,
    firm: usize,
    demand: &Demand,
    residential: &[u64],
    p: &LabourParameters,
    chance: &Chance,
    month: Month,
) -> Plan {
    let kind = firms.kind[firm];
    if kind == FirmKind::Ebe {
        // An EBE hires from its committee's list; the places of those who supervise are opened by its policy.
        return Plan { target: firms.jobs[firm], shock: 0, layoff: 0 };
    }
    let sector = firms.sector[firm];
    let cell = usize::from(firms.cell[firm]);
    let shock = if demand.shocks && sector != Sector::Public && kind == FirmKind::Ordinary {
        next_shock(firms.shock[firm], firm as u32, p, chance, month)
    } else {
        0
    };
    let mut level = u64::from(demand.path[sector as usize]) * u64::from(demand.level[cell]) / 1_000_000;
    if sector == Sector::Residential {
        level = level * u64::from(demand.local[cell]) / 1_000_000;
        if demand.displaced[cell] > 0 && kind == FirmKind::Ordinary && residential[cell] > 0 {
            let kept = residential[cell].saturating_sub(u64::from(demand.displaced[cell]));
            level = level * kept / residential[cell];
        }
    }
    if sector != Sector::Public && kind == FirmKind::Ordinary {
        level = level * u64::from(demand.private[cell]) / 1_000_000;
    }
    level = (level as i64 * i64::from(1000 + shock.max(-900)) / 1000) as u64;
    // Permanent rounding: the firm's own fraction of a job.
    let own = u64::from(chance.thing(Process::FirmShock, Month(0), firm as u32, 0)[0] >> 12);
    let wanted = u64::from(firms.base_jobs[firm]) * level * 1_048_576 / 1_000_000;
    let target = ((wanted + own) / 1_048_576) as u32;
    let jobs = u64::from(firms.jobs[firm]);
    let excess = jobs.saturating_sub(u64::from(target));
    // Cash lent to a firm lets it keep for a while those it has no work for; what it repays does the reverse.
    let relief = (1000 - i64::from(firms.relief[firm])).clamp(0, 2000) as u64;
    let layoff = if excess > 0 {
        (excess * 65_535 * p.layoff_speed / 1000 / jobs * relief / 1000).min(65_535) as u16
    } else {
        0
    };
    Plan { target, shock, layoff }
}

/// A persistent shock, mean-reverting, in thousandths of the base.
fn next_shock(shock: i16, firm: u32, p: &LabourParameters, chance: &Chance, month: Month) -> i16 {
    let word = chance.thing(Process::FirmShock, month, firm, 1)[0];
    let news = nearest(normal(fraction(word)) * f64::from(p.firm_shock)) as i32;
    let kept = i32::from(shock) * p.firm_shock_persistence / 1000;
    (kept + news).clamp(-500, 500) as i16
}
