//! What every column of every table of results means: one source for the metadata of Parquet files, the notes in
//! `results.xlsx` and `results/README.md`.
//!
//! It reads `columns.csv`, carried in the program, and nothing else; it decides how a column is typed, never what is in it.

use std::collections::BTreeMap;

use super::national_books::csv_reader;

const TEXT: &str = include_str!("columns.csv");

/// How the cells of a column are stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Text,
    /// 64 bits with sign; blank is null.
    Integer,
    /// IEEE 754, 64 bits; blank is null.
    Decimal,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Integer => "integer",
            Kind::Decimal => "decimal",
        }
    }
}

/// A column as documented.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
    /// `cents of euro`, `persons`, `see unit`; blank where there is none.
    pub unit: String,
    pub english: String,
    /// Blank unless `results.xlsx` shows the column.
    pub french: String,
}

/// A table as documented.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct TableOfResults {
    /// `year × area × quantity`.
    pub row: String,
    pub about: String,
    /// In the order of the file, those that are common to several tables not among them.
    own: Vec<Column>,
}

/// The documentation of all tables.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// In the order of the file.
    order: Vec<String>,
    tables: BTreeMap<String, TableOfResults>,
    common: Vec<Column>,
}

impl Columns {
    /// Reads what the program carries; rows that cannot be read are left out, which a test would tell.
    pub fn load() -> Columns {
        let mut all = Columns::default();
        for row in csv_reader(TEXT).records().flatten() {
            let cell = |column: usize| row.get(column).unwrap_or_default().to_owned();
            let kind = match cell(2).as_str() {
                "table" => {
                    all.order.push(cell(0));
                    let table = TableOfResults { row: cell(3), about: cell(4), own: Vec::new() };
                    all.tables.insert(cell(0), table);
                    continue;
                }
                "integer" => Kind::Integer,
                "decimal" => Kind::Decimal,
                _ => Kind::Text,
            };
            let column = Column { name: cell(1), kind, unit: cell(3), english: cell(4), french: cell(5) };
            match all.tables.get_mut(&cell(0)) {
                Some(table) => table.own.push(column),
                None => all.common.push(column),
            }
        }
        all
    }

    pub fn table(&self, table: &str) -> Option<&TableOfResults> {
        self.tables.get(table)
    }

    /// A column of a table, which is named without `.csv`.
    pub fn column(&self, table: &str, name: &str) -> Option<&Column> {
        let own = self.tables.get(table)?.own.iter().find(|column| column.name == name);
        own.or_else(|| self.common.iter().find(|column| column.name == name))
    }

    /// The part of `results/README.md` on columns.
    pub fn markdown(&self) -> String {
        let line = |column: &Column| {
            format!("| `{}` | {} | {} | {} |\n", column.name, column.kind.name(), column.unit, column.english)
        };
        let head = "| column | type | unit | meaning |\n| --- | --- | --- | --- |\n";
        let mut text = format!("### In several tables\n\n{head}");
        text.extend(self.common.iter().map(line));
        for name in &self.order {
            let table = &self.tables[name];
            text += &format!("\n### {name}\n\nOne line is {}: {}.\n\n{head}", table.row, table.about);
            text.extend(table.own.iter().map(line));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_every_column_says_what_it_means() {
        let columns = Columns::load();
        let lines = TEXT.lines().filter(|line| !line.starts_with('#')).count() - 1;
        let own: usize = columns.tables.values().map(|table| table.own.len() + 1).sum();
        assert_eq!(own + columns.common.len(), lines);
        for row in csv_reader(TEXT).records() {
            let row = row.expect("six cells a line");
            assert!(["table", "text", "integer", "decimal"].contains(&&row[2]), "{row:?}");
            assert!(!row[4].is_empty() && (&row[2] == "table" || !row[1].is_empty()), "{row:?}");
            let amount = row[1].ends_with("_cents") || &row[1] == "cents";
            assert!(!amount || (&row[2] == "integer" && row[3].starts_with("cents")), "{row:?}");
        }
    }

    #[test]
    fn a_column_of_its_own_comes_before_the_common_one() {
        let columns = Columns::load();
        let about = |table: &str| columns.column(table, "departement").map(|column| column.english.clone());
        assert_eq!(about("accounts").as_deref(), Some("Code of the département"));
        assert!(about("gains_by_workplace").is_some_and(|text| text.contains("works nowhere")));
        assert_eq!(columns.column("accounts", "no_such_column"), None);
    }

    #[test]
    fn the_readme_of_results_documents_every_column() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/results/README.md");
        let readme = std::fs::read_to_string(path).expect("the page");
        let expected = Columns::load().markdown();
        let (before, rest) = readme.split_once(BEGIN).expect("where columns begin");
        let (_, after) = rest.split_once(END).expect("where they end");
        if std::env::var_os("BASSIN_UPDATE_README").is_some() {
            std::fs::write(path, format!("{before}{BEGIN}\n\n{expected}\n{END}{after}")).expect("written");
            return;
        }
        assert!(
            readme.contains(&expected),
            "results/README.md is behind sim/report/columns.csv: BASSIN_UPDATE_README=1 cargo test --release readme"
        );
    }

    const BEGIN: &str = "<!-- columns: made from sim/report/columns.csv -->";
    const END: &str = "<!-- end of columns -->";
}
