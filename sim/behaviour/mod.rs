//! What people, firms and public bodies do: one process a file. It may touch `law`, `world`, `territory`, `chance`,
//! `units`; never `policies`.

pub mod care;
pub mod demography;
pub mod dependency;
pub mod disability;
pub mod home_purchase;
pub mod household_month;
pub mod income;
pub mod labour;
pub mod new_year;
pub mod poverty;
pub mod public_accounts;
pub mod traits;
pub mod working_life;
