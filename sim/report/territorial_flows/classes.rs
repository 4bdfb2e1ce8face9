//! Classes of départements: quintiles of a flow an inhabitant, and their comparison with published ones as ratios.
//!
//! The national mean of a published flow is not given in its own scope. Its reference is the mean of the middles of its
//! five classes, the last one, that a single département may stretch, counted as wide as the one before; the simulated
//! reference is the same function of simulated bounds, so that both sides are read alike.

/// Lowest value, four bounds of quintiles (linear between neighbours), highest value.
pub fn bounds(values: &[f64]) -> Option<[f64; 6]> {
    if values.len() < 5 {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len() - 1;
    Some(std::array::from_fn(|fifth| {
        let place = fifth as f64 / 5.0 * last as f64;
        let below = (place.floor() as usize).min(last);
        let above = (below + 1).min(last);
        sorted[below] + (sorted[above] - sorted[below]) * (place - below as f64)
    }))
}

/// The level bounds are divided by.
pub fn reference(bounds: &[f64; 6]) -> f64 {
    let mut capped = *bounds;
    capped[5] = bounds[5].min(bounds[4] + (bounds[4] - bounds[3]));
    (0..5).map(|class| (capped[class] + capped[class + 1]) / 2.0).sum::<f64>() / 5.0
}

/// How many values, divided by `own`, fall in each class of `published` divided by its own reference; below the lowest
/// bound and above the highest count in the first and the last.
pub fn counts(values: &[f64], own: f64, published: &[f64; 6]) -> [usize; 5] {
    let level = reference(published);
    let mut counts = [0; 5];
    for value in values {
        let ratio = value / own;
        counts[(1..5).filter(|&bound| ratio > published[bound] / level).count()] += 1;
    }
    counts
}

/// Spearman's rank correlation: that of ranks, ties sharing their mean rank.
pub fn rank_correlation(pairs: &[(f64, f64)]) -> f64 {
    let ranks = |of: &dyn Fn(&(f64, f64)) -> f64| -> Vec<f64> {
        let rank = |pair: &(f64, f64)| {
            let below = pairs.iter().filter(|other| of(other) < of(pair)).count() as f64;
            let equal = pairs.iter().filter(|other| of(other) == of(pair)).count() as f64;
            below + (equal - 1.0) / 2.0
        };
        pairs.iter().map(rank).collect()
    };
    let (x, y) = (ranks(&|pair| pair.0), ranks(&|pair| pair.1));
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let (mx, my) = (mean(&x), mean(&y));
    let sum =
        |a: &[f64], ma: f64, b: &[f64], mb: f64| -> f64 { a.iter().zip(b).map(|(a, b)| (a - ma) * (b - mb)).sum() };
    let spread = (sum(&x, mx, &x, mx) * sum(&y, my, &y, my)).sqrt();
    if spread > 0.0 { sum(&x, mx, &y, my) / spread } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quintiles_of_a_hundred_and_one_values_are_each_twentieth() {
        let values: Vec<f64> = (0..=100).rev().map(f64::from).collect();
        assert_eq!(bounds(&values), Some([0.0, 20.0, 40.0, 60.0, 80.0, 100.0]));
        assert_eq!(reference(&[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]), 50.0);
        // One département far above does not move the reference.
        assert_eq!(reference(&[0.0, 20.0, 40.0, 60.0, 80.0, 900.0]), 50.0);
        assert_eq!(bounds(&[1.0]), None);
    }

    #[test]
    fn a_country_like_the_published_one_has_a_fifth_in_each_class() {
        let values: Vec<f64> = (0..100).map(|i| 100.0 + f64::from(i) + 0.5).collect();
        let published = [100.0, 120.0, 140.0, 160.0, 180.0, 200.0];
        assert_eq!(counts(&values, 150.0, &published), [20; 5]);
        // A country twice as rich has the same ratios.
        let doubled: Vec<f64> = values.iter().map(|value| 2.0 * value).collect();
        assert_eq!(counts(&doubled, 300.0, &published), [20; 5]);
    }

    #[test]
    fn ranks_that_agree_correlate_fully_and_opposite_ones_fully_against() {
        assert!((rank_correlation(&[(1.0, 10.0), (2.0, 30.0), (3.0, 50.0)]) - 1.0).abs() < 1e-12);
        assert!((rank_correlation(&[(1.0, 5.0), (2.0, 3.0), (3.0, 1.0)]) + 1.0).abs() < 1e-12);
        assert_eq!(rank_correlation(&[(1.0, 5.0), (1.0, 3.0)]), 0.0);
    }
}
