//! Two results set beside each other, A less B, seed by seed, from the tables they hold: the difference between two
//! reforms has an interval of its own, far narrower than those of each, as both ran on the same draws.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::compare::{REFERENCE, REFORM};
use super::error::ReportError;
use super::indicators::{Counting, counting};
use super::manifest::Manifest;
use super::seal;
use super::statistics::Estimate;
use crate::measures::Indicator;

/// The tables read.
const BALANCES: &str = "balances.csv";
const INDICATORS: &str = "indicators.csv";

/// What is compared, by kind and name: `("balance", "etat")`.
pub type Line = (&'static str, String);

/// A result as it stands in its folder: whole-run figures by year, arm and seed.
#[derive(Debug)]
pub struct StoredRun {
    pub folder: PathBuf,
    pub manifest: Manifest,
    values: BTreeMap<(u16, Line), BTreeMap<(String, u64), f64>>,
}

impl StoredRun {
    /// # Errors
    /// A folder that is no result, or whose tables are missing, cut short or changed.
    pub fn read(folder: &Path) -> Result<StoredRun, ReportError> {
        let manifest = Manifest::read(folder)?;
        for name in [BALANCES, INDICATORS] {
            let change = manifest.files.get(name).and_then(|digest| seal::change(folder, name, digest));
            if let Some(change) = change {
                return Err(damaged(folder, change.to_string()));
            }
        }
        let mut run = StoredRun { folder: folder.to_path_buf(), manifest, values: BTreeMap::new() };
        run.read_balances()?;
        run.read_indicators()?;
        for by_seed in run.values.values() {
            // Both arms of every seed, or the table was cut.
            let arms: BTreeSet<&str> = run.arms();
            for &seed in &run.manifest.seeds {
                for arm in &arms {
                    if !by_seed.contains_key(&((*arm).to_owned(), seed)) {
                        let reason = format!("its tables lack figures of seed {seed} ({arm})");
                        return Err(damaged(folder, reason));
                    }
                }
            }
        }
        if run.values.is_empty() {
            return Err(damaged(folder, "its tables are empty".to_owned()));
        }
        Ok(run)
    }

    fn arms(&self) -> BTreeSet<&str> {
        self.manifest.digests.iter().map(|digest| digest.arm.as_str()).collect()
    }

    /// Whether it holds a reform.
    pub fn has_reform(&self) -> bool {
        self.arms().contains(REFORM)
    }

    fn read_balances(&mut self) -> Result<(), ReportError> {
        let path = self.folder.join(BALANCES);
        let columns = ["arm", "seed", "year", "level", "body", "balance_cents"];
        for (line, row) in rows(&path, &columns)? {
            let [arm, seed, year, level, body, cents] = &row;
            if level != "run" {
                continue;
            }
            let cents: i64 = number(&path, line, cents)?;
            let (seed, year) = (number(&path, line, seed)?, number(&path, line, year)?);
            for body in [body.as_str(), "consolidated"] {
                let values = self.values.entry((year, ("balance", body.to_owned()))).or_default();
                *values.entry((arm.clone(), seed)).or_default() += cents as f64 / 100.0;
            }
        }
        Ok(())
    }

    fn read_indicators(&mut self) -> Result<(), ReportError> {
        let path = self.folder.join(INDICATORS);
        let columns = ["arm", "seed", "month", "level", "indicator", "value"];
        let mut months: BTreeMap<u16, BTreeSet<String>> = BTreeMap::new();
        for (line, row) in rows(&path, &columns)? {
            let [arm, seed, month, level, name, value] = &row;
            let Some(indicator) = Indicator::ALL.iter().find(|indicator| indicator.name() == name.as_str()) else {
                continue;
            };
            if level != "run" {
                continue;
            }
            let year: u16 = number(&path, line, month.split('-').next().unwrap_or_default())?;
            months.entry(year).or_default().insert(month.clone());
            let value: f64 = number(&path, line, value)?;
            let seed = number(&path, line, seed)?;
            let values = self.values.entry((year, ("indicator", indicator.name().to_owned()))).or_default();
            *values.entry((arm.clone(), seed)).or_default() += value;
        }
        for ((year, (kind, name)), values) in &mut self.values {
            let stock = Indicator::ALL.iter().any(|i| i.name() == name && counting(*i) == Counting::Stock);
            if *kind == "indicator" && stock {
                let months = months.get(year).map_or(1, BTreeSet::len) as f64;
                values.values_mut().for_each(|value| *value /= months);
            }
        }
        Ok(())
    }

    /// The last digest of the reference, by seed.
    fn reference(&self, seed: u64) -> Option<&str> {
        let of = |digest: &&super::manifest::FinalDigest| digest.arm == REFERENCE && digest.seed == seed;
        self.manifest.digests.iter().find(of).map(|digest| digest.digest.as_str())
    }
}

/// Why two results cannot be paired, in words; `None` if they can.
pub fn why_not(a: &StoredRun, b: &StoredRun) -> Option<String> {
    let (one, other) = (&a.manifest, &b.manifest);
    let input = |name: &str| one.inputs.get(name) != other.inputs.get(name);
    let differs = [
        (one.version != other.version, format!("they were made by versions {} and {}", one.version, other.version)),
        (input("territory"), "their tables of the territory are not the same".to_owned()),
        (
            one.places != other.places || one.cells != other.cells,
            format!("they run in {} and in {}", one.places.join(", "), other.places.join(", ")),
        ),
        (
            (&one.from, &one.through) != (&other.from, &other.through),
            format!("their months are {} to {} and {} to {}", one.from, one.through, other.from, other.through),
        ),
        (one.one_in != other.one_in, format!("they simulate one household in {} and in {}", one.one_in, other.one_in)),
        (common_seeds(a, b).is_empty(), format!("they have no seed in common: {} and {}", seeds(one), seeds(other))),
    ];
    let reasons: Vec<String> = differs.into_iter().filter(|(differs, _)| *differs).map(|(_, why)| why).collect();
    (!reasons.is_empty()).then(|| reasons.join("; "))
}

fn seeds(manifest: &Manifest) -> String {
    manifest.seeds.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
}

/// The seeds both have, in order.
pub fn common_seeds(a: &StoredRun, b: &StoredRun) -> Vec<u64> {
    a.manifest.seeds.iter().copied().filter(|seed| b.manifest.seeds.contains(seed)).collect()
}

/// A less B.
#[derive(Debug)]
pub struct Paired {
    pub seeds: Vec<u64>,
    /// Whether both have the same reference arm, to the last bit: A less B is then both that of the reforms and that of
    /// their effects.
    pub same_reference: bool,
    /// Whether what is compared are effects, reform less reference; else the levels of the last arm of each.
    pub of_effects: bool,
    /// By year and line: A, B and A less B.
    pub lines: BTreeMap<(u16, Line), [Estimate; 3]>,
}

impl Paired {
    /// Pairs two results that [can be](why_not).
    pub fn of(a: &StoredRun, b: &StoredRun) -> Paired {
        let seeds = common_seeds(a, b);
        let of_effects = a.has_reform() && b.has_reform();
        let value = |run: &StoredRun, key: &(u16, Line), seed: u64| {
            let of = |arm: &str| {
                let values = run.values.get(key)?;
                values.get(&(arm.to_owned(), seed)).copied()
            };
            let reference = of(REFERENCE).unwrap_or(0.0);
            match of(REFORM) {
                Some(reform) if of_effects => reform - reference,
                Some(reform) => reform,
                None if of_effects => 0.0,
                None => reference,
            }
        };
        let keys: BTreeSet<&(u16, Line)> = a.values.keys().chain(b.values.keys()).collect();
        let mut lines = BTreeMap::new();
        for key in keys {
            let of_run = |run: &StoredRun| seeds.iter().map(|&seed| value(run, key, seed)).collect::<Vec<f64>>();
            let (of_a, of_b) = (of_run(a), of_run(b));
            let less: Vec<f64> = of_a.iter().zip(&of_b).map(|(a, b)| a - b).collect();
            lines.insert(key.clone(), [Estimate::of(&of_a), Estimate::of(&of_b), Estimate::of(&less)]);
        }
        let same_reference =
            seeds.iter().all(|&seed| a.reference(seed).is_some() && a.reference(seed) == b.reference(seed));
        Paired { seeds, same_reference, of_effects, lines }
    }
}

fn damaged(path: &Path, reason: String) -> ReportError {
    let help = "give the folder of a finished run, untouched; `bassin run --force` makes it again".to_owned();
    ReportError::Unreadable { path: path.to_path_buf(), reason, help }
}

fn number<T: std::str::FromStr>(path: &Path, line: usize, text: &str) -> Result<T, ReportError> {
    text.parse().map_err(|_| damaged(path, format!("line {line}: {text:?} is no number")))
}

/// The rows of a table, these columns of them, with their line.
fn rows<const N: usize>(path: &Path, columns: &[&str; N]) -> Result<Vec<(usize, [String; N])>, ReportError> {
    let mut reader = csv::Reader::from_path(path).map_err(|e| damaged(path, e.to_string()))?;
    let header = reader.headers().map_err(|e| damaged(path, e.to_string()))?.clone();
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        let at = header.iter().position(|name| name == *column);
        *place = at.ok_or_else(|| damaged(path, format!("it has no column {column}")))?;
    }
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|e| damaged(path, e.to_string()))?;
        let line = row.position().map_or(0, |position| position.line() as usize);
        rows.push((line, places.map(|place| row.get(place).unwrap_or_default().to_owned())));
    }
    Ok(rows)
}
