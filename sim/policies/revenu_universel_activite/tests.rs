use super::super::super::law_values::tests::{Arms, balance, digests, last, mistake, paid, run};
use super::*;
use crate::measures::{Indicator, Record};
use crate::world::body::Body;

/// The Morbihan beside the Creuse: one household in a hundred and fifty.
const PLACES: &str = "where = [\"dep:56\", \"dep:23\"]\none_in = 150\nthrough = \"2021-12\"";

fn measure(paid_by: &str, merge_aah: bool, keys: &str) -> String {
    format!(
        "[revenu_universel_activite]\nwhere = [\"dep:56\"]\nfrom = \"2020-01\"\noutside_law = true\n\
         paid_by = \"{paid_by}\"\nmerge_aah = {merge_aah}\nautomatic_payment = \"50 % of entitled\"\n{keys}\n"
    )
}

/// Simulated cents of a post in 2021, in the département of this code.
fn in_2021(record: &Record, post: Post, code: &str) -> Cents {
    let territory = crate::territory::Territory::load(None).expect("the embedded tables are valid");
    let row = territory.departements.iter().position(|d| d.code == code).expect("it exists");
    record.accounts.get(&(2021, post, Departement(row as u16))).copied().unwrap_or_default()
}

#[test]
fn where_it_is_in_force_merged_benefits_are_no_longer_paid_and_elsewhere_they_are_as_before() {
    let Arms { reference, reform } = run(PLACES, &measure("etat", true, ""));
    assert!(in_2021(&reform, Post::RevenuUniversel, "56") > in_2021(&reference, Post::Rsa, "56"));
    for post in [Post::Rsa, Post::RsaEtat] {
        assert_eq!(in_2021(&reform, post, "56"), Cents::ZERO, "{post:?}");
    }
    // Households of the retired and of students keep the law of before, and grown children their own AAH.
    for (post, kept) in [(Post::Ass, 5), (Post::PrimeActivite, 5), (Post::Aah, 40), (Post::HousingAid, 60)] {
        let (before, after) = (in_2021(&reference, post, "56"), in_2021(&reform, post, "56"));
        assert!(before > Cents::ZERO && after.0 * 100 < before.0 * kept, "{post:?}: {before} {after}");
    }
    for post in [Post::Rsa, Post::Ass, Post::PrimeActivite, Post::HousingAid, Post::Aah, Post::RevenuUniversel] {
        assert_eq!(in_2021(&reform, post, "23"), in_2021(&reference, post, "23"), "{post:?} in the Creuse");
    }
    assert!(last(&reform, Indicator::RevenuUniverselHouseholds) > last(&reference, Indicator::RsaHouseholds));
    assert_eq!(last(&reference, Indicator::RevenuUniverselHouseholds), 0);
    // Nothing differs before its first month.
    assert_eq!(reference.months[..12], reform.months[..12]);
    assert_ne!(digests(&reference), digests(&reform));
}

#[test]
fn each_payer_pays_what_the_scenario_says() {
    let all = run(PLACES, &measure("etat", false, ""));
    let split = run(PLACES, &measure("departement_for_former_rsa", false, ""));
    let frozen = run(PLACES, &measure("etat_with_frozen_contribution", false, ""));
    let total = |record: &Record| {
        in_2021(record, Post::RevenuUniversel, "56") + in_2021(record, Post::RevenuUniverselDepartement, "56")
    };
    // Who pays changes next to nothing for people: a département that is strained refers fewer recipients to support.
    let near = |one: Cents, other: Cents| (one - other).0.abs() * 200 < one.0;
    assert!(near(total(&all.reform), total(&split.reform)), "{} {}", total(&all.reform), total(&split.reform));
    assert!(near(total(&all.reform), total(&frozen.reform)), "{} {}", total(&all.reform), total(&frozen.reform));
    let by_departement = in_2021(&split.reform, Post::RevenuUniverselDepartement, "56");
    let rsa = in_2021(&split.reference, Post::Rsa, "56");
    assert!(by_departement.0 * 10 > rsa.0 * 7 && by_departement.0 * 10 < rsa.0 * 20, "{by_departement} for {rsa}");
    // The frozen contribution is what the RSA cost in 2019, and only moves money from département to State.
    let given = paid(&frozen.reform, Post::RevenuUniverselContribution, 2021);
    let (territory, year) = (crate::territory::Territory::load(None).expect("tables"), 2019);
    let morbihan = territory.departements.iter().position(|d| d.code == "56").expect("it exists");
    assert_eq!(given, frozen.reference.accounts[&(year, Post::Rsa, Departement(morbihan as u16))]);
    let gain = |body| balance(&frozen.reform, body, 2021) - balance(&all.reform, body, 2021);
    let moved = (gain(Body::Etat) - given).0.abs().max((gain(Body::Departement) + given).0.abs());
    assert!(moved * 50 < given.0, "{} {} for {given}", gain(Body::Etat), gain(Body::Departement));
}

#[test]
fn more_payment_without_a_claim_reaches_more_households() {
    let text = measure("etat", false, "take_up = \"60 % of others_entitled\"");
    let half = run(PLACES, &text).reform;
    let all = run(PLACES, &text.replace("50 % of entitled", "100 % of entitled")).reform;
    assert_eq!(last(&all, Indicator::RevenuUniverselNonTakeUp), 0);
    let (reached, missed) =
        (last(&half, Indicator::RevenuUniverselHouseholds), last(&half, Indicator::RevenuUniverselNonTakeUp));
    // 50 % + 60 % of the rest: four fifths.
    let share = reached as f64 / (reached + missed) as f64;
    assert!((share - 0.8).abs() < 0.06, "{reached} reached, {missed} not");
}

#[test]
fn it_cannot_be_said_to_be_within_the_law_nor_share_a_place_with_a_recentralised_rsa() {
    assert_eq!(mistake(&measure("etat", false, "")), None);
    let lawful = measure("etat", false, "").replace("outside_law = true", "outside_law = false");
    assert!(mistake(&lawful).is_some_and(|text| text.contains("revenu_universel_activite.outside_law")));
    let silent = measure("etat", false, "").replace("paid_by = \"etat\"\n", "");
    assert!(mistake(&silent).is_some_and(|text| text.contains("paid_by")), "who pays is a choice");
    let both = format!(
        "{}[rsa_recentralisation]\nwhere = [\"dep:56\"]\nfrom = \"2021-01\"\ntype = \"metropole_2022\"\noutside_law = true\n\
         reference_years = [2019]\nreference_source = \"simulated\"\n",
        measure("etat", false, "")
    );
    assert!(mistake(&both).is_some_and(|text| text.contains("who pays the RSA")));
}
