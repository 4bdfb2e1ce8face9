//! `winners_losers.csv`: of the same persons in both arms, how many have a higher or a lower living standard in the last
//! December, by tenth of the reference and type of household.

use std::path::Path;

use super::error::ReportError;
use super::statistics::Estimate;
use super::table::Table;
use crate::measures::{Replicate, StandardChange, StandardGroup};

/// Writes the table, in real persons; nothing if no December was compared.
///
/// # Errors
/// When the disk refuses.
pub fn write(folder: &Path, replicates: &[Replicate]) -> Result<(), ReportError> {
    if replicates.iter().all(|replicate| replicate.compared_standards.is_empty()) {
        return Ok(());
    }
    let header = [
        "seed",
        "year",
        "decile",
        "household_type",
        "persons",
        "gaining",
        "losing",
        "unchanged",
        "change_cents",
        "gained_cents",
        "lost_cents",
    ];
    let mut table = Table::create(folder, "winners_losers.csv", &header)?;
    for replicate in replicates {
        let seed = replicate.seed.to_string();
        let real = |count: i64| (count * i64::from(replicate.one_in)).to_string();
        for (group, change) in &replicate.compared_standards {
            table.row(&[
                &seed,
                &group.year.to_string(),
                &group.decile.to_string(),
                group.household_type.name(),
                &real(change.persons),
                &real(change.gaining),
                &real(change.losing),
                &real(change.persons - change.gaining - change.losing),
                &real(change.cents),
                &real(change.cents_gained),
                &real(change.cents_lost),
            ])?;
        }
    }
    table.finish()
}

/// What the same persons of some groups gain and lose, means over the seeds of real persons.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    pub persons: Estimate,
    pub gaining: Estimate,
    pub losing: Estimate,
    /// Mean change of all of them, euros a year and consumption unit.
    pub mean_change: Estimate,
    /// Of one who gains, and of one who loses (above zero), over all seeds; zero if nobody does.
    pub gain_of_winners: f64,
    pub loss_of_losers: f64,
    /// Simulated persons who gain or lose, all seeds together.
    pub simulated: i64,
}

/// The outcome of the groups wanted; `None` if nobody is in them.
pub fn outcome(replicates: &[Replicate], wanted: impl Fn(&StandardGroup) -> bool) -> Option<Outcome> {
    let compared = replicates.iter().filter(|replicate| !replicate.compared_standards.is_empty());
    let sums: Vec<(f64, StandardChange)> = compared
        .map(|replicate| {
            let mut sum = StandardChange::default();
            for (_, change) in replicate.compared_standards.iter().filter(|(group, _)| wanted(group)) {
                sum.persons += change.persons;
                sum.gaining += change.gaining;
                sum.losing += change.losing;
                sum.cents += change.cents;
                sum.cents_gained += change.cents_gained;
                sum.cents_lost += change.cents_lost;
            }
            (f64::from(replicate.one_in), sum)
        })
        .collect();
    let all = |of: &dyn Fn(&StandardChange) -> i64| sums.iter().map(|(_, sum)| of(sum)).sum::<i64>();
    if all(&|sum| sum.persons) == 0 {
        return None;
    }
    let estimate = |of: &dyn Fn(f64, &StandardChange) -> f64| {
        Estimate::of(&sums.iter().map(|(one_in, sum)| of(*one_in, sum)).collect::<Vec<f64>>())
    };
    let each = |cents: i64, persons: i64| if persons > 0 { cents as f64 / 100.0 / persons as f64 } else { 0.0 };
    Some(Outcome {
        persons: estimate(&|one_in, sum| sum.persons as f64 * one_in),
        gaining: estimate(&|one_in, sum| sum.gaining as f64 * one_in),
        losing: estimate(&|one_in, sum| sum.losing as f64 * one_in),
        mean_change: estimate(&|_, sum| each(sum.cents, sum.persons)),
        gain_of_winners: each(all(&|sum| sum.cents_gained), all(&|sum| sum.gaining)),
        loss_of_losers: each(all(&|sum| sum.cents_lost), all(&|sum| sum.losing)),
        simulated: all(&|sum| sum.gaining + sum.losing),
    })
}

/// The December compared.
pub fn year(replicates: &[Replicate]) -> Option<u16> {
    replicates.iter().flat_map(|replicate| replicate.compared_standards.keys()).map(|group| group.year).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::HouseholdType;
    use crate::report::sample;

    #[test]
    fn who_gains_who_loses_and_who_does_not_notice_make_all_persons() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        write(folder.path(), &[sample::replicate(7, 2)]).expect("written");
        let text = std::fs::read_to_string(folder.path().join("winners_losers.csv")).expect("a table");
        // Sixty simulated persons, one in ten: ten gain 2,000 euros, two lose 1,000.
        assert!(text.contains("7,2021,1,single,600,100,20,480,18000000,20000000,2000000\n"), "{text}");
        for row in text.lines().skip(1) {
            let n: Vec<i64> = row.split(',').skip(4).map(|cell| cell.parse().expect("a number")).collect();
            assert_eq!((n[0], n[4]), (n[1] + n[2] + n[3], n[5] - n[6]), "{row}");
        }
    }

    #[test]
    fn a_tenth_is_the_sum_of_its_household_types() {
        let replicates = [sample::replicate(1, 1), sample::replicate(2, 3)];
        let first = outcome(&replicates, |group| group.decile == 1).expect("somebody");
        assert_eq!((first.persons.mean, first.gaining.mean, first.losing.mean), (1000.0, 140.0, 20.0));
        let single = outcome(&replicates, |group| group.household_type == HouseholdType::Single).expect("somebody");
        assert_eq!((single.gain_of_winners, single.loss_of_losers), (2000.0, 1000.0));
        assert!(outcome(&replicates, |group| group.decile == 9).is_none());
        assert_eq!(year(&replicates), Some(2021));
    }

    #[test]
    fn a_run_without_reform_has_no_such_table() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let alone = Replicate { compared_standards: Default::default(), ..sample::replicate(1, 0) };
        write(folder.path(), &[alone]).expect("nothing to write");
        assert!(!folder.path().join("winners_losers.csv").exists());
    }
}
