//! The pay slip explained: from the gross wage to the net, and to what the job costs.

use super::{Explanation, Seen, euros, per_cent};
use crate::law::contributions::{assumed_full_time_share, employee, employer};
use crate::law::{csg, general_reduction, smic};
use crate::units::{Cents, Rate};

/// Net wage and cost of the job of an adult who earns one.
pub(super) fn explain(seen: &Seen<'_>, adult: usize, parts: &mut Vec<Explanation>) {
    if seen.out.payslips[adult].gross > Cents::ZERO {
        parts.push(net(seen, adult));
        parts.push(cost(seen, adult));
    }
}

fn net(seen: &Seen<'_>, adult: usize) -> Explanation {
    let slip = &seen.out.payslips[adult];
    let lines = employee(seen.law, slip.gross);
    let mut part = Explanation::new(seen.of_adult("Net wage", adult), "");
    let share = assumed_full_time_share(seen.law, slip.gross);
    if share < Rate::ONE {
        let full = euros(smic::monthly(seen.law));
        let label = format!("share of full time (SMIC: {full})");
        part.word(label, per_cent(Rate(share.0 / 100 * 100)), "C. trav. L3231-2");
    }
    part.term("gross wage", slip.gross, "");
    part.term("basic old age, under the ceiling", -lines.old_age_capped, "CSS D242-4");
    part.term("basic old age, whole wage", -lines.old_age_uncapped, "CSS D242-4");
    part.term("Agirc-Arrco", -lines.complementary, "ANI 17/11/2017");
    part.term("Agirc-Arrco, general equilibrium", -lines.equilibrium, "ANI 17/11/2017");
    part.term_if_any("Agirc-Arrco, technical equilibrium", -lines.technical, "ANI 17/11/2017");
    part.working("base of CSG and CRDS", csg::base(seen.law, slip.gross), "CSS L136-2");
    part.term("deductible CSG", -slip.csg.deductible, "CSS L136-8");
    part.term("other CSG", -slip.csg.taxable, "CSS L136-8");
    part.term("CRDS", -slip.csg.crds, "Ord. 96-50 art. 14");
    part.working("taxable wage", slip.taxable, "CGI 83");
    part.ends("net wage, before income tax", slip.net)
}

fn cost(seen: &Seen<'_>, adult: usize) -> Explanation {
    let slip = &seen.out.payslips[adult];
    let share = assumed_full_time_share(seen.law, slip.gross);
    let lines = employer(seen.law, slip.gross, share);
    let mut part = Explanation::new(seen.of_adult("Cost to the employer", adult), "");
    part.term("gross wage", slip.gross, "");
    part.term("health", lines.health, "CSS D242-3, L241-2-1");
    part.term("basic old age", lines.old_age_capped + lines.old_age_uncapped, "CSS D242-4");
    let complementary = lines.complementary + lines.equilibrium + lines.technical;
    part.term("Agirc-Arrco", complementary, "ANI 17/11/2017");
    part.term("family", lines.family, "CSS L241-6-1");
    part.term("accidents at work", lines.accidents, "CSS D242-6-1");
    part.term("unemployment insurance and AGS", lines.unemployment + lines.wage_guarantee, "C. trav. L5422-9");
    part.term("solidarity for autonomy", lines.autonomy, "CASF L14-10-4");
    part.term("housing fund, training, other levies", lines.labour_levies(), "CCH L813-5, L313-1");
    let coefficient = general_reduction::coefficient(seen.law, slip.gross, share);
    if coefficient.0 > 0 {
        let label = format!("general reduction: {} of the wage", per_cent(coefficient));
        part.term(label, -slip.general_reduction.total(), "CSS L241-13, D241-7");
    }
    part.ends("labour cost", slip.labour_cost)
}
