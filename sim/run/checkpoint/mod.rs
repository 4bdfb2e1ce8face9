//! Checkpoints: one file a replicate that holds all it needs to go on, so that no night of computing is lost.
//!
//! `seed-7.checkpoint` is written beside its place, has reached the disk before it is renamed, and pushes the one before
//! it to `seed-7.previous.checkpoint`: at every moment one that is whole stands. A run taken up from either gives what it
//! would have given unbroken, to the last byte of its tables, on any number of threads.

mod error;
mod file;
mod read;
mod state;
mod write;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

pub use error::{CheckpointError, Wrong};
pub use file::{Entry, Kind, Opened, Writing};
pub use read::{blocks, open};
pub use state::{Followed, Header, Origin, Phase, Read, ReadArm};
pub use write::Moment;
use write::PHASE;

use super::Progress;
use crate::parallel::Ranks;
use crate::world::digest;

/// The newest checkpoint of a seed in a folder.
pub fn newest(folder: &Path, seed: u64) -> PathBuf {
    folder.join(format!("seed-{seed}.checkpoint"))
}

/// The one before it.
pub fn previous(folder: &Path, seed: u64) -> PathBuf {
    folder.join(format!("seed-{seed}.previous.checkpoint"))
}

fn writing(folder: &Path, seed: u64) -> PathBuf {
    folder.join(format!("seed-{seed}.checkpoint.writing"))
}

/// Whether the seed has a checkpoint in this folder.
pub fn is_in(folder: &Path, seed: u64) -> bool {
    newest(folder, seed).is_file() || previous(folder, seed).is_file()
}

/// The header of a checkpoint, as far as it can be read.
///
/// # Errors
/// What is wrong with the file.
pub fn header(path: &Path) -> Result<Header, CheckpointError> {
    read::open(path).map(|(header, _)| header).map_err(|wrong| wrong.at(path))
}

/// Digest of a text that a checkpoint is made from.
pub fn digest_of_text(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

/// Removes what stands of a seed that is finished.
pub fn forget(folder: &Path, seed: u64) {
    for path in [newest(folder, seed), previous(folder, seed), writing(folder, seed)] {
        // A file that stays does no harm: it goes with its folder.
        let _ = fs::remove_file(path);
    }
}

/// Keeps the checkpoints of one replicate.
pub struct Keeper {
    pub folder: PathBuf,
    pub seed: u64,
    /// Months of an arm from one checkpoint to the next; none but the one a signal asks for if `None`.
    pub every: Option<u16>,
    pub origin: Origin,
    /// The versions of the scenario the replicate makes, by digest, in their order.
    pub versions: Vec<String>,
    /// Whether what stands is taken up.
    pub resume: bool,
    since: u16,
}

/// A checkpoint that may be taken up: its header and directory are sound.
pub(super) struct Candidate {
    path: PathBuf,
    header: Header,
    file: file::Opened,
}

impl Keeper {
    pub fn new(
        folder: &Path,
        seed: u64,
        every: Option<u16>,
        origin: Origin,
        versions: Vec<String>,
        resume: bool,
    ) -> Keeper {
        Keeper { folder: folder.to_path_buf(), seed, every, origin, versions, resume, since: 0 }
    }

    /// At the end of a month: writes a checkpoint if one is due, or asked for by whoever stops the run. One that cannot
    /// be written is told, and the run goes on without it.
    pub(super) fn month_ended<'a>(
        &mut self,
        stopping: bool,
        progress: &dyn Progress,
        moment: impl FnOnce() -> Moment<'a>,
    ) {
        self.since += 1;
        if !stopping && self.every.is_none_or(|every| self.since < every) {
            return;
        }
        self.since = 0;
        if let Err(error) = self.write(&moment()) {
            let then = if stopping { "the last one written stands" } else { "the run goes on without it" };
            progress.told(&format!("{error}; {then}"));
        }
    }

    fn write(&self, moment: &Moment<'_>) -> Result<(), CheckpointError> {
        let (new, last, before) =
            (writing(&self.folder, self.seed), newest(&self.folder, self.seed), previous(&self.folder, self.seed));
        let header = Header {
            seed: self.seed,
            month: moment.month.to_string(),
            arm: moment.phase.arm().to_owned(),
            digest: self.digest(moment),
            versions: self.versions.clone(),
            origin: self.origin.clone(),
        };
        let refused = |error: io::Error| {
            // What is left of it takes room that others lack.
            let _ = fs::remove_file(&new);
            Wrong::Unwritable(error).at(&last)
        };
        let ranks = &moment.world.ranks;
        let bytes = moment.bytes(&toml::to_string(&header).map_err(|e| refused(io::Error::other(e)))?);
        let room = if ranks.is_first() { make_room(&self.folder, bytes, &last, &before) } else { Ok(()) };
        if ranks.any(PHASE, room.is_err()) {
            return room.map_err(|wrong| wrong.at(&last));
        }
        moment.write(&new, &header).map_err(refused)?;
        if !ranks.is_first() {
            return Ok(());
        }
        if last.is_file() {
            fs::rename(&last, &before).map_err(refused)?;
        }
        fs::rename(&new, &last).and_then(|()| settle(&self.folder)).map_err(refused)
    }

    fn digest(&self, moment: &Moment<'_>) -> String {
        let world = digest::full(moment.world);
        moment.runner.map_or_else(|| world.to_hex().to_string(), |runner| runner.digest(world))
    }

    /// The checkpoints that may be taken up, the newest first: sound as far as their heads say, and of this very run.
    /// None if nothing stands, or nothing is to be taken up.
    ///
    /// # Errors
    /// What stands, and none of it can be taken up.
    pub(super) fn candidates(&self, progress: &dyn Progress) -> Result<Vec<Candidate>, CheckpointError> {
        if !self.resume {
            return Ok(Vec::new());
        }
        let ranks = Ranks::here();
        let found = if ranks.is_first() { self.found(progress) } else { Ok(Vec::new()) };
        let paths = found.iter().flatten().map(|found| found.path.display().to_string()).collect::<Vec<_>>();
        if ranks.any(PHASE, found.is_err()) {
            return found.and(Err(elsewhere().at(&self.folder)));
        }
        let paths = ranks.from_first(PHASE, paths);
        if ranks.is_first() {
            return found;
        }
        let opened = paths.iter().map(|path| {
            let path = PathBuf::from(path);
            let (header, file) = read::open(&path).map_err(|wrong| wrong.at(&path))?;
            Ok(Candidate { path, header, file })
        });
        let opened: Result<Vec<Candidate>, CheckpointError> = opened.collect();
        // The other ranks wait for this one: to panic ends the job.
        Ok(opened.unwrap_or_else(|error| panic!("rank {} does not see what rank 0 does: {error}", ranks.rank())))
    }

    /// The same, of the first rank.
    fn found(&self, progress: &dyn Progress) -> Result<Vec<Candidate>, CheckpointError> {
        let mut found = Vec::new();
        let mut refused: Option<CheckpointError> = None;
        for path in [newest(&self.folder, self.seed), previous(&self.folder, self.seed)] {
            if !path.is_file() {
                continue;
            }
            match self.candidate(&path) {
                Ok(candidate) => found.push(candidate),
                Err(error) => refused = Some(both(refused, error)),
            }
        }
        match (refused, found.is_empty()) {
            (Some(error), true) => Err(error),
            (Some(error), false) => {
                progress.told(&format!("{error}; the other one is used: {}", found[0].path.display()));
                Ok(found)
            }
            (None, _) => Ok(found),
        }
    }

    fn candidate(&self, path: &Path) -> Result<Candidate, CheckpointError> {
        let (header, file) = read::open(path).map_err(|wrong| wrong.at(path))?;
        let foreign = |what: String| Err(Wrong::Foreign(what).at(path));
        if header.seed != self.seed {
            return foreign(format!("seed: {}", header.seed));
        }
        if let Some(difference) = header.origin.difference(&self.origin) {
            return foreign(difference);
        }
        if !self.versions.iter().all(|version| header.versions.contains(version)) {
            return foreign("set of versions of the scenario".to_owned());
        }
        Ok(Candidate { path: path.to_path_buf(), header, file })
    }

    /// Reads the first of the candidates that is sound to its end.
    ///
    /// # Errors
    /// There are some, and none is.
    pub(super) fn read(
        &self,
        candidates: Vec<Candidate>,
        progress: &dyn Progress,
    ) -> Result<Option<Read>, CheckpointError> {
        let mut refused: Option<CheckpointError> = None;
        for Candidate { path, header, mut file } in candidates {
            let read = read::read(header, &mut file);
            let on_all = !Ranks::here().any(PHASE, read.is_err());
            match read {
                Ok(_) if !on_all => refused = Some(both(refused, elsewhere().at(&path))),
                Ok(read) => {
                    if let Some(error) = refused {
                        progress.told(&format!("{error}; the one before it is used: {}", path.display()));
                    }
                    let Header { seed, month, arm, .. } = &read.header;
                    progress.told(&format!("seed {seed}: taken up from the checkpoint of {month}, {arm}"));
                    return Ok(Some(read));
                }
                Err(wrong) => refused = Some(both(refused, wrong.at(&path))),
            }
        }
        refused.map_or(Ok(None), Err)
    }
}

/// Another rank could not read it.
fn elsewhere() -> Wrong {
    Wrong::damaged("another rank cannot read it")
}

/// One error of the newest and of the one before it.
fn both(newest: Option<CheckpointError>, other: CheckpointError) -> CheckpointError {
    match newest {
        None => other,
        Some(CheckpointError { path, wrong }) => {
            Wrong::Both { newest: Box::new(wrong), previous: Box::new(other) }.at(&path)
        }
    }
}

/// Two checkpoints fit, or none is begun: the one to be written and the last that stands meanwhile. The one before the
/// last gives its room if the new one has none.
fn make_room(folder: &Path, bytes: u64, last: &Path, before: &Path) -> Result<(), Wrong> {
    let Some(free) = free(folder) else { return Ok(()) };
    let of = |path: &Path| fs::metadata(path).map_or(0, |data| data.len());
    let (last, kept) = (of(last), of(before));
    if (free + last + kept) < bytes * 2 || free + kept < bytes {
        return Err(Wrong::NoRoom { wanted: bytes, free });
    }
    if free < bytes {
        fs::remove_file(before).map_err(Wrong::Unwritable)?;
    }
    Ok(())
}

/// Bytes free to this user where the folder is; `None` where the system does not say.
#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail * disk.f_frsize)
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

/// Has the names of a folder reach the disk.
fn settle(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
