//! Where the employed residents of each cell work.
//!
//! Why it exists: published flows are by département only. Inside them, workers spread by a doubly constrained
//! gravity model: as many leave each cell as are employed there, as many reach each zone as it has jobs, fewer the
//! farther. Published flows between départements are then imposed. The decay is an estimate: with it, zones keep 70 to
//! 87 % of their employed residents, as censuses show for most.

use super::Territory;
use super::error::TerritoryError;
use super::geometry::Point;
use super::table::Source;
use crate::units::{Cell, Zone};

/// Fall of commuting with distance, per km [estimate: chosen so that zones keep 70 to 87 % of their residents].
const DECAY_PER_KM: f64 = 0.14;
/// Unpublished flows between two départements are below this many workers (the census table's own threshold).
const UNPUBLISHED_BELOW: f64 = 200.0;
/// Rounds of fitting; 25 bring the residents' margin within 0.1 %.
const ROUNDS: usize = 25;
/// Destinations with a smaller share of a cell's workers are left out, and the rest rescaled.
const SMALLEST_SHARE: f64 = 0.002;

/// A published flow between départements (rows of the table of départements).
#[derive(Clone, Copy, Debug)]
pub struct DepartementFlow {
    pub origin: usize,
    pub destination: usize,
    /// Employed residents, census 2016.
    pub workers: f64,
}

/// Where the residents of a cell work: zones in order of row, with the cumulated share as a threshold over 2³²; the
/// last one is `u32::MAX` and always taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destinations(pub Vec<(Zone, u32)>);

impl Destinations {
    /// The zone a uniform draw falls in.
    pub fn pick(&self, draw: u32) -> Zone {
        let at = self.0.partition_point(|(_, threshold)| *threshold < draw);
        self.0.get(at).or(self.0.last()).map_or(Zone(0), |(zone, _)| *zone)
    }

    /// The share of the cell's workers who work in `zone`.
    pub fn share(&self, zone: Zone) -> f64 {
        let mut before = 0u32;
        for (z, threshold) in &self.0 {
            if *z == zone {
                return f64::from(threshold - before) / f64::from(u32::MAX);
            }
            before = *threshold;
        }
        0.0
    }
}

/// The commuting of the whole territory.
#[derive(Clone, Debug)]
pub struct Commuting {
    /// By cell of residence.
    pub destinations: Vec<Destinations>,
    /// Employed residents of each cell in 2019: the département's, shared by population × the zone's employment rate.
    pub employed_residents: Vec<f64>,
    /// Workers from département to département that the model gives, for comparison with the published ones.
    pub between_departements: Vec<Vec<f64>>,
}

pub fn read_flows(source: &mut Source, codes: &[String]) -> Result<Vec<DepartementFlow>, TerritoryError> {
    let table = source.table("commuting_departements.csv")?;
    let mut flows = Vec::new();
    for row in table.rows() {
        let published = row.word("kind", &[("published", true), ("residual", false)])?;
        let flow = DepartementFlow {
            origin: row.link("origin", codes, "département")?,
            destination: row.link("destination", codes, "département")?,
            workers: row.number("workers", 0.0, 1e7)?,
        };
        if published != (flow.origin != flow.destination) {
            return Err(row.wrong(
                "kind",
                "published between two départements, residual inside one",
                "Correct the kind.",
            ));
        }
        if published {
            flows.push(flow);
        }
    }
    Ok(flows)
}

impl Commuting {
    /// Fits the flows; about a tenth of a second for all of France.
    pub fn build(territory: &Territory) -> Commuting {
        let n = territory.cells.len();
        let deps = territory.departements.len();
        let employed_residents = employed_residents(territory);
        let jobs = jobs(territory, &employed_residents);
        let home: Vec<usize> = territory.cells.iter().map(|c| c.departement.index()).collect();
        let overseas: Vec<bool> = home.iter().map(|d| territory.departements[*d].overseas).collect();
        let points: Vec<Point> = territory.cells.iter().map(|c| Point::new(c.lon_deg, c.lat_deg)).collect();

        let mut flows = vec![0.0f64; n * n];
        for i in 0..n {
            for j in 0..n {
                if (overseas[i] || overseas[j]) && home[i] != home[j] {
                    continue;
                }
                // Root mean square distance between an inhabitant of one cell and one of the other.
                let (between, ri, rj) =
                    (points[i].km_to(points[j]), territory.cells[i].rms_km, territory.cells[j].rms_km);
                let km = (between * between + ri * ri + rj * rj).sqrt();
                flows[i * n + j] = jobs[j] * libm::exp(-DECAY_PER_KM * km);
            }
        }
        let targets = departement_targets(territory, &employed_residents);
        for _ in 0..ROUNDS {
            scale_columns(&mut flows, n, &jobs);
            scale_blocks(&mut flows, n, &home, deps, &targets);
            scale_rows(&mut flows, n, &employed_residents);
        }
        let mut between_departements = vec![vec![0.0; deps]; deps];
        for i in 0..n {
            for j in 0..n {
                between_departements[home[i]][home[j]] += flows[i * n + j];
            }
        }
        let destinations = (0..n).map(|i| destinations(territory, &flows[i * n..(i + 1) * n])).collect();
        Commuting { destinations, employed_residents, between_departements }
    }

    /// Where the residents of a cell work.
    pub fn of(&self, cell: Cell) -> &Destinations {
        &self.destinations[cell.index()]
    }

    /// The share of a zone's employed residents who work in it.
    pub fn self_containment(&self, territory: &Territory, zone: Zone) -> f64 {
        let (mut inside, mut all) = (0.0, 0.0);
        for cell in territory.cells_of_zone(zone) {
            let residents = self.employed_residents[cell.index()];
            inside += residents * self.of(*cell).share(zone);
            all += residents;
        }
        if all > 0.0 { inside / all } else { 0.0 }
    }
}

fn employed_residents(territory: &Territory) -> Vec<f64> {
    let mut employed = vec![0.0; territory.cells.len()];
    for (d, row) in territory.departements.iter().enumerate() {
        let total = f64::from(row.population_15_64()) * row.employment_rate_2019.to_fraction();
        let cells = &territory.cells_by_departement[d];
        let weight = |c: &Cell| {
            let cell = &territory.cells[c.index()];
            f64::from(cell.population_2019) * territory.zones[cell.zone.index()].employment_rate_2019.to_fraction()
        };
        let sum: f64 = cells.iter().map(weight).sum();
        for c in cells {
            employed[c.index()] = total * weight(c) / sum;
        }
    }
    employed
}

/// Jobs of each cell, scaled to employed residents: in each overseas département alone, and over metropolitan France.
fn jobs(territory: &Territory, employed: &[f64]) -> Vec<f64> {
    let mut jobs: Vec<f64> = territory
        .cells
        .iter()
        .map(|c| {
            let zone = &territory.zones[c.zone.index()];
            let employees: u32 = c.employees_by_sector.iter().sum();
            f64::from(employees) * f64::from(zone.jobs_2019()) / f64::from(zone.employees_2019.max(1))
        })
        .collect();
    let closed = |c: usize| {
        let d = territory.cells[c].departement;
        if territory.departements[d.index()].overseas { d.index() + 1 } else { 0 }
    };
    let mut sums = vec![(0.0, 0.0); territory.departements.len() + 1];
    for c in 0..jobs.len() {
        sums[closed(c)].0 += employed[c];
        sums[closed(c)].1 += jobs[c];
    }
    for (c, job) in jobs.iter_mut().enumerate() {
        let (residents, all) = sums[closed(c)];
        *job *= residents / all;
    }
    jobs
}

/// What a block of départements must hold.
#[derive(Clone, Copy)]
enum Target {
    /// The published flow, brought from 2016 to 2019 with the employed residents of the origin.
    Equal(f64),
    AtMost(f64),
    /// Inside a département: what rows leave.
    Free,
}

fn departement_targets(territory: &Territory, employed: &[f64]) -> Vec<Vec<Target>> {
    let deps = territory.departements.len();
    let mut targets: Vec<Vec<Target>> = (0..deps)
        .map(|o| (0..deps).map(|d| if o == d { Target::Free } else { Target::AtMost(UNPUBLISHED_BELOW) }).collect())
        .collect();
    let mut totals = vec![0.0; deps];
    for (cell, residents) in territory.cells.iter().zip(employed) {
        totals[cell.departement.index()] += residents;
    }
    for flow in &territory.departement_flows {
        let then = territory.departements[flow.origin].employed_residents_2016.map_or(totals[flow.origin], f64::from);
        targets[flow.origin][flow.destination] = Target::Equal(flow.workers * totals[flow.origin] / then);
    }
    targets
}

fn scale_rows(flows: &mut [f64], n: usize, wanted: &[f64]) {
    for (row, want) in flows.chunks_mut(n).zip(wanted) {
        let sum: f64 = row.iter().sum();
        if sum > 0.0 {
            row.iter_mut().for_each(|f| *f *= want / sum);
        }
    }
}

fn scale_columns(flows: &mut [f64], n: usize, wanted: &[f64]) {
    let mut sums = vec![0.0; n];
    for row in flows.chunks(n) {
        for (sum, f) in sums.iter_mut().zip(row) {
            *sum += f;
        }
    }
    let factors: Vec<f64> = sums.iter().zip(wanted).map(|(s, w)| if *s > 0.0 { w / s } else { 0.0 }).collect();
    for row in flows.chunks_mut(n) {
        for (f, factor) in row.iter_mut().zip(&factors) {
            *f *= factor;
        }
    }
}

fn scale_blocks(flows: &mut [f64], n: usize, home: &[usize], deps: usize, targets: &[Vec<Target>]) {
    let mut sums = vec![0.0; deps * deps];
    for (i, row) in flows.chunks(n).enumerate() {
        for (j, f) in row.iter().enumerate() {
            sums[home[i] * deps + home[j]] += f;
        }
    }
    let factors: Vec<f64> = sums
        .iter()
        .enumerate()
        .map(|(at, sum)| match targets[at / deps][at % deps] {
            Target::Equal(want) if *sum > 0.0 => want / sum,
            Target::AtMost(most) if *sum > most => most / sum,
            _ => 1.0,
        })
        .collect();
    for (i, row) in flows.chunks_mut(n).enumerate() {
        for (j, f) in row.iter_mut().enumerate() {
            *f *= factors[home[i] * deps + home[j]];
        }
    }
}

fn destinations(territory: &Territory, row: &[f64]) -> Destinations {
    let mut by_zone = vec![0.0; territory.zones.len()];
    for (cell, f) in territory.cells.iter().zip(row) {
        by_zone[cell.zone.index()] += f;
    }
    let total: f64 = by_zone.iter().sum();
    let kept: Vec<(usize, f64)> =
        by_zone.into_iter().enumerate().filter(|(_, f)| *f > 0.0 && *f >= SMALLEST_SHARE * total).collect();
    let sum: f64 = kept.iter().map(|k| k.1).sum();
    let mut cumulated = 0.0;
    let mut list: Vec<(Zone, u32)> = kept
        .iter()
        .map(|(zone, f)| {
            cumulated += f / sum;
            (Zone(*zone as u16), (cumulated * f64::from(u32::MAX)).floor() as u32)
        })
        .collect();
    if let Some(last) = list.last_mut() {
        last.1 = u32::MAX;
    }
    Destinations(list)
}
