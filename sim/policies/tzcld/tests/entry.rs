//! Who is met, who volunteers, and in what order the EBE hires.

use super::*;

#[test]
fn nobody_under_twelve_months_jobless_nor_living_elsewhere_nor_without_the_wish_is_hired() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let mut policy =
        built(&bench, Settings { concerned: Rate(100_000), ..settings(territory(&bench.country)) }, &world);
    bench.run(policy.as_mut(), &mut world, 1);
    let mut hired = 0;
    for _ in 0..8 {
        bench.run(policy.as_mut(), &mut world, 1);
        let block = &world.blocks[0];
        for row in rows(block, Status::Ebe) {
            let number = block.persons.founder[row] % 10;
            assert!(block.persons.founder[row] < 1000, "lives in Thiers");
            assert!(number == 0 || number == 2, "was unemployed or in the halo for two years, not {number}");
            hired += 1;
        }
    }
    assert!(hired > 0);
    // After nine more months the second unemployed person of each household has been jobless for twelve.
    bench.run(policy.as_mut(), &mut world, 24);
    let block = &world.blocks[0];
    assert!(rows(block, Status::Ebe).any(|row| block.persons.founder[row] % 10 == 1));
}

#[test]
fn a_household_that_moved_in_this_year_waits_for_its_six_months() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    for household in 0..100 {
        world.blocks[0].households.flags[household] |= flags::MOVED;
    }
    world.month = Month::new(2019, 3);
    let early = Territory { from: Month::new(2019, 3), ..territory(&bench.country) };
    let mut policy = built(&bench, settings(early), &world);
    bench.run(policy.as_mut(), &mut world, 4);
    assert_eq!(rows(&world.blocks[0], Status::Ebe).count(), 0);
    bench.run(policy.as_mut(), &mut world, 6);
    assert!(rows(&world.blocks[0], Status::Ebe).count() > 0);
}

#[test]
fn the_ebe_hires_in_the_order_of_the_list_and_not_the_most_motivated() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let slow = Territory { hiring_pace: Rate(1_000_000), ..territory(&bench.country) };
    let everyone = Settings { concerned: Rate(100_000), met_over: 1, volunteers: Rate::ONE, ..settings(slow) };
    let mut policy = built(&bench, everyone, &world);
    bench.run(policy.as_mut(), &mut world, 40);
    let chance = Chance::new(11);
    let motivation = |person: PersonId| f64::from(crate::behaviour::traits::work(&chance, person).motivation);
    let block = &world.blocks[0];
    let mean = |rows: Vec<usize>| {
        let count = rows.len() as f64;
        rows.into_iter().map(|row| motivation(block.persons.id(row))).sum::<f64>() / count
    };
    let hired: Vec<usize> = rows(block, Status::Ebe).collect();
    assert_eq!(hired.len(), 40);
    let waiting: Vec<usize> =
        (0..block.persons.len()).filter(|&row| block.persons.has(row, bits::ON_EBE_LIST)).collect();
    // Two means of some tens of standard normal draws: within three standard errors of each other.
    let gap = mean(hired.clone()) - mean(waiting.clone());
    let error = 1000.0 * (1.0 / hired.len() as f64 + 1.0 / waiting.len() as f64).sqrt();
    assert!(gap.abs() < 3.0 * error, "{gap} ± {error}");
}

#[test]
fn two_point_seven_per_cent_of_inhabitants_are_met_over_three_years() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let mut policy = built(&bench, settings(territory(&bench.country)), &world);
    bench.run(policy.as_mut(), &mut world, 36);
    // 1,000 inhabitants: 27 met; 91 % of them volunteer, give or take.
    let hired = rows(&world.blocks[0], Status::Ebe).count();
    assert!((21..=27).contains(&hired), "{hired}");
}

#[test]
fn nine_in_ten_volunteer_and_the_motivated_more() {
    let conditions =
        Conditions { jobless_for: 12, resident_for: 6, volunteers: Rate(910_000), motivation: Rate(300_000) };
    let chance = Chance::new(5);
    let people: Vec<PersonId> = (0..40_000).map(|founder| PersonId { founder, lineage: 0 }).collect();
    let (willing, unwilling): (Vec<PersonId>, Vec<PersonId>) =
        people.iter().partition(|person| volunteers(&conditions, &chance, **person));
    let share = willing.len() as f64 / people.len() as f64;
    assert!((share - 0.91).abs() < 0.006, "{share}");
    let mean = |people: &[PersonId]| {
        let sum: i64 = people.iter().map(|p| i64::from(crate::behaviour::traits::work(&chance, *p).motivation)).sum();
        sum as f64 / people.len() as f64 / 1000.0
    };
    // Mean motivation of volunteers less that of others: 0.3 × (0.178 + 1.80) for a share of 91 %.
    assert!((mean(&willing) - mean(&unwilling) - 0.3 * 1.98).abs() < 0.08);
}

#[test]
fn who_left_the_ebe_for_a_job_and_lost_it_comes_back_first() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let mut policy = built(&bench, settings(territory(&bench.country)), &world);
    bench.run(policy.as_mut(), &mut world, 12);
    let row = rows(&world.blocks[0], Status::Ebe).next().expect("someone was hired");
    let persons = &mut world.blocks[0].persons;
    (persons.status[row], persons.employer[row], persons.jobless[row]) = (Status::Unemployed, FirmId::NONE.0, 1);
    world.firms.jobs[0] -= 1;
    bench.run(policy.as_mut(), &mut world, 1);
    assert_eq!(world.blocks[0].persons.status[row], Status::Ebe);
}

#[test]
fn a_neighbourhood_holds_the_inhabitants_written_and_the_poorer_homes_more_often() {
    let bench = Bench::new();
    let world = world(&bench.country);
    let mut homes = Homes::of(&bench.country, &[thiers(&bench.country)]);
    let chance = Chance::new(3);
    homes.draw_part(400, Rate(2_000_000), &world, &chance);
    let block = &world.blocks[0];
    let inside: Vec<usize> = (0..block.persons.len()).filter(|&row| homes.holds(block, row, &chance)).collect();
    assert_eq!(inside.len(), 400);
    let poorer = inside
        .iter()
        .filter(|&&row| block.households.last_living_standard[usize::from(block.persons.household[row])] < 1_500_000);
    assert!(poorer.count() > 220);
}
