//! Bassin: an agent-based simulator of territorial social policy in France.
//!
//! The modules, in reading order. Dependencies run one way:
//! `main → ensemble → run → month → behaviour, policies → law, world → territory, chance, units`;
//! `report` reads `world`, never the reverse; `law` imports only `units`.

pub mod behaviour;
pub mod chance;
pub mod keys;
pub mod law;
#[macro_use]
pub mod world;
pub mod measures;
pub mod parallel;
pub mod parameters;
pub mod policies;
pub mod report;
pub mod scenario;
pub mod territory;
pub mod units;
