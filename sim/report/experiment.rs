//! The measures of a run as an experiment: what an evaluation that sees the reform alone would find by comparing treated
//! zones with the nearest others, beside what the same persons did without the reform.
//!
//! Why it exists: evaluations of local experiments rest on comparison zones; only a simulation has the counterfactual
//! itself, and so can say how far such an evaluation errs, and why. It reads records and the territory, nothing else.

mod nearest;
mod tables;
mod told;

use std::collections::BTreeMap;

pub use tables::{write, write_zones};
pub use told::section;

use super::areas::Gazetteer;
use super::indicators::{DerivedRate, Row};
use super::statistics::Estimate;
use crate::measures::{Indicator, Record, Replicate};
use crate::territory::{Characteristic, Territory};
use crate::units::{Cell, Month, Zone};

/// Which zones are compared with which, and over which months.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// What zones are near on.
    pub on: Vec<Characteristic>,
    /// Months looked back on before `starts`.
    pub before: u16,
    /// The first month in which a measure may change anything.
    pub starts: Month,
    /// In order of zone.
    pub treated: Vec<Treated>,
}

/// A zone some measure touches.
#[derive(Clone, Debug, PartialEq)]
pub struct Treated {
    /// Row in the table of zones.
    pub zone: u16,
    /// Inhabitants, by which treated zones weigh when they are taken together.
    pub weight: f64,
    /// In the order of `Design::on`, in the unit of each.
    pub values: Vec<f64>,
    /// Nearest first.
    pub comparisons: Vec<Compared>,
}

/// A zone no measure touches, set beside a treated one.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    pub zone: u16,
    /// Euclidean, each characteristic in standard deviations over the zones of the run.
    pub distance: f64,
    pub values: Vec<f64>,
}

impl Design {
    /// Chooses for each of `treated` the `many` nearest of the other zones that hold a cell of the run.
    pub fn new(
        territory: &Territory,
        cells: &[Cell],
        treated: &[Zone],
        (many, on): (usize, Vec<Characteristic>),
        (before, starts): (u16, Month),
    ) -> Design {
        let mut zones: BTreeMap<Zone, Vec<Cell>> = BTreeMap::new();
        for &cell in cells {
            zones.entry(territory.cells[cell.index()].zone).or_default().push(cell);
        }
        let rows: Vec<Zone> = zones.keys().copied().collect();
        let values: Vec<Vec<f64>> = zones
            .iter()
            .map(|(zone, cells)| on.iter().map(|known| known.of(territory, *zone, cells)).collect())
            .collect();
        let is_treated: Vec<bool> = rows.iter().map(|zone| treated.binary_search(zone).is_ok()).collect();
        let chosen = nearest::nearest(&values, &is_treated, many);
        let treated = chosen.into_iter().map(|(row, near)| Treated {
            zone: rows[row].0,
            weight: Characteristic::Population.of(territory, rows[row], &zones[&rows[row]]),
            values: values[row].clone(),
            comparisons: near
                .into_iter()
                .map(|(other, distance)| Compared { zone: rows[other].0, distance, values: values[other].clone() })
                .collect(),
        });
        let treated = treated.collect();
        Design { on, before, starts, treated }
    }

    /// Whether a month counts before the measures, after, or not at all. What is counted over a calendar year is
    /// after only once the whole year is.
    fn side(&self, month: Month, yearly: bool) -> Option<usize> {
        if yearly && !month.is_december() {
            return None;
        }
        let first = if yearly { Month::new(month.year(), 1) } else { month };
        if month < self.starts {
            (self.starts.since(month) <= self.before).then_some(BEFORE)
        } else {
            (first >= self.starts).then_some(AFTER)
        }
    }
}

const BEFORE: usize = 0;
const AFTER: usize = 1;

/// What is evaluated, all in per cent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Unemployment,
    Employment,
    /// Households with RSA over inhabitants.
    Rsa,
    /// Of whole calendar years.
    Poverty,
}

impl Outcome {
    pub const ALL: [Outcome; 4] = [Outcome::Unemployment, Outcome::Employment, Outcome::Rsa, Outcome::Poverty];

    pub const fn name(self) -> &'static str {
        match self {
            Outcome::Unemployment => DerivedRate::Unemployment.name(),
            Outcome::Employment => DerivedRate::Employment.name(),
            Outcome::Rsa => "rsa_households_per_inhabitant",
            Outcome::Poverty => DerivedRate::Poverty.name(),
        }
    }

    const fn is_yearly(self) -> bool {
        matches!(self, Outcome::Poverty)
    }

    fn parts(self, row: &Row) -> (i64, i64) {
        match self {
            Outcome::Unemployment => DerivedRate::Unemployment.parts(row),
            Outcome::Employment => DerivedRate::Employment.parts(row),
            Outcome::Rsa => (row[Indicator::RsaHouseholds as usize], row[Indicator::Population as usize]),
            Outcome::Poverty => DerivedRate::Poverty.parts(row),
        }
    }
}

/// Rates of every zone of an arm, before and after, in per cent, by outcome; `None` where no month counts.
type Rates = BTreeMap<u16, [[Option<f64>; 2]; Outcome::ALL.len()]>;

fn rates(design: &Design, record: &Record, gazetteer: &Gazetteer) -> Rates {
    let mut sums: BTreeMap<u16, [[(i64, i64); 2]; Outcome::ALL.len()]> = BTreeMap::new();
    for (month, rows) in &record.months {
        for (cell, row) in record.cells.iter().zip(rows) {
            let zone = sums.entry(gazetteer.cells[cell.index()].0).or_default();
            for (sum, outcome) in zone.iter_mut().zip(Outcome::ALL) {
                if let Some(side) = design.side(*month, outcome.is_yearly()) {
                    let (numerator, denominator) = outcome.parts(row);
                    sum[side].0 += numerator;
                    sum[side].1 += denominator;
                }
            }
        }
    }
    let rate = |(above, below): (i64, i64)| (below != 0).then(|| above as f64 * 100.0 / below as f64);
    sums.into_iter().map(|(zone, sums)| (zone, sums.map(|sides| sides.map(rate)))).collect()
}

/// What one seed says of an outcome in one treated zone, or in all of them together: per cent and points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Seen {
    /// Of the treated zone before, after with the reform, after without it.
    pub treated: [f64; 3],
    /// Mean of its comparison zones, the same.
    pub comparison: [f64; 3],
}

impl Seen {
    /// What the reform arm alone shows: treated after less before, less the same of comparison zones.
    pub fn found(&self) -> f64 {
        (self.treated[1] - self.treated[0]) - (self.comparison[1] - self.comparison[0])
    }

    /// Reform less reference in the treated zone, on the same draws.
    pub fn paired(&self) -> f64 {
        self.treated[1] - self.treated[2]
    }

    /// What the reference alone shows: zones were to part anyway.
    pub fn trends(&self) -> f64 {
        (self.treated[2] - self.treated[0]) - (self.comparison[2] - self.comparison[0])
    }

    /// Less what the reform does to comparison zones.
    pub fn spillovers(&self) -> f64 {
        self.comparison[2] - self.comparison[1]
    }

    /// How far the evaluation is off: `trends` and `spillovers` together.
    pub fn error(&self) -> f64 {
        self.found() - self.paired()
    }

    /// Both weighted.
    fn add(&mut self, other: &Seen, weight: f64) {
        for (sum, value) in self.treated.iter_mut().zip(other.treated) {
            *sum += value * weight;
        }
        for (sum, value) in self.comparison.iter_mut().zip(other.comparison) {
            *sum += value * weight;
        }
    }
}

/// What an evaluation finds of one outcome, seed by seed.
#[derive(Clone, Debug)]
pub struct Finding {
    pub outcome: Outcome,
    /// `None`: all treated zones together, weighted by inhabitants.
    pub zone: Option<u16>,
    pub by_seed: Vec<Seen>,
}

impl Finding {
    /// The mean over the seeds of what each says, with its interval.
    pub fn of(&self, what: fn(&Seen) -> f64) -> Estimate {
        Estimate::of(&self.by_seed.iter().map(what).collect::<Vec<f64>>())
    }

    /// Root mean square over the seeds of the error: how far one evaluation, of one world, is off.
    pub fn error_rms(&self) -> f64 {
        let squares: f64 = self.by_seed.iter().map(|seen| seen.error() * seen.error()).sum();
        (squares / self.by_seed.len().max(1) as f64).sqrt()
    }
}

/// What an evaluation of these replicates finds: every outcome of all treated zones together, then of each if there are
/// several. Outcomes that no month counts for, before or after, are left out.
pub fn findings(design: &Design, gazetteer: &Gazetteer, replicates: &[Replicate]) -> Vec<Finding> {
    let pairs: Vec<[Rates; 2]> = replicates
        .iter()
        .filter_map(|replicate| Some([&replicate.reference, replicate.reform.as_ref()?]))
        .map(|arms| arms.map(|record| rates(design, record, gazetteer)))
        .collect();
    let zones = design.treated.iter().map(|treated| Some(treated.zone));
    let each = zones.filter(|_| design.treated.len() > 1);
    let mut found = Vec::new();
    for zone in std::iter::once(None).chain(each) {
        for (place, outcome) in Outcome::ALL.into_iter().enumerate() {
            let treated: Vec<&Treated> =
                design.treated.iter().filter(|treated| zone.is_none_or(|zone| zone == treated.zone)).collect();
            let by_seed: Option<Vec<Seen>> = pairs.iter().map(|arms| together(&treated, arms, place)).collect();
            if let Some(by_seed) = by_seed.filter(|by_seed| !by_seed.is_empty()) {
                found.push(Finding { outcome, zone, by_seed });
            }
        }
    }
    found
}

/// These treated zones on one seed, weighted by inhabitants.
fn together(treated: &[&Treated], arms: &[Rates; 2], outcome: usize) -> Option<Seen> {
    let weights: f64 = treated.iter().map(|treated| treated.weight).sum();
    let mut sum = Seen::default();
    for treated in treated {
        let mut seen = Seen { treated: levels(arms, treated.zone, outcome)?, ..Seen::default() };
        for other in &treated.comparisons {
            let comparison = levels(arms, other.zone, outcome)?;
            let each = 1.0 / treated.comparisons.len() as f64;
            seen.add(&Seen { comparison, ..Seen::default() }, each);
        }
        sum.add(&seen, treated.weight / weights);
    }
    Some(sum)
}

/// A zone before, after with the reform, after without it.
fn levels([reference, reform]: &[Rates; 2], zone: u16, outcome: usize) -> Option<[f64; 3]> {
    let (reference, reform) = (reference.get(&zone)?[outcome], reform.get(&zone)?[outcome]);
    Some([reform[BEFORE]?, reform[AFTER]?, reference[AFTER]?])
}

#[cfg(test)]
mod tests;
