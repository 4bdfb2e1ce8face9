//! Gathers replicates as they finish and writes the whole result at the end.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::areas::Gazetteer;
use super::description::Description;
use super::differences::Differences;
use super::effects::{Effect, Window};
use super::error::ReportError;
use super::exchanges::Exchanges;
use super::folder::{Folders, Place, Settled};
use super::headline::Headline;
use super::manifest::{Manifest, Timing};
use super::page::setting::Swing;
use super::shard::ShardFile;
use super::statistics::Estimate;
use super::versions::{Version, Versions};
use super::{
    accounts, charts, compare, compared_exits, departement_budgets, differences, ebe_account, exits, experiment, gains,
    indicators, kept, manifest, office, page, parquet, recentralisation, summary, swings, table, territorial_flows,
    winners,
};
use crate::measures::Replicate;

/// A result being made.
#[derive(Debug)]
pub struct Writer {
    description: Description,
    gazetteer: Gazetteer,
    folders: Folders,
    replicates: Vec<Replicate>,
    taken_over: usize,
}

/// A result that stands.
#[derive(Debug)]
pub struct Finished {
    /// To be ended when the results of all versions stand.
    pub settled: Settled,
    pub folder: PathBuf,
    /// The headline table, for a terminal.
    pub headline: String,
    /// The same figures, to be set beside those of other runs.
    pub figures: Headline,
    /// What ranks told each other, for a terminal; empty on one rank.
    pub exchanges: String,
}

impl Writer {
    /// Makes the unfinished folder, or takes over that of the same run interrupted earlier, with its finished
    /// replicates. To be called before anything long.
    ///
    /// # Errors
    /// When the run folder exists and may not be replaced, or nothing can be written there.
    pub fn open(place: &Place, description: Description, gazetteer: Gazetteer) -> Result<Writer, ReportError> {
        Writer::open_part(place, description, gazetteer, "")
    }

    /// As [`Writer::open`], for a part of a run: `3/16`, or nothing for the whole.
    ///
    /// # Errors
    /// As [`Writer::open`].
    pub fn open_part(
        place: &Place,
        description: Description,
        gazetteer: Gazetteer,
        part: &str,
    ) -> Result<Writer, ReportError> {
        let whole = identity(&description);
        let identity =
            if part.is_empty() { whole } else { blake3::hash(format!("{whole} {part}").as_bytes()).to_string() };
        let folders = Folders::open(place, &description.name, &identity)?;
        let replicates: Vec<Replicate> =
            description.seeds.iter().filter_map(|&seed| kept::recall(&folders.work, seed)).collect();
        let taken_over = replicates.len();
        Ok(Writer { description, gazetteer, folders, replicates, taken_over })
    }

    /// The seeds still to be run, in order.
    pub fn seeds_left(&self) -> Vec<u64> {
        let done = |seed: &u64| self.replicates.iter().any(|replicate| replicate.seed == *seed);
        self.description.seeds.iter().copied().filter(|seed| !done(seed)).collect()
    }

    /// How many finished replicates came from an interrupted run.
    pub fn taken_over(&self) -> usize {
        self.taken_over
    }

    /// From whom the lock of the folder was taken over, if its process ended without giving it back.
    pub fn taken_from(&self) -> Option<&str> {
        self.folders.taken_from.as_deref()
    }

    /// What the result will say of the run.
    pub fn description(&self) -> &Description {
        &self.description
    }

    /// How many replicates are finished.
    pub fn finished(&self) -> usize {
        self.replicates.len()
    }

    /// Whether what the scenario adds seeds for is known well enough from these seeds alone; false if it asks for
    /// nothing.
    pub fn aim_is_reached(&self, seeds: &[u64]) -> bool {
        let Some(aim) = self.description.aim else { return false };
        let of_seed = |seed: &u64| self.replicates.iter().find(|replicate| replicate.seed == *seed).cloned();
        let replicates: Vec<Replicate> = seeds.iter().filter_map(of_seed).collect();
        aim.is_reached_by(aim.estimate(&Differences::of(&self.description, &self.gazetteer, &replicates)))
    }

    /// The effects of this version over `window`, to be set beside those of others.
    pub fn version(&self, name: &str, says: &str, alone: bool, window: &Window) -> Version {
        Version::of(name, says, alone, &self.description, &self.gazetteer, &self.in_order(), window)
    }

    /// An effect over `window`, mean over the replicates finished; `None` where the run cannot say.
    pub fn effect(&self, effect: Effect, window: &Window) -> Option<f64> {
        let compared = Differences::of(&self.description, &self.gazetteer, &self.in_order());
        effect.by_seed(&compared, window).map(|values| Estimate::of(&values).mean)
    }

    /// Takes what swinging assumptions gave, on one household in so many and this seed.
    pub fn swing(&mut self, swings: Vec<Swing>, on: (u32, u64)) {
        (self.description.page.swings, self.description.page.swung_on) = (swings, on);
    }

    /// The replicates in the order of the scenario's seeds, whichever ended first: a sum of fractions shows their order.
    fn in_order(&self) -> Vec<Replicate> {
        let mut replicates = self.replicates.clone();
        replicates.sort_by_key(|replicate| self.order(replicate.seed));
        replicates
    }

    fn order(&self, seed: u64) -> Option<usize> {
        self.description.seeds.iter().position(|&known| known == seed)
    }

    /// Whether the replicate of this seed is finished.
    pub fn has(&self, seed: u64) -> bool {
        self.replicates.iter().any(|replicate| replicate.seed == seed)
    }

    /// Where finished replicates wait.
    pub fn unfinished_folder(&self) -> &Path {
        &self.folders.work
    }

    /// Takes a finished replicate, and keeps it on disk against an interruption.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn add(&mut self, replicate: Replicate) -> Result<(), ReportError> {
        self.folders.check_ours()?;
        kept::keep(&self.folders.work, &replicate)?;
        self.replicates.push(replicate);
        Ok(())
    }

    /// A digest of all that decides what the replicates hold, whichever part of the run this is.
    pub fn identity(&self) -> String {
        identity(&self.description)
    }

    /// Takes the replicate of a seed that a shard kept in `folder`; false if it is not there whole.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn take_from(&mut self, folder: &Path, seed: u64) -> Result<bool, ReportError> {
        if self.has(seed) {
            return Ok(true);
        }
        match kept::recall(folder, seed) {
            Some(replicate) => self.add(replicate).map(|()| true),
            None => Ok(false),
        }
    }

    /// Ends a shard: its replicates go to its folder as they are, what they were made from last.
    ///
    /// # Errors
    /// When the disk refuses; the unfinished folder then keeps the replicates.
    pub fn shelve(self, shard: &ShardFile) -> Result<(PathBuf, Settled), ReportError> {
        let folder = self.folders.work.join("result");
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|e| ReportError::writing(&folder, &e))?;
        }
        fs::create_dir(&folder).map_err(|e| ReportError::writing(&folder, &e))?;
        for replicate in &self.replicates {
            kept::keep(&folder, replicate)?;
        }
        shard.write(&folder)?;
        let settled = self.folders.settle(&folder)?;
        Ok((plainly(&settled.target), settled))
    }

    /// Gives up a result that cannot be made; what was taken over from an interrupted run stays.
    pub fn abandon(self) {
        if self.taken_over == 0 {
            self.folders.discard();
        }
    }

    /// Leaves the run unfinished: the folder stays if a replicate or a checkpoint is in it, else goes.
    pub fn interrupt(self) -> Option<PathBuf> {
        let checkpoint = |entry: fs::DirEntry| entry.path().extension().is_some_and(|ending| ending == "checkpoint");
        let mut entries = fs::read_dir(&self.folders.work).into_iter().flatten().flatten();
        if self.replicates.is_empty() && !entries.any(checkpoint) {
            self.folders.discard();
            return None;
        }
        Some(self.folders.work)
    }

    /// Writes every table, chart and page, the manifest last, and moves the folder to its place. `versions` holds this
    /// run and the other versions of its file, if there are any.
    ///
    /// # Errors
    /// When the disk refuses; the unfinished folder then keeps the replicates.
    pub fn finish(mut self, timing: &Timing, versions: &Versions) -> Result<Finished, ReportError> {
        // In the order of the scenario's seeds, whichever ended first.
        let order = |seed: u64| self.description.seeds.iter().position(|&s| s == seed);
        self.replicates.sort_by_key(|replicate| order(replicate.seed));
        let folder = self.folders.work.join("result");
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|e| ReportError::writing(&folder, &e))?;
        }
        fs::create_dir(&folder).map_err(|e| ReportError::writing(&folder, &e))?;
        let headline = self.write(&folder, timing, versions)?;
        let text = summary::for_terminal(&headline, versions);
        let settled = self.folders.settle(&folder)?;
        let exchanges = Exchanges::of(&self.replicates, timing.ranks);
        let exchanges = if exchanges.is_empty() { String::new() } else { exchanges.table() };
        Ok(Finished { folder: plainly(&settled.target), settled, headline: text, figures: headline, exchanges })
    }

    fn write(&self, folder: &Path, timing: &Timing, versions: &Versions) -> Result<Headline, ReportError> {
        let Writer { description, gazetteer, replicates, .. } = self;
        indicators::write(folder, gazetteer, replicates)?;
        accounts::write(folder, gazetteer, replicates)?;
        accounts::write_balances(folder, gazetteer, replicates)?;
        territorial_flows::write(folder, gazetteer, replicates)?;
        departement_budgets::write(folder, gazetteer, replicates)?;
        exits::write(folder, description, gazetteer, replicates)?;
        exits::write_living_standards(folder, gazetteer, replicates)?;
        manifest::write_digests(folder, replicates)?;
        manifest::write_fingerprints(folder, replicates)?;
        let compared = Differences::of(description, gazetteer, replicates);
        if compare::has_reform(replicates) {
            differences::write(folder, gazetteer, &compared)?;
            gains::write(folder, gazetteer, replicates)?;
            compared_exits::write(folder, gazetteer, replicates)?;
            winners::write(folder, replicates)?;
            recentralisation::write(folder, gazetteer, replicates)?;
            swings::write(folder, &description.page)?;
        }
        let mut evaluated = recentralisation::section(gazetteer, replicates);
        if let Some(design) = &description.experiment {
            let findings = experiment::findings(design, gazetteer, replicates);
            experiment::write_zones(folder, gazetteer, design)?;
            experiment::write(folder, gazetteer, &findings)?;
            evaluated += &experiment::section(design, gazetteer, &findings);
        }
        let headline = Headline::of(description, &compared, replicates);
        if let Some(account) = &headline.ebe_account {
            ebe_account::write(folder, account)?;
        }
        let text = summary::page(description, gazetteer, &headline, (versions, &evaluated));
        table::write_text(folder, "summary.md", &text)?;
        page::write(folder, description, gazetteer, replicates, (&compared, &headline, versions))?;
        charts::draw_all(folder, description, gazetteer, replicates, &compared)?;
        if versions.0.len() > 1 {
            versions.write(folder)?;
            charts::draw_versions(folder, description, versions)?;
        }
        office::write(folder, description, gazetteer, replicates, (&compared, &headline))?;
        if description.parquet {
            parquet::beside(folder)?;
        }
        manifest::write_timing(folder, timing, replicates)?;
        Manifest::of(description, replicates).sealing(folder)?.write(folder)?;
        Ok(headline)
    }
}

/// A path as told.
fn plainly(path: &Path) -> PathBuf {
    path.strip_prefix(".").map_or_else(|_| path.to_path_buf(), Path::to_path_buf)
}

/// A digest of all that decides what the replicates of a run hold: inputs, scenario, and the program itself.
fn identity(description: &Description) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in [&description.version, &description.scenario] {
        hasher.update(text.as_bytes());
        hasher.update(&[0]);
    }
    for (name, digest) in &description.digests {
        hasher.update(name.as_bytes());
        hasher.update(digest.as_bytes());
    }
    hasher.update(&[u8::from(description.digest_monthly)]);
    // Another build of the same version may simulate otherwise: its replicates must not mix with ours.
    hasher.update(program().as_bytes());
    hasher.finalize().to_hex().to_string()
}

/// Digest of the program's own file; empty where the system does not show it.
pub fn program() -> &'static str {
    static PROGRAM: OnceLock<String> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let read = std::env::current_exe().and_then(fs::read);
        read.map_or_else(|_| String::new(), |program| blake3::hash(&program).to_hex().to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn place(results: &Path) -> Place {
        Place { results: results.to_path_buf(), out: None, force: false, resume: false }
    }

    fn files(folder: &Path) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    names.push(path.strip_prefix(folder).expect("inside").to_string_lossy().into_owned());
                }
            }
        }
        names.sort();
        names
    }

    #[test]
    fn a_finished_run_is_whole_and_the_same_whichever_seed_ended_first() {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let results: Vec<PathBuf> = [[1, 2], [2, 1]]
            .iter()
            .enumerate()
            .map(|(i, order)| {
                let place = place(&scratch.path().join(i.to_string()));
                let mut writer = Writer::open(&place, sample::description(), sample::gazetteer()).expect("opened");
                for &seed in order {
                    writer.add(sample::replicate(seed, 3)).expect("kept");
                }
                let finished = writer
                    .finish(&Timing { seconds: i as f64, threads: i, ranks: 1 }, &Versions::default())
                    .expect("finished");
                assert!(finished.headline.contains("État"), "{}", finished.headline);
                finished.folder
            })
            .collect();
        let names = files(&results[0]);
        for expected in [
            "accounts.csv",
            "balances.csv",
            "charts/ebe_employment.png",
            "charts/ebe_employment.svg",
            "charts/poverty.png",
            "charts/public_balance.svg",
            "charts/unemployment.svg",
            "departement_budgets.csv",
            "differences.csv",
            "ebe_account.csv",
            "digests.csv",
            "gains_by_workplace.csv",
            "indicators.csv",
            "living_standards.csv",
            "manifest.toml",
            "poverty_exits.csv",
            "poverty_exits_compared.csv",
            "report.html",
            "summary.md",
            "territorial_flows.csv",
            "timing.toml",
            "winners_losers.csv",
        ] {
            assert!(names.iter().any(|name| name == expected), "{expected} is missing: {names:?}");
        }
        assert_eq!(names, files(&results[1]));
        for name in names.iter().filter(|name| *name != "timing.toml") {
            assert!(
                fs::read(results[0].join(name)).expect("read") == fs::read(results[1].join(name)).expect("read"),
                "{name} differs"
            );
        }
    }

    #[test]
    fn an_interrupted_run_goes_on_with_the_seeds_that_are_left() {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let open = || Writer::open(&place(scratch.path()), sample::description(), sample::gazetteer()).expect("opened");
        let mut writer = open();
        writer.add(sample::replicate(1, 3)).expect("kept");
        let unfinished = writer.interrupt().expect("a replicate is worth keeping");
        assert!(!files(&unfinished).iter().any(|name| name.ends_with("manifest.toml")), "it must not look finished");

        let mut writer = open();
        assert_eq!((writer.taken_over(), writer.seeds_left()), (1, vec![2]));
        writer.add(sample::replicate(2, 3)).expect("kept");
        let finished = writer.finish(&Timing::default(), &Versions::default()).expect("finished");
        let manifest = Manifest::read(&finished.folder).expect("a manifest");
        assert_eq!(manifest.digests.len(), 4);
        assert!(unfinished.exists(), "another version may be under way");
        finished.settled.end();
        assert!(!unfinished.exists());
    }

    #[test]
    fn a_run_interrupted_before_its_first_replicate_leaves_nothing() {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let writer = Writer::open(&place(scratch.path()), sample::description(), sample::gazetteer()).expect("opened");
        assert_eq!(writer.interrupt(), None);
        assert!(files(scratch.path()).is_empty());
    }

    #[test]
    fn a_run_without_reform_has_no_differences_but_all_the_rest() {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let mut description = sample::description();
        description.policies.clear();
        let mut writer = Writer::open(&place(scratch.path()), description, sample::gazetteer()).expect("opened");
        writer.add(Replicate { reform: None, ..sample::replicate(1, 0) }).expect("kept");
        let finished = writer.finish(&Timing::default(), &Versions::default()).expect("finished");
        let names = files(&finished.folder);
        assert!(!names.contains(&"differences.csv".to_owned()));
        assert!(!names.contains(&"gains_by_workplace.csv".to_owned()));
        assert!(names.contains(&"charts/unemployment.png".to_owned()), "{names:?}");
        let summary = fs::read_to_string(finished.folder.join("summary.md")).expect("a page");
        assert!(summary.contains("no policy"), "{summary}");
    }
}
