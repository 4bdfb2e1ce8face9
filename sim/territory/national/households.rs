//! Who lives with whom, and in what dwelling.
//!
//! Why it exists: household types, couples, children, tenure, moves, unions and separations of the starting population
//! and of each January.

use super::super::error::TerritoryError;
use super::super::fill::Fills;
use super::Sex;
use super::demography::Demography;
use super::figures::{AGES, ByAge, Figures, Profiles};

/// Household types of the census.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum HouseholdType {
    OneMan,
    OneWoman,
    SeveralWithoutFamily,
    CoupleWithoutChildren,
    CoupleWithChildren,
    LoneParent,
}

impl HouseholdType {
    /// Each type with its name in `figures.csv`.
    pub const ALL: [(HouseholdType, &'static str); 6] = [
        (HouseholdType::OneMan, "one_person_man"),
        (HouseholdType::OneWoman, "one_person_woman"),
        (HouseholdType::SeveralWithoutFamily, "several_persons_without_family"),
        (HouseholdType::CoupleWithoutChildren, "couple_without_children"),
        (HouseholdType::CoupleWithChildren, "couple_with_children"),
        (HouseholdType::LoneParent, "lone_parent"),
    ];
}

/// Tenure of a dwelling; sums to one.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TenureShares {
    pub owner: f64,
    pub social_tenant: f64,
    pub private_tenant: f64,
    pub rent_free: f64,
}

/// National facts about households.
#[derive(Clone, Debug)]
pub struct Households {
    /// Households of each `HouseholdType` on 1 January 2019, France without Mayotte, and the persons in them.
    pub by_type: [(u32, u32); 6],
    /// Share of couples with children by number of children 1 to 6 (sample of 683 couples and 156 lone parents).
    pub children_of_couples: [f64; 6],
    pub children_of_lone_parents: [f64; 6],
    /// Share of lone parents who are women.
    pub lone_mothers: f64,
    /// Of owners, those who still repay.
    pub owners_with_mortgage: f64,
    in_couple: [ByAge; 2],
    living_alone: ByAge,
    tenure: [ByAge; 4],
    moved_in_year: ByAge,
    /// Share of movers who change département.
    pub movers_changing_departement: f64,
    union_formation: ByAge,
    separation: ByAge,
}

impl Households {
    /// Reads and rescales on published totals.
    pub fn read(
        figures: &Figures,
        profiles: &Profiles,
        demography: &Demography,
        fills: &mut Fills,
    ) -> Result<Households, TerritoryError> {
        let mut by_type = [(0, 0); 6];
        for (kind, name) in HouseholdType::ALL {
            // Census of 2016 and 2022, both on 1 January: 2019 lies half-way.
            let half_way = |topic: &str| {
                Ok::<u32, TerritoryError>(
                    ((figures.get(topic, name, 2016)? + figures.get(topic, name, 2022)?) / 2.0).round() as u32,
                )
            };
            by_type[kind as usize] = (half_way("households")?, half_way("household_persons")?);
        }
        fills.note("figures.csv", "households 2019", "value", "half-way between the censuses of 2016 and 2022");
        let in_couple = in_couple(profiles, demography, fills)?;
        let tenure = tenure(figures, profiles, demography, &in_couple, fills)?;
        let moved = profiles.by_age("moved_in_year", "", None)?;
        let people = |age: usize| -> f64 {
            Sex::BOTH.iter().map(|s| f64::from(demography.population(2019, *s, age as u8))).sum()
        };
        let total: f64 = (0..AGES).map(people).sum();
        let movers: f64 = (0..AGES).map(|a| people(a) * moved.0[a]).sum();
        let wanted = figures.get("mobility", "persons_who_moved_in_year_share", 2021)? / 100.0 * total;
        fills.note(
            "age_profiles.csv",
            "moved_in_year",
            "value",
            "a shape from memory, rescaled on 10.1 % of persons in 2021",
        );
        // A flow of couples, of one man and one woman each, spread over persons by weights of age.
        let coupled = |sex: Sex, age: usize| {
            f64::from(demography.population(2019, sex, age as u8)) * in_couple[sex.index()].0[age]
        };
        let single = |sex: Sex, age: usize| f64::from(demography.population(2019, sex, age as u8)) - coupled(sex, age);
        let weights = profiles.by_age("separation", "", None)?;
        let at_risk: f64 = (0..AGES).map(|a| (coupled(Sex::Man, a) + coupled(Sex::Woman, a)) * weights.0[a]).sum();
        let separations = figures.get("unions", "separations_of_cohabiting_couples", 2013)? * 2.0;
        let separation = weights.scaled(separations / at_risk);
        let weights = profiles.by_age("union_formation", "", None)?;
        let at_risk: f64 = (0..AGES).map(|a| (single(Sex::Man, a) + single(Sex::Woman, a)) * weights.0[a]).sum();
        let unions = figures.get("unions", "new_cohabiting_unions", 2013)? * 2.0;
        let union_formation = weights.scaled(unions / at_risk);
        for row in ["separation", "union_formation"] {
            fills.note(
                "age_profiles.csv",
                row,
                "value",
                "an assumed shape, rescaled on a yearly flow known from memory",
            );
        }
        let owners = figures.get("tenure", "owner", 2019)?;
        Ok(Households {
            by_type,
            children_of_couples: children(figures, "couple")?,
            children_of_lone_parents: children(figures, "lone_parent")?,
            lone_mothers: figures.get("families_with_minors", "lone_parent_families_with_mother", 2016)? / 100.0,
            owners_with_mortgage: figures.get("tenure", "owner_with_mortgage", 2019)? / owners,
            in_couple,
            living_alone: profiles.by_age("living_alone", "", None)?,
            tenure,
            moved_in_year: moved.scaled(wanted / movers),
            movers_changing_departement: figures.get("mobility", "movers_changing_departement", 2014)? / 100.0,
            union_formation,
            separation,
        })
    }

    /// Share who declare to live in a couple (the partner may live elsewhere).
    pub fn in_couple(&self, sex: Sex, age: u8) -> f64 {
        self.in_couple[sex.index()].at(age)
    }

    /// Share of persons in households who live alone, 2014; 0 under 15.
    pub fn living_alone(&self, age: u8) -> f64 {
        self.living_alone.at(age)
    }

    /// Tenure by age of the reference person [shape from memory, rescaled on 2019].
    pub fn tenure(&self, age: u8) -> TenureShares {
        let [owner, social_tenant, private_tenant, rent_free] = [0, 1, 2, 3].map(|k: usize| self.tenure[k].at(age));
        TenureShares { owner, social_tenant, private_tenant, rent_free }
    }

    /// Probability that a person moves to another dwelling within a year.
    pub fn moves(&self, age: u8) -> f64 {
        self.moved_in_year.at(age)
    }

    /// Yearly probability that a person without a partner starts living with one (assumption).
    pub fn union_formation(&self, age: u8) -> f64 {
        self.union_formation.at(age)
    }

    /// Yearly probability that a person in a couple separates (assumption).
    pub fn separation(&self, age: u8) -> f64 {
        self.separation.at(age)
    }
}

fn children(figures: &Figures, family: &str) -> Result<[f64; 6], TerritoryError> {
    let mut counts = [0.0; 6];
    for figure in figures.rows.iter().filter(|f| f.topic == "children_sample") {
        let Some(number) = figure.item.strip_prefix(family).and_then(|n| n.trim().parse::<usize>().ok()) else {
            continue;
        };
        if number > 0 {
            counts[number.min(6) - 1] += figure.value.unwrap_or(0.0);
        }
    }
    let total: f64 = counts.iter().sum();
    if total <= 0.0 {
        return Err(TerritoryError::Incomplete {
            file: "figures.csv".to_string(),
            problem: format!("no children_sample for {family}"),
            remedy: format!("Add rows children_sample, `{family} 1`, `{family} 2`, …"),
        });
    }
    Ok(counts.map(|c| c / total))
}

/// Bands of 2020 (INED), with the shape of women by single age (2016) inside them to 51; men have the shape of women
/// two years younger (assumption); older, straight lines between the middles of bands. Each band keeps its published
/// mean.
fn in_couple(profiles: &Profiles, demography: &Demography, fills: &mut Fills) -> Result<[ByAge; 2], TerritoryError> {
    let single = profiles.by_age("in_couple_single_age", "", Some(Sex::Woman))?;
    let mut both = [ByAge::default(), ByAge::default()];
    for sex in Sex::BOTH {
        let bands = profiles.bands("in_couple", "", Some(sex))?;
        let lag = if sex == Sex::Man { 2 } else { 0 };
        let middles: Vec<(f64, f64)> = bands
            .iter()
            .map(|b| (f64::from(b.from_age) + f64::from(b.to_age.min(95) - b.from_age) / 2.0, b.value))
            .collect();
        let shape = &mut both[sex.index()];
        for age in 15..AGES {
            let from = single.0.get(age - lag).copied().unwrap_or(0.0);
            shape.0[age] = if age - lag < 18 {
                // Below the published ages the share halves with each year under 18.
                single.0[18] / f64::from(1u32 << (18 - (age - lag)).min(8) as u32)
            } else if from > 0.0 {
                from
            } else {
                line(&middles, age as f64)
            };
        }
        for band in bands {
            let ages = usize::from(band.from_age)..=usize::from(band.to_age).min(AGES - 1);
            let (mut sum, mut people) = (0.0, 0.0);
            for age in ages.clone() {
                let weight = f64::from(demography.population(2019, sex, age.min(99) as u8)) + 1e-9;
                sum += shape.0[age] * weight;
                people += weight;
            }
            let factor = band.value * people / sum;
            for age in ages {
                shape.0[age] = (shape.0[age] * factor).min(0.98);
            }
        }
    }
    fills.note("age_profiles.csv", "in_couple men", "value", "inside bands, the shape of women two years younger");
    Ok(both)
}

/// A straight line between points, level outside them.
pub fn line(points: &[(f64, f64)], at: f64) -> f64 {
    let Some(first) = points.first() else { return 0.0 };
    if at <= first.0 {
        return first.1;
    }
    for pair in points.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        if at <= x1 {
            return y0 + (y1 - y0) * (at - x0) / (x1 - x0);
        }
    }
    points[points.len() - 1].1
}

const TENURES: [(&str, &str); 4] = [
    ("owner", "owner"),
    ("tenant_social", "tenant_social_or_public"),
    ("tenant_private", "tenant_private"),
    ("rent_free", "rent_free"),
];

/// Shape by age from memory, raked to the published shares of 2019; heads of household by age are persons over 20 less
/// half of those in couples.
fn tenure(
    figures: &Figures,
    profiles: &Profiles,
    demography: &Demography,
    in_couple: &[ByAge; 2],
    fills: &mut Fills,
) -> Result<[ByAge; 4], TerritoryError> {
    let mut shares = Vec::new();
    let mut wanted = Vec::new();
    for (shape, total) in TENURES {
        shares.push(profiles.by_age("tenure", shape, None)?);
        wanted.push(figures.get("tenure", total, 2019)? / 100.0);
    }
    let heads: Vec<f64> = (0..AGES)
        .map(|age| {
            if age < 20 {
                return 0.0;
            }
            Sex::BOTH
                .iter()
                .map(|s| {
                    f64::from(demography.population(2019, *s, age as u8)) * (1.0 - in_couple[s.index()].0[age] / 2.0)
                })
                .sum()
        })
        .collect();
    let all: f64 = heads.iter().sum();
    let total: f64 = wanted.iter().sum();
    for _ in 0..50 {
        for (share, want) in shares.iter_mut().zip(&wanted) {
            let sum: f64 = share.0.iter().zip(&heads).map(|(s, h)| s * h).sum();
            *share = share.scaled(want / total * all / sum);
        }
        for age in 0..AGES {
            let sum: f64 = shares.iter().map(|s| s.0[age]).sum();
            for share in &mut shares {
                share.0[age] /= sum;
            }
        }
    }
    fills.note("age_profiles.csv", "tenure", "value", "a shape from memory, raked to the published shares of 2019");
    let mut out = [ByAge::default(), ByAge::default(), ByAge::default(), ByAge::default()];
    for (to, from) in out.iter_mut().zip(shares) {
        *to = from;
    }
    Ok(out)
}
