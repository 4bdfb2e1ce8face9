//! Arms × seeds: runs the replicates of a scenario one after another, each on all the threads, and hands each over as
//! soon as it is finished, so that nothing finished is ever lost.

use crate::measures::Replicate;
use crate::run::{self, RunError};

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
