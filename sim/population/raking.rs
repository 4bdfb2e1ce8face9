//! Weights that reach published margins and stay as near as possible to the starting ones: the raking-ratio method
//! (Deming and Stephan 1940; Deville and Särndal 1992; INSEE's CALMAR). Weight = starting weight × exp(λ·x), with λ found
//! by Newton's method on a convex function. It knows nothing of households.

/// Sparse rows of constraints: for each unit, which margins it counts in and for how much.
#[derive(Default)]
pub struct Rows {
    starts: Vec<usize>,
    entries: Vec<(u16, f64)>,
}

impl Rows {
    pub fn new() -> Rows {
        Rows { starts: vec![0], entries: Vec::new() }
    }
    /// Adds a unit; an entry named twice counts twice.
    pub fn push(&mut self, entries: &[(u16, f64)]) {
        let first = self.entries.len();
        for &(column, value) in entries {
            match self.entries[first..].iter_mut().find(|e| e.0 == column) {
                Some(entry) => entry.1 += value,
                None => self.entries.push((column, value)),
            }
        }
        self.starts.push(self.entries.len());
    }
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    fn row(&self, unit: usize) -> &[(u16, f64)] {
        &self.entries[self.starts[unit]..self.starts[unit + 1]]
    }
}

/// Weight changes beyond this factor are refused: exp(4) ≈ 55.
const WIDEST: f64 = 4.0;

/// The raked weights, and the largest gap left, relative to the total of the starting weights.
pub fn rake(rows: &Rows, initial: &[f64], targets: &[f64]) -> (Vec<f64>, f64) {
    let count = targets.len();
    let total: f64 = initial.iter().sum();
    let weights_at = |lambda: &[f64]| -> Vec<f64> {
        (0..rows.len())
            .map(|unit| {
                let exponent: f64 = rows.row(unit).iter().map(|&(c, v)| lambda[usize::from(c)] * v).sum();
                initial[unit] * libm::exp(exponent.clamp(-WIDEST, WIDEST))
            })
            .collect()
    };
    let gaps = |weights: &[f64]| -> Vec<f64> {
        let mut gap: Vec<f64> = targets.iter().map(|t| -t).collect();
        for (unit, weight) in weights.iter().enumerate() {
            for &(c, v) in rows.row(unit) {
                gap[usize::from(c)] += weight * v;
            }
        }
        gap
    };
    let size = |gap: &[f64]| gap.iter().map(|g| g * g).sum::<f64>();

    let mut lambda = vec![0.0; count];
    let mut weights = initial.to_vec();
    let mut gap = gaps(&weights);
    for _ in 0..60 {
        if gap.iter().all(|g| g.abs() <= total * 1e-9) {
            break;
        }
        let mut hessian = vec![0.0; count * count];
        for (unit, weight) in weights.iter().enumerate() {
            let row = rows.row(unit);
            for &(a, va) in row {
                for &(b, vb) in row {
                    hessian[usize::from(a) * count + usize::from(b)] += weight * va * vb;
                }
            }
        }
        for c in 0..count {
            hessian[c * count + c] += total * 1e-8;
        }
        let step = solve(hessian, &gap, count);
        let mut length = 1.0;
        let mut moved = false;
        for _ in 0..12 {
            let candidate: Vec<f64> = lambda.iter().zip(&step).map(|(l, s)| l - length * s).collect();
            let new_weights = weights_at(&candidate);
            let new_gap = gaps(&new_weights);
            if size(&new_gap) < size(&gap) {
                (lambda, weights, gap, moved) = (candidate, new_weights, new_gap, true);
                break;
            }
            length *= 0.5;
        }
        if !moved {
            break;
        }
    }
    let worst = gap.iter().fold(0.0f64, |m, g| m.max(g.abs())) / total;
    (weights, worst)
}

/// Solves a symmetric positive system by Cholesky's method.
fn solve(mut matrix: Vec<f64>, right: &[f64], n: usize) -> Vec<f64> {
    for j in 0..n {
        let mut pivot = matrix[j * n + j];
        for k in 0..j {
            pivot -= matrix[j * n + k] * matrix[j * n + k];
        }
        // A margin no unit counts in has a pivot made of the ridge alone.
        let root = pivot.max(1e-12).sqrt();
        matrix[j * n + j] = root;
        for i in j + 1..n {
            let mut sum = matrix[i * n + j];
            for k in 0..j {
                sum -= matrix[i * n + k] * matrix[j * n + k];
            }
            matrix[i * n + j] = sum / root;
        }
    }
    let mut x = right.to_vec();
    for i in 0..n {
        for k in 0..i {
            x[i] -= matrix[i * n + k] * x[k];
        }
        x[i] /= matrix[i * n + i];
    }
    for i in (0..n).rev() {
        for k in i + 1..n {
            x[i] -= matrix[k * n + i] * x[k];
        }
        x[i] /= matrix[i * n + i];
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raked_weights_reach_two_crossed_margins_and_keep_the_odds_ratio() {
        // A 2 × 2 table 10 20 / 30 40 brought to margins (50, 50) and (60, 40).
        let mut rows = Rows::new();
        for cell in [[0, 2], [0, 3], [1, 2], [1, 3]] {
            rows.push(&[(cell[0], 1.0), (cell[1], 1.0)]);
        }
        let (w, gap) = rake(&rows, &[10.0, 20.0, 30.0, 40.0], &[50.0, 50.0, 60.0, 40.0]);
        assert!(gap < 1e-6, "{gap}");
        assert!((w[0] + w[1] - 50.0).abs() < 1e-4 && (w[0] + w[2] - 60.0).abs() < 1e-4, "{w:?}");
        let odds = w[0] * w[3] / (w[1] * w[2]);
        assert!((odds - 10.0 * 40.0 / (20.0 * 30.0)).abs() < 1e-4, "{odds}");
    }
}
