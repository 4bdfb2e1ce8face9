//! The RSA and the prime d'activité explained.

use super::{Explanation, ROUNDING, Seen, euros, per_cent};
use crate::law::guaranteed_amount::schedule;
use crate::law::prime_activite::{aah_is_activity, bonus_of};
use crate::law::rsa::{asf_counted, family_resources, is_raised};
use crate::units::{Cents, Rate};

pub(super) fn rsa(seen: &Seen<'_>) -> Explanation {
    let (name, article) = ("RSA", "CASF L262-2");
    let (values, facts, paid) = (&seen.law.rsa, &seen.facts.rsa, &seen.out.rsa);
    if facts.too_young {
        let reason = format!("under {} without a child", values.age_minimum);
        return Explanation::without_right(name, "CASF L262-4", reason);
    }
    let mut part = Explanation::new(name, article);
    let share = schedule!(values).share(facts.adults, &facts.children, paid.raised);
    let raised = if paid.raised { ", lone parent (majoré)" } else { "" };
    let label = format!("guaranteed: {} × {}{raised}", euros(values.base), factor(share));
    part.term(label, paid.guaranteed, if paid.raised { "CASF L262-9, R262-2" } else { "CASF R262-1" });
    part.term_if_any("deduction for housing", -paid.housing_deduction, "CASF R262-9");
    let out = seen.out;
    part.term_if_any("net wages", -out.net_wages(), "CASF L262-3");
    part.term_if_any("net unemployment benefit", -out.net_unemployment(), "CASF L262-3");
    part.term_if_any("allocation de solidarité spécifique", -(out.ass[0] + out.ass[1]), "CASF L262-3");
    part.term_if_any("allocation aux adultes handicapés", -(out.aah[0] + out.aah[1]), "CASF L262-3");
    part.term_if_any("net pensions", -out.net_pensions(), "CASF L262-3");
    part.term_if_any("allocation de solidarité aux personnes âgées", -out.aspa, "CASF L262-3");
    part.term_if_any("allocations familiales without supplement", -out.family.af_base, "CASF R262-10-1");
    let asf = Cents::from_euros(asf_counted(seen.law, &facts.children, &facts.family));
    part.term_if_any("soutien familial, at its old rate", -asf, "CASF R262-10-1");
    part.term_if_any("complément familial, ordinary rate", -out.family.cf_ordinary, "CASF R262-11");
    part.term_if_any("allocation de base", -out.family.paje, "CASF R262-11");
    ends_at_minimum(part, values.minimum_paid, "CASF R262-39", paid.amount)
}

pub(super) fn prime_activite(seen: &Seen<'_>) -> Explanation {
    let (name, article) = ("Prime d'activité", "CSS L842-3");
    let (values, facts, paid) = (&seen.law.prime_activite, &seen.facts.ppa, &seen.out.ppa);
    if facts.activity.iter().all(|&earned| earned == Cents::ZERO) {
        return Explanation::without_right(name, "CSS L842-1", "nobody works");
    }
    let mut part = Explanation::new(name, article);
    let raised = is_raised(seen.law, facts.adults, &facts.children);
    let share = schedule!(values).share(facts.adults, &facts.children, raised);
    let word = if raised { ", lone parent (majorée)" } else { "" };
    let label = format!("guaranteed: {} × {}{word}", euros(values.base), factor(share));
    part.term(label, paid.guaranteed, "CSS L842-3, R842-3");
    let counted = paid.activity.times(values.activity_share);
    let label = format!("{} of activity income {}", per_cent(values.activity_share), euros(paid.activity));
    part.term(label, counted, "CSS D843-3");
    for adult in 0..seen.case.adults() as usize {
        let (earned, aah) = (facts.activity[adult].to_euros(), facts.aah[adult].to_euros());
        let earned = if aah_is_activity(seen.law, earned, aah) { earned + aah } else { earned };
        let bonus = Cents::from_euros(bonus_of(seen.law, earned));
        part.term_if_any(seen.of_adult("bonus", adult), bonus, "CSS D843-2");
    }
    let family = family_resources(seen.law, &facts.children, &facts.family);
    part.working("resources: activity income", paid.activity, "CSS L842-4");
    let other = paid.resources - paid.activity - Cents::from_euros(family);
    if other > Cents(1) {
        part.working("resources: replacement income", other, "CSS L842-4");
    }
    if family > 0.0 {
        part.working("resources: family benefits counted", Cents::from_euros(family), "CSS L842-4");
    }
    part.working("deduction for housing", paid.housing_deduction, "CSS R844-3");
    let deducted = paid.resources + paid.housing_deduction;
    if deducted > paid.guaranteed {
        part.term("resources and deduction for housing", -deducted, "CSS L842-3");
    } else {
        part.term("resources are under the guaranteed amount, which is deducted", -paid.guaranteed, "CSS L842-3");
    }
    ends_at_minimum(part, values.minimum_paid, "CSS D843-4", paid.amount)
}

/// Not below zero, and nothing under the least amount paid.
fn ends_at_minimum(mut part: Explanation, minimum: Cents, article: &'static str, paid: Cents) -> Explanation {
    let due = part.sum();
    if due <= Cents::ZERO {
        part.brought_to("not below zero", Cents::ZERO, "");
    } else if paid == Cents::ZERO && due < minimum + Cents(ROUNDING) {
        part.brought_to(format!("less than {} is not paid", euros(minimum)), Cents::ZERO, article);
    }
    part.ends("paid", paid)
}

/// `2.1`: what a base is multiplied by.
fn factor(share: Rate) -> String {
    let decimals = format!("{:06}", share.0 % 1_000_000);
    format!("{}.{}", share.0 / 1_000_000, decimals.trim_end_matches('0')).trim_end_matches('.').to_string()
}
