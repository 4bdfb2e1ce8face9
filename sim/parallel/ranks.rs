//! Ranks: several processes that run one and the same program and share out the blocks of one population.
//!
//! Every rank goes through the same calls in the same order. Each has every block by number, but only its own hold rows;
//! all else (firms, ledger, public bodies, policies) stands on every rank and stays equal, because what comes from blocks
//! is made whole before it touches them: sums over all ranks, lists in the order of ranks, which is that of blocks, or
//! records sent to the one rank they are for. So results cannot depend on how many ranks there are. Alone, nothing of
//! this costs anything.
//!
//! How bytes travel is a [`Wire`]: MPI in `over_mpi.rs`, threads of one process in `threads.rs`.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use super::carried::Carried;
use super::traffic::{Traffic, Volume};

/// How bytes travel among ranks. Every call is made by all ranks, in the same order.
pub trait Wire: Send + Sync {
    fn rank(&self) -> usize;
    fn size(&self) -> usize;
    /// The most bytes a rank may send or receive in one call.
    fn room(&self) -> usize;
    /// Replaces each number by its sum over all ranks.
    fn sum(&self, numbers: &mut [i64]);
    /// What every rank brought, by rank.
    fn gather(&self, mine: &[u8]) -> Vec<Vec<u8>>;
    /// The same at the first rank; nothing elsewhere.
    fn gather_at_first(&self, mine: &[u8]) -> Vec<Vec<u8>>;
    /// Sends each rank its part; what each rank sent here, by rank.
    fn exchange(&self, parts: &[&[u8]]) -> Vec<Vec<u8>>;
}

/// Those a process runs with.
struct Company {
    wire: Box<dyn Wire>,
    traffic: Traffic,
}

/// The ranks of a run, and which blocks each owns.
#[derive(Clone, Default)]
pub struct Ranks {
    company: Option<Arc<Company>>,
    /// The first block of each rank, then the number of blocks; empty until they are shared out.
    first: Arc<[usize]>,
}

/// Bytes of one number in a sum.
const NUMBER: u64 = size_of::<i64>() as u64;

/// The phase in which traffic itself is told.
const TRAFFIC: &str = "traffic";

thread_local! {
    // What a run begins with is set by the thread that runs it; all later calls take it from the world.
    static OF_THREAD: RefCell<Ranks> = RefCell::default();
}

impl Ranks {
    /// One rank, which owns everything.
    pub fn alone() -> Ranks {
        Ranks::default()
    }

    pub fn over(wire: Box<dyn Wire>) -> Ranks {
        let company = (wire.size() > 1).then(|| Arc::new(Company { wire, traffic: Traffic::default() }));
        Ranks { company, first: Arc::default() }
    }

    /// Does `work` with these ranks: what begins in it shares its blocks out among them.
    pub fn within<R>(self, work: impl FnOnce() -> R) -> R {
        let before = OF_THREAD.replace(self);
        let result = work();
        OF_THREAD.set(before);
        result
    }

    /// The ranks that what begins here runs with; no block is shared out yet.
    pub fn here() -> Ranks {
        OF_THREAD.with_borrow(Clone::clone)
    }

    pub fn rank(&self) -> usize {
        self.company.as_ref().map_or(0, |company| company.wire.rank())
    }
    pub fn size(&self) -> usize {
        self.company.as_ref().map_or(1, |company| company.wire.size())
    }
    pub fn is_alone(&self) -> bool {
        self.company.is_none()
    }
    /// Whether this is the rank that tells and writes.
    pub fn is_first(&self) -> bool {
        self.rank() == 0
    }

    /// The same ranks, each owning a range of as many blocks as there are `weights`, such that weights are as even as may
    /// be and every rank has one at least.
    ///
    /// # Panics
    /// When there are more ranks than blocks: to be refused before.
    pub fn sharing(&self, weights: &[u64]) -> Ranks {
        assert!(self.is_alone() || self.size() <= weights.len(), "more ranks than blocks");
        Ranks { company: self.company.clone(), first: ranges(weights, self.size()).into() }
    }

    /// The blocks this rank owns, of `blocks`.
    pub fn own(&self, blocks: usize) -> std::ops::Range<usize> {
        if self.is_alone() { 0..blocks } else { self.first[self.rank()]..self.first[self.rank() + 1] }
    }

    pub fn owns(&self, block: usize) -> bool {
        self.is_alone() || self.own(0).contains(&block)
    }

    /// The rank that owns a block.
    pub fn owner(&self, block: usize) -> usize {
        if self.is_alone() { 0 } else { self.first.partition_point(|first| *first <= block) - 1 }
    }

    /// Replaces each number by its sum over all ranks.
    pub fn sum(&self, phase: &'static str, numbers: &mut [i64]) {
        let Some(Company { wire, traffic }) = self.company.as_deref() else { return };
        traffic.count(phase, || {
            for part in numbers.chunks_mut((wire.room() / size_of::<i64>()).max(1)) {
                wire.sum(part);
            }
            ((), [0, 0, numbers.len() as u64 * NUMBER])
        });
    }

    /// The sum of one number over all ranks.
    pub fn sum_of(&self, phase: &'static str, number: i64) -> i64 {
        let mut number = [number];
        self.sum(phase, &mut number);
        number[0]
    }

    /// Whether it is so on any rank.
    pub fn any(&self, phase: &'static str, here: bool) -> bool {
        self.sum_of(phase, i64::from(here)) > 0
    }

    /// The lists of all ranks in one, on every rank: by rank, each in its order.
    pub fn gather<T: Carried>(&self, phase: &'static str, mine: Vec<T>) -> Vec<T> {
        let Some(company) = self.company.as_deref() else { return mine };
        all_of(&company.gather(phase, &bytes_of(&mine), true))
    }

    /// The lists of all ranks in one at the first rank; nothing elsewhere.
    pub fn gather_at_first<T: Carried>(&self, phase: &'static str, mine: Vec<T>) -> Vec<T> {
        let Some(company) = self.company.as_deref() else { return mine };
        all_of(&company.gather(phase, &bytes_of(&mine), false))
    }

    /// Shows the first rank the list of each, one rank after another: it never holds more than one of them. For what is as
    /// large as the population, such as the bytes of all blocks, in their order.
    pub fn in_turn_at_first<T: Carried>(&self, phase: &'static str, mine: Vec<T>, mut show: impl FnMut(Vec<T>)) {
        let mut mine = Some(mine);
        for turn in 0..self.size() {
            let now = if turn == self.rank() { mine.take() } else { None };
            let shown = self.gather_at_first(phase, now.unwrap_or_default());
            if self.is_first() {
                show(shown);
            }
        }
    }

    /// Sends each of `mine` to the rank `to` names; what was sent here, by rank of the sender, each in its order.
    pub fn exchange<T: Carried>(&self, phase: &'static str, mine: Vec<T>, to: impl Fn(&T) -> usize) -> Vec<T> {
        let Some(company) = self.company.as_deref() else { return mine };
        let mut parts = vec![Vec::new(); self.size()];
        for value in &mine {
            value.put(&mut parts[to(value)]);
        }
        drop(mine);
        all_of(&company.exchange(phase, &parts))
    }

    /// What one rank says to all: the first's word.
    pub fn from_first<T: Carried>(&self, phase: &'static str, word: T) -> T {
        let Some(company) = self.company.as_deref() else { return word };
        let mut bytes = Vec::new();
        if self.is_first() {
            word.put(&mut bytes);
        }
        let all = company.gather(phase, &bytes, true);
        T::take(&mut all[0].as_slice())
    }

    /// What every rank brings, by rank, on every rank.
    pub fn each<T: Carried>(&self, phase: &'static str, mine: T) -> Vec<T> {
        self.gather(phase, vec![mine])
    }

    /// What was exchanged so far, by phase, as this rank saw it.
    pub fn traffic(&self) -> Vec<(&'static str, Volume)> {
        self.company.as_ref().map(|company| company.traffic.by_phase()).unwrap_or_default()
    }

    /// What all ranks exchanged since `before`, by phase, at the first rank.
    pub fn traffic_since(&self, before: &[(&'static str, Volume)]) -> Vec<(&'static str, Volume)> {
        let mut mine = self.traffic();
        mine.retain(|(phase, _)| *phase != TRAFFIC);
        for (phase, volume) in &mut mine {
            if let Some((_, before)) = before.iter().find(|(known, _)| known == phase) {
                volume.subtract(before);
            }
        }
        // Every rank goes through the same phases: they are the first's, in its order.
        let of_all = self.gather_at_first(TRAFFIC, mine.iter().map(|(_, volume)| *volume).collect());
        for others in of_all.chunks_exact(mine.len().max(1)).skip(1) {
            for ((_, sum), volume) in mine.iter_mut().zip(others) {
                sum.add(volume);
            }
        }
        mine.retain(|(_, volume)| volume.calls > 0);
        mine
    }

    /// The phase of the last exchange begun.
    pub fn last_phase(&self) -> &'static str {
        self.company.as_ref().map_or("", |company| company.traffic.last())
    }
}

impl fmt::Debug for Ranks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rank {} of {}", self.rank(), self.size())
    }
}

impl Company {
    /// Gathers in as many rounds as the longest list needs.
    fn gather(&self, phase: &'static str, mine: &[u8], everywhere: bool) -> Vec<Vec<u8>> {
        let Company { wire, traffic } = self;
        let room = (wire.room() / wire.size()).max(1);
        traffic.count(phase, || {
            let mut all = vec![Vec::new(); wire.size()];
            for round in 0..self.rounds(mine.len(), room) {
                let part = part(mine, round, room);
                let parts = if everywhere { wire.gather(part) } else { wire.gather_at_first(part) };
                for (whole, part) in all.iter_mut().zip(parts) {
                    whole.extend(part);
                }
            }
            let others = if everywhere { wire.size() as u64 - 1 } else { u64::from(wire.rank() > 0) };
            let messages = if mine.is_empty() { 0 } else { others };
            (all, [messages, mine.len() as u64 * others, 0])
        })
    }

    fn exchange(&self, phase: &'static str, parts: &[Vec<u8>]) -> Vec<Vec<u8>> {
        let Company { wire, traffic } = self;
        let room = (wire.room() / wire.size()).max(1);
        traffic.count(phase, || {
            let mut all = vec![Vec::new(); wire.size()];
            let longest = parts.iter().map(Vec::len).max().unwrap_or(0);
            for round in 0..self.rounds(longest, room) {
                let now: Vec<&[u8]> = parts.iter().map(|bytes| part(bytes, round, room)).collect();
                for (whole, part) in all.iter_mut().zip(wire.exchange(&now)) {
                    whole.extend(part);
                }
            }
            let others = || parts.iter().enumerate().filter(|(rank, part)| *rank != wire.rank() && !part.is_empty());
            (all, [others().count() as u64, others().map(|(_, part)| part.len() as u64).sum(), 0])
        })
    }

    /// Rounds all ranks need for what is longest anywhere.
    fn rounds(&self, longest: usize, room: usize) -> usize {
        let of_each = self.wire.gather(&(longest.div_ceil(room) as u64).to_le_bytes());
        of_each.iter().map(|bytes| u64::take(&mut bytes.as_slice()) as usize).max().unwrap_or(0)
    }
}

fn part(bytes: &[u8], round: usize, room: usize) -> &[u8] {
    &bytes[(round * room).min(bytes.len())..((round + 1) * room).min(bytes.len())]
}

fn bytes_of<T: Carried>(list: &[T]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for value in list {
        value.put(&mut bytes);
    }
    bytes
}

fn all_of<T: Carried>(parts: &[Vec<u8>]) -> Vec<T> {
    let mut all = Vec::new();
    for part in parts {
        let mut rest = part.as_slice();
        while !rest.is_empty() {
            all.push(T::take(&mut rest));
        }
    }
    all
}

/// Where each of `parts` ranges of `weights` begins, then their number: as even as may be, none empty.
pub fn ranges(weights: &[u64], parts: usize) -> Vec<usize> {
    let total: u64 = weights.iter().sum();
    let mut first = vec![0];
    let (mut before, mut at) = (0u64, 0);
    for part in 1..parts {
        // The limit nearest to an even share, leaving one for each part that follows.
        let wanted = (u128::from(total) * part as u128 / parts as u128) as u64;
        let least = first[part - 1] + 1;
        let most = weights.len().saturating_sub(parts - part);
        while at < most && (at < least || before + weights[at] / 2 < wanted) {
            before += weights[at];
            at += 1;
        }
        first.push(at);
    }
    first.push(weights.len());
    first
}

#[cfg(test)]
mod tests {
    use super::super::threads;
    use super::*;

    #[test]
    fn blocks_are_shared_out_by_weight_and_no_rank_is_left_without() {
        assert_eq!(ranges(&[1; 8], 4), [0, 2, 4, 6, 8]);
        assert_eq!(ranges(&[5, 1, 1, 1, 1, 1], 2), [0, 1, 6]);
        assert_eq!(ranges(&[100, 1, 1], 3), [0, 1, 2, 3]);
        assert_eq!(ranges(&[1, 1, 100], 3), [0, 1, 2, 3]);
        assert_eq!(ranges(&[0, 0, 0, 0], 4), [0, 1, 2, 3, 4]);
        assert_eq!(ranges(&[], 1), [0, 0]);
        for parts in 1..=12 {
            let first = ranges(&[3, 9, 1, 1, 1, 40, 2, 2, 7, 7, 7, 7], parts);
            assert!(first.windows(2).all(|pair| pair[0] < pair[1]), "{first:?}");
            assert_eq!((first.len(), first[parts]), (parts + 1, 12));
        }
    }

    #[test]
    fn a_block_has_one_owner() {
        threads::run(3, 1 << 20, |ranks| {
            let ranks = ranks.sharing(&[4, 4, 1, 1, 1, 1]);
            let owners: Vec<usize> = (0..6).map(|block| ranks.owner(block)).collect();
            assert_eq!(owners, [0, 1, 2, 2, 2, 2]);
            assert!((0..6).all(|block| ranks.owns(block) == (ranks.owner(block) == ranks.rank())));
        });
    }

    #[test]
    fn every_rank_gets_the_same_sums_and_lists_in_the_order_of_ranks_however_small_the_rounds() {
        for (size, room) in [(1, 64), (2, 3), (4, 16), (7, 1 << 20)] {
            threads::run(size, room, |ranks| {
                let me = ranks.rank() as u64;
                let mut sums = [me as i64, 1, i64::MIN / 16];
                ranks.sum("test", &mut sums);
                let n = size as i64;
                assert_eq!(sums, [n * (n - 1) / 2, n, i64::MIN / 16 * n]);
                // Rank r brings r numbers: the first brings none.
                let lists = ranks.gather("test", (0..me).map(|i| (me, i)).collect());
                let expected: Vec<(u64, u64)> = (0..size as u64).flat_map(|r| (0..r).map(move |i| (r, i))).collect();
                assert_eq!(lists, expected);
                let at_first = ranks.gather_at_first("test", vec![me]);
                let all: Vec<u64> = (0..size as u64).collect();
                assert_eq!(at_first, if ranks.is_first() { all } else { Vec::new() });
                let mut turns = Vec::new();
                ranks.in_turn_at_first("test", vec![vec![me as u8; 9]], |of_rank| turns.push(of_rank));
                let expected: Vec<Vec<Vec<u8>>> = (0..size).map(|r| vec![vec![r as u8; 9]]).collect();
                assert_eq!(turns, if ranks.is_first() { expected } else { Vec::new() });
                assert_eq!(ranks.from_first("test", vec![me; 40]), vec![0; 40]);
                assert!(ranks.any("test", me + 1 == size as u64));
                assert!(!ranks.any("test", false));
            });
        }
    }

    #[test]
    fn what_is_sent_to_a_rank_arrives_there_by_rank_of_the_sender_in_its_order() {
        for (size, room) in [(1, 64), (3, 5), (4, 1 << 20)] {
            threads::run(size, room, |ranks| {
                let me = ranks.rank();
                let mine: Vec<(usize, usize)> = (0..50).map(|i| (me, i)).collect();
                let got = ranks.exchange("test", mine, |(_, i)| i % size);
                let expected: Vec<(usize, usize)> =
                    (0..size).flat_map(|r| (0..50).filter(move |i| i % size == me).map(move |i| (r, i))).collect();
                assert_eq!(got, expected);
            });
        }
    }

    #[test]
    fn messages_and_bytes_to_others_are_counted_and_those_to_oneself_are_not() {
        threads::run(2, 1 << 20, |ranks| {
            ranks.exchange("moves", vec![1u32, 2, 3], |_| 0);
            ranks.sum("closing", &mut [0; 4]);
            let traffic = ranks.traffic();
            let of = |name: &str| traffic.iter().find(|(phase, _)| *phase == name).expect("counted").1;
            let sent = if ranks.is_first() { (0, 0) } else { (1, 12) };
            assert_eq!((of("moves").messages, of("moves").sent, of("moves").calls), (sent.0, sent.1, 1));
            assert_eq!((of("closing").summed, of("closing").sent), (32, 0));
            assert_eq!(ranks.last_phase(), "closing");
        });
    }
}
