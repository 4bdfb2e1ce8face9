//! Employees of EBE and persons met by their committees, person by person: how many of them have a job in the reference
//! arm too, in the same December. What would have happened without the EBE is not assumed: it is lived in the other arm.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::compares;
use crate::measures::FollowedJobs;
use crate::parallel::Ranks;
use crate::world::person::events;
use crate::world::{Persons, Status, World};

/// Keys of persons by year, each December.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Decembers(BTreeMap<u16, Vec<u64>>);

impl Decembers {
    /// Takes the persons of a December who are wanted.
    fn add(&mut self, world: &World, wanted: impl Fn(&Persons, usize) -> bool) {
        let mut keys: Vec<u64> = world
            .blocks
            .iter()
            .flat_map(|block| (0..block.persons.len()).map(move |row| (block, row)))
            .filter(|(block, row)| wanted(&block.persons, *row))
            .map(|(block, row)| block.persons.id(row).key())
            .collect();
        keys.sort_unstable();
        self.0.insert(world.month.year(), keys);
    }

    fn join(&mut self, other: Decembers) {
        for (year, theirs) in other.0 {
            let keys = self.0.entry(year).or_default();
            keys.extend(theirs);
            keys.sort_unstable();
        }
    }

    /// Those of the persons this rank compares, in order.
    fn of_year(&self, year: u16, ranks: &Ranks) -> Vec<u64> {
        let keys = self.0.get(&year).cloned().unwrap_or_default();
        let mut keys = ranks.exchange("arms compared", keys, |key| compares(*key, ranks));
        keys.sort_unstable();
        keys
    }
}

/// Who is kept of an arm.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Jobs {
    /// The reference: everyone who has a job.
    Reference(Decembers),
    /// The reform: employees of EBE, and persons met by a committee who live, with those of them who have a job.
    Reform { in_ebe: Decembers, met: Decembers, met_employed: Decembers },
}

impl Jobs {
    pub fn of_reference() -> Jobs {
        Jobs::Reference(Decembers::default())
    }

    pub fn of_reform() -> Jobs {
        let none = Decembers::default();
        Jobs::Reform { in_ebe: none.clone(), met: none.clone(), met_employed: none }
    }

    /// Takes what another rank kept of the same arm.
    pub fn join(&mut self, other: Jobs) {
        match (self, other) {
            (Jobs::Reference(mine), Jobs::Reference(theirs)) => mine.join(theirs),
            (Jobs::Reform { in_ebe, met, met_employed }, Jobs::Reform { in_ebe: a, met: b, met_employed: c }) => {
                in_ebe.join(a);
                met.join(b);
                met_employed.join(c);
            }
            _ => {}
        }
    }

    /// The same arm, and nobody seen.
    pub fn of_nobody(self) -> Jobs {
        match self {
            Jobs::Reference(_) => Jobs::of_reference(),
            Jobs::Reform { .. } => Jobs::of_reform(),
        }
    }

    /// How many keys are kept.
    pub fn words(&self) -> usize {
        let of = |decembers: &Decembers| decembers.0.values().map(Vec::len).sum::<usize>();
        match self {
            Jobs::Reference(employed) => of(employed),
            Jobs::Reform { in_ebe, met, met_employed } => of(in_ebe) + of(met) + of(met_employed),
        }
    }

    /// Keeps a December.
    pub fn add(&mut self, world: &World) {
        match self {
            Jobs::Reference(employed) => employed.add(world, |persons, row| persons.status[row].is_employed()),
            Jobs::Reform { in_ebe, met, met_employed } => {
                let was_met = |persons: &Persons, row: usize| {
                    persons.year_events[row] & events::EBE_MET != 0 && persons.status[row].is_alive()
                };
                in_ebe.add(world, |persons, row| persons.status[row] == Status::Ebe);
                met.add(world, was_met);
                met_employed.add(world, |persons, row| was_met(persons, row) && persons.status[row].is_employed());
            }
        }
    }

    /// Each December of a reform beside that of its reference; nothing unless both were kept.
    pub fn compare(reference: &Jobs, reform: &Jobs, ranks: &Ranks) -> BTreeMap<u16, FollowedJobs> {
        let (Jobs::Reference(employed), Jobs::Reform { in_ebe, met, met_employed }) = (reference, reform) else {
            return BTreeMap::new();
        };
        let years = in_ebe.0.keys().map(|&year| {
            let employed = employed.of_year(year, ranks);
            let too = |keys: &[u64]| keys.iter().filter(|key| employed.binary_search(key).is_ok()).count() as i64;
            let (in_ebe, met) = (in_ebe.of_year(year, ranks), met.of_year(year, ranks));
            let met_employed = met_employed.of_year(year, ranks).len() as i64;
            let mut counts = [in_ebe.len() as i64, too(&in_ebe), met.len() as i64, met_employed, too(&met)];
            ranks.sum("arms compared", &mut counts);
            let [in_ebe, in_ebe_employed_in_reference, met, met_employed, met_employed_in_reference] = counts;
            let followed =
                FollowedJobs { in_ebe, in_ebe_employed_in_reference, met, met_employed, met_employed_in_reference };
            (year, followed)
        });
        years.filter(|(_, followed)| followed.met > 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_met_is_looked_up_in_the_reference_of_the_same_year() {
        let of = |lists: &[(u16, &[u64])]| Decembers(lists.iter().map(|(year, keys)| (*year, keys.to_vec())).collect());
        let reference = Jobs::Reference(of(&[(2020, &[1, 2, 3]), (2021, &[4])]));
        let reform = Jobs::Reform {
            in_ebe: of(&[(2019, &[]), (2020, &[2, 3, 9]), (2021, &[2, 3])]),
            met: of(&[(2019, &[]), (2020, &[1, 2, 3, 8, 9]), (2021, &[2, 3, 4])]),
            met_employed: of(&[(2019, &[]), (2020, &[2, 3, 9]), (2021, &[2, 3])]),
        };
        let expected = |in_ebe, in_ebe_employed_in_reference, met, met_employed, met_employed_in_reference| {
            FollowedJobs { in_ebe, in_ebe_employed_in_reference, met, met_employed, met_employed_in_reference }
        };
        let compared = Jobs::compare(&reference, &reform, &Ranks::alone());
        assert_eq!(compared, BTreeMap::from([(2020, expected(3, 2, 5, 3, 3)), (2021, expected(2, 0, 3, 2, 1))]));
    }
}
