//! What bodies, policies, causes and household types are called on the page.

use super::language::Language;
use crate::measures::{Comparison, ExitCause, HouseholdType};
use crate::world::body::Body;

pub const fn body(body: Body, language: Language) -> &'static str {
    match body {
        Body::Etat => language.of("State", "État"),
        Body::Maladie => language.of("Health insurance", "Assurance maladie"),
        Body::Vieillesse => language.of("Pension schemes", "Retraites, complémentaires comprises"),
        Body::Famille => language.of("Family branch (Cnaf)", "Branche famille (Cnaf)"),
        Body::Autonomie => language.of("Autonomy branch (CNSA)", "Branche autonomie (CNSA)"),
        Body::Unedic => language.of("Unemployment insurance (Unédic)", "Assurance chômage (Unédic)"),
        Body::Region => language.of("Régions", "Régions"),
        Body::Departement => language.of("Départements", "Départements"),
        Body::BlocCommunal => language.of("Communes and their groups", "Bloc communal"),
        Body::FondsExperimentation => language.of("Fonds d’expérimentation", "Fonds d’expérimentation"),
        Body::Households => language.of("Households", "Ménages"),
        Body::Firms => language.of("Firms", "Entreprises"),
        Body::Ebe => language.of("EBE", "EBE"),
        Body::CareProviders => language.of("Care providers", "Soignants et hôpitaux"),
        Body::SocialServices => language.of("Social services", "Services sociaux"),
        Body::Outside => language.of("Outside the territory", "Extérieur du territoire"),
        Body::LeftOut => language.of("Left out of the model", "Hors du modèle"),
    }
}

/// Words by which a question names a body, in small letters.
const ASKED: [(Body, &[&str]); 9] = [
    (Body::Etat, &["the state", "l'état", "l’état", "central government"]),
    (Body::Departement, &["département", "departement"]),
    (Body::Region, &["région", "region"]),
    (Body::BlocCommunal, &["commune", "bloc communal", "municipalit"]),
    (Body::Unedic, &["unédic", "unedic", "assurance chômage", "unemployment insurance"]),
    (Body::Maladie, &["assurance maladie", "health insurance", "cnam"]),
    (Body::Famille, &["cnaf", "branche famille", "family branch"]),
    (Body::Autonomie, &["cnsa", "branche autonomie"]),
    (Body::Vieillesse, &["retraites", "pension schemes", "cnav"]),
];

/// The body a question names first, if it names one.
pub fn asked_first(question: &str) -> Option<Body> {
    let question = question.to_lowercase();
    let place = |names: &[&str]| names.iter().filter_map(|name| question.find(name)).min();
    let named = ASKED.iter().filter_map(|(body, names)| Some((place(names)?, *body)));
    named.min_by_key(|(place, _)| *place).map(|(_, body)| body)
}

/// The policies of a scenario, by their name in it; a change of law keeps its own name.
pub fn policy(name: &str, language: Language) -> String {
    let known = match name {
        "tzcld" => ("territoires zéro chômeur de longue durée", "territoires zéro chômeur de longue durée"),
        "rsa_recentralisation" => ("recentralisation of the RSA", "recentralisation du RSA"),
        "ordam" => ("regional health-spending targets (ORDAM)", "objectifs régionaux de dépenses de santé (ORDAM)"),
        "revenu_universel_activite" => ("revenu universel d'activité", "revenu universel d'activité"),
        "compensation" => ("compensation of départements", "compensation des départements"),
        "equalisation" => ("equalisation between départements", "péréquation entre départements"),
        "csg_fraction" => ("fraction of CSG for départements", "fraction de CSG aux départements"),
        "unaccompanied_minors" => ("care of unaccompanied minors", "prise en charge des mineurs non accompagnés"),
        "zoned_exemptions" => ("zoned contribution exemptions", "exonérations zonées de cotisations"),
        "zoned_housing_aid" => ("zoned housing aid", "aides au logement zonées"),
        "access_to_care" => ("access to care", "accès aux soins"),
        "access_to_rights" => ("access to rights", "accès aux droits"),
        "childcare" => ("childcare for return to work", "accueil du jeune enfant pour le retour à l'emploi"),
        "mobility" => ("mobility and direct matching", "mobilité et mise en relation directe"),
        "single_reference_worker" => ("single reference worker", "référent unique"),
        "prime_activite_bonus" => ("reform of the prime d'activité bonus", "réforme du bonus de la prime d'activité"),
        "contribution_deferral" => ("deferral of contributions", "report de cotisations"),
        other => return other.replace('_', " "),
    };
    language.set(language.of(known.0, known.1))
}

pub const fn cause(cause: ExitCause, language: Language) -> &'static str {
    match cause {
        ExitCause::EbeJob => language.of("A job in an EBE", "Un emploi en EBE"),
        ExitCause::OrdinaryJob => language.of("An ordinary job", "Un emploi ordinaire"),
        ExitCause::HoursOrPay => language.of("More hours or pay", "Plus d’heures ou de salaire"),
        ExitCause::Benefit => language.of("A benefit", "Une prestation"),
        ExitCause::HouseholdChange => language.of("A change in the household", "Un changement du ménage"),
        ExitCause::Line => language.of("The line, or other income", "Le seuil, ou d’autres revenus"),
    }
}

pub const fn household(household: HouseholdType, language: Language) -> &'static str {
    match household {
        HouseholdType::Single => language.of("Person living alone", "Personne seule"),
        HouseholdType::LoneParent => language.of("Lone-parent family", "Famille monoparentale"),
        HouseholdType::Couple => language.of("Couple without children", "Couple sans enfant"),
        HouseholdType::CoupleWithChildren => language.of("Couple with children", "Couple avec enfants"),
        HouseholdType::Other => language.of("Other household", "Autre ménage"),
    }
}

pub const fn comparison(comparison: Comparison, language: Language) -> &'static str {
    match comparison {
        Comparison::OnlyWithReform => language.of("Leave only with the reform", "Sortent avec la réforme seulement"),
        Comparison::OnlyWithout => language.of("Leave only without it", "Sortent sans elle seulement"),
        Comparison::Both => language.of("Leave in both", "Sortent dans les deux"),
        Comparison::Neither => language.of("Leave in neither", "Ne sortent dans aucun"),
    }
}
