//! Arms × seeds: runs the replicates of a scenario one after another, each on all the threads, and hands each over as
//! soon as it is finished, so that nothing finished is ever lost.

use crate::measures::Replicate;
use crate::run::checkpoint::Keeper;
use crate::run::{self, RunError, Shared};

pub use crate::run::{Inputs, Progress, Silent};

/// Runs every seed in turn.
///
/// # Errors
/// The first error of a replicate; those finished before it have been handed over.
pub fn run(
    inputs: Inputs<'_>,
    seeds: &[u64],
    progress: &dyn Progress,
    on_replicate: &mut dyn FnMut(Replicate) -> Result<(), RunError>,
) -> Result<(), RunError> {
    for &seed in seeds {
        on_replicate(run::replicate(inputs, seed, progress)?)?;
    }
    Ok(())
}

/// Runs one seed of several versions of a reform that share their past, and hands each over with its place in `versions`.
/// `keeper` keeps checkpoints, and takes up the one that stands if asked to.
///
/// # Errors
/// The first error of a version; those finished before it have been handed over.
pub fn run_versions(
    versions: &[Inputs<'_>],
    seed: u64,
    progress: &dyn Progress,
    mut keeper: Option<&mut Keeper>,
    on_replicate: &mut dyn FnMut(usize, Replicate) -> Result<(), RunError>,
) -> Result<(), RunError> {
    let mut shared = Shared::run(versions, seed, progress, keeper.as_deref_mut())?;
    for (place, &version) in versions.iter().enumerate() {
        progress.version_begins(place);
        let is_last = place + 1 == versions.len();
        let named = keeper.as_deref_mut().map(|keeper| {
            let version = keeper.versions.get(place).cloned().unwrap_or_default();
            (keeper, version)
        });
        let handed = on_replicate(place, shared.version(version, is_last, progress, named)?);
        // What one rank could not keep, no rank goes on from.
        if shared.ranks().any("stopping", handed.is_err()) {
            return handed.and(Err(RunError::Output("another rank could not keep its replicate".to_owned())));
        }
    }
    Ok(())
}
