//! The 306 zones d'emploi: jobs by sector of the model, self-employment and unemployment.
//!
//! Why it exists: labour is bought and sold in zones. The split of published jobs into the three sectors of the model
//! is made here from `sectors.csv`, an assumption.

use super::departements::{DepartementRow, read_unemployment};
use super::error::TerritoryError;
use super::fill::{Fills, split_whole};
use super::national::figures::Figures;
use super::table::Source;
use crate::units::{Departement, Rate};

/// The three sectors of the model.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Sector {
    /// Private, sold to those who live there.
    Residential,
    /// Private, sold elsewhere; agriculture is inside.
    ExportOriented,
    /// Public administration, education, health, social work, associations.
    PublicAndAssociations,
}

impl Sector {
    pub const ALL: [Sector; 3] = [Sector::Residential, Sector::ExportOriented, Sector::PublicAndAssociations];

    pub const fn index(self) -> usize {
        self as usize
    }
}

/// The groups whose employment is published quarter by quarter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum EmploymentGroup {
    Agriculture,
    Industry,
    Construction,
    MarketServices,
    NonMarket,
}

/// A line of `sectors.csv`: where a NAF A38 sector goes.
#[derive(Clone, Debug)]
pub struct SectorRule {
    pub code: String,
    pub group: EmploymentGroup,
    pub sector: Sector,
}

/// One zone d'emploi.
#[derive(Clone, Debug)]
pub struct ZoneRow {
    pub code: String,
    pub name: String,
    /// The one where most inhabitants live.
    pub departement: Departement,
    pub lon_deg: f64,
    pub lat_deg: f64,
    /// Root mean square distance of inhabitants to the centroid.
    pub rms_km: f64,
    /// Employees at the workplace on 1 January 2019.
    pub employees_2019: u32,
    /// The same by `Sector`; sums to `employees_2019`.
    pub employees_by_sector: [u32; 3],
    /// Self-employed at the workplace on 1 January 2019, from their share of jobs.
    pub self_employed_2019: u32,
    pub part_time: Rate,
    /// Of residents aged 15 to 64, 2019.
    pub employment_rate_2019: Rate,
    /// By quarter from 2018-Q1 to 2023-Q3.
    pub unemployment_by_quarter: Vec<Rate>,
}

impl ZoneRow {
    /// Employees and self-employed at the workplace.
    pub fn jobs_2019(&self) -> u32 {
        self.employees_2019 + self.self_employed_2019
    }

    /// Mean of the four quarters of 2019.
    pub fn unemployment_2019(&self) -> Rate {
        let quarters = self.unemployment_by_quarter.get(4..8).unwrap_or(&[]);
        let sum: i32 = quarters.iter().map(|r| r.0).sum();
        Rate(sum / (quarters.len().max(1) as i32))
    }

    /// The rate of a quarter (0 = 2018-Q1); the last one afterwards.
    pub fn unemployment_at(&self, quarter: usize) -> Rate {
        self.unemployment_by_quarter.get(quarter).or(self.unemployment_by_quarter.last()).copied().unwrap_or_default()
    }
}

/// What reading zones tells the national path: employees of each model sector by published group.
pub struct Zones {
    pub rows: Vec<ZoneRow>,
    /// `[sector][group]`, employees on 1 January 2019.
    pub employees_by_sector_and_group: [[f64; 5]; 3],
}

pub fn read_sectors(source: &mut Source) -> Result<Vec<SectorRule>, TerritoryError> {
    let table = source.table("sectors.csv")?;
    table
        .rows()
        .map(|row| {
            Ok(SectorRule {
                code: row.text("code")?.to_string(),
                group: row.word(
                    "group",
                    &[
                        ("agriculture", EmploymentGroup::Agriculture),
                        ("industry", EmploymentGroup::Industry),
                        ("construction", EmploymentGroup::Construction),
                        ("market_services", EmploymentGroup::MarketServices),
                        ("non_market", EmploymentGroup::NonMarket),
                    ],
                )?,
                sector: row.word(
                    "sector",
                    &[
                        ("residential", Sector::Residential),
                        ("export_oriented", Sector::ExportOriented),
                        ("public_and_associations", Sector::PublicAndAssociations),
                    ],
                )?,
            })
        })
        .collect()
}

struct Draft {
    row: ZoneRow,
    /// 31 December 2018 = 1 January 2019; blank in Mayotte.
    employees: Option<f64>,
    private: Option<f64>,
    agriculture: f64,
}

/// Reads zones, their sectors and unemployment.
///
/// Jobs on 1 January 2019: all employees at the end of 2018 (INSEE); private ones the mean of 2018 and 2019 (Urssaf)
/// shared by sector as in 2019; agriculture as at the end of 2022 × its national change since 2018. What is left is
/// public, but also domestic employees of households: the part above the published national number of non-market
/// employees goes to the residential sector, in proportion.
pub fn read(
    source: &mut Source,
    departements: &[DepartementRow],
    figures: &Figures,
    fills: &mut Fills,
) -> Result<Zones, TerritoryError> {
    let sectors = read_sectors(source)?;
    let dep_codes: Vec<String> = departements.iter().map(|d| d.code.clone()).collect();
    let mut drafts = read_rows(source, departements, &dep_codes, figures, fills)?;
    let codes: Vec<String> = drafts.iter().map(|d| d.row.code.clone()).collect();

    // [zone][sector][group] of private employees in 2019.
    let mut private = vec![[[0.0f64; 5]; 3]; drafts.len()];
    let table = source.table("zone_sectors.csv")?;
    let sector_codes: Vec<String> = sectors.iter().map(|s| s.code.clone()).collect();
    let mut zone = 0;
    for row in table.rows() {
        if row.text("zone")? != codes[zone] {
            zone = row.link("zone", &codes, "zone d'emploi")?;
        }
        let rule = &sectors[row.link("sector", &sector_codes, "NAF A38 sector")?];
        private[zone][rule.sector.index()][rule.group as usize] += row.number("private_employees_2019", 0.0, 5e6)?;
    }
    let agriculture_sector =
        sectors.iter().find(|s| s.group == EmploymentGroup::Agriculture).map_or(Sector::ExportOriented, |s| s.sector);

    lend_jobs_to_mayotte(&mut drafts, &mut private, departements, fills);

    // Private employees at the start: sectors of 2019 × level of the start / level of 2019.
    let mut residual = Vec::with_capacity(drafts.len());
    for (draft, cells) in drafts.iter().zip(&mut private) {
        let published: f64 = cells.iter().flatten().sum();
        let level = draft.private.unwrap_or(published);
        if published > 0.0 {
            cells.iter_mut().flatten().for_each(|c| *c *= level / published);
        }
        let all = draft.employees.unwrap_or(0.0);
        residual.push((all - level - draft.agriculture).max(0.0));
    }
    let public = Sector::PublicAndAssociations.index();
    let private_non_market: f64 = private.iter().map(|c| c[public].iter().sum::<f64>()).sum();
    let all: f64 = drafts.iter().filter_map(|d| d.employees).sum();
    let share =
        figures.get("employees", "non_market_services", 2018)? / figures.get("employees", "all_employees", 2018)?;
    let left: f64 = residual.iter().sum();
    let public_share = ((all * share - private_non_market) / left).clamp(0.0, 1.0);

    let mut national = [[0.0f64; 5]; 3];
    for ((draft, cells), left) in drafts.iter_mut().zip(&mut private).zip(&residual) {
        cells[public][EmploymentGroup::NonMarket as usize] += left * public_share;
        cells[Sector::Residential.index()][EmploymentGroup::MarketServices as usize] += left * (1.0 - public_share);
        cells[agriculture_sector.index()][EmploymentGroup::Agriculture as usize] += draft.agriculture;
        let by_sector: Vec<f64> = cells.iter().map(|c| c.iter().sum()).collect();
        draft.row.employees_by_sector.copy_from_slice(&split_whole(draft.row.employees_2019, &by_sector));
        for (sum, cell) in national.iter_mut().flatten().zip(cells.iter().flatten()) {
            *sum += cell;
        }
    }
    let unemployment = read_unemployment(source, "unemployment_zones.csv", "zone", &codes)?;
    let mut rows = Vec::with_capacity(drafts.len());
    for (draft, quarters) in drafts.into_iter().zip(unemployment) {
        let mut row = draft.row;
        row.unemployment_by_quarter = match quarters {
            Some(quarters) => quarters,
            None => {
                let rule = "the rate of its département in each quarter";
                fills.note("unemployment_zones.csv", format!("{} {}", row.code, row.name), "all quarters", rule);
                departements[row.departement.index()].unemployment_by_quarter.iter().take(23).copied().collect()
            }
        };
        rows.push(row);
    }
    Ok(Zones { rows, employees_by_sector_and_group: national })
}

fn read_rows(
    source: &mut Source,
    departements: &[DepartementRow],
    dep_codes: &[String],
    figures: &Figures,
    fills: &mut Fills,
) -> Result<Vec<Draft>, TerritoryError> {
    let table = source.table("zones.csv")?;
    let agriculture_change =
        figures.get("employees", "agriculture", 2018)? / figures.get("employees", "agriculture", 2022)?;
    let mut drafts: Vec<Draft> = Vec::with_capacity(table.len());
    for row in table.rows() {
        let code = row.text("code")?.to_string();
        let name = row.text("name")?.to_string();
        if drafts.iter().any(|d| d.row.code == code) {
            return Err(row.wrong("code", "a code written once", "Remove the second row."));
        }
        let departement = row.link("departement", dep_codes, "département")?;
        let home = &departements[departement];
        let place = format!("{code} {name}");
        let mut lent = |column: &str, value: Option<f64>, from: Rate| match value {
            Some(percent) => Rate::from_fraction(percent / 100.0),
            None => {
                fills.note("zones.csv", &place, column, "the figure of its département");
                from
            }
        };
        let self_employed = lent("self_employed_pct", row.maybe("self_employed_pct", 0.0, 90.0)?, home.self_employed);
        let part_time = lent("part_time_pct", row.maybe("part_time_pct", 0.0, 90.0)?, home.part_time);
        let before = row.maybe("employment_rate_2016_pct", 1.0, 100.0)?;
        let after = row.maybe("employment_rate_2022_pct", 1.0, 100.0)?;
        let both = before.zip(after).map(|(b, a)| (b + a) / 2.0);
        let employment_rate_2019 = lent("employment_rate", both, home.employment_rate_2019);
        let rms_km = match row.maybe("rms_km", 0.0, 500.0)? {
            Some(km) => km,
            None => {
                fills.note("zones.csv", &place, "rms_km", "half the side of a square of the area of its département");
                home.area_km2.sqrt() / 2.0
            }
        };
        let employees = row.maybe("employees_2018", 0.0, 2e7)?;
        let private_2018 = row.maybe("private_employees_2018", 0.0, 2e7)?;
        let private_2019 = row.maybe("private_employees_2019", 0.0, 2e7)?;
        let mut draft = Draft {
            row: ZoneRow {
                code,
                name,
                departement: Departement(departement as u16),
                lon_deg: row.number("lon_deg", -180.0, 180.0)?,
                lat_deg: row.number("lat_deg", -90.0, 90.0)?,
                rms_km,
                employees_2019: employees.unwrap_or(0.0).round() as u32,
                employees_by_sector: [0; 3],
                self_employed_2019: 0,
                part_time,
                employment_rate_2019,
                unemployment_by_quarter: Vec::new(),
            },
            employees,
            private: private_2018.zip(private_2019).map(|(a, b)| (a + b) / 2.0),
            agriculture: row.maybe("agricultural_employees_2022", 0.0, 1e6)?.unwrap_or(0.0) * agriculture_change,
        };
        draft.row.self_employed_2019 = self_employed_beside(draft.row.employees_2019, self_employed);
        drafts.push(draft);
    }
    Ok(drafts)
}

/// Self-employed in a place with so many employees, from their share of jobs.
fn self_employed_beside(employees: u32, share: Rate) -> u32 {
    let share = share.to_fraction();
    (f64::from(employees) * share / (1.0 - share)).round() as u32
}

/// A zone without job figures (Mayotte) takes jobs per inhabitant and sectors of Guyane's zones.
fn lend_jobs_to_mayotte(
    drafts: &mut [Draft],
    private: &mut [[[f64; 5]; 3]],
    departements: &[DepartementRow],
    fills: &mut Fills,
) {
    let donors: Vec<usize> = (0..drafts.len())
        .filter(|i| drafts[*i].employees.is_some() && departements[drafts[*i].row.departement.index()].code == "973")
        .collect();
    let Some(guyane) = donors.first().map(|i| &departements[drafts[*i].row.departement.index()]) else { return };
    let mut sectors = [[0.0f64; 5]; 3];
    for i in &donors {
        for (sum, cell) in sectors.iter_mut().flatten().zip(private[*i].iter().flatten()) {
            *sum += cell;
        }
    }
    let employees: f64 = donors.iter().filter_map(|i| drafts[*i].employees).sum();
    for i in 0..drafts.len() {
        if drafts[i].employees.is_some() {
            continue;
        }
        let home = &departements[drafts[i].row.departement.index()];
        let scale = f64::from(home.population_2019) / f64::from(guyane.population_2019);
        let draft = &mut drafts[i];
        draft.employees = Some(employees * scale);
        draft.row.employees_2019 = (employees * scale).round() as u32;
        draft.row.self_employed_2019 = self_employed_beside(draft.row.employees_2019, home.self_employed);
        for (cell, sum) in private[i].iter_mut().flatten().zip(sectors.iter().flatten()) {
            *cell = sum * scale;
        }
        let place = format!("{} {}", draft.row.code, draft.row.name);
        fills.note(
            "zones.csv",
            place,
            "employees",
            "as many per inhabitant, by sector, as in Guyane (an overstatement)",
        );
    }
}
