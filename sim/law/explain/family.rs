//! Family benefits explained: allocations familiales, ASF, complément familial, allocation de base.

use super::{Explanation, Seen, euros, per_cent};
use crate::law::family_benefits::{af_parts, cf_ceiling, paje_parts};
use crate::units::{Cents, Rate};

pub(super) fn explain(seen: &Seen<'_>, parts: &mut Vec<Explanation>) {
    parts.extend([allocations_familiales(seen), soutien_familial(seen), complement_familial(seen)]);
    parts.push(allocation_de_base(seen));
}

fn allocations_familiales(seen: &Seen<'_>) -> Explanation {
    let (name, article) = ("Allocations familiales", "CSS L521-1, D521-1");
    let (values, facts, paid) = (&seen.law.family_benefits, &seen.facts.family, &seen.out.family);
    let Some(af) = af_parts(seen.law, facts) else {
        let reason = format!("fewer than two children under {}", values.child_under);
        return Explanation::without_right(name, article, reason);
    };
    let mut part = Explanation::new(name, article);
    let share = Rate(values.af_two_children.0 + values.af_further_child.0 * (af.children - 2) as i32);
    let bmaf = euros(values.bmaf);
    let label = format!("{} children: {} of the BMAF ({bmaf})", af.children, per_cent(share));
    part.term(label, af.base, "CSS D521-1");
    part.term_if_any(format!("supplement from {} years", values.af_age), af.supplement, "CSS L521-3");
    part.working("income counted, a year", facts.income, "CSS D521-2");
    part.working("first ceiling", af.ceilings[0], "CSS D521-3");
    if facts.income > af.ceilings[0] {
        part.working("second ceiling", af.ceilings[1], "CSS D521-3");
        let kept = paid.af_base + paid.af_age_supplement;
        let label = format!("over a ceiling, {} is left", per_cent(af.share));
        part.term(label, kept - (af.base + af.supplement), "CSS L521-1");
        part.term_if_any("complement near the ceiling", paid.af - kept, "CSS D521-2");
    }
    part.ends("paid", paid.af)
}

fn soutien_familial(seen: &Seen<'_>) -> Explanation {
    let (name, article) = ("Allocation de soutien familial", "CSS L523-1, D523-1");
    if !seen.facts.family.lone {
        return Explanation::without_right(name, article, "no child is brought up by one parent alone");
    }
    let mut part = Explanation::new(name, article);
    let values = &seen.law.family_benefits;
    let one = values.bmaf.times(values.asf);
    part.working(format!("a child: {} of the BMAF ({})", per_cent(values.asf), euros(values.bmaf)), one, "");
    let children = seen.facts.family.children.count();
    part.term(format!("× {children}; the other parent pays nothing"), one * children, "");
    part.ends("paid", seen.out.family.asf)
}

fn complement_familial(seen: &Seen<'_>) -> Explanation {
    let (name, article) = ("Complément familial", "CSS L522-1, L522-3");
    let (values, facts) = (&seen.law.family_benefits, &seen.facts.family);
    let Some(ceiling) = cf_ceiling(seen.law, facts) else {
        let (from, under) = (values.cf_child_from, values.cf_child_under);
        let reason = format!("asks for three children under {under}, none under {from}");
        return Explanation::without_right(name, article, reason);
    };
    let mut part = Explanation::new(name, article);
    part.working("income counted, a year", facts.income, "CSS R522-2");
    part.working("ceiling of the increased amount", ceiling.times(values.cf_increased_ceiling), "CSS D522-2");
    part.working("ceiling", ceiling, "CSS R522-2");
    let paid = seen.out.family.cf;
    let ordinary = values.bmaf.times(values.cf);
    part.term(format!("{} of the BMAF ({})", per_cent(values.cf), euros(values.bmaf)), ordinary, "CSS D522-1");
    if paid > ordinary {
        let label = format!("increased to {}", per_cent(values.cf_increased));
        part.brought_to(label, values.bmaf.times(values.cf_increased), "CSS D522-2");
    } else if paid < ordinary {
        part.term("a twelfth of the income over the ceiling", -(facts.income - ceiling).share(1, 12), "CSS R522-3");
        if part.sum() < Cents::ZERO {
            part.brought_to("not below zero", Cents::ZERO, "");
        }
    }
    part.ends("paid", paid)
}

fn allocation_de_base(seen: &Seen<'_>) -> Explanation {
    let (name, article) = ("Allocation de base (PAJE)", "CSS L531-3, D531-3");
    let (values, facts) = (&seen.law.family_benefits, &seen.facts.family);
    let Some(paje) = paje_parts(seen.law, facts) else {
        let reason = format!("no child under {}", values.paje_child_under);
        return Explanation::without_right(name, article, reason);
    };
    let mut part = Explanation::new(name, article);
    part.working("income counted, a year", facts.income, "CSS R531-1");
    part.working("ceiling of the full amount", paje.full, "CSS R531-1");
    part.working("ceiling", paje.partial, "CSS R531-1");
    part.term("full amount", paje.amount, "CSS D531-3");
    if facts.income > paje.partial {
        part.brought_to("income over the ceiling", Cents::ZERO, "CSS R531-1");
    } else if facts.income > paje.full {
        let label = format!("{} is left over the first ceiling", per_cent(values.paje_partial));
        part.brought_to(label, paje.amount.times(values.paje_partial), "CSS D531-3");
    }
    part.ends("paid", seen.out.family.paje)
}
