//! What a seed of the reference showed: the record every run keeps, and what was watched besides.

use super::demography::Lives;
use super::households::Homes;
use super::labour_flows::Quarters;
use super::living_standards::Decembers;
use super::rsa::Recipients;
use super::wages::Pay;
use crate::measures::{Indicator, Record};
use crate::territory::Territory;
use crate::units::Month;
use crate::world::Post;

/// All that measures read.
pub struct Seen<'a> {
    pub territory: &'a Territory,
    pub one_in: u32,
    pub record: Record,
    pub(super) quarters: Quarters,
    pub(super) recipients: Recipients,
    pub(super) decembers: Decembers,
    pub(super) pay: Pay,
    pub(super) lives: Lives,
    pub(super) homes: Homes,
}

/// Which places are summed.
pub(super) type Places<'p> = &'p dyn Fn(&Territory, usize) -> bool;

impl Seen<'_> {
    pub(super) fn new(territory: &Territory, one_in: u32) -> Seen<'_> {
        Seen {
            territory,
            one_in,
            record: Record::default(),
            quarters: Quarters::default(),
            recipients: Recipients::default(),
            decembers: Decembers::default(),
            pay: Pay::default(),
            lives: Lives::default(),
            homes: Homes::default(),
        }
    }

    /// How many real persons or households a simulated one stands for.
    pub(super) fn weight(&self) -> f64 {
        f64::from(self.one_in)
    }

    /// An indicator in a month, over the cells of `places`, in real persons or households.
    pub(super) fn stock_in(&self, year: u16, month: u16, indicator: Indicator, places: Places<'_>) -> f64 {
        let wanted = Month::new(year, month);
        let Some((_, cells)) = self.record.months.iter().find(|(known, _)| *known == wanted) else {
            return f64::NAN;
        };
        let inside = |(place, _): &(usize, &[i64; Indicator::COUNT])| {
            places(self.territory, self.territory.cells[self.record.cells[*place].index()].departement.index())
        };
        let sum: i64 = cells.iter().enumerate().filter(inside).map(|(_, counts)| counts[indicator as usize]).sum();
        sum as f64 * self.weight()
    }

    /// The same, everywhere.
    pub(super) fn stock(&self, year: u16, month: u16, indicator: Indicator) -> f64 {
        self.stock_in(year, month, indicator, &|_, _| true)
    }

    /// Sum over the months of a year.
    pub(super) fn in_year(&self, year: u16, indicator: Indicator) -> f64 {
        (1..=12).map(|month| self.stock(year, month, indicator)).sum()
    }

    /// Mean over the months of a year.
    pub(super) fn mean_of_year(&self, year: u16, indicator: Indicator) -> f64 {
        self.in_year(year, indicator) / 12.0
    }

    /// An indicator in a month, by département.
    pub(super) fn by_departement(&self, year: u16, month: u16, indicator: Indicator) -> Vec<f64> {
        let all = 0..self.territory.departements.len();
        all.map(|wanted| self.stock_in(year, month, indicator, &|_, departement| departement == wanted)).collect()
    }

    /// Euros of a year on some posts, over the départements of `places`.
    pub(super) fn euros_in(&self, year: u16, posts: &[Post], places: Places<'_>) -> f64 {
        let inside = |(of, post, departement): &(u16, Post, crate::units::Departement)| {
            *of == year && posts.contains(post) && places(self.territory, departement.index())
        };
        let cents: i64 = self.record.accounts.iter().filter(|(key, _)| inside(key)).map(|(_, cents)| cents.0).sum();
        cents as f64 / 100.0 * self.weight()
    }

    /// Billions of euros of a year on some posts.
    pub(super) fn billions(&self, year: u16, posts: &[Post]) -> f64 {
        self.euros_in(year, posts, &|_, _| true) / 1e9
    }

    /// The départements of metropolitan France, by row.
    pub(super) fn metropole(&self) -> Vec<usize> {
        let rows = self.territory.departements.iter().enumerate();
        rows.filter(|(_, departement)| !departement.overseas).map(|(row, _)| row).collect()
    }

    /// The row of a département, by its code.
    pub(super) fn departement(&self, code: &str) -> Option<usize> {
        self.territory.departements.iter().position(|departement| departement.code == code)
    }
}
