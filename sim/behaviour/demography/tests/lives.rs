//! Ages at the end of studies and at retirement, lines of descent, separations: one life at a time.

use super::small_france::{FRANCE, START, everyone, world};
use crate::behaviour::demography::life_course::legal_retirement_age;
use crate::behaviour::demography::{births, january, month_events};
use crate::behaviour::traits;
use crate::chance::Chance;
use crate::units::{Month, PersonId};
use crate::world::person::{Role, Status};

/// A child of the run's first years: nothing is known of its age at the start.
fn child(number: u32) -> PersonId {
    PersonId { founder: number, lineage: 1 }
}

#[test]
fn those_who_grow_up_study_until_about_21_and_longer_for_a_higher_diploma() {
    let chance = Chance::new(1);
    let birth = Month::new(2019, 6);
    let life = &FRANCE.life;
    let mut ages = [[0u64; 2]; 4];
    for number in 0..20_000 {
        let (age, reached) = life.end_of_studies(&chance, child(number), false, birth);
        assert!((16 * 12..=30 * 12).contains(&age));
        ages[usize::from(reached)][0] += u64::from(age);
        ages[usize::from(reached)][1] += 1;
    }
    let means: Vec<f64> = ages.iter().map(|[sum, count]| *sum as f64 / *count as f64 / 12.0).collect();
    assert!(means.windows(2).all(|pair| pair[0] < pair[1]), "{means:?}");
    let all = ages.iter().map(|a| a[0]).sum::<u64>() as f64 / 20_000.0 / 12.0;
    assert!((20.0..22.0).contains(&all), "{all}");
    // Half of men of 25 to 34 have a higher diploma.
    assert!((8_500..10_500).contains(&ages[3][1]), "{ages:?}");
}

#[test]
fn a_student_of_23_at_the_start_does_not_leave_all_at_once() {
    let chance = Chance::new(1);
    let birth = Month::new(1995, 7);
    let now = START.since(birth);
    let leaving = (0..10_000)
        .filter(|&founder| {
            let id = PersonId { founder, lineage: 0 };
            let (end, _) = FRANCE.life.end_of_studies(&chance, id, true, birth);
            assert!(end >= now, "studies end after the start");
            end <= now + 1
        })
        .count();
    // A third of those who still study at 23 leave within the year: about three in a hundred a month.
    assert!((100..800).contains(&leaving), "{leaving}");
}

#[test]
fn people_retire_at_62_on_average_and_later_after_the_law_of_2023() {
    let chance = Chance::new(1);
    let ages = |birth: Month| -> Vec<u16> {
        (0..10_000)
            .map(|founder| PersonId { founder, lineage: 0 })
            .map(|id| FRANCE.life.retirement_age(traits::life(&chance, id), id, id.founder % 2 == 0, birth))
            .collect()
    };
    let mean = |ages: &[u16]| ages.iter().map(|&age| u64::from(age)).sum::<u64>() as f64 / ages.len() as f64 / 12.0;
    // Both are in work at the start of the run, at 57 and at 50.
    let (before, after) = (ages(Month::new(1961, 1)), ages(Month::new(1968, 12)));
    assert!((61.5..63.5).contains(&mean(&before)), "{}", mean(&before));
    let between = |ages: &[u16]| ages.iter().filter(|age| (62 * 12..64 * 12).contains(*age)).count();
    assert!(between(&before) > 3_000);
    assert_eq!(between(&after), 0);
    assert_eq!(legal_retirement_age(Month::new(1961, 8)), 62 * 12);
    assert_eq!(legal_retirement_age(Month::new(1961, 9)), 62 * 12 + 3);
    assert_eq!(legal_retirement_age(Month::new(1964, 1)), 63 * 12);
    assert_eq!(legal_retirement_age(Month::new(1968, 1)), 64 * 12);
    assert_eq!(legal_retirement_age(Month::new(1985, 1)), 64 * 12);
}

#[test]
fn brothers_and_sisters_never_share_an_id_over_all_fertile_years() {
    let mother = PersonId { founder: 7, lineage: 38 };
    let mut ids: Vec<_> = (2019..2019 + 36).map(|year| births::child_id(mother, year).expect("a child")).collect();
    let children = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), children);
    // Three generations fit, a fourth is refused rather than given another's number.
    let grandchild = births::child_id(ids[35], 2057).expect("a grandchild");
    assert!(births::child_id(grandchild, 2100).is_none());
}

#[test]
fn a_child_is_born_in_its_month_and_a_student_at_sixteen() {
    let mut world = world(&[FRANCE.cell("3216")], 20_000, 1);
    let chance = Chance::new(6);
    january(&mut world, &FRANCE.rates(2019), &chance, START);
    let unborn: Vec<_> = everyone(&world).into_iter().filter(|(_, p, ..)| p.status == Status::Unborn).collect();
    let (id, row, ..) = unborn.iter().find(|(_, p, ..)| p.birth == START.plus(5)).copied().expect("a June child");
    let of = |world: &crate::world::World, id: PersonId| {
        everyone(world).into_iter().find(|found| found.0 == id).map(|found| found.1.status)
    };
    for month in 0..5 {
        month_events(&mut world.blocks[0], START.plus(month));
    }
    assert_eq!(of(&world, id), Some(Status::Unborn));
    let done = month_events(&mut world.blocks[0], row.birth);
    assert!(done.births > 0);
    assert_eq!(of(&world, id), Some(if row.death == row.birth { Status::Dead } else { Status::Child }));
    let sixteen = everyone(&world)
        .into_iter()
        .find(|(_, p, ..)| p.status == Status::Child && p.birth == Month(START.0 + 6 - 192) && p.death == Month(0))
        .expect("a child who turns 16 in July");
    month_events(&mut world.blocks[0], START.plus(6));
    assert_eq!(of(&world, sixteen.0), Some(Status::Student));
}

#[test]
fn children_stay_with_their_mother_in_most_separations() {
    let cells = [FRANCE.cell("3216"), FRANCE.cell("1109")];
    let mut world = world(&cells, 60_000, 3);
    let before: Vec<_> = everyone(&world);
    let couples_with_children: std::collections::BTreeMap<PersonId, PersonId> = before
        .iter()
        .filter(|(_, p, ..)| p.role == Role::Partner && p.is_female())
        .map(|(id, _, _, home)| (*home, *id))
        .collect();
    january(&mut world, &FRANCE.rates(2019), &Chance::new(14), START);
    let after = everyone(&world);
    let home_of = |id: PersonId| after.binary_search_by_key(&id, |found| found.0).ok().map(|place| after[place].3);
    let (mut with_mother, mut with_father) = (0, 0);
    for (id, person, _, home) in &before {
        let Some(&mother) = couples_with_children.get(home) else { continue };
        let parted = home_of(mother) != home_of(*home);
        if person.role == Role::Child && person.age(START) < 18 && parted {
            with_mother += u32::from(home_of(*id) == home_of(mother));
            with_father += u32::from(home_of(*id) == home_of(*home));
        }
    }
    assert!(with_mother + with_father > 200, "{with_mother} {with_father}");
    let share = f64::from(with_mother) / f64::from(with_mother + with_father);
    assert!((0.76..0.92).contains(&share), "{share}");
}
