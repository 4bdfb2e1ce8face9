//! From the checked scenario and its inputs to what the result folder says of them.

use std::path::Path;

use bassin::keys::{Checked, CheckedTable, Grade, Origin};
use bassin::law::Code;
use bassin::local_data::LocalData;
use bassin::report::aim::Aim;
use bassin::report::description::{Assumption, Description, LocalFile, Override};
use bassin::report::experiment::Design;
use bassin::report::funds::Fund;
use bassin::report::page::{Language, Outlines, Setting};
use bassin::scenario::{Scenario, Seeds};
use bassin::territory::{Characteristic, Territory};
use bassin::units::Month;

/// What a run is made from.
pub struct Ingredients<'a> {
    pub scenario: &'a Scenario,
    pub territory: &'a Territory,
    pub code: &'a Code,
    pub local: &'a LocalData,
    /// As the user wrote it.
    pub path: &'a Path,
    /// The folder's name: the scenario's, with that of the variant.
    pub name: String,
    /// What the command line says over the file.
    pub options: String,
    /// Of the page to read.
    pub language: Language,
    pub outlines: Option<&'a Outlines>,
}

/// The seeds a scenario may run, in order.
pub fn seeds(scenario: &Scenario) -> Vec<u64> {
    match &scenario.run.seeds {
        Seeds::List(list) => list.iter().map(|&seed| u64::from(seed)).collect(),
        Seeds::Until { at_most, .. } => (1..=u64::from(*at_most)).collect(),
    }
}

pub fn describe(of: &Ingredients<'_>, digest_monthly: bool) -> Description {
    let scenario = of.scenario;
    let resolved = scenario.resolved();
    Description {
        name: of.name.clone(),
        title: scenario.title.clone(),
        parquet: scenario.run.parquet,
        question: scenario.question.clone().unwrap_or_default(),
        places: scenario.run.places.iter().map(|written| place(of.territory, written)).collect(),
        from: scenario.run.from,
        through: scenario.run.through,
        one_in: scenario.run.one_in,
        seeds: seeds(scenario),
        policies: policies(scenario),
        digests: digests(of, &resolved)
            .into_iter()
            .chain(of.local.files.iter().map(|file| (format!("data.{}", file.table.name()), file.digest())))
            .collect(),
        data: of.local.files.iter().map(kept).collect(),
        scenario: resolved,
        scenario_path: of.path.display().to_string(),
        options: of.options.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        digest_monthly,
        overrides: overrides(of),
        assumptions: assumptions(scenario),
        // Checked when the scenario was.
        funds: Fund::all(of.territory).unwrap_or_default(),
        warnings: scenario.notes.clone(),
        published_unemployment: published_unemployment(of.territory, scenario),
        experiment: experiment(of.territory, scenario),
        page: Setting { outlines: of.outlines.cloned().unwrap_or_default(), ..Setting::of(of.territory, of.language) },
        aim: aim(scenario),
    }
}

/// What seeds are added for.
pub fn aim(scenario: &Scenario) -> Option<Aim> {
    let Seeds::Until { difference, body, years, half_width, at_most } = &scenario.run.seeds else { return None };
    Aim::named(difference, body, *years, half_width.in_units(), *at_most as usize)
}

/// The zones the scenario's experiment compares.
fn experiment(territory: &Territory, scenario: &Scenario) -> Option<Design> {
    let asked = scenario.experiment.as_ref()?;
    let on = asked.on.iter().filter_map(|name| Characteristic::named(name)).collect();
    let many = asked.comparison_zones as usize;
    let window = (asked.before, asked.starts);
    Some(Design::new(territory, &scenario.run.cells, &asked.treated, (many, on), window))
}

/// A place with its name, if it has another than what is written.
fn place(territory: &Territory, written: &str) -> String {
    territory.place(written).map_or_else(|_| written.to_owned(), |place| territory.label(place))
}

fn policies(scenario: &Scenario) -> Vec<String> {
    let law = scenario.law.iter().map(|change| format!("law.{}", change.name));
    scenario.policies.iter().map(|asked| asked.name().to_owned()).chain(law).collect()
}

/// BLAKE3 of every dated value of the law.
pub fn digest_of_law(code: &Code) -> String {
    let mut hasher = blake3::Hasher::new();
    for parameter in code.parameters() {
        hasher.update(format!("{parameter:?}\n").as_bytes());
    }
    hasher.finalize().to_string()
}

/// BLAKE3 of each input of the program and of the scenario, by name in order.
fn digests(of: &Ingredients<'_>, resolved: &str) -> Vec<(String, String)> {
    let mut all = digests_of_the_reference(of.scenario, of.territory, of.code);
    all.push(("scenario".to_owned(), blake3::hash(resolved.as_bytes()).to_string()));
    all.sort();
    all
}

/// BLAKE3 of what decides how the reference lives, beside its places, months and scale: `law`, `parameters`, `territory`.
pub fn digests_of_the_reference(scenario: &Scenario, territory: &Territory, code: &Code) -> Vec<(String, String)> {
    vec![
        ("law".to_owned(), digest_of_law(code)),
        ("parameters".to_owned(), digest_of_parameters(scenario)),
        ("territory".to_owned(), blake3::Hash::from_bytes(territory.digest).to_string()),
    ]
}

/// BLAKE3 of every behavioural parameter, as changed by the scenario.
fn digest_of_parameters(scenario: &Scenario) -> String {
    let mut hasher = blake3::Hasher::new();
    for parameter in scenario.parameters.iter() {
        hasher.update(format!("{} = {:?}\n", parameter.name, parameter.value).as_bytes());
    }
    hasher.finalize().to_string()
}

/// A file of local data as the manifest carries it.
fn kept(file: &bassin::local_data::DataFile) -> LocalFile {
    LocalFile { table: file.table.name().to_owned(), file: file.name.clone(), text: file.text.clone() }
}

fn overrides(of: &Ingredients<'_>) -> Vec<Override> {
    let scenario = of.scenario;
    let parameters = scenario.parameters.iter().filter(|parameter| parameter.changed);
    parameters
        .map(|parameter| Override { name: parameter.name.clone(), value: parameter.written.clone() })
        .chain(scenario.law.iter().map(|change| Override {
            name: format!("law.{} from {}", change.name, change.from),
            value: change.value.written(),
        }))
        .chain(of.local.kept().into_iter().map(|(name, value)| Override { name, value }))
        .collect()
}

/// Values of the policies first, as they weigh on the question directly, then those of the model.
fn assumptions(scenario: &Scenario) -> Vec<Assumption> {
    let mut all = Vec::new();
    for asked in &scenario.policies {
        gather(&asked.table, &mut all);
    }
    let parameters = scenario.parameters.iter().filter(|parameter| parameter.grade == Grade::Assumption);
    all.extend(parameters.map(|parameter| Assumption {
        name: parameter.name.clone(),
        value: parameter.written.trim_matches('"').to_owned(),
        range: Some(parameter.range.clone().map(|end| end.trim_matches('"').to_owned())),
        about: parameter.about.clone(),
    }));
    all
}

fn gather(table: &CheckedTable, all: &mut Vec<Assumption>) {
    let rests = |checked: &&Checked| checked.key.grade == Grade::Assumption && checked.origin != Origin::Inherited;
    all.extend(table.values().filter(rests).map(|checked| Assumption {
        name: format!("{}.{}", table.path, checked.key.name),
        value: checked.written.trim_matches('"').to_owned(),
        range: checked.key.range.map(|range| range.map(str::to_owned)),
        about: checked.key.about.to_owned(),
    }));
    for (_, inside) in table.tables() {
        gather(inside, all);
    }
    for (_, inside) in table.named() {
        gather(inside, all);
    }
}

/// Published unemployment rate of the zones of the run by quarter, weighted by inhabitants: drawn beside the simulated
/// one, in the middle month of the quarter.
fn published_unemployment(territory: &Territory, scenario: &Scenario) -> Vec<(Month, f64)> {
    let mut published = Vec::new();
    for quarter in 0u16.. {
        let (mut sum, mut weight) = (0.0, 0.0);
        for cell in &scenario.run.cells {
            let cell = &territory.cells[cell.index()];
            let zone = &territory.zones[cell.zone.index()];
            if let Some(rate) = zone.unemployment_by_quarter.get(usize::from(quarter)) {
                sum += rate.to_fraction() * 100.0 * f64::from(cell.population_2019);
                weight += f64::from(cell.population_2019);
            }
        }
        if weight == 0.0 {
            break;
        }
        let month = Month::new(2018, 2).plus(quarter * 3);
        if (scenario.run.from..=scenario.run.through).contains(&month) {
            published.push((month, sum / weight));
        }
    }
    published
}
