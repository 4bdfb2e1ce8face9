//! What is left of a file when its runs are over: its results written, or what was finished kept to go on from.

use std::path::{Path, PathBuf};

use bassin::report::Timing;
use bassin::report::folder::Settled;
use bassin::report::headline::Headline;
use bassin::report::versions::Versions;
use bassin::run::checkpoint;

use super::Outcome;
use crate::cli::RunArgs;
use crate::cli::describe;
use crate::cli::failure::Failure;
use crate::cli::run::{Loaded, Running, again, side_by_side};
use crate::cli::swings::{self, Swings};

/// A file that came to its end.
pub struct Done {
    pub(super) seeds: usize,
    /// None for a shard.
    pub(super) figures: Option<Headline>,
    pub(super) folders: Vec<PathBuf>,
    pub(super) said: String,
    /// What ranks told each other; empty on one.
    pub(super) exchanges: String,
}

impl Done {
    /// What to print of it.
    pub fn told(&self) -> String {
        let folders: Vec<String> = self.folders.iter().map(|folder| folder.display().to_string()).collect();
        let exchanges = if self.exchanges.is_empty() { String::new() } else { format!("{}\n", self.exchanges) };
        format!("\n{}\n{exchanges}Results: {}\n", self.said, folders.join("\n         "))
    }
}

/// Writes the results of a file, all its versions.
pub fn finish(args: &RunArgs, loaded: &Loaded, versions: Vec<Running<'_>>, timing: &Timing) -> Outcome {
    if let Some(shard) = args.shard {
        return shard.shelve(args, loaded, versions).map(|folders| Done {
            seeds: 0,
            figures: None,
            said: format!("Shard {shard} is done; `bassin merge` puts all {} together.", shard.of),
            folders,
            exchanges: String::new(),
        });
    }
    let compared = side_by_side(&loaded.scenario, &versions);
    let mut done = Done { seeds: 0, figures: None, folders: Vec::new(), said: String::new(), exchanges: String::new() };
    let mut settled = Vec::new();
    // The file itself last, so that its result, which tells of all the others, stands only when they do.
    for (place, mut version) in versions.into_iter().enumerate().rev() {
        let none = Versions::default();
        // Of the file itself: its versions are other answers to the same question.
        if place == 0 && !args.no_swings {
            match swings::swing(args, loaded, &version.of, &version.writer) {
                Swings::Found(swings, on) => version.writer.swing(swings, on),
                Swings::Without(why) if !why.is_empty() && !args.quiet => eprintln!("{why}"),
                Swings::Without(_) => {}
            }
        }
        done.seeds = version.writer.finished();
        let finished = version.writer.finish(timing, if place == 0 { &compared } else { &none })?;
        done.said = finished.headline;
        done.exchanges = finished.exchanges;
        done.figures = Some(finished.figures);
        done.folders.insert(0, finished.folder);
        settled.push(finished.settled);
    }
    settled.into_iter().for_each(Settled::end);
    Ok(done)
}

pub(super) fn interrupt(versions: Vec<Running<'_>>) -> Vec<(usize, PathBuf)> {
    let interrupted = versions.into_iter().map(|version| (version.writer.finished(), version.writer.interrupt()));
    interrupted.filter_map(|(finished, folder)| Some((finished, folder?))).collect()
}

pub(super) fn when_stopped(args: &RunArgs, path: &Path, versions: Vec<Running<'_>>, month: &str) -> Failure {
    let message = format!("stopped as asked, in {month}");
    let seeds = describe::seeds(versions[0].of.scenario);
    let kept = interrupt(versions);
    if kept.is_empty() {
        return Failure::with_help(message, "no replicate was finished, and nothing is left behind");
    }
    let finished: usize = kept.iter().map(|(finished, _)| finished).sum();
    let of_folder = |folder: &PathBuf| seeds.iter().filter(|seed| checkpoint::is_in(folder, **seed)).count();
    let checkpoints: usize = kept.iter().map(|(_, folder)| of_folder(folder)).sum();
    let folders: Vec<String> = kept.iter().map(|(_, folder)| folder.display().to_string()).collect();
    let what = match (finished, checkpoints) {
        (0, _) => format!("checkpoints ({checkpoints})"),
        (_, 0) => format!("finished replicates ({finished})"),
        _ => format!("finished replicates ({finished}) and checkpoints ({checkpoints})"),
    };
    let resume = if checkpoints > 0 { " --resume" } else { "" };
    Failure::with_help(
        format!("{message}; {what} are kept in {}", folders.join(", ")),
        format!("to go on: bassin run {}{}{resume}", path.display(), again(args)),
    )
}
