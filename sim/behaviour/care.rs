//! Care (phase 10): what each person's health costs this month, in town and in hospital, and what care foregone does
//! later. It may touch the block's persons and the tally; it reads the rules of the cell and the year's costs.
//!
//! A person's expected need depends on age and on living with a chronic condition; hospital need also on the
//! deprivation of the place. A share of needed city care is foregone, three times more by the poor, and more where
//! doctors are few; rationing adds to it. Part of what is foregone returns as hospital care, the year after and later.
//! The level is set so that France, at its published age structure, spends the ONDAM of the year (covid lines apart).
//!
//! A look-up and two additions a person: no draw, no float. On birthdays a chronic condition may begin and unmet need is
//! brought up to date: one draw a year.

pub mod country;

use std::sync::OnceLock;

use crate::chance::{Chance, Process, Threshold};
use crate::units::{Cell, Cents, Month, Rate};
use crate::world::person::{Persons, bits};
use crate::world::{Block, Post, Rules, Tally};

/// Ages told apart, the last open.
pub const AGES: usize = 101;

/// What is assumed of care. Grades in the parameter file.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CareParameters {
    /// Share of the ONDAM spent on city care, and on medico-social homes and services; hospitals take the rest.
    pub city_share: Rate,
    pub medico_social_share: Rate,
    /// Care of a person with a chronic condition, relative to one of the same age without.
    pub chronic_city: Rate,
    pub chronic_hospital: Rate,
    /// Share of needed city care that is foregone, mean of the country.
    pub foregone: Rate,
    /// How much more the poor forego, and how much more again where access is very low (everyone, then the poor).
    pub foregone_poor: Rate,
    pub foregone_low_access: Rate,
    pub foregone_poor_low_access: Rate,
    /// Access relative to the country's mean below which more is foregone, and at which it is very low.
    pub access_enough: Rate,
    pub access_very_low: Rate,
    /// Rise of hospital need for one standard deviation of deprivation.
    pub deprivation_hospital: Rate,
    /// Part of rationed city care that is given in hospital instead, at once.
    pub rationed_to_hospital: Rate,
    /// Hospital care a year brought by one euro of unmet need.
    pub unmet_to_hospital: Rate,
    /// Part of unmet need still there a year later.
    pub unmet_persists: Rate,
    /// Part of a price cut that providers make up for by volume.
    pub volume_recoups: Rate,
    /// Part of the poor in the population, for the country's mean of care foregone.
    pub poor_share: Rate,
}

/// The country a year's costs are set on.
#[derive(Clone, Debug)]
pub struct CareInputs<'a> {
    /// ONDAM of the year, covid lines apart.
    pub ondam: Cents,
    /// Inhabitants by age.
    pub population: &'a [f64; AGES],
    /// Spending a head by age: a shape, the level follows from the ONDAM.
    pub spending: &'a [f64; AGES],
    /// Share with a chronic condition by age, rising with age.
    pub chronic: &'a [f64; AGES],
    /// Recipients of APA, and of the AAH: who medico-social homes and services are for.
    pub dependent: f64,
    pub disabled: f64,
    /// By cell of the territory: inhabitants, access to a doctor relative to the country, deprivation in standard
    /// deviations.
    pub inhabitants: &'a [f64],
    pub access: &'a [f64],
    pub deprivation: &'a [f64],
}

/// Costs of one year: money in cents a month.
#[derive(Clone, Debug)]
pub struct CareCosts {
    /// Needed city care by age, without and with a chronic condition.
    pub city: [[u32; 2]; AGES],
    /// Hospital care by age, at mean deprivation.
    pub hospital: [[u32; 2]; AGES],
    /// Chance that a chronic condition begins in the year, by age.
    pub incidence: [Threshold; AGES],
    /// Medico-social care of a person with a dependency group, and of a disabled one.
    pub medico_social: [u32; 2],
    /// Mean yearly need of city care: what a hundred hundredths of unmet need stand for.
    pub mean_city_need: Cents,
    /// Share of needed city care foregone by those who are not poor where access is enough.
    pub foregone_base: Rate,
    /// By cell: hospital need relative to the mean; access to a doctor relative to the mean.
    pub places: Vec<(Rate, Rate)>,
    pub parameters: CareParameters,
}

impl CareCosts {
    /// The costs at which the country spends the ONDAM of the year.
    pub fn of_year(inputs: &CareInputs, parameters: CareParameters) -> CareCosts {
        let p = &parameters;
        let ondam = inputs.ondam.0 as f64;
        let spread = |chronic_times: Rate, age: usize| {
            // Spending at an age is the mean of those with and without a chronic condition.
            let times = chronic_times.to_fraction();
            let without = inputs.spending[age] / (1.0 + inputs.chronic[age] * (times - 1.0));
            [without, without * times]
        };
        let total: f64 = (0..AGES).map(|age| inputs.population[age] * inputs.spending[age]).sum();
        let people: f64 = inputs.population.iter().sum();
        let city_spent = ondam * p.city_share.to_fraction();
        let hospital_spent = ondam * (1.0 - p.city_share.to_fraction() - p.medico_social_share.to_fraction());
        // Need is what is delivered and what is foregone; unmet need is at rest when what is added each year equals
        // what goes away, and then brings this much hospital care.
        let city_need = city_spent / (1.0 - p.foregone.to_fraction());
        let unmet = city_need * p.foregone.to_fraction() / (1.0 - p.unmet_persists.to_fraction());
        let hospital_need = hospital_spent - unmet * p.unmet_to_hospital.to_fraction();
        let monthly = |need: f64, times: Rate| {
            let mut table = [[0; 2]; AGES];
            for (age, row) in table.iter_mut().enumerate() {
                *row = spread(times, age).map(|amount| (amount * need / total / 12.0).round() as u32);
            }
            table
        };
        let medico = ondam * p.medico_social_share.to_fraction() / (inputs.dependent + inputs.disabled) / 12.0;
        let mut incidence = [Threshold::NEVER; AGES];
        for (age, chance) in incidence.iter_mut().enumerate() {
            let (now, next) = (inputs.chronic[age], inputs.chronic[(age + 1).min(AGES - 1)]);
            *chance = Threshold::from_probability((next - now) / (1.0 - now));
        }
        // The country's mean of care foregone is the published one: the risk of those at least risk follows.
        let mut times = (0.0, 0.0);
        for (inhabitants, access) in inputs.inhabitants.iter().zip(inputs.access) {
            let poor = p.poor_share.to_fraction();
            let access = Rate::from_fraction(*access);
            let mean = poor * f64::from(risk(p, true, access)) + (1.0 - poor) * f64::from(risk(p, false, access));
            times.0 += inhabitants * mean / 1e6;
            times.1 += inhabitants;
        }
        let mean_times = if times.1 > 0.0 { times.0 / times.1 } else { 1.0 };
        let places = inputs
            .deprivation
            .iter()
            .zip(inputs.access)
            .map(|(deprivation, access)| {
                let need = 1.0 + p.deprivation_hospital.to_fraction() * deprivation;
                (Rate::from_fraction(need.max(0.5)), Rate::from_fraction(*access))
            })
            .collect();
        CareCosts {
            city: monthly(city_need, p.chronic_city),
            hospital: monthly(hospital_need, p.chronic_hospital),
            incidence,
            medico_social: [medico.round() as u32; 2],
            foregone_base: Rate::from_fraction(p.foregone.to_fraction() / mean_times),
            mean_city_need: Cents((city_need / people).round() as i64),
            places,
            parameters,
        }
    }

    /// Share of needed city care that is foregone, at this access to a doctor relative to the country's mean.
    pub fn foregone(&self, poor: bool, access: Rate) -> Rate {
        let times = i64::from(risk(&self.parameters, poor, access));
        Rate((i64::from(self.foregone_base.0) * times / 1_000_000).clamp(0, 900_000) as i32)
    }
}

/// How much more often than those at least risk one goes without care, in millionths: straight line between enough
/// access and very low access, higher for the poor.
fn risk(p: &CareParameters, poor: bool, access: Rate) -> i32 {
    let (normal, low) =
        if poor { (p.foregone_poor, p.foregone_poor_low_access) } else { (Rate::ONE, p.foregone_low_access) };
    let span = i64::from(p.access_enough.0 - p.access_very_low.0).max(1);
    let lack = i64::from(p.access_enough.0 - access.0).clamp(0, span);
    (i64::from(normal.0) + i64::from(low.0 - normal.0) * lack / span) as i32
}

/// What a person costs this month, by age, chronic condition and poverty, in one cell under its rules.
struct Prices {
    /// `[age][2 × chronic + poor]`: city care paid, hospital care paid.
    paid: Vec<[(u32, u32); 4]>,
    /// Share foregone by those who are not poor, and by the poor.
    foregone: [Rate; 2],
    rationed: Rate,
    /// Hospital care of the month for one hundredth of unmet need, in cents.
    hundredth: u64,
}

impl Prices {
    fn of(costs: &CareCosts, rules: &Rules, place: (Rate, Rate)) -> Prices {
        let p = &costs.parameters;
        let (need, access) = place;
        let access = Rate(Cents(i64::from(access.0)).times(rules.care_access).0 as i32);
        let foregone = [costs.foregone(false, access), costs.foregone(true, access)];
        let rationed = Rate(Rate::ONE.0 - rules.city_care.0);
        // Prices in town fall, providers make up for part of the fall by doing more.
        let more =
            Rate(1_000_000 + Cents(i64::from(Rate::ONE.0 - rules.care_price.0)).times(p.volume_recoups).0 as i32);
        let hundredth = ((costs.mean_city_need / 100).times(p.unmet_to_hospital) / 12).0 as u64;
        let mut prices = Prices { paid: vec![[(0, 0); 4]; AGES], foregone, rationed, hundredth };
        for age in 0..AGES {
            for case in 0..4 {
                let (asked, refused, instead) = prices.city(costs, age, case);
                let city = (asked - refused).times(rules.care_price).times(more);
                let hospital = Cents(i64::from(costs.hospital[age][case >> 1])).times(need);
                prices.paid[age][case] = (city.0 as u32, (hospital + instead).0 as u32);
            }
        }
        prices
    }

    /// City care asked for, refused, and given in hospital instead.
    fn city(&self, costs: &CareCosts, age: usize, case: usize) -> (Cents, Cents, Cents) {
        let needed = Cents(i64::from(costs.city[age][case >> 1]));
        let asked = needed - needed.times(self.foregone[case & 1]);
        let refused = asked.times(self.rationed);
        (asked, refused, refused.times(costs.parameters.rationed_to_hospital))
    }

    /// Unmet need of a year, in 1/65,536 of a hundredth.
    fn unmet(&self, costs: &CareCosts, age: usize, case: usize) -> u64 {
        let (asked, refused, instead) = self.city(costs, age, case);
        let lacking = (Cents(i64::from(costs.city[age][case >> 1])) - asked + refused - instead) * 12;
        (lacking.0 * 100 * 65_536 / costs.mean_city_need.0.max(1)) as u64
    }
}

/// What persons cost this month in every cell, worked out once for all blocks of a cell.
pub struct PricesOfMonth<'a> {
    costs: &'a CareCosts,
    of_cell: Vec<OnceLock<Prices>>,
}

impl<'a> PricesOfMonth<'a> {
    pub fn new(costs: &'a CareCosts) -> PricesOfMonth<'a> {
        PricesOfMonth { costs, of_cell: costs.places.iter().map(|_| OnceLock::new()).collect() }
    }

    /// The prices of a cell, whose rules are those of the month.
    fn of(&self, cell: Cell, rules: &Rules) -> &Prices {
        let place = cell.index();
        self.of_cell[place].get_or_init(|| Prices::of(self.costs, rules, self.costs.places[place]))
    }
}

/// One month of care of a block: care given and charged; on birthdays, chronic conditions that begin and unmet need.
pub fn month(
    block: &mut Block,
    rules: &Rules,
    prices: &PricesOfMonth,
    chance: &Chance,
    month: Month,
    tally: &mut Tally,
) {
    let (costs, prices) = (prices.costs, prices.of(block.cell, rules));
    let persons = &mut block.persons;
    let (mut city, mut hospital, mut dependent, mut disabled) = (0u64, 0u64, 0u64, 0u64);
    for row in 0..persons.len() {
        if !persons.status[row].is_alive() {
            continue;
        }
        let months = persons.age_in_months(row, month);
        let age = usize::from(months / 12).min(AGES - 1);
        let case = case(persons, row);
        let (in_town, in_hospital) = prices.paid[age][case];
        city += u64::from(in_town);
        hospital += u64::from(in_hospital) + u64::from(persons.unmet_need[row]) * prices.hundredth;
        dependent += u64::from(persons.dependency[row].wrapping_sub(1) < 4);
        disabled += u64::from(persons.traits[row] & bits::DISABLED != 0);
        if months.is_multiple_of(12) {
            birthday(persons, row, age, case, rules, costs, prices, chance, month);
        }
    }
    tally.pay(Post::CityCare, Cents(city as i64));
    tally.pay(Post::HospitalCare, Cents(hospital as i64));
    let medico = dependent * u64::from(costs.medico_social[0]) + disabled * u64::from(costs.medico_social[1]);
    tally.pay(Post::MedicoSocialCare, Cents(medico as i64));
}

/// Once a year: a chronic condition may begin (prevention makes it rarer); part of unmet need fades, the year's is
/// added.
#[allow(clippy::too_many_arguments)] // One person under the rules of the month: each argument is one fact.
fn birthday(
    persons: &mut Persons,
    row: usize,
    age: usize,
    case: usize,
    rules: &Rules,
    costs: &CareCosts,
    prices: &Prices,
    chance: &Chance,
    month: Month,
) {
    let [begins, rounding, ..] = chance.person(Process::Care, month, persons.id(row), 0);
    let incidence = costs.incidence[age].scaled(rules.chronic_incidence.0.max(0) as u64, 1_000_000);
    if incidence.happens(begins) {
        persons.mark(row, bits::CHRONIC, true);
    }
    let kept = u64::from(persons.unmet_need[row]) * 65_536 * costs.parameters.unmet_persists.0 as u64 / 1_000_000;
    persons.unmet_need[row] = rounded(kept + prices.unmet(costs, age, case), rounding);
}

/// Sets unmet need where it stands when nothing changes, at the start of a run.
pub fn start(block: &mut Block, rules: &Rules, costs: &CareCosts, chance: &Chance, month: Month) {
    let prices = Prices::of(costs, rules, costs.places[block.cell.index()]);
    let persons = &mut block.persons;
    let gone = u64::from(Rate::ONE.0 as u32 - costs.parameters.unmet_persists.0 as u32).max(1);
    for row in 0..persons.len() {
        let age = usize::from(persons.age(row, month)).min(AGES - 1);
        let yearly = prices.unmet(costs, age, case(persons, row));
        let word = chance.person(Process::Care, month, persons.id(row), 1)[0];
        persons.unmet_need[row] = rounded(yearly * 1_000_000 / gone, word);
    }
}

fn case(persons: &Persons, row: usize) -> usize {
    let chronic = usize::from(persons.traits[row] & bits::CHRONIC != 0);
    2 * chronic + usize::from(persons.poverty_history[row] & 1)
}

/// From 1/65,536 to a whole number, up or down by the draw so that the mean is kept; at most 255.
fn rounded(scaled: u64, word: u32) -> u8 {
    ((scaled + u64::from(word >> 16)) >> 16).min(255) as u8
}

#[cfg(test)]
mod tests;
