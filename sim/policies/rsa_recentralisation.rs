//! Recentralisation of the RSA: what a scenario may say of it.
//!
//! From a date, in named départements, the State pays the RSA and takes back resources up to the mean spending of
//! reference years; the Caf awards, then orients; the département keeps support under a convention. One table is one
//! measure; several dates or types stand in tables of their own inside it (`[rsa_recentralisation.reunion]`), which
//! take from the table around them what they do not say.

mod mechanism;

pub use mechanism::build;

use super::{Inconsistency, Policy, measure_keys};
use crate::keys::{CheckedTable, Claim, Grade, Key, Kind, Language, Level, Mistake, Named, Need, Places, Table, Wrong};
use crate::units::{Departement, Month, Rate};

/// Resources the State can take back, in the order of the law.
const RESOURCES: &[&str] = &["TICPE", "FMDI", "DCP", "DMTO", "DGF"];

const KEYS: &[Key] = &[
    measure_keys::place(Level::Departements, "[\"dep:93\"]", "The départements whose RSA the State takes over."),
    measure_keys::from("2022-01", "The first month the State pays."),
    measure_keys::through("2026-12"),
    Key {
        name: "type",
        kind: Kind::Choice(&["reunion_2020", "metropole_2022"]),
        need: Need::Choice,
        example: "metropole_2022",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Which law is followed: art. 77 of the finance law for 2020 (for good) or art. 43 of that for 2022 (an experiment).",
    },
    measure_keys::outside_law(
        "false",
        "Whether the measure goes beyond these laws (other départements, other dates, other rates).",
    ),
    Key {
        name: "reference_years",
        kind: Kind::Years,
        need: Need::Choice,
        example: "[2018, 2019, 2020]",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "The years whose mean spending is what the State takes back at most; the gain depends on them.",
    },
    Key {
        name: "reference_source",
        kind: Kind::Choice(&["accounts", "simulated"]),
        need: Need::Choice,
        example: "accounts",
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Where the spending of the reference years comes from: published accounts, or the simulation.",
    },
    Key {
        name: "resources_taken",
        kind: Kind::Choices(RESOURCES),
        need: Need::Default("[\"TICPE\", \"FMDI\", \"DCP\", \"DMTO\", \"DGF\"]"),
        example: "[\"TICPE\", \"FMDI\", \"DCP\", \"DMTO\", \"DGF\"]",
        range: None,
        lawful: None,
        grade: Grade::Law,
        source: "finance law for 2022, art. 43; amounts in Sénat, report 771 (2023-2024)",
        about: "The resources the State takes back, in this order, until the reference spending is reached.",
    },
    Key {
        name: "dmto_taken_at_most",
        kind: Kind::Share { of: "dmto" },
        need: Need::Default("20 % of dmto"),
        example: "20 % of dmto",
        range: Some(["0 %", "100 %"]),
        lawful: Some(["0 %", "20 %"]),
        grade: Grade::Law,
        source: "finance law for 2022, art. 43",
        about: "The largest part of the département's DMTO (duty on housing sales) that can be taken back.",
    },
    Key {
        name: "orientation_transition",
        kind: Kind::Duration,
        need: Need::Default("11 months"),
        example: "11 months",
        range: Some(["0 months", "60 months"]),
        lawful: None,
        grade: Grade::Statistic,
        source: "La Réunion 2020 (Turblin, Regards n°56, EN3S 2020); the same elsewhere is an assumption",
        about: "How long the département still orients recipients before the Caf does.",
    },
];

const CONVENTION_KEYS: &[Key] = &[
    Key {
        name: "insertion_floor",
        kind: Kind::Share { of: "gain" },
        need: Need::Default("0 % of gain"),
        example: "100 % of gain",
        range: Some(["0 %", "200 %"]),
        lawful: None,
        grade: Grade::Assumption,
        source: "no obligation unless one is written",
        about: "What the département must add to its insertion spending, in share of what it gains.",
    },
    Key {
        name: "share_in_results",
        kind: Kind::Share { of: "avoided_rsa" },
        need: Need::Default("0 % of avoided_rsa"),
        example: "20 % of avoided_rsa",
        range: Some(["0 %", "100 %"]),
        lawful: None,
        grade: Grade::Assumption,
        source: "no such share in the laws of 2020 and 2022",
        about: "What the State pays the département for RSA its support avoids, in share of the amount avoided.",
    },
];

static CONVENTION: Table = Table {
    name: "convention",
    about: "What the State and the département agree on support.",
    keys: CONVENTION_KEYS,
    fixed: &[],
    named: None,
};

static ONE: Table = Table {
    name: "rsa_recentralisation",
    about: "One measure of recentralisation.",
    keys: KEYS,
    fixed: &[CONVENTION],
    named: None,
};

static TABLE: Table = Table {
    name: "rsa_recentralisation",
    about: "The State pays the RSA in the place of the département, and takes resources back.",
    keys: KEYS,
    fixed: &[CONVENTION],
    named: Some(Named::measures("a measure with its own départements, date or type", "my_departement", &ONE)),
};

/// The recentralisation of the RSA in the register.
pub const POLICY: Policy = Policy {
    name: "rsa_recentralisation",
    table: &TABLE,
    consistent,
    claims,
    sentences,
    starts: |table| Measure::read_all(table).iter().map(|measure| measure.from).min(),
    law: super::law_values::none,
    build: |table, setting, world| build(Measure::read_all(table), setting, world),
};

/// Which law a measure follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    /// Finance law for 2020, art. 77: for good.
    Reunion2020,
    /// Finance law for 2022, art. 43: an experiment of five years.
    Metropole2022,
}

/// Where the spending of the reference years comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReferenceSource {
    Accounts,
    Simulated,
}

/// A resource the State takes back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Resource {
    Ticpe,
    Fmdi,
    Dcp,
    Dmto,
    Dgf,
}

/// One measure, for the mechanism.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    pub name: String,
    /// Sorted.
    pub departements: Vec<Departement>,
    pub from: Month,
    /// Last month, included.
    pub through: Option<Month>,
    pub kind: Type,
    pub outside_law: bool,
    /// Sorted.
    pub reference_years: Vec<u16>,
    pub reference_source: ReferenceSource,
    /// In the order they are taken.
    pub resources_taken: Vec<Resource>,
    /// Of the département's DMTO.
    pub dmto_taken_at_most: Rate,
    /// Months.
    pub orientation_transition: u16,
    /// Of the gain.
    pub insertion_floor: Rate,
    /// Of the RSA avoided.
    pub share_in_results: Rate,
}

impl Measure {
    /// The measures a checked table holds, by name.
    pub fn read_all(table: &CheckedTable) -> Vec<Measure> {
        table.measures().into_iter().map(|(name, measure)| Measure::read(name, measure)).collect()
    }

    fn read(name: &str, table: &CheckedTable) -> Measure {
        let convention = table.table("convention");
        Measure {
            name: name.to_owned(),
            departements: table.departements("where").to_vec(),
            from: table.month("from"),
            through: table.month_if_any("through"),
            kind: if table.choice("type") == "reunion_2020" { Type::Reunion2020 } else { Type::Metropole2022 },
            outside_law: table.is("outside_law"),
            reference_years: table.years("reference_years").to_vec(),
            reference_source: match table.choice("reference_source") {
                "simulated" => ReferenceSource::Simulated,
                _ => ReferenceSource::Accounts,
            },
            resources_taken: table.choices("resources_taken").iter().map(|word| resource(word)).collect(),
            dmto_taken_at_most: table.share("dmto_taken_at_most"),
            orientation_transition: table.months("orientation_transition"),
            insertion_floor: convention.share("insertion_floor"),
            share_in_results: convention.share("share_in_results"),
        }
    }
}

fn resource(word: &str) -> Resource {
    match word {
        "TICPE" => Resource::Ticpe,
        "FMDI" => Resource::Fmdi,
        "DCP" => Resource::Dcp,
        "DMTO" => Resource::Dmto,
        _ => Resource::Dgf,
    }
}

/// Reference years must have been lived before the measure, and by the simulation if it is their source.
fn consistent(table: &CheckedTable, _: &dyn Places) -> Vec<Inconsistency> {
    const FIRST_SIMULATED: u16 = 2019;
    let mut found = Vec::new();
    for (_, measure) in table.measures() {
        let years = measure.years("reference_years");
        let (from, simulated) = (measure.month("from"), measure.choice("reference_source") == "simulated");
        let says = if years.iter().any(|year| *year >= from.year()) {
            format!("holds a year that is not over when the measure begins, in {from}")
        } else if simulated && years.iter().any(|year| *year < FIRST_SIMULATED) {
            "holds a year before 2019, which is not simulated".to_owned()
        } else {
            continue;
        };
        let help = if simulated {
            "write years from 2019 that are over before `from`, or `reference_source = \"accounts\"`"
        } else {
            "write years that are over before `from`"
        };
        found.push(Inconsistency {
            path: format!("{}.reference_years", measure.path),
            span: measure.checked("reference_years").and_then(|years| years.span.clone()),
            mistake: Mistake::new(Wrong::OutOfRange, says, help),
        });
    }
    found
}

fn claims(table: &CheckedTable) -> Vec<Claim> {
    table.claims_of_departements("who pays the RSA")
}

fn sentences(table: &CheckedTable, language: Language) -> Vec<String> {
    table.measures().into_iter().map(|(_, measure)| sentence(measure, language)).collect()
}

fn sentence(measure: &CheckedTable, language: Language) -> String {
    let (from, place, years) =
        (measure.month("from"), measure.said_list("where"), measure.said_list("reference_years"));
    let (resources, simulated) =
        (measure.said_list("resources_taken"), measure.choice("reference_source") == "simulated");
    let reunion = measure.choice("type") == "reunion_2020";
    match language {
        Language::English => format!(
            "From {from}, the State pays the RSA of {place} (as in {}); it takes back {resources} up to the mean \
             spending of {years}, {}.",
            if reunion { "La Réunion, 2020" } else { "metropolitan France, 2022" },
            if simulated { "as simulated" } else { "from published accounts" },
        ),
        Language::French => format!(
            "À partir de {from}, l'État paie le RSA de {place} (comme {}) ; il reprend {resources} à hauteur de la \
             dépense moyenne de {years}, {}.",
            if reunion { "à La Réunion en 2020" } else { "en métropole en 2022" },
            if simulated { "simulée" } else { "tirée des comptes publiés" },
        ),
    }
}
