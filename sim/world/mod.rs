//! The state of a run: blocks of persons and households, firms, public bodies, the ledger.
//!
//! It may touch `units`, `territory` and nothing above. It holds no behaviour.

pub mod block;
#[macro_use]
pub mod columns;
pub mod body;
mod carried;
pub mod closing;
mod column_sums;
pub mod departement_lines;
pub mod digest;
pub mod firm;
pub mod household;
pub mod ledger;
pub mod local_income;
pub mod person;
pub mod post;
pub mod public;
pub mod rules;
pub mod splitting;
pub mod stored;
pub mod u24;

pub use block::{Block, World};
pub use firm::{FirmKind, Firms, Sector};
pub use household::{Households, RsaState, Tenure};
pub use ledger::{Ledger, Tally};
pub use local_income::LocalIncome;
pub use person::{Attachment, Persons, Role, Status};
pub use post::Post;
pub use public::Public;
pub use rules::{Exemption, Outreach, RsaPayer, RuleBook, Rules, Universel, UniverselPayer};
pub use u24::U24;
