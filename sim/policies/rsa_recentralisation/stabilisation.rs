//! The stabilisation fund: what the State gives the départements of the run that keep the RSA, by how much more they have
//! left to pay per inhabitant than their mean in the last closed year.

use super::Measure;
use crate::policies::hooks::Setting;
use crate::units::{Cell, Cents, Departement, Month};
use crate::world::splitting::{self, by_weight, spread};
use crate::world::{Post, World};

/// The fund of one measure.
pub struct Fund {
    pub measure: Measure,
    members: Vec<Member>,
    /// A year, for the simulated inhabitants of the members.
    yearly: Cents,
}

struct Member {
    departement: Departement,
    cells: Vec<Cell>,
    weights: Vec<u64>,
}

impl Member {
    fn inhabitants(&self) -> i64 {
        self.weights.iter().sum::<u64>() as i64
    }
}

impl Fund {
    /// The fund of `measure` beside all the measures of the scenario.
    ///
    /// # Errors
    /// Fewer than two départements of the run keep the RSA: there is no mean to be above.
    pub fn of(measure: &Measure, all: &[Measure], setting: &Setting, world: &World) -> Result<Fund, String> {
        let inhabitants = |c: &Cell| u64::from(world.public.starting_population.get(c.index()).copied().unwrap_or(0));
        let keeps = |departement: &Departement| !all.iter().any(|one| one.departements.contains(departement));
        let members: Vec<Member> = setting
            .territory
            .all_departements()
            .filter(keeps)
            .map(|departement| {
                let cells = setting.territory.cells_of(departement).iter().copied();
                let cells: Vec<Cell> = cells.filter(|cell| setting.cells.binary_search(cell).is_ok()).collect();
                Member { departement, weights: cells.iter().map(inhabitants).collect(), cells }
            })
            .filter(|member| !member.cells.is_empty())
            .collect();
        if members.len() < 2 {
            return Err(
                "rsa_recentralisation: the stabilisation fund needs two départements at least in the run that \
                        keep the RSA; add some to run.where, or take stabilisation_fund out"
                    .to_owned(),
            );
        }
        // The sum written is for the published inhabitants of the members.
        let published: i64 = members
            .iter()
            .flat_map(|member| &member.cells)
            .map(|cell| i64::from(setting.territory.cells[cell.index()].population_2019))
            .sum();
        let simulated: i64 = members.iter().map(Member::inhabitants).sum();
        let yearly = measure.stabilisation_fund.share(simulated, published.max(1));
        Ok(Fund { measure: measure.clone(), members, yearly })
    }

    /// The part of the month, once a year has been closed. Whole cents by member, by the excess of the year before.
    pub fn pay(&self, world: &mut World, month: Month) {
        let left = |member: &Member| -> Cents {
            world.public.departement(member.departement).last_year().map_or(Cents::ZERO, |year| year.left_to_pay)
        };
        let all: Cents = self.members.iter().map(left).sum();
        let inhabitants: i64 = self.members.iter().map(Member::inhabitants).sum();
        let excess =
            |member: &Member| (left(member) - all.share(member.inhabitants(), inhabitants.max(1))).at_least_zero();
        let weights: Vec<u64> = self.members.iter().map(|member| excess(member).0 as u64).collect();
        if weights.iter().all(|weight| *weight == 0) {
            return;
        }
        let amount = splitting::of_month(self.yearly, month.month_of_year());
        for (member, part) in self.members.iter().zip(by_weight(amount, &weights)) {
            spread(&mut world.ledger, Post::StabilisationFund, part, &member.cells, &member.weights);
        }
    }
}
