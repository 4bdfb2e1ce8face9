//! The path month by month, from published months and quarters.
//!
//! Why it exists: the rules of interpolation and of the trend after 2025, one a series.

use super::{FIRST, LAST_OBSERVED, ObservedPath, Trend};
use crate::territory::national::households::line;
use crate::territory::zones::EmploymentGroup;
use crate::units::{Month, Rate};

/// The months that covid moved, as the quarters' ends between which `smooth` draws straight lines.
const COVID: (Month, Month) = (Month::new(2019, 12), Month::new(2021, 12));

/// The path month by month from January 2019; indexes are 1 in January 2019.
#[derive(Clone, Debug)]
pub struct MonthlyPath {
    pub prices: Vec<Rate>,
    /// IRL, the index of rents.
    pub rents: Vec<Rate>,
    /// Basic monthly wage.
    pub wages: Vec<Rate>,
    pub pensions_general: Vec<Rate>,
    pub pensions_complementary: Vec<Rate>,
    /// Employees by `Sector`, end of the month before.
    pub employees: [Vec<Rate>; 3],
    /// ILO rate, France without Mayotte.
    pub unemployment: Vec<Rate>,
    pub partial_activity_employees: Vec<u32>,
    pub partial_activity_fte: Vec<u32>,
}

/// Of the apprentices that came on top since 2018, the share who would otherwise have studied without working (assumption;
/// the rest took jobs others would have had).
const APPRENTICES_FROM_STUDIES: f64 = 0.8;

impl MonthlyPath {
    /// Position of a month in the lists; the first or last one outside.
    pub fn at(&self, month: Month) -> usize {
        usize::from(month.since(FIRST)).min(self.prices.len() - 1)
    }
}

impl ObservedPath {
    /// The whole path, from January 2019 to `through`; `smooth` takes covid out.
    pub fn monthly(&self, trend: &Trend, smooth: bool, through: Month) -> MonthlyPath {
        let months = usize::from(through.since(FIRST)) + 1;
        let prices = self.prices(trend, months);
        let rents = continued(&index(&self.points("rents", false), months), trend.prices);
        let wages = self.wages(trend, months);
        let employees = [0, 1, 2].map(|sector: usize| self.employees(sector, trend, smooth, months));
        let mut unemployment = self.points("unemployment", true);
        if smooth {
            unemployment.retain(|p| !during_covid(p.0));
        }
        let unemployment = (0..months)
            .map(|m| Rate::from_fraction(line(&unemployment, f64::from(FIRST.0) + m as f64) / 100.0))
            .collect();
        let (partial_activity_employees, partial_activity_fte) = self.partial_activity(smooth, months);
        MonthlyPath {
            pensions_general: self.pensions("pensions_general", 1, &prices, months),
            pensions_complementary: self.pensions("pensions_complementary", 11, &prices, months),
            prices: prices.into_iter().map(Rate::from_fraction).collect(),
            rents: rents.into_iter().map(Rate::from_fraction).collect(),
            wages: wages.into_iter().map(Rate::from_fraction).collect(),
            employees,
            unemployment,
            partial_activity_employees,
            partial_activity_fte,
        }
    }

    /// CPI, all items. The months found are kept; between them the index moves as the CPI without rents and tobacco
    /// (quarter ends, straight lines) to June 2021, then as the HICP, with a correction that runs straight from one
    /// found month to the next.
    fn prices(&self, trend: &Trend, months: usize) -> Vec<f64> {
        let without_rents = self.points("prices_without_rents", false);
        let harmonised = self.points("harmonised_prices", false);
        let splice = harmonised.first().copied().unwrap_or((0.0, 1.0));
        let at_splice = line(&without_rents, splice.0);
        let indicator = |at: f64| {
            if at < splice.0 { line(&without_rents, at) } else { line(&harmonised, at) * at_splice / splice.1 }
        };
        let found: Vec<(f64, f64)> =
            self.points("consumer_prices", false).iter().map(|(at, cpi)| (*at, cpi / indicator(*at))).collect();
        let level = |at: f64| indicator(at) * line(&found, at);
        let base = level(f64::from(FIRST.0));
        let known = usize::from(LAST_OBSERVED.since(FIRST)) + 1;
        let observed: Vec<f64> = (0..months.min(known)).map(|m| level(f64::from(FIRST.0) + m as f64) / base).collect();
        continued_to(&observed, months, trend.prices)
    }

    /// Index of the basic monthly wage from its growth on one year: 2018 is given equal quarters of its growth, a
    /// missing quarter lies on the straight line between its neighbours.
    fn wages(&self, trend: &Trend, months: usize) -> Vec<f64> {
        let growth = self.points("wages", false);
        let first = f64::from(Month::new(2018, 3).0);
        let yearly = |at: f64| 1.0 + line(&growth, at) / 100.0;
        let step = libm::pow(yearly(first), 0.25);
        let mut quarters: Vec<(f64, f64)> = Vec::new();
        for q in 0..32 {
            let at = first + 3.0 * q as f64;
            let value = if q == 0 {
                1.0
            } else if q < 4 {
                quarters[q - 1].1 * step
            } else {
                quarters[q - 4].1 * yearly(at)
            };
            quarters.push((at, value));
        }
        continued(&index(&quarters, months), (1.0 + trend.prices) * (1.0 + trend.real_wages) - 1.0)
    }

    /// Revaluations multiplied up to each month; after the published ones, each January (general) or November
    /// (complementary) the growth of prices over the year before.
    fn pensions(&self, series: &str, month_of_year: u16, prices: &[f64], months: usize) -> Vec<Rate> {
        let known = self.points(series, false);
        let last = known.last().map_or(0.0, |p| p.0);
        let mut level = 1.0;
        let mut out = Vec::with_capacity(months);
        for m in 0..months {
            let month = Month(FIRST.0 + m as u16);
            if m > 0 {
                if let Some((_, percent)) = known.iter().find(|p| p.0 == f64::from(month.0)) {
                    level *= 1.0 + percent / 100.0;
                } else if f64::from(month.0) > last && month.month_of_year() == month_of_year && m > 13 {
                    level *= prices[m - 1] / prices[m - 13];
                }
            }
            out.push(Rate::from_fraction(level));
        }
        out
    }

    /// Employees of a sector: its groups' published indexes, weighted as on 1 January 2019; agriculture and non-market
    /// together are what the total leaves.
    fn employees(&self, sector: usize, trend: &Trend, smooth: bool, months: usize) -> Vec<Rate> {
        let keep = |points: Vec<(f64, f64)>| -> Vec<(f64, f64)> {
            points.into_iter().filter(|p| !(smooth && during_covid(p.0))).collect()
        };
        let series = ["employees_industry", "employees_construction", "employees_market_services"];
        let published = series.map(|s| keep(self.points(s, false)));
        let all = keep(self.points("employees_all", false));
        // Apprentices are students in the model: of what their number adds to employees since 2018, the part that would
        // not otherwise have worked is no job it could fill.
        let apprentices = self.points("apprentices", false);
        let start = f64::from(FIRST.0) - 1.0;
        let grown = |points: &[(f64, f64)], at: f64| line(points, at) / line(points, start);
        let levels = &self.group_levels;
        let (total, rest) = (levels.iter().sum::<f64>(), levels[0] + levels[EmploymentGroup::NonMarket as usize]);
        let shares = &self.group_shares[sector];
        let known = usize::from(LAST_OBSERVED.since(FIRST)) + 2;
        let observed: Vec<f64> = (0..months.min(known))
            .map(|m| {
                let at = start + m as f64;
                let added = APPRENTICES_FROM_STUDIES * (line(&apprentices, at) - line(&apprentices, start));
                let services = grown(&published[2], at) - added / levels[3];
                let market = [grown(&published[0], at), grown(&published[1], at), services];
                let left = (total * grown(&all, at)
                    - added
                    - levels[1] * market[0]
                    - levels[2] * market[1]
                    - levels[3] * market[2])
                    / rest;
                shares[1] * market[0] + shares[2] * market[1] + shares[3] * market[2] + (shares[0] + shares[4]) * left
            })
            .collect();
        continued_to(&observed, months, trend.employment).into_iter().map(Rate::from_fraction).collect()
    }

    /// Employees and full-time equivalents in partial activity. Published months as they are; a month without one of
    /// the two takes the other × their ratio on the straight line between published months; months outside 2020-01 to
    /// 2022-03, and `smooth`, have the monthly mean of 2015 to 2019.
    fn partial_activity(&self, smooth: bool, months: usize) -> (Vec<u32>, Vec<u32>) {
        let mean = |series: &str| {
            self.observations.iter().find(|o| o.series == series && o.months > 12).map_or(0.0, |o| o.value)
        };
        let usual = (mean("partial_activity_employees"), mean("partial_activity_fte"));
        let employees = self.points("partial_activity_employees", false);
        let fte = self.points("partial_activity_fte", false);
        let exact = |points: &[(f64, f64)], at: f64| points.iter().find(|p| p.0 == at).map(|p| p.1);
        let mut ratios: Vec<(f64, f64)> = vec![(f64::from(Month::new(2020, 2).0), usual.1 / usual.0.max(1.0))];
        ratios.extend(fte.iter().filter_map(|(at, f)| Some((*at, f / exact(&employees, *at)?))));
        let first = employees.first().map_or(0.0, |p| p.0);
        let last = employees.last().map_or(0.0, |p| p.0);
        (0..months)
            .map(|m| {
                let at = f64::from(FIRST.0) + m as f64;
                if smooth || at < first || at > last {
                    return (usual.0.round() as u32, usual.1.round() as u32);
                }
                let people = line(&employees, at);
                let full_time = exact(&fte, at).unwrap_or_else(|| people * line(&ratios, at));
                (people.round() as u32, full_time.round() as u32)
            })
            .unzip()
    }
}

fn during_covid(at: f64) -> bool {
    at > f64::from(COVID.0.0) && at < f64::from(COVID.1.0)
}

/// Points as an index, 1 in January 2019, to the last point.
fn index(points: &[(f64, f64)], months: usize) -> (Vec<f64>, usize) {
    let base = line(points, f64::from(FIRST.0));
    let last = points.last().map_or(0.0, |p| p.0) - f64::from(FIRST.0);
    let known = (last.max(0.0) as usize + 1).min(months);
    ((0..known).map(|m| line(points, f64::from(FIRST.0) + m as f64) / base).collect(), months)
}

fn continued(known: &(Vec<f64>, usize), growth: f64) -> Vec<f64> {
    continued_to(&known.0, known.1, growth)
}

/// The list grown to `months` at so much a year.
fn continued_to(known: &[f64], months: usize, growth: f64) -> Vec<f64> {
    let step = libm::pow(1.0 + growth, 1.0 / 12.0);
    let mut out = known.to_vec();
    while out.len() < months {
        out.push(out.last().copied().unwrap_or(1.0) * step);
    }
    out
}
