//! How many households a second Bassin's law computes: those of `../openfisca.py`, on one core, everything read before.
//! Each is computed alone, every benefit and levy of it. `law HOUSEHOLDS` prints one line of JSON, with the seconds of
//! the middle one of five passes.

use std::hint::black_box;
use std::time::Instant;

use bassin::law::household::{Case, steady_state};
use bassin::law::{Code, cases};
use bassin::units::Month;
use bassin_peers::peak_kib;

fn main() {
    let wanted: usize = std::env::args().nth(1).and_then(|word| word.parse().ok()).expect("how many households");
    let code = Code::load().expect("the tables are right");
    let read = cases::read(&include_bytes!("../../../../../tests/cases/law/households.csv")[..]).expect("right cases");
    let month = Month::new(2023, 6);
    let law = code.at(month);
    let of_month: Vec<Case> = read.into_iter().filter(|(date, _)| *date == month).map(|(_, case)| case).collect();
    let homes: Vec<&Case> = of_month.iter().cycle().take(wanted).collect();
    let mut passes: Vec<f64> = Vec::new();
    for _ in 0..5 {
        let clock = Instant::now();
        let sum: i64 = homes.iter().map(|case| steady_state(black_box(&law), black_box(case)).disposable.0).sum();
        passes.push(clock.elapsed().as_secs_f64());
        black_box(sum);
    }
    passes.sort_by(f64::total_cmp);
    let seconds = passes[passes.len() / 2];
    println!("{{\"households\":{wanted},\"seconds\":{seconds:.6},\"peak_kib\":{}}}", peak_kib());
}
