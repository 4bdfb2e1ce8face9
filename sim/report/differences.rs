//! `differences.csv`: reform less reference, each pair on the same draws, with the 95 % interval over seeds.

use std::collections::BTreeMap;
use std::path::Path;

use super::areas::{Area, Gazetteer, Level};
use super::description::Description;
use super::error::ReportError;
use super::number::plain;
use super::statistics::Estimate;
use super::table::Table;
use super::yearly::{Quantity, Yearly, yearly};
use crate::measures::Replicate;

/// Reform less reference of every quantity, by seed.
#[derive(Clone, Debug, Default)]
pub struct Differences {
    /// One difference a seed, in the order of the seeds.
    by_seed: BTreeMap<(u16, Area, Quantity), Vec<f64>>,
    /// Reference and reform, mean over the seeds.
    levels: BTreeMap<(u16, Area, Quantity), (f64, f64)>,
    /// Reference and reform of the whole run, by seed.
    arms: BTreeMap<(u16, Quantity), Vec<(f64, f64)>>,
    pub seeds: usize,
    pub one_in: u32,
    /// Months simulated of each year: fewer than twelve at the ends of a run.
    months: BTreeMap<u16, u16>,
}

impl Differences {
    /// Pairs the arms of each replicate that has both. What only one arm knows counts zero in the other.
    pub fn of(description: &Description, gazetteer: &Gazetteer, replicates: &[Replicate]) -> Differences {
        let one_in = replicates.first().map_or(1, |replicate| replicate.one_in);
        let mut months: BTreeMap<u16, u16> = BTreeMap::new();
        for month in 0..description.months() {
            *months.entry(description.from.plus(month).year()).or_default() += 1;
        }
        let mut differences = Differences { one_in, months, ..Differences::default() };
        for replicate in replicates {
            let Some(reform) = &replicate.reform else { continue };
            let reference = yearly(&replicate.reference, replicate.one_in, description, gazetteer);
            let reform = yearly(reform, replicate.one_in, description, gazetteer);
            differences.add(&reference, &reform);
        }
        let seeds = differences.seeds as f64;
        for (reference, reform) in differences.levels.values_mut() {
            *reference /= seeds;
            *reform /= seeds;
        }
        differences
    }

    fn add(&mut self, reference: &Yearly, reform: &Yearly) {
        for &key in reference.keys().chain(reform.keys().filter(|key| !reference.contains_key(key))) {
            let before = reference.get(&key).copied().unwrap_or(0.0);
            let after = reform.get(&key).copied().unwrap_or(0.0);
            let by_seed = self.by_seed.entry(key).or_default();
            // A quantity absent from earlier seeds was zero in both their arms.
            by_seed.resize(self.seeds, 0.0);
            by_seed.push(after - before);
            let levels = self.levels.entry(key).or_default();
            levels.0 += before;
            levels.1 += after;
            if key.1 == Area::RUN {
                let arms = self.arms.entry((key.0, key.2)).or_default();
                arms.resize(self.seeds, (0.0, 0.0));
                arms.push((before, after));
            }
        }
        self.seeds += 1;
    }

    fn padded(&self, values: &[f64]) -> Vec<f64> {
        let mut values = values.to_vec();
        values.resize(self.seeds, 0.0);
        values
    }

    /// The difference in one year.
    pub fn in_year(&self, year: u16, area: Area, quantity: Quantity) -> Option<Estimate> {
        self.by_seed.get(&(year, area, quantity)).map(|values| Estimate::of(&self.padded(values)))
    }

    /// The sum of the differences over these years, or `None` if none of them has any.
    pub fn over_years(&self, years: &[u16], area: Area, quantity: Quantity) -> Option<Estimate> {
        self.sums(years, area, quantity).map(|sums| Estimate::of(&sums))
    }

    /// The same, seed by seed.
    pub fn sums(&self, years: &[u16], area: Area, quantity: Quantity) -> Option<Vec<f64>> {
        let mut sums = vec![0.0; self.seeds];
        let mut found = false;
        for &year in years {
            if let Some(values) = self.by_seed.get(&(year, area, quantity)) {
                found = true;
                sums.iter_mut().zip(self.padded(values)).for_each(|(sum, value)| *sum += value);
            }
        }
        found.then_some(sums)
    }

    /// The difference of a stock in persons and years (or jobs and years), seed by seed: a year simulated in part weighs its
    /// part.
    pub fn stock_years(&self, years: &[u16], area: Area, quantity: Quantity) -> Option<Vec<f64>> {
        let mut sums = vec![0.0; self.seeds];
        let mut found = false;
        for &year in years {
            let weight = f64::from(self.months_of(year)) / 12.0;
            if let Some(values) = self.by_seed.get(&(year, area, quantity)) {
                found = true;
                sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value * weight);
            }
        }
        found.then_some(sums)
    }

    /// How many months of a year were simulated.
    pub fn months_of(&self, year: u16) -> u16 {
        self.months.get(&year).copied().unwrap_or(0)
    }

    /// A sum of money over years by the years of a stock (jobs, persons), seed by seed: a cost a job and year. `None`
    /// where the stock is zero in a seed. A year simulated in part weighs its part.
    pub fn ratio(&self, years: &[u16], area: Area, above: Quantity, below: Quantity) -> Option<Estimate> {
        self.ratios(years, area, above, below).map(|ratios| Estimate::of(&ratios))
    }

    /// The same, seed by seed.
    pub fn ratios(&self, years: &[u16], area: Area, above: Quantity, below: Quantity) -> Option<Vec<f64>> {
        let (above, below) = (self.sums(years, area, above), self.stock_years(years, area, below)?);
        let above = above.unwrap_or_else(|| vec![0.0; self.seeds]);
        let ratio = |(above, below): (&f64, &f64)| (*below != 0.0).then(|| above / below);
        let ratios: Option<Vec<f64>> = above.iter().zip(&below).map(ratio).collect();
        ratios.filter(|ratios| !ratios.is_empty())
    }

    /// Reference and reform of the whole run, seed by seed, summed over these years.
    pub fn arms_by_seed(&self, years: &[u16], quantity: Quantity) -> Vec<(f64, f64)> {
        let mut sums = vec![(0.0, 0.0); self.seeds];
        for values in years.iter().filter_map(|&year| self.arms.get(&(year, quantity))) {
            sums.iter_mut().zip(values).for_each(|(sum, value)| *sum = (sum.0 + value.0, sum.1 + value.1));
        }
        sums
    }

    /// Reference and reform, mean over the seeds.
    pub fn levels(&self, year: u16, area: Area, quantity: Quantity) -> Option<(f64, f64)> {
        self.levels.get(&(year, area, quantity)).copied()
    }

    /// The areas of a level that are compared, in order.
    pub fn areas(&self, level: Level) -> Vec<Area> {
        let mut areas: Vec<Area> = self.by_seed.keys().map(|key| key.1).filter(|area| area.level == level).collect();
        areas.sort_unstable();
        areas.dedup();
        areas
    }

    /// The years compared, in order.
    pub fn years(&self) -> Vec<u16> {
        let mut years: Vec<u16> = self.by_seed.keys().map(|key| key.0).collect();
        years.dedup();
        years
    }

    /// Whether every quantity is the same in both arms, to the last digit.
    pub fn are_nothing(&self) -> bool {
        self.by_seed.values().flatten().all(|&value| value == 0.0)
    }
}

/// Writes `differences.csv`; with one seed, the interval is blank.
///
/// # Errors
/// When the disk refuses.
pub fn write(folder: &Path, gazetteer: &Gazetteer, differences: &Differences) -> Result<(), ReportError> {
    let header = [
        "year",
        "level",
        "territory",
        "kind",
        "name",
        "unit",
        "seeds",
        "reference",
        "reform",
        "difference",
        "interval_95_low",
        "interval_95_high",
    ];
    let mut table = Table::create(folder, "differences.csv", &header)?;
    for (&(year, area, quantity), values) in &differences.by_seed {
        let estimate = Estimate::of(&differences.padded(values));
        let (reference, reform) = differences.levels(year, area, quantity).unwrap_or_default();
        let decimals = if matches!(quantity, Quantity::Rate(_)) { 5 } else { 2 };
        let bound =
            |sign: f64| estimate.half_width.map_or(String::new(), |half| plain(estimate.mean + sign * half, decimals));
        table.row(&[
            &year.to_string(),
            area.level.name(),
            gazetteer.code(area),
            quantity.kind(),
            quantity.name(),
            quantity.unit(),
            &estimate.seeds.to_string(),
            &plain(reference, decimals),
            &plain(reform, decimals),
            &plain(estimate.mean, decimals),
            &bound(-1.0),
            &bound(1.0),
        ])?;
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::Indicator;
    use crate::report::sample;
    use crate::world::body::Body;

    fn of(replicates: &[Replicate]) -> Differences {
        Differences::of(&sample::description(), &sample::gazetteer(), replicates)
    }

    #[test]
    fn a_reform_that_changes_nothing_differs_by_exactly_nothing() {
        let differences = of(&[sample::replicate(1, 0), sample::replicate(2, 0)]);
        assert!(differences.are_nothing());
        let folder = tempfile::tempdir().expect("a scratch folder");
        write(folder.path(), &sample::gazetteer(), &differences).expect("written");
        let mut reader = csv::Reader::from_path(folder.path().join("differences.csv")).expect("a table");
        let mut rows = 0;
        for row in reader.records() {
            let row = row.expect("a row");
            for column in [9, 10, 11] {
                assert_eq!(row[column].trim_matches(['0', '.']), "", "{row:?}");
            }
            rows += 1;
        }
        assert!(rows > 100);
    }

    #[test]
    fn nothing_differs_before_the_reform_begins() {
        let differences = of(&[sample::replicate(1, 3)]);
        assert!(!differences.are_nothing());
        for ((year, _, quantity), values) in &differences.by_seed {
            if *year == 2019 {
                assert!(values.iter().all(|&v| v == 0.0), "{quantity:?}");
            }
        }
    }

    #[test]
    fn jobs_in_the_ebe_cost_the_state_what_it_pays_the_fund() {
        let differences = of(&[sample::replicate(1, 3), sample::replicate(2, 3)]);
        let state = differences.in_year(2020, Area::RUN, Quantity::Balance(Body::Etat)).expect("the State pays");
        // Two départements, 3 × 20,000 euros each, one in ten; both seeds agree.
        assert_eq!(state.mean, -1_200_000.0);
        assert_eq!(state.half_width, Some(0.0));
        let per_fte = differences
            .ratio(&[2020, 2021], Area::RUN, Quantity::Balance(Body::Etat), Quantity::Indicator(Indicator::EbeFte))
            .expect("there are jobs");
        assert!((per_fte.mean - -1_200_000.0 / 81.0).abs() < 1e-6);
    }

    #[test]
    fn one_seed_leaves_the_interval_blank() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        write(folder.path(), &sample::gazetteer(), &of(&[sample::replicate(1, 3)])).expect("written");
        let text = std::fs::read_to_string(folder.path().join("differences.csv")).expect("a table");
        assert!(text.contains("2020,run,,balance,etat,euros,1,0.00,-1200000.00,-1200000.00,,\n"), "{text}");
    }

    #[test]
    fn half_a_year_of_jobs_counts_half_in_what_a_job_costs() {
        let mut description = sample::description();
        description.through = crate::units::Month::new(2021, 6);
        let mut replicate = sample::replicate(1, 3);
        for record in [Some(&mut replicate.reference), replicate.reform.as_mut()].into_iter().flatten() {
            record.months.truncate(30);
        }
        let differences = Differences::of(&description, &sample::gazetteer(), &[replicate]);
        let cost = differences
            .ratio(&[2021], Area::RUN, Quantity::Balance(Body::Etat), Quantity::Indicator(Indicator::EbeFte))
            .expect("there are jobs");
        assert!((cost.mean - -1_200_000.0 / 40.5).abs() < 1e-6, "{cost:?}");
    }
}
