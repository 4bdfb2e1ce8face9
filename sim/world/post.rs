//! The posts of the ledger: each fixes who pays, who is paid, which account of the household it enters, and where it
//! is located. A policy that changes who pays uses another post, never another meaning of the same one.

use serde::{Deserialize, Serialize};

use super::body::Body;

/// Which of a household's yearly columns a post enters; what closing compares with the ledger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Account {
    /// Does not touch households.
    None,
    /// Net income from work.
    Labour,
    Benefits,
    /// Pensions and property income.
    Other,
    /// Taxes paid (a refund is negative).
    Taxes,
    /// Touches households outside their disposable income (consumption, consumption taxes).
    BelowIncome,
}

/// Where a post is located.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Location {
    Residence,
    /// The cell of the employer.
    Workplace,
}

macro_rules! posts {
    ($($(#[$doc:meta])* $name:ident = $payer:ident -> $payee:ident, $account:ident, $location:ident, $label:literal;)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[repr(u8)]
        pub enum Post { $($(#[$doc])* $name),* }
        impl Post {
            pub const ALL: &'static [Post] = &[$(Post::$name),*];
            pub const COUNT: usize = Post::ALL.len();
            pub const fn payer(self) -> Body { match self { $(Post::$name => Body::$payer),* } }
            pub const fn payee(self) -> Body { match self { $(Post::$name => Body::$payee),* } }
            pub const fn account(self) -> Account { match self { $(Post::$name => Account::$account),* } }
            pub const fn location(self) -> Location { match self { $(Post::$name => Location::$location),* } }
            /// The name in result tables.
            pub const fn name(self) -> &'static str { match self { $(Post::$name => $label),* } }
        }
    };
}

posts! {
    // Income from work and property.
    NetWages = Firms -> Households, Labour, Residence, "net_wages";
    EbeNetWages = Ebe -> Households, Labour, Residence, "ebe_net_wages";
    SelfEmployedIncome = Firms -> Households, Labour, Residence, "self_employed_income";
    PropertyIncome = Firms -> Households, Other, Residence, "property_income";

    // Levies on wages of ordinary employers, located at the employer.
    EmployeeVieillesse = Firms -> Vieillesse, None, Workplace, "employee_contributions_vieillesse";
    CsgWagesMaladie = Firms -> Maladie, None, Workplace, "csg_wages_maladie";
    CsgWagesFamille = Firms -> Famille, None, Workplace, "csg_wages_famille";
    CsgWagesAutonomie = Firms -> Autonomie, None, Workplace, "csg_wages_autonomie";
    CsgWagesUnedic = Firms -> Unedic, None, Workplace, "csg_wages_unedic";
    CrdsWages = Firms -> Etat, None, Workplace, "crds_wages";
    EmployerMaladie = Firms -> Maladie, None, Workplace, "employer_contributions_maladie";
    EmployerFamille = Firms -> Famille, None, Workplace, "employer_contributions_famille";
    EmployerVieillesse = Firms -> Vieillesse, None, Workplace, "employer_contributions_vieillesse";
    EmployerUnedic = Firms -> Unedic, None, Workplace, "employer_contributions_unedic";
    EmployerAutonomie = Firms -> Autonomie, None, Workplace, "employer_contributions_autonomie";
    EmployerOther = Firms -> Etat, None, Workplace, "employer_levies_other";

    // The same levies paid by entreprises à but d'emploi.
    EbeEmployeeVieillesse = Ebe -> Vieillesse, None, Workplace, "ebe_employee_contributions_vieillesse";
    EbeCsgMaladie = Ebe -> Maladie, None, Workplace, "ebe_csg_maladie";
    EbeCsgFamille = Ebe -> Famille, None, Workplace, "ebe_csg_famille";
    EbeCsgAutonomie = Ebe -> Autonomie, None, Workplace, "ebe_csg_autonomie";
    EbeCsgUnedic = Ebe -> Unedic, None, Workplace, "ebe_csg_unedic";
    EbeCrds = Ebe -> Etat, None, Workplace, "ebe_crds";
    EbeEmployerMaladie = Ebe -> Maladie, None, Workplace, "ebe_employer_contributions_maladie";
    EbeEmployerFamille = Ebe -> Famille, None, Workplace, "ebe_employer_contributions_famille";
    EbeEmployerVieillesse = Ebe -> Vieillesse, None, Workplace, "ebe_employer_contributions_vieillesse";
    EbeEmployerUnedic = Ebe -> Unedic, None, Workplace, "ebe_employer_contributions_unedic";
    EbeEmployerAutonomie = Ebe -> Autonomie, None, Workplace, "ebe_employer_contributions_autonomie";
    EbeEmployerOther = Ebe -> Etat, None, Workplace, "ebe_employer_levies_other";

    // Contributions of the self-employed.
    SelfEmployedVieillesse = Firms -> Vieillesse, None, Residence, "self_employed_contributions_vieillesse";
    SelfEmployedMaladie = Firms -> Maladie, None, Residence, "self_employed_contributions_maladie";
    SelfEmployedFamille = Firms -> Famille, None, Residence, "self_employed_contributions_famille";

    // The State makes up for the general reduction.
    ReductionMaladie = Etat -> Maladie, None, Workplace, "general_reduction_compensation_maladie";
    ReductionVieillesse = Etat -> Vieillesse, None, Workplace, "general_reduction_compensation_vieillesse";
    ReductionFamille = Etat -> Famille, None, Workplace, "general_reduction_compensation_famille";
    ReductionUnedic = Etat -> Unedic, None, Workplace, "general_reduction_compensation_unedic";

    // Benefits.
    Pensions = Vieillesse -> Households, Other, Residence, "pensions_net";
    CsgPensions = Vieillesse -> Maladie, None, Residence, "csg_pensions";
    CasaPensions = Vieillesse -> Autonomie, None, Residence, "casa_pensions";
    CrdsPensions = Vieillesse -> Etat, None, Residence, "crds_pensions";
    UnemploymentInsurance = Unedic -> Households, Benefits, Residence, "unemployment_insurance_net";
    InsuranceVieillesse = Unedic -> Vieillesse, None, Residence, "unemployment_insurance_contributions_vieillesse";
    CsgInsurance = Unedic -> Maladie, None, Residence, "csg_unemployment_insurance";
    CrdsInsurance = Unedic -> Etat, None, Residence, "crds_unemployment_insurance";
    PartialActivityEtat = Etat -> Firms, None, Workplace, "partial_activity_etat";
    PartialActivityUnedic = Unedic -> Firms, None, Workplace, "partial_activity_unedic";
    Ass = Etat -> Households, Benefits, Residence, "ass";
    Rsa = Departement -> Households, Benefits, Residence, "rsa_departement";
    /// RSA where the State pays (recentralised départements).
    RsaEtat = Etat -> Households, Benefits, Residence, "rsa_etat";
    PrimeActivite = Etat -> Households, Benefits, Residence, "prime_activite";
    HousingAid = Etat -> Households, Benefits, Residence, "housing_aid";
    FamilyBenefits = Famille -> Households, Benefits, Residence, "family_benefits";
    Asf = Famille -> Households, Benefits, Residence, "asf";
    CrdsBenefits = Households -> Etat, Taxes, Residence, "crds_benefits";
    Aah = Etat -> Households, Benefits, Residence, "aah";
    Aspa = Vieillesse -> Households, Benefits, Residence, "aspa";
    Apa = Departement -> SocialServices, None, Residence, "apa";
    Pch = Departement -> SocialServices, None, Residence, "pch";

    // Taxes of households and of consumption.
    IncomeTax = Households -> Etat, Taxes, Residence, "income_tax";
    SocialLeviesProperty = Households -> Maladie, Taxes, Residence, "social_levies_property_income";
    Consumption = Households -> Firms, BelowIncome, Residence, "consumption_net_of_vat";
    Vat = Households -> Etat, BelowIncome, Residence, "vat";
    Imports = Firms -> Outside, None, Residence, "imports";
    Exports = Outside -> Firms, None, Workplace, "exports";
    PublicServices = Etat -> Firms, None, Workplace, "public_services";
    Dmto = Households -> Departement, BelowIncome, Residence, "dmto";
    PropertyTaxDepartement = Households -> Departement, BelowIncome, Residence, "tfpb_departement";
    PropertyTaxCommunal = Households -> BlocCommunal, BelowIncome, Residence, "local_taxes_bloc_communal";

    // Départements.
    Dgf = Etat -> Departement, None, Residence, "dgf";
    VatShare = Etat -> Departement, None, Residence, "vat_share_departement";
    TicpeRsa = Etat -> Departement, None, Residence, "ticpe_rsa";
    Fmdi = Etat -> Departement, None, Residence, "fmdi";
    Dcp = Etat -> Departement, None, Residence, "dcp";
    CnsaApa = Autonomie -> Departement, None, Residence, "cnsa_apa";
    CnsaPch = Autonomie -> Departement, None, Residence, "cnsa_pch";
    OtherDepartementResources = Etat -> Departement, None, Residence, "other_departement_resources";
    InsertionSpending = Departement -> SocialServices, None, Residence, "rsa_insertion";
    ChildWelfare = Departement -> SocialServices, None, Residence, "child_welfare";
    UnaccompaniedMinors = Departement -> SocialServices, None, Residence, "unaccompanied_minors";
    UnaccompaniedMinorsEtat = Etat -> Departement, None, Residence, "unaccompanied_minors_state_payment";
    OtherDepartementSpending = Departement -> Firms, None, Residence, "other_departement_spending";

    // Régions, bloc communal, and what the State receives that no other post names.
    RegionResources = Etat -> Region, None, Residence, "vat_share_and_grants_region";
    RegionSpending = Region -> Firms, None, Residence, "region_spending";
    DgfCommunal = Etat -> BlocCommunal, None, Residence, "dgf_bloc_communal";
    CommunalSpending = BlocCommunal -> Firms, None, Residence, "bloc_communal_spending";
    /// Taxes on firms and on what the model does not hold: corporate tax, production taxes, excises.
    OtherStateRevenue = Firms -> Etat, None, Residence, "other_state_revenue";

    // Care.
    CityCare = Maladie -> CareProviders, None, Residence, "city_care";
    HospitalCare = Maladie -> CareProviders, None, Residence, "hospital_care";
    Prevention = Maladie -> CareProviders, None, Residence, "prevention";
    CareAccess = Maladie -> CareProviders, None, Residence, "access_to_care";
    CareRegion = Region -> CareProviders, None, Residence, "care_paid_by_region";
    CareIncome = CareProviders -> Firms, None, Residence, "care_providers_spending";
    SocialServicesIncome = SocialServices -> Firms, None, Residence, "social_services_spending";
    /// Homes and services for the old and the disabled, inside the ONDAM.
    MedicoSocialCare = Autonomie -> SocialServices, None, Residence, "medico_social_care";
    /// Care of this year whose payment waits for the next (negative when it is paid at last).
    CareDeferred = CareProviders -> Maladie, None, Residence, "care_payment_deferred";

    // Territoires zéro chômeur de longue durée.
    FundEtat = Etat -> FondsExperimentation, None, Residence, "cde_etat";
    FundDepartement = Departement -> FondsExperimentation, None, Residence, "cde_departement";
    FundToEbe = FondsExperimentation -> Ebe, None, Residence, "cde";
    SeedMoney = Etat -> Ebe, None, Residence, "seed_money";
    EbeSales = Firms -> Ebe, None, Residence, "ebe_sales";
    EbePurchases = Ebe -> Firms, None, Residence, "ebe_purchases";

    // RSA recentralisation.
    TakenTicpe = Departement -> Etat, None, Residence, "rsa_taken_ticpe";
    TakenFmdi = Departement -> Etat, None, Residence, "rsa_taken_fmdi";
    TakenDcp = Departement -> Etat, None, Residence, "rsa_taken_dcp";
    TakenDmto = Departement -> Etat, None, Residence, "rsa_taken_dmto";
    TakenDgf = Departement -> Etat, None, Residence, "rsa_taken_dgf";
    ConventionInsertion = Departement -> SocialServices, None, Residence, "insertion_convention";
    ConventionShare = Etat -> Departement, None, Residence, "convention_share_in_results";
    CafManagement = Etat -> SocialServices, None, Residence, "caf_management_of_rsa";

    // ORDAM.
    OrdamTransferIn = Maladie -> Region, None, Residence, "ordam_transfer_in";
    OrdamTransferOut = Region -> Maladie, None, Residence, "ordam_transfer_out";
    /// Memo, in no public balance: what is borrowed for an overrun that nothing recovers. The branch paid for the care; what
    /// the debt costs it is the interest.
    OrdamDebt = Outside -> LeftOut, None, Residence, "ordam_debt_memo";

    // National books: what agents do not make, each under its name; amounts are the `public.*` of
    // scenarios/france/public_finance.toml, spread by inhabitant, the same in every arm.
    InvalidityPensions = Maladie -> LeftOut, None, Residence, "invalidity_pensions";
    WorkAccidentAnnuities = Maladie -> LeftOut, None, Residence, "work_accident_annuities";
    MaternityBenefits = Maladie -> LeftOut, None, Residence, "maternity_benefits";
    /// Benefits of mutuelles, instituts de prévoyance and insurers, and the premiums that pay for them.
    SupplementaryHealth = LeftOut -> CareProviders, None, Residence, "supplementary_health_insurance";
    EmployersSickPay = Firms -> LeftOut, None, Residence, "employers_sick_pay_and_own_schemes";
    /// Before the branch autonomie of 2021, health insurance paid the CNSA for homes of the old and the disabled.
    MedicoSocialTransfer = Maladie -> Autonomie, None, Residence, "medico_social_transfer";
    ManagementMaladie = Maladie -> Firms, None, Residence, "management_maladie";
    ManagementVieillesse = Vieillesse -> Firms, None, Residence, "management_vieillesse";
    ManagementFamille = Famille -> Firms, None, Residence, "management_famille";
    EarmarkedTaxesMaladie = Firms -> Maladie, None, Residence, "earmarked_taxes_maladie";
    EarmarkedTaxesVieillesse = Firms -> Vieillesse, None, Residence, "earmarked_taxes_vieillesse";
    EarmarkedTaxesFamille = Firms -> Famille, None, Residence, "earmarked_taxes_famille";
    EarmarkedTaxesAutonomie = Firms -> Autonomie, None, Residence, "earmarked_taxes_autonomie";
    /// What the State pays for the pensions of its staff beyond the rates of private employers.
    CivilServicePensions = Etat -> Vieillesse, None, Residence, "imputed_contributions_civil_service_pensions";
    /// Pension rights of parents at home (AVPF) and supplements for children.
    ParentsPensionRights = Famille -> Vieillesse, None, Residence, "parents_pension_rights";
    ChildcareAid = Famille -> LeftOut, None, Residence, "childcare_aid";
    FamilySocialAction = Famille -> SocialServices, None, Residence, "family_social_action";
    /// Unédic's part of the public employment service.
    EmploymentService = Unedic -> SocialServices, None, Residence, "employment_service";
    UnemployedPensionPoints = Unedic -> Vieillesse, None, Residence, "unemployed_pension_points";
    /// Unemployment contributions booked on public employees that public employers, who insure themselves, do not owe.
    PublicEmployersSelfInsured = Unedic -> Firms, None, Residence, "public_employers_self_insured";
    EmergencyHousing = Etat -> SocialServices, None, Residence, "emergency_housing_and_asylum";
    DebtInterest = Etat -> LeftOut, None, Residence, "debt_interest";
    /// VAT on what the model's consumption leaves out: purchases of administrations, housing, investment.
    VatLeftOut = Firms -> Etat, None, Residence, "vat_left_out";
    CommunalOtherRevenue = Firms -> BlocCommunal, None, Residence, "bloc_communal_other_revenue";
    CommunalSocialAction = BlocCommunal -> SocialServices, None, Residence, "bloc_communal_social_action";
    CommunalChildcare = BlocCommunal -> SocialServices, None, Residence, "bloc_communal_childcare";
    /// What the State adds to schemes with fewer and fewer members: railways, mines, seamen, Paris transport.
    SpecialSchemes = Etat -> Vieillesse, None, Residence, "special_schemes_balance";
    /// Workers with disabilities, training of jobseekers, war pensions.
    OtherSocialProtection = Etat -> SocialServices, None, Residence, "other_social_protection_etat";
    CnsaOther = Autonomie -> SocialServices, None, Residence, "cnsa_other_spending";
    // Compensation of départements' allowances: what a measure adds to enacted law (negative: withheld).
    CompensationRsa = Etat -> Departement, None, Residence, "rsa_compensation_change";
    CompensationApa = Etat -> Departement, None, Residence, "apa_compensation_change";
    CompensationPch = Etat -> Departement, None, Residence, "pch_compensation_change";
    CnsaCompensationApa = Autonomie -> Departement, None, Residence, "cnsa_apa_change";
    CnsaCompensationPch = Autonomie -> Departement, None, Residence, "cnsa_pch_change";

    // Equalisation among départements; the State passes the fund on.
    EqualisationLevy = Departement -> Etat, None, Residence, "equalisation_levy_on_dmto";
    EqualisationGiven = Etat -> Departement, None, Residence, "equalisation_fund_given";
    EqualisationVertical = Etat -> Departement, None, Residence, "equalisation_paid_by_state";

    // A fraction of the CSG for départements, and the resources it replaces.
    CsgFractionEtat = Etat -> Departement, None, Residence, "csg_fraction_etat";
    CsgFractionMaladie = Maladie -> Departement, None, Residence, "csg_fraction_maladie";
    /// What each body collects of new points levied for départements, passed on.
    CsgLevyMaladie = Maladie -> Departement, None, Residence, "csg_levy_maladie";
    CsgLevyFamille = Famille -> Departement, None, Residence, "csg_levy_famille";
    CsgLevyAutonomie = Autonomie -> Departement, None, Residence, "csg_levy_autonomie";
    CsgLevyUnedic = Unedic -> Departement, None, Residence, "csg_levy_unedic";
    CsgLevyEtat = Etat -> Departement, None, Residence, "csg_levy_etat";
    ReplacedVatEtat = Departement -> Etat, None, Residence, "replaced_vat_share_to_etat";
    ReplacedDmtoEtat = Departement -> Etat, None, Residence, "replaced_dmto_to_etat";
    ReplacedDgfEtat = Departement -> Etat, None, Residence, "replaced_dgf_to_etat";
    ReplacedVatMaladie = Departement -> Maladie, None, Residence, "replaced_vat_share_to_maladie";
    ReplacedDmtoMaladie = Departement -> Maladie, None, Residence, "replaced_dmto_to_maladie";
    ReplacedDgfMaladie = Departement -> Maladie, None, Residence, "replaced_dgf_to_maladie";

    // Unaccompanied minors.
    /// What a measure adds to the State's payment of enacted law (negative: less).
    UnaccompaniedMinorsChange = Etat -> Departement, None, Residence, "unaccompanied_minors_state_payment_change";
    UnaccompaniedMinorsByEtat = Etat -> SocialServices, None, Residence, "unaccompanied_minors_etat";
    UnaccompaniedMinorsTaken = Departement -> Etat, None, Residence, "unaccompanied_minors_resources_taken";
    // Access to rights.
    RightsEtat = Etat -> SocialServices, None, Residence, "access_to_rights_etat";
    RightsDepartement = Departement -> SocialServices, None, Residence, "access_to_rights_departement";
    RightsBlocCommunal = BlocCommunal -> SocialServices, None, Residence, "access_to_rights_bloc_communal";
    RightsFamille = Famille -> SocialServices, None, Residence, "access_to_rights_famille";

    // Single reference worker.
    WorkersEtat = Etat -> SocialServices, None, Residence, "single_reference_worker_etat";
    WorkersDepartement = Departement -> SocialServices, None, Residence, "single_reference_worker_departement";
    WorkersUnedic = Unedic -> SocialServices, None, Residence, "single_reference_worker_unedic";

    // Childcare for return to work.
    NurseryEtat = Etat -> SocialServices, None, Residence, "childcare_etat";
    NurseryFamille = Famille -> SocialServices, None, Residence, "childcare_famille";
    NurseryDepartement = Departement -> SocialServices, None, Residence, "childcare_departement";
    NurseryBlocCommunal = BlocCommunal -> SocialServices, None, Residence, "childcare_bloc_communal";

    // Mobility aid and direct matching.
    MobilityEtat = Etat -> SocialServices, None, Residence, "mobility_etat";
    MobilityRegion = Region -> SocialServices, None, Residence, "mobility_region";
    MobilityDepartement = Departement -> SocialServices, None, Residence, "mobility_departement";
    MobilityBlocCommunal = BlocCommunal -> SocialServices, None, Residence, "mobility_bloc_communal";
    MobilityUnedic = Unedic -> SocialServices, None, Residence, "mobility_unedic";

    // Access to care; the maladie branch pays by `CareAccess`.
    CareAccessRegion = Region -> CareProviders, None, Residence, "access_to_care_region";
    CareAccessBlocCommunal = BlocCommunal -> CareProviders, None, Residence, "access_to_care_bloc_communal";

    // Contribution deferral: contributions of the month left to the firm (negative when it repays them).
    DeferredMaladie = Maladie -> Firms, None, Workplace, "contributions_deferred_maladie";
    DeferredFamille = Famille -> Firms, None, Workplace, "contributions_deferred_famille";
    DeferredVieillesse = Vieillesse -> Firms, None, Workplace, "contributions_deferred_vieillesse";
    DeferredUnedic = Unedic -> Firms, None, Workplace, "contributions_deferred_unedic";
    DeferredAutonomie = Autonomie -> Firms, None, Workplace, "contributions_deferred_autonomie";
    /// What is never repaid, where the State bears it.
    DeferralLossMaladie = Etat -> Maladie, None, Workplace, "contributions_lost_maladie";
    DeferralLossFamille = Etat -> Famille, None, Workplace, "contributions_lost_famille";
    DeferralLossVieillesse = Etat -> Vieillesse, None, Workplace, "contributions_lost_vieillesse";
    DeferralLossUnedic = Etat -> Unedic, None, Workplace, "contributions_lost_unedic";
    DeferralLossAutonomie = Etat -> Autonomie, None, Workplace, "contributions_lost_autonomie";
    // Zoned exemptions: what branches forgo, and what the State makes up for.
    ExemptionMaladie = Maladie -> Firms, None, Workplace, "zoned_exemption_maladie";
    ExemptionVieillesse = Vieillesse -> Firms, None, Workplace, "zoned_exemption_vieillesse";
    ExemptionFamille = Famille -> Firms, None, Workplace, "zoned_exemption_famille";
    ExemptionMadeUpMaladie = Etat -> Maladie, None, Workplace, "zoned_exemption_compensation_maladie";
    ExemptionMadeUpVieillesse = Etat -> Vieillesse, None, Workplace, "zoned_exemption_compensation_vieillesse";
    ExemptionMadeUpFamille = Etat -> Famille, None, Workplace, "zoned_exemption_compensation_famille";

    // Revenu universel d'activité.
    RevenuUniversel = Etat -> Households, Benefits, Residence, "revenu_universel_etat";
    /// The part that the RSA would have been, where the département pays it.
    RevenuUniverselDepartement = Departement -> Households, Benefits, Residence, "revenu_universel_departement";
    /// What the département hands over to the State that pays in its place.
    RevenuUniverselContribution = Departement -> Etat, None, Residence, "revenu_universel_departement_contribution";

    // Support of children by the parent they do not live with, who is not known one by one: households of the cell pay it
    // together, out of what they would have saved.
    ChildSupport = LeftOut -> Households, Other, Residence, "child_support_received";
    ChildSupportPaid = Households -> LeftOut, BelowIncome, Residence, "child_support_paid";

    // ORDAM: interest on what was borrowed; memos, in no public balance, of what a région would have as in the past and of
    // its target.
    OrdamInterest = Maladie -> LeftOut, None, Residence, "ordam_debt_interest";
    OrdamPast = Outside -> LeftOut, None, Residence, "ordam_as_in_the_past_memo";
    OrdamTarget = Outside -> LeftOut, None, Residence, "ordam_target_memo";

    // RSA recentralisation: for the départements that keep the RSA.
    StabilisationFund = Etat -> Departement, None, Residence, "stabilisation_fund";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_post_has_two_different_bodies_and_a_name_of_its_own() {
        let mut names: Vec<&str> = Post::ALL.iter().map(|p| p.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Post::COUNT);
        for post in Post::ALL {
            assert_ne!(post.payer(), post.payee(), "{post:?}");
        }
    }

    #[test]
    fn a_post_touches_a_household_account_exactly_when_a_household_pays_or_is_paid() {
        for post in Post::ALL {
            let touches = post.payer() == Body::Households || post.payee() == Body::Households;
            assert_eq!(touches, post.account() != Account::None, "{post:?}");
        }
    }
}
