//! Wages, pensions, profits and property income of January 2019.
//!
//! Each is a published distribution read at a normal rank; the rank is made of diploma, age, sex, contract, what the
//! household shares and luck (A), so that ranks agree with published means by sex and département. Wages: net
//! full-time equivalents, private sector (INSEE 2022, brought to 2019 by the ratio of means 2,420 / 2,630), gross up by
//! 1 / 0.79; deciles 2 to 4 and 6 to 8 are from memory (A). Pensions: total pension of retirees (DREES 2016 deciles, 2019
//! mean). Profits and property income: spread assumed, totals near the shares in living standards (INSEE 2018).
//! The département's `level` moves all four, `low_tail` stretches the pensions below the median.

use super::adjustments::Adjustment;
use super::draft::CellDraft;
use super::draws::Draws;
use super::sources::{CellSource, DepartementSource};
use crate::world::{Status, Tenure};

/// A distribution as (normal rank, value); logarithmic between nodes and beyond them.
type Quantiles = [(f64, f64)];

/// Gross hourly wage, euros, 2019.
const WAGES: [(f64, f64); 14] = [
    (-2.326, 10.03),
    (-1.645, 10.40),
    (-1.2816, 11.05),
    (-0.8416, 12.25),
    (-0.5244, 13.40),
    (-0.2533, 14.65),
    (0.0, 16.10),
    (0.2533, 17.90),
    (0.5244, 20.30),
    (0.8416, 24.30),
    (1.2816, 32.20),
    (1.645, 43.30),
    (2.326, 77.0),
    (3.09, 190.0),
];

/// Gross monthly pension, survivors' part included, euros, 2016 × 1.021.
const PENSIONS: [(f64, f64); 10] = [
    (-2.326, 60.0),
    (-1.645, 330.0),
    (-1.2816, 580.0),
    (-0.6745, 990.0),
    (0.0, 1509.0),
    (0.6745, 2110.0),
    (1.2816, 2834.0),
    (1.881, 4080.0),
    (2.326, 5300.0),
    (3.09, 8500.0),
];

/// Monthly profit of a self-employed person before contributions, euros (A).
const PROFITS: [(f64, f64); 8] = [
    (-1.645, 150.0),
    (-1.2816, 320.0),
    (-0.5244, 1000.0),
    (0.0, 1950.0),
    (0.5244, 3200.0),
    (1.2816, 7000.0),
    (2.326, 20_000.0),
    (3.09, 45_000.0),
];

/// Monthly property income of a household, euros (A).
const PROPERTY: [(f64, f64); 9] = [
    (-1.2816, 1.0),
    (-0.6745, 5.0),
    (0.0, 28.0),
    (0.6745, 130.0),
    (1.2816, 520.0),
    (1.645, 1150.0),
    (2.326, 4600.0),
    (3.09, 18_000.0),
    (3.7, 50_000.0),
];

fn read(quantiles: &Quantiles, z: f64) -> f64 {
    let last = quantiles.len() - 1;
    let upper = quantiles.iter().position(|q| z < q.0).unwrap_or(last).clamp(1, last);
    let (low, high) = (quantiles[upper - 1], quantiles[upper]);
    let weight = (z - low.0) / (high.0 - low.0);
    libm::exp(libm::log(low.1) + weight * (libm::log(high.1) - libm::log(low.1)))
}

/// The SMIC of January 2019, cents an hour: no wage is below.
pub const SMIC: u16 = 1003;

pub fn assign(
    cell: &mut CellDraft,
    departement: &DepartementSource,
    source: &CellSource,
    adjustment: &Adjustment,
    draws: &mut Draws,
) {
    let place = source.income_shift + adjustment.level;
    for index in 0..cell.persons.len() {
        let person = &cell.persons[index];
        let household = cell.household_of(person);
        let standing = f64::from(household.standing);
        match person.status {
            Status::Retired => {
                let z = pension_rank(person.female, !household.is_couple(), person.qualification, standing, draws);
                let stretched = if z < 0.0 { z * (1.0 + 0.22 * adjustment.low_tail) } else { z };
                let euros = read(&PENSIONS, stretched) * libm::exp(0.55 * place + 0.25 * departement.wage_shift);
                cell.persons[index].pension_or_profit = (euros * 100.0).clamp(0.0, 2e6) as u32;
            }
            Status::SelfEmployed => {
                let mut z = 0.4 * standing + 0.85 * draws.normal();
                z += [-0.3, -0.1, 0.0, 0.3][usize::from(person.qualification)] - if person.female { 0.25 } else { 0.0 };
                let euros = read(&PROFITS, z) * libm::exp(place);
                cell.persons[index].pension_or_profit = (euros * 100.0).clamp(0.0, 2e7) as u32;
            }
            Status::Child | Status::Student => {}
            _ => {
                let mut z = wage_rank(cell, index, draws) + departement.wage_shift + 1.3 * place;
                if !cell.persons[index].status.is_employee() {
                    // The last job of the jobless was of the lower sort [A].
                    z -= 0.3;
                }
                let cents = (read(&WAGES, z) * 100.0).clamp(f64::from(SMIC), f64::from(u16::MAX));
                cell.persons[index].hourly_wage = cents as u16;
            }
        }
    }
    property(cell, place, draws);
}

/// Rank of a wage, near standard normal over the employees of France.
fn wage_rank(cell: &CellDraft, index: usize, draws: &mut Draws) -> f64 {
    let person = &cell.persons[index];
    let standing = f64::from(cell.household_of(person).standing);
    let years = f64::from(person.age.clamp(18, 62));
    // Rises with experience, ever less: −0.75 at 20, −0.1 at 32, +0.3 at 55.
    let age = 0.33 - 1.08 * ((57.0 - years) / 37.0) * ((57.0 - years) / 37.0);
    let mut z = [-0.55, -0.4, -0.15, 0.6][usize::from(person.qualification)] + age;
    z += if person.female { -0.24 } else { 0.21 };
    z += match person.status {
        Status::FixedTerm => -0.55,
        Status::InsertionJob => return -3.0,
        _ => 0.06,
    };
    if person.hours < 35 && person.hours > 0 {
        z -= 0.25;
    }
    if person.enrolled {
        z -= 1.0;
    }
    // Brought to a spread of one over the employees of France.
    let z = 0.87 * (z + 0.16 * standing + 0.66 * draws.normal()) + 0.08;
    if z > 0.0 { 0.95 * z } else { 1.06 * z }
}

fn pension_rank(female: bool, alone: bool, qualification: u8, standing: f64, draws: &mut Draws) -> f64 {
    let by_diploma = [-0.35, 0.0, 0.25, 0.8][usize::from(qualification)];
    // Widows have a survivor's pension beside their own.
    let sex = match (female, alone) {
        (true, true) => -0.02,
        (true, false) => -0.62,
        (false, true) => 0.22,
        (false, false) => 0.42,
    };
    // Wives of today's retired generations often had short careers: their pensions vary most; then those who are alone, of
    // whom three quarters of the minimum vieillesse is drawn (DREES 2019).
    let spread = match (female, alone) {
        (true, false) => 0.85,
        (_, true) => 0.68,
        (false, false) => 0.55,
    };
    by_diploma + sex + 0.2 * standing + spread * draws.normal()
}

fn property(cell: &mut CellDraft, place: f64, draws: &mut Draws) {
    for index in 0..cell.households.len() {
        let household = &cell.households[index];
        let head = &cell.persons[household.first as usize];
        let mut z = 0.55 * f64::from(household.standing) + 0.72 * draws.normal();
        z += (f64::from(head.age.min(75)) - 52.0) / 60.0;
        z += if household.tenure == Tenure::Owner { 0.3 } else { -0.4 };
        z += match head.status {
            Status::SelfEmployed => 0.3,
            Status::Unemployed | Status::Halo | Status::Inactive => -0.4,
            _ => 0.0,
        };
        z += [-0.35, -0.15, 0.05, 0.35][usize::from(head.qualification)];
        let euros = read(&PROPERTY, z + 0.5 * place) * libm::exp(0.5 * place) * 0.58;
        cell.households[index].property_income = euros.round().clamp(0.0, 60_000.0) as u16;
    }
}
