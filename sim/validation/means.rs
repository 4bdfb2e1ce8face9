//! Weighted means by year and name: what most moments are.

use std::collections::BTreeMap;

/// Sums of a value and of its weights.
#[derive(Clone, Debug, Default)]
pub struct Means(BTreeMap<(u16, &'static str), [f64; 2]>);

impl Means {
    /// Takes one more value.
    pub fn add(&mut self, year: u16, name: &'static str, value: f64, weight: f64) {
        let sums = self.0.entry((year, name)).or_default();
        sums[0] += value * weight;
        sums[1] += weight;
    }

    /// Takes one more thing that is so or not.
    pub fn count(&mut self, year: u16, name: &'static str, is: bool, weight: f64) {
        self.add(year, name, f64::from(u8::from(is)), weight);
    }

    /// The mean; not a number if nothing was seen.
    pub fn of(&self, year: u16, name: &str) -> f64 {
        let [value, weight] = self.sums(year, name);
        value / weight
    }

    /// The sum of values; not a number if nothing was seen.
    pub fn sum(&self, year: u16, name: &str) -> f64 {
        self.sums(year, name)[0]
    }

    fn sums(&self, year: u16, name: &str) -> [f64; 2] {
        let found = self.0.iter().find(|((of, known), _)| *of == year && *known == name);
        found.map_or([f64::NAN; 2], |(_, sums)| *sums)
    }
}

/// The value under which a share of the weight lies; not a number of an empty list, which must be in order.
pub fn quantile(sorted: &[(f64, f64)], share: f64) -> f64 {
    let total: f64 = sorted.iter().map(|(_, weight)| weight).sum();
    let mut below = 0.0;
    for (value, weight) in sorted {
        below += weight;
        if below >= share * total {
            return *value;
        }
    }
    f64::NAN
}

/// Correlation of two figures of the same places.
pub fn correlation(pairs: &[[f64; 2]]) -> f64 {
    let n = pairs.len() as f64;
    let mean = |side: usize| pairs.iter().map(|pair| pair[side]).sum::<f64>() / n;
    let means = [mean(0), mean(1)];
    let sum = |one: usize, other: usize| -> f64 {
        pairs.iter().map(|pair| (pair[one] - means[one]) * (pair[other] - means[other])).sum()
    };
    sum(0, 1) / (sum(0, 0) * sum(1, 1)).sqrt()
}

/// Means over seeds of the two figures of each place.
pub fn of_pairs(seeds: &[&[[f64; 2]]]) -> Vec<[f64; 2]> {
    let places = seeds.first().map_or(0, |pairs| pairs.len());
    let mean =
        |place: usize, side: usize| seeds.iter().map(|pairs| pairs[place][side]).sum::<f64>() / seeds.len() as f64;
    (0..places).map(|place| [mean(place, 0), mean(place, 1)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_weigh_what_they_are_given() {
        let mut means = Means::default();
        means.count(2019, "poor", true, 1.0);
        means.count(2019, "poor", false, 3.0);
        assert_eq!((means.of(2019, "poor"), means.sum(2019, "poor")), (0.25, 1.0));
        assert!(means.of(2020, "poor").is_nan());
    }

    #[test]
    fn the_median_of_weighted_persons_is_where_half_the_weight_lies() {
        assert_eq!(quantile(&[(1.0, 1.0), (2.0, 1.0), (9.0, 3.0)], 0.5), 9.0);
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn figures_that_move_together_correlate() {
        assert!((correlation(&[[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]]) - 1.0).abs() < 1e-12);
        assert!((correlation(&[[1.0, 3.0], [2.0, 2.0], [3.0, 1.0]]) + 1.0).abs() < 1e-12);
    }
}
