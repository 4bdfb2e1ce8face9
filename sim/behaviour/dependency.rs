//! Dependency: who receives APA (loss of autonomy of the old, by GIR) and PCH (compensation of disability), and what the
//! département pays for them each month.
//!
//! A person becomes dependent when the share of recipients at their sex and age passes a permanent draw of theirs, so
//! that dependency lasts and deepens: the group (GIR 1 is the heaviest) depends on how long ago it was passed. Shares
//! are the published ones of 2019 (DREES). It may touch the `dependency` column and the tally.

pub mod country;

use crate::behaviour::traits;
use crate::chance::{Chance, Threshold};
use crate::units::{Cents, Month, Rate};
use crate::world::person::bits;
use crate::world::{Block, Post, Tally, World};

/// Code of a PCH recipient in the `dependency` column; 1 to 4 are GIR, 0 is nobody.
pub const PCH: u8 = 5;
/// Five-year bands from 60; the last is 95 and over.
pub const BANDS: usize = 8;

/// Who is dependent, as thresholds of a permanent draw.
#[derive(Clone, Debug)]
pub struct DependencyChances {
    /// `[sex: 0 man, 1 woman][band]`: recipients of APA among inhabitants.
    pub apa: [[Threshold; BANDS]; 2],
    /// Cumulated shares of GIR 1, 2, 3 among recipients, out of 65,536.
    pub severity: [u32; 3],
    /// Recipients of PCH among disabled persons under 60.
    pub pch: Threshold,
}

impl DependencyChances {
    /// From shares: APA by sex and band, GIR 1 to 4 among recipients (they sum to one), PCH among the disabled.
    pub fn new(apa: &[[f64; BANDS]; 2], gir: &[f64; 4], pch: f64) -> DependencyChances {
        let mut before = 0.0;
        let severity = [gir[0], gir[1], gir[2]].map(|share| {
            before += share;
            (before * 65_536.0).round() as u32
        });
        DependencyChances {
            apa: apa.map(|bands| bands.map(Threshold::from_probability)),
            severity,
            pch: Threshold::from_probability(pch),
        }
    }

    fn group(&self, female: bool, age: u16, disabled: bool, draws: [u32; 4]) -> u8 {
        if age < 60 {
            return if disabled && self.pch.happens(draws[3]) { PCH } else { 0 };
        }
        let band = usize::from((age - 60) / 5).min(BANDS - 1);
        let limit = self.apa[usize::from(female)][band];
        if !limit.happens(draws[2]) {
            return 0;
        }
        // How deep under the limit, out of 65,536: those who passed it long ago are the deepest.
        let depth = ((u64::from(draws[2]) << 16) / u64::from(limit.0.max(1))) as u32;
        1 + self.severity.iter().filter(|&&upto| depth >= upto).count() as u8
    }
}

/// Each January: brings the `dependency` column of a block up to date.
pub fn year(block: &mut Block, chances: &DependencyChances, chance: &Chance, month: Month) {
    let persons = &mut block.persons;
    for row in 0..persons.len() {
        let age = persons.age(row, month);
        let disabled = persons.has(row, bits::DISABLED);
        if !persons.status[row].is_alive() || (age < 60 && !disabled) {
            persons.dependency[row] = 0;
            continue;
        }
        let draws = traits::health(chance, persons.id(row));
        persons.dependency[row] = chances.group(persons.is_female(row), age, disabled, draws);
    }
}

/// Monthly amounts by cell, at January 2019 prices, in cents: GIR 1 to 4, then PCH.
#[derive(Clone, Debug, Default)]
pub struct DependencyCosts {
    pub by_cell: Vec<[u32; 5]>,
}

/// What a département is published to have spent, and its place in the territory.
#[derive(Clone, Copy, Debug)]
pub struct PublishedDependency {
    /// A year, brought to the simulated population.
    pub apa: Cents,
    pub pch: Cents,
}

impl DependencyCosts {
    /// Amounts such that the recipients of the starting world cost each département what it is published to spend:
    /// relative amounts by GIR are the country's, the level is the département's. Where nobody is simulated as a
    /// recipient, the amounts are those of the country.
    ///
    /// `departement_of` gives each cell's département; `published` is by département; `gir` the relative amounts.
    pub fn calibrated(
        world: &World,
        departement_of: &[usize],
        published: &[PublishedDependency],
        gir: [u32; 4],
    ) -> DependencyCosts {
        // Weighted recipients by département, the country last.
        let mut weights = vec![[0u64; 2]; published.len() + 1];
        for block in &world.blocks {
            let counts = count(block);
            let apa: u64 = (0..4).map(|g| counts[g] * u64::from(gir[g])).sum();
            for place in [departement_of[block.cell.index()], published.len()] {
                weights[place][0] += apa;
                weights[place][1] += counts[4];
            }
        }
        let mut sums: Vec<i64> = weights.iter().flatten().map(|&weight| weight as i64).collect();
        world.ranks.sum("start", &mut sums);
        for (weight, sum) in weights.as_flattened_mut().iter_mut().zip(sums) {
            *weight = sum as u64;
        }
        let total = |amount: fn(&PublishedDependency) -> Cents, with: usize| -> Cents {
            let paid = published.iter().zip(&weights).filter(|(_, weight)| weight[with] > 0);
            paid.map(|(spending, _)| amount(spending)).sum()
        };
        let (apa_total, pch_total) = (total(|p| p.apa, 0), total(|p| p.pch, 1));
        let amounts = |departement: usize| -> [u32; 5] {
            let level = |with: usize, own: Cents, country: Cents, times: u32| -> u32 {
                let (spending, weight) = match weights[departement][with] {
                    0 => (country, weights[published.len()][with]),
                    weight => (own, weight),
                };
                if weight == 0 { 0 } else { spending.share(i64::from(times), weight as i64 * 12).0 as u32 }
            };
            let mut row = [0; 5];
            for g in 0..4 {
                row[g] = level(0, published[departement].apa, apa_total, gir[g]);
            }
            row[4] = level(1, published[departement].pch, pch_total, 1);
            row
        };
        DependencyCosts { by_cell: departement_of.iter().map(|&d| amounts(d)).collect() }
    }
}

fn count(block: &Block) -> [u64; 5] {
    let persons = &block.persons;
    let mut counts = [0; 5];
    for row in 0..persons.len() {
        let group = usize::from(persons.dependency[row]);
        if group != 0 && persons.status[row].is_alive() {
            counts[group - 1] += 1;
        }
    }
    counts
}

/// Pays a month of APA and PCH to the services of a block's recipients, at this month's prices.
pub fn month(block: &Block, costs: &DependencyCosts, prices: Rate, tally: &mut Tally) {
    let counts = count(block);
    let amounts = costs.by_cell[block.cell.index()];
    let apa: i64 = (0..4).map(|g| counts[g] as i64 * i64::from(amounts[g])).sum();
    tally.pay(Post::Apa, Cents(apa).times(prices));
    tally.pay(Post::Pch, Cents(counts[4] as i64 * i64::from(amounts[4])).times(prices));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Cell;
    use crate::world::household::HouseholdRow;
    use crate::world::person::PersonRow;
    use crate::world::{Ledger, Status};

    /// Shares of 2019, men then women (DREES).
    const APA: [[f64; BANDS]; 2] = [
        [0.0048, 0.0129, 0.0230, 0.0425, 0.0875, 0.1784, 0.3356, 0.5053],
        [0.0049, 0.0152, 0.0309, 0.0693, 0.1466, 0.2917, 0.5028, 0.7420],
    ];
    const GIR: [f64; 4] = [0.0755, 0.2794, 0.2038, 0.4413];

    fn women_of(age: u16, number: u32) -> Block {
        let mut block = Block::new(Cell(0), 0);
        for founder in 0..number {
            let member = PersonRow {
                founder,
                birth: Month(Month::new(2019, 1).0 - age * 12 - 6),
                status: Status::Retired,
                traits: bits::FEMALE,
                ..Default::default()
            };
            block.add(HouseholdRow::default(), &[member]);
        }
        block
    }

    #[test]
    fn half_of_the_women_over_ninety_are_dependent_and_two_in_five_lightly() {
        let chances = DependencyChances::new(&APA, &GIR, 0.28);
        let mut block = women_of(91, 20_000);
        year(&mut block, &chances, &Chance::new(3), Month::new(2019, 1));
        let counts = count(&block);
        let all: u64 = counts[..4].iter().sum();
        assert!((all as f64 / 20_000.0 - 0.5028).abs() < 0.012, "{all}");
        assert!((counts[3] as f64 / all as f64 - 0.4413).abs() < 0.02, "{counts:?}");
    }

    #[test]
    fn dependency_lasts_and_does_not_grow_lighter_with_age() {
        let chances = DependencyChances::new(&APA, &GIR, 0.28);
        let mut block = women_of(80, 5_000);
        let mut before = vec![0; 5_000];
        for y in 0..15 {
            year(&mut block, &chances, &Chance::new(3), Month::new(2019 + y, 1));
            for (was, &is) in before.iter_mut().zip(&block.persons.dependency) {
                assert!(*was == 0 || (is != 0 && is <= *was), "{was} then {is}");
                *was = is;
            }
        }
    }

    #[test]
    fn the_recipients_of_the_start_cost_what_the_departement_is_published_to_spend() {
        let chances = DependencyChances::new(&APA, &GIR, 0.28);
        let mut block = women_of(88, 3_000);
        year(&mut block, &chances, &Chance::new(3), Month::new(2019, 1));
        let world = World {
            ranks: crate::parallel::Ranks::alone(),
            month: Month::new(2019, 1),
            one_in: 1,
            blocks: vec![block],
            blocks_of_cell: std::iter::once(0..1).collect(),
            firms: Default::default(),
            ledger: Ledger::new(1),
            local_income: Default::default(),
            displaced: vec![0],
            public: Default::default(),
        };
        let published = [PublishedDependency { apa: Cents::euros(4_000_000), pch: Cents::ZERO }];
        let costs = DependencyCosts::calibrated(&world, &[0], &published, [1000, 800, 550, 330]);
        let mut tally = Tally::default();
        for _ in 0..12 {
            month(&world.blocks[0], &costs, Rate::ONE, &mut tally);
        }
        let paid = Cents(tally.residence[Post::Apa as usize]).to_euros();
        // Amounts a person are whole cents, hence not exact.
        assert!((paid / 4_000_000.0 - 1.0).abs() < 1e-4, "{paid}");
        assert_eq!(tally.residence[Post::Pch as usize], 0);
    }
}
