//! `--shard 3/16` and `bassin merge`: the seeds of a run split over the tasks of a job array, and put together again. What
//! is merged is byte for byte what one run would have written, but for the time it took.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use bassin::local_data::{DataFile, DataTable};
use bassin::report::Timing;
use bassin::report::folder::Settled;
use bassin::report::manifest::DataText;
use bassin::report::page::Outlines;
use bassin::report::shard::{SHARD, ShardFile};
use bassin::scenario::ScenarioFile;
use clap::Args;

use super::batch;
use super::describe;
use super::failure::Failure;
use super::run::{Loaded, Running, check};
use super::{Changes, Digest, Lang, RunArgs, say};

/// One part of the seeds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shard {
    /// From 1.
    pub number: u32,
    pub of: u32,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let read = || {
            let (number, of) = text.split_once('/')?;
            Some(Shard { number: number.trim().parse().ok()?, of: of.trim().parse().ok()? })
        };
        match read() {
            Some(shard) if shard.number >= 1 && shard.number <= shard.of => Ok(shard),
            Some(_) => Err("shards are counted from 1 to their number: 1/16 to 16/16".to_owned()),
            None => Err("write the shard and how many there are, as 3/16".to_owned()),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl Shard {
    /// The seeds of this shard: every so many, so that all shards take about as long.
    pub fn of_seeds(self, seeds: &[u64]) -> Vec<u64> {
        seeds.iter().copied().skip(self.number as usize - 1).step_by(self.of as usize).collect()
    }

    /// The name of its folder.
    pub fn folder(self) -> String {
        format!("shard-{}-of-{}", self.number, self.of)
    }

    /// Refuses a shard without a seed.
    pub fn check(self, loaded: &Loaded) -> Result<(), Failure> {
        let seeds = describe::seeds(&loaded.scenario).len();
        if seeds >= self.of as usize {
            return Ok(());
        }
        let message = format!("{}: {seeds} seeds cannot be split into {} shards", loaded.path.display(), self.of);
        Err(Failure::of_input(
            message,
            format!("ask for {seeds} shards at most, or for more seeds: --seeds 1..{}", self.of),
        ))
    }

    /// Ends a shard: a folder for each version of the file.
    pub fn shelve(self, args: &RunArgs, loaded: &Loaded, versions: Vec<Running<'_>>) -> Result<Vec<PathBuf>, Failure> {
        let file = ScenarioFile::read(&loaded.path)?;
        let seeds = describe::seeds(&loaded.scenario);
        let kept = |file: &DataFile| {
            (file.table.name().to_owned(), DataText { file: file.name.clone(), text: file.text.clone() })
        };
        let (mut folders, mut settled) = (Vec::new(), Vec::new());
        for version in versions {
            let shard = ShardFile {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                identity: version.writer.identity(),
                shard: self.number,
                of: self.of,
                seeds: self.of_seeds(&seeds),
                path: loaded.path.display().to_string(),
                name: version.of.name.clone(),
                digest_monthly: args.digest == Some(Digest::Monthly),
                one_in: args.changes.one_in,
                months: args.changes.months,
                seeds_written: args.changes.seeds.clone(),
                territory: args.territory.as_ref().map(|path| path.display().to_string()),
                scenario: file.text().to_owned(),
                data: loaded.local.files.iter().map(kept).collect(),
            };
            let (folder, result) = version.writer.shelve(&shard)?;
            folders.push(folder);
            settled.push(result);
        }
        settled.into_iter().for_each(Settled::end);
        Ok(folders)
    }
}

#[derive(Args)]
pub struct MergeArgs {
    /// The folders of the shards, or a folder that holds them.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// The folder to write; by default results/<scenario>/<run id>.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace the run folder if it exists.
    #[arg(long)]
    force: bool,
    /// No headline.
    #[arg(long)]
    quiet: bool,
    /// Language of report.html, results.xlsx and note.docx.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
    /// Draw the map of départements from this GeoJSON instead of as circles.
    #[arg(long, value_name = "FILE", value_parser = super::outlines)]
    outlines: Option<Arc<Outlines>>,
    /// Tables as CSV only.
    #[arg(long)]
    no_parquet: bool,
    /// Leave out the heaviest assumptions swung over their ranges, which are run now, not by the shards.
    #[arg(long)]
    no_swings: bool,
}

pub fn merge(args: &MergeArgs) -> Result<(), Failure> {
    let mut shards: Vec<(PathBuf, ShardFile)> = Vec::new();
    for folder in args.folders.iter().map(|folder| found(folder)).collect::<Result<Vec<_>, _>>()?.concat() {
        let shard = ShardFile::read(&folder)?;
        shards.push((folder, shard));
    }
    let first = one_run(&shards)?;
    let loaded = loaded(first)?;
    let run = RunArgs {
        scenarios: vec![loaded.path.clone()],
        changes: changes(first),
        threads: 0,
        out: args.out.clone(),
        force: args.force,
        quiet: args.quiet,
        territory: None,
        digest: first.digest_monthly.then_some(Digest::Monthly),
        distribute: None,
        shard: None,
        checkpoint_every: None,
        resume: false,
        lang: args.lang,
        outlines: args.outlines.clone(),
        no_parquet: args.no_parquet,
        no_swings: args.no_swings,
    };
    let many_folders = super::run::all(&loaded.scenario).count() > 1;
    let mut versions = batch::open(&run, &loaded, many_folders)?;
    if let Err(failure) = gather(&mut versions, &shards, first) {
        for version in versions {
            version.writer.abandon();
        }
        if let Some(out) = &args.out {
            // Made for the folders of several versions; the system refuses if anything is in it.
            let _ = std::fs::remove_dir(out);
        }
        return Err(failure);
    }
    let done = batch::finish(&run, &loaded, versions, &Timing::default())?;
    if args.quiet { Ok(()) } else { say(&done.told()) }
}

/// The shards at a path: itself, or the folders in it, two levels down at most.
fn found(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut level = vec![folder.to_path_buf()];
    for _ in 0..3 {
        let mut shards: Vec<PathBuf> = level.iter().filter(|path| path.join(SHARD).is_file()).cloned().collect();
        if !shards.is_empty() {
            shards.sort();
            return Ok(shards);
        }
        let below = |path: &PathBuf| {
            let entries = std::fs::read_dir(path).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
            entries.filter(|path| path.is_dir()).collect::<Vec<_>>()
        };
        level = level.iter().flat_map(below).collect();
    }
    let message = format!("{} holds no finished shard", folder.display());
    Err(Failure::of_input(
        message,
        "give the folders that `bassin run … --shard 3/16` wrote; one still under way is none",
    ))
}

/// The shards are of one run.
fn one_run(shards: &[(PathBuf, ShardFile)]) -> Result<&ShardFile, Failure> {
    let Some((first_folder, first)) = shards.first() else {
        return Err(Failure::of_input("there is no shard to merge", "give the folders of the shards"));
    };
    for (folder, shard) in shards {
        let differs = [
            ("another version of the program", shard.version != first.version),
            ("another number of shards", shard.of != first.of),
            ("another scenario", shard.scenario != first.scenario || shard.path != first.path),
            ("other figures beside the scenario", shard.data != first.data || shard.territory != first.territory),
            ("other options", (shard.one_in, shard.months) != (first.one_in, first.months)),
            ("other seeds", shard.seeds_written != first.seeds_written),
            ("another way to digest", shard.digest_monthly != first.digest_monthly),
        ];
        if let Some((what, _)) = differs.iter().find(|(_, differs)| *differs) {
            let message =
                format!("{} is a shard of another run than {}: {what}", folder.display(), first_folder.display());
            return Err(Failure::of_input(message, "merge the shards of one command"));
        }
    }
    Ok(first)
}

fn changes(shard: &ShardFile) -> Changes {
    Changes { seeds: shard.seeds_written.clone(), one_in: shard.one_in, months: shard.months }
}

/// The scenario as the shards were made from it.
fn loaded(shard: &ShardFile) -> Result<Loaded, Failure> {
    let file = ScenarioFile::of(&shard.path, &shard.scenario)?;
    let mut data = Vec::new();
    for (name, kept) in &shard.data {
        let Some(table) = DataTable::named(name) else {
            let message = format!("the shards hold a table {name} this program does not know");
            return Err(Failure::of_input(message, "merge with the program that made them"));
        };
        data.push(DataFile { table, name: kept.file.clone(), text: kept.text.clone() });
    }
    let territory = shard.territory.as_deref().or(file.territory()).map(PathBuf::from);
    let (scenario, territory, code, local) = check(&file, data, &changes(shard).options(), territory.as_deref())?;
    let file = local.written_in(&file)?;
    Ok(Loaded { path: PathBuf::from(&shard.path), file, scenario, territory, code, local })
}

/// Missing shards named, at most.
const NAMED: usize = 20;

/// Takes every replicate of every version from the shards.
fn gather(versions: &mut [Running<'_>], shards: &[(PathBuf, ShardFile)], first: &ShardFile) -> Result<(), Failure> {
    for version in versions {
        let name = &version.of.name;
        let mut by_number: BTreeMap<u32, &Path> = BTreeMap::new();
        for (folder, shard) in shards.iter().filter(|(_, shard)| shard.name == *name) {
            if shard.identity != version.writer.identity() {
                let message =
                    format!("{} was made by another build of the program, or on other tables", folder.display());
                return Err(Failure::of_input(
                    message,
                    "merge with the program that made the shards, on the same tables",
                ));
            }
            if let Some(other) = by_number.insert(shard.shard, folder) {
                let both = format!("{} and {}", other.display(), folder.display());
                let message = format!("{both} are both shard {}/{} of {name}", shard.shard, shard.of);
                return Err(Failure::of_input(message, "give each shard once"));
            }
        }
        let mut absent = (1..=first.of).filter(|number| !by_number.contains_key(number));
        let missing: Vec<String> = absent.by_ref().take(NAMED).map(|number| format!("{number}/{}", first.of)).collect();
        if !missing.is_empty() {
            let (shards, are) = if missing.len() == 1 { ("shard", "is") } else { ("shards", "are") };
            let more = if absent.next().is_some() { " and more" } else { "" };
            let message = format!("{shards} {}{more} of {name} {are} missing", missing.join(", "));
            return Err(Failure::of_input(message, format!("run: bassin run {} --shard {}", first.path, missing[0])));
        }
        let seeds = describe::seeds(version.of.scenario);
        for (number, folder) in by_number {
            for seed in (Shard { number, of: first.of }).of_seeds(&seeds) {
                if !version.writer.take_from(folder, seed)? {
                    let message = format!("{}: the replicate of seed {seed} is missing or damaged", folder.display());
                    return Err(Failure::of_input(
                        message,
                        format!("run shard {number}/{} again with --force", first.of),
                    ));
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_share_out_every_seed_once() {
        let seeds: Vec<u64> = (1..=7).collect();
        let mut all: Vec<u64> = (1..=3).flat_map(|number| Shard { number, of: 3 }.of_seeds(&seeds)).collect();
        assert_eq!(Shard { number: 2, of: 3 }.of_seeds(&seeds), [2, 5]);
        all.sort_unstable();
        assert_eq!(all, seeds);
    }

    #[test]
    fn a_shard_is_written_as_a_part_of_a_whole() {
        assert_eq!("3/16".parse(), Ok(Shard { number: 3, of: 16 }));
        for wrong in ["0/4", "5/4", "3", "a/b", "3/", ""] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
