//! The chances and shares the money side uses. Values, sources and grades are in `scenarios/france/parameters.toml`.

use super::pay::CsgShares;
use super::spending::Spending;
use crate::chance::Threshold;
use crate::parameters::Parameters;
use crate::units::Rate;
use crate::world::Tenure;

#[derive(Clone, Debug)]
pub struct IncomeParameters {
    /// Share of entitled households that do not claim the RSA in a quarter, by tenure (owner, private tenant, social
    /// tenant, housed free).
    pub rsa_non_take_up: [Threshold; 4],
    /// Non-take-up of lone parents over that of others of the tenure, in millionths.
    pub rsa_lone_parents: u64,
    /// Part of non-take-up that is a permanent trait, in millionths.
    pub rsa_persistent_part: u64,
    /// Chance a quarter that an entitled household which does not claim, and is not one of those who never do, claims.
    pub rsa_claim: Threshold,
    pub prime_activite_take_up: Threshold,
    pub aspa_take_up: Threshold,
    /// Lone parents whose children's other parent pays, so that no ASF is due.
    pub child_support: Threshold,
    /// Permanent chance that a long career opens the ASS.
    pub ass_career: Threshold,
    /// Months between a claim of the RSA and its first payment, where no policy says otherwise.
    pub rsa_award_delay: u8,
    /// Chance a month that an RSA recipient not yet referred to a support pathway is, likewise.
    pub orientation: Rate,
    /// Share of RSA recipients referred to employment support rather than social support.
    pub oriented_to_employment: Threshold,
    pub csg_shares: CsgShares,
    pub spending: Spending,
    /// Share of net pay kept in partial activity.
    pub partial_activity_pay: Rate,
    /// Social levies on property income.
    pub property_levies: Rate,
}

impl IncomeParameters {
    pub fn new(p: &Parameters) -> IncomeParameters {
        let chance = |name: &str| Threshold::from_probability(p.fraction(name));
        let rate = |name: &str| Rate::from_fraction(p.fraction(name));
        let step = |bound: &str, share: &str| {
            let bound = if bound.is_empty() { i64::MAX / 100 } else { p.cents(bound).0 };
            (bound, rate(share))
        };
        IncomeParameters {
            rsa_non_take_up: [
                chance("rsa.non_take_up_owners"),
                chance("rsa.non_take_up_private_tenants"),
                chance("rsa.non_take_up_social_tenants"),
                chance("rsa.non_take_up_rent_free"),
            ],
            rsa_lone_parents: (p.fraction("rsa.non_take_up_lone_parents") * 1e6).round() as u64,
            rsa_persistent_part: (p.fraction("rsa.persistent_non_take_up_part") * 1e6).round() as u64,
            rsa_claim: chance("rsa.claim_a_quarter"),
            prime_activite_take_up: chance("prime_activite.take_up"),
            aspa_take_up: chance("aspa.take_up"),
            child_support: chance("child_support.paid"),
            ass_career: chance("ass.career"),
            rsa_award_delay: u8::try_from(p.months("rsa.award_delay")).unwrap_or(u8::MAX),
            orientation: p.rate("rsa.orientation"),
            oriented_to_employment: chance("rsa.oriented_to_employment"),
            csg_shares: CsgShares {
                famille: rate("csg.share_famille"),
                unedic: rate("csg.share_unedic"),
                autonomie: rate("csg.share_autonomie"),
                debt: rate("csg.share_debt"),
            },
            spending: Spending::new(
                vec![
                    step("consumption.first_step", "consumption.share_first"),
                    step("consumption.second_step", "consumption.share_second"),
                    step("consumption.third_step", "consumption.share_third"),
                    step("", "consumption.share_above"),
                ],
                rate("consumption.vat"),
                rate("consumption.imports"),
            ),
            partial_activity_pay: rate("partial_activity.net_pay_kept"),
            property_levies: rate("property_income.social_levies"),
        }
    }

    /// Share of entitled households of this tenure that do not claim the RSA; lone parents, whom the family branch knows,
    /// more often do.
    pub fn non_take_up(&self, tenure: Tenure, lone_parent: bool) -> Threshold {
        let missing = self.rsa_non_take_up[tenure as usize];
        if lone_parent { missing.scaled(self.rsa_lone_parents, 1_000_000) } else { missing }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_parents_claim_the_rsa_more_often_than_others_of_their_tenure_and_owners_least() {
        let p = IncomeParameters::new(&Parameters::load().expect("the carried parameters are whole"));
        for tenure in Tenure::ALL {
            assert!(p.non_take_up(*tenure, true) < p.non_take_up(*tenure, false), "{tenure:?}");
        }
        assert!(p.non_take_up(Tenure::Owner, false) > p.non_take_up(Tenure::SocialTenant, false));
    }
}
