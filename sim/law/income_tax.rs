//! Income tax on wages, unemployment benefit and pensions: family quotient and its cap, décote, the reduction of modest
//! incomes of 2019. Yearly; months pay what is withheld.

use super::Law;
use super::facts::Children;
use super::values::{law_values, nearest_cent};
use crate::units::{Cents, Rate};

law_values! {
    /// Values of income tax (`scenarios/law/income_tax.toml`); amounts a year, those of the year incomes are earned in.
    "income_tax" => IncomeTaxValues {
        thresholds: [Cents; 4],
        rates: [Rate; 4],
        decote_alone: Cents,
        decote_couple: Cents,
        decote_share: Rate,
        modest_cut: Rate,
        modest_full: Cents,
        modest_none: Cents,
        modest_half_part: Cents,
        half_part_cap: Cents,
        lone_parent_cap: Cents,
        expenses_share: Rate,
        expenses_minimum: Cents,
        expenses_maximum: Cents,
        pension_share: Rate,
        pension_minimum: Cents,
        pension_maximum: Cents,
        collected_from: Cents,
    }
}

/// What the tax of a household depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct TaxFacts {
    /// Two adults file one return.
    pub couple: bool,
    pub children: Children,
    /// One adult bringing up the children alone (case T).
    pub lone_parent: bool,
    /// Wages and unemployment benefit of each adult as taxed, a year, before the deduction for expenses.
    pub wages: [Cents; 2],
    /// Pensions of each adult as taxed, a year.
    pub pensions: [Cents; 2],
}

/// The tax of a year's income and its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct IncomeTax {
    pub half_parts: i64,
    /// Revenu fiscal de référence.
    pub reference_income: Cents,
    /// After the cap of the family quotient, before the décote.
    pub after_cap: Cents,
    /// Due, in whole euros.
    pub tax: Cents,
}

/// Half parts of the family quotient: two for each adult, one for each of the first two children and two from the third,
/// one more for a lone parent (CGI 194, 195).
pub fn half_parts(couple: bool, children: i64, lone_parent: bool) -> i64 {
    let adults = if couple { 4 } else { 2 };
    let alone = i64::from(lone_parent && children > 0 && !couple);
    adults + children.min(2) + 2 * (children - 2).max(0) + alone
}

/// What is left of a year's wages after the deduction for professional expenses, itself in whole euros.
pub fn after_expenses(law: &Law, wages: Cents) -> Cents {
    let values = &law.income_tax;
    let tenth = wages.times(values.expenses_share);
    let deducted = tenth.max(values.expenses_minimum).min(values.expenses_maximum);
    (wages - Cents::euros(crate::units::div_round(deducted.0, 100))).at_least_zero()
}

/// The steps from the scale to the tax of a household whose adults would be taxed without dependants, in euros.
pub(super) struct Parts {
    /// The scale on the adults' half parts alone.
    pub(super) without_dependants: f64,
    /// The scale on all half parts, before the cap.
    pub(super) with_dependants: f64,
    /// The most that dependants may save.
    pub(super) cap: f64,
    pub(super) after_cap: f64,
    pub(super) decote: f64,
    /// The reduction of modest incomes.
    pub(super) modest_cut: f64,
}

/// The tax of a year.
pub fn income_tax(law: &Law, facts: &TaxFacts) -> IncomeTax {
    let mut income: Cents = facts.wages.iter().map(|&wages| after_expenses(law, wages)).sum();
    income += after_pension_deduction(law, facts.pensions);
    let half_parts = half_parts(facts.couple, facts.children.count(), facts.lone_parent);
    let Some(parts) = parts(law, facts, income, half_parts) else {
        return IncomeTax { half_parts, reference_income: income, ..IncomeTax::default() };
    };
    let tax = rounded(&parts);
    IncomeTax {
        half_parts,
        reference_income: income,
        after_cap: nearest_cent(parts.after_cap),
        tax: if tax < law.income_tax.collected_from { Cents::ZERO } else { tax },
    }
}

/// The tax in whole euros (CGI 1657, 1 bis), whether or not so little is collected.
pub(super) fn rounded(parts: &Parts) -> Cents {
    Cents::euros(((parts.after_cap - parts.decote - parts.modest_cut).max(0.0) + 0.5) as i64)
}

/// The steps of the tax on an income after deductions, or `None` if nothing is due even without dependants.
pub(super) fn parts(law: &Law, facts: &TaxFacts, income: Cents, half_parts: i64) -> Option<Parts> {
    let values = &law.income_tax;
    let adult_half_parts = if facts.couple { 4 } else { 2 };
    let without = scale(values, income, adult_half_parts);
    if without == 0.0 {
        // Half of households: dependants can only lower what is nothing already.
        return None;
    }
    let with_children = if half_parts == adult_half_parts { without } else { scale(values, income, half_parts) };
    let cap = gain_cap(values, facts, half_parts - adult_half_parts);
    let after_cap = with_children.max(without - cap).max(0.0);

    let decote = if facts.couple { values.decote_couple } else { values.decote_alone };
    // The décote is in whole euros, and no more than the tax.
    let decote = (decote.to_euros() - values.decote_share.to_fraction() * after_cap).max(0.0);
    let decote = ((decote + 0.5) as i64) as f64;
    let decote = decote.min(after_cap);
    let before_cut = after_cap - decote;
    let modest_cut = modest_cut(values, facts.couple, half_parts - adult_half_parts, income) * before_cut;
    Some(Parts { without_dependants: without, with_dependants: with_children, cap, after_cap, decote, modest_cut })
}

/// What is left of pensions after their own deduction, whose ceiling is the household's (CGI 158, 5 a).
pub fn after_pension_deduction(law: &Law, pensions: [Cents; 2]) -> Cents {
    let values = &law.income_tax;
    let deducted = |pension: Cents| pension.times(values.pension_share).max(values.pension_minimum.min(pension));
    let total = pensions[0] + pensions[1];
    if total == Cents::ZERO {
        return total;
    }
    let deducted = (deducted(pensions[0]) + deducted(pensions[1])).min(values.pension_maximum);
    (total - Cents::euros(crate::units::div_round(deducted.0, 100))).at_least_zero()
}

/// The progressive scale applied to the income of a part, times the parts, in euros.
fn scale(values: &IncomeTaxValues, income: Cents, half_parts: i64) -> f64 {
    let [a, b, c, d] = brackets(values, income, half_parts);
    (a + b + c + d) * (half_parts as f64 / 2.0)
}

/// What each bracket takes of the income of one part, in euros.
pub(super) fn brackets(values: &IncomeTaxValues, income: Cents, half_parts: i64) -> [f64; 4] {
    let quotient = income.to_euros() / (half_parts as f64 / 2.0);
    let mut taxes = [0.0; 4];
    for (bracket, tax) in taxes.iter_mut().enumerate() {
        let from = values.thresholds[bracket].to_euros();
        if quotient <= from {
            break;
        }
        let to = values.thresholds.get(bracket + 1).map_or(quotient, |next| next.to_euros().min(quotient));
        *tax = (to - from) * values.rates[bracket].to_fraction();
    }
    taxes
}

/// The most that dependants' half parts may save (CGI 197 I 2), in euros.
fn gain_cap(values: &IncomeTaxValues, facts: &TaxFacts, extra: i64) -> f64 {
    let alone = facts.lone_parent && !facts.couple && extra >= 2;
    let (first, rest) = if alone { (values.lone_parent_cap, extra - 2) } else { (Cents::ZERO, extra) };
    (first + values.half_part_cap * rest).to_euros()
}

/// The reduction of modest incomes, as a share of the tax: full under a limit, then falling to nothing.
fn modest_cut(values: &IncomeTaxValues, couple: bool, extra: i64, income: Cents) -> f64 {
    if values.modest_cut.0 == 0 {
        return 0.0;
    }
    let adults = if couple { 2 } else { 1 };
    let raised = values.modest_half_part * extra;
    let full = (values.modest_full * adults + raised).to_euros();
    let none = (values.modest_none * adults + raised).to_euros();
    values.modest_cut.to_fraction() * ((none - income.to_euros()) / (none - full)).clamp(0.0, 1.0)
}

/// What is withheld in a month: a twelfth of the tax that twelve months like this one would bear. It stands for the
/// household's own rate, kept up to date.
pub fn withholding(law: &Law, month: &TaxFacts) -> Cents {
    let year = TaxFacts {
        wages: month.wages.map(|wages| wages * 12),
        pensions: month.pensions.map(|pensions| pensions * 12),
        ..*month
    };
    Cents(crate::units::div_round(income_tax(law, &year).tax.0, 12))
}
