//! Zoned exemptions at work: terms of the exemption in the rules of each cell, compensation by the State, and the jobs
//! firms want more of.
//!
//! The relief of a cell is what its employers were forgone in the month, over what its private jobs cost: measured in the
//! books in the first month and each December, never assumed. Firms want elasticity × relief more jobs, reached step by
//! step; neighbours want fewer, in proportion to their private jobs. What a job gained is worth follows from the arms.

use super::Measure;
use crate::behaviour::income::pay::gross_month;
use crate::policies::hooks::{Policy, Setting, in_bytes, of_bytes};
use crate::territory::geometry::Point;
use crate::units::{Cell, Cents, Month, Rate};
use crate::world::{FirmKind, Post, RuleBook, Sector, World};

/// Places as near as this lose jobs to the zone (assumption: as far as a firm moves without changing its workforce; from
/// centroid to centroid, 20 to 80 km would be as good).
const NEIGHBOUR_KM: f64 = 50.0;
/// No place loses more than this part of its private jobs to its neighbours.
const MOST_LOST: i64 = 500_000;

const FORGONE: [(Post, Post); 3] = [
    (Post::ExemptionMaladie, Post::ExemptionMadeUpMaladie),
    (Post::ExemptionVieillesse, Post::ExemptionMadeUpVieillesse),
    (Post::ExemptionFamille, Post::ExemptionMadeUpFamille),
];
const EMPLOYER: [Post; 6] = [
    Post::EmployerMaladie,
    Post::EmployerFamille,
    Post::EmployerVieillesse,
    Post::EmployerUnedic,
    Post::EmployerAutonomie,
    Post::EmployerOther,
];

/// The policy built from what a scenario says.
///
/// # Errors
/// Jobs displaced from neighbouring places, and no such place in the run.
pub fn build(measures: Vec<Measure>, setting: &Setting, world: &World) -> Result<Box<dyn Policy>, String> {
    let jobs = private_jobs(world);
    let zones = measures.into_iter().map(|measure| Zone::of(measure, setting, &jobs)).collect::<Result<_, _>>()?;
    Ok(Box::new(ZonedExemptions { zones, jobs }))
}

struct ZonedExemptions {
    zones: Vec<Zone>,
    /// By cell of the territory: jobs of private firms at the start of the run.
    jobs: Vec<u64>,
}

/// One measure with its places in the run.
struct Zone {
    measure: Measure,
    cells: Vec<Cell>,
    neighbours: Vec<Cell>,
    /// By cell of `cells`: what labour costs less, in share of its cost; nothing before it is measured.
    relief: Vec<Rate>,
}

impl Zone {
    fn of(measure: Measure, setting: &Setting, jobs: &[u64]) -> Result<Zone, String> {
        let in_run = |cell: &Cell| setting.cells.binary_search(cell).is_ok();
        let cells: Vec<Cell> = measure.cells.iter().copied().filter(in_run).collect();
        let point = |cell: Cell| {
            let row = &setting.territory.cells[cell.index()];
            Point::new(row.lon_deg, row.lat_deg)
        };
        let near = |cell: &Cell| cells.iter().any(|mine| point(*mine).km_to(point(*cell)) <= NEIGHBOUR_KM);
        let others = setting.cells.iter().copied().filter(|cell| cells.binary_search(cell).is_err());
        let neighbours: Vec<Cell> = others.filter(near).filter(|cell| jobs[cell.index()] > 0).collect();
        if neighbours.is_empty() && measure.displaced.0 > 0 && measure.elasticity.0 > 0 {
            return Err(format!(
                "zoned_exemptions: no place of the run lies within {NEIGHBOUR_KM:.0} km of {} to lose the jobs it attracts; \
                 add the places around it to run.where, or write `displaced = \"0 % of gained_jobs\"`",
                measure.name
            ));
        }
        Ok(Zone { relief: vec![Rate(0); cells.len()], measure, cells, neighbours })
    }

    fn in_force(&self, month: Month) -> bool {
        self.measure.from <= month && self.measure.through.is_none_or(|last| month <= last)
    }

    /// Millionths of the effect reached in this month: nothing in the first, one more step each month.
    fn reached(&self, month: Month) -> i64 {
        let months = i64::from(month.since(self.measure.from));
        (months * 1_000_000 / i64::from(self.measure.adjustment.max(1))).min(1_000_000)
    }

    /// By cell: jobs wanted more, in millionths.
    fn growth(&self, month: Month) -> Vec<i64> {
        let reached = self.reached(month);
        let elasticity = i64::from(self.measure.elasticity.0);
        self.relief.iter().map(|relief| i64::from(relief.0) * elasticity / 1_000_000 * reached / 1_000_000).collect()
    }

    /// The jobs wanted more here, and fewer around.
    fn move_jobs(&self, rules: &mut RuleBook, jobs: &[u64], month: Month) {
        let growth = self.growth(month);
        let mut gained = 0;
        for (&cell, &more) in self.cells.iter().zip(&growth) {
            gained += jobs[cell.index()] as i64 * more;
            multiply(rules, cell, 1_000_000 + more);
        }
        let around: i64 = self.neighbours.iter().map(|cell| jobs[cell.index()] as i64).sum();
        if gained > 0 && around > 0 {
            let lost = i128::from(gained) * i128::from(self.measure.displaced.0) / 1_000_000;
            let less = ((lost / i128::from(around)) as i64).min(MOST_LOST);
            for &cell in &self.neighbours {
                multiply(rules, cell, 1_000_000 - less);
            }
        }
    }

    /// Measures what labour costs less, by cell, in the books of the month.
    fn measure_relief(&mut self, world: &World) {
        let wages = wages(world, &self.cells);
        for ((cell, wages), relief) in self.cells.iter().zip(wages).zip(&mut self.relief) {
            let sum = |posts: &[Post]| -> i64 { posts.iter().map(|post| world.ledger.of_month(*post, *cell).0).sum() };
            let forgone: i64 = FORGONE.iter().map(|(post, _)| world.ledger.of_month(*post, *cell).0).sum();
            // Employers pay for all wages of the place alike: the private part has its share of what they pay.
            let paid = Cents(sum(&EMPLOYER)).share(wages.private, wages.all.max(1)).0;
            *relief = Rate(Cents(1_000_000).share(forgone, (wages.private + paid).max(1)).0 as i32);
        }
    }
}

fn multiply(rules: &mut RuleBook, cell: Cell, millionths: i64) {
    let demand = &mut rules.at_mut(cell).labour_demand;
    *demand = Rate((i64::from(demand.0) * millionths / 1_000_000) as i32);
}

/// Gross wages of a month paid at a place, in cents.
#[derive(Clone, Copy, Default)]
struct Wages {
    all: i64,
    private: i64,
}

fn wages(world: &World, cells: &[Cell]) -> Vec<Wages> {
    let mut sums = vec![Wages::default(); cells.len()];
    let firms = &world.firms;
    for persons in world.blocks.iter().map(|block| &block.persons) {
        for row in 0..persons.len() {
            let firm = persons.employer(row).index();
            if firm >= firms.len() || !persons.status[row].is_employee() {
                continue;
            }
            let Ok(place) = cells.binary_search(&Cell(firms.cell[firm])) else { continue };
            let gross = gross_month(persons.hourly_wage[row], persons.hours[row]).0;
            sums[place].all += gross;
            if is_private(world, firm) {
                sums[place].private += gross;
            }
        }
    }
    let mut whole: Vec<i64> = sums.iter().flat_map(|wages| [wages.all, wages.private]).collect();
    world.ranks.sum("policies", &mut whole);
    whole.chunks_exact(2).map(|wages| Wages { all: wages[0], private: wages[1] }).collect()
}

fn is_private(world: &World, firm: usize) -> bool {
    world.firms.sector[firm] != Sector::Public && world.firms.kind[firm] == FirmKind::Ordinary
}

fn private_jobs(world: &World) -> Vec<u64> {
    let mut jobs = vec![0; world.blocks_of_cell.len()];
    for firm in (0..world.firms.len()).filter(|firm| is_private(world, *firm)) {
        jobs[usize::from(world.firms.cell[firm])] += u64::from(world.firms.base_jobs[firm]);
    }
    jobs
}

impl Policy for ZonedExemptions {
    fn name(&self) -> &'static str {
        "zoned_exemptions"
    }

    fn starts(&self) -> Month {
        self.zones.iter().map(|zone| zone.measure.from).min().unwrap_or(Month(u16::MAX))
    }

    fn law_of_the_month(&mut self, rules: &mut RuleBook, _: &World, _: &Setting, month: Month) {
        for zone in self.zones.iter().filter(|zone| zone.in_force(month)) {
            for &cell in &zone.cells {
                rules.at_mut(cell).exemption = Some(zone.measure.exemption);
            }
            zone.move_jobs(rules, &self.jobs, month);
        }
    }

    fn public_accounts(&mut self, world: &mut World, _: &Setting, month: Month) {
        for zone in self.zones.iter_mut().filter(|zone| zone.in_force(month)) {
            if zone.measure.compensated {
                for &cell in &zone.cells {
                    for (forgone, made_up) in FORGONE {
                        let amount = world.ledger.of_month(forgone, cell);
                        world.ledger.pay(made_up, cell, amount);
                    }
                }
            }
            if month == zone.measure.from || month.is_december() {
                zone.measure_relief(world);
            }
        }
    }

    fn put(&self, bytes: &mut Vec<u8>) {
        for relief in self.zones.iter().flat_map(|zone| &zone.relief) {
            bytes.extend_from_slice(&relief.0.to_le_bytes());
        }
    }

    fn remember(&self) -> Vec<u8> {
        in_bytes(&(self.zones.iter().map(|zone| &zone.relief).collect::<Vec<_>>(), &self.jobs))
    }

    fn recall(&mut self, remembered: &[u8]) -> bool {
        let Some((reliefs, jobs)) = of_bytes::<(Vec<Vec<Rate>>, Vec<u64>)>(remembered) else { return false };
        let same = reliefs.len() == self.zones.len() && jobs.len() == self.jobs.len();
        for (zone, relief) in self.zones.iter_mut().zip(reliefs) {
            zone.relief = relief;
        }
        self.jobs = jobs;
        same
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
