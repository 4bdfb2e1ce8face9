//! How many households a second the whole law computes, on one core: `cargo bench --bench law`.
//!
//! The mix is the project's own cases (`tests/cases/law/households.csv`): people alone, lone parents, couples; employed,
//! unemployed, on ASS, on AAH or without income; tenants and owners. Each is computed under the law of its month, every
//! benefit and levy of it. Nothing is allocated for a household. The aim is a million household-months a second.

use std::hint::black_box;

use bassin::law::household::{Case, steady_state};
use bassin::law::{Code, Law, cases};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn whole_law(criterion: &mut Criterion) {
    let code = Code::load().expect("the tables are right");
    let read = cases::read(&include_bytes!("../tests/cases/law/households.csv")[..]).expect("the cases are right");
    let mut mixes: Vec<(Law, Vec<Case>)> = Vec::new();
    for (month, case) in read {
        match mixes.iter_mut().find(|(law, _)| law.month == month) {
            Some((_, mix)) => mix.push(case),
            None => mixes.push((code.at(month), vec![case])),
        }
    }
    let mut group = criterion.benchmark_group("law");
    for (law, mix) in &mixes {
        group.throughput(Throughput::Elements(mix.len() as u64));
        group.bench_function(format!("household-months, {}", law.month), |bencher| {
            bencher.iter(|| {
                mix.iter().map(|case| steady_state(black_box(law), black_box(case)).disposable.0).sum::<i64>()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, whole_law);
criterion_main!(benches);
