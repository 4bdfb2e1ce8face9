//! `manifest.toml`, `timing.toml`, `digests.csv`: what the results were made from, and how long it took.
//!
//! The manifest is written last: a folder without it is not a result. It holds neither time nor thread count, so that
//! the same run elsewhere gives the same bytes; those are in `timing.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::compare::arms;
use super::description::{Description, LocalFile};
use super::error::ReportError;
use super::exchanges::Exchanges;
use super::seal::{self, Digests};
use super::table::{Table, write_text};
use crate::measures::Replicate;

pub const MANIFEST: &str = "manifest.toml";
pub const DIGESTS: &str = "digests.csv";
pub const FINGERPRINTS: &str = "fingerprints.csv";
/// How long it took: the only file that differs between machines.
pub const TIMING: &str = "timing.toml";

/// What a result was made from, and the digests it ended with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Of the program.
    pub version: String,
    pub name: String,
    pub title: String,
    pub question: String,
    pub places: Vec<String>,
    pub from: String,
    pub through: String,
    pub one_in: u32,
    pub seeds: Vec<u64>,
    pub policies: Vec<String>,
    /// Number of cells (zone d'emploi × département) simulated.
    pub cells: usize,
    /// Whether every month, not only December, was digested in full.
    pub digest_monthly: bool,
    /// The scenario as resolved: what `verify` runs again.
    pub scenario: String,
    /// BLAKE3 of each input.
    pub inputs: BTreeMap<String, String>,
    /// Parameters, law values and local figures, these with their source, set by the scenario.
    pub overrides: BTreeMap<String, String>,
    /// Files of local data by table, whole: what `verify` reads.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data: BTreeMap<String, DataText>,
    /// BLAKE3 of each file of the result as it was written; none in a result of before they were kept.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: Digests,
    /// Digest of the last state, by arm and seed.
    pub digests: Vec<FinalDigest>,
}

/// A file of local data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataText {
    /// As the scenario names it.
    pub file: String,
    pub text: String,
}

/// The digest of the last state of an arm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinalDigest {
    pub arm: String,
    pub seed: u64,
    pub month: String,
    pub digest: String,
}

/// How long a run took and how much memory its state held. Differs between machines.
#[derive(Clone, Debug, Default)]
pub struct Timing {
    pub seconds: f64,
    /// Of each rank.
    pub threads: usize,
    /// Processes that ran together.
    pub ranks: usize,
}

impl Manifest {
    pub fn of(description: &Description, replicates: &[Replicate]) -> Manifest {
        let digests = replicates
            .iter()
            .flat_map(|replicate| arms(replicate).map(move |(arm, record)| (arm, replicate.seed, record)))
            .filter_map(|(arm, seed, record)| {
                let (month, digest) = record.full_digests.last().or(record.digests.last())?;
                Some(FinalDigest { arm: arm.to_owned(), seed, month: month.to_string(), digest: digest.clone() })
            })
            .collect();
        Manifest {
            version: description.version.clone(),
            name: description.name.clone(),
            title: description.title.clone(),
            question: description.question.clone(),
            places: description.places.clone(),
            from: description.from.to_string(),
            through: description.through.to_string(),
            one_in: description.one_in,
            seeds: replicates.iter().map(|replicate| replicate.seed).collect(),
            policies: description.policies.clone(),
            cells: replicates.first().map_or(0, |replicate| replicate.reference.cells.len()),
            digest_monthly: description.digest_monthly,
            scenario: description.scenario.clone(),
            inputs: description.digests.iter().cloned().collect(),
            overrides: description.overrides.iter().map(|o| (o.name.clone(), o.value.clone())).collect(),
            data: description.data.iter().map(data_text).collect(),
            files: Digests::new(),
            digests,
        }
    }

    /// With the digests of the files that stand in `folder`: to be called when all but the manifest is written.
    ///
    /// # Errors
    /// When a file cannot be read back.
    pub fn sealing(mut self, folder: &Path) -> Result<Manifest, ReportError> {
        self.files = seal::of(folder)?;
        Ok(self)
    }

    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, folder: &Path) -> Result<(), ReportError> {
        let text = toml::to_string_pretty(self)
            .map_err(|e| ReportError::Unwritable { path: folder.join(MANIFEST), reason: e.to_string() })?;
        write_text(
            folder,
            MANIFEST,
            &format!("# What this result was made from; `bassin verify` runs it again.\n{text}"),
        )
    }

    /// Reads the manifest of a run folder.
    ///
    /// # Errors
    /// When the folder holds none, or one that is not a manifest.
    pub fn read(folder: &Path) -> Result<Manifest, ReportError> {
        let path = folder.join(MANIFEST);
        let help = "give the folder of a finished run: results/<scenario>/<run id>".to_owned();
        let unreadable = |reason: String| ReportError::Unreadable { path: path.clone(), reason, help: help.clone() };
        let text = std::fs::read_to_string(&path).map_err(|e| unreadable(e.to_string()))?;
        toml::from_str(&text).map_err(|e| unreadable(e.to_string()))
    }
}

fn data_text(local: &LocalFile) -> (String, DataText) {
    (local.table.clone(), DataText { file: local.file.clone(), text: local.text.clone() })
}

/// Writes `digests.csv`: the digest of each month, and the full ones.
///
/// # Errors
/// When the disk refuses.
pub fn write_digests(folder: &Path, replicates: &[Replicate]) -> Result<(), ReportError> {
    let mut table = Table::create(folder, DIGESTS, &["arm", "seed", "month", "kind", "digest"])?;
    for replicate in replicates {
        let seed = replicate.seed.to_string();
        for (arm, record) in arms(replicate) {
            for (kind, digests) in [("month", &record.digests), ("full", &record.full_digests)] {
                for (month, digest) in digests {
                    table.row(&[arm, &seed, &month.to_string(), kind, digest])?;
                }
            }
        }
    }
    table.finish()
}

/// Writes `fingerprints.csv`, if months were digested column by column.
///
/// # Errors
/// When the disk refuses.
pub fn write_fingerprints(folder: &Path, replicates: &[Replicate]) -> Result<(), ReportError> {
    if replicates.iter().flat_map(arms).all(|(_, record)| record.fingerprints.is_empty()) {
        return Ok(());
    }
    let mut table = Table::create(folder, FINGERPRINTS, &["arm", "seed", "month", "place", "hash"])?;
    for replicate in replicates {
        let seed = replicate.seed.to_string();
        for (arm, record) in arms(replicate) {
            for (month, prints) in &record.fingerprints {
                for print in prints {
                    table.row(&[arm, &seed, &month.to_string(), &print.place, &print.hash])?;
                }
            }
        }
    }
    table.finish()
}

/// Writes `timing.toml`. The seconds are those of this command; the rest is of all replicates, whichever command made them.
///
/// # Errors
/// When the disk refuses.
pub fn write_timing(folder: &Path, timing: &Timing, replicates: &[Replicate]) -> Result<(), ReportError> {
    let mut phases: Vec<(&str, u64)> = Vec::new();
    let (mut person_months, mut bytes) = (0u64, 0usize);
    for (_, record) in replicates.iter().flat_map(arms) {
        if !record.timing.is_empty() {
            person_months += record.person_months;
        }
        bytes = bytes.max(record.reserved_bytes);
        for &(ref phase, nanoseconds) in &record.timing {
            match phases.iter_mut().find(|(known, _)| *known == phase.as_str()) {
                Some((_, sum)) => *sum += nanoseconds,
                None => phases.push((phase, nanoseconds)),
            }
        }
    }
    let total: u64 = phases.iter().map(|(_, nanoseconds)| nanoseconds).sum();
    let each = |nanoseconds: u64| nanoseconds as f64 / person_months.max(1) as f64;
    let mut text = String::from("# Differs from machine to machine; nothing here changes a result.\n");
    text += &format!("seconds = {:.1}\nthreads = {}\n", timing.seconds, timing.threads);
    text += &format!("person_months = {person_months}\nstate_bytes = {bytes}\n");
    text += &format!("ns_per_person_month = {:.1}\n\n[ns_per_person_month_by_phase]\n", each(total));
    for (phase, nanoseconds) in &phases {
        text += &format!("{phase:?} = {:.2}\n", each(*nanoseconds));
    }
    text += "\n# Of all arms and seeds together, on all their threads.\n[seconds_by_phase]\n";
    for (phase, nanoseconds) in &phases {
        text += &format!("{phase:?} = {:.3}\n", *nanoseconds as f64 / 1e9);
    }
    let mut memory: BTreeMap<u16, u64> = BTreeMap::new();
    for (year, kilobytes) in replicates.iter().flat_map(arms).flat_map(|(_, record)| &record.memory) {
        let most = memory.entry(*year).or_default();
        *most = (*most).max(*kilobytes);
    }
    text +=
        "\n# Most memory the program had taken when a year of the run ended, in the arm and seed where it was most.\n";
    text += "[peak_memory_mb_by_year]\n";
    for (year, kilobytes) in memory {
        text += &format!("{year} = {}\n", kilobytes.div_ceil(1000));
    }
    if timing.ranks > 1 {
        text += &format!("\n[ranks]\nnumber = {}\n", timing.ranks);
        text += &Exchanges::of(replicates, timing.ranks).toml();
    }
    write_text(folder, TIMING, &text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_manifest_reads_back_as_written_and_knows_no_time() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let description = Description {
            scenario: "title = \"l'essai\"\n[run]\n# '''\nseeds = \"1..2\"\n".into(),
            ..sample::description()
        };
        let manifest = Manifest::of(&description, &[sample::replicate(1, 3), sample::replicate(2, 3)]);
        manifest.write(folder.path()).expect("written");
        assert_eq!(Manifest::read(folder.path()).expect("read"), manifest);
        let text = std::fs::read_to_string(folder.path().join(MANIFEST)).expect("a file");
        assert!(!text.contains("threads") && !text.contains("seconds"));
        assert_eq!(manifest.digests.len(), 4);
        assert_eq!(manifest.digests[1].digest, "full13");
    }

    #[test]
    fn a_folder_without_manifest_is_no_result() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        assert!(Manifest::read(folder.path()).is_err_and(|e| e.is_bad_input()));
    }

    #[test]
    fn times_are_given_by_person_month() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let timing = Timing { seconds: 12.34, threads: 2, ranks: 1 };
        write_timing(folder.path(), &timing, &[sample::replicate(1, 3)]).expect("written");
        let text = std::fs::read_to_string(folder.path().join("timing.toml")).expect("a file");
        let table: toml::Table = text.parse().expect("TOML");
        assert_eq!(table["threads"].as_integer(), Some(2));
        assert_eq!(table["person_months"].as_integer(), Some(72_000));
        // Two arms of ten nanoseconds; the most of both.
        assert_eq!(table["seconds_by_phase"]["search"].as_float(), Some(0.0));
        assert_eq!(table["peak_memory_mb_by_year"]["2020"].as_integer(), Some(95));
    }
}
