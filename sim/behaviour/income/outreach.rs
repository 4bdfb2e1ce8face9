//! Outreach: a household that does not draw what it is entitled to may be contacted, is told of all it misses at once,
//! and may claim it. Whoever claims after a contact goes on claiming when the right opens again.
//!
//! A household that would never claim by itself is contacted at a chance of its own: those are the ones that institutions
//! reach least. The cell's rules give the chances; nothing happens where there is no outreach.

use super::IncomeParameters;
use super::review;
use crate::behaviour::traits;
use crate::chance::{Chance, Process, Threshold};
use crate::units::{Month, PersonId, Rate};
use crate::world::household::rights;
use crate::world::{Households, Outreach, RsaState};

/// The contacts of a month in one cell.
pub struct Contacts<'a> {
    pub outreach: &'a Outreach,
    pub parameters: &'a IncomeParameters,
    pub chance: Chance,
    pub month: Month,
}

impl Contacts<'_> {
    /// Whether the household is contacted, from its state before the month's review; pure, so that who pays for the
    /// contact can count it.
    pub fn reach(&self, homes: &Households, household: usize, id: PersonId, lone_parent: bool) -> bool {
        let missed = missed(homes, household) & self.outreach.benefits;
        if missed == 0 {
            return false;
        }
        let permanent = traits::claim(&self.chance, id);
        let share = if never_claims(homes, household, lone_parent, missed, self.parameters, permanent) {
            self.outreach.persistent_contacted
        } else {
            self.outreach.contacted
        };
        self.draws(id, 0, share)
    }

    /// Contacts the household if it is reached; true if it claims.
    pub fn make(&self, homes: &mut Households, household: usize, id: PersonId, lone_parent: bool) -> bool {
        if !self.reach(homes, household, id, lone_parent) || !self.draws(id, 1, self.outreach.claims) {
            return false;
        }
        let missed = missed(homes, household) & self.outreach.benefits;
        homes.rights[household] |= missed << rights::TOLD_SHIFT;
        if missed & rights::MISSES_RSA != 0 {
            homes.rsa_state[household] = RsaState::Waiting;
            homes.rsa_state_months[household] = 0;
        }
        true
    }

    fn draws(&self, id: PersonId, word: usize, share: Rate) -> bool {
        let word = self.chance.person(Process::Outreach, self.month, id, 0)[word];
        Threshold::from_probability(share.to_fraction()).happens(word)
    }
}

/// Whether the household claims this benefit because it has been told of it.
pub fn is_told(homes: &Households, household: usize, benefit: u8) -> bool {
    homes.rights[household] & (benefit << rights::TOLD_SHIFT) != 0
}

/// The benefits the household is entitled to and does not draw.
pub fn missed(homes: &Households, household: usize) -> u8 {
    let rsa = if homes.rsa_state[household] == RsaState::NonTakeUp { rights::MISSES_RSA } else { 0 };
    rsa | (homes.rights[household] & (rights::MISSES_PRIME_ACTIVITE | rights::MISSES_ASPA))
}

/// Whether it would claim none of them by itself, ever. Of the RSA the model knows it; of the others it knows those who
/// do not claim, and takes the same part of them as for the RSA, those furthest from claiming.
fn never_claims(
    homes: &Households,
    household: usize,
    lone_parent: bool,
    missed: u8,
    parameters: &IncomeParameters,
    [rsa, prime, aspa, _]: [u32; 4],
) -> bool {
    let furthest = |take_up: Threshold, word: u32| {
        let band = Threshold(u32::MAX - take_up.0).scaled(parameters.rsa_persistent_part, 1_000_000);
        word >= u32::MAX - band.0
    };
    let never = [
        (rights::MISSES_RSA, review::never_claims_rsa(homes.tenure[household], lone_parent, rsa, parameters)),
        (rights::MISSES_PRIME_ACTIVITE, furthest(parameters.prime_activite_take_up, prime)),
        (rights::MISSES_ASPA, furthest(parameters.aspa_take_up, aspa)),
    ];
    never.iter().all(|(benefit, never)| missed & benefit == 0 || *never)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::Parameters;
    use crate::world::Tenure;
    use crate::world::household::HouseholdRow;

    fn homes(count: usize) -> Households {
        let mut homes = Households::default();
        for _ in 0..count {
            homes.push(HouseholdRow { tenure: Tenure::Owner, rsa_state: RsaState::NonTakeUp, ..Default::default() });
        }
        homes
    }

    fn id(household: usize) -> PersonId {
        PersonId { founder: household as u32, lineage: 0 }
    }

    #[test]
    fn those_who_never_claim_by_themselves_are_reached_less_and_nobody_without_outreach() {
        let parameters = IncomeParameters::new(&Parameters::load().expect("the parameters read"));
        let (mut homes, chance, month) = (homes(20_000), Chance::new(3), Month::new(2020, 5));
        let none = Outreach::default();
        let contacts = |outreach| Contacts { outreach, parameters: &parameters, chance, month };
        assert!((0..20_000).all(|h| !contacts(&none).make(&mut homes, h, id(h), false)));
        let outreach = Outreach {
            contacted: Rate(100_000),
            persistent_contacted: Rate(20_000),
            claims: Rate(500_000),
            benefits: rights::MISSES_RSA,
        };
        let mut counts = [[0u32; 2]; 2];
        for h in 0..20_000 {
            let never = review::never_claims_rsa(Tenure::Owner, false, traits::claim(&chance, id(h))[0], &parameters);
            let reached = contacts(&outreach).reach(&homes, h, id(h), false);
            counts[usize::from(never)][0] += 1;
            counts[usize::from(never)][1] += u32::from(reached);
            let claims = contacts(&outreach).make(&mut homes, h, id(h), false);
            assert!(reached || !claims);
            assert_eq!(claims, homes.rsa_state[h] == RsaState::Waiting);
            assert_eq!(claims, is_told(&homes, h, rights::MISSES_RSA));
        }
        let share = |[all, reached]: [u32; 2]| f64::from(reached) / f64::from(all);
        assert!((share(counts[0]) - 0.1).abs() < 0.01, "{counts:?}");
        assert!((share(counts[1]) - 0.02).abs() < 0.005, "{counts:?}");
    }
}
