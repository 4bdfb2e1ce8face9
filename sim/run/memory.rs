//! How much memory the program has taken, for `timing.toml`: nothing of a result depends on it.

use std::fs;

/// Most memory taken since the program began, in kilobytes; `None` where the system does not say.
pub fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_peak_follows_what_is_taken_and_never_falls() {
        let before = peak().expect("Linux says");
        let taken = vec![1u8; 64 << 20];
        let during = peak().expect("Linux says");
        assert!(taken.iter().map(|&byte| usize::from(byte)).sum::<usize>() == 64 << 20);
        drop(taken);
        let after = peak().expect("Linux says");
        // The system counts by the page of each processor, and may be some hundred kilobytes behind.
        assert!(before <= during + 1024 && during <= after + 1024 && after > 64 << 10, "{before} {during} {after} kB");
    }
}
