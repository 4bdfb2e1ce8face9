//! The path that France followed from 2019 to 2025, and the trend after it.
//!
//! Why it exists: prices, wages, rents, pensions, employment, partial activity, ONDAM and housing sales of the
//! reference come from what was published; months in between are interpolated by a stated rule, months after follow a
//! trend that is a parameter. `context = "smooth"` takes covid out.

use super::error::TerritoryError;
use super::fill::Fills;
use super::national::figures::{Figures, GRADES, Grade};
use super::national::households::line;
use super::table::Source;
use super::zones::EmploymentGroup;
use crate::units::{Cents, Month, Rate};

/// First month of every monthly list: January 2019.
pub const FIRST: Month = Month::new(2019, 1);
/// Last month that published figures reach.
pub const LAST_OBSERVED: Month = Month::new(2025, 12);

/// The months that covid moved, as the quarters' ends between which `smooth` draws straight lines.
const COVID: (Month, Month) = (Month::new(2019, 12), Month::new(2021, 12));

/// What happens after the published path. All [assumption], from the design of the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// Growth of consumer prices a year.
    pub prices: f64,
    /// Growth of wages above prices a year.
    pub real_wages: f64,
    /// Growth of employment a year.
    pub employment: f64,
    /// Growth of ONDAM above prices a year.
    pub real_ondam: f64,
}

impl Default for Trend {
    fn default() -> Trend {
        Trend { prices: 0.018, real_wages: 0.007, employment: 0.0, real_ondam: 0.01 }
    }
}

/// One published point of the path.
#[derive(Clone, Debug)]
pub struct Observation {
    pub series: String,
    /// `2019-03`, `2019-Q1`, `2019` or a span of years.
    pub period: String,
    pub value: f64,
    pub grade: Grade,
    /// Last month of the period.
    at: u16,
    /// Months in the period: 1, 3, 12 or more.
    months: u16,
}

/// The published path and how employees of each sector of the model follow published groups.
#[derive(Clone, Debug)]
pub struct ObservedPath {
    pub observations: Vec<Observation>,
    /// `[sector][group]`, shares of a sector's employees on 1 January 2019.
    group_shares: [[f64; 5]; 3],
    /// Employees of metropolitan France at the end of 2018 by group.
    group_levels: [f64; 5],
}

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

impl MonthlyPath {
    /// Position of a month in the lists; the first or last one outside.
    pub fn at(&self, month: Month) -> usize {
        usize::from(month.since(FIRST)).min(self.prices.len() - 1)
    }
}

impl ObservedPath {
    pub fn read(
        source: &mut Source,
        employees: &[[f64; 5]; 3],
        figures: &Figures,
        fills: &mut Fills,
    ) -> Result<ObservedPath, TerritoryError> {
        let table = source.table("path.csv")?;
        let mut observations = Vec::with_capacity(table.len());
        for row in table.rows() {
            let period = row.text("period")?;
            let (at, months) = parse_period(period).ok_or_else(|| {
                row.wrong(
                    "period",
                    "a month 2019-03, a quarter 2019-Q1, a year 2019 or 2015-2019",
                    "Correct the period.",
                )
            })?;
            observations.push(Observation {
                series: row.text("series")?.to_string(),
                period: period.to_string(),
                value: row.number("value", -100.0, 1e9)?,
                grade: row.word("grade", &GRADES)?,
                at,
                months,
            });
        }
        let mut group_shares = [[0.0; 5]; 3];
        for (shares, counts) in group_shares.iter_mut().zip(employees) {
            let sum: f64 = counts.iter().sum();
            for (share, count) in shares.iter_mut().zip(counts) {
                *share = count / sum;
            }
        }
        let mut group_levels = [0.0; 5];
        let groups = ["agriculture", "industry", "construction", "market_services", "non_market_services"];
        for (level, group) in group_levels.iter_mut().zip(groups) {
            *level = figures.get("employees", group, 2018)?;
        }
        let path = ObservedPath { observations, group_shares, group_levels };
        for series in SERIES {
            if path.points(series, false).is_empty() {
                return Err(TerritoryError::Incomplete {
                    file: "path.csv".to_string(),
                    problem: format!("no row for the series `{series}`"),
                    remedy: "Copy the series from scenarios/france/path.csv.".to_string(),
                });
            }
        }
        for (row, rule) in RULES {
            fills.note("path.csv", row, "value", rule);
        }
        Ok(path)
    }

    /// Points of a series as (month counted from year 0, value), in order; a quarter stands at its last month, or at
    /// its middle one if `middle`.
    fn points(&self, series: &str, middle: bool) -> Vec<(f64, f64)> {
        let mut points: Vec<(f64, f64)> = self
            .observations
            .iter()
            .filter(|o| o.series == series && o.months <= 12)
            .map(|o| (f64::from(o.at) - if middle { f64::from(o.months / 2) } else { 0.0 }, o.value))
            .collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        points
    }

    /// The value of a series in a year, if published.
    fn in_year(&self, series: &str, year: u16) -> Option<f64> {
        let period = year.to_string();
        self.observations.iter().find(|o| o.series == series && o.period == period).map(|o| o.value)
    }

    /// National caseload at the end of a month, if published: `rsa_households`, `aah_recipients`, `ass_recipients`,
    /// `prime_activite_households`, `housing_aid_households`.
    pub fn caseload(&self, series: &str, month: Month) -> Option<u32> {
        let period = month.to_string();
        self.observations.iter().find(|o| o.series == series && o.period == period).map(|o| o.value.round() as u32)
    }

    /// Health-spending target carried out, covid included; after the last year published, prices and `real_ondam`.
    pub fn ondam(&self, year: u16, trend: &Trend) -> Cents {
        self.billions("ondam", year, trend.prices + trend.real_ondam)
    }

    /// The part of ONDAM that covid made exceptional; 0 outside 2020 to 2022.
    pub fn ondam_covid(&self, year: u16) -> Cents {
        Cents::from_euros(self.in_year("ondam_covid", year).unwrap_or(0.0) * 1e9)
    }

    pub fn gdp(&self, year: u16, trend: &Trend) -> Cents {
        self.billions("gdp_nominal", year, trend.prices + trend.real_wages)
    }

    /// Existing dwellings sold in a year; after the last year published, as many.
    pub fn housing_sales(&self, year: u16) -> u32 {
        line(&self.years("housing_sales"), f64::from(year)).round() as u32
    }

    /// Transfer duties of départements; where not published, those of the nearest year × sales, then with prices.
    pub fn dmto(&self, year: u16, trend: &Trend) -> Cents {
        if let Some(billions) = self.in_year("dmto", year) {
            return Cents::from_euros(billions * 1e9);
        }
        let years = self.years("dmto");
        let Some(nearest) =
            years.iter().min_by(|a, b| (a.0 - f64::from(year)).abs().total_cmp(&(b.0 - f64::from(year)).abs()))
        else {
            return Cents::ZERO;
        };
        let sales = f64::from(self.housing_sales(year)) / f64::from(self.housing_sales(nearest.0 as u16).max(1));
        let after = (f64::from(year) - f64::from(LAST_OBSERVED.year())).max(0.0);
        Cents::from_euros(nearest.1 * 1e9 * sales * libm::pow(1.0 + trend.prices, after))
    }

    fn years(&self, series: &str) -> Vec<(f64, f64)> {
        let mut years: Vec<(f64, f64)> = self
            .observations
            .iter()
            .filter(|o| o.series == series && o.months == 12)
            .map(|o| (f64::from(o.at / 12), o.value))
            .collect();
        years.sort_by(|a, b| a.0.total_cmp(&b.0));
        years
    }

    fn billions(&self, series: &str, year: u16, growth: f64) -> Cents {
        let years = self.years(series);
        let last = years.last().map_or(0.0, |y| y.0);
        let after = (f64::from(year) - last).max(0.0);
        Cents::from_euros(line(&years, f64::from(year)) * 1e9 * libm::pow(1.0 + growth, after))
    }

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
        let start = f64::from(FIRST.0) - 1.0;
        let grown = |points: &[(f64, f64)], at: f64| line(points, at) / line(points, start);
        let levels = &self.group_levels;
        let (total, rest) = (levels.iter().sum::<f64>(), levels[0] + levels[EmploymentGroup::NonMarket as usize]);
        let shares = &self.group_shares[sector];
        let known = usize::from(LAST_OBSERVED.since(FIRST)) + 2;
        let observed: Vec<f64> = (0..months.min(known))
            .map(|m| {
                let at = start + m as f64;
                let market = [grown(&published[0], at), grown(&published[1], at), grown(&published[2], at)];
                let left =
                    (total * grown(&all, at) - levels[1] * market[0] - levels[2] * market[1] - levels[3] * market[2])
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

/// Series without which no path can be made.
const SERIES: [&str; 13] = [
    "consumer_prices",
    "prices_without_rents",
    "harmonised_prices",
    "rents",
    "wages",
    "employees_all",
    "employees_industry",
    "employees_construction",
    "employees_market_services",
    "unemployment",
    "partial_activity_employees",
    "ondam",
    "housing_sales",
];

/// How months in between are found.
const RULES: [(&str, &str); 7] = [
    (
        "consumer_prices, months not found",
        "moves as prices without rents and tobacco to June 2021, then as the HICP, between found months",
    ),
    ("rents", "straight lines between quarters"),
    ("wages, 2018 and missing quarters", "growth on one year on the straight line between published quarters"),
    (
        "employees by sector of the model",
        "published groups weighted as on 1 January 2019; non-market and agriculture are the remainder",
    ),
    ("unemployment, months", "straight lines between the middles of quarters"),
    (
        "partial_activity_fte, months not found",
        "employees × the ratio between published months; usual mean outside 2020-01 to 2022-03",
    ),
    ("dmto 2019, 2024 and after", "those of the nearest year published × housing sales, then with prices"),
];

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

/// Last month of a period and its length in months.
fn parse_period(period: &str) -> Option<(u16, u16)> {
    if let Some(month) = Month::parse(period) {
        return Some((month.0, 1));
    }
    if let Some((year, quarter)) = period.split_once("-Q") {
        let (year, quarter): (u16, u16) = (year.parse().ok()?, quarter.parse().ok()?);
        return ((1900..2200).contains(&year) && (1..=4).contains(&quarter))
            .then(|| (Month::new(year, quarter * 3).0, 3));
    }
    let (from, to) = period.split_once('-').unwrap_or((period, period));
    let (from, to): (u16, u16) = (from.parse().ok()?, to.parse().ok()?);
    ((1900..2200).contains(&from) && from <= to && to < 2200).then(|| (Month::new(to, 12).0, (to - from + 1) * 12))
}
