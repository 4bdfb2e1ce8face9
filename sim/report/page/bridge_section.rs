//! The table that leads from figures a reader knows to those of the report: what each counts, how ours differs, and ours
//! where this run has it.

use super::ground::Ground;
use super::language::fill;
use super::measure_words::MeasureWords;
use super::view::{Cell, Section, Table};
use crate::measures::Indicator;
use crate::report::areas::Area;
use crate::report::bridge::{self, Ours, Published};
use crate::report::ebe_account::{Part, Per};
use crate::report::headline::TOO_FEW;
use crate::report::indicators::DerivedRate;
use crate::report::number::THIN_SPACE;
use crate::report::yearly::Quantity;
use crate::world::Post;
use crate::world::body::Body;

/// Inhabitants of the run from which its totals are those of the country.
const NATION: f64 = 60e6;

/// `None` if the table carried cannot be read, which a test would tell.
pub fn bridge(on: &Ground) -> Option<Section> {
    let words = MeasureWords::of(on.language);
    let pick =
        |texts: &[String; 2]| numbers_kept_whole(&on.language.set(&texts[usize::from(on.language.tag() == "fr")]));
    let texts = [&words.quantity, &on.words.published, &words.ours, &words.published_scope, &words.producer];
    let texts = texts.map(String::as_str);
    let mut table = Table::new(&words.bridge_caption, &texts, &[]);
    let with = |one: &Published| {
        one.policy.as_ref().is_none_or(|policy| on.headline.has_reform && on.description.policies.contains(policy))
    };
    for one in bridge::published().ok()?.iter().filter(|one| with(one)) {
        let decimals = if one.value >= 100.0 || one.value.fract() == 0.0 { 0 } else { 2 };
        let decimals = if (one.value * 10.0).fract().abs() < 1e-9 { decimals.min(1) } else { decimals };
        let published = format!("{} {} ({})", on.language.decimal(one.value, decimals), pick(&one.unit), one.year);
        table.row(vec![
            Cell::text(pick(&one.quantity)),
            Cell::text(on.language.set(&published)).class("figure-cell"),
            ours(on, one).map_or_else(|| Cell::text("–"), Cell::text),
            Cell::text(format!("{}. {}.", pick(&one.scope), pick(&one.differs))).class("prose-cell"),
            Cell::text(format!("{} ({})", one.producer, one.source)),
        ]);
    }
    Some(Section {
        id: "bridge",
        title: words.bridge.clone(),
        intro: words.bridge_intro.clone(),
        tables: vec![table],
        note: words.bridge_note.clone(),
        ..Section::default()
    })
}

/// The spaces of thousands never end a line.
fn numbers_kept_whole(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let set = letters.iter().enumerate().map(|(at, &letter)| {
        let three = (1..=3).all(|on| is_digit(Some(at + on))) && !is_digit(Some(at + 4));
        if letter == ' ' && is_digit(at.checked_sub(1)) && three { THIN_SPACE } else { letter }
    });
    set.collect()
}

/// Our figure, with its year.
fn ours(on: &Ground, one: &Published) -> Option<String> {
    let of = one.ours?;
    let language = on.language;
    if matches!(of, Ours::GrossCostPerFte | Ours::ContributionPerFte | Ours::NetCostPerFte) {
        let cost = on.headline.job_cost.as_ref().filter(|cost| cost.simulated >= TOO_FEW)?;
        let account = on.headline.ebe_account.as_ref()?;
        let of_parts = |parts: &[Part]| Some(-account.balance(parts, &public(), Per::FtePaid)?.mean);
        let euros = match of {
            Ours::GrossCostPerFte => of_parts(&[Part::Contribution, Part::SeedMoney])?,
            Ours::ContributionPerFte => of_parts(&[Part::Contribution])?,
            _ => cost.wide.mean,
        };
        return Some(language.money(euros));
    }
    let years = on.compared.years();
    let year = years.iter().copied().find(|&year| year == one.year).or(years.last().copied())?;
    let level = |quantity| on.compared.levels(year, Area::RUN, quantity).map(|(reference, _)| reference);
    let indicator = |indicator| level(Quantity::Indicator(indicator));
    if indicator(Indicator::Population)? < NATION {
        return None;
    }
    let million =
        |persons: f64| fill(&MeasureWords::of(language).million, &[("n", &language.decimal(persons / 1e6, 2))]);
    let text = match of {
        Ours::RsaHouseholds => million(indicator(Indicator::RsaHouseholds)?),
        Ours::Unemployed => million(indicator(Indicator::Unemployed)?),
        Ours::Registered => million(indicator(Indicator::Registered)?),
        Ours::LongTermUnemployed => million(indicator(Indicator::LongTermUnemployed)?),
        Ours::RsaSpending => language.money(level(Quantity::Amount(Post::Rsa))?),
        _ => language.per_cent(level(Quantity::Rate(DerivedRate::Poverty))?, 1),
    };
    Some(format!("{text} ({year})"))
}

fn public() -> Vec<Body> {
    Body::ALL.into_iter().filter(|body| body.is_public()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_hold_together_and_years_stand_apart() {
        let set = numbers_kept_whole("moins les 18 000 que, en 2017 et 3 290 salariés, lot 2 2019");
        assert_eq!(set, "moins les 18\u{202F}000 que, en 2017 et 3\u{202F}290 salariés, lot 2 2019");
    }
}
