//! Stocks of a block at the end of the month, as indicators. It reads the block and changes nothing.

use super::pay;
use crate::behaviour::income::review::is_in_payment;
use crate::measures::Indicator;
use crate::world::block::rows_where;
use crate::world::household::flags;
use crate::world::person::{bits, events};
use crate::world::{Block, RsaState, Status, U24};

/// Adds the stocks of the block. Sums are kept apart from `counts` until the end: a number in memory that each person
/// adds to would make each wait for the one before.
pub fn count(block: &Block, counts: &mut [i64; Indicator::COUNT]) {
    let persons = &block.persons;
    let mut of_status = [0i64; Status::ALL.len()];
    let (mut registered, mut apa, mut unmet, mut durably, mut long_term) = (0, 0, 0, 0, 0);
    let (mut hours, mut ebe_fte, mut ebe_hires, mut without_benefit) = (0i64, 0, 0, 0);
    for row in 0..persons.len() {
        let status = persons.status[row];
        of_status[status as usize] += 1;
        if matches!(status, Status::Child | Status::Unborn | Status::Dead) {
            continue;
        }
        registered += i64::from(persons.has(row, bits::REGISTERED));
        apa += i64::from((1..=4).contains(&persons.dependency[row]));
        unmet += i64::from(persons.unmet_need[row]);
        hours += if status.is_employee() { i64::from(persons.hours[row]) } else { 0 };
        long_term += i64::from(status == Status::Unemployed && persons.searching[row] >= 12);
        if status.is_jobless() && persons.jobless[row] >= 12 {
            durably += 1;
        } else if status == Status::Ebe {
            ebe_fte += i64::from(persons.hours[row]) * 100 / i64::from(pay::FULL_TIME);
            // The month of hiring is the first of the spell.
            let hired = i64::from(persons.spell[row] == 1);
            ebe_hires += hired;
            without_benefit += hired * i64::from(persons.year_events[row] & events::EBE_WITHOUT_BENEFIT != 0);
        }
    }
    let mut add = |indicator: Indicator, number: i64| counts[indicator as usize] += number;
    for (&status, &number) in Status::ALL.iter().zip(&of_status) {
        if let Some(own) = stock(status) {
            add(own, number);
        }
        add(Indicator::Population, if status.is_alive() { number } else { 0 });
        add(Indicator::Employed, if status.is_employed() { number } else { 0 });
    }
    add(Indicator::Registered, registered);
    add(Indicator::ApaRecipients, apa);
    add(Indicator::UnmetNeed, unmet);
    add(Indicator::DurablyJobless, durably);
    add(Indicator::LongTermUnemployed, long_term);
    let own_boss = of_status[Status::SelfEmployed as usize];
    add(Indicator::EmployedFte, hours * 100 / i64::from(pay::FULL_TIME) + own_boss * 100);
    add(Indicator::EbeFte, ebe_fte);
    add(Indicator::EbeHires, ebe_hires);
    add(Indicator::EbeHiresWithoutBenefit, without_benefit);
    let homes = &block.households;
    let positive = |amounts: &[U24]| amounts.iter().filter(|amount| !amount.is_zero()).count() as i64;
    // Under the revenu universel the states of the RSA say who is referred to support, and draw no RSA.
    // Whoever does not claim an RSA they are entitled to has its amount beside; without, it is the other benefit.
    let universel = |home: usize| {
        homes.flags[home] & flags::UNIVERSEL != 0
            || !homes.revenu_universel[home].is_zero()
            || (homes.rsa_state[home] == RsaState::NonTakeUp && homes.rsa[home].is_zero())
    };
    let (mut on_rsa, mut non_take_up) = (0, [0; 2]);
    for home in rows_where(homes.len(), |home| homes.rsa_state[home] != RsaState::None).into_iter().map(usize::from) {
        let state = homes.rsa_state[home];
        let under = universel(home);
        on_rsa += i64::from(is_in_payment(state) && !under);
        non_take_up[usize::from(under)] += i64::from(state == RsaState::NonTakeUp);
    }
    add(Indicator::Households, homes.len() as i64);
    add(Indicator::RsaHouseholds, on_rsa);
    add(Indicator::RsaNonTakeUp, non_take_up[0]);
    add(Indicator::RevenuUniverselHouseholds, positive(&homes.revenu_universel));
    add(Indicator::RevenuUniverselNonTakeUp, non_take_up[1]);
    add(Indicator::PrimeActiviteHouseholds, positive(&homes.prime_activite));
    add(Indicator::HousingAidHouseholds, homes.housing_aid.iter().filter(|&&aid| aid > 0).count() as i64);
    add(Indicator::AahRecipients, positive(&homes.aah));
}

/// The stock that persons of a status are counted in, if it is one of its own.
fn stock(status: Status) -> Option<Indicator> {
    match status {
        Status::Student => Some(Indicator::Students),
        Status::OpenEnded => Some(Indicator::OpenEnded),
        Status::FixedTerm => Some(Indicator::FixedTerm),
        Status::Ebe => Some(Indicator::EbeEmployees),
        Status::InsertionJob => Some(Indicator::InsertionEmployees),
        Status::SelfEmployed => Some(Indicator::SelfEmployed),
        Status::Unemployed => Some(Indicator::Unemployed),
        Status::Halo => Some(Indicator::Halo),
        Status::Inactive => Some(Indicator::Inactive),
        Status::Retired => Some(Indicator::Retired),
        Status::Child | Status::Unborn | Status::Dead => None,
    }
}
