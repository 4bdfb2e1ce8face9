//! National distributions by age, the path of the country, and what calibration stored.

use super::*;

#[test]
fn births_and_deaths_of_2019_come_out_near_the_published() {
    let n = &france().national;
    let births: f64 = (14..50).map(|a| f64::from(n.population(Sex::Woman, a)) * n.births_per_woman(a, 2019)).sum();
    // 753,000 births (INSEE).
    assert!((births - 753_000.0).abs() < 10_000.0, "{births}");
    let deaths: f64 = Sex::BOTH
        .iter()
        .flat_map(|s| (0..100).map(|a| (*s, a)))
        .map(|(s, a)| f64::from(n.population(s, a)) * n.death_probability(s, a, 2019))
        .sum();
    // 613,000 deaths (INSEE).
    assert!((deaths - 613_000.0).abs() < 10_000.0, "{deaths}");
    for sex in Sex::BOTH {
        for age in 60..110 {
            assert!(n.death_probability(sex, age, 2019) <= n.death_probability(sex, age + 1, 2019) + 0.01);
        }
    }
}

#[test]
fn implied_migration_of_2019_is_of_the_order_of_published_net_arrivals() {
    let n = &france().national;
    let implied: f64 = Sex::BOTH
        .iter()
        .flat_map(|s| (0..98).map(|a| (*s, a)))
        .map(|(s, a)| n.demography.implied_migration(2019, s, a))
        .sum();
    println!("implied net migration of 2019: {implied:.0}");
    // INSEE put net arrivals between 26,000 and 155,000 a year from 2016 to 2020.
    assert!((20_000.0..160_000.0).contains(&implied), "{implied}");
}

#[test]
fn shares_by_age_are_shares() {
    let n = &france().national;
    for sex in Sex::BOTH {
        for age in 0..=120 {
            let q: f64 = n.activity.qualification_shares(sex, age).iter().sum();
            assert!((q - 1.0).abs() < 1e-9);
            let tenure = n.households.tenure(age);
            let all = tenure.owner + tenure.social_tenant + tenure.private_tenant + tenure.rent_free;
            assert!((all - 1.0).abs() < 1e-9);
            for share in [
                n.households.in_couple(sex, age),
                n.households.moves(age),
                n.households.union_formation(age),
                n.households.separation(age),
                n.activity.employment_rate(sex, age),
                n.activity.activity_rate(sex, age),
                n.activity.enrolled(sex, age),
                n.activity.retired(sex, age),
                n.activity.part_time(sex, age),
                n.health.chronic_condition(sex, age),
                n.health.aah(age),
                n.health.apa(ApaPlace::Home, sex, age) + n.health.apa(ApaPlace::Institution, sex, age),
            ] {
                assert!((0.0..=1.0).contains(&share), "{sex:?} {age}: {share}");
            }
        }
    }
    // Published for 2020: 69.33 % of women aged 25 to 39 live in a couple.
    let women: Vec<(f64, f64)> =
        (25..40).map(|a| (f64::from(n.population(Sex::Woman, a)), n.households.in_couple(Sex::Woman, a))).collect();
    let share = women.iter().map(|w| w.0 * w.1).sum::<f64>() / women.iter().map(|w| w.0).sum::<f64>();
    assert!((share - 0.6933).abs() < 0.001, "{share}");
}

#[test]
fn employment_by_age_gives_the_employed_of_2019() {
    let n = &france().national;
    let employed: f64 = Sex::BOTH
        .iter()
        .flat_map(|s| (15..100).map(|a| (*s, a)))
        .map(|(s, a)| f64::from(n.population(s, a)) * n.activity.employment_rate(s, a))
        .sum();
    let published = f64::from(n.activity.employed_2019);
    assert!((employed / published - 1.0).abs() < 0.03, "{employed} against {published}");
}

#[test]
fn the_path_holds_covid_unless_it_is_smooth() {
    let t = france();
    let through = Month::new(2030, 12);
    let (seen, smooth) =
        (t.path.monthly(&Trend::default(), false, through), t.path.monthly(&Trend::default(), true, through));
    let april = seen.at(Month::new(2020, 4));
    assert_eq!((seen.partial_activity_employees[april], seen.partial_activity_fte[april]), (8_346_505, 4_613_820));
    assert_eq!(smooth.partial_activity_employees[april], 38_310);
    let july = seen.at(Month::new(2020, 7));
    assert!(seen.employees[0][july] < Rate(995_000) && smooth.employees[0][july] > Rate::ONE);
    assert_eq!(seen.employees[0][seen.at(path::FIRST)], Rate::ONE);
    // INSEE: CPI 105.12 in January 2021 and 114.60 in January 2023.
    let ratio = seen.prices[seen.at(Month::new(2023, 1))].to_fraction()
        / seen.prices[seen.at(Month::new(2021, 1))].to_fraction();
    assert!((ratio - 114.60 / 105.12).abs() < 1e-5, "{ratio}");
    // After 2025 prices follow the trend of 1.8 % a year.
    let year = seen.prices[seen.at(Month::new(2028, 6))].to_fraction()
        / seen.prices[seen.at(Month::new(2027, 6))].to_fraction();
    assert!((year - 1.018).abs() < 1e-5, "{year}");
    assert_eq!(t.path.caseload("rsa_households", Month::new(2020, 10)), Some(2_069_300));
    assert_eq!(t.path.ondam(2019, &Trend::default()), Cents::euros(200_700_000_000));
}

#[test]
fn what_calibration_stored_begins_in_2019_and_stays_near_what_is_published() {
    let stored = &france().calibrated;
    assert!(stored.demand_factors.len() >= 12, "{} months", stored.demand_factors.len());
    assert!(stored.demand_factors.iter().flatten().all(|f| (800_000..1_250_000).contains(f)));
    let line = stored.poverty_lines[0];
    // INSEE: 13,000 euros a year in 2019 or so (1,102 a month).
    assert!((Cents::euros(11_000)..Cents::euros(15_000)).contains(&line), "{line}");
}
