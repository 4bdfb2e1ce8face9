//! The year's chances as integer thresholds, computed once a year.

use std::sync::Arc;

use super::destinations::Destinations;
use super::life_course::LifeCourse;
use super::probabilities::{AGES, BySexAge, FERTILE, Probabilities};
use crate::chance::Threshold;
use crate::units::{Cell, Departement};

/// A threshold by sex (0 men, 1 women) and age reached in the year.
pub type Thresholds = [[Threshold; AGES]; 2];

/// What differs by département.
#[derive(Clone, Debug)]
pub struct LocalRates {
    pub death: Thresholds,
    /// By age reached by the mother.
    pub fertility: [Threshold; AGES],
}

/// The chances of one year.
#[derive(Clone, Debug)]
pub struct Rates {
    pub year: u16,
    local: Vec<LocalRates>,
    departement_of_cell: Vec<Departement>,
    /// A person without a partner starts to live with one: who lives with parents, who does not.
    pub union_at_home: Thresholds,
    pub union: Thresholds,
    /// By age reached by the head of the couple.
    pub separation: [Threshold; AGES],
    pub leaving_home: Thresholds,
    /// Chance that a household changes dwelling, by age reached by its head.
    pub moving: [Threshold; AGES],
    /// A person without a partner leaves the country.
    pub departure: Thresholds,
    /// A household arrives, per household living here, by age reached by its head.
    pub arrival: [Threshold; AGES],
    pub destinations: Arc<Destinations>,
    pub life: Arc<LifeCourse>,
}

impl Rates {
    /// `destinations` and `life` do not change from year to year and are shared.
    pub fn new(from: &Probabilities, destinations: &Arc<Destinations>, life: &Arc<LifeCourse>, year: u16) -> Rates {
        let now = from.of_year(year);
        let local = from
            .departements
            .iter()
            .map(|place| LocalRates {
                death: [0, 1].map(|sex| {
                    std::array::from_fn(|age| Threshold::from_probability(now.death[sex][age] * place.mortality[sex]))
                }),
                fertility: std::array::from_fn(|age| {
                    let fertile = FERTILE.contains(&(age as u16));
                    Threshold::from_probability(if fertile { now.fertility[age] * place.fertility } else { 0.0 })
                }),
            })
            .collect();
        let (union_at_home, union) = super::unions::by_home(&super::unions::chances(from, now));
        let (departure, arrival) = super::migration::chances(from, now);
        Rates {
            year,
            local,
            departement_of_cell: from.cells.iter().map(|cell| cell.departement).collect(),
            union_at_home: thresholds(&union_at_home),
            union: thresholds(&union),
            separation: from.separation.map(Threshold::from_probability),
            leaving_home: thresholds(&super::leaving_home::chances()),
            moving: from.moved.map(Threshold::from_probability),
            departure: thresholds(&departure),
            arrival: arrival.map(Threshold::from_probability),
            destinations: Arc::clone(destinations),
            life: Arc::clone(life),
        }
    }

    pub fn of_cell(&self, cell: Cell) -> &LocalRates {
        &self.local[self.departement_of_cell[cell.index()].index()]
    }
}

fn thresholds(chances: &BySexAge) -> Thresholds {
    [0, 1].map(|sex| chances[sex].map(Threshold::from_probability))
}

/// The age reached in the year as an index of the tables.
pub fn age_index(reached: u16) -> usize {
    usize::from(reached).min(AGES - 1)
}
