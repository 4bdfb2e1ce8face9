//! The starting population against published margins, by département: population, households, unemployment, poverty,
//! median living standard, RSA households per inhabitant.
//!
//! Simulated incomes are those of the steady state under the law of January 2019. Published ones are of 2021: median
//! living standards are brought to 2019 by the national ratio of medians (22,040 / 23,160 €), poverty by that of national
//! rates (ERFS 14.5 %) to the mean of départements (Filosofi). RSA households: January 2019, DREES.

use super::sources::{departement_unemployment, zone_unemployment};
use super::{Blueprint, steady_state};
use crate::behaviour::income::IncomeParameters;
use crate::chance::Chance;
use crate::law::Law;
use crate::parallel;
use crate::territory::{Territory, TerritoryError};
use crate::units::{Cell, Departement};
use crate::world::{Status, World};

/// National median living standard, euros a year: INSEE ERFS, published series; 2019 is the poverty line of 1,102 € a
/// month over 60 %.
const MEDIAN_2019: f64 = 22_040.0;
const MEDIAN_2021: f64 = 23_160.0;
/// Poverty in metropolitan France, 2019 to 2021 (INSEE ERFS, back-cast series 14.3 to 14.5 %).
const POVERTY: f64 = 0.145;

/// Published and simulated figure of one thing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pair {
    pub published: f64,
    pub simulated: f64,
}

impl Pair {
    pub fn difference(&self) -> f64 {
        self.simulated - self.published
    }
}

/// One département. Counts are of France (weighted by `one_in`), rates fractions, living standard euros a year.
#[derive(Clone, Debug, PartialEq)]
pub struct DepartementCheck {
    pub departement: Departement,
    pub population: Pair,
    pub households: Pair,
    pub unemployment: Pair,
    pub poverty: Pair,
    pub living_standard: Pair,
    /// RSA households per inhabitant.
    pub rsa: Pair,
    /// Simulated persons behind the figures.
    pub simulated_persons: u32,
    /// Overseas départements have published medians and poverty for some only: filled figures are shown, not judged.
    pub judged: bool,
}

/// Agreement of a column over the départements judged.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Agreement {
    pub correlation: f64,
    /// Of simulated on published.
    pub slope: f64,
    pub rmse: f64,
    pub mean_difference: f64,
}

/// National figures of the check: simulated, on the cells of the run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Nation {
    pub median_living_standard: f64,
    pub poverty_line: f64,
    pub poverty: f64,
    pub d9_d1: f64,
    pub rsa_households: f64,
    pub rsa_not_claimed_share: f64,
    pub prime_activite_households: f64,
    pub housing_aid_households: f64,
    pub aah_households: f64,
    pub ass_households: f64,
    pub aspa_households: f64,
    /// Largest gap of a zone's unemployment rate.
    pub worst_zone_unemployment: f64,
}

/// What the check found.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    pub departements: Vec<DepartementCheck>,
    pub nation: Nation,
}

/// Populates the cells and compares.
///
/// # Errors
/// When the territory's tables lack a figure population needs.
pub fn check(
    territory: &Territory,
    law: &Law,
    parameters: &IncomeParameters,
    cells: &[Cell],
    one_in: u32,
    chance: &Chance,
) -> Result<Check, TerritoryError> {
    let blueprint = Blueprint::new(territory, law, cells, one_in)?;
    let (world, _) = blueprint.populate(chance);
    Ok(compare(territory, law, parameters, &world, chance))
}

/// A household seen by the check.
struct Seen {
    living_standard: i64,
    persons: u32,
    poor_counts: bool,
}

#[derive(Default)]
struct BlockSums {
    seen: Vec<Seen>,
    persons: u32,
    employed: u32,
    unemployed: u32,
    households: u32,
    rsa: u32,
    rsa_due: u32,
    ppa: u32,
    housing: u32,
    aah: u32,
    ass: u32,
    aspa: u32,
}

fn look(world: &World, block: usize, law: &Law, parameters: &IncomeParameters, chance: &Chance) -> BlockSums {
    // A copy: what the review looks back at is filled in.
    let mut block = world.blocks[block].clone();
    let mut sums = BlockSums { persons: block.persons.len() as u32, ..BlockSums::default() };
    for status in &block.persons.status {
        sums.employed += u32::from(status.is_employed());
        sums.unemployed += u32::from(*status == Status::Unemployed);
    }
    sums.households = block.households.len() as u32;
    let outcomes = steady_state::outcomes(&mut block, law, parameters, chance, world.month);
    for (household, out) in outcomes.into_iter().enumerate() {
        sums.seen.push(Seen {
            living_standard: out.living_standard,
            persons: u32::from(block.households.members[household]),
            poor_counts: out.counted,
        });
        sums.rsa += u32::from(out.rsa_claimed && out.rsa_due.0 > 0);
        sums.rsa_due += u32::from(out.rsa_due.0 > 0);
        sums.ppa += u32::from(out.prime_activite.0 > 0);
        sums.housing += u32::from(out.housing_aid.0 > 0);
        sums.aah += u32::from(out.aah.0 > 0);
        sums.ass += u32::from(out.ass.0 > 0);
        sums.aspa += u32::from(out.aspa.0 > 0);
    }
    sums
}

/// The value below which a share of persons lies.
fn quantile(sorted: &[(i64, u32)], share: f64) -> f64 {
    let total: f64 = sorted.iter().map(|s| f64::from(s.1)).sum();
    let mut below = 0.0;
    for &(value, persons) in sorted {
        below += f64::from(persons);
        if below >= share * total {
            return value as f64 / 100.0;
        }
    }
    0.0
}

/// Compares a starting world with published margins.
pub fn compare(
    territory: &Territory,
    law: &Law,
    parameters: &IncomeParameters,
    world: &World,
    chance: &Chance,
) -> Check {
    let blocks: Vec<usize> = (0..world.blocks.len()).collect();
    let sums = parallel::map(&blocks, |_, &block| look(world, block, law, parameters, chance));
    let home = |block: usize| &territory.cells[world.blocks[block].cell.index()];
    let mut all: Vec<(i64, u32)> = Vec::new();
    for (block, sum) in sums.iter().enumerate() {
        if !territory.departements[home(block).departement.index()].overseas {
            all.extend(sum.seen.iter().filter(|s| s.poor_counts).map(|s| (s.living_standard, s.persons)));
        }
    }
    all.sort_unstable();
    let weight = f64::from(world.one_in);
    let total = |value: fn(&BlockSums) -> u32| sums.iter().map(|s| f64::from(value(s))).sum::<f64>();
    let median = quantile(&all, 0.5);
    // The line is the nation's: a run of some cells is measured against the published one.
    let whole = sums.iter().map(|s| f64::from(s.persons)).sum::<f64>() * weight > 60e6;
    let line = 0.6 * if whole { median } else { MEDIAN_2019 };
    let poor = |list: &[(i64, u32)]| {
        let persons: f64 = list.iter().map(|s| f64::from(s.1)).sum();
        let below: f64 = list.iter().filter(|s| (s.0 as f64) < line * 100.0).map(|s| f64::from(s.1)).sum();
        below / persons.max(1.0)
    };
    let nation = Nation {
        median_living_standard: median,
        poverty_line: line,
        poverty: poor(&all),
        d9_d1: quantile(&all, 0.9) / quantile(&all, 0.1).max(1.0),
        rsa_households: total(|s| s.rsa) * weight,
        rsa_not_claimed_share: 1.0 - total(|s| s.rsa) / total(|s| s.rsa_due).max(1.0),
        prime_activite_households: total(|s| s.ppa) * weight,
        housing_aid_households: total(|s| s.housing) * weight,
        aah_households: total(|s| s.aah) * weight,
        ass_households: total(|s| s.ass) * weight,
        aspa_households: total(|s| s.aspa) * weight,
        worst_zone_unemployment: worst_zone(territory, world, &sums),
    };
    let published_poverty = mean_published_poverty(territory);
    let mut departements = Vec::new();
    for departement in territory.all_departements() {
        let mine: Vec<usize> = blocks.iter().copied().filter(|&b| home(b).departement == departement).collect();
        if mine.is_empty() {
            continue;
        }
        let row = &territory.departements[departement.index()];
        let count = |value: fn(&BlockSums) -> u32| mine.iter().map(|&b| f64::from(value(&sums[b]))).sum::<f64>();
        let mut list: Vec<(i64, u32)> = mine
            .iter()
            .flat_map(|&b| sums[b].seen.iter().filter(|s| s.poor_counts).map(|s| (s.living_standard, s.persons)))
            .collect();
        list.sort_unstable();
        let population = f64::from(row.population_2019);
        let (employed, unemployed) = (count(|s| s.employed), count(|s| s.unemployed));
        departements.push(DepartementCheck {
            departement,
            population: Pair { published: population, simulated: count(|s| s.persons) * weight },
            households: Pair { published: f64::from(row.households_2019), simulated: count(|s| s.households) * weight },
            unemployment: Pair {
                published: departement_unemployment(territory, departement.index()),
                simulated: unemployed / (employed + unemployed).max(1.0),
            },
            poverty: Pair {
                published: row.poverty_2021.to_fraction() * POVERTY / published_poverty,
                simulated: poor(&list),
            },
            living_standard: Pair {
                published: row.median_living_standard_2021.to_euros() * MEDIAN_2019 / MEDIAN_2021,
                simulated: quantile(&list, 0.5),
            },
            rsa: Pair {
                published: f64::from(row.rsa_households_january_2019()) / population,
                simulated: count(|s| s.rsa) / count(|s| s.persons).max(1.0),
            },
            simulated_persons: count(|s| s.persons) as u32,
            judged: !row.overseas,
        });
    }
    Check { departements, nation }
}

fn mean_published_poverty(territory: &Territory) -> f64 {
    let (mut sum, mut people) = (0.0, 0.0);
    for row in territory.departements.iter().filter(|d| !d.overseas) {
        sum += row.poverty_2021.to_fraction() * f64::from(row.population_2019);
        people += f64::from(row.population_2019);
    }
    // A territory without metropolitan département keeps its own figures as they are published.
    if people > 0.0 { sum / people } else { POVERTY }
}

fn worst_zone(territory: &Territory, world: &World, sums: &[BlockSums]) -> f64 {
    let mut counts = vec![(0u32, 0u32); territory.zones.len()];
    for (block, sum) in world.blocks.iter().zip(sums) {
        let zone = territory.cells[block.cell.index()].zone.index();
        counts[zone].0 += sum.employed;
        counts[zone].1 += sum.unemployed;
    }
    let mut worst = 0.0f64;
    for (zone, (employed, unemployed)) in counts.into_iter().enumerate() {
        if employed > 0 {
            let published = zone_unemployment(territory, zone);
            let simulated = f64::from(unemployed) / f64::from(employed + unemployed);
            worst = worst.max((simulated - published).abs());
        }
    }
    worst
}

impl Check {
    /// Agreement of one column over the départements judged.
    pub fn agreement(&self, column: impl Fn(&DepartementCheck) -> Pair) -> Agreement {
        let pairs: Vec<Pair> = self.departements.iter().filter(|d| d.judged).map(column).collect();
        Agreement::of(&pairs)
    }
}

impl Agreement {
    /// Of pairs of published and simulated figures; nothing to say of fewer than two.
    pub fn of(pairs: &[Pair]) -> Agreement {
        let n = pairs.len() as f64;
        if n < 2.0 {
            return Agreement::default();
        }
        let mx = pairs.iter().map(|p| p.published).sum::<f64>() / n;
        let my = pairs.iter().map(|p| p.simulated).sum::<f64>() / n;
        let sum = |f: &dyn Fn(&Pair) -> f64| pairs.iter().map(f).sum::<f64>();
        let sxx = sum(&|p| (p.published - mx) * (p.published - mx));
        let syy = sum(&|p| (p.simulated - my) * (p.simulated - my));
        let sxy = sum(&|p| (p.published - mx) * (p.simulated - my));
        Agreement {
            correlation: sxy / (sxx * syy).sqrt().max(1e-300),
            slope: sxy / sxx.max(1e-300),
            rmse: (sum(&|p| p.difference() * p.difference()) / n).sqrt(),
            mean_difference: my - mx,
        }
    }
}
