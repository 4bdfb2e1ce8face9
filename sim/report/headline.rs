//! The figures a decision-maker asks for, worked out from the differences: cost by public body, poverty, employment,
//! cost of a job in an EBE. Ratios are computed here, last, from the accounts; nothing is assumed.

use super::aim;
use super::areas::{Area, Level};
use super::compared_exits::over_the_run;
use super::description::Description;
use super::differences::Differences;
use super::ebe_account::EbeAccount;
use super::funds::{self, BenefitPaid, FundBalance};
use super::statistics::Estimate;
use super::yearly::Quantity;
use crate::measures::{Comparison, ExitCause, Indicator, Replicate};
use crate::units::Month;
use crate::world::body::Body;

/// Below this many simulated people a figure is not given.
pub const TOO_FEW: f64 = 30.0;

/// A line of the table of public balances: reform less reference, euros; above zero is a gain for the body.
#[derive(Clone, Debug)]
pub struct Balance {
    pub quantity: Quantity,
    pub by_year: Vec<Estimate>,
    /// A year, on average from the fork on.
    pub a_year: Estimate,
}

/// A number of persons, reform less reference.
#[derive(Clone, Copy, Debug)]
pub struct Persons {
    pub change: Estimate,
    /// Simulated people behind the figure: the net change, summed over the seeds.
    pub simulated: f64,
}

impl Persons {
    /// Whether too few simulated people stand behind it, though it is not nothing.
    pub fn is_too_small_to_say(&self) -> bool {
        self.simulated > 0.0 && self.simulated < TOO_FEW
    }
}

/// What a job in an EBE costs the public bodies, euros a full-time equivalent and year; above zero is a cost.
#[derive(Clone, Copy, Debug)]
pub struct JobCost {
    /// Payments for care and social services included.
    pub wide: Estimate,
    /// Without them.
    pub narrow: Estimate,
    /// To the State and to the départements.
    pub etat: Estimate,
    pub departement: Estimate,
    /// Per person more in employment (mean of the year), all public bodies; `None` if employment did not rise.
    pub per_additional_job: Option<Estimate>,
    /// Simulated employees of EBE behind it: the mean of the last year, summed over the seeds.
    pub simulated: f64,
}

/// Everything the summary states.
#[derive(Clone, Debug)]
pub struct Headline {
    /// False when the scenario has no policy: there is nothing to compare.
    pub has_reform: bool,
    /// Months simulated of each year of `years`.
    pub months: Vec<u16>,
    pub seeds: usize,
    pub one_in: u32,
    /// Simulated persons, at the start, in one replicate.
    pub simulated_persons: i64,
    /// The first month in which the arms may differ.
    pub forked: Option<Month>,
    /// Years compared, from that of the fork on.
    pub years: Vec<u16>,
    /// Whether every quantity is the same in both arms.
    pub nothing_differs: bool,
    pub balances: Vec<Balance>,
    /// The bodies of the territory that stand for several.
    pub funds: Vec<FundBalance>,
    /// Benefits to households in both arms, where the territory has such bodies.
    pub benefits: Vec<BenefitPaid>,
    pub consolidated: Option<Balance>,
    pub narrow: Option<Balance>,
    /// Balance of each département that differs, a year on average, largest change first.
    pub departements: Vec<(Area, Estimate)>,
    /// Balance of all public bodies in each région that differs, likewise: where public money goes or is saved.
    pub regions: Vec<(Area, Estimate)>,
    /// Person-years of poverty avoided, over the years that have a December.
    pub poverty_avoided: Option<Persons>,
    pub exits: Option<Persons>,
    /// Exits whose person stays out of poverty the next two years.
    pub lasting_exits: Option<Persons>,
    pub exits_by_cause: Vec<(ExitCause, Persons)>,
    /// Exits of persons who leave poverty in the year only with the reform, only without, in both arms, in neither.
    pub compared_exits: Vec<(Comparison, Estimate)>,
    /// The same exits, lasting ones, of the first two.
    pub compared_lasting: Vec<(Comparison, Estimate)>,
    /// Poverty rate of the last year, reference and reform, per cent.
    pub poverty_rate: Option<(u16, f64, f64)>,
    /// Mean of the last year.
    pub employed: Option<Persons>,
    pub unemployed: Option<Persons>,
    pub unemployment_rate: Option<(u16, f64, f64)>,
    /// Employees and full-time equivalents of EBE in the reform, mean of each year.
    pub ebe: Vec<(u16, f64, f64)>,
    pub job_cost: Option<JobCost>,
    /// Where EBEs employed someone.
    pub ebe_account: Option<EbeAccount>,
    /// How many times as many seeds independent arms would need for the same interval on the net cost.
    pub variance_reduction: Option<f64>,
    /// What seeds were added for, in a sentence that says whether it was reached.
    pub aim: Option<String>,
}

impl Headline {
    pub fn of(description: &Description, compared: &Differences, replicates: &[Replicate]) -> Headline {
        let forked = replicates.iter().filter_map(|replicate| replicate.forked).min();
        let first = forked.map_or(description.from, |month| month).year();
        let years: Vec<u16> = compared.years().into_iter().filter(|&year| year >= first).collect();
        let at_work = description.through.plus(1).since(forked.unwrap_or(description.from));
        let person = Figures { compared, years: &years, at_work: f64::from(at_work) / 12.0 };
        let population = |replicate: &Replicate| {
            let first = replicate.reference.months.first();
            first.map_or(0, |(_, rows)| rows.iter().map(|row| row[Indicator::Population as usize]).sum())
        };
        let last = years.last().copied().unwrap_or_default();
        let rate = |rate| compared.levels(last, Area::RUN, Quantity::Rate(rate)).map(|(a, b)| (last, a, b));
        let poverty_rate = years.iter().rev().find_map(|&year| {
            let quantity = Quantity::Rate(super::indicators::DerivedRate::Poverty);
            compared.levels(year, Area::RUN, quantity).map(|(a, b)| (year, a, b))
        });
        Headline {
            has_reform: compared.seeds > 0,
            months: years.iter().map(|&year| compared.months_of(year)).collect(),
            seeds: replicates.len(),
            one_in: compared.one_in,
            simulated_persons: replicates.first().map_or(0, population),
            forked,
            nothing_differs: compared.are_nothing(),
            balances: Body::ALL
                .iter()
                .filter(|body| body.is_public())
                .filter_map(|&body| person.balance(Quantity::Balance(body)))
                .collect(),
            funds: funds::balances(&description.funds, compared, &years, person.at_work),
            benefits: funds::benefits(&description.funds, compared, last),
            consolidated: person.balance(Quantity::Consolidated),
            narrow: person.balance(Quantity::ConsolidatedNarrow),
            departements: person.by_area(Level::Departement, Quantity::Balance(Body::Departement)),
            regions: person.by_area(Level::Region, Quantity::Consolidated),
            poverty_avoided: person.opposite(Quantity::Indicator(Indicator::PoorPersons)),
            exits: person.persons(&years, Quantity::Exits(None)),
            lasting_exits: person.persons(&years, Quantity::LastingExits(None)),
            exits_by_cause: ExitCause::ALL
                .iter()
                .filter_map(|&cause| Some((cause, person.persons(&years, Quantity::Exits(Some(cause)))?)))
                .collect(),
            compared_exits: Comparison::ALL.iter().map(|&c| (c, over_the_run(replicates, c, false))).collect(),
            compared_lasting: [Comparison::OnlyWithReform, Comparison::OnlyWithout]
                .map(|c| (c, over_the_run(replicates, c, true)))
                .to_vec(),
            poverty_rate,
            employed: person.persons(&[last], Quantity::Indicator(Indicator::Employed)),
            unemployed: person.persons(&[last], Quantity::Indicator(Indicator::Unemployed)),
            unemployment_rate: rate(super::indicators::DerivedRate::Unemployment),
            ebe: person.ebe(),
            job_cost: person.job_cost(),
            variance_reduction: aim::variance_reduction(&compared.arms_by_seed(&years, Quantity::Consolidated)),
            aim: description.aim.map(|aim| aim.told(aim.estimate(compared), replicates.len())),
            ebe_account: EbeAccount::of(compared, &years, person.at_work, replicates),
            years,
        }
    }
}

/// Figures over the years compared.
struct Figures<'a> {
    compared: &'a Differences,
    years: &'a [u16],
    /// Years from the fork to the end.
    at_work: f64,
}

impl Figures<'_> {
    fn balance(&self, quantity: Quantity) -> Option<Balance> {
        let sum = self.compared.over_years(self.years, Area::RUN, quantity)?;
        let by_year = self
            .years
            .iter()
            .map(|&year| self.compared.in_year(year, Area::RUN, quantity).unwrap_or_default())
            .collect();
        Some(Balance { quantity, by_year, a_year: scaled(sum, 1.0 / self.at_work) })
    }

    fn by_area(&self, level: Level, quantity: Quantity) -> Vec<(Area, Estimate)> {
        let mut all: Vec<(Area, Estimate)> = self
            .compared
            .areas(level)
            .into_iter()
            .filter_map(|area| Some((area, self.compared.over_years(self.years, area, quantity)?)))
            .map(|(area, sum)| (area, scaled(sum, 1.0 / self.at_work)))
            .filter(|(_, estimate)| estimate.mean != 0.0)
            .collect();
        all.sort_by(|a, b| b.1.mean.abs().total_cmp(&a.1.mean.abs()).then(a.0.cmp(&b.0)));
        all
    }

    fn persons(&self, years: &[u16], quantity: Quantity) -> Option<Persons> {
        let change = self.compared.over_years(years, Area::RUN, quantity)?;
        let simulated = change.mean.abs() * change.seeds as f64 / f64::from(self.compared.one_in);
        Some(Persons { change, simulated })
    }

    fn opposite(&self, quantity: Quantity) -> Option<Persons> {
        let persons = self.persons(self.years, quantity)?;
        Some(Persons { change: scaled(persons.change, -1.0), ..persons })
    }

    fn ebe(&self) -> Vec<(u16, f64, f64)> {
        let of = |year, indicator| {
            self.compared.levels(year, Area::RUN, Quantity::Indicator(indicator)).map_or(0.0, |(_, reform)| reform)
        };
        self.years
            .iter()
            .map(|&year| (year, of(year, Indicator::EbeEmployees), of(year, Indicator::EbeFte)))
            .filter(|&(_, employees, _)| employees > 0.0)
            .collect()
    }

    fn job_cost(&self) -> Option<JobCost> {
        let per = |above, below| self.compared.ratio(self.years, Area::RUN, above, Quantity::Indicator(below));
        let per_fte = |above| per(above, Indicator::EbeFte).map(|estimate| scaled(estimate, -1.0));
        let jobs = self.persons(self.years, Quantity::Indicator(Indicator::Employed))?;
        let last = self.years.last().copied()?;
        let (_, employees) = self.compared.levels(last, Area::RUN, Quantity::Indicator(Indicator::EbeEmployees))?;
        Some(JobCost {
            simulated: employees * self.compared.seeds as f64 / f64::from(self.compared.one_in),
            wide: per_fte(Quantity::Consolidated)?,
            narrow: per_fte(Quantity::ConsolidatedNarrow)?,
            etat: per_fte(Quantity::Balance(Body::Etat))?,
            departement: per_fte(Quantity::Balance(Body::Departement))?,
            per_additional_job: (jobs.change.mean > 0.0 && !jobs.change.sign_is_open())
                .then(|| per(Quantity::Consolidated, Indicator::Employed))
                .flatten()
                .map(|estimate| scaled(estimate, -1.0)),
        })
    }
}

fn scaled(estimate: Estimate, by: f64) -> Estimate {
    let mean = if estimate.mean == 0.0 { 0.0 } else { estimate.mean * by };
    Estimate { mean, half_width: estimate.half_width.map(|half| half * by.abs()), ..estimate }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn headline(replicates: &[Replicate]) -> Headline {
        let description = sample::description();
        let compared = Differences::of(&description, &sample::gazetteer(), replicates);
        Headline::of(&description, &compared, replicates)
    }

    #[test]
    fn the_net_cost_of_a_job_is_the_consolidated_balance_over_the_jobs_paid() {
        let headline = headline(&[sample::replicate(1, 3), sample::replicate(2, 3)]);
        assert_eq!(headline.years, [2020, 2021]);
        // A year, real euros: contribution −1,200,000; contributions received +180,000; RSA not paid +60,000.
        let consolidated = headline.consolidated.expect("there are accounts");
        assert_eq!(consolidated.a_year.mean, -960_000.0);
        let cost = headline.job_cost.expect("there are jobs");
        assert!((cost.wide.mean - 960_000.0 / 81.0).abs() < 1e-6);
        assert!((cost.departement.mean - -60_000.0 / 81.0).abs() < 1e-6);
    }

    #[test]
    fn poverty_avoided_counts_persons_and_years() {
        let headline = headline(&[sample::replicate(1, 3)]);
        // Sixty persons fewer in each of three cells, two years, one in ten.
        let avoided = headline.poverty_avoided.expect("there are Decembers");
        assert_eq!(avoided.change.mean, 3600.0);
        assert_eq!(avoided.simulated, 360.0);
        assert!(!avoided.is_too_small_to_say());
    }

    #[test]
    fn few_simulated_people_are_too_few_to_speak_of() {
        let mut replicate = sample::replicate(1, 3);
        if let Some(reform) = &mut replicate.reform {
            for (_, rows) in &mut reform.months {
                for row in rows {
                    row[Indicator::Unemployed as usize] = 50;
                }
            }
            let (_, rows) = reform.months.last_mut().expect("months");
            rows[0][Indicator::Unemployed as usize] = 49;
        }
        let unemployed = headline(&[replicate]).unemployed.expect("counted");
        assert!(unemployed.is_too_small_to_say(), "{unemployed:?}");
    }
}
