use super::*;
use crate::law::payslip::payslip;
use crate::law::{Code, csg};
use crate::policies::bench::{Bench, STILL, bytes};
use crate::world::body::Body;

const TWO: [&str; 2] = ["59", "62"];

fn settings(bench: &Bench, points: i32, paid_by: PaidBy, replaces: &[Resource]) -> Settings {
    Settings {
        departements: bench.departements(&TWO),
        from: Month::new(2020, 1),
        through: None,
        points: Rate(points),
        key: SharingKey::RsaSpending,
        paid_by,
        replaces: replaces.to_vec(),
    }
}

fn live(points: i32, paid_by: PaidBy, replaces: &[Resource]) -> (Bench, Ledger, Ledger) {
    let (mut with, mut without) = (Bench::new(&TWO), Bench::new(&TWO));
    let mut policy = build(settings(&with, points, paid_by, replaces), &with.setting(), &with.world).expect("it fits");
    let reform = with.live(Some(policy.as_mut()), 2021, &STILL)[&2021].clone();
    let reference = without.live(None, 2021, &STILL)[&2021].clone();
    (with, reform, reference)
}

#[test]
fn who_pays_pays_exactly_what_departements_receive() {
    for (paid_by, payer) in [(PaidBy::Etat, Body::Etat), (PaidBy::Maladie, Body::Maladie)] {
        for replaces in [&[][..], &[Resource::Vat, Resource::Dmto][..]] {
            let (bench, reform, reference) = live(10_000, paid_by, replaces);
            let change = |body| bench.balance(&reform, body) - bench.balance(&reference, body);
            assert_eq!(change(Body::Departement), -change(payer));
            if replaces.is_empty() {
                assert!(change(Body::Departement) > Cents::ZERO);
            } else {
                // A share of VAT and transfer duties are worth more than a point: nothing is gained.
                assert_eq!(change(Body::Departement), Cents::ZERO);
            }
        }
    }
}

#[test]
fn no_point_changes_nothing() {
    let (_, reform, reference) = live(0, PaidBy::Etat, &[Resource::Vat]);
    assert_eq!(bytes(&reform), bytes(&reference));
}

#[test]
fn the_fraction_is_shared_out_by_the_key() {
    let (bench, reform, reference) = live(10_000, PaidBy::Etat, &[]);
    let of = |code: &str, post| bench.paid(&reform, code, post).to_euros();
    let given = of("59", Post::CsgFractionEtat) / of("62", Post::CsgFractionEtat);
    let rsa = bench.paid(&reference, "59", Post::Rsa).to_euros() / bench.paid(&reference, "62", Post::Rsa).to_euros();
    assert!((given - rsa).abs() < 1e-4, "{given} {rsa}");
}

#[test]
fn a_point_is_found_again_from_any_wage() {
    let law = Code::load().expect("the law reads").at(Month::new(2019, 6));
    let slip = payslip(&law, Cents::euros(2_000), Rate::ONE);
    let total = slip.csg.deductible + slip.csg.taxable;
    let debt = total.times(Rate(65_000));
    let mut ledger = Ledger::new(1);
    ledger.pay(Post::CsgWagesMaladie, Cell(0), total - debt);
    ledger.pay(Post::CrdsWages, Cell(0), slip.csg.crds + debt);
    let known = Known { rates: Default::default(), debt: Rate(65_000), property: Rate(172_000), levied: Rate(0) };
    let point = base::yield_of(Rate(10_000), &ledger, &[Cell(0)], &known).total();
    assert!((point - Cents::euros(1_965).times(Rate(10_000))).0.abs() <= 1, "{point}");
}

#[test]
fn a_new_point_lowers_the_net_wage_by_a_hundredth_of_its_base_and_is_all_passed_on() {
    let mut law = Code::load().expect("the law reads").at(Month::new(2019, 6));
    let before = payslip(&law, Cents::euros(2_000), Rate::ONE);
    csg::add_points(&mut law, Rate(10_000));
    let after = payslip(&law, Cents::euros(2_000), Rate::ONE);
    let levied = before.net - after.net;
    assert_eq!(levied, Cents(1_965));
    assert_eq!(after.taxable, before.taxable, "it is not deducted from income tax");
    let total = after.csg.deductible + after.csg.taxable;
    let mut ledger = Ledger::new(1);
    ledger.pay(Post::CsgWagesMaladie, Cell(0), total - total.times(Rate(65_000)));
    let known = Known { rates: Default::default(), debt: Rate(65_000), property: Rate(172_000), levied: Rate(10_000) };
    let passed = base::yield_of(Rate(10_000), &ledger, &[Cell(0)], &known).total();
    assert!((passed - levied).0.abs() <= 1, "{passed} {levied}");
}

#[test]
fn a_new_levy_on_a_part_of_the_run_is_refused() {
    let bench = Bench::new(&["59", "62", "80"]);
    let part = settings(&bench, 10_000, PaidBy::NewLevy, &[]);
    let error = build(part, &bench.setting(), &bench.world).err().expect("it does not fit");
    assert!(error.contains("run.where"), "{error}");
}
