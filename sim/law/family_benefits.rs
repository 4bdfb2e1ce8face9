//! Family benefits: allocations familiales (af), allocation de soutien familial (asf), complément familial (cf) and the
//! allocation de base of the prestation d'accueil du jeune enfant (paje).
//!
//! Means are the household's net taxable income of the year before last, after the deduction for expenses. Amounts are
//! before CRDS, to the nearest cent.

use super::Law;
use super::facts::Children;
use super::values::law_values;
use crate::units::{Cents, Month, Rate};

law_values! {
    /// Values of family benefits (`scenarios/law/family_benefits.toml`): ceilings a year, ages in years.
    "family_benefits" => FamilyBenefitValues {
        bmaf: Cents,
        af_two_children: Rate,
        af_further_child: Rate,
        af_age_supplement: Rate,
        af_age: i64,
        /// Whether two children of the same age both count as the eldest of a family of two.
        af_twins_are_eldest: bool,
        af_ceiling_one: Cents,
        af_ceiling_two: Cents,
        af_ceiling_child: Cents,
        af_second: Rate,
        af_third: Rate,
        asf: Rate,
        cf: Rate,
        cf_increased: Rate,
        cf_increased_ceiling: Rate,
        cf_child_from: i64,
        cf_child_under: i64,
        cf_ceiling: Cents,
        cf_ceiling_child: Rate,
        cf_ceiling_further_child: Rate,
        cf_ceiling_two_earners: Cents,
        two_earners_minimum: i64,
        paje: Rate,
        paje_before_2018: Rate,
        paje_partial: Rate,
        paje_child_under: i64,
        paje_ceiling_full: Cents,
        paje_two_earners_full: Cents,
        paje_before_2018_ceiling_full: Cents,
        paje_before_2018_two_earners_full: Cents,
        paje_ceiling_partial: Cents,
        paje_two_earners_partial: Cents,
        paje_before_2018_ceiling_partial: Cents,
        paje_before_2018_two_earners_partial: Cents,
        paje_ceiling_child: Rate,
        paje_ceiling_further_child: Rate,
        paje_before_2018_ceiling_child: Rate,
        child_under: i64,
    }
}

/// The month from whose births the allocation de base is at the rate of 2018 (loi n° 2017-1836, art. 37).
const PAJE_REFORM: Month = Month::new(2018, 4);

/// What family benefits depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct FamilyFacts {
    pub children: Children,
    /// Net taxable income of the year before last, after the deduction for expenses, whole household.
    pub income: Cents,
    /// Brought up by one parent alone. ASF is computed for each child: whether the other parent pays is the caller's to
    /// know, who then leaves it out.
    pub lone: bool,
    /// Both partners worked for enough; see [`two_earners`].
    pub two_earners: bool,
}

/// A month of family benefits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct FamilyBenefits {
    /// AF without the supplement for age, after the means test.
    pub af_base: Cents,
    /// The supplement for age, after the means test.
    pub af_age_supplement: Cents,
    /// AF paid, with the complement that smooths the ceilings.
    pub af: Cents,
    pub asf: Cents,
    pub cf: Cents,
    /// What the cf would be at the ordinary rate: the part other benefits count.
    pub cf_ordinary: Cents,
    pub paje: Cents,
}

impl FamilyBenefits {
    pub fn total(&self) -> Cents {
        self.af + self.asf + self.cf + self.paje
    }
}

/// Whether each partner has the yearly income that makes two earners (CSS R522-2, R531-1).
pub fn two_earners(law: &Law, incomes: [Cents; 2]) -> bool {
    let minimum = law.family_benefits.bmaf * law.family_benefits.two_earners_minimum;
    incomes.iter().all(|&income| income >= minimum)
}

/// All family benefits of a month.
pub fn family_benefits(law: &Law, facts: &FamilyFacts) -> FamilyBenefits {
    let mut paid = FamilyBenefits::default();
    if facts.children.count() == 0 {
        return paid;
    }
    allocations_familiales(law, facts, &mut paid);
    if facts.lone {
        paid.asf = law.family_benefits.bmaf.times(law.family_benefits.asf) * facts.children.under(20);
    }
    complement_familial(law, facts, &mut paid);
    paid.paje = allocation_de_base(law, facts);
    paid
}

/// Allocations familiales before the means test, and what the test leaves.
pub(super) struct AfParts {
    /// Children who count, at least two.
    pub(super) children: i64,
    pub(super) base: Cents,
    pub(super) supplement: Cents,
    /// The income ceilings of this family, a year.
    pub(super) ceilings: [Cents; 2],
    /// What is left at this income, and under the ceiling just passed.
    pub(super) share: Rate,
    before: Rate,
    /// The ceiling just passed.
    ceiling: Cents,
}

pub(super) fn af_parts(law: &Law, facts: &FamilyFacts) -> Option<AfParts> {
    let values = &law.family_benefits;
    let children = facts.children.under(values.child_under);
    if children < 2 {
        return None;
    }
    let rate = values.af_two_children.0 + values.af_further_child.0 * (children - 2) as i32;
    let base = values.bmaf.times(Rate(rate));
    let old_enough = facts
        .children
        .ages()
        .iter()
        .filter(|&&age| i64::from(age) >= values.af_age * 12 && i64::from(age) < values.child_under * 12);
    // The eldest of two children brings no supplement.
    let supplements = old_enough.count() as i64;
    let ages = facts.children.ages();
    let both_eldest = values.af_twins_are_eldest && children == 2 && ages[0] == ages[1];
    let supplements = match children {
        2 if both_eldest => 0,
        2 => (supplements - 1).max(0),
        _ => supplements,
    };
    let supplement = values.bmaf.times(Rate(values.af_age_supplement.0 * supplements as i32));

    let raised = values.af_ceiling_child * children;
    let (first, second) = (values.af_ceiling_one + raised, values.af_ceiling_two + raised);
    let (share, before, ceiling) = if facts.income <= first {
        (Rate::ONE, Rate::ONE, first)
    } else if facts.income <= second {
        (values.af_second, Rate::ONE, first)
    } else {
        (values.af_third, values.af_second, second)
    };
    Some(AfParts { children, base, supplement, ceilings: [first, second], share, before, ceiling })
}

fn allocations_familiales(law: &Law, facts: &FamilyFacts, paid: &mut FamilyBenefits) {
    let Some(AfParts { base, supplement, share, before, ceiling, .. }) = af_parts(law, facts) else { return };
    let full = base + supplement;
    paid.af_base = base.times(share);
    paid.af_age_supplement = supplement.times(share);
    let reduced = paid.af_base + paid.af_age_supplement;
    // Just above a ceiling, what is lost never exceeds a twelfth of the income above it (CSS D521-2).
    let lost = (facts.income - ceiling).at_least_zero().share(1, 12);
    let smoothed = if share == before { reduced } else { full.times(before) - lost };
    paid.af = reduced.max(smoothed);
}

/// The income ceiling of complément familial, a year, or `None` without the children that open the right.
pub(super) fn cf_ceiling(law: &Law, facts: &FamilyFacts) -> Option<Cents> {
    let values = &law.family_benefits;
    let counted = facts.children.under(values.cf_child_under);
    if counted < 3 || facts.children.under(values.cf_child_from) > 0 {
        return None;
    }
    let further = (counted - 2).max(0);
    let share = i64::from(values.cf_ceiling_child.0) * 2 + i64::from(values.cf_ceiling_further_child.0) * further;
    let mut ceiling = values.cf_ceiling + values.cf_ceiling.times(Rate(share as i32));
    if facts.lone || facts.two_earners {
        ceiling += values.cf_ceiling_two_earners;
    }
    Some(ceiling)
}

fn complement_familial(law: &Law, facts: &FamilyFacts, paid: &mut FamilyBenefits) {
    let Some(ceiling) = cf_ceiling(law, facts) else { return };
    let values = &law.family_benefits;
    let ordinary = values.bmaf.times(values.cf);
    let increased = values.bmaf.times(values.cf_increased);
    if facts.income <= ceiling.times(values.cf_increased_ceiling) {
        paid.cf = increased;
        paid.cf_ordinary = ordinary;
    } else if facts.income <= ceiling {
        paid.cf = ordinary;
        paid.cf_ordinary = ordinary;
    } else {
        // Just above the ceiling, a differential amount (CSS L522-1, R522-3).
        paid.cf = (ordinary - (facts.income - ceiling).share(1, 12)).at_least_zero();
        paid.cf_ordinary = paid.cf;
    }
}

/// The full amount of the allocation de base and its income ceilings.
pub(super) struct PajeParts {
    pub(super) amount: Cents,
    /// A year: the amount is full up to the first, partial up to the second.
    pub(super) full: Cents,
    pub(super) partial: Cents,
}

/// `None` without a child young enough.
pub(super) fn paje_parts(law: &Law, facts: &FamilyFacts) -> Option<PajeParts> {
    let values = &law.family_benefits;
    let youngest = facts.children.youngest().filter(|&age| i64::from(age) < values.paje_child_under * 12)?;
    let born = Month(law.month.0.saturating_sub(youngest));
    let after_reform = born >= PAJE_REFORM;
    let children = facts.children.count();
    let raise = |ceiling: Cents, two_earners: Cents| {
        let share = if after_reform {
            let further = (children - 2).max(0);
            i64::from(values.paje_ceiling_child.0) * children.min(2)
                + i64::from(values.paje_ceiling_further_child.0) * further
        } else {
            i64::from(values.paje_before_2018_ceiling_child.0) * children
        };
        let for_earners = if facts.lone || facts.two_earners { two_earners } else { Cents::ZERO };
        ceiling + ceiling.times(Rate(share as i32)) + for_earners
    };
    let (full, partial, rate) = if after_reform {
        (
            raise(values.paje_ceiling_full, values.paje_two_earners_full),
            raise(values.paje_ceiling_partial, values.paje_two_earners_partial),
            values.paje,
        )
    } else {
        (
            raise(values.paje_before_2018_ceiling_full, values.paje_before_2018_two_earners_full),
            raise(values.paje_before_2018_ceiling_partial, values.paje_before_2018_two_earners_partial),
            values.paje_before_2018,
        )
    };
    Some(PajeParts { amount: values.bmaf.times(rate), full, partial })
}

fn allocation_de_base(law: &Law, facts: &FamilyFacts) -> Cents {
    let Some(PajeParts { amount, full, partial }) = paje_parts(law, facts) else { return Cents::ZERO };
    if facts.income <= full {
        amount
    } else if facts.income <= partial {
        amount.times(law.family_benefits.paje_partial)
    } else {
        Cents::ZERO
    }
}
