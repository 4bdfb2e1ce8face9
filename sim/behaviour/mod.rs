//! What people and firms do: one process a file. It may touch `law`, `world`, `territory`, `chance`, `units`; never `policies`.

pub mod care;
pub mod dependency;
pub mod public_accounts;
pub mod traits;
