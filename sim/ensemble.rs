//! Arms × seeds: runs the replicates of a scenario one after another, each on all the threads, and hands each over as
//! soon as it is finished, so that nothing finished is ever lost.

use crate::law::Code;
use crate::measures::Replicate;
use crate::parameters::Parameters;
use crate::run::{self, RunError};
use crate::scenario::Scenario;
use crate::territory::Territory;
use crate::units::Month;

/// What a caller hears while a run goes on.
pub trait Progress: Sync {
    /// One month of one arm is done; `arm` is `spin-up`, `reference` or `reform`.
    fn month_done(&self, arm: &str, seed: u64, month: Month);
    /// Polled every month: true ends the run at the month's end.
    fn stop_requested(&self) -> bool;
    /// Whether every month is digested in full, block by block and column by column: slow, and large.
    fn wants_fingerprints(&self) -> bool {
        false
    }
}

/// A caller who does not listen.
pub struct Silent;

impl Progress for Silent {
    fn month_done(&self, _: &str, _: u64, _: Month) {}
    fn stop_requested(&self) -> bool {
        false
    }
}

/// What every replicate of a scenario shares.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    pub scenario: &'a Scenario,
    pub territory: &'a Territory,
    pub code: &'a Code,
    pub parameters: &'a Parameters,
}

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
