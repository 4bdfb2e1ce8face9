use super::*;
use crate::policies::bench::{Bench, Course, STILL, bytes};
use crate::units::Rate;
use crate::world::body::Body;
use crate::world::departement_lines;

const FROM: Month = Month::new(2020, 1);

fn measure(bench: &Bench, key: Option<SlidingKey>, allowances: &[Allowance]) -> Measure {
    Measure {
        departements: bench.departements(&["62"]),
        from: FROM,
        through: None,
        key,
        allowances: allowances.to_vec(),
        cover: None,
        state_share: None,
        lag: 0,
        paid_by: PaidBy::Etat,
    }
}

/// RSA a tenth up in 2020, a fifth in 2021; prices 2 % up a year from 2020 on.
const RISING: Course = Course {
    rsa: |year, _| 1.0 + 0.1 * f64::from(year.saturating_sub(2019)),
    apa: |year, _| 1.0 + 0.05 * f64::from(year.saturating_sub(2019)),
    prices: |year| 1.0 + 0.02 * f64::from(year.saturating_sub(2019)),
};

fn policy(bench: &Bench, measure: &Measure) -> Box<dyn Policy> {
    build(vec![measure.clone()], &bench.setting(), &bench.world).expect("it fits")
}

#[test]
fn a_sliding_compensation_of_what_does_not_move_changes_exactly_nothing() {
    for key in [None, Some(SlidingKey::Spending), Some(SlidingKey::Caseload), Some(SlidingKey::Prices)] {
        let (mut with, mut without) = (Bench::new(&["62"]), Bench::new(&["62"]));
        let mut policy = policy(&with, &measure(&with, key, &Allowance::ALL));
        let (reform, reference) = (with.live(Some(policy.as_mut()), 2022, &STILL), without.live(None, 2022, &STILL));
        for year in 2018..=2022 {
            assert_eq!(bytes(&reform[&year]), bytes(&reference[&year]), "{key:?} {year}");
        }
    }
}

#[test]
fn nothing_is_paid_before_the_measure_nor_after_its_last_month() {
    let mut bench = Bench::new(&["62"]);
    let short = Measure {
        through: Some(Month::new(2020, 12)),
        ..measure(&bench, Some(SlidingKey::Spending), &[Allowance::Rsa])
    };
    let mut policy = policy(&bench, &short);
    assert_eq!(policy.starts(), FROM);
    let books = bench.live(Some(policy.as_mut()), 2021, &RISING);
    let paid = |year: u16| bench.paid(&books[&year], "62", Post::CompensationRsa);
    assert_eq!((paid(2019), paid(2021)), (Cents::ZERO, Cents::ZERO));
    assert!(paid(2020) > Cents::ZERO);
}

#[test]
fn the_state_pays_exactly_what_the_departement_gets_and_half_of_the_increase_if_that_is_its_share() {
    let (mut with, mut without) = (Bench::new(&["62"]), Bench::new(&["62"]));
    let half =
        Measure { state_share: Some(Rate(500_000)), ..measure(&with, Some(SlidingKey::Spending), &[Allowance::Rsa]) };
    let mut policy = policy(&with, &half);
    let (reform, reference) = (with.live(Some(policy.as_mut()), 2021, &RISING), without.live(None, 2021, &RISING));
    for year in [2020, 2021] {
        let change = |body| with.balance(&reform[&year], body) - without.balance(&reference[&year], body);
        assert_eq!(change(Body::Etat) + change(Body::Departement), Cents::ZERO);
        let given = departement_lines::compensation(Allowance::Rsa, &with.cells, |p, c| reform[&year].of_year(p, c));
        let before =
            departement_lines::compensation(Allowance::Rsa, &with.cells, |p, c| reference[&2019].of_year(p, c));
        let rise = with.paid(&reform[&year], "62", Post::Rsa) - with.paid(&reform[&2019], "62", Post::Rsa);
        assert!((given - before - rise.times(Rate(500_000))).0.abs() <= 12, "{year}: {given} {before} {rise}");
    }
}

#[test]
fn sliding_at_the_cover_rate_keeps_it_and_frozen_compensation_lets_it_fall() {
    let cover = |key: Option<SlidingKey>, year: u16| {
        let mut bench = Bench::new(&["62"]);
        let mut policy = policy(&bench, &measure(&bench, key, &[Allowance::Rsa]));
        let books = bench.live(Some(policy.as_mut()), year, &RISING);
        let given = departement_lines::compensation(Allowance::Rsa, &bench.cells, |p, c| books[&year].of_year(p, c));
        (given.to_euros() / bench.paid(&books[&year], "62", Post::Rsa).to_euros(), bench.world)
    };
    let (before, _) = cover(None, 2019);
    let (sliding, slid) = cover(Some(SlidingKey::Spending), 2021);
    let (frozen, froze) = cover(None, 2021);
    assert!((sliding - before).abs() < 1e-5, "{before} {sliding}");
    assert!((frozen - before / 1.2).abs() < 1e-5, "{before} {frozen}");
    let left = |world: &World| {
        world.public.departements.iter().filter_map(|d| d.last_year()).map(|y| y.left_to_pay).sum::<Cents>()
    };
    assert!(left(&slid) < left(&froze));
}

#[test]
fn a_lag_of_a_year_pays_this_year_for_what_moved_last_year() {
    let mut bench = Bench::new(&["62"]);
    let late = Measure { lag: 12, ..measure(&bench, Some(SlidingKey::Spending), &[Allowance::Rsa]) };
    let mut late_policy = policy(&bench, &late);
    let books = bench.live(Some(late_policy.as_mut()), 2021, &Course { prices: |_| 1.0, ..RISING });
    let paid = |year: u16| bench.paid(&books[&year], "62", Post::CompensationRsa);
    assert_eq!(paid(2020), Cents::ZERO);
    let mut prompt = Bench::new(&["62"]);
    let now = Measure { lag: 0, ..late };
    let mut now_policy = policy(&prompt, &now);
    let prompt_books = prompt.live(Some(now_policy.as_mut()), 2020, &Course { prices: |_| 1.0, ..RISING });
    assert_eq!(paid(2021), prompt.paid(&prompt_books[&2020], "62", Post::CompensationRsa));
}

#[test]
fn frozen_apa_leaves_its_growth_to_the_departement_and_to_whoever_is_said_to_gain() {
    for (paid_by, gainer, post) in [
        (PaidBy::Etat, Body::Etat, Post::CompensationApa),
        (PaidBy::Autonomie, Body::Autonomie, Post::CnsaCompensationApa),
    ] {
        let (mut with, mut without) = (Bench::new(&["62"]), Bench::new(&["62"]));
        let frozen = Measure { paid_by, ..measure(&with, None, &[Allowance::Apa]) };
        let mut policy = policy(&with, &frozen);
        let (reform, reference) = (with.live(Some(policy.as_mut()), 2020, &RISING), without.live(None, 2020, &RISING));
        let gain = with.balance(&reform[&2020], gainer) - without.balance(&reference[&2020], gainer);
        assert!(gain > Cents::ZERO);
        assert_eq!(with.paid(&reform[&2020], "62", post), -gain);
        let apa = with.paid(&reform[&2019], "62", Post::CnsaApa);
        assert!((gain - apa.times(Rate(50_000))).0.abs() < 200, "{gain} {apa}");
    }
}

#[test]
fn caseload_and_prices_move_the_spending_of_the_base_and_nothing_else() {
    let lived = |month: u16, spent: i64, recipients: u32, prices: i32| DepartementMonth {
        month: Month(month),
        prices: Rate(prices),
        spent: [Cents(spent); 3],
        compensated: [Cents(500); 3],
        recipients: [recipients; 3],
    };
    let from = Month::new(2020, 1);
    let mut memory = DepartementMemory::default();
    memory.months.extend((0..12).map(|m| lived(from.0 - 12 + m, 1_000, 100, 1_000_000)));
    // Spending doubles, recipients rise by a tenth, prices by a twentieth.
    memory.months.push(lived(from.0, 2_000, 110, 1_050_000));
    let given = |key| {
        let measure = Measure {
            departements: Vec::new(),
            from,
            through: None,
            key: Some(key),
            allowances: vec![Allowance::Rsa],
            cover: None,
            state_share: Some(Rate(600_000)),
            lag: 0,
            paid_by: PaidBy::Etat,
        };
        super::given(&measure, &memory, Allowance::Rsa, from).expect("lived")
    };
    assert_eq!(given(SlidingKey::Spending), Cents(500 + 600));
    assert_eq!(given(SlidingKey::Caseload), Cents(500 + 60));
    assert_eq!(given(SlidingKey::Prices), Cents(500 + 30));
}

#[test]
fn a_departement_outside_the_run_is_refused() {
    let bench = Bench::new(&["62"]);
    let elsewhere = Measure { departements: bench.departements(&["01"]), ..measure(&bench, None, &[Allowance::Rsa]) };
    let error = build(vec![elsewhere], &bench.setting(), &bench.world).err().expect("it does not fit");
    assert!(error.contains("dep:01") && error.contains("run.where"), "{error}");
}
