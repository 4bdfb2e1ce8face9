//! What a result's files were when they were written: a digest of each in the manifest, so that a table changed since is
//! told before anyone reads it, or compares it.
//!
//! The manifest is left out, which holds the digests, and `timing.toml`, which differs between machines.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use super::error::ReportError;
use super::manifest::{MANIFEST, TIMING};

/// BLAKE3 of each file of a result, by its path from the folder with `/`.
pub type Digests = BTreeMap<String, String>;

/// A file that is no longer what the run wrote.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    Missing(String),
    Other(String),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Change::Missing(name) => write!(f, "{name} is no longer there"),
            Change::Other(name) => write!(f, "{name} is not what the run wrote"),
        }
    }
}

/// The digests of all files of a folder, the manifest and the time apart.
///
/// # Errors
/// When a file cannot be read.
pub fn of(folder: &Path) -> Result<Digests, ReportError> {
    let mut digests = Digests::new();
    let mut below = vec![String::new()];
    while let Some(prefix) = below.pop() {
        let here = folder.join(&prefix);
        for entry in fs::read_dir(&here).map_err(|e| unreadable(&here, &e))? {
            let path = entry.map_err(|e| unreadable(&here, &e))?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            let name = format!("{prefix}{name}");
            if path.is_dir() {
                below.push(format!("{name}/"));
            } else if name != MANIFEST && name != TIMING {
                let digest = of_file(&path).map_err(|e| unreadable(&path, &e))?;
                digests.insert(name, digest);
            }
        }
    }
    Ok(digests)
}

fn unreadable(path: &Path, error: &io::Error) -> ReportError {
    let help = "what was just written cannot be read back: try another disk with --out".to_owned();
    ReportError::Unreadable { path: path.to_path_buf(), reason: error.to_string(), help }
}

/// The files of `folder` that are not what `digests` says; files it does not name are not looked at.
pub fn changes(folder: &Path, digests: &Digests) -> Vec<Change> {
    digests.iter().filter_map(|(name, digest)| change(folder, name, digest)).collect()
}

/// Whether one file is not what its digest says.
pub fn change(folder: &Path, name: &str, digest: &str) -> Option<Change> {
    match of_file(&folder.join(name)) {
        Ok(now) if now == digest => None,
        Ok(_) => Some(Change::Other(name.to_owned())),
        Err(_) => Some(Change::Missing(name.to_owned())),
    }
}

/// Read piece by piece: tables of a large run do not fit in memory.
fn of_file(path: &Path) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(fs::File::open(path)?)?;
    Ok(hasher.finalize().to_hex().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_changed_or_taken_away_is_named_and_one_added_is_nobodys_business() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("charts")).expect("made");
        for (name, text) in [("balances.csv", "1"), ("charts/poverty.svg", "2"), (MANIFEST, "3"), (TIMING, "4")] {
            fs::write(at(name), text).expect("written");
        }
        let digests = of(folder.path()).expect("read");
        assert_eq!(digests.keys().collect::<Vec<_>>(), ["balances.csv", "charts/poverty.svg"]);
        fs::write(at("my-notes.txt"), "mine").expect("written");
        fs::write(at(TIMING), "other").expect("written");
        assert_eq!(changes(folder.path(), &digests), []);
        fs::write(at("balances.csv"), "7").expect("written");
        fs::remove_file(at("charts/poverty.svg")).expect("removed");
        let told: Vec<String> = changes(folder.path(), &digests).iter().map(Change::to_string).collect();
        assert_eq!(told, ["balances.csv is not what the run wrote", "charts/poverty.svg is no longer there"]);
    }
}
