//! Access to care at work: money spent each month, doctors' time that comes after the delay, and those it comes from.
//!
//! Part of the time comes from doctors of the same régions outside the places of the measure; from the rest of the
//! country where the measure holds in whole régions. Access then changes in proportion to doctors, and with it the care
//! foregone; what this does to hospital care later is an outcome.

use super::Measure;
use crate::policies::doctors::{self, DoctorsTime};
use crate::policies::extent::Extent;
use crate::policies::funding::Payer;
use crate::policies::hooks::{Policy, Setting};
use crate::territory::Territory;
use crate::units::{Cell, Cents, Month, Rate, Region};
use crate::world::splitting;
use crate::world::{Post, RuleBook, World};

const PAYERS: &[Payer] = &[
    ("maladie", Post::CareAccess),
    ("region", Post::CareAccessRegion),
    ("bloc_communal", Post::CareAccessBlocCommunal),
];

/// The policy built from what a scenario says.
///
/// # Errors
/// A measure none of whose places is in the run.
pub fn build(measures: Vec<Measure>, setting: &Setting, world: &World) -> Result<Box<dyn Policy>, String> {
    let time = DoctorsTime::of(setting.parameters);
    let places = measures.into_iter().map(|measure| {
        let dates = (measure.from, measure.through);
        let extent = Extent::of("access_to_care", &measure.cells, dates, setting, world)?;
        Ok(Place::new(measure, extent, &time, setting))
    });
    Ok(Box::new(AccessToCare { time, places: places.collect::<Result<Vec<Place>, String>>()? }))
}

struct AccessToCare {
    time: DoctorsTime,
    places: Vec<Place>,
}

struct Place {
    measure: Measure,
    extent: Extent,
    /// Access in the places of the measure, and in each cell of the run that loses doctors, once the time has come.
    gained: Rate,
    lost: Vec<(Cell, Rate)>,
}

impl Place {
    fn new(measure: Measure, extent: Extent, time: &DoctorsTime, setting: &Setting) -> Place {
        let territory = setting.territory;
        let here = doctors::doctors(territory, &measure.cells);
        let brought = time.brought(measure.money, here);
        let around = around(territory, &measure.cells);
        let others = doctors::doctors(territory, &around);
        // All who may leave lose the same share of their time.
        let lost = doctors::access(-time.lost(brought, others, others), others);
        let in_run = around.into_iter().filter(|cell| setting.cells.binary_search(cell).is_ok());
        Place {
            gained: doctors::access(brought, here),
            lost: in_run.map(|cell| (cell, lost)).collect(),
            measure,
            extent,
        }
    }
}

/// Cells doctors may come from: the same régions outside the measure, or the rest of the country.
fn around(territory: &Territory, cells: &[Cell]) -> Vec<Cell> {
    let region_of =
        |cell: &Cell| -> Region { territory.departements[territory.cells[cell.index()].departement.index()].region };
    let regions: std::collections::BTreeSet<Region> = cells.iter().map(region_of).collect();
    let outside = |cell: &Cell| cells.binary_search(cell).is_err();
    let near: Vec<Cell> = territory.all_cells().filter(|c| outside(c) && regions.contains(&region_of(c))).collect();
    if near.is_empty() { territory.all_cells().filter(outside).collect() } else { near }
}

impl Policy for AccessToCare {
    fn name(&self) -> &'static str {
        "access_to_care"
    }

    fn starts(&self) -> Month {
        self.places.iter().map(|place| place.extent.from).min().unwrap_or(Month(u16::MAX))
    }

    fn law_of_the_month(&mut self, rules: &mut RuleBook, _: &World, _: &Setting, month: Month) {
        for place in self.places.iter().filter(|place| place.extent.in_force(month)) {
            if month.since(place.extent.from) < self.time.lag {
                continue;
            }
            let gained = place.extent.cells.iter().map(|cell| (*cell, place.gained));
            for (cell, access) in gained.chain(place.lost.iter().copied()) {
                let rules = rules.at_mut(cell);
                rules.care_access = Rate(Cents(i64::from(rules.care_access.0)).times(access).0 as i32);
            }
        }
    }

    fn care(&mut self, world: &mut World, _: &Setting, month: Month) {
        for place in self.places.iter().filter(|place| place.extent.in_force(month)) {
            let (extent, funding) = (&place.extent, &place.measure.funding);
            let amount = splitting::of_month(extent.part(place.measure.money), month.month_of_year());
            funding.pay(&mut world.ledger, PAYERS, amount, &extent.cells, &extent.weights);
        }
    }

    fn put(&self, _: &mut Vec<u8>) {}
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
