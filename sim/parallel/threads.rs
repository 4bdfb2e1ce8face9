//! Ranks as threads of one process: for tests of what ranks do to a run, on any machine, without MPI.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Barrier, Mutex, PoisonError};

use super::ranks::{Ranks, Wire};

/// What the ranks lay out for each other, by sender.
struct Table {
    barrier: Barrier,
    parts: Mutex<Vec<Vec<Vec<u8>>>>,
}

struct Threads {
    rank: usize,
    size: usize,
    room: usize,
    table: Arc<Table>,
}

impl Threads {
    /// Lays out what this rank brings, waits for all, reads, waits for all to have read.
    fn meet<R>(&self, bring: Vec<Vec<u8>>, read: impl FnOnce(&[Vec<Vec<u8>>]) -> R) -> R {
        let lock = || self.table.parts.lock().unwrap_or_else(PoisonError::into_inner);
        lock()[self.rank] = bring;
        self.table.barrier.wait();
        let result = read(&lock());
        self.table.barrier.wait();
        result
    }
}

impl Wire for Threads {
    fn rank(&self) -> usize {
        self.rank
    }
    fn size(&self) -> usize {
        self.size
    }
    fn room(&self) -> usize {
        self.room
    }
    fn sum(&self, numbers: &mut [i64]) {
        let mine = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        let sums = self.meet(vec![mine], |all| {
            let mut sums = vec![0i64; numbers.len()];
            for bytes in all {
                for (sum, raw) in sums.iter_mut().zip(bytes[0].chunks_exact(8)) {
                    let mut number = [0; 8];
                    number.copy_from_slice(raw);
                    *sum += i64::from_le_bytes(number);
                }
            }
            sums
        });
        numbers.copy_from_slice(&sums);
    }
    fn gather(&self, mine: &[u8]) -> Vec<Vec<u8>> {
        self.meet(vec![mine.to_vec()], |all| all.iter().map(|parts| parts[0].clone()).collect())
    }
    fn gather_at_first(&self, mine: &[u8]) -> Vec<Vec<u8>> {
        let all = self.gather(mine);
        if self.rank == 0 { all } else { vec![Vec::new(); self.size] }
    }
    fn exchange(&self, parts: &[&[u8]]) -> Vec<Vec<u8>> {
        let parts = parts.iter().map(|part| part.to_vec()).collect();
        self.meet(parts, |all| all.iter().map(|parts| parts[self.rank].clone()).collect())
    }
}

/// Runs `work` on `size` ranks, each a thread, which exchange at most `room` bytes at a time; what each returned, by rank.
///
/// A rank that panics ends the process, as one of MPI ends the job: the others would wait for it for ever.
pub fn run<R: Send>(size: usize, room: usize, work: impl Fn(Ranks) -> R + Sync) -> Vec<R> {
    let table = Arc::new(Table { barrier: Barrier::new(size), parts: Mutex::new(vec![Vec::new(); size]) });
    std::thread::scope(|scope| {
        let begun: Vec<_> = (0..size)
            .map(|rank| {
                let (work, table) = (&work, Arc::clone(&table));
                scope.spawn(move || {
                    let ranks = Ranks::over(Box::new(Threads { rank, size, room, table }));
                    let done = catch_unwind(AssertUnwindSafe(|| ranks.clone().within(|| work(ranks))));
                    done.unwrap_or_else(|_| {
                        eprintln!("rank {rank} of {size} failed");
                        std::process::abort()
                    })
                })
            })
            .collect();
        begun.into_iter().filter_map(|rank| rank.join().ok()).collect()
    })
}
