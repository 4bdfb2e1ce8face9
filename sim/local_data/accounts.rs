//! `departement_accounts`: a département's own accounts, line by line and year by year.

use super::rows::{Filled, Form};
use super::{Carried, Figure, Target};
use crate::behaviour::public_accounts::PublicFinance;
use crate::parameters::Parameters;
use crate::territory::error::TerritoryError;
use crate::territory::lookup::Place;
use crate::territory::path::Trend;
use crate::territory::{AccountLine, Territory};
use crate::units::{Cents, Departement};
use crate::world::Post;

pub(super) const COLUMNS: &[&str] = &["departement", "year", "line", "unit", "embedded", "value", "source"];
pub(super) const UNIT: &str = "€";

/// Year the others are compared with when nothing is carried for their own.
const NEAREST_YEAR: u16 = 2019;

/// Reads a filled form.
///
/// # Errors
/// The first cell that is wrong.
pub(super) fn read(
    file: &str,
    text: &str,
    territory: &Territory,
    parameters: &Parameters,
) -> Result<Vec<Figure>, TerritoryError> {
    let form = Form { file, text, columns: COLUMNS };
    let mut figures: Vec<Figure> = Vec::new();
    for row in form.filled()? {
        let departement = departement(&row, territory)?;
        let line = AccountLine::named(row.cell("line"))
            .ok_or_else(|| row.unknown_line(AccountLine::ALL.iter().map(|line| line.name())))?;
        let (year, years) = (row.year()?, line.years());
        if !years.contains(&year) {
            let allowed = match (years.start(), years.end()) {
                (first, last) if first == last => format!("{first}, the year the model reads {} of", line.name()),
                (first, last) => format!("a year from {first} to {last}"),
            };
            return Err(row.wrong("year", allowed, "Take the row out, or give the figure of the year asked."));
        }
        row.unit(UNIT)?;
        let value = row.euros()?;
        let target = Target::Account { departement, line, year };
        if let Some(first) = figures.iter().find(|known| known.target == target) {
            let remedy = format!("Take out this row or line {}.", first.file_line);
            return Err(row.wrong("line", "each line once for a département and year", remedy));
        }
        let code = &territory.departements[departement.index()].code;
        figures.push(Figure {
            target,
            name: format!("dep:{code} {} {year}", line.name()),
            unit: UNIT,
            carried: carried(territory, parameters, departement, line, year),
            value,
            source: row.cell("source").to_owned(),
            file_line: row.line,
        });
    }
    Ok(figures)
}

fn departement(row: &Filled<'_>, territory: &Territory) -> Result<Departement, TerritoryError> {
    let written = row.cell("departement");
    // Spreadsheets take the leading zero of 01 away.
    let code = written.strip_prefix("dep:").unwrap_or(written);
    let code = if code.len() == 1 { format!("0{code}") } else { code.to_owned() };
    match territory.place(&format!("dep:{code}")) {
        Ok(Place::Departement(departement)) => Ok(departement),
        _ => Err(row.wrong("departement", "the code of a département, as 62 or 2A", "Write its code as in the form.")),
    }
}

/// What the program has for a line: published, or estimated as it does for a run.
pub(super) fn carried(
    territory: &Territory,
    parameters: &Parameters,
    departement: Departement,
    line: AccountLine,
    year: u16,
) -> Option<Carried> {
    let of = |value: Cents, of: String| Carried { value, of };
    let published = territory.account(departement, line, year).map(|value| of(value, String::new()));
    let estimate =
        || estimated(territory, parameters, departement, line).map(|value| of(value, "estimated".to_owned()));
    let nearest = || {
        let value = territory.account(departement, line, NEAREST_YEAR)?;
        Some(of(value, format!("of {NEAREST_YEAR}")))
    };
    published.or_else(estimate).or_else(nearest)
}

/// Resources that are published for two départements only, as the budget of a run estimates them.
fn estimated(
    territory: &Territory,
    parameters: &Parameters,
    departement: Departement,
    line: AccountLine,
) -> Option<Cents> {
    let post = match line {
        AccountLine::Ticpe => Some(Post::TicpeRsa),
        AccountLine::Fmdi => Some(Post::Fmdi),
        AccountLine::Dcp => Some(Post::Dcp),
        AccountLine::Dmto => None,
        _ => return None,
    };
    let inhabitants: Vec<u32> = territory.cells.iter().map(|cell| cell.population_2019).collect();
    let cells = territory.cells_of(departement);
    let finance = PublicFinance::new(territory, parameters, &Trend::default(), cells, &inhabitants);
    let budget = finance.budget(departement)?;
    Some(post.map_or_else(|| budget.dmto_of(2022), |post| budget.yearly(post)))
}
