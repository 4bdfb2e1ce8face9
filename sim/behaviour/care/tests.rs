use super::*;
use crate::units::Cell;
use crate::world::Ledger;
use crate::world::Status;
use crate::world::household::HouseholdRow;
use crate::world::person::PersonRow;

/// A country of a thousand persons an age, whose chronic share rises from 0 to 50 %.
pub fn costs(parameters: CareParameters) -> CareCosts {
    let population = [1000.0; AGES];
    let spending = std::array::from_fn(|age| 1000.0 + 60.0 * age as f64);
    let chronic = std::array::from_fn(|age| age as f64 / 200.0);
    let inputs = CareInputs {
        ondam: Cents::euros(300_000_000),
        population: &population,
        spending: &spending,
        chronic: &chronic,
        dependent: 2000.0,
        disabled: 2000.0,
        inhabitants: &[1.0, 0.0],
        access: &[1.0, 0.4],
        deprivation: &[0.0, 1.0],
    };
    CareCosts::of_year(&inputs, parameters)
}

pub fn parameters() -> CareParameters {
    CareParameters {
        city_share: Rate(456_000),
        medico_social_share: Rate(105_000),
        chronic_city: Rate(2_500_000),
        chronic_hospital: Rate(3_000_000),
        foregone: Rate(31_000),
        foregone_poor: Rate(3_000_000),
        foregone_low_access: Rate(1_500_000),
        foregone_poor_low_access: Rate(8_000_000),
        access_enough: Rate(750_000),
        access_very_low: Rate(400_000),
        deprivation_hospital: Rate(100_000),
        rationed_to_hospital: Rate(300_000),
        unmet_to_hospital: Rate(300_000),
        unmet_persists: Rate(500_000),
        volume_recoups: Rate(300_000),
        poor_share: Rate(140_000),
    }
}

/// The country above as one block at one in ten: a hundred persons an age, a fair share of them chronic and poor.
fn country(cell: u16) -> Block {
    let mut block = Block::new(Cell(cell), 0);
    for age in 0..AGES as u16 {
        for i in 0..100u16 {
            let chronic = u32::from(i) * 2 < u32::from(age);
            let member = PersonRow {
                founder: u32::from(age) * 1000 + u32::from(i),
                birth: Month(Month::new(2019, 1).0 - age * 12 - i % 12),
                status: Status::Inactive,
                traits: if chronic { bits::CHRONIC } else { 0 },
                poverty_history: u8::from((i * 37) % 100 < 14),
                ..Default::default()
            };
            block.add(HouseholdRow::default(), &[member]);
        }
    }
    block
}

fn spent(block: &mut Block, rules: &Rules, costs: &CareCosts, months: u16) -> (Cents, Cents) {
    let mut ledger = Ledger::new(2);
    for m in 0..months {
        let mut tally = Tally::default();
        month(block, rules, &PricesOfMonth::new(costs), &Chance::new(1), Month::new(2019, 1).plus(m), &mut tally);
        ledger.merge(block.cell, &tally);
    }
    (ledger.year_total(Post::CityCare), ledger.year_total(Post::HospitalCare))
}

#[test]
fn a_country_at_its_own_ages_spends_its_ondam() {
    let costs = costs(parameters());
    let mut block = country(0);
    start(&mut block, &Rules::default(), &costs, &Chance::new(1), Month::new(2019, 1));
    let (city, hospital) = spent(&mut block, &Rules::default(), &costs, 12);
    let wanted = 30_000_000.0;
    let gap = |got: Cents, share: f64| got.to_euros() / (wanted * share) - 1.0;
    // Ages move by a year within the twelve months, hence not exact.
    assert!(gap(city, 0.456).abs() < 0.015, "city {city}");
    assert!(gap(hospital, 0.439).abs() < 0.02, "hospital {hospital}");
}

#[test]
fn the_poor_forego_three_times_more_and_where_doctors_are_few_eight_times() {
    let costs = costs(parameters());
    let rich = costs.foregone(false, Rate::ONE);
    let times = |rate: Rate| f64::from(rate.0) / f64::from(rich.0);
    assert!((times(costs.foregone(true, Rate::ONE)) - 3.0).abs() < 0.001);
    assert!((times(costs.foregone(true, Rate(400_000))) - 8.0).abs() < 0.001);
    // Mean of the country at 14 % of poor: 3.1 %.
    let mean = 0.86 * rich.to_fraction() + 0.14 * costs.foregone(true, Rate::ONE).to_fraction();
    assert!((mean - 0.031).abs() < 1e-5, "{mean}");
}

#[test]
fn a_price_cut_of_ten_per_cent_saves_less_than_ten_per_cent_of_city_care() {
    let costs = costs(parameters());
    let (full, _) = spent(&mut country(0), &Rules::default(), &costs, 1);
    let (cut, _) = spent(&mut country(0), &Rules { care_price: Rate(900_000), ..Rules::default() }, &costs, 1);
    let saved = 1.0 - cut.to_euros() / full.to_euros();
    // 0.9 × 1.03 = 0.927.
    assert!((saved - 0.073).abs() < 0.001, "{saved}");
}

#[test]
fn rationed_city_care_goes_to_hospital_now_and_later() {
    let costs = costs(parameters());
    let rationed = Rules { city_care: Rate(800_000), ..Rules::default() };
    let (mut free, mut short) = (country(0), country(0));
    let (city_free, hospital_free) = spent(&mut free, &Rules::default(), &costs, 1);
    let (city_short, hospital_short) = spent(&mut short, &rationed, &costs, 1);
    assert!(city_short < city_free);
    let moved = (hospital_short - hospital_free).to_euros() / (city_free - city_short).to_euros();
    assert!((moved - 0.3).abs() < 0.01, "{moved}");
    // A year on, the unmet need of those rationed weighs on the hospital even after rationing has ended.
    spent(&mut free, &Rules::default(), &costs, 12);
    spent(&mut short, &rationed, &costs, 12);
    let (_, later_free) = spent(&mut free, &Rules::default(), &costs, 1);
    let (_, later_short) = spent(&mut short, &Rules::default(), &costs, 1);
    assert!(later_short > later_free, "{later_short} {later_free}");
}

#[test]
fn prevention_means_fewer_chronic_conditions() {
    let costs = costs(parameters());
    let count = |rules: &Rules| {
        let mut block = country(0);
        spent(&mut block, rules, &costs, 12);
        (0..block.persons.len()).filter(|&row| block.persons.has(row, bits::CHRONIC)).count()
    };
    let usual = count(&Rules::default());
    let prevented = count(&Rules { chronic_incidence: Rate(500_000), ..Rules::default() });
    assert!(prevented < usual, "{prevented} {usual}");
}

#[test]
fn a_deprived_place_needs_more_hospital_care_and_no_more_city_care() {
    let costs = costs(parameters());
    let rich = Prices::of(&costs, &Rules::default(), (Rate::ONE, Rate::ONE));
    let poor = Prices::of(&costs, &Rules::default(), (costs.places[1].0, Rate::ONE));
    assert_eq!(rich.paid[70][0].0, poor.paid[70][0].0);
    assert!(poor.paid[70][0].1 > rich.paid[70][0].1);
}
