//! What writing the results of an ensemble takes beside simulating it: `cargo bench --bench report`. The aims: under 5 % of
//! the time of simulation, a page under 3 MB.
//!
//! Twenty seeds of `scenarios/tzcld.toml` (60 months, two arms) are simulated as one shard, which holds replicates and no
//! table; `merge` then reads them back and writes every table, chart and page. One household in twenty, two minutes on two
//! cores; `BASSIN_BENCH_LARGE=1` takes everyone, as the file says (twenty minutes). Writing takes as long in both.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const SCENARIO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/tzcld.toml");
const SEEDS: &str = "1..20";
const SHARE: f64 = 5.0;
const PAGE: f64 = 3.0;

fn main() {
    let large = std::env::var_os("BASSIN_BENCH_LARGE").is_some_and(|asked| asked == "1");
    let folder = tempfile::tempdir().expect("a scratch folder");
    let scale: &[&str] = if large { &[] } else { &["--one-in", "20"] };
    let simulate = ["run", SCENARIO, "--seeds", SEEDS, "--shard", "1/1", "--out", "shard", "--quiet"];
    let simulated = timed(folder.path(), &[&simulate, scale].concat());
    let write =
        |out: &str, more: &[&str]| timed(folder.path(), &[&["merge", "shard", "--out", out, "--quiet"], more].concat());
    let written = write("result", &[]);
    let tables_as_csv = write("csv", &["--no-parquet"]);
    let size = |name: &str| fs::metadata(folder.path().join("result").join(name)).map_or(0, |file| file.len());
    let share = 100.0 * written.as_secs_f64() / simulated.as_secs_f64();
    let page = size("report.html") as f64 / 1e6;
    println!("Seeds {SEEDS} of scenarios/tzcld.toml, one household in {}:", if large { 1 } else { 20 });
    println!("simulated in {:.1} s, written in {:.1} s", simulated.as_secs_f64(), written.as_secs_f64());
    println!("  of which Parquet {:.1} s", written.saturating_sub(tables_as_csv).as_secs_f64());
    println!("writing over simulating: {share:.1} % (aim: under {SHARE} %)");
    println!("report.html: {page:.2} MB (aim: under {PAGE} MB)");
    for table in ["indicators.csv", "indicators.parquet", "accounts.csv", "results.xlsx"] {
        println!("{table}: {:.1} MB", size(table) as f64 / 1e6);
    }
}

/// The time a command of the program takes from its start to its end.
fn timed(folder: &Path, arguments: &[&str]) -> Duration {
    let started = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_bassin")).current_dir(folder).args(arguments).status();
    assert!(status.expect("the program starts").success(), "{arguments:?} failed");
    started.elapsed()
}
