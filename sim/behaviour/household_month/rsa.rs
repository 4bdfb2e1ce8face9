//! The RSA of a household from month to month: award after its delay, referral to a support pathway, payment. It may touch
//! the household's state and register its jobless members with the employment service.

use super::View;
use crate::chance::{Process, Threshold};
use crate::units::{Cents, Month};
use crate::world::person::bits;
use crate::world::{Block, Role, RsaState, Rules};

/// Award after the delay (with what is due since the claim), referral to support, and the month's payment.
pub fn of_the_month(block: &mut Block, household: usize, rules: &Rules, view: &View) -> Cents {
    let id = block.household_id(household);
    let homes = &mut block.households;
    let state = homes.rsa_state[household];
    let amount = Cents(i64::from(homes.rsa[household]));
    if state == RsaState::None || state == RsaState::NonTakeUp {
        return Cents::ZERO;
    }
    homes.rsa_state_months[household] = homes.rsa_state_months[household].saturating_add(1);
    if state == RsaState::Waiting {
        let waited = homes.rsa_state_months[household];
        if waited <= rules.rsa_award_delay {
            return Cents::ZERO;
        }
        homes.rsa_state[household] = RsaState::NotOriented;
        homes.rsa_state_months[household] = 0;
        homes.rsa_months[household] = 1;
        return amount * i64::from(waited);
    }
    homes.rsa_months[household] = homes.rsa_months[household].saturating_add(1);
    if state == RsaState::Social && rules.moves_on_to_employment.0 > 0 {
        let [word, ..] = view.chance.person(Process::Orientation, view.month, id, 1);
        if Threshold::from_probability(rules.moves_on_to_employment.to_fraction()).happens(word) {
            homes.rsa_state[household] = RsaState::Employment;
            homes.rsa_state_months[household] = 0;
            register(block, household, view.month);
            return amount;
        }
    }
    if state == RsaState::NotOriented {
        let [word, way, ..] = view.chance.person(Process::Orientation, view.month, id, 0);
        if Threshold::from_probability(rules.orientation.to_fraction()).happens(word) {
            let to_employment = view.parameters.oriented_to_employment.happens(way);
            homes.rsa_state[household] = if to_employment { RsaState::Employment } else { RsaState::Social };
            homes.rsa_state_months[household] = 0;
            if to_employment {
                register(block, household, view.month);
            }
        }
    }
    amount
}

/// Who is referred to employment support is registered as a jobseeker (CASF L262-34).
fn register(block: &mut Block, household: usize, month: Month) {
    for row in block.households.member_rows(household) {
        let adult = block.persons.role[row] != Role::Child || block.persons.age(row, month) >= 25;
        if adult && block.persons.status[row].is_jobless() && !block.persons.has(row, bits::DISABLED) {
            block.persons.mark(row, bits::REGISTERED, true);
        }
    }
}
