//! The law and the public accounts of a territory: those of France, with what its folder says otherwise.
//!
//! Why it exists: the territory knows its texts but not the law, the law knows no place. Both arms of a run start from
//! what is made here; behaviours never know that it is not France. It imports `territory`, `law`, `parameters`, `input`.

use crate::input::InputError;
use crate::law::{Code, LawError};
use crate::parameters::Parameters;
use crate::territory::institutions::{LAW, PUBLIC_FINANCE};
use crate::territory::{Territory, TerritoryError};

/// The dated law of the territory: the program's tables, then the values of its `law.toml`.
///
/// # Errors
/// A value of `law.toml` that the law does not know, or not in its unit.
pub fn law(territory: &Territory) -> Result<Code, TerritoryError> {
    let wrong = |error: LawError| TerritoryError::Incomplete {
        file: LAW.to_owned(),
        problem: error.to_string(),
        remedy: "Names and units are those of `bassin law show`.".to_owned(),
    };
    let mut code = Code::load().map_err(wrong)?;
    for own in &territory.institutions.law {
        code = code.with_override(&own.name, own.from, &own.value).map_err(wrong)?;
    }
    Ok(code)
}

/// The parameters carried in the program, with the territory's own public accounts if it has any.
///
/// # Errors
/// All mistakes of its `public_finance.toml`.
pub fn parameters(territory: &Territory) -> Result<Parameters, InputError> {
    match &territory.institutions.public_finance {
        Some(text) => Parameters::with_public_finance(PUBLIC_FINANCE, text),
        None => Parameters::load(),
    }
}
