//! Doctors' time that money brings to places, partly from elsewhere: what ORDAM and access to care have in common.
//!
//! Time is counted in thousandths of a doctor of the published population.

use crate::parameters::Parameters;
use crate::territory::Territory;
use crate::units::{Cell, Cents, Rate};

/// What is assumed of it. Grades in the parameter file.
#[derive(Clone, Copy, Debug)]
pub struct DoctorsTime {
    /// A doctor and year.
    cost: Cents,
    /// Months from the money to the time.
    pub lag: u16,
    /// Of the doctors there.
    at_most: Rate,
    from_elsewhere: Rate,
}

impl DoctorsTime {
    pub fn of(p: &Parameters) -> DoctorsTime {
        DoctorsTime {
            cost: p.cents("care.access_cost"),
            lag: p.months("care.access_lag"),
            at_most: p.rate("care.access_at_most"),
            from_elsewhere: p.rate("care.access_from_neighbours"),
        }
    }

    /// What yearly `money`, of the published population, brings to places that have `doctors`.
    pub fn brought(&self, money: Cents, doctors: i64) -> i64 {
        let at_most = Cents(doctors * 1000).times(self.at_most);
        money.share(1000, self.cost.0.max(1)).min(at_most).0
    }

    /// What places with `doctors`, among `others` who may leave, lose of what is `brought` elsewhere.
    pub fn lost(&self, brought: i64, doctors: i64, others: i64) -> i64 {
        Cents(brought).times(self.from_elsewhere).share(doctors, others.max(1)).0
    }
}

/// Access to a doctor when `doctors` gain or lose time, relative to what it was.
pub fn access(gained: i64, doctors: i64) -> Rate {
    let change = Cents(gained).share(1_000_000, doctors.max(1) * 1000);
    Rate((1_000_000 + change.0.clamp(-500_000, 1_000_000)) as i32)
}

/// General practitioners of the cells, from the density of their département.
pub fn doctors(territory: &Territory, cells: &[Cell]) -> i64 {
    let of = |cell: &Cell| {
        let row = &territory.cells[cell.index()];
        let density = territory.departements[row.departement.index()].gp_per_100k;
        density * f64::from(row.population_2019) / 1e5
    };
    cells.iter().map(of).sum::<f64>().round() as i64
}
