//! The figures first asked for, and who pays whom: a table that sums to zero.

use std::collections::BTreeMap;

use super::ground::Ground;
use super::language::fill;
use super::names;
use super::view::{Card, Cell, Table};
use crate::report::areas::Area;
use crate::report::headline::{Persons, TOO_FEW};
use crate::report::statistics::Estimate;
use crate::report::yearly::Quantity;
use crate::world::Post;
use crate::world::body::Body;

pub struct HeadlineSection {
    pub cards: Vec<Card>,
    /// Net by body: sums to zero.
    pub net: Table,
    /// Who pays whom.
    pub pairs: Table,
    pub nothing_differs: bool,
}

pub fn headline(on: &Ground) -> HeadlineSection {
    HeadlineSection { cards: cards(on), net: net(on), pairs: pairs(on), nothing_differs: on.headline.nothing_differs }
}

fn cards(on: &Ground) -> Vec<Card> {
    let words = on.words;
    let mut cards = Vec::new();
    if let Some(body) = on.asked_first()
        && let Some(a_year) = on.a_year(Area::RUN, Quantity::Balance(body))
    {
        cards.push(balance_card(on, names::body(body, on.language).to_owned(), &a_year, &words.first_asked));
    }
    if let Some(all) = &on.headline.consolidated {
        cards.push(balance_card(on, words.all_public.clone(), &all.a_year, &words.all_public_note));
    }
    if let Some(avoided) = &on.headline.poverty_avoided {
        cards.push(persons_card(on, &words.poverty_avoided, avoided, &words.poverty_avoided_note));
    }
    match &on.headline.lasting_exits {
        Some(lasting) => cards.push(persons_card(on, &words.lasting_exits, lasting, &words.lasting_exits_note)),
        None => cards.push(Card {
            label: words.lasting_exits.clone(),
            value: words.not_known.clone(),
            tone: "open",
            note: words.too_short.clone(),
            ..Card::default()
        }),
    }
    cards.extend(per_lasting_exit(on));
    if let Some(cost) = on.headline.job_cost.as_ref().filter(|_| !on.headline.ebe.is_empty()) {
        let mut card = Card { label: words.job_cost.clone(), note: words.job_cost_note.clone(), ..Card::default() };
        if cost.simulated < TOO_FEW {
            card.value = words.too_few.clone();
            card.tone = "open";
            card.note = fill(&words.too_few_note, &[("n", &on.language.whole(cost.simulated))]);
        } else {
            card.value = on.language.money(cost.wide.mean);
            card.tone = if cost.wide.mean > 0.0 { "cost" } else { "gain" };
            card.interval = on.interval(&cost.wide, |euros| on.language.money(euros));
        }
        cards.push(card);
    } else if let Some(employed) = &on.headline.employed {
        let note = fill(&words.employed_note, &[("year", &on.last().to_string())]);
        cards.push(persons_card(on, &words.employed, employed, &note));
    }
    cards
}

fn balance_card(on: &Ground, label: String, a_year: &Estimate, note: &str) -> Card {
    let tone = on.tone(a_year);
    let says = match tone {
        "cost" => fill(&on.words.costs, &[("n", &on.language.money(a_year.mean))]),
        "gain" => fill(&on.words.gains, &[("n", &on.language.money(a_year.mean))]),
        _ if a_year.mean == 0.0 => on.words.no_change.clone(),
        _ => fill(&on.words.sign_open, &[("n", &on.language.signed_money(a_year.mean))]),
    };
    // The ends of the interval of a cost are costs.
    let largest = a_year.mean.abs() + a_year.half_width.unwrap_or(0.0);
    let interval = match tone {
        "cost" | "gain" => {
            let size = Estimate { mean: a_year.mean.abs(), ..*a_year };
            on.interval(&size, |euros| on.language.money_beside(euros, largest))
        }
        _ => on.interval(a_year, |euros| on.language.signed_money_beside(euros, largest)),
    };
    Card { label, value: says, tone, interval, note: note.to_owned() }
}

/// A change in a number of persons; above zero is good.
fn persons_card(on: &Ground, label: &str, persons: &Persons, note: &str) -> Card {
    let (words, language) = (on.words, on.language);
    let mut card = Card { label: label.to_owned(), note: note.to_owned(), ..Card::default() };
    let simulated = language.whole(persons.simulated);
    let spread = persons.change.half_width.is_some_and(|half| half > 0.0);
    if persons.change.mean == 0.0 && !spread {
        card.value = words.no_change.clone();
        card.tone = "open";
    } else if persons.is_too_small_to_say() {
        card.value = words.too_few.clone();
        card.tone = "open";
        card.note = fill(&words.too_few_note, &[("n", &simulated)]);
    } else {
        card.tone = on.tone(&persons.change);
        let change = language.signed(persons.change.mean, 0);
        card.value = if card.tone == "open" { fill(&words.sign_open, &[("n", &change)]) } else { change };
        card.interval = on.interval(&persons.change, |n| language.signed(n, 0));
        if on.headline.one_in > 1 {
            card.note += &format!(" {}", fill(&words.stand_behind, &[("n", &simulated)]));
        }
    }
    card
}

/// Net public cost over lasting exits, of the years whose exits are known to last.
fn per_lasting_exit(on: &Ground) -> Option<Card> {
    let lasting = on.headline.lasting_exits.as_ref()?;
    let words = on.words;
    let known: Vec<u16> = on
        .years()
        .iter()
        .copied()
        .filter(|&year| on.compared.in_year(year, Area::RUN, Quantity::LastingExits(None)).is_some())
        .collect();
    let mut card = Card { label: words.per_lasting_exit.clone(), ..Card::default() };
    let exits = on.compared.sums(&known, Area::RUN, Quantity::LastingExits(None))?;
    let money = on.compared.sums(&known, Area::RUN, Quantity::Consolidated)?;
    let costs: Vec<f64> = money.iter().map(|euros| -euros).collect();
    let too_few = lasting.simulated < TOO_FEW;
    let rise = lasting.change.mean > 0.0 && !lasting.change.sign_is_open();
    let ratio = if rise && !too_few { ratio_of_sums(&costs, &exits) } else { None };
    let Some(ratio) = ratio else {
        card.value = words.not_given.clone();
        card.tone = "open";
        card.note = if rise && too_few {
            fill(&words.too_few_note, &[("n", &on.language.whole(lasting.simulated))])
        } else {
            words.per_lasting_exit_not.clone()
        };
        return Some(card);
    };
    card.value = on.language.money(ratio.mean);
    card.tone = if ratio.mean > 0.0 { "cost" } else { "gain" };
    card.interval = on.interval(&ratio, |euros| on.language.money(euros));
    let (first, last) = (known.first()?.to_string(), known.last()?.to_string());
    card.note = fill(&words.per_lasting_exit_note, &[("first", &first), ("last", &last)]);
    Some(card)
}

/// All seeds' costs over all seeds' exits, with its interval by the jackknife: a single seed in which nobody more leaves
/// poverty does not take the answer away. `None` where exits do not rise without some one seed.
fn ratio_of_sums(costs: &[f64], exits: &[f64]) -> Option<Estimate> {
    let seeds = costs.len() as f64;
    let (cost, left): (f64, f64) = (costs.iter().sum(), exits.iter().sum());
    if costs.len() == 1 {
        return (left > 0.0).then(|| Estimate::of(&[cost / left]));
    }
    let without = |(own, of): (&f64, &f64)| (left - of > 0.0).then(|| (cost - own) / (left - of));
    let others: Vec<f64> = costs.iter().zip(exits).map(without).collect::<Option<_>>()?;
    let pseudo: Vec<f64> = others.iter().map(|other| seeds * cost / left - (seeds - 1.0) * other).collect();
    (left > 0.0).then(|| Estimate::of(&pseudo))
}

/// Change a year of every post of money, seed by seed: a memo goes from outside to what is left out and touches nobody
/// of the model.
fn changes(on: &Ground) -> Vec<(Post, Vec<f64>)> {
    let of = |&post: &Post| {
        let sums = on.compared.sums(on.years(), Area::RUN, Quantity::Amount(post))?;
        let sums: Vec<f64> = sums.into_iter().map(|sum| sum / on.at_work).collect();
        sums.iter().any(|&sum| sum != 0.0).then_some((post, sums))
    };
    let is_memo = |post: &&Post| post.payer() == Body::Outside && post.payee() == Body::LeftOut;
    Post::ALL.iter().filter(|post| !is_memo(post)).filter_map(of).collect()
}

fn add(to: &mut Vec<f64>, values: &[f64], sign: f64) {
    to.resize(values.len(), 0.0);
    to.iter_mut().zip(values).for_each(|(sum, value)| *sum += sign * value);
}

fn net(on: &Ground) -> Table {
    let (words, language) = (on.words, on.language);
    let mut received: BTreeMap<Body, [Vec<f64>; 2]> = BTreeMap::new();
    for (post, values) in changes(on) {
        add(&mut received.entry(post.payee()).or_default()[0], &values, 1.0);
        add(&mut received.entry(post.payer()).or_default()[1], &values, 1.0);
    }
    let mut bodies: Vec<(Body, [Estimate; 3])> = received
        .into_iter()
        .map(|(body, [mut more, mut paid])| {
            let seeds = more.len().max(paid.len());
            more.resize(seeds, 0.0);
            paid.resize(seeds, 0.0);
            let net: Vec<f64> = more.iter().zip(&paid).map(|(a, b)| a - b).collect();
            (body, [Estimate::of(&more), Estimate::of(&paid), Estimate::of(&net)])
        })
        .collect();
    // The body asked about first, then the public ones, then the others.
    let first = on.asked_first();
    bodies.sort_by_key(|(body, _)| (Some(*body) != first, *body as u8));
    let unit = on.unit(bodies.iter().flat_map(|(_, values)| values.iter().map(|e| e.mean)));
    let heads = [
        fill(&words.receives_more, &[("unit", unit.symbol)]),
        fill(&words.pays_more, &[("unit", unit.symbol)]),
        fill(&words.net_effect, &[("unit", unit.symbol)]),
    ];
    let mut heads = heads.to_vec();
    let with_interval = on.headline.seeds > 1;
    if with_interval {
        heads.push(words.interval.clone());
    }
    let mut table = Table::new(&words.net_caption, &[words.body.as_str()], &heads);
    let is_cost = |e: &Estimate| unit.signed(e.mean).starts_with('−') && !e.sign_is_open();
    let line = |name: &str, values: &[Estimate; 3]| {
        let mut cells = vec![Cell::text(name)];
        cells.extend(values[..2].iter().map(|e| Cell::number(unit.signed(e.mean), e.mean)));
        let net = Cell::number(unit.signed(values[2].mean), values[2].mean);
        cells.push(net.class(if is_cost(&values[2]) { "number bad" } else { "number" }));
        if with_interval {
            cells.push(Cell::number(unit.half(&values[2]), values[2].half_width.unwrap_or(0.0)));
        }
        cells
    };
    let mut public_done = false;
    let mut sum = 0.0;
    for (body, values) in &bodies {
        if !body.is_public() && !public_done {
            public_done = true;
            subtotal(on, &mut table, &unit, with_interval);
        }
        sum += values[2].mean;
        table.row(line(names::body(*body, language), values));
    }
    if !public_done {
        subtotal(on, &mut table, &unit, with_interval);
    }
    let mut cells = vec![Cell::text(&words.sum_of_all), Cell::text(""), Cell::text("")];
    cells.push(Cell::number(unit.signed(sum), sum));
    if with_interval {
        cells.push(Cell::text(""));
    }
    table.strong_row(cells);
    table.note = words.net_note.clone();
    table
}

fn subtotal(on: &Ground, table: &mut Table, unit: &super::ground::Unit, with_interval: bool) {
    let Some(all) = &on.headline.consolidated else { return };
    let mut cells = vec![Cell::text(&on.words.of_which_public), Cell::text(""), Cell::text("")];
    cells.push(Cell::number(unit.signed(all.a_year.mean), all.a_year.mean));
    if with_interval {
        cells.push(Cell::number(unit.half(&all.a_year), all.a_year.half_width.unwrap_or(0.0)));
    }
    table.strong_row(cells);
}

fn pairs(on: &Ground) -> Table {
    let (words, language) = (on.words, on.language);
    let mut flows: BTreeMap<(Body, Body), Vec<f64>> = BTreeMap::new();
    for (post, values) in changes(on) {
        add(flows.entry((post.payer(), post.payee())).or_default(), &values, 1.0);
    }
    let mut flows: Vec<((Body, Body), Estimate)> =
        flows.into_iter().map(|(pair, values)| (pair, Estimate::of(&values))).collect();
    flows.sort_by(|a, b| b.1.mean.abs().total_cmp(&a.1.mean.abs()).then(a.0.cmp(&b.0)));
    let unit = on.unit(flows.iter().map(|(_, e)| e.mean));
    let heads = [fill(&words.pays_more, &[("unit", unit.symbol)]), words.interval.clone()];
    let mut table = Table::new(&words.pairs_caption, &[words.payer.as_str(), words.payee.as_str()], &heads);
    let seen = |e: &Estimate| unit.signed(e.mean).chars().any(|c| matches!(c, '1'..='9'));
    if flows.iter().any(|(_, change)| !seen(change)) {
        table.note = words.pairs_note.clone();
    }
    for ((payer, payee), change) in flows.into_iter().filter(|(_, change)| seen(change)) {
        table.row(vec![
            Cell::text(names::body(payer, language)),
            Cell::text(names::body(payee, language)),
            Cell::number(unit.signed(change.mean), change.mean),
            Cell::number(unit.half(&change), change.half_width.unwrap_or(0.0)),
        ]);
    }
    table.sortable = true;
    table.trimmed()
}

/// What the two perimeters give: with and without payments for care and social services.
pub fn perimeters(on: &Ground) -> Option<Table> {
    let (words, language) = (on.words, on.language);
    let (wide, narrow) = (on.headline.consolidated.as_ref()?, on.headline.narrow.as_ref()?);
    let unit = on.unit([wide.a_year.mean, narrow.a_year.mean].into_iter());
    let job = on.headline.job_cost.as_ref().filter(|cost| !on.headline.ebe.is_empty() && cost.simulated >= TOO_FEW);
    let mut heads = vec![fill(&words.net_effect, &[("unit", unit.symbol)]), words.interval.clone()];
    if job.is_some() {
        heads.extend([words.per_fte.clone(), words.interval.clone()]);
    }
    let mut table = Table::new(&words.perimeters_caption, &[words.perimeter.as_str()], &heads);
    let rows = [(&words.wide, wide, job.map(|j| j.wide)), (&words.narrow, narrow, job.map(|j| j.narrow))];
    for (name, balance, per_job) in rows {
        let a_year = balance.a_year;
        let mut cells = vec![
            Cell::text(name),
            Cell::number(unit.signed(a_year.mean), a_year.mean),
            Cell::number(unit.half(&a_year), a_year.half_width.unwrap_or(0.0)),
        ];
        if let Some(cost) = per_job {
            cells.push(Cell::number(language.money(cost.mean), cost.mean));
            let half = cost.half_width.unwrap_or(0.0);
            cells.push(Cell::number(language.half_width(&cost, 1.0, 0), half));
        }
        table.row(cells);
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cost_of_an_exit_is_that_of_all_seeds_together_even_if_one_has_no_exit() {
        let even = ratio_of_sums(&[100.0, 200.0, 300.0], &[10.0, 20.0, 30.0]).unwrap();
        assert!((even.mean - 10.0).abs() < 1e-9 && even.half_width.unwrap() < 1e-6);
        let uneven = ratio_of_sums(&[100.0, 200.0, 300.0, 150.0], &[10.0, -1.0, 30.0, 20.0]).unwrap();
        assert!((uneven.mean - 750.0 / 59.0).abs() < 4.0 && uneven.half_width.unwrap() > 1.0, "{uneven:?}");
        assert!(ratio_of_sums(&[100.0, 200.0], &[10.0, -1.0]).is_none(), "all rests on one seed");
    }
}
