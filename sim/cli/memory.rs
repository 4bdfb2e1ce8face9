//! How much memory the machine, or the job's allocation, has left: how many replicates may run at once. Results do not
//! depend on it.

use std::fs;

/// Bytes that can still be taken; `None` where the system does not say.
pub fn available() -> Option<f64> {
    let meminfo = fs::read_to_string("/proc/meminfo").ok()?;
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    let of_machine = kilobytes * 1024.0;
    Some(of_machine.min(of_allocation().unwrap_or(of_machine)))
}

/// What a batch system or container leaves, if it bounds memory (cgroup version 2).
fn of_allocation() -> Option<f64> {
    let own = fs::read_to_string("/proc/self/cgroup").ok()?;
    let folder = own.lines().find_map(|line| line.strip_prefix("0::"))?.trim_start_matches('/').to_owned();
    let read = |name: &str| -> Option<f64> {
        let text = fs::read_to_string(format!("/sys/fs/cgroup/{folder}/{name}")).ok()?;
        text.trim().parse().ok()
    };
    Some(read("memory.max")? - read("memory.current")?)
}

/// How many of `jobs` may run at once on so many threads, when each takes `bytes`. Where memory is not known, one.
pub fn at_once(jobs: usize, threads: usize, bytes: f64, available: Option<f64>) -> usize {
    // A part is left to the system and to the estimate's own error.
    let room = available.map_or(1.0, |available| available * 0.75 / bytes.max(1.0));
    (room as usize).min(threads).min(jobs).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_replicates_run_at_once_as_memory_and_threads_allow_and_always_one() {
        assert_eq!(at_once(20, 8, 1e9, Some(4e9)), 3, "a quarter is left");
        assert_eq!(at_once(20, 2, 1e9, Some(64e9)), 2);
        assert_eq!(at_once(1, 8, 1e9, Some(64e9)), 1);
        assert_eq!(at_once(20, 8, 10e9, Some(4e9)), 1, "one is tried even where memory seems short");
        assert_eq!(at_once(20, 8, 1e9, None), 1);
    }
}
