//! The account of the EBEs of the sample: 3 seeds of persons, one in ten, two years of EBE.

use super::*;
use crate::report::sample;

const PUBLIC: fn() -> Vec<Body> = || Body::ALL.into_iter().filter(|body| body.is_public()).collect();

fn account(replicates: &[Replicate]) -> Option<EbeAccount> {
    let compared = Differences::of(&sample::description(), &sample::gazetteer(), replicates);
    EbeAccount::of(&compared, &[2020, 2021], 2.0, replicates)
}

#[test]
fn the_parts_sum_to_the_balance_of_each_body() {
    let replicates = [sample::replicate(1, 3), sample::replicate(2, 5)];
    let compared = Differences::of(&sample::description(), &sample::gazetteer(), &replicates);
    let account = account(&replicates).expect("there are jobs");
    let years = [2020, 2021];
    for body in PUBLIC() {
        let parts = account.balance(&Part::ALL, &[body], Per::Year).expect("two years").mean * 2.0;
        let known = compared.over_years(&years, Area::RUN, Quantity::Balance(body)).map_or(0.0, |sum| sum.mean);
        assert!((parts - known).abs() < 0.01, "{body}: {parts} {known}");
    }
    let all = account.balance(&Part::ALL, &PUBLIC(), Per::FtePaid).expect("jobs");
    let fte = Quantity::Indicator(Indicator::EbeFte);
    let known = compared.ratio(&years, Area::RUN, Quantity::Consolidated, fte).expect("jobs");
    assert!((all.mean - known.mean).abs() < 1e-6);
}

#[test]
fn what_the_contribution_costs_is_told_apart_from_what_comes_back() {
    let account = account(&[sample::replicate(1, 3)]).expect("there are jobs");
    let of = |part, bodies: &[Body]| account.balance(&[part], bodies, Per::FtePaid).expect("jobs").mean;
    // A year: 1,200,000 € of contribution, 180,000 € of levies, 60,000 € of RSA less, over 81 full-time jobs.
    assert!((of(Part::Contribution, &PUBLIC()) - -1_200_000.0 / 81.0).abs() < 1e-6);
    assert_eq!(of(Part::Contribution, &[Body::FondsExperimentation]), 0.0);
    assert!((of(Part::EbeLevies, &[Body::Maladie]) - 180_000.0 / 81.0).abs() < 1e-6);
    assert!((of(Part::OutOfWorkBenefits, &[Body::Departement]) - 60_000.0 / 81.0).abs() < 1e-6);
    // Nothing is sold: public money financed every levy.
    assert_eq!(account.public_part, 1.0);
    let [levies, _] = account.financed(Per::FtePaid).expect("jobs");
    assert!((levies.mean - 180_000.0 / 81.0).abs() < 1e-6);
    // Ninety persons more in employment for ninety jobs.
    let per_person = account.balance(&Part::ALL, &PUBLIC(), Per::AdditionalPerson).expect("employment rose");
    assert!((per_person.mean - -960_000.0 / 90.0).abs() < 1e-6);
}

#[test]
fn a_cost_per_job_more_is_not_given_when_employment_does_not_rise() {
    let mut replicate = sample::replicate(1, 3);
    for (month, rows) in replicate.reform.iter_mut().flat_map(|record| &mut record.months) {
        let known = replicate.reference.months.iter().find(|(other, _)| other == month);
        for (row, (_, before)) in rows.iter_mut().zip(std::iter::repeat(known.expect("the same months"))) {
            row[Indicator::Employed as usize] = before[0][Indicator::Employed as usize] - 1;
        }
    }
    let account = account(&[replicate]).expect("there are jobs");
    assert!(account.balance(&Part::ALL, &PUBLIC(), Per::AdditionalPerson).is_none());
    assert!(account.balance(&Part::ALL, &PUBLIC(), Per::FtePaid).is_some());
}

#[test]
fn those_met_are_followed_into_the_reference_in_real_persons() {
    let people = account(&[sample::replicate(1, 3)]).expect("there are jobs").people;
    assert_eq!((people.december, people.in_ebe, people.in_ebe_employed_in_reference), (2021, 270.0, 30.0));
    assert_eq!((people.followed, people.followed_employed), (600.0, 360.0));
    assert_eq!(people.followed_employed_in_reference, 120.0);
}

#[test]
fn a_reform_without_ebe_has_no_account() {
    assert!(account(&[sample::replicate(1, 0)]).is_none());
}

#[test]
fn the_table_holds_each_part_by_body_and_what_was_published() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    write(folder.path(), &account(&[sample::replicate(1, 3)]).expect("there are jobs")).expect("written");
    let text = std::fs::read_to_string(folder.path().join("ebe_account.csv")).expect("a table");
    for line in [
        "run,contribution,etat,-1200000.00,,,,euros/year\n",
        "fte_paid,consolidated,all,-11851.85,,,,euros/FTE/year\n",
        "run,met_employed,,0.6000,,,0.5478,share\n",
    ] {
        assert!(text.contains(line), "{line} is missing in:\n{text}");
    }
}
