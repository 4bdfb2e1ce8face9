//! The tax and benefit law of France: facts of a household in, cents out.
//!
//! Why it exists: so that a household finds its own case exact, dated and sourced. One file a benefit or levy, short, in
//! the words of the law; values are data in `scenarios/law/`. Functions are pure: no draw, no state, no clock. This
//! folder imports only `units`.

mod code;
mod conventions;
mod guaranteed_amount;
mod values;

pub mod budget_line;
pub mod cases;
pub mod explain;
pub mod facts;
pub mod household;
mod show;

pub mod contributions;
pub mod csg;
pub mod general_reduction;
pub mod payslip;
pub mod pension_levies;
pub mod self_employed;
pub mod smic;
pub mod zoned_exemption;

pub mod aah;
pub mod apa;
pub mod aspa;
pub mod ass;
pub mod development_contribution;
pub mod family_benefits;
pub mod housing_aid;
pub mod income_tax;
pub mod pch;
pub mod prime_activite;
pub mod revenu_universel;
pub mod rsa;
pub mod unemployment_insurance;

pub use code::{Change, Code, Dated, FIRST_MONTH, Grade, Index, LawError, Parameter, Trend};
pub use conventions::comparison_code;
pub use show::{show, show_in};

use crate::units::Month;
use values::Reader;

/// Every value of the law in force in one month, as integers. Built by [`Code::at`], shared by reference.
#[derive(Clone, Debug, PartialEq)]
pub struct Law {
    /// The month the values are those of; dates of birth are compared with it.
    pub month: Month,
    pub smic: smic::SmicValues,
    pub contributions: contributions::ContributionValues,
    pub general_reduction: general_reduction::GeneralReductionValues,
    pub csg: csg::CsgValues,
    pub rsa: rsa::RsaValues,
    pub prime_activite: prime_activite::PrimeActiviteValues,
    pub housing_aid: housing_aid::HousingAidValues,
    pub family_benefits: family_benefits::FamilyBenefitValues,
    pub aah: aah::AahValues,
    pub ass: ass::AssValues,
    pub unemployment_insurance: unemployment_insurance::UnemploymentInsuranceValues,
    pub income_tax: income_tax::IncomeTaxValues,
    pub aspa: aspa::AspaValues,
    pub apa: apa::ApaValues,
    pub pch: pch::PchValues,
    pub self_employed: self_employed::SelfEmployedValues,
    pub revenu_universel: revenu_universel::RevenuUniverselValues,
    pub development_contribution: development_contribution::DevelopmentContributionValues,
}

impl Law {
    fn read(month: Month, reader: &mut Reader<'_>) -> Law {
        Law {
            month,
            smic: smic::SmicValues::read(reader),
            contributions: contributions::ContributionValues::read(reader),
            general_reduction: general_reduction::GeneralReductionValues::read(reader),
            csg: csg::CsgValues::read(reader),
            rsa: rsa::RsaValues::read(reader),
            prime_activite: prime_activite::PrimeActiviteValues::read(reader),
            housing_aid: housing_aid::HousingAidValues::read(reader),
            family_benefits: family_benefits::FamilyBenefitValues::read(reader),
            aah: aah::AahValues::read(reader),
            ass: ass::AssValues::read(reader),
            unemployment_insurance: unemployment_insurance::UnemploymentInsuranceValues::read(reader),
            income_tax: income_tax::IncomeTaxValues::read(reader),
            aspa: aspa::AspaValues::read(reader),
            apa: apa::ApaValues::read(reader),
            pch: pch::PchValues::read(reader),
            self_employed: self_employed::SelfEmployedValues::read(reader),
            revenu_universel: revenu_universel::RevenuUniverselValues::read(reader),
            development_contribution: development_contribution::DevelopmentContributionValues::read(reader),
        }
    }
}
