//! How much memory the machine, or the job's allocation, has left: whether a run fits at all, and how many replicates may
//! run at once. Results do not depend on it.

use std::fs;
use std::path::Path;

use bassin::estimate;
use bassin::scenario::Scenario;
use bassin::territory::Territory;

use super::failure::Failure;

/// The sparsest sample a scenario accepts.
const LARGEST_ONE_IN: f64 = 1_000.0;

/// Bytes that can still be taken; `None` where the system does not say.
pub fn available() -> Option<f64> {
    let meminfo = fs::read_to_string("/proc/meminfo").ok()?;
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    let bounds = [of_allocation(), of_address_space()];
    Some(bounds.into_iter().flatten().fold(kilobytes * 1024.0, f64::min))
}

/// What a batch system or container leaves, if it bounds memory (cgroup version 2): the narrowest of the bounds from the
/// process's own group upwards, a job being often bounded above its tasks.
fn of_allocation() -> Option<f64> {
    let own = fs::read_to_string("/proc/self/cgroup").ok()?;
    let folder = own.lines().find_map(|line| line.strip_prefix("0::"))?.trim_start_matches('/').to_owned();
    let left = |group: &Path| -> Option<f64> {
        let read = |name: &str| fs::read_to_string(Path::new("/sys/fs/cgroup").join(group).join(name)).ok();
        // `max` is no number: this group is not bounded.
        let most: f64 = read("memory.max")?.trim().parse().ok()?;
        let taken: f64 = read("memory.current")?.trim().parse().ok()?;
        // Files read are given back when memory is needed.
        let stat = read("memory.stat").unwrap_or_default();
        let files = stat.lines().find_map(|line| line.strip_prefix("inactive_file ")?.trim().parse::<f64>().ok());
        Some(most - taken + files.unwrap_or(0.0))
    };
    Path::new(&folder).ancestors().filter_map(left).reduce(f64::min)
}

/// What is left of the process's bound on addresses, which some batch systems set (`ulimit -v`).
fn of_address_space() -> Option<f64> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max address space"))?;
    let most: f64 = line.split_whitespace().next()?.parse().ok()?;
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmSize:"))?;
    let taken: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(most - taken * 1024.0)
}

/// How many of `jobs` may run at once on so many threads, when each takes `bytes`. Where memory is not known, one.
pub fn at_once(jobs: usize, threads: usize, bytes: f64, available: Option<f64>) -> usize {
    // A part is left to the system and to the estimate's own error.
    let room = available.map_or(1.0, |available| available * 0.75 / bytes.max(1.0));
    (room as usize).min(threads).min(jobs).max(1)
}

/// Refuses a scenario of which one replicate does not fit in what is left, `reforms` being run beside the reference.
///
/// # Errors
/// Bad input that says how much is needed and the smallest `one_in` that fits.
pub fn holds(scenario: &Scenario, territory: &Territory, reforms: usize) -> Result<(), Failure> {
    let bytes = estimate::bytes_of_replicate(scenario, territory, reforms) * super::ranks::share_of_this_node();
    match available().and_then(|available| too_large(bytes, scenario.run.one_in, available)) {
        None => Ok(()),
        Some((message, help)) => Err(Failure::of_input(message, help)),
    }
}

/// The refusal and the remedy, if a replicate of `bytes` at `one_in` does not fit in what is `available`.
fn too_large(bytes: f64, one_in: u32, available: f64) -> Option<(String, String)> {
    if estimate::PROGRAM_BYTES + bytes <= available {
        return None;
    }
    let gigabytes = |bytes: f64| format!("{:.1} GB", bytes.max(0.0) / 1e9);
    let message = format!(
        "one_in = {one_in} needs {} of memory, and {} can be taken",
        gigabytes(estimate::PROGRAM_BYTES + bytes),
        gigabytes(available)
    );
    // State goes with the number of persons; a hundredth more, since each place is cut to whole persons.
    let at_one = bytes * f64::from(one_in) * 1.01;
    let fits = (at_one / (available - estimate::PROGRAM_BYTES).max(1.0)).ceil();
    let help = if fits <= LARGEST_ONE_IN {
        format!(
            "the smallest one_in that fits is {fits} (--one-in {fits}); or run fewer places, or ask for more memory"
        )
    } else {
        "no one_in fits: ask for more memory, or run fewer places".to_owned()
    };
    Some((message, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_replicates_run_at_once_as_memory_and_threads_allow_and_always_one() {
        assert_eq!(at_once(20, 8, 1e9, Some(4e9)), 3, "a quarter is left");
        assert_eq!(at_once(20, 2, 1e9, Some(64e9)), 2);
        assert_eq!(at_once(1, 8, 1e9, Some(64e9)), 1);
        assert_eq!(at_once(20, 8, 10e9, Some(4e9)), 1, "an estimate may err: who was let in runs");
        assert_eq!(at_once(20, 8, 1e9, None), 1);
    }

    #[test]
    fn all_of_france_at_one_in_one_is_refused_where_it_does_not_fit_with_the_smallest_scale_that_does() {
        // 65 million persons of 160 bytes: 10.4 GB, and 35 MB of program.
        assert_eq!(too_large(10.4e9, 1, 16e9), None);
        let (message, help) = too_large(10.4e9, 1, 4e9).unwrap();
        assert_eq!(message, "one_in = 1 needs 10.4 GB of memory, and 4.0 GB can be taken");
        // 10.4 × 1.01 / 3.965 = 2.65.
        assert!(help.contains("--one-in 3)"), "{help}");
        // One in three is a third of it, and does.
        assert_eq!(too_large(10.4e9 / 3.0, 3, 4e9), None);
        let (_, help) = too_large(10.4e9, 1, 30e6).unwrap();
        assert!(help.contains("no one_in fits"), "{help}");
    }
}
