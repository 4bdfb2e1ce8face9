//! Incomes that stand for a wage, explained: unemployment benefit and the right to it, ASS, AAH. Those of old age are in
//! `old_age.rs`.

use super::{Explanation, Seen, euros, per_cent};
use crate::law::csg::ReplacementRate;
use crate::law::household::{MONTH_DAYS, Status};
use crate::law::unemployment_insurance::{WorkHistory, formulas, open_right, pension_levy, reference_wage};
use crate::law::{Law, aah, ass, smic};
use crate::units::Cents;

/// The right to unemployment insurance opened by a full year at a gross monthly wage: what a day and a month pay before
/// CSG, and how the day was worked out; `None` if a year is not enough.
pub fn from_former_wage(law: &Law, wage: Cents, age: i64) -> Option<(Cents, Explanation)> {
    let values = &law.unemployment_insurance;
    let year = WorkHistory { wages: wage * 12, employed_days: 365, idle_days: 0 };
    let right = open_right(law, &year, age)?;
    let daily_wage = reference_wage(law, year.wages, year.employed_days);
    let article = "règlement art. 14";
    let mut part = Explanation::new("Daily unemployment benefit, from a year at the former wage", "C. trav. L5422-1");
    part.working("gross wage a month", wage, "");
    part.working("daily reference wage: a year's / 365", daily_wage, "règlement art. 11");
    let [mixed, floor] = formulas(law, daily_wage);
    let (share, fixed) = (per_cent(values.proportional_part), euros(values.fixed_part));
    part.working(format!("{share} of it and {fixed}"), mixed, article);
    part.working(format!("{} of it", per_cent(values.floor_share)), floor, article);
    part.term("the larger of the two", mixed.max(floor), article);
    let cap = daily_wage.times(values.cap_share);
    if part.sum() < values.minimum {
        part.brought_to("at least the minimum", values.minimum, article);
    }
    if part.sum() > cap {
        part.brought_to(format!("at most {} of the wage", per_cent(values.cap_share)), cap, "règlement art. 15");
    }
    let levy = pension_levy(law, daily_wage);
    let gross = part.sum();
    part.term_if_any("pension levy", -levy, "règlement art. 19");
    if gross - levy < right.daily {
        part.brought_to("which may not go below the minimum", right.daily, "règlement art. 19");
    }
    part.word("days paid at most", right.days.to_string(), "règlement art. 9");
    Some((right.daily * MONTH_DAYS, part.ends("a day, before CSG; a month is 30", right.daily)))
}

/// Unemployment benefit of an adult who has one.
pub(super) fn unemployment(seen: &Seen<'_>, adult: usize, parts: &mut Vec<Explanation>) {
    let month = &seen.out.unemployment[adult];
    if month.gross == Cents::ZERO {
        return;
    }
    let mut part = Explanation::new(seen.of_adult("Net unemployment benefit", adult), "CSS L136-8");
    part.term("benefit after the pension levy", month.gross, "C. trav. L5422-1");
    let rate = match seen.facts.csg_rate {
        ReplacementRate::Exempt => "none",
        ReplacementRate::Reduced => "reduced",
        ReplacementRate::Median | ReplacementRate::Full => "full",
    };
    part.working("reference income of the household, a year", seen.out.tax.reference_income, "CGI 1417");
    part.word("rate of CSG it gives", rate, "CSS L136-8 III");
    if seen.facts.csg_rate != ReplacementRate::Exempt {
        part.working("no levy may go below the gross SMIC", smic::monthly(seen.law), "CSS L136-2");
        part.term("CSG, not deductible", -month.csg.taxable, "CSS L136-8 II");
        part.term("CSG, deductible", -month.csg.deductible, "CSS L136-8 II");
        part.term("CRDS", -month.csg.crds, "Ord. 96-50 art. 14");
    }
    parts.push(part.ends("net benefit, before income tax", month.net));
}

/// ASS or AAH of an adult who draws one.
pub(super) fn allowances(seen: &Seen<'_>, adult: usize, parts: &mut Vec<Explanation>) {
    match seen.case.pair()[adult].status {
        Status::Ass => parts.push(ass(seen, adult)),
        Status::Aah => parts.push(aah(seen, adult)),
        Status::Employed | Status::Are | Status::Retired | Status::None => {}
    }
}

fn ass(seen: &Seen<'_>, adult: usize) -> Explanation {
    let name = seen.of_adult("Allocation de solidarité spécifique", adult);
    let mut part = Explanation::new(name, "C. trav. L5423-1");
    let couple = seen.case.second.is_some();
    let daily = seen.law.ass.daily;
    let days = if couple { seen.law.ass.ceiling_couple } else { seen.law.ass.ceiling_alone };
    let label = format!("ceiling: {days} times the daily {}", euros(daily));
    part.term(label, ass::ceiling(seen.law, couple), "C. trav. R5423-2");
    part.term("taxable resources of the household", -seen.facts.ass_resources, "C. trav. R5423-2");
    if part.sum() < Cents::ZERO {
        part.brought_to("not below zero", Cents::ZERO, "");
    } else if part.sum() < daily {
        part.brought_to("less than one daily amount is not paid", Cents::ZERO, "C. trav. R5423-4");
    }
    let full = daily * ass::DAYS;
    if part.sum() > full {
        part.brought_to(format!("no more than {} daily amounts", ass::DAYS), full, "");
    }
    part.ends("paid", seen.out.ass[adult])
}

fn aah(seen: &Seen<'_>, adult: usize) -> Explanation {
    let name = seen.of_adult("Allocation aux adultes handicapés", adult);
    let mut part = Explanation::new(name, "CSS L821-1");
    let (values, facts) = (&seen.law.aah, &seen.facts.aah[adult]);
    let counted = aah::parts(seen.law, facts);
    part.working("full amount", values.maximum, "CSS D821-1");
    part.term("ceiling of this family", Cents::from_euros(counted.ceiling), "CSS D821-2");
    if facts.couple && values.partner_counts {
        part.working("partner's taxable income, a year", facts.partner_income, "CSS R821-4");
        let flat = values.partner_deducted + values.partner_deducted_child * facts.children;
        let deducted = match (values.partner_share_deducted.0, flat) {
            (0, flat) => euros(flat),
            (_, Cents::ZERO) => per_cent(values.partner_share_deducted),
            (_, flat) => format!("{} and {}", per_cent(values.partner_share_deducted), euros(flat)),
        };
        let label = format!("a twelfth of it less {deducted}");
        part.term(label, -Cents::from_euros(counted.partner / 12.0), "CSS D821-9");
    }
    part.term_if_any("own income, by month", -Cents::from_euros(counted.own / 12.0), "CSS D821-9");
    if part.sum() < Cents::ZERO {
        part.brought_to("not below zero", Cents::ZERO, "");
    }
    if part.sum() > values.maximum {
        part.brought_to("no more than the full amount", values.maximum, "CSS D821-1");
    }
    part.ends("paid", seen.out.aah[adult])
}
