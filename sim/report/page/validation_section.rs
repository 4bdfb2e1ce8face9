//! The annex on the model: published figures of France beside what the reference gave when it was last measured, and whether
//! that measure is one of this run.

use std::collections::BTreeMap;

use super::figures::{NARROW, WIDE};
use super::ground::Ground;
use super::language::fill;
use super::measure_words::MeasureWords;
use super::ratio_chart::{self, EDGE, Point, Topic};
use super::view::{Cell, Figure, Key, Section, Table};
use crate::report::validation_annex::{Measured, MeasuredMoment};

/// `None` if the table carried cannot be read, which a test would tell, or holds nothing.
///
/// # Errors
/// When the drawing fails.
pub fn validation(on: &Ground) -> Result<Option<Section>, String> {
    let Some(measured) = Measured::carried().ok().filter(|measured| !measured.rows.is_empty()) else {
        return Ok(None);
    };
    let words = MeasureWords::of(on.language);
    let differs = measured.inputs_that_differ(on.description);
    let holds = if differs.is_empty() {
        words.measure_holds.clone()
    } else {
        let what: Vec<String> = differs.iter().map(|input| input_words(&words, input)).collect();
        fill(&words.measure_does_not_hold, &[("what", &on.language.list(&what))])
    };
    Ok(Some(Section {
        id: "validation",
        title: words.validation.clone(),
        intro: words.validation_intro.clone(),
        notice: format!("{} {holds}", verdict(on, &words, &measured)),
        figures: vec![figure(on, &words, &measured)?],
        tables: vec![topics_table(on, &words, &measured)],
        note: measured_on(on, &words, &measured),
        ..Section::default()
    }))
}

fn input_words(words: &MeasureWords, input: &str) -> String {
    match input {
        "law" => words.differs_law.clone(),
        "parameters" => words.differs_parameters.clone(),
        "territory" => words.differs_territory.clone(),
        _ => words.differs_data.clone(),
    }
}

/// Figures, inside, of those on which nothing was set, of which inside.
fn counts<'a>(rows: impl Iterator<Item = &'a MeasuredMoment>) -> [usize; 4] {
    rows.fold([0; 4], |[all, inside, free, free_inside], row| {
        let (is_inside, is_free) = (usize::from(row.is_inside), usize::from(!row.set_a_parameter));
        [all + 1, inside + is_inside, free + is_free, free_inside + is_inside * is_free]
    })
}

fn verdict(on: &Ground, words: &MeasureWords, measured: &Measured) -> String {
    let language = on.language;
    let [all, inside, free, free_inside] = counts(measured.rows.iter()).map(|count| count as f64);
    let (share, free_share) = (inside / all.max(1.0) * 100.0, free_inside / free.max(1.0) * 100.0);
    fill(
        &words.validation_verdict,
        &[
            ("n", language.whole(inside).as_str()),
            ("all", &language.whole(all)),
            ("share", &language.per_cent(share, 0)),
            ("free", &language.whole(free_inside)),
            ("all_free", &language.whole(free)),
            ("free_share", &language.per_cent(free_share, 0)),
        ],
    )
}

fn measured_on(on: &Ground, words: &MeasureWords, measured: &Measured) -> String {
    let seeds: Vec<String> = measured.seeds.iter().map(u64::to_string).collect();
    let places = if measured.places == "france" { words.all_of_france.clone() } else { measured.places.clone() };
    fill(
        &words.measured_on,
        &[
            ("places", places.as_str()),
            ("one_in", &on.language.whole(f64::from(measured.one_in))),
            ("seeds", &on.language.list(&seeds)),
            ("from", &measured.from),
            ("through", &measured.through),
            ("version", &measured.version),
        ],
    )
}

/// Topics in the order of the table, each with its figures.
fn by_topic(measured: &Measured) -> Vec<(&str, Vec<&MeasuredMoment>)> {
    let mut order: Vec<&str> = Vec::new();
    let mut topics: BTreeMap<&str, Vec<&MeasuredMoment>> = BTreeMap::new();
    for row in &measured.rows {
        if !order.contains(&row.topic.as_str()) {
            order.push(&row.topic);
        }
        topics.entry(&row.topic).or_default().push(row);
    }
    order.into_iter().map(|topic| (topic, topics.remove(topic).unwrap_or_default())).collect()
}

fn topic_words(words: &MeasureWords, topic: &str) -> String {
    match topic {
        "labour_flows" => words.labour_flows.clone(),
        "unemployment_duration" => words.unemployment_duration.clone(),
        "rsa" => words.rsa.clone(),
        "poverty" => words.poverty.clone(),
        "living_standards" => words.living_standards.clone(),
        "wages_pensions" => words.wages_pensions.clone(),
        "public_finance" => words.public_finance.clone(),
        "demography" => words.demography.clone(),
        "households" => words.households.clone(),
        "health" => words.health.clone(),
        "territory" => words.territory.clone(),
        other => other.replace('_', " "),
    }
}

/// Simulated over published, where it says how far apart they are: not of correlations, whose distance is no ratio.
fn ratio(row: &MeasuredMoment) -> Option<f64> {
    let known = row.published > 0.0 && row.simulated > 0.0 && !row.unit.starts_with("correlation");
    known.then(|| row.simulated / row.published)
}

fn figure(on: &Ground, words: &MeasureWords, measured: &Measured) -> Result<Figure, String> {
    let language = on.language;
    let mut parts = Vec::new();
    let topics: Vec<Topic> = by_topic(measured)
        .into_iter()
        .map(|(topic, rows)| {
            let name = topic_words(words, topic);
            let [all, inside, ..] = counts(rows.iter().copied());
            let count = format!("{inside} / {all}");
            parts.push(format!("{name} {count}"));
            let point = |row: &&MeasuredMoment| {
                let verdict = if row.is_inside { &on.words.inside } else { &on.words.outside };
                let (simulated, published) = (number(on, row, row.simulated), number(on, row, row.published));
                Some(Point {
                    ratio: ratio(row)?,
                    is_inside: row.is_inside,
                    is_ring: row.set_a_parameter,
                    title: format!("{}: {simulated} / {published}, {verdict}", readable(&row.moment)),
                })
            };
            Topic { name, count, points: rows.iter().filter_map(point).collect() }
        })
        .collect();
    let known: Vec<f64> = measured.rows.iter().filter_map(ratio).collect();
    let beyond = known.iter().filter(|ratio| !(1.0 / EDGE..=EDGE).contains(*ratio)).count();
    let left_out = measured.rows.len() - known.len();
    let note = [("edge", language.whole(beyond as f64)), ("left_out", language.whole(left_out as f64))];
    let note = note.each_ref().map(|(name, value)| (*name, value.as_str()));
    Ok(Figure {
        id: "simulated-over-published",
        title: words.scatter_title.clone(),
        says: fill(&words.scatter_says, &[("parts", &parts.join(", "))]),
        unit: words.scatter_unit.clone(),
        legend: vec![
            Key { mark: "disc-gain", text: words.mark_inside.clone() },
            Key { mark: "disc-cost", text: words.mark_outside.clone() },
            Key { mark: "ring", text: words.mark_set.clone() },
        ],
        wide: ratio_chart::draw(&topics, language, WIDE)?,
        narrow: ratio_chart::draw(&topics, language, NARROW)?,
        table: moments_table(on, words, measured),
        note: fill(&words.scatter_note, &note),
    })
}

/// Names of the table as words.
fn readable(name: &str) -> String {
    name.replace(['_', '.'], " ")
}

/// A figure with the digits that its size deserves; shares are written in per cent.
fn number(on: &Ground, row: &MeasuredMoment, value: f64) -> String {
    let size = row.published.abs();
    if is_share(row) {
        return on.language.per_cent(value * 100.0, if size < 0.1 { 2 } else { 1 });
    }
    let decimals = match size {
        _ if size >= 100.0 => 0,
        _ if size >= 10.0 => 1,
        _ => 2,
    };
    on.language.decimal(value, decimals)
}

fn is_share(row: &MeasuredMoment) -> bool {
    let starts = ["share", "probability", "growth", "per year", "relative gap"];
    starts.iter().any(|start| row.unit.starts_with(start)) && row.published.abs() <= 1.5
}

fn topics_table(on: &Ground, words: &MeasureWords, measured: &Measured) -> Table {
    let heads = [&words.figures, &words.inside, &words.free_figures, &words.free_inside].map(Clone::clone);
    let mut table = Table::new(&words.topics_caption, &[words.topic.as_str()], &heads);
    let cells = |name: &str, counts: [usize; 4]| {
        let numbers = counts.map(|count| Cell::number(on.language.whole(count as f64), count as f64));
        std::iter::once(Cell::text(name)).chain(numbers).collect::<Vec<Cell>>()
    };
    for (topic, rows) in by_topic(measured) {
        table.row(cells(&topic_words(words, topic), counts(rows.into_iter())));
    }
    table.strong_row(cells(&on.words.together, counts(measured.rows.iter())));
    table
}

fn moments_table(on: &Ground, words: &MeasureWords, measured: &Measured) -> Table {
    let w = on.words;
    let texts = [words.topic.as_str(), w.moment.as_str()];
    let heads = [&w.published, &w.simulated, &w.interval, &w.tolerance].map(Clone::clone);
    let mut table = Table::new(&words.moments_caption, &texts, &heads);
    for text in [&w.verdict, &words.set_on_it, &words.unit, &words.year_and_place, &words.producer] {
        table.head.push((text.clone(), false));
    }
    for row in &measured.rows {
        let verdict = if row.is_inside { (&w.inside, "good") } else { (&w.outside, "bad") };
        let written = |value: f64| Cell::number(number(on, row, value), value);
        let half = (row.high - row.low) / 2.0;
        table.row(vec![
            Cell::text(topic_words(words, &row.topic)),
            Cell::text(readable(&row.moment)).class("english"),
            written(row.published),
            written(row.simulated),
            if half > 0.0 { Cell::number(format!("±{}", number(on, row, half)), half) } else { Cell::text("") },
            Cell::number(format!("±{}", number(on, row, row.tolerance)), row.tolerance),
            Cell::text(verdict.0).class(verdict.1),
            Cell::text(if row.set_a_parameter { &words.yes } else { &words.no }),
            Cell::text(&row.unit).class("english"),
            Cell::text(format!("{}, {}", row.year, row.territory)),
            Cell::text(&row.producer),
        ]);
    }
    table.sortable = true;
    table.tall = true;
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(unit: &str, published: f64, simulated: f64) -> MeasuredMoment {
        MeasuredMoment {
            topic: "rsa".into(),
            moment: "m".into(),
            published,
            unit: unit.into(),
            year: "2019".into(),
            territory: "France".into(),
            producer: "DREES".into(),
            simulated,
            low: simulated,
            high: simulated,
            tolerance: 0.1,
            is_inside: true,
            set_a_parameter: false,
        }
    }

    #[test]
    fn what_has_no_ratio_is_not_drawn() {
        assert_eq!(ratio(&row("households", 200.0, 100.0)), Some(0.5));
        assert_eq!(ratio(&row("growth", -0.01, 0.02)), None);
        assert_eq!(ratio(&row("households", 0.0, 100.0)), None);
        assert_eq!(ratio(&row("correlation over 96 départements", 0.8, 0.7)), None);
    }

    #[test]
    fn figures_are_counted_once_and_free_ones_apart() {
        let set = MeasuredMoment { set_a_parameter: true, ..row("share", 0.1, 0.1) };
        let outside = MeasuredMoment { is_inside: false, ..row("share", 0.1, 0.3) };
        assert_eq!(counts([row("share", 0.1, 0.1), set, outside].iter()), [3, 2, 2, 1]);
    }

    #[test]
    fn every_topic_of_the_table_carried_has_its_words() {
        let words = MeasureWords::of(super::super::language::Language::French);
        let measured = Measured::carried().expect("the table carried in the program reads");
        for (topic, _) in by_topic(&measured) {
            assert_ne!(topic_words(&words, topic), topic.replace('_', " "), "{topic} is in no language");
        }
    }
}
