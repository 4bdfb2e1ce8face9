//! Exemption of employer contributions by place: what a scenario may say of it.
//!
//! From a date, private employers do not pay part of the contributions on the jobs located in named places, whoever
//! holds them and wherever they live. The branches forgo the money; whether the State makes up for it must be said. Firms
//! of the place want more jobs as labour costs them less, part of them taken from neighbouring places.
//!
//! Limits: wages do not answer (the employer keeps the whole relief), all jobs are covered and not new hires only, and
//! taxes on profits, which real zones exempt too, are left out.

mod mechanism;

use super::{Inconsistency, Policy, law_values, measure_keys};
use crate::keys::{CheckedTable, Claim, Grade, Key, Kind, Language, Level, Mistake, Named, Need, Places, Table, Wrong};
use crate::units::{Cell, Month, Rate};
use crate::world::Exemption;

const KEYS: &[Key] = &[
    measure_keys::place(Level::Cells, "[\"dep:59\"]", "The places where the jobs are that bear fewer contributions."),
    measure_keys::from("2021-01", "The first month of the exemption."),
    measure_keys::through("2025-12"),
    measure_keys::outside_law("true", "Whether the measure goes beyond what CSS L241-19 allows (wages, cumulation)."),
    Key {
        name: "compensated",
        kind: Kind::Bool,
        need: Need::Choice,
        example: "true",
        about: "Whether the State pays the branches of Sécurité sociale what they forgo.",
        ..measure_keys::DECISION
    },
    Key {
        name: "share",
        kind: Kind::Share { of: "contributions" },
        need: Need::Default("100 % of contributions"),
        example: "50 % of contributions",
        range: Some(["0 %", "100 %"]),
        grade: Grade::Law,
        source: "CSS L241-19 (zones de revitalisation rurale): the whole of them",
        about: "The part forgone of employer contributions to health, basic old age and family, under the first limit.",
        ..measure_keys::DECISION
    },
    Key {
        name: "full_up_to",
        kind: Kind::Number,
        need: Need::Default("1.5"),
        example: "1.5",
        range: Some(["0.5", "5"]),
        lawful: Some(["0.5", "1.5"]),
        grade: Grade::Law,
        source: "CSS L241-19 and D241-24 (Urssaf); 1.4 in zones franches urbaines",
        about: "The hourly wage, in SMIC, up to which they are forgone in full.",
    },
    Key {
        name: "none_from",
        kind: Kind::Number,
        need: Need::Default("2.4"),
        example: "2.4",
        range: Some(["0.6", "10"]),
        lawful: Some(["0.6", "2.4"]),
        grade: Grade::Law,
        source: "CSS L241-19 and D241-24 (Urssaf); 2 in zones franches urbaines",
        about: "The hourly wage, in SMIC, from which nothing is forgone.",
    },
    Key {
        name: "general_reduction",
        kind: Kind::Choice(&["larger_of_both", "on_top"]),
        need: Need::Default("larger_of_both"),
        example: "larger_of_both",
        grade: Grade::Law,
        source: "CSS L241-19: not held together with another exemption",
        about: "Whether the employer takes the larger of the exemption and the general reduction, or both.",
        ..measure_keys::DECISION
    },
    Key {
        name: "elasticity",
        kind: Kind::Number,
        need: Need::Default("0.4"),
        example: "0.4",
        range: Some(["0", "1.5"]),
        grade: Grade::Estimate,
        source: "Lichter, Peichl and Siegloch, European Economic Review 2015: most estimates lie near 0.4; evaluations of \
                 French zones go from none (Insee Lorraine 2015, zones of 2004) to large (Insee Analyses 2012, zones of 1997)",
        about: "By how many per cent more jobs firms want, in the end, for one per cent less labour cost.",
        ..measure_keys::DECISION
    },
    Key {
        name: "displaced",
        kind: Kind::Share { of: "gained_jobs" },
        need: Need::Default("50 % of gained_jobs"),
        example: "50 % of gained_jobs",
        range: Some(["0 %", "100 %"]),
        grade: Grade::Estimate,
        source: "zones franches urbaines: near half of new establishments are moved ones (Givord and Trevien, Insee 2012), \
                 two thirds (Rathelot and Sillard, Économie et Statistique 2008)",
        about: "The part of the jobs gained that firms of neighbouring places lose.",
        ..measure_keys::DECISION
    },
    Key {
        name: "adjustment",
        kind: Kind::Duration,
        need: Need::Default("24 months"),
        example: "24 months",
        range: Some(["1 month", "10 years"]),
        grade: Grade::Assumption,
        source: "assumption of the model; effects of the zones of 1997 levelled off after five years (Insee 2012)",
        about: "How long firms take to reach the jobs they want in the end, in equal steps.",
        ..measure_keys::DECISION
    },
];

static ONE: Table =
    Table { name: "zoned_exemptions", about: "One measure: places, date, terms.", keys: KEYS, fixed: &[], named: None };

static TABLE: Table = Table {
    name: "zoned_exemptions",
    about: "Employer contributions forgone on the jobs of some places.",
    keys: KEYS,
    fixed: &[],
    named: Some(Named::measures("a measure with its own places, date or terms", "my_zone", &ONE)),
};

/// Zoned exemptions in the register.
pub const POLICY: Policy = Policy {
    name: "zoned_exemptions",
    table: &TABLE,
    consistent,
    claims,
    sentences: |table, language| table.measures().iter().map(|(_, measure)| sentence(measure, language)).collect(),
    starts: |table| Measure::read_all(table).iter().map(|measure| measure.from).min(),
    law: law_values::none,
    build: |table, setting, world| mechanism::build(Measure::read_all(table), setting, world),
    rests_on: &["matching.intensity", "demand.layoff_speed", "demand.residential_response"],
};

/// One measure, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    pub name: String,
    /// Sorted.
    pub cells: Vec<Cell>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    pub exemption: Exemption,
    pub compensated: bool,
    /// Per cent more jobs for a per cent less labour cost.
    pub elasticity: Rate,
    /// Of the jobs gained.
    pub displaced: Rate,
    /// Months.
    pub adjustment: u16,
}

impl Measure {
    /// The measures a checked table holds, by name.
    pub fn read_all(table: &CheckedTable) -> Vec<Measure> {
        table.measures().into_iter().map(|(name, measure)| Measure::read(name, measure)).collect()
    }

    fn read(name: &str, table: &CheckedTable) -> Measure {
        Measure {
            name: name.to_owned(),
            cells: table.cells("where").to_vec(),
            from: table.month("from"),
            through: table.month_if_any("through"),
            exemption: Exemption {
                share: table.share("share"),
                full_up_to: table.number("full_up_to"),
                none_from: table.number("none_from"),
                on_top: table.choice("general_reduction") == "on_top",
            },
            compensated: table.is("compensated"),
            elasticity: table.number("elasticity"),
            displaced: table.share("displaced"),
            adjustment: table.months("adjustment"),
        }
    }
}

/// The limits must be in order, and cumulation said to be outside the law.
fn consistent(table: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    let mut found = Vec::new();
    for (_, measure) in table.measures() {
        let mut wrong = |key: &str, mistake: Mistake| {
            let span = measure.checked(key).and_then(|written| written.span.clone());
            found.push(Inconsistency { path: format!("{}.{key}", measure.path), span, mistake });
        };
        if measure.number("none_from") <= measure.number("full_up_to") {
            let says = format!("is not above full_up_to, {}", measure.said("full_up_to"));
            wrong("none_from", Mistake::new(Wrong::Conflict, says, "write a higher wage, in SMIC"));
        }
        if measure.choice("general_reduction") == "on_top" && !measure.is("outside_law") {
            let says = "adds the exemption to the general reduction, which the law does not allow";
            wrong("general_reduction", Mistake::new(Wrong::OutsideTheLaw, says, "write `outside_law = true`"));
        }
    }
    found
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    table.claims_of_cells("the employer contributions of the jobs of a place")
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place, share) = (measure.month("from"), measure.said_list("where"), measure.said("share"));
    let (full, none) = (measure.said("full_up_to"), measure.said("none_from"));
    let (elasticity, displaced) = (measure.said("elasticity"), measure.said("displaced"));
    let (on_top, compensated) = (measure.choice("general_reduction") == "on_top", measure.is("compensated"));
    match language {
        Language::English => format!(
            "From {from}, employers do not pay {share} on the jobs of {place} up to {full} SMIC, less and less to {none} \
             ({}); {}. One per cent less labour cost brings {elasticity} per cent more jobs, and {displaced} come from \
             neighbouring places.",
            if on_top { "on top of the general reduction" } else { "or the general reduction where it is larger" },
            if compensated { "the State pays it to the branches" } else { "the branches bear it" },
        ),
        Language::French => format!(
            "À partir de {from}, les employeurs ne paient pas {share} sur les emplois de {place} jusqu'à {full} SMIC, de \
             façon dégressive jusqu'à {none} ({}) ; {}. Un pour cent de coût du travail en moins amène {elasticity} pour \
             cent d'emplois en plus, et {displaced} viennent des lieux voisins.",
            if on_top {
                "en plus de la réduction générale"
            } else {
                "ou la réduction générale si elle est plus forte"
            },
            if compensated { "l'État les verse aux branches" } else { "les branches les supportent" },
        ),
    }
}
