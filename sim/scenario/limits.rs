//! What must hold between the parts of a scenario: dates within the run, places within the run, nothing beyond today's
//! law unless it is said, no two measures moving the same competence at once.

use super::check::Checking;
use super::run::Run;
use super::{Asked, LawChange};
use crate::input::Problem;
use crate::keys::{At, Checked, CheckedTable, Claim, Origin, Value, Wrong};
use crate::units::{Cell, Month};

/// The month of the starting population.
pub const FIRST_MONTH: Month = Month::new(2019, 1);
/// The last month that can be run.
pub const LAST_MONTH: Month = Month::new(2035, 12);

/// Refuses what is beyond today's law where `outside_law = false`.
pub(crate) fn lawful(table: &CheckedTable, checking: &mut Checking<'_>) {
    lawful_inside(table, true, checking);
}

fn lawful_inside(table: &CheckedTable, allowed: bool, checking: &mut Checking<'_>) {
    let own = table.checked("outside_law");
    let allowed = match own.map(|checked| &checked.value) {
        Some(Value::Bool(outside)) => *outside,
        _ => allowed,
    };
    if !allowed {
        // What comes from the table around is told there, unless only this one says what law it keeps to.
        let decides = own.is_some_and(|checked| checked.origin == Origin::Written);
        let here = |origin| origin == Origin::Written || (origin == Origin::Inherited && decides);
        for checked in table.values().filter(|checked| here(checked.origin)) {
            if let Err(mistake) = checked.key.check_lawful(&checked.value) {
                let path = format!("{}.{}", table.path, checked.key.name);
                checking.push(Problem::of_value(&path, &checked.written, &mistake, checked.span.clone()));
            }
        }
    }
    for (_, inside) in table.named() {
        lawful_inside(inside, allowed, checking);
    }
    for (_, inside) in table.tables() {
        lawful_inside(inside, allowed, checking);
    }
}

/// Refuses a measure that begins after the run ends, and one that ends before it begins.
pub(crate) fn dates(run: &Run, asked: &[Asked], law: &[LawChange], checking: &mut Checking<'_>) {
    if run.through < run.from {
        let span = run.table.checked("through").and_then(|checked| checked.span.clone());
        let message = format!("run.through = \"{}\" is before run.from = \"{}\"", run.through, run.from);
        checking.push(Problem::new(Wrong::OutOfRange, message, "write a later month", span));
    }
    for table in asked.iter().map(|asked| &asked.table).chain(law.iter().map(|change| &change.table)) {
        dates_inside(run, table, checking);
    }
}

fn dates_inside(run: &Run, table: &CheckedTable, checking: &mut Checking<'_>) {
    let month = |name: &str| match table.checked(name) {
        Some(Checked { value: Value::Month(month), span, .. }) => Some((*month, span.clone())),
        _ => None,
    };
    if let Some((from, span)) = month("from") {
        if from > run.through {
            let message = format!("{}.from = \"{from}\" is after the end of the run, {}", table.path, run.through);
            let help = format!("begin by {} at the latest, or run longer: `through` in [run]", run.through);
            checking.push(Problem::new(Wrong::AfterTheRun, message, help, span).labelled("after the end of the run"));
        }
        if let Some((through, span)) = month("through")
            && through < from
        {
            let message = format!("{}.through = \"{through}\" is before its beginning, {from}", table.path);
            checking.push(Problem::new(Wrong::OutOfRange, message, "write a later month, or take it out", span));
        }
    }
    for (_, inside) in table.named() {
        dates_inside(run, inside, checking);
    }
}

/// Refuses a measure that lies wholly outside the places that run; notes one that lies partly outside.
pub(crate) fn places(run: &Run, asked: &[Asked], checking: &mut Checking<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    for asked in asked {
        places_inside(run, &asked.table, checking, &mut notes);
    }
    notes
}

fn places_inside(run: &Run, table: &CheckedTable, checking: &mut Checking<'_>, notes: &mut Vec<String>) {
    let measures = table.named().count() == 0;
    if measures && let Some(Checked { value: Value::Places { at, .. }, written, span, .. }) = table.checked("where") {
        let cells = checking.places.cells_of(at);
        let outside: Vec<Cell> = cells.iter().filter(|cell| run.cells.binary_search(cell).is_err()).copied().collect();
        if outside.len() == cells.len() {
            let message = format!("{}.where = {written} is not among the places that run", table.path);
            let help = format!("add it to `where` in [run], which holds {}", run.places.join(", "));
            let problem = Problem::new(Wrong::OutOfRange, message, help, span.clone());
            checking.push(problem.labelled("not in [run] where"));
        } else if !outside.is_empty() {
            notes.push(format!(
                "{}: {} of the {} cells of {written} are not among the places that run; the measure acts on the others only.",
                table.path,
                outside.len(),
                cells.len()
            ));
        }
    }
    for (_, inside) in table.named() {
        places_inside(run, inside, checking, notes);
    }
}

/// Refuses two measures that move the same competence in the same place in the same month.
pub(crate) fn conflicts(asked: &[Asked], checking: &mut Checking<'_>) {
    let claims: Vec<Claim> = asked.iter().flat_map(|asked| (asked.policy.0.claims)(&asked.table)).collect();
    for (n, one) in claims.iter().enumerate() {
        for other in &claims[n + 1..] {
            if one.competence == other.competence && overlap_in_time(one, other) && overlap(&one.at, &other.at) {
                let message =
                    format!("[{}] and [{}] both decide {} in the same place", one.by, other.by, one.competence);
                let help =
                    "let each place stand in one of them only, or let one end (`through`) before the other begins";
                let problem = Problem::new(Wrong::Conflict, message, help, other.span.clone());
                checking.push(problem.labelled("this one").with_other(one.span.clone(), "and this one"));
            }
        }
    }
}

fn overlap_in_time(one: &Claim, other: &Claim) -> bool {
    let ends = |claim: &Claim| claim.through.unwrap_or(LAST_MONTH);
    one.from <= ends(other) && other.from <= ends(one)
}

fn overlap(one: &At, other: &At) -> bool {
    fn share<T: Ord>(a: &[T], b: &[T]) -> bool {
        a.iter().any(|place| b.binary_search(place).is_ok())
    }
    match (one, other) {
        (At::Cells(a), At::Cells(b)) => share(a, b),
        (At::Communes(a), At::Communes(b)) => share(a, b),
        (At::Departements(a), At::Departements(b)) => share(a, b),
        (At::Regions(a), At::Regions(b)) => share(a, b),
        _ => false,
    }
}
