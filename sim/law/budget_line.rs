//! What a household keeps of each euro its first adult earns: disposable income by component for wages from nothing to
//! three SMIC, and the effective marginal tax rate. It is the picture every analyst of taxes and benefits begins with.

use super::household::{Adult, Case, Outcome, Status, steady_state};
use super::{Law, smic};
use crate::units::{Cents, Rate, div_round};

/// A part of disposable income: its name, and what an outcome has of it.
pub type Component = (&'static str, fn(&Outcome) -> Cents);

/// They sum to disposable income; the last is what is taken off.
pub const COMPONENTS: [Component; 7] = [
    ("own net wage", |o| o.payslips[0].net),
    ("partner and other income", |o| {
        let replaced = o.ass[0] + o.ass[1] + o.aah[0] + o.aah[1] + o.net_pensions() + o.aspa;
        o.payslips[1].net + o.net_unemployment() + replaced
    }),
    ("family benefits", |o| o.family.total()),
    ("housing aid", |o| o.housing.amount),
    ("RSA", |o| o.rsa.amount),
    ("prime d'activité", |o| o.ppa.amount),
    ("income tax and CRDS", |o| -o.monthly_tax() - o.crds_on_benefits),
];

/// Wages go up by one in so many of a SMIC.
const STEPS_A_SMIC: i64 = 200;
const SMICS: i64 = 3;
/// Half of what the marginal rate is measured over: 2.5 % of a SMIC, so that the whole euros of housing aid and its
/// income in steps of a hundred do not hide the slope.
const HALF_SPAN: i64 = 5;

/// A household at one wage of its first adult.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Gross, a month.
    pub wage: Cents,
    /// In the order of [`COMPONENTS`].
    pub components: [Cents; 7],
    pub disposable: Cents,
    /// The part of a small rise of the gross wage that does not reach disposable income.
    pub marginal_rate: Rate,
}

/// The case at each wage of its first adult, whose own benefit for not working goes with the first euro.
pub fn budget_line(law: &Law, case: &Case) -> Vec<Point> {
    let smic = smic::monthly(law);
    let at = |step: i64| {
        let wage = Cents(div_round(smic.0 * step, STEPS_A_SMIC));
        (wage, steady_state(law, &earning(case, wage)))
    };
    let all: Vec<(Cents, Outcome)> = (0..=SMICS * STEPS_A_SMIC + HALF_SPAN).map(at).collect();
    let last = (SMICS * STEPS_A_SMIC) as usize;
    let points = all.iter().enumerate().take(last + 1).map(|(step, (wage, outcome))| {
        let low = step.saturating_sub(HALF_SPAN as usize);
        let (before, after) = (&all[low], &all[low + 2 * HALF_SPAN as usize]);
        let kept = (after.1.disposable - before.1.disposable).0 * i64::from(Rate::ONE.0);
        let kept = div_round(kept, (after.0 - before.0).0.max(1));
        Point {
            wage: *wage,
            components: COMPONENTS.map(|(_, of)| of(outcome)),
            disposable: outcome.disposable,
            marginal_rate: Rate((i64::from(Rate::ONE.0) - kept).clamp(i32::MIN.into(), i32::MAX.into()) as i32),
        }
    });
    points.collect()
}

/// The case with its first adult at this wage, and on nothing else.
fn earning(case: &Case, wage: Cents) -> Case {
    let status = if wage > Cents::ZERO { Status::Employed } else { Status::None };
    Case { first: Adult { status, wage, age: case.first.age, ..Adult::default() }, ..*case }
}
