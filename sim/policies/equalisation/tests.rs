use super::*;
use crate::policies::bench::{Bench, Course, STILL, bytes};
use crate::world::Ledger;
use crate::world::body::Body;

const SIX: [&str; 6] = ["06", "23", "59", "62", "75", "974"];

fn settings(bench: &Bench, levied: i32, paid: i32) -> Settings {
    Settings {
        departements: bench.departements(&SIX),
        from: Month::new(2020, 1),
        through: None,
        levied: Rate(levied),
        levied_above: Rate::ONE,
        levied_at_most: Rate(150_000),
        paid: Rate(paid),
        paid_above: Rate::ONE,
        paid_at_most: Cents::euros(50),
        by_left_to_pay: Rate(500_000),
        by_living_standard: Rate(500_000),
    }
}

fn live(levied: i32, paid: i32) -> (Bench, std::collections::BTreeMap<u16, Ledger>) {
    let mut bench = Bench::new(&SIX);
    let mut policy = build(settings(&bench, levied, paid), &bench.setting(), &bench.world).expect("it fits");
    let rising = Course { rsa: |year, _| 1.0 + 0.1 * f64::from(year.saturating_sub(2019)), ..STILL };
    let books = bench.live(Some(policy.as_mut()), 2021, &rising);
    (bench, books)
}

#[test]
fn the_fund_is_paid_by_the_rich_in_sales_given_to_the_poor_and_sums_to_zero() {
    let (bench, books) = live(300_000, 0);
    for year in [2020, 2021] {
        let of = |code: &str, post| bench.paid(&books[&year], code, post);
        let sum = |post| SIX.iter().map(|code| of(code, post)).sum::<Cents>();
        assert!(sum(Post::EqualisationLevy) > Cents::ZERO);
        assert_eq!(sum(Post::EqualisationLevy), sum(Post::EqualisationGiven));
        assert!(of("06", Post::EqualisationLevy) > Cents::ZERO, "Alpes-Maritimes sell dear homes");
        assert_eq!(of("06", Post::EqualisationGiven), Cents::ZERO);
        assert_eq!(of("974", Post::EqualisationLevy), Cents::ZERO);
        assert!(of("974", Post::EqualisationGiven) > Cents::ZERO, "La Réunion has the most left to pay");
        for code in SIX {
            let dmto = bench.paid(&books[&(year - 1)], code, Post::Dmto);
            assert!(of(code, Post::EqualisationLevy) <= dmto.times(Rate(150_000)), "{code}");
        }
    }
    assert_eq!(
        SIX.iter().map(|code| bench.paid(&books[&2019], code, Post::EqualisationLevy)).sum::<Cents>(),
        Cents::ZERO
    );
}

#[test]
fn the_fund_is_empty_at_the_end_of_every_month() {
    let mut bench = Bench::new(&SIX);
    let mut policy = build(settings(&bench, 300_000, 0), &bench.setting(), &bench.world).expect("it fits");
    bench.live(None, 2019, &STILL);
    for m in 1..=12 {
        bench.world.ledger.start_month();
        let setting = Setting {
            territory: &bench.territory,
            parameters: &bench.parameters,
            chance: crate::chance::Chance::new(1),
            cells: &bench.cells,
            one_in: 100,
        };
        policy.public_accounts(&mut bench.world, &setting, Month::new(2020, m));
        let (levied, given) = (
            bench.world.ledger.month_total(Post::EqualisationLevy),
            bench.world.ledger.month_total(Post::EqualisationGiven),
        );
        assert!(levied > Cents::ZERO);
        assert_eq!(levied, given, "month {m}");
    }
}

#[test]
fn the_state_pays_part_of_the_excess_within_the_cap_and_nobody_else() {
    let (bench, books) = live(0, 500_000);
    let mut without = Bench::new(&SIX);
    let rising = Course { rsa: |year, _| 1.0 + 0.1 * f64::from(year.saturating_sub(2019)), ..STILL };
    let reference = without.live(None, 2021, &rising);
    for year in [2020, 2021] {
        let of = |code: &str| bench.paid(&books[&year], code, Post::EqualisationVertical);
        let change = |body| bench.balance(&books[&year], body) - without.balance(&reference[&year], body);
        let paid: Cents = SIX.iter().map(|code| of(code)).sum();
        assert!(paid > Cents::ZERO);
        assert_eq!((change(Body::Etat), change(Body::Departement)), (-paid, paid));
        assert_eq!(of("75"), Cents::ZERO, "Paris has less left to pay than the mean");
        let people = bench.finance.budget(bench.departement("974")).expect("it runs").weights.iter().sum::<u64>();
        assert_eq!(of("974"), Cents::euros(50) * people as i64, "La Réunion is at the cap");
    }
}

#[test]
fn equalisation_of_nothing_changes_nothing() {
    let (_, reform) = live(0, 0);
    let mut without = Bench::new(&SIX);
    let rising = Course { rsa: |year, _| 1.0 + 0.1 * f64::from(year.saturating_sub(2019)), ..STILL };
    let reference = without.live(None, 2021, &rising);
    for year in 2018..=2021 {
        assert_eq!(bytes(&reform[&year]), bytes(&reference[&year]), "{year}");
    }
}

#[test]
fn a_departement_alone_cannot_be_equalised() {
    let bench = Bench::new(&["62"]);
    let alone = Settings { departements: bench.departements(&["62"]), ..plain() };
    let error = build(alone, &bench.setting(), &bench.world).err().expect("it does not fit");
    assert!(error.contains("only one") && error.contains("run.where"), "{error}");
}

fn plain() -> Settings {
    Settings {
        departements: Vec::new(),
        from: Month::new(2020, 1),
        through: None,
        levied: Rate(0),
        levied_above: Rate::ONE,
        levied_at_most: Rate::ONE,
        paid: Rate(0),
        paid_above: Rate::ONE,
        paid_at_most: Cents::ZERO,
        by_left_to_pay: Rate::ONE,
        by_living_standard: Rate(0),
    }
}

#[test]
fn weights_choose_between_the_charge_and_the_poverty_of_inhabitants() {
    let one = |left: i64, standard: i64| Situation {
        inhabitants: 1_000,
        dmto: Cents(0),
        left_to_pay: Cents(left),
        living_standard: Cents(standard),
    };
    let situations = [one(3_000, 2_000), one(1_000, 1_000)];
    let by_charge = amounts(&plain(), &situations);
    assert!(by_charge.weights[0] > 0 && by_charge.weights[1] == 0);
    let poor = Settings { by_left_to_pay: Rate(0), by_living_standard: Rate::ONE, ..plain() };
    let by_standard = amounts(&poor, &situations);
    assert!(by_standard.weights[0] == 0 && by_standard.weights[1] > 0);
}
