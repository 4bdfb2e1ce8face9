//! Where effects fall: départements as circles, and the tables of départements and zones d'emploi.

use std::collections::BTreeMap;

use super::cartogram::Place;
use super::figures::map_figure;
use super::ground::{Ground, scaled};
use super::language::fill;
use super::outline::Outlines;
use super::view::{Cell, Figure, Key, Table};
use crate::measures::{Indicator, Record};
use crate::report::areas::{Adding, Area, Level};
use crate::report::indicators::{DerivedRate, Row};
use crate::report::statistics::Estimate;
use crate::report::yearly::Quantity;
use crate::world::body::Body;

pub struct PlacesSection {
    pub map: Option<Figure>,
    pub zones: Table,
}

/// # Errors
/// When the drawing fails.
pub fn places(on: &Ground) -> Result<PlacesSection, String> {
    Ok(PlacesSection { map: map(on)?, zones: zones(on).trimmed() })
}

/// Of a département, the least part and the least number of inhabitants in the run for an effect a head to be shown.
const LEAST_SHARE: f64 = 0.05;
const LEAST_PEOPLE: f64 = 5000.0;

/// Persons of an area that were simulated, in the last year.
fn people(on: &Ground, area: Area) -> f64 {
    let of = Quantity::Indicator(Indicator::Population);
    on.compared.levels(on.last(), area, of).map_or(0.0, |(reference, _)| reference)
}

fn map(on: &Ground) -> Result<Option<Figure>, String> {
    let (words, language) = (on.words, on.language);
    let setting = on.setting();
    let areas = on.compared.areas(Level::Departement);
    if areas.is_empty() {
        return Ok(None);
    }
    // The départements' own money where the question asks for it, else all public money.
    let own = on.asked_first() == Some(Body::Departement);
    let quantity = if own { Quantity::Balance(Body::Departement) } else { Quantity::Consolidated };
    // An effect a head of the few simulated of a département says nothing of it.
    let enough = |area: Area| {
        let all = setting.departements.get(usize::from(area.row)).map_or(0.0, |known| known.population);
        people(on, area) >= (all * LEAST_SHARE).max(LEAST_PEOPLE)
    };
    let per_head = |area: Area| {
        let people = people(on, area);
        on.a_year(area, quantity).filter(|_| enough(area)).map(|e| scaled(e, 1.0 / people))
    };
    let largest = areas.iter().filter_map(|&a| per_head(a)).map(|e| e.mean.abs()).fold(0.0, f64::max);
    let decimals = if largest >= 100.0 { 0 } else { 2 };
    let places: Vec<Place> = setting
        .departements
        .iter()
        .enumerate()
        .map(|(row, known)| {
            let area = Area::new(Level::Departement, row as u16);
            let value = areas.contains(&area).then(|| per_head(area)).flatten();
            let name = format!("{} ({})", on.gazetteer.name(area), on.gazetteer.code(area));
            let title = match value {
                Some(e) => {
                    format!("{name}, {}", fill(&words.a_head, &[("n", &language.signed_euros(e.mean, decimals))]))
                }
                None if areas.contains(&area) => format!("{name}, {}", words.too_few_simulated),
                None => format!("{name}, {}", words.not_simulated),
            };
            Place {
                code: on.gazetteer.code(area).to_owned(),
                title,
                longitude: known.longitude,
                latitude: known.latitude,
                population: known.population,
                overseas: known.overseas,
                value: value.map(|e| e.mean),
            }
        })
        .collect();
    let table = departements(on, &areas);
    let title = if own { &words.map_title_own } else { &words.map_title };
    let shown: Vec<&Place> = places.iter().filter(|place| place.value.is_some()).collect();
    let end = |wanted: std::cmp::Ordering| {
        let by = |a: &&&Place, b: &&&Place| a.value.unwrap_or(0.0).total_cmp(&b.value.unwrap_or(0.0));
        let best = shown.iter().max_by(|a, b| if wanted.is_gt() { by(a, b) } else { by(b, a) });
        best.map_or_else(String::new, |place| place.title.clone())
    };
    let (low, high) = (end(std::cmp::Ordering::Less), end(std::cmp::Ordering::Greater));
    let outlines = &on.setting().outlines;
    let says = if outlines.is_empty() { &words.map_says } else { &words.outlines_says };
    let says = fill(says, &[("low", &low), ("high", &high)]);
    let legend = vec![
        Key { mark: "disc-gain", text: words.gain.clone() },
        Key { mark: "disc-cost", text: words.cost.clone() },
        Key { mark: "disc-empty", text: words.not_simulated.clone() },
    ];
    if places.is_empty() {
        return Ok(None);
    }
    let most = language.signed_euros(largest, decimals).replace('+', "");
    let most = fill(&words.strongest, &[("n", &most)]);
    let mut figure = map_figure("map", (title, says, most), (&places, outlines), (legend, table))?;
    figure.note = map_note(on, &places, outlines);
    Ok(Some(figure))
}

/// How the map is to be read, and which départements the file of outlines lacks.
fn map_note(on: &Ground, places: &[Place], outlines: &Outlines) -> String {
    let words = on.words;
    if outlines.is_empty() {
        return words.map_note.clone();
    }
    let lacking = places.iter().filter(|place| !place.overseas && outlines.of(&place.code).is_empty());
    let lacking: Vec<String> = lacking.map(|place| place.code.clone()).collect();
    let lacking = match lacking.is_empty() {
        true => String::new(),
        false => format!(" {}", fill(&words.outlines_lack, &[("places", &on.language.list(&lacking))])),
    };
    format!("{}{lacking}", words.outlines_note)
}

fn departements(on: &Ground, areas: &[Area]) -> Table {
    let (words, language) = (on.words, on.language);
    let year = on.last().to_string();
    let money = |quantity| move |area: Area| on.a_year(area, quantity).unwrap_or_default();
    let all = money(Quantity::Consolidated);
    let own = money(Quantity::Balance(Body::Departement));
    let all_unit = on.unit(areas.iter().map(|&area| all(area).mean));
    let own_unit = on.unit(areas.iter().map(|&area| own(area).mean));
    let heads = [
        words.simulated_people.clone(),
        fill(&words.all_public_head, &[("unit", all_unit.symbol)]),
        words.interval.clone(),
        fill(&words.own_budget_head, &[("unit", own_unit.symbol)]),
        words.interval.clone(),
        fill(&words.employed_head, &[("year", &year)]),
        words.interval.clone(),
        words.poor_head.clone(),
        words.interval.clone(),
    ];
    let mut table = Table::new(&words.departements_caption, &[words.departement.as_str()], &heads);
    for &area in areas {
        let persons = |years: &[u16], indicator| {
            on.compared.over_years(years, area, Quantity::Indicator(indicator)).unwrap_or_default()
        };
        let employed = persons(&[on.last()], Indicator::Employed);
        let poor = persons(on.years(), Indicator::PoorPersons);
        let population = people(on, area);
        let mut cells = vec![
            Cell::text(format!("{} ({})", on.gazetteer.name(area), on.gazetteer.code(area))),
            Cell::number(language.whole(population), population),
        ];
        for (e, unit) in [(all(area), &all_unit), (own(area), &own_unit)] {
            cells.push(Cell::number(unit.signed(e.mean), e.mean));
            cells.push(Cell::number(unit.half(&e), e.half_width.unwrap_or(0.0)));
        }
        for e in [employed, poor] {
            cells.push(Cell::number(language.signed(e.mean, 0), e.mean));
            cells.push(Cell::number(language.half_width(&e, 1.0, 0), e.half_width.unwrap_or(0.0)));
        }
        table.row(cells);
    }
    table.sortable = true;
    table
}

/// Means of a zone over the months of the last year, or its December.
#[derive(Default)]
struct Zone {
    months: f64,
    sum: Vec<i64>,
    december: Vec<i64>,
}

impl Zone {
    fn row(values: &[i64]) -> Option<Row> {
        values.try_into().ok()
    }

    fn rate(&self, rate: DerivedRate) -> Option<f64> {
        let row = Zone::row(if rate.is_yearly() { &self.december } else { &self.sum })?;
        let (numerator, denominator) = rate.parts(&row);
        (denominator > 0).then(|| numerator as f64 / denominator as f64 * 100.0)
    }

    fn stock(&self, indicator: Indicator) -> f64 {
        self.sum.get(indicator as usize).map_or(0.0, |&sum| sum as f64 / self.months.max(1.0))
    }

    fn yearly(&self, indicator: Indicator) -> f64 {
        self.december.get(indicator as usize).map_or(0.0, |&value| value as f64)
    }
}

fn of_zones(on: &Ground, record: &Record) -> BTreeMap<Area, Zone> {
    let adding = Adding::new(on.gazetteer, &record.cells);
    let mut zones: BTreeMap<Area, Zone> = BTreeMap::new();
    for (month, rows) in record.months.iter().filter(|(month, _)| month.year() == on.last()) {
        for (area, row) in adding.areas.iter().zip(adding.up(rows)).filter(|(area, _)| area.level == Level::Zone) {
            let zone = zones.entry(*area).or_default();
            zone.months += 1.0;
            zone.sum.resize(row.len(), 0);
            zone.sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
            if month.is_december() {
                zone.december = row.to_vec();
            }
        }
    }
    zones
}

fn zones(on: &Ground) -> Table {
    let (words, language, weight) = (on.words, on.language, on.weight());
    let year = on.last().to_string();
    let heads = [
        words.simulated_people.clone(),
        fill(&words.unemployment_reference, &[("year", &year)]),
        words.effect_in_points.clone(),
        words.interval.clone(),
        fill(&words.employed_head, &[("year", &year)]),
        words.interval.clone(),
        fill(&words.poor_in_head, &[("year", &year)]),
        words.interval.clone(),
    ];
    let mut table = Table::new(&words.zones_caption, &[words.zone.as_str()], &heads);
    // By zone: values of each seed, in the order of the columns.
    let mut seeds: BTreeMap<Area, [Vec<f64>; 5]> = BTreeMap::new();
    for replicate in on.replicates {
        let Some(reform) = &replicate.reform else { continue };
        let after = of_zones(on, reform);
        for (area, before) in of_zones(on, &replicate.reference) {
            let Some(after) = after.get(&area) else { continue };
            let rate = |zone: &Zone| zone.rate(DerivedRate::Unemployment).unwrap_or(0.0);
            let change = |of: &dyn Fn(&Zone) -> f64| (of(after) - of(&before)) * weight;
            let values = [
                before.stock(Indicator::Population) * weight,
                rate(&before),
                rate(after) - rate(&before),
                change(&|zone| zone.stock(Indicator::Employed)),
                change(&|zone| zone.yearly(Indicator::PoorPersons)),
            ];
            let known = seeds.entry(area).or_default();
            known.iter_mut().zip(values).for_each(|(list, value)| list.push(value));
        }
    }
    for (area, values) in &seeds {
        let e = values.each_ref().map(|values| Estimate::of(values));
        let mut cells = vec![
            Cell::text(format!("{} ({})", on.gazetteer.name(*area), on.gazetteer.code(*area))),
            Cell::number(language.whole(e[0].mean), e[0].mean),
            Cell::number(language.decimal(e[1].mean, 1), e[1].mean),
        ];
        for (place, decimals) in [(2, 2), (3, 0), (4, 0)] {
            cells.push(Cell::number(language.signed(e[place].mean, decimals), e[place].mean));
            cells.push(Cell::number(language.half_width(&e[place], 1.0, decimals), e[place].half_width.unwrap_or(0.0)));
        }
        table.row(cells);
    }
    table.sortable = true;
    table
}
