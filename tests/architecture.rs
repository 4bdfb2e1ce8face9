//! The direction of imports, read from the source: a module may use only those above it in the list, and a few of them
//! are held tighter. What this prevents is a model nobody can read from its tree: behaviours that know of a policy, a
//! law that draws lots, a simulation that depends on how it is reported.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Modules from the ground up: each may import those before it, never one after.
const ORDER: &[&str] = &[
    "units",
    "chance",
    "parallel",
    "territory",
    "law",
    "world",
    "measures",
    "poverty_line",
    "demand_path",
    "keys",
    "input",
    "parameters",
    "institutions",
    "behaviour",
    "policies",
    "scenario",
    "schema",
    "local_data",
    "population",
    "engine",
    "market_stage",
    "month",
    "spin_up",
    "run",
    "ensemble",
    "calibrate",
    "report",
    "validation",
    "fit",
    "estimate",
    "sensitivity",
    "cli",
    "main",
];

/// Modules held tighter than the order: all they may import.
const ONLY: &[(&str, &[&str])] = &[
    ("units", &[]),
    ("chance", &["units"]),
    ("parallel", &[]),
    ("territory", &["units"]),
    ("law", &["units"]),
    ("world", &["units", "parallel"]),
    ("measures", &["units", "world", "parallel"]),
    ("keys", &["units"]),
    ("input", &["keys", "units"]),
    ("report", &["measures", "world", "territory", "units"]),
    ("ensemble", &["run", "measures"]),
];

/// Crates that only these files may name: what keeps results free of thread count and of the machine.
const CRATES: &[(&str, &[&str])] = &[
    ("rayon", &["parallel.rs"]),
    ("mpi", &["parallel/over_mpi.rs"]),
    // Generators are made in `chance`; the starting population is handed one, in sequence.
    ("rand", &["chance/generator.rs", "population/draws.rs"]),
    ("rand_chacha", &["chance.rs", "population/draws.rs"]),
];

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("sim");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the source") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("source is text");
                found.push((path.strip_prefix(&root).expect("inside").to_path_buf(), text));
            }
        }
    }
    found.sort();
    found
}

/// Tests of a module may use what they like.
fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests")
        || path.ends_with("tests.rs")
        || path.ends_with("report/sample.rs")
}

/// The code of a file: no comment, no module of tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// The first name of every path that begins with `prefix` (`crate::`, `bassin::`), braces looked into.
fn named_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let before = code[..at].chars().next_back().unwrap_or(' ');
        if before.is_alphanumeric() || before == '_' {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        let Some(list) = rest.strip_prefix('{') else {
            names.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = true;
        for (i, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => start = true,
                c if start && (c.is_alphanumeric() || c == '_') => {
                    names.insert(word(&list[i..]));
                    start = false;
                }
                _ => {}
            }
        }
    }
    names.remove("");
    names
}

fn module_of(path: &Path) -> String {
    let first = path.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Each module with the modules it imports and one file that does.
fn imports() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut all: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let module = module_of(path);
        if module == "lib" {
            continue;
        }
        let code = code(text);
        // The program's own modules call the library by its name.
        let within_program = module == "cli" || module == "main";
        let names = named_after(&code, if within_program { "bassin::" } else { "crate::" });
        for name in names.into_iter().filter(|name| *name != module && ORDER.contains(&name.as_str())) {
            all.entry(module.clone()).or_default().entry(name).or_insert_with(|| path.display().to_string());
        }
    }
    all
}

#[test]
fn every_module_has_its_place_in_the_order() {
    let unknown: BTreeSet<String> = sources()
        .iter()
        .map(|(path, _)| module_of(path))
        .filter(|module| module != "lib" && !ORDER.contains(&module.as_str()))
        .collect();
    assert!(unknown.is_empty(), "say in tests/architecture.rs where these stand: {unknown:?}");
}

#[test]
fn imports_run_from_the_program_down_to_units_and_never_back() {
    let place = |module: &str| ORDER.iter().position(|known| *known == module);
    let mut wrong = Vec::new();
    for (module, imported) in imports() {
        let held = ONLY.iter().find(|(name, _)| *name == module).map(|(_, allowed)| *allowed);
        for (other, file) in imported {
            if place(&other) >= place(&module) {
                wrong.push(format!("{file}: {module} imports {other}, which stands after it"));
            } else if held.is_some_and(|allowed| !allowed.contains(&other.as_str())) {
                wrong.push(format!("{file}: {module} may import {held:?} only, not {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_imports_sees_them() {
    let found = imports();
    let of = |module: &str| found[module].keys().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(of("law"), ["units"]);
    assert!(of("month").contains(&"policies") && of("month").contains(&"behaviour"));
    assert_eq!(
        named_after("use crate::{a, b::{c, d}, e}; crate::f::g(); notcrate::h", "crate::"),
        ["a", "b", "e", "f"].map(str::to_owned).into()
    );
}

#[test]
fn threads_and_generators_are_named_in_one_place() {
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let code = code(text);
        for (name, files) in CRATES {
            let named = !named_after(&code, &format!("{name}::")).is_empty();
            assert!(!named || files.iter().any(|file| path == Path::new(file)), "{} names {name}", path.display());
        }
    }
}

#[test]
fn no_clock_but_for_the_name_of_a_folder_and_the_time_a_phase_takes() {
    let allowed = [
        "engine.rs",
        "parallel/traffic.rs",
        "report/folder.rs",
        "report/lock.rs",
        "cli/batch.rs",
        "cli/bench.rs",
        "cli/bench/triad.rs",
        "cli/progress.rs",
    ];
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let clock = code(text).contains("Instant::now") || code(text).contains("SystemTime::now");
        assert!(!clock || allowed.iter().any(|file| path == Path::new(file)), "{} reads a clock", path.display());
    }
}
