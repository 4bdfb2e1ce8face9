//! The only user of rayon, and of what lies beyond one process: [`ranks`].
//!
//! Work is cut into units that do not depend on the number of threads (a block, a market, a range of firms); results
//! come back in the order of the units. What is summed across units is an integer, so that the order of additions
//! cannot matter either.

pub mod carried;
#[cfg(feature = "mpi")]
pub mod over_mpi;
pub mod ranks;
pub mod threads;
pub mod traffic;

pub use carried::Carried;
pub use ranks::Ranks;

use std::sync::atomic::{AtomicUsize, Ordering};

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

/// Runs `work` in a pool of `threads` threads (0: as [`asked`]).
///
/// # Errors
/// When the system refuses to start the threads.
pub fn with_threads<R: Send>(threads: usize, work: impl FnOnce() -> R + Send) -> Result<R, String> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(asked(threads)).build().map_err(|e| e.to_string())?;
    Ok(pool.install(work))
}

/// Does every job in pools of their own, `at_once` of them at a time, each with its part of `threads`. Jobs are begun in
/// their order and end in any. What is left over when they do not divide evenly shares all the threads.
///
/// # Errors
/// When the system refuses to start the threads.
pub fn side_by_side<T: Sync>(
    jobs: &[T],
    at_once: usize,
    threads: usize,
    work: impl Fn(&T) + Sync,
) -> Result<(), String> {
    let at_once = at_once.clamp(1, jobs.len().max(1)).min(threads.max(1));
    let (whole, rest) = jobs.split_at(jobs.len() - jobs.len() % at_once);
    for part in [whole, rest] {
        let at_once = at_once.min(part.len());
        let pools: Vec<rayon::ThreadPool> = (0..at_once)
            .map(|place| threads / at_once + usize::from(place < threads % at_once))
            .map(|mine| rayon::ThreadPoolBuilder::new().num_threads(mine.max(1)).build().map_err(|e| e.to_string()))
            .collect::<Result<_, _>>()?;
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for pool in &pools {
                scope.spawn(|| {
                    pool.install(|| {
                        while let Some(job) = part.get(next.fetch_add(1, Ordering::Relaxed)) {
                            work(job);
                        }
                    });
                });
            }
        });
    }
    Ok(())
}

/// How many threads `threads` asks for: 0 is what `RAYON_NUM_THREADS` says, else what the batch system gave the task
/// (`SLURM_CPUS_PER_TASK`), else as many as the machine offers.
pub fn asked(threads: usize) -> usize {
    let said = ["RAYON_NUM_THREADS", "SLURM_CPUS_PER_TASK"].map(|name| std::env::var(name).ok());
    asked_among(threads, &said).unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
}

/// The first number above zero: the one asked for, then those of the surroundings in their order.
fn asked_among(threads: usize, said: &[Option<String>]) -> Option<usize> {
    let numbers = said.iter().flatten().filter_map(|text| text.trim().parse().ok());
    std::iter::once(threads).chain(numbers).find(|threads| *threads > 0)
}

/// How many threads the current pool has.
pub fn threads() -> usize {
    rayon::current_num_threads()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_goes_before_rayons_variable_and_that_before_the_batch_systems() {
        let asked = |threads, rayon: &str, slurm: &str| {
            let said = [rayon, slurm].map(|text| Some(text.to_owned()).filter(|text| !text.is_empty()));
            asked_among(threads, &said)
        };
        assert_eq!(asked(3, "5", "7"), Some(3));
        assert_eq!(asked(0, "5", "7"), Some(5));
        assert_eq!(asked(0, "", "7"), Some(7));
        assert_eq!(asked(0, "0", " 7 "), Some(7), "zero is rayon's own word for as many as there are");
        assert_eq!(asked(0, "many", ""), None);
    }

    #[test]
    fn every_job_is_done_once_however_many_run_at_once() {
        let jobs: Vec<u64> = (0..7).collect();
        for (at_once, threads) in [(1, 1), (2, 2), (3, 2), (4, 8), (9, 3)] {
            let done = std::sync::Mutex::new(Vec::new());
            side_by_side(&jobs, at_once, threads, |job| {
                let sum: u64 = map(&[*job, 1], |_, n| *n).iter().sum();
                done.lock().expect("nobody died").push(sum - 1);
            })
            .expect("threads start");
            let mut done = done.into_inner().expect("nobody died");
            done.sort_unstable();
            assert_eq!(done, jobs, "{at_once} at once on {threads} threads");
        }
    }

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
