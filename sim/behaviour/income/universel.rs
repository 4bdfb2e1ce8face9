//! Where the revenu universel d'activité is in force, what it changes of a household's entitlements: RSA, prime
//! d'activité and housing aid give way to it, and AAH where it is merged. Households of students and of the retired keep
//! today's law, housing aid included: the reform was discussed for those of working age. Grown children at their home
//! pass to it all the same.

use super::entitlements::Entitlements;
use super::facts::{Facts, Home};
use crate::law::Law;
use crate::law::facts::{Children, HousingZone, Tenure};
use crate::law::family_benefits::FamilyBenefits;
use crate::law::revenu_universel::{RevenuUniverselFacts, revenu_universel};
use crate::units::Cents;

/// The entitlements of `enacted` law with the revenu universel in the place of what it merges.
pub fn in_place_of(
    law: &Law,
    facts: &Facts,
    home: &Home,
    family: FamilyBenefits,
    enacted: Entitlements,
) -> Entitlements {
    let grown = grown(law, facts);
    if facts.student || facts.retired {
        return Entitlements {
            rsa: Cents::ZERO,
            prime_activite_grown: Cents::ZERO,
            revenu_universel: grown,
            former_rsa: enacted.rsa.min(grown),
            ..enacted
        };
    }
    let merges_aah = law.revenu_universel.merges_aah;
    let aah = if merges_aah { [Cents::ZERO; 2] } else { enacted.aah };
    let disabled =
        if merges_aah { enacted.aah.iter().filter(|amount| **amount > Cents::ZERO).count() as i64 } else { 0 };
    let own = revenu_universel(
        law,
        &RevenuUniverselFacts {
            adults: facts.adults,
            children: facts.dependants,
            activity: [facts.activity[0], facts.activity[1], facts.child_activity],
            other: facts.other + aah[0] + aah[1] + enacted.aspa,
            family,
            tenure: home.tenure,
            zone: home.zone,
            rent: home.rent,
            disabled,
            too_young: i64::from(facts.head_age) < law.revenu_universel.age_minimum && facts.dependants.count() == 0,
        },
    )
    .amount;
    let total = own + grown;
    Entitlements {
        housing_aid: Cents::ZERO,
        aah,
        rsa: Cents::ZERO,
        prime_activite: Cents::ZERO,
        prime_activite_grown: Cents::ZERO,
        under_universel: true,
        revenu_universel: total,
        former_rsa: enacted.rsa.min(total),
        ..enacted
    }
}

/// Of grown children at home, each for themselves; their own AAH is never merged.
fn grown(law: &Law, facts: &Facts) -> Cents {
    let alone = |earned: Cents, other: Cents| {
        let facts = RevenuUniverselFacts {
            adults: 1,
            children: Children::NONE,
            activity: [earned, Cents::ZERO, Cents::ZERO],
            other,
            family: FamilyBenefits::default(),
            tenure: Tenure::RentFree,
            zone: HousingZone::Three,
            rent: Cents::ZERO,
            disabled: 0,
            too_young: false,
        };
        revenu_universel(law, &facts).amount
    };
    let without_income = if facts.grown.without_income > 0 {
        alone(Cents::ZERO, Cents::ZERO) * facts.grown.without_income
    } else {
        Cents::ZERO
    };
    let claims = facts.grown.claims().iter().filter(|(earned, _)| *earned > Cents::ZERO);
    let earning: Cents = claims
        .map(|&(earned, disabled)| {
            let aah = if disabled { super::entitlements::aah_alone(law, earned) } else { Cents::ZERO };
            alone(earned, aah)
        })
        .sum();
    without_income + earning
}
