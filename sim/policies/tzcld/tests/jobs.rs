//! What a job of the EBE changes for who holds it and for the firms nearby.

use super::*;

#[test]
fn chosen_hours_average_what_the_first_ebes_show() {
    let chance = Chance::new(5);
    for mean in [905_000, 800_000, 500_000, 1_000_000] {
        let people = 40_000u32;
        let hours: u64 = (0..people)
            .map(|founder| u64::from(chosen_hours(Rate(mean), &chance, PersonId { founder, lineage: 0 })))
            .sum();
        let share = hours as f64 / f64::from(people) / 35.0;
        assert!((share - f64::from(mean) / 1e6).abs() < 0.004, "{share}");
    }
}

#[test]
fn who_is_hired_keeps_old_rights_leaves_the_register_and_has_the_household_reviewed() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let mut policy = built(&bench, settings(territory(&bench.country)), &world);
    bench.run(policy.as_mut(), &mut world, 12);
    let block = &world.blocks[0];
    let mut seen = 0;
    for row in rows(block, Status::Ebe) {
        let persons = &block.persons;
        if persons.founder[row].is_multiple_of(10) {
            assert_eq!(persons.insurance_months[row], 7);
            seen += 1;
        }
        assert!(!persons.has(row, bits::REGISTERED) && !persons.has(row, bits::ON_EBE_LIST));
        assert_eq!(persons.hourly_wage[row], 1003);
        assert_eq!(persons.jobless[row], 0);
        assert_ne!(persons.year_events[row] & events::EBE_JOB, 0);
        assert_ne!(block.households.flags[usize::from(persons.household[row])] & flags::REVIEW, 0);
    }
    assert!(seen > 0);
    assert_eq!(world.firms.kind[0], FirmKind::Ebe);
    assert_eq!(world.firms.jobs[0] as usize, rows(block, Status::Ebe).count());
}

#[test]
fn competition_takes_a_part_of_the_jobs_from_local_firms_and_none_at_zero() {
    let bench = Bench::new();
    let cell = bench.country.communes[thiers(&bench.country).index()].cell;
    for (share, expected) in [(Rate(0), 0), (Rate(500_000), 1)] {
        let mut world = world(&bench.country);
        let all = Settings { competition_share: share, ..settings(territory(&bench.country)) };
        let mut policy = built(&bench, all, &world);
        bench.run(policy.as_mut(), &mut world, 24);
        let block = &world.blocks[0];
        let hours: u32 = rows(block, Status::Ebe).map(|row| u32::from(block.persons.hours[row])).sum();
        let wanted = if expected == 0 { 0 } else { (f64::from(hours) / 35.0 * 0.5).round() as u32 };
        assert_eq!(world.displaced[cell.index()], wanted);
    }
}
