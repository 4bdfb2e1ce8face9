//! Who pays for unaccompanied minors (mineurs non accompagnés): what a scenario may say of it.
//!
//! Départements shelter and assess them, then care for those recognised as minors. The State gives a part, here 14 % of
//! the cost of 2018 unless a measure says otherwise. A measure applies the rule published in 2019 (so much an assessment,
//! so much for a part of the additional minors), has the State pay all, or moves the competence to the State. Numbers by
//! département are not published with costs: each has its part of the country's cost, and as many minors as that cost
//! makes at the country's cost a minor.

mod mechanism;

pub use mechanism::build;

use super::{Inconsistency, Policy, measure_keys};
use crate::keys::{CheckedTable, Claim, Grade, Key, Kind, Language, Level, Mistake, Named, Need, Places, Table, Wrong};
use crate::units::{Cents, Departement, Month, Rate};

const RULE: &str = "payment rule of 2019 (Regards n°56, EN3S 2020, note 27)";

const fn rule(
    name: &'static str,
    kind: Kind,
    default: &'static str,
    range: [&'static str; 2],
    about: &'static str,
) -> Key {
    Key {
        name,
        kind,
        need: Need::Default(default),
        example: default,
        range: Some(range),
        lawful: None,
        grade: Grade::Law,
        source: RULE,
        about,
    }
}

const A_DAY: Kind = Kind::Money { per: &["person", "day"] };

const KEYS: &[Key] = &[
    measure_keys::place(
        Level::Departements,
        "[\"dep:93\"]",
        "The départements whose unaccompanied minors are concerned.",
    ),
    measure_keys::from("2021-01", "The first month of the measure."),
    measure_keys::through("2026-12"),
    Key {
        name: "mode",
        kind: Kind::Choice(&["published_rule", "state_pays_all", "transfer"]),
        need: Need::Choice,
        example: "published_rule",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "The State pays by the rule of 2019, pays départements all they spend, or takes the competence over and spends itself.",
    },
    Key {
        name: "resources_taken",
        kind: Kind::Share { of: "left_to_pay" },
        need: Need::Optional,
        example: "100 % of left_to_pay",
        range: Some(["0 %", "100 %"]),
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "With a transfer, and only then: the part of what the département paid when it began that the State takes back each year, frozen.",
    },
    rule(
        "assessment",
        Kind::Money { per: &["person"] },
        "500 €/person",
        ["0 €/person", "5 000 €/person"],
        "What the State pays for each assessment.",
    ),
    rule(
        "first_days",
        A_DAY,
        "90 €/person/day",
        ["0 €/person/day", "500 €/person/day"],
        "What it pays for each of the first 14 days of shelter during the assessment.",
    ),
    rule(
        "further_days",
        A_DAY,
        "20 €/person/day",
        ["0 €/person/day", "500 €/person/day"],
        "What it pays for each day from the fifteenth to the twenty-third.",
    ),
    rule(
        "additional_minor",
        Kind::Money { per: &["person"] },
        "6 000 €/person",
        ["0 €/person", "100 000 €/person"],
        "What it pays for a minor in care more than the year before.",
    ),
    rule(
        "share_of_increase",
        Kind::Share { of: "increase" },
        "75 % of increase",
        ["0 %", "100 %"],
        "The part of the additional minors it pays for.",
    ),
    Key {
        name: "assessed",
        kind: Kind::Number,
        need: Need::Default("1"),
        example: "1",
        range: Some(["0.3", "3"]),
        lawful: None,
        grade: Grade::Assumption,
        source: "not found published with costs; the number in care rose by 15 000 in 2018 (Regards n°56), so that at least 0,4 a minor in care were assessed and recognised",
        about: "Persons assessed in a year for one minor in care.",
    },
    Key {
        name: "days",
        kind: Kind::Count,
        need: Need::Default("23"),
        example: "23",
        range: Some(["1", "365"]),
        lawful: None,
        grade: Grade::Assumption,
        source: "assumption of the model: an assessment lasts as long as the State pays for",
        about: "Days of shelter during an assessment; the State pays for 23 at most.",
    },
];

static ONE: Table = Table { name: "unaccompanied_minors", about: "One measure.", keys: KEYS, fixed: &[], named: None };

static TABLE: Table = Table {
    name: "unaccompanied_minors",
    about: "Who pays for unaccompanied minors.",
    keys: KEYS,
    fixed: &[],
    named: Some(Named::measures("a measure with its own départements, date or mode", "my_departement", &ONE)),
};

/// Unaccompanied minors in the register.
pub const POLICY: Policy = Policy {
    name: "unaccompanied_minors",
    table: &TABLE,
    consistent,
    claims,
    sentences,
    starts: |table| Measure::read_all(table).iter().map(|measure| measure.from).min(),
    build: |table, setting, world| build(Measure::read_all(table), setting, world),
    law: super::law_values::none,
    rests_on: &[
        "departements.unaccompanied_minors",
        "departements.unaccompanied_minors_growth",
        "departements.unaccompanied_minors_count",
    ],
};

/// What a measure does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    PublishedRule(Rule),
    StatePaysAll,
    /// The State takes back this part of what the département paid when the measure began.
    Transfer {
        resources_taken: Rate,
    },
}

/// What the State pays by the rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    /// For a person assessed, shelter included.
    pub assessed: Cents,
    /// Persons assessed in a year for a minor in care, in millionths.
    pub assessed_a_minor: Rate,
    /// For a minor more than the year before.
    pub additional: Cents,
    pub share_of_increase: Rate,
}

/// One measure, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// Sorted.
    pub departements: Vec<Departement>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    pub mode: Mode,
}

impl Measure {
    /// The measures a checked table holds, by name.
    pub fn read_all(table: &CheckedTable) -> Vec<Measure> {
        table.measures().into_iter().map(|(_, measure)| Measure::read(measure)).collect()
    }

    fn read(table: &CheckedTable) -> Measure {
        let days = i64::from(table.count("days"));
        let shelter =
            table.cents("first_days") * days.min(14) + table.cents("further_days") * (days - 14).clamp(0, 23 - 14);
        let mode = match table.choice("mode") {
            "state_pays_all" => Mode::StatePaysAll,
            "transfer" => Mode::Transfer { resources_taken: table.share_if_any("resources_taken").unwrap_or_default() },
            _ => Mode::PublishedRule(Rule {
                assessed: table.cents("assessment") + shelter,
                assessed_a_minor: table.number("assessed"),
                additional: table.cents("additional_minor"),
                share_of_increase: table.share("share_of_increase"),
            }),
        };
        Measure {
            departements: table.departements("where").to_vec(),
            from: table.month("from"),
            through: table.month_if_any("through"),
            mode,
        }
    }
}

fn consistent(table: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    let mut found = Vec::new();
    for (_, measure) in table.measures() {
        let written = measure.checked("resources_taken");
        let mistake = match (measure.choice("mode") == "transfer", written) {
            (true, None) => Mistake::new(
                Wrong::MissingChoice,
                "must be chosen: no default is taken for you",
                "`mode = \"transfer\"` needs it: write for example `resources_taken = \"100 % of left_to_pay\"`, or 0 %",
            ),
            (false, Some(_)) => {
                Mistake::new(Wrong::Conflict, "would not be used", "write `mode = \"transfer\"`, or take it out")
            }
            _ => continue,
        };
        found.push(Inconsistency {
            path: format!("{}.resources_taken", measure.path),
            span: written.map_or_else(|| measure.span.clone(), |checked| checked.span.clone()),
            mistake,
        });
    }
    found
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    table.claims_of_departements("who pays for unaccompanied minors")
}

fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    table.measures().into_iter().map(|(_, measure)| sentence(measure, language)).collect()
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place) = (measure.month("from"), measure.said_list("where"));
    let said = |name: &str| measure.said(name);
    match (language, measure.choice("mode")) {
        (Language::English, "state_pays_all") => {
            format!("From {from}, the State pays {place} all they spend on unaccompanied minors.")
        }
        (Language::English, "transfer") => format!(
            "From {from}, the State cares for the unaccompanied minors of {place} itself, and takes back {} of the start.",
            said("resources_taken")
        ),
        (Language::English, _) => format!(
            "From {from}, the State pays {place} {} an assessment, {} of shelter for 14 days and {} to the 23rd, and {} for \
             {} of minors.",
            said("assessment"),
            said("first_days"),
            said("further_days"),
            said("additional_minor"),
            said("share_of_increase")
        ),
        (Language::French, "state_pays_all") => {
            format!("À partir de {from}, l'État paie à {place} toute leur dépense pour les mineurs non accompagnés.")
        }
        (Language::French, "transfer") => format!(
            "À partir de {from}, l'État prend lui-même en charge les mineurs non accompagnés de {place} et reprend {} du début.",
            said("resources_taken")
        ),
        (Language::French, _) => format!(
            "À partir de {from}, l'État verse à {place} {} par évaluation, {} pendant 14 jours puis {} jusqu'au 23e, et {} \
             pour {} du nombre de mineurs.",
            said("assessment"),
            said("first_days"),
            said("further_days"),
            said("additional_minor"),
            said("share_of_increase")
        ),
    }
}
