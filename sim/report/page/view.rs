//! What the template lays out: tables, figures, lists. All texts are written already, none is escaped yet.

use super::canvas::Drawing;

/// A cell: its text, and the number to sort by where there is one.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub text: String,
    /// A bare number with a point, for the sorting script.
    pub sort: String,
    /// `number`, `good`, `bad`, `open`, ` `.
    pub class: &'static str,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    pub fn number(text: String, value: f64) -> Cell {
        Cell { text, sort: format!("{value:.6}"), class: "number" }
    }

    /// A blank of a column of numbers.
    pub fn blank() -> Cell {
        Cell { text: "–".into(), sort: String::new(), class: "number" }
    }

    pub fn class(self, class: &'static str) -> Cell {
        Cell { class, ..self }
    }
}

/// A row; the first cell is its head.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub cells: Vec<Cell>,
    pub strong: bool,
}

/// A table with its caption.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub caption: String,
    /// Texts of the head, and whether the column holds numbers.
    pub head: Vec<(String, bool)>,
    pub rows: Vec<Row>,
    pub sortable: bool,
    /// Longer than a screen: scrolls by itself under its head.
    pub tall: bool,
    pub note: String,
}

impl Table {
    pub fn new(caption: impl Into<String>, text_heads: &[&str], number_heads: &[String]) -> Table {
        let head = text_heads.iter().map(|text| ((*text).to_owned(), false));
        let head = head.chain(number_heads.iter().map(|text| (text.clone(), true))).collect();
        Table { caption: caption.into(), head, ..Table::default() }
    }

    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(Row { cells, strong: false });
    }

    pub fn strong_row(&mut self, cells: Vec<Cell>) {
        self.rows.push(Row { cells, strong: true });
    }

    /// Without the columns of numbers that are blank in every row: intervals, with one seed.
    pub fn trimmed(mut self) -> Table {
        for column in (0..self.head.len()).rev() {
            let blank = |row: &Row| row.cells.get(column).is_none_or(|cell| cell.text.is_empty());
            if self.head[column].1 && self.rows.iter().all(blank) {
                self.head.remove(column);
                for row in self.rows.iter_mut().filter(|row| row.cells.len() > column) {
                    row.cells.remove(column);
                }
            }
        }
        self
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A line of a legend: the class of its mark and its words.
#[derive(Clone, Debug)]
pub struct Key {
    pub mark: &'static str,
    pub text: String,
}

/// A chart drawn for two widths, with the words that stand for it and the table behind it.
#[derive(Clone, Debug)]
pub struct Figure {
    pub id: &'static str,
    pub title: String,
    /// What the picture shows, for who does not see it.
    pub says: String,
    pub unit: String,
    pub legend: Vec<Key>,
    pub wide: Drawing,
    pub narrow: Drawing,
    pub table: Table,
    pub note: String,
}

/// A section made of sentences, pictures and tables, in this order.
#[derive(Clone, Debug, Default)]
pub struct Section {
    pub id: &'static str,
    pub title: String,
    pub intro: String,
    /// What must not be missed.
    pub notice: String,
    pub figures: Vec<Figure>,
    pub tables: Vec<Table>,
    pub sentences: Vec<String>,
    /// Tables shown on demand, under these words.
    pub folded: Vec<(String, Table)>,
    pub note: String,
}

/// A figure of the headline.
#[derive(Clone, Debug, Default)]
pub struct Card {
    pub label: String,
    pub value: String,
    /// `cost`, `gain`, `open` or nothing.
    pub tone: &'static str,
    pub interval: String,
    pub note: String,
}

/// A word and what it means.
#[derive(Clone, Debug)]
pub struct Term {
    pub word: String,
    pub means: String,
}
