//! The file of a checkpoint: what stands where, and that it is what was written.
//!
//! ```text
//! 0   magic, 8 bytes          8   format, u32            12  bytes of the header, u32
//! 16  number of pieces, u64   24  bytes of the file, u64  32  BLAKE3 of the 32 bytes before, header and directory
//! 64  the header, TOML: what the checkpoint is of
//!     the directory: kind u32, number u32, offset u64, length u64, BLAKE3 of the piece, 56 bytes each
//!     the pieces, one after another
//! ```
//!
//! Numbers are little-endian. Pieces are written in order and never looked at again, so that whoever gathers them from
//! elsewhere can hand them over one by one; the directory, whose size is known before, is filled in last. A reader may
//! read any of them without the others.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::error::Wrong;

const MAGIC: &[u8; 8] = b"BASSINCK";
/// Raised whenever a checkpoint of before could be read wrongly.
pub const FORMAT: u32 = 1;
const PRELUDE: u64 = 64;
const ENTRY: u64 = 56;

/// What a piece holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Phase, records, what policies remember.
    State,
    /// Persons followed from one December to the next in an arm: 0 is the one under way, 1 the reference.
    Followed,
    /// A world but for its tables; then its firms; then block by block. The number says which world and block.
    Rest,
    Firms,
    Block,
}

impl Kind {
    const ALL: [Kind; 5] = [Kind::State, Kind::Followed, Kind::Rest, Kind::Firms, Kind::Block];

    fn code(self) -> u32 {
        self as u32
    }
}

/// Where a piece is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    pub kind: Kind,
    pub number: u32,
    pub offset: u64,
    pub length: u64,
    pub hash: blake3::Hash,
}

/// Bytes of a file with a header and pieces of so many bytes together.
pub fn bytes_of_file(header: &str, pieces: usize, bytes: u64) -> u64 {
    PRELUDE + header.len() as u64 + pieces as u64 * ENTRY + bytes
}

/// A checkpoint being written.
pub struct Writing {
    file: BufWriter<File>,
    header: String,
    announced: usize,
    entries: Vec<Entry>,
    at: u64,
}

impl Writing {
    /// Begins a file of so many pieces.
    pub fn begin(path: &Path, header: String, pieces: usize) -> io::Result<Writing> {
        let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
        let at = bytes_of_file(&header, pieces, 0);
        file.seek(SeekFrom::Start(at))?;
        Ok(Writing { file, header, announced: pieces, entries: Vec::with_capacity(pieces), at })
    }

    /// Adds a piece whose hash is known.
    pub fn piece(&mut self, kind: Kind, number: u32, bytes: &[u8], hash: blake3::Hash) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.enter(kind, number, bytes.len() as u64, hash);
        Ok(())
    }

    /// Adds a piece as it is made, without holding it.
    pub fn stream(
        &mut self,
        kind: Kind,
        number: u32,
        make: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut out = Hashing { inner: &mut self.file, hasher: blake3::Hasher::new(), length: 0 };
        make(&mut out)?;
        let (hash, length) = (out.hasher.finalize(), out.length);
        self.enter(kind, number, length, hash);
        Ok(())
    }

    fn enter(&mut self, kind: Kind, number: u32, length: u64, hash: blake3::Hash) {
        self.entries.push(Entry { kind, number, offset: self.at, length, hash });
        self.at += length;
    }

    /// Fills in the directory and has everything on the disk.
    pub fn end(mut self) -> io::Result<()> {
        assert_eq!(self.entries.len(), self.announced, "as many pieces as announced");
        let mut prelude = Vec::new();
        prelude.extend_from_slice(MAGIC);
        prelude.extend_from_slice(&FORMAT.to_le_bytes());
        prelude.extend_from_slice(&(self.header.len() as u32).to_le_bytes());
        prelude.extend_from_slice(&(self.entries.len() as u64).to_le_bytes());
        prelude.extend_from_slice(&self.at.to_le_bytes());
        let mut table = self.header.into_bytes();
        for entry in &self.entries {
            table.extend_from_slice(&entry.kind.code().to_le_bytes());
            table.extend_from_slice(&entry.number.to_le_bytes());
            table.extend_from_slice(&entry.offset.to_le_bytes());
            table.extend_from_slice(&entry.length.to_le_bytes());
            table.extend_from_slice(entry.hash.as_bytes());
        }
        let hash = hash_of_table(&prelude, &table);
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&prelude)?;
        self.file.write_all(hash.as_bytes())?;
        self.file.write_all(&table)?;
        self.file.flush()?;
        self.file.get_ref().sync_all()
    }
}

fn hash_of_table(prelude: &[u8], table: &[u8]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(prelude).update(table);
    hasher.finalize()
}

struct Hashing<W> {
    inner: W,
    hasher: blake3::Hasher,
    length: u64,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        self.length += written as u64;
        Ok(written)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(bytes)?;
        self.hasher.update(&bytes[..read]);
        self.length += read as u64;
        Ok(read)
    }
}

/// A checkpoint whose header and directory are what was written; the pieces are checked as they are read.
#[derive(Debug)]
pub struct Opened {
    file: File,
    pub header: String,
    pub entries: Vec<Entry>,
}

impl Opened {
    /// Reads header and directory.
    pub fn open(path: &Path) -> Result<Opened, Wrong> {
        let mut file = File::open(path).map_err(Wrong::Unreadable)?;
        let found = file.metadata().map_err(Wrong::Unreadable)?.len();
        let mut prelude = [0; PRELUDE as usize];
        if found < PRELUDE {
            return Err(if found < 8 { Wrong::NotOne } else { Wrong::Cut { found, expected: PRELUDE } });
        }
        file.read_exact(&mut prelude).map_err(Wrong::of_reading)?;
        if &prelude[..8] != MAGIC {
            // The first bytes are written last: a file that was never ended begins with nothing.
            return Err(if prelude.iter().all(|byte| *byte == 0) {
                Wrong::damaged("it was never written to its end")
            } else {
                Wrong::NotOne
            });
        }
        let short = |at: usize| u32::from_le_bytes([prelude[at], prelude[at + 1], prelude[at + 2], prelude[at + 3]]);
        let long = |at: usize| u64::from(short(at)) | u64::from(short(at + 4)) << 32;
        let (format, header, pieces, expected) = (short(8), u64::from(short(12)), long(16), long(24));
        if format != FORMAT {
            return Err(Wrong::Format { found: format, known: FORMAT });
        }
        let table = pieces.checked_mul(ENTRY).and_then(|bytes| bytes.checked_add(header));
        let table = table.filter(|table| table.checked_add(PRELUDE).is_some_and(|end| end <= expected));
        let table = table.ok_or_else(|| Wrong::damaged("its first bytes make no sense"))?;
        if found < expected {
            return Err(Wrong::Cut { found, expected });
        }
        let mut bytes = vec![0; table as usize];
        file.read_exact(&mut bytes).map_err(Wrong::of_reading)?;
        if hash_of_table(&prelude[..32], &bytes).as_bytes() != &prelude[32..] {
            return Err(Wrong::damaged("its header or directory is not what was written"));
        }
        let directory = bytes.split_off(header as usize);
        let header = String::from_utf8(bytes).map_err(|_| Wrong::damaged("its header is no text"))?;
        let entries = directory.chunks_exact(ENTRY as usize).map(entry).collect::<Option<Vec<Entry>>>();
        let entries = entries.ok_or_else(|| Wrong::damaged("its directory has pieces of an unknown kind"))?;
        Ok(Opened { file, header, entries })
    }

    /// The one piece of this kind and number, if there is one.
    pub fn find(&self, kind: Kind, number: u32) -> Option<Entry> {
        self.entries.iter().copied().find(|entry| (entry.kind, entry.number) == (kind, number))
    }

    /// The bytes of a piece, not yet held against their hash.
    pub fn bytes(&mut self, entry: &Entry) -> Result<Vec<u8>, Wrong> {
        self.file.seek(SeekFrom::Start(entry.offset)).map_err(Wrong::Unreadable)?;
        let mut bytes = vec![0; entry.length as usize];
        self.file.read_exact(&mut bytes).map_err(Wrong::of_reading)?;
        Ok(bytes)
    }

    /// Makes something of a piece as it is read, without holding its bytes, then holds them against their hash.
    pub fn stream<T>(&mut self, entry: &Entry, make: impl FnOnce(&mut dyn Read) -> Option<T>) -> Result<T, Wrong> {
        self.file.seek(SeekFrom::Start(entry.offset)).map_err(Wrong::Unreadable)?;
        let inner = BufReader::with_capacity(1 << 20, &self.file).take(entry.length);
        let mut from = Hashing { inner, hasher: blake3::Hasher::new(), length: 0 };
        let made = make(&mut from);
        io::copy(&mut from, &mut io::sink()).map_err(Wrong::of_reading)?;
        check(entry, from.hasher.finalize())?;
        made.ok_or_else(|| unreadable(entry))
    }
}

/// Refuses bytes that are not those of the piece.
pub fn check(entry: &Entry, hash: blake3::Hash) -> Result<(), Wrong> {
    if hash == entry.hash { Ok(()) } else { Err(Wrong::damaged(format!("{} is not what was written", name(entry)))) }
}

/// A piece that is what was written, and yet cannot be understood.
pub fn unreadable(entry: &Entry) -> Wrong {
    Wrong::damaged(format!("{} cannot be understood", name(entry)))
}

fn name(entry: &Entry) -> String {
    let what = match entry.kind {
        Kind::State => return "the state of the run".to_owned(),
        Kind::Followed => "what is followed from year to year",
        Kind::Rest => "the rest of world",
        Kind::Firms => "the firms of world",
        Kind::Block => "block",
    };
    format!("{what} {}", entry.number)
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let short = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let long = |at: usize| Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
    let code = short(0)?;
    let hash: [u8; 32] = bytes.get(24..56)?.try_into().ok()?;
    Some(Entry {
        kind: *Kind::ALL.iter().find(|kind| kind.code() == code)?,
        number: short(4)?,
        offset: long(8)?,
        length: long(16)?,
        hash: hash.into(),
    })
}

#[cfg(test)]
#[path = "tests_of_files.rs"]
mod tests;
