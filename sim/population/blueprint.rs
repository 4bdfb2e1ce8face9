//! What is prepared once for some cells at one scale (sources, raked weights, commuting, ids), and the order in which a
//! cell and then the world are built from it.

use super::adjustments::{self, Adjustment};
use super::draft::{self, CellDraft};
use super::draws::Draws;
use super::sources::{self, START, Sources};
use super::work::{self, Bucket, Employers, Place};
use super::{
    CellCount, Population, activity, contracts, diplomas, housing, incomes, layout, prototypes, rights, steady_state,
};
use crate::chance::{Chance, Process};
use crate::law::Law;
use crate::parallel::{self, Ranks};
use crate::territory::{Commuting, Territory, TerritoryError};
use crate::units::{Cell, FirmId};
use crate::world::block::HOUSEHOLDS_PER_BLOCK;
use crate::world::local_income::LocalIncome;
use crate::world::public::Public;
use crate::world::{Block, Ledger, Status, U24, World};

/// Everything needed to populate any cells at one scale: prepared once, used for every seed.
pub struct Blueprint<'a> {
    territory: &'a Territory,
    law: &'a Law,
    one_in: u32,
    sources: Sources,
    prototypes: prototypes::Prototypes,
    /// Weights of the prototypes by département; empty for those outside the cells asked for.
    weights: Vec<Vec<f64>>,
    adjustments: Vec<Adjustment>,
    commuting: Commuting,
    /// First founder of each cell of the territory.
    founders: Vec<u32>,
    /// Households (real ones) of France before each cell.
    households_before: Vec<f64>,
    cells: Vec<Cell>,
    /// Largest gap of the départements' rakings, relative to households.
    pub worst_gap: f64,
}

impl<'a> Blueprint<'a> {
    /// `law` is that of January 2019; `one_in` is at least 1.
    ///
    /// # Errors
    /// When the territory's tables lack a figure population needs.
    pub fn new(
        territory: &'a Territory,
        law: &'a Law,
        cells: &[Cell],
        one_in: u32,
    ) -> Result<Blueprint<'a>, TerritoryError> {
        let sources = Sources::read(territory)?;
        let prototypes = prototypes::build(&sources.national);
        let mut cells = cells.to_vec();
        cells.sort_unstable();
        cells.dedup();
        let mut wanted = vec![false; territory.departements.len()];
        for cell in &cells {
            wanted[sources.cells[cell.index()].departement] = true;
        }
        let raked = parallel::map(&wanted, |departement, wanted| {
            if *wanted {
                prototypes::rake_to_departement(&prototypes, &sources.departements[departement].margins)
            } else {
                (Vec::new(), 0.0)
            }
        });
        let worst_gap = raked.iter().map(|r| r.1).fold(0.0, f64::max);
        let weights = raked.into_iter().map(|r| r.0).collect();
        let codes: Vec<&str> = territory.departements.iter().map(|d| d.code.as_str()).collect();
        let (mut founders, mut households_before) = (Vec::new(), Vec::new());
        let (mut founder, mut households) = (0u32, 0.0);
        for cell in &sources.cells {
            founders.push(founder);
            households_before.push(households);
            founder += founders_reserved(cell.population, one_in);
            households += households_of(&sources, cell);
        }
        Ok(Blueprint {
            territory,
            law,
            one_in: one_in.max(1),
            adjustments: adjustments::stored(&codes),
            commuting: territory.commuting(),
            sources,
            prototypes,
            weights,
            founders,
            households_before,
            cells,
            worst_gap,
        })
    }

    pub fn adjustments(&self) -> &[Adjustment] {
        &self.adjustments
    }

    pub fn set_adjustments(&mut self, adjustments: Vec<Adjustment>) {
        self.adjustments = adjustments;
    }

    /// The founders reserved for a cell: its people of January 2019 first, then room for those who come later.
    pub fn founders_of(&self, cell: Cell) -> std::ops::Range<u32> {
        let first = self.founders[cell.index()];
        first..first + founders_reserved(self.sources.cells[cell.index()].population, self.one_in)
    }

    /// The starting world on one seed. Among several ranks each draws the cells of which it owns blocks and keeps those
    /// blocks; counts and jobs are told to all, and firms are the same everywhere.
    ///
    /// # Panics
    /// When there are more ranks than blocks: to be refused before.
    pub fn populate(&self, chance: &Chance) -> (World, Population) {
        let ranks = Ranks::here();
        let ranks = if ranks.is_alone() { ranks } else { ranks.sharing(&self.weights_of_blocks()) };
        let mut in_run = vec![false; self.territory.cells.len()];
        for cell in &self.cells {
            in_run[cell.index()] = true;
        }
        let drawn = self.blocks_of_cells();
        let mut built = parallel::map(&drawn, |_, (cell, blocks)| {
            let own = ranks.own(blocks.end);
            let (from, to) = (own.start.max(blocks.start), own.end.min(blocks.end));
            if from < to || ranks.is_alone() {
                let mut built = self.build_cell(*cell, &in_run, chance);
                for (number, block) in blocks.clone().zip(&mut built.blocks) {
                    if !ranks.owns(number) {
                        *block = Block::new(*cell, block.number);
                    }
                }
                return built;
            }
            let blocks = (0..blocks.len() as u16).map(|number| Block::new(*cell, number)).collect();
            BuiltCell {
                blocks,
                count: CellCount { cell: *cell, ..Default::default() },
                work_outside: 0,
                jobs: Vec::new(),
            }
        });
        if !ranks.is_alone() {
            self.tell_all(&mut built, &drawn, &ranks);
        }

        // Jobs by bucket over the run, and where each cell's begin within a bucket.
        let mut jobs: Vec<(Bucket, u32)> = built.iter().flat_map(|b| b.jobs.iter().copied()).collect();
        jobs.sort_unstable();
        jobs.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1 += later.1;
            }
            same
        });
        let employers = Employers::new(self.territory, &jobs, self.one_in, chance);
        let mut next: Vec<u32> = vec![0; jobs.len()];
        for cell in &mut built {
            for (bucket, count) in &mut cell.jobs {
                let place = jobs.partition_point(|j| j.0 < *bucket);
                let first = next[place];
                next[place] += *count;
                *count = first;
            }
        }
        parallel::map_mut(&mut built, |_, cell| {
            for block in &mut cell.blocks {
                for row in 0..block.persons.len() {
                    if !block.persons.status[row].is_employee() {
                        continue;
                    }
                    let bucket = Bucket(block.persons.employer[row]);
                    let place = cell.jobs.partition_point(|j| j.0 < bucket);
                    let ordinal = cell.jobs[place].1 + block.persons.quarter_earnings[row].get();
                    block.persons.employer[row] = employers.firm(bucket, ordinal);
                    block.persons.quarter_earnings[row] = U24::ZERO;
                }
            }
        });

        let mut population = Population { firms: employers.firms.len(), ..Population::default() };
        let mut blocks = Vec::new();
        let mut blocks_of_cell = vec![0..0; self.territory.cells.len()];
        for cell in built {
            let first = blocks.len();
            population.work_outside += cell.work_outside;
            population.cells.push(cell.count);
            blocks.extend(cell.blocks);
            blocks_of_cell[cell.count.cell.index()] = first..blocks.len();
        }
        let mut inhabitants = vec![0; self.territory.cells.len()];
        for count in &population.cells {
            inhabitants[count.cell.index()] = count.persons;
        }
        let world = World {
            ranks,
            month: START,
            one_in: self.one_in,
            blocks,
            blocks_of_cell,
            firms: employers.firms,
            ledger: Ledger::new(self.territory.cells.len()),
            local_income: LocalIncome::new(self.territory.cells.len()),
            displaced: vec![0; self.territory.cells.len()],
            public: Public::new(inhabitants, self.territory.departements.len()),
        };
        (world, population)
    }

    /// The cells of the run, each with the numbers of its blocks.
    fn blocks_of_cells(&self) -> Vec<(Cell, std::ops::Range<usize>)> {
        let mut next = 0;
        let range = |cell: &Cell| {
            let first = next;
            next += usize::from(self.blocks_of(*cell));
            (*cell, first..next)
        };
        self.cells.iter().map(range).collect()
    }

    /// Persons expected in each block of the run: what ranks share out evenly.
    fn weights_of_blocks(&self) -> Vec<u64> {
        let each = |cell: &Cell| {
            let blocks = usize::from(self.blocks_of(*cell));
            let persons = self.sources.cells[cell.index()].population / f64::from(self.one_in);
            std::iter::repeat_n((persons / blocks as f64) as u64, blocks)
        };
        self.cells.iter().flat_map(each).collect()
    }

    /// Tells every rank the counts and jobs of every cell, which the owner of its first block knows as well as any.
    fn tell_all(&self, built: &mut [BuiltCell], drawn: &[(Cell, std::ops::Range<usize>)], ranks: &Ranks) {
        let told = built.iter().zip(drawn).enumerate().filter(|(_, (_, (_, blocks)))| ranks.owns(blocks.start));
        let told = told.map(|(place, (cell, _))| {
            let jobs: Vec<(u32, u32)> = cell.jobs.iter().map(|(bucket, count)| (bucket.0, *count)).collect();
            (place, cell.count, cell.work_outside, jobs)
        });
        for (place, count, work_outside, jobs) in ranks.gather("start", told.collect()) {
            let jobs = jobs.into_iter().map(|(bucket, count)| (Bucket(bucket), count)).collect();
            built[place] = BuiltCell { blocks: std::mem::take(&mut built[place].blocks), count, work_outside, jobs };
        }
    }

    /// The people of one cell before they have employers.
    fn draft_cell(&self, cell: Cell, chance: &Chance) -> (CellDraft, Draws) {
        let source = &self.sources.cells[cell.index()];
        let departement = &self.sources.departements[source.departement];
        let adjustment = &self.adjustments[source.departement];
        let national = &self.sources.national;
        let mut draws = Draws::new(chance.sequential(Process::Population, u64::from(cell.0)));

        // One household every `step`, on a comb laid over the whole of France.
        let step = f64::from(self.one_in);
        let comb = Draws::new(chance.sequential(Process::Population, u64::MAX - 1)).uniform() * step;
        let before = self.households_before[cell.index()];
        let phase = libm::ceil((before - comb) / step) * step + comb - before;
        let scale = source.population / departement.population.max(1.0);
        let weights = &self.weights[source.departement];
        let mut draft = draft::sample(&self.prototypes, weights, scale, phase, step, &mut draws);

        diplomas::assign(&mut draft, national, departement, &mut draws);
        activity::assign(&mut draft, national, departement, source, adjustment, &mut draws);
        contracts::assign(&mut draft, national, departement, adjustment, &mut draws);
        housing::assign(&mut draft, national, departement, source, adjustment, &mut draws);
        incomes::assign(&mut draft, departement, source, adjustment, &mut draws);
        rights::assign(&mut draft, national, self.law, adjustment, &mut draws);
        (draft, draws)
    }

    fn build_cell(&self, cell: Cell, in_run: &[bool], chance: &Chance) -> BuiltCell {
        let (draft, mut draws) = self.draft_cell(cell, chance);
        let (places, mut jobs) = self.deal_jobs(cell, &draft, in_run, &mut draws);
        jobs.sort_unstable();
        let mut blocks = layout::blocks(cell, self.blocks_of(cell), self.founders[cell.index()], &draft, &places);
        for block in &mut blocks {
            steady_state::set_taxable_incomes(block, self.law);
        }
        let count =
            |test: &dyn Fn(&draft::PersonDraft) -> bool| draft.persons.iter().filter(|p| test(p)).count() as u32;
        BuiltCell {
            count: CellCount {
                cell,
                persons: draft.persons.len() as u32,
                households: draft.households.len() as u32,
                employed: count(&|p| p.status.is_employed()),
                unemployed: count(&|p| p.status == Status::Unemployed),
                registered: count(&|p| p.registered),
            },
            work_outside: places.iter().filter(|p| p.0.is_outside()).count() as u32,
            blocks,
            jobs,
        }
    }

    /// A bucket and an ordinal in it for every person (no bucket for those without an employer), and jobs by bucket.
    fn deal_jobs(
        &self,
        cell: Cell,
        draft: &CellDraft,
        in_run: &[bool],
        draws: &mut Draws,
    ) -> (Vec<Place>, Vec<(Bucket, u32)>) {
        let nobody = (Bucket(FirmId::NONE.0), 0);
        let mut places = vec![nobody; draft.persons.len()];
        let mut employees: Vec<u32> = Vec::new();
        let mut insertion = 0;
        for (index, person) in draft.persons.iter().enumerate() {
            if person.status == Status::InsertionJob {
                places[index] = (Bucket::insertion(cell), insertion);
                insertion += 1;
            } else if person.status.is_employee() {
                employees.push(index as u32);
            }
        }
        for last in (1..employees.len()).rev() {
            let other = draws.below(last as u32 + 1) as usize;
            employees.swap(last, other);
        }
        let destinations = work::destinations(self.territory, cell, self.commuting.of(cell), in_run);
        let mut jobs: Vec<(Bucket, u32)> = Vec::new();
        if insertion > 0 {
            jobs.push((Bucket::insertion(cell), insertion));
        }
        let total = destinations.last().map_or(1.0, |d| d.1);
        let mut at = 0;
        let mut ordinal = 0;
        for (rank, &person) in employees.iter().enumerate() {
            let position = (rank as f64 + 0.5) / employees.len() as f64 * total;
            while position > destinations[at].1 && at + 1 < destinations.len() {
                if ordinal > 0 {
                    jobs.push((destinations[at].0, ordinal));
                }
                ordinal = 0;
                at += 1;
            }
            places[person as usize] = (destinations[at].0, ordinal);
            ordinal += 1;
        }
        if ordinal > 0 {
            jobs.push((destinations[at].0, ordinal));
        }
        (places, jobs)
    }

    /// Number of blocks of a cell, fixed by its expected households.
    pub fn blocks_of(&self, cell: Cell) -> u16 {
        blocks_of(&self.sources, cell, self.one_in)
    }
}

/// Number of blocks of a cell at a scale.
pub(super) fn blocks_of(sources: &Sources, cell: Cell, one_in: u32) -> u16 {
    let expected = households_of(sources, &sources.cells[cell.index()]) / f64::from(one_in.max(1));
    (libm::ceil(expected / HOUSEHOLDS_PER_BLOCK as f64) as u16).max(1)
}

struct BuiltCell {
    blocks: Vec<Block>,
    count: CellCount,
    work_outside: u32,
    /// Jobs held by residents, by bucket in order; later the first ordinal of the cell in each.
    jobs: Vec<(Bucket, u32)>,
}

pub(super) fn households_of(sources: &Sources, cell: &sources::CellSource) -> f64 {
    let departement = &sources.departements[cell.departement];
    departement.margins.households * cell.population / departement.population.max(1.0)
}

/// Half as many founders again as people, and a thousand: thirty years of arrivals.
fn founders_reserved(population: f64, one_in: u32) -> u32 {
    (population / f64::from(one_in.max(1)) * 1.5) as u32 + 1024
}
