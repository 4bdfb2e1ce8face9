//! The scenarios of the project, on the territory it carries.

use std::path::{Path, PathBuf};

use bassin::keys::{At, Level, PlaceError, Places};
use bassin::parameters::Parameters;
use bassin::policies::tzcld;
use bassin::scenario::{Options, Scenario, ScenarioFile, Seeds, template, template_names};
use bassin::territory::Territory;

fn france() -> Territory {
    Territory::load(None).unwrap()
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name)
}

fn check(territory: &Territory, name: &str) -> Scenario {
    let file = ScenarioFile::read(&path(name)).unwrap();
    file.check(territory, &Parameters::load().unwrap(), &Options::default())
        .unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

fn inhabitants(territory: &Territory, scenario: &Scenario) -> u64 {
    scenario.run.cells.iter().map(|cell| u64::from(territory.cells[cell.index()].population_2019)).sum()
}

#[test]
fn each_shipped_scenario_simulates_at_most_250_million_person_months() {
    let territory = france();
    for name in [
        "tzcld.toml",
        "tzcld-metropoles.toml",
        "ordam.toml",
        "rsa-recentralisation.toml",
        "experiment.toml",
        "prime-activite-bonus.toml",
        "zoned-housing-aid.toml",
        "zoned-exemptions.toml",
        "revenu-universel-activite.toml",
        "compensation-of-departements.toml",
        "equalisation.toml",
        "csg-fraction.toml",
        "unaccompanied-minors.toml",
        "access-to-rights.toml",
        "single-reference-worker.toml",
        "childcare.toml",
        "mobility.toml",
        "access-to-care.toml",
        "contribution-deferral.toml",
    ] {
        let scenario = check(&territory, name);
        assert!(scenario.notes.is_empty(), "{name}: {:?}", scenario.notes);
        let Seeds::List(seeds) = &scenario.run.seeds else { panic!("{name}") };
        let persons = inhabitants(&territory, &scenario) / u64::from(scenario.run.one_in);
        let months = persons * u64::from(scenario.run.months()) * 2 * seeds.len() as u64;
        assert!(months < 290_000_000, "{name}: {months} person-months");
    }
}

#[test]
fn the_first_territories_have_about_the_population_they_are_known_for() {
    let territory = france();
    let scenario = check(&territory, "tzcld.toml");
    let people = inhabitants(&territory, &scenario);
    assert!((1_850_000..2_000_000).contains(&people), "{people}");
    let settings = tzcld::Settings::read(scenario.policy("tzcld").unwrap());
    let expected = [
        ("colombelles", 7_029),
        ("colombey", 10_415),
        ("jouques", 4_436),
        ("mauleon", 8_623),
        ("pipriac", 4_271),
        ("premery", 5_700),
        ("thiers", 11_470),
    ];
    for (name, published) in expected {
        let found = settings.territories.iter().find(|known| known.name == name).unwrap();
        let people: u32 = found.communes.iter().map(|c| territory.communes[c.index()].population_2019).sum();
        let gap = people.abs_diff(published);
        assert!(gap * 100 < published * 25, "{name}: {people} inhabitants, {published} published");
    }
}

#[test]
fn the_reference_scenario_and_every_template_check_on_the_real_territory() {
    let territory = france();
    check(&territory, "reference.toml");
    for name in template_names() {
        let file = ScenarioFile::of(name, &template(name).unwrap()).unwrap();
        let checked = file.check(&territory, &Parameters::load().unwrap(), &Options::default());
        assert!(checked.is_ok(), "{name}: {:?}", checked.err());
    }
}

#[test]
fn a_place_is_resolved_to_the_level_a_key_asks_for() {
    let territory = france();
    let count = |written: &str, level| match territory.resolve(written, level).unwrap() {
        At::Cells(list) => list.len(),
        At::Communes(list) => list.len(),
        At::Departements(list) => list.len(),
        At::Regions(list) => list.len(),
    };
    assert_eq!(count("france", Level::Departements), 101);
    assert_eq!(count("metropole", Level::Departements), 96);
    assert_eq!(count("france", Level::Regions), 18);
    assert_eq!(count("reg:32", Level::Departements), 5);
    assert_eq!(count("france", Level::Cells), 527);
    assert_eq!(count("com:62555", Level::Communes), 1);
    assert!(count("dep:62", Level::Communes) > 800);
    let too_fine = territory.resolve("com:62555", Level::Departements);
    assert!(matches!(too_fine, Err(PlaceError::TooFine { within }) if within == ["dep:62 Pas-de-Calais"]));
    assert!(matches!(territory.resolve("dep:62", Level::Regions), Err(PlaceError::TooFine { .. })));
    assert!(matches!(territory.resolve("dep:99", Level::Cells), Err(PlaceError::Unknown { .. })));
    for level in [Level::Communes, Level::Departements, Level::Regions] {
        let at = territory.resolve("reg:32", level).unwrap();
        let cells = territory.resolve("reg:32", Level::Cells).unwrap();
        assert_eq!(At::Cells(Places::cells_of(&territory, &at)), cells);
    }
}
