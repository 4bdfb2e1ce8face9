//! Wages of the private sector, net, for a full-time equivalent, in the middle of the year; pensions.

use super::means::{Means, quantile};
use super::watch::View;
use super::{Measure, Seen};
use crate::behaviour::income::pay;
use crate::measures::Indicator;
use crate::world::{FirmKind, Sector, Status};

/// The years of which wages are published.
const YEARS: [u16; 3] = [2019, 2022, 2023];

#[derive(Default)]
pub struct Pay {
    means: Means,
    /// By year: first decile, median, ninth decile.
    quantiles: Vec<(u16, [f64; 3])>,
    of_pensions: Vec<(u16, [f64; 3])>,
}

impl Pay {
    pub(super) fn look(&mut self, view: &View) {
        let year = view.month.year();
        if view.month.month_of_year() != 6 || !YEARS.contains(&year) {
            return;
        }
        let law = view.code.at(view.month);
        let firms = &view.world.firms;
        // Each hourly wage is worked out once.
        let mut net_of: Vec<Option<f64>> = vec![None; usize::from(u16::MAX) + 1];
        let (mut wages, mut pensions) = (Vec::new(), Vec::new());
        for block in &view.world.blocks {
            let persons = &block.persons;
            for row in 0..persons.len() {
                match persons.status[row] {
                    Status::OpenEnded | Status::FixedTerm => {}
                    Status::Retired => {
                        let pension = f64::from(persons.pension_or_profit[row]) / 100.0;
                        self.means.add(year, "pensions", pension, 1.0);
                        pensions.push((pension, 1.0));
                        continue;
                    }
                    _ => continue,
                }
                let firm = persons.employer(row).index();
                let private = firm < firms.len()
                    && firms.sector[firm] != Sector::Public
                    && firms.kind[firm] == FirmKind::Ordinary;
                if !private {
                    continue;
                }
                let hourly = persons.hourly_wage[row];
                let net = *net_of[usize::from(hourly)]
                    .get_or_insert_with(|| pay::net_month(&law, hourly, pay::FULL_TIME).to_euros());
                let weight = f64::from(persons.hours[row]) / f64::from(pay::FULL_TIME);
                wages.push((net, weight));
                for name in ["all", if persons.is_female(row) { "women" } else { "men" }] {
                    self.means.add(year, name, net, weight);
                }
            }
        }
        for (list, quantiles) in [(&mut wages, &mut self.quantiles), (&mut pensions, &mut self.of_pensions)] {
            list.sort_by(|a: &(f64, f64), b| a.0.total_cmp(&b.0));
            quantiles.push((year, [0.1, 0.5, 0.9].map(|share| quantile(list, share))));
        }
    }

    fn quantile(&self, year: u16, place: usize) -> f64 {
        Pay::of(&self.quantiles, year, place)
    }

    fn of(quantiles: &[(u16, [f64; 3])], year: u16, place: usize) -> f64 {
        quantiles.iter().find(|(of, _)| *of == year).map_or(f64::NAN, |(_, values)| values[place])
    }
}

pub fn measures() -> Vec<Measure> {
    let mean =
        |name: &str, year: u16, of: &'static str| Measure::new(name, move |seen: &Seen| seen.pay.means.of(year, of));
    let decile =
        |name: &str, year: u16, place: usize| Measure::new(name, move |seen: &Seen| seen.pay.quantile(year, place));
    vec![
        mean("net_wage_mean_2019", 2019, "all"),
        mean("net_wage_mean_women_2019", 2019, "women"),
        mean("net_wage_mean_men_2019", 2019, "men"),
        mean("net_wage_mean_2022", 2022, "all"),
        mean("net_wage_mean_women_2022", 2022, "women"),
        mean("net_wage_mean_men_2022", 2022, "men"),
        decile("net_wage_D1_2022", 2022, 0),
        decile("net_wage_median_2022", 2022, 1),
        decile("net_wage_D9_2022", 2022, 2),
        mean("net_wage_mean_2023", 2023, "all"),
        decile("net_wage_D1_2023", 2023, 0),
        decile("net_wage_median_2023", 2023, 1),
        decile("net_wage_D9_2023", 2023, 2),
        Measure::new("net_wage_D9_D1_2023", |seen| seen.pay.quantile(2023, 2) / seen.pay.quantile(2023, 0)),
        mean("total_pension_mean_2019", 2019, "pensions"),
        mean("total_pension_mean_2022", 2022, "pensions"),
        mean("total_pension_mean_2023", 2023, "pensions"),
        Measure::new("total_pension_D9_D1", |seen| {
            let of = |place| Pay::of(&seen.pay.of_pensions, 2019, place);
            of(2) / of(0)
        }),
        Measure::new("retirees_2022", |seen| seen.mean_of_year(2022, Indicator::Retired)),
    ]
}
