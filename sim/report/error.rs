//! What can go wrong with results: the folder, the disk, a chart.

use std::io;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use thiserror::Error;

/// A reason why results could not be written or read back.
#[derive(Debug, Error, Diagnostic)]
pub enum ReportError {
    #[error("the run folder {} exists already", path.display())]
    #[diagnostic(help("choose another folder with --out, or replace this one with --force"))]
    Exists { path: PathBuf },

    #[error("{who} works in {} already", path.display())]
    #[diagnostic(help("let it end or stop it; a lock left by a process that is gone is taken over by itself"))]
    Busy { path: PathBuf, who: String },

    #[error("{} was taken over by another job while this one could not answer", path.display())]
    #[diagnostic(help("the other goes on; what this one had finished before is kept"))]
    TakenOver { path: PathBuf },

    #[error("{} is not a run folder, and --force only replaces run folders", path.display())]
    #[diagnostic(help("choose another folder with --out; a run folder holds a file manifest.toml"))]
    NotARunFolder { path: PathBuf },

    #[error("{} cannot be written: {reason}", path.display())]
    #[diagnostic(help("choose with --out a folder in which you may write"))]
    Unwritable { path: PathBuf, reason: String },

    #[error("the disk is full: {} could not be written", path.display())]
    #[diagnostic(help(
        "free some space and start the same command again: it goes on from the replicates that were finished"
    ))]
    DiskFull { path: PathBuf },

    #[error("{} grows larger than a file may be there", path.display())]
    #[diagnostic(help(
        "raise the limit of the system (ulimit -f), or choose another disk with --out: finished replicates are kept"
    ))]
    TooLarge { path: PathBuf },

    #[error("the chart {} could not be drawn: {reason}", path.display())]
    #[diagnostic(help("this is a fault of the program, not of the scenario; the tables are not affected"))]
    Chart { path: PathBuf, reason: String },

    #[error("{} cannot be read: {reason}", path.display())]
    #[diagnostic(help("{help}"))]
    Unreadable { path: PathBuf, reason: String, help: String },
}

impl ReportError {
    /// From the system's answer to writing `path`.
    pub fn writing(path: &Path, error: &io::Error) -> ReportError {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                ReportError::DiskFull { path: path.to_path_buf() }
            }
            io::ErrorKind::FileTooLarge => ReportError::TooLarge { path: path.to_path_buf() },
            _ => ReportError::Unwritable { path: path.to_path_buf(), reason: error.to_string() },
        }
    }

    /// Whether the user can mend it by asking otherwise (exit code 2), or not (exit code 1).
    pub fn is_bad_input(&self) -> bool {
        !matches!(
            self,
            ReportError::DiskFull { .. }
                | ReportError::TooLarge { .. }
                | ReportError::Chart { .. }
                | ReportError::TakenOver { .. }
        )
    }
}
