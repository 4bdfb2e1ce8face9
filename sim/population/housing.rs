//! Commune, tenure and rent of each household.
//!
//! Communes are filled by their populations, poorer ones with households of lower standing [A: a third of a standard
//! deviation of sorting]. Owners reach the département's share (about 2019); the shape by age is an assumption rescaled
//! on it. Tenants split between social and private as in the nation (SDES 2019), the social ones of lower standing. Rents
//! are means from memory (social 430 €, private 690 €) by size and housing-aid zone (A).

use super::adjustments::Adjustment;
use super::draft::{CellDraft, PersonDraft, Rounder, keep_best};
use super::draws::{Draws, logit};
use super::sources::{CellSource, DepartementSource, National};
use crate::world::{Status, Tenure};

/// Weight of a household's standing in the commune it lives in.
const SORTING: f64 = 0.33;

pub fn assign(
    cell: &mut CellDraft,
    national: &National,
    departement: &DepartementSource,
    source: &CellSource,
    adjustment: &Adjustment,
    draws: &mut Draws,
) {
    communes(cell, source, draws);
    tenures(cell, national, departement, adjustment, draws);
    rents(cell, draws);
}

fn communes(cell: &mut CellDraft, source: &CellSource, draws: &mut Draws) {
    let mut ranked: Vec<(f64, u32)> = cell
        .households
        .iter()
        .enumerate()
        .map(|(index, h)| (SORTING * f64::from(h.standing) + draws.normal(), index as u32))
        .collect();
    ranked.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let people: f64 = source.communes.iter().map(|c| c.population).sum();
    if people <= 0.0 {
        return;
    }
    let count = ranked.len() as f64;
    let (mut commune, mut filled) =
        (0, source.communes_by_deprivation.first().map_or(0.0, |&c| source.communes[c].population));
    for (rank, (_, household)) in ranked.into_iter().enumerate() {
        let position = (rank as f64 + 0.5) / count * people;
        while position > filled && commune + 1 < source.communes_by_deprivation.len() {
            commune += 1;
            filled += source.communes[source.communes_by_deprivation[commune]].population;
        }
        let chosen = source.communes_by_deprivation[commune];
        let household = &mut cell.households[household as usize];
        household.commune = chosen as u16;
        household.zone = source.communes[chosen].housing_aid_zone;
    }
}

fn tenures(
    cell: &mut CellDraft,
    national: &National,
    departement: &DepartementSource,
    adjustment: &Adjustment,
    draws: &mut Draws,
) {
    // Where joblessness gathers most, households without work rent.
    let rents = 0.3 * (adjustment.concentration - 2.0).max(0.0);
    let mut rounder = Rounder::new(draws);
    let mut scored = Vec::with_capacity(cell.households.len());
    for (index, household) in cell.households.iter().enumerate() {
        let head = &cell.persons[household.first as usize];
        let mut score = logit(national.owners[usize::from(head.age)]) + 1.1 * f64::from(household.standing);
        score += if household.is_couple() { 0.5 } else { -0.5 };
        if household.minors > 0 && !household.is_couple() {
            score -= 0.4;
        }
        let partner = household.is_couple().then(|| &cell.persons[household.first as usize + 1]);
        for adult in [Some(head), partner].into_iter().flatten() {
            score += match adult.status {
                Status::OpenEnded | Status::SelfEmployed => 0.4,
                Status::Unemployed | Status::Halo | Status::Student => -0.7,
                Status::Inactive => -0.4,
                _ => 0.0,
            } - if adult.disabled { 0.8 } else { 0.0 };
        }
        let works = |adult: &PersonDraft| adult.status.is_employed() || adult.status == Status::Retired;
        if !works(head) && !partner.is_some_and(works) {
            score -= rents;
        }
        scored.push((score + draws.logistic(), index as u32));
    }
    let count = cell.households.len() as f64;
    let owners = rounder.round(departement.owners * count);
    let social = rounder.round((1.0 - departement.owners) * national.social_share_of_others * count);
    let free = rounder.round((1.0 - departement.owners) * national.rent_free_share_of_others * count);
    let mut rest = scored.clone();
    keep_best(&mut scored, owners);
    for household in &mut cell.households {
        household.tenure = Tenure::PrivateTenant;
    }
    for (_, index) in scored {
        cell.households[index as usize].tenure = Tenure::Owner;
    }
    rest.retain(|r| cell.households[r.1 as usize].tenure != Tenure::Owner);
    for entry in &mut rest {
        let household = &cell.households[entry.1 as usize];
        let head = &cell.persons[household.first as usize];
        // Private renting is for the young; long-settled families of low standing are in social housing.
        let age = (f64::from(head.age.min(70)) - 40.0) / 15.0;
        let family = if household.minors > 0 { 0.6 } else { 0.0 };
        entry.0 = 0.6 * age + family - 0.8 * f64::from(household.standing) + draws.logistic();
        if head.status == Status::Student {
            entry.0 -= 2.0;
        }
    }
    keep_best(&mut rest, social);
    for &(_, index) in &rest {
        cell.households[index as usize].tenure = Tenure::SocialTenant;
    }
    let mut others: Vec<(f64, u32)> = cell
        .households
        .iter()
        .enumerate()
        .filter(|(_, h)| h.tenure == Tenure::PrivateTenant)
        .map(|(index, _)| (draws.uniform(), index as u32))
        .collect();
    keep_best(&mut others, free);
    for (_, index) in others {
        cell.households[index as usize].tenure = Tenure::RentFree;
    }
}

/// Rent without charges, tenths of a euro a month.
fn rents(cell: &mut CellDraft, draws: &mut Draws) {
    for household in &mut cell.households {
        let base = match household.tenure {
            Tenure::SocialTenant => 395.0,
            Tenure::PrivateTenant => 600.0,
            Tenure::Owner | Tenure::RentFree => {
                household.rent = 0;
                continue;
            }
        };
        let zone = match (household.zone, household.tenure) {
            (1, Tenure::PrivateTenant) => 1.38,
            (1, _) => 1.15,
            (2, _) => 1.02,
            _ => 0.88,
        };
        let size = 0.72 + 0.13 * f64::from(household.members.min(7));
        let spread = if household.tenure == Tenure::SocialTenant { 0.12 } else { 0.22 };
        let noise = libm::exp(spread * draws.normal() + 0.05 * f64::from(household.standing));
        household.rent = (base * zone * size * noise * 10.0).round().clamp(800.0, 60_000.0) as u16;
    }
}
