//! Contribution deferral: what a scenario may say of it.
//!
//! In named places and months, private firms whose own demand has fallen may pay their employer contributions later.
//! The cash they keep lets them put off lay-offs; they repay in instalments, and a part is never repaid.

mod mechanism;

pub use mechanism::build;

use super::{Policy, extent, measure_keys};
use crate::keys::{CheckedTable, Claim, Grade, Key, Kind, Language, Level, Named, Need, Table};
use crate::units::{Cell, Month, Rate};

const KEYS: &[Key] = &[
    measure_keys::place(Level::Cells, "[\"dep:93\"]", "Where firms may pay later: their workplaces."),
    measure_keys::from("2020-03", "The first month whose contributions may wait."),
    Key {
        need: Need::Required,
        about: "The last month whose contributions may wait.",
        ..measure_keys::through("2020-12")
    },
    measure_keys::decided(
        "deferred",
        Kind::Share { of: "contributions" },
        Need::Default("100 % of contributions"),
        "100 % of contributions",
        ["0 %", "100 %"],
        "Part of the month's employer contributions that may wait.",
    ),
    measure_keys::assumed(
        "in_difficulty_from",
        Kind::Share { of: "demand" },
        "5 % of demand",
        ["0 %", "50 %"],
        "assumption of the model: about a firm in five at any time",
        "Fall of a firm's own demand, below what its sector and place bring it, from which it is in difficulty.",
    ),
    measure_keys::assumed(
        "asked",
        Kind::Share { of: "firms" },
        "60 % of firms",
        ["0 %", "100 %"],
        "assumption of the model: not all firms in difficulty ask",
        "Firms in difficulty that ask to pay later.",
    ),
    measure_keys::assumed(
        "kept_for_jobs",
        Kind::Share { of: "cash" },
        "50 % of cash",
        ["0 %", "100 %"],
        "assumption of the model: the rest goes to suppliers and banks",
        "Cash kept that goes to paying those for whom there is no work, in the place of laying them off.",
    ),
    measure_keys::decided(
        "grace",
        Kind::Duration,
        Need::Default("3 months"),
        "3 months",
        ["0 months", "24 months"],
        "Months between the last contributions put off and the first instalment.",
    ),
    measure_keys::decided(
        "repaid_over",
        Kind::Duration,
        Need::Default("24 months"),
        "24 months",
        ["1 month", "60 months"],
        "Months over which the firm repays, in equal instalments.",
    ),
    measure_keys::assumed(
        "lost",
        Kind::Share { of: "instalments" },
        "10 % of instalments",
        ["0 %", "60 %"],
        "assumption of the model: firms in difficulty fail more often than others",
        "Instalments that are never paid.",
    ),
    Key {
        name: "losses_borne_by",
        kind: Kind::Choice(&["branches", "etat"]),
        need: Need::Choice,
        example: "branches",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Who bears what is never repaid: the branches and the Unédic that lent it, or the State in their place.",
    },
];

static ONE: Table =
    Table { name: "contribution_deferral", about: "One measure of deferral.", keys: KEYS, fixed: &[], named: None };

static TABLE: Table = Table {
    name: "contribution_deferral",
    about: "Firms in difficulty pay their employer contributions later.",
    keys: KEYS,
    fixed: &[],
    named: Some(Named::measures("a measure with its own places, date or size", "my_place", &ONE)),
};

/// Contribution deferral in the register.
pub const POLICY: Policy = Policy {
    name: "contribution_deferral",
    table: &TABLE,
    consistent: |_, _| Vec::new(),
    claims,
    sentences,
    starts: |table| Measure::read_all(table).iter().map(|measure| measure.from).min(),
    build: |table, setting, world| build(Measure::read_all(table), setting, world),
    law: super::law_values::none,
    rests_on: &["demand.firm_shock", "demand.layoff_speed", "demand.firm_shock_persistence"],
};

/// One measure, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// Sorted.
    pub cells: Vec<Cell>,
    pub from: Month,
    /// Last month, included.
    pub through: Month,
    pub deferred: Rate,
    /// Of demand.
    pub in_difficulty_from: Rate,
    pub asked: Rate,
    pub kept_for_jobs: Rate,
    /// Months.
    pub grace: u16,
    pub repaid_over: u16,
    pub lost: Rate,
    /// The State bears what is lost, in the place of those who lent it.
    pub state_bears: bool,
}

impl Measure {
    /// The measures a checked table holds, by name.
    pub fn read_all(table: &CheckedTable) -> Vec<Measure> {
        table.measures().into_iter().map(|(_, measure)| Measure::read(measure)).collect()
    }

    fn read(table: &CheckedTable) -> Measure {
        Measure {
            cells: table.cells("where").to_vec(),
            from: table.month("from"),
            through: table.month("through"),
            deferred: table.share("deferred"),
            in_difficulty_from: table.share("in_difficulty_from"),
            asked: table.share("asked"),
            kept_for_jobs: table.share("kept_for_jobs"),
            grace: table.months("grace"),
            repaid_over: table.months("repaid_over"),
            lost: table.share("lost"),
            state_bears: table.choice("losses_borne_by") == "etat",
        }
    }
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    table.claims_of_cells("when employer contributions are paid")
}

fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    table.measures().into_iter().map(|(_, measure)| sentence(measure, language)).collect()
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place) = (measure.month("from"), measure.said_list("where"));
    let word = |name: &str| extent::bare(measure, name);
    let (share, grace, over, lost) = (word("deferred"), word("grace"), word("repaid_over"), word("lost"));
    let (through, state) = (measure.month("through"), measure.choice("losses_borne_by") == "etat");
    match language {
        Language::English => format!(
            "From {from} through {through}, firms of {place} in difficulty may put off {share} of their employer \
             contributions; they repay from {grace} later, over {over}. {lost} is never repaid; {} bears it.",
            if state { "the State" } else { "who lent it" },
        ),
        Language::French => {
            let months = |text: &str| text.replace("months", "mois").replace("month", "mois").replace("years", "ans");
            format!(
                "De {from} à {through}, les entreprises en difficulté de {place} peuvent reporter {share} de leurs \
                 cotisations patronales ; elles remboursent {} plus tard, en {}. {lost} ne sont jamais remboursés, à la \
                 charge {}.",
                months(&grace),
                months(&over),
                if state { "de l'État" } else { "de ceux qui ont prêté" },
            )
        }
    }
}
