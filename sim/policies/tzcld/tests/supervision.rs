//! Those who supervise: how many, hired where, paid by whom.

use super::*;
use crate::measures::Indicator;
use crate::policies::tests_of_runs::{Paired, paid, run};

#[test]
fn one_in_ten_supervises_at_most_a_fraction_of_a_job_aside() {
    for share in [Rate(0), Rate(50_000), Rate(100_000)] {
        for heads in 0..200u32 {
            let few = ebe::supervisors_wanted(heads, share, 0);
            let many = ebe::supervisors_wanted(heads, share, u32::MAX);
            let everyone = u64::from(heads + few);
            assert!(u64::from(few) * 1_000_000 <= everyone * share.0 as u64, "{few} for {heads}");
            assert!(many <= few + 1);
        }
    }
    assert_eq!(ebe::supervisors_wanted(90, Rate(100_000), 0), 10);
}

#[test]
fn places_to_supervise_are_open_on_the_market_and_whoever_takes_one_is_in_the_full_cost() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let tenth = Settings { supervision_share: Rate(100_000), ..settings(territory(&bench.country)) };
    let mut policy = built(&bench, tenth, &world);
    bench.run(policy.as_mut(), &mut world, 36);
    let places = world.firms.base_jobs[0];
    assert!((2..=3).contains(&places), "{places} places for {} employees", world.firms.jobs[0]);
    // The market fills them with persons who were at work in Thiers and elsewhere, at 12 € an hour.
    for row in rows(&world.blocks[0], Status::OpenEnded).take(places as usize).collect::<Vec<usize>>() {
        let persons = &mut world.blocks[0].persons;
        (persons.employer[row], persons.hourly_wage[row], persons.hours[row]) = (0, 1_200, 35);
        world.firms.jobs[0] += 1;
    }
    let heads = rows(&world.blocks[0], Status::Ebe).count() as u32;
    let staff = ebe::staff(&world, &[FirmId(0)])[0];
    assert_eq!((staff.heads, staff.supervisors), (heads, places));
    bench.run(policy.as_mut(), &mut world, 1);
    let persons = &world.blocks[0].persons;
    let paid = rows(&world.blocks[0], Status::OpenEnded).filter(|&row| persons.employer[row] == 0);
    assert!(paid.map(|row| persons.hourly_wage[row]).all(|wage| wage == 1_505), "one and a half SMIC");
    // The fund pays for those of the list only, and the full cost stays what it was.
    let hours: i64 = rows(&world.blocks[0], Status::Ebe).map(|row| i64::from(persons.hours[row])).sum();
    let smic = world.public.figures.monthly_smic();
    assert_eq!(world.ledger.month_total(Post::FundEtat), Cents(smic.0 * hours).share(950_000, 35_000_000));
    let spent = ebe::labour_cost(&world) + world.ledger.month_total(Post::EbePurchases);
    let full = Cents::euros(29_000).share(hours, 35 * 12).times(Rate::ONE);
    let prices = bench.parameters.rate("tzcld.full_cost_prices");
    let full = full.share(1_000_000, i64::from(prices.0));
    assert!((spent - full).0.abs() <= 100, "{spent} {full}");
}

fn nevers(supervision: &str) -> Paired {
    run(
        "2020-12",
        &format!(
            "[tzcld]\noutside_law = false\nsupervision_share = \"{supervision}\"\n[tzcld.territory.nevers]\n\
             where = [\"com:58194\"]\nfrom = \"2019-07\"\nhiring_pace = \"40 persons/month\"\n"
        ),
    )
}

fn mean_of_2020(paired: &Paired, indicator: Indicator) -> f64 {
    let months = paired.reform.months.iter().filter(|(month, _)| month.year() == 2020);
    months.map(|(_, cells)| cells.iter().map(|row| row[indicator as usize]).sum::<i64>() as f64).sum::<f64>() / 12.0
}

#[test]
fn a_run_with_supervision_hires_on_the_market_and_keeps_jobs_of_the_list_for_the_list() {
    let (none, tenth) = (nevers("0 %"), nevers("10 %"));
    let supervisors = |paired: &Paired| mean_of_2020(paired, Indicator::EbeSupervisors);
    assert_eq!(supervisors(&none), 0.0);
    let heads = mean_of_2020(&tenth, Indicator::EbeEmployees);
    let share = supervisors(&tenth) / (supervisors(&tenth) + heads);
    assert!(heads > 10.0 && share > 0.03 && share < 0.14, "{share} of {heads}");
    // Better paid than the SMIC, they pay more old-age contributions, by the same posts; the fund does not pay for them.
    let levies = |paired: &Paired| paid(&paired.reform, Post::EbeEmployerVieillesse, 2020);
    assert!(levies(&tenth) > levies(&none));
    let fund = |paired: &Paired| paid(&paired.reform, Post::FundToEbe, 2020).to_euros();
    assert!((fund(&tenth) / fund(&none) - 1.0).abs() < 0.1);
}
