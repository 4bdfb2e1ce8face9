//! Incomes and help of old age and disability explained: pensions, ASPA, APA, PCH.

use super::{Explanation, Seen, per_cent};
use crate::law::Law;
use crate::law::apa::{self, Gir};
use crate::law::aspa;
use crate::law::csg::ReplacementRate;
use crate::law::household::{Case, Status, with_facts};
use crate::law::pch::{self, Need};
use crate::units::Cents;

/// The pension of an adult who has one.
pub(super) fn pension(seen: &Seen<'_>, adult: usize, parts: &mut Vec<Explanation>) {
    let told = &seen.case.pair()[adult];
    if told.pension == Cents::ZERO {
        return;
    }
    let levies = &seen.out.pensions[adult];
    let mut part = Explanation::new(seen.of_adult("Net pension", adult), "CSS L136-8");
    part.term("gross pensions", told.pension, "");
    part.working("reference income of the household, a year", seen.out.tax.reference_income, "CGI 1417");
    let rate = match seen.facts.csg_rate {
        ReplacementRate::Exempt => "none",
        ReplacementRate::Reduced => "reduced",
        ReplacementRate::Median => "median",
        ReplacementRate::Full => "full",
    };
    part.word("rate of CSG it gives", rate, "CSS L136-8 III");
    part.term_if_any("CSG, not deductible", -levies.csg_taxable, "CSS L136-8");
    part.term_if_any("CSG, deductible", -levies.csg_deductible, "CSS L136-8");
    part.term_if_any("CRDS", -levies.crds, "Ord. 96-50 art. 14");
    part.term_if_any("autonomy contribution (CASA)", -levies.casa, "CASF L14-10-4");
    part.term_if_any("health, on Agirc-Arrco", -levies.health, "CSS D242-8");
    parts.push(part.ends("net pension, before income tax", levies.net));
}

/// The minimum of old age, where somebody is retired.
pub(super) fn aspa(seen: &Seen<'_>, parts: &mut Vec<Explanation>) {
    if seen.case.pair().iter().all(|adult| adult.status != Status::Retired) {
        return;
    }
    let (name, article) = ("Allocation de solidarité aux personnes âgées", "CSS L815-1");
    let (values, facts) = (&seen.law.aspa, &seen.facts.aspa);
    if facts.claimants == 0 {
        let reason = format!("no retired person of {} or more", values.age);
        parts.push(Explanation::without_right(name, article, reason));
        return;
    }
    let mut part = Explanation::new(name, article);
    let counted = aspa::parts(seen.law, facts);
    let label = if facts.couple { "ceiling of a couple" } else { "ceiling of a person alone" };
    part.term(label, counted.ceiling, "CSS L815-4, D815-1");
    part.term_if_any("gross pensions and other incomes", -facts.other, "CSS R815-22");
    part.term_if_any("wages above what is left out", -counted.wages, "CSS R815-29");
    if part.sum() < Cents::ZERO {
        part.brought_to("not below zero", Cents::ZERO, "");
    }
    if part.sum() > counted.most {
        part.brought_to("no more than a person alone for one claimant", counted.most, "CSS D815-1");
    }
    parts.push(part.ends("paid", seen.out.aspa));
}

/// The APA at home of a household's first adult, whose help plan is worth `plan` a month. It pays for help, and is no part
/// of disposable income.
pub fn apa_at_home(law: &Law, case: &Case, gir: Gir, plan: Cents) -> Explanation {
    let (_, facts) = with_facts(law, case);
    let couple = case.second.is_some();
    // As taxed, before deductions (CASF R232-5).
    let income = facts.ass_resources;
    let found = apa::at_home(law, gir, plan, income, couple);
    let mut part = Explanation::new(format!("APA at home, GIR {}", gir as usize + 1), "CASF L232-1");
    part.term("help plan a month", plan, "CASF L232-3");
    part.brought_to("ceiling of this GIR", found.plan, "CASF R232-10");
    part.working("taxable income of the household a month", income, "CASF R232-5");
    if couple {
        let shared = Cents::from_euros(income.to_euros() / law.apa.couple_divisor.to_fraction());
        part.working("of one of the couple", shared, "CASF R232-11");
    }
    part.working("nothing is left to the person up to", law.apa.mtp.times(law.apa.free_up_to), "CASF R232-11");
    let label = format!("{} is left from", per_cent(law.apa.largest_share));
    part.working(label, law.apa.mtp.times(law.apa.full_share_from), "CASF R232-11");
    part.term("left to the person", -found.participation, "CASF R232-11");
    if found.amount == Cents::ZERO {
        part.working("not paid up to", law.smic.hourly * law.apa.minimum_paid, "CASF D232-31");
        part.brought_to("so little is not paid", Cents::ZERO, "CASF D232-31");
    }
    part.ends("pays for help, not in disposable income", found.amount)
}

/// The human help of the PCH at a level of need. It pays for help, and is no part of disposable income.
pub fn disability_help(law: &Law, need: Need) -> Explanation {
    let mut part = Explanation::new("PCH, human help", "CASF L245-3");
    let hours = law.pch.hours[need as usize];
    part.word("hours a month at this level of need", hours.to_string(), "assumption");
    part.working("mean tariff of an hour", pch::hourly(law), "CASF L245-12");
    part.term("hours at that tariff", pch::hourly(law) * hours, "");
    part.ends("pays for help, not in disposable income", pch::pch(law, need))
}
