//! The turn of the year, before demography lays out the next: yearly accounts go to "last year", wages, rents and
//! profits follow the path, flags are cleared.

use crate::parallel;
use crate::units::{Month, PersonId, Rate};
use crate::world::household::flags;
use crate::world::person::events;
use crate::world::{Block, Status, U24, World};

/// Growth of the year that ends; one at the start.
pub struct Growth {
    pub wages: Rate,
    pub prices: Rate,
    pub rents: Rate,
    /// Growth of an employee's wage with experience, above the general rise.
    pub career: Rate,
    /// Those born after this month have careers that still rise.
    pub born_after: Month,
}

/// Turns the year of every block and of the ledger.
pub fn turn(world: &mut World, growth: &Growth) {
    world.ledger.start_year();
    let month = world.month;
    parallel::map_mut(&mut world.blocks, |_, block| turn_block(block, growth, month));
}

fn turn_block(block: &mut Block, growth: &Growth, month: Month) {
    let persons = &mut block.persons;
    let grown = |amount: u32, rate: Rate| (u64::from(amount) * rate.0.unsigned_abs() as u64 / 1_000_000) as u32;
    for row in 0..persons.len() {
        persons.taxable_two_years_ago[row] = U24::of(persons.taxable_last_year[row]);
        persons.taxable_last_year[row] = persons.taxable_this_year[row];
        persons.taxable_this_year[row] = 0;
        persons.months_in_work[row] <<= 4;
        persons.year_events[row] &= events::FOR_LIFE;
        let mut wage = grown(u32::from(persons.hourly_wage[row]), growth.wages);
        if persons.status[row].is_employee() && persons.birth[row] > growth.born_after {
            wage += grown(wage, growth.career);
        }
        persons.hourly_wage[row] = wage.min(65_535) as u16;
        if persons.status[row] == Status::SelfEmployed {
            persons.pension_or_profit[row] = U24::of(grown(persons.pension_or_profit[row].get(), growth.wages));
        }
    }
    for household in 0..block.households.len() {
        let order = rounding(block.household_id(household), month);
        let homes = &mut block.households;
        homes.last_labour[household] = U24::of(homes.year_labour[household]);
        homes.last_benefits[household] = U24::of(homes.year_benefits[household]);
        homes.year_labour[household] = 0;
        homes.year_benefits[household] = 0;
        homes.year_other[household] = 0;
        homes.year_taxes[household] = 0;
        homes.tax_withheld[household] = 0;
        homes.flags[household] &= !(flags::COMPOSITION_CHANGED | flags::MOVED | flags::POOR);
        homes.rent[household] = grown_euros(homes.rent[household], growth.rents, order);
        homes.property_income[household] = grown_euros(homes.property_income[household], growth.prices, order);
    }
}

/// Whole euros after a year's growth, rounded up by as many as keeps the mean: 10 € a month at 2 % would otherwise never
/// grow.
fn grown_euros(amount: u16, rate: Rate, order: u64) -> u16 {
    let grown = u64::from(amount) * u64::from(rate.0.unsigned_abs()) + order;
    (grown / 1_000_000).min(65_535) as u16
}

/// Where a household stands among those rounded up this year, in millionths. No draw of the model: it only keeps sums.
fn rounding(id: PersonId, month: Month) -> u64 {
    let mixed = ((u64::from(id.founder) << 32) | (u64::from(id.lineage) << 16) | u64::from(month.0))
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .rotate_left(29)
        .wrapping_mul(0xBF58_476D_1CE4_E5B9);
    ((mixed >> 32) * 1_000_000) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_amounts_grow_on_average_as_large_ones_do() {
        let month = Month::new(2020, 1);
        let sum: u64 = (0..100_000)
            .map(|founder| {
                let order = rounding(PersonId { founder, lineage: 0 }, month);
                u64::from(grown_euros(10, Rate(1_020_000), order))
            })
            .sum();
        assert!((1_018_000..1_022_000).contains(&sum), "{sum}");
    }
}
