//! Qualification of each adult: highest diploma by age and sex (INSEE, Labour Force Survey 2023; sample of 2018 from
//! 65), tilted by the département's share of executives and by what the household shares (A).

use super::draft::CellDraft;
use super::draws::{Draws, normal_cumulative};
use super::sources::{DepartementSource, National};

/// Correlation of diplomas within a household (A).
const SHARED: f64 = 0.5;

pub fn assign(cell: &mut CellDraft, national: &National, departement: &DepartementSource, draws: &mut Draws) {
    let own = (1.0 - SHARED * SHARED).sqrt();
    for index in 0..cell.persons.len() {
        let person = &cell.persons[index];
        if person.age < 16 {
            continue;
        }
        let standing = f64::from(cell.household_of(person).standing);
        let rank = normal_cumulative(SHARED * standing + own * draws.normal() + departement.diploma_shift);
        let shares = &national.qualification[person.sex()][usize::from(person.age)];
        let mut qualification = 0;
        let mut cumulated = shares[0];
        while qualification < 3 && rank > cumulated {
            qualification += 1;
            cumulated += shares[qualification];
        }
        // What can be had by that age.
        let most = match person.age {
            16..=17 => 0,
            18..=20 => 2,
            _ => 3,
        };
        cell.persons[index].qualification = qualification.min(most) as u8;
    }
}
