//! Demand by sector and month: the published index of jobs times the stored factors (`territory::calibrated`), so that the
//! reference run has the published employment. The same for every seed and arm.

/// Demand by month: the published index of each sector times its factor; the last factor goes on after the table.
pub fn path(published: &[Vec<crate::units::Rate>; 3], factors: &[[u32; 3]]) -> Vec<[u32; 3]> {
    (0..published[0].len())
        .map(|month| {
            std::array::from_fn(|sector| {
                let factor = factors.get(month).or(factors.last()).map_or(1_000_000, |f| f[sector]);
                (u64::from(published[sector][month].0.unsigned_abs()) * u64::from(factor) / 1_000_000) as u32
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Rate;

    #[test]
    fn a_factor_multiplies_the_index_of_its_month_and_the_last_one_goes_on() {
        let flat = vec![Rate::ONE; 3];
        let published = [flat.clone(), vec![Rate(900_000); 3], flat];
        let path = path(&published, &[[1_000_000; 3], [1_010_000, 1_100_000, 990_000]]);
        assert_eq!(
            path,
            [[1_000_000, 900_000, 1_000_000], [1_010_000, 990_000, 990_000], [1_010_000, 990_000, 990_000]]
        );
        assert_eq!(super::path(&published, &[])[2], [1_000_000, 900_000, 1_000_000], "no table, the index alone");
    }
}
