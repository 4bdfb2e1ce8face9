//! The parts the net cost of an EBE's job is made of: each post of the ledger belongs to one.

use crate::report::accounts::is_service;
use crate::world::Post;
use crate::world::body::Body;

/// A part of the net cost.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// The contribution au développement de l'emploi, through the fund.
    Contribution,
    SeedMoney,
    /// Benefits of who has no job: unemployment insurance with what is levied on it, ASS, RSA, AAH.
    OutOfWorkBenefits,
    PrimeActivite,
    HousingAid,
    OtherBenefits,
    /// Contributions, CSG and levies on the wages that EBEs pay.
    EbeLevies,
    /// The same on all other income from work, partial activity included.
    OtherLevies,
    /// What the State pays the branches for the general reduction, EBEs' wages included: no cost to all together.
    Reduction,
    Vat,
    OtherTaxes,
    /// Transfers among public bodies and what they spend besides.
    Other,
    /// Care and social services: in the wide perimeter only.
    Services,
}

impl Part {
    pub const ALL: [Part; 13] = [
        Part::Contribution,
        Part::SeedMoney,
        Part::OutOfWorkBenefits,
        Part::PrimeActivite,
        Part::HousingAid,
        Part::OtherBenefits,
        Part::EbeLevies,
        Part::OtherLevies,
        Part::Reduction,
        Part::Vat,
        Part::OtherTaxes,
        Part::Other,
        Part::Services,
    ];

    /// The name in `ebe_account.csv`.
    pub const fn name(self) -> &'static str {
        match self {
            Part::Contribution => "contribution",
            Part::SeedMoney => "seed_money",
            Part::OutOfWorkBenefits => "out_of_work_benefits",
            Part::PrimeActivite => "prime_activite",
            Part::HousingAid => "housing_aid",
            Part::OtherBenefits => "other_benefits",
            Part::EbeLevies => "levies_on_ebe_wages",
            Part::OtherLevies => "levies_on_other_work",
            Part::Reduction => "general_reduction_made_up_by_state",
            Part::Vat => "vat",
            Part::OtherTaxes => "other_taxes",
            Part::Other => "other",
            Part::Services => "care_and_social_services",
        }
    }

    /// The part a post belongs to; every post that a public body pays or receives counts.
    pub fn of(post: Post) -> Part {
        let public_payer = post.payer().is_public();
        match post {
            _ if is_service(post) => Part::Services,
            Post::FundEtat | Post::FundDepartement | Post::FundToEbe => Part::Contribution,
            Post::SeedMoney => Part::SeedMoney,
            Post::UnemploymentInsurance
            | Post::InsuranceVieillesse
            | Post::CsgInsurance
            | Post::CrdsInsurance
            | Post::Ass
            | Post::Rsa
            | Post::RsaEtat
            | Post::RevenuUniversel
            | Post::RevenuUniverselDepartement
            | Post::Aah => Part::OutOfWorkBenefits,
            Post::PrimeActivite => Part::PrimeActivite,
            Post::HousingAid => Part::HousingAid,
            _ if public_payer && post.payee() == Body::Households => Part::OtherBenefits,
            _ if post.payer() == Body::Ebe => Part::EbeLevies,
            Post::ReductionMaladie | Post::ReductionVieillesse | Post::ReductionFamille | Post::ReductionUnedic => {
                Part::Reduction
            }
            Post::PartialActivityEtat | Post::PartialActivityUnedic => Part::OtherLevies,
            Post::Vat | Post::VatLeftOut => Part::Vat,
            _ if post.payer() == Body::Households => Part::OtherTaxes,
            Post::OtherStateRevenue | Post::CommunalOtherRevenue => Part::OtherTaxes,
            // What firms pay besides: contributions to social protection, and taxes earmarked for it.
            _ if post.payer() == Body::Firms => Part::OtherLevies,
            _ => Part::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_money_counts_where_an_inspector_would_look_for_it() {
        for (post, part) in [
            (Post::FundToEbe, Part::Contribution),
            (Post::EbeEmployerMaladie, Part::EbeLevies),
            (Post::EmployerMaladie, Part::OtherLevies),
            (Post::SelfEmployedVieillesse, Part::OtherLevies),
            (Post::ReductionVieillesse, Part::Reduction),
            (Post::CrdsWages, Part::OtherLevies),
            (Post::FamilyBenefits, Part::OtherBenefits),
            (Post::IncomeTax, Part::OtherTaxes),
            (Post::CityCare, Part::Services),
            (Post::InsertionSpending, Part::Services),
            (Post::VatShare, Part::Other),
            (Post::PublicServices, Part::Other),
        ] {
            assert_eq!(Part::of(post), part, "{post:?}");
        }
    }
}
