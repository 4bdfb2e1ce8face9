//! Persons met, hired, out of joblessness, and jobs of local firms; beside what the first ten territories showed.

use crate::measures::{FollowedJobs, Indicator, Replicate};
use crate::report::areas::Area;
use crate::report::differences::Differences;
use crate::report::statistics::Estimate;
use crate::report::yearly::Quantity;

/// Who was met and hired, real persons, mean over the seeds.
#[derive(Clone, Copy, Debug)]
pub struct People {
    /// Over the run.
    pub met: f64,
    pub volunteers: f64,
    pub hires: f64,
    pub without_benefit: f64,
    /// Hires by right of return, and EBE employees gone to ordinary jobs.
    pub returns: f64,
    pub exits_to_jobs: f64,
    /// When hired: years of age, months without a job.
    pub mean_age: f64,
    pub mean_jobless_months: f64,
    /// Means of the last year: on the list; concerned and not met; those who supervise.
    pub waiting: f64,
    pub not_met: f64,
    pub supervisors: f64,
    /// Jobs in local firms, reform less reference, mean of the last year; and those whose custom went to EBEs.
    pub local_jobs: Option<Estimate>,
    pub displaced: f64,
    /// The last December with employees of EBE, and what became of them and of those met.
    pub december: u16,
    pub in_ebe: f64,
    pub in_ebe_employed_in_reference: f64,
    /// Met, alive, still in the run.
    pub followed: f64,
    pub followed_employed: f64,
    pub followed_employed_in_reference: f64,
}

/// Published of the first ten territories by November 2019, some three years after they opened: 2,030 persons met, 1,849
/// volunteers, 770 hired, 1,112 out of joblessness; mean age 44, mean joblessness 53.9 months (Verkindt, Regards n°56, EN3S
/// 2020); 46 % of entrants drew no allowance (comité scientifique, 2019). None sets a result here: the share who volunteer
/// and the pace of hiring are parameters.
pub struct Published {
    pub volunteers_of_met: f64,
    pub hired_of_met: f64,
    pub employed_of_met: f64,
    pub mean_age: f64,
    pub mean_jobless_months: f64,
    pub without_benefit: f64,
}

pub const PUBLISHED: Published = Published {
    volunteers_of_met: 1849.0 / 2030.0,
    hired_of_met: 770.0 / 2030.0,
    employed_of_met: 1112.0 / 2030.0,
    mean_age: 44.0,
    mean_jobless_months: 53.9,
    without_benefit: 0.46,
};

impl People {
    pub(super) fn of(compared: &Differences, years: &[u16], last: u16, replicates: &[Replicate]) -> People {
        let sum = |indicator| {
            let sum = compared.over_years(years, Area::RUN, Quantity::Indicator(indicator));
            sum.map_or(0.0, |estimate| estimate.mean)
        };
        let at_end = |indicator| {
            let levels = compared.levels(last, Area::RUN, Quantity::Indicator(indicator));
            levels.map_or(0.0, |(_, reform)| reform)
        };
        let december = replicates.iter().filter_map(|replicate| replicate.followed_jobs.keys().last()).max();
        let december = december.copied().unwrap_or_default();
        let followed = |of: fn(&FollowedJobs) -> i64| {
            let known = replicates.iter().filter_map(|replicate| replicate.followed_jobs.get(&december));
            known.map(of).sum::<i64>() as f64 * f64::from(compared.one_in) / replicates.len().max(1) as f64
        };
        let hires = sum(Indicator::EbeHires);
        People {
            met: sum(Indicator::EbeMet),
            volunteers: sum(Indicator::EbeVolunteers),
            hires,
            without_benefit: sum(Indicator::EbeHiresWithoutBenefit),
            returns: sum(Indicator::EbeReturns),
            exits_to_jobs: sum(Indicator::EbeExitsToJobs),
            mean_age: sum(Indicator::EbeHireAges) / hires.max(1.0),
            mean_jobless_months: sum(Indicator::EbeHireJoblessMonths) / hires.max(1.0),
            waiting: at_end(Indicator::EbeWaiting),
            not_met: at_end(Indicator::EbeNotMet),
            supervisors: at_end(Indicator::EbeSupervisors),
            local_jobs: compared.in_year(last, Area::RUN, Quantity::Indicator(Indicator::LocalJobs)),
            displaced: at_end(Indicator::EbeDisplaced),
            december,
            in_ebe: followed(|jobs| jobs.in_ebe),
            in_ebe_employed_in_reference: followed(|jobs| jobs.in_ebe_employed_in_reference),
            followed: followed(|jobs| jobs.met),
            followed_employed: followed(|jobs| jobs.met_employed),
            followed_employed_in_reference: followed(|jobs| jobs.met_employed_in_reference),
        }
    }

    /// Lines of `ebe_account.csv`: name, value, what was published if it was, unit.
    pub(super) fn lines(&self) -> Vec<(&'static str, f64, Option<f64>, &'static str)> {
        let share = |part: f64, of: f64| if of > 0.0 { part / of } else { 0.0 };
        let p = &PUBLISHED;
        vec![
            ("met", self.met, None, "persons"),
            ("volunteers", self.volunteers, None, "persons"),
            ("volunteers_of_met", share(self.volunteers, self.met), Some(p.volunteers_of_met), "share"),
            ("hires", self.hires, None, "persons"),
            ("hires_of_met", share(self.hires - self.returns, self.met), Some(p.hired_of_met), "share"),
            ("hires_without_benefit", share(self.without_benefit, self.hires), Some(p.without_benefit), "share"),
            ("hires_by_right_of_return", self.returns, None, "persons"),
            ("left_for_ordinary_jobs", self.exits_to_jobs, None, "persons"),
            ("mean_age_when_hired", self.mean_age, Some(p.mean_age), "years"),
            ("mean_joblessness_when_hired", self.mean_jobless_months, Some(p.mean_jobless_months), "months"),
            ("waiting_list_last_year", self.waiting, None, "persons"),
            ("concerned_not_met_last_year", self.not_met, None, "persons"),
            ("supervisors_last_year", self.supervisors, None, "persons"),
            ("employees_last_december", self.in_ebe, None, "persons"),
            ("employees_employed_in_reference", self.in_ebe_employed_in_reference, None, "persons"),
            ("met_last_december", self.followed, None, "persons"),
            ("met_employed", share(self.followed_employed, self.followed), Some(p.employed_of_met), "share"),
            ("met_employed_in_reference", share(self.followed_employed_in_reference, self.followed), None, "share"),
            ("local_jobs_displaced_last_year", self.displaced, None, "jobs"),
        ]
    }
}
