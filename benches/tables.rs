//! How long a table of a million rows takes from CSV to Parquet, written to disk: `cargo bench --bench tables`. The aim is
//! under two seconds.
//!
//! The rows are those of `indicators.csv`: two arms, twenty seeds, months, places, indicators.

use std::fs;
use std::io::Write;

use bassin::report::columns::Columns;
use bassin::report::parquet;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const ROWS: usize = 1_000_000;

fn million_rows(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let path = folder.path().join("indicators.csv");
    let mut text = b"arm,seed,month,level,territory,indicator,value,unit\n".to_vec();
    for row in 0..ROWS {
        let (arm, seed) = (["reference", "reform"][row / (ROWS / 2)], row / (ROWS / 40) % 20 + 1);
        let (month, place) = (row / 2000 % 12 + 1, row / 50 % 96 + 1);
        // A multiplier of the usual generators: values that differ from row to row.
        let value = (row as u64).wrapping_mul(6_364_136_223_846_793_005) >> 44;
        writeln!(text, "{arm},{seed},2019-{month:02},departement,{place:02},indicator_{},{value},persons", row % 50)
            .expect("in memory");
    }
    fs::write(&path, text).expect("written");
    let documented = Columns::load();
    let mut group = criterion.benchmark_group("tables");
    group.sample_size(10).throughput(Throughput::Elements(ROWS as u64));
    group.bench_function("a million rows to Parquet", |bencher| {
        bencher.iter(|| parquet::of_table(&path, &documented).expect("written"));
    });
    group.finish();
    let size = |ending: &str| fs::metadata(path.with_extension(ending)).map_or(0, |file| file.len());
    println!("CSV {} bytes, Parquet {} bytes", size("csv"), size("parquet"));
}

criterion_group!(benches, million_rows);
criterion_main!(benches);
