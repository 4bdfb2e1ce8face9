//! What is published of zones d'emploi at the start: the characteristics an evaluation matches zones on.
//!
//! Why it exists: comparison zones are chosen on figures known before a measure, and not on what a run draws. Where a
//! figure is published by département only, a zone has that of its cells' départements, weighted by inhabitants: two
//! zones of one département are then alike on it.

use super::{CellRow, DepartementRow, Sector, Territory};
use crate::units::{Cell, Zone};

/// A characteristic of a zone d'emploi.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Characteristic {
    /// Unemployment rate, mean of 2019 (INSEE, localised rates by zone), %.
    Unemployment,
    /// Employment rate of residents aged 15 to 64, 2019 (INSEE, census, by zone), %.
    Employment,
    /// Poverty rate of 2021 (INSEE, Filosofi, by département), %.
    Poverty,
    /// Median living standard of 2021 (INSEE, Filosofi), of the département, spread by the medians of communes, €/year.
    LivingStandard,
    /// Index of deprivation of communes, national standard deviations; above zero is more deprived.
    Deprivation,
    /// Households with RSA in January 2019 an inhabitant (DREES, by département), %.
    Rsa,
    /// Inhabitants on 1 January 2019 of the part of the zone that runs.
    Population,
    /// Jobs an inhabitant, January 2019 (INSEE, localised estimates by zone), %.
    Jobs,
    /// Share of employees in the sector that sells elsewhere, January 2019 (INSEE, by zone), %.
    ExportOriented,
    /// Access to a general practitioner, consultations a year a standardised inhabitant (DREES).
    AccessToCare,
}

impl Characteristic {
    pub const ALL: [Characteristic; 10] = [
        Characteristic::Unemployment,
        Characteristic::Employment,
        Characteristic::Poverty,
        Characteristic::LivingStandard,
        Characteristic::Deprivation,
        Characteristic::Rsa,
        Characteristic::Population,
        Characteristic::Jobs,
        Characteristic::ExportOriented,
        Characteristic::AccessToCare,
    ];

    /// The words of a scenario, in the order of `ALL`.
    pub const NAMES: &'static [&'static str] = &[
        "unemployment",
        "employment",
        "poverty",
        "living_standard",
        "deprivation",
        "rsa",
        "population",
        "jobs",
        "export_oriented",
        "access_to_care",
    ];

    /// The word of a scenario.
    pub const fn name(self) -> &'static str {
        Characteristic::NAMES[self as usize]
    }

    pub const fn unit(self) -> &'static str {
        match self {
            Characteristic::LivingStandard => "€/year",
            Characteristic::Deprivation => "standard deviations",
            Characteristic::Population => "inhabitants",
            Characteristic::AccessToCare => "consultations/year",
            _ => "%",
        }
    }

    /// The characteristic a word names.
    pub fn named(name: &str) -> Option<Characteristic> {
        Characteristic::ALL.into_iter().find(|known| known.name() == name)
    }

    /// Its value for a zone of which `cells` run, in `unit`.
    pub fn of(self, territory: &Territory, zone: Zone, cells: &[Cell]) -> f64 {
        let row = &territory.zones[zone.index()];
        let whole = || inhabitants(territory, territory.cells_of_zone(zone)).max(1.0);
        let by_cell = |value: fn(&CellRow, &DepartementRow) -> f64| {
            let sum: f64 = cells
                .iter()
                .map(|cell| {
                    let cell = &territory.cells[cell.index()];
                    let departement = &territory.departements[cell.departement.index()];
                    value(cell, departement) * f64::from(cell.population_2019)
                })
                .sum();
            sum / inhabitants(territory, cells).max(1.0)
        };
        match self {
            Characteristic::Unemployment => row.unemployment_2019().to_fraction() * 100.0,
            Characteristic::Employment => row.employment_rate_2019.to_fraction() * 100.0,
            Characteristic::Poverty => by_cell(|_, departement| departement.poverty_2021.to_fraction() * 100.0),
            Characteristic::LivingStandard => by_cell(|cell, departement| {
                departement.median_living_standard_2021.to_euros() * cell.living_standard_index.to_fraction()
            }),
            Characteristic::Deprivation => by_cell(|cell, _| f64::from(cell.deprivation) / 1000.0),
            Characteristic::Rsa => by_cell(|_, departement| {
                let households = f64::from(departement.rsa_households_january_2019());
                households * 100.0 / f64::from(departement.population_2019.max(1))
            }),
            Characteristic::Population => inhabitants(territory, cells),
            Characteristic::Jobs => f64::from(row.jobs_2019()) * 100.0 / whole(),
            Characteristic::ExportOriented => {
                let exporting = row.employees_by_sector[Sector::ExportOriented.index()];
                f64::from(exporting) * 100.0 / f64::from(row.employees_2019.max(1))
            }
            Characteristic::AccessToCare => by_cell(|cell, _| cell.apl),
        }
    }
}

fn inhabitants(territory: &Territory, cells: &[Cell]) -> f64 {
    cells.iter().map(|cell| f64::from(territory.cells[cell.index()].population_2019)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_of_france_has_every_characteristic_within_what_is_possible() {
        let france = Territory::load(None).expect("the tables carried in the program read");
        for zone in france.all_zones() {
            let cells = france.cells_of_zone(zone);
            for known in Characteristic::ALL {
                let value = known.of(&france, zone, cells);
                let [low, high] = match known {
                    Characteristic::Deprivation => [-5.0, 8.0],
                    Characteristic::LivingStandard => [3_000.0, 60_000.0],
                    Characteristic::Population => [5_000.0, 8_000_000.0],
                    Characteristic::AccessToCare => [0.0, 20.0],
                    _ => [0.0, 100.0],
                };
                assert!((low..high).contains(&value), "{} of {zone:?}: {value}", known.name());
            }
        }
        assert_eq!(Characteristic::NAMES.len(), Characteristic::ALL.len());
        assert!(Characteristic::ALL.into_iter().all(|known| Characteristic::named(known.name()) == Some(known)));
    }

    #[test]
    fn lens_has_more_unemployment_and_more_deprivation_than_arras() {
        let france = Territory::load(None).expect("the tables carried in the program read");
        let zone = |code: &str| {
            france.all_zones().find(|zone| france.zones[zone.index()].code == code).expect("a zone of the table")
        };
        let of = |known: Characteristic, code: &str| known.of(&france, zone(code), france.cells_of_zone(zone(code)));
        for known in [Characteristic::Unemployment, Characteristic::Deprivation] {
            assert!(of(known, "3215") > of(known, "3203"), "{}", known.name());
        }
        // Both lie in the Pas-de-Calais alone, whose caseload is all that is published of the RSA.
        assert_eq!(of(Characteristic::Rsa, "3215"), of(Characteristic::Rsa, "3203"));
    }
}
