//! The stored demand factors: by sector and month, what multiplies the published index of jobs so that the reference run
//! has the published employment. Solved once by `bassin calibrate`, the same for every seed and arm.

const TABLE: &str = include_str!("../scenarios/france/demand_path.csv");

/// Factors from January 2019, in millionths, by sector (residential, export, public).
///
/// # Errors
/// A line of the table that cannot be read.
pub fn factors() -> Result<Vec<[u32; 3]>, String> {
    let mut factors = Vec::new();
    for (number, line) in TABLE.lines().enumerate().filter(|(_, l)| !l.starts_with('#')).skip(1) {
        let numbers: Vec<u32> = line.split(',').skip(1).filter_map(|f| f.parse().ok()).collect();
        let &[residential, export, public] = numbers.as_slice() else {
            return Err(format!(
                "scenarios/france/demand_path.csv, line {}: month and three whole numbers expected",
                number + 1
            ));
        };
        factors.push([residential, export, public]);
    }
    Ok(factors)
}

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

    #[test]
    fn the_stored_factors_start_in_january_2019_and_stay_near_one() {
        let factors = factors().expect("the embedded table reads");
        assert!(factors.len() >= 12, "{} months", factors.len());
        assert!(factors.iter().flatten().all(|f| (800_000..1_250_000).contains(f)));
    }
}
