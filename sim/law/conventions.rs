//! Where published comparison files differ from the law, and the values that reproduce them.
//!
//! Why it exists: `bassin law cases` and `bassin law payroll` answer in the conventions of the files they are compared
//! with (computed by OpenFisca-France 176.1.8), so that a difference means an error; simulations follow the law. The
//! differences are few, and all here.

use super::{Code, LawError};
use crate::units::Month;

/// The law with the conventions of published comparison files:
/// - the general reduction covers unemployment contributions from January 2019 (in law, from October);
/// - AGS stays at 0.20 % after July 2024 (in law, 0.25 %);
/// - accidents du travail are at the conventional rate of an office (here, the national mean);
/// - of two children of one month of birth, neither brings the supplement for age of allocations familiales (in law, the
///   second-born does);
/// - an income tax of exactly 61 € is not collected (in law, only less than 61 €);
/// - the housing aid's deduction for two earners needs twelve times the income the law asks.
pub fn comparison_code() -> Result<Code, LawError> {
    let january = |year: u16| Month::new(year, 1);
    let office = [(2019, 0.009), (2022, 0.0083), (2023, 0.008), (2024, 0.0064), (2025, 0.007)];
    Code::load()?
        .with_values("general_reduction.maximum", &[(january(2019), 0.3254)], Some(Month::new(2019, 10)))?
        .with_values("contributions.wage_guarantee", &[(Month::new(2024, 7), 0.002)], None)?
        .with_values("contributions.accidents", &office.map(|(year, rate)| (january(year), rate)), None)?
        .with_values("family_benefits.af_twins_are_eldest", &[(january(2019), 1.0)], None)?
        .with_values("income_tax.collected_from", &[(january(2019), 62.0)], None)?
        .with_values("housing_aid.two_earners_minimum", &[(january(2019), 129.6)], None)
}
