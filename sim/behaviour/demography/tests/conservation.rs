//! Nobody is lost or made twice; households stay households; nothing depends on threads, order, income or job.

use super::small_france::{FRANCE, START, everyone, person, run, world};
use crate::behaviour::demography::january;
use crate::chance::Chance;
use crate::parallel::with_threads;
use crate::units::{FirmId, Month};
use crate::world::block::block_of;
use crate::world::digest;
use crate::world::household::{HouseholdRow, flags};
use crate::world::person::{Role, Status};
use crate::world::{Block, U24, World};

fn northern_cells() -> Vec<crate::units::Cell> {
    ["3216", "3213", "3204"].iter().map(|code| FRANCE.cell(code)).collect()
}

fn check_households(world: &World, now: Month) {
    for block in &world.blocks {
        let blocks = world.blocks_of_cell[block.cell.index()].len() as u16;
        let ids: Vec<_> = (0..block.households.len()).map(|household| block.household_id(household)).collect();
        assert!(ids.is_sorted(), "households of a block are in order of id");
        for (household, id) in ids.iter().enumerate() {
            assert_eq!(block_of(*id, blocks), block.number);
            let rows = block.households.member_rows(household);
            let roles: Vec<Role> = block.persons.role[rows.clone()].to_vec();
            assert_eq!(roles[0], Role::Head);
            assert!(roles[1..].iter().all(|role| *role != Role::Head));
            assert!(roles.iter().filter(|role| **role == Role::Partner).count() <= 1);
            assert!(block.persons.status[rows.start].is_alive());
            assert!(block.persons.age(rows.start, now) >= 18, "a head is an adult");
            assert!(rows.clone().all(|row| usize::from(block.persons.household[row]) == household));
        }
        assert_eq!(
            (0..ids.len()).map(|home| block.households.member_rows(home).len()).sum::<usize>(),
            block.persons.len()
        );
    }
}

#[test]
fn persons_after_are_those_before_plus_births_and_arrivals_less_deaths_and_departures() {
    let mut world = world(&northern_cells(), 20_000, 2);
    let chance = Chance::new(3);
    let mut laid_out_births = 0;
    for year in 0..5 {
        let rows = world.persons() as i64;
        let first = START.plus(12 * year);
        let done = january(&mut world, &FRANCE.rates(first.year()), &chance, first);
        let expected =
            rows - i64::from(done.dead_removed) - i64::from(done.unborn_removed) - i64::from(done.departures)
                + i64::from(done.arrivals)
                + i64::from(done.births);
        assert_eq!(world.persons() as i64, expected, "{first}: {done:?}");
        check_households(&world, first);
        let everyone = everyone(&world);
        assert!(everyone.windows(2).all(|pair| pair[0].0 != pair[1].0), "no id twice");
        let unborn = everyone.iter().filter(|(_, person, ..)| person.status == Status::Unborn).count();
        assert_eq!(unborn, done.births as usize);
        let dying =
            everyone.iter().filter(|(_, p, ..)| p.death != Month(0) && p.status != Status::Unborn).count() as u32;
        // Those who die and leave the country are counted as departures.
        assert!(dying <= done.deaths && done.deaths - dying <= done.departures);
        let mut events = (0, 0);
        for month in 0..12 {
            for block in &mut world.blocks {
                let done = crate::behaviour::demography::month_events(block, first.plus(month));
                events = (events.0 + done.births, events.1 + done.deaths);
            }
        }
        assert_eq!(events.0, done.births, "every child laid out is born");
        let doomed = |p: &crate::world::person::PersonRow| p.death != Month(0);
        assert_eq!(events.1 as usize, everyone.iter().filter(|(_, p, ..)| doomed(p)).count());
        laid_out_births += done.births;
    }
    assert!(laid_out_births > 1000);
}

#[test]
fn the_same_people_live_in_the_same_homes_for_one_two_and_eight_threads() {
    let digests = [1, 2, 8].map(|threads| {
        with_threads(threads, || {
            let mut world = world(&northern_cells(), 8_000, 3);
            run(&mut world, &Chance::new(5), 3);
            digest::full(&world)
        })
        .expect("threads start")
    });
    assert_eq!(digests[0], digests[1]);
    assert_eq!(digests[0], digests[2]);
}

#[test]
fn the_order_in_which_households_were_laid_out_does_not_matter() {
    let forward = world(&northern_cells(), 8_000, 2);
    let mut backward = forward.clone();
    for block in &mut backward.blocks {
        let mut reversed = Block::new(block.cell, block.number);
        for household in (0..block.households.len()).rev() {
            let members: Vec<_> = block.households.member_rows(household).map(|row| block.persons.row(row)).collect();
            reversed.add(block.households.row(household), &members);
        }
        *block = reversed;
    }
    let digests = [forward, backward].map(|mut world| {
        run(&mut world, &Chance::new(5), 2);
        digest::full(&world)
    });
    assert_eq!(digests[0], digests[1]);
}

#[test]
fn births_deaths_unions_and_moves_do_not_depend_on_jobs_incomes_or_benefits() {
    let mut rich = world(&northern_cells(), 10_000, 2);
    let mut poor = rich.clone();
    for block in &mut poor.blocks {
        for row in 0..block.persons.len() {
            if block.persons.status[row] == Status::OpenEnded {
                block.persons.status[row] = Status::Unemployed;
                block.persons.employer[row] = FirmId::NONE.0;
                block.persons.hourly_wage[row] = 0;
            }
        }
        block.households.rsa.fill(U24::of(55_000));
        block.households.last_living_standard.fill(700_000);
    }
    run(&mut rich, &Chance::new(11), 4);
    run(&mut poor, &Chance::new(11), 4);
    let traits = |world: &World| -> Vec<_> {
        everyone(world)
            .into_iter()
            .map(|(id, person, cell, home)| (id, cell, home, person.birth, person.death, person.role))
            .collect()
    };
    assert_eq!(traits(&rich), traits(&poor));
}

#[test]
fn a_household_that_would_leave_the_cells_of_the_run_stays() {
    let alone = vec![FRANCE.cell("3216")];
    let mut world = world(&alone, 10_000, 1);
    let years = run(&mut world, &Chance::new(2), 2);
    assert!(years.iter().all(|(year, _)| year.households_moved == 0));
}

/// A block with one couple and its children beside a hundred others, all of whom survive the year they are looked at.
fn one_family(members: &[(u16, bool, Role)]) -> (World, Vec<crate::units::PersonId>) {
    let cell = FRANCE.cell("3216");
    let mut world = world(&[cell], 3_000, 1);
    let mut next = 5_000_000;
    let rows: Vec<_> = members.iter().map(|&(age, female, role)| person(&mut next, age, female, role, 0)).collect();
    world.blocks[0].add(HouseholdRow { zone: 3, year_labour: 0, rsa: U24::of(100), ..Default::default() }, &rows);
    (world, rows.iter().map(|row| row.id()).collect())
}

fn kill(world: &mut World, ids: &[crate::units::PersonId]) {
    let persons = &mut world.blocks[0].persons;
    for row in 0..persons.len() {
        if ids.contains(&persons.id(row)) {
            persons.status[row] = Status::Dead;
        }
    }
}

#[test]
fn the_partner_heads_the_household_when_the_head_has_died() {
    let (mut world, ids) = one_family(&[(72, false, Role::Head), (70, true, Role::Partner)]);
    kill(&mut world, &ids[..1]);
    january(&mut world, &FRANCE.rates(2019), &Chance::new(1), START);
    let everyone = everyone(&world);
    assert!(everyone.iter().all(|(id, ..)| *id != ids[0]));
    let widow = everyone.iter().find(|(id, ..)| *id == ids[1]).expect("the widow lives on");
    assert_eq!((widow.1.role, widow.3), (Role::Head, ids[1]));
    let block = &world.blocks[0];
    let home = (0..block.households.len()).find(|&home| block.household_id(home) == ids[1]).expect("her home");
    assert_eq!(block.households.rsa[home].get(), 100, "the accounts stay with the household");
    assert_ne!(block.households.flags[home] & flags::REVIEW, 0);
}

#[test]
fn orphans_are_taken_in_by_another_household() {
    let (mut world, ids) = one_family(&[(40, true, Role::Head), (9, true, Role::Child), (7, false, Role::Child)]);
    kill(&mut world, &ids[..1]);
    january(&mut world, &FRANCE.rates(2019), &Chance::new(1), START);
    let everyone = everyone(&world);
    let homes: Vec<_> = everyone.iter().filter(|(id, ..)| ids[1..].contains(id)).map(|found| found.3).collect();
    assert_eq!(homes.len(), 2);
    assert_eq!(homes[0], homes[1], "brother and sister stay together");
    assert!(!ids.contains(&homes[0]));
    check_households(&world, START);
}

#[test]
fn a_grown_child_heads_the_household_of_a_lone_parent_who_died() {
    let (mut world, ids) = one_family(&[(50, true, Role::Head), (24, false, Role::Child), (9, true, Role::Child)]);
    kill(&mut world, &ids[..1]);
    january(&mut world, &FRANCE.rates(2019), &Chance::new(4), START);
    let everyone = everyone(&world);
    let little = everyone.iter().find(|(id, ..)| *id == ids[2]).expect("the sister lives on");
    assert_eq!(little.3, ids[1]);
    check_households(&world, START);
}
