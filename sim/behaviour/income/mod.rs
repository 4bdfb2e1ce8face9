//! Money of households: pay, insurance, pensions, the quarterly review of benefits, income tax, consumption. Each file
//! brings facts of the state to the functions of the law, and books what they answer.

pub mod entitlements;
pub mod facts;
pub mod insurance;
pub mod known_payments;
pub mod outreach;
pub mod pay;
pub mod payroll;
pub mod pension;
pub mod review;
pub mod setting;
pub mod spending;
pub mod tax;
pub mod universel;

pub use setting::IncomeParameters;
