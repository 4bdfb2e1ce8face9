//! Whether a run made again is the same: the first month, block and column that differ from a result folder.

use std::fmt;
use std::path::Path;

use super::compare::arms;
use super::error::ReportError;
use super::manifest::{DIGESTS, FINGERPRINTS};
use crate::measures::{Record, Replicate};
use crate::world::digest::Fingerprint;

/// The first place where a run made again differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Divergence {
    pub arm: String,
    pub seed: u64,
    pub month: String,
    pub stored: String,
    pub again: String,
    /// Block and column, when the folder holds fingerprints (`--digest monthly`).
    pub place: Option<String>,
}

impl fmt::Display for Divergence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Divergence { arm, seed, month, stored, again, place } = self;
        writeln!(f, "seed {seed}, arm {arm}: {month} is the first month that differs")?;
        writeln!(f, "  stored {stored}\n  again  {again}")?;
        match place {
            Some(place) => write!(f, "  first block and column: {place}"),
            None => write!(f, "  make the run with --digest monthly to have its block and column named"),
        }
    }
}

/// A line of `digests.csv`.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Line {
    arm: String,
    seed: u64,
    month: String,
    kind: String,
    digest: String,
}

/// The digests a result folder holds.
#[derive(Clone, Debug)]
pub struct Stored {
    lines: Vec<Line>,
    /// Arm, seed, month, place, hash.
    fingerprints: Vec<(String, u64, String, Fingerprint)>,
}

impl Stored {
    /// Reads `digests.csv` and, if there, `fingerprints.csv`.
    ///
    /// # Errors
    /// When they are missing or not what was written.
    pub fn read(folder: &Path) -> Result<Stored, ReportError> {
        let field = |row: &csv::StringRecord, at: usize| row.get(at).unwrap_or_default().to_owned();
        let lines = rows(folder, DIGESTS)?
            .into_iter()
            .map(|row| Line {
                arm: field(&row, 0),
                seed: field(&row, 1).parse().unwrap_or_default(),
                month: field(&row, 2),
                kind: field(&row, 3),
                digest: field(&row, 4),
            })
            .collect();
        let prints = if folder.join(FINGERPRINTS).exists() { rows(folder, FINGERPRINTS)? } else { Vec::new() };
        let fingerprints = prints
            .into_iter()
            .map(|row| {
                let print = Fingerprint { place: field(&row, 3), hash: field(&row, 4) };
                (field(&row, 0), field(&row, 1).parse().unwrap_or_default(), field(&row, 2), print)
            })
            .collect();
        Ok(Stored { lines, fingerprints })
    }

    pub fn has_fingerprints(&self) -> bool {
        !self.fingerprints.is_empty()
    }

    /// How many digests are stored for a seed.
    pub fn digests(&self, seed: u64) -> usize {
        self.lines.iter().filter(|line| line.seed == seed).count()
    }

    /// The first month in which a replicate made again differs, arm by arm; `None` if all is the same.
    pub fn first_divergence(&self, again: &Replicate) -> Option<Divergence> {
        arms(again).find_map(|(arm, record)| self.of_arm(arm, again.seed, record)).or_else(|| {
            // An arm that was stored and did not run again.
            let ran = |line: &Line| arms(again).any(|(arm, _)| arm == line.arm);
            let line = self.lines.iter().find(|line| line.seed == again.seed && !ran(line))?;
            Some(self.divergence(line, "did not run", None))
        })
    }

    fn of_arm(&self, arm: &str, seed: u64, record: &Record) -> Option<Divergence> {
        let first = |kind: &str, digests: &[(crate::units::Month, String)]| {
            let stored = || self.lines.iter().filter(|line| line.arm == arm && line.seed == seed && line.kind == kind);
            let missing = || {
                let (month, digest) = digests.get(stored().count())?;
                let line = Line {
                    arm: arm.to_owned(),
                    seed,
                    month: month.to_string(),
                    kind: kind.to_owned(),
                    digest: "nothing".to_owned(),
                };
                Some((line, digest.clone()))
            };
            stored()
                .enumerate()
                .find_map(|(at, line)| {
                    let again = digests.get(at).map(|(month, digest)| (month.to_string(), digest.as_str()));
                    match again {
                        Some((month, digest)) if month == line.month && digest == line.digest => None,
                        Some((_, digest)) => Some((line.clone(), digest.to_owned())),
                        None => Some((line.clone(), "ended before".to_owned())),
                    }
                })
                .or_else(missing)
        };
        // Full digests see what sums cannot; the earlier of both counts.
        let found = [first("month", &record.digests), first("full", &record.full_digests)];
        let (line, again) = found.into_iter().flatten().min_by(|a, b| a.0.month.cmp(&b.0.month))?;
        Some(self.divergence(&line, &again, self.place(&line, record)))
    }

    fn divergence(&self, line: &Line, again: &str, place: Option<String>) -> Divergence {
        Divergence {
            arm: line.arm.clone(),
            seed: line.seed,
            month: line.month.clone(),
            stored: line.digest.clone(),
            again: again.to_owned(),
            place,
        }
    }

    fn place(&self, line: &Line, record: &Record) -> Option<String> {
        let (_, again) = record.fingerprints.iter().find(|(month, _)| month.to_string() == line.month)?;
        let of_month = |stored: &&(String, u64, String, Fingerprint)| {
            (&stored.0, stored.1, &stored.2) == (&line.arm, line.seed, &line.month)
        };
        let mut stored = self.fingerprints.iter().filter(of_month).map(|stored| &stored.3).peekable();
        stored.peek()?;
        for print in again {
            match stored.next() {
                Some(known) if known == print => {}
                Some(known) => return Some(known.place.clone()),
                None => return Some(format!("{} (not stored)", print.place)),
            }
        }
        match stored.next() {
            Some(known) => Some(format!("{} (no longer there)", known.place)),
            None => Some("the ledger or a policy's own state: all columns are the same".to_owned()),
        }
    }
}

fn rows(folder: &Path, name: &str) -> Result<Vec<csv::StringRecord>, ReportError> {
    let path = folder.join(name);
    let unreadable = |reason: String| ReportError::Unreadable {
        path: path.clone(),
        reason,
        help: "give the folder of a finished run, untouched".to_owned(),
    };
    let mut reader = csv::Reader::from_path(&path).map_err(|e| unreadable(e.to_string()))?;
    reader.records().collect::<Result<_, _>>().map_err(|e| unreadable(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{manifest, sample};

    fn stored(replicate: &Replicate) -> Stored {
        let folder = tempfile::tempdir().expect("a scratch folder");
        manifest::write_digests(folder.path(), std::slice::from_ref(replicate)).expect("written");
        manifest::write_fingerprints(folder.path(), std::slice::from_ref(replicate)).expect("written");
        Stored::read(folder.path()).expect("read")
    }

    #[test]
    fn the_same_run_has_no_divergence() {
        let replicate = sample::replicate(1, 3);
        assert_eq!(stored(&replicate).first_divergence(&replicate), None);
    }

    #[test]
    fn the_first_month_that_differs_is_named_with_its_arm() {
        let replicate = sample::replicate(1, 3);
        let mut again = replicate.clone();
        let reform = again.reform.as_mut().expect("a reform");
        reform.digests[20].1 = "other".into();
        reform.digests[30].1 = "other".into();
        let found = stored(&replicate).first_divergence(&again).expect("a divergence");
        assert_eq!((found.arm.as_str(), found.month.as_str(), found.again.as_str()), ("reform", "2020-09", "other"));
    }

    #[test]
    fn the_block_and_column_are_named_where_they_were_kept() {
        let replicate = sample::replicate(1, 3);
        let mut again = replicate.clone();
        let record = &mut again.reference;
        record.full_digests[0].1 = "other".into();
        record.fingerprints[0].1[1].hash = "other".into();
        let found = stored(&replicate).first_divergence(&again).expect("a divergence");
        assert_eq!(found.place.as_deref(), Some("cell 0 block 0 persons.status"));
        assert!(found.to_string().contains("2021-12 is the first month that differs"));
    }

    #[test]
    fn a_run_that_ends_early_or_loses_an_arm_is_not_the_same() {
        let replicate = sample::replicate(1, 3);
        let mut again = replicate.clone();
        again.reference.digests.truncate(10);
        assert_eq!(stored(&replicate).first_divergence(&again).expect("found").month, "2019-11");
        let again = Replicate { reform: None, ..replicate.clone() };
        assert_eq!(stored(&replicate).first_divergence(&again).expect("found").arm, "reform");
    }
}
