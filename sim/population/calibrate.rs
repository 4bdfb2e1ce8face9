//! The recorded procedure that sets the adjustments of départements (see `adjustments`).
//!
//! Each round populates all of France on a new seed, compares, and moves each département's three numbers by a share of
//! its gap; the share falls with the rounds (Robbins and Monro 1951), so that the noise of seeds averages out. Rerun it
//! after changing tables, law or scores: `cargo test --release calibrate_departements -- --ignored`.

use super::Blueprint;
use super::adjustments::Adjustment;
use super::check::{Check, compare};
use crate::behaviour::income::IncomeParameters;
use crate::chance::Chance;
use crate::law::Law;
use crate::territory::{Territory, TerritoryError};

/// RSA households aimed at in the population before its labour market has run, over the published ones: flows that last
/// twenty years mix workless homes with others, and about so much of the caseload is lost on the way to January 2019.
const RSA_BEFORE_FLOWS: f64 = 1.33;

/// What the numbers may not leave.
const CONCENTRATION: (f64, f64) = (-0.9, 14.0);
const LEVEL: (f64, f64) = (-0.6, 0.6);
const LOW_TAIL: (f64, f64) = (-1.2, 2.5);

/// Runs `rounds` rounds at `one_in` from the adjustments given, and returns them with the last check.
///
/// # Errors
/// When the territory's tables lack a figure population needs.
pub fn calibrate(
    territory: &Territory,
    law: &Law,
    parameters: &IncomeParameters,
    one_in: u32,
    rounds: u32,
    start: Vec<Adjustment>,
    mut shown: impl FnMut(u32, &Check),
) -> Result<Vec<Adjustment>, TerritoryError> {
    let cells: Vec<_> = territory.all_cells().collect();
    let mut blueprint = Blueprint::new(territory, law, &cells, one_in)?;
    let mut adjustments = start;
    for round in 0..rounds {
        blueprint.set_adjustments(adjustments.clone());
        let chance = Chance::new(1000 + u64::from(round));
        let (world, _) = blueprint.populate(&chance);
        let check = compare(territory, law, parameters, &world, &chance);
        shown(round, &check);
        let gain = 1.0 / (1.0 + 0.15 * f64::from(round));
        for row in &check.departements {
            let adjustment = &mut adjustments[row.departement.index()];
            let ratio = |published: f64, simulated: f64| libm::log((published / simulated.max(1e-6)).clamp(0.3, 3.0));
            let rsa = ratio(row.rsa.published * RSA_BEFORE_FLOWS, row.rsa.simulated);
            let income = ratio(row.living_standard.published, row.living_standard.simulated);
            let poverty = ratio(row.poverty.published, row.poverty.simulated);
            let moved = |value: f64, by: f64, bounds: (f64, f64)| (value + gain * by).clamp(bounds.0, bounds.1);
            adjustment.concentration = moved(adjustment.concentration, 1.2 * rsa, CONCENTRATION);
            adjustment.level = moved(adjustment.level, 0.9 * income, LEVEL);
            adjustment.low_tail = moved(adjustment.low_tail, 0.9 * poverty, LOW_TAIL);
        }
    }
    Ok(adjustments)
}
