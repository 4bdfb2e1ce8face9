//! Prime d'activité: forfaitaire + share of activity income + a bonus for each person at work − the larger of resources
//! and forfaitaire (CSS L842-1 to L842-8).
//!
//! Set every quarter on the three months before, for three months; the caller gives monthly means of that quarter.

use super::Law;
use super::facts::{Children, Tenure};
use super::family_benefits::FamilyBenefits;
use super::guaranteed_amount::schedule;
use super::rsa::{family_resources, is_raised};
use super::values::{law_values, nearest_cent};
use crate::units::{Cents, Rate};

law_values! {
    /// Values of the prime d'activité (`scenarios/law/prime_activite.toml`).
    "prime_activite" => PrimeActiviteValues {
        base: Cents,
        activity_share: Rate,
        bonus_from: i64,
        bonus_to: i64,
        bonus_maximum: Rate,
        second_person: Rate,
        third_person: Rate,
        further_child: Rate,
        lone_parent_base: Rate,
        lone_parent_child: Rate,
        housing_one: Rate,
        housing_two: Rate,
        housing_three: Rate,
        minimum_paid: Cents,
        aah_activity_minimum: i64,
        age_minimum: i64,
    }
}

/// What the prime d'activité depends on; amounts are monthly means of the reference quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PpaFacts {
    /// 1 or 2.
    pub adults: i64,
    pub children: Children,
    /// Net wages or profits of each adult.
    pub activity: [Cents; 2],
    /// AAH of each adult: activity income if they work enough, else a resource.
    pub aah: [Cents; 2],
    /// Net unemployment insurance, ASS, pensions, other income of all.
    pub other: Cents,
    pub family: FamilyBenefits,
    pub tenure: Tenure,
    /// Housing aid in payment; caps the deduction of tenants.
    pub housing_aid: Cents,
}

/// The prime d'activité of a month and its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Ppa {
    pub guaranteed: Cents,
    pub bonus: Cents,
    pub activity: Cents,
    pub resources: Cents,
    pub housing_deduction: Cents,
    /// Before CRDS.
    pub amount: Cents,
}

/// The bonus of one person with this activity income, in euros: nothing up to a number of hours at the SMIC, then growing
/// to its maximum.
pub(super) fn bonus_of(law: &Law, earned: f64) -> f64 {
    let values = &law.prime_activite;
    let smic = law.smic.hourly.to_euros();
    let (from, to) = (smic * values.bonus_from as f64, smic * values.bonus_to as f64);
    let full = values.base.to_euros() * values.bonus_maximum.to_fraction();
    full * ((earned - from) / (to - from)).clamp(0.0, 1.0)
}

/// Whether a person's AAH counts as activity income: they work enough.
pub(super) fn aah_is_activity(law: &Law, earned: f64, aah: f64) -> bool {
    aah > 0.0 && earned >= law.smic.hourly.to_euros() * law.prime_activite.aah_activity_minimum as f64
}

/// The prime d'activité a household is entitled to for a month.
pub fn prime_activite(law: &Law, facts: &PpaFacts) -> Ppa {
    let values = &law.prime_activite;
    let schedule = schedule!(values);
    let raised = is_raised(law, facts.adults, &facts.children);
    let guaranteed = schedule.amount(facts.adults, &facts.children, raised);
    let persons = facts.adults + facts.children.count();
    let housing = schedule.housing(persons, facts.tenure, facts.housing_aid);

    let (mut activity, mut bonus, mut aah_resource) = (0.0, 0.0, 0.0);
    let mut at_work = false;
    for (earned, aah) in facts.activity.iter().zip(&facts.aah) {
        let (earned, aah) = (earned.to_euros(), aah.to_euros());
        at_work |= earned > 0.0;
        let is_activity = aah_is_activity(law, earned, aah);
        let counted = if is_activity { earned + aah } else { earned };
        aah_resource += if is_activity { 0.0 } else { aah };
        activity += counted;
        bonus += bonus_of(law, counted);
    }
    let family = family_resources(law, &facts.children, &facts.family);
    let resources = activity + aah_resource + facts.other.to_euros() + family;
    let due =
        guaranteed + values.activity_share.to_fraction() * activity + bonus - (resources + housing).max(guaranteed);
    let amount = nearest_cent(due.max(0.0));
    let paid = at_work && amount >= values.minimum_paid;
    Ppa {
        guaranteed: nearest_cent(guaranteed),
        bonus: nearest_cent(bonus),
        activity: nearest_cent(activity),
        resources: nearest_cent(resources),
        housing_deduction: nearest_cent(housing),
        amount: if paid { amount } else { Cents::ZERO },
    }
}
