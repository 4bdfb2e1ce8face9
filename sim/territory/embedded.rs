//! The reference tables carried inside the program, so that it runs with nothing beside it.

/// File name in `scenarios/france/` and its bytes.
pub const EMBEDDED: &[(&str, &[u8])] = &[
    ("regions.csv", include_bytes!("../../scenarios/france/regions.csv")),
    ("departements.csv", include_bytes!("../../scenarios/france/departements.csv")),
    ("zones.csv", include_bytes!("../../scenarios/france/zones.csv")),
    ("zone_sectors.csv.gz", include_bytes!("../../scenarios/france/zone_sectors.csv.gz")),
    ("sectors.csv", include_bytes!("../../scenarios/france/sectors.csv")),
    ("unemployment_zones.csv", include_bytes!("../../scenarios/france/unemployment_zones.csv")),
    ("unemployment_departements.csv", include_bytes!("../../scenarios/france/unemployment_departements.csv")),
    ("cells.csv", include_bytes!("../../scenarios/france/cells.csv")),
    ("communes.csv.gz", include_bytes!("../../scenarios/france/communes.csv.gz")),
    ("commuting_departements.csv", include_bytes!("../../scenarios/france/commuting_departements.csv")),
    ("caseloads_departements.csv.gz", include_bytes!("../../scenarios/france/caseloads_departements.csv.gz")),
    ("tzcld_territories.csv", include_bytes!("../../scenarios/france/tzcld_territories.csv")),
    ("population.csv.gz", include_bytes!("../../scenarios/france/population.csv.gz")),
    ("mortality.csv.gz", include_bytes!("../../scenarios/france/mortality.csv.gz")),
    ("fertility.csv", include_bytes!("../../scenarios/france/fertility.csv")),
    ("fertility_levels.csv", include_bytes!("../../scenarios/france/fertility_levels.csv")),
    ("migration.csv", include_bytes!("../../scenarios/france/migration.csv")),
    ("age_profiles.csv", include_bytes!("../../scenarios/france/age_profiles.csv")),
    ("figures.csv", include_bytes!("../../scenarios/france/figures.csv")),
    ("demand_path.csv", include_bytes!("../../scenarios/france/demand_path.csv")),
    ("poverty_line.csv", include_bytes!("../../scenarios/france/poverty_line.csv")),
    ("departement_accounts.csv", include_bytes!("../../scenarios/france/departement_accounts.csv")),
    ("path.csv", include_bytes!("../../scenarios/france/path.csv")),
];
