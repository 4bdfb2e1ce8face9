//! Dependency from the figures of the country (DREES): shares of recipients, GIR, and each département's spending.

use super::{BANDS, DependencyChances, DependencyCosts, PublishedDependency};
use crate::parameters::Parameters;
use crate::territory::Territory;
use crate::territory::national::Sex;
use crate::territory::national::health::ApaPlace;
use crate::world::World;

const PLACES: [ApaPlace; 2] = [ApaPlace::Home, ApaPlace::Institution];

impl DependencyChances {
    /// Shares of the end of 2019; GIR by place of 2023, weighted by the recipients of each place.
    pub fn of_country(territory: &Territory, parameters: &Parameters) -> DependencyChances {
        let national = &territory.national;
        let share = |sex: Sex, age: u8| PLACES.iter().map(|place| national.health.apa(*place, sex, age)).sum::<f64>();
        let apa = Sex::BOTH.map(|sex| std::array::from_fn::<f64, BANDS, _>(|band| share(sex, 62 + 5 * band as u8)));
        let mut recipients = [0.0; 2];
        for age in 60..100u8 {
            for sex in Sex::BOTH {
                let persons = f64::from(national.demography.population(2019, sex, age));
                for place in PLACES {
                    recipients[place as usize] += persons * national.health.apa(place, sex, age);
                }
            }
        }
        let all = (recipients[0] + recipients[1]).max(1.0);
        let gir = std::array::from_fn(|g| {
            (0..2).map(|place| recipients[place] / all * national.health.gir_shares[place][g]).sum()
        });
        DependencyChances::new(&apa, &gir, parameters.fraction("dependency.pch_share"))
    }
}

impl DependencyCosts {
    /// Amounts that make the recipients of the starting world cost each département its published spending of 2019.
    /// Called once, when `dependency` has been set in every block and `world.public` knows the starting population.
    pub fn of_country(territory: &Territory, parameters: &Parameters, world: &World) -> DependencyCosts {
        let simulated = |departement| -> i64 {
            let cells = territory.cells_of(departement).iter();
            cells.map(|cell| i64::from(world.public.starting_population[cell.index()])).sum()
        };
        let published: Vec<PublishedDependency> = territory
            .all_departements()
            .map(|departement| {
                let row = &territory.departements[departement.index()];
                let here = |amount: crate::units::Cents| {
                    amount.share(simulated(departement), i64::from(row.population_2019).max(1))
                };
                PublishedDependency { apa: here(row.spending_2019.apa), pch: here(row.spending_2019.pch) }
            })
            .collect();
        let departement_of: Vec<usize> = territory.cells.iter().map(|cell| cell.departement.index()).collect();
        let gir = [1, 2, 3, 4].map(|g| {
            let monthly = parameters.cents(&format!("dependency.apa_gir_{g}"));
            (monthly.0 / 100) as u32
        });
        DependencyCosts::calibrated(world, &departement_of, &published, gir)
    }
}
