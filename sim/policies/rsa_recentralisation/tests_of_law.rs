//! What the two laws say, what is refused, and what the convention and the fund do.

use super::*;
use crate::policies::bench::{Bench, Course, STILL};
use crate::policies::hooks::Policy;
use crate::policies::tests_of_runs;
use crate::territory::Territory;
use crate::world::body::Body;
use crate::world::{Ledger, Post, RsaPayer, RuleBook, Rules};

const TAKEN: [Post; 5] = [Post::TakenTicpe, Post::TakenFmdi, Post::TakenDcp, Post::TakenDmto, Post::TakenDgf];

fn measure(bench: &Bench, codes: &[&str]) -> Measure {
    Measure {
        name: "test".to_owned(),
        departements: bench.departements(codes),
        from: Month::new(2022, 1),
        through: None,
        kind: Type::Metropole2022,
        outside_law: false,
        reference_years: vec![2018, 2019, 2020],
        reference_source: ReferenceSource::Accounts,
        resources_taken: vec![Resource::Ticpe, Resource::Fmdi, Resource::Dcp, Resource::Dmto, Resource::Dgf],
        dmto_taken_at_most: Rate(200_000),
        orientation_transition: 11,
        caf_orients: true,
        oriented_by_algorithm: Rate(500_000),
        stabilisation_fund: Cents::ZERO,
        insertion_floor: Rate(0),
        share_in_results: Rate(0),
        support: None,
    }
}

fn built(bench: &Bench, measure: Measure) -> Box<dyn Policy> {
    build(vec![measure], &bench.setting(), &bench.world).expect("it fits")
}

fn rules_in(bench: &Bench, policy: &mut dyn Policy, month: Month) -> Rules {
    let mut rules = RuleBook(vec![Rules::default(); bench.territory.cells.len()]);
    policy.law_of_the_month(&mut rules, &bench.world, &bench.setting(), month);
    *rules.at(bench.cells[0])
}

#[test]
fn the_published_right_is_taken_back_source_by_source_as_published() {
    // Euros: allowances, TICPE, FMDI, DCP, DMTO, DGF (Sénat, r23-771).
    for (code, published) in [
        ("93", [233_659_678.0, 25_457_439.0, 34_808_320.0, 60_261_273.0, 164_053_831.0]),
        ("66", [68_261_139.0, 6_608_527.0, 11_003_406.0, 29_020_230.0, 22_041_061.0]),
    ] {
        let mut bench = Bench::new(&[code]);
        let mut policy = built(&bench, measure(&bench, &[code]));
        // Agents pay what was published for 2019, at one in a hundred.
        let books = bench.live(Some(policy.as_mut()), 2022, &STILL);
        let total: f64 = published.iter().sum();
        for (post, euros) in TAKEN.into_iter().zip(published) {
            let taken = bench.paid(&books[&2022], code, post).to_euros() * 100.0;
            // Duties of 2021 were a twentieth higher than those of 2022: less is then left for the DGF.
            assert!((taken - euros).abs() < 0.02 * total, "{code} {post:?}: {taken:.0} for {euros}");
        }
        let taken: Cents = TAKEN.iter().map(|post| bench.paid(&books[&2022], code, *post)).sum();
        assert!((taken.to_euros() * 100.0 / total - 1.0).abs() < 0.02, "{code}: {taken} for {total}");
    }
}

#[test]
fn spending_of_2018_to_2020_finds_the_published_right_within_three_per_cent() {
    // RSA spending rose by 8.2 % in 2020 (DREES); that of 2018 lies on the line between 2015 and 2019.
    for (code, right) in [("93", 518_240_541.0), ("66", 136_934_363.0)] {
        let mut bench = Bench::new(&[code]);
        for known in &mut bench.territory.departement_resources {
            known.rsa_right = None;
        }
        let mut policy = built(&bench, measure(&bench, &[code]));
        let covid = Course { rsa: |year, _| if year >= 2020 { 1.082 } else { 1.0 }, ..STILL };
        let books = bench.live(Some(policy.as_mut()), 2022, &covid);
        let taken: Cents = TAKEN.iter().map(|post| bench.paid(&books[&2022], code, *post)).sum();
        let gap = taken.to_euros() * 100.0 / right - 1.0;
        assert!(gap.abs() < 0.03, "{code}: {gap:+.3}");
    }
}

#[test]
fn the_experiment_of_2022_ends_with_2026_and_gives_back_what_it_took() {
    let mut bench = Bench::new(&["93"]);
    let through = Some(END_OF_EXPERIMENT);
    let mut policy = built(&bench, Measure { through, ..measure(&bench, &["93"]) });
    let books = bench.live(Some(policy.as_mut()), 2027, &STILL);
    let taken = |ledger: &Ledger| TAKEN.iter().map(|post| bench.paid(ledger, "93", *post)).sum::<Cents>();
    assert!(taken(&books[&2026]) > Cents::ZERO);
    assert_eq!(taken(&books[&2027]), Cents::ZERO);
    assert_eq!(rules_in(&bench, policy.as_mut(), Month::new(2026, 12)).rsa_payer, RsaPayer::Etat);
    assert_eq!(rules_in(&bench, policy.as_mut(), Month::new(2027, 1)), Rules::default());
}

#[test]
fn the_caf_orients_sooner_the_more_it_refers_by_algorithm_and_not_at_all_where_the_departement_still_does() {
    let bench = Bench::new(&["93"]);
    let orientation = |caf_orients, share| {
        let one = Measure { caf_orients, oriented_by_algorithm: Rate(share), ..measure(&bench, &["93"]) };
        rules_in(&bench, built(&bench, one).as_mut(), Month::new(2023, 6)).orientation
    };
    let usual = Rules::default().orientation;
    assert_eq!(orientation(false, 500_000), usual);
    assert_eq!(orientation(true, 0), usual);
    assert!(orientation(true, 500_000) > usual);
    assert!(orientation(true, 1_000_000) > orientation(true, 500_000));
}

#[test]
fn a_smaller_caseload_supports_more_and_the_departement_pays_the_workers() {
    let bench = Bench::new(&["93"]);
    let support = Support {
        caseload: 55,
        present_caseload: 110,
        worker_cost: Cents::euros(55_000),
        hired_over: 12,
        elasticity: Rate(500_000),
    };
    let one = Measure { support: Some(support), ..measure(&bench, &["93"]) };
    let mut policy = built(&bench, one);
    let first = rules_in(&bench, policy.as_mut(), Month::new(2022, 1)).support;
    let whole = rules_in(&bench, policy.as_mut(), Month::new(2022, 12)).support;
    assert!(Rate::ONE < first && first < whole);
    // Twice the workers by recipient: 2 to the power of one half.
    assert!((f64::from(whole.0) / 1e6 - 2.0f64.sqrt()).abs() < 0.001, "{whole:?}");
    assert_eq!(Post::ConventionInsertion.payer(), Body::Departement);
    assert!(mechanism_cost(support, 1100) == Cents::euros(550_000) && mechanism_cost(support, 0) == Cents::ZERO);
    let larger = Support { caseload: 150, ..support };
    assert_eq!(mechanism_cost(larger, 1100), Cents::ZERO, "fewer workers give nothing back");
}

/// Yearly cost once all the workers are hired.
fn mechanism_cost(support: Support, recipients: i64) -> Cents {
    support.cost(Month::new(2022, 1), Month::new(2023, 6), recipients)
}

#[test]
fn the_stabilisation_fund_is_paid_by_the_state_to_those_who_keep_the_rsa_and_have_most_left_to_pay() {
    let codes = ["93", "62", "974", "75"];
    let mut bench = Bench::new(&codes);
    let fund = Cents::euros(10_000_000);
    let mut policy = built(&bench, Measure { stabilisation_fund: fund, ..measure(&bench, &["93"]) });
    let books = bench.live(Some(policy.as_mut()), 2022, &STILL);
    let of = |code: &str| bench.paid(&books[&2022], code, Post::StabilisationFund);
    assert_eq!(of("93"), Cents::ZERO, "it has handed the RSA over");
    assert_eq!(of("75"), Cents::ZERO, "Paris has less left to pay than the mean");
    assert!(of("974") > Cents::ZERO);
    let all: Cents = codes.iter().map(|code| of(code)).sum();
    assert!((all.to_euros() * 100.0 / fund.to_euros() - 1.0).abs() < 0.001, "{all}");
    assert_eq!(Post::StabilisationFund.payer(), Body::Etat);
    // Nobody to give it to.
    let alone = Bench::new(&["93", "62"]);
    let one = Measure { stabilisation_fund: fund, ..measure(&alone, &["93"]) };
    let error = build(vec![one], &alone.setting(), &alone.world).err().expect("it does not fit");
    assert!(error.contains("two départements at least"), "{error}");
}

fn refused(place: &str, from: &str, lines: &str) -> String {
    let territory = Territory::load(None).expect("the embedded territory loads");
    let policy = format!("[rsa_recentralisation]\nwhere = [\"{place}\"]\nfrom = \"{from}\"\n{lines}\n");
    let checked = tests_of_runs::scenario(&territory, "2028-12", &policy);
    // The sentences are broken over lines.
    let told = checked.err().unwrap_or_default();
    told.split(|c: char| c.is_whitespace() || c == '│').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_cannot_be_is_refused_before_anything_runs() {
    let beyond = "outside_law = true\nreference_source = \"accounts\"\ntype = \"metropole_2022\"\n";
    let years = |list: &str| format!("{beyond}reference_years = {list}");
    let told = refused("dep:973", "2022-01", &years("[2019, 2020]"));
    assert!(told.contains("whose RSA the State has paid since January 2019"), "{told}");
    let told = refused("dep:58", "2022-01", &years("[2013, 2019]"));
    assert!(told.contains("before 2015, of which no account is carried"), "{told}");
    let told = refused("dep:58", "2020-01", &years("[2019, 2020]"));
    assert!(told.contains("not over when the measure begins"), "{told}");
    let told = refused("dep:58", "2022-01", &years("[2019]").replace("\"accounts\"", "\"simulated\""));
    assert_eq!(told, "", "2019 is simulated and over");
}

#[test]
fn the_laws_of_2020_and_2022_name_who_enters_and_when() {
    let lawful = |kind: &str| {
        format!("outside_law = false\nreference_source = \"accounts\"\nreference_years = [2019]\ntype = \"{kind}\"")
    };
    let told = refused("dep:58", "2022-01", &lawful("metropole_2022"));
    assert!(told.contains("the law of metropole_2022 does not name") && told.contains("outside_law = true"), "{told}");
    let told = refused("dep:93", "2021-01", &lawful("metropole_2022"));
    assert!(told.contains("not the month of entry in the law"), "{told}");
    let told = refused("dep:93", "2022-01", &(lawful("metropole_2022") + "\nthrough = \"2027-12\""));
    assert!(told.contains("after the end of the experiment"), "{told}");
    // For good: no end in the law of 2020.
    let told = refused("dep:974", "2020-01", &(lawful("reunion_2020") + "\nthrough = \"2027-12\""));
    assert!(!told.contains("law of"), "{told}");
}
