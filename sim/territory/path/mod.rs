//! The path that France followed from 2019 to 2025, and the trend after it.
//!
//! Why it exists: prices, wages, rents, pensions, employment, partial activity, ONDAM and housing sales of the
//! reference come from what was published; months in between are interpolated by a stated rule, months after follow a
//! trend that is a parameter. `context = "smooth"` takes covid out.

mod monthly;

pub use monthly::MonthlyPath;

use super::error::TerritoryError;
use super::fill::Fills;
use super::national::figures::{Figures, GRADES, Grade};
use super::national::households::line;
use super::table::Source;
use crate::units::{Cents, Month};

/// First month of every monthly list: January 2019.
pub const FIRST: Month = Month::new(2019, 1);
/// Last month that published figures reach.
pub const LAST_OBSERVED: Month = Month::new(2025, 12);

/// What happens after the published path. All (assumption), from the design of the model.
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

impl ObservedPath {
    /// Reads `path.csv`; `employees` are those of January 2019 by sector of the model and published group.
    pub fn read(
        source: &mut Source,
        employees: &[[f64; 5]; 3],
        figures: &Figures,
        fills: &mut Fills,
    ) -> Result<ObservedPath, TerritoryError> {
        let table = source.table("path.csv")?;
        let mut observations = Vec::with_capacity(table.count());
        for row in table.rows() {
            let period = row.text("period")?;
            let (at, months) = parse_period(period).ok_or_else(|| {
                row.wrong(
                    "period",
                    "a month 2019-03, a quarter 2019-Q1, a year 2019 or 2015-2019",
                    "Correct the period.",
                )
            })?;
            let series = row.text("series")?;
            if observations.iter().any(|o: &Observation| o.series == series && o.period == period) {
                return Err(row.wrong("period", "a period written once in its series", "Remove the second row."));
            }
            observations.push(Observation {
                series: series.to_string(),
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

    /// Nominal GDP; after the last year published, prices and real wages.
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
}

/// Series without which no path can be made.
const SERIES: [&str; 14] = [
    "apprentices",
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
        "published groups weighted as on 1 January 2019, less the growth of apprentices; non-market and agriculture are the \
         remainder",
    ),
    ("unemployment, months", "straight lines between the middles of quarters"),
    (
        "partial_activity_fte, months not found",
        "employees × the ratio between published months; usual mean outside 2020-01 to 2022-03",
    ),
    ("dmto 2019, 2024 and after", "those of the nearest year published × housing sales, then with prices"),
];

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
