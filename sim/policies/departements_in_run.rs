//! The départements a measure of public finance acts on, with their cells in the run: what compensation, equalisation,
//! a fraction of the CSG and unaccompanied minors have in common. It imports `units` and `world` only.

use super::hooks::Setting;
use crate::units::{Cell, Cents, Departement, Month};
use crate::world::public::DepartementMemory;
use crate::world::splitting::spread;
use crate::world::{Ledger, Post, World};

/// One département with what of it runs.
#[derive(Clone, Debug)]
pub struct InRun {
    pub departement: Departement,
    pub cells: Vec<Cell>,
    /// Simulated inhabitants of each cell at the start: amounts are spread in proportion.
    pub weights: Vec<u64>,
}

impl InRun {
    /// The départements of a measure that run, in order.
    ///
    /// # Errors
    /// When none of them runs, with what to do.
    pub fn all(
        policy: &str,
        departements: &[Departement],
        setting: &Setting,
        world: &World,
    ) -> Result<Vec<InRun>, String> {
        let all: Vec<InRun> = departements.iter().filter_map(|&place| InRun::of(place, setting, world)).collect();
        if all.is_empty() {
            let code = |place: &Departement| format!("dep:{}", setting.territory.departements[place.index()].code);
            let codes: Vec<String> = departements.iter().map(code).collect();
            return Err(format!("{policy}: {} not in the run; add it to run.where", codes.join(", ")));
        }
        Ok(all)
    }

    fn of(departement: Departement, setting: &Setting, world: &World) -> Option<InRun> {
        let cells = setting.territory.cells_of(departement).iter().copied();
        let cells: Vec<Cell> = cells.filter(|cell| setting.cells.binary_search(cell).is_ok()).collect();
        let inhabitants = |cell: &Cell| world.public.starting_population.get(cell.index()).copied().unwrap_or(0);
        let weights = cells.iter().map(|cell| u64::from(inhabitants(cell))).collect();
        (!cells.is_empty()).then_some(InRun { departement, cells, weights })
    }

    /// Simulated inhabitants at the start.
    pub fn inhabitants(&self) -> i64 {
        self.weights.iter().sum::<u64>() as i64
    }

    pub fn memory<'a>(&self, world: &'a World) -> &'a DepartementMemory {
        world.public.departement(self.departement)
    }

    /// What a post came to this month here.
    pub fn of_month(&self, ledger: &Ledger, post: Post) -> Cents {
        self.cells.iter().map(|cell| ledger.of_month(post, *cell)).sum()
    }

    /// Books an amount over the cells.
    pub fn pay(&self, ledger: &mut Ledger, post: Post, amount: Cents) {
        spread(ledger, post, amount, &self.cells, &self.weights);
    }
}

/// Whether a measure holds in a month.
pub fn in_force(from: Month, through: Option<Month>, month: Month) -> bool {
    from <= month && through.is_none_or(|last| month <= last)
}
