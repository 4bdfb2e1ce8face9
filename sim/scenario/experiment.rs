//! `[experiment]`: the measures of the file as an experiment in named zones, with comparison zones beside them.
//!
//! Why it exists: measures already have places and dates of their own; this table says how one who sees the reform
//! alone would evaluate them, so that what he finds can be set beside the paired counterfactual.

use super::check::{Checking, Written};
use super::run::Run;
use super::{Asked, LawChange};
use crate::input::Problem;
use crate::keys::{CheckedTable, Grade, Key, Kind, Need, Node, Places, Table, Value, Wrong};
use crate::policies;
use crate::territory::Characteristic;
use crate::units::{Cell, Month, Zone};

const KEYS: &[Key] = &[
    Key {
        name: "comparison_zones",
        kind: Kind::Count,
        need: Need::Default("5"),
        example: "5",
        range: Some(["1", "50"]),
        lawful: None,
        grade: Grade::Decision,
        source: "a few, so that one odd zone does not decide",
        about: "How many zones d'emploi each treated zone is compared with: the nearest of those no measure touches.",
    },
    Key {
        name: "on",
        kind: Kind::Choices(Characteristic::NAMES),
        need: Need::Default("[\"unemployment\", \"poverty\", \"population\", \"rsa\"]"),
        example: "[\"unemployment\", \"poverty\", \"population\", \"rsa\"]",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "published before the measures; poverty and rsa by département only",
        about: "The characteristics zones are near on, each divided by its standard deviation over the zones of the run.",
    },
    Key {
        name: "before",
        kind: Kind::Duration,
        need: Need::Default("12 months"),
        example: "12 months",
        range: Some(["1 month", "10 years"]),
        lawful: None,
        grade: Grade::Decision,
        source: "a whole year, so that seasons weigh alike",
        about: "How long before the first measure the evaluation looks back; after it, it looks to the end of the run.",
    },
];

pub(crate) static EXPERIMENT: Table = Table {
    name: "experiment",
    about: "The measures evaluated against comparison zones, beside the paired counterfactual.",
    keys: KEYS,
    fixed: &[],
    named: None,
};

/// How the measures of a scenario are evaluated, checked.
#[derive(Clone, Debug)]
pub struct Experiment {
    /// Comparison zones of each treated zone, at most.
    pub comparison_zones: u32,
    /// Names of characteristics.
    pub on: Vec<&'static str>,
    /// Months before `starts`.
    pub before: u16,
    /// The first month in which a measure may change anything.
    pub starts: Month,
    /// Zones of the run that hold a cell some measure touches, sorted. At least one zone of the run is not among them.
    pub treated: Vec<Zone>,
    pub(crate) table: CheckedTable,
}

/// Checks `[experiment]`; `None` if it is not written, or wrong. `run` is absent when it is wrong itself.
pub(crate) fn check(
    root: &Node,
    run: Option<&Run>,
    (asked, law): (&[Asked], &[LawChange]),
    checking: &mut Checking<'_>,
    notes: &mut Vec<String>,
) -> Option<Experiment> {
    let entry = root.get("experiment").filter(|entry| entry.node.is_table())?;
    let written = Written { path: "experiment", node: &entry.node, span: &entry.key_span };
    let table = checking.table(&EXPERIMENT, written, None);
    // Measures that are wrong have no place yet.
    let run = run.filter(|_| checking.problems.is_empty())?;
    let mut refuse = |wrong, message: &str, help: &str| {
        checking.problems.push(Problem::new(wrong, message, help, entry.key_span.clone()));
        None
    };
    let begins = asked.iter().filter_map(|asked| policies::starts(asked.name(), &asked.table));
    let Some(starts) = begins.chain(law.iter().map(|change| change.from)).min() else {
        return refuse(
            Wrong::Missing,
            "[experiment] has no measure to evaluate",
            "add a policy limited to some places, or take [experiment] out",
        );
    };
    let months = table.months("before");
    let available = starts.max(run.from).since(run.from);
    if available < months {
        let message = format!(
            "experiment.before = \"{months} months\" goes back before the run: the first measure begins in {starts}, \
             {available} months after {}",
            run.from
        );
        let help = match available {
            0 => "let the measures begin later: nothing comes before them".to_owned(),
            _ => format!("write `before = \"{available} months\"` or less, or let the measures begin later"),
        };
        return refuse(Wrong::OutOfRange, &message, &help);
    }
    let zones = zones_of(&run.cells, checking.places);
    let cells: Vec<Cell> =
        touched(run, asked, law, checking.places).into_iter().filter(|c| run.cells.binary_search(c).is_ok()).collect();
    let treated = zones_of(&cells, checking.places);
    let left = zones.len() - treated.len();
    if left == 0 {
        let message = format!(
            "[experiment] finds no comparison zone: measures touch all the zones d'emploi of the run ({})",
            zones.len()
        );
        let help = "limit the measures to some places (`where`), or add places without any to `where` in [run]";
        return refuse(Wrong::Empty, &message, help);
    }
    let asked_for = table.count("comparison_zones");
    if left < asked_for as usize {
        notes.push(format!(
            "experiment: only {left} zone(s) d'emploi of the run are touched by no measure; each treated zone is \
             compared with these, fewer than the {asked_for} asked for."
        ));
    }
    let on = table.choices("on").to_vec();
    Some(Experiment { comparison_zones: asked_for, on, before: months, starts, treated, table })
}

/// The cells some measure touches: what each policy claims, and every `where` of its measures; everywhere for a measure
/// that names no place.
fn touched(run: &Run, asked: &[Asked], law: &[LawChange], places: &dyn Places) -> Vec<Cell> {
    let mut cells = Vec::new();
    for asked in asked {
        let before = cells.len();
        for claim in (asked.policy.0.claims)(&asked.table) {
            cells.extend(places.cells_of(&claim.at));
        }
        cells_named(&asked.table, places, &mut cells);
        if cells.len() == before {
            return run.cells.clone();
        }
    }
    for change in law {
        cells.extend(change.cells.as_ref().unwrap_or(&run.cells));
    }
    cells
}

/// The places of a table that is one measure, or of the measures inside it.
fn cells_named(table: &CheckedTable, places: &dyn Places, cells: &mut Vec<Cell>) {
    if table.named().count() == 0
        && let Some(Value::Places { at, .. }) = table.checked("where").map(|checked| &checked.value)
    {
        cells.extend(places.cells_of(at));
    }
    for (_, inside) in table.named() {
        cells_named(inside, places, cells);
    }
}

/// The zones of these cells, sorted, each once.
fn zones_of(cells: &[Cell], places: &dyn Places) -> Vec<Zone> {
    let mut zones: Vec<Zone> = cells.iter().map(|cell| places.zone_of(*cell)).collect();
    zones.sort_unstable();
    zones.dedup();
    zones
}
