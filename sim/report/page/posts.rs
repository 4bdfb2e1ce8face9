//! What the posts of the ledger are called on the page, in both languages: a table.

use super::language::Language;
use crate::world::Post;

pub fn post(post: Post, language: Language) -> String {
    let (english, french) = match post {
        Post::NetWages => ("Net wages", "Salaires nets"),
        Post::EbeNetWages => ("Net wages of EBE", "Salaires nets des EBE"),
        Post::SelfEmployedIncome => ("Income of the self-employed", "Revenus des indépendants"),
        Post::PropertyIncome => ("Property income", "Revenus du patrimoine"),
        Post::EmployeeVieillesse => ("Employees' pension contributions", "Cotisations salariales vieillesse"),
        Post::CsgWagesMaladie => ("CSG on wages, health", "CSG sur salaires, maladie"),
        Post::CsgWagesFamille => ("CSG on wages, family", "CSG sur salaires, famille"),
        Post::CsgWagesAutonomie => ("CSG on wages, autonomy", "CSG sur salaires, autonomie"),
        Post::CsgWagesUnedic => ("CSG on wages, unemployment", "CSG sur salaires, chômage"),
        Post::CrdsWages => ("CRDS on wages", "CRDS sur salaires"),
        Post::EmployerMaladie => ("Employers' health contributions", "Cotisations patronales maladie"),
        Post::EmployerFamille => ("Employers' family contributions", "Cotisations patronales famille"),
        Post::EmployerVieillesse => ("Employers' pension contributions", "Cotisations patronales vieillesse"),
        Post::EmployerUnedic => ("Employers' unemployment contributions", "Cotisations patronales chômage"),
        Post::EmployerAutonomie => ("Employers' autonomy contributions", "Contributions patronales autonomie"),
        Post::EmployerOther => ("Other levies on wages", "Autres prélèvements sur salaires"),
        Post::EbeEmployeeVieillesse => {
            ("Employees' pension contributions, EBE", "Cotisations salariales vieillesse, EBE")
        }
        Post::EbeCsgMaladie => ("CSG on EBE wages, health", "CSG sur salaires d'EBE, maladie"),
        Post::EbeCsgFamille => ("CSG on EBE wages, family", "CSG sur salaires d'EBE, famille"),
        Post::EbeCsgAutonomie => ("CSG on EBE wages, autonomy", "CSG sur salaires d'EBE, autonomie"),
        Post::EbeCsgUnedic => ("CSG on EBE wages, unemployment", "CSG sur salaires d'EBE, chômage"),
        Post::EbeCrds => ("CRDS on EBE wages", "CRDS sur salaires d'EBE"),
        Post::EbeEmployerMaladie => ("Employers' health contributions, EBE", "Cotisations patronales maladie, EBE"),
        Post::EbeEmployerFamille => ("Employers' family contributions, EBE", "Cotisations patronales famille, EBE"),
        Post::EbeEmployerVieillesse => {
            ("Employers' pension contributions, EBE", "Cotisations patronales vieillesse, EBE")
        }
        Post::EbeEmployerUnedic => {
            ("Employers' unemployment contributions, EBE", "Cotisations patronales chômage, EBE")
        }
        Post::EbeEmployerAutonomie => {
            ("Employers' autonomy contributions, EBE", "Contributions patronales autonomie, EBE")
        }
        Post::EbeEmployerOther => ("Other levies on EBE wages", "Autres prélèvements sur salaires d'EBE"),
        Post::SelfEmployedVieillesse => {
            ("Self-employed pension contributions", "Cotisations vieillesse des indépendants")
        }
        Post::SelfEmployedMaladie => ("Self-employed health contributions", "Cotisations maladie des indépendants"),
        Post::SelfEmployedFamille => ("Self-employed family contributions", "Cotisations famille des indépendants"),
        Post::ReductionMaladie => {
            ("Compensation of the general reduction, health", "Compensation de la réduction générale, maladie")
        }
        Post::ReductionVieillesse => {
            ("Compensation of the general reduction, pensions", "Compensation de la réduction générale, vieillesse")
        }
        Post::ReductionFamille => {
            ("Compensation of the general reduction, family", "Compensation de la réduction générale, famille")
        }
        Post::ReductionUnedic => {
            ("Compensation of the general reduction, unemployment", "Compensation de la réduction générale, chômage")
        }
        Post::Pensions => ("Pensions, net", "Pensions de retraite nettes"),
        Post::CsgPensions => ("CSG on pensions", "CSG sur pensions"),
        Post::CasaPensions => ("Casa on pensions", "Casa sur pensions"),
        Post::CrdsPensions => ("CRDS on pensions", "CRDS sur pensions"),
        Post::UnemploymentInsurance => ("Unemployment benefit, net", "Allocations chômage nettes"),
        Post::InsuranceVieillesse => {
            ("Pension contributions on unemployment benefit", "Cotisations vieillesse sur allocations chômage")
        }
        Post::CsgInsurance => ("CSG on unemployment benefit", "CSG sur allocations chômage"),
        Post::CrdsInsurance => ("CRDS on unemployment benefit", "CRDS sur allocations chômage"),
        Post::PartialActivityEtat => ("Partial activity, State", "Activité partielle, État"),
        Post::PartialActivityUnedic => ("Partial activity, Unédic", "Activité partielle, Unédic"),
        Post::Ass => ("ASS", "ASS"),
        Post::Rsa => ("RSA paid by départements", "RSA versé par les départements"),
        Post::RsaEtat => ("RSA paid by the State", "RSA versé par l'État"),
        Post::PrimeActivite => ("Prime d'activité", "Prime d'activité"),
        Post::HousingAid => ("Housing aid", "Aides au logement"),
        Post::FamilyBenefits => ("Family benefits", "Prestations familiales"),
        Post::Asf => ("ASF", "ASF"),
        Post::CrdsBenefits => ("CRDS on benefits", "CRDS sur prestations"),
        Post::Aah => ("AAH", "AAH"),
        Post::Aspa => ("Minimum pension (Aspa)", "Minimum vieillesse (Aspa)"),
        Post::Apa => ("APA", "APA"),
        Post::Pch => ("PCH", "PCH"),
        Post::IncomeTax => ("Income tax", "Impôt sur le revenu"),
        Post::SocialLeviesProperty => ("Social levies on property income", "Prélèvements sociaux sur le patrimoine"),
        Post::Consumption => ("Consumption net of VAT", "Consommation hors TVA"),
        Post::Vat => ("VAT", "TVA"),
        Post::Imports => ("Imports", "Importations"),
        Post::Exports => ("Exports", "Exportations"),
        Post::PublicServices => ("Public services of the State", "Services publics de l'État"),
        Post::Dmto => ("DMTO", "DMTO"),
        Post::PropertyTaxDepartement => ("Property tax, départements", "Taxe foncière, départements"),
        Post::PropertyTaxCommunal => ("Local taxes, communes", "Impôts locaux, bloc communal"),
        Post::Dgf => ("DGF of départements", "DGF des départements"),
        Post::VatShare => ("VAT share of départements", "Fraction de TVA des départements"),
        Post::TicpeRsa => ("TICPE for the RSA", "TICPE au titre du RSA"),
        Post::Fmdi => ("FMDI", "FMDI"),
        Post::Dcp => ("DCP", "DCP"),
        Post::CnsaApa => ("CNSA support for APA", "Concours CNSA pour l'APA"),
        Post::CnsaPch => ("CNSA support for PCH", "Concours CNSA pour la PCH"),
        Post::OtherDepartementResources => ("Other resources of départements", "Autres ressources des départements"),
        Post::InsertionSpending => ("Insertion spending of the RSA", "Dépenses d'insertion du RSA"),
        Post::ChildWelfare => ("Child welfare", "Aide sociale à l'enfance"),
        Post::UnaccompaniedMinors => ("Unaccompanied minors", "Mineurs non accompagnés"),
        Post::UnaccompaniedMinorsEtat => {
            ("Unaccompanied minors, State payment", "Mineurs non accompagnés, part de l'État")
        }
        Post::OtherDepartementSpending => ("Other spending of départements", "Autres dépenses des départements"),
        Post::RegionResources => ("VAT share and grants of régions", "Fraction de TVA et dotations des régions"),
        Post::RegionSpending => ("Spending of régions", "Dépenses des régions"),
        Post::DgfCommunal => ("DGF of communes", "DGF du bloc communal"),
        Post::CommunalSpending => ("Spending of communes", "Dépenses du bloc communal"),
        Post::OtherStateRevenue => ("Other State revenue", "Autres recettes de l'État"),
        Post::CityCare => ("Care outside hospital", "Soins de ville"),
        Post::HospitalCare => ("Hospital care", "Soins hospitaliers"),
        Post::Prevention => ("Prevention", "Prévention"),
        Post::CareAccess => ("Access to care", "Accès aux soins"),
        Post::CareRegion => ("Care paid by régions", "Soins payés par les régions"),
        Post::CareIncome => ("Spending of care providers", "Dépenses des soignants"),
        Post::SocialServicesIncome => ("Spending of social services", "Dépenses des services sociaux"),
        Post::MedicoSocialCare => ("Medico-social care", "Établissements et services médico-sociaux"),
        Post::CareDeferred => ("Payment of care deferred", "Paiement de soins reporté"),
        Post::FundEtat => ("CDE, paid by the State", "CDE, part de l'État"),
        Post::FundDepartement => ("CDE, paid by départements", "CDE, part des départements"),
        Post::FundToEbe => ("CDE, paid to EBE", "CDE versée aux EBE"),
        Post::SeedMoney => ("Seed money of EBE", "Dotation d'amorçage des EBE"),
        Post::EbeSales => ("Sales of EBE", "Ventes des EBE"),
        Post::EbePurchases => ("Purchases of EBE", "Achats des EBE"),
        Post::TakenTicpe => ("TICPE taken back", "Reprise de TICPE"),
        Post::TakenFmdi => ("FMDI taken back", "Reprise de FMDI"),
        Post::TakenDcp => ("DCP taken back", "Reprise de DCP"),
        Post::TakenDmto => ("DMTO taken back", "Reprise de DMTO"),
        Post::TakenDgf => ("DGF taken back", "Reprise de DGF"),
        Post::ConventionInsertion => ("Insertion convention", "Convention d'insertion"),
        Post::ConventionShare => ("Convention, share in results", "Convention, intéressement aux résultats"),
        Post::CafManagement => ("Management of the RSA by the Caf", "Gestion du RSA par les Caf"),
        Post::OrdamTransferIn => {
            ("ORDAM, from health insurance to régions", "ORDAM, de l'assurance maladie aux régions")
        }
        Post::OrdamTransferOut => {
            ("ORDAM, from régions to health insurance", "ORDAM, des régions à l'assurance maladie")
        }
        Post::OrdamDebt => ("ORDAM, debt", "ORDAM, dette"),
        Post::InvalidityPensions => ("Invalidity pensions", "Pensions d'invalidité"),
        Post::WorkAccidentAnnuities => ("Work accident annuities", "Rentes d'accident du travail"),
        Post::MaternityBenefits => ("Maternity benefits", "Indemnités de maternité"),
        Post::SupplementaryHealth => ("Supplementary health insurance", "Complémentaires santé"),
        Post::EmployersSickPay => ("Employers' sick pay", "Maintien de salaire par l'employeur"),
        Post::MedicoSocialTransfer => ("Medico-social transfer", "Transfert médico-social"),
        Post::ManagementMaladie => ("Management, health branch", "Gestion, branche maladie"),
        Post::ManagementVieillesse => ("Management, pension branch", "Gestion, branche vieillesse"),
        Post::ManagementFamille => ("Management, family branch", "Gestion, branche famille"),
        Post::EarmarkedTaxesMaladie => ("Earmarked taxes, health", "Impôts affectés, maladie"),
        Post::EarmarkedTaxesVieillesse => ("Earmarked taxes, pensions", "Impôts affectés, vieillesse"),
        Post::EarmarkedTaxesFamille => ("Earmarked taxes, family", "Impôts affectés, famille"),
        Post::EarmarkedTaxesAutonomie => ("Earmarked taxes, autonomy", "Impôts affectés, autonomie"),
        Post::CivilServicePensions => ("Civil service pensions", "Pensions des fonctionnaires de l'État"),
        Post::ParentsPensionRights => ("Parents' pension rights", "Droits à retraite des parents"),
        Post::ChildcareAid => ("Childcare aid", "Aides à la garde d'enfants"),
        Post::FamilySocialAction => ("Social action of the Caf", "Action sociale des Caf"),
        Post::EmploymentService => ("Public employment service", "Service public de l'emploi"),
        Post::UnemployedPensionPoints => ("Pension points of the unemployed", "Points de retraite des chômeurs"),
        Post::PublicEmployersSelfInsured => {
            ("Public employers insuring themselves", "Employeurs publics en auto-assurance")
        }
        Post::EmergencyHousing => ("Emergency housing and asylum", "Hébergement d'urgence et asile"),
        Post::DebtInterest => ("Interest on the debt", "Charge de la dette"),
        Post::VatLeftOut => ("VAT left out of the model", "TVA hors du modèle"),
        Post::CommunalOtherRevenue => ("Other revenue of communes", "Autres recettes du bloc communal"),
        Post::CommunalSocialAction => ("Social action of communes", "Action sociale du bloc communal"),
        Post::CommunalChildcare => ("Childcare of communes", "Accueil du jeune enfant, bloc communal"),
        Post::SpecialSchemes => ("Balance of special schemes", "Équilibre des régimes spéciaux"),
        Post::OtherSocialProtection => ("Other social protection, State", "Autre protection sociale de l'État"),
        Post::CnsaOther => ("Other spending of the CNSA", "Autres dépenses de la CNSA"),
        Post::CompensationRsa => ("Compensation of the RSA, change", "Compensation du RSA, variation"),
        Post::CompensationApa => ("Compensation of the APA, change", "Compensation de l'APA, variation"),
        Post::CompensationPch => ("Compensation of the PCH, change", "Compensation de la PCH, variation"),
        Post::CnsaCompensationApa => ("CNSA support for APA, change", "Concours CNSA à l'APA, variation"),
        Post::CnsaCompensationPch => ("CNSA support for PCH, change", "Concours CNSA à la PCH, variation"),
        Post::EqualisationLevy => ("Equalisation levy on DMTO", "Prélèvement de péréquation sur les DMTO"),
        Post::EqualisationGiven => ("Equalisation fund given", "Versement du fonds de péréquation"),
        Post::EqualisationVertical => ("Equalisation paid by the State", "Péréquation versée par l'État"),
        Post::CsgFractionEtat => ("CSG fraction, paid by the State", "Fraction de CSG, à la charge de l'État"),
        Post::CsgFractionMaladie => {
            ("CSG fraction, paid by health insurance", "Fraction de CSG, à la charge de la maladie")
        }
        Post::CsgLevyMaladie => ("Added CSG, health", "CSG ajoutée, maladie"),
        Post::CsgLevyFamille => ("Added CSG, family", "CSG ajoutée, famille"),
        Post::CsgLevyAutonomie => ("Added CSG, autonomy", "CSG ajoutée, autonomie"),
        Post::CsgLevyUnedic => ("Added CSG, unemployment", "CSG ajoutée, chômage"),
        Post::CsgLevyEtat => ("Added CSG, State", "CSG ajoutée, État"),
        Post::ReplacedVatEtat => ("VAT share replaced, to the State", "Fraction de TVA remplacée, à l'État"),
        Post::ReplacedDmtoEtat => ("DMTO replaced, to the State", "DMTO remplacés, à l'État"),
        Post::ReplacedDgfEtat => ("DGF replaced, to the State", "DGF remplacée, à l'État"),
        Post::ReplacedVatMaladie => {
            ("VAT share replaced, to health insurance", "Fraction de TVA remplacée, à la maladie")
        }
        Post::ReplacedDmtoMaladie => ("DMTO replaced, to health insurance", "DMTO remplacés, à la maladie"),
        Post::ReplacedDgfMaladie => ("DGF replaced, to health insurance", "DGF remplacée, à la maladie"),
        Post::UnaccompaniedMinorsChange => {
            ("Unaccompanied minors, change of State payment", "Mineurs non accompagnés, variation de la part de l'État")
        }
        Post::UnaccompaniedMinorsByEtat => {
            ("Unaccompanied minors, paid by the State", "Mineurs non accompagnés, à la charge de l'État")
        }
        Post::UnaccompaniedMinorsTaken => {
            ("Unaccompanied minors, resources taken", "Mineurs non accompagnés, ressources reprises")
        }
        Post::RightsEtat => ("Access to rights, State", "Accès aux droits, État"),
        Post::RightsDepartement => ("Access to rights, départements", "Accès aux droits, départements"),
        Post::RightsBlocCommunal => ("Access to rights, communes", "Accès aux droits, bloc communal"),
        Post::RightsFamille => ("Access to rights, family branch", "Accès aux droits, branche famille"),
        Post::WorkersEtat => ("Single reference worker, State", "Référent unique, État"),
        Post::WorkersDepartement => ("Single reference worker, départements", "Référent unique, départements"),
        Post::WorkersUnedic => ("Single reference worker, Unédic", "Référent unique, Unédic"),
        Post::NurseryEtat => ("Childcare places, State", "Places d'accueil, État"),
        Post::NurseryFamille => ("Childcare places, family branch", "Places d'accueil, branche famille"),
        Post::NurseryDepartement => ("Childcare places, départements", "Places d'accueil, départements"),
        Post::NurseryBlocCommunal => ("Childcare places, communes", "Places d'accueil, bloc communal"),
        Post::MobilityEtat => ("Mobility, State", "Mobilité, État"),
        Post::MobilityRegion => ("Mobility, régions", "Mobilité, régions"),
        Post::MobilityDepartement => ("Mobility, départements", "Mobilité, départements"),
        Post::MobilityBlocCommunal => ("Mobility, communes", "Mobilité, bloc communal"),
        Post::MobilityUnedic => ("Mobility, Unédic", "Mobilité, Unédic"),
        Post::CareAccessRegion => ("Access to care, régions", "Accès aux soins, régions"),
        Post::CareAccessBlocCommunal => ("Access to care, communes", "Accès aux soins, bloc communal"),
        Post::DeferredMaladie => ("Deferred contributions, health", "Cotisations reportées, maladie"),
        Post::DeferredFamille => ("Deferred contributions, family", "Cotisations reportées, famille"),
        Post::DeferredVieillesse => ("Deferred contributions, pensions", "Cotisations reportées, vieillesse"),
        Post::DeferredUnedic => ("Deferred contributions, unemployment", "Cotisations reportées, chômage"),
        Post::DeferredAutonomie => ("Deferred contributions, autonomy", "Cotisations reportées, autonomie"),
        Post::DeferralLossMaladie => ("Contributions lost, health", "Cotisations perdues, maladie"),
        Post::DeferralLossFamille => ("Contributions lost, family", "Cotisations perdues, famille"),
        Post::DeferralLossVieillesse => ("Contributions lost, pensions", "Cotisations perdues, vieillesse"),
        Post::DeferralLossUnedic => ("Contributions lost, unemployment", "Cotisations perdues, chômage"),
        Post::DeferralLossAutonomie => ("Contributions lost, autonomy", "Cotisations perdues, autonomie"),
        Post::ExemptionMaladie => ("Zoned exemption, health", "Exonération zonée, maladie"),
        Post::ExemptionVieillesse => ("Zoned exemption, pensions", "Exonération zonée, vieillesse"),
        Post::ExemptionFamille => ("Zoned exemption, family", "Exonération zonée, famille"),
        Post::ExemptionMadeUpMaladie => ("Zoned exemption compensated, health", "Exonération zonée compensée, maladie"),
        Post::ExemptionMadeUpVieillesse => {
            ("Zoned exemption compensated, pensions", "Exonération zonée compensée, vieillesse")
        }
        Post::ExemptionMadeUpFamille => ("Zoned exemption compensated, family", "Exonération zonée compensée, famille"),
        Post::ChildSupport => ("Child support received", "Pensions alimentaires reçues"),
        Post::ChildSupportPaid => ("Child support paid", "Pensions alimentaires versées"),
        Post::OrdamInterest => ("Interest on ORDAM debt", "Intérêts de la dette ORDAM"),
        Post::OrdamPast => ("ORDAM: as in the past (memo)", "ORDAM : selon le passé (pour mémoire)"),
        Post::OrdamTarget => ("ORDAM: target (memo)", "ORDAM : objectif (pour mémoire)"),
        Post::StabilisationFund => ("Stabilisation fund of the RSA", "Fonds de stabilisation du RSA"),
        Post::RevenuUniversel => ("Revenu universel, State", "Revenu universel, État"),
        Post::RevenuUniverselDepartement => ("Revenu universel, départements", "Revenu universel, départements"),
        Post::RevenuUniverselContribution => {
            ("Revenu universel, contribution of départements", "Revenu universel, contribution des départements")
        }
    };
    language.set(language.of(english, french))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_posts_share_a_name() {
        for language in [Language::English, Language::French] {
            let mut names: Vec<String> = Post::ALL.iter().map(|&known| post(known, language)).collect();
            names.sort();
            let all = names.len();
            names.dedup();
            assert_eq!(names.len(), all);
        }
    }
}
