//! The quarterly review of a household's benefits: RSA and prime d'activité are set for three months on the mean of the
//! three before; family benefits, housing aid, AAH and ASPA are looked at on the same occasion. A third of households
//! is reviewed each month, by a permanent cohort.

use super::IncomeParameters;
use super::entitlements::{Entitlements, entitlements};
use super::facts::{Facts, Home, facts};
use super::outreach::is_told;
use crate::behaviour::{poverty, traits};
use crate::chance::{Chance, Process, Threshold};
use crate::law::Law;
use crate::units::{Cents, Month, PersonId};
use crate::world::household::flags;
use crate::world::household::rights::{MISSES_ASPA, MISSES_PRIME_ACTIVITE, MISSES_RSA};
use crate::world::{Block, Households, RsaState, Rules, Tenure, U24, Universel, UniverselPayer};

/// Months between two reviews.
pub const QUARTER: u16 = 3;

/// Whether this is the month in which the household's benefits are set.
pub fn is_due(household: PersonId, month: Month) -> bool {
    (household.key() ^ (household.key() >> 16)) % u64::from(QUARTER) == u64::from(month.0 % QUARTER)
}
/// Looks at the household again: sets benefits in payment for the coming three months and clears the quarter.
pub fn review(
    block: &mut Block,
    household: usize,
    law: &Law,
    rules: &Rules,
    parameters: &IncomeParameters,
    chance: &Chance,
    month: Month,
) {
    let facts = facts(block, household, month);
    let home = Home::of(block, household);
    let in_payment = is_in_payment(block.households.rsa_state[household]);
    let due = entitlements(law, &facts, &home, in_payment);
    let id = block.household_id(household);
    // Most households are due nothing that must be claimed: theirs are never looked at.
    let claimable = [due.rsa, due.prime_activite, due.prime_activite_grown, due.aspa, due.revenu_universel];
    let [claims_rsa, claims_ppa, claims_aspa, _] =
        if claimable == [Cents::ZERO; 5] { [u32::MAX; 4] } else { traits::claim(chance, id) };
    let lone = poverty::is_lone_parent(block, household);
    let homes = &mut block.households;
    homes.family_benefits[household] = U24::of_cents(due.family);
    homes.asf[household] = U24::of_cents(due.asf);
    homes.housing_aid[household] = (due.housing_aid.0 / 100).clamp(0, 65_535) as u16;
    homes.aah[household] = U24::of_cents(due.aah[0] + due.aah[1] + due.aah_grown);
    let ppa = due.prime_activite + due.prime_activite_grown;
    let mut missed = 0;
    let mut drawn = |due: Cents, claims: bool, benefit: u8| {
        if claims || is_told(homes, household, benefit) {
            return U24::of_cents(due);
        }
        missed |= if due > Cents::ZERO { benefit } else { 0 };
        U24::ZERO
    };
    let aspa = drawn(due.aspa, parameters.aspa_take_up.happens(claims_aspa), MISSES_ASPA);
    let prime = drawn(ppa, parameters.prime_activite_take_up.happens(claims_ppa), MISSES_PRIME_ACTIVITE);
    (homes.aspa[household], homes.prime_activite[household]) = (aspa, prime);
    homes.rights[household] = homes.rights[household] & !(MISSES_ASPA | MISSES_PRIME_ACTIVITE) | missed;
    homes.rsa[household] = U24::of_cents(due.rsa);
    let state = homes.rsa_state[household];
    set_universel(homes, household, &due, rules, claims_rsa);
    let next = if due.under_universel || due.revenu_universel > Cents::ZERO {
        state_under_universel(homes, household, &facts, state, &due)
    } else if due.rsa == Cents::ZERO {
        RsaState::None
    } else if is_in_payment(state) || state == RsaState::Waiting {
        state
    } else if is_told(homes, household, MISSES_RSA)
        || claims(
            parameters.non_take_up(homes.tenure[household], lone),
            claims_rsa,
            rules,
            parameters,
            chance,
            id,
            month,
        )
    {
        RsaState::Waiting
    } else {
        RsaState::NonTakeUp
    };
    if next != state {
        homes.rsa_state[household] = next;
        homes.rsa_state_months[household] = 0;
        if next == RsaState::None {
            homes.rsa_months[household] = 0;
        }
    }
    homes.quarter_other[household] = U24::ZERO;
    for row in homes.member_rows(household) {
        block.persons.quarter_earnings[row] = U24::ZERO;
    }
}

/// Whether a household would never claim the RSA by itself; `permanent` is its trait.
pub fn never_claims_rsa(tenure: Tenure, lone_parent: bool, permanent: u32, parameters: &IncomeParameters) -> bool {
    parameters.non_take_up(tenure, lone_parent).scaled(parameters.rsa_persistent_part, 1_000_000).happens(permanent)
}

/// The revenu universel in payment: to those paid without a claim and to those who claim; the same never do as for the
/// RSA.
fn set_universel(homes: &mut Households, household: usize, due: &Entitlements, rules: &Rules, permanent: u32) {
    homes.revenu_universel[household] = U24::ZERO;
    homes.flags[household] &= !flags::UNIVERSEL;
    if due.under_universel {
        homes.flags[household] |= flags::UNIVERSEL;
    }
    if due.revenu_universel == Cents::ZERO {
        return;
    }
    let Universel { automatic, take_up, payer } = rules.universel;
    let missing = (1.0 - automatic.to_fraction()) * (1.0 - take_up.to_fraction());
    if !Threshold::from_probability(missing).happens(permanent) {
        homes.revenu_universel[household] = U24::of_cents(due.revenu_universel);
        if payer == UniverselPayer::DepartementForFormerRsa {
            homes.rsa[household] = U24::of_cents(due.former_rsa);
        }
    }
}

/// Those who draw the revenu universel without earning anything are referred to support as RSA recipients are, at once:
/// no award is waited for.
fn state_under_universel(
    homes: &Households,
    household: usize,
    facts: &Facts,
    state: RsaState,
    due: &Entitlements,
) -> RsaState {
    let drawn = !homes.revenu_universel[household].is_zero();
    let earning = facts.activity[0] + facts.activity[1] > Cents::ZERO;
    if due.revenu_universel > Cents::ZERO && !drawn {
        RsaState::NonTakeUp
    } else if !drawn || earning {
        RsaState::None
    } else if is_in_payment(state) {
        state
    } else {
        RsaState::NotOriented
    }
}

/// Whether an entitled household that draws nothing claims at this review.
fn claims(
    missing: Threshold,
    permanent: u32,
    rules: &Rules,
    parameters: &IncomeParameters,
    chance: &Chance,
    household: PersonId,
    month: Month,
) -> bool {
    // A reform that eases claiming shrinks the part that never claims and quickens the rest.
    let never = missing.scaled(parameters.rsa_persistent_part, 1_000_000);
    let never = never.scaled(1_000_000, u64::from(rules.rsa_take_up.0.max(1) as u32));
    if never.happens(permanent) {
        return false;
    }
    let word = chance.person(Process::TakeUp, month, household, 0)[0];
    let ease = 1.0 - missing.to_probability();
    let scaled = parameters.rsa_claim.scaled((ease * 1e6) as u64, 660_000);
    scaled.scaled(u64::from(rules.rsa_take_up.0.max(0) as u32), 1_000_000).happens(word)
}

pub fn is_in_payment(state: RsaState) -> bool {
    matches!(state, RsaState::NotOriented | RsaState::Employment | RsaState::Social)
}
