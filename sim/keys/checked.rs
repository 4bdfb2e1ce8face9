//! A table of a scenario once read: every key that holds, with its value and where the value comes from.
//!
//! Why it exists: it is what a policy builds its own typed settings from. A name or kind asked here that the key table
//! does not declare is a mistake of the program, never of the user, and stops it with a message; the tests build every
//! policy's settings, so that it cannot reach one.

use std::collections::BTreeMap;

use super::{At, Key, Span, Value};
use crate::units::{Cell, Cents, Commune, Departement, Month, Rate, Region};

/// Where a value comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// The scenario file (or a variant of it, or the command line).
    Written,
    /// The table around this one.
    Inherited,
    /// The key's default.
    Default,
}

/// One key that holds.
#[derive(Clone, Debug)]
pub struct Checked {
    pub key: &'static Key,
    pub value: Value,
    /// The value as written, in the file's own words.
    pub written: String,
    pub origin: Origin,
    pub span: Span,
}

/// One table, checked.
#[derive(Clone, Debug, Default)]
pub struct CheckedTable {
    /// `tzcld.territory.marles`.
    pub path: String,
    /// Where the table is opened in the file.
    pub span: Span,
    values: BTreeMap<&'static str, Checked>,
    fixed: BTreeMap<&'static str, CheckedTable>,
    named: BTreeMap<String, CheckedTable>,
}

/// Two measures may not move the same competence in the same place in the same month: this is what one of them moves.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What is moved, in words: "who pays the RSA".
    pub competence: &'static str,
    pub at: At,
    pub from: Month,
    /// Last month, included; `None` until the end of the run.
    pub through: Option<Month>,
    /// The table that claims it, and where it stands.
    pub by: String,
    pub span: Span,
}

impl CheckedTable {
    pub(crate) fn new(path: String, span: Span) -> CheckedTable {
        CheckedTable { path, span, ..CheckedTable::default() }
    }
    pub(crate) fn set(&mut self, checked: Checked) {
        self.values.insert(checked.key.name, checked);
    }
    pub(crate) fn set_fixed(&mut self, name: &'static str, table: CheckedTable) {
        self.fixed.insert(name, table);
    }
    pub(crate) fn set_named(&mut self, name: String, table: CheckedTable) {
        self.named.insert(name, table);
    }

    /// Every key that holds, by name.
    pub fn values(&self) -> impl Iterator<Item = &Checked> {
        self.values.values()
    }

    /// One key, if it holds.
    pub fn checked(&self, name: &str) -> Option<&Checked> {
        self.values.get(name)
    }

    /// A key as written, without quotes, for sentences; nothing if it does not hold.
    pub fn said(&self, name: &str) -> String {
        self.checked(name).map_or_else(String::new, |checked| checked.written.replace('"', ""))
    }

    /// A list as written, without quotes nor brackets, for sentences.
    pub fn said_list(&self, name: &str) -> String {
        self.said(name).trim_matches(['[', ']']).to_owned()
    }

    /// Tables inside this one whose names the author chose, by name.
    pub fn named(&self) -> impl Iterator<Item = (&str, &CheckedTable)> {
        self.named.iter().map(|(name, table)| (name.as_str(), table))
    }

    /// The tables that each describe one measure: the named ones if there are any, else this one (named by its path).
    pub fn measures(&self) -> Vec<(&str, &CheckedTable)> {
        if self.named.is_empty() { vec![(self.path.as_str(), self)] } else { self.named().collect() }
    }

    /// Whether both tables mean the same, however they are written.
    pub fn means_the_same_as(&self, other: &CheckedTable) -> bool {
        fn same<K: Ord>(a: &BTreeMap<K, CheckedTable>, b: &BTreeMap<K, CheckedTable>) -> bool {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0 == b.0 && a.1.means_the_same_as(b.1))
        }
        let values = |table: &CheckedTable| -> Vec<(&'static str, Value)> {
            table.values.iter().map(|(name, checked)| (*name, checked.value.clone())).collect()
        };
        values(self) == values(other) && same(&self.fixed, &other.fixed) && same(&self.named, &other.named)
    }

    /// What this measure, with its months, moves `at` these places.
    pub fn claim(&self, competence: &'static str, at: At) -> Claim {
        Claim {
            competence,
            at,
            from: self.month("from"),
            through: self.month_if_any("through"),
            by: self.path.clone(),
            span: self.span.clone(),
        }
    }

    /// What each measure of this table moves in the cells of its `where`.
    pub fn claims_of_cells(&self, competence: &'static str) -> Vec<Claim> {
        let claim =
            |(_, measure): (&str, &CheckedTable)| measure.claim(competence, At::Cells(measure.cells("where").to_vec()));
        self.measures().into_iter().map(claim).collect()
    }

    /// What each measure of this table moves in the départements of its `where`.
    pub fn claims_of_departements(&self, competence: &'static str) -> Vec<Claim> {
        let claim = |(_, measure): (&str, &CheckedTable)| {
            measure.claim(competence, At::Departements(measure.departements("where").to_vec()))
        };
        self.measures().into_iter().map(claim).collect()
    }

    /// A table inside this one whose name is given by the program.
    ///
    /// # Panics
    /// If the key table declares none of this name.
    pub fn table(&self, name: &str) -> &CheckedTable {
        self.fixed.get(name).unwrap_or_else(|| panic!("the key table of {} has no table {name}", self.path))
    }

    /// The tables inside this one whose names are given by the program.
    pub fn tables(&self) -> impl Iterator<Item = (&'static str, &CheckedTable)> {
        self.fixed.iter().map(|(name, table)| (*name, table))
    }

    fn value(&self, name: &str) -> &Value {
        match self.values.get(name) {
            Some(checked) => &checked.value,
            None => panic!("the key table of {} does not make sure of {name}", self.path),
        }
    }

    fn mistaken(&self, name: &str, asked: &str) -> ! {
        panic!("{}.{name} is declared as something else than {asked}", self.path)
    }
}

/// One reader for each kind: the value of a key that always holds, and of one that may be absent.
macro_rules! readers {
    ($($(#[$doc:meta])* $name:ident, $optional:ident: $pattern:pat => $found:expr, $type:ty;)*) => {
        impl CheckedTable {
            $(
                $(#[$doc])*
                pub fn $name(&self, name: &str) -> $type {
                    match self.value(name) { $pattern => $found, _ => self.mistaken(name, stringify!($name)) }
                }
                $(#[$doc])*
                /// `None` when the key is not written and has no default.
                pub fn $optional(&self, name: &str) -> Option<$type> {
                    self.values.contains_key(name).then(|| self.$name(name))
                }
            )*
        }
    };
}

readers! {
    /// A share, in millionths of its base.
    share, share_if_any: Value::Share(rate) => *rate, Rate;
    /// An amount, for the period and base the key states.
    cents, cents_if_any: Value::Money(cents) => *cents, Cents;
    /// Persons a month, in millionths.
    persons_per_month, persons_per_month_if_any: Value::PersonsPerMonth(rate) => *rate, Rate;
    /// A duration in months.
    months, months_if_any: Value::Duration(months) => *months, u16;
    /// A calendar month.
    month, month_if_any: Value::Month(month) => *month, Month;
    /// A whole number.
    count, count_if_any: Value::Count(count) => *count, u32;
    /// A number without unit, in millionths.
    number, number_if_any: Value::Number(number) => *number, Rate;
    /// True or false.
    is, is_if_any: Value::Bool(value) => *value, bool;
    /// One word among those of the key.
    choice, choice_if_any: Value::Choice(word) => word, &'static str;
    /// Words among those of the key, in the order written.
    choices, choices_if_any: Value::Choices(words) => words, &[&'static str];
    /// Free text.
    text, text_if_any: Value::Text(text) => text, &str;
    /// Places as cells, sorted.
    cells, cells_if_any: Value::Places { at: At::Cells(list), .. } => list, &[Cell];
    /// Places as communes, sorted.
    communes, communes_if_any: Value::Places { at: At::Communes(list), .. } => list, &[Commune];
    /// Places as départements, sorted.
    departements, departements_if_any: Value::Places { at: At::Departements(list), .. } => list, &[Departement];
    /// Places as régions, sorted.
    regions, regions_if_any: Value::Places { at: At::Regions(list), .. } => list, &[Region];
    /// A list of years.
    years, years_if_any: Value::Years(years) => years, &[u16];
    /// First and last year, both included.
    year_range, year_range_if_any: Value::YearRange(first, last) => (*first, *last), (u16, u16);
    /// Seeds, in the order written.
    seeds, seeds_if_any: Value::Seeds(seeds) => seeds, &[u32];
}
