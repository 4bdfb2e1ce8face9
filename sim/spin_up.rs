//! The months before the first: a labour-only spin-up at frozen ages, which draws spells, durations and who is where
//! together, then twelve unreported months of the whole month, which fill what the law looks back at.
//!
//! During the spin-up a slow correction of each zone's jobs brings its unemployment to the published rate; it ends with
//! the correction written into the firms' base. What is left is settled by the smallest number of persons (the shortest
//! spells).

use crate::behaviour::labour::demand::{self, Demand};
use crate::behaviour::labour::hiring;
use crate::carried;
use crate::chance::{Process, below};
use crate::engine::Engine;
use crate::law::Law;
use crate::market_stage;
use crate::measures::Indicator;
use crate::month::{self, Arm};
use crate::parallel;
use crate::units::{FirmId, Month, PersonId, Zone};
use crate::world::{FirmKind, RuleBook, Status, World};

/// Share of the gap to published unemployment that a month's correction of jobs seeks to close.
const CORRECTION: f64 = 0.10;

/// Unemployed and active residents of each zone.
fn labour_force(world: &World, zone_of_cell: &[Zone], zones: usize) -> Vec<(u32, u32)> {
    let counts = parallel::map(&world.blocks, |_, block| {
        let unemployed = block.persons.status.iter().filter(|s| **s == Status::Unemployed).count() as u32;
        let active = block.persons.status.iter().filter(|s| s.is_active()).count() as u32;
        (block.cell, unemployed, active)
    });
    let mut sums = vec![[0i64; 2]; zones];
    for (cell, unemployed, active) in counts {
        let sum = &mut sums[zone_of_cell[cell.index()].index()];
        sum[0] += i64::from(unemployed);
        sum[1] += i64::from(active);
    }
    world.ranks.sum("spin-up", sums.as_flattened_mut());
    sums.into_iter().map(|[unemployed, active]| (unemployed as u32, active as u32)).collect()
}

/// Published unemployment of a zone around January 2019: mean of the quarters before and after.
fn published(engine: &Engine, zone: usize) -> f64 {
    let row = &engine.zones[zone];
    (row.unemployment_at(3).to_fraction() + row.unemployment_at(4).to_fraction()) / 2.0
}

/// How far the spin-up is.
#[derive(Clone, PartialEq, Debug)]
pub struct SoFar {
    /// Months done.
    pub done: u16,
    /// By zone: the correction of its jobs so far.
    pub level: Vec<f64>,
}

impl SoFar {
    /// Before the first month.
    pub fn none(engine: &Engine) -> SoFar {
        SoFar { done: 0, level: vec![1.0; engine.zones.len()] }
    }
}

/// Runs `months` of labour flows before `engine.from` less a year, from where `so_far` says; `on_month` is told each and
/// may stop them.
pub fn labour(
    world: &mut World,
    arm: &Arm,
    engine: &Engine,
    months: u16,
    mut so_far: SoFar,
    on_month: &mut dyn FnMut(&World, &SoFar) -> bool,
) -> bool {
    let zones = engine.zones.len();
    let cells = world.blocks_of_cell.len();
    let laws = vec![engine.law(&arm.codes[0], engine.from)];
    let rules = engine.rules(&vec![0; cells]);
    let first = Month(engine.from.0 - 12 - months);
    for step in so_far.done..months {
        world.month = first.plus(step);
        let level = &mut so_far.level;
        let demand = Demand {
            level: (0..cells)
                .map(|cell| (level[engine.labour.zone_of_cell[cell].index()] * 1e6).round() as u32)
                .collect(),
            ..Demand::level(cells)
        };
        labour_month(world, &demand, engine, &laws, &rules);
        for (zone, (unemployed, active)) in
            labour_force(world, &engine.labour.zone_of_cell, zones).into_iter().enumerate()
        {
            if active > 0 {
                let gap = f64::from(unemployed) / f64::from(active) - published(engine, zone);
                level[zone] = (level[zone] * (1.0 + CORRECTION * gap)).clamp(0.5, 1.5);
            }
        }
        so_far.done = step + 1;
        if !on_month(world, &so_far) {
            return false;
        }
    }
    settle_bases(world, engine, &so_far.level);
    settle_unemployment(world, engine);
    true
}

/// One month of labour flows alone, under `demand`: nobody ages, nothing is paid. What the spin-up repeats.
pub fn labour_month(world: &mut World, demand: &Demand, engine: &Engine, laws: &[Law], rules: &RuleBook) {
    demand::plan(world, demand, &engine.labour.parameters, &engine.chance, world.month);
    let outgoing = month::working_lives(world, engine, laws, rules);
    let mut counts = vec![[0; Indicator::COUNT]; engine.cells_of_run()];
    let hires = market_stage::clear(world, outgoing, engine, laws, rules, &mut counts);
    let postings = parallel::zip_mut(&mut world.blocks, hires, |_, block, hires| {
        let mut changes: Vec<(u32, i8)> = Vec::new();
        for hire in hires {
            changes.extend(hiring::apply(block, &hire).map(|p| (p.firm, p.change)));
            changes.push((hire.firm, 1));
        }
        changes
    });
    world.count_jobs_of_all("postings", postings.into_iter().flatten());
}

/// Writes the correction of jobs into the firms' base.
fn settle_bases(world: &mut World, engine: &Engine, level: &[f64]) {
    let firms = &mut world.firms;
    for firm in 0..firms.len() {
        let zone = engine.labour.zone_of_cell[usize::from(firms.cell[firm])];
        let wanted = f64::from(firms.base_jobs[firm]) * level[zone.index()];
        // Permanent rounding, as targets do.
        let own = crate::chance::fraction(engine.chance.thing(Process::FirmShock, Month(0), firm as u32, 2)[0]);
        firms.base_jobs[firm] = (wanted + own).floor() as u32;
    }
}

/// Brings each zone to its published unemployment: too many unemployed, and those of the shortest spells get a job in a
/// firm of their cell's zone; too few, and the latest hired on fixed terms lose theirs.
fn settle_unemployment(world: &mut World, engine: &Engine) {
    let zones = engine.zones.len();
    let forces = labour_force(world, &engine.labour.zone_of_cell, zones);
    let mut firms_of_zone: Vec<Vec<u32>> = vec![Vec::new(); zones];
    for firm in 0..world.firms.len() {
        if matches!(world.firms.kind[firm], FirmKind::Ordinary | FirmKind::Outside) {
            let zone = engine.labour.zone_of_cell[usize::from(world.firms.cell[firm])];
            firms_of_zone[zone.index()].push(firm as u32);
        }
    }
    for (zone, (unemployed, active)) in forces.into_iter().enumerate() {
        let wanted = (f64::from(active) * published(engine, zone)).round() as i64;
        let excess = i64::from(unemployed) - wanted;
        if excess == 0 || firms_of_zone[zone].is_empty() {
            continue;
        }
        let moved_status = if excess > 0 { Status::Unemployed } else { Status::FixedTerm };
        let mut candidates = shortest_spells(world, engine, zone, moved_status);
        // The shortest of all ranks are among the shortest of each.
        candidates.truncate(excess.unsigned_abs() as usize);
        let mut candidates = world.ranks.gather("spin-up", candidates);
        candidates.sort_unstable();
        candidates.truncate(excess.unsigned_abs() as usize);
        for candidate in candidates {
            if excess > 0 {
                hire(world, engine, &firms_of_zone[zone], candidate);
            } else {
                dismiss(world, candidate);
            }
        }
    }
}

/// A resident who may change to another status, in the order in which they do: shortest spell first, ties by id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    spell: u16,
    person: PersonId,
    block: usize,
    row: usize,
    employer: u32,
}
carried!(Candidate { spell, person, block, row, employer });

/// Residents of a zone in `status`, in order; those of this rank's blocks.
fn shortest_spells(world: &World, engine: &Engine, zone: usize, status: Status) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (number, block) in world.blocks.iter().enumerate() {
        if engine.labour.zone_of_cell[block.cell.index()].index() != zone {
            continue;
        }
        for row in 0..block.persons.len() {
            if block.persons.status[row] == status {
                let persons = &block.persons;
                let (spell, person, employer) = (persons.spell[row], persons.id(row), persons.employer[row]);
                found.push(Candidate { spell, person, block: number, row, employer });
            }
        }
    }
    found.sort_unstable();
    found
}

fn hire(world: &mut World, engine: &Engine, firms: &[u32], of: Candidate) {
    let word = engine.chance.person(Process::PlaceOfWork, Month(0), of.person, 1)[0];
    let firm = firms[below(firms.len() as u32, word) as usize];
    world.firms.jobs[firm as usize] += 1;
    world.firms.base_jobs[firm as usize] += 1;
    if !world.ranks.owns(of.block) {
        return;
    }
    let (persons, row) = (&mut world.blocks[of.block].persons, of.row);
    persons.status[row] = Status::FixedTerm;
    persons.employer[row] = firm;
    persons.spell[row] = 0;
    persons.jobless[row] = 0;
    persons.searching[row] = 0;
    persons.hours[row] = persons.hours[row].max(24);
}

fn dismiss(world: &mut World, of: Candidate) {
    let firm = FirmId(of.employer);
    if firm != FirmId::NONE {
        let firms = &mut world.firms;
        firms.jobs[firm.index()] = firms.jobs[firm.index()].saturating_sub(1);
        firms.base_jobs[firm.index()] = firms.base_jobs[firm.index()].saturating_sub(1);
    }
    if !world.ranks.owns(of.block) {
        return;
    }
    let (persons, row) = (&mut world.blocks[of.block].persons, of.row);
    persons.status[row] = Status::Unemployed;
    persons.employer[row] = FirmId::NONE.0;
    persons.spell[row] = 0;
    persons.jobless[row] = 0;
    persons.searching[row] = 0;
}
