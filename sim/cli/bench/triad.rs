//! How fast this machine moves memory, by the triad of McCalpin's STREAM: `a[i] = b[i] + s × c[i]` over arrays too large
//! for any cache. What a month is held against, measured in the same process.

use std::hint::black_box;
use std::time::Instant;

use bassin::parallel;

/// Numbers to a unit of work: one mebibyte of each array.
const UNIT: usize = 1 << 17;
/// The best of so many passes counts, as in STREAM.
const PASSES: usize = 10;

/// A part of the three arrays, side by side for whoever works on it.
struct Part {
    a: Vec<f64>,
    b: Vec<f64>,
    c: Vec<f64>,
}

/// Gigabytes (10⁹ bytes) a second on `threads` threads, arrays being of `bytes` each. Counted as STREAM counts: two
/// numbers read and one written for each element, what the processor may fetch before writing left out.
///
/// # Errors
/// When the system refuses to start the threads.
pub fn gigabytes_a_second(threads: usize, bytes: usize) -> Result<f64, String> {
    let parts = bytes.div_ceil(UNIT * size_of::<f64>()).max(1);
    parallel::with_threads(threads, || {
        // Every page is touched first by the pool that will use it.
        let mut arrays =
            parallel::build(parts, |_| Part { a: vec![0.5; UNIT], b: vec![1.0; UNIT], c: vec![2.0; UNIT] });
        let mut best = f64::INFINITY;
        for pass in 0..PASSES {
            let s = black_box(3.0 + pass as f64);
            let clock = Instant::now();
            parallel::map_mut(&mut arrays, |_, Part { a, b, c }| {
                for ((a, b), c) in a.iter_mut().zip(b.iter()).zip(c.iter()) {
                    *a = *b + s * *c;
                }
            });
            best = best.min(clock.elapsed().as_secs_f64());
            assert!(arrays.iter().all(|part| part.a[UNIT / 2] == 1.0 + s * 2.0), "a triad that adds up");
        }
        (3 * parts * UNIT * size_of::<f64>()) as f64 / best / 1e9
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_triad_moves_memory_at_a_speed_a_machine_can_have() {
        let speed = gigabytes_a_second(1, 16 << 20).unwrap();
        assert!((0.2..2000.0).contains(&speed), "{speed} GB/s");
    }
}
