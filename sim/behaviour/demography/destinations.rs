//! Where those who change dwelling go, cell by cell, computed once a run.
//!
//! A quarter of movers change département (INSEE census 2014, statistic), and one in eight changes cell within it
//! (assumption). Among cells, flows follow both populations and fall with distance (exponent 1.5; assumption), then are
//! balanced so that every cell sends out these shares and receives what it sends plus its département's published net
//! migration (INSEE census 2015-2021, statistic), the nation's set to zero. Residents overseas leave their département
//! 0.6 times as often (assumption).

use super::probabilities::{Place, Probabilities};
use crate::units::Cell;

const CHANGING_CELL_WITHIN: f64 = 0.12;
const OVERSEAS: f64 = 0.6;
const DECAY: f64 = 1.5;
/// Added to every distance, so that neighbouring centroids do not draw everyone.
const NEAREST_KM: f64 = 10.0;
const BALANCING_ROUNDS: usize = 30;

/// The chances of each destination for those who change dwelling.
#[derive(Clone, Debug)]
pub struct Destinations {
    cells: usize,
    /// For each cell of origin, the cumulated shares of movers over destinations, out of 2³²; beyond the last, the
    /// mover stays in the cell.
    cumulated: Vec<u32>,
}

impl Destinations {
    /// Balances the flows. Takes about a tenth of a second for all of France.
    pub fn new(from: &Probabilities) -> Destinations {
        let n = from.cells.len();
        let mut within = vec![0.0; n * n];
        let mut beyond = vec![0.0; n * n];
        for i in 0..n {
            for j in (0..n).filter(|&j| j != i) {
                let (a, b) = (&from.cells[i], &from.cells[j]);
                let flow = a.population * b.population / libm::pow(distance_km(a, b) + NEAREST_KM, DECAY);
                let flows = if a.departement == b.departement { &mut within } else { &mut beyond };
                flows[i * n + j] = flow;
            }
        }
        let changing = |place: &Place| {
            let overseas = from.departements[place.departement.index()].overseas;
            place.population * from.changing_departement * if overseas { OVERSEAS } else { 1.0 }
        };
        let inside: Vec<f64> = from.cells.iter().map(|place| place.population * CHANGING_CELL_WITHIN).collect();
        balance(&mut within, &inside, &inside);
        let out: Vec<f64> = from.cells.iter().map(changing).collect();
        balance(&mut beyond, &out, &inflows(from, &out));

        let mut cumulated = vec![0u32; n * n];
        for i in 0..n {
            let mut sum = 0.0;
            for j in 0..n {
                sum += (within[i * n + j] + beyond[i * n + j]) / from.cells[i].population.max(1.0);
                cumulated[i * n + j] = crate::chance::Threshold::from_probability(sum).0;
            }
        }
        Destinations { cells: n, cumulated }
    }

    fn row(&self, from: Cell) -> &[u32] {
        &self.cumulated[from.index() * self.cells..(from.index() + 1) * self.cells]
    }

    /// Where someone who changes dwelling goes: another cell or the same.
    pub fn of_mover(&self, from: Cell, word: u32) -> Cell {
        let row = self.row(from);
        let place = row.partition_point(|&cumulated| cumulated <= word);
        if place < row.len() { Cell(place as u16) } else { from }
    }

    /// Where someone who leaves the cell goes.
    pub fn of_leaver(&self, from: Cell, word: u32) -> Cell {
        let leaving = self.row(from).last().copied().unwrap_or(0);
        self.of_mover(from, crate::chance::below(leaving, word))
    }

    /// Share of movers that leave the cell, for checks.
    pub fn leaving_share(&self, from: Cell) -> f64 {
        f64::from(self.row(from).last().copied().unwrap_or(0)) / 4_294_967_296.0
    }
}

/// What each cell receives from other départements: what it sends, plus its net migration less the nation's.
fn inflows(from: &Probabilities, out: &[f64]) -> Vec<f64> {
    let people: f64 = from.cells.iter().map(|place| place.population).sum();
    let local = |place: &Place| from.departements[place.departement.index()].net_migration;
    let national = from.cells.iter().map(|place| local(place) * place.population).sum::<f64>() / people.max(1.0);
    // Flows are shares of movers; net migration is a share of people a year.
    let moving = mean_moving(from);
    from.cells
        .iter()
        .zip(out)
        .map(|(place, &out)| (out + (local(place) - national) * place.population / moving).max(0.2 * out))
        .collect()
}

/// Share of people that change dwelling in a year.
fn mean_moving(from: &Probabilities) -> f64 {
    let (mut moving, mut people) = (0.0, 0.0);
    for by_age in &from.population {
        for (count, chance) in by_age.iter().zip(&from.moved) {
            moving += count * chance;
            people += count;
        }
    }
    if moving > 0.0 { moving / people } else { 0.1 }
}

/// Scales rows and columns in turn until they sum to their targets (rows exactly, at the end).
fn balance(flows: &mut [f64], rows: &[f64], columns: &[f64]) {
    let n = rows.len();
    for _ in 0..BALANCING_ROUNDS {
        let mut sums = vec![0.0; n];
        for row in flows.chunks_exact(n.max(1)) {
            for (sum, flow) in sums.iter_mut().zip(row) {
                *sum += flow;
            }
        }
        let by_column: Vec<f64> =
            sums.iter().zip(columns).map(|(sum, wanted)| if *sum > 0.0 { wanted / sum } else { 0.0 }).collect();
        for (row, wanted) in flows.chunks_exact_mut(n.max(1)).zip(rows) {
            for (flow, factor) in row.iter_mut().zip(&by_column) {
                *flow *= factor;
            }
            let sum: f64 = row.iter().sum();
            if sum > 0.0 {
                let factor = wanted / sum;
                row.iter_mut().for_each(|flow| *flow *= factor);
            }
        }
    }
}

/// Great-circle distance between two centroids.
fn distance_km(a: &Place, b: &Place) -> f64 {
    const RADIUS_KM: f64 = 6371.0;
    let radians = std::f64::consts::PI / 180.0;
    let half = |x: f64, y: f64| {
        let sine = libm::sin((y - x) * radians / 2.0);
        sine * sine
    };
    let angle = half(a.lat_deg, b.lat_deg)
        + libm::cos(a.lat_deg * radians) * libm::cos(b.lat_deg * radians) * half(a.lon_deg, b.lon_deg);
    2.0 * RADIUS_KM * libm::asin(angle.min(1.0).sqrt())
}
