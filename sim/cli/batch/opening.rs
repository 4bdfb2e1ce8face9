//! Where each version of a file goes: its folder, what an interrupted run left there, what stands already.

use std::path::{Path, PathBuf};

use bassin::report::page::Language;
use bassin::report::{Description, Gazetteer, Manifest, Place, Writer};
use bassin::run::RunError;
use bassin::run::checkpoint::{self, CheckpointError, Origin, Wrong};
use bassin::scenario::Scenario;

use super::ending::{Done, interrupt};
use crate::cli::describe::{self, Ingredients};
use crate::cli::failure::Failure;
use crate::cli::run::{Loaded, RESULTS, Running, all};
use crate::cli::{Digest, Lang, RunArgs};

/// One version of a file, by the ending of its folder's name.
pub(super) fn ingredients<'a>(
    args: &'a RunArgs,
    loaded: &'a Loaded,
    ending: &str,
    scenario: &'a Scenario,
) -> Ingredients<'a> {
    Ingredients {
        scenario,
        territory: &loaded.territory,
        code: &loaded.code,
        local: &loaded.local,
        path: &loaded.path,
        name: format!("{}{ending}", loaded.scenario.name),
        options: args.changes.written(),
        language: match args.lang {
            Lang::En => Language::English,
            Lang::Fr => Language::French,
        },
        outlines: args.outlines.as_deref(),
    }
}

/// The result of this very run, where one to be gone on with had come to its end.
pub(super) fn ended_before(args: &RunArgs, loaded: &Loaded, many_folders: bool) -> Option<Done> {
    let out = args.out.as_ref().filter(|_| args.resume && args.shard.is_none())?;
    let of = ingredients(args, loaded, "", &loaded.scenario);
    // The file's own result goes to its place last: it stands when those of its versions do.
    let folder = if many_folders { out.join(&of.name) } else { out.clone() };
    let theirs = standing(&folder, &describe::describe(&of, args.digest == Some(Digest::Monthly)))?;
    let said = "The run had ended, and nothing was left to do.".to_owned();
    let (seeds, folders) = (theirs.seeds.len(), vec![folder]);
    Some(Done { seeds, figures: None, folders, said, exchanges: String::new() })
}

/// The result in a folder, if it is of this very description.
pub(super) fn standing(folder: &Path, description: &Description) -> Option<Manifest> {
    let (theirs, mine) = (Manifest::read(folder).ok()?, Manifest::of(description, &[]));
    let same = theirs.version == mine.version
        && theirs.scenario == mine.scenario
        && theirs.inputs == mine.inputs
        && theirs.digest_monthly == mine.digest_monthly;
    same.then_some(theirs)
}

/// Checks where each version of a file goes, and takes over what an interrupted run left.
pub fn open<'a>(args: &'a RunArgs, loaded: &'a Loaded, many_folders: bool) -> Result<Vec<Running<'a>>, Failure> {
    let fingerprints = args.digest == Some(Digest::Monthly);
    let mut versions: Vec<Running<'a>> = Vec::new();
    for (ending, scenario) in all(&loaded.scenario) {
        let of = ingredients(args, loaded, &ending, scenario);
        let out = args.out.as_ref().map(|out| if many_folders { out.join(&of.name) } else { out.clone() });
        let mut place = Place { results: PathBuf::from(RESULTS), out, force: args.force, resume: args.resume };
        let mut description = describe::describe(&of, fingerprints);
        // A version that ended before its run did is made again, to the same bytes, if nothing of it was left beside.
        let stands = |out: &PathBuf| args.shard.is_none() && standing(out, &description).is_some();
        place.force |= args.resume && place.out.as_ref().is_some_and(stands);
        description.parquet &= !args.no_parquet;
        if let Some(shard) = args.shard {
            description.seeds = shard.of_seeds(&description.seeds);
            let named = Path::new(RESULTS).join(bassin::report::folder::harmless(&of.name)).join(shard.folder());
            place.out = Some(place.out.unwrap_or(named));
        }
        let part = args.shard.map(|shard| shard.to_string()).unwrap_or_default();
        let opened = Writer::open_part(&place, description, Gazetteer::of(of.territory), &part);
        let opened = opened.map_err(Failure::from).and_then(|writer| {
            match check_nothing_foreign(args, &writer, place.out.as_deref()) {
                Ok(()) => Ok(writer),
                Err(error) => {
                    writer.interrupt();
                    Err(RunError::from(error).into())
                }
            }
        });
        match opened {
            Ok(writer) => {
                if let Some(who) = writer.taken_from() {
                    eprintln!("The lock left by {who} is taken over: {}", writer.unfinished_folder().display());
                }
                versions.push(Running { of, name: ending.trim_start_matches('-').to_owned(), writer });
            }
            Err(failure) => {
                interrupt(versions);
                return Err(failure);
            }
        }
    }
    Ok(versions)
}

/// What a checkpoint of this result is made from.
pub(super) fn origin(writer: &Writer) -> Origin {
    let description = writer.description();
    Origin {
        program: description.version.clone(),
        build: bassin::report::writer::program().to_owned(),
        scenario: checkpoint::digest_of_text(&description.scenario),
        inputs: description.digests.iter().filter(|(name, _)| name != "scenario").cloned().collect(),
    }
}

/// Refuses to begin anew where checkpoints stand that would have been taken up, were they of this very run.
pub(super) fn check_nothing_foreign(
    args: &RunArgs,
    writer: &Writer,
    out: Option<&Path>,
) -> Result<(), CheckpointError> {
    let seeds = &writer.description().seeds;
    let own = |seed: &u64| checkpoint::is_in(writer.unfinished_folder(), *seed);
    if !args.resume || writer.taken_over() > 0 || seeds.iter().any(own) {
        return Ok(());
    }
    for folder in bassin::report::folder::of_other_runs(writer.unfinished_folder(), out) {
        let mut left = seeds.iter().map(|seed| checkpoint::newest(&folder, *seed));
        if let Some(path) = left.find(|path| path.is_file()) {
            let header = checkpoint::header(&path)?;
            let difference = header.origin.difference(&origin(writer)).unwrap_or_else(|| "part of the run".to_owned());
            return Err(CheckpointError { path, wrong: Wrong::Foreign(difference) });
        }
    }
    Ok(())
}
