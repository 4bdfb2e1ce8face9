//! Employees of EBE, person by person: how many of them have a job in the reference arm too, in the same December. What
//! would have happened without the EBE is not assumed: it is lived in the other arm.

use std::collections::BTreeMap;

use crate::world::{Status, World};

/// Keys of persons by year, each December.
#[derive(Clone, Debug, Default)]
pub struct Decembers(BTreeMap<u16, Vec<u64>>);

impl Decembers {
    /// Takes the persons of a December whose status is one of those wanted.
    pub fn add(&mut self, world: &World, wanted: fn(Status) -> bool) {
        let mut keys: Vec<u64> = world
            .blocks
            .iter()
            .flat_map(|block| (0..block.persons.len()).map(move |row| (block, row)))
            .filter(|(block, row)| wanted(block.persons.status[*row]))
            .map(|(block, row)| block.persons.id(row).key())
            .collect();
        keys.sort_unstable();
        self.0.insert(world.month.year(), keys);
    }
}

/// By year: employees of EBE, and how many of them work in the reference.
pub fn compare(employed_in_reference: &Decembers, in_ebe: &Decembers) -> BTreeMap<u16, [i64; 2]> {
    let of_year = |(year, keys): (&u16, &Vec<u64>)| {
        let employed = employed_in_reference.0.get(year);
        let too = keys.iter().filter(|key| employed.is_some_and(|known| known.binary_search(key).is_ok())).count();
        (*year, [keys.len() as i64, too as i64])
    };
    in_ebe.0.iter().map(of_year).filter(|(_, [all, _])| *all > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_works_in_an_ebe_is_looked_up_in_the_reference_of_the_same_year() {
        let of = |lists: &[(u16, &[u64])]| Decembers(lists.iter().map(|(year, keys)| (*year, keys.to_vec())).collect());
        let employed = of(&[(2020, &[1, 2, 3]), (2021, &[4])]);
        let ebe = of(&[(2019, &[]), (2020, &[2, 3, 9]), (2021, &[2, 3])]);
        assert_eq!(compare(&employed, &ebe), BTreeMap::from([(2020, [3, 2]), (2021, [2, 0])]));
    }
}
