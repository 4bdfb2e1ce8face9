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
    /// By attachment to work, ordinary first.
    pub union_at_home: [Thresholds; 2],
    pub union: [Thresholds; 2],
    /// By attachment to work and age reached of the head of the couple.
    pub separation: [[Threshold; AGES]; 2],
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
            union_at_home: by_attachment(&union_at_home),
            union: by_attachment(&union),
            separation: SEPARATION_BY_ATTACHMENT.map(|factor| from.separation.map(|chance| scaled(chance, factor))),
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

/// How much more often than others of their age and sex people start to live with a partner, and couples part, by how
/// strongly they (or the head) are attached to work: those who are seldom in work live more often alone, and couples
/// without work part more. The second of each is an assumption, ordered as INSEE and INED find; the first keeps the whole.
const UNION_BY_ATTACHMENT: [f64; 2] = [1.08, 0.55];
const SEPARATION_BY_ATTACHMENT: [f64; 2] = [0.9, 2.2];

fn by_attachment(chances: &BySexAge) -> [Thresholds; 2] {
    UNION_BY_ATTACHMENT.map(|factor| [0, 1].map(|sex| chances[sex].map(|chance| scaled(chance, factor))))
}

fn scaled(chance: f64, factor: f64) -> Threshold {
    Threshold::from_probability((chance * factor).min(0.9))
}

fn thresholds(chances: &BySexAge) -> Thresholds {
    [0, 1].map(|sex| chances[sex].map(Threshold::from_probability))
}

/// The age reached in the year as an index of the tables.
pub fn age_index(reached: u16) -> usize {
    usize::from(reached).min(AGES - 1)
}
