//! What indicators and rates are called where people read them, in both languages: a table.

use super::language::Language;
use crate::measures::Indicator;
use crate::report::indicators::DerivedRate;

pub fn rate(rate: DerivedRate, language: Language) -> String {
    let (english, french) = match rate {
        DerivedRate::Unemployment => ("Unemployment rate", "Taux de chômage"),
        DerivedRate::Employment => ("Employment rate", "Taux d'emploi"),
        DerivedRate::Poverty => ("Poverty rate", "Taux de pauvreté"),
        DerivedRate::PovertyMovingLine => {
            ("Poverty rate, line of the run's own median", "Taux de pauvreté, seuil de la médiane simulée")
        }
    };
    language.set(language.of(english, french))
}

pub fn indicator(indicator: Indicator, language: Language) -> String {
    let (english, french) = match indicator {
        Indicator::Population => ("Inhabitants", "Habitants"),
        Indicator::Households => ("Households", "Ménages"),
        Indicator::Employed => ("In employment", "En emploi"),
        Indicator::OpenEnded => ("On an open-ended contract", "En CDI"),
        Indicator::FixedTerm => ("On a fixed-term contract", "En CDD"),
        Indicator::EbeEmployees => ("Employees of EBE", "Salariés d'EBE"),
        Indicator::EbeFte => ("Full-time equivalents in EBE", "Équivalents temps plein en EBE"),
        Indicator::InsertionEmployees => ("Employees in insertion", "Salariés en insertion"),
        Indicator::SelfEmployed => ("Self-employed", "Indépendants"),
        Indicator::Unemployed => ("Unemployed (ILO)", "Chômeurs (BIT)"),
        Indicator::LongTermUnemployed => ("Unemployed for a year or more", "Chômeurs depuis un an ou plus"),
        Indicator::Halo => ("In the halo of unemployment", "Dans le halo du chômage"),
        Indicator::Inactive => ("Inactive", "Inactifs"),
        Indicator::Retired => ("Retired", "Retraités"),
        Indicator::Students => ("Students", "Étudiants et élèves"),
        Indicator::Registered => ("Registered jobseekers", "Demandeurs d'emploi inscrits"),
        Indicator::DurablyJobless => ("Durably without a job", "Durablement privés d'emploi"),
        Indicator::Vacancies => ("Vacancies", "Postes vacants"),
        Indicator::Hires => ("Hires", "Embauches"),
        Indicator::HiresFromUnemployment => ("Hires from unemployment", "Embauches de chômeurs"),
        Indicator::JobsLost => ("Jobs left", "Emplois quittés ou perdus"),
        Indicator::EmploymentToUnemployment => ("From employment to unemployment", "De l'emploi au chômage"),
        Indicator::EmploymentToInactivity => ("From employment to inactivity", "De l'emploi à l'inactivité"),
        Indicator::EbeHires => ("Hired by EBE", "Embauches en EBE"),
        Indicator::EbeHiresWithoutBenefit => ("Hired by EBE without a benefit", "Embauches en EBE sans allocation"),
        Indicator::EbeExitsToJobs => ("From EBE to an ordinary job", "D'EBE vers un emploi ordinaire"),
        Indicator::Insured => ("Draw unemployment insurance", "Indemnisés par l'assurance chômage"),
        Indicator::AssRecipients => ("Draw the ASS", "Allocataires de l'ASS"),
        Indicator::RsaHouseholds => ("Households drawing the RSA", "Foyers au RSA"),
        Indicator::RsaNonTakeUp => {
            ("Households entitled to the RSA that do not claim", "Foyers éligibles au RSA sans recours")
        }
        Indicator::PrimeActiviteHouseholds => {
            ("Households drawing the prime d'activité", "Foyers à la prime d'activité")
        }
        Indicator::HousingAidHouseholds => ("Households drawing housing aid", "Foyers aux aides au logement"),
        Indicator::AahRecipients => ("Households drawing the AAH", "Foyers à l'AAH"),
        Indicator::ApaRecipients => ("Draw the APA", "Bénéficiaires de l'APA"),
        Indicator::PartialActivity => ("On partial activity", "En activité partielle"),
        Indicator::Births => ("Births", "Naissances"),
        Indicator::Deaths => ("Deaths", "Décès"),
        Indicator::PoorPersons => ("Poor persons", "Personnes pauvres"),
        Indicator::PovertyPopulation => ("Persons counted for poverty", "Personnes comptées pour la pauvreté"),
        Indicator::PoorOnMovingLine => {
            ("Poor persons, line of the run's own median", "Personnes pauvres, seuil de la médiane simulée")
        }
        Indicator::PoorHouseholds => ("Poor households", "Ménages pauvres"),
        Indicator::PovertyGap => ("What the poor lack to the line", "Ce qui manque aux pauvres jusqu'au seuil"),
        Indicator::DisposableIncome => ("Disposable income", "Revenu disponible"),
        Indicator::UnmetNeed => ("Unmet care need", "Besoin de soins non satisfait"),
        Indicator::RevenuUniverselHouseholds => {
            ("Households drawing the revenu universel", "Foyers au revenu universel")
        }
        Indicator::RevenuUniverselNonTakeUp => (
            "Households entitled to the revenu universel that do not claim",
            "Foyers éligibles au revenu universel sans recours",
        ),
        Indicator::LocalJobs => ("Jobs in local firms", "Emplois des entreprises locales"),
        Indicator::EmployedFte => ("Full-time equivalents in employment", "Équivalents temps plein en emploi"),
        Indicator::EbeMet => ("Met by the committees", "Rencontrés par les comités"),
        Indicator::EbeVolunteers => ("Volunteers met", "Volontaires rencontrés"),
        Indicator::EbeWaiting => ("On the waiting list of EBE", "Sur la liste d'attente des EBE"),
        Indicator::EbeNotMet => ("Concerned and not met", "Concernés et non rencontrés"),
        Indicator::EbeHireAges => ("Ages when hired by EBE, summed", "Âges à l'embauche en EBE, en somme"),
        Indicator::EbeHireJoblessMonths => {
            ("Months without a job when hired by EBE, summed", "Mois sans emploi à l'embauche en EBE, en somme")
        }
        Indicator::EbeReturns => ("Return to EBE by right", "Retours en EBE de droit"),
        Indicator::EbeSupervisors => ("Supervisors of EBE", "Encadrants d'EBE"),
        Indicator::EbeDisplaced => ("Local jobs displaced by EBE", "Emplois locaux évincés par les EBE"),
        Indicator::EbeInsuranceMonths => {
            ("Months in EBE towards unemployment insurance", "Mois en EBE ouvrant droit à l'assurance chômage")
        }
    };
    language.set(language.of(english, french))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_indicators_are_called_alike() {
        for language in [Language::English, Language::French] {
            let names: BTreeSet<String> = Indicator::ALL.iter().map(|&known| indicator(known, language)).collect();
            assert_eq!(names.len(), Indicator::COUNT);
        }
    }
}
