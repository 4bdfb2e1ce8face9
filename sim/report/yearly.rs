//! What an arm amounts to in a year, by area: the quantities that reform and reference are compared on.

use std::collections::BTreeMap;

use super::accounts::{flows, is_service};
use super::areas::{Adding, Area, Gazetteer, Level};
use super::description::Description;
use super::indicators::{Counting, DerivedRate, Row, counting, shown};
use crate::measures::{ExitCause, Indicator, Record};
use crate::world::Post;
use crate::world::body::Body;

/// A quantity with one value a year, area and arm.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Quantity {
    /// What a public body received less what it paid, euros.
    Balance(Body),
    /// The sum of the public bodies' balances, payments for care and social services included, euros.
    Consolidated,
    /// The same without payments for care and social services, euros.
    ConsolidatedNarrow,
    /// Amount of a post, euros.
    Amount(Post),
    /// Mean of the months, sum of the months or December value, in the indicator's unit.
    Indicator(Indicator),
    /// Per cent.
    Rate(DerivedRate),
    /// Persons out of poverty, all causes or one.
    Exits(Option<ExitCause>),
    /// Of whom neither poor the year after nor the next.
    LastingExits(Option<ExitCause>),
}

impl Quantity {
    /// The kind of quantity, as in `differences.csv`.
    pub const fn kind(self) -> &'static str {
        match self {
            Quantity::Balance(_) | Quantity::Consolidated | Quantity::ConsolidatedNarrow => "balance",
            Quantity::Amount(_) => "post",
            Quantity::Indicator(_) => "indicator",
            Quantity::Rate(_) => "rate",
            Quantity::Exits(_) => "poverty_exits",
            Quantity::LastingExits(_) => "lasting_poverty_exits",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Quantity::Balance(body) => body.name(),
            Quantity::Consolidated => "consolidated",
            Quantity::ConsolidatedNarrow => "consolidated_without_care_and_social_services",
            Quantity::Amount(post) => post.name(),
            Quantity::Indicator(indicator) => indicator.name(),
            Quantity::Rate(rate) => rate.name(),
            Quantity::Exits(Some(cause)) | Quantity::LastingExits(Some(cause)) => cause.name(),
            Quantity::Exits(None) | Quantity::LastingExits(None) => "all_causes",
        }
    }

    pub fn unit(self) -> &'static str {
        match self {
            Quantity::Balance(_) | Quantity::Consolidated | Quantity::ConsolidatedNarrow | Quantity::Amount(_) => {
                "euros"
            }
            Quantity::Indicator(indicator) => shown(indicator).1,
            Quantity::Rate(_) => "percentage points",
            Quantity::Exits(_) | Quantity::LastingExits(_) => "persons",
        }
    }

    /// Whether the years of a run can be summed (money, flows, yearly counts).
    pub fn adds_up(self) -> bool {
        !matches!(self, Quantity::Rate(_))
    }
}

/// Every quantity of one arm of one replicate, in real persons and euros.
pub type Yearly = BTreeMap<(u16, Area, Quantity), f64>;

/// Works out the year's quantities of an arm: run, régions and départements; zones are left to `indicators.csv`.
pub fn yearly(record: &Record, one_in: u32, description: &Description, gazetteer: &Gazetteer) -> Yearly {
    let mut all = Yearly::new();
    let weight = f64::from(one_in);
    add_money(&mut all, record, weight, gazetteer);
    add_indicators(&mut all, record, weight, gazetteer);
    add_exits(&mut all, record, weight, description, gazetteer);
    all
}

fn euros(cents: i64, weight: f64) -> f64 {
    // Below 2^53 cents (90,000 G€), exact up to the division.
    cents as f64 * weight / 100.0
}

fn add_money(all: &mut Yearly, record: &Record, weight: f64, gazetteer: &Gazetteer) {
    let mut consolidated: BTreeMap<(u16, Area), i64> = BTreeMap::new();
    for ((year, area, body), flows) in flows(record, gazetteer) {
        if body.is_public() {
            all.insert((year, area, Quantity::Balance(body)), euros(flows.balance(), weight));
            *consolidated.entry((year, area)).or_default() += flows.balance();
        }
    }
    let mut posts: BTreeMap<(u16, Area, Post), i64> = BTreeMap::new();
    for (&(year, post, departement), cents) in &record.accounts {
        let region = Area::new(Level::Region, gazetteer.region_of_departement(departement.0));
        for area in [Area::RUN, region, Area::new(Level::Departement, departement.0)] {
            *posts.entry((year, area, post)).or_default() += cents.0;
        }
    }
    let mut narrow = consolidated.clone();
    for (&(year, area, post), &cents) in &posts {
        all.insert((year, area, Quantity::Amount(post)), euros(cents, weight));
        if is_service(post) && post.payer().is_public() {
            *narrow.entry((year, area)).or_default() += cents;
        }
    }
    for ((year, area), cents) in consolidated {
        all.insert((year, area, Quantity::Consolidated), euros(cents, weight));
    }
    for ((year, area), cents) in narrow {
        all.insert((year, area, Quantity::ConsolidatedNarrow), euros(cents, weight));
    }
}

fn add_indicators(all: &mut Yearly, record: &Record, weight: f64, gazetteer: &Gazetteer) {
    let adding = Adding::new(gazetteer, &record.cells);
    let mut sums: BTreeMap<(u16, Area), (i64, Row)> = BTreeMap::new();
    let mut december: BTreeMap<(u16, Area), Row> = BTreeMap::new();
    for (month, by_cell) in &record.months {
        for (&area, row) in adding.areas.iter().zip(adding.up(by_cell)) {
            if area.level == Level::Zone {
                continue;
            }
            let (months, sum) = sums.entry((month.year(), area)).or_insert((0, [0; Indicator::COUNT]));
            *months += 1;
            sum.iter_mut().zip(&row).for_each(|(sum, value)| *sum += value);
            if month.is_december() {
                december.insert((month.year(), area), row);
            }
        }
    }
    for (&(year, area), (months, sum)) in &sums {
        let end = december.get(&(year, area));
        for &indicator in Indicator::ALL {
            let total = match (counting(indicator), end) {
                (Counting::Stock, _) => sum[indicator as usize] as f64 / *months as f64,
                (Counting::Flow, _) => sum[indicator as usize] as f64,
                (Counting::December, Some(row)) => row[indicator as usize] as f64,
                (Counting::December, None) => continue,
            };
            let parts = if shown(indicator).0 == 2 { 100.0 } else { 1.0 };
            all.insert((year, area, Quantity::Indicator(indicator)), total * weight / parts);
        }
        for rate in DerivedRate::ALL {
            let row = if rate.is_yearly() { end } else { Some(sum) };
            if let Some((numerator, denominator)) = row.map(|row| rate.parts(row)).filter(|parts| parts.1 > 0) {
                all.insert((year, area, Quantity::Rate(rate)), numerator as f64 / denominator as f64 * 100.0);
            }
        }
    }
}

fn add_exits(all: &mut Yearly, record: &Record, weight: f64, description: &Description, gazetteer: &Gazetteer) {
    let Some((first, last)) = description.whole_years() else { return };
    let departements: Vec<Area> =
        gazetteer.areas(&record.cells).into_iter().filter(|area| area.level == Level::Departement).collect();
    let region = |area: Area| Area::new(Level::Region, gazetteer.region_of_departement(area.row));
    let causes = || std::iter::once(None).chain(ExitCause::ALL.iter().copied().map(Some));
    // A year without an exit counts zero; lasting ones are known two years before the end.
    for year in first..=last {
        for area in departements.iter().flat_map(|&area| [Area::RUN, region(area), area]) {
            for cause in causes() {
                all.insert((year, area, Quantity::Exits(cause)), 0.0);
                if year + 2 <= last {
                    all.insert((year, area, Quantity::LastingExits(cause)), 0.0);
                }
            }
        }
    }
    for (key, counts) in &record.exits {
        let departement = Area::new(Level::Departement, key.departement.0);
        for area in [Area::RUN, region(departement), departement] {
            for cause in [None, Some(key.cause)] {
                if let Some(sum) = all.get_mut(&(key.year, area, Quantity::Exits(cause))) {
                    *sum += counts.exits as f64 * weight;
                }
                if let Some(sum) = all.get_mut(&(key.year, area, Quantity::LastingExits(cause))) {
                    *sum += counts.lasting as f64 * weight;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_consolidated_balance_is_the_sum_over_public_bodies_and_internal_transfers_vanish() {
        let yearly = yearly(&sample::record(1, 3), 10, &sample::description(), &sample::gazetteer());
        let of = |quantity| yearly[&(2020, Area::RUN, quantity)];
        let bodies: f64 = Body::ALL
            .iter()
            .filter(|body| body.is_public())
            .filter_map(|&body| yearly.get(&(2020, Area::RUN, Quantity::Balance(body))))
            .sum();
        assert_eq!(of(Quantity::Consolidated), bodies);
        // The fund passes on what the State gives it.
        assert_eq!(of(Quantity::Balance(Body::FondsExperimentation)), 0.0);
    }

    #[test]
    fn a_stock_is_a_mean_and_a_flow_a_sum_over_the_year() {
        let yearly = yearly(&sample::record(1, 3), 10, &sample::description(), &sample::gazetteer());
        let of = |indicator| yearly[&(2020, Area::RUN, Quantity::Indicator(indicator))];
        assert_eq!(of(Indicator::EbeEmployees), 90.0);
        assert_eq!(of(Indicator::EbeFte), 81.0);
        assert_eq!(of(Indicator::EbeHires), 90.0);
        assert_eq!(of(Indicator::EbeHiresWithoutBenefit), 60.0, "hired without a benefit is a flow as hired is");
        assert_eq!(of(Indicator::PoorPersons), 2400.0);
    }
}
