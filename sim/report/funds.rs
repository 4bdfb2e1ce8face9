//! Bodies of a territory that stand for several of the program's: a single fund for health, pensions, families and
//! unemployment. The ledger keeps the bodies apart; what is shown is their sum, under the fund's name.

use super::areas::Area;
use super::differences::Differences;
use super::statistics::Estimate;
use super::summary::grid::body_label;
use super::yearly::Quantity;
use crate::territory::institutions::BODIES;
use crate::territory::{Territory, TerritoryError};
use crate::world::Post;
use crate::world::body::Body;
use crate::world::post::Account;

/// One body in the place of several public ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fund {
    pub name: String,
    pub bodies: Vec<Body>,
}

impl Fund {
    /// The funds of a territory; none in France.
    ///
    /// # Errors
    /// A name that is no public body, or a body that two funds, or one twice, stand for.
    pub fn all(territory: &Territory) -> Result<Vec<Fund>, TerritoryError> {
        let public: Vec<Body> = Body::ALL.into_iter().filter(|body| body.is_public()).collect();
        let wrong =
            |problem: String, remedy: String| TerritoryError::Incomplete { file: BODIES.to_owned(), problem, remedy };
        let mut taken: Vec<Body> = Vec::new();
        let mut funds = Vec::new();
        for fund in &territory.institutions.funds {
            let mut bodies = Vec::new();
            for written in &fund.stands_for {
                let Some(&body) = public.iter().find(|body| body.name() == written) else {
                    let known: Vec<&str> = public.iter().map(|body| body.name()).collect();
                    let problem = format!("{} stands for \"{written}\", which is no public body", fund.name);
                    return Err(wrong(problem, format!("Public bodies are {}.", known.join(", "))));
                };
                if taken.contains(&body) {
                    let problem = format!("{written} is stood for twice");
                    return Err(wrong(problem, "Each body belongs to one fund at most.".to_owned()));
                }
                taken.push(body);
                bodies.push(body);
            }
            funds.push(Fund { name: fund.name.clone(), bodies });
        }
        Ok(funds)
    }
}

/// The balance of a fund, euros.
#[derive(Clone, Debug)]
pub struct FundBalance {
    pub fund: Fund,
    /// Reform less reference: above zero is a gain.
    pub by_year: Vec<Estimate>,
    pub a_year: Estimate,
    /// What it received less what it paid in each arm, by year, mean over the seeds.
    pub reference: Vec<f64>,
    pub reform: Vec<f64>,
}

/// The balances of the funds over the years compared; `at_work` is the years from the fork to the end.
pub fn balances(funds: &[Fund], compared: &Differences, years: &[u16], at_work: f64) -> Vec<FundBalance> {
    // Summed seed by seed: the interval is that of the sum, not a sum of intervals.
    let over = |fund: &Fund, years: &[u16], scale: f64| {
        let mut sums = vec![0.0; compared.seeds];
        for &body in &fund.bodies {
            if let Some(found) = compared.sums(years, Area::RUN, Quantity::Balance(body)) {
                sums.iter_mut().zip(found).for_each(|(sum, value)| *sum += value * scale);
            }
        }
        Estimate::of(&sums)
    };
    let levels = |fund: &Fund, year: u16| {
        let of = |&body: &Body| compared.levels(year, Area::RUN, Quantity::Balance(body)).unwrap_or_default();
        fund.bodies.iter().map(of).fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    };
    let balance = |fund: &Fund| FundBalance {
        fund: fund.clone(),
        by_year: years.iter().map(|&year| over(fund, &[year], 1.0)).collect(),
        a_year: over(fund, years, 1.0 / at_work),
        reference: years.iter().map(|&year| levels(fund, year).0).collect(),
        reform: years.iter().map(|&year| levels(fund, year).1).collect(),
    };
    if compared.seeds == 0 { Vec::new() } else { funds.iter().map(balance).collect() }
}

/// A benefit to households in the last year, euros.
#[derive(Clone, Debug, PartialEq)]
pub struct BenefitPaid {
    pub post: Post,
    /// Who pays, under the fund's name if one stands for the body.
    pub payer: String,
    pub reference: f64,
    pub reform: f64,
}

/// Every benefit of the ledger, paid or not, where the territory has funds of its own.
pub fn benefits(funds: &[Fund], compared: &Differences, year: u16) -> Vec<BenefitPaid> {
    if funds.is_empty() {
        return Vec::new();
    }
    let payer = |body: Body| {
        let fund = funds.iter().find(|fund| fund.bodies.contains(&body));
        fund.map_or_else(|| body_label(body).to_owned(), |fund| fund.name.clone())
    };
    let paid = |post: &Post| {
        let (reference, reform) = compared.levels(year, Area::RUN, Quantity::Amount(*post)).unwrap_or_default();
        BenefitPaid { post: *post, payer: payer(post.payer()), reference, reform }
    };
    Post::ALL.iter().filter(|post| post.account() == Account::Benefits).map(paid).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn compared() -> Differences {
        let replicates = [sample::replicate(1, 3), sample::replicate(2, 5)];
        Differences::of(&sample::description(), &sample::gazetteer(), &replicates)
    }

    #[test]
    fn a_fund_shows_the_sum_of_its_bodies_with_the_interval_of_the_sum() {
        let compared = compared();
        let fund = Fund { name: "CAFAT".into(), bodies: vec![Body::Etat, Body::Departement] };
        let shown = balances(&[fund], &compared, &[2020], 1.0).remove(0);
        let of = |body| compared.sums(&[2020], Area::RUN, Quantity::Balance(body)).expect("it pays");
        let by_seed: Vec<f64> = of(Body::Etat).iter().zip(of(Body::Departement)).map(|(a, b)| a + b).collect();
        assert_ne!(by_seed[0], by_seed[1], "the seeds differ");
        let expected = Estimate::of(&by_seed);
        assert_eq!((shown.a_year.mean, shown.a_year.half_width), (expected.mean, expected.half_width));
        assert!((shown.reform[0] - shown.reference[0] - expected.mean).abs() < 1e-6);
    }

    #[test]
    fn a_benefit_is_told_under_the_fund_that_pays_it_and_none_without_a_fund() {
        let compared = compared();
        let fund = Fund { name: "Province".into(), bodies: vec![Body::Departement] };
        let told = benefits(&[fund], &compared, 2021);
        let rsa = told.iter().find(|benefit| benefit.post == Post::Rsa).expect("a benefit");
        assert!(rsa.payer == "Province" && rsa.reference > rsa.reform && rsa.reform > 0.0);
        assert!(benefits(&[], &compared, 2021).is_empty());
    }
}
