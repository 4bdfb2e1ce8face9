//! Exits from poverty: by cause, whether they last, person by person, and by type of household.

use super::bar_chart::Bar;
use super::figures::bar_figure;
use super::ground::Ground;
use super::language::fill;
use super::names;
use super::view::{Cell, Figure, Key, Table};
use crate::measures::{ComparedExit, Comparison, Durability, ExitCause, HouseholdType};
use crate::report::areas::Area;
use crate::report::exits::decile;
use crate::report::statistics::Estimate;
use crate::report::yearly::Quantity;

pub struct ExitsSection {
    pub causes: Option<Figure>,
    /// What stands behind the picture, alone where no exit changes.
    pub unchanged: Option<Table>,
    pub persons: Table,
}

/// # Errors
/// When the drawing fails.
pub fn exits(on: &Ground) -> Result<ExitsSection, String> {
    let (causes, unchanged) = match causes(on)? {
        Some((figure, true)) => (Some(figure), None),
        Some((figure, false)) => (None, Some(figure.table)),
        None => (None, None),
    };
    Ok(ExitsSection { causes, unchanged, persons: persons(on).trimmed() })
}

/// Persons of lines that fit, mean over the seeds, real persons.
fn counted(on: &Ground, fits: impl Fn(&ComparedExit) -> i64) -> Estimate {
    let of_seed = |replicate: &crate::measures::Replicate| {
        let sum: i64 = replicate.compared_exits.iter().map(|(line, persons)| fits(line) * persons).sum();
        sum as f64 * f64::from(replicate.one_in)
    };
    let with = on.replicates.iter().filter(|replicate| replicate.reform.is_some());
    Estimate::of(&with.map(of_seed).collect::<Vec<f64>>())
}

/// +1 for an exit only with the reform, −1 for one only without.
const fn sign(line: &ComparedExit) -> i64 {
    match line.comparison {
        Comparison::OnlyWithReform => 1,
        Comparison::OnlyWithout => -1,
        Comparison::Both | Comparison::Neither => 0,
    }
}

/// The picture, and whether anything changes in it.
fn causes(on: &Ground) -> Result<Option<(Figure, bool)>, String> {
    let (words, language) = (on.words, on.language);
    if on.headline.exits_by_cause.is_empty() {
        return Ok(None);
    }
    let heads = [
        words.exits_reference.clone(),
        words.exits_reform.clone(),
        words.difference.clone(),
        words.interval.clone(),
        words.lasting_difference.clone(),
        words.interval.clone(),
    ];
    let mut table = Table::new(&words.causes_caption, &[words.cause.as_str()], &heads);
    let mut bars = Vec::new();
    let levels = |cause: Option<ExitCause>| {
        let of = |&year: &u16| on.compared.levels(year, Area::RUN, Quantity::Exits(cause)).unwrap_or_default();
        on.years().iter().map(of).fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    };
    let lasting_of =
        |cause: Option<ExitCause>| on.compared.over_years(on.years(), Area::RUN, Quantity::LastingExits(cause));
    let cells = |name: &str, cause: Option<ExitCause>, change: &Estimate| {
        let (reference, reform) = levels(cause);
        let mut cells = vec![
            Cell::text(name),
            Cell::number(language.whole(reference), reference),
            Cell::number(language.whole(reform), reform),
            Cell::number(language.signed(change.mean, 0), change.mean),
            Cell::number(language.half_width(change, 1.0, 0), change.half_width.unwrap_or(0.0)),
        ];
        match lasting_of(cause) {
            Some(e) => {
                cells.push(Cell::number(language.signed(e.mean, 0), e.mean));
                cells.push(Cell::number(language.half_width(&e, 1.0, 0), e.half_width.unwrap_or(0.0)));
            }
            None => cells.extend([Cell::blank(), Cell::text("")]),
        }
        cells
    };
    for (cause, change) in &on.headline.exits_by_cause {
        let name = language.set(names::cause(*cause, language));
        let change = change.change;
        if levels(Some(*cause)) == (0.0, 0.0) {
            continue;
        }
        table.row(cells(&name, Some(*cause), &change));
        let lasting = lasting_of(Some(*cause)).map(|e| e.mean);
        bars.push(Bar {
            label: name,
            from: 0.0,
            to: change.mean,
            // Shown within the bar where it lies in it.
            of_which: lasting
                .map(|mean| if mean * change.mean > 0.0 && mean.abs() <= change.mean.abs() { mean } else { 0.0 }),
            half_width: change.half_width,
            against: None,
            value: language.signed(change.mean, 0),
            total: false,
        });
    }
    let Some(all) = &on.headline.exits else { return Ok(None) };
    table.strong_row(cells(&words.all_causes, None, &all.change));
    bars.push(Bar {
        label: words.all_causes.clone(),
        from: 0.0,
        to: all.change.mean,
        of_which: None,
        half_width: all.change.half_width,
        against: None,
        value: language.signed(all.change.mean, 0),
        total: true,
    });
    let parts: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.label, bar.value)).collect();
    let says = fill(&words.causes_says, &[("parts", &parts.join(", "))]);
    let legend = vec![
        Key { mark: "box-gain", text: words.lasting_part.clone() },
        Key { mark: "box-pale", text: words.other_exits.clone() },
    ];
    let unit = words.persons_over_the_run.clone();
    let changes = bars.iter().any(|bar| bar.to != 0.0 || bar.half_width.is_some_and(|half| half > 0.0));
    let figure = bar_figure(on, "exits-by-cause", (&words.causes_title, says, unit), &bars, (legend, table))?;
    Ok(Some((figure, changes)))
}

fn persons(on: &Ground) -> Table {
    let (words, language) = (on.words, on.language);
    let heads = [words.persons.clone(), words.interval.clone(), words.known_lasting.clone(), words.interval.clone()];
    let mut table = Table::new(&words.persons_caption, &[words.what_became.as_str()], &heads);
    for &comparison in Comparison::ALL {
        let all = counted(on, |line| i64::from(line.comparison == comparison));
        let lasting = counted(on, |line| {
            i64::from(line.comparison == comparison && line.durability == Some(Durability::Lasting))
        });
        let mut cells = vec![Cell::text(names::comparison(comparison, language))];
        for (e, known) in [(all, true), (lasting, comparison != Comparison::Neither)] {
            if known {
                cells.push(Cell::number(language.whole(e.mean), e.mean));
                cells.push(Cell::number(language.half_width(&e, 1.0, 0), e.half_width.unwrap_or(0.0)));
            } else {
                cells.extend([Cell::blank(), Cell::text("")]);
            }
        }
        table.row(cells);
    }
    table.note = words.persons_note.clone();
    table
}

/// By type of household: who leaves poverty thanks to the reform, and who does not because of it.
pub fn households(on: &Ground) -> Option<Table> {
    let (words, language) = (on.words, on.language);
    let heads = [
        words.only_with.clone(),
        words.only_without.clone(),
        words.net_persons.clone(),
        words.interval.clone(),
        words.per_thousand_poor.clone(),
    ];
    let mut table = Table::new(&words.households_caption, &[words.household_type.as_str()], &heads);
    for &kind in HouseholdType::ALL {
        let of = |comparison: Option<Comparison>| {
            counted(on, |line| {
                i64::from(line.household_type == kind && comparison.is_none_or(|known| line.comparison == known))
            })
        };
        let net = counted(on, |line| if line.household_type == kind { sign(line) } else { 0 });
        let (with, without) = (of(Some(Comparison::OnlyWithReform)), of(Some(Comparison::OnlyWithout)));
        let poor = of(None).mean;
        if poor == 0.0 {
            continue;
        }
        let share = net.mean / poor * 1000.0;
        table.row(vec![
            Cell::text(names::household(kind, language)),
            Cell::number(language.whole(with.mean), with.mean),
            Cell::number(language.whole(without.mean), without.mean),
            Cell::number(language.signed(net.mean, 0), net.mean),
            Cell::number(language.half_width(&net, 1.0, 0), net.half_width.unwrap_or(0.0)),
            Cell::number(language.signed(share, 1), share),
        ]);
    }
    table.note = words.households_note.clone();
    (!table.is_empty()).then(|| table.trimmed())
}

/// The limits of the tenths of living standard in both arms, in the last year that has them.
pub fn deciles(on: &Ground) -> Option<Table> {
    let (words, language) = (on.words, on.language);
    let year = on.replicates.first()?.reference.living_standards.keys().map(|key| key.0).max()?;
    if !on.years().contains(&year) {
        return None;
    }
    let pooled = |record: &crate::measures::Record| {
        let mut sum: Vec<u32> = Vec::new();
        for (_, steps) in record.living_standards.iter().filter(|(key, _)| key.0 == year) {
            sum.resize(sum.len().max(steps.len()), 0);
            sum.iter_mut().zip(steps).for_each(|(sum, count)| *sum += count);
        }
        sum
    };
    let pairs = on.replicates.iter().filter_map(|r| Some((pooled(&r.reference), pooled(r.reform.as_ref()?))));
    let pairs: Vec<(Vec<u32>, Vec<u32>)> = pairs.collect();
    let year = year.to_string();
    let heads = [&words.reference, &words.reform, &words.difference, &words.interval].map(Clone::clone);
    let caption = fill(&words.deciles_caption, &[("year", &year)]);
    let mut table = Table::new(caption, &[words.decile.as_str()], &heads);
    for tenths in 1..=9 {
        let of = |steps: &[u32]| decile(steps, tenths).map(|euros| euros as f64);
        let both: Option<Vec<(f64, f64)>> = pairs.iter().map(|(a, b)| Some((of(a)?, of(b)?))).collect();
        let Some(both) = both.filter(|both| !both.is_empty()) else { continue };
        let mean = |pick: &dyn Fn(&(f64, f64)) -> f64| Estimate::of(&both.iter().map(pick).collect::<Vec<f64>>());
        let (a, b, change) = (mean(&|p| p.0).mean, mean(&|p| p.1).mean, mean(&|p| p.1 - p.0));
        table.row(vec![
            Cell::text(if tenths == 5 { words.median.clone() } else { format!("D{tenths}") }),
            Cell::number(language.whole(a), a),
            Cell::number(language.whole(b), b),
            Cell::number(language.signed(change.mean, 0), change.mean),
            Cell::number(language.half_width(&change, 1.0, 0), change.half_width.unwrap_or(0.0)),
        ]);
    }
    table.note = words.deciles_note.clone();
    (!table.is_empty()).then(|| table.trimmed())
}
