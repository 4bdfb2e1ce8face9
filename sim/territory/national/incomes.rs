//! Wages, pensions, living standards, rents.
//!
//! Why it exists: the starting incomes are drawn from these quantiles, brought to 2019.

use super::super::error::TerritoryError;
use super::super::fill::Fills;
use super::Sex;
use super::figures::Figures;
use crate::units::{Cents, Rate};

/// A quantile: the share below it and its amount.
pub type Quantile = (Rate, Cents);

/// National facts about incomes. Amounts a month unless said otherwise.
#[derive(Clone, Debug)]
pub struct Incomes {
    /// Net wage of the private sector, full-time equivalent, 2019: deciles, p95, p99.
    pub net_wages_2019: Vec<Quantile>,
    pub mean_net_wage_2019: Cents,
    mean_net_wage_2019_by_sex: [Cents; 2],
    /// Gross over net on average, private sector, 2022.
    pub gross_over_net: Rate,
    /// Mean net wage in the public sector over that of the private one, 2020.
    pub public_over_private: Rate,
    /// Total gross pension of retirees living in France, 2019: D1, median, Q3, D9.
    pub pensions_2019: Vec<Quantile>,
    mean_pension_2019_by_sex: [Cents; 2],
    /// A year, a consumption unit, metropolitan France, 2021: deciles 1 to 9 and p95.
    pub living_standards_2021: Vec<Quantile>,
    /// Without charges, about 2020 (assumption).
    pub mean_rent_social: Cents,
    pub mean_rent_private: Cents,
}

impl Incomes {
    /// Reads and moves to 2019.
    pub fn read(figures: &Figures, fills: &mut Fills) -> Result<Incomes, TerritoryError> {
        let wage = |item: &str, year: u16| figures.get("wages_net", item, year);
        let mean_2019 = wage("private all mean", 2019)?;
        let change = mean_2019 / wage("private all mean", 2022)?;
        let mut net_wages_2019 = Vec::new();
        for percent in [10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99] {
            let amount = wage(&format!("private all p{percent}"), 2022)? * change;
            net_wages_2019.push((Rate(percent * 10_000), Cents::from_euros(amount)));
        }
        fills.note(
            "figures.csv",
            "wages_net 2019 quantiles",
            "value",
            "quantiles of 2022 × mean of 2019 / mean of 2022",
        );
        let pension = |item: &str, year: u16| figures.get("pensions", item, year);
        let growth = pension("all direct_pension_mean", 2019)? / pension("all direct_pension_mean", 2016)?;
        let mut pensions_2019 = Vec::new();
        for (share, item) in [(100_000, "d1"), (500_000, "d5_median"), (750_000, "q3"), (900_000, "d9")] {
            let name = format!("direct-right retirees living in France total_pension_{item}");
            pensions_2019.push((Rate(share), Cents::from_euros(pension(&name, 2016)? * growth)));
        }
        fills.note("figures.csv", "pensions 2019", "value", "2016 × change of the mean direct pension");
        let mut living_standards_2021 = Vec::new();
        for (tenth, item) in ["d1", "d2", "d3", "d4", "d5_median", "d6", "d7", "d8", "d9"].iter().enumerate() {
            let amount = figures.get("living_standard", item, 2021)?;
            living_standards_2021.push((Rate((tenth as i32 + 1) * 100_000), Cents::from_euros(amount)));
        }
        living_standards_2021.push((Rate(950_000), Cents::from_euros(figures.get("living_standard", "p95", 2021)?)));
        let euros = |amount: f64| Cents::from_euros(amount);
        Ok(Incomes {
            net_wages_2019,
            mean_net_wage_2019: euros(mean_2019),
            mean_net_wage_2019_by_sex: [
                euros(wage("private male mean", 2019)?),
                euros(wage("private female mean", 2019)?),
            ],
            gross_over_net: Rate::from_fraction(
                figures.get("wages_gross", "private all mean", 2022)? / wage("private all mean", 2022)?,
            ),
            public_over_private: Rate::from_fraction(wage("public_all all mean", 2020)? / mean_2019),
            pensions_2019,
            mean_pension_2019_by_sex: [
                euros(pension("men direct_pension_mean", 2016)? * growth),
                euros(pension("women direct_pension_mean", 2016)? * growth),
            ],
            living_standards_2021,
            mean_rent_social: euros(figures.get("rents", "rent_mean_social", 2020)?),
            mean_rent_private: euros(figures.get("rents", "rent_mean_private_unfurnished", 2020)?),
        })
    }

    /// Mean net wage, private sector, full-time equivalent, 2019.
    pub fn mean_net_wage(&self, sex: Sex) -> Cents {
        self.mean_net_wage_2019_by_sex[sex.index()]
    }

    /// Mean gross pension of own rights, 2019.
    pub fn mean_pension(&self, sex: Sex) -> Cents {
        self.mean_pension_2019_by_sex[sex.index()]
    }
}
