//! The income tax of a year explained: from taxable incomes to the reference income, from the scale to what is collected.

use super::{Explanation, Figure, Seen, euros, per_cent};
use crate::law::income_tax::{self, after_expenses};
use crate::units::{Cents, nearest};

/// The reference income, then the tax on it.
pub(super) fn explain(seen: &Seen<'_>, parts: &mut Vec<Explanation>) {
    let facts = &seen.facts.tax;
    if facts.wages.iter().chain(&facts.pensions).all(|&income| income == Cents::ZERO) {
        parts.push(Explanation::without_right("Income tax", "CGI 197", "no taxable income"));
        return;
    }
    parts.push(reference_income(seen));
    parts.push(tax(seen));
}

fn reference_income(seen: &Seen<'_>) -> Explanation {
    let mut part = Explanation::new("Reference income, a year", "CGI 1417");
    for adult in 0..seen.case.adults() as usize {
        let taxable = seen.facts.tax.wages[adult];
        if taxable > Cents::ZERO {
            part.term(seen.of_adult("taxable income × 12", adult), taxable, "");
            let left = after_expenses(seen.law, taxable);
            let share = per_cent(seen.law.income_tax.expenses_share);
            part.term(format!("deduction for expenses: {share}, within limits"), left - taxable, "CGI 83, 3°");
        }
    }
    let pensions = seen.facts.tax.pensions;
    for (adult, &pension) in pensions.iter().enumerate() {
        part.term_if_any(seen.of_adult("taxable pension × 12", adult), pension, "");
    }
    let left = income_tax::after_pension_deduction(seen.law, pensions);
    let share = per_cent(seen.law.income_tax.pension_share);
    let label = format!("deduction on pensions: {share}, within limits");
    part.term_if_any(label, left - pensions[0] - pensions[1], "CGI 158, 5 a");
    let old = |adult: usize| pensions[adult] > Cents::ZERO && seen.case.pair()[adult].age >= 65;
    if old(0) || old(1) {
        part.word("deduction of modest incomes from 65 on", "not counted", "CGI 157 bis");
    }
    part.ends("a year", seen.out.tax.reference_income)
}

fn tax(seen: &Seen<'_>) -> Explanation {
    let (values, facts, tax) = (&seen.law.income_tax, &seen.facts.tax, &seen.out.tax);
    let income = tax.reference_income;
    let mut part = Explanation::new("Income tax, a year", "CGI 197");
    part.working("income", income, "");
    part.word("parts", parts(tax.half_parts), "CGI 194, 195");
    let Some(steps) = income_tax::parts(seen.law, facts, income, tax.half_parts) else {
        let of_part = Cents(nearest(income.0 as f64 * 2.0 / tax.half_parts as f64));
        part.working("income of one part", of_part, "CGI 193");
        part.working("first bracket: tax begins at", values.thresholds[0], "CGI 197 I 1");
        return part.ends("due a year", tax.tax);
    };
    let adults = if facts.couple { 4 } else { 2 };
    let capped = steps.with_dependants < steps.without_dependants - steps.cap;
    let half_parts = if capped { adults } else { tax.half_parts };
    part.working(
        if capped { format!("income of one part, of {}", counted(adults)) } else { "income of one part".into() },
        Cents(nearest(income.0 as f64 * 2.0 / half_parts as f64)),
        "CGI 193",
    );
    let brackets = income_tax::brackets(values, income, half_parts);
    for (bracket, taken) in brackets.into_iter().enumerate().filter(|(_, taken)| *taken > 0.0) {
        let (rate, from) = (per_cent(values.rates[bracket]), euros(values.thresholds[bracket]));
        part.working(format!("{rate} above {from}"), Cents::from_euros(taken), "CGI 197 I 1");
    }
    let without = Cents::from_euros(steps.without_dependants);
    if tax.half_parts == adults {
        part.term(format!("scale × {}", counted(adults)), without, "CGI 197 I 1");
    } else {
        part.term(format!("scale on the adults' {} alone", counted(adults)), without, "CGI 197 I 1");
        part.working("most that dependants may save", Cents::from_euros(steps.cap), "CGI 197 I 2");
        let saved = Cents::from_euros(steps.after_cap) - without;
        let label = if capped { "saved by dependants' half parts, capped" } else { "saved by dependants' half parts" };
        part.term(label, saved, "CGI 197 I 2");
    }
    let decote = if facts.couple { values.decote_couple } else { values.decote_alone };
    let label = format!("décote: {} less {} of the tax", euros(decote), per_cent(values.decote_share));
    part.term_if_any(label, -Cents::from_euros(steps.decote), "CGI 197 I 4");
    part.term_if_any("reduction of modest incomes", -Cents::from_euros(steps.modest_cut), "CGI 197 I 4 b");
    let rounded = income_tax::rounded(&steps);
    let rest = rounded - part.sum();
    if rest != Cents::ZERO {
        part.step("to the whole euro", Figure::Rounding(rest), "CGI 1657");
    }
    if rounded > tax.tax {
        let label = format!("less than {} is not collected", euros(values.collected_from));
        part.brought_to(label, tax.tax, "CGI 1657, 1 bis");
    }
    part.ends("due a year", tax.tax)
}

/// `1 part`, `2.5 parts`, from half parts.
fn counted(half_parts: i64) -> String {
    format!("{} {}", parts(half_parts), if half_parts > 2 { "parts" } else { "part" })
}

/// `2.5`, from half parts.
fn parts(half_parts: i64) -> String {
    if half_parts % 2 == 0 { (half_parts / 2).to_string() } else { format!("{}.5", half_parts / 2) }
}
