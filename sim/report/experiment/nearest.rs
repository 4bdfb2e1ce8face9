//! Which zones are nearest: Euclidean distance, each characteristic in standard deviations.

/// For each treated row, the `many` nearest rows that are not treated, nearest first, with their distance; of two as
/// near, the first. A characteristic on which all rows are alike counts for nothing.
pub fn nearest(values: &[Vec<f64>], treated: &[bool], many: usize) -> Vec<(usize, Vec<(usize, f64)>)> {
    let deviations = deviations(values);
    let distance = |one: usize, other: usize| {
        let squares =
            deviations.iter().enumerate().filter(|(_, deviation)| **deviation > 0.0).map(|(on, deviation)| {
                let apart = (values[one][on] - values[other][on]) / deviation;
                apart * apart
            });
        squares.sum::<f64>().sqrt()
    };
    let rows = |are_treated: bool| (0..values.len()).filter(move |row| treated[*row] == are_treated);
    rows(true)
        .map(|row| {
            let mut near: Vec<(usize, f64)> = rows(false).map(|other| (other, distance(row, other))).collect();
            near.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
            near.truncate(many);
            (row, near)
        })
        .collect()
}

/// The standard deviation of each characteristic over all rows.
fn deviations(values: &[Vec<f64>]) -> Vec<f64> {
    let rows = values.len().max(1) as f64;
    let characteristics = values.first().map_or(0, Vec::len);
    (0..characteristics)
        .map(|on| {
            let mean = values.iter().map(|row| row[on]).sum::<f64>() / rows;
            let squares: f64 = values.iter().map(|row| (row[on] - mean) * (row[on] - mean)).sum();
            let deviation = (squares / rows).sqrt();
            // What sums leave of rows that are all the same.
            if deviation <= mean.abs() * 1e-12 { 0.0 } else { deviation }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_zones_are_the_nearest_once_units_no_longer_count() {
        // Unemployment in %, inhabitants. In raw units inhabitants alone would decide, and row 3 would be nearest to row 0.
        let values = vec![
            vec![10.0, 100_000.0],
            vec![10.0, 140_000.0],
            vec![11.0, 200_000.0],
            vec![20.0, 101_000.0],
            vec![6.0, 300_000.0],
        ];
        let chosen = nearest(&values, &[true, false, false, false, false], 2);
        assert_eq!(chosen.len(), 1);
        let (row, near) = &chosen[0];
        assert_eq!(*row, 0);
        assert_eq!(near.iter().map(|(other, _)| *other).collect::<Vec<_>>(), [1, 2]);
        // 40 000 inhabitants over their standard deviation, worked out apart: 75 292.
        assert!((near[0].1 - 40_000.0 / 75_292.496).abs() < 1e-6, "{}", near[0].1);
    }

    #[test]
    fn no_treated_zone_is_compared_with_another_and_as_near_means_the_first() {
        let values = vec![vec![5.0], vec![5.0], vec![6.0], vec![4.0], vec![9.0]];
        let chosen = nearest(&values, &[true, true, false, false, false], 2);
        for (_, near) in &chosen {
            assert_eq!(near.iter().map(|(other, _)| *other).collect::<Vec<_>>(), [2, 3]);
        }
        assert_eq!(nearest(&values, &[true, true, false, false, false], 9)[0].1.len(), 3);
    }

    #[test]
    fn a_characteristic_all_zones_share_counts_for_nothing() {
        let values = vec![vec![13.1, 1.0], vec![13.1, 3.0], vec![13.1, 2.0]];
        let chosen = nearest(&values, &[true, false, false], 1);
        assert_eq!(chosen[0].1[0].0, 2);
        assert!(chosen[0].1[0].1.is_finite());
    }
}
