//! Whether the four groups of départements told of 2012 come out: two simple rules, and how far they agree with the text.
//!
//! The first rule is the meaning of the groups: resources and expenditure an inhabitant above or below the median
//! département. The second asks for four clusters of what people draw and pay (k-means on ratios of contributions at the
//! employer, pensions, unemployment and poverty, each divided by its standard deviation), begun at the means of the four
//! quarters of the first rule. Agreement is the adjusted Rand index over the départements the text tells: 1 if the same,
//! 0 on the average of chance.

use crate::report::national_books::csv_reader;

const TEXT: &str = include_str!("../../../scenarios/france/territorial_groups_published.csv");

/// A département the text puts in a group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// 1 to 4.
    pub group: usize,
    pub meaning: String,
    pub departement: String,
}

/// The groups as told; rows that cannot be read are left out, which a test would see.
pub fn told() -> Vec<Told> {
    let row = |row: csv::StringRecord| {
        Some(Told {
            group: row.get(0)?.parse().ok().filter(|group| (1..=4).contains(group))?,
            meaning: row.get(1)?.to_owned(),
            departement: row.get(3)?.to_owned(),
        })
    };
    csv_reader(TEXT).records().flatten().filter_map(row).collect()
}

/// The quarter of each département, as the groups are numbered: 1 high resources and low expenditure, 2 the contrary, 3
/// both high, 4 both low, against the medians.
pub fn quarters(resources: &[f64], expenditure: &[f64]) -> Vec<usize> {
    let (r, e) = (median(resources), median(expenditure));
    let quarter = |(x, y): (&f64, &f64)| match (*x > r, *y > e) {
        (true, false) => 1,
        (false, true) => 2,
        (true, true) => 3,
        (false, false) => 4,
    };
    resources.iter().zip(expenditure).map(quarter).collect()
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        n if n % 2 == 0 => (sorted[half - 1] + sorted[half]) / 2.0,
        _ => sorted[half],
    }
}

/// Four clusters of `points` by k-means, numbered as the labels they are begun from.
pub fn clusters(points: &[[f64; 4]], begin: &[usize]) -> Vec<usize> {
    let spread: [f64; 4] = std::array::from_fn(|axis| {
        let n = points.len().max(1) as f64;
        let mean = points.iter().map(|point| point[axis]).sum::<f64>() / n;
        let variance = points.iter().map(|point| (point[axis] - mean) * (point[axis] - mean)).sum::<f64>() / n;
        if variance > 0.0 { variance.sqrt() } else { 1.0 }
    });
    let scaled: Vec<[f64; 4]> = points.iter().map(|point| std::array::from_fn(|i| point[i] / spread[i])).collect();
    let mut labels = begin.to_vec();
    for _ in 0..100 {
        let centres: Vec<Option<[f64; 4]>> = (1..=4).map(|label| centre(&scaled, &labels, label)).collect();
        let nearest = |point: &[f64; 4]| {
            let mut best = (f64::INFINITY, 0);
            for (label, centre) in centres.iter().enumerate() {
                let Some(centre) = centre else { continue };
                let far: f64 = point.iter().zip(centre).map(|(a, b)| (a - b) * (a - b)).sum();
                if far < best.0 {
                    best = (far, label + 1);
                }
            }
            best.1
        };
        let next: Vec<usize> = scaled.iter().map(nearest).collect();
        if next == labels {
            break;
        }
        labels = next;
    }
    labels
}

fn centre(points: &[[f64; 4]], labels: &[usize], label: usize) -> Option<[f64; 4]> {
    let mine: Vec<&[f64; 4]> = points.iter().zip(labels).filter(|(_, of)| **of == label).map(|(p, _)| p).collect();
    if mine.is_empty() {
        return None;
    }
    Some(std::array::from_fn(|axis| mine.iter().map(|point| point[axis]).sum::<f64>() / mine.len() as f64))
}

/// Adjusted Rand index of two labellings.
pub fn agreement(one: &[usize], other: &[usize]) -> f64 {
    let pairs = |n: usize| n as f64 * (n as f64 - 1.0) / 2.0;
    let top = |labels: &[usize]| labels.iter().copied().max().unwrap_or(0);
    let of = |labels: &[usize], label: usize| labels.iter().filter(|of| **of == label).count();
    let mut both = 0.0;
    for a in 0..=top(one) {
        for b in 0..=top(other) {
            both += pairs(one.iter().zip(other).filter(|(x, y)| **x == a && **y == b).count());
        }
    }
    let alone = |labels: &[usize]| (0..=top(labels)).map(|label| pairs(of(labels, label))).sum::<f64>();
    let (first, second) = (alone(one), alone(other));
    let expected = first * second / pairs(one.len()).max(1.0);
    let most = (first + second) / 2.0;
    if most > expected { (both - expected) / (most - expected) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_tells_fifty_départements_once_each() {
        let told = told();
        let mut codes: Vec<&str> = told.iter().map(|told| told.departement.as_str()).collect();
        codes.sort_unstable();
        let all = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), all);
        assert!((1..=4).all(|group| told.iter().any(|told| told.group == group)), "a group is empty");
        assert!(all > 40);
    }

    #[test]
    fn quarters_follow_the_meaning_of_the_groups() {
        assert_eq!(quarters(&[9.0, 1.0, 8.0, 2.0], &[1.0, 9.0, 8.0, 2.0]), [1, 2, 3, 4]);
    }

    #[test]
    fn four_clouds_are_found_from_a_bad_beginning() {
        let at = |x: f64, y: f64| [[x, y, 0.0, 1.0], [x + 0.1, y, 0.0, 1.0], [x, y + 0.1, 0.0, 1.0]];
        let points: Vec<[f64; 4]> =
            [at(0.0, 0.0), at(0.0, 9.0), at(9.0, 0.0), at(9.0, 9.0)].into_iter().flatten().collect();
        let found = clusters(&points, &[1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
        assert_eq!(found, [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
    }

    #[test]
    fn agreement_is_one_for_the_same_groups_under_other_names_and_none_for_one_group() {
        assert!((agreement(&[1, 1, 2, 2, 3], &[3, 3, 1, 1, 2]) - 1.0).abs() < 1e-12);
        assert!(agreement(&[1, 1, 2, 2], &[1, 1, 1, 1]).abs() < 1e-12);
        assert!(agreement(&[1, 1, 2, 2], &[1, 2, 1, 2]) < 0.0);
    }
}
