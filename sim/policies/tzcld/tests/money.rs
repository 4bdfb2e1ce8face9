//! What the fund, the State and the département pay, and what a job costs.

use super::*;
use crate::world::public::Figures;

fn full_time() -> Staff {
    Staff { heads: 1, hours: 35, ..Staff::default() }
}

#[test]
fn the_fund_pays_the_rates_times_the_full_time_equivalents_to_the_cent() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    world.public.figures.hourly_smic = Cents(1165);
    let mut policy = built(&bench, settings(territory(&bench.country)), &world);
    bench.run(policy.as_mut(), &mut world, 9);
    let block = &world.blocks[0];
    let hours: i64 = rows(block, Status::Ebe).map(|row| i64::from(block.persons.hours[row])).sum();
    assert!(hours > 0);
    let ledger = &world.ledger;
    // 11.65 € × 151.67 h = 1,766.96 €; × 95 % × hours/35.
    let state = Cents(176_696 * hours).share(950_000, 35_000_000);
    assert_eq!(ledger.month_total(Post::FundEtat), state);
    assert_eq!(ledger.month_total(Post::FundDepartement), state.times(Rate(150_000)));
    assert_eq!(ledger.month_total(Post::FundToEbe), state + state.times(Rate(150_000)));
    // A full-time job and year: the published 20,143.34 € and 3,021.50 €.
    let figures = world.public.figures;
    let money = ebe::money(&settings(territory(&bench.country)), full_time(), 0, Cents::ZERO, &figures, Rate::ONE);
    assert!(((money.state * 12).to_euros() - 20_143.34).abs() < 0.06, "{}", money.state * 12);
    assert!(((money.departement * 12).to_euros() - 3_021.50).abs() < 0.06, "{}", money.departement * 12);
}

#[test]
fn full_cost_of_a_job_is_what_the_scenario_says() {
    let all = settings(Territory { communes: Vec::new(), ..territory(&Bench::new().country) });
    let wages = Cents::euros(1_800);
    let figures = Figures { hourly_smic: Cents(1165), ..Figures::default() };
    let Money { purchases, .. } = ebe::money(&all, full_time(), 0, wages, &figures, Rate::ONE);
    let full = (purchases + wages) * 12;
    assert!((full.to_euros() - 29_000.0).abs() < 0.1, "{full}");
}

#[test]
fn seed_money_is_paid_once_a_job_and_not_for_who_replaces_someone() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let mut policy = built(&bench, settings(territory(&bench.country)), &world);
    bench.run(policy.as_mut(), &mut world, 40);
    let paid = world.ledger.year_total(Post::SeedMoney);
    let jobs = world.firms.jobs[0];
    assert_eq!(paid, Cents::euros(6_200) * i64::from(jobs));
    // Half of the staff leaves for other jobs; others take their place.
    let leaving: Vec<usize> = rows(&world.blocks[0], Status::Ebe).step_by(2).collect();
    for row in leaving {
        world.blocks[0].persons.status[row] = Status::OpenEnded;
        world.blocks[0].persons.employer[row] = 77;
        world.firms.jobs[0] -= 1;
    }
    bench.run(policy.as_mut(), &mut world, 12);
    assert!(world.firms.jobs[0] > jobs / 2);
    let most = world.firms.jobs[0].max(jobs);
    assert_eq!(world.ledger.year_total(Post::SeedMoney), Cents::euros(6_200) * i64::from(most));
}

#[test]
fn the_state_pays_the_rate_of_the_month_unless_the_scenario_writes_one() {
    let code = crate::law::Code::load().expect("the law reads");
    let share = |year, month| code.at(Month::new(year, month)).development_contribution.state_share;
    assert_eq!((share(2019, 1), share(2022, 1)), (Rate(1_010_000), Rate(1_020_000)));
    assert_eq!((share(2023, 9), share(2023, 10), share(2025, 1)), (Rate(1_020_000), Rate(950_000), Rate(950_000)));
    let of_law = Settings { state_share: None, ..settings(territory(&Bench::new().country)) };
    let figures = Figures { ebe_state_share: Rate(1_020_000), ..Figures::default() };
    let money = ebe::money(&of_law, full_time(), 0, Cents::ZERO, &figures, Rate::ONE);
    assert_eq!(money.state, figures.monthly_smic().times(Rate(1_020_000)));
    let written = Settings { state_share: Some(Rate(530_000)), ..of_law };
    let money = ebe::money(&written, full_time(), 0, Cents::ZERO, &figures, Rate::ONE);
    assert_eq!(money.state, figures.monthly_smic().times(Rate(530_000)));
}
