//! Exemption of employer contributions on the jobs of a place, as in zones de revitalisation rurale (CSS L241-19): social
//! insurance and family contributions are forgone in full up to a wage, then less and less, down to none at a higher one.
//!
//! Why it exists: the rule is the law's own form with its two limits free, so that a scenario may place it anywhere.

use super::payslip::Payslip;
use super::{Law, smic};
use crate::units::{Cents, Rate};

/// The terms of an exemption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Of the contributions covered, under the first limit.
    pub share: Rate,
    /// In SMIC: forgone in full up to the first, not at all from the second.
    pub full_up_to: Rate,
    pub none_from: Rate,
    /// What is left after the general reduction is forgone; else the employer takes the larger of the two, as the law
    /// has it.
    pub on_top: bool,
}

/// What employers do not pay in a month, by the branch that forgoes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Forgone {
    pub maladie: Cents,
    pub vieillesse: Cents,
    pub famille: Cents,
}

impl Forgone {
    pub fn total(&self) -> Cents {
        self.maladie + self.vieillesse + self.famille
    }
}

/// The part of the covered contributions forgone at this wage: 1 up to the first limit, then
/// first/(second − first) × (second/wage − 1), wages in SMIC (CSS D241-24 has 1.5 and 2.4).
pub fn coefficient(law: &Law, terms: &Terms, gross: Cents, full_time_share: Rate) -> Rate {
    let smic = smic::monthly(law).times(full_time_share).0.max(1);
    let wage = gross.0 * 1_000_000 / smic;
    let (full, none) = (i64::from(terms.full_up_to.0), i64::from(terms.none_from.0));
    if wage <= full {
        Rate::ONE
    } else if wage >= none {
        Rate(0)
    } else {
        Rate(Cents(1_000_000).share(full * (none - wage), (none - full) * wage).0 as i32)
    }
}

/// What is forgone on a pay slip, beyond the general reduction it has already.
pub fn exemption(law: &Law, slip: &Payslip, terms: &Terms, full_time_share: Rate) -> Forgone {
    let coefficient = coefficient(law, terms, slip.gross, full_time_share);
    if coefficient == Rate(0) {
        return Forgone::default();
    }
    let (due, cut) = (&slip.employer, &slip.general_reduction);
    let covered = [due.maladie, due.vieillesse, due.famille];
    let left = [due.maladie - cut.maladie, due.vieillesse - cut.vieillesse, due.famille - cut.famille];
    let part = |amounts: [Cents; 3]| amounts.map(|amount| amount.at_least_zero().times(terms.share).times(coefficient));
    let [maladie, vieillesse, famille] = if terms.on_top {
        part(left)
    } else {
        let whole: Cents = part(covered).into_iter().sum();
        let more = (whole - cut.total()).at_least_zero();
        let sum = left.iter().map(|amount| amount.at_least_zero().0).sum::<i64>().max(1);
        let vieillesse = more.share(left[1].at_least_zero().0, sum);
        let famille = more.share(left[2].at_least_zero().0, sum);
        [more - vieillesse - famille, vieillesse, famille]
    };
    Forgone { maladie, vieillesse, famille }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Code;
    use crate::law::payslip::payslip;
    use crate::units::Month;

    const ZRR: Terms =
        Terms { share: Rate::ONE, full_up_to: Rate(1_500_000), none_from: Rate(2_400_000), on_top: false };

    fn at(smics: f64, terms: &Terms) -> (Payslip, Forgone) {
        let law = Code::load().expect("the law reads").at(Month::new(2021, 1));
        let gross = Cents::from_euros(smic::monthly(&law).to_euros() * smics);
        let slip = payslip(&law, gross, Rate::ONE);
        (slip, exemption(&law, &slip, terms, Rate::ONE))
    }

    #[test]
    fn at_the_smic_the_general_reduction_is_worth_more_and_the_zone_adds_nothing() {
        assert_eq!(at(1.0, &ZRR).1, Forgone::default());
        // On top of it, what the reduction leaves of the three contributions is forgone.
        let (slip, on_top) = at(1.0, &Terms { on_top: true, ..ZRR });
        let left = slip.employer.maladie - slip.general_reduction.maladie;
        assert_eq!(on_top.maladie, left.at_least_zero());
    }

    #[test]
    fn at_one_and_a_half_smic_all_three_contributions_are_forgone_or_reduced() {
        let (slip, forgone) = at(1.5, &ZRR);
        let covered = slip.employer.maladie + slip.employer.vieillesse + slip.employer.famille;
        assert!((forgone.total() + slip.general_reduction.total() - covered).0.abs() <= 3);
        assert!(forgone.total() > slip.gross.times(Rate(100_000)), "over a tenth of the wage: {}", forgone.total());
    }

    #[test]
    fn the_exemption_falls_from_one_and_a_half_smic_to_nothing_at_two_point_four() {
        let law = Code::load().expect("the law reads").at(Month::new(2021, 1));
        let smic = smic::monthly(&law);
        let of = |tenths: i64| coefficient(&law, &ZRR, smic * tenths / 10, Rate::ONE).0;
        assert_eq!((of(15), of(30)), (1_000_000, 0));
        assert!(of(24) < 10, "{}", of(24));
        // 1/0.9 × (3.6/2 − 1.5) at twice the SMIC.
        assert!((of(20) - 333_333).abs() < 50, "{}", of(20));
        // Half time at the same hourly wage has the same part.
        assert_eq!(coefficient(&law, &ZRR, smic, Rate(500_000)).0 / 100, of(20) / 100);
        assert_eq!(at(2.5, &ZRR).1.total(), Cents::ZERO);
    }
}
