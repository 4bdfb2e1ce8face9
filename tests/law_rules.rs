//! Statements about French law, each worked by hand from the articles, and laws that hold for every household.

use bassin::law::aah::{AahFacts, aah};
use bassin::law::apa::{Gir, at_home, in_institution};
use bassin::law::aspa::{AspaFacts, aspa};
use bassin::law::csg::{ReplacementRate, replacement_rate};
use bassin::law::facts::{Children, HousingZone, Tenure};
use bassin::law::family_benefits::{FamilyFacts, family_benefits};
use bassin::law::household::{Adult, Case, Outcome, Status, steady_state};
use bassin::law::income_tax::{TaxFacts, income_tax};
use bassin::law::payslip::payslip;
use bassin::law::pension_levies::pension_levies;
use bassin::law::rsa::{RsaFacts, rsa};
use bassin::law::unemployment_insurance::{WorkHistory, are_net, daily_amount, open_right};
use bassin::law::{Code, Law, LawError, Trend, comparison_code, show, smic};
use bassin::units::{Cents, Month, Rate};
use proptest::prelude::*;

fn code() -> Code {
    Code::load().expect("the tables are right")
}

fn law(month: &str) -> Law {
    code().at(Month::parse(month).expect("a month"))
}

fn euros(amount: f64) -> Cents {
    Cents::from_euros(amount)
}

fn employed(wage: Cents) -> Adult {
    Adult { age: 40, status: Status::Employed, wage, ..Adult::default() }
}

fn jobless() -> Adult {
    Adult { age: 40, ..Adult::default() }
}

fn lone_parent(wage: Cents) -> Case {
    Case {
        first: if wage > Cents::ZERO { employed(wage) } else { jobless() },
        children: Children::from_months(&[100]),
        tenure: Tenure::SocialTenant,
        rent: euros(400.0),
        ..Case::default()
    }
}

#[test]
fn the_smic_of_january_2025_is_paid_1426_euros_30_to_the_cent_of_rounding() {
    let slip = payslip(&law("2025-01"), euros(1801.80), Rate::ONE);
    assert!((slip.net - euros(1426.30)).0.abs() <= 1, "{}", slip.net);
    assert_eq!(slip.general_reduction.total(), euros(1801.80).times(Rate(323_400)));
}

#[test]
fn unemployment_contributions_enter_the_general_reduction_in_october_2019() {
    let reduction = |month| payslip(&law(month), euros(1521.25), Rate::ONE).general_reduction;
    assert_eq!(reduction("2019-09").chomage, Cents::ZERO);
    assert!(reduction("2019-10").chomage > euros(60.0));
    let published = comparison_code().expect("conventions").at(Month::new(2019, 6));
    assert_eq!(published.general_reduction.maximum, Rate(325_400));
    assert_eq!(law("2019-06").general_reduction.maximum, Rate(284_900));
}

#[test]
fn nothing_is_reduced_from_one_smic_sixty_on() {
    let law = law("2023-06");
    let exit = smic::monthly(&law).times(Rate(1_600_000));
    assert_eq!(payslip(&law, exit + Cents(1), Rate::ONE).general_reduction.total(), Cents::ZERO);
    assert!(payslip(&law, exit - Cents(2000), Rate::ONE).general_reduction.total() > Cents::ZERO);
}

#[test]
fn rsa_under_six_euros_is_not_paid() {
    let law = law("2019-06");
    let with = |other: f64| {
        let facts = RsaFacts { adults: 1, other: euros(other), tenure: Tenure::RentFree, ..RsaFacts::default() };
        rsa(&law, &facts).amount
    };
    assert_eq!(with(0.0), euros(492.57));
    assert_eq!(with(486.57), euros(6.0));
    assert_eq!(with(486.58), Cents::ZERO);
}

#[test]
fn the_rsa_of_a_lone_parent_is_raised_until_the_youngest_is_three() {
    let law = law("2023-06");
    let of = |months: u16| {
        let children = Children::from_months(&[months]);
        rsa(&law, &RsaFacts { adults: 1, children, tenure: Tenure::RentFree, ..RsaFacts::default() })
    };
    assert!(of(35).raised && !of(36).raised);
    // 607.75 × 1.71216, and × 1.5.
    assert_eq!(of(35).guaranteed, euros(1040.57));
    assert_eq!(of(36).guaranteed, euros(911.63));
}

#[test]
fn a_lone_parent_moving_to_half_time_keeps_more_than_the_rsa_lost() {
    let law = law("2023-06");
    let half = smic::monthly(&law).times(Rate(500_000));
    let (before, after) = (steady_state(&law, &lone_parent(Cents::ZERO)), steady_state(&law, &lone_parent(half)));
    assert!(before.rsa.amount > euros(500.0));
    assert!(after.disposable > before.disposable + euros(200.0));
    assert!(after.ppa.amount > Cents::ZERO);
}

#[test]
fn allowances_fall_slowly_above_the_first_ceiling() {
    let law = law("2023-06");
    let paid = |income: Cents| {
        let children = Children::from_months(&[100, 60]);
        family_benefits(&law, &FamilyFacts { children, income, ..FamilyFacts::default() }).af
    };
    let ceiling = euros(59_330.0 + 2.0 * 5_932.0);
    assert_eq!(paid(ceiling), euros(142.70));
    assert_eq!(paid(ceiling + euros(12.0)), euros(141.70));
    assert_eq!(paid(ceiling + euros(5_000.0)), euros(71.35));
    assert_eq!(paid(euros(500_000.0)), euros(142.70).times(Rate(250_000)));
}

#[test]
fn the_elder_of_two_children_brings_no_supplement_but_all_of_three_do() {
    let law = law("2023-06");
    let supplement = |ages: &[u16]| {
        let children = Children::from_months(ages);
        family_benefits(&law, &FamilyFacts { children, ..FamilyFacts::default() }).af_age_supplement
    };
    assert_eq!(supplement(&[200, 100]), Cents::ZERO);
    assert_eq!(supplement(&[200, 170]), euros(71.35));
    assert_eq!(supplement(&[200, 180, 100]), euros(142.70));
    // Twins of fifteen: the second-born brings it.
    assert_eq!(supplement(&[180, 180]), euros(71.35));
}

#[test]
fn asf_was_raised_by_half_in_november_2022() {
    let asf = |month| {
        let children = Children::from_months(&[100]);
        let facts = FamilyFacts { children, lone: true, ..FamilyFacts::default() };
        family_benefits(&law(month), &facts).asf
    };
    assert_eq!((asf("2022-10"), asf("2022-11")), (euros(123.54), euros(185.33)));
}

#[test]
fn from_october_2023_a_partners_wage_no_longer_lowers_aah() {
    let facts = AahFacts { couple: true, partner_income: euros(40_000.0), ..AahFacts::default() };
    assert_eq!(aah(&law("2023-09"), &facts), Cents::ZERO);
    assert_eq!(aah(&law("2023-10"), &facts), euros(971.37));
}

#[test]
fn a_benefit_of_under_one_day_of_ass_is_not_paid() {
    use bassin::law::ass::ass;
    let law = law("2019-06");
    let ceiling = euros(16.74 * 70.0);
    assert_eq!(ass(&law, false, Cents::ZERO), euros(502.20));
    assert_eq!(ass(&law, false, ceiling - euros(16.74)), euros(16.74));
    assert_eq!(ass(&law, false, ceiling - euros(16.73)), Cents::ZERO);
}

#[test]
fn four_months_of_work_opened_a_right_in_2019_and_six_are_needed_in_2023() {
    let work = WorkHistory { wages: euros(8_000.0), employed_days: 124, idle_days: 0 };
    assert_eq!(open_right(&law("2019-06"), &work, 30).map(|right| right.days), Some(124));
    assert_eq!(open_right(&law("2023-06"), &work, 30), None);
    let year = WorkHistory { wages: euros(24_000.0), employed_days: 365, idle_days: 0 };
    // Three quarters of the length since February 2023, to the day above.
    assert_eq!(open_right(&law("2023-06"), &year, 30).map(|right| right.days), Some(274));
    assert_eq!(open_right(&law("2022-06"), &year, 30).map(|right| right.days), Some(365));
}

#[test]
fn the_reform_of_2021_lowers_the_daily_amount_of_broken_careers_and_lengthens_it() {
    let broken = WorkHistory { wages: euros(20_000.0), employed_days: 300, idle_days: 300 };
    let before = open_right(&law("2021-09"), &broken, 30).expect("a right");
    let after = open_right(&law("2021-10"), &broken, 30).expect("a right");
    assert!(after.daily < before.daily && after.days > before.days);
    // 225 idle days of the 300 are counted.
    assert_eq!(after.days, 525);
}

#[test]
fn unemployment_benefit_is_the_larger_of_two_formulas_and_bears_no_csg_at_the_smic() {
    let law = law("2023-06");
    // 40.4 % of 60 + 12.71 = 36.95 > 57 %; less 3 % of 60.
    assert_eq!(daily_amount(&law, euros(60.0)), (euros(36.95), euros(35.15)));
    assert_eq!(daily_amount(&law, euros(40.0)).0, euros(30.0), "at most 75 %");
    let month = are_net(&law, euros(50.0), 30, ReplacementRate::Full);
    assert_eq!(month.net, euros(1500.0));
    let month = are_net(&law, euros(60.0), 30, ReplacementRate::Full);
    assert!(month.net >= smic::monthly(&law) && month.csg.deductible < euros(67.21));
}

#[test]
fn a_single_person_with_30_000_euros_of_wages_pays_1637_euros_on_2023() {
    let facts = TaxFacts { wages: [euros(30_000.0), Cents::ZERO], ..TaxFacts::default() };
    // (27 000 − 11 294) × 11 % = 1 727.66; décote 873 − 45.25 % of it = 91.
    assert_eq!(income_tax(&law("2023-06"), &facts).tax, euros(1637.0));
}

#[test]
fn tax_of_less_than_61_euros_is_not_collected() {
    let law = law("2023-06");
    let tax = |wages: f64| {
        let facts = TaxFacts { wages: [euros(wages), Cents::ZERO], ..TaxFacts::default() };
        income_tax(&law, &facts).tax
    };
    let paid: Vec<Cents> = (17_000..19_000).map(|wages| tax(f64::from(wages))).collect();
    assert!(paid.iter().all(|&tax| tax == Cents::ZERO || tax >= euros(61.0)));
    assert!(paid.windows(2).all(|pair| pair[0] <= pair[1]));
}

#[test]
fn aspa_brings_a_person_alone_to_1012_euros_in_2024() {
    let alone = AspaFacts { claimants: 1, other: euros(800.0), ..AspaFacts::default() };
    assert_eq!(aspa(&law("2024-01"), &alone), euros(212.02));
    assert_eq!(aspa(&law("2024-01"), &AspaFacts { other: euros(1012.02), ..alone }), Cents::ZERO);
}

#[test]
fn apa_at_home_asks_nothing_of_the_poor_and_at_most_nine_tenths_of_the_rich() {
    let law = law("2024-06");
    let plan = euros(5_000.0);
    let poor = at_home(&law, Gir::One, plan, euros(800.0), false);
    assert_eq!(poor.participation, Cents::ZERO);
    assert_eq!(poor.amount, law.apa.mtp.times(Rate(1_615_000)));
    let rich = at_home(&law, Gir::One, plan, euros(9_000.0), false);
    assert_eq!(rich.participation, rich.plan.times(Rate(900_000)));
    let heavy = in_institution(&law, Gir::Two, euros(900.0), false);
    assert!(heavy.amount > in_institution(&law, Gir::Four, euros(900.0), false).amount);
}

#[test]
fn pensions_bear_four_rates_of_csg() {
    let law = law("2023-06");
    let rate = |income: f64| replacement_rate(&law, euros(income), 2);
    assert_eq!(rate(11_614.0), ReplacementRate::Exempt);
    assert_eq!(rate(11_614.01), ReplacementRate::Reduced);
    assert_eq!(rate(15_183.01), ReplacementRate::Median);
    assert_eq!(rate(23_564.01), ReplacementRate::Full);
    let net = |rate| pension_levies(&law, euros(1_000.0), Cents::ZERO, rate).net;
    assert_eq!(net(ReplacementRate::Exempt), euros(1_000.0));
    assert_eq!(net(ReplacementRate::Reduced), euros(957.0));
    assert_eq!(net(ReplacementRate::Median), euros(926.0));
    assert_eq!(net(ReplacementRate::Full), euros(909.0));
}

#[test]
fn values_change_in_their_month() {
    let rsa_base = |month| law(month).rsa.base;
    assert_eq!(rsa_base("2019-01"), euros(550.93));
    assert_eq!((rsa_base("2020-03"), rsa_base("2020-04")), (euros(559.74), euros(564.78)));
    assert_eq!((rsa_base("2022-06"), rsa_base("2022-07")), (euros(575.52), euros(598.54)));
    assert_eq!(law("2022-07").housing_aid.rent_ceiling_alone[0], euros(308.50));
}

#[test]
fn a_scenario_replaces_a_value_for_good_from_a_month_on() {
    let changed = code().with_override("rsa.base", Month::new(2022, 4), "600 €/month").expect("a value");
    let base = |year, month| changed.at(Month::new(year, month)).rsa.base;
    assert_eq!((base(2022, 3), base(2022, 4), base(2024, 4)), (euros(565.34), euros(600.0), euros(600.0)));
    let share = code().with_override("prime_activite.activity_share", Month::new(2022, 4), "62 %").expect("a share");
    assert_eq!(share.at(Month::new(2023, 1)).prime_activite.activity_share, Rate(620_000));
    let zones = code().with_override("housing_aid.rent_ceiling_alone", Month::new(2022, 4), "400; 350; 300 €/month");
    assert_eq!(zones.expect("three").at(Month::new(2023, 1)).housing_aid.rent_ceiling_alone[1], euros(350.0));
}

#[test]
fn a_wrong_override_says_what_is_expected() {
    let message = |name: &str, value: &str| {
        code().with_override(name, Month::new(2022, 4), value).expect_err("wrong").to_string()
    };
    assert!(message("rsa.bas", "1").contains("did you mean \"rsa.base\"?"));
    assert!(message("rsa.base", "600 €/year").contains("the unit is \"€/month\""));
    assert!(message("rsa.base", "beaucoup").contains("no number found"));
    assert!(message("housing_aid.rent_ceiling_alone", "400").contains("3 number(s) expected"));
}

#[test]
fn after_the_tables_values_follow_the_trend_in_the_month_the_law_revalues_them() {
    let trend = Trend { after: Month::new(2025, 12), prices: 0.02, wages: 0.03, smic: 0.025 };
    let at = |year, month| code().at_indexed(Month::new(year, month), &trend);
    assert_eq!(at(2026, 3).rsa.base, euros(646.52));
    assert_eq!(at(2026, 4).rsa.base, euros(659.45));
    assert_eq!(at(2026, 1).contributions.ceiling, euros(4042.75));
    assert_eq!(at(2025, 6), law("2025-06"));
}

#[test]
fn values_are_shown_with_the_text_that_set_them() {
    let family = show("rsa", Month::new(2023, 6)).expect("a family");
    assert!(family.contains("rsa.base = 607.75 €/month"), "{family}");
    assert!(family.contains("2023-340"), "{family}");
    let one = show("rsa.base", Month::new(2023, 6)).expect("a parameter");
    assert!(one.contains("2020-04  564.78"), "{one}");
    assert!(matches!(show("rsaa", Month::new(2023, 6)), Err(LawError::UnknownName { .. })));
}

fn any_case() -> impl Strategy<Value = Case> {
    let adult = (18i64..90, 0..6usize, 0i64..800_000).prop_map(|(age, status, amount)| {
        let status = [Status::Employed, Status::Are, Status::Ass, Status::Aah, Status::Retired, Status::None][status];
        Adult {
            age,
            status,
            wage: if status == Status::Employed { Cents(amount) } else { Cents::ZERO },
            are: if status == Status::Are { Cents(amount / 2) } else { Cents::ZERO },
            pension: if status == Status::Retired { Cents(amount / 2) } else { Cents::ZERO },
            complementary: if status == Status::Retired { Cents(amount / 5) } else { Cents::ZERO },
        }
    });
    let tenures = [Tenure::PrivateTenant, Tenure::SocialTenant, Tenure::Owner, Tenure::RentFree];
    let zones = [HousingZone::One, HousingZone::Two, HousingZone::Three];
    let children = proptest::collection::vec(0u16..216, 0..6);
    (adult.clone(), proptest::option::of(adult), children, 0..4usize, 0..3usize, 0i64..200_000).prop_map(
        move |(first, second, ages, tenure, zone, rent)| Case {
            first,
            second,
            children: Children::from_months(&ages),
            tenure: tenures[tenure],
            zone: zones[zone],
            rent: Cents(rent),
        },
    )
}

fn amounts(out: &Outcome) -> [Cents; 9] {
    let others = [out.housing.amount + out.aspa, out.rsa.amount, out.ppa.amount, out.family.total(), out.tax.tax];
    let [a, b] = [out.ass[0] + out.aah[0], out.ass[1] + out.aah[1]];
    [others[0], others[1], others[2], others[3], others[4], a, b, out.net_wages(), out.disposable]
}

proptest! {
    #[test]
    fn a_pay_slip_sums_exactly(gross in 0i64..3_000_000, part in 1i32..=1_000_000, month in 0u16..96) {
        let law = code().at(Month(Month::new(2019, 1).0 + month));
        let slip = payslip(&law, Cents(gross), Rate(part));
        prop_assert_eq!(slip.gross, slip.net + slip.employee.total() + slip.csg.total());
        prop_assert_eq!(slip.labour_cost, slip.gross + slip.employer.total() - slip.general_reduction.total());
        prop_assert!(slip.net >= Cents::ZERO && slip.labour_cost >= slip.gross - slip.general_reduction.total());
    }

    #[test]
    fn no_benefit_or_tax_is_ever_negative(case in any_case(), month in 0u16..96) {
        let law = code().at(Month(Month::new(2019, 1).0 + month));
        let out = steady_state(&law, &case);
        for amount in amounts(&out) {
            prop_assert!(amount >= Cents::ZERO, "{:?} for {:?}", out, case);
        }
        prop_assert!(out.tax.tax <= out.tax.reference_income);
    }
}

#[test]
fn a_value_set_for_a_year_after_the_tables_holds_that_year_and_grows_with_prices_from_its_own_month() {
    let code = Code::load().unwrap();
    let trend = Trend { after: Month::new(2025, 12), prices: 0.02, wages: 0.03, smic: 0.03 };
    let base = |code: &Code, year, month| code.at_indexed(Month::new(year, month), &trend).rsa.base;
    let changed =
        code.with_override_until("rsa.base", Month::new(2027, 1), Some(Month::new(2028, 1)), "800 €/month").unwrap();
    assert_eq!(base(&changed, 2026, 12), base(&code, 2026, 12));
    assert_eq!(base(&changed, 2027, 1), Cents::euros(800));
    // The RSA is revalued in April.
    assert_eq!(base(&changed, 2027, 4), Cents::euros(816));
    assert_eq!(base(&changed, 2028, 1), base(&code, 2028, 1));
}

/// A step of the law by which a little more pay may cost more than it brings: the article that makes it, what falls from
/// one outcome to the next, and the most it falls by.
type Cliff = (&'static str, fn(&Outcome, &Outcome) -> Cents, Cents);

/// The cliffs of the law as it stands. Whatever else falls when pay rises falls gently.
const CLIFFS: [Cliff; 7] = [
    ("complément familial majoré and its end, CSS L522-3", |a, b| a.family.cf - b.family.cf, Cents(9_800)),
    ("allocation de base, whole then half, CSS D531-3", |a, b| a.family.paje - b.family.paje, Cents(9_800)),
    // Not paid under a sum, incomes by hundreds of euros, rent reduction above a ceiling.
    ("housing aid, CCH D823-16 and D823-17", |a, b| a.housing.amount - b.housing.amount, Cents(5_600)),
    // Not paid under 15 euros; housing aid that begins is counted.
    ("prime d'activité, CSS L842-3 and D846-1", |a, b| a.ppa.amount - b.ppa.amount, Cents(9_200)),
    ("RSA not paid under 6 euros, CASF R262-39", |a, b| a.rsa.amount - b.rsa.amount, Cents(700)),
    ("tax not collected under 61 euros a year, CGI 1657", |a, b| (b.tax.tax - a.tax.tax) / 12, Cents(530)),
    ("Agirc-Arrco above the ceiling, ANI 17/11/2017", |a, b| a.net_wages() - b.net_wages(), Cents(480)),
];

#[test]
fn a_euro_more_of_pay_never_costs_more_than_the_listed_cliffs() {
    let families: [&[u16]; 10] = [
        &[],
        &[20],
        &[40],
        &[90],
        &[20, 90],
        &[40, 90],
        &[90, 180],
        &[40, 90, 150],
        &[90, 120, 190],
        &[20, 40, 90, 150],
    ];
    let homes = [(Tenure::PrivateTenant, 60_000), (Tenure::SocialTenant, 45_000), (Tenure::Owner, 0)];
    let (mut steps, mut fallen, mut worst) = (0u64, 0u64, Cents::ZERO);
    for month in ["2019-06", "2020-01", "2023-06", "2025-01"] {
        let law = law(month);
        for children in families {
            for partner in [None, Some(jobless()), Some(employed(Cents(130_000))), Some(employed(Cents(300_000)))] {
                for (tenure, rent) in homes {
                    let at = |wage| {
                        let children = Children::from_months(children);
                        let zone = HousingZone::Two;
                        let first = employed(Cents(wage));
                        steady_state(&law, &Case { first, second: partner, children, tenure, zone, rent: Cents(rent) })
                    };
                    let mut before = at(50_000);
                    for wage in (50_100..600_000).step_by(100) {
                        let after = at(wage);
                        let mut by_cliffs = Cents::ZERO;
                        for (name, fall, most) in CLIFFS {
                            let fall = fall(&before, &after).at_least_zero();
                            assert!(fall <= most, "{name}: falls by {fall} at {wage} in {month}, {most} at most");
                            by_cliffs += fall;
                        }
                        let fall = before.disposable - after.disposable;
                        // A benefit that begins may put an end to another: never less than nothing is asked of the rest.
                        let rest = fall - by_cliffs;
                        assert!(
                            rest <= Cents(100),
                            "{fall} at {wage} cents in {month}, {by_cliffs} by cliffs: {children:?} {partner:?} {tenure:?}"
                        );
                        steps += 1;
                        fallen += u64::from(fall > Cents(100));
                        worst = worst.max(fall);
                        before = after;
                    }
                }
            }
        }
    }
    println!("{steps} euros more of pay: {fallen} cost more than a euro, {worst} at most");
    assert!(worst <= Cents(9_700), "{worst}");
}
