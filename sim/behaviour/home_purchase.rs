//! Private tenants who buy their home. Without it owners die and nobody replaces them: the young leave home as tenants.
//! Who buys has a head of working age attached to work; couples do more often. No money moves: prices and loans are not
//! simulated, only that neither rent nor housing aid is paid any more. It may touch tenure and rent.

use super::labour::LabourParameters;
use crate::chance::{Chance, Process};
use crate::units::Month;
use crate::world::{Attachment, Block, Role, Tenure};

/// Ages of the head, reached in the year, at which homes are bought.
const AGES: std::ops::RangeInclusive<u16> = 25..=59;

/// Slot of the year's draw, apart from those of demography.
const SLOT: u16 = 64;

/// In January: homes bought this year.
pub fn year(block: &mut Block, p: &LabourParameters, chance: &Chance, january: Month) {
    for household in 0..block.households.len() {
        if block.households.tenure[household] != Tenure::PrivateTenant {
            continue;
        }
        let head = usize::from(block.households.first[household]);
        let reached = january.year().saturating_sub(block.persons.birth[head].year());
        if !AGES.contains(&reached) || block.persons.attachment[head] == Attachment::Weak {
            continue;
        }
        let couple = block.households.member_rows(household).any(|row| block.persons.role[row] == Role::Partner);
        let word = chance.person(Process::Demography, january, block.household_id(household), SLOT)[0];
        if p.buys_home[usize::from(couple)].happens(word) {
            block.households.tenure[household] = Tenure::Owner;
            block.households.rent[household] = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::Parameters;
    use crate::units::Cell;
    use crate::world::Status;
    use crate::world::household::HouseholdRow;
    use crate::world::person::PersonRow;

    const JANUARY: Month = Month::new(2021, 1);
    const HOMES: u32 = 20_000;

    /// Share of households of this tenure who own their home after the year; all rents are 500 € before.
    fn owners_after(tenure: Tenure, couple: bool, attachment: Attachment) -> f64 {
        let p = LabourParameters::new(&Parameters::load().expect("the carried parameters are whole"));
        let mut block = Block::new(Cell(0), 0);
        for founder in 0..HOMES {
            let head = PersonRow {
                founder,
                birth: Month::new(1985, 7),
                status: Status::OpenEnded,
                attachment,
                ..Default::default()
            };
            let partner = PersonRow { founder: HOMES + founder, role: Role::Partner, ..head };
            let home = HouseholdRow { tenure, rent: 5000, ..Default::default() };
            let members = [head, partner];
            block.add(home, if couple { &members } else { &members[..1] });
        }
        year(&mut block, &p, &Chance::new(5), JANUARY);
        let homes = &block.households;
        let bought = (0..homes.len()).filter(|&home| homes.tenure[home] == Tenure::Owner);
        bought.inspect(|&home| assert_eq!(homes.rent[home], 0)).count() as f64 / f64::from(HOMES)
    }

    #[test]
    fn couples_who_rent_buy_more_often_than_those_who_live_alone_and_pay_no_rent_after() {
        let [alone, couples] =
            [false, true].map(|couple| owners_after(Tenure::PrivateTenant, couple, Attachment::Ordinary));
        assert!(couples > 1.5 * alone && alone > 0.01, "{alone} {couples}");
    }

    #[test]
    fn social_tenants_and_those_weakly_attached_to_work_stay_tenants() {
        assert_eq!(owners_after(Tenure::SocialTenant, true, Attachment::Ordinary), 0.0);
        assert_eq!(owners_after(Tenure::PrivateTenant, true, Attachment::Weak), 0.0);
    }
}
