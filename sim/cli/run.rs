//! `bassin run`: check everything first, then simulate, keep what finishes, write the result.

use std::path::{Path, PathBuf};

use bassin::estimate;
use bassin::institutions;
use bassin::law::Code;
use bassin::local_data::{DataFile, LocalData};
use bassin::report::Writer;
use bassin::report::effects::{Effect, Window};
use bassin::report::funds::Fund;
use bassin::report::versions::Versions;
use bassin::run;
use bassin::scenario::{Options, Scenario, ScenarioFile};
use bassin::territory::Territory;

use super::batch;
use super::describe::{self, Ingredients};
use super::failure::Failure;
use super::{RunArgs, memory, progress, ranks};

/// Under a folder of this name results go by default.
pub const RESULTS: &str = "results";

/// A checked scenario with what it is checked against.
pub struct Loaded {
    pub path: PathBuf,
    /// With what local data say in its place.
    pub file: ScenarioFile,
    pub scenario: Scenario,
    pub territory: Territory,
    pub code: Code,
    pub local: LocalData,
}

/// Reads and checks a scenario. `folder` replaces the territory it asks for.
pub fn load(path: &Path, options: &Options, folder: Option<&Path>) -> Result<Loaded, Failure> {
    let file = ScenarioFile::read(path)?;
    let asked = file.territory().map(PathBuf::from);
    let checked = check(&file, DataFile::all_of(&file)?, options, folder.or(asked.as_deref()))?;
    let (scenario, territory, code, local) = checked;
    let file = local.written_in(&file)?;
    Ok(Loaded { path: path.to_path_buf(), file, scenario, territory, code, local })
}

/// Checks a scenario on its territory, with its local data laid on it, and the law.
pub fn check(
    file: &ScenarioFile,
    data: Vec<DataFile>,
    options: &Options,
    folder: Option<&Path>,
) -> Result<(Scenario, Territory, Code, LocalData), Failure> {
    let territory = Territory::load(folder)?;
    let parameters = institutions::parameters(&territory)?;
    // Mistakes of the scenario first: a key of [data] it does not know would be read as no file at all.
    let mut scenario = file.check(&territory, &parameters, options)?;
    let local = LocalData::of(data, &territory, &parameters)?;
    if !local.figures.is_empty() {
        scenario = local.written_in(file)?.check(&territory, &parameters, options)?;
        scenario.note(&local.warnings());
        scenario.note(&local.outside(&territory, &scenario.run.cells.clone()));
    }
    let territory = local.laid_on(territory);
    let code = institutions::law(&territory)?;
    // Read now and again for the report: a fund that stands for no known body must be told before anything runs.
    Fund::all(&territory)?;
    for change in all(&scenario).flat_map(|(_, scenario)| &scenario.law) {
        // Built now and thrown away: a name or value the law does not know must be told before anything runs.
        code.with_override(&change.name, change.from, &change.value_text())?;
    }
    Ok((scenario, territory, code, local))
}

/// The scenario and its variants, each with the ending of its folder's name.
pub fn all(scenario: &Scenario) -> impl Iterator<Item = (String, &Scenario)> {
    let variants = scenario
        .variants
        .iter()
        .filter_map(|variant| variant.scenario.as_ref().map(|scenario| (format!("-{}", variant.name), scenario)));
    std::iter::once((String::new(), scenario)).chain(variants)
}

/// Runs every file: those that share a reference arm together, the others one after another. One that fails does not
/// keep the others from their end.
pub fn run(args: &RunArgs) -> Result<(), Failure> {
    let options = args.changes.options();
    let read = args.scenarios.iter().map(|path| {
        let loaded = load(path, &options, args.territory.as_deref())?;
        can_end(&loaded, args)?;
        Ok(loaded)
    });
    let mut read: Vec<Result<Loaded, Failure>> = read.collect();
    ranks::agree(args, &read)?;
    if let [Err(_)] = read.as_slice() {
        return read.remove(0).map(drop);
    }
    progress::listen_to_interrupts();
    let ranks = ranks::every();
    if !ranks.is_first() {
        ranks::work(args, &read);
        return Ok(());
    }
    let ran = batch::run(args, read);
    ranks::hand_out(&ranks, Vec::new());
    ran
}

/// Refuses what would run and could not end as asked.
fn can_end(loaded: &Loaded, args: &RunArgs) -> Result<(), Failure> {
    if let Some(shard) = args.shard {
        shard.check(loaded)?;
    }
    let reforms = all(&loaded.scenario).filter(|(_, version)| run::first_difference(version).is_some()).count();
    memory::holds(&loaded.scenario, &loaded.territory, reforms)?;
    let Some(aim) = describe::aim(&loaded.scenario) else { return Ok(()) };
    let help = "write seeds = \"1..20\" instead of [run.seeds]";
    let path = loaded.path.display();
    if run::first_difference(&loaded.scenario).is_none() {
        return Err(Failure::of_input(
            format!("{path}: [run.seeds] asks for a difference, and there is no reform"),
            help,
        ));
    }
    if aim.effect == Effect::NetCostPerFte && loaded.scenario.policy("tzcld").is_none() {
        let message =
            format!("{path}: run.seeds.until = \"net_cost_per_fte\" needs jobs in EBE, and no policy opens any");
        return Err(Failure::of_input(message, "write until = \"net_cost\""));
    }
    if args.shard.is_some() {
        let message = format!("{path}: seeds that are added until an interval is narrow cannot be split into shards");
        return Err(Failure::of_input(message, help));
    }
    Ok(())
}

/// A version with the result being made of it.
pub struct Running<'a> {
    pub of: Ingredients<'a>,
    /// Empty for the file itself.
    pub name: String,
    pub writer: Writer,
}

/// The effects of every version, the file's own first; over the years since the first of them differs.
pub fn side_by_side(file: &Scenario, versions: &[Running<'_>]) -> Versions {
    let forks = versions.iter().filter_map(|version| run::first_difference(version.of.scenario));
    let Some(fork) = forks.min() else { return Versions::default() };
    let window = Window::new(fork, file.run.through);
    let said = std::iter::once(("", "", false))
        .chain(file.variants.iter().map(|variant| (variant.name.as_str(), variant.says.as_str(), variant.alone)));
    let told =
        said.zip(versions).map(|((name, says, alone), version)| version.writer.version(name, says, alone, &window));
    Versions(told.collect())
}

/// Months all arms of one seed make together, the spin-up's included.
pub fn months(scenario: &Scenario) -> u64 {
    months_of_reference(scenario) + months_of_reform(scenario)
}

pub fn months_of_reference(scenario: &Scenario) -> u64 {
    let (spin_up, lived) = estimate::months(scenario);
    spin_up + lived - months_of_reform(scenario)
}

pub fn months_of_reform(scenario: &Scenario) -> u64 {
    run::first_difference(scenario).map_or(0, |fork| u64::from(scenario.run.through.plus(1).since(fork)))
}

/// The options that must be the same to go on.
pub fn again(args: &RunArgs) -> String {
    let mut text = args.changes.written();
    if let Some(out) = &args.out {
        text += &format!(" --out {}", out.display());
    }
    if let Some(months) = args.checkpoint_every {
        text += &format!(" --checkpoint-every {months}");
    }
    if let Some(shard) = &args.shard {
        text += &format!(" --shard {shard}");
    }
    text
}
