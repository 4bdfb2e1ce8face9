//! The recorded procedure that sets what the reference run must provide: demand factors by sector and month, and the
//! poverty line of each year. One seed, a fixed number of passes over the observed years; nothing is set by hand.
//!
//! Each pass runs the reference from the same first month, compares the jobs held in each sector with the published
//! index, and moves the factor by the gap that is left. The line is 60 % of the national median of the last pass.

use crate::engine::{Engine, Spent};
use crate::ensemble::{Inputs, Progress};
use crate::measures::LIVING_STANDARD_STEPS;
use crate::month;
use crate::run::{self, RunError, Start};
use crate::units::Month;
use crate::world::{FirmKind, World};

/// What the procedure finds.
pub struct Found {
    /// By month from the first: factor of each sector, in millionths.
    pub factors: Vec<[u32; 3]>,
    /// Year and line, in euros a year and consumption unit.
    pub lines: Vec<(u16, f64)>,
    /// Largest gap of a sector's jobs to the published index in the last pass, in millionths, by pass.
    pub gaps: Vec<u32>,
}

/// Runs `passes` passes over the run of `inputs` (its months, its places, its scale).
///
/// # Errors
/// As a run.
pub fn calibrate(inputs: Inputs<'_>, seed: u64, passes: usize, progress: &dyn Progress) -> Result<Found, RunError> {
    let mut start = run::start(inputs, seed)?;
    run::warm_up(&mut start, inputs, seed, progress)?;
    let Start { world, mut engine } = start;
    let through = inputs.scenario.run.through;
    let months = usize::from(through.since(engine.from)) + 1;
    let mut factors = vec![[1_000_000u32; 3]; months];
    let mut found = Found { factors: Vec::new(), lines: Vec::new(), gaps: Vec::new() };
    for _ in 0..passes {
        engine.demand_path = crate::demand_path::path(&engine.path.employees, &factors);
        let (held, lines) = pass(world.clone(), &engine, inputs, seed, progress)?;
        found.lines = lines;
        found.gaps.push(correct(&mut factors, &held, &engine));
    }
    found.factors = factors;
    Ok(found)
}

type Held = Vec<[u64; 3]>;

/// One pass: jobs held by sector and month, and the line of each year.
fn pass(
    mut world: World,
    engine: &Engine,
    inputs: Inputs<'_>,
    seed: u64,
    progress: &dyn Progress,
) -> Result<(Held, Vec<(u16, f64)>), RunError> {
    let setting = run::setting(inputs, engine);
    let mut arm = run::reference_arm(inputs.code, inputs.territory);
    let mut spent = Spent::default();
    let mut held = vec![jobs(&world)];
    let mut lines = Vec::new();
    while world.month <= inputs.scenario.run.through {
        let seen = month::month(&mut world, &mut arm, engine, &setting, &mut spent)
            .map_err(|source| RunError::Books { month: world.month, arm: "reference", source })?;
        held.push(jobs(&world));
        if world.month.is_december() {
            let mut steps = vec![0u64; LIVING_STANDARD_STEPS];
            for december in &seen.december {
                for (mine, theirs) in steps.iter_mut().zip(&december.living_standards) {
                    *mine += u64::from(*theirs);
                }
            }
            lines.push((world.month.year(), 0.6 * median(&steps)));
        }
        progress.month_done("calibration", seed, world.month);
        if progress.stop_requested() {
            return Err(RunError::Stopped { month: world.month });
        }
        world.month = Month(world.month.0 + 1);
    }
    Ok((held, lines))
}

/// Jobs held by sector, EBEs apart.
fn jobs(world: &World) -> [u64; 3] {
    let mut sums = [0; 3];
    for firm in 0..world.firms.len() {
        if world.firms.kind[firm] != FirmKind::Ebe {
            sums[world.firms.sector[firm] as usize] += u64::from(world.firms.jobs[firm]);
        }
    }
    sums
}

/// Moves each factor by the gap between the published index and the jobs held, smoothed over a quarter; returns the
/// largest gap, in millionths.
fn correct(factors: &mut [[u32; 3]], held: &Held, engine: &Engine) -> u32 {
    let mut largest = 0.0f64;
    for sector in 0..3 {
        let gaps: Vec<f64> = (0..factors.len())
            .map(|month| {
                let simulated = held[month + 1][sector] as f64 / held[0][sector].max(1) as f64;
                engine.path.employees[sector][month].to_fraction() / simulated
            })
            .collect();
        for month in 0..factors.len() {
            let around = &gaps[month.saturating_sub(1)..(month + 2).min(gaps.len())];
            let gap = around.iter().sum::<f64>() / around.len() as f64;
            largest = largest.max((gap - 1.0).abs());
            factors[month][sector] =
                (f64::from(factors[month][sector]) * gap).round().clamp(850_000.0, 1_150_000.0) as u32;
        }
    }
    (largest * 1e6).round() as u32
}

/// Median of a distribution in steps of 100 euros.
fn median(steps: &[u64]) -> f64 {
    let half = steps.iter().sum::<u64>() as f64 / 2.0;
    let mut below = 0.0;
    for (step, &persons) in steps.iter().enumerate() {
        let persons = persons as f64;
        if below + persons >= half && persons > 0.0 {
            return 100.0 * (step as f64 + (half - below) / persons);
        }
        below += persons;
    }
    0.0
}

/// The two tables as they are stored.
pub fn tables(found: &Found, from: Month, said: &str) -> [(&'static str, String); 2] {
    let mut demand = format!(
        "# Demand factors by month and sector, millionths of the published index of jobs: what brings the reference run to\n\
         # published employment. {said}\nmonth,residential,export,public\n"
    );
    for (place, [residential, export, public]) in found.factors.iter().enumerate() {
        demand.push_str(&format!("{},{residential},{export},{public}\n", from.plus(place as u16)));
    }
    let mut lines = format!(
        "# Poverty line, euros a year and consumption unit: 60 % of the national median of the reference run.\n# {said}\n\
         year,line_euros_a_year\n"
    );
    for (year, line) in &found.lines {
        lines.push_str(&format!("{year},{line:.0}\n"));
    }
    [("demand_path.csv", demand), ("poverty_line.csv", lines)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_three_persons_is_the_one_in_the_middle() {
        let mut steps = vec![0; 300];
        steps[100] = 1;
        steps[200] = 1;
        steps[250] = 1;
        assert_eq!(median(&steps), 20_050.0);
    }
}
