//! Living standards of metropolitan households, student-headed ones apart: deciles, and what incomes are made of. The same
//! look each December serves [`super::poverty`].
//!
//! As INSEE does it and unlike the model's own poverty, the line is 60 % of the median of the year that is looked at.

use std::collections::BTreeMap;

use super::means::{Means, quantile};
use super::poverty;
use super::watch::View;
use super::{Measure, Seen};
use crate::behaviour::income::review::is_in_payment;
use crate::behaviour::poverty as standards;
use crate::parallel;
use crate::world::{Block, Role, Status};

/// The years of which something is published.
const YEARS: std::ops::RangeInclusive<u16> = 2019..=2023;

/// A household counted in statistics of living standards.
pub(super) struct Home {
    /// Euros a year and consumption unit.
    pub standard: f64,
    pub units: f64,
    /// Persons alive.
    pub persons: f64,
    /// Heads and partners; their children at home, of any age, as the source counts families.
    pub adults: usize,
    pub children: usize,
    pub head_age: u16,
    pub head: Status,
    pub draws_rsa: bool,
    /// Euros of the year, before taxes: work, pensions, property, benefits.
    pub parts: [f64; 4],
    /// Of its members: status if adult, and bits of poverty, this year's first.
    pub members: Vec<(Option<Status>, u8, u16)>,
}

/// What Decembers show.
#[derive(Default)]
pub struct Decembers {
    pub(super) means: Means,
    /// By year: named amounts in euros.
    amounts: BTreeMap<(u16, &'static str), f64>,
}

impl Decembers {
    pub(super) fn look(&mut self, view: &View) {
        let year = view.month.year();
        if !view.month.is_december() || !YEARS.contains(&year) {
            return;
        }
        let blocks = parallel::map(&view.world.blocks, |_, block| {
            if view.is_metropolitan(block) { homes(view, block) } else { Vec::new() }
        });
        let mut homes: Vec<Home> = blocks.into_iter().flatten().collect();
        // In order of standard; blocks come in order, so that ties are told apart the same way every time.
        homes.sort_by(|a, b| a.standard.total_cmp(&b.standard));
        let weighted: Vec<(f64, f64)> = homes.iter().map(|home| (home.standard, home.persons)).collect();
        let mut set = |name, value| self.amounts.insert((year, name), value);
        let median = quantile(&weighted, 0.5);
        set("median", median);
        for (name, share) in [("d1", 0.1), ("d2", 0.2), ("d3", 0.3), ("d9", 0.9)] {
            set(name, quantile(&weighted, share));
        }
        let between = |low: f64, high: f64| {
            let bounds = [low, high].map(|share| if share <= 0.0 { f64::MIN } else { quantile(&weighted, share) });
            let high = if high >= 1.0 { f64::MAX } else { bounds[1] };
            let inside = weighted.iter().filter(|(standard, _)| *standard > bounds[0] && *standard <= high);
            let (value, persons) = inside.fold((0.0, 0.0), |sum, (s, p)| (sum.0 + s * p, sum.1 + p));
            value / persons
        };
        set("mean below d1", between(0.0, 0.1));
        set("mean d1 to d2", between(0.1, 0.2));
        set("mean above d9", between(0.9, 1.0));
        self.parts(year, &homes);
        let line = 0.6 * median;
        poverty::count(&mut self.means, year, line, &homes);
        let poor: Vec<(f64, f64)> = weighted.iter().copied().filter(|(standard, _)| *standard < line).collect();
        self.amounts.insert((year, "line"), line);
        self.amounts.insert((year, "gap"), 1.0 - quantile(&poor, 0.5) / line);
    }

    /// What income before taxes is made of, a person counting by their living standard.
    fn parts(&mut self, year: u16, homes: &[Home]) {
        for home in homes {
            let income: f64 = home.parts.iter().sum();
            if income > 0.0 {
                let weight = home.persons * income / home.units;
                for (name, part) in ["work", "pensions", "property", "benefits"].into_iter().zip(home.parts) {
                    self.means.add(year, name, part / income, weight);
                }
            }
        }
    }

    pub(super) fn amount(&self, year: u16, name: &str) -> f64 {
        let found = self.amounts.iter().find(|((of, known), _)| *of == year && *known == name);
        found.map_or(f64::NAN, |(_, amount)| *amount)
    }
}

fn homes(view: &View, block: &Block) -> Vec<Home> {
    let (homes, persons) = (&block.households, &block.persons);
    let euros = |cents: u32| f64::from(cents) / 100.0;
    let one = |home: usize| {
        let head = usize::from(homes.first[home]);
        let rows = homes.member_rows(home).filter(|&row| persons.status[row].is_alive());
        let member = |row: usize| {
            let age = persons.age(row, view.month);
            ((age >= 18).then_some(persons.status[row]), persons.poverty_history[row], age)
        };
        let members: Vec<_> = rows.map(member).collect();
        let roles = |children: bool| {
            let alive = homes.member_rows(home).filter(|&row| persons.status[row].is_alive());
            alive.filter(|&row| (persons.role[row] == Role::Child) == children).count()
        };
        let property = 12.0 * f64::from(homes.property_income[home]);
        Home {
            standard: standards::living_standard(block, home, view.month) as f64 / 100.0,
            units: standards::consumption_units(block, home, view.month) as f64 / 10.0,
            persons: members.len() as f64,
            adults: roles(false),
            children: roles(true),
            head_age: persons.age(head, view.month),
            head: persons.status[head],
            draws_rsa: is_in_payment(homes.rsa_state[home]),
            parts: [
                euros(homes.year_labour[home]),
                euros(homes.year_other[home]) - property,
                property,
                euros(homes.year_benefits[home]),
            ],
            members,
        }
    };
    (0..homes.len()).filter(|&home| standards::is_counted(block, home)).map(one).collect()
}

pub fn measures() -> Vec<Measure> {
    let amount = |name: &str, year: u16, of: &'static str| {
        Measure::new(name, move |seen: &Seen| seen.decembers.amount(year, of))
    };
    let monthly_line =
        |name: &str, year: u16| Measure::new(name, move |seen: &Seen| seen.decembers.amount(year, "line") / 12.0);
    let part = |name: &str, of: &'static str| Measure::new(name, move |seen: &Seen| seen.decembers.means.of(2021, of));
    vec![
        amount("median_living_standard_2021", 2021, "median"),
        amount("median_living_standard_2022", 2022, "median"),
        amount("median_living_standard_2023", 2023, "median"),
        monthly_line("poverty_threshold_2021", 2021),
        monthly_line("poverty_threshold_2022", 2022),
        amount("living_standard_d1_2021", 2021, "d1"),
        amount("living_standard_d2_2021", 2021, "d2"),
        amount("living_standard_d3_2021", 2021, "d3"),
        amount("living_standard_d9_2021", 2021, "d9"),
        amount("mean_below_d1_2021", 2021, "mean below d1"),
        amount("mean_d1_to_d2_2021", 2021, "mean d1 to d2"),
        amount("mean_above_d9_2021", 2021, "mean above d9"),
        Measure::new("D9_D1_living_standards_2022", |seen| {
            seen.decembers.amount(2022, "d9") / seen.decembers.amount(2022, "d1")
        }),
        part("share_of_work_2021", "work"),
        part("share_of_pensions_2021", "pensions"),
        part("share_of_property_income_2021", "property"),
    ]
}
