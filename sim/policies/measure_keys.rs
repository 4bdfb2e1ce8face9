//! The keys every measure has: where, from when, until when, and whether it lies outside today's law. Declared once, so
//! that they are written, ranged and refused alike in every policy; each policy says what they mean for it.

use crate::keys::{Grade, Key, Kind, Level, Need};

/// What a decision of the scenario's author starts from: no default, no source, no bound of law.
pub const DECISION: Key = Key {
    name: "",
    kind: Kind::Text,
    need: Need::Required,
    example: "",
    range: None,
    lawful: None,
    grade: Grade::Decision,
    source: "",
    about: "",
};

/// The months in which a measure can begin and end: after the first month simulated, to the last that can be.
const MONTHS: Option<[&str; 2]> = Some(["2019-02", "2035-12"]);

/// `where`: the places the measure holds in.
pub const fn place(level: Level, example: &'static str, about: &'static str) -> Key {
    Key { name: "where", kind: Kind::Places(level), example, about, ..DECISION }
}

/// `from`: its first month.
pub const fn from(example: &'static str, about: &'static str) -> Key {
    Key { name: "from", kind: Kind::Month, range: MONTHS, example, about, ..DECISION }
}

/// `through`: its last month, included.
pub const fn through(example: &'static str) -> Key {
    let about = "The last month of the measure; until the end of the run if not written.";
    Key { name: "through", kind: Kind::Month, need: Need::Optional, range: MONTHS, example, about, ..DECISION }
}

/// `outside_law`: a choice that nobody makes for the author.
pub const fn outside_law(example: &'static str, about: &'static str) -> Key {
    Key { name: "outside_law", kind: Kind::Bool, need: Need::Choice, example, about, ..DECISION }
}

/// A number of the mechanism that nobody publishes: its default and range are assumptions of the model.
pub const fn assumed(
    name: &'static str,
    kind: Kind,
    default: &'static str,
    range: [&'static str; 2],
    source: &'static str,
    about: &'static str,
) -> Key {
    let need = Need::Default(default);
    Key { name, kind, need, example: default, range: Some(range), grade: Grade::Assumption, source, about, ..DECISION }
}

/// What the author decides of a measure, within a range: what it is and how far it goes.
pub const fn decided(
    name: &'static str,
    kind: Kind,
    need: Need,
    example: &'static str,
    range: [&'static str; 2],
    about: &'static str,
) -> Key {
    Key { name, kind, need, example, range: Some(range), source: "none unless asked for", about, ..DECISION }
}

/// How far support works better with more workers: the same number wherever a policy pays for workers.
pub const SUPPORT_ELASTICITY: Key = assumed(
    "support_elasticity",
    Kind::Number,
    "0.5",
    ["0", "1"],
    "assumption of the model; trials of intensive support find 0 to 20 % more job finding (Dares, CREST 2008-2013)",
    "How much the effect of support on search rises with workers by recipient: 1 is in proportion.",
);
