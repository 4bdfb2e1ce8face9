//! When and where the measure holds: its beginning, its end, its places.

use super::*;

#[test]
fn when_the_measure_ends_everyone_is_laid_off_and_no_money_is_paid_to_an_empty_ebe() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let short = Territory { through: Some(Month::new(2019, 12)), ..territory(&bench.country) };
    let mut policy = built(&bench, settings(short), &world);
    bench.run(policy.as_mut(), &mut world, 6);
    assert!(world.firms.jobs[0] > 0);
    bench.run(policy.as_mut(), &mut world, 1);
    assert_eq!((world.firms.layoff[0], world.firms.target[0]), (u16::MAX, 0));
    let leaving: Vec<usize> = rows(&world.blocks[0], Status::Ebe).collect();
    for row in leaving {
        world.blocks[0].persons.status[row] = Status::Unemployed;
        world.blocks[0].persons.employer[row] = FirmId::NONE.0;
    }
    world.firms.jobs[0] = 0;
    bench.run(policy.as_mut(), &mut world, 1);
    for post in [Post::FundEtat, Post::SeedMoney, Post::EbeSales, Post::EbePurchases] {
        assert_eq!(world.ledger.month_total(post), Cents::ZERO, "{post:?}");
    }
    assert_eq!(rows(&world.blocks[0], Status::Ebe).count(), 0);
}

#[test]
fn a_policy_that_starts_later_changes_nothing_before() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let before = crate::world::digest::full(&world);
    let later = Territory { from: Month::new(2020, 1), ..territory(&bench.country) };
    let mut policy = built(&bench, settings(later), &world);
    assert_eq!(policy.starts(), Month::new(2020, 1));
    for _ in 0..6 {
        let month = world.month;
        policy.employment_schemes(&mut world, &bench.setting(), month);
        policy.public_accounts(&mut world, &bench.setting(), month);
    }
    assert_eq!(crate::world::digest::full(&world), before);
}

#[test]
fn a_territory_outside_the_run_is_refused_with_what_to_do() {
    let bench = Bench::new();
    let world = world(&bench.country);
    let none: [Cell; 0] = [];
    let setting = Setting { cells: &none, ..bench.setting() };
    let error = build(settings(territory(&bench.country)), &setting, &world).err().expect("it does not fit");
    assert!(error.contains("Thiers") && error.contains("run.where"), "{error}");
    let large = Territory { population: Some(500_000), ..territory(&bench.country) };
    let error = build(settings(large), &bench.setting(), &world).err().expect("it is too large");
    assert!(error.contains("500000"), "{error}");
}
