//! The path over time: public balance, unemployment, poverty and what the policy acts on first, with bands over seeds.

use std::collections::BTreeMap;

use super::figures::time_figure;
use super::ground::Ground;
use super::language::fill;
use super::time_chart::{Point, TimeChart};
use super::view::{Cell, Figure, Table};
use crate::measures::Indicator;
use crate::report::areas::Area;
use crate::report::indicators::{DerivedRate, Row};
use crate::report::statistics::Estimate;
use crate::report::yearly::Quantity;
use crate::units::Month;

/// # Errors
/// When a drawing fails.
pub fn figures(on: &Ground) -> Result<Vec<Figure>, String> {
    let mut figures = Vec::new();
    if on.headline.has_reform {
        figures.extend(balance(on)?);
    }
    figures.extend(own(on)?);
    figures.extend(rate(on, DerivedRate::Unemployment)?);
    figures.extend(rate(on, DerivedRate::Poverty)?);
    Ok(figures)
}

/// A month on a time axis, in years: the middle of the month.
fn at(month: Month) -> f64 {
    f64::from(month.year()) + (f64::from(month.month_of_year()) - 0.5) / 12.0
}

fn begins(on: &Ground) -> Option<(f64, String)> {
    let from = on.headline.forked.filter(|_| on.headline.has_reform)?;
    Some((at(from), on.words.reform_begins.clone()))
}

fn balance(on: &Ground) -> Result<Option<Figure>, String> {
    let (words, Some(all)) = (on.words, &on.headline.consolidated) else { return Ok(None) };
    let unit = on.unit(all.by_year.iter().map(|e| e.mean));
    let to_unit =
        |e: &Estimate| Estimate { mean: e.mean / unit.euros, half_width: e.half_width.map(|h| h / unit.euros), ..*e };
    let points: Vec<Point> =
        on.years().iter().zip(&all.by_year).map(|(&year, e)| (f64::from(year), to_unit(e))).collect();
    let heads = [fill(&words.net_effect_of_year, &[("unit", unit.symbol)]), words.interval.clone()];
    let mut table = Table::new(&words.balance_by_year, &[words.year.as_str()], &heads);
    for ((year, e), months) in on.years().iter().zip(&all.by_year).zip(&on.headline.months) {
        let year = match months {
            12 => year.to_string(),
            n => fill(&words.part_year, &[("year", &year.to_string()), ("n", &n.to_string())]),
        };
        table.row(vec![Cell::text(year), Cell::number(unit.signed(e.mean), e.mean), Cell::number(unit.half(e), 0.0)]);
    }
    let chart = TimeChart {
        reform: points,
        level_words: fill(&words.gain_above_cost_below, &[("unit", unit.symbol)]),
        yearly: true,
        from_zero: true,
        ..TimeChart::default()
    };
    let (first, last) = (on.years().first().copied().unwrap_or_default(), on.last());
    let value = |year: u16| {
        let place = on.years().iter().position(|&known| known == year).unwrap_or_default();
        on.language.signed_money(all.by_year.get(place).map_or(0.0, |e| e.mean))
    };
    let says = fill(
        &words.balance_says,
        &[("first", &first.to_string()), ("a", &value(first)), ("last", &last.to_string()), ("b", &value(last))],
    );
    time_figure(on, "balance-by-year", (&words.balance_by_year, says), &chart, table).map(Some)
}

/// What one arm of one seed shows of a month, if it shows anything.
type Reading<'a> = &'a dyn Fn(Month, &Row) -> Option<(f64, f64)>;

/// What both arms of a seed show, over time.
type Seed = [Vec<(f64, f64)>; 2];

/// Both arms and their difference, mean over the seeds with its interval.
fn both(on: &Ground, reading: Reading) -> [Vec<Point>; 3] {
    let arm = |rows: &[(Month, Row)]| -> Vec<(f64, f64)> {
        rows.iter().filter_map(|(month, row)| reading(*month, row)).collect()
    };
    let seeds: Vec<Seed> = on.months.iter().map(|(a, b)| [arm(a), arm(b)]).collect();
    let points = |value: &dyn Fn(&Seed, usize) -> Option<f64>| -> Vec<Point> {
        let Some(first) = seeds.first() else { return Vec::new() };
        let times = first[0].iter().enumerate();
        let of_time = |(place, (x, _)): (usize, &(f64, f64))| {
            let values: Option<Vec<f64>> = seeds.iter().map(|seed| value(seed, place)).collect();
            Some((*x, Estimate::of(&values?)))
        };
        times.filter_map(of_time).collect()
    };
    [
        points(&|seed, place| Some(seed[0].get(place)?.1)),
        points(&|seed, place| Some(seed[1].get(place)?.1)),
        points(&|seed, place| Some(seed[1].get(place)?.1 - seed[0].get(place)?.1)),
    ]
}

fn rate(on: &Ground, rate: DerivedRate) -> Result<Option<Figure>, String> {
    let words = on.words;
    let yearly = rate.is_yearly();
    let reading = |month: Month, row: &Row| {
        let (numerator, denominator) = rate.parts(row);
        let x = if yearly { f64::from(month.year()) } else { at(month) };
        (denominator > 0 && (!yearly || month.is_december()))
            .then(|| (x, numerator as f64 / denominator as f64 * 100.0))
    };
    let [reference, reform, difference] = both(on, &reading);
    if reference.is_empty() {
        return Ok(None);
    }
    let (id, title, unit) = match rate {
        DerivedRate::Unemployment => ("unemployment", &words.unemployment_title, &words.unemployment_unit),
        _ => ("poverty", &words.poverty_title, &words.poverty_unit),
    };
    let published: Vec<(f64, f64)> = match rate {
        DerivedRate::Unemployment => on.description.published_unemployment.iter().map(|&(m, r)| (at(m), r)).collect(),
        _ => Vec::new(),
    };
    let chart = TimeChart {
        reference,
        reform,
        published,
        difference,
        level_words: unit.clone(),
        difference_words: words.difference_in_points.clone(),
        begins: if yearly { None } else { begins(on) },
        yearly,
        from_zero: false,
    };
    let table = if on.headline.has_reform {
        level_table(on, title, &yearly_points(on, Quantity::Rate(rate)), (2, 3))
    } else {
        reference_table(on, title, &chart.reference, 2)
    };
    let says = says(on, &table);
    time_figure(on, id, (title, says), &chart, table).map(Some)
}

/// The chart of what the policy acts on first: EBE, RSA, care, else employment.
fn own(on: &Ground) -> Result<Option<Figure>, String> {
    let words = on.words;
    let has = |policy: &str| on.description.policies.iter().any(|known| known == policy);
    let ebe = on.months.iter().any(|(_, rows)| rows.iter().any(|(_, row)| row[Indicator::EbeFte as usize] > 0));
    let (id, title, unit, indicator, parts) = if ebe {
        ("ebe", &words.ebe_title, &words.ebe_unit, Indicator::EbeFte, 100.0)
    } else if has("rsa_recentralisation") {
        ("rsa", &words.rsa_title, &words.rsa_unit, Indicator::RsaHouseholds, 1.0)
    } else if has("ordam") {
        ("unmet-need", &words.unmet_title, &words.unmet_unit, Indicator::UnmetNeed, 100.0)
    } else {
        ("employment", &words.employment_title, &words.employment_unit, Indicator::Employed, 1.0)
    };
    let weight = on.weight();
    let reading = |month: Month, row: &Row| Some((at(month), row[indicator as usize] as f64 * weight / parts));
    let [mut reference, reform, mut difference] = both(on, &reading);
    if ebe {
        // Nobody works in an EBE in the reference: the level is the difference.
        reference.clear();
        difference.clear();
    }
    let chart = TimeChart {
        reference,
        reform,
        difference,
        level_words: unit.clone(),
        difference_words: words.difference_in_unit.clone(),
        begins: begins(on),
        from_zero: ebe,
        ..TimeChart::default()
    };
    if chart.reference.is_empty() && chart.reform.is_empty() {
        return Ok(None);
    }
    let table = if on.headline.has_reform {
        level_table(on, title, &yearly_points(on, Quantity::Indicator(indicator)), (0, 0))
    } else {
        reference_table(on, title, &chart.reference, 0)
    };
    let says = says(on, &table);
    time_figure(on, id, (title, says), &chart, table).map(Some)
}

/// Year, reference, reform, difference.
fn yearly_points(on: &Ground, quantity: Quantity) -> Vec<(u16, f64, f64, Estimate)> {
    let of = |year: u16| {
        let (reference, reform) = on.compared.levels(year, Area::RUN, quantity)?;
        Some((year, reference, reform, on.compared.in_year(year, Area::RUN, quantity)?))
    };
    on.compared.years().into_iter().filter_map(of).collect()
}

fn level_table(
    on: &Ground,
    title: &str,
    points: &[(u16, f64, f64, Estimate)],
    (decimals, fine): (usize, usize),
) -> Table {
    let words = on.words;
    let heads = [&words.reference, &words.reform, &words.difference, &words.interval].map(Clone::clone);
    let mut table = Table::new(title, &[words.year.as_str()], &heads);
    for (year, reference, reform, change) in points {
        table.row(vec![
            Cell::text(year.to_string()),
            Cell::number(on.language.decimal(*reference, decimals), *reference),
            Cell::number(on.language.decimal(*reform, decimals), *reform),
            Cell::number(on.language.signed(change.mean, fine), change.mean),
            Cell::number(on.language.half_width(change, 1.0, fine), change.half_width.unwrap_or(0.0)),
        ]);
    }
    table
}

/// The mean of each year of the reference, where it runs alone.
fn reference_table(on: &Ground, title: &str, points: &[Point], decimals: usize) -> Table {
    let words = on.words;
    let mut table = Table::new(title, &[words.year.as_str()], std::slice::from_ref(&words.reference));
    let mut years: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
    for (x, e) in points {
        years.entry(x.floor() as i64).or_default().push(e.mean);
    }
    for (year, values) in years {
        let mean = Estimate::of(&values).mean;
        table.row(vec![Cell::text(year.to_string()), Cell::number(on.language.decimal(mean, decimals), mean)]);
    }
    table
}

/// The last line of the table in words.
fn says(on: &Ground, table: &Table) -> String {
    let Some(last) = table.rows.last().filter(|_| on.headline.has_reform) else {
        return on.words.reference_only_says.clone();
    };
    let text = |place: usize| last.cells.get(place).map_or("", |cell| cell.text.as_str());
    fill(&on.words.level_says, &[("year", text(0)), ("a", text(1)), ("b", text(2)), ("d", text(3))])
}
