//! The peers Bassin is measured beside are a package apart, with a lock file of its own: it must follow what Bassin needs,
//! or a measure stops at its build.

use std::collections::BTreeSet;
use std::fs;

fn read(path: &str) -> toml::Table {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Packages a table of dependencies names, but for those only a feature asks for.
fn needed(dependencies: &toml::Value) -> impl Iterator<Item = String> {
    let always = |what: &toml::Value| !what.get("optional").and_then(toml::Value::as_bool).unwrap_or(false);
    let table = dependencies.as_table().into_iter().flatten();
    table.filter(move |(_, what)| always(what)).map(|(name, _)| name.clone())
}

#[test]
fn the_lock_file_of_the_peers_names_every_package_that_bassin_needs() {
    let manifest = read("Cargo.toml");
    let mut bassin: BTreeSet<String> = needed(&manifest["dependencies"]).collect();
    for target in manifest["target"].as_table().expect("dependencies by system").values() {
        bassin.extend(needed(&target["dependencies"]));
    }
    let lock = read("benches/peers/rust/Cargo.lock");
    let packages = lock["package"].as_array().expect("packages");
    let own = packages.iter().find(|package| package["name"].as_str() == Some("bassin")).expect("Bassin is locked");
    // A name is followed by its version where several are locked.
    let name = |entry: &toml::Value| entry.as_str().and_then(|entry| entry.split(' ').next()).map(str::to_owned);
    let locked: BTreeSet<String> = own["dependencies"].as_array().expect("names").iter().filter_map(name).collect();
    assert_eq!(locked, bassin, "cargo update --workspace in benches/peers/rust mends it");
}
