//! Equalisation among départements: what a scenario may say of it.
//!
//! Horizontal: those whose duty on housing sales (DMTO) is above the mean per inhabitant pay a part of the excess into a
//! fund, given to those with the most left to pay and the lowest living standard. Vertical: the State pays a part of
//! what each has left to pay beyond the mean. Both look at the last closed year and are paid month by month.

mod mechanism;

pub use mechanism::build;

use super::{Inconsistency, Policy, measure_keys};
use crate::keys::{CheckedTable, Claim, Grade, Key, Kind, Language, Level, Mistake, Need, Places, Table, Wrong};
use crate::units::{Cents, Departement, Month, Rate};

const MODEL: &str = "assumption of the model: a rule of its own, simpler than the funds of today's law";

const KEYS: &[Key] = &[
    measure_keys::place(
        Level::Departements,
        "[\"reg:32\", \"dep:93\"]",
        "The départements among which means are taken and money moves: two at least, the whole country if all run.",
    ),
    measure_keys::from("2021-01", "The first month; the last closed year before it is looked at."),
    measure_keys::through("2026-12"),
];

const fn share(about: &'static str) -> Key {
    Key {
        name: "share",
        kind: Kind::Share { of: "excess" },
        need: Need::Choice,
        example: "30 % of excess",
        range: Some(["0 %", "100 %"]),
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about,
    }
}

const fn threshold(about: &'static str) -> Key {
    Key {
        name: "threshold",
        kind: Kind::Share { of: "mean" },
        need: Need::Default("100 % of mean"),
        example: "100 % of mean",
        range: Some(["50 %", "200 %"]),
        lawful: None,
        grade: Grade::Assumption,
        source: MODEL,
        about,
    }
}

const HORIZONTAL: &[Key] = &[
    share("The part of the DMTO above the threshold that goes to the fund; 0 % for none."),
    threshold(
        "The DMTO per inhabitant, relative to the mean of the départements of `where`, above which it is levied.",
    ),
    Key {
        name: "cap",
        kind: Kind::Share { of: "dmto" },
        need: Need::Default("15 % of dmto"),
        example: "15 % of dmto",
        range: Some(["0 %", "100 %"]),
        lawful: None,
        grade: Grade::Assumption,
        source: MODEL,
        about: "The largest part of its DMTO a département can be asked for.",
    },
];

const VERTICAL: &[Key] = &[
    share("The part the State pays of what is left to pay above the threshold; 0 % for none."),
    threshold(
        "What is left to pay per inhabitant for RSA, APA and PCH, relative to the mean, above which the State pays.",
    ),
    Key {
        name: "cap",
        kind: Kind::Money { per: &["inhabitant", "year"] },
        need: Need::Default("50 €/inhabitant/year"),
        example: "50 €/inhabitant/year",
        range: Some(["0 €/inhabitant/year", "1 000 €/inhabitant/year"]),
        lawful: None,
        grade: Grade::Assumption,
        source: MODEL,
        about: "The most the State pays per inhabitant.",
    },
];

const WEIGHTS: &[Key] = &[
    weight("left_to_pay", "Weight of what is left to pay per inhabitant, relative to the mean."),
    weight(
        "living_standard",
        "Weight of the mean living standard relative to that of the département (the poorer, the more).",
    ),
];

const fn weight(name: &'static str, about: &'static str) -> Key {
    Key {
        name,
        kind: Kind::Share { of: "" },
        need: Need::Default("50 %"),
        example: "50 %",
        range: Some(["0 %", "100 %"]),
        lawful: None,
        grade: Grade::Assumption,
        source: MODEL,
        about,
    }
}

static FIXED: [Table; 3] = [
    Table {
        name: "horizontal",
        about: "Among départements: the fund sums to zero.",
        keys: HORIZONTAL,
        fixed: &[],
        named: None,
    },
    Table { name: "vertical", about: "From the State.", keys: VERTICAL, fixed: &[], named: None },
    Table {
        name: "weights",
        about: "What the fund is given by, to those above the mean; together 100 %.",
        keys: WEIGHTS,
        fixed: &[],
        named: None,
    },
];

static TABLE: Table = Table {
    name: "equalisation",
    about: "Equalisation among départements and from the State, beside the rest of their resources.",
    keys: KEYS,
    fixed: &FIXED,
    named: None,
};

/// Equalisation in the register.
pub const POLICY: Policy = Policy {
    name: "equalisation",
    table: &TABLE,
    consistent,
    claims,
    sentences,
    starts: |table| Some(table.month("from")),
    build: |table, setting, world| build(Settings::read(table), setting, world),
    law: super::law_values::none,
    rests_on: &["departements.strain_tolerance", "departements.insertion_cut_at_most", "ranking.rsa_support"],
};

/// What a scenario says of equalisation, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Sorted.
    pub departements: Vec<Departement>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    /// Of the DMTO above the threshold; the threshold, of the mean; the cap, of the DMTO.
    pub levied: Rate,
    pub levied_above: Rate,
    pub levied_at_most: Rate,
    /// Of what is left to pay above the threshold; the threshold, of the mean; the cap, an inhabitant and year.
    pub paid: Rate,
    pub paid_above: Rate,
    pub paid_at_most: Cents,
    /// They sum to one.
    pub by_left_to_pay: Rate,
    pub by_living_standard: Rate,
}

impl Settings {
    /// The settings a checked table holds.
    pub fn read(table: &CheckedTable) -> Settings {
        let (horizontal, vertical, weights) =
            (table.table("horizontal"), table.table("vertical"), table.table("weights"));
        Settings {
            departements: table.departements("where").to_vec(),
            from: table.month("from"),
            through: table.month_if_any("through"),
            levied: horizontal.share("share"),
            levied_above: horizontal.share("threshold"),
            levied_at_most: horizontal.share("cap"),
            paid: vertical.share("share"),
            paid_above: vertical.share("threshold"),
            paid_at_most: vertical.cents("cap"),
            by_left_to_pay: weights.share("left_to_pay"),
            by_living_standard: weights.share("living_standard"),
        }
    }
}

fn consistent(table: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    let mut found = Vec::new();
    if table.departements("where").len() < 2 {
        found.push(Inconsistency {
            path: format!("{}.where", table.path),
            span: table.checked("where").and_then(|places| places.span.clone()),
            mistake: Mistake::new(
                Wrong::OutOfRange,
                "holds one département, which has nobody to be equal to",
                "name two at least, among those of [run] where; all of them for a national equalisation",
            ),
        });
    }
    let weights = table.table("weights");
    let sum: i32 = WEIGHTS.iter().map(|key| weights.share(key.name).0).sum();
    if sum != Rate::ONE.0 {
        found.push(Inconsistency {
            path: weights.path.clone(),
            span: weights.span.clone(),
            mistake: Mistake::new(
                Wrong::OutOfRange,
                format!("sums to {} %", f64::from(sum) / 1e4),
                "the weights of left_to_pay and living_standard must sum to 100 %; write both",
            ),
        });
    }
    found
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    table.claims_of_departements("how départements are equalised")
}

fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    let (horizontal, vertical, weights) = (table.table("horizontal"), table.table("vertical"), table.table("weights"));
    let (from, place) = (table.month("from"), table.said_list("where"));
    let (levied, above, at_most) = (horizontal.said("share"), horizontal.said("threshold"), horizontal.said("cap"));
    let (paid, beyond, cap) = (vertical.said("share"), vertical.said("threshold"), vertical.said("cap"));
    let (left, poor) = (weights.said("left_to_pay"), weights.said("living_standard"));
    match language {
        Language::English => vec![
            format!(
                "From {from}, {levied} of the DMTO per inhabitant above {above} among {place} ({at_most} at most) goes to a \
                 fund, given by what is left to pay ({left}) and by low living standard ({poor})."
            ),
            format!("The State pays {paid} of what is left to pay per inhabitant above {beyond}, {cap} at most."),
        ],
        Language::French => vec![
            format!(
                "À partir de {from}, {levied} des DMTO par habitant au-dessus de {above} parmi {place} (au plus {at_most}) \
                 vont à un fonds, réparti selon le reste à charge ({left}) et la faiblesse du niveau de vie ({poor})."
            ),
            format!("L'État paie {paid} du reste à charge par habitant au-dessus de {beyond}, au plus {cap}."),
        ],
    }
}
