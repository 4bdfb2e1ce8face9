//! `gains_by_workplace.csv`: who gains, where households live and where they work.
//!
//! A measure placed at the workplace pays commuters, one placed at the residence pays people who work elsewhere: the
//! same gain is told on both bases. A household works where its best paid adult does, in each arm: whoever is hired
//! thanks to the reform joins the group of the workplace, and the number of households of each arm says how many.

use std::collections::BTreeMap;
use std::path::Path;

use super::areas::{Area, Gazetteer, Level};
use super::error::ReportError;
use super::number::plain;
use super::statistics::Estimate;
use super::table::Table;
use crate::measures::{Basis, Incomes, Replicate};
use crate::units::Cell;

type Key = (u16, Basis, Option<Cell>);

/// What one place shows, one value a seed.
#[derive(Default)]
struct Gain {
    /// Households of the reference and of the reform.
    households: [f64; 2],
    /// Euros a year.
    differences: Vec<f64>,
}

/// Writes `gains_by_workplace.csv`: from the year of the fork on, mean over seeds.
///
/// # Errors
/// When the disk refuses.
pub fn write(folder: &Path, gazetteer: &Gazetteer, replicates: &[Replicate]) -> Result<(), ReportError> {
    let header = [
        "year",
        "basis",
        "zone",
        "departement",
        "households_reference",
        "households_reform",
        "income_difference_euros",
        "half_width",
    ];
    let mut table = Table::create(folder, "gains_by_workplace.csv", &header)?;
    let (gains, seeds) = gains(replicates);
    for ((year, basis, cell), mut gain) in gains {
        gain.differences.resize(seeds, 0.0);
        let estimate = Estimate::of(&gain.differences);
        let [zone, departement] = cell.map_or(["", ""], |cell| {
            let (zone, departement) = gazetteer.cells[cell.index()];
            [Area::new(Level::Zone, zone), Area::new(Level::Departement, departement)].map(|area| gazetteer.code(area))
        });
        let mean = |sum: f64| plain(sum / seeds as f64, 1);
        table.row(&[
            &year.to_string(),
            basis.name(),
            zone,
            departement,
            &mean(gain.households[0]),
            &mean(gain.households[1]),
            &plain(estimate.mean, 0),
            &estimate.half_width.map_or_else(String::new, |half| plain(half, 0)),
        ])?;
    }
    table.finish()
}

fn gains(replicates: &[Replicate]) -> (BTreeMap<Key, Gain>, usize) {
    let mut gains: BTreeMap<Key, Gain> = BTreeMap::new();
    let mut seeds = 0;
    for replicate in replicates {
        let (Some(reform), Some(forked)) = (&replicate.reform, replicate.forked) else { continue };
        let (reference, weight) = (&replicate.reference.incomes, f64::from(replicate.one_in));
        let keys = reference.keys().chain(reform.incomes.keys().filter(|key| !reference.contains_key(key)));
        for key in keys.filter(|key| key.0 >= forked.year()) {
            let of = |incomes: &BTreeMap<Key, Incomes>| incomes.get(key).copied().unwrap_or_default();
            let (before, after) = (of(reference), of(&reform.incomes));
            let gain = gains.entry(*key).or_default();
            gain.households[0] += before.households as f64 * weight;
            gain.households[1] += after.households as f64 * weight;
            gain.differences.resize(seeds, 0.0);
            gain.differences.push((after.cents - before.cents) as f64 / 100.0 * weight);
        }
        seeds += 1;
    }
    (gains, seeds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_gain_of_residents_is_told_where_they_live_and_where_they_work() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        write(folder.path(), &sample::gazetteer(), &[sample::replicate(1, 2), sample::replicate(2, 4)])
            .expect("written");
        let text = std::fs::read_to_string(folder.path().join("gains_by_workplace.csv")).expect("a table");
        // 60,000 cents × 2 and 4, one household in ten: 12,000 and 24,000 euros.
        assert!(text.contains("2020,residence,3201,62,200.0,200.0,18000,"), "{text}");
        assert!(text.contains("2020,workplace,3202,62,50.0,50.0,18000,"), "{text}");
        assert!(text.contains("2020,workplace,,,50.0,50.0,0,0"), "{text}");
        assert!(text.contains("2021,residence_and_workplace,3201,62,100.0,100.0,0,0"), "{text}");
        assert!(!text.contains("2019"), "nothing differs before the fork: {text}");
    }
}
