//! The contribution au développement de l'emploi: what the State owes for a full-time job of an entreprise à but d'emploi.

use super::values::law_values;
use crate::units::Rate;

law_values! {
    /// Values of the contribution (`scenarios/law/development_contribution.toml`).
    "development_contribution" => DevelopmentContributionValues {
        /// Of the gross SMIC, for a full-time job.
        state_share: Rate,
    }
}
