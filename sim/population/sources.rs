//! What population needs from the territory's tables, gathered in one place and in its own words.
//!
//! Every cell of France is described, whichever cells a run takes: ids and margins must not depend on the run.

use super::prototypes::{DepartementMargins, Kind};
use crate::territory::national::households::HouseholdType;
use crate::territory::{AGE_BANDS, Sex, Territory, TerritoryError};
use crate::units::{Month, Zone};

/// Single ages 0 to 99; 99 stands for 99 and over.
pub const AGES: usize = 100;

/// The month the model starts in.
pub const START: Month = Month::new(2019, 1);

/// Jobs in the halo of unemployment for one unemployed: 1.6 million against 2.5 in 2019, from memory (A).
const HALO_PER_UNEMPLOYED: f64 = 0.62;

/// Registered jobseekers (categories A, B, C) for one unemployed in the ILO's sense: 5.5 million against 2.45, end of 2018,
/// French Labour Ministry and INSEE, from memory (A); 5.5 million again in 2024 (found).
const REGISTERED_PER_UNEMPLOYED: f64 = 2.2;

/// Employment overseas in the ILO's sense over what the census' activity rate and the unemployment rate give (A).
const OVERSEAS_EMPLOYMENT: f64 = 0.87;

/// National distributions; `[sex][age]`, 0 men, 1 women; shares in [0, 1].
pub struct National {
    pub persons: [[f64; AGES]; 2],
    pub in_couple: [[f64; AGES]; 2],
    pub living_alone: [f64; AGES],
    /// By [`Kind`].
    pub households: [f64; Kind::COUNT],
    /// Families with a child under 18, by what they are.
    pub lone_parents_with_minors: f64,
    pub families_with_three_children: f64,
    pub families_with_four_children: f64,
    pub enrolled: [[f64; AGES]; 2],
    pub retired: [[f64; AGES]; 2],
    pub employment: [[f64; AGES]; 2],
    pub unemployment: [[f64; AGES]; 2],
    pub qualification: [[[f64; 4]; AGES]; 2],
    /// Of the employed.
    pub self_employed: [[f64; AGES]; 2],
    /// Of employees.
    pub fixed_term: [[f64; AGES]; 2],
    pub part_time: [[f64; AGES]; 2],
    pub part_time_hours: [f64; 4],
    pub chronic: [[f64; AGES]; 2],
    /// Share drawing AAH by age.
    pub aah_shape: [f64; AGES],
    pub owners: [f64; AGES],
    /// Of households that do not own.
    pub social_share_of_others: f64,
    pub rent_free_share_of_others: f64,
    pub halo_per_unemployed: f64,
    pub registered_per_unemployed: f64,
}

pub struct DepartementSource {
    pub margins: DepartementMargins,
    pub population: f64,
    pub aah_per_inhabitant: f64,
    /// Share of households that own.
    pub owners: f64,
    /// Added to the normal rank of diplomas, from the share of executives.
    pub diploma_shift: f64,
    /// Added to the normal rank of wages, from the mean net hourly wage less what diplomas explain.
    pub wage_shift: f64,
    /// Share of self-employed over the nation's.
    pub self_employed_ratio: f64,
}

pub struct CommuneSource {
    pub population: f64,
    pub housing_aid_zone: u8,
}

pub struct CellSource {
    pub departement: usize,
    pub zone: Zone,
    pub population: f64,
    /// ILO unemployment over active residents, mean of the zone's fourth quarter of 2018 and first of 2019.
    pub unemployment: f64,
    /// Of residents aged 15 to 64.
    pub employment_rate: f64,
    /// Log of the cell's living standard over its département's.
    pub income_shift: f64,
    pub communes: Vec<CommuneSource>,
    /// Indices of `communes`, the most deprived first.
    pub communes_by_deprivation: Vec<usize>,
}

pub struct Sources {
    pub national: National,
    pub departements: Vec<DepartementSource>,
    pub cells: Vec<CellSource>,
}

impl Sources {
    /// # Errors
    /// When a national figure that population needs is not in the territory's tables.
    pub fn read(territory: &Territory) -> Result<Sources, TerritoryError> {
        let national = national(territory)?;
        let departements = departements(territory);
        let cells = cells(territory);
        Ok(Sources { national, departements, cells })
    }
}

fn by_age(value: impl Fn(Sex, u8) -> f64) -> [[f64; AGES]; 2] {
    Sex::BOTH.map(|sex| std::array::from_fn(|age| value(sex, age as u8)))
}

fn national(territory: &Territory) -> Result<National, TerritoryError> {
    let nation = &territory.national;
    let (homes, activity, health) = (&nation.households, &nation.activity, &nation.health);
    let families = |item: &str| nation.figures.get("families_with_minors", item, 2020).map(|v| v * 1e6);
    let published = |kind: Kind| {
        let kind = match kind {
            Kind::LoneParent => HouseholdType::LoneParent,
            Kind::OneMan => HouseholdType::OneMan,
            Kind::OneWoman => HouseholdType::OneWoman,
            Kind::Several => HouseholdType::SeveralWithoutFamily,
            Kind::Couple => HouseholdType::CoupleWithoutChildren,
            Kind::CoupleWithChildren => HouseholdType::CoupleWithChildren,
        };
        f64::from(homes.by_type[kind as usize].0)
    };
    let tenure = |age: u8| homes.tenure(age);
    // Tenants of all ages, weighted by the shares of main residences.
    let share = |item: &str| nation.figures.get("tenure", item, 2019).map(|v| v / 100.0);
    let not_owners = 1.0 - share("owner")?;
    Ok(National {
        persons: by_age(|sex, age| f64::from(nation.population(sex, age))),
        in_couple: by_age(|sex, age| homes.in_couple(sex, age)),
        living_alone: std::array::from_fn(|age| homes.living_alone(age as u8)),
        households: Kind::ALL.map(published),
        lone_parents_with_minors: families("families lone_parent")?,
        families_with_three_children: families("families_with_3_children all")?,
        families_with_four_children: families("families_with_4_or_more_children all")?,
        enrolled: by_age(|sex, age| activity.enrolled(sex, age)),
        retired: by_age(|sex, age| activity.retired(sex, age)),
        employment: by_age(|sex, age| activity.employment_rate(sex, age)),
        unemployment: by_age(|sex, age| activity.unemployment_rate(sex, age)),
        qualification: Sex::BOTH
            .map(|sex| std::array::from_fn(|age| activity.qualification_shares(sex, (age as u8).max(25)))),
        self_employed: by_age(|sex, age| activity.contracts(sex, age).self_employed),
        fixed_term: by_age(|sex, age| {
            let shares = activity.contracts(sex, age);
            let temporary = shares.fixed_term + shares.temporary_agency + shares.apprentice;
            temporary / (temporary + shares.open_ended).max(1e-9)
        }),
        part_time: by_age(|sex, age| activity.part_time(sex, age)),
        part_time_hours: activity.part_time_hours,
        chronic: by_age(|sex, age| health.chronic_condition(sex, age)),
        aah_shape: std::array::from_fn(|age| health.aah(age as u8)),
        owners: std::array::from_fn(|age| tenure(age as u8).owner),
        social_share_of_others: share("tenant_social_or_public")? / not_owners,
        rent_free_share_of_others: share("rent_free")? / not_owners,
        halo_per_unemployed: HALO_PER_UNEMPLOYED,
        registered_per_unemployed: REGISTERED_PER_UNEMPLOYED,
    })
}

fn departements(territory: &Territory) -> Vec<DepartementSource> {
    let rows = &territory.departements;
    let mean = |value: &dyn Fn(usize) -> f64| {
        let total: f64 = rows.iter().map(|d| f64::from(d.population_2019)).sum();
        (0..rows.len()).map(|d| value(d) * f64::from(rows[d].population_2019)).sum::<f64>() / total
    };
    let executives = mean(&|d| rows[d].executives.to_fraction());
    let wage = mean(&|d| rows[d].net_hourly_wage.to_euros());
    let self_employed = mean(&|d| rows[d].self_employed.to_fraction());
    rows.iter()
        .map(|row| {
            let population = f64::from(row.population_2019);
            let diploma_shift = 0.75 * libm::log(row.executives.to_fraction().max(0.02) / executives);
            let wages = libm::log(row.net_hourly_wage.to_euros() / wage);
            DepartementSource {
                margins: DepartementMargins {
                    age_bands: AGE_BANDS.to_vec(),
                    persons: row.age_2019.iter().map(|&n| f64::from(n)).collect(),
                    households: f64::from(row.households_2019),
                    lone_parent_share_of_families: row.single_parent_families.to_fraction(),
                },
                population,
                aah_per_inhabitant: f64::from(row.aah_2019) / population,
                owners: row.owners.to_fraction(),
                diploma_shift,
                // A rank higher by one is worth about 45 % of wage; a diploma's rank carries 0.35 of its own.
                wage_shift: wages / 0.45 - 0.35 * diploma_shift,
                self_employed_ratio: row.self_employed.to_fraction() / self_employed,
            }
        })
        .collect()
}

fn cells(territory: &Territory) -> Vec<CellSource> {
    let level = employment_level(territory);
    let working_age: Vec<f64> = territory
        .cells
        .iter()
        .map(|row| {
            let home = &territory.departements[row.departement.index()];
            f64::from(row.population_2019) * f64::from(home.population_15_64()) / f64::from(home.population_2019.max(1))
        })
        .collect();
    // A zone astride départements is not the same in each: both published rates hold.
    let employed = split_rate(
        territory,
        &working_age,
        |zone| territory.zones[zone].employment_rate_2019.to_fraction(),
        |departement| territory.departements[departement].employment_rate_2019.to_fraction(),
    );
    // Overseas the published rate is made of the census' activity rate, which counts as active many who do not search.
    let employed: Vec<f64> = employed
        .iter()
        .zip(&territory.cells)
        .map(|(count, row)| {
            let overseas = territory.departements[row.departement.index()].overseas;
            count * if overseas { OVERSEAS_EMPLOYMENT } else { 1.0 }
        })
        .collect();
    let active: Vec<f64> = (0..territory.cells.len())
        .map(|c| employed[c] / (1.0 - zone_unemployment(territory, territory.cells[c].zone.index())))
        .collect();
    let unemployed = split_rate(
        territory,
        &active,
        |zone| zone_unemployment(territory, zone),
        |departement| departement_unemployment(territory, departement),
    );
    territory
        .all_cells()
        .map(|cell| {
            let row = &territory.cells[cell.index()];
            let members = territory.communes_of(cell);
            let communes = members.iter().map(|c| &territory.communes[c.index()]);
            let mut order: Vec<(std::cmp::Reverse<i32>, usize)> =
                communes.clone().enumerate().map(|(index, c)| (std::cmp::Reverse(c.deprivation), index)).collect();
            order.sort_unstable();
            let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
            CellSource {
                departement: row.departement.index(),
                zone: row.zone,
                population: f64::from(row.population_2019),
                unemployment: share(unemployed[cell.index()], active[cell.index()]).clamp(0.01, 0.6),
                employment_rate: share(employed[cell.index()], working_age[cell.index()]) * level,
                income_shift: libm::log(row.living_standard_index.to_fraction().clamp(0.6, 1.6)),
                communes: communes
                    .map(|c| CommuneSource {
                        population: f64::from(c.population_2019),
                        housing_aid_zone: c.housing_aid_zone,
                    })
                    .collect(),
                communes_by_deprivation: order.into_iter().map(|(_, index)| index).collect(),
            }
        })
        .collect()
}

/// ILO unemployment of a zone, mean of 2018-Q4 and 2019-Q1 (quarters 3 and 4 from 2018-Q1).
pub fn zone_unemployment(territory: &Territory, zone: usize) -> f64 {
    let zone = &territory.zones[zone];
    0.5 * (zone.unemployment_at(3).to_fraction() + zone.unemployment_at(4).to_fraction())
}

/// The same of a département.
pub fn departement_unemployment(territory: &Territory, departement: usize) -> f64 {
    let quarters = &territory.departements[departement].unemployment_by_quarter;
    let at = |quarter: usize| quarters.get(quarter).or(quarters.last()).map_or(0.0, |r| r.to_fraction());
    0.5 * (at(3) + at(4))
}

/// Persons of a kind in each cell, from published rates of zones and of départements: the product of both rates, raked
/// to départements, then zones; zones hold exactly.
fn split_rate(
    territory: &Territory,
    base: &[f64],
    of_zone: impl Fn(usize) -> f64,
    of_departement: impl Fn(usize) -> f64,
) -> Vec<f64> {
    let zone = |cell: usize| territory.cells[cell].zone.index();
    let departement = |cell: usize| territory.cells[cell].departement.index();
    let cells = 0..base.len();
    let mut counts: Vec<f64> =
        cells.clone().map(|c| base[c] * of_zone(zone(c)) * of_departement(departement(c))).collect();
    let scale = |counts: &mut [f64], place: &dyn Fn(usize) -> usize, places: usize, rate: &dyn Fn(usize) -> f64| {
        let (mut wanted, mut found) = (vec![0.0; places], vec![0.0; places]);
        for (cell, count) in counts.iter().enumerate() {
            wanted[place(cell)] += base[cell] * rate(place(cell));
            found[place(cell)] += count;
        }
        for (cell, count) in counts.iter_mut().enumerate() {
            if found[place(cell)] > 0.0 {
                *count *= wanted[place(cell)] / found[place(cell)];
            }
        }
    };
    for _ in 0..30 {
        scale(&mut counts, &departement, territory.departements.len(), &of_departement);
        scale(&mut counts, &zone, territory.zones.len(), &of_zone);
    }
    counts
}

/// Census employment rates of zones brought to the level of the Labour Force Survey (15 to 64, 2019).
fn employment_level(territory: &Territory) -> f64 {
    let activity = &territory.national.activity;
    let (mut employed, mut people) = (0.0, 0.0);
    for sex in Sex::BOTH {
        for age in 15..65 {
            let persons = f64::from(territory.national.population(sex, age));
            employed += persons * activity.employment_rate(sex, age);
            people += persons;
        }
    }
    let (mut of_zones, mut inhabitants) = (0.0, 0.0);
    for row in &territory.cells {
        let working_age = f64::from(row.population_2019)
            * f64::from(territory.departements[row.departement.index()].population_15_64())
            / f64::from(territory.departements[row.departement.index()].population_2019.max(1));
        of_zones += working_age * territory.zones[row.zone.index()].employment_rate_2019.to_fraction();
        inhabitants += working_age;
    }
    (employed / people) / (of_zones / inhabitants)
}
