//! Where the employed work, and the firms that hold their jobs.
//!
//! Residents of a cell go to the zones its commuting says, there to cells and sectors by jobs, all by controlled
//! rounding of one shuffled list. Firms are made from the jobs residents of the run hold, so that every employee has an
//! employer and every firm's jobs are held: sizes follow the establishments of the workplace (INSEE 2014: structure
//! only). Jobs in cells outside the run belong to one firm per (zone of residence, sector), a fixed outside flow.

use super::draws::Draws;
use crate::chance::{Chance, Process};
use crate::territory::{Destinations, Territory};
use crate::units::Cell;
use crate::world::firm::FirmRow;
use crate::world::{FirmKind, Firms, Sector};

/// Where a job is, before firms exist.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Bucket(pub u32);

/// A job: its bucket and its place in it.
pub type Place = (Bucket, u32);

const OUTSIDE: u32 = 1 << 20;
const INSERTION: u32 = 1 << 21;

impl Bucket {
    fn inside(cell: Cell, sector: usize) -> Bucket {
        Bucket(u32::from(cell.0) * 3 + sector as u32)
    }
    fn outside(home: Cell, sector: usize) -> Bucket {
        Bucket(OUTSIDE + u32::from(home.0) * 3 + sector as u32)
    }
    /// Insertion jobs are where people live.
    pub fn insertion(home: Cell) -> Bucket {
        Bucket(INSERTION + u32::from(home.0) * 3 + Sector::Public as u32)
    }
    /// The job is outside the cells of the run.
    pub fn is_outside(self) -> bool {
        self.0 != u32::MAX && self.kind() == FirmKind::Outside
    }
    fn kind(self) -> FirmKind {
        match self.0 {
            INSERTION.. => FirmKind::Insertion,
            OUTSIDE.. => FirmKind::Outside,
            _ => FirmKind::Ordinary,
        }
    }
    fn cell(self) -> Cell {
        Cell(((self.0 & (OUTSIDE - 1)) / 3) as u16)
    }
    fn sector(self) -> Sector {
        Sector::ALL[(self.0 & (OUTSIDE - 1)) as usize % 3]
    }
}

/// The places of work of a cell's residents with their cumulated shares.
pub fn destinations(territory: &Territory, home: Cell, zones: &Destinations, in_run: &[bool]) -> Vec<(Bucket, f64)> {
    // Jobs outside the run: one firm for each zone of residence, kept in the first cell of the zone in the run.
    let home_zone = territory.cells[home.index()].zone;
    let outside_home = territory.cells_of_zone(home_zone).iter().copied().find(|c| in_run[c.index()]).unwrap_or(home);
    let mut list: Vec<(Bucket, f64)> = Vec::new();
    let mut outside = [0.0; 3];
    let mut before = 0u32;
    for &(zone, threshold) in &zones.0 {
        let share = f64::from(threshold - before) / f64::from(u32::MAX);
        before = threshold;
        let cells = territory.cells_of_zone(zone);
        let jobs: f64 = cells.iter().flat_map(|c| territory.cells[c.index()].employees_by_sector).map(f64::from).sum();
        if jobs <= 0.0 {
            outside[0] += share;
            continue;
        }
        for &cell in cells {
            for (sector, &count) in territory.cells[cell.index()].employees_by_sector.iter().enumerate() {
                let part = share * f64::from(count) / jobs;
                if in_run[cell.index()] {
                    list.push((Bucket::inside(cell, sector), part));
                } else {
                    outside[sector] += part;
                }
            }
        }
    }
    for (sector, part) in outside.into_iter().enumerate() {
        if part > 0.0 {
            list.push((Bucket::outside(outside_home, sector), part));
        }
    }
    let mut cumulated = 0.0;
    for entry in &mut list {
        cumulated += entry.1;
        entry.1 = cumulated;
    }
    list
}

/// The jobs of a run, by bucket in order, with the firms that hold them.
pub struct Employers {
    pub firms: Firms,
    buckets: Vec<BucketJobs>,
}

struct BucketJobs {
    bucket: Bucket,
    jobs: u32,
    /// Prime to `jobs`: places are dealt a stride apart, so that colleagues come from many homes.
    stride: u64,
    first_firm: u32,
    /// Jobs up to and with each firm.
    cumulated: Vec<u32>,
}

impl Employers {
    /// Makes the firms of buckets given in order with their number of jobs.
    pub fn new(territory: &Territory, jobs: &[(Bucket, u32)], one_in: u32, chance: &Chance) -> Employers {
        let mut firms = Firms::default();
        let mut buckets = Vec::with_capacity(jobs.len());
        for &(bucket, count) in jobs {
            let first_firm = firms.len() as u32;
            let sizes = match bucket.kind() {
                FirmKind::Outside => vec![count],
                FirmKind::Insertion => insertion_sizes(count, one_in),
                _ => {
                    let stream = (1 << 32) + u64::from(bucket.0);
                    let mut draws = Draws::new(chance.sequential(Process::Population, stream));
                    sizes(territory, bucket, count, one_in, &mut draws)
                }
            };
            let mut cumulated = Vec::with_capacity(sizes.len());
            let mut sum = 0;
            for size in sizes {
                sum += size;
                cumulated.push(sum);
                firms.push(FirmRow {
                    cell: bucket.cell().0,
                    sector: bucket.sector(),
                    kind: bucket.kind(),
                    base_jobs: size,
                    target: size,
                    jobs: size,
                    ..FirmRow::default()
                });
            }
            buckets.push(BucketJobs { bucket, jobs: count, stride: stride(count), first_firm, cumulated });
        }
        Employers { firms, buckets }
    }

    /// The firm of the `ordinal`-th job of a bucket, and the bucket's place in the list.
    pub fn firm(&self, bucket: Bucket, ordinal: u32) -> u32 {
        let place = self.buckets.partition_point(|b| b.bucket < bucket);
        let jobs = &self.buckets[place];
        let seat = (u64::from(ordinal) * jobs.stride % u64::from(jobs.jobs)) as u32;
        jobs.first_firm + jobs.cumulated.partition_point(|&c| c <= seat) as u32
    }
}

/// A stride near the golden section of `count`, prime to it.
fn stride(count: u32) -> u64 {
    let mut stride = ((f64::from(count) * 0.618_033_988_75) as u64).max(1);
    while common_divisor(stride, u64::from(count.max(1))) != 1 {
        stride += 1;
    }
    stride
}

fn common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Lowest and highest employees of each class of establishments, and a mean (A).
const CLASSES: [(f64, f64, f64); 8] = [
    (1.0, 5.0, 2.4),
    (6.0, 9.0, 7.3),
    (10.0, 19.0, 13.5),
    (20.0, 49.0, 30.5),
    (50.0, 99.0, 69.0),
    (100.0, 199.0, 138.0),
    (200.0, 499.0, 300.0),
    (500.0, 2500.0, 950.0),
];

/// Establishments by class of France, about: used where a cell's are too few or not published.
const NATION: [u32; 8] = [1_050_000, 230_000, 170_000, 110_000, 36_000, 17_000, 8_500, 2_800];

/// Sizes in simulated jobs that add up to `count`. A firm smaller than one simulated job counts for one.
fn sizes(territory: &Territory, bucket: Bucket, count: u32, one_in: u32, draws: &mut Draws) -> Vec<u32> {
    let local = territory.cells[bucket.cell().index()].establishments;
    let table = if local.iter().sum::<u32>() >= 200 { local } else { NATION };
    let scale = f64::from(one_in.max(1));
    let weights: Vec<f64> =
        table.iter().zip(CLASSES).map(|(&n, (_, _, mean))| f64::from(n) * mean / (mean / scale).max(1.0)).collect();
    let mut left = count;
    let mut sizes = Vec::new();
    while left > 0 {
        let (low, high, _) = CLASSES[draws.choose(&weights)];
        // Small sizes are more frequent within a class: uniform in the logarithm.
        let real = low * libm::exp(draws.uniform() * libm::log((high + 1.0) / low));
        let size = ((libm::floor(real) / scale).round().max(1.0) as u32).min(left);
        sizes.push(size);
        left -= size;
    }
    sizes
}

/// Structures of insertion of about 25 jobs.
fn insertion_sizes(count: u32, one_in: u32) -> Vec<u32> {
    let size = (25 / one_in.max(1)).max(1);
    let mut left = count;
    let mut sizes = Vec::new();
    while left > 0 {
        let next = if left < 2 * size { left } else { size };
        sizes.push(next);
        left -= next;
    }
    sizes
}
