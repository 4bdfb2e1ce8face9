//! Who pays, by key and by rule.

use super::*;

/// Every amount of the year but the memos of the targets.
fn amounts(ledger: &Ledger) -> Vec<(Post, Cents)> {
    let memo = |post: &&Post| matches!(post, Post::OrdamPast | Post::OrdamTarget);
    Post::ALL.iter().filter(|post| !memo(post)).map(|post| (*post, ledger.year_total(*post))).collect()
}

/// What happens without any policy.
struct Nothing;
impl Policy for Nothing {
    fn name(&self) -> &'static str {
        "nothing"
    }
    fn starts(&self) -> Month {
        Month(u16::MAX)
    }
    fn put(&self, _: &mut Vec<u8>) {}
}

#[test]
fn the_historical_key_moves_no_money_and_changes_no_care_while_spending_grows_as_the_ondam() {
    for paid_by in [PaidBy::OtherRegions, PaidBy::NewMoney] {
        let mut bench = Bench::new();
        let settings =
            Settings { key: AllocationKey::Historical, overrun_rule: OverrunRule::Price, paid_by, ..bench.settings() };
        let mut policy = build(settings, &bench.setting(), &bench.world).expect("it fits");
        let (with, rules) = bench.run(policy.as_mut(), 36);
        let (without, _) = Bench::new().run(&mut Nothing, 36);
        for (with, without) in with.iter().zip(&without) {
            assert_eq!(amounts(with), amounts(without), "{paid_by:?}");
        }
        assert!(rules.0.iter().all(|rules| *rules == Rules::default()));
    }
}

#[test]
fn a_higher_target_is_paid_by_the_others_city_care_and_what_they_lose_is_what_the_region_gets() {
    for (others_pay_by, rule) in [(OthersPayBy::Price, "price"), (OthersPayBy::Volume, "volume")] {
        let mut bench = Bench::new();
        let settings = Settings { others_pay_by, transition: 60, ..bench.settings() };
        let mut policy = build(settings, &bench.setting(), &bench.world).expect("it fits");
        let (with, rules) = bench.run(policy.as_mut(), 12);
        let (without, _) = Bench::new().run(&mut Nothing, 12);
        let (old, young) = (bench.cell_of(OLD), bench.cell_of(YOUNG));
        let care = |ledger: &Ledger, cell| -> Cents {
            [Post::CityCare, Post::HospitalCare, Post::MedicoSocialCare]
                .map(|post| ledger.of_year(post, cell))
                .into_iter()
                .sum()
        };
        let got = with[0].of_year(Post::CareAccess, old);
        let lost = care(&without[0], young) - care(&with[0], young);
        assert!(got > Cents::ZERO, "{rule}");
        assert!((lost.to_euros() / got.to_euros() - 1.0).abs() < 0.05, "{rule}: {lost} {got}");
        assert_eq!(care(&with[0], old), care(&without[0], old), "{rule}");
        let moved = with[0].of_year(Post::OrdamTarget, old) - with[0].of_year(Post::OrdamPast, old);
        assert!((moved - got).0.abs() <= 12, "{moved} {got}");
        // Patients keep their care where prices pay, and lose some where volumes do; hospitals keep their prices.
        assert_eq!(rules.at(young).city_care < Rate::ONE, others_pay_by == OthersPayBy::Volume);
        assert_eq!(rules.at(young).care_price < Rate::ONE, others_pay_by == OthersPayBy::Price);
    }
}

#[test]
fn regions_not_named_are_under_no_rule_whatever_they_overrun() {
    let mut bench = Bench::new();
    let region = bench.region(YOUNG);
    let settings = Settings {
        regions: vec![region],
        key: AllocationKey::Historical,
        overrun_rule: OverrunRule::RegionalCofinancing(Rate(500_000)),
        ..bench.settings()
    };
    let mut policy = build(settings, &bench.setting(), &bench.world).expect("it fits");
    // Two thousand people move to the older région in its second year.
    let (_, _) = bench.run(policy.as_mut(), 12);
    let old = bench.cell_of(OLD);
    let more: Vec<PersonRow> = (0..2000u32)
        .map(|i| PersonRow {
            founder: 50_000 + i,
            birth: Month::new(1960, 1),
            status: Status::Inactive,
            ..PersonRow::default()
        })
        .collect();
    let block = bench.world.blocks_of_cell[old.index()].start;
    for person in more {
        bench.world.blocks[block].add(HouseholdRow::default(), &[person]);
    }
    let (books, _) = bench.run_from(policy.as_mut(), Month::new(2022, 1), 12);
    assert_eq!(books[0].of_year(Post::OrdamTransferOut, old), Cents::ZERO);
    assert_eq!(books[0].of_year(Post::OrdamDebt, old), Cents::ZERO);
}

#[test]
fn a_debt_is_no_income_and_the_branch_pays_its_interest_from_the_year_after() {
    let mut bench = Bench::new();
    let settings = Settings { key: AllocationKey::PerHead, overrun_rule: OverrunRule::Debt, ..bench.settings() };
    let mut policy = build(settings, &bench.setting(), &bench.world).expect("it fits");
    let (with, _) = bench.run(policy.as_mut(), 24);
    let old = bench.cell_of(OLD);
    let borrowed = with[0].of_year(Post::OrdamDebt, old);
    assert!(borrowed > Cents::ZERO && !Post::OrdamDebt.payer().is_public() && !Post::OrdamDebt.payee().is_public());
    assert_eq!(with[0].year_total(Post::OrdamInterest), Cents::ZERO);
    let rate = bench.parameters.rate("ordam.debt_interest");
    assert_eq!(with[1].of_year(Post::OrdamInterest, old), borrowed.times(rate));
    assert_eq!(Post::OrdamInterest.payer(), Body::Maladie);
}

#[test]
fn what_is_deferred_is_paid_even_when_the_policy_has_ended_and_weighs_on_the_next_target_until_then() {
    let mut bench = Bench::new();
    let settings = Settings {
        key: AllocationKey::PerHead,
        overrun_rule: OverrunRule::Deferral,
        through: Some(Month::new(2022, 12)),
        ..bench.settings()
    };
    let mut policy = build(settings, &bench.setting(), &bench.world).expect("it fits");
    let (books, _) = bench.run(policy.as_mut(), 36);
    let of_year = |year: usize| books[year].of_year(Post::CareDeferred, bench.cell_of(OLD));
    // The second year defers its own overrun and the first's.
    assert!(of_year(0) > Cents::ZERO && of_year(1).to_euros() > of_year(0).to_euros() * 0.9);
    assert_eq!(of_year(0) + of_year(1) + of_year(2), Cents::ZERO, "nothing stays owed to providers");
}

#[test]
fn a_policy_that_ends_in_june_closes_its_year_in_june() {
    let mut bench = Bench::new();
    let settings = Settings { key: AllocationKey::PerHead, through: Some(Month::new(2021, 6)), ..bench.settings() };
    let mut policy = build(settings, &bench.setting(), &bench.world).expect("it fits");
    let (books, _) = bench.run(policy.as_mut(), 12);
    let half = books[0].of_year(Post::OrdamDebt, bench.cell_of(OLD));
    let mut bench = Bench::new();
    let settings = Settings { key: AllocationKey::PerHead, ..bench.settings() };
    let mut policy = build(settings, &bench.setting(), &bench.world).expect("it fits");
    let (books, _) = bench.run(policy.as_mut(), 12);
    let whole = books[0].of_year(Post::OrdamDebt, bench.cell_of(OLD));
    assert!((half.to_euros() / whole.to_euros() - 0.5).abs() < 0.05, "{half} {whole}");
}
