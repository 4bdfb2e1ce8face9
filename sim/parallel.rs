//! The only user of rayon.
//!
//! Work is cut into units that do not depend on the number of threads (a block, a market, a range of firms); results
//! come back in the order of the units. What is summed across units is an integer, so that the order of additions
//! cannot matter either.

use rayon::prelude::*;

/// Applies `work` to every unit, in parallel, and returns the results in the order of the units.
pub fn map<T: Sync, R: Send>(units: &[T], work: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    units.par_iter().enumerate().map(|(i, unit)| work(i, unit)).collect()
}

/// As [`map`], each unit being changed in place.
pub fn map_mut<T: Send, R: Send>(units: &mut [T], work: impl Fn(usize, &mut T) -> R + Sync) -> Vec<R> {
    units.par_iter_mut().enumerate().map(|(i, unit)| work(i, unit)).collect()
}

/// As [`map_mut`], each unit being given its own companion (its mail, its scratch space).
pub fn zip_mut<T: Send, U: Send, R: Send>(
    units: &mut [T],
    companions: Vec<U>,
    work: impl Fn(usize, &mut T, U) -> R + Sync,
) -> Vec<R> {
    assert_eq!(units.len(), companions.len(), "every unit has one companion");
    units.par_iter_mut().zip(companions).enumerate().map(|(i, (unit, mine))| work(i, unit, mine)).collect()
}

/// Builds `count` results, in order.
pub fn build<R: Send>(count: usize, work: impl Fn(usize) -> R + Sync + Send) -> Vec<R> {
    (0..count).into_par_iter().map(work).collect()
}

/// Sorts by a key that no two items share, so that the result is unique whatever the number of threads.
pub fn sort_by_unique_key<T: Send, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K + Sync) {
    items.par_sort_unstable_by_key(key);
}

/// Runs `work` in a pool of `threads` threads (0: as many as the machine offers).
///
/// # Errors
/// When the system refuses to start the threads.
pub fn with_threads<R: Send>(threads: usize, work: impl FnOnce() -> R + Send) -> Result<R, String> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|e| e.to_string())?;
    Ok(pool.install(work))
}

/// How many threads the current pool has.
pub fn threads() -> usize {
    rayon::current_num_threads()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_back_in_the_order_of_the_units_for_any_number_of_threads() {
        let units: Vec<u64> = (0..1000).collect();
        let expected: Vec<u64> = units.iter().map(|u| u * u).collect();
        for threads in [1, 2, 8] {
            let got = with_threads(threads, || map(&units, |_, u| u * u)).expect("threads start");
            assert_eq!(got, expected);
        }
    }
}
