//! The 527 cells, zone d'emploi × département, and the communes inside them.
//!
//! Why it exists: a cell is where people live and firms stand; everything local hangs on it. Built after zones and
//! départements, whose totals it splits.

use super::communes::{self, CommuneRow, Norms, Written, deprivation};
use super::departements::DepartementRow;
use super::error::TerritoryError;
use super::fill::{Fills, split_whole};
use super::geometry::Point;
use super::table::Source;
use super::zones::{Sector, ZoneRow};
use crate::units::{Cell, Departement, Rate, Region, Zone};

/// Establishments by number of employees: 1-5, 6-9, 10-19, 20-49, 50-99, 100-199, 200-499, 500 and over.
pub const ESTABLISHMENT_SIZES: [&str; 8] = ["1_5", "6_9", "10_19", "20_49", "50_99", "100_199", "200_499", "500_plus"];

/// One cell. Positions in degrees, distances in km.
#[derive(Clone, Debug)]
pub struct CellRow {
    /// `ZZZZ-DD`.
    pub code: String,
    /// The zone's name, with the département's where the zone lies in several.
    pub name: String,
    pub zone: Zone,
    pub departement: Departement,
    pub region: Region,
    /// 1 January 2019; sums over the département to its population.
    pub population_2019: u32,
    pub lon_deg: f64,
    pub lat_deg: f64,
    pub rms_km: f64,
    pub area_km2: f64,
    /// Share of the population in housing-aid zone 1, 2, 3; sums to one.
    pub housing_aid_zones: [Rate; 3],
    /// Living standard relative to the département's mean (mean of commune medians in both), 1 = equal.
    pub living_standard_index: Rate,
    /// Over the communes that publish it: larger ones, biased up.
    pub poverty_published_2021: Option<Rate>,
    /// Urssaf, yearly mean.
    pub private_employees_2019: u32,
    /// Employees at the workplace on 1 January 2019 by `Sector`; sums over the zone to the zone's.
    pub employees_by_sector: [u32; 3],
    /// Thousandths of a national standard deviation; positive = more deprived.
    pub deprivation: i32,
    /// Access to a GP, consultations a year a standardised inhabitant.
    pub apl: f64,
    /// By `ESTABLISHMENT_SIZES`; 2014: the structure, not the level.
    pub establishments: [u32; 8],
}

struct Draft {
    row: CellRow,
    population_2020: Option<f64>,
    living_standard: Option<f64>,
    poverty: Option<f64>,
    apl: Option<f64>,
}

/// Reads cells and communes and splits among them what is known of zones and départements.
pub fn read(
    source: &mut Source,
    departements: &[DepartementRow],
    zones: &[ZoneRow],
    fills: &mut Fills,
) -> Result<(Vec<CellRow>, Vec<CommuneRow>), TerritoryError> {
    let mut drafts = read_rows(source, departements, zones, fills)?;
    let written = communes::read(source)?;
    let homes = homes(&written, &drafts)?;
    populations(&mut drafts, departements, fills);
    employees(&mut drafts, zones);
    let norms = Norms::of(&weighted(&drafts, |d| d.living_standard), &weighted(&drafts, |d| d.poverty));
    relative_living_standards(&mut drafts, departements, fills);
    let commune_norms = Norms::of(
        &written.iter().filter_map(|w| Some((w.living_standard?, w.population_2020?))).collect::<Vec<_>>(),
        &written.iter().filter_map(|w| Some((w.poverty?, w.population_2020?))).collect::<Vec<_>>(),
    );
    for i in 0..drafts.len() {
        let index = deprivation(&norms, drafts[i].living_standard, drafts[i].poverty);
        let (code, home) = (drafts[i].row.code.clone(), &departements[drafts[i].row.departement.index()]);
        drafts[i].row.deprivation = index.unwrap_or_else(|| {
            fills.note(
                "cells.csv",
                &code,
                "deprivation",
                "that of its département: median living standard and poverty",
            );
            let living = home.median_living_standard_2021.to_euros();
            deprivation(&norms, Some(living), Some(home.poverty_2021.to_fraction() * 100.0)).unwrap_or(0)
        });
        drafts[i].row.apl = drafts[i].apl.unwrap_or_else(|| {
            fills.note("cells.csv", &code, "apl", "that of its département");
            home.apl
        });
    }
    let communes = settle(&written, &homes, &mut drafts, departements, &commune_norms, fills);
    Ok((drafts.into_iter().map(|d| d.row).collect(), communes))
}

fn weighted(drafts: &[Draft], value: impl Fn(&Draft) -> Option<f64>) -> Vec<(f64, f64)> {
    drafts.iter().filter_map(|d| Some((value(d)?, d.population_2020?))).collect()
}

fn read_rows(
    source: &mut Source,
    departements: &[DepartementRow],
    zones: &[ZoneRow],
    fills: &mut Fills,
) -> Result<Vec<Draft>, TerritoryError> {
    let dep_codes: Vec<String> = departements.iter().map(|d| d.code.clone()).collect();
    let zone_codes: Vec<String> = zones.iter().map(|z| z.code.clone()).collect();
    let table = source.table("cells.csv")?;
    let mut drafts: Vec<Draft> = Vec::with_capacity(table.len());
    let zone_column: Vec<&str> = table.rows().map(|r| r.text("zone")).collect::<Result<_, _>>()?;
    for row in table.rows() {
        let zone = row.link("zone", &zone_codes, "zone d'emploi")?;
        let departement = row.link("departement", &dep_codes, "département")?;
        let home = &departements[departement];
        let code = format!("{}-{}", zone_codes[zone], home.code);
        if drafts.iter().any(|d| d.row.code == code) {
            return Err(row.wrong("zone", "a zone and département written once", "Remove the second row."));
        }
        let alone = zone_column.iter().filter(|z| **z == zone_codes[zone]).count() == 1;
        let mut establishments = [0; 8];
        for (count, size) in establishments.iter_mut().zip(ESTABLISHMENT_SIZES) {
            *count = row.maybe(&format!("establishments_{size}"), 0.0, 1e6)?.unwrap_or(0.0).round() as u32;
        }
        let area_km2 = match row.maybe("area_km2", 0.1, 100_000.0)? {
            Some(area) => area,
            None => {
                fills.note("cells.csv", &code, "area_km2", "that of its département");
                home.area_km2
            }
        };
        let rms_km = match row.maybe("rms_km", 0.0, 500.0)? {
            Some(km) => km,
            None => {
                fills.note("cells.csv", &code, "rms_km", "half the side of a square of its area");
                area_km2.sqrt() / 2.0
            }
        };
        let poverty = row.maybe("poverty_pct", 0.0, 100.0)?;
        drafts.push(Draft {
            population_2020: row.maybe("population_2020", 0.0, 2e7)?,
            living_standard: row.maybe("median_living_standard_eur", 1000.0, 200_000.0)?,
            poverty,
            apl: row.maybe("apl", 0.0, 100.0)?,
            row: CellRow {
                code,
                name: if alone { zones[zone].name.clone() } else { format!("{} ({})", zones[zone].name, home.name) },
                zone: Zone(zone as u16),
                departement: Departement(departement as u16),
                region: home.region,
                population_2019: 0,
                lon_deg: row.number("lon_deg", -180.0, 180.0)?,
                lat_deg: row.number("lat_deg", -90.0, 90.0)?,
                rms_km,
                area_km2,
                housing_aid_zones: [Rate(0); 3],
                living_standard_index: Rate::ONE,
                poverty_published_2021: poverty.map(|p| Rate::from_fraction(p / 100.0)),
                private_employees_2019: row.maybe("private_employees_2019", 0.0, 2e7)?.unwrap_or(0.0).round() as u32,
                employees_by_sector: [0; 3],
                deprivation: 0,
                apl: 0.0,
                establishments,
            },
        });
    }
    Ok(drafts)
}

/// The cell of each commune; a commune without one is an error.
fn homes(written: &[Written], drafts: &[Draft]) -> Result<Vec<usize>, TerritoryError> {
    let mut codes: Vec<(&str, usize)> = drafts.iter().enumerate().map(|(i, d)| (d.row.code.as_str(), i)).collect();
    codes.sort_unstable();
    written
        .iter()
        .map(|w| {
            let code = format!("{}-{}", w.zone, w.departement);
            codes.binary_search_by(|(c, _)| (*c).cmp(code.as_str())).map(|at| codes[at].1).map_err(|_| {
                TerritoryError::BadCell {
                    file: "communes.csv".to_string(),
                    line: w.line,
                    column: "zone".to_string(),
                    value: code,
                    allowed: "a zone and département that make a row of cells.csv".to_string(),
                    remedy: "Correct the commune, or add the cell to cells.csv.".to_string(),
                }
            })
        })
        .collect()
}

/// Population of 2019: the département's, in proportion to 2020.
fn populations(drafts: &mut [Draft], departements: &[DepartementRow], fills: &mut Fills) {
    for (d, home) in departements.iter().enumerate() {
        let mine: Vec<usize> = (0..drafts.len()).filter(|i| drafts[*i].row.departement.index() == d).collect();
        for i in &mine {
            if drafts[*i].population_2020.is_none() {
                let rule = "the part of its département's population that other cells leave";
                fills.note("cells.csv", &drafts[*i].row.code, "population_2020", rule);
                let others: f64 = mine.iter().filter_map(|j| drafts[*j].population_2020).sum();
                drafts[*i].population_2020 = Some((f64::from(home.population_2019) - others).max(1.0));
            }
        }
        let weights: Vec<f64> = mine.iter().map(|i| drafts[*i].population_2020.unwrap_or(0.0)).collect();
        for (i, people) in mine.iter().zip(split_whole(home.population_2019, &weights)) {
            drafts[*i].row.population_2019 = people;
        }
    }
}

/// Jobs of a zone among its cells: private ones by private employees of 2019, public ones half by these and half by
/// population (an assumption: town halls and schools follow people, hospitals and universities follow towns).
fn employees(drafts: &mut [Draft], zones: &[ZoneRow]) {
    for (z, zone) in zones.iter().enumerate() {
        let mine: Vec<usize> = (0..drafts.len()).filter(|i| drafts[*i].row.zone.index() == z).collect();
        let people: Vec<f64> = mine.iter().map(|i| f64::from(drafts[*i].row.population_2019)).collect();
        let mut private: Vec<f64> = mine.iter().map(|i| f64::from(drafts[*i].row.private_employees_2019)).collect();
        if private.iter().sum::<f64>() <= 0.0 {
            private.clone_from(&people);
        }
        let (all_people, all_private): (f64, f64) = (people.iter().sum(), private.iter().sum());
        let mixed: Vec<f64> =
            people.iter().zip(&private).map(|(p, e)| p / all_people.max(1.0) + e / all_private).collect();
        for sector in Sector::ALL {
            let weights = if sector == Sector::PublicAndAssociations { &mixed } else { &private };
            let parts = split_whole(zone.employees_by_sector[sector.index()], weights);
            for (i, part) in mine.iter().zip(parts) {
                drafts[*i].row.employees_by_sector[sector.index()] = part;
            }
        }
    }
}

/// Living standard of a cell over that of its département, both as means of commune medians.
fn relative_living_standards(drafts: &mut [Draft], departements: &[DepartementRow], fills: &mut Fills) {
    for d in 0..departements.len() {
        let mine: Vec<usize> = (0..drafts.len()).filter(|i| drafts[*i].row.departement.index() == d).collect();
        let (mut sum, mut weight) = (0.0, 0.0);
        for i in &mine {
            if let Some(living) = drafts[*i].living_standard {
                sum += living * f64::from(drafts[*i].row.population_2019);
                weight += f64::from(drafts[*i].row.population_2019);
            }
        }
        for i in mine {
            match drafts[i].living_standard {
                Some(living) => drafts[i].row.living_standard_index = Rate::from_fraction(living * weight / sum),
                None => {
                    fills.note(
                        "cells.csv",
                        &drafts[i].row.code,
                        "median_living_standard_eur",
                        "that of its département",
                    );
                }
            }
        }
    }
}

/// Île-de-France.
const PARIS_REGION: [&str; 8] = ["75", "77", "78", "91", "92", "93", "94", "95"];
const PARIS_AND_RING: [&str; 4] = ["75", "92", "93", "94"];

/// The housing-aid zone of a commune. The law lists communes by agglomeration; here, an assumption: zone 1 = Paris, its
/// inner ring, and communes of 10,000 inhabitants and over of the outer ring; zone 2 = the rest of Île-de-France,
/// Corsica, overseas, communes of 100,000 and over and those within 8 km of one; zone 3 = elsewhere.
fn housing_aid_zone(departement: &str, overseas: bool, population: f64, near_a_city: bool) -> u8 {
    if PARIS_AND_RING.contains(&departement) || (PARIS_REGION.contains(&departement) && population >= 10_000.0) {
        1
    } else if PARIS_REGION.contains(&departement)
        || overseas
        || departement == "2A"
        || departement == "2B"
        || population >= 100_000.0
        || near_a_city
    {
        2
    } else {
        3
    }
}

/// How far from a commune of 100,000 inhabitants its suburbs reach, km [assumption].
const SUBURBS_KM: f64 = 8.0;

/// Communes with what depends on their cell, and what the cell sums over them.
fn settle(
    written: &[Written],
    homes: &[usize],
    drafts: &mut [Draft],
    departements: &[DepartementRow],
    norms: &Norms,
    fills: &mut Fills,
) -> Vec<CommuneRow> {
    let mut known = vec![0.0f64; drafts.len()];
    let mut unknown = vec![0u32; drafts.len()];
    for (w, home) in written.iter().zip(homes) {
        match w.population_2020 {
            Some(people) => known[*home] += people,
            None => unknown[*home] += 1,
        }
    }
    let population: Vec<f64> = written
        .iter()
        .zip(homes)
        .map(|(w, home)| {
            w.population_2020.unwrap_or_else(|| {
                let rule = "an equal part of what the communes published leave of their cell, at least one person";
                fills.note("communes.csv", format!("{} {}", w.code, w.name), "population_2020", rule);
                let left = drafts[*home].population_2020.unwrap_or(0.0) - known[*home];
                (left / f64::from(unknown[*home])).max(1.0)
            })
        })
        .collect();
    let point = |i: usize| {
        let cell = &drafts[homes[i]].row;
        let (lon, lat) = written[i].point.unwrap_or((cell.lon_deg, cell.lat_deg));
        Point::new(lon, lat)
    };
    let cities: Vec<Point> = (0..written.len()).filter(|i| population[*i] >= 100_000.0).map(point).collect();
    let mut communes: Vec<CommuneRow> = Vec::with_capacity(written.len());
    for (i, (w, home)) in written.iter().zip(homes).enumerate() {
        let cell = &drafts[*home].row;
        if w.point.is_none() {
            fills.note(
                "communes.csv",
                format!("{} {}", w.code, w.name),
                "lon_deg, lat_deg",
                "the centroid of its cell",
            );
        }
        let (lon_deg, lat_deg) = w.point.unwrap_or((cell.lon_deg, cell.lat_deg));
        let here = Point::new(lon_deg, lat_deg);
        let near = cities.iter().any(|c| c.km_to(here) <= SUBURBS_KM);
        let overseas = departements[cell.departement.index()].overseas;
        communes.push(CommuneRow {
            code: w.code.clone(),
            name: w.name.clone(),
            cell: Cell(*home as u16),
            population_2019: 0,
            lon_deg,
            lat_deg,
            median_living_standard_2019_eur: w.living_standard.map(|v| v.round() as u32),
            poverty_2021: w.poverty.map(|p| Rate::from_fraction(p / 100.0)),
            deprivation: deprivation(norms, w.living_standard, w.poverty).unwrap_or_else(|| {
                let rule = "the deprivation of its cell";
                fills.note("communes.csv", format!("{} {}", w.code, w.name), "median_living_standard_eur", rule);
                cell.deprivation
            }),
            apl: w.apl,
            housing_aid_zone: housing_aid_zone(&w.departement, overseas, population[i], near),
        });
    }
    let mut inside: Vec<Vec<usize>> = vec![Vec::new(); drafts.len()];
    for (i, home) in homes.iter().enumerate() {
        inside[*home].push(i);
    }
    for (draft, mine) in drafts.iter_mut().zip(&inside) {
        let weights: Vec<f64> = mine.iter().map(|i| population[*i]).collect();
        let parts = split_whole(draft.row.population_2019, &weights);
        // A cell without commune counts as zone 3.
        let mut by_zone = [0.0, 0.0, if mine.is_empty() { 1.0 } else { 0.0 }];
        for (i, part) in mine.iter().zip(parts) {
            communes[*i].population_2019 = part;
            by_zone[usize::from(communes[*i].housing_aid_zone) - 1] += population[*i];
        }
        let shares = split_whole(1_000_000, &by_zone);
        draft.row.housing_aid_zones = [Rate(shares[0] as i32), Rate(shares[1] as i32), Rate(shares[2] as i32)];
    }
    communes
}
