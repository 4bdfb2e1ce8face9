//! Pay slip cases: every line of the slip of a wage.

use std::io::{Read, Write};

use super::{CasesError, Column, Summary, each_line, euros};
use crate::law::contributions::{EmployeeLines, EmployerLines, assumed_full_time_share, employee, employer};
use crate::law::csg::{self, Csg};
use crate::law::{Law, general_reduction, smic};
use crate::units::{Cents, Rate};

const PAYROLL_INPUTS: [&str; 3] = ["cas", "date", "salaire_brut"];

/// A pay slip with every line, as the payroll file has it.
struct FullSlip {
    smic: Cents,
    gross: Cents,
    employee: EmployeeLines,
    csg: Csg,
    employer: EmployerLines,
    coefficient: Rate,
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
