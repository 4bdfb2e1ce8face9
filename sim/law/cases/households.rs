//! Household cases: the columns read, the columns written.

use std::io::{Read, Write};

use super::line::{Line, LineError};
use super::{CasesError, Column, Summary, each_line, each_read, euros};
use crate::law::facts::{Children, HousingZone, Tenure};
use crate::law::household::{Adult, Case, Outcome, Status, steady_state};
use crate::law::housing_aid::Scheme;
use crate::units::{Cents, Month};

const CASE_INPUTS: [&str; 17] = [
    "cas",
    "date",
    "type_foyer",
    "nb_adultes",
    "nb_enfants",
    "ages_enfants_mois",
    "a1_age",
    "a1_statut",
    "a1_salaire_brut",
    "a1_are_brut",
    "a2_age",
    "a2_statut",
    "a2_salaire_brut",
    "a2_are_brut",
    "logement",
    "zone",
    "loyer",
];

/// Output columns of household cases, in euros a month unless the name says otherwise.
const CASE_OUTPUTS: [Column<Outcome>; 58] = [
    ("a1_salaire_net", |o| o.payslips[0].net),
    ("a2_salaire_net", |o| o.payslips[1].net),
    ("a1_are_net", |o| o.unemployment[0].net),
    ("a2_are_net", |o| o.unemployment[1].net),
    ("a1_ass", |o| o.ass[0]),
    ("a2_ass", |o| o.ass[1]),
    ("a1_aah", |o| o.aah[0]),
    ("a2_aah", |o| o.aah[1]),
    ("salaire_brut", |o| o.payslips[0].gross + o.payslips[1].gross),
    ("cotisations_salariales", |o| o.payslips[0].employee.total() + o.payslips[1].employee.total()),
    ("csg_deductible_salaire", |o| o.payslips[0].csg.deductible + o.payslips[1].csg.deductible),
    ("csg_imposable_salaire", |o| o.payslips[0].csg.taxable + o.payslips[1].csg.taxable),
    ("crds_salaire", |o| o.payslips[0].csg.crds + o.payslips[1].csg.crds),
    ("salaire_imposable", |o| o.payslips[0].taxable + o.payslips[1].taxable),
    ("salaire_net", |o| o.net_wages()),
    ("cotisations_employeur", |o| o.payslips[0].employer.total() + o.payslips[1].employer.total()),
    ("reduction_generale", |o| o.payslips[0].general_reduction.total() + o.payslips[1].general_reduction.total()),
    ("cout_employeur", |o| o.payslips[0].labour_cost + o.payslips[1].labour_cost),
    ("are_brut", |o| o.unemployment[0].gross + o.unemployment[1].gross),
    ("csg_deductible_are", |o| o.unemployment_csg().deductible),
    ("csg_imposable_are", |o| o.unemployment_csg().taxable),
    ("crds_are", |o| o.unemployment_csg().crds),
    ("are_imposable", |o| o.unemployment[0].taxable + o.unemployment[1].taxable),
    ("are_net", |o| o.net_unemployment()),
    ("ass", |o| o.ass[0] + o.ass[1]),
    ("aah", |o| o.aah[0] + o.aah[1]),
    ("pf_base_ressources_annuelle", |o| o.tax.reference_income),
    ("af_base", |o| o.family.af_base),
    ("af_majoration_age", |o| o.family.af_age_supplement),
    ("af", |o| o.family.af),
    ("asf", |o| o.family.asf),
    ("cf", |o| o.family.cf),
    ("paje_base", |o| o.family.paje),
    ("al_base_ressources_annuelle", |o| o.housing.income),
    ("al_loyer_retenu", |o| o.housing.rent_retained),
    ("al_charges", |o| o.housing.charges),
    ("al_participation_personnelle", |o| o.housing.participation),
    ("apl", |o| paid_as(o, Scheme::Apl)),
    ("alf", |o| paid_as(o, Scheme::Alf)),
    ("als", |o| paid_as(o, Scheme::Als)),
    ("rls", |o| o.housing.rent_cut),
    ("rsa_majore_eligible", |o| Cents(i64::from(o.rsa.raised))),
    ("rsa_montant_forfaitaire", |o| o.rsa.guaranteed),
    ("rsa_forfait_logement", |o| o.rsa.housing_deduction),
    ("rsa_base_ressources", |o| o.rsa.resources),
    ("rsa", |o| o.rsa.amount),
    ("ppa_montant_forfaitaire", |o| o.ppa.guaranteed),
    ("ppa_bonification", |o| o.ppa.bonus),
    ("ppa_revenu_activite", |o| o.ppa.activity),
    ("ppa_base_ressources", |o| o.ppa.resources),
    ("ppa_forfait_logement", |o| o.ppa.housing_deduction),
    ("ppa", |o| o.ppa.amount),
    ("crds_prestations", |o| o.crds_on_benefits),
    ("parts_fiscales", |o| Cents(o.tax.half_parts * 50)),
    ("rfr", |o| o.tax.reference_income),
    ("ir_apres_plafonnement_qf", |o| o.tax.after_cap),
    ("ir_annuel", |o| o.tax.tax),
    ("revenu_disponible_mensuel", |o| o.disposable),
];

fn paid_as(outcome: &Outcome, scheme: Scheme) -> Cents {
    if outcome.housing.scheme == scheme { outcome.housing.amount } else { Cents::ZERO }
}

/// Households: reads the input columns of case files in any order, ignores others, writes `cas,date` and every amount.
/// The first bad line ends the run, unless `keep_going`: then it is skipped and reported in the summary.
pub fn run(input: impl Read, output: impl Write, keep_going: bool) -> Result<Summary, CasesError> {
    let mut header = vec!["cas", "date"];
    header.extend(CASE_OUTPUTS.iter().map(|(name, _)| *name));
    each_line(input, output, keep_going, &CASE_INPUTS, &header, |line, law| {
        let outcome = steady_state(law, &read_case(line)?);
        Ok(CASE_OUTPUTS
            .iter()
            .map(|(name, cents)| match *name {
                "rsa_majore_eligible" => cents(&outcome).0.to_string(),
                _ => euros(cents(&outcome)),
            })
            .collect())
    })
}

/// The households of a case file with their months, in its order; outputs are ignored.
///
/// # Errors
/// As [`run`] without `keep_going`.
pub fn read(input: impl Read) -> Result<Vec<(Month, Case)>, CasesError> {
    let mut cases = Vec::new();
    each_read(input, &CASE_INPUTS, |line| {
        cases.push((line.date()?, read_case(line)?));
        Ok(())
    })?;
    Ok(cases)
}

fn read_case(line: &Line<'_>) -> Result<Case, LineError> {
    let adults = line.whole("nb_adultes", 1, 2)?;
    let children = read_children(line)?;
    let kinds = [("seul", (1, false)), ("monoparent", (1, true)), ("couple", (2, children.count() > 0))];
    let (expected, parents) = line.one_of("type_foyer", &kinds)?;
    if expected != adults {
        return Err(line.wrong("nb_adultes", format!("does not agree with type_foyer {}", line.text("type_foyer"))));
    }
    if parents != (children.count() > 0) {
        return Err(line.wrong("nb_enfants", format!("does not agree with type_foyer {}", line.text("type_foyer"))));
    }
    let zones = [("1", HousingZone::One), ("2", HousingZone::Two), ("3", HousingZone::Three)];
    let tenures = [
        ("locataire_vide", Tenure::PrivateTenant),
        ("locataire_hlm", Tenure::SocialTenant),
        ("proprietaire", Tenure::Owner),
        ("loge_gratuitement", Tenure::RentFree),
    ];
    let tenure = line.one_of("logement", &tenures)?;
    // Those who pay no rent may leave it empty.
    let no_rent = !tenure.pays_rent() && line.text("loyer").is_empty();
    Ok(Case {
        first: read_adult(line, ["a1_age", "a1_statut", "a1_salaire_brut", "a1_are_brut"])?,
        second: match adults {
            2 => Some(read_adult(line, ["a2_age", "a2_statut", "a2_salaire_brut", "a2_are_brut"])?),
            _ => None,
        },
        children,
        tenure,
        zone: line.one_of("zone", &zones)?,
        rent: if no_rent { Cents::ZERO } else { line.amount("loyer")? },
    })
}

fn read_adult(line: &Line<'_>, [age, status, wage, are]: [&str; 4]) -> Result<Adult, LineError> {
    let statuses = [
        ("emploi", Status::Employed),
        ("are", Status::Are),
        ("ass", Status::Ass),
        ("aah", Status::Aah),
        ("aucun", Status::None),
    ];
    let adult = Adult {
        age: line.whole(age, 18, 66)?,
        status: line.one_of(status, &statuses)?,
        wage: line.amount(wage)?,
        are: line.amount(are)?,
        ..Adult::default()
    };
    if adult.wage > Cents::ZERO && adult.status != Status::Employed {
        return Err(line.wrong(wage, format!("is a wage, but {status} is {}", line.text(status))));
    }
    if adult.are > Cents::ZERO && adult.status != Status::Are {
        return Err(line.wrong(are, format!("is a benefit, but {status} is {}", line.text(status))));
    }
    Ok(adult)
}

fn read_children(line: &Line<'_>) -> Result<Children, LineError> {
    let column = "ages_enfants_mois";
    let expected = line.whole("nb_enfants", 0, 8)?;
    let mut ages = Vec::new();
    for word in line.text(column).split_whitespace() {
        let age: Option<u16> = word.parse().ok().filter(|&months| months < 216);
        ages.push(age.ok_or_else(|| line.wrong(column, "holds something else than ages under 216 months"))?);
    }
    if ages.len() as i64 != expected {
        return Err(line.wrong(column, format!("holds {} ages, but nb_enfants is {expected}", ages.len())));
    }
    Ok(Children::from_months(&ages))
}
