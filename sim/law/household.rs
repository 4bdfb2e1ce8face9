//! A whole household, every benefit and levy, in steady state: the same wages, rent, ages and law for years, so that the
//! year before last, the last twelve months and the last quarter are all the same month.
//!
//! Why it exists: it is how published cases are stated and how a person checks their own. A simulation calls the benefits
//! one by one instead, with their true timing.

use super::Law;
use super::aah::{AahFacts, aah};
use super::aspa::{AspaFacts, aspa};
use super::ass::ass;
use super::contributions::assumed_full_time_share;
use super::csg::{Csg, ReplacementRate, deductible_of_a_year, replacement_rate};
use super::facts::{Children, HousingZone, Tenure};
use super::family_benefits::{FamilyBenefits, FamilyFacts, family_benefits, two_earners};
use super::housing_aid::{HousingAid, HousingFacts, housing_aid};
use super::income_tax::{IncomeTax, TaxFacts, after_expenses, after_pension_deduction, income_tax};
use super::payslip::{Payslip, payslip};
use super::pension_levies::{PensionLevies, pension_levies};
use super::prime_activite::{Ppa, PpaFacts, prime_activite};
use super::rsa::{Rsa, RsaFacts, rsa};
use super::unemployment_insurance::{BenefitMonth, month_of};
use crate::units::{Cents, div_round};

/// Days of a month in the monthly reading of a daily benefit.
pub const MONTH_DAYS: i64 = 30;

/// Where an adult's income comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Status {
    /// Employed in the private sector.
    Employed,
    /// On unemployment insurance.
    Are,
    /// On allocation de solidarité spécifique.
    Ass,
    /// On allocation aux adultes handicapés.
    Aah,
    /// On a pension, or old enough for the minimum of old age without one.
    Retired,
    /// No income of their own.
    #[default]
    None,
}

/// One adult of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Adult {
    /// In years.
    pub age: i64,
    pub status: Status,
    /// Gross, a month.
    pub wage: Cents,
    /// Unemployment insurance a month, after the pension levy, before CSG.
    pub are: Cents,
    /// Pensions, gross, a month.
    pub pension: Cents,
    /// The part of them that is Agirc-Arrco's.
    pub complementary: Cents,
}

/// A household as a case states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Case {
    pub first: Adult,
    pub second: Option<Adult>,
    /// Children under 18; with one adult, brought up by that adult alone.
    pub children: Children,
    pub tenure: Tenure,
    pub zone: HousingZone,
    /// A month, without charges.
    pub rent: Cents,
}

impl Case {
    pub fn adults(&self) -> i64 {
        1 + i64::from(self.second.is_some())
    }

    /// The second is all zero for one adult.
    pub fn pair(&self) -> [Adult; 2] {
        [self.first, self.second.unwrap_or_default()]
    }

    pub fn is_lone_parent(&self) -> bool {
        self.second.is_none() && self.children.count() > 0
    }
}

/// Everything computed for a case; amounts a month unless their own type says a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Outcome {
    pub payslips: [Payslip; 2],
    pub unemployment: [BenefitMonth; 2],
    pub pensions: [PensionLevies; 2],
    pub ass: [Cents; 2],
    pub aah: [Cents; 2],
    /// Of the whole household.
    pub aspa: Cents,
    pub tax: IncomeTax,
    pub family: FamilyBenefits,
    pub housing: HousingAid,
    pub rsa: Rsa,
    pub ppa: Ppa,
    /// CRDS on af, asf, cf, paje and prime d'activité.
    pub crds_on_benefits: Cents,
    pub disposable: Cents,
}

impl Outcome {
    pub fn net_wages(&self) -> Cents {
        self.payslips[0].net + self.payslips[1].net
    }

    pub fn net_unemployment(&self) -> Cents {
        self.unemployment[0].net + self.unemployment[1].net
    }

    pub fn net_pensions(&self) -> Cents {
        self.pensions[0].net + self.pensions[1].net
    }

    /// A twelfth of the yearly tax, to the nearest cent.
    pub fn monthly_tax(&self) -> Cents {
        Cents(div_round(self.tax.tax.0, 12))
    }

    /// CSG and CRDS on unemployment benefit of both adults.
    pub fn unemployment_csg(&self) -> Csg {
        let [a, b] = [self.unemployment[0].csg, self.unemployment[1].csg];
        Csg { deductible: a.deductible + b.deductible, taxable: a.taxable + b.taxable, crds: a.crds + b.crds }
    }
}

/// What each benefit and levy of an outcome was computed from. Given to the benefit's own function, it gives the outcome
/// again: an explanation begins here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Facts {
    /// The rate of CSG on unemployment benefit and pensions.
    pub csg_rate: ReplacementRate,
    pub tax: TaxFacts,
    /// The household's resources a month, as ASS counts them.
    pub ass_resources: Cents,
    /// Of those adults who draw it.
    pub aah: [AahFacts; 2],
    pub aspa: AspaFacts,
    pub family: FamilyFacts,
    pub housing: HousingFacts,
    pub rsa: RsaFacts,
    pub ppa: PpaFacts,
}

/// Every benefit and levy of a case under the law of one month, held for ever.
pub fn steady_state(law: &Law, case: &Case) -> Outcome {
    with_facts(law, case).0
}

/// The same, with what each benefit was computed from.
pub fn with_facts(law: &Law, case: &Case) -> (Outcome, Facts) {
    let mut out = Outcome::default();
    let mut facts = Facts::default();
    let adults = case.pair();
    for (slip, adult) in out.payslips.iter_mut().zip(&adults) {
        if adult.wage > Cents::ZERO {
            *slip = payslip(law, adult.wage, assumed_full_time_share(law, adult.wage));
        }
    }
    taxes(law, case, &mut out, &mut facts);

    let couple = case.second.is_some();
    let children = case.children.count();
    let taxable = facts.tax.wages;
    let pensions = facts.tax.pensions;
    // The ceiling of the deduction on pensions is the household's: what it leaves more is counted with the second's.
    let first_pension = after_pension_deduction(law, [pensions[0], Cents::ZERO]);
    let left = [first_pension, after_pension_deduction(law, pensions) - first_pension];
    let incomes = [0, 1].map(|i| after_expenses(law, taxable[i]) + left[i]);
    facts.ass_resources = (taxable[0] + taxable[1] + pensions[0] + pensions[1]).share(1, 12);
    for (i, adult) in adults.iter().enumerate() {
        match adult.status {
            Status::Ass => out.ass[i] = ass(law, couple, facts.ass_resources),
            Status::Aah => {
                facts.aah[i] = AahFacts {
                    couple,
                    children,
                    own_wage: Cents::ZERO,
                    own_other: Cents::ZERO,
                    partner_income: less_a_tenth(law, taxable[1 - i]) + left[1 - i],
                };
                out.aah[i] = aah(law, &facts.aah[i]);
            }
            _ => {}
        }
    }

    facts.aspa = aspa_facts(law, case, &out);
    out.aspa = aspa(law, &facts.aspa);

    facts.family = FamilyFacts {
        children: case.children,
        income: incomes[0] + incomes[1],
        lone: case.is_lone_parent(),
        two_earners: couple && two_earners(law, incomes),
    };
    out.family = family_benefits(law, &facts.family);
    minimum_and_housing(law, case, incomes, &mut out, &mut facts);
    facts.ppa = ppa_facts(case, &out);
    out.ppa = prime_activite(law, &facts.ppa);
    out.crds_on_benefits = (out.family.total() + out.ppa.amount).times(law.csg.crds);
    out.disposable = out.net_wages()
        + out.net_unemployment()
        + out.net_pensions()
        + out.aspa
        + out.ass[0]
        + out.ass[1]
        + out.aah[0]
        + out.aah[1]
        + out.rsa.amount
        + out.ppa.amount
        + out.housing.amount
        + out.family.total()
        - out.crds_on_benefits
        - out.monthly_tax();
    (out, facts)
}

/// Unemployment benefit, pensions and income tax, which depend on each other: the CSG rate on the first two follows the
/// reference income, itself net of deductible CSG. The rate that holds is searched from the full one.
fn taxes(law: &Law, case: &Case, out: &mut Outcome, facts: &mut Facts) {
    let adults = case.pair();
    let mut rate = ReplacementRate::Full;
    let levied = adults.iter().any(|adult| adult.are > Cents::ZERO || adult.pension > Cents::ZERO);
    for _ in 0..4 {
        for (month, adult) in out.unemployment.iter_mut().zip(&adults) {
            *month = if adult.are > Cents::ZERO { month_of(law, adult.are, rate) } else { BenefitMonth::default() };
        }
        for (month, adult) in out.pensions.iter_mut().zip(&adults) {
            if adult.pension > Cents::ZERO {
                *month = pension_levies(law, adult.pension - adult.complementary, adult.complementary, rate);
            }
        }
        facts.csg_rate = rate;
        facts.tax = TaxFacts {
            couple: case.second.is_some(),
            children: case.children,
            lone_parent: case.is_lone_parent(),
            wages: [0, 1].map(|i| yearly_wage(law, &adults[i], &out.payslips[i]) + out.unemployment[i].taxable * 12),
            pensions: [0, 1].map(|i| out.pensions[i].taxable * 12),
        };
        out.tax = income_tax(law, &facts.tax);
        let next = replacement_rate(law, out.tax.reference_income, out.tax.half_parts);
        if next == rate || !levied {
            break;
        }
        rate = next;
    }
}

/// Twelve months of a wage as the tax return states them: deductible CSG is rounded once, on the year.
fn yearly_wage(law: &Law, adult: &Adult, slip: &Payslip) -> Cents {
    if adult.wage <= Cents::ZERO {
        return Cents::ZERO;
    }
    (adult.wage - slip.employee.total()) * 12 - deductible_of_a_year(law, adult.wage)
}

/// The partner's income as AAH counts it: the deduction for expenses is not rounded there.
fn less_a_tenth(law: &Law, yearly: Cents) -> Cents {
    let values = &law.income_tax;
    let deducted = yearly.times(values.expenses_share).max(values.expenses_minimum).min(values.expenses_maximum);
    (yearly - deducted).at_least_zero()
}

/// RSA and housing aid, which depend on each other: RSA frees housing aid from wages, and housing aid caps the deduction
/// for housing of RSA. Repeated until neither moves.
fn minimum_and_housing(law: &Law, case: &Case, incomes: [Cents; 2], out: &mut Outcome, facts: &mut Facts) {
    facts.housing = HousingFacts {
        adults: case.adults(),
        dependants: case.children.count(),
        tenure: case.tenure,
        zone: case.zone,
        rent: case.rent,
        incomes,
        draws_rsa: false,
        disabled: case.pair().iter().any(|adult| adult.status == Status::Aah),
    };
    let adults = case.pair();
    let young = adults[..case.adults() as usize].iter().all(|adult| adult.age < law.rsa.age_minimum);
    facts.rsa = RsaFacts {
        adults: case.adults(),
        children: case.children,
        activity: out.net_wages(),
        other: other_income(out) + out.aah[0] + out.aah[1],
        family: out.family,
        tenure: case.tenure,
        housing_aid: Cents::ZERO,
        too_young: young && case.children.count() == 0,
    };
    let mut draws_rsa = false;
    for _ in 0..4 {
        facts.housing.draws_rsa = draws_rsa;
        out.housing = housing_aid(law, &facts.housing);
        facts.rsa.housing_aid = out.housing.amount;
        out.rsa = rsa(law, &facts.rsa);
        let draws = out.rsa.amount > Cents::ZERO;
        if draws == draws_rsa {
            break;
        }
        draws_rsa = draws;
    }
}

/// Net replacement incomes that are neither wages nor AAH.
fn other_income(out: &Outcome) -> Cents {
    out.net_unemployment() + out.ass[0] + out.ass[1] + out.net_pensions() + out.aspa
}

/// The retired who have the age claim; all incomes of both count, before levies.
fn aspa_facts(law: &Law, case: &Case, out: &Outcome) -> AspaFacts {
    let adults = case.pair();
    let of_age = |adult: &&Adult| adult.status == Status::Retired && adult.age >= law.aspa.age;
    AspaFacts {
        couple: case.second.is_some(),
        claimants: adults.iter().filter(of_age).count() as i64,
        other: [0, 1].map(|i| adults[i].pension + adults[i].are + out.ass[i] + out.aah[i]).into_iter().sum(),
        wages: adults[0].wage + adults[1].wage,
    }
}

fn ppa_facts(case: &Case, out: &Outcome) -> PpaFacts {
    PpaFacts {
        adults: case.adults(),
        children: case.children,
        activity: [out.payslips[0].net, out.payslips[1].net],
        aah: out.aah,
        other: other_income(out),
        family: out.family,
        tenure: case.tenure,
        housing_aid: out.housing.amount,
    }
}
