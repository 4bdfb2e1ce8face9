//! `[run]`: where, how large, from when to when, with which seeds.

use std::path::PathBuf;

use super::check::{Checking, Written};
use crate::input::Problem;
use crate::keys::quantity;
use crate::keys::{CheckedTable, Entry, Grade, Key, Kind, Level, Need, Node, Table, What, Wrong};
use crate::units::{Cell, Cents, Month};

const KEYS: &[Key] = &[
    Key {
        name: "where",
        kind: Kind::Places(Level::Cells),
        need: Need::Required,
        example: "[\"dep:62\"]",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "The places simulated: zones d'emploi, départements, régions, \"metropole\" or \"france\".",
    },
    Key {
        name: "one_in",
        kind: Kind::Count,
        need: Need::Default("100"),
        example: "100",
        range: Some(["1", "1000"]),
        lawful: None,
        grade: Grade::Decision,
        source: "small enough for a first look at any place",
        about: "One household simulated in so many; 1 is everyone. Small territories are published at 1 only.",
    },
    Key {
        name: "from",
        kind: Kind::Month,
        need: Need::Default("2019-01"),
        example: "2019-01",
        range: Some(["2019-01", "2019-01"]),
        lawful: None,
        grade: Grade::Decision,
        source: "the month of the starting population",
        about: "The first month simulated.",
    },
    Key {
        name: "through",
        kind: Kind::Month,
        need: Need::Required,
        example: "2023-12",
        range: Some(["2019-01", "2035-12"]),
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "The last month simulated, included.",
    },
    Key {
        name: "seeds",
        kind: Kind::Seeds,
        need: Need::Default("1..3"),
        example: "1..3",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "the least that shows an interval",
        about: "The seeds: reference and reform run once for each, on the same draws. Or a table [run.seeds], until an interval is narrow enough.",
    },
    Key {
        name: "context",
        kind: Kind::Choice(&["observed", "smooth"]),
        need: Need::Default("observed"),
        example: "observed",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "2019 to 2025 as observed, covid included, then the stated trend",
        about: "The path of the country: as observed, or without covid and other shocks.",
    },
    Key {
        name: "each_alone",
        kind: Kind::Bool,
        need: Need::Default("false"),
        example: "true",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Whether each policy of the file also runs alone, on the same draws, to tell what they add to each other.",
    },
    Key {
        name: "parquet",
        kind: Kind::Bool,
        need: Need::Default("true"),
        example: "false",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Whether every table of results is also written as Parquet, for R, Python and DuckDB.",
    },
    Key {
        name: "territory",
        kind: Kind::Text,
        need: Need::Optional,
        example: "my-territory",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "A folder with another set of the tables of scenarios/france; those carried in the program if not written.",
    },
];

const SEEDS_KEYS: &[Key] = &[
    Key {
        name: "until",
        kind: Kind::Choice(&[
            "net_cost",
            "net_cost_per_fte",
            "poverty_avoided",
            "lasting_exits",
            "employed",
            "unemployment_avoided",
            "rsa_households",
            "ebe_fte",
        ]),
        need: Need::Required,
        example: "net_cost_per_fte",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "The difference, reform less reference, whose interval decides.",
    },
    Key {
        name: "body",
        kind: Kind::Choice(&[
            "all",
            "etat",
            "maladie",
            "vieillesse",
            "famille",
            "autonomie",
            "unedic",
            "region",
            "departement",
            "bloc_communal",
        ]),
        need: Need::Default("all"),
        example: "departement",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "the consolidated balance",
        about: "Whose cost, where `until` is one: all public bodies together, or one of them.",
    },
    Key {
        name: "years",
        kind: Kind::YearRange,
        need: Need::Required,
        example: "2027..2030",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "The years it is taken over, both included.",
    },
    Key {
        name: "half_width",
        // Its unit is that of `until`: read below.
        kind: Kind::Text,
        need: Need::Required,
        example: "500 €/FTE/year",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Half the width of the 95 % interval to reach, in the unit of `until`: \"500 €/FTE/year\" for net_cost_per_fte, \"2 M€/year\" for net_cost, \"200 person-years\" for poverty_avoided, \"100 persons\", \"100 households\" or \"20 FTE\" for the others.",
    },
    Key {
        name: "at_most",
        kind: Kind::Count,
        need: Need::Default("60"),
        example: "60",
        range: Some(["2", "10000"]),
        lawful: None,
        grade: Grade::Decision,
        source: "a bound on the time of a run",
        about: "The largest number of seeds.",
    },
];

pub(crate) static RUN: Table =
    Table { name: "run", about: "Where, how large, how long, with which seeds.", keys: KEYS, fixed: &[], named: None };
pub(crate) static SEEDS: Table = Table {
    name: "seeds",
    about: "Seeds until the interval is narrow enough.",
    keys: SEEDS_KEYS,
    fixed: &[],
    named: None,
};

/// What the command line says over the file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// `--one-in 20`.
    pub one_in: Option<u32>,
    /// `--seeds 1..20`, as written.
    pub seeds: Option<String>,
    /// `--months 12`: months from the start.
    pub months: Option<u16>,
}

/// What is simulated, checked.
#[derive(Clone, Debug)]
pub struct Run {
    /// Sorted, each once.
    pub cells: Vec<Cell>,
    /// The places as written.
    pub places: Vec<String>,
    /// One household in so many.
    pub one_in: u32,
    pub from: Month,
    /// Last month, included.
    pub through: Month,
    pub seeds: Seeds,
    pub context: Context,
    /// Whether each policy also runs alone.
    pub each_alone: bool,
    /// Whether tables are also written as Parquet.
    pub parquet: bool,
    /// Another set of reference tables.
    pub territory: Option<PathBuf>,
    pub(crate) table: CheckedTable,
    pub(crate) seeds_table: Option<CheckedTable>,
}

impl Run {
    /// How many months are simulated.
    pub const fn months(&self) -> u16 {
        self.through.since(self.from) + 1
    }
}

/// Which seeds run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Seeds {
    /// These, in this order.
    List(Vec<u32>),
    /// 1, 2, 3 and so on, until the interval on a difference is as narrow as asked.
    Until {
        /// `net_cost_per_fte`.
        difference: &'static str,
        /// `all`, `etat` or `departement`.
        body: &'static str,
        /// First and last, both included.
        years: (u16, u16),
        /// Half of the 95 % interval.
        half_width: HalfWidth,
        at_most: u32,
    },
}

/// Half the width of an interval.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HalfWidth {
    Money(Cents),
    /// Persons, person-years, households or full-time equivalents.
    Count(u32),
}

impl HalfWidth {
    /// Euros, or so many.
    pub fn in_units(self) -> f64 {
        match self {
            HalfWidth::Money(cents) => cents.to_euros(),
            HalfWidth::Count(count) => f64::from(count),
        }
    }
}

/// The path of the country.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Context {
    /// 2019 to 2025 as observed, then the stated trend.
    Observed,
    /// Without covid and other shocks.
    Smooth,
}

/// Checks `[run]`, with the options of the command line laid over it; `None` if something in it is wrong.
pub(crate) fn check(root: &Node, options: &Options, checking: &mut Checking<'_>) -> Option<Run> {
    let before = checking.problems.len();
    let absent = Node { span: None, what: What::Table(Vec::new()) };
    let no_span = Some(0..0);
    let (node, span) = root.get("run").map_or((&absent, &no_span), |entry| (&entry.node, &entry.key_span));
    if !node.is_table() {
        // `unknown_tables` has said it.
        return None;
    }
    let seeds_table = match node.get("seeds") {
        Some(entry) if entry.node.is_table() && options.seeds.is_none() => {
            let written = Written { path: "run.seeds", node: &entry.node, span: &entry.key_span };
            Some(checking.table(&SEEDS, written, None))
        }
        _ => None,
    };
    let entries = node.entries().iter().filter(|entry| !(entry.key == "seeds" && entry.node.is_table())).cloned();
    let own = Node { span: node.span.clone(), what: What::Table(entries.collect()) };
    let node = own.overlaid(&laid_over(options, checking));
    let table = checking.table(&RUN, Written { path: "run", node: &node, span }, None);
    if checking.problems.len() > before {
        return None;
    }
    if let Some(until) = &seeds_table {
        until_is_consistent(until, table.month("through"), checking)?;
    }
    let run = Run {
        cells: table.cells("where").to_vec(),
        places: match &table.checked("where")?.value {
            crate::keys::Value::Places { written, .. } => written.clone(),
            _ => Vec::new(),
        },
        one_in: table.count("one_in"),
        from: table.month("from"),
        through: table.month("through"),
        seeds: seeds(&table, seeds_table.as_ref()),
        context: if table.choice("context") == "smooth" { Context::Smooth } else { Context::Observed },
        each_alone: table.is("each_alone"),
        parquet: table.is("parquet"),
        territory: table.text_if_any("territory").map(PathBuf::from),
        table,
        seeds_table,
    };
    if let (Seeds::Until { years: (first, last), .. }, Some(table)) = (&run.seeds, &run.seeds_table)
        && (*first < run.from.year() || *last > run.through.year())
    {
        let help = format!("write years between {} and {}", run.from.year(), run.through.year());
        let span = table.checked("years").and_then(|years| years.span.clone());
        checking.push(Problem::new(Wrong::AfterTheRun, "run.seeds.years holds years that are not run", help, span));
        return None;
    }
    Some(run)
}

/// What the keys of `[run.seeds]` hold together: the unit of the half-width, whose cost, years known in time.
fn until_is_consistent(table: &CheckedTable, through: Month, checking: &mut Checking<'_>) -> Option<()> {
    let until = table.choice("until");
    let span = |key: &str| table.checked(key).and_then(|checked| checked.span.clone());
    let written = table.text_if_any("half_width").unwrap_or_default();
    let unit = unit_of(until);
    if half_width(until, written).is_none_or(|half| half.in_units() <= 0.0) {
        let example = if unit.starts_with('€') { format!("500 {unit}") } else { format!("100 {unit}") };
        let message = format!("run.seeds.half_width = \"{written}\" is not a width for {until}");
        let help = format!("write an amount above zero in {unit}, as \"{example}\"");
        checking.push(Problem::new(Wrong::Unit, message, help, span("half_width")));
        return None;
    }
    if table.choice("body") != "all" && !until.starts_with("net_cost") {
        let message = format!("run.seeds.body says whose cost, and {until} is no cost");
        let help = "take body out, or write until = \"net_cost\" or \"net_cost_per_fte\"";
        checking.push(Problem::new(Wrong::OutOfRange, message, help, span("body")));
        return None;
    }
    let (_, last) = table.year_range("years");
    if until == "lasting_exits" && last + 2 > through.year() {
        let message = format!("lasting exits of {last} are known two years later only, after the end of the run");
        let help = format!("end run.seeds.years in {} at the latest, or run longer", through.year() - 2);
        checking.push(Problem::new(Wrong::AfterTheRun, message, help, span("years")));
        return None;
    }
    Some(())
}

/// The unit in which the half-width of an effect is written.
fn unit_of(until: &str) -> &'static str {
    match until {
        "net_cost" => "€/year",
        "net_cost_per_fte" => "€/FTE/year",
        "poverty_avoided" => "person-years",
        "rsa_households" => "households",
        "ebe_fte" => "FTE",
        _ => "persons",
    }
}

fn half_width(until: &str, written: &str) -> Option<HalfWidth> {
    let money = |per: &[&str]| quantity::money(written, per).ok().map(HalfWidth::Money);
    match until {
        "net_cost" => money(&["year"]),
        "net_cost_per_fte" => money(&["FTE", "year"]),
        _ => quantity::whole_number(written, unit_of(until)).ok().map(HalfWidth::Count),
    }
}

fn seeds(run: &CheckedTable, until: Option<&CheckedTable>) -> Seeds {
    match until {
        None => Seeds::List(run.seeds("seeds").to_vec()),
        Some(table) => Seeds::Until {
            difference: table.choice("until"),
            body: table.choice("body"),
            years: table.year_range("years"),
            // Read when it was checked.
            half_width: half_width(table.choice("until"), table.text("half_width")).unwrap_or(HalfWidth::Count(0)),
            at_most: table.count("at_most"),
        },
    }
}

/// The options of the command line as if they stood in the file; those that are wrong are told and left out.
fn laid_over(options: &Options, checking: &mut Checking<'_>) -> Node {
    let months = options.months.map(|months| {
        let last = super::FIRST_MONTH.plus(months.clamp(1, 10_000) - 1);
        (months, last)
    });
    if let Some((months, last)) = months
        && (months == 0 || last > super::LAST_MONTH)
    {
        let most = super::LAST_MONTH.since(super::FIRST_MONTH) + 1;
        let message = format!("--months {months} is outside the dates that can be run");
        let help = format!("write between 1 and {most} months, from {}", super::FIRST_MONTH);
        checking.push(Problem::new(Wrong::OutOfRange, message, help, None));
    }
    let written = [
        ("one_in", "--one-in", options.one_in.map(|n| What::Whole(n.to_string()))),
        ("seeds", "--seeds", options.seeds.clone().map(What::Text)),
        ("through", "--months", months.map(|(_, last)| What::Text(last.to_string()))),
    ];
    let mut entries = Vec::new();
    for (name, option, what) in written {
        let (Some(what), Some(key)) = (what, RUN.key(name)) else { continue };
        let node = Node { span: None, what };
        match key.read(&node, checking.places) {
            Ok(_) => entries.push(Entry { key: name.to_owned(), key_span: None, node }),
            Err(_) if option == "--months" => {}
            Err(mistake) => checking.push(Problem::of_value(option, &node.written(), &mistake, None)),
        }
    }
    Node { span: None, what: What::Table(entries) }
}
