//! What a scenario may say: keys, their kinds, units, ranges, defaults and where each default comes from.
//!
//! Why it exists: one declaration of a key serves the reading of a file, its error messages, `bassin check`, the
//! commented templates and `scenarios/reference.toml`, so that none of them can say something else than the others.
//! It imports only `units`, and never reads a file.

mod checked;
mod lists;
mod places;
pub mod quantity;
mod read;
mod value;
mod written;

pub use checked::{Checked, CheckedTable, Claim, Origin};
pub use places::{At, Level, PlaceError, Places};
pub use read::{Mistake, Wrong, nearest};
pub use value::Value;
pub use written::{Entry, Node, Span, What};

/// How well a number is known. A headline says how much of its variance each grade carries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Grade {
    /// Written in a law, decree or order.
    Law,
    /// Counted or measured by a public producer.
    Statistic,
    /// Estimated in a published study.
    Estimate,
    /// Chosen for this model; the range says how far it could be wrong.
    Assumption,
    /// Not a fact at all: what the author of the scenario decides.
    Decision,
}

impl Grade {
    /// The word used in files and reports.
    pub const fn word(self) -> &'static str {
        match self {
            Grade::Law => "law",
            Grade::Statistic => "statistic",
            Grade::Estimate => "estimate",
            Grade::Assumption => "assumption",
            Grade::Decision => "decision",
        }
    }

    /// The grade a word names.
    pub fn from_word(word: &str) -> Option<Grade> {
        [Grade::Law, Grade::Statistic, Grade::Estimate, Grade::Assumption, Grade::Decision]
            .into_iter()
            .find(|grade| grade.word() == word)
    }
}

/// The language a scenario is read back in. Keys and messages are English, institutions keep their French names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    #[default]
    English,
    French,
}

impl Language {
    /// The one of two texts in this language.
    pub fn of<T>(self, english: T, french: T) -> T {
        match self {
            Language::English => english,
            Language::French => french,
        }
    }
}

/// The kind of a value, with what is needed to read it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `"35 %"`, or `"10 % of activity"`: the base may be left out, but if stated it must be this one.
    Share { of: &'static str },
    /// `"500 €/FTE/year"`: what the amount is divided by must be stated, all of it.
    Money { per: &'static [&'static str] },
    /// `"3 persons/month"`.
    PersonsPerMonth,
    /// `"11 months"` or `"5 years"`.
    Duration,
    /// `"2026-01"`.
    Month,
    /// A whole number, bare.
    Count,
    /// A number without unit, bare: an elasticity, a correlation.
    Number,
    /// `true` or `false`.
    Bool,
    /// One word of a list.
    Choice(&'static [&'static str]),
    /// Several words of a list, in the order that matters to the policy.
    Choices(&'static [&'static str]),
    /// Free text.
    Text,
    /// A list of places, resolved to this level.
    Places(Level),
    /// A list of years: `[2022, 2023, 2024]`.
    Years,
    /// `"2027..2030"`, both included.
    YearRange,
    /// `"1..20"`, both included, or a list of whole numbers.
    Seeds,
}

impl Kind {
    /// Whether a value of this kind is written between quotes.
    pub const fn is_quoted(self) -> bool {
        match self {
            Kind::Share { .. }
            | Kind::Money { .. }
            | Kind::PersonsPerMonth
            | Kind::Duration
            | Kind::Month
            | Kind::Choice(_)
            | Kind::Text
            | Kind::YearRange
            | Kind::Seeds => true,
            Kind::Count | Kind::Number | Kind::Bool | Kind::Choices(_) | Kind::Places(_) | Kind::Years => false,
        }
    }

    /// What to call a value of this kind in a sentence.
    pub fn called(self) -> String {
        match self {
            Kind::Share { of: "" } => "a share in per cent".into(),
            Kind::Share { of } => format!("a share of {of} in per cent"),
            Kind::Money { per: [] } => "an amount in euros".into(),
            Kind::Money { per } => format!("an amount in €/{}", per.join("/")),
            Kind::PersonsPerMonth => "a number of persons a month".into(),
            Kind::Duration => "a duration in months or years".into(),
            Kind::Month => "a month".into(),
            Kind::Count => "a whole number, without quotes".into(),
            Kind::Number => "a number, without quotes".into(),
            Kind::Bool => "true or false, without quotes".into(),
            Kind::Choice(options) => format!("one of {}", options.join(", ")),
            Kind::Choices(options) => format!("a list of words among {}", options.join(", ")),
            Kind::Text => "a text between quotes".into(),
            Kind::Places(Level::Cells) => "a list of places".into(),
            Kind::Places(Level::Communes) => "a list of communes (or of wider places)".into(),
            Kind::Places(Level::Departements) => "a list of départements".into(),
            Kind::Places(Level::Regions) => "a list of régions".into(),
            Kind::Years => "a list of years".into(),
            Kind::YearRange => "a range of years".into(),
            Kind::Seeds => "a range or a list of seeds".into(),
        }
    }
}

/// What happens when a key is not written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// This value holds, written as in a scenario (without the quotes).
    Default(&'static str),
    /// It must be written: the scenario means nothing without it.
    Required,
    /// It must be written, because choosing for the author would be taking a political decision in silence.
    Choice,
    /// Nothing holds: the key may be absent.
    Optional,
}

/// One key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    pub kind: Kind,
    pub need: Need,
    /// A value one could write, as in a scenario (without the quotes).
    pub example: &'static str,
    /// Smallest and largest value accepted, as in a scenario; `None` when the kind alone bounds it.
    pub range: Option<[&'static str; 2]>,
    /// The range of today's law when it is narrower: outside it, `outside_law = true` must be written.
    pub lawful: Option<[&'static str; 2]>,
    pub grade: Grade,
    /// Where the default and the range come from: producer and year.
    pub source: &'static str,
    /// What the key means, in one sentence.
    pub about: &'static str,
}

impl Key {
    /// The value that holds when nothing is written, as in a scenario; `None` when there is none.
    pub const fn default(&self) -> Option<&'static str> {
        match self.need {
            Need::Default(written) => Some(written),
            Need::Required | Need::Choice | Need::Optional => None,
        }
    }

    /// Whether a scenario without this key is refused.
    pub const fn must_be_written(&self) -> bool {
        matches!(self.need, Need::Required | Need::Choice)
    }

    /// A value of this key as it stands in a file, with its quotes if it takes any.
    pub fn as_toml(&self, written: &str) -> String {
        if self.kind.is_quoted() { format!("\"{written}\"") } else { written.to_owned() }
    }
}

/// One table of a scenario: its keys and the tables inside it.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub name: &'static str,
    /// What the table is, in one sentence.
    pub about: &'static str,
    pub keys: &'static [Key],
    /// Tables inside this one, whose name is given.
    pub fixed: &'static [Table],
    /// Tables inside this one, whose name the author of the scenario chooses.
    pub named: Option<Named>,
}

/// Tables whose name the author chooses: `[tzcld.territory.marles]`, `[rsa_recentralisation.reunion]`.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// The word between the table and the name; empty when the name follows at once.
    pub under: &'static str,
    /// What one such table is: "a territory".
    pub what: &'static str,
    /// A name one could choose.
    pub example: &'static str,
    pub table: &'static Table,
    /// Whether a key absent from such a table is looked up in the table around it.
    pub inherits: bool,
    /// Whether the scenario means nothing without one such table at least.
    pub at_least_one: bool,
}

impl Named {
    /// Measures that stand right under their policy, each taking from it what it does not say.
    pub const fn measures(what: &'static str, example: &'static str, table: &'static Table) -> Named {
        Named { under: "", what, example, table, inherits: true, at_least_one: false }
    }
}

impl Table {
    /// The key of this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Every name that may stand in this table, for suggestions.
    pub fn names(&self) -> Vec<&'static str> {
        let keys = self.keys.iter().map(|key| key.name);
        let fixed = self.fixed.iter().map(|table| table.name);
        let under = self.named.iter().map(|named| named.under).filter(|under| !under.is_empty());
        keys.chain(fixed).chain(under).collect()
    }
}
