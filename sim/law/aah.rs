//! Allocation aux adultes handicapés: a differential allowance under a ceiling by family (CSS L821-1 to L821-3).

use super::Law;
use super::values::{law_values, nearest_cent};
use crate::units::{Cents, Rate};

law_values! {
    /// Values of the AAH (`scenarios/law/aah.toml`).
    "aah" => AahValues {
        maximum: Cents,
        couple: Rate,
        child: Rate,
        partner_counts: bool,
        partner_share_deducted: Rate,
        partner_deducted: Cents,
        partner_deducted_child: Cents,
        own_share_deducted_low: Rate,
        own_share_deducted_high: Rate,
        own_low_limit: Rate,
    }
}

/// What the AAH depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct AahFacts {
    pub couple: bool,
    pub children: i64,
    /// The claimant's own wage, net taxable after the deduction for expenses, a year at the pace of the last quarter.
    pub own_wage: Cents,
    /// The claimant's other taxable income, a year, before last.
    pub own_other: Cents,
    /// The partner's taxable income after the deduction for expenses, a year, before last.
    pub partner_income: Cents,
}

/// What the AAH is the difference of, in euros, not rounded.
pub(super) struct Parts {
    /// A month.
    pub(super) ceiling: f64,
    /// The claimant's income counted, a year.
    pub(super) own: f64,
    /// The partner's, a year.
    pub(super) partner: f64,
}

pub(super) fn parts(law: &Law, facts: &AahFacts) -> Parts {
    let values = &law.aah;
    let children = i64::from(values.child.0) * facts.children;
    let partner_counts = facts.couple && values.partner_counts;
    let couple = if partner_counts { i64::from(values.couple.0) } else { 0 };
    let ceiling = values.maximum.to_euros() * (1_000_000 + couple + children) as f64 / 1e6;

    let smic = super::smic::monthly(law) * 12;
    let low = facts.own_wage.min(smic.times(values.own_low_limit));
    let high = facts.own_wage - low;
    let own = low.to_euros() * (1.0 - values.own_share_deducted_low.to_fraction())
        + high.to_euros() * (1.0 - values.own_share_deducted_high.to_fraction())
        + facts.own_other.to_euros();
    let partner = if partner_counts {
        let kept = facts.partner_income.to_euros() * (1.0 - values.partner_share_deducted.to_fraction());
        (kept - (values.partner_deducted + values.partner_deducted_child * facts.children).to_euros()).max(0.0)
    } else {
        0.0
    };
    Parts { ceiling, own, partner }
}

/// AAH of a month.
pub fn aah(law: &Law, facts: &AahFacts) -> Cents {
    let Parts { ceiling, own, partner } = parts(law, facts);
    let room = nearest_cent((ceiling - (own + partner) / 12.0).max(0.0));
    room.min(law.aah.maximum)
}
