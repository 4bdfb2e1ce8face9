//! Households: how many, of which type, and on what terms they are housed.

use super::watch::View;
use super::{Measure, Seen, means::Means};
use crate::world::{Role, Tenure};

#[derive(Default)]
pub struct Homes(Means);

impl Homes {
    pub(super) fn look(&mut self, view: &View) {
        let year = view.month.year();
        if view.month.is_december() && [2021, 2023].contains(&year) {
            self.count(view, year);
        }
    }

    fn count(&mut self, view: &View, year: u16) {
        for block in &view.world.blocks {
            let (homes, persons) = (&block.households, &block.persons);
            for home in 0..homes.len() {
                let alive = homes.member_rows(home).filter(|&row| persons.status[row].is_alive());
                let (mut adults, mut children) = (0, 0);
                for row in alive {
                    if persons.role[row] == Role::Child {
                        children += 1;
                    } else {
                        adults += 1;
                    }
                }
                if adults + children == 0 {
                    continue;
                }
                self.0.add(year, "size", f64::from(adults + children), 1.0);
                let mut count = |name, is| self.0.count(year, name, is, 1.0);
                count("households", true);
                count("one person", adults + children == 1);
                // Children of any age, as the census counts families at home.
                count("lone parent", adults == 1 && children > 0);
                count("couple", adults == 2 && children == 0);
                count("couple with children", adults == 2 && children > 0);
                count("owner", homes.tenure[home] == Tenure::Owner);
                count("social", homes.tenure[home] == Tenure::SocialTenant);
                count("private", homes.tenure[home] == Tenure::PrivateTenant);
                count("free", homes.tenure[home] == Tenure::RentFree);
            }
        }
    }
}

pub fn measures() -> Vec<Measure> {
    let of =
        |name: &str, year: u16, what: &'static str| Measure::new(name, move |seen: &Seen| seen.homes.0.of(year, what));
    vec![
        Measure::new("households_2022", |seen| seen.homes.0.sum(2021, "households") * seen.weight() / 1e6),
        of("mean_household_size_2022", 2021, "size"),
        of("households_share_one_person_2022", 2021, "one person"),
        of("households_share_lone_parent_2022", 2021, "lone parent"),
        of("households_share_couple_no_children_2022", 2021, "couple"),
        of("households_share_couple_with_children_2022", 2021, "couple with children"),
        of("tenure_owner_2024", 2023, "owner"),
        of("tenure_public_rent_2024", 2023, "social"),
        of("tenure_private_rent_2024", 2023, "private"),
        of("tenure_free_2024", 2023, "free"),
    ]
}
