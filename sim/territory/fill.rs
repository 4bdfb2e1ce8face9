//! Figures that are not published, and the rule that stands in for each.
//!
//! Why it exists: nothing is filled silently. Every rule applied to a blank cell is recorded with the row and column,
//! so that `bassin check` and `bassin territory` can list them by name.

/// A figure the producers do not publish, and what was put in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The table, as named in `scenarios/france/`.
    pub table: &'static str,
    /// The row: a place by code and name, or a period.
    pub row: String,
    pub column: String,
    /// The rule, as a sentence.
    pub rule: &'static str,
}

/// All the figures filled so far.
#[derive(Default)]
pub struct Fills(pub Vec<Filled>);

impl Fills {
    pub fn note(&mut self, table: &'static str, row: impl Into<String>, column: impl Into<String>, rule: &'static str) {
        self.0.push(Filled { table, row: row.into(), column: column.into(), rule });
    }
}

/// Splits `total` into whole parts in proportion to `weights` by largest remainders; ties go to the first. With no
/// positive weight the first part takes all.
pub fn split_whole(total: u32, weights: &[f64]) -> Vec<u32> {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        let mut parts = vec![0; weights.len()];
        if let Some(first) = parts.first_mut() {
            *first = total;
        }
        return parts;
    }
    let exact: Vec<f64> = weights.iter().map(|w| f64::from(total) * w / sum).collect();
    let mut parts: Vec<u32> = exact.iter().map(|e| e.floor() as u32).collect();
    let missing = total.saturating_sub(parts.iter().sum()) as usize;
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|&a, &b| (exact[b] - exact[b].floor()).total_cmp(&(exact[a] - exact[a].floor())).then(a.cmp(&b)));
    for &i in order.iter().take(missing) {
        parts[i] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_splits_into_whole_parts_that_add_up() {
        assert_eq!(split_whole(10, &[1.0, 1.0, 1.0]), vec![4, 3, 3]);
        assert_eq!(split_whole(7, &[0.0, 2.0, 5.0]), vec![0, 2, 5]);
        assert_eq!(split_whole(3, &[0.0, 0.0]), vec![3, 0]);
    }
}
