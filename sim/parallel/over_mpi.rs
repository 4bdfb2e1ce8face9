//! Ranks over MPI: the only file that names it.
//!
//! Calls are made by one thread at a time, whichever it is. A rank that panics says which it is and ends the whole job:
//! the others would wait for it for ever.

use mpi::Count;
use mpi::Threading;
use mpi::collective::SystemOperation;
use mpi::datatype::{Partition, PartitionMut};
use mpi::environment::Universe;
use mpi::topology::SimpleCommunicator;
use mpi::traits::*;

use super::ranks::{Ranks, Wire};

/// The most bytes in one call: MPI counts in 32 bits.
const ROOM: usize = 1 << 30;

/// Holds MPI open until it is dropped, when every rank has come to its end.
pub struct Launched {
    ranks: Ranks,
    // Dropped after the last meeting of all ranks.
    _universe: Universe,
}

/// Takes part in the job that `mpirun` or `srun` launched, if there is one, with all ranks of it.
///
/// # Errors
/// When MPI does not let several threads call it in turn.
pub fn launch() -> Result<Option<Launched>, String> {
    let Some((universe, threading)) = mpi::initialize_with_threading(Threading::Serialized) else { return Ok(None) };
    if threading < Threading::Serialized {
        return Err("this MPI library only lets one thread call it; it was built without support of threads".to_owned());
    }
    let ranks = Ranks::over(Box::new(Mpi { rank: world().rank() as usize, size: world().size() as usize }));
    if !ranks.is_alone() {
        abort_on_panic(ranks.clone());
    }
    Ok(Some(Launched { ranks, _universe: universe }))
}

impl Launched {
    /// All ranks of the job.
    pub fn ranks(&self) -> Ranks {
        self.ranks.clone()
    }
}

impl Drop for Launched {
    fn drop(&mut self) {
        world().barrier();
    }
}

fn world() -> SimpleCommunicator {
    SimpleCommunicator::world()
}

fn abort_on_panic(ranks: Ranks) {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let (rank, size, phase) = (ranks.rank(), ranks.size(), ranks.last_phase());
        eprintln!("rank {rank} of {size} failed; the last the ranks did together was: {phase}");
        tell(panic);
        world().abort(101);
    }));
}

struct Mpi {
    rank: usize,
    size: usize,
}

/// As MPI counts.
///
/// # Panics
/// Never within [`ROOM`].
fn count(bytes: usize) -> Count {
    Count::try_from(bytes).expect("no call has more bytes than MPI counts")
}

/// Where each part begins among all.
fn displacements(counts: &[Count]) -> Vec<Count> {
    let mut at: Count = 0;
    let place = |length: &Count| {
        let begins = at;
        at = at.checked_add(*length).expect("no call has more bytes than MPI counts");
        begins
    };
    counts.iter().map(place).collect()
}

fn split(bytes: &[u8], counts: &[Count]) -> Vec<Vec<u8>> {
    let mut rest = bytes;
    let mut next = |length: &Count| {
        let (head, tail) = rest.split_at(*length as usize);
        rest = tail;
        head.to_vec()
    };
    counts.iter().map(&mut next).collect()
}

/// One byte more than asked: an empty vector of bytes points to address 1, which Open MPI reads as `MPI_IN_PLACE`.
fn room_for(counts: &[Count]) -> Vec<u8> {
    vec![0; 1 + counts.iter().map(|length| *length as usize).sum::<usize>()]
}

/// The same bytes, at an address of their own even if there are none.
fn addressed(bytes: &[u8]) -> &[u8] {
    static SOMEWHERE: [u8; 8] = [0; 8];
    if bytes.is_empty() { &SOMEWHERE[4..4] } else { bytes }
}

impl Mpi {
    fn lengths(&self, mine: usize) -> Vec<Count> {
        let mut lengths: Vec<Count> = vec![0; self.size];
        world().all_gather_into(&count(mine), &mut lengths[..]);
        lengths
    }
}

impl Wire for Mpi {
    fn rank(&self) -> usize {
        self.rank
    }
    fn size(&self) -> usize {
        self.size
    }
    fn room(&self) -> usize {
        ROOM
    }
    fn sum(&self, numbers: &mut [i64]) {
        let mine = numbers.to_vec();
        world().all_reduce_into(&mine[..], numbers, SystemOperation::sum());
    }
    fn gather(&self, mine: &[u8]) -> Vec<Vec<u8>> {
        let lengths = self.lengths(mine.len());
        let mut all = room_for(&lengths);
        let places = displacements(&lengths);
        world()
            .all_gather_varcount_into(addressed(mine), &mut PartitionMut::new(&mut all[..], &lengths[..], &places[..]));
        split(&all, &lengths)
    }
    fn gather_at_first(&self, mine: &[u8]) -> Vec<Vec<u8>> {
        let lengths = self.lengths(mine.len());
        let world = world();
        let root = world.process_at_rank(0);
        if self.rank > 0 {
            root.gather_varcount_into(addressed(mine));
            return vec![Vec::new(); self.size];
        }
        let mut all = room_for(&lengths);
        let places = displacements(&lengths);
        root.gather_varcount_into_root(
            addressed(mine),
            &mut PartitionMut::new(&mut all[..], &lengths[..], &places[..]),
        );
        split(&all, &lengths)
    }
    fn exchange(&self, parts: &[&[u8]]) -> Vec<Vec<u8>> {
        let sent: Vec<Count> = parts.iter().map(|part| count(part.len())).collect();
        let mut received: Vec<Count> = vec![0; self.size];
        world().all_to_all_into(&sent[..], &mut received[..]);
        let mine = parts.concat();
        let (from, to) = (displacements(&sent), displacements(&received));
        let mut all = room_for(&received);
        world().all_to_all_varcount_into(
            &Partition::new(addressed(&mine), &sent[..], &from[..]),
            &mut PartitionMut::new(&mut all[..], &received[..], &to[..]),
        );
        split(&all, &received)
    }
}
