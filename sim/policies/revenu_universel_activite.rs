//! Revenu universel d'activité: what a scenario may say of it.
//!
//! From a date, in named départements, one benefit takes the place of RSA, prime d'activité, housing aid and ASS, and of
//! AAH if the scenario merges it. Its form is in `law/revenu_universel.rs`, its amounts in
//! `scenarios/law/revenu_universel.toml`: a proposal of the model, which a scenario moves by the keys here or value by
//! value in `[law]`. Part of those entitled are paid without a claim. Who pays must be said.
//!
//! Limits: students and the retired keep today's law. Each household passes at its first quarterly review, within three
//! months.

mod mechanism;

use super::law_values::LawValue;
use super::{Inconsistency, Policy, measure_keys};
use crate::keys::{
    At, CheckedTable, Claim, Grade, Key, Kind, Language, Level, Mistake, Named, Need, Places, Table, Wrong,
};
use crate::law::Change;
use crate::units::{Departement, Month, Rate};

const KEYS: &[Key] = &[
    measure_keys::place(Level::Departements, "[\"dep:62\"]", "The départements where the benefits are merged."),
    measure_keys::from("2021-01", "The first month of the revenu universel d'activité."),
    measure_keys::through("2025-12"),
    measure_keys::outside_law(
        "true",
        "The measure is outside today's law, which has no such benefit: true must be written.",
    ),
    Key {
        name: "paid_by",
        kind: Kind::Choice(&["etat", "etat_with_frozen_contribution", "departement_for_former_rsa"]),
        need: Need::Choice,
        example: "etat_with_frozen_contribution",
        about: "Who pays: the State all of it, the départements keeping what the RSA cost them; the State, to which each \
                département hands over what its RSA cost in the last year before; or the département what the RSA would \
                have been and the State the rest.",
        ..measure_keys::DECISION
    },
    Key {
        name: "merge_aah",
        kind: Kind::Bool,
        need: Need::Choice,
        example: "false",
        about: "Whether AAH is merged too: its holders then draw a supplement that brings them to its full amount.",
        ..measure_keys::DECISION
    },
    Key {
        name: "automatic_payment",
        kind: Kind::Share { of: "entitled" },
        need: Need::Choice,
        example: "50 % of entitled",
        range: Some(["0 %", "100 %"]),
        about: "The share of those entitled who are paid without a claim, from what the administration knows.",
        ..measure_keys::DECISION
    },
    Key {
        name: "take_up",
        kind: Kind::Share { of: "others_entitled" },
        need: Need::Default("80 % of others_entitled"),
        example: "80 % of others_entitled",
        range: Some(["50 %", "100 %"]),
        grade: Grade::Assumption,
        source: "between the RSA, 66 % in a quarter (DREES 2022), and housing aid, nearly all: assumption of the model",
        about: "The share of those not paid automatically who claim; who never claims the RSA never claims this.",
        ..measure_keys::DECISION
    },
    Key {
        name: "base_factor",
        kind: Kind::Share { of: "base" },
        need: Need::Default("100 % of base"),
        example: "105 % of base",
        range: Some(["50 %", "200 %"]),
        grade: Grade::Assumption,
        source: "proposal of the model: about what RSA and housing aid give together to a tenant without income",
        about: "The base in share of the proposal's, for all families.",
        ..measure_keys::DECISION
    },
    Key {
        name: "housing_factor",
        kind: Kind::Share { of: "housing_supplement" },
        need: Need::Default("100 % of housing_supplement"),
        example: "90 % of housing_supplement",
        range: Some(["0 %", "200 %"]),
        grade: Grade::Assumption,
        source: "proposal of the model: housing aid of those without income",
        about: "The housing supplement in share of the proposal's, in all zones.",
        ..measure_keys::DECISION
    },
    Key {
        name: "taper",
        kind: Kind::Share { of: "activity_income" },
        need: Need::Default("39 % of activity_income"),
        example: "35 % of activity_income",
        range: Some(["10 %", "100 %"]),
        grade: Grade::Assumption,
        source: "proposal of the model: what RSA and prime d'activité take off together (CSS D843-3 until 2025)",
        about: "What one more euro of activity income takes off the benefit.",
        ..measure_keys::DECISION
    },
];

static ONE: Table = Table {
    name: "revenu_universel_activite",
    about: "One measure: places, date, terms.",
    keys: KEYS,
    fixed: &[],
    named: None,
};

static TABLE: Table = Table {
    name: "revenu_universel_activite",
    about: "One benefit in the place of RSA, prime d'activité, housing aid and ASS. No law has it.",
    keys: KEYS,
    fixed: &[],
    named: Some(Named::measures("a measure with its own départements, date or terms", "my_departement", &ONE)),
};

/// The revenu universel d'activité in the register.
pub const POLICY: Policy = Policy {
    name: "revenu_universel_activite",
    table: &TABLE,
    consistent,
    claims,
    sentences: |table, language| table.measures().iter().map(|(_, measure)| sentence(measure, language)).collect(),
    starts: |table| Measure::read_all(table).iter().map(|measure| measure.from).min(),
    law: |table, _, places| table.measures().into_iter().flat_map(|(_, measure)| law_of(measure, places)).collect(),
    build: |table, setting, world| mechanism::build(Measure::read_all(table), setting, world),
    rests_on: &["rsa.persistent_non_take_up_part", "prime_activite.take_up", "acceptance.reservation_low"],
};

/// Who pays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaidBy {
    Etat,
    EtatWithFrozenContribution,
    DepartementForFormerRsa,
}

/// One measure, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// Sorted.
    pub departements: Vec<Departement>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    pub paid_by: PaidBy,
    /// Of those entitled.
    pub automatic: Rate,
    /// Of the others.
    pub take_up: Rate,
}

impl Measure {
    /// The measures a checked table holds, by name.
    pub fn read_all(table: &CheckedTable) -> Vec<Measure> {
        table.measures().into_iter().map(|(_, measure)| Measure::read(measure)).collect()
    }

    fn read(table: &CheckedTable) -> Measure {
        Measure {
            departements: table.departements("where").to_vec(),
            from: table.month("from"),
            through: table.month_if_any("through"),
            paid_by: match table.choice("paid_by") {
                "etat" => PaidBy::Etat,
                "etat_with_frozen_contribution" => PaidBy::EtatWithFrozenContribution,
                _ => PaidBy::DepartementForFormerRsa,
            },
            automatic: table.share("automatic_payment"),
            take_up: table.share("take_up"),
        }
    }
}

/// The dated values of law of one measure.
fn law_of(measure: &CheckedTable, places: &dyn Places) -> Vec<LawValue> {
    let mut changes = vec![("revenu_universel.in_force", Change::Set("yes".to_owned()))];
    if measure.is("merge_aah") {
        changes.push(("revenu_universel.merges_aah", Change::Set("yes".to_owned())));
    }
    let base = measure.share("base_factor").to_fraction();
    if base != 1.0 {
        changes.push(("revenu_universel.base", Change::Times(base)));
    }
    let housing = measure.share("housing_factor").to_fraction();
    if housing != 1.0 {
        for name in [
            "revenu_universel.housing_alone",
            "revenu_universel.housing_couple",
            "revenu_universel.housing_one_dependant",
            "revenu_universel.housing_further_dependant",
        ] {
            changes.push((name, Change::Times(housing)));
        }
    }
    let taper = measure.share("taper").to_fraction();
    changes.push(("revenu_universel.taper_activity", Change::Set(taper.to_string())));
    let cells = places.cells_of(&At::Departements(measure.departements("where").to_vec()));
    let value = |(name, change)| LawValue {
        name,
        change,
        from: measure.month("from"),
        through: measure.month_if_any("through"),
        cells: cells.clone(),
    };
    changes.into_iter().map(value).collect()
}

/// No law has it.
fn consistent(table: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    let within = table.measures().into_iter().filter(|(_, measure)| !measure.is("outside_law"));
    let found = within.map(|(_, measure)| Inconsistency {
        path: format!("{}.outside_law", measure.path),
        span: measure.checked("outside_law").and_then(|written| written.span.clone()),
        mistake: Mistake::new(
            Wrong::OutsideTheLaw,
            "cannot be false: no law merges these benefits",
            "write `outside_law = true`",
        ),
    });
    found.collect()
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    // With the RSA gone, nobody else can decide who pays it.
    table.claims_of_departements("who pays the RSA")
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place) = (measure.month("from"), measure.said_list("where"));
    let (automatic, taper) = (measure.said("automatic_payment"), measure.said("taper"));
    let (aah, paid_by) = (measure.is("merge_aah"), measure.choice("paid_by"));
    match language {
        Language::English => format!(
            "From {from}, in {place}, one benefit takes the place of RSA, prime d'activité, housing aid and ASS{}; it \
             loses {taper}, {automatic} are paid without a claim, and {}.",
            if aah { ", and of AAH" } else { "" },
            match paid_by {
                "etat" => "the State pays it",
                "etat_with_frozen_contribution" =>
                    "the State pays it, the départements giving what their RSA cost before",
                _ => "the département pays what the RSA would have been, the State the rest",
            },
        ),
        Language::French => format!(
            "À partir de {from}, dans {place}, une seule prestation remplace le RSA, la prime d'activité, les aides au \
             logement et l'ASS{} ; elle perd {taper}, {automatic} la reçoivent sans demande, et {}.",
            if aah { ", et l'AAH" } else { "" },
            match paid_by {
                "etat" => "l'État la paie",
                "etat_with_frozen_contribution" => "l'État la paie, les départements reversant ce que leur RSA coûtait",
                _ => "le département paie ce qu'aurait été le RSA, l'État le reste",
            },
        ),
    }
}
