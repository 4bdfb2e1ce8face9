//! Pay: from hours and wage to what is paid and to the levies, by the body that receives them.
//!
//! Phase 7. Partial activity (covid): the employee receives the allowance, the State two thirds and Unédic one third of
//! it reimburse the firm.

use crate::law::Law;
use crate::law::payslip::{Payslip, payslip};
use crate::units::{Cell, Cents, Rate};
use crate::world::{Post, Tally};

/// Full time, in hours a week.
pub const FULL_TIME: u8 = 35;

/// How the CSG on wages is shared: parts of its rate, in millionths of the whole.
#[derive(Clone, Copy, Debug)]
pub struct CsgShares {
    pub famille: Rate,
    pub unedic: Rate,
    pub autonomie: Rate,
    /// To the fund that pays back the social debt, held with the CRDS by the State's books.
    pub debt: Rate,
}

/// Gross pay a month in cents: weekly hours × 52 / 12.
pub fn gross_month(hourly_wage: u16, hours: u8) -> Cents {
    Cents(i64::from(hourly_wage) * i64::from(hours) * 52 / 12)
}

/// The month's pay slip of an employee.
pub fn slip(law: &Law, hourly_wage: u16, hours: u8) -> Payslip {
    let share = Rate((i32::from(hours.min(FULL_TIME)) * 1_000_000) / i32::from(FULL_TIME));
    payslip(law, gross_month(hourly_wage, hours), share)
}

/// Who employs: the posts differ, the law does not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Employer {
    Firm,
    Ebe,
}

/// Books a pay slip: the net wage at home, levies at the workplace.
pub fn book(slip: &Payslip, employer: Employer, workplace: Cell, shares: &CsgShares, tally: &mut Tally) {
    let csg = slip.csg.deductible + slip.csg.taxable;
    let famille = csg.times(shares.famille);
    let unedic = csg.times(shares.unedic);
    let autonomie = csg.times(shares.autonomie);
    let debt = csg.times(shares.debt);
    let maladie = csg - famille - unedic - autonomie - debt;
    let (e, r) = (&slip.employer, &slip.general_reduction);
    let net = match employer {
        Employer::Firm => Post::NetWages,
        Employer::Ebe => Post::EbeNetWages,
    };
    tally.pay(net, slip.net);
    // Employers pay what is left after the general reduction; the State makes up for it to each branch.
    let amounts = [
        slip.employee.total(),
        maladie,
        famille,
        autonomie,
        unedic,
        slip.csg.crds + debt,
        e.maladie + e.accidents - r.maladie - r.accidents,
        e.famille - r.famille,
        e.vieillesse + e.complementary - r.vieillesse - r.complementary,
        e.chomage - r.chomage,
        e.autonomie - r.autonomie,
        e.other - r.other,
    ];
    let sums = tally.at(workplace);
    for (post, amount) in LEVIES[employer as usize].iter().zip(amounts) {
        sums[*post as usize] += amount.0;
    }
    sums[Post::ReductionMaladie as usize] += (r.maladie + r.accidents + r.autonomie).0;
    sums[Post::ReductionVieillesse as usize] += (r.vieillesse + r.complementary).0;
    sums[Post::ReductionFamille as usize] += r.famille.0;
    sums[Post::ReductionUnedic as usize] += r.chomage.0;
}

/// The posts of each employer's levies, in the order of `amounts` in [`book`].
const LEVIES: [[Post; 12]; 2] = [
    [
        Post::EmployeeVieillesse,
        Post::CsgWagesMaladie,
        Post::CsgWagesFamille,
        Post::CsgWagesAutonomie,
        Post::CsgWagesUnedic,
        Post::CrdsWages,
        Post::EmployerMaladie,
        Post::EmployerFamille,
        Post::EmployerVieillesse,
        Post::EmployerUnedic,
        Post::EmployerAutonomie,
        Post::EmployerOther,
    ],
    [
        Post::EbeEmployeeVieillesse,
        Post::EbeCsgMaladie,
        Post::EbeCsgFamille,
        Post::EbeCsgAutonomie,
        Post::EbeCsgUnedic,
        Post::EbeCrds,
        Post::EbeEmployerMaladie,
        Post::EbeEmployerFamille,
        Post::EbeEmployerVieillesse,
        Post::EbeEmployerUnedic,
        Post::EbeEmployerAutonomie,
        Post::EbeEmployerOther,
    ],
];
