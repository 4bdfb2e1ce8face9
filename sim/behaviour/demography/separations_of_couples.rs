//! Separations of couples.
//!
//! Chances by age of the head (Probabilities: level from memory, shape assumed; assumption). The children stay
//! with the mother in 84 cases of 100, the share of mothers among lone parents (INSEE census 2016, statistic), and the
//! parent they stay with keeps the home; without children the head does. The year's accounts follow the head, property
//! income is halved, the one who leaves rents (assumption).

use super::births::is_child_of;
use super::fate::Fate;
use super::slot;
use super::take_apart::Working;
use super::transit::{Dwelling, household_of_leaver};
use crate::chance::{Chance, Process, Threshold};
use crate::units::Month;
use crate::world::Tenure;
use crate::world::person::{PersonRow, Role};

const WITH_MOTHER: Threshold = Threshold(((84u64 << 32) / 100) as u32);
/// Tenure of the one who leaves: private tenant, then social tenant, the rest owners (assumption).
const PRIVATE: Threshold = Threshold(((65u64 << 32) / 100) as u32);
const PRIVATE_OR_SOCIAL: Threshold = Threshold(((88u64 << 32) / 100) as u32);

/// Parts the couple of a household: the head stays its head, the partner becomes the head of the one returned. `None`
/// if there is no partner.
pub fn separate(home: &mut Working, chance: &Chance, january: Month) -> Option<Working> {
    let place = home.members.iter().position(|(member, _)| member.role == Role::Partner)?;
    let (mut partner, fate) = home.members.remove(place);
    partner.role = Role::Head;
    let head = home.members.first()?.0;
    let [custody, tenure, ..] = chance.person(Process::Demography, january, head.id(), slot::SEPARATION);
    let tenure = if PRIVATE.happens(tenure) {
        Tenure::PrivateTenant
    } else if PRIVATE_OR_SOCIAL.happens(tenure) {
        Tenure::SocialTenant
    } else {
        Tenure::Owner
    };
    // In a couple of the same sex the head stands for the mother.
    let partner_is_mother = partner.is_female() && !head.is_female();
    let with_partner = WITH_MOTHER.happens(custody) == partner_is_mother;
    let (leaving, staying): (Vec<(PersonRow, Fate)>, Vec<_>) =
        std::mem::take(&mut home.members).into_iter().partition(|(member, _)| {
            member.role == Role::Child && if is_unborn(member) { is_child_of(member, &partner) } else { with_partner }
        });
    let children_leave = leaving.iter().any(|(member, _)| !is_unborn(member));
    home.members = staying;
    let mut members = vec![(partner, fate)];
    members.extend(leaving);

    let mut household = household_of_leaver(&home.household);
    household.property_income = home.household.property_income / 2;
    home.household.property_income -= household.property_income;
    // Who leaves the home takes another; the other's household stays in it.
    let (stays, leaves) = (Dwelling::Keeps, Dwelling::Takes(tenure));
    let (of_partner, of_head) = if children_leave { (stays, leaves) } else { (leaves, stays) };
    if of_head != Dwelling::Keeps {
        home.dwelling = of_head;
    }
    Some(Working { household, members, origin: home.origin, to: home.from, from: home.from, dwelling: of_partner })
}

fn is_unborn(member: &PersonRow) -> bool {
    member.status == crate::world::Status::Unborn
}
