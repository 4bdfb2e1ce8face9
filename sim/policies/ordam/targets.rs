//! How the national target is shared out among régions. Pure: from need and history to targets that sum to the total,
//! to the cent.

use super::region::Need;
use super::{AllocationKey, PaidBy};
use crate::units::{Cents, Rate};
use crate::world::splitting::by_weight;

/// What targets depend on.
#[derive(Clone, Debug)]
pub struct Sharing<'a> {
    pub total: Cents,
    pub key: AllocationKey,
    /// How far the transition has gone, and what stays shared out as in the past even at its end.
    pub gone: Rate,
    pub historical_share: Rate,
    pub paid_by: PaidBy,
    /// By région: past spending, need, and whether the scenario names it.
    pub history: &'a [Cents],
    pub needs: &'a [Need],
    pub chosen: &'a [bool],
}

/// What each région would have as in the past.
pub fn past(sharing: &Sharing) -> Vec<Cents> {
    by_weight(sharing.total, &sharing.history.iter().map(|h| h.0.max(0) as u64).collect::<Vec<u64>>())
}

/// The target of each région. Paid by other régions: they sum to the total. New money: régions not named keep their
/// past share, and nobody has less than it.
pub fn targets(sharing: &Sharing) -> Vec<Cents> {
    let past_weights: Vec<u64> = sharing.history.iter().map(|h| h.0.max(0) as u64).collect();
    let past = past(sharing);
    let wanted = by_key(sharing);
    // The part of the way from the past to the key.
    let way = i64::from(sharing.gone.0) * i64::from(Rate::ONE.0 - sharing.historical_share.0);
    let blended: Vec<Cents> =
        past.iter().zip(&wanted).map(|(&p, &w)| p + (w - p).share(way, 1_000_000_000_000)).collect();
    match sharing.paid_by {
        PaidBy::NewMoney => {
            (0..past.len()).map(|r| if sharing.chosen[r] { blended[r].max(past[r]) } else { past[r] }).collect()
        }
        PaidBy::OtherRegions => {
            let chosen = |r: &usize| sharing.chosen[*r];
            if (0..past.len()).all(|r| chosen(&r)) {
                // Everyone follows the key: only roundings are left to share out.
                return by_weight(sharing.total, &blended.iter().map(|b| b.0.max(0) as u64).collect::<Vec<u64>>());
            }
            // What the key moves to the régions named comes from the others as the past shares them: nothing moved,
            // nothing changed, to the cent.
            let moved: Cents = (0..past.len()).filter(chosen).map(|r| blended[r] - past[r]).sum();
            let others: Vec<u64> = (0..past.len()).map(|r| if chosen(&r) { 0 } else { past_weights[r] }).collect();
            let given = by_weight(moved, &others);
            (0..past.len()).map(|r| if chosen(&r) { blended[r] } else { past[r] - given[r] }).collect()
        }
    }
}

fn by_key(sharing: &Sharing) -> Vec<Cents> {
    let weigh =
        |total: Cents, of: fn(&Need) -> u64| by_weight(total, &sharing.needs.iter().map(of).collect::<Vec<u64>>());
    match sharing.key {
        AllocationKey::Historical => past(sharing),
        AllocationKey::PerHead => weigh(sharing.total, |n| n.persons),
        AllocationKey::Age => weigh(sharing.total, |n| n.age),
        AllocationKey::Need { age: _, mortality, deprivation } => {
            let by_mortality = sharing.total.times(mortality);
            let by_deprivation = sharing.total.times(deprivation);
            let parts = [
                weigh(sharing.total - by_mortality - by_deprivation, |n| n.age),
                weigh(by_mortality, |n| n.mortality),
                weigh(by_deprivation, |n| n.deprivation),
            ];
            (0..sharing.needs.len()).map(|r| parts.iter().map(|part| part[r]).sum()).collect()
        }
    }
}
