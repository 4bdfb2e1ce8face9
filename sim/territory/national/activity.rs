//! Diplomas, work, studies, retirement.
//!
//! Why it exists: the starting statuses and the qualification of each person come from these shares.

use super::super::error::TerritoryError;
use super::super::fill::Fills;
use super::Sex;
use super::demography::Demography;
use super::figures::{AGES, ByAge, Figures, Profiles};
use super::households::line;

/// The four qualifications of the model.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Qualification {
    NoneOrBrevet,
    CapBep,
    Baccalaureat,
    Higher,
}

impl Qualification {
    /// From the lowest.
    pub const ALL: [Qualification; 4] =
        [Qualification::NoneOrBrevet, Qualification::CapBep, Qualification::Baccalaureat, Qualification::Higher];
}

/// How the employed are employed; sums to one.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ContractShares {
    pub self_employed: f64,
    /// Open-ended or civil servant.
    pub open_ended: f64,
    pub fixed_term: f64,
    pub temporary_agency: f64,
    pub apprentice: f64,
}

/// National facts about activity.
#[derive(Clone, Debug)]
pub struct Activity {
    /// `[sex][qualification]` by age.
    qualification: [[ByAge; 4]; 2],
    employment_rate: [ByAge; 2],
    unemployment_rate: [ByAge; 2],
    enrolled: [ByAge; 2],
    retired: [ByAge; 2],
    contracts: [[ByAge; 5]; 2],
    part_time: [ByAge; 2],
    /// Unemployment rate of each qualification over the mean, 2022.
    pub relative_unemployment: [f64; 4],
    /// Persons aged 15 and over, 2019 (Labour Force Survey, France without Mayotte).
    pub active_2019: u32,
    pub employed_2019: u32,
    /// Part-timers under half time, at half time, at 50 to 80 %, at 80 % and over; sums to one.
    pub part_time_hours: [f64; 4],
}

const DIPLOMAS: [&str; 5] = ["none_or_brevet", "cap_bep", "baccalaureat", "bac_plus_2", "above_bac_plus_2"];
const CONTRACTS: [&str; 5] =
    ["self_employed", "open_ended_or_civil_servant", "fixed_term", "temporary_agency", "apprentice_or_trainee"];

impl Activity {
    /// Reads and moves to 2019.
    pub fn read(
        figures: &Figures,
        profiles: &Profiles,
        demography: &Demography,
        fills: &mut Fills,
    ) -> Result<Activity, TerritoryError> {
        let hours = ["under_half_time", "half_time", "50_to_80_pct", "80_pct_or_more"];
        let mut part_time_hours = [0.0; 4];
        for (share, item) in part_time_hours.iter_mut().zip(hours) {
            *share = figures.get("part_time_hours", &format!("{item}_share_of_part_timers"), 2023)?;
        }
        let total: f64 = part_time_hours.iter().sum();
        // Labour Force Survey means of 2015 and 2020: 2019 lies at four fifths.
        let in_2019 = |item: &str| {
            let (before, after) = (figures.get("labour_force", item, 2015)?, figures.get("labour_force", item, 2020)?);
            Ok::<u32, TerritoryError>((before + (after - before) * 0.8).round() as u32)
        };
        Ok(Activity {
            qualification: qualification(profiles, fills)?,
            employment_rate: employment(profiles, demography, fills)?,
            unemployment_rate: unemployment(profiles, fills)?,
            enrolled: enrolled(profiles, fills)?,
            retired: retired(profiles)?,
            contracts: contracts(profiles)?,
            part_time: part_time(profiles)?,
            relative_unemployment: relative_unemployment(figures, fills)?,
            active_2019: in_2019("all active_population_thousand")?,
            employed_2019: in_2019("all employed_population_thousand")?,
            part_time_hours: part_time_hours.map(|h| h / total),
        })
    }

    /// Highest diploma, shares of each qualification; under 25, the diploma that will be reached.
    pub fn qualification_shares(&self, sex: Sex, age: u8) -> [f64; 4] {
        [0, 1, 2, 3].map(|q: usize| self.qualification[sex.index()][q].at(age))
    }

    /// Employed over population, 2019.
    pub fn employment_rate(&self, sex: Sex, age: u8) -> f64 {
        self.employment_rate[sex.index()].at(age)
    }

    /// Unemployed (ILO) over active, 2019.
    pub fn unemployment_rate(&self, sex: Sex, age: u8) -> f64 {
        self.unemployment_rate[sex.index()].at(age)
    }

    /// Active over population, 2019: employed / (1 − unemployment).
    pub fn activity_rate(&self, sex: Sex, age: u8) -> f64 {
        (self.employment_rate(sex, age) / (1.0 - self.unemployment_rate(sex, age))).min(1.0)
    }

    /// Pupils, students and apprentices over population.
    pub fn enrolled(&self, sex: Sex, age: u8) -> f64 {
        self.enrolled[sex.index()].at(age)
    }

    /// Share drawing a pension of their own, 2019; 0 under 50, 1 from 70.
    pub fn retired(&self, sex: Sex, age: u8) -> f64 {
        self.retired[sex.index()].at(age)
    }

    /// Of the employed, 2019.
    pub fn contracts(&self, sex: Sex, age: u8) -> ContractShares {
        let [self_employed, open_ended, fixed_term, temporary_agency, apprentice] =
            [0, 1, 2, 3, 4].map(|k: usize| self.contracts[sex.index()][k].at(age));
        ContractShares { self_employed, open_ended, fixed_term, temporary_agency, apprentice }
    }

    /// Of employees.
    pub fn part_time(&self, sex: Sex, age: u8) -> f64 {
        self.part_time[sex.index()].at(age)
    }
}

fn qualification(profiles: &Profiles, fills: &mut Fills) -> Result<[[ByAge; 4]; 2], TerritoryError> {
    let mut out: [[ByAge; 4]; 2] = Default::default();
    for sex in Sex::BOTH {
        let published =
            DIPLOMAS.iter().map(|d| profiles.by_age("diploma", d, Some(sex))).collect::<Result<Vec<_>, _>>()?;
        for age in 0..AGES {
            let from = age.max(25);
            let shares = [
                published[0].0[from],
                published[1].0[from],
                published[2].0[from],
                published[3].0[from] + published[4].0[from],
            ];
            let sum: f64 = shares.iter().sum();
            for (q, share) in shares.iter().enumerate() {
                out[sex.index()][q].0[age] = share / sum;
            }
        }
    }
    fills.note("age_profiles.csv", "diploma under 25", "value", "the diplomas of ages 25 to 34, which they will reach");
    Ok(out)
}

/// Rates by sex and five-year age (2015) × change of the broad age band from 2015 to 2019 (both sexes; 2019 at four
/// fifths between 2015 and 2020), then × one factor by sex so that 15 to 64 meets its own 2019.
fn employment(profiles: &Profiles, demography: &Demography, fills: &mut Fills) -> Result<[ByAge; 2], TerritoryError> {
    let level = |year: &str, sex: Option<Sex>| profiles.by_age("employment_rate_level", year, sex);
    let bands = |year: &str| profiles.bands("employment_rate_level", year, None);
    let in_2019 = |before: f64, after: f64| before + (after - before) * 0.8;
    let (then, later) = (bands("2015")?, bands("2020")?);
    // 15-24, 25-49 and 50-64; the band 60-64 overlaps and the band 15-64 is for the sexes.
    let change = |age: usize| -> f64 {
        let of = |list: &[&super::figures::Band]| {
            list.iter()
                .filter(|b| usize::from(b.from_age) <= age && age <= usize::from(b.to_age))
                .filter(|b| b.to_age - b.from_age < 40)
                .max_by_key(|b| b.to_age - b.from_age)
                .map(|b| b.value)
        };
        match (of(&then), of(&later)) {
            (Some(before), Some(after)) if before > 0.0 => in_2019(before, after) / before,
            _ => 1.0,
        }
    };
    let mut out: [ByAge; 2] = Default::default();
    for sex in Sex::BOTH {
        let mut rate = profiles.by_age("employment_rate", "", Some(sex))?;
        for age in 0..AGES {
            rate.0[age] *= change(age);
        }
        let wanted = in_2019(level("2015", Some(sex))?.0[40], level("2020", Some(sex))?.0[40]);
        let (mut employed, mut people) = (0.0, 0.0);
        for age in 15..=64 {
            let persons = f64::from(demography.population(2019, sex, age));
            employed += persons * rate.at(age);
            people += persons;
        }
        let factor = wanted * people / employed;
        out[sex.index()] = ByAge(rate.0.iter().map(|r| (r * factor).min(0.97)).collect());
    }
    fills.note(
        "age_profiles.csv",
        "employment_rate 2019",
        "value",
        "five-year ages of 2015, moved to 2019 by broad age and sex",
    );
    Ok(out)
}

/// Rates of 2015 × national rate of 2019 over that of 2015 (8.4 and 10.4 %, INSEE, mean of quarters, France without
/// Mayotte: the ratio, not the level, is used; levels come from zones).
fn unemployment(profiles: &Profiles, fills: &mut Fills) -> Result<[ByAge; 2], TerritoryError> {
    const CHANGE: f64 = 8.4 / 10.35;
    fills.note(
        "age_profiles.csv",
        "unemployment_rate 2019",
        "value",
        "five-year ages of 2015 × change of the national rate",
    );
    let mut out: [ByAge; 2] = Default::default();
    for sex in Sex::BOTH {
        out[sex.index()] = profiles.by_age("unemployment_rate", "", Some(sex))?.scaled(CHANGE);
    }
    Ok(out)
}

/// Bands of 2020; from 18 to 29, straight lines through the single ages published, since a band hides a steep fall.
fn enrolled(profiles: &Profiles, fills: &mut Fills) -> Result<[ByAge; 2], TerritoryError> {
    let single = profiles.bands("enrolled_single_age", "", None)?;
    let mut out: [ByAge; 2] = Default::default();
    for sex in Sex::BOTH {
        let mut rate = profiles.by_age("enrolled", "", Some(sex))?;
        let other = profiles.by_age("enrolled", "", Some(if sex == Sex::Man { Sex::Woman } else { Sex::Man }))?;
        let mut points = vec![(17.0, rate.0[17])];
        for band in &single {
            // Both sexes are published together: keep the relative gap of the sex's band.
            let gap = 2.0 * rate.at(band.from_age) / (rate.at(band.from_age) + other.at(band.from_age));
            points.push((f64::from(band.from_age), (band.value * gap).min(1.0)));
        }
        points.push((30.0, rate.0[30] * 3.0));
        for age in 18..30 {
            rate.0[age] = line(&points, age as f64);
        }
        for age in 40..AGES {
            rate.0[age] = 0.0;
        }
        for age in 30..40 {
            rate.0[age] *= 3.0 - (age - 30) as f64 * 0.25;
        }
        for age in 3..6 {
            // Instruction is compulsory from three since September 2019 and nearly all went before: the band of 2 to 5
            // is low because of children of two.
            rate.0[age] = rate.0[6];
        }
        out[sex.index()] = rate;
    }
    fills.note("age_profiles.csv", "enrolled 18 to 29", "value", "straight lines through the single ages published");
    fills.note("age_profiles.csv", "enrolled 30 and over", "value", "the published 1 % spread over 30 to 39, falling");
    Ok(out)
}

fn retired(profiles: &Profiles) -> Result<[ByAge; 2], TerritoryError> {
    let mut out: [ByAge; 2] = Default::default();
    for sex in Sex::BOTH {
        let mut share = profiles.by_age("retired", "", Some(sex))?;
        for age in 71..AGES {
            share.0[age] = 1.0;
        }
        out[sex.index()] = share;
    }
    Ok(out)
}

/// Share at the age × share of the sex / share of all, then made to sum to one.
fn contracts(profiles: &Profiles) -> Result<[[ByAge; 5]; 2], TerritoryError> {
    let mut out: [[ByAge; 5]; 2] = Default::default();
    for sex in Sex::BOTH {
        for (k, contract) in CONTRACTS.iter().enumerate() {
            let by_age = profiles.by_age("contract", contract, None)?;
            let all = widest(profiles, "contract", contract, None)?;
            let mine = widest(profiles, "contract", contract, Some(sex))?;
            out[sex.index()][k] = by_age.scaled(mine / all);
        }
        for age in 15..AGES {
            let sum: f64 = out[sex.index()].iter().map(|c| c.0[age]).sum();
            for contract in &mut out[sex.index()] {
                contract.0[age] /= sum;
            }
        }
    }
    Ok(out)
}

/// The value of the widest band: all ages together.
fn widest(profiles: &Profiles, profile: &str, category: &str, sex: Option<Sex>) -> Result<f64, TerritoryError> {
    let bands = profiles.bands(profile, category, sex)?;
    Ok(bands.iter().max_by_key(|b| b.to_age - b.from_age).map_or(0.0, |b| b.value))
}

fn part_time(profiles: &Profiles) -> Result<[ByAge; 2], TerritoryError> {
    let by_age = profiles.by_age("part_time", "", None)?;
    let all = widest(profiles, "part_time", "", None)?;
    let mut out: [ByAge; 2] = Default::default();
    for sex in Sex::BOTH {
        out[sex.index()] = by_age.scaled(widest(profiles, "part_time", "", Some(sex))? / all);
    }
    Ok(out)
}

/// Published for no diploma or brevet and for higher education; the two others share the rate that makes the mean,
/// active people being 13, 26, 22 and 39 % of each (assumption).
fn relative_unemployment(figures: &Figures, fills: &mut Fills) -> Result<[f64; 4], TerritoryError> {
    const ACTIVE: [f64; 4] = [0.13, 0.26, 0.22, 0.39];
    let mean = figures.get("unemployment_by_group", "all", 2022)?;
    let low = figures.get("unemployment_by_group", "brevet_at_most", 2022)? / mean;
    let high = figures.get("unemployment_by_group", "higher_education", 2022)? / mean;
    let middle = (1.0 - low * ACTIVE[0] - high * ACTIVE[3]) / (ACTIVE[1] + ACTIVE[2]);
    fills.note(
        "figures.csv",
        "unemployment_by_group cap_bep, baccalaureat",
        "value",
        "the rate that makes the published mean",
    );
    Ok([low, middle, middle, high])
}
