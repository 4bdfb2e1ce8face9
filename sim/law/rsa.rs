//! Revenu de solidarité active: forfaitaire − forfait logement − resources (CASF L262-2 to L262-12).
//!
//! Set every quarter on the three months before, for three months; the caller gives monthly means of that quarter.

use super::Law;
use super::facts::{Children, Tenure};
use super::family_benefits::FamilyBenefits;
use super::guaranteed_amount::schedule;
use super::values::{law_values, nearest_cent};
use crate::units::{Cents, Rate};

law_values! {
    /// Values of the RSA (`scenarios/law/rsa.toml`).
    "rsa" => RsaValues {
        base: Cents,
        second_person: Rate,
        third_person: Rate,
        further_child: Rate,
        lone_parent_base: Rate,
        lone_parent_child: Rate,
        lone_parent_child_age: i64,
        housing_one: Rate,
        housing_two: Rate,
        housing_three: Rate,
        minimum_paid: Cents,
        asf_counted: Rate,
        age_minimum: i64,
    }
}

/// What the RSA depends on; amounts are monthly means of the reference quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RsaFacts {
    /// 1 or 2.
    pub adults: i64,
    pub children: Children,
    /// Net wages and profits of all.
    pub activity: Cents,
    /// Net unemployment insurance, ASS, AAH, pensions, other income.
    pub other: Cents,
    /// Family benefits in payment.
    pub family: FamilyBenefits,
    pub tenure: Tenure,
    /// Housing aid in payment; caps the deduction of tenants.
    pub housing_aid: Cents,
    /// No adult has the age required and there is no child: nothing is due.
    pub too_young: bool,
}

/// The RSA of a month and its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Rsa {
    /// Right to the amount of lone parents (RSA majoré).
    pub raised: bool,
    pub guaranteed: Cents,
    pub housing_deduction: Cents,
    pub resources: Cents,
    pub amount: Cents,
}

/// Whether the parent is alone with a child under three (the rule of the recently separated is not represented).
pub fn is_raised(law: &Law, adults: i64, children: &Children) -> bool {
    let limit = law.rsa.lone_parent_child_age * 12;
    adults == 1 && children.youngest().is_some_and(|age| i64::from(age) < limit)
}

/// Family benefits counted as resources by RSA and prime d'activité, in euros: AF without the supplement for age, ASF
/// up to its old rate, CF at the ordinary rate, paje (CASF R262-10-1, R262-11).
pub(super) fn family_resources(law: &Law, children: &Children, family: &FamilyBenefits) -> f64 {
    family.af_base.to_euros()
        + asf_counted(law, children, family)
        + family.cf_ordinary.to_euros()
        + family.paje.to_euros()
}

/// The part of ASF they count.
pub(super) fn asf_counted(law: &Law, children: &Children, family: &FamilyBenefits) -> f64 {
    let asf_per_child = law.family_benefits.bmaf.to_euros() * law.rsa.asf_counted.to_fraction();
    let asf_counted = asf_per_child * children.count() as f64;
    family.asf.to_euros().min(asf_counted)
}

/// The RSA a household is entitled to for a month.
pub fn rsa(law: &Law, facts: &RsaFacts) -> Rsa {
    let schedule = schedule!(law.rsa);
    let raised = is_raised(law, facts.adults, &facts.children);
    let persons = facts.adults + facts.children.count();
    let guaranteed = if facts.too_young { 0.0 } else { schedule.amount(facts.adults, &facts.children, raised) };
    let housing = schedule.housing(persons, facts.tenure, facts.housing_aid);
    let income = (facts.activity + facts.other).to_euros();
    let resources = income + family_resources(law, &facts.children, &facts.family);
    let amount = nearest_cent((guaranteed - housing - resources).max(0.0));
    let paid = amount >= law.rsa.minimum_paid;
    Rsa {
        raised,
        guaranteed: nearest_cent(guaranteed),
        housing_deduction: nearest_cent(housing),
        resources: nearest_cent(resources),
        amount: if paid { amount } else { Cents::ZERO },
    }
}
