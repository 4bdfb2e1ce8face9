use super::*;
use crate::parameters::Parameters;
use crate::territory::Territory;
use crate::territory::path::Trend;
use crate::world::{Public, Rules};

const TREND: Trend = Trend { prices: 0.018, real_wages: 0.007, employment: 0.0, real_ondam: 0.01 };

/// Nobody but bodies: every cell with one inhabitant in a hundred.
pub fn country() -> (Territory, Parameters, World, PublicFinance) {
    let territory = Territory::load(None).expect("the embedded territory loads");
    let parameters = Parameters::load().expect("the embedded parameters load");
    let inhabitants: Vec<u32> = territory.cells.iter().map(|c| c.population_2019 / 100).collect();
    let cells: Vec<Cell> = territory.all_cells().collect();
    let finance = PublicFinance::new(&territory, &parameters, &TREND, &cells, &inhabitants);
    let world = World {
        ranks: crate::parallel::Ranks::alone(),
        month: Month::new(2019, 1),
        one_in: 100,
        blocks: Vec::new(),
        blocks_of_cell: vec![0..0; cells.len()],
        firms: Default::default(),
        ledger: Ledger::new(cells.len()),
        local_income: Default::default(),
        displaced: vec![0; cells.len()],
        public: Public::new(inhabitants, territory.departements.len()),
    };
    (territory, parameters, world, finance)
}

fn departement(territory: &Territory, code: &str) -> Departement {
    let row = territory.departements.iter().position(|d| d.code == code).expect("it exists");
    Departement(row as u16)
}

/// Pays what agents would: RSA, APA and PCH as published in 2019, times `rsa`.
fn agents_pay(territory: &Territory, world: &mut World, finance: &PublicFinance, rsa: Rate, month: Month) {
    for budget in &finance.departements {
        let row = &territory.departements[budget.departement.index()];
        let here = |amount: Cents| {
            let yearly = amount.share(budget.weights.iter().sum::<u64>() as i64, i64::from(row.population_2019));
            splitting::of_month(yearly, month.month_of_year())
        };
        let spending = row.spending_2019;
        for (post, amount) in [
            (Post::Rsa, here(spending.rsa_allowance).times(rsa)),
            (Post::Apa, here(spending.apa)),
            (Post::Pch, here(spending.pch)),
        ] {
            spread(&mut world.ledger, post, amount, &budget.cells, &budget.weights);
        }
    }
}

fn run_year(territory: &Territory, world: &mut World, finance: &PublicFinance, year: u16, rsa: Rate) {
    world.ledger.start_year();
    for m in 1..=12 {
        let month_ = Month::new(year, m);
        world.ledger.start_month();
        agents_pay(territory, world, finance, rsa, month_);
        month(world, finance, month_);
        providers_spend(&mut world.ledger, &finance.cells);
    }
    close_year(world, finance, Month::new(year, 12));
}

#[test]
fn one_in_a_hundred_has_budgets_of_one_in_a_hundred() {
    let (territory, _, mut world, finance) = country();
    run_year(&territory, &mut world, &finance, 2019, Rate::ONE);
    let billions = |post: Post| world.ledger.year_total(post).to_euros() * 100.0 / 1e9;
    assert!((billions(Post::TicpeRsa) - 5.1).abs() < 0.1, "{}", billions(Post::TicpeRsa));
    assert!((billions(Post::ChildWelfare) - 8.3).abs() < 0.1, "{}", billions(Post::ChildWelfare));
    assert!((billions(Post::PropertyTaxDepartement) - 14.5).abs() < 0.1);
    assert_eq!(world.ledger.year_total(Post::VatShare), Cents::ZERO);
    let spent: Cents = Post::ALL
        .iter()
        .filter(|post| post.payer() == Body::Departement)
        .map(|post| world.ledger.year_total(*post))
        .sum();
    assert!((spent.to_euros() * 100.0 / 1e9 - 62.5).abs() < 0.7, "{spent}");
}

#[test]
fn the_property_tax_of_departements_becomes_a_share_of_vat_in_2021() {
    let (territory, _, mut world, finance) = country();
    run_year(&territory, &mut world, &finance, 2020, Rate::ONE);
    let before = world.ledger.year_total(Post::PropertyTaxDepartement);
    run_year(&territory, &mut world, &finance, 2021, Rate::ONE);
    assert_eq!(world.ledger.year_total(Post::PropertyTaxDepartement), Cents::ZERO);
    assert_eq!(world.ledger.year_total(Post::VatShare), before);
}

#[test]
fn every_departement_saves_the_national_share_at_the_start() {
    let (territory, _, mut world, finance) = country();
    run_year(&territory, &mut world, &finance, 2019, Rate::ONE);
    for budget in &finance.departements {
        let year = world.public.departement(budget.departement).years[0];
        let saved = (year.resources - year.spending).to_euros() / year.resources.to_euros();
        let code = &territory.departements[budget.departement.index()].code;
        // The richest in transfer duties save more, since nothing is taken from them to bring them down.
        assert!(saved > 0.12, "{code} saves {saved}");
    }
}

#[test]
fn two_published_departements_have_their_published_compensation() {
    let (territory, _, mut world, finance) = country();
    run_year(&territory, &mut world, &finance, 2019, Rate::ONE);
    let of = |code: &str, post: Post| -> f64 {
        let cells = territory.cells_of(departement(&territory, code)).iter();
        cells.map(|cell| world.ledger.of_year(post, *cell).to_euros()).sum::<f64>() * 100.0
    };
    assert!((of("93", Post::TicpeRsa) / 233_659_678.0 - 1.0).abs() < 1e-3);
    assert!((of("66", Post::Fmdi) / 6_608_527.0 - 1.0).abs() < 1e-3);
}

#[test]
fn frozen_compensation_leaves_more_to_pay_when_more_people_draw_the_rsa() {
    let (territory, _, mut world, finance) = country();
    let pas_de_calais = departement(&territory, "62");
    run_year(&territory, &mut world, &finance, 2019, Rate::ONE);
    let before = left_to_pay(&world, &finance, pas_de_calais);
    run_year(&territory, &mut world, &finance, 2020, Rate(1_100_000));
    let after = left_to_pay(&world, &finance, pas_de_calais);
    let rsa = territory.departements[pas_de_calais.index()].spending_2019.rsa_allowance.to_euros() / 100.0;
    assert!(
        ((after - before).to_euros() / (rsa * 0.1) - 1.0).abs() < 1e-3,
        "the whole rise is left to the département"
    );
}

#[test]
fn strain_cuts_insertion_first_and_support_follows_only_if_the_switch_says_so() {
    let (territory, _, mut world, mut finance) = country();
    run_year(&territory, &mut world, &finance, 2019, Rate::ONE);
    run_year(&territory, &mut world, &finance, 2020, Rate(1_800_000));
    let before = finance.strain_on_support;
    let reunion = departement(&territory, "974");
    world.ledger.start_month();
    month(&mut world, &finance, Month::new(2021, 1));
    let funding = world.public.departement(reunion).insertion_funding;
    assert!(funding < Rate::ONE && funding >= Rate(500_000), "{funding:?}");
    let rules_of = |finance: &PublicFinance| {
        let mut rules = RuleBook(vec![Rules::default(); territory.cells.len()]);
        rules_under_strain(&mut rules, &world, finance);
        *rules.at(territory.cells_of(reunion)[0])
    };
    assert!(rules_of(&finance).support < Rate::ONE && before.0 > 0);
    finance.strain_on_support = Rate(0);
    assert_eq!(rules_of(&finance), Rules::default());
}

#[test]
fn providers_keep_nothing_of_what_they_are_paid() {
    let (territory, _, mut world, finance) = country();
    world.ledger.pay(Post::CityCare, Cell(3), Cents(12_345));
    world.ledger.pay(Post::CareDeferred, Cell(3), Cents(45));
    run_year_once(&territory, &mut world, &finance);
    for body in [Body::CareProviders, Body::SocialServices] {
        for cell in territory.all_cells() {
            assert_eq!(world.ledger.year_balance(body, cell), Cents::ZERO, "{body}");
        }
    }
    // Supplementary insurers pay them too.
    let insurers = world.ledger.of_month(Post::SupplementaryHealth, Cell(3));
    assert_eq!(world.ledger.of_month(Post::CareIncome, Cell(3)), Cents(12_300) + insurers);
}

fn run_year_once(territory: &Territory, world: &mut World, finance: &PublicFinance) {
    agents_pay(territory, world, finance, Rate::ONE, Month::new(2019, 1));
    month(world, finance, Month::new(2019, 1));
    providers_spend(&mut world.ledger, &finance.cells);
}
