//! ORDAM, regional targets of health spending beside the national one (ONDAM): what a scenario may say of it.
//!
//! The targets of the régions sum to the ONDAM. A key shares it out; a transition leads there from the spending of the
//! past; an overrun triggers a rule; prevention and access to care have money of their own. Régions that are not named
//! stay under the ONDAM alone: no rule holds them to a target; if they pay for the others, their city care costs less.

mod mechanism;
mod region;
mod targets;

pub use mechanism::build;

use super::{Inconsistency, Policy, measure_keys};
use crate::keys::{At, CheckedTable, Claim, Grade, Key, Kind, Language, Level, Mistake, Need, Places, Table, Wrong};
use crate::units::{Cents, Month, Rate, Region};

const MODEL: &str = "assumption of the model";

const KEYS: &[Key] = &[
    measure_keys::place(
        Level::Regions,
        "[\"reg:32\"]",
        "The régions under a target of their own; the others stay under the ONDAM, less or more what these take.",
    ),
    measure_keys::from("2021-01", "The first month of the regional targets."),
    measure_keys::through("2034-12"),
    Key {
        name: "key",
        kind: Kind::Choice(&["historical", "per_head", "age", "need"]),
        need: Need::Choice,
        example: "need",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "How the national target is shared out: as in the past, by head, by head and age, or by need (see need_weights).",
    },
    Key {
        name: "historical_share",
        kind: Kind::Share { of: "target" },
        need: Need::Default("0 % of target"),
        example: "0 % of target",
        range: Some(["0 %", "100 %"]),
        lawful: None,
        grade: Grade::Decision,
        source: "no blend unless one is asked for",
        about: "Part of the target that stays shared out as in the past even after the transition: a blend of two keys.",
    },
    Key {
        name: "transition",
        kind: Kind::Duration,
        need: Need::Default("5 years"),
        example: "5 years",
        range: Some(["0 months", "20 years"]),
        lawful: None,
        grade: Grade::Assumption,
        source: MODEL,
        about: "How long it takes to go from the spending of the past to the new key, in equal steps.",
    },
    Key {
        name: "paid_by",
        kind: Kind::Choice(&["other_regions", "new_money"]),
        need: Need::Choice,
        example: "other_regions",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Who pays for a higher target: the other régions, within the ONDAM, or new money of the maladie branch.",
    },
    Key {
        name: "others_pay_by",
        kind: Kind::Choice(&["price", "volume"]),
        need: Need::Default("price"),
        example: "price",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "tariffs are the usual instrument of the ONDAM",
        about: "With `paid_by = \"other_regions\"`: how city care costs less there, by lower prices or by rationed volumes.",
    },
    Key {
        name: "overrun_trigger",
        kind: Kind::Share { of: "target" },
        need: Need::Default("1 % of target"),
        example: "1 % of target",
        range: Some(["0 %", "20 %"]),
        lawful: None,
        grade: Grade::Assumption,
        source: "by analogy with the ONDAM's alert threshold (0,5 %, recalled)",
        about: "The overrun projected for the year, in share of the target, from which the rule acts.",
    },
    Key {
        name: "overrun_rule",
        kind: Kind::Choice(&["price", "volume", "deferral", "regional_cofinancing", "debt"]),
        need: Need::Choice,
        example: "debt",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "What an overrun triggers: lower prices or rationed volumes of city care (the ARS keep the hospitals), payments deferred to the next year, the région paying a share, or debt.",
    },
    Key {
        name: "regional_share",
        kind: Kind::Share { of: "overrun" },
        need: Need::Optional,
        example: "25 % of overrun",
        range: Some(["0 %", "100 %"]),
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Part of the overrun the région pays; written with `overrun_rule = \"regional_cofinancing\"`, and only then.",
    },
    Key {
        name: "prevention",
        kind: Kind::Money { per: &["year"] },
        need: Need::Default("0 €/year"),
        example: "40 M€/year",
        range: Some(["0 €/year", "10 G€/year"]),
        lawful: None,
        grade: Grade::Decision,
        source: "none unless asked for",
        about: "Money for prevention in the régions of `where`, together; it lowers chronic illness after years.",
    },
    Key {
        name: "access",
        kind: Kind::Money { per: &["year"] },
        need: Need::Default("0 €/year"),
        example: "25 M€/year",
        range: Some(["0 €/year", "10 G€/year"]),
        lawful: None,
        grade: Grade::Decision,
        source: "none unless asked for",
        about: "Money for access to care in the régions of `where`, together; it moves doctors' time, also from neighbours.",
    },
];

const WEIGHTS: &[Key] = &[
    weight("age", "70 %", "Weight of consumption of care by age."),
    weight("mortality", "15 %", "Weight of mortality before 75."),
    weight("deprivation", "15 %", "Weight of deprivation."),
];

const fn weight(name: &'static str, default: &'static str, about: &'static str) -> Key {
    Key {
        name,
        kind: Kind::Share { of: "" },
        need: Need::Default(default),
        example: default,
        range: Some(["0 %", "100 %"]),
        lawful: None,
        grade: Grade::Assumption,
        source: "a choice between the English weight of inequalities (10 to 15 %) and the Italian one (1,5 %)",
        about,
    }
}

static TABLE: Table = Table {
    name: "ordam",
    about: "Regional targets of health spending beside the national one. No law has them today.",
    keys: KEYS,
    fixed: &[Table {
        name: "need_weights",
        about: "The weights of need; together 100 %.",
        keys: WEIGHTS,
        fixed: &[],
        named: None,
    }],
    named: None,
};

/// ORDAM in the register.
pub const POLICY: Policy = Policy {
    name: "ordam",
    table: &TABLE,
    consistent,
    claims,
    sentences,
    starts: |table| Some(table.month("from")),
    law: super::law_values::none,
    build: |table, setting, world| build(Settings::read(table), setting, world),
    rests_on: &["care.city_share", "care.prevention_effect", "care.unmet_to_hospital"],
};

/// How the national target is shared out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AllocationKey {
    Historical,
    PerHead,
    Age,
    Need { age: Rate, mortality: Rate, deprivation: Rate },
}

/// What an overrun triggers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OverrunRule {
    Price,
    Volume,
    Deferral,
    /// The région pays this share of the overrun.
    RegionalCofinancing(Rate),
    Debt,
}

/// Who pays for a higher target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaidBy {
    OtherRegions,
    NewMoney,
}

/// How city care is made to cost less where other régions pay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OthersPayBy {
    Price,
    Volume,
}

/// What a scenario says of ORDAM, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Sorted.
    pub regions: Vec<Region>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    pub key: AllocationKey,
    /// Of the target.
    pub historical_share: Rate,
    /// Months.
    pub transition: u16,
    pub paid_by: PaidBy,
    pub others_pay_by: OthersPayBy,
    /// Of the target.
    pub overrun_trigger: Rate,
    pub overrun_rule: OverrunRule,
    /// A year.
    pub prevention: Cents,
    /// A year.
    pub access: Cents,
}

impl Settings {
    /// The settings a checked table holds.
    pub fn read(table: &CheckedTable) -> Settings {
        let weights = table.table("need_weights");
        Settings {
            regions: table.regions("where").to_vec(),
            from: table.month("from"),
            through: table.month_if_any("through"),
            key: match table.choice("key") {
                "historical" => AllocationKey::Historical,
                "per_head" => AllocationKey::PerHead,
                "age" => AllocationKey::Age,
                _ => AllocationKey::Need {
                    age: weights.share("age"),
                    mortality: weights.share("mortality"),
                    deprivation: weights.share("deprivation"),
                },
            },
            historical_share: table.share("historical_share"),
            transition: table.months("transition"),
            paid_by: if table.choice("paid_by") == "new_money" { PaidBy::NewMoney } else { PaidBy::OtherRegions },
            others_pay_by: if table.choice("others_pay_by") == "volume" {
                OthersPayBy::Volume
            } else {
                OthersPayBy::Price
            },
            overrun_trigger: table.share("overrun_trigger"),
            overrun_rule: match (table.choice("overrun_rule"), table.share_if_any("regional_share")) {
                ("price", _) => OverrunRule::Price,
                ("volume", _) => OverrunRule::Volume,
                ("deferral", _) => OverrunRule::Deferral,
                ("regional_cofinancing", Some(share)) => OverrunRule::RegionalCofinancing(share),
                _ => OverrunRule::Debt,
            },
            prevention: table.cents("prevention"),
            access: table.cents("access"),
        }
    }
}

fn consistent(table: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    let mut found = Vec::new();
    let weights = table.table("need_weights");
    let sum: i32 = WEIGHTS.iter().map(|key| weights.share(key.name).0).sum();
    if sum != Rate::ONE.0 {
        let percent = f64::from(sum) / 1e4;
        found.push(Inconsistency {
            path: weights.path.clone(),
            span: weights.span.clone(),
            mistake: Mistake::new(
                Wrong::OutOfRange,
                format!("sums to {percent} %"),
                "the weights of age, mortality and deprivation must sum to 100 %; write all three",
            ),
        });
    }
    let cofinanced = table.choice("overrun_rule") == "regional_cofinancing";
    let share = table.checked("regional_share");
    let trouble = match (cofinanced, share) {
        (true, None) => Some((
            Wrong::MissingChoice,
            "must be chosen: no default is taken for you",
            "`overrun_rule = \"regional_cofinancing\"` needs it: write for example `regional_share = \"25 % of overrun\"`",
        )),
        (false, Some(_)) => Some((
            Wrong::Conflict,
            "would not be used",
            "write `overrun_rule = \"regional_cofinancing\"`, or take it out",
        )),
        _ => None,
    };
    if let Some((wrong, says, help)) = trouble {
        found.push(Inconsistency {
            path: format!("{}.regional_share", table.path),
            span: share.map_or_else(|| table.span.clone(), |share| share.span.clone()),
            mistake: Mistake::new(wrong, says, help),
        });
    }
    found
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    vec![table.claim("the regional target of health spending", At::Regions(table.regions("where").to_vec()))]
}

fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    let said = |name: &str| table.said(name);
    let (from, place, transition) = (table.month("from"), table.said_list("where"), said("transition"));
    let new_money = table.choice("paid_by") == "new_money";
    let (trigger, prevention, access) = (said("overrun_trigger"), said("prevention"), said("access"));
    match language {
        Language::English => {
            let payer = if new_money { "new money of the maladie branch pays" } else { "the other régions pay" };
            vec![
                format!(
                    "From {from}, the health-spending target of {place} is shared out {}, reached in {transition}; \
                     {payer} for it.",
                    match table.choice("key") {
                        "historical" => "as in the past",
                        "per_head" => "by head",
                        "age" => "by head and age",
                        _ => "by need",
                    }
                ),
                format!("An overrun above {trigger} triggers: {}.", said("overrun_rule").replace('_', " ")),
                format!("Prevention {prevention}, access to care {access}."),
            ]
        }
        Language::French => {
            let payer = if new_money { "des crédits nouveaux de la branche maladie" } else { "les autres régions" };
            vec![
                format!(
                    "À partir de {from}, l'objectif de dépenses de santé de {place} est réparti {}, atteint en {} ; \
                     {payer} le financent.",
                    match table.choice("key") {
                        "historical" => "comme par le passé",
                        "per_head" => "par habitant",
                        "age" => "par habitant et selon l'âge",
                        _ => "selon les besoins",
                    },
                    transition.replace("years", "ans").replace("months", "mois")
                ),
                format!(
                    "Un dépassement de plus de {} déclenche : {}.",
                    trigger.replace("of target", "de l'objectif"),
                    match table.choice("overrun_rule") {
                        "price" => "une baisse des tarifs",
                        "volume" => "un rationnement des volumes",
                        "deferral" => "un report de paiement à l'année suivante",
                        "regional_cofinancing" => "un cofinancement par la région",
                        _ => "de la dette",
                    }
                ),
                format!(
                    "Prévention : {} ; accès aux soins : {}.",
                    prevention.replace("/year", " par an"),
                    access.replace("/year", " par an")
                ),
            ]
        }
    }
}
