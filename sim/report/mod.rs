//! Results: tables, charts and the page a decision-maker reads, written from what a run observed.
//!
//! Why it exists: a run ends as a folder that compares byte for byte with the same run elsewhere, and that never looks
//! finished when it is not. It reads `measures`, `world` (posts and bodies) and `units`; it decides nothing, draws
//! nothing, and is never read by the simulation. The only clock is in `folder`.

pub mod accounts;
pub mod aim;
pub mod areas;
pub mod break_even;
pub mod bridge;
pub mod charts;
pub mod columns;
pub mod compare;
pub mod compared_exits;
pub mod departement_budgets;
pub mod description;
pub mod differences;
pub mod ebe_account;
pub mod effects;
pub mod error;
pub mod exchanges;
pub mod exits;
pub mod experiment;
pub mod folder;
pub mod funds;
pub mod gains;
pub mod headline;
pub mod indicators;
pub mod kept;
pub mod lock;
pub mod manifest;
pub mod national_books;
pub mod number;
pub mod office;
pub mod page;
pub mod paired;
pub mod parquet;
pub mod post_sum;
pub mod recentralisation;
pub mod seal;
pub mod shard;
pub mod statistics;
pub mod summary;
mod swings;
pub(crate) mod table;
pub mod territorial_flows;
pub mod validation_annex;
pub mod verify;
pub mod versions;
pub mod winners;
pub mod writer;
pub mod yearly;

#[cfg(test)]
pub(crate) mod sample;

pub use areas::{Area, Gazetteer, Level};
pub use description::{Assumption, Description, Override};
pub use error::ReportError;
pub use folder::Place;
pub use manifest::{Manifest, Timing};
pub use writer::{Finished, Writer};
