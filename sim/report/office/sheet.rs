//! A sheet of `results.xlsx`: a head that stays in sight, formats, widths; and a CSV table laid out as one.

use std::path::Path;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError};

use crate::report::columns::{Columns, Kind};
use crate::report::page::Language;

/// Rows a sheet can hold, its head included (the format's own limit).
const MOST_ROWS: u32 = 1_048_576;

/// How a number is shown; thousands and decimals as the reader's office program writes them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Euros, with sign.
    Euros,
    /// Persons, jobs.
    Count,
    /// Rates.
    Decimal,
    /// Years and numbers of seeds.
    Bare,
}

/// A cell.
pub enum Cell {
    Text(String),
    Number(f64, Shown),
    Blank,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    pub fn number(value: Option<f64>, shown: Shown) -> Cell {
        value.map_or(Cell::Blank, |value| Cell::Number(value, shown))
    }
}

/// The formats of the workbook.
pub struct Formats {
    pub title: Format,
    pub bold: Format,
    pub wrapped: Format,
    head: Format,
    numbers: [Format; 4],
}

impl Formats {
    pub fn new() -> Formats {
        let number = |picture: &str| Format::new().set_num_format(picture);
        Formats {
            title: Format::new().set_bold().set_font_size(16),
            bold: Format::new().set_bold(),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color("#DCE6F1")
                .set_border_bottom(FormatBorder::Thin),
            numbers: [number("#,##0\\ \"€\""), number("#,##0"), number("#,##0.00"), number("0")],
        }
    }

    fn of(&self, shown: Shown) -> &Format {
        &self.numbers[shown as usize]
    }
}

/// A column of a sheet: its head, what the note on the head says, its width in characters.
pub struct Head {
    pub text: String,
    pub says: String,
    pub width: f64,
}

impl Head {
    pub fn new(text: impl Into<String>, says: impl Into<String>, width: f64) -> Head {
        Head { text: text.into(), says: says.into(), width }
    }
}

/// Adds a sheet of a table: head in sight, filters, one page wide when printed.
///
/// # Errors
/// When the crate refuses a name or a cell.
pub fn table(
    workbook: &mut Workbook,
    formats: &Formats,
    name: &str,
    heads: &[Head],
    rows: &[Vec<Cell>],
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(name)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, head) in (0u16..).zip(heads) {
        sheet.set_column_width(column, head.width)?;
        sheet.write_string_with_format(0, column, &head.text, &formats.head)?;
        if !head.says.is_empty() {
            let note = Note::new(&head.says).set_author("Bassin").add_author_prefix(false);
            sheet.insert_note(0, column, &note)?;
        }
    }
    for (number, row) in (1..MOST_ROWS).zip(rows) {
        for (column, cell) in (0u16..).zip(row) {
            put(sheet, formats, (number, column), cell)?;
        }
    }
    let (last_row, last_column) = (rows.len().min(MOST_ROWS as usize - 1) as u32, heads.len().saturating_sub(1) as u16);
    sheet.autofilter(0, 0, last_row, last_column)?;
    Ok(())
}

/// Writes a cell.
///
/// # Errors
/// When the crate refuses it.
pub fn put(sheet: &mut Worksheet, formats: &Formats, at: (u32, u16), cell: &Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => sheet.write_string(at.0, at.1, text)?,
        Cell::Number(value, shown) => sheet.write_number_with_format(at.0, at.1, *value, formats.of(*shown))?,
        Cell::Blank => sheet,
    };
    Ok(())
}

/// A CSV table read back, to be laid out as a sheet.
pub struct Read {
    table: &'static str,
    columns: Vec<String>,
    pub rows: Vec<csv::StringRecord>,
}

impl Read {
    /// The rows of `folder/table.csv` that are wanted; `None` if the run has no such table.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(
        folder: &Path,
        table: &'static str,
        wanted: impl Fn(&csv::StringRecord) -> bool,
    ) -> Result<Option<Read>, String> {
        let path = folder.join(format!("{table}.csv"));
        if !path.exists() {
            return Ok(None);
        }
        let told = |error: csv::Error| format!("{}: {error}", path.display());
        let mut reader = csv::Reader::from_path(&path).map_err(told)?;
        let columns = reader.headers().map_err(told)?.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        for row in reader.records() {
            let row = row.map_err(told)?;
            if wanted(&row) {
                rows.push(row);
            }
        }
        Ok(Some(Read { table, columns, rows }))
    }

    /// Lays the table out; `shown` may say a text otherwise than the CSV does.
    ///
    /// # Errors
    /// When the crate refuses a name or a cell.
    pub fn sheet(
        &self,
        workbook: &mut Workbook,
        (formats, documented, language): (&Formats, &Columns, Language),
        name: &str,
        shown: impl Fn(&csv::StringRecord, &str, &str) -> String,
    ) -> Result<(), XlsxError> {
        let unit_column = self.columns.iter().position(|column| column == "unit");
        let kinds: Vec<Kind> = self
            .columns
            .iter()
            .map(|column| documented.column(self.table, column).map_or(Kind::Text, |known| known.kind))
            .collect();
        let heads: Vec<Head> = self
            .columns
            .iter()
            .zip(&kinds)
            .map(|(column, kind)| {
                let says = documented.column(self.table, column).map_or("", |known| {
                    if language == Language::French && !known.french.is_empty() {
                        &known.french
                    } else {
                        &known.english
                    }
                });
                let width = match (kind, column.as_str()) {
                    (_, "year" | "seeds") => 8.0,
                    (Kind::Text, "level" | "kind") => 20.0,
                    (Kind::Text, "unit") => 16.0,
                    (Kind::Text, _) => 40.0,
                    _ => 18.0,
                };
                Head::new(head(column, language), language.set(&says.replace('`', "")), width)
            })
            .collect();
        let rows: Vec<Vec<Cell>> = self
            .rows
            .iter()
            .map(|row| {
                let unit = unit_column.and_then(|column| row.get(column)).unwrap_or_default();
                let cell = |((text, column), kind): ((&str, &String), &Kind)| match kind {
                    Kind::Text => Cell::Text(shown(row, column, text)),
                    Kind::Integer => Cell::number(text.parse().ok(), Shown::Bare),
                    Kind::Decimal => Cell::number(text.parse().ok(), in_unit(unit)),
                };
                row.iter().zip(&self.columns).zip(&kinds).map(cell).collect()
            })
            .collect();
        table(workbook, formats, name, &heads, &rows)
    }
}

fn in_unit(unit: &str) -> Shown {
    match unit {
        "euros" | "euros a year" => Shown::Euros,
        unit if unit.starts_with('€') => Shown::Euros,
        "persons" | "households" | "jobs" => Shown::Count,
        _ => Shown::Decimal,
    }
}

/// The head of a column in the language.
fn head(column: &str, language: Language) -> String {
    let (english, french) = match column {
        "year" => ("Year", "Année"),
        "level" => ("Level", "Niveau"),
        "territory" => ("Place", "Lieu"),
        "kind" => ("Kind", "Sorte"),
        "name" => ("Quantity", "Grandeur"),
        "unit" => ("Unit", "Unité"),
        "seeds" => ("Seeds", "Graines"),
        "reference" => ("Reference", "Référence"),
        "reform" => ("Reform", "Réforme"),
        "difference" => ("Difference", "Différence"),
        "interval_95_low" | "less_the_file_95_low" | "interaction_95_low" => {
            ("95 % interval, low", "Intervalle à 95 %, bas")
        }
        "interval_95_high" | "less_the_file_95_high" | "interaction_95_high" => {
            ("95 % interval, high", "Intervalle à 95 %, haut")
        }
        "version" => ("Version", "Version"),
        "says" => ("What it changes", "Ce qu'elle change"),
        "effect" => ("Effect", "Effet"),
        "mean" => ("Mean", "Moyenne"),
        "less_the_file" => ("Less the file", "Moins le fichier"),
        "sum_of_each_alone" => ("Sum of each alone", "Somme de chacune seule"),
        "together" => ("Together", "Ensemble"),
        "interaction" => ("Interaction", "Interaction"),
        other => return other.replace('_', " "),
    };
    language.set(language.of(english, french))
}
