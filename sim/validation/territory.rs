//! Territory: whether départements stand where they are published to stand, and whether what goes together in France goes
//! together in the model. Metropolitan départements, each counting once.

use super::{Measure, Seen};
use crate::measures::Indicator;
use crate::territory::{DepartementRow, Territory};
use crate::units::Month;
use crate::world::Post;

/// A figure of each metropolitan département, in order.
type Figures = Vec<f64>;

fn published(territory: &Territory, of: impl Fn(&DepartementRow) -> f64) -> Figures {
    territory.departements.iter().filter(|departement| !departement.overseas).map(of).collect()
}

/// One indicator over another in a December.
fn rate(seen: &Seen, year: u16, of: Indicator, over: &[Indicator]) -> Figures {
    let tops = seen.by_departement(year, 12, of);
    let bottoms: Vec<Vec<f64>> = over.iter().map(|indicator| seen.by_departement(year, 12, *indicator)).collect();
    seen.metropole().into_iter().map(|row| tops[row] / bottoms.iter().map(|list| list[row]).sum::<f64>()).collect()
}

/// Mean over the months of a year, by metropolitan département.
fn mean_of_year(seen: &Seen, year: u16, indicator: Indicator) -> Figures {
    let mut sums = vec![0.0; seen.territory.departements.len()];
    for month in 1..=12 {
        for (sum, value) in sums.iter_mut().zip(seen.by_departement(year, month, indicator)) {
            *sum += value / 12.0;
        }
    }
    seen.metropole().into_iter().map(|row| sums[row]).collect()
}

/// Events a head, mean of the three years around 2023: those of one year are few in a département.
fn around_2023(seen: &Seen, of: Indicator) -> Figures {
    let sum = |indicator: Indicator| {
        let years: Vec<Figures> = (2022..=2024).map(|year| mean_of_year(seen, year, indicator)).collect();
        (0..years[0].len()).map(|row| years.iter().map(|year| year[row]).sum::<f64>()).collect::<Figures>()
    };
    sum(of).iter().zip(sum(Indicator::Population)).map(|(events, people)| events / people).collect()
}

fn unemployment(seen: &Seen, year: u16) -> Figures {
    let of = |indicator| mean_of_year(seen, year, indicator);
    let pairs = of(Indicator::Unemployed).into_iter().zip(of(Indicator::Employed));
    pairs.map(|(unemployed, employed)| unemployed / (unemployed + employed)).collect()
}

fn poverty(seen: &Seen, year: u16) -> Figures {
    rate(seen, year, Indicator::PoorPersons, &[Indicator::PovertyPopulation])
}

fn rsa(seen: &Seen, year: u16) -> Figures {
    rate(seen, year, Indicator::RsaHouseholds, &[Indicator::Population])
}

/// Median living standard of a year, to the nearest step of the record.
fn median(seen: &Seen, year: u16) -> Figures {
    let of = |row: usize| {
        let found = seen.record.living_standards.iter().find(|((of, dep), _)| *of == year && dep.index() == row);
        let Some((_, steps)) = found else { return f64::NAN };
        let half = steps.iter().map(|persons| f64::from(*persons)).sum::<f64>() / 2.0;
        let mut below = 0.0;
        for (step, persons) in steps.iter().enumerate() {
            let persons = f64::from(*persons);
            if below + persons >= half && persons > 0.0 {
                return 100.0 * (step as f64 + (half - below) / persons);
            }
            below += persons;
        }
        f64::NAN
    };
    seen.metropole().into_iter().map(of).collect()
}

fn a_head(row: &DepartementRow, number: u32) -> f64 {
    f64::from(number) / f64::from(row.population_2023)
}

pub fn measures() -> Vec<Measure> {
    let agreement = |name: &str, pair: fn(&Seen) -> [Figures; 2]| Measure::correlation(name, pair);
    vec![
        agreement("agreement_unemployment_2019", |seen| {
            [published(seen.territory, |row| row.unemployment_2019.to_fraction()), unemployment(seen, 2019)]
        }),
        agreement("agreement_unemployment_2023", |seen| {
            [published(seen.territory, |row| row.unemployment_2023.to_fraction()), unemployment(seen, 2023)]
        }),
        agreement("agreement_poverty_2021", |seen| {
            [published(seen.territory, |row| row.poverty_2021.to_fraction()), poverty(seen, 2021)]
        }),
        agreement("agreement_median_living_standard_2021", |seen| {
            [published(seen.territory, |row| row.median_living_standard_2021.to_euros()), median(seen, 2021)]
        }),
        agreement("agreement_rsa_2019", |seen| {
            let of = |row: &DepartementRow| f64::from(row.rsa_households_2019) / f64::from(row.population_2019);
            [published(seen.territory, of), rsa(seen, 2019)]
        }),
        agreement("agreement_rsa_2023", |seen| {
            [published(seen.territory, |row| a_head(row, row.rsa_households_2023)), rsa(seen, 2023)]
        }),
        agreement("agreement_prime_activite_2023", |seen| {
            let simulated = rate(seen, 2023, Indicator::PrimeActiviteHouseholds, &[Indicator::Population]);
            [published(seen.territory, |row| a_head(row, row.prime_activite_2023)), simulated]
        }),
        agreement("agreement_apa_2023", |seen| {
            let simulated = rate(seen, 2023, Indicator::ApaRecipients, &[Indicator::Population]);
            [published(seen.territory, |row| a_head(row, row.apa_2023)), simulated]
        }),
        agreement("agreement_population_growth_2019_2025", |seen| {
            let growth = |row: &DepartementRow| f64::from(row.population_2025) / f64::from(row.population_2019);
            let (before, after) = (
                seen.by_departement(2019, 1, Indicator::Population),
                seen.by_departement(2024, 12, Indicator::Population),
            );
            let simulated = seen.metropole().into_iter().map(|row| after[row] / before[row]).collect();
            [published(seen.territory, growth), simulated]
        }),
        agreement("agreement_births_2023", |seen| {
            [published(seen.territory, |row| a_head(row, row.births_2023)), around_2023(seen, Indicator::Births)]
        }),
        agreement("agreement_deaths_2023", |seen| {
            [published(seen.territory, |row| a_head(row, row.deaths_2023)), around_2023(seen, Indicator::Deaths)]
        }),
        agreement("unemployment_and_poverty", |seen| [unemployment(seen, 2019), poverty(seen, 2021)]),
        agreement("unemployment_and_rsa", |seen| [unemployment(seen, 2019), rsa(seen, 2019)]),
        agreement("poverty_and_median", |seen| [poverty(seen, 2021), median(seen, 2021)]),
        agreement("rsa_and_poverty", |seen| [rsa(seen, 2019), poverty(seen, 2021)]),
        agreement("rsa_and_median", |seen| [rsa(seen, 2019), median(seen, 2021)]),
        caseload("rsa_caseload_la_reunion_2019", "974", Month::new(2019, 6)),
        caseload("rsa_caseload_ssd_march2021", "93", Month::new(2021, 3)),
        spending("rsa_spending_2022_seine_saint_denis", "93"),
        spending("rsa_spending_2022_pyrenees_orientales", "66"),
    ]
}

/// RSA households of a département in a month.
fn caseload(name: &str, code: &'static str, month: Month) -> Measure {
    Measure::new(name, move |seen: &Seen| {
        let here = seen.departement(code);
        let (year, month) = (month.year(), month.month_of_year());
        seen.stock_in(year, month, Indicator::RsaHouseholds, &|_, departement| Some(departement) == here)
    })
}

/// RSA paid in a département in 2022, millions of euros.
fn spending(name: &str, code: &'static str) -> Measure {
    Measure::new(name, move |seen: &Seen| {
        let here = seen.departement(code);
        seen.euros_in(2022, &[Post::Rsa, Post::RsaEtat], &|_, departement| Some(departement) == here) / 1e6
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published figures of départements, by the names of the moments that set two side by side.
    fn published_pair(territory: &Territory, moment: &str) -> Option<f64> {
        let unemployment = || published(territory, |row| row.unemployment_2019.to_fraction());
        let poverty = || published(territory, |row| row.poverty_2021.to_fraction());
        let median = || published(territory, |row| row.median_living_standard_2021.to_euros());
        let rsa = || published(territory, |row| f64::from(row.rsa_households_2019) / f64::from(row.population_2019));
        let pair = match moment {
            "unemployment_and_poverty" => [unemployment(), poverty()],
            "unemployment_and_rsa" => [unemployment(), rsa()],
            "poverty_and_median" => [poverty(), median()],
            "rsa_and_poverty" => [rsa(), poverty()],
            "rsa_and_median" => [rsa(), median()],
            _ => return None,
        };
        let [one, other] = pair;
        let pairs: Vec<[f64; 2]> = one.into_iter().zip(other).map(|(one, other)| [one, other]).collect();
        Some(super::super::means::correlation(&pairs))
    }

    #[test]
    fn correlations_published_over_departements_are_those_of_the_tables_carried() {
        let territory = Territory::load(None).expect("the tables carried in the program read");
        let moments = super::super::published().expect("the table of moments reads");
        let (mut found, mut wrong) = (0, Vec::new());
        for moment in moments.iter().filter(|moment| moment.topic == "territory") {
            if let Some(published) = published_pair(&territory, &moment.moment) {
                if (published - moment.published).abs() > 0.005 {
                    wrong.push(format!("{}: {published:.4}", moment.moment));
                }
                found += 1;
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!(found, 5);
    }
}
