//! The costs of a year, from the figures of the country: its ages, its ONDAM, its doctors, its deprivation.

use super::{AGES, CareCosts, CareInputs, CareParameters};
use crate::parameters::Parameters;
use crate::territory::Territory;
use crate::territory::national::Sex;
use crate::territory::national::health::{ApaPlace, DISABLED_IN_PAYMENT};
use crate::territory::path::Trend;
use crate::units::Cents;

/// Last year whose ages are published or projected in the tables; later years go on ageing at the same pace.
const LAST_YEAR_OF_AGES: u16 = 2026;
const FIRST_YEAR: u16 = 2019;
/// Shares published by bands are smoothed over this many years on either side, so that nothing jumps at a birthday.
const SMOOTHING: usize = 7;

impl CareParameters {
    pub fn read(p: &Parameters) -> CareParameters {
        CareParameters {
            city_share: p.rate("care.city_share"),
            medico_social_share: p.rate("care.medico_social_share"),
            chronic_city: p.rate("care.chronic_city_ratio"),
            chronic_hospital: p.rate("care.chronic_hospital_ratio"),
            foregone: p.rate("care.unmet_need"),
            foregone_poor: p.rate("care.unmet_need_poor_ratio"),
            foregone_low_access: p.rate("care.low_access_ratio"),
            foregone_poor_low_access: p.rate("care.poor_low_access_ratio"),
            access_enough: p.rate("care.access_enough"),
            access_very_low: p.rate("care.access_very_low"),
            deprivation_hospital: p.rate("care.deprivation_hospital"),
            rationed_to_hospital: p.rate("care.rationed_city_to_hospital"),
            unmet_to_hospital: p.rate("care.unmet_to_hospital"),
            unmet_persists: p.rate("care.unmet_persists"),
            volume_recoups: p.rate("care.volume_recouped"),
            poor_share: p.rate("care.poor_share"),
        }
    }
}

impl CareCosts {
    /// Costs of `year` in the whole territory, covid lines apart.
    pub fn of_country(territory: &Territory, parameters: &Parameters, trend: &Trend, year: u16) -> CareCosts {
        let national = &territory.national;
        let people = |sex: Sex, age: usize, year: u16| f64::from(national.demography.population(year, sex, age as u8));
        let population_of = |year: u16| -> [f64; AGES] {
            std::array::from_fn(|age| Sex::BOTH.iter().map(|sex| people(*sex, age, year)).sum())
        };
        let spending = smoothed(&std::array::from_fn(|age| national.health.spending(age as u8).to_euros()));
        // The self-reported share: the one the starting population is drawn from.
        let chronic = rising(smoothed(&std::array::from_fn(|age| {
            let [men, women] = Sex::BOTH.map(|sex| people(sex, age.min(99), FIRST_YEAR));
            let [ill_men, ill_women] = Sex::BOTH.map(|sex| national.health.chronic_condition(sex, age as u8));
            (men * ill_men + women * ill_women) / (men + women).max(1.0)
        })));
        let need = |ages: &[f64; AGES]| -> f64 { ages.iter().zip(&spending).map(|(n, s)| n * s).sum() };
        let mut population = population_of(year.min(LAST_YEAR_OF_AGES));
        if year > LAST_YEAR_OF_AGES {
            let first = need(&population_of(FIRST_YEAR));
            let pace = (need(&population) / first - 1.0) / f64::from(LAST_YEAR_OF_AGES - FIRST_YEAR);
            let grown = 1.0 + pace * f64::from(year - LAST_YEAR_OF_AGES);
            population = population.map(|n| n * grown);
        }
        let recipients = |year: u16| -> (f64, f64) {
            let mut sums = (0.0, 0.0);
            for age in 0..AGES {
                for sex in Sex::BOTH {
                    let persons = people(sex, age, year);
                    let apa = national.health.apa(ApaPlace::Home, sex, age as u8)
                        + national.health.apa(ApaPlace::Institution, sex, age as u8);
                    sums.0 += persons * apa;
                    sums.1 += persons * national.health.aah(age as u8) / DISABLED_IN_PAYMENT;
                }
            }
            sums
        };
        let (dependent, disabled) = recipients(year.min(LAST_YEAR_OF_AGES));
        let inhabitants: Vec<f64> = territory.cells.iter().map(|c| f64::from(c.population_2019)).collect();
        let visits: f64 = territory.cells.iter().zip(&inhabitants).map(|(c, n)| c.apl * n).sum();
        let mean_access = visits / inhabitants.iter().sum::<f64>().max(1.0);
        let access: Vec<f64> = territory.cells.iter().map(|c| c.apl / mean_access.max(1e-9)).collect();
        let deprivation: Vec<f64> = territory.cells.iter().map(|c| f64::from(c.deprivation) / 1000.0).collect();
        let inputs = CareInputs {
            ondam: ondam(territory, trend, year),
            population: &population,
            spending: &spending,
            chronic: &chronic,
            dependent,
            disabled,
            inhabitants: &inhabitants,
            access: &access,
            deprivation: &deprivation,
        };
        CareCosts::of_year(&inputs, CareParameters::read(parameters))
    }
}

/// ONDAM of the year, covid lines apart.
pub fn ondam(territory: &Territory, trend: &Trend, year: u16) -> Cents {
    territory.path.ondam(year, trend) - territory.path.ondam_covid(year)
}

fn smoothed(values: &[f64; AGES]) -> [f64; AGES] {
    std::array::from_fn(|age| {
        let reach = SMOOTHING.min(age).min(AGES - 1 - age);
        let window = &values[age - reach..=age + reach];
        window.iter().sum::<f64>() / window.len() as f64
    })
}

fn rising(mut values: [f64; AGES]) -> [f64; AGES] {
    for age in 1..AGES {
        values[age] = values[age].max(values[age - 1]);
    }
    values
}
