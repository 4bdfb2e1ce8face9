//! `bassin verify`: runs a result again from its manifest and compares digests month by month.

use std::path::{Path, PathBuf};

use bassin::ensemble::{self, Inputs};
use bassin::local_data::{DataFile, DataTable};
use bassin::parallel;
use bassin::report::Manifest;
use bassin::report::page::Language;
use bassin::report::seal;
use bassin::report::verify::{Divergence, Stored};
use bassin::run::RunError;
use bassin::scenario::{Options, ScenarioFile};

use super::describe::{Ingredients, describe};
use super::failure::Failure;
use super::progress::{self, Shown};
use super::run::{check, months};
use super::say;

pub fn verify(folder: &Path, threads: usize, quiet: bool, territory: Option<PathBuf>) -> Result<(), Failure> {
    let manifest = Manifest::read(folder)?;
    is_as_written(&manifest, folder)?;
    let stored = Stored::read(folder)?;
    if let Some(seed) = manifest.seeds.iter().find(|&&seed| stored.digests(seed) == 0) {
        let message = format!("{}: there is no digest of seed {seed}", folder.display());
        return Err(Failure::of_input(message, "give the folder of a finished run, untouched"));
    }
    let file = ScenarioFile::of(&manifest.name, &manifest.scenario)?;
    let asked = file.territory().map(PathBuf::from);
    let data = data_of(&manifest, folder)?;
    let (scenario, territory, code, local) = check(&file, data, &Options::default(), territory.or(asked).as_deref())?;
    let path = folder.join(bassin::report::manifest::MANIFEST);
    let of = Ingredients {
        scenario: &scenario,
        territory: &territory,
        code: &code,
        local: &local,
        path: &path,
        name: manifest.name.clone(),
        options: String::new(),
        language: Language::default(),
        outlines: None,
    };
    let differences = inputs_that_differ(&manifest, &of);
    if !quiet {
        for difference in &differences {
            eprintln!("{difference}");
        }
    }
    progress::listen_to_interrupts();
    let shown = Shown::new("verify", months(&scenario) * manifest.seeds.len() as u64, quiet, stored.has_fingerprints());
    let inputs = Inputs { scenario: &scenario, territory: &territory, code: &code, parameters: &scenario.parameters };
    let mut found: Option<Divergence> = None;
    let mut compared = 0;
    let ran = parallel::with_threads(threads, || {
        ensemble::run(inputs, &manifest.seeds, &shown, &mut |replicate| {
            compared += stored.digests(replicate.seed);
            found = stored.first_divergence(&replicate);
            // The first difference is what was asked for: no need to run further seeds.
            if found.is_some() { Err(RunError::Output(String::new())) } else { Ok(()) }
        })
    });
    shown.end();
    let ran = ran.map_err(|reason| Failure::of_program(format!("threads cannot be started: {reason}")))?;
    match (found, ran) {
        (Some(divergence), _) => {
            let help = if differences.is_empty() {
                "the inputs are the same: the program, or the machine, computes otherwise".to_owned()
            } else {
                differences.join("; ")
            };
            Err(Failure::with_help(format!("the run made again is not the same\n{divergence}"), help))
        }
        (None, Err(error)) => Err(error.into()),
        (None, Ok(())) => say(&format!(
            "The same to the last bit: {compared} digests of {} seed(s), {} to {}; {} files are as the run wrote them.\n",
            manifest.seeds.len(),
            manifest.from,
            manifest.through,
            manifest.files.len()
        )),
    }
}

/// Changed files named, at most; the others are counted.
const NAMED: usize = 5;

/// Refuses a result of which a file was changed or taken away: to run it again would not tell.
fn is_as_written(manifest: &Manifest, folder: &Path) -> Result<(), Failure> {
    if manifest.seeds.is_empty() {
        let message = format!("{}: the manifest names no seed", folder.display());
        return Err(Failure::of_input(message, "give the folder of a finished run, untouched"));
    }
    let changes = seal::changes(folder, &manifest.files);
    if changes.is_empty() {
        return Ok(());
    }
    let named: Vec<String> = changes.iter().take(NAMED).map(ToString::to_string).collect();
    let others = match changes.len() - named.len() {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let message = format!("{}: {}{others}", folder.display(), named.join("; "));
    Err(Failure::of_input(message, "the result was changed since: run its scenario again, and work on a copy"))
}

/// The local data of the run, as the manifest carries them: the files themselves may be gone.
fn data_of(manifest: &Manifest, folder: &Path) -> Result<Vec<DataFile>, Failure> {
    let mut files = Vec::new();
    for (name, kept) in &manifest.data {
        let path = folder.join(bassin::report::manifest::MANIFEST);
        let wrong = |problem: &str| {
            let message = format!("{}: the local data {name} ({}) {problem}", path.display(), kept.file);
            Failure::of_input(message, "a result is verified from the figures it was made from: run the scenario again")
        };
        let table = DataTable::named(name).ok_or_else(|| wrong("is no table of this program"))?;
        let file = DataFile { table, name: kept.file.clone(), text: kept.text.clone() };
        let stored = manifest.inputs.get(&format!("data.{name}"));
        if stored.is_none_or(|digest| *digest != file.digest()) {
            return Err(wrong("was changed since the run"));
        }
        files.push(file);
    }
    for (name, _) in manifest.inputs.iter().filter_map(|(name, digest)| Some((name.strip_prefix("data.")?, digest))) {
        if !manifest.data.contains_key(name) {
            let message = format!("the manifest no longer carries the local data {name} of the run");
            return Err(Failure::of_input(message, "run the scenario again, with its file"));
        }
    }
    Ok(files)
}

/// Which inputs are not those of the run, in words.
fn inputs_that_differ(manifest: &Manifest, of: &Ingredients<'_>) -> Vec<String> {
    let now = describe(of, manifest.digest_monthly);
    let mut found = Vec::new();
    if now.version != manifest.version {
        found.push(format!("the run was made by bassin {}, this is {}", manifest.version, now.version));
    }
    for (name, digest) in &now.digests {
        if manifest.inputs.get(name).is_some_and(|stored| stored != digest) {
            found.push(format!("the {name} is not that of the run"));
        }
    }
    found
}
