//! Who gains and who loses: the same persons in both arms, by tenth of living standard and by type of household.

use super::bar_chart::Bar;
use super::figures::bar_figure;
use super::ground::Ground;
use super::language::fill;
use super::measure_words::MeasureWords;
use super::names;
use super::view::{Cell, Figure, Key, Table};
use crate::measures::{HouseholdType, SAME_STANDARD, StandardGroup};
use crate::report::winners::{self, Outcome};

/// Simulated persons who gain or lose below which groups say nothing.
const TOO_FEW: i64 = 30;

pub struct WinnersSection {
    /// `None` if nobody's living standard changes.
    pub tenths: Option<Figure>,
    pub types: Table,
    /// That nobody's does.
    pub notice: String,
}

/// # Errors
/// When the drawing fails.
pub fn winners(on: &Ground) -> Result<Option<WinnersSection>, String> {
    let Some(year) = winners::year(on.replicates) else { return Ok(None) };
    let words = MeasureWords::of(on.language);
    let year = year.to_string();
    let of = |wanted: &dyn Fn(&StandardGroup) -> bool| winners::outcome(on.replicates, wanted);
    let Some(all) = of(&|_| true) else { return Ok(None) };
    let tenths: Vec<(String, Outcome)> = (1..=10u8)
        .filter_map(|decile| {
            let name = match decile {
                1 => words.tenth_first.clone(),
                10 => words.tenth_last.clone(),
                n => format!("D{n}"),
            };
            Some((name, of(&|group| group.decile == decile)?))
        })
        .collect();
    let types: Vec<(String, Outcome)> = HouseholdType::ALL
        .iter()
        .filter_map(|&kind| {
            let name = on.language.set(names::household(kind, on.language));
            Some((name, of(&|group| group.household_type == kind)?))
        })
        .collect();
    let at = |sentence: &str| fill(sentence, &[("year", &year)]);
    let table = table(on, &words, (at(&words.tenths_caption), &words.tenth), &tenths, &all);
    let mut types =
        self::table(on, &words, (at(&words.types_caption), &on.words.household_type), &types, &all).trimmed();
    let threshold = on.language.whole(SAME_STANDARD as f64 / 100.0);
    types.note = fill(&words.tenths_note, &[("n", &threshold)]);
    if all.simulated == 0 {
        return Ok(Some(WinnersSection { tenths: None, types, notice: words.nobody.clone() }));
    }
    let mut figure = figure(on, &words, at(&words.tenths_unit), &tenths, table)?;
    if all.simulated < TOO_FEW {
        figure.note = fill(&words.few_change, &[("n", &on.language.whole(all.simulated as f64))]);
    }
    Ok(Some(WinnersSection { tenths: Some(figure), types, notice: String::new() }))
}

/// Shares of the persons, in per cent: who gains, who loses.
fn shares(outcome: &Outcome) -> [f64; 2] {
    [outcome.gaining, outcome.losing].map(|part| part.mean / outcome.persons.mean * 100.0)
}

fn figure(
    on: &Ground,
    words: &MeasureWords,
    unit: String,
    tenths: &[(String, Outcome)],
    table: Table,
) -> Result<Figure, String> {
    let language = on.language;
    let most = tenths.iter().flat_map(|(_, outcome)| shares(outcome)).fold(0.0, f64::max);
    let decimals = if most < 1.0 { 2 } else { 1 };
    let bars: Vec<Bar> = tenths
        .iter()
        .map(|(name, outcome)| {
            let [gain, loss] = shares(outcome);
            Bar {
                label: name.clone(),
                to: gain,
                against: Some(loss),
                value: format!("+{} / −{}", language.decimal(gain, decimals), language.decimal(loss, decimals)),
                ..Bar::default()
            }
        })
        .collect();
    let parts: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.label, bar.value)).collect();
    let says = fill(&words.tenths_says, &[("parts", &parts.join(", "))]);
    let legend = vec![
        Key { mark: "box-gain", text: words.gaining.clone() },
        Key { mark: "box-cost", text: words.losing.clone() },
    ];
    bar_figure(on, "tenths", (&words.tenths_title, says, unit), &bars, (legend, table))
}

fn table(
    on: &Ground,
    words: &MeasureWords,
    (caption, first): (String, &str),
    groups: &[(String, Outcome)],
    all: &Outcome,
) -> Table {
    let language = on.language;
    let heads = [
        &words.persons,
        &words.gaining,
        &words.losing,
        &words.unchanged,
        &words.mean_change,
        &on.words.interval,
        &words.each,
    ]
    .map(Clone::clone);
    let mut table = Table::new(caption, &[first], &heads);
    let cells = |name: &str, outcome: &Outcome| {
        let whole = |value: f64| Cell::number(language.whole(value), value);
        let counted = |persons: f64, share: f64| {
            let values = [("n", language.whole(persons)), ("share", language.per_cent(share, 2))];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            Cell::number(fill(&words.count_share, &values), persons)
        };
        let [gain, loss] = shares(outcome);
        let unchanged = outcome.persons.mean.round() - outcome.gaining.mean.round() - outcome.losing.mean.round();
        let change = &outcome.mean_change;
        let signed = |euros: f64| if euros == 0.0 { "–".to_owned() } else { language.signed(euros, 0) };
        let each = format!("{} / {}", signed(outcome.gain_of_winners), signed(-outcome.loss_of_losers));
        vec![
            Cell::text(name),
            whole(outcome.persons.mean),
            counted(outcome.gaining.mean, gain),
            counted(outcome.losing.mean, loss),
            whole(unchanged),
            Cell::number(language.signed(change.mean, 1), change.mean),
            Cell::number(language.half_width(change, 1.0, 1), change.half_width.unwrap_or(0.0)),
            Cell::number(each, outcome.gain_of_winners),
        ]
    };
    for (name, outcome) in groups {
        table.row(cells(name, outcome));
    }
    table.strong_row(cells(&words.everyone, all));
    table
}
