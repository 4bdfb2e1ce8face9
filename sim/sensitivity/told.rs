//! The findings in words, for a terminal.

use super::findings::{Findings, OfResult, Weight};
use super::plan::{Plan, Stage};
use crate::report::number::{MoneyUnit, THIN_SPACE, decimal, signed};

/// Numbers told of the headline, and of each other result.
const TOLD: usize = 15;
const TOLD_OF_OTHERS: usize = 5;

/// Amounts of one table in one unit.
struct Unit {
    by: f64,
    decimals: usize,
    symbol: String,
}

impl Unit {
    fn of(of: &OfResult) -> Unit {
        let ends = of.range.map_or([0.0; 3], |range| range.map(f64::abs));
        let weights = of.weights.iter().map(|weight| weight.found.mu_star);
        let largest = weights.chain(ends).fold(0.0, f64::max);
        if of.result.is_money() {
            let unit = MoneyUnit::fitting(largest);
            let symbol = of.result.unit().replace('€', unit.symbol());
            return Unit { by: unit.euros(), decimals: unit.decimals(largest), symbol };
        }
        Unit { by: 1.0, decimals: if largest < 100.0 { 1 } else { 0 }, symbol: of.result.unit().to_owned() }
    }

    fn plain(&self, value: f64) -> String {
        decimal(value / self.by, self.decimals)
    }

    fn signed(&self, value: f64) -> String {
        signed(value / self.by, self.decimals)
    }
}

/// Every result, the headline with more.
pub fn told(plan: &Plan, stages: &[Stage], findings: &Findings, seeds: usize) -> String {
    let mut text = String::new();
    for (place, of) in findings.0.iter().enumerate() {
        let unit = Unit::of(of);
        text += &format!("\n{} ({})\n", of.result.name(), unit.symbol);
        text += &sign(of, &unit);
        text += &split(of, seeds);
        text += &table(plan, of, &unit, if place == 0 { TOLD } else { TOLD_OF_OTHERS });
        if place == 0 {
            text += &families(plan, stages, of, &unit);
        }
    }
    if findings.0.is_empty() {
        text += "\nNo run came to its end: nothing can be said.\n";
    }
    text
}

fn sign(of: &OfResult, unit: &Unit) -> String {
    let Some([low, mean, high]) = of.range else { return String::new() };
    let (below, all) = of.below_zero;
    let verdict = match of.sign_holds() {
        _ if low == 0.0 && high == 0.0 => "the reform changes nothing here".to_owned(),
        true => "the sign holds".to_owned(),
        false => format!("undetermined: below zero at {below} of {all} points"),
    };
    format!("  from {} to {}, mean {}; {verdict}\n", unit.signed(low), unit.signed(high), unit.signed(mean))
}

fn split(of: &OfResult, seeds: usize) -> String {
    let Some(split) = &of.split else {
        return "  one seed: what chance adds cannot be told apart (give --seeds 1..3)\n".to_owned();
    };
    let per_cent = |share: f64| format!("{}{THIN_SPACE}%", decimal(share * 100.0, 0));
    let alone = split.share_of_parameters(1);
    format!(
        "  variance of one seed: {} parameters, {} chance; of a mean over {seeds} seeds: {} parameters\n",
        per_cent(alone),
        per_cent(1.0 - alone),
        per_cent(split.share_of_parameters(seeds))
    )
}

fn table(plan: &Plan, of: &OfResult, unit: &Unit, most: usize) -> String {
    let head = ["rank", "number", "range", "mu*", "mu", "sigma", "chance"].map(str::to_owned);
    let mut rows: Vec<[String; 7]> = vec![head];
    for weight in of.alone().take(most) {
        let range = weight.factor.map_or(String::new(), |place| plan.factors[place].range_told());
        let or_none = |value: Option<f64>| value.map_or("–".to_owned(), |value| unit.plain(value));
        let mark = if weight.found.stands_out() { "" } else { " ~" };
        rows.push([
            weight.rank.to_string(),
            weight.name.clone(),
            range,
            unit.plain(weight.found.mu_star) + mark,
            weight.found.mu.map_or("–".to_owned(), |mu| unit.signed(mu)),
            or_none(weight.found.sigma),
            or_none(weight.found.chance),
        ]);
    }
    if rows.len() == 1 {
        return String::new();
    }
    let mut text = aligned(&rows);
    let drowned = of.alone().take(most).any(|weight| !weight.found.stands_out());
    if drowned {
        text += "  ~ not more than chance alone would make it\n";
    }
    text
}

/// Families that were looked at, and those among them that were not looked into.
fn families(plan: &Plan, stages: &[Stage], of: &OfResult, unit: &Unit) -> String {
    if !plan.has_two_stages() {
        return String::new();
    }
    let looked_into: Vec<usize> =
        stages.iter().filter(|stage| stage.number == 2).flat_map(|s| s.units.concat()).collect();
    let of_family: Vec<&Weight> = of.weights.iter().filter(|weight| weight.rank == 0).collect();
    let first = stages.first();
    let members = |name: &str| {
        let at = first.and_then(|first| first.names.iter().position(|known| known == name));
        at.and_then(|at| first.map(|first| first.units[at].clone())).unwrap_or_default()
    };
    let left: Vec<&&Weight> = of_family
        .iter()
        .filter(|weight| members(&weight.name).iter().any(|number| !looked_into.contains(number)))
        .collect();
    let (moving, still): (Vec<&&Weight>, Vec<&&Weight>) = left.into_iter().partition(|w| w.found.mu_star > 0.0);
    let mut text = String::new();
    if !moving.is_empty() {
        let told: Vec<String> =
            moving.iter().map(|weight| format!("{} ({})", weight.name, unit.plain(weight.found.mu_star))).collect();
        text += &format!("  not looked into number by number, with the mu* of the whole family: {}\n", told.join(", "));
    }
    if !still.is_empty() {
        let told: Vec<&str> = still.iter().map(|weight| weight.name.as_str()).collect();
        text += &format!("  changed nothing in these runs: {}\n", told.join(", "));
    }
    text
}

fn aligned(rows: &[[String; 7]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..7).map(width).collect();
    let line = |row: &[String; 7]| {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (text, &width))| {
            let room = " ".repeat(width - text.chars().count());
            if column == 1 || column == 2 { format!("{text}{room}") } else { format!("{room}{text}") }
        });
        format!("  {}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}
