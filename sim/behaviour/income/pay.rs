//! Pay: from hours and wage to what is paid and to the levies, by the body that receives them.
//!
//! Phase 7. Partial activity (covid): the employee receives the allowance, the State two thirds and Unédic one third of
//! it reimburse the firm.

use crate::law::Law;
use crate::law::payslip::{self, Payslip, payslip};
use crate::law::zoned_exemption;
use crate::units::{Cell, Cents, Rate};
use crate::world::{Exemption, Post, Tally};

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
    payslip(law, gross_month(hourly_wage, hours), full_time_share(hours))
}

fn full_time_share(hours: u8) -> Rate {
    Rate((i32::from(hours.min(FULL_TIME)) * 1_000_000) / i32::from(FULL_TIME))
}

/// What is paid of a month's wage: the net of [`slip`], without the rest of it.
pub fn net_month(law: &Law, hourly_wage: u16, hours: u8) -> Cents {
    payslip::net(law, gross_month(hourly_wage, hours))
}

/// Who employs: the posts differ, the law does not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Employer {
    Firm,
    Ebe,
}

/// What a pay slip comes to, post by post: all that a month needs of it. Amounts are in cents; wages being 16-bit cents an
/// hour, they fit 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    pub taxable: i32,
    /// The net wage, then the levies in the order of [`LEVIES`], the reductions in that of [`REDUCTIONS`] and what is
    /// forgone in that of [`EXEMPTION_POSTS`].
    amounts: [i32; AMOUNTS],
}

/// Numbers of amounts of a payment: in all, and of each kind beside the net wage.
pub(super) const AMOUNTS: usize = 1 + LEVIES[0].len() + REDUCTIONS.len() + EXEMPTIONS;
pub(super) const EXEMPTIONS: usize = EXEMPTION_POSTS.len();
/// Where what is forgone stands among the amounts.
pub(super) const FORGONE: std::ops::RangeFrom<usize> = AMOUNTS - EXEMPTIONS..;

/// Sums of the amounts of many payments, in the same order.
pub type PaymentSums = [i64; AMOUNTS];

impl Payment {
    pub fn of(slip: &Payslip, shares: &CsgShares) -> Payment {
        let csg = slip.csg.deductible + slip.csg.taxable;
        let famille = csg.times(shares.famille);
        let unedic = csg.times(shares.unedic);
        let autonomie = csg.times(shares.autonomie);
        let debt = csg.times(shares.debt);
        let maladie = csg - famille - unedic - autonomie - debt;
        let (e, r) = (&slip.employer, &slip.general_reduction);
        // Employers pay what is left after the general reduction; the State makes up for it to each branch.
        let levies = [
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
        let reductions = [r.maladie + r.accidents + r.autonomie, r.vieillesse + r.complementary, r.famille, r.chomage];
        let mut amounts = [0; AMOUNTS];
        let paid = std::iter::once(slip.net).chain(levies).chain(reductions);
        for (mine, amount) in amounts.iter_mut().zip(paid) {
            *mine = amount.0 as i32;
        }
        Payment { taxable: slip.taxable.0 as i32, amounts }
    }

    /// The payment of a wage, with what a zoned exemption forgoes on it.
    pub fn of_wage(
        law: &Law,
        shares: &CsgShares,
        exemption: Option<&Exemption>,
        hourly_wage: u16,
        hours: u8,
    ) -> Payment {
        let slip = slip(law, hourly_wage, hours);
        let mut payment = Payment::of(&slip, shares);
        if let Some(&Exemption { share, full_up_to, none_from, on_top }) = exemption {
            let terms = zoned_exemption::Terms { share, full_up_to, none_from, on_top };
            let forgone = zoned_exemption::exemption(law, &slip, &terms, full_time_share(hours));
            let forgone = [forgone.maladie, forgone.vieillesse, forgone.famille];
            for (mine, amount) in payment.amounts[FORGONE].iter_mut().zip(forgone) {
                *mine = amount.0 as i32;
            }
        }
        payment
    }

    /// The net wage.
    pub fn net(&self) -> i32 {
        self.amounts[0]
    }

    pub(super) fn amounts(&self) -> &[i32; AMOUNTS] {
        &self.amounts
    }

    /// What a zoned exemption forgoes.
    pub(super) fn forgone(&self) -> &[i32; EXEMPTIONS] {
        self.amounts.last_chunk().expect("exemptions are among the amounts")
    }

    /// Adds the payment to `sums`.
    #[inline]
    pub fn add_to(&self, sums: &mut PaymentSums) {
        for (sum, &amount) in sums.iter_mut().zip(&self.amounts) {
            *sum += i64::from(amount);
        }
    }
}

/// Books the payments of an employer at a workplace: net wages at home, levies at the workplace.
pub fn book(sums: &PaymentSums, employer: Employer, workplace: Cell, tally: &mut Tally) {
    let net = match employer {
        Employer::Firm => Post::NetWages,
        Employer::Ebe => Post::EbeNetWages,
    };
    tally.pay(net, Cents(sums[0]));
    let posts = LEVIES[employer as usize].iter().chain(&REDUCTIONS).chain(&EXEMPTION_POSTS);
    for (post, &amount) in posts.zip(&sums[1..]) {
        tally.pay_at(workplace, *post, Cents(amount));
    }
}

/// The posts of the general reduction, in the order of [`Payment`].
const REDUCTIONS: [Post; 4] =
    [Post::ReductionMaladie, Post::ReductionVieillesse, Post::ReductionFamille, Post::ReductionUnedic];

/// The posts of a zoned exemption, in the order of [`Payment`].
const EXEMPTION_POSTS: [Post; 3] = [Post::ExemptionMaladie, Post::ExemptionVieillesse, Post::ExemptionFamille];

/// The posts of each employer's levies, in the order of [`Payment`].
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
