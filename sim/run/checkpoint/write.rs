//! Writes a checkpoint block by block from the live state: no second copy of a world is ever made.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use super::file::{Kind, Writing, bytes_of_file};
use super::state::{Followed, Header, Phase, State};
use crate::measures::Record;
use crate::parallel;
use crate::run::arm::Runner;
use crate::units::Month;
use crate::world::{World, stored};

/// What ranks exchange for it is told under this name.
pub const PHASE: &str = "checkpoint";
/// Blocks made into bytes at a time, each under 1 MB.
const AT_A_TIME: usize = 64;
/// Blocks a world may have: the number of a piece says world and block.
pub const BLOCKS: u32 = 1 << 24;

/// Everything a replicate needs to go on from here.
pub struct Moment<'a> {
    pub phase: Phase,
    /// The last month done.
    pub month: Month,
    pub fork: Option<Month>,
    pub world: &'a World,
    /// The world of the fork, if an arm is still to begin there.
    pub at_fork: Option<&'a World>,
    /// None before the first month that is recorded.
    pub runner: Option<&'a Runner>,
    pub before: Option<&'a Record>,
    pub reference: Option<(&'a Record, &'a Followed)>,
}

impl Moment<'_> {
    fn worlds(&self) -> impl Iterator<Item = (u32, &World)> {
        std::iter::once((0, self.world)).chain(self.at_fork.map(|world| (1, world)))
    }

    fn pieces(&self) -> usize {
        let worlds: usize = self.worlds().map(|(_, world)| 2 + world.blocks.len()).sum();
        1 + usize::from(self.runner.is_some()) + usize::from(self.reference.is_some()) + worlds
    }

    fn state(&self) -> State<'_> {
        State {
            phase: self.phase.clone(),
            fork: self.fork,
            record: self.runner.map(|runner| Cow::Borrowed(&runner.record)),
            paths_from: self.runner.and_then(|runner| runner.paths_from),
            policies: self
                .runner
                .map_or_else(Vec::new, |runner| runner.arm.policies.iter().map(|policy| policy.remember()).collect()),
            before: self.before.map(Cow::Borrowed),
            reference: self.reference.map(|(record, _)| Cow::Borrowed(record)),
        }
    }

    /// Bytes of the file, a little more rather than less where it is not known before. All ranks bring their part.
    pub fn bytes(&self, header: &str) -> u64 {
        let blocks: u64 = self.worlds().flat_map(|(_, world)| &world.blocks).map(stored::bytes_of_block).sum();
        let tables = |world: &World| (world.firms.len() * crate::world::Firms::BYTES) as u64 + bytes_of_rest(world);
        let tables: u64 = self.worlds().map(|(_, world)| tables(world)).sum();
        let records = self.runner.map(|runner| &runner.record).into_iter().chain(self.before);
        let records: u64 = records.chain(self.reference.map(|(record, _)| record)).map(bytes_of_record).sum();
        let followed: u64 = self.followed().map(|(_, followed)| bytes_of_followed(followed)).sum();
        let shared_out = self.world.ranks.sum_of(PHASE, (blocks + followed) as i64) as u64;
        bytes_of_file(header, self.pieces(), shared_out + tables + records + (1 << 16))
    }

    fn followed(&self) -> impl Iterator<Item = (u32, &Followed)> {
        let own = self.runner.map(|runner| (0, &runner.followed)).into_iter();
        own.chain(self.reference.map(|(_, followed)| (1, followed)))
    }

    /// Writes the file whole, on the disk when this returns. The first rank does; the others hand over what they own.
    pub fn write(&self, path: &Path, header: &Header) -> io::Result<()> {
        let ranks = &self.world.ranks;
        let mut file = Sink::begin(|| {
            let header = toml::to_string(header).map_err(io::Error::other)?;
            ranks.is_first().then(|| Writing::begin(path, header, self.pieces())).transpose()
        });
        file.put(|file| {
            let state = postcard::to_stdvec(&self.state()).map_err(io::Error::other)?;
            file.piece(Kind::State, 0, &state, blake3::hash(&state))
        });
        for (number, followed) in self.followed() {
            let whole = followed.of_all(ranks);
            file.put(|file| file.stream(Kind::Followed, number, |out| derived(whole.as_ref(), out)));
        }
        for (number, world) in self.worlds() {
            file.put(|file| {
                let rest = postcard::to_stdvec(&stored::Rest::of(world)).map_err(io::Error::other)?;
                file.piece(Kind::Rest, number, &rest, blake3::hash(&rest))?;
                let mut firms = Vec::new();
                stored::put_firms(&world.firms, &mut firms);
                file.piece(Kind::Firms, number, &firms, blake3::hash(&firms))
            });
            write_blocks(&mut file, number, world);
        }
        file.end()
    }
}

/// Where the first rank writes, until something fails: all ranks go on to the end, so that none waits for another.
struct Sink(io::Result<Option<Writing>>);

impl Sink {
    fn begin(file: impl FnOnce() -> io::Result<Option<Writing>>) -> Sink {
        Sink(file())
    }

    fn put(&mut self, piece: impl FnOnce(&mut Writing) -> io::Result<()>) {
        if let Ok(Some(file)) = &mut self.0
            && let Err(error) = piece(file)
        {
            self.0 = Err(error);
        }
    }

    fn end(self) -> io::Result<()> {
        self.0?.map_or(Ok(()), Writing::end)
    }
}

fn write_blocks(file: &mut Sink, world_number: u32, world: &World) {
    let own = world.ranks.own(world.blocks.len());
    for (turn, blocks) in world.blocks.chunks(AT_A_TIME).enumerate() {
        let first = turn * AT_A_TIME;
        let mine = own.start.clamp(first, first + blocks.len())..own.end.clamp(first, first + blocks.len());
        let made = parallel::map(&blocks[mine.start - first..mine.end - first], |_, block| {
            let mut bytes = Vec::with_capacity(stored::bytes_of_block(block) as usize);
            stored::put_block(block, &mut bytes);
            let hash = *blake3::hash(&bytes).as_bytes();
            (bytes, hash)
        });
        // By rank, which is the order of blocks.
        for (place, (bytes, hash)) in world.ranks.gather_at_first(PHASE, made).into_iter().enumerate() {
            let number = world_number * BLOCKS + (first + place) as u32;
            file.put(|file| file.piece(Kind::Block, number, &bytes, hash.into()));
        }
    }
}

/// Serialises straight to `out`. The serialiser tells of a refusal without its reason, which is kept here.
fn derived(value: &impl serde::Serialize, out: &mut dyn Write) -> io::Result<()> {
    struct Out<'a>(&'a mut dyn Write, Option<io::Error>);
    impl Write for Out<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.write(bytes).inspect_err(|error| {
                self.1 = Some(error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error))
            })
        }
        fn flush(&mut self) -> io::Result<()> {
            self.0.flush()
        }
    }
    let mut out = Out(out, None);
    postcard::to_io(value, &mut out).map(drop).map_err(|error| out.1.unwrap_or_else(|| io::Error::other(error)))
}

/// Numbers go in as many bytes as they need, ten at most.
fn bytes_of_rest(world: &World) -> u64 {
    let months: usize = world.public.departements.iter().map(|memory| memory.months.len() + memory.years.len()).sum();
    let amounts = world.ledger.cells() * crate::world::Post::COUNT * 3 + world.blocks_of_cell.len() * 8 + months * 12;
    amounts as u64 * 6
}

fn bytes_of_record(record: &Record) -> u64 {
    let counts: usize = record.months.iter().map(|(_, rows)| rows.as_flattened().len()).sum();
    let steps: usize = record.living_standards.values().map(Vec::len).sum();
    let lines = record.accounts.len() + record.accounts_at_home.len() + record.exits.len() + record.incomes.len();
    let prints: usize = record.fingerprints.iter().map(|(_, prints)| prints.len()).sum();
    (counts * 5 + steps * 3 + lines * 16 + prints * 110 + (record.digests.len() + record.full_digests.len()) * 68)
        as u64
}

fn bytes_of_followed(followed: &Followed) -> u64 {
    let words = followed.paths.words() + followed.jobs.as_ref().map_or(0, |jobs| jobs.words());
    (words + followed.standards.as_ref().map_or(0, |standards| standards.words())) as u64 * 10
}
