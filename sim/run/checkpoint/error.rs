//! What can be wrong with a checkpoint, each told with its file and what to do.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// A checkpoint that cannot be taken up, or written.
#[derive(Debug, Error)]
#[error("{}: {wrong}", path.display())]
pub struct CheckpointError {
    pub path: PathBuf,
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Debug, Error)]
pub enum Wrong {
    #[error("this is no checkpoint of Bassin")]
    NotOne,
    #[error("the checkpoint is of format {found}, this program reads format {known}")]
    Format { found: u32, known: u32 },
    #[error("the checkpoint is cut short: {found} of {expected} bytes are there")]
    Cut { found: u64, expected: u64 },
    #[error("the checkpoint is damaged: {0}")]
    Damaged(String),
    #[error("the checkpoint is of another {0}")]
    Foreign(String),
    #[error("the checkpoint cannot be read: {0}")]
    Unreadable(io::Error),
    #[error("no room for a checkpoint of {} MB: {} MB are free", megabytes(*wanted), megabytes(*free))]
    NoRoom { wanted: u64, free: u64 },
    #[error("the checkpoint cannot be written: {0}")]
    Unwritable(io::Error),
    /// The newest and the one before it.
    #[error("{newest}; nor can the one before it be taken up: {previous}")]
    Both { newest: Box<Wrong>, previous: Box<CheckpointError> },
}

fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

impl Wrong {
    pub fn at(self, path: &Path) -> CheckpointError {
        CheckpointError { path: path.to_path_buf(), wrong: self }
    }

    pub fn damaged(what: impl Into<String>) -> Wrong {
        Wrong::Damaged(what.into())
    }

    /// What the reader of a piece found.
    pub fn of_reading(error: io::Error) -> Wrong {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Wrong::damaged("a piece ends too early"),
            _ => Wrong::Unreadable(error),
        }
    }
}

impl CheckpointError {
    /// What the user can do.
    pub fn help(&self) -> String {
        let begin = "leave out --resume to begin this replicate again; finished replicates are kept";
        match &self.wrong {
            Wrong::Foreign(_) => format!("put the scenario, the tables and the program back that wrote it; or {begin}"),
            Wrong::Format { .. } => format!("resume with the version of the program that wrote it; or {begin}"),
            Wrong::NoRoom { .. } | Wrong::Unwritable(_) => {
                "make room on the disk, or write elsewhere with --out; the last checkpoint written stands".to_owned()
            }
            _ => format!("put a sound copy of the file in its place; or {begin}"),
        }
    }
}
