//! Statements about those who do not claim, and about who pays to reach them.

use crate::measures::Indicator;
use crate::policies::tests_of_runs as run;
use crate::territory::Territory;
use crate::units::{Cents, Month};
use crate::world::Post;
use crate::world::body::Body;

const FROM_2019: &str = "[access_to_rights]\nwhere = [\"ze:0060\"]\nfrom = \"2019-07\"\npaid_by = \"etat\"\n";

fn measure(rest: &str) -> String {
    format!("{FROM_2019}{rest}\n")
}

#[test]
fn more_claim_the_rsa_and_the_departement_pays_what_households_receive() {
    let paired = run::run("2020-12", &measure("contacted = \"20 %\"\nclaim_when_contacted = \"50 %\""));
    let december = Month::new(2020, 12);
    let (claims, missed) =
        (paired.more(Indicator::RsaHouseholds, december), paired.more(Indicator::RsaNonTakeUp, december));
    assert!(claims > 0 && missed < 0, "{claims} {missed}");
    assert!(paired.more(Indicator::PrimeActiviteHouseholds, december) > 0);
    assert!(paired.more_paid(Post::Rsa, 2020) > Cents::ZERO);
    assert!(paired.more_paid(Post::Aspa, 2020) > Cents::ZERO);
    // The contacts are paid by the State, to those who make them.
    let cost = paired.more_paid(Post::RightsEtat, 2020);
    assert!(cost > Cents::ZERO);
    assert_eq!(cost, paired.more_paid(Post::SocialServicesIncome, 2020) - others(&paired, 2020));
}

/// What social services receive more by other posts: care of the dependent, insertion.
fn others(paired: &run::Paired, year: u16) -> Cents {
    let received = Post::ALL.iter().filter(|post| post.payee() == Body::SocialServices && **post != Post::RightsEtat);
    received.map(|post| paired.more_paid(*post, year)).sum()
}

#[test]
fn a_contact_costs_what_is_written_whoever_claims() {
    let costs = |claim: &str| {
        let text =
            format!("contacted = \"20 %\"\nclaim_when_contacted = \"{claim}\"\ncost_per_contact = \"100 €/contact\"");
        run::paid(&run::run("2019-07", &measure(&text)).reform, Post::RightsEtat, 2019)
    };
    // In the first month the same households are contacted, whether they claim or not.
    let (none, some) = (costs("0 %"), costs("50 %"));
    assert!(none > Cents::ZERO);
    assert_eq!(none, some);
}

#[test]
fn a_measure_that_contacts_nobody_and_costs_nothing_changes_nothing() {
    assert!(run::run("2019-12", &measure("contacted = \"0 %\"")).is_the_same());
}

#[test]
fn contacts_that_convince_nobody_cost_and_change_nothing_else() {
    let paired = run::run("2019-12", &measure("contacted = \"10 %\"\nclaim_when_contacted = \"0 %\""));
    assert!(paired.more_paid(Post::RightsEtat, 2019) > Cents::ZERO);
    for post in [Post::Rsa, Post::PrimeActivite, Post::Aspa, Post::HousingAid, Post::NetWages] {
        assert_eq!(paired.more_paid(post, 2019), Cents::ZERO, "{post:?}");
    }
}

#[test]
fn a_cost_by_inhabitant_is_shared_as_written() {
    let text = "contacted = \"0 %\"\ncost_per_inhabitant = \"12 €/inhabitant/year\"\nshared_with = \"departement\"\n\
                shared_part = \"25 %\"";
    let paired = run::run("2020-12", &measure(text));
    let (state, departement) =
        (paired.more_paid(Post::RightsEtat, 2020), paired.more_paid(Post::RightsDepartement, 2020));
    assert!((departement.0 * 3 - state.0).abs() < 100, "{state} {departement}");
    assert_eq!(run::balance(&paired.reform, Body::SocialServices, 2020), Cents::ZERO);
}

#[test]
fn a_part_without_its_payer_or_twice_the_same_payer_is_refused() {
    let territory = Territory::load(None).expect("the embedded tables are valid");
    for wrong in [
        "shared_with = \"etat\"\nshared_part = \"25 %\"",
        "shared_part = \"25 %\"",
        "shared_with = \"famille\"",
        "through = \"2019-03\"",
    ] {
        let text = measure(&format!("contacted = \"1 %\"\n{wrong}"));
        assert!(run::scenario(&territory, "2019-12", &text).is_err(), "{wrong}");
    }
}
