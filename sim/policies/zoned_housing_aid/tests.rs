use super::super::law_values::tests::{Arms, balance, digests, mistake, paid, run};
use super::*;
use crate::law::Code;
use crate::law::facts::{HousingZone, Tenure};
use crate::law::housing_aid::{HousingFacts, housing_aid};
use crate::measures::Basis;
use crate::units::Cents;
use crate::world::Post;
use crate::world::body::Body;

/// Redon: a whole zone, one household in forty.
const REDON: &str = "where = [\"ze:0062\"]\none_in = 40\nthrough = \"2020-12\"";

fn measure(keys: &str) -> String {
    format!(
        "[zoned_housing_aid]\nwhere = [\"ze:0062\"]\nfrom = \"2019-07\"\noutside_law = true\n\
         supplement_for = \"aid_recipients\"\n{keys}\n"
    )
}

/// The aid of a person alone without income in July 2019, the law changed by `changes`.
fn aid(changes: &[(&str, Change)], facts: &HousingFacts) -> Cents {
    let from = Month::new(2019, 1);
    let mut code = Code::load().expect("the law reads");
    for (name, change) in changes {
        code = code.with_change(name, from, None, change).expect("a value of the law");
    }
    housing_aid(&code.at(Month::new(2019, 7)), facts).amount
}

fn alone(rent: i64, zone: HousingZone) -> HousingFacts {
    let tenure = Tenure::PrivateTenant;
    HousingFacts { adults: 1, tenure, zone, rent: Cents::euros(rent), draws_rsa: true, ..HousingFacts::default() }
}

#[test]
fn a_dwelling_counted_in_zone_one_draws_the_aid_of_paris() {
    let zone_one = [("housing_aid.zone_counted", Change::Set("1".to_owned()))];
    let (country, paris) = (alone(300, HousingZone::Three), alone(300, HousingZone::One));
    assert!(aid(&[], &country) < aid(&[], &paris));
    assert_eq!(aid(&zone_one, &country), aid(&[], &paris));
    assert_eq!(aid(&zone_one, &paris), aid(&[], &paris));
}

#[test]
fn a_supplement_is_never_more_than_what_the_aid_leaves_of_the_rent() {
    let supplement = [("housing_aid.supplement", Change::Plus(50.0))];
    let high = alone(400, HousingZone::Two);
    assert_eq!(aid(&supplement, &high) - aid(&[], &high), Cents::euros(50));
    let low = alone(100, HousingZone::Two);
    assert!(aid(&supplement, &low) <= Cents::euros(100).max(aid(&[], &low)));
    // Without aid, only if all tenants draw it.
    let rich = HousingFacts { draws_rsa: false, incomes: [Cents::euros(60_000), Cents::ZERO], ..high };
    assert_eq!(aid(&supplement, &rich), Cents::ZERO);
    let everyone = [supplement[0].clone(), ("housing_aid.supplement_without_aid", Change::Set("yes".to_owned()))];
    assert_eq!(aid(&everyone, &rich), Cents::euros(50));
}

#[test]
fn a_higher_ceiling_helps_those_whose_rent_is_above_it_and_no_one_else() {
    let higher = [("housing_aid.ceiling_factor", Change::Times(1.15))];
    let (above, under) = (alone(330, HousingZone::Two), alone(200, HousingZone::Two));
    assert!(aid(&higher, &above) > aid(&[], &above));
    assert_eq!(aid(&higher, &under), aid(&[], &under));
}

#[test]
fn a_measure_that_moves_nothing_gives_exactly_the_reference() {
    let Arms { reference, reform } = run(REDON, &measure(""));
    assert_eq!(digests(&reference), digests(&reform));
}

#[test]
fn the_state_pays_the_supplement_and_tenants_gain_where_they_live() {
    let Arms { reference, reform } = run(REDON, &measure("supplement = \"60 €/month\""));
    let cost = paid(&reform, Post::HousingAid, 2020) - paid(&reference, Post::HousingAid, 2020);
    assert!(cost.0 > paid(&reference, Post::HousingAid, 2020).0 / 10, "{cost}");
    assert!(balance(&reform, Body::Etat, 2020) < balance(&reference, Body::Etat, 2020));
    let gain = |basis: Basis, at_work: bool| -> i64 {
        let of = |record: &crate::measures::Record| -> i64 {
            let mine = record
                .incomes
                .iter()
                .filter(|((y, b, cell), _)| (*y, *b) == (2020, basis) && (!at_work || cell.is_some()));
            mine.map(|(_, sum)| sum.cents).sum()
        };
        of(&reform) - of(&reference)
    };
    // Every household is placed once by residence and once by workplace, those without an employee included.
    assert_eq!(gain(Basis::Residence, false), gain(Basis::Workplace, false));
    let (all, at_work) = (gain(Basis::Residence, false), gain(Basis::Workplace, true));
    assert!(all * 10 > cost.0 * 8 && at_work < all * 3 / 4, "{all} gained for {cost}, {at_work} by those at work");
}

#[test]
fn another_zone_is_outside_the_law() {
    let lawful = measure("zone = 1").replace("outside_law = true", "outside_law = false");
    assert!(mistake(&lawful).is_some_and(|text| text.contains("zoned_housing_aid.zone")));
    assert_eq!(mistake(&measure("zone = 1")), None);
    assert!(mistake(&measure("zone = 4")).is_some());
    let silent = measure("").replace("supplement_for = \"aid_recipients\"\n", "");
    assert!(mistake(&silent).is_some_and(|text| text.contains("supplement_for")), "who draws it is a choice");
}
