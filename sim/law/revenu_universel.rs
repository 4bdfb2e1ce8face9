//! Revenu universel d'activité: one benefit in the place of RSA, prime d'activité, housing aid and ASS (and AAH where a
//! scenario merges it). Base by family + housing supplement by zone and tenure − tapers on activity and other income.
//!
//! Why it exists: the reform was discussed from 2018 on without a text. The form follows the discussion, the values are
//! a proposal of the model (`scenarios/law/revenu_universel.toml`); it is in force nowhere until a scenario says so. The
//! merged benefits keep their own files, which know nothing of it.

use super::Law;
use super::facts::{Children, HousingZone, Tenure};
use super::family_benefits::FamilyBenefits;
use super::guaranteed_amount::Schedule;
use super::rsa::{family_resources, is_raised};
use super::values::{law_values, nearest_cent};
use crate::units::{Cents, Rate};

law_values! {
    /// Values of the revenu universel d'activité (`scenarios/law/revenu_universel.toml`); arrays are by zone.
    "revenu_universel" => RevenuUniverselValues {
        in_force: bool,
        merges_aah: bool,
        base: Cents,
        second_person: Rate,
        third_person: Rate,
        further_child: Rate,
        lone_parent_base: Rate,
        lone_parent_child: Rate,
        age_minimum: i64,
        housing_alone: [Cents; 3],
        housing_couple: [Cents; 3],
        housing_one_dependant: [Cents; 3],
        housing_further_dependant: [Cents; 3],
        social_tenant: Rate,
        taper_activity: Rate,
        exempt_activity: Cents,
        taper_other: Rate,
        taper_other_above: Rate,
        minimum_paid: Cents,
        disability: Cents,
    }
}

/// What the revenu universel depends on; amounts are monthly means of the reference quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RevenuUniverselFacts {
    /// 1 or 2.
    pub adults: i64,
    pub children: Children,
    /// Net wages or profits of each adult, and of dependent children.
    pub activity: [Cents; 3],
    /// Net unemployment insurance, pensions, AAH that is not merged, other income of all.
    pub other: Cents,
    pub family: FamilyBenefits,
    pub tenure: Tenure,
    pub zone: HousingZone,
    /// Monthly, without charges.
    pub rent: Cents,
    /// Adults with a disability whose AAH is merged.
    pub disabled: i64,
    /// No adult has the age required and there is no child: the base is no more than what is earned.
    pub too_young: bool,
}

/// The revenu universel of a month and its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RevenuUniversel {
    /// Base for the family, disability supplements included.
    pub base: Cents,
    pub housing: Cents,
    /// What activity income takes off.
    pub taken_by_activity: Cents,
    /// What other income takes off.
    pub taken_by_other: Cents,
    pub amount: Cents,
}

/// The revenu universel a household is entitled to for a month, where it is in force.
pub fn revenu_universel(law: &Law, facts: &RevenuUniverselFacts) -> RevenuUniversel {
    let values = &law.revenu_universel;
    let schedule = Schedule {
        base: values.base,
        second_person: values.second_person,
        third_person: values.third_person,
        further_child: values.further_child,
        lone_parent_base: values.lone_parent_base,
        lone_parent_child: values.lone_parent_child,
        housing: [Rate(0); 3],
    };
    let earned: f64 = facts.activity.iter().map(|earned| earned.to_euros()).sum();
    let raised = is_raised(law, facts.adults, &facts.children);
    let for_family = schedule.amount(facts.adults, &facts.children, raised);
    let for_family = if facts.too_young { for_family.min(earned) } else { for_family };
    let base = for_family + values.disability.to_euros() * facts.disabled as f64;
    let housing = supplement(values, facts).to_euros();

    let exempt = values.exempt_activity.to_euros();
    let counted: f64 = facts.activity.iter().map(|earned| (earned.to_euros() - exempt).max(0.0)).sum();
    let by_activity = counted * values.taper_activity.to_fraction();
    let other = facts.other.to_euros() + family_resources(law, &facts.children, &facts.family);
    let by_other = other.min(base) * values.taper_other.to_fraction()
        + (other - base).max(0.0) * values.taper_other_above.to_fraction();
    let amount = nearest_cent((base + housing - by_activity - by_other).max(0.0));
    RevenuUniversel {
        base: nearest_cent(base),
        housing: nearest_cent(housing),
        taken_by_activity: nearest_cent(by_activity),
        taken_by_other: nearest_cent(by_other),
        amount: if amount >= values.minimum_paid { amount } else { Cents::ZERO },
    }
}

/// The supplement of tenants, by zone and family; never more than the rent.
fn supplement(values: &RevenuUniverselValues, facts: &RevenuUniverselFacts) -> Cents {
    let zone = facts.zone.index();
    let full = match (facts.children.count(), facts.adults) {
        (..=0, ..=1) => values.housing_alone[zone],
        (..=0, _) => values.housing_couple[zone],
        (children, _) => values.housing_one_dependant[zone] + values.housing_further_dependant[zone] * (children - 1),
    };
    match facts.tenure {
        Tenure::PrivateTenant => full.min(facts.rent),
        Tenure::SocialTenant => full.times(values.social_tenant).min(facts.rent),
        Tenure::Owner | Tenure::RentFree => Cents::ZERO,
    }
}

#[cfg(test)]
mod tests;
