//! Bassin: an agent-based simulator of territorial social policy in France.
//!
//! The modules, in reading order. Dependencies run one way:
//! `main → ensemble → run → month → behaviour, policies → law, world → territory, chance, units`;
//! `report` reads `world`, never the reverse; `law` imports only `units`.

pub mod units;

pub mod chance;
pub mod parallel;

pub mod territory;

pub mod law;

#[macro_use]
pub mod world;
pub mod measures;

pub mod input;
pub mod keys;
pub mod local_data;
pub mod parameters;

pub mod institutions;
pub mod scenario;
pub mod schema;

pub mod behaviour;
pub mod policies;
pub mod population;

pub mod demand_path;
pub mod engine;
pub mod market_stage;
pub mod month;
pub mod poverty_line;

pub mod ensemble;
pub mod run;
pub mod spin_up;

pub mod calibrate;

pub mod report;

pub mod validation;

pub mod estimate;

pub mod sensitivity;
