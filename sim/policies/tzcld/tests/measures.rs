//! What the committee and the EBE tell of themselves each month.

use super::*;
use crate::measures::Indicator;

/// Runs `months`, and sums what they tell.
fn told(bench: &Bench, policy: &mut dyn Policy, world: &mut World, months: u16) -> [i64; Indicator::COUNT] {
    let mut sums = [0; Indicator::COUNT];
    for _ in 0..months {
        let month = world.month;
        bench.run(policy, world, 1);
        let mut seen = vec![[0; Indicator::COUNT]; bench.cells.len()];
        policy.measures(world, &bench.setting(), month, &mut seen);
        for row in seen {
            sums.iter_mut().zip(row).for_each(|(sum, count)| *sum += count);
        }
    }
    sums
}

#[test]
fn a_list_that_meets_few_says_how_many_are_left_and_an_exhaustive_one_says_none() {
    let bench = Bench::new();
    // In Thiers two in ten have been jobless for two years and wish to work.
    let of = |concerned: Rate, met_over: u16| {
        let mut world = world(&bench.country);
        let all = Settings { concerned, met_over, ..settings(territory(&bench.country)) };
        let mut policy = built(&bench, all, &world);
        let first = told(&bench, policy.as_mut(), &mut world, 1);
        (first[Indicator::EbeMet as usize], first[Indicator::EbeNotMet as usize])
    };
    assert_eq!(of(Rate(20_000), 1), (20, 180));
    assert_eq!(of(Rate(500_000), 1), (200, 0));
}

#[test]
fn met_hired_waiting_and_their_months_without_a_job_add_up() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let mut policy = built(&bench, settings(territory(&bench.country)), &world);
    let all = told(&bench, policy.as_mut(), &mut world, 36);
    let block = &world.blocks[0];
    let hired = rows(block, Status::Ebe).count() as i64;
    let marked = |row: &usize| block.persons.year_events[*row] & events::EBE_MET != 0;
    assert_eq!(all[Indicator::EbeMet as usize], (0..block.persons.len()).filter(marked).count() as i64);
    assert!(all[Indicator::EbeVolunteers as usize] >= hired);
    let jobless = all[Indicator::EbeHireJoblessMonths as usize] / hired;
    assert!((24..60).contains(&jobless), "two years and the wait, not {jobless} months");
    assert_eq!(all[Indicator::EbeHireAges as usize] / hired, 41);
    assert_eq!(all[Indicator::EbeReturns as usize], 0);
}

#[test]
fn whoever_comes_back_is_counted_as_such_and_having_been_met_is_not_forgotten_in_january() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let mut policy = built(&bench, settings(territory(&bench.country)), &world);
    bench.run(policy.as_mut(), &mut world, 12);
    let row = rows(&world.blocks[0], Status::Ebe).next().expect("someone was hired");
    let persons = &mut world.blocks[0].persons;
    (persons.status[row], persons.employer[row], persons.jobless[row]) = (Status::Unemployed, FirmId::NONE.0, 1);
    persons.year_events[row] &= events::FOR_LIFE;
    world.firms.jobs[0] -= 1;
    let back = told(&bench, policy.as_mut(), &mut world, 1);
    assert_eq!(back[Indicator::EbeReturns as usize], 1);
    assert_ne!(world.blocks[0].persons.year_events[row] & events::EBE_MET, 0);
}

#[test]
fn a_closed_territory_tells_nothing_more() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let short = Territory { through: Some(Month::new(2019, 9)), ..territory(&bench.country) };
    let mut policy = built(&bench, settings(short), &world);
    bench.run(policy.as_mut(), &mut world, 3);
    assert_eq!(told(&bench, policy.as_mut(), &mut world, 2), [0; Indicator::COUNT]);
}
