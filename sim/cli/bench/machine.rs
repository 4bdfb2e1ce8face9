//! What machine this is, as Linux tells it. Elsewhere what is not known is left out.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The first value of a `key: value` line.
fn line_of(file: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.split(':').next().is_some_and(|name| name.trim() == key))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn kibibytes(file: &str, key: &str) -> Option<u64> {
    line_of(file, key)?.split_whitespace().next()?.parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}

/// `AMD EPYC 9654 96-Core Processor`.
pub fn processor() -> Option<String> {
    line_of("/proc/cpuinfo", "model name")
}

/// Memory installed, or given to the virtual machine, in bytes.
pub fn memory() -> Option<u64> {
    kibibytes("/proc/meminfo", "MemTotal")
}

/// The release of the kernel.
pub fn kernel() -> Option<String> {
    fs::read_to_string("/proc/sys/kernel/osrelease").ok().map(|text| text.trim().to_owned())
}

/// Runnable processes, mean of the last minute: what else the machine is doing.
pub fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split_whitespace().next()?.parse().ok()
}

/// The most memory this process ever held, in bytes.
pub fn peak() -> Option<u64> {
    bassin::run::memory::peak().map(|kibibytes| kibibytes * 1024)
}

/// Bytes of the last level of cache, over all its instances.
pub fn last_level_cache() -> Option<u64> {
    let mut instances: BTreeSet<(u32, String, u64)> = BTreeSet::new();
    for processor in fs::read_dir("/sys/devices/system/cpu").ok()?.flatten() {
        let Ok(caches) = fs::read_dir(processor.path().join("cache")) else { continue };
        instances.extend(caches.flatten().filter_map(|cache| instance(&cache.path())));
    }
    let last = instances.iter().map(|(level, _, _)| *level).max()?;
    Some(instances.iter().filter(|(level, _, _)| *level == last).map(|(_, _, bytes)| bytes).sum())
}

/// Level, processors that share it, and bytes of a cache; a cache shared by many is told by each of them.
fn instance(folder: &Path) -> Option<(u32, String, u64)> {
    let read = |name: &str| fs::read_to_string(folder.join(name)).ok().map(|text| text.trim().to_owned());
    let kibibytes: u64 = read("size")?.strip_suffix('K')?.parse().ok()?;
    Some((read("level")?.parse().ok()?, read("shared_cpu_list")?, kibibytes * 1024))
}
