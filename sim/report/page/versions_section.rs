//! The versions of one file side by side, and what its policies add to each other.

use super::ground::{Ground, Unit};
use super::language::fill;
use super::names;
use super::view::{Cell, Table};
use crate::report::effects::Effect;
use crate::report::statistics::Estimate;
use crate::report::versions::Versions;

pub struct VersionsSection {
    pub effects: Table,
    pub interactions: Option<Table>,
}

/// Effects a version is told by; costs to bodies where money moves between them.
const SHOWN: [Effect; 8] = [
    Effect::NetCost,
    Effect::NetCostTo(crate::world::body::Body::Etat),
    Effect::NetCostTo(crate::world::body::Body::Departement),
    Effect::NetCostPerFte,
    Effect::PovertyAvoided,
    Effect::LastingExits,
    Effect::Employed,
    Effect::EbeFte,
];

/// Nothing for a file that is its only version.
pub fn versions(on: &Ground, versions: &Versions) -> Option<VersionsSection> {
    if versions.0.len() < 2 {
        return None;
    }
    let words = on.words;
    let unit = on.unit(versions.0.iter().filter_map(|v| v.estimate(Effect::NetCost)).map(|e| e.mean));
    let says =
        |effect: &Effect| versions.0.iter().any(|version| version.estimate(*effect).is_some_and(|e| e.mean != 0.0));
    let told: Vec<Effect> = SHOWN.into_iter().filter(says).collect();
    let heads: Vec<String> = told.iter().map(|effect| head(on, *effect, &unit)).collect();
    let mut effects = Table::new(&words.versions, &[words.version.as_str()], &heads);
    for version in &versions.0 {
        let name = if version.name.is_empty() { &words.the_file } else { &version.says };
        let mut cells = vec![Cell::text(name)];
        for effect in &told {
            match version.estimate(*effect) {
                // In one column: a version has many effects.
                Some(e) => {
                    let [value, half] = pair(on, *effect, &e, &unit);
                    cells.push(Cell { text: format!("{} {}", value.text, half.text).trim_end().to_owned(), ..value });
                }
                None => cells.push(Cell::blank()),
            }
        }
        effects.row(cells);
    }
    effects.sortable = true;
    Some(VersionsSection { effects: effects.trimmed(), interactions: interactions(on, versions, &unit) })
}

fn interactions(on: &Ground, versions: &Versions, unit: &Unit) -> Option<Table> {
    let words = on.words;
    let heads = [&words.sum_alone, &words.together, &words.interaction, &words.interval].map(Clone::clone);
    let mut table = Table::new(&words.interactions_caption, &[words.effect.as_str()], &heads);
    let shown = versions.interactions().into_iter().filter(|(effect, ..)| SHOWN.contains(effect));
    for (effect, sum, both, rest) in shown {
        let mut cells = vec![Cell::text(head(on, effect, unit))];
        cells.extend([sum, both].iter().map(|e| pair(on, effect, e, unit)[0].clone()));
        cells.extend(pair(on, effect, &rest, unit));
        table.row(cells);
    }
    (!table.is_empty()).then(|| table.trimmed())
}

fn head(on: &Ground, effect: Effect, unit: &Unit) -> String {
    let words = on.words;
    match effect {
        Effect::NetCost | Effect::NetCostNarrow => fill(&words.net_cost_head, &[("unit", unit.symbol)]),
        Effect::NetCostTo(body) => {
            fill(&words.cost_to_head, &[("body", names::body(body, on.language)), ("unit", unit.symbol)])
        }
        Effect::NetCostPerFte => words.per_fte_head.clone(),
        Effect::PovertyAvoided => words.avoided_head.clone(),
        Effect::LastingExits => words.lasting_head.clone(),
        Effect::EbeFte => words.fte_head.clone(),
        Effect::Employed | Effect::UnemploymentAvoided | Effect::RsaHouseholds => words.more_employed_head.clone(),
    }
}

/// The effect and half its interval.
fn pair(on: &Ground, effect: Effect, e: &Estimate, unit: &Unit) -> [Cell; 2] {
    let half = e.half_width.unwrap_or(0.0);
    if matches!(effect, Effect::NetCost | Effect::NetCostNarrow | Effect::NetCostTo(_)) {
        return [Cell::number(unit.signed(e.mean), e.mean), Cell::number(unit.half(e), half)];
    }
    let value =
        if effect == Effect::NetCostPerFte { on.language.decimal(e.mean, 0) } else { on.language.signed(e.mean, 0) };
    [Cell::number(value, e.mean), Cell::number(on.language.half_width(e, 1.0, 0), half)]
}
