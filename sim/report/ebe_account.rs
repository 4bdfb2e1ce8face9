//! `ebe_account.csv` and what the page says of EBEs: the net cost of a job, taken apart by kind of money and by public
//! body, per job paid and per job more; who was met, hired and out of joblessness; local firms; rights accrued.
//!
//! Every figure is a sum of the books or a count, reform less reference; ratios are worked out here, last.

mod parts;
mod people;
mod table;

pub use parts::Part;
pub use people::{PUBLISHED, People};
pub use table::write;

use super::areas::Area;
use super::differences::Differences;
use super::statistics::Estimate;
use super::yearly::Quantity;
use crate::measures::{Indicator, Replicate};
use crate::world::Post;
use crate::world::body::Body;

/// What a net cost is divided by, mean of the years the EBEs are at work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Per {
    /// Nothing: euros a year.
    Year,
    /// A full-time equivalent the contribution pays for.
    FtePaid,
    /// A full-time equivalent more in employment anywhere.
    AdditionalFte,
    /// A person more in employment anywhere.
    AdditionalPerson,
}

impl Per {
    pub const ALL: [Per; 4] = [Per::Year, Per::FtePaid, Per::AdditionalFte, Per::AdditionalPerson];

    pub const fn name(self) -> &'static str {
        match self {
            Per::Year => "run",
            Per::FtePaid => "fte_paid",
            Per::AdditionalFte => "additional_fte",
            Per::AdditionalPerson => "additional_person_in_employment",
        }
    }

    pub const fn unit(self) -> &'static str {
        match self {
            Per::Year => "euros/year",
            Per::FtePaid | Per::AdditionalFte => "euros/FTE/year",
            Per::AdditionalPerson => "euros/person/year",
        }
    }
}

/// The account of the EBEs of a run.
#[derive(Clone, Debug)]
pub struct EbeAccount {
    /// Gain (+) or cost (−) of each public body by part, euros over the run, one value a seed.
    flows: Vec<(Part, Body, Vec<f64>)>,
    /// What each [`Per`] divides by, one value a seed; `None` when it did not clearly rise.
    divisors: [Option<Vec<f64>>; 4],
    /// Full-time equivalents more in employment anywhere, mean of the years at work.
    pub additional_fte: Estimate,
    pub fte_paid: Estimate,
    /// Part of the EBEs' resources that is public: contribution and seed money over these and sales.
    pub public_part: f64,
    /// Of the levies on wages that EBEs pay, what public money itself financed; euros by seed.
    financed_levies: Vec<f64>,
    /// VAT on the wages that public money financed, at the mean ratio of VAT to disposable income.
    financed_vat: Vec<f64>,
    /// What the EBEs received less what they paid.
    result: Vec<f64>,
    pub sales: Estimate,
    /// Old-age contributions on the wages of EBEs, and months of employment without unemployment insurance turned into rights
    /// yet, mean of the last year.
    pension_contributions: Vec<f64>,
    pub insurance_months: f64,
    /// Quarters of pension insurance, four a year and person, over the run.
    pub quarters: f64,
    pub people: People,
}

impl EbeAccount {
    /// The account over `years`, the years at work being `at_work`; `None` if no EBE employed anyone.
    pub fn of(compared: &Differences, years: &[u16], at_work: f64, replicates: &[Replicate]) -> Option<EbeAccount> {
        let stock = |indicator| compared.stock_years(years, Area::RUN, Quantity::Indicator(indicator));
        let fte = stock(Indicator::EbeFte).filter(|fte| fte.iter().all(|&years| years > 0.0))?;
        let amount = |post: Post| compared.sums(years, Area::RUN, Quantity::Amount(post)).unwrap_or(none(&fte));
        let mut flows: Vec<(Part, Body, Vec<f64>)> = Vec::new();
        for &post in Post::ALL {
            let sums = amount(post);
            for (body, sign) in [(post.payee(), 1.0), (post.payer(), -1.0)] {
                if body.is_public() {
                    let at = flows.iter().position(|(part, known, _)| (*part, *known) == (Part::of(post), body));
                    let at = at.unwrap_or_else(|| {
                        flows.push((Part::of(post), body, none(&fte)));
                        flows.len() - 1
                    });
                    add(&mut flows[at].2, &sums, sign);
                }
            }
        }
        let sum = |posts: &dyn Fn(Post) -> f64| {
            let mut all = none(&fte);
            Post::ALL.iter().filter(|&&post| posts(post) != 0.0).for_each(|&p| add(&mut all, &amount(p), posts(p)));
            all
        };
        let public = sum(&|post| f64::from(u8::from(matches!(post, Post::FundToEbe | Post::SeedMoney))));
        let sales = amount(Post::EbeSales);
        let public_part = total(&public) / (total(&public) + total(&sales)).max(1.0);
        let levies = sum(&|post| f64::from(u8::from(Part::of(post) == Part::EbeLevies && post.payee().is_public())));
        let level = |year: u16, quantity| compared.levels(year, Area::RUN, quantity).map_or(0.0, |(_, reform)| reform);
        let whole = |quantity| -> f64 {
            let known = years.iter().filter(|&&year| level(year, DISPOSABLE) > 0.0);
            known.map(|&year| level(year, quantity)).sum()
        };
        let vat_ratio = whole(Quantity::Amount(Post::Vat)) / whole(DISPOSABLE).max(1.0);
        let sign = |body: Body| if body == Body::Ebe { 1.0 } else { 0.0 };
        let last = *years.last()?;
        let rose = |values: Option<Vec<f64>>| {
            values.filter(|values| {
                let estimate = Estimate::of(values);
                estimate.mean > 0.0 && !estimate.sign_is_open() && values.iter().all(|&value| value > 0.0)
            })
        };
        let more_fte = stock(Indicator::EmployedFte).unwrap_or(none(&fte));
        let employees = stock(Indicator::EbeEmployees).unwrap_or(none(&fte));
        Some(EbeAccount {
            additional_fte: Estimate::of(&scaled(&more_fte, 1.0 / at_work)),
            fte_paid: Estimate::of(&scaled(&fte, 1.0 / at_work)),
            public_part,
            financed_vat: scaled(&amount(Post::EbeNetWages), public_part * vat_ratio),
            financed_levies: scaled(&levies, public_part),
            result: sum(&|post| sign(post.payee()) - sign(post.payer())),
            sales: Estimate::of(&scaled(&sales, 1.0 / at_work)),
            pension_contributions: sum(&|post| {
                f64::from(u8::from(matches!(post, Post::EbeEmployeeVieillesse | Post::EbeEmployerVieillesse)))
            }),
            insurance_months: level(last, Quantity::Indicator(Indicator::EbeInsuranceMonths)),
            quarters: Estimate::of(&employees).mean * 4.0,
            people: People::of(compared, years, last, replicates),
            divisors: [
                Some(vec![at_work; fte.len()]),
                Some(fte),
                rose(Some(more_fte)),
                rose(stock(Indicator::Employed)),
            ],
            flows,
        })
    }

    /// Gain or cost of these bodies through these parts.
    pub fn balance(&self, parts: &[Part], bodies: &[Body], per: Per) -> Option<Estimate> {
        let mut sums = none(self.divisors[0].as_ref()?);
        for (part, body, values) in &self.flows {
            if parts.contains(part) && bodies.contains(body) {
                add(&mut sums, values, 1.0);
            }
        }
        self.divided(&sums, per)
    }

    /// The parts of the narrow perimeter.
    pub fn narrow() -> Vec<Part> {
        Part::ALL.into_iter().filter(|part| *part != Part::Services).collect()
    }

    /// What the contribution and the seed money themselves financed: of the levies on EBEs' wages, and of the VAT.
    pub fn financed(&self, per: Per) -> Option<[Estimate; 2]> {
        Some([self.divided(&self.financed_levies, per)?, self.divided(&self.financed_vat, per)?])
    }

    pub fn result(&self, per: Per) -> Option<Estimate> {
        self.divided(&self.result, per)
    }

    pub fn pension_contributions(&self, per: Per) -> Option<Estimate> {
        self.divided(&self.pension_contributions, per)
    }

    fn divided(&self, values: &[f64], per: Per) -> Option<Estimate> {
        let by = self.divisors[per as usize].as_ref()?;
        Some(Estimate::of(&values.iter().zip(by).map(|(value, by)| value / by).collect::<Vec<f64>>()))
    }
}

const DISPOSABLE: Quantity = Quantity::Indicator(Indicator::DisposableIncome);

fn none(like: &[f64]) -> Vec<f64> {
    vec![0.0; like.len()]
}

fn add(sums: &mut [f64], values: &[f64], sign: f64) {
    sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += sign * value);
}

fn scaled(values: &[f64], by: f64) -> Vec<f64> {
    values.iter().map(|value| value * by).collect()
}

fn total(values: &[f64]) -> f64 {
    values.iter().sum()
}

#[cfg(test)]
#[path = "ebe_account/tests.rs"]
mod tests;
