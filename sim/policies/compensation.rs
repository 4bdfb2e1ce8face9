//! How the State compensates départements for the RSA, and how the CNSA does for the APA and the PCH: what a scenario may
//! say of it.
//!
//! Enacted law freezes most of the compensation of the RSA (TICPE, FMDI) and lets that of the APA and the PCH follow
//! spending. A measure freezes what is given at its amount of the year before, or makes it slide: by caseload, by
//! spending, or by prices. One table is one measure; several places or dates stand in tables of their own inside it.

mod mechanism;

pub use mechanism::build;

use super::{Inconsistency, Policy, measure_keys};
use crate::keys::{
    At, CheckedTable, Claim, Grade, Key, Kind, Language, Level, Mistake, Named, Need, Places, Table, Wrong,
};
use crate::units::{Departement, Month, Rate};
use crate::world::departement_lines::Allowance;

const REGARDS: &str = "shares of the increase in debate, 50/50, 60/40 and 70/30 (Regards n°56, EN3S 2020)";

const KEYS: &[Key] = &[
    measure_keys::place(Level::Departements, "[\"dep:59\"]", "The départements compensated in this way."),
    measure_keys::from("2021-01", "The first month; the twelve months before it are the base."),
    measure_keys::through("2026-12"),
    Key {
        name: "mode",
        kind: Kind::Choice(&["frozen", "sliding"]),
        need: Need::Choice,
        example: "frozen",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Whether what is given stays what it was in the same month of the base, or moves with `key`.",
    },
    Key {
        name: "allowances",
        kind: Kind::Choices(&["RSA", "APA", "PCH"]),
        need: Need::Default("[\"RSA\"]"),
        example: "[\"RSA\"]",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "the RSA alone unless others are named",
        about: "The allowances whose compensation changes.",
    },
    Key {
        name: "key",
        kind: Kind::Choice(&["caseload", "spending", "prices"]),
        need: Need::Optional,
        example: "spending",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "What a sliding compensation follows: recipients at the base's spending each, spending, or the base's spending at today's prices.",
    },
    Key {
        name: "cover",
        kind: Kind::Share { of: "spending" },
        need: Need::Optional,
        example: "60 % of spending",
        range: Some(["0 %", "100 %"]),
        lawful: None,
        grade: Grade::Decision,
        source: "the cover rate of the base is kept unless another is written",
        about: "The part of the base's spending that is given once a sliding compensation begins.",
    },
    Key {
        name: "state_share",
        kind: Kind::Share { of: "increase" },
        need: Need::Optional,
        example: "60 % of increase",
        range: Some(["0 %", "100 %"]),
        lawful: None,
        grade: Grade::Decision,
        source: REGARDS,
        about: "The part given of what `key` adds to the base (or takes from it); the cover rate unless another is written.",
    },
    Key {
        name: "lag",
        kind: Kind::Duration,
        need: Need::Default("12 months"),
        example: "12 months",
        range: Some(["0 months", "12 months"]),
        lawful: None,
        grade: Grade::Assumption,
        source: "grants settled on the accounts of the year before; 0 months follows the month itself",
        about: "How long after it moved the compensation follows `key`.",
    },
    Key {
        name: "paid_by",
        kind: Kind::Choice(&["etat", "autonomie"]),
        need: Need::Choice,
        example: "etat",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Who bears the change: the State, or the branch autonomie (CNSA), which pays for the APA and the PCH only.",
    },
];

static ONE: Table =
    Table { name: "compensation", about: "One measure of compensation.", keys: KEYS, fixed: &[], named: None };

static TABLE: Table = Table {
    name: "compensation",
    about: "What the State and the CNSA give départements for the RSA, the APA and the PCH. No law has it slide today.",
    keys: KEYS,
    fixed: &[],
    named: Some(Named::measures("a measure with its own départements, date or key", "my_departement", &ONE)),
};

/// The compensation of départements in the register.
pub const POLICY: Policy = Policy {
    name: "compensation",
    table: &TABLE,
    consistent,
    claims,
    sentences,
    starts: |table| Measure::read_all(table).iter().map(|measure| measure.from).min(),
    build: |table, setting, world| build(Measure::read_all(table), setting, world),
    law: super::law_values::none,
    rests_on: &["departements.strain_tolerance", "departements.insertion_cut_at_most", "ranking.rsa_support"],
};

/// What a sliding compensation follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SlidingKey {
    Caseload,
    Spending,
    Prices,
}

/// Who bears the change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaidBy {
    Etat,
    Autonomie,
}

/// One measure, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// Sorted.
    pub departements: Vec<Departement>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    /// `None`: frozen.
    pub key: Option<SlidingKey>,
    pub allowances: Vec<Allowance>,
    /// Of the base's spending; `None` keeps the cover rate of the base.
    pub cover: Option<Rate>,
    /// Of the increase; `None` takes the cover rate.
    pub state_share: Option<Rate>,
    /// Months, at most twelve.
    pub lag: u16,
    pub paid_by: PaidBy,
}

impl Measure {
    /// The measures a checked table holds, by name.
    pub fn read_all(table: &CheckedTable) -> Vec<Measure> {
        table.measures().into_iter().map(|(_, measure)| Measure::read(measure)).collect()
    }

    fn read(table: &CheckedTable) -> Measure {
        let key = match table.choice_if_any("key") {
            Some("caseload") => SlidingKey::Caseload,
            Some("prices") => SlidingKey::Prices,
            _ => SlidingKey::Spending,
        };
        Measure {
            departements: table.departements("where").to_vec(),
            from: table.month("from"),
            through: table.month_if_any("through"),
            key: (table.choice("mode") == "sliding").then_some(key),
            allowances: {
                let mut list: Vec<Allowance> = table.choices("allowances").iter().map(|word| allowance(word)).collect();
                list.sort_unstable();
                list.dedup();
                list
            },
            cover: table.share_if_any("cover"),
            state_share: table.share_if_any("state_share"),
            lag: table.months("lag"),
            paid_by: if table.choice("paid_by") == "autonomie" { PaidBy::Autonomie } else { PaidBy::Etat },
        }
    }
}

fn allowance(word: &str) -> Allowance {
    match word {
        "APA" => Allowance::Apa,
        "PCH" => Allowance::Pch,
        _ => Allowance::Rsa,
    }
}

fn consistent(table: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    let mut found = Vec::new();
    for (_, measure) in table.measures() {
        let mut wrong = |key: &str, mistake: Mistake| {
            let span = measure.checked(key).map_or_else(|| measure.span.clone(), |checked| checked.span.clone());
            found.push(Inconsistency { path: format!("{}.{key}", measure.path), span, mistake });
        };
        let sliding = measure.choice("mode") == "sliding";
        if sliding && measure.checked("key").is_none() {
            wrong(
                "key",
                Mistake::new(
                    Wrong::MissingChoice,
                    "must be chosen: no default is taken for you",
                    "`mode = \"sliding\"` needs it: write `key = \"caseload\"`, `\"spending\"` or `\"prices\"`",
                ),
            );
        }
        for key in ["key", "cover", "state_share"] {
            if !sliding && measure.checked(key).is_some() {
                wrong(
                    key,
                    Mistake::new(Wrong::Conflict, "would not be used", "write `mode = \"sliding\"`, or take it out"),
                );
            }
        }
        if measure.choice("paid_by") == "autonomie" && measure.choices("allowances").contains(&"RSA") {
            wrong(
                "paid_by",
                Mistake::new(
                    Wrong::Conflict,
                    "= \"autonomie\" cannot pay for the RSA",
                    "the branch autonomie pays for the APA and the PCH: take the RSA out of `allowances`, or write `paid_by = \"etat\"`",
                ),
            );
        }
    }
    found
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    let of = |measure: &CheckedTable| -> Vec<Claim> {
        let claim = |word: &&str| {
            let competence = match *word {
                "APA" => "what is given for the APA",
                "PCH" => "what is given for the PCH",
                _ => "who pays the RSA",
            };
            measure.claim(competence, At::Departements(measure.departements("where").to_vec()))
        };
        measure.choices("allowances").iter().map(claim).collect()
    };
    table.measures().into_iter().flat_map(|(_, measure)| of(measure)).collect()
}

fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    table.measures().into_iter().map(|(_, measure)| sentence(measure, language)).collect()
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place, allowances) =
        (measure.month("from"), measure.said_list("where"), measure.said_list("allowances"));
    let (lag, key) = (measure.said("lag"), measure.choice_if_any("key"));
    let share = |language: Language| match measure.checked("state_share").or(measure.checked("cover")) {
        Some(_) if measure.checked("state_share").is_some() => measure.said("state_share"),
        Some(_) => measure.said("cover"),
        None => language.of("the cover rate of the year before", "au taux de couverture de l'année précédente").into(),
    };
    let autonomie = measure.choice("paid_by") == "autonomie";
    match language {
        Language::English => {
            let payer = if autonomie { "The branch autonomie" } else { "The State" };
            match key {
                None => format!(
                    "From {from}, what {place} are given for {allowances} stays what it was in the year before. {payer} \
                     keeps what is not given."
                ),
                Some(key) => format!(
                    "From {from}, what {place} are given for {allowances} follows {key}, {lag} later, at {}. {payer} pays.",
                    share(language)
                ),
            }
        }
        Language::French => {
            let payer = if autonomie { "la branche autonomie" } else { "l'État" };
            match key {
                None => format!(
                    "À partir de {from}, ce que reçoivent {place} pour {allowances} reste ce qu'il était l'année \
                     précédente ; {payer} garde la différence."
                ),
                Some(key) => format!(
                    "À partir de {from}, ce que reçoivent {place} pour {allowances} suit {}, {lag} plus tard, {} ; {payer} paie.",
                    match key {
                        "caseload" => "le nombre de bénéficiaires",
                        "prices" => "les prix",
                        _ => "la dépense",
                    },
                    share(language)
                ),
            }
        }
    }
}
