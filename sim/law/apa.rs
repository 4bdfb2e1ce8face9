//! Allocation personnalisée d'autonomie, at home and in an institution (CASF L232-1 and following): what the département
//! pays once the person's share, which grows with income, is taken off.

use super::Law;
use super::values::{law_values, nearest_cent};
use crate::units::{Cents, Rate};

law_values! {
    /// Values of the APA (`scenarios/law/apa.toml`); shares are of the MTP.
    "apa" => ApaValues {
        mtp: Cents,
        plan_ceiling: [Rate; 4],
        free_up_to: Rate,
        full_share_from: Rate,
        largest_share: Rate,
        plan_steps: [Rate; 2],
        plan_step_relief: [Rate; 2],
        couple_divisor: Rate,
        minimum_paid: i64,
        dependency_tariff: [Cents; 3],
        institution_income_limits: [Rate; 2],
        institution_largest_share: Rate,
    }
}

/// The loss of autonomy that opens a right, from the heaviest; GIR 5 and 6 open none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gir {
    One,
    Two,
    Three,
    Four,
}

/// APA of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Apa {
    /// The help plan, or the dependency tariff of the institution.
    pub plan: Cents,
    /// Left to the person.
    pub participation: Cents,
    /// Paid by the département.
    pub amount: Cents,
}

/// At home: `plan` is the monthly value of the help decided, cut at the ceiling of the GIR; `income` is the household's,
/// a month.
pub fn at_home(law: &Law, gir: Gir, plan: Cents, income: Cents, couple: bool) -> Apa {
    let values = &law.apa;
    let plan = plan.min(values.mtp.times(values.plan_ceiling[gir as usize]));
    let mtp = values.mtp.to_euros();
    let income = income.to_euros() / if couple { values.couple_divisor.to_fraction() } else { 1.0 };
    let (low, high) = (mtp * values.free_up_to.to_fraction(), mtp * values.full_share_from.to_fraction());
    let place = ((income - low) / (high - low)).clamp(0.0, 1.0);
    let steps = [mtp * values.plan_steps[0].to_fraction(), mtp * values.plan_steps[1].to_fraction()];
    let whole = plan.to_euros();
    // The dearer parts of a plan are shared less steeply, the less so the lower the income (CASF R232-11).
    let relief = |floor: Rate| floor.to_fraction() + (1.0 - floor.to_fraction()) * place;
    let shared = whole.min(steps[0])
        + (whole.min(steps[1]) - steps[0]).max(0.0) * relief(values.plan_step_relief[0])
        + (whole - steps[1]).max(0.0) * relief(values.plan_step_relief[1]);
    let participation = nearest_cent(shared * place * values.largest_share.to_fraction());
    let amount = plan - participation;
    // Not paid when it is that little or less (CASF D232-31).
    let paid = amount > law.smic.hourly * values.minimum_paid;
    Apa { plan, participation, amount: if paid { amount } else { Cents::ZERO } }
}

/// In an institution: the tariff of the GIR less that of GIR 5 and 6, which all residents owe, and the person's share.
pub fn in_institution(law: &Law, gir: Gir, income: Cents, couple: bool) -> Apa {
    let values = &law.apa;
    let tariff = values.dependency_tariff[if gir <= Gir::Two { 0 } else { 1 }];
    let owed_by_all = values.dependency_tariff[2];
    let income = if couple { income.share(1, 2) } else { income };
    let [low, high] = values.institution_income_limits.map(|limit| values.mtp.times(limit));
    let place = ((income - low).to_euros() / (high - low).to_euros()).clamp(0.0, 1.0);
    let above = (tariff - owed_by_all).at_least_zero();
    let share = nearest_cent(above.to_euros() * place * values.institution_largest_share.to_fraction());
    Apa { plan: tariff, participation: owed_by_all + share, amount: above - share }
}
