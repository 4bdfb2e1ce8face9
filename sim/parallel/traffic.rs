//! What ranks said to each other, by phase: how many times, how many messages, how many bytes, how long. Nothing of a
//! result depends on it; it tells what more ranks would cost.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::carried;

/// The exchanges of one phase, as one rank saw them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Volume {
    /// Times all ranks met.
    pub calls: u64,
    /// Messages with something in them that this rank sent to another, and their bytes.
    pub messages: u64,
    pub sent: u64,
    /// Bytes of the tables this rank brought to sums over all ranks.
    pub summed: u64,
    /// Spent in it, waiting for the slowest rank included.
    pub nanoseconds: u64,
}

carried!(Volume { calls, messages, sent, summed, nanoseconds });

impl Volume {
    pub fn add(&mut self, other: &Volume) {
        self.calls += other.calls;
        self.messages += other.messages;
        self.sent += other.sent;
        self.summed += other.summed;
        self.nanoseconds += other.nanoseconds;
    }
    /// What came after `before`.
    pub fn subtract(&mut self, before: &Volume) {
        self.calls -= before.calls;
        self.messages -= before.messages;
        self.sent -= before.sent;
        self.summed -= before.summed;
        self.nanoseconds -= before.nanoseconds;
    }
}

/// Counts of this rank.
#[derive(Debug, Default)]
pub struct Traffic {
    phases: Mutex<BTreeMap<&'static str, Volume>>,
    /// The phase of the last exchange begun: what a rank that dies can tell.
    last: Mutex<&'static str>,
}

impl Traffic {
    /// Does `exchange` and counts it as of `phase`; it says its messages, bytes sent and bytes summed.
    pub fn count<R>(&self, phase: &'static str, exchange: impl FnOnce() -> (R, [u64; 3])) -> R {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = phase;
        let begun = Instant::now();
        let (result, [messages, sent, summed]) = exchange();
        let nanoseconds = begun.elapsed().as_nanos() as u64;
        let mut phases = self.phases.lock().unwrap_or_else(PoisonError::into_inner);
        let volume = phases.entry(phase).or_default();
        volume.calls += 1;
        volume.messages += messages;
        volume.sent += sent;
        volume.summed += summed;
        volume.nanoseconds += nanoseconds;
        result
    }

    pub fn last(&self) -> &'static str {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn by_phase(&self) -> Vec<(&'static str, Volume)> {
        let phases = self.phases.lock().unwrap_or_else(PoisonError::into_inner);
        phases.iter().map(|(phase, volume)| (*phase, *volume)).collect()
    }
}
