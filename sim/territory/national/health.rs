//! Chronic conditions, disability, dependency, health spending.
//!
//! Why it exists: care, AAH, APA and PCH start from these shares.

use super::super::error::TerritoryError;
use super::super::fill::Fills;
use super::Sex;
use super::demography::Demography;
use super::figures::{AGES, ByAge, Figures, Profiles};
use crate::units::Cents;

/// Where an APA recipient lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum ApaPlace {
    Home,
    Institution,
}

/// Share of those entitled by their disability whom resources leave an AAH: it was 0.93 of 1.2 million when as many were
/// disabled as are paid.
pub const DISABLED_IN_PAYMENT: f64 = 0.78;

/// National facts about health.
#[derive(Clone, Debug)]
pub struct Health {
    chronic: [ByAge; 2],
    recognised_disability: [ByAge; 2],
    long_term_illness: ByAge,
    /// `[place][sex]`.
    apa: [[ByAge; 2]; 2],
    /// Share of recipients in GIR 1 to 4, `[place]`.
    pub gir_shares: [[f64; 4]; 2],
    in_institution: [ByAge; 2],
    aah: ByAge,
    spending: ByAge,
}

impl Health {
    /// Reads and rescales on published totals.
    pub fn read(
        figures: &Figures,
        profiles: &Profiles,
        demography: &Demography,
        fills: &mut Fills,
    ) -> Result<Health, TerritoryError> {
        let by_sex = |profile: &str, category: &str| {
            Ok::<[ByAge; 2], TerritoryError>([
                profiles.by_age(profile, category, Some(Sex::Man))?,
                profiles.by_age(profile, category, Some(Sex::Woman))?,
            ])
        };
        let people = |age: usize| -> f64 {
            Sex::BOTH.iter().map(|s| f64::from(demography.population(2019, *s, age as u8))).sum()
        };
        let total: f64 = (0..AGES).map(people).sum();
        let rescaled = |profile: &str, mean: f64| {
            let shape = profiles.by_age(profile, "", None)?;
            let sum: f64 = (0..AGES).map(|a| people(a) * shape.0[a]).sum();
            Ok::<ByAge, TerritoryError>(shape.scaled(mean * total / sum))
        };
        let spending = rescaled("health_spending", figures.get("health_spending", "mean_health_spending", 2021)?)?;
        let ill = figures.get("long_term_illness", "all schemes", 2022)? * 1e6 / total;
        let long_term_illness = rescaled("long_term_illness", ill)?;
        for (row, rule) in [
            ("health_spending", "a shape from memory, rescaled on 2,903 euros a person in 2021"),
            ("long_term_illness", "a shape from memory, rescaled on 13.5 million persons (from memory)"),
            ("aah_recipients", "shares of recipients by age from memory, on the recipients of 2021"),
        ] {
            fills.note("age_profiles.csv", row, "value", rule);
        }
        let mut gir_shares = [[0.0; 4]; 2];
        for (place, shares) in ["home", "institution"].iter().zip(gir_shares.iter_mut()) {
            for (gir, share) in shares.iter_mut().enumerate() {
                *share = figures.get("apa_gir_shares", &format!("{place} gir{}", gir + 1), 2023)? / 100.0;
            }
        }
        let mut chronic = by_sex("chronic_condition", "")?;
        let mut recognised_disability = by_sex("recognised_disability", "")?;
        for profile in chronic.iter_mut().chain(&mut recognised_disability) {
            for age in 0..5 {
                profile.0[age] = profile.0[5];
            }
        }
        fills.note(
            "age_profiles.csv",
            "chronic_condition, recognised_disability 0 to 4",
            "value",
            "the share of ages 5 to 9",
        );
        Ok(Health {
            chronic,
            recognised_disability,
            long_term_illness,
            apa: [by_sex("apa", "home")?, by_sex("apa", "institution")?],
            gir_shares,
            in_institution: by_sex("in_old_age_institution", "")?,
            aah: aah(figures, profiles, people)?,
            spending,
        })
    }

    /// Share with a chronic or lasting health problem (self-reported, 2021).
    pub fn chronic_condition(&self, sex: Sex, age: u8) -> f64 {
        self.chronic[sex.index()].at(age)
    }

    /// Share with an official recognition of disability or loss of autonomy (self-reported, 2021).
    pub fn recognised_disability(&self, sex: Sex, age: u8) -> f64 {
        self.recognised_disability[sex.index()].at(age)
    }

    /// Share with a long-term illness paid in full (ALD) [shape from memory].
    pub fn long_term_illness(&self, age: u8) -> f64 {
        self.long_term_illness.at(age)
    }

    /// Share drawing APA in that place, December 2019; 0 under 60.
    pub fn apa(&self, place: ApaPlace, sex: Sex, age: u8) -> f64 {
        self.apa[place as usize][sex.index()].at(age)
    }

    /// Share living in an institution for the old, end of 2019; 0 under 60.
    pub fn in_old_age_institution(&self, sex: Sex, age: u8) -> f64 {
        self.in_institution[sex.index()].at(age)
    }

    /// Share drawing AAH [age shape from memory].
    pub fn aah(&self, age: u8) -> f64 {
        self.aah.at(age)
    }

    /// Mean health spending a person a year, prices of 2021 [age shape from memory].
    pub fn spending(&self, age: u8) -> Cents {
        Cents::from_euros(self.spending.at(age))
    }
}

/// Recipients of 2021 (at home and in institutions) by the shares of age bands; none under 20 or over 74.
fn aah(figures: &Figures, profiles: &Profiles, people: impl Fn(usize) -> f64) -> Result<ByAge, TerritoryError> {
    let recipients = figures.get("aah", "home all", 2021)? + figures.get("aah", "institution all", 2021)?;
    let mut out = ByAge::default();
    for band in profiles.bands("aah_recipients", "", None)? {
        let ages = usize::from(band.from_age).max(20)..=usize::from(band.to_age).min(74);
        let inside: f64 = ages.clone().map(&people).sum();
        for age in ages {
            out.0[age] = recipients * band.value / inside;
        }
    }
    Ok(out)
}
