//! Who wins and who loses by type of household, under the values shipped: the benefits merged as the law of July 2021
//! gives them, and the revenu universel on the same facts. Tenants of a private landlord in zone 2 unless said.

use super::*;
use crate::law::Code;
use crate::law::household::{Adult, Case, Status, steady_state};
use crate::units::Month;

fn law() -> Law {
    Code::load().expect("the law reads").at(Month::new(2021, 7))
}

fn tenants(first: Adult, second: Option<Adult>, ages: &[u16], rent: i64) -> Case {
    Case {
        first,
        second,
        children: Children::from_months(ages),
        tenure: Tenure::PrivateTenant,
        zone: HousingZone::Two,
        rent: Cents::euros(rent),
    }
}

fn at_work(law: &Law, smics: f64) -> Adult {
    let wage = Cents::from_euros(crate::law::smic::monthly(law).to_euros() * smics);
    Adult { age: 35, status: Status::Employed, wage, ..Adult::default() }
}

const JOBLESS: Adult = Adult {
    age: 35,
    status: Status::None,
    wage: Cents::ZERO,
    are: Cents::ZERO,
    pension: Cents::ZERO,
    complementary: Cents::ZERO,
};

/// What the merged benefits give, and what the revenu universel gives instead.
fn both(law: &Law, case: &Case) -> (Cents, Cents) {
    let today = steady_state(law, case);
    let merged = today.rsa.amount + today.ppa.amount + today.housing.amount + today.ass[0] + today.ass[1];
    let young = case.pair()[..case.adults() as usize].iter().all(|a| a.age < law.revenu_universel.age_minimum);
    let facts = RevenuUniverselFacts {
        adults: case.adults(),
        children: case.children,
        activity: [today.payslips[0].net, today.payslips[1].net, Cents::ZERO],
        other: today.net_unemployment(),
        family: today.family,
        tenure: case.tenure,
        zone: case.zone,
        rent: case.rent,
        disabled: 0,
        too_young: young && case.children.count() == 0,
    };
    (merged, revenu_universel(law, &facts).amount)
}

/// Euros a month gained.
fn gain(case: &Case) -> f64 {
    let (merged, universel) = both(&law(), case);
    (universel - merged).to_euros()
}

#[test]
fn it_is_in_force_nowhere_until_a_scenario_says_so() {
    let code = Code::load().expect("the law reads");
    for year in 2019..=2026 {
        let values = code.at(Month::new(year, 1)).revenu_universel;
        assert!(!values.in_force && !values.merges_aah);
        assert!(values.base > Cents::euros(450) && values.disability > Cents::ZERO);
    }
}

#[test]
fn without_income_tenants_draw_about_what_rsa_and_housing_aid_gave_them() {
    let childless = gain(&tenants(JOBLESS, None, &[], 350));
    assert!((0.0..5.0).contains(&childless), "{childless}");
    // Family benefits weigh as before; the flat deduction for housing no longer grows with the family.
    for ages in [&[84][..], &[84, 120], &[12]] {
        let lone_parent = gain(&tenants(JOBLESS, None, ages, 520));
        assert!((20.0..60.0).contains(&lone_parent), "{ages:?}: {lone_parent}");
    }
    let couple = gain(&tenants(JOBLESS, Some(JOBLESS), &[84, 120], 550));
    assert!((20.0..50.0).contains(&couple), "{couple}");
    // A person of 22 without work had housing aid alone and has it still.
    let young = gain(&tenants(Adult { age: 22, ..JOBLESS }, None, &[], 350));
    assert!((0.0..5.0).contains(&young), "{young}");
}

#[test]
fn tenants_at_work_gain_as_housing_is_no_longer_tapered_apart() {
    let law = law();
    let half_time = gain(&tenants(at_work(&law, 0.5), None, &[], 350));
    let lone_parent_half_time = gain(&tenants(at_work(&law, 0.5), None, &[84], 480));
    let lone_parent_at_the_smic = gain(&tenants(at_work(&law, 1.0), None, &[84], 480));
    let one_earner = gain(&tenants(at_work(&law, 1.0), Some(JOBLESS), &[84, 120], 550));
    for (who, gain) in [
        ("half time at the SMIC", half_time),
        ("lone parent at half time", lone_parent_half_time),
        ("lone parent at the SMIC", lone_parent_at_the_smic),
        ("couple with one earner at the SMIC", one_earner),
    ] {
        assert!((40.0..100.0).contains(&gain), "{who}: {gain}");
    }
    // Two earners at the SMIC had two bonuses, and hardly gain.
    let two_earners = gain(&tenants(at_work(&law, 1.0), Some(at_work(&law, 1.0)), &[84, 120], 600));
    assert!((-20.0..20.0).contains(&two_earners), "{two_earners}");
}

#[test]
fn owners_at_the_smic_lose_their_bonus_and_holders_of_the_ass_a_little() {
    let law = law();
    let owner = |adult: Adult| gain(&Case { tenure: Tenure::Owner, ..tenants(adult, None, &[], 0) });
    assert!(owner(at_work(&law, 1.0)) < -100.0, "{}", owner(at_work(&law, 1.0)));
    assert!(owner(JOBLESS).abs() < 0.02, "without income nothing changes: {}", owner(JOBLESS));
    let ass = gain(&tenants(Adult { status: Status::Ass, ..JOBLESS }, None, &[], 350));
    assert!((-30.0..0.0).contains(&ass), "{ass}");
    // Unemployment benefit is taken off the base in full, and the supplement less than housing aid took it.
    let insured = Adult { status: Status::Are, are: Cents::euros(900), ..JOBLESS };
    assert!(gain(&tenants(insured, None, &[], 350)) > 0.0);
}

#[test]
fn one_more_euro_earned_never_costs_more_than_the_taper() {
    let law = law();
    let taper = law.revenu_universel.taper_activity;
    for (children, tenure, young) in [
        (Children::NONE, Tenure::PrivateTenant, false),
        (Children::NONE, Tenure::RentFree, true),
        (Children::from_months(&[20, 90]), Tenure::SocialTenant, false),
    ] {
        let of = |euros: i64| {
            let facts = RevenuUniverselFacts {
                adults: 1,
                children,
                activity: [Cents::euros(euros), Cents::ZERO, Cents::ZERO],
                tenure,
                rent: Cents::euros(450),
                too_young: young,
                ..RevenuUniverselFacts::default()
            };
            revenu_universel(&law, &facts).amount
        };
        for euros in 0..4_000 {
            let kept = Cents(100) + of(euros + 1) - of(euros);
            assert!(kept >= Cents(100) - Cents(100).times(taper) - Cents(1), "{kept} of a euro kept at {euros} €");
        }
        assert_eq!(of(4_000), Cents::ZERO);
    }
}

#[test]
fn a_young_person_without_work_draws_the_housing_supplement_alone() {
    let law = law();
    let facts =
        RevenuUniverselFacts { adults: 1, rent: Cents::euros(350), too_young: true, ..RevenuUniverselFacts::default() };
    let out = revenu_universel(&law, &facts);
    assert_eq!((out.base, out.amount), (Cents::ZERO, out.housing));
    let free = RevenuUniverselFacts { tenure: Tenure::RentFree, ..facts };
    assert_eq!(revenu_universel(&law, &free).amount, Cents::ZERO);
}

#[test]
fn the_supplement_is_never_more_than_the_rent_and_grows_with_the_zone() {
    let law = law();
    let of = |rent: i64, zone: HousingZone, tenure: Tenure| {
        let rent = Cents::euros(rent);
        revenu_universel(&law, &RevenuUniverselFacts { adults: 1, rent, zone, tenure, ..Default::default() }).housing
    };
    assert_eq!(of(100, HousingZone::One, Tenure::PrivateTenant), Cents::euros(100));
    assert!(of(500, HousingZone::One, Tenure::PrivateTenant) > of(500, HousingZone::Three, Tenure::PrivateTenant));
    assert!(of(500, HousingZone::One, Tenure::SocialTenant) < of(500, HousingZone::One, Tenure::PrivateTenant));
    assert_eq!(of(500, HousingZone::One, Tenure::Owner), Cents::ZERO);
}

#[test]
fn a_person_with_a_disability_and_no_other_income_keeps_the_amount_of_aah() {
    let law = law();
    let facts =
        RevenuUniverselFacts { adults: 1, disabled: 1, tenure: Tenure::RentFree, ..RevenuUniverselFacts::default() };
    assert_eq!(revenu_universel(&law, &facts).amount, law.aah.maximum);
}
