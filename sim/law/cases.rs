//! Case files: `bassin law cases` and `bassin law payroll`. Reads a table of households or wages, writes the same lines
//! with every amount the law gives them, in the conventions of published comparison files.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use super::contributions::{assumed_full_time_share, employee, employer};
use super::facts::{Children, HousingZone, Tenure};
use super::household::{Adult, Case, Outcome, Status, steady_state};
use super::housing_aid::Scheme;
use super::{FIRST_MONTH, Law, LawError, comparison_code, csg, general_reduction, smic};
use crate::units::{Cents, Month};

/// What went wrong with a case file.
#[derive(Debug, thiserror::Error)]
pub enum CasesError {
    #[error("line 1: there is no column \"{column}\"; needed: {needed}")]
    Column { column: String, needed: String },
    #[error(transparent)]
    Line(#[from] LineError),
    #[error("the table cannot be read or written: {0}")]
    Table(#[from] csv::Error),
    #[error(transparent)]
    Law(#[from] LawError),
    #[error("the result cannot be written: {0}")]
    Output(#[from] std::io::Error),
}

/// A line that is refused: where, what it says, what is allowed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("line {line}, column \"{column}\": \"{value}\" {reason}")]
pub struct LineError {
    pub line: u64,
    pub column: String,
    pub value: String,
    pub reason: String,
}

/// How a file went: lines written, and those refused if the user asked to keep going.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    pub written: usize,
    pub refused: Vec<LineError>,
}

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

/// Output columns of household cases, in euros a month unless the name says otherwise; `f` gives the cents.
type Column<T> = (&'static str, fn(&T) -> Cents);

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

const PAYROLL_INPUTS: [&str; 3] = ["cas", "date", "salaire_brut"];

/// A pay slip with every line, as the payroll file has it.
struct FullSlip {
    smic: Cents,
    gross: Cents,
    employee: super::contributions::EmployeeLines,
    csg: csg::Csg,
    employer: super::contributions::EmployerLines,
    coefficient: crate::units::Rate,
    reduction: Cents,
}

impl FullSlip {
    fn new(law: &Law, gross: Cents) -> FullSlip {
        let share = assumed_full_time_share(law, gross);
        let smic = smic::monthly(law);
        FullSlip {
            smic,
            gross,
            employee: employee(law, gross),
            csg: csg::on_wage(law, gross),
            employer: employer(law, gross, share),
            coefficient: general_reduction::coefficient(law, gross, share),
            reduction: general_reduction::amount(law, gross, share),
        }
    }

    fn taxable(&self) -> Cents {
        self.gross - self.employee.total() - self.csg.deductible
    }
}

const PAYROLL_OUTPUTS: [Column<FullSlip>; 33] = [
    ("salaire_brut", |s| s.gross),
    ("vieillesse_plafonnee_salarie", |s| s.employee.old_age_capped),
    ("vieillesse_deplafonnee_salarie", |s| s.employee.old_age_uncapped),
    ("agirc_arrco_salarie", |s| s.employee.complementary),
    ("contribution_equilibre_general_salarie", |s| s.employee.equilibrium),
    ("contribution_equilibre_technique_salarie", |s| s.employee.technical),
    // Abolished for employees in 2018 but in Alsace-Moselle (maladie) and for intermittents (chômage).
    ("mmid_salarie", |_| Cents::ZERO),
    ("chomage_salarie", |_| Cents::ZERO),
    ("cotisations_salariales", |s| s.employee.total()),
    ("csg_deductible_salaire", |s| s.csg.deductible),
    ("csg_imposable_salaire", |s| s.csg.taxable),
    ("crds_salaire", |s| s.csg.crds),
    ("salaire_imposable", |s| s.taxable()),
    ("salaire_net", |s| s.taxable() - s.csg.taxable - s.csg.crds),
    ("mmid_employeur_net_allegement", |s| s.employer.health),
    ("vieillesse_plafonnee_employeur", |s| s.employer.old_age_capped),
    ("vieillesse_deplafonnee_employeur", |s| s.employer.old_age_uncapped),
    ("famille_net_allegement", |s| s.employer.family),
    ("accident_du_travail", |s| s.employer.accidents),
    ("chomage_employeur", |s| s.employer.unemployment),
    ("ags", |s| s.employer.wage_guarantee),
    ("agirc_arrco_employeur", |s| s.employer.complementary),
    ("contribution_equilibre_general_employeur", |s| s.employer.equilibrium),
    ("contribution_equilibre_technique_employeur", |s| s.employer.technical),
    ("contribution_solidarite_autonomie", |s| s.employer.autonomy),
    ("fnal", |s| s.employer.housing_fund),
    ("participation_effort_construction", |s| s.employer.construction),
    ("contribution_formation_professionnelle", |s| s.employer.training),
    ("taxe_apprentissage", |s| s.employer.apprenticeship),
    ("financement_organisations_syndicales", |s| s.employer.unions),
    ("cotisations_employeur_main_d_oeuvre", |s| s.employer.labour_levies()),
    ("cotisations_employeur", |s| s.employer.total()),
    ("allegement_general", |s| s.reduction),
];

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

/// Pay slips: reads `cas,date,salaire_brut`, writes every line of the slip.
pub fn payroll(input: impl Read, output: impl Write, keep_going: bool) -> Result<Summary, CasesError> {
    let mut header = vec!["cas", "date", "salaire_en_smic"];
    header.extend(PAYROLL_OUTPUTS.iter().map(|(name, _)| *name));
    header.insert(header.len() - 1, "taux_allegement_general");
    header.push("salaire_super_brut");
    each_line(input, output, keep_going, &PAYROLL_INPUTS, &header, |line, law| {
        let slip = FullSlip::new(law, line.amount("salaire_brut")?);
        let mut row = vec![format!("{:.3}", slip.gross.to_euros() / slip.smic.to_euros())];
        row.extend(PAYROLL_OUTPUTS.iter().map(|(_, cents)| euros(cents(&slip))));
        row.insert(row.len() - 1, format!("{:.4}", slip.coefficient.to_fraction()));
        row.push(euros(slip.gross + slip.employer.total() - slip.reduction));
        Ok(row)
    })
}

fn each_line(
    input: impl Read,
    output: impl Write,
    keep_going: bool,
    inputs: &[&'static str],
    header: &[&str],
    compute: impl Fn(&Line<'_>, &Law) -> Result<Vec<String>, LineError>,
) -> Result<Summary, CasesError> {
    let code = comparison_code()?;
    let mut laws: BTreeMap<Month, Law> = BTreeMap::new();
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(input);
    let mut columns = BTreeMap::new();
    for (place, name) in reader.headers()?.iter().enumerate() {
        columns.insert(name.trim_start_matches('\u{feff}').to_string(), place);
    }
    if let Some(column) = inputs.iter().find(|name| !columns.contains_key(**name)) {
        return Err(CasesError::Column { column: (*column).to_string(), needed: inputs.join(", ") });
    }
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(header)?;
    let mut summary = Summary::default();
    for (place, record) in reader.records().enumerate() {
        let record = record?;
        let number = record.position().map_or(place as u64 + 2, csv::Position::line);
        let line = Line { number, record: &record, columns: &columns };
        let row = line.date().and_then(|month| {
            let law = laws.entry(month).or_insert_with(|| code.at(month));
            compute(&line, law)
        });
        match row {
            Ok(amounts) => {
                let start = [line.text("cas").to_string(), line.text("date").to_string()];
                writer.write_record(start.iter().chain(&amounts))?;
                summary.written += 1;
            }
            Err(error) if keep_going => summary.refused.push(error),
            Err(error) => {
                writer.flush()?;
                return Err(error.into());
            }
        }
    }
    writer.flush()?;
    Ok(summary)
}

fn euros(cents: Cents) -> String {
    let sign = if cents.0 < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.0.abs() / 100, cents.0.abs() % 100)
}

/// One line of a case file, with the place of its columns.
struct Line<'a> {
    number: u64,
    record: &'a csv::StringRecord,
    columns: &'a BTreeMap<String, usize>,
}

impl Line<'_> {
    fn text(&self, column: &str) -> &str {
        self.columns.get(column).and_then(|&place| self.record.get(place)).unwrap_or("")
    }

    fn wrong(&self, column: &str, reason: impl Into<String>) -> LineError {
        LineError {
            line: self.number,
            column: column.to_string(),
            value: self.text(column).to_string(),
            reason: reason.into(),
        }
    }

    fn date(&self) -> Result<Month, LineError> {
        let month =
            Month::parse(self.text("date")).ok_or_else(|| self.wrong("date", "is not a month: write 2023-06"))?;
        if month < FIRST_MONTH || month.year() > 2099 {
            return Err(self.wrong("date", format!("is not between {FIRST_MONTH} and 2099-12")));
        }
        Ok(month)
    }

    /// Euros with at most two decimals that count, not negative, under ten million.
    fn amount(&self, column: &str) -> Result<Cents, LineError> {
        let value = self.text(column);
        if value.is_empty() {
            return Err(self.wrong(column, "is missing: an amount in euros is needed"));
        }
        let euros: f64 = value.parse().map_err(|_| self.wrong(column, "is not an amount in euros: write 1521.25"))?;
        if !euros.is_finite() || euros < 0.0 {
            return Err(self.wrong(column, "is not an amount of 0 or more"));
        }
        if euros >= 1e7 {
            return Err(self.wrong(column, "is over ten million euros a month"));
        }
        Ok(Cents::from_euros(euros))
    }

    fn whole(&self, column: &str, lowest: i64, highest: i64) -> Result<i64, LineError> {
        let number: Option<i64> = self.text(column).parse().ok();
        number
            .filter(|number| (lowest..=highest).contains(number))
            .ok_or_else(|| self.wrong(column, format!("is not a whole number from {lowest} to {highest}")))
    }

    fn one_of<T: Copy>(&self, column: &str, choices: &[(&str, T)]) -> Result<T, LineError> {
        let value = self.text(column);
        choices.iter().find(|(word, _)| *word == value).map(|(_, choice)| *choice).ok_or_else(|| {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            self.wrong(column, format!("is not one of {}", words.join(", ")))
        })
    }
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
        age: line.whole(age, 18, 61)?,
        status: line.one_of(status, &statuses)?,
        wage: line.amount(wage)?,
        are: line.amount(are)?,
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
