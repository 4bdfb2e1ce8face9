//! How the reference fits the places of the run: published against simulated, with a verdict.
//!
//! A département is judged when all of it is in the run; zones d'emploi, of which only unemployment is published, when
//! no département is.

use super::ground::Ground;
use super::language::fill;
use super::view::{Cell, Table};
use crate::measures::{Indicator, Record};
use crate::report::areas::{Adding, Area, Level};
use crate::report::exits::decile;
use crate::report::indicators::{DerivedRate, Row};
use crate::units::Month;

/// What is compared, and how far apart the two may be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Moment {
    Unemployment,
    Poverty,
    Median,
    Rsa,
    Population,
}

impl Moment {
    const ALL: [Moment; 5] = [Moment::Unemployment, Moment::Poverty, Moment::Median, Moment::Rsa, Moment::Population];

    /// Largest difference that counts as a fit: points of the rate, or a part of the published value.
    const fn tolerance(self) -> (f64, bool) {
        match self {
            Moment::Unemployment => (1.0, false),
            Moment::Poverty => (2.5, false),
            Moment::Median => (0.05, true),
            Moment::Rsa => (0.15, true),
            Moment::Population => (0.02, true),
        }
    }
}

/// A pair of figures.
struct Line {
    moment: Moment,
    place: String,
    year: u16,
    published: f64,
    simulated: f64,
}

impl Line {
    fn fits(&self) -> bool {
        let (most, relative) = self.moment.tolerance();
        let allowed = if relative { most * self.published } else { most };
        (self.simulated - self.published).abs() <= allowed
    }
}

pub struct FitSection {
    /// By moment: how many places, how many fit, how far apart on average.
    pub overview: Table,
    pub places: Table,
    /// The verdict in a sentence.
    pub verdict: String,
}

pub fn fit(on: &Ground) -> Option<FitSection> {
    let lines = lines(on);
    if lines.is_empty() {
        return None;
    }
    let (words, language) = (on.words, on.language);
    let inside = lines.iter().filter(|line| line.fits()).count();
    let share = inside as f64 / lines.len() as f64;
    let sentence = if share >= 0.8 {
        &words.fit_good
    } else if share >= 0.6 {
        &words.fit_fair
    } else {
        &words.fit_poor
    };
    let counts = [("n", language.whole(inside as f64)), ("all", language.whole(lines.len() as f64))];
    let counts = counts.each_ref().map(|(name, value)| (*name, value.as_str()));
    Some(FitSection { overview: overview(on, &lines), places: table(on, &lines), verdict: fill(sentence, &counts) })
}

fn moment_words(on: &Ground, moment: Moment) -> String {
    let words = on.words;
    match moment {
        Moment::Unemployment => words.fit_unemployment.clone(),
        Moment::Poverty => words.fit_poverty.clone(),
        Moment::Median => words.fit_median.clone(),
        Moment::Rsa => words.fit_rsa.clone(),
        Moment::Population => words.fit_population.clone(),
    }
}

fn written(on: &Ground, moment: Moment, value: f64) -> String {
    match moment {
        Moment::Unemployment | Moment::Poverty => on.language.decimal(value, 1),
        _ => on.language.whole(value),
    }
}

fn apart(on: &Ground, moment: Moment, published: f64, simulated: f64) -> String {
    if moment.tolerance().1 {
        let sign = if simulated > published { "+" } else { "" };
        format!("{sign}{}", on.language.per_cent((simulated / published - 1.0) * 100.0, 1))
    } else {
        fill(&on.words.points, &[("n", &on.language.signed(simulated - published, 1))])
    }
}

fn tolerance_words(on: &Ground, moment: Moment) -> String {
    match moment.tolerance() {
        (most, true) => format!("±{}", on.language.per_cent(most * 100.0, 0)),
        (most, false) => fill(&on.words.points, &[("n", &format!("±{}", on.language.decimal(most, 1)))]),
    }
}

fn overview(on: &Ground, lines: &[Line]) -> Table {
    let words = on.words;
    let heads =
        [&words.places_compared, &words.of_which_fit, &words.mean_difference, &words.tolerance].map(Clone::clone);
    let mut table = Table::new(&words.fit_overview, &[words.moment.as_str()], &heads);
    for moment in Moment::ALL {
        let of: Vec<&Line> = lines.iter().filter(|line| line.moment == moment).collect();
        if of.is_empty() {
            continue;
        }
        let inside = of.iter().filter(|line| line.fits()).count() as f64;
        let count = of.len() as f64;
        let (published, simulated) =
            of.iter().fold((0.0, 0.0), |sum, line| (sum.0 + line.published / count, sum.1 + line.simulated / count));
        table.row(vec![
            Cell::text(moment_words(on, moment)),
            Cell::number(on.language.whole(count), count),
            Cell::number(on.language.whole(inside), inside),
            Cell::number(apart(on, moment, published, simulated), simulated - published),
            Cell::number(tolerance_words(on, moment), 0.0),
        ]);
    }
    table
}

fn table(on: &Ground, lines: &[Line]) -> Table {
    let words = on.words;
    let heads = [&words.published, &words.simulated, &words.difference].map(Clone::clone);
    let texts = [words.moment.as_str(), words.place.as_str(), words.year.as_str()];
    let mut table = Table::new(&words.fit_caption, &texts, &heads);
    table.head.push((words.verdict.clone(), false));
    for line in lines {
        let verdict = if line.fits() { (&words.inside, "good") } else { (&words.outside, "bad") };
        table.row(vec![
            Cell::text(moment_words(on, line.moment)),
            Cell::text(&line.place),
            Cell::number(line.year.to_string(), f64::from(line.year)).class(""),
            Cell::number(written(on, line.moment, line.published), line.published),
            Cell::number(written(on, line.moment, line.simulated), line.simulated),
            Cell::number(apart(on, line.moment, line.published, line.simulated), line.simulated - line.published),
            Cell::text(verdict.0).class(verdict.1),
        ]);
    }
    table.sortable = true;
    table
}

fn lines(on: &Ground) -> Vec<Line> {
    let Some(first) = on.replicates.first() else { return Vec::new() };
    let adding = Adding::new(on.gazetteer, &first.reference.cells);
    let whole = |area: &Area| {
        let all = on.gazetteer.cells.iter().filter(|(_, departement)| *departement == area.row).count();
        let in_run = first.reference.cells.iter().filter(|cell| on.gazetteer.cells[cell.index()].1 == area.row).count();
        area.level == Level::Departement && all == in_run
    };
    let departements: Vec<Area> = adding.areas.iter().copied().filter(whole).collect();
    let level = if departements.is_empty() { Level::Zone } else { Level::Departement };
    let areas = if departements.is_empty() {
        adding.areas.iter().copied().filter(|area| area.level == Level::Zone).collect()
    } else {
        departements
    };
    let mut lines = Vec::new();
    let by_seed: Vec<Vec<(Month, Vec<Row>)>> = on
        .replicates
        .iter()
        .map(|replicate| {
            let adding = Adding::new(on.gazetteer, &replicate.reference.cells);
            replicate.reference.months.iter().map(|(month, rows)| (*month, adding.up(rows))).collect()
        })
        .collect();
    for moment in Moment::ALL {
        for &area in &areas {
            let Some(position) = adding.areas.iter().position(|&known| known == area) else { continue };
            let seen = Seen { by_seed: &by_seed, position, weight: on.weight() };
            let place = format!("{} ({})", on.gazetteer.name(area), on.gazetteer.code(area));
            let found = if level == Level::Zone {
                let published = on.setting().zones.get(usize::from(area.row));
                published.filter(|_| moment == Moment::Unemployment).map_or_else(Vec::new, |q| seen.unemployment(q))
            } else {
                of_departement(on, moment, area, &seen)
            };
            let line = |(year, published, simulated)| Line { moment, place: place.clone(), year, published, simulated };
            lines.extend(found.into_iter().filter(|found| found.1 > 0.0).map(line));
        }
    }
    lines
}

fn of_departement(on: &Ground, moment: Moment, area: Area, seen: &Seen) -> Vec<(u16, f64, f64)> {
    let Some(known) = on.setting().departements.get(usize::from(area.row)) else { return Vec::new() };
    match moment {
        Moment::Unemployment => seen.unemployment(&known.unemployment_by_quarter),
        Moment::Poverty if known.overseas => Vec::new(),
        Moment::Poverty => {
            let simulated = seen.mean(Month::new(2021, 12), |row| {
                let (numerator, denominator) = DerivedRate::Poverty.parts(row);
                (denominator > 0).then(|| numerator as f64 / denominator as f64 * 100.0)
            });
            simulated.map(|value| (2021, known.poverty_2021, value)).into_iter().collect()
        }
        Moment::Median => {
            let of = |record: &Record| {
                let key = (2021, crate::units::Departement(area.row));
                decile(record.living_standards.get(&key)?, 5).map(|euros| euros as f64)
            };
            let values: Vec<f64> = on.replicates.iter().filter_map(|r| of(&r.reference)).collect();
            let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
            if values.is_empty() || known.overseas { Vec::new() } else { vec![(2021, known.median_2021, mean)] }
        }
        Moment::Rsa => {
            let december = Month::new(2019, 12);
            let published = known.rsa.iter().find(|(month, _)| *month == december);
            let simulated =
                seen.mean(december, |row| Some(row[Indicator::RsaHouseholds as usize] as f64 * seen.weight));
            published.zip(simulated).map(|((_, rsa), value)| (2019, *rsa, value)).into_iter().collect()
        }
        Moment::Population => {
            let simulated =
                seen.mean(Month::new(2020, 12), |row| Some(row[Indicator::Population as usize] as f64 * seen.weight));
            simulated.map(|value| (2021, known.population_2021, value)).into_iter().collect()
        }
    }
}

/// What the reference shows of a place.
struct Seen<'a> {
    by_seed: &'a [Vec<(Month, Vec<Row>)>],
    position: usize,
    weight: f64,
}

impl Seen<'_> {
    /// Mean over the seeds of what a month shows.
    fn mean(&self, month: Month, of: impl Fn(&Row) -> Option<f64>) -> Option<f64> {
        let found = |months: &Vec<(Month, Vec<Row>)>| {
            let (_, rows) = months.iter().find(|(known, _)| *known == month)?;
            of(rows.get(self.position)?)
        };
        let values: Vec<f64> = self.by_seed.iter().filter_map(found).collect();
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    }

    /// First and last year whose four quarters are published and simulated.
    fn unemployment(&self, quarters: &[f64]) -> Vec<(u16, f64, f64)> {
        let of = |year: u16| -> Option<(u16, f64, f64)> {
            let first = usize::from(year.checked_sub(2018)?) * 4;
            let published = quarters.get(first..first + 4)?.iter().sum::<f64>() / 4.0;
            let months: Option<Vec<f64>> = (1..=12u16)
                .map(|month| {
                    self.mean(Month::new(year, month), |row| {
                        let (numerator, denominator) = DerivedRate::Unemployment.parts(row);
                        (denominator > 0).then(|| numerator as f64 / denominator as f64 * 100.0)
                    })
                })
                .collect();
            Some((year, published, months?.iter().sum::<f64>() / 12.0))
        };
        let known: Vec<(u16, f64, f64)> = (2018..2040).filter_map(of).collect();
        let mut ends: Vec<(u16, f64, f64)> = known.first().into_iter().chain(known.last()).copied().collect();
        ends.dedup_by_key(|end| end.0);
        ends
    }
}
