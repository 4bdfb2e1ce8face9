//! The turn of the year, before demography lays out the next: yearly accounts go to "last year", wages, rents and
//! profits follow the path, flags are cleared.

use crate::parallel;
use crate::units::{Month, Rate};
use crate::world::household::flags;
use crate::world::person::events;
use crate::world::{Block, Status, World};

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
    parallel::map_mut(&mut world.blocks, |_, block| turn_block(block, growth));
}

fn turn_block(block: &mut Block, growth: &Growth) {
    let persons = &mut block.persons;
    let grown = |amount: u32, rate: Rate| (u64::from(amount) * rate.0.unsigned_abs() as u64 / 1_000_000) as u32;
    for row in 0..persons.len() {
        persons.taxable_two_years_ago[row] = persons.taxable_last_year[row];
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
            persons.pension_or_profit[row] = grown(persons.pension_or_profit[row], growth.wages);
        }
    }
    let homes = &mut block.households;
    for household in 0..homes.len() {
        homes.last_labour[household] = homes.year_labour[household];
        homes.last_benefits[household] = homes.year_benefits[household];
        homes.year_labour[household] = 0;
        homes.year_benefits[household] = 0;
        homes.year_other[household] = 0;
        homes.year_taxes[household] = 0;
        homes.tax_withheld[household] = 0;
        homes.flags[household] &= !(flags::COMPOSITION_CHANGED | flags::MOVED | flags::POOR);
        homes.rent[household] = grown(u32::from(homes.rent[household]), growth.rents).min(65_535) as u16;
        homes.property_income[household] =
            grown(u32::from(homes.property_income[household]), growth.prices).min(65_535) as u16;
    }
}
