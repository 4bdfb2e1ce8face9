//! Public balance by body, from reference to reform, and the posts that move it.

use super::bar_chart::Bar;
use super::figures::bar_figure;
use super::ground::Ground;
use super::language::fill;
use super::names;
use super::posts::post;
use super::view::{Cell, Figure, Key, Table};
use crate::report::areas::Area;
use crate::report::headline::Balance;
use crate::report::statistics::Estimate;
use crate::report::yearly::Quantity;
use crate::world::Post;

pub struct BalanceSection {
    pub waterfall: Figure,
    pub posts: Table,
    pub funds: Option<Table>,
}

/// Posts shown one by one.
const POSTS: usize = 20;
/// Years shown one by one; of a longer run, the last ones.
const YEARS: usize = 6;
/// A step smaller than this part of the largest is not drawn by itself.
const UNSEEN: f64 = 0.004;

/// # Errors
/// When the drawing fails.
pub fn balance(on: &Ground) -> Result<Option<BalanceSection>, String> {
    let Some(all) = &on.headline.consolidated else { return Ok(None) };
    Ok(Some(BalanceSection { waterfall: waterfall(on, all)?, posts: posts(on), funds: funds(on) }))
}

/// Bodies and funds with their balances.
fn lines(on: &Ground) -> Vec<(String, Vec<Estimate>, Estimate)> {
    let headline = on.headline;
    let funds = headline.funds.iter().map(|f| (f.fund.name.clone(), f.by_year.clone(), f.a_year));
    let bodies = headline.balances.iter().filter_map(|balance| match balance.quantity {
        Quantity::Balance(body) if !headline.funds.iter().any(|f| f.fund.bodies.contains(&body)) => {
            Some((names::body(body, on.language).to_owned(), balance.by_year.clone(), balance.a_year))
        }
        _ => None,
    });
    funds.chain(bodies).collect()
}

fn waterfall(on: &Ground, all: &Balance) -> Result<Figure, String> {
    let words = on.words;
    let lines = lines(on);
    let largest = lines.iter().map(|(_, _, e)| e.mean.abs()).fold(0.0, f64::max);
    let unit = on.unit(lines.iter().map(|(_, _, e)| e.mean).chain([all.a_year.mean]));
    let step = |label: String, from: f64, e: &Estimate, total: bool| Bar {
        label,
        from: from / unit.euros,
        to: (from + e.mean) / unit.euros,
        of_which: None,
        half_width: e.half_width.map(|half| half / unit.euros),
        against: None,
        value: unit.signed(e.mean),
        total,
    };
    let (mut bars, mut at, mut rest) = (Vec::new(), 0.0, 0.0);
    for (name, _, a_year) in &lines {
        if a_year.mean.abs() <= largest * UNSEEN {
            rest += a_year.mean;
            continue;
        }
        bars.push(step(name.clone(), at, a_year, false));
        at += a_year.mean;
    }
    if rest.abs() > largest * UNSEEN {
        bars.push(step(words.other_bodies.clone(), at, &Estimate { mean: rest, half_width: None, seeds: 1 }, false));
    }
    bars.push(step(words.all_public.clone(), 0.0, &all.a_year, true));
    let legend =
        vec![Key { mark: "box-gain", text: words.gain.clone() }, Key { mark: "box-cost", text: words.cost.clone() }];
    let parts: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.label, bar.value)).collect();
    let says = fill(&words.waterfall_says, &[("parts", &parts.join(", ")), ("unit", unit.symbol)]);
    let unit_line = fill(&words.unit_a_year, &[("unit", unit.symbol)]);
    let mut figure = bar_figure(
        on,
        "waterfall",
        (&words.waterfall_title, says, unit_line),
        &bars,
        (legend, by_year(on, &lines, all)),
    )?;
    figure.note = words.waterfall_note.clone();
    if on.headline.seeds > 1 {
        figure.note += &format!(" {}", words.thin_lines);
    }
    Ok(figure)
}

fn by_year(on: &Ground, lines: &[(String, Vec<Estimate>, Estimate)], all: &Balance) -> Table {
    let words = on.words;
    let skipped = on.years().len().saturating_sub(YEARS);
    let every = || lines.iter().flat_map(|(_, by_year, a_year)| by_year[skipped..].iter().chain([a_year]));
    let unit = on.unit(every().chain(&all.by_year[skipped..]).map(|e| e.mean));
    let year = |(year, months): (&u16, &u16)| match months {
        12 => year.to_string(),
        n => fill(&words.part_year, &[("year", &year.to_string()), ("n", &n.to_string())]),
    };
    let mut heads: Vec<String> = on.years().iter().zip(&on.headline.months).skip(skipped).map(year).collect();
    heads.extend([words.mean_a_year.clone(), words.interval.clone()]);
    let caption = fill(&words.balances_caption, &[("unit", unit.symbol)]);
    let mut table = Table::new(caption, &[words.body.as_str()], &heads);
    let cells = |name: &str, by_year: &[Estimate], a_year: &Estimate| {
        let mut cells = vec![Cell::text(name)];
        let number = |e: &Estimate| Cell::number(unit.signed(e.mean), e.mean);
        cells.extend(by_year[skipped..].iter().map(number));
        cells.push(number(a_year));
        cells.push(Cell::number(unit.half(a_year), a_year.half_width.unwrap_or(0.0)));
        cells
    };
    for (name, by_year, a_year) in lines {
        table.row(cells(name, by_year, a_year));
    }
    table.strong_row(cells(&words.all_public, &all.by_year, &all.a_year));
    if let Some(narrow) = &on.headline.narrow {
        table.row(cells(&words.narrow_line, &narrow.by_year, &narrow.a_year));
    }
    table
}

fn posts(on: &Ground) -> Table {
    let (words, language, last) = (on.words, on.language, on.last());
    let mut moved: Vec<(Post, Estimate)> = Post::ALL
        .iter()
        .filter(|post| post.payer().is_public() || post.payee().is_public())
        .filter_map(|&post| Some((post, on.a_year(Area::RUN, Quantity::Amount(post))?)))
        .filter(|(_, change)| change.mean != 0.0)
        .collect();
    moved.sort_by(|a, b| b.1.mean.abs().total_cmp(&a.1.mean.abs()).then(a.0.cmp(&b.0)));
    let levels = |post: Post| on.compared.levels(last, Area::RUN, Quantity::Amount(post)).unwrap_or_default();
    let unit = on.unit(moved.iter().map(|(_, e)| e.mean));
    let year = last.to_string();
    let heads = [
        fill(&words.change_a_year, &[("unit", unit.symbol)]),
        words.interval.clone(),
        fill(&words.reference_in, &[("year", &year), ("unit", unit.symbol)]),
        fill(&words.reform_in, &[("year", &year), ("unit", unit.symbol)]),
    ];
    let texts = [words.post.as_str(), words.payer.as_str(), words.payee.as_str()];
    let mut table = Table::new(&words.posts_caption, &texts, &heads);
    for (moved_post, change) in moved.iter().take(POSTS) {
        let (reference, reform) = levels(*moved_post);
        table.row(vec![
            Cell::text(post(*moved_post, language)),
            Cell::text(names::body(moved_post.payer(), language)),
            Cell::text(names::body(moved_post.payee(), language)),
            Cell::number(unit.signed(change.mean), change.mean),
            Cell::number(unit.half(change), change.half_width.unwrap_or(0.0)),
            Cell::number(unit.plain(reference), reference),
            Cell::number(unit.plain(reform), reform),
        ]);
    }
    if moved.len() > POSTS {
        table.note = fill(&words.more_posts, &[("n", &language.whole((moved.len() - POSTS) as f64))]);
    }
    table.sortable = true;
    table.trimmed()
}

/// Bodies of the territory that stand for several, in both arms.
fn funds(on: &Ground) -> Option<Table> {
    let words = on.words;
    let funds = &on.headline.funds;
    let unit = on.unit(funds.iter().flat_map(|f| f.reference.iter().chain(&f.reform)).copied());
    let heads: Vec<String> = on.years().iter().map(u16::to_string).collect();
    let caption = fill(&words.funds_caption, &[("unit", unit.symbol)]);
    let mut table = Table::new(caption, &[words.body.as_str()], &heads);
    for balance in funds {
        let bodies: Vec<String> =
            balance.fund.bodies.iter().map(|&body| names::body(body, on.language).to_owned()).collect();
        for (arm, levels) in [(&words.reference, &balance.reference), (&words.reform, &balance.reform)] {
            let mut cells = vec![Cell::text(format!("{} – {arm}", balance.fund.name))];
            cells.extend(levels.iter().map(|&level| Cell::number(unit.signed(level), level)));
            table.row(cells);
        }
        let stands = [("name", balance.fund.name.as_str()), ("bodies", &on.language.list(&bodies))];
        table.note += &format!("{} ", fill(&words.stands_for, &stands));
    }
    (!table.is_empty()).then_some(table)
}
