//! The dwelling of a household that takes a new one: like one that people of the place live in.
//!
//! A dwelling (commune, housing-aid zone, rent) is copied from a household of the block of destination that stays there,
//! of the same tenure and a similar size, drawn at random. Rents thus follow whatever has happened to rents, with no
//! parameter.

use super::slot;
use super::transit::{Dwelling, InTransit};
use crate::chance::{Chance, Process, below};
use crate::units::Month;
use crate::world::household::HouseholdRow;
use crate::world::{Households, Tenure};

const SIZES: usize = 3;

fn size(members: usize) -> usize {
    members.clamp(1, SIZES) - 1
}

/// Households that stay, by tenure and size, in order of id.
pub struct Models {
    rows: [[Vec<u16>; SIZES]; 4],
}

impl Models {
    /// `staying`: rows of the households that stay, in order of id.
    pub fn new(households: &Households, staying: impl Iterator<Item = u16>) -> Models {
        let mut rows: [[Vec<u16>; SIZES]; 4] = Default::default();
        for row in staying {
            let home = usize::from(row);
            rows[households.tenure[home] as usize][size(usize::from(households.members[home]))].push(row);
        }
        Models { rows }
    }

    /// A model of this tenure: of the size class, or else of the nearest below, then above.
    fn pick(&self, tenure: Tenure, members: usize, word: u32) -> Option<u16> {
        let by_size = &self.rows[tenure as usize];
        let wanted = size(members);
        let rows = (0..=wanted).rev().chain(wanted + 1..SIZES).map(|s| &by_size[s]).find(|rows| !rows.is_empty())?;
        Some(rows[below(rows.len() as u32, word) as usize])
    }

    /// Gives the household its dwelling. Without a model of the tenure wanted, it takes a private tenant's, or else
    /// keeps what it had, in the first commune of the cell.
    pub fn house(&self, home: &mut InTransit, there: &Households, chance: &Chance, january: Month) {
        let Dwelling::Takes(tenure) = home.dwelling else { return };
        let [_, word, ..] = chance.person(Process::Demography, january, home.id(), slot::MOVE);
        let members = home.members.len();
        let model = [tenure, Tenure::PrivateTenant, Tenure::Owner]
            .into_iter()
            .find_map(|tenure| Some((tenure, self.pick(tenure, members, word)?)));
        let household: &mut HouseholdRow = &mut home.household;
        match model {
            Some((tenure, row)) => {
                let row = usize::from(row);
                household.tenure = tenure;
                household.commune = there.commune[row];
                household.zone = there.zone[row];
                household.rent = there.rent[row];
            }
            None => {
                household.tenure = tenure;
                household.commune = 0;
            }
        }
    }
}
