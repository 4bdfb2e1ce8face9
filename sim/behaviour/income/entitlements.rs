//! What the law answers for the facts of a household: family benefits, housing aid, AAH, ASPA, RSA, prime d'activité.

use super::facts::{Facts, Home};
use super::universel;
use crate::law::facts::Children;
use crate::law::{Law, aah, aspa, family_benefits, housing_aid, income_tax, prime_activite, rsa};
use crate::units::Cents;

/// What the law answers for a household, a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entitlements {
    /// Allocations familiales, complément familial, PAJE.
    pub family: Cents,
    pub asf: Cents,
    pub housing_aid: Cents,
    pub aah: [Cents; 2],
    pub aspa: Cents,
    pub rsa: Cents,
    pub prime_activite: Cents,
    /// Of grown children at home.
    pub aah_grown: Cents,
    pub prime_activite_grown: Cents,
    /// The revenu universel d'activité holds for head and partner, in the place of RSA, prime d'activité, housing aid and
    /// ASS.
    pub under_universel: bool,
    pub revenu_universel: Cents,
    /// The part of it that the RSA would have been.
    pub former_rsa: Cents,
}

/// The law for these facts. `home` gives tenure, rent and zone.
pub fn entitlements(law: &Law, facts: &Facts, home: &Home, draws_rsa: bool) -> Entitlements {
    let after = |incomes: [Cents; 2]| incomes.map(|income| income_tax::after_expenses(law, income));
    let n2 = after(facts.two_years_ago);
    let lone = facts.adults == 1;
    let family = if facts.children.count() > 0 {
        family_benefits::family_benefits(
            law,
            &family_benefits::FamilyFacts {
                children: facts.children,
                income: n2[0] + n2[1],
                lone,
                two_earners: family_benefits::two_earners(law, n2),
            },
        )
    } else {
        family_benefits::FamilyBenefits::default()
    };
    let assessed = if law.housing_aid.rolling_income { after(facts.rolling) } else { n2 };
    let any_disabled = facts.disabled.contains(&true);
    let housing = if home.tenure.pays_rent() {
        let amount = housing_aid::housing_aid(
            law,
            &housing_aid::HousingFacts {
                adults: facts.adults,
                dependants: facts.children.count(),
                tenure: home.tenure,
                zone: home.zone,
                rent: home.rent,
                incomes: assessed,
                draws_rsa,
                disabled: any_disabled,
            },
        );
        amount.amount
    } else {
        Cents::ZERO
    };
    let aah = if any_disabled { disability(law, facts, n2) } else { [Cents::ZERO; 2] };
    let aspa = if facts.over_age > 0 {
        aspa::aspa(
            law,
            &aspa::AspaFacts {
                couple: facts.adults == 2,
                claimants: facts.over_age,
                other: facts.pensions.max(facts.other),
                wages: facts.activity[0] + facts.activity[1],
            },
        )
    } else {
        Cents::ZERO
    };
    let (rsa, ppa) = minima(law, facts, home, family, housing, aah);
    let (aah_grown, ppa_grown) = if !facts.grown.claims().is_empty() { grown(law, facts) } else { Default::default() };
    let enacted = Entitlements {
        family: family.af + family.cf + family.paje,
        asf: family.asf,
        housing_aid: housing,
        aah,
        aspa,
        rsa,
        aah_grown,
        prime_activite: ppa,
        prime_activite_grown: ppa_grown,
        ..Entitlements::default()
    };
    if law.revenu_universel.in_force { universel::in_place_of(law, facts, home, family, enacted) } else { enacted }
}

fn disability(law: &Law, facts: &Facts, n2: [Cents; 2]) -> [Cents; 2] {
    std::array::from_fn(|adult| {
        if !facts.disabled[adult] {
            return Cents::ZERO;
        }
        let yearly = Cents(facts.activity[adult].0 * 12);
        aah::aah(
            law,
            &aah::AahFacts {
                couple: facts.adults == 2,
                children: facts.children.count(),
                own_wage: income_tax::after_expenses(law, yearly),
                own_other: Cents::ZERO,
                partner_income: if facts.adults == 2 { n2[1 - adult] } else { Cents::ZERO },
            },
        )
    })
}

fn minima(
    law: &Law,
    facts: &Facts,
    home: &Home,
    family: family_benefits::FamilyBenefits,
    housing: Cents,
    aah: [Cents; 2],
) -> (Cents, Cents) {
    if facts.student {
        return (Cents::ZERO, Cents::ZERO);
    }
    let own = if facts.retired {
        Cents::ZERO
    } else {
        rsa::rsa(
            law,
            &rsa::RsaFacts {
                adults: facts.adults,
                children: facts.dependants,
                activity: facts.activity[0] + facts.activity[1] + facts.child_activity,
                other: facts.other + aah[0] + aah[1],
                family,
                tenure: home.tenure,
                housing_aid: housing,
                too_young: facts.head_age < 25 && facts.dependants.count() == 0,
            },
        )
        .amount
    };
    let grown = if facts.grown.without_income > 0 {
        rsa_of_a_grown_child(law) * facts.grown.without_income
    } else {
        Cents::ZERO
    };
    let works = facts.activity[0] + facts.activity[1] > Cents::ZERO;
    let ppa = if works {
        prime_activite::prime_activite(
            law,
            &prime_activite::PpaFacts {
                adults: facts.adults,
                children: facts.dependants,
                activity: facts.activity,
                aah,
                other: facts.other,
                family,
                tenure: home.tenure,
                housing_aid: housing,
            },
        )
        .amount
    } else {
        Cents::ZERO
    };
    (own + grown, ppa)
}

/// RSA of a grown child without income at their parents'.
pub fn rsa_of_a_grown_child(law: &Law) -> Cents {
    rsa::rsa(law, &alone()).amount
}

/// One adult at their parents'.
fn alone() -> rsa::RsaFacts {
    rsa::RsaFacts {
        adults: 1,
        children: Children::NONE,
        activity: Cents::ZERO,
        other: Cents::ZERO,
        family: family_benefits::FamilyBenefits::default(),
        tenure: crate::law::facts::Tenure::RentFree,
        housing_aid: Cents::ZERO,
        too_young: false,
    }
}

/// AAH and prime d'activité of grown children at home, each on their own earnings.
fn grown(law: &Law, facts: &Facts) -> (Cents, Cents) {
    let (mut aah, mut ppa) = (Cents::ZERO, Cents::ZERO);
    for &(earned, disabled) in facts.grown.claims() {
        let mine = if disabled { aah_alone(law, earned) } else { Cents::ZERO };
        aah += mine;
        if earned > Cents::ZERO {
            ppa += prime_activite::prime_activite(
                law,
                &prime_activite::PpaFacts {
                    adults: 1,
                    children: Children::NONE,
                    activity: [earned, Cents::ZERO],
                    aah: [mine, Cents::ZERO],
                    other: Cents::ZERO,
                    family: family_benefits::FamilyBenefits::default(),
                    tenure: crate::law::facts::Tenure::RentFree,
                    housing_aid: Cents::ZERO,
                },
            )
            .amount;
        }
    }
    (aah, ppa)
}

pub(super) fn aah_alone(law: &Law, earned: Cents) -> Cents {
    aah::aah(
        law,
        &aah::AahFacts {
            couple: false,
            children: 0,
            own_wage: income_tax::after_expenses(law, earned * 12),
            own_other: Cents::ZERO,
            partner_income: Cents::ZERO,
        },
    )
}
