//! One arm at work: lives its months one by one, closes its books, and records what they show. Kept apart from how arms
//! are made and fork; nothing recorded acts back on the world.

use std::collections::BTreeMap;

use super::checkpoint::Followed;
use super::{Progress, RunError};
use crate::behaviour::household_month::December;
use crate::engine::{Engine, Spent};
use crate::measures::{Basis, ExitKey, Indicator, LIVING_STANDARD_STEPS, Record};
use crate::month::{self, Arm, Seen};
use crate::parallel::Ranks;
use crate::policies::hooks::Setting;
use crate::scenario::Scenario;
use crate::territory::Territory;
use crate::units::{Cell, Cents, Month};
use crate::world::{Post, World, closing, digest};

/// One arm at work.
pub struct Runner {
    pub name: &'static str,
    pub arm: Arm,
    pub record: Record,
    /// Kept from this year on, if the arm is to be compared with another.
    pub paths_from: Option<u16>,
    /// Who is followed, likewise.
    pub followed: Followed,
}

/// Who looks on while an arm lives its months.
pub struct Eyes<'a> {
    /// Sees the world at the end of each month.
    pub watch: &'a mut dyn FnMut(&World),
    /// May keep a checkpoint once the month is over; the last before a stop if the flag says so.
    pub keep: &'a mut dyn FnMut(&Runner, &World, bool),
}

impl Runner {
    pub fn new(name: &'static str, arm: Arm, scenario: &Scenario) -> Runner {
        let record = Record { cells: scenario.run.cells.clone(), ..Record::default() };
        Runner { name, arm, record, paths_from: None, followed: Followed::default() }
    }

    /// What was recorded before `fork`, which both arms share.
    pub fn before(&self, fork: Month) -> Record {
        let mut record = self.record.clone();
        record.months.retain(|(month, _)| *month < fork);
        record.digests.retain(|(month, _)| *month < fork);
        record.full_digests.retain(|(month, _)| *month < fork);
        record.fingerprints.retain(|(month, _)| *month < fork);
        record.accounts.retain(|(year, _, _), _| *year < fork.year());
        record.accounts_at_home.retain(|(year, _, _), _| *year < fork.year());
        record.living_standards.retain(|(year, _), _| *year < fork.year());
        record.incomes.retain(|(year, _, _), _| *year < fork.year());
        record.timing.clear();
        record.memory.clear();
        record.traffic.clear();
        record.person_months = 0;
        record
    }

    /// Runs to the month before `until`.
    #[expect(clippy::too_many_arguments, reason = "those of a run, and who looks on")]
    pub fn run(
        &mut self,
        world: &mut World,
        engine: &Engine,
        setting: &Setting,
        until: Month,
        seed: u64,
        progress: &dyn Progress,
        eyes: Eyes<'_>,
    ) -> Result<(), RunError> {
        let mut spent = Spent::default();
        let traffic = world.ranks.traffic();
        while world.month < until {
            let books = |month, source| RunError::Books { month, arm: self.name, source };
            let month = world.month;
            let seen = month::month(world, &mut self.arm, engine, setting, &mut spent)
                .map_err(|source| books(month, source))?;
            // December is closed by the month itself; a run that ends at midyear closes what it has.
            if month.plus(1) == until && !month.is_december() {
                closing::close(&world.ledger, &world.blocks, &world.ranks).map_err(|source| books(month, source))?;
            }
            self.observe(world, seen, setting.territory, until);
            if progress.wants_fingerprints() {
                self.fingerprint(world);
            }
            self.keep_times(&mut spent);
            (eyes.watch)(world);
            progress.month_done(self.name, seed, month);
            world.month = month.plus(1);
            let stopping = world.ranks.any("stopping", progress.stop_requested());
            (eyes.keep)(self, world, stopping);
            if stopping {
                return Err(RunError::Stopped { month });
            }
        }
        for (phase, volume) in world.ranks.traffic_since(&traffic) {
            match self.record.traffic.iter_mut().find(|(name, _)| *name == phase) {
                Some((_, sum)) => sum.add(&volume),
                None => self.record.traffic.push((phase.to_owned(), volume)),
            }
        }
        Ok(())
    }

    fn keep_times(&mut self, spent: &mut Spent) {
        for (phase, nanoseconds) in std::mem::take(&mut spent.phases) {
            match self.record.timing.iter_mut().find(|(name, _)| *name == phase) {
                Some((_, sum)) => *sum += nanoseconds,
                None => self.record.timing.push((phase.to_owned(), nanoseconds)),
            }
        }
    }

    /// The digest of the arm, given its world's.
    pub fn digest(&self, world: blake3::Hash) -> String {
        let mut remembered = Vec::new();
        for policy in &self.arm.policies {
            policy.put(&mut remembered);
        }
        digest::of_arm(world, &remembered).to_hex().to_string()
    }

    /// Digests every column of every block.
    fn fingerprint(&mut self, world: &World) {
        let month = world.month;
        if self.record.full_digests.last().is_none_or(|(last, _)| *last != month) {
            self.record.full_digests.push((month, self.digest(digest::full(world))));
        }
        self.record.fingerprints.push((month, digest::fingerprints(world)));
    }

    fn observe(&mut self, world: &World, seen: Seen, territory: &Territory, until: Month) {
        let month = world.month;
        let (of_month, last) = (self.digest(digest::of_month(world)), month.is_december() || month.plus(1) == until);
        let of_everything = last.then(|| self.digest(digest::full(world)));
        let record = &mut self.record;
        let mut whole = [world.persons() as i64, world.reserved_bytes() as i64];
        world.ranks.sum("digest", &mut whole);
        record.person_months += whole[0] as u64;
        record.reserved_bytes = record.reserved_bytes.max(whole[1] as usize);
        if last {
            record.memory.extend(super::memory::peak().map(|peak| (month.year(), peak)));
        }
        record.digests.push((month, of_month));
        record.full_digests.extend(of_everything.map(|digest| (month, digest)));
        if last {
            self.keep_accounts(world, territory);
        }
        if let Some(jobs) = self.followed.jobs.as_mut().filter(|_| month.is_december()) {
            jobs.add(world);
        }
        if let Some(standards) = &mut self.followed.standards {
            standards.add(world);
        }
        if month.is_december() {
            self.keep_decembers(world, seen.december, territory);
        }
        let record = &mut self.record;
        record.months.push((month, seen.cells));
        debug_assert!(record.months.iter().all(|(_, cells)| cells.iter().all(|c| c.len() == Indicator::COUNT)));
    }

    /// The year's accounts, complete or to date, in the place of those kept before.
    fn keep_accounts(&mut self, world: &World, territory: &Territory) {
        let year = world.month.year();
        let (mut accounts, mut at_home) = (BTreeMap::new(), BTreeMap::new());
        for cell in 0..world.ledger.cells() {
            let cell = Cell(cell as u16);
            if world.blocks_of_cell[cell.index()].is_empty() {
                continue;
            }
            let departement = territory.cells[cell.index()].departement;
            for &post in Post::ALL {
                let amount = world.ledger.of_year(post, cell);
                if amount != Cents::ZERO {
                    *accounts.entry((year, post, departement)).or_insert(Cents::ZERO) += amount;
                }
                let amount = world.ledger.of_year_at_home(post, cell);
                if amount != Cents::ZERO {
                    *at_home.entry((year, post, departement)).or_insert(Cents::ZERO) += amount;
                }
            }
        }
        self.record.accounts.retain(|(known, _, _), _| *known != year);
        self.record.accounts.extend(accounts);
        self.record.accounts_at_home.retain(|(known, _, _), _| *known != year);
        self.record.accounts_at_home.extend(at_home);
    }

    /// Living standards and exits from poverty of all blocks in December: of those of other ranks, their sums.
    fn keep_decembers(&mut self, world: &World, decembers: Vec<December>, territory: &Territory) {
        let year = world.month.year();
        for december in &decembers {
            let departement = territory.cells[december.cell.index()].departement;
            if self.paths_from.is_some_and(|from| year >= from) {
                self.followed.paths.add(year, december, departement);
            }
        }
        for december in world.ranks.gather_at_first("december", by_cell(decembers, &world.ranks)) {
            self.keep_december(year, december, territory);
        }
    }

    fn keep_december(&mut self, year: u16, december: December, territory: &Territory) {
        let departement = territory.cells[december.cell.index()].departement;
        let record = &mut self.record;
        let steps =
            record.living_standards.entry((year, departement)).or_insert_with(|| vec![0; LIVING_STANDARD_STEPS]);
        for (mine, theirs) in steps.iter_mut().zip(&december.living_standards) {
            *mine += theirs;
        }
        let zone = |cell: Cell| territory.cells[cell.index()].zone;
        for (workplace, seen) in &december.incomes {
            let home = Some(december.cell);
            let both = workplace.filter(|cell| zone(*cell) == zone(december.cell)).and(home).map(Some);
            let places = [(Basis::Residence, Some(home)), (Basis::Workplace, Some(*workplace)), (Basis::Both, both)];
            for (basis, place) in places {
                let Some(place) = place else { continue };
                let sum = record.incomes.entry((year, basis, place)).or_default();
                sum.households += seen.households;
                sum.cents += seen.cents;
            }
        }
        let key = |year, cause, household_type| ExitKey { year, departement, cause, household_type };
        for (cause, reverse, kind, persons) in december.exits {
            record.exits.entry(key(year, cause, kind)).or_default().exits += persons;
            record.exits.entry(key(year, reverse, kind)).or_default().exits_reverse_order += persons;
        }
        for (cause, kind, persons) in december.relapses {
            record.exits.entry(key(year - 1, cause, kind)).or_default().relapses += persons;
        }
        for (cause, kind, persons) in december.lasting {
            record.exits.entry(key(year - 2, cause, kind)).or_default().lasting += persons;
        }
    }
}

/// Decembers of blocks put together by cell, without single persons: what travels to the first rank.
fn by_cell(blocks: Vec<December>, ranks: &Ranks) -> Vec<December> {
    if ranks.is_alone() {
        return blocks;
    }
    let mut cells: BTreeMap<Cell, December> = BTreeMap::new();
    for block in &blocks {
        cells.entry(block.cell).or_insert_with(|| December::of(block.cell)).add(block);
    }
    cells.into_values().collect()
}
