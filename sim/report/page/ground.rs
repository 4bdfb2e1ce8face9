//! What every section of the page is written from, and the sentences they share.

use super::language::{Language, fill};
use super::names;
use super::setting::Setting;
use super::words::Words;
use crate::measures::Replicate;
use crate::report::areas::{Area, Gazetteer};
use crate::report::description::Description;
use crate::report::differences::Differences;
use crate::report::headline::Headline;
use crate::report::indicators::{Row, by_month};
use crate::report::number::MoneyUnit;
use crate::report::statistics::Estimate;
use crate::report::yearly::Quantity;
use crate::units::Month;
use crate::world::body::Body;

/// Rows of the whole run by month in one seed: the reference, and the reform if it ran.
pub type Months = (Vec<(Month, Row)>, Vec<(Month, Row)>);

/// The results of a run and the language they are told in.
pub struct Ground<'a> {
    pub description: &'a Description,
    pub gazetteer: &'a Gazetteer,
    pub replicates: &'a [Replicate],
    pub compared: &'a Differences,
    pub headline: &'a Headline,
    pub language: Language,
    pub words: &'a Words,
    /// By seed.
    pub months: Vec<Months>,
    /// Years from the fork to the end.
    pub at_work: f64,
}

impl<'a> Ground<'a> {
    pub fn new(
        description: &'a Description,
        gazetteer: &'a Gazetteer,
        replicates: &'a [Replicate],
        (compared, headline): (&'a Differences, &'a Headline),
        words: &'a Words,
    ) -> Ground<'a> {
        let rows = |replicate: &Replicate| {
            let reform = replicate.reform.as_ref().map_or_else(Vec::new, |r| by_month(r, gazetteer, Area::RUN));
            (by_month(&replicate.reference, gazetteer, Area::RUN), reform)
        };
        let from = headline.forked.unwrap_or(description.from);
        Ground {
            description,
            gazetteer,
            replicates,
            compared,
            headline,
            language: description.page.language,
            words,
            months: replicates.iter().map(rows).collect(),
            at_work: f64::from(description.through.plus(1).since(from)) / 12.0,
        }
    }

    pub fn setting(&self) -> &Setting {
        &self.description.page
    }

    pub fn years(&self) -> &[u16] {
        &self.headline.years
    }

    /// The last year compared.
    pub fn last(&self) -> u16 {
        self.years().last().copied().unwrap_or_default()
    }

    /// The effect a year, from the fork on.
    pub fn a_year(&self, area: Area, quantity: Quantity) -> Option<Estimate> {
        Some(scaled(self.compared.over_years(self.years(), area, quantity)?, 1.0 / self.at_work))
    }

    /// The body the question names first, if it names one.
    pub fn asked_first(&self) -> Option<Body> {
        names::asked_first(&self.description.question)
    }

    /// `95 % interval: from 1 to 2`; that there is none, with one seed.
    pub fn interval(&self, estimate: &Estimate, written: impl Fn(f64) -> String) -> String {
        let Some(half) = estimate.half_width else { return self.words.no_interval.clone() };
        if half == 0.0 {
            return self.words.seeds_agree.clone();
        }
        let (low, high) = (written(estimate.mean - half), written(estimate.mean + half));
        fill(&self.words.interval_from_to, &[("low", &low), ("high", &high)])
    }

    /// `cost`, `gain` or `open` of a balance: above zero is a gain.
    pub fn tone(&self, estimate: &Estimate) -> &'static str {
        if estimate.sign_is_open() || estimate.mean == 0.0 {
            "open"
        } else if estimate.mean > 0.0 {
            "gain"
        } else {
            "cost"
        }
    }

    /// How many real persons one simulated person stands for.
    pub fn weight(&self) -> f64 {
        f64::from(self.replicates.first().map_or(1, |replicate| replicate.one_in))
    }

    /// A unit of money with its decimals for a column whose largest amount is this.
    pub fn unit(&self, amounts: impl Iterator<Item = f64>) -> Unit {
        let largest = amounts.fold(0.0f64, |max, amount| max.max(amount.abs()));
        // In millions from one on, as in the sentences of the page.
        let unit = match MoneyUnit::fitting(largest) {
            MoneyUnit::Thousand if largest >= 1e6 => MoneyUnit::Million,
            MoneyUnit::Million if largest >= 2e10 => MoneyUnit::Billion,
            unit => unit,
        };
        Unit {
            euros: unit.euros(),
            decimals: unit.decimals(largest),
            symbol: self.language.money_unit(unit),
            language: self.language,
        }
    }
}

/// How a column of money is written.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    pub euros: f64,
    pub decimals: usize,
    pub symbol: &'static str,
    language: Language,
}

impl Unit {
    pub fn signed(&self, euros: f64) -> String {
        self.language.signed(euros / self.euros, self.decimals)
    }

    pub fn plain(&self, euros: f64) -> String {
        self.language.decimal(euros / self.euros, self.decimals)
    }

    pub fn half(&self, estimate: &Estimate) -> String {
        self.language.half_width(estimate, self.euros, self.decimals)
    }
}

pub fn scaled(estimate: Estimate, by: f64) -> Estimate {
    let mean = if estimate.mean == 0.0 { 0.0 } else { estimate.mean * by };
    Estimate { mean, half_width: estimate.half_width.map(|half| half * by.abs()), ..estimate }
}
