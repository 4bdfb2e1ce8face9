//! The run that is watched: the reference arm of a scenario, month by month. Watchers read the world and change nothing.

use super::Seen;
use crate::law::Code;
use crate::run::{self, Inputs, Progress, RunError};
use crate::territory::Territory;
use crate::units::Month;
use crate::world::{Block, World};

/// The world at the end of a month, as watchers see it.
pub(super) struct View<'a> {
    pub world: &'a World,
    /// The month that has just ended.
    pub month: Month,
    pub territory: &'a Territory,
    pub code: &'a Code,
}

impl View<'_> {
    /// Whether a block lies in metropolitan France.
    pub fn is_metropolitan(&self, block: &Block) -> bool {
        !self.territory.departements[self.departement(block)].overseas
    }

    /// The row of a block's département.
    pub fn departement(&self, block: &Block) -> usize {
        self.territory.cells[block.cell.index()].departement.index()
    }
}

/// Runs one seed of the reference and returns what was seen of it.
///
/// # Errors
/// As a run.
pub fn watch<'a>(inputs: Inputs<'a>, seed: u64, progress: &dyn Progress) -> Result<Seen<'a>, RunError> {
    let mut seen = Seen::new(inputs.territory, inputs.scenario.run.one_in);
    let from = inputs.scenario.run.from;
    let mut begun = false;
    let mut look = |world: &World| {
        // The first look is before the first month: the end of the one before.
        let month = if begun { world.month } else { Month(from.0 - 1) };
        begun = true;
        let view = View { world, month, territory: inputs.territory, code: inputs.code };
        seen.quarters.look(&view);
        seen.recipients.look(&view);
        seen.decembers.look(&view);
        seen.pay.look(&view);
        seen.lives.look(&view);
        seen.homes.look(&view);
    };
    let record = run::watched(inputs, seed, progress, &mut look)?;
    seen.record = record;
    Ok(seen)
}
