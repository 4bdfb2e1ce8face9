use std::collections::BTreeMap;

use super::super::{ReferenceSource, Type};
use super::*;
use crate::behaviour::public_accounts::{self, PublicFinance};
use crate::chance::Chance;
use crate::parameters::Parameters;
use crate::territory::path::Trend;
use crate::units::div_round;
use crate::world::body::Body;
use crate::world::public::DepartementMemory;
use crate::world::{Public, Rules};

const TREND: Trend = Trend { prices: 0.018, real_wages: 0.007, employment: 0.0, real_ondam: 0.01 };
/// RSA of Seine-Saint-Denis in 2019 at one in a hundred, as published.
const RSA: Cents = Cents::euros(5_211_000);

struct Bench {
    territory: Territory,
    parameters: Parameters,
    cells: Vec<Cell>,
    departement: Departement,
    finance: PublicFinance,
    world: World,
}

impl Bench {
    /// One département at one in a hundred, with its budget and no agents.
    fn new(code: &str) -> Bench {
        let territory = Territory::load(None).expect("the embedded territory loads");
        let parameters = Parameters::load().expect("the embedded parameters load");
        let row = territory.departements.iter().position(|d| d.code == code).expect("it exists");
        let departement = Departement(row as u16);
        let cells = territory.cells_of(departement).to_vec();
        let inhabitants: Vec<u32> = territory.cells.iter().map(|c| c.population_2019 / 100).collect();
        let finance = PublicFinance::new(&territory, &parameters, &TREND, &cells, &inhabitants);
        let count = territory.cells.len();
        let world = World {
            ranks: crate::parallel::Ranks::alone(),
            month: Month::new(2019, 1),
            one_in: 100,
            blocks: Vec::new(),
            blocks_of_cell: vec![0..0; count],
            firms: Default::default(),
            ledger: Ledger::new(count),
            local_income: Default::default(),
            displaced: vec![0; count],
            public: Public::new(inhabitants, territory.departements.len()),
        };
        Bench { territory, parameters, cells, departement, finance, world }
    }

    fn setting(&self) -> Setting<'_> {
        Setting {
            territory: &self.territory,
            parameters: &self.parameters,
            chance: Chance::new(1),
            cells: &self.cells,
            one_in: 100,
        }
    }

    fn measure(&self) -> Measure {
        Measure {
            name: "test".to_owned(),
            departements: vec![self.departement],
            from: Month::new(2022, 1),
            through: None,
            kind: Type::Metropole2022,
            outside_law: false,
            reference_years: vec![2019, 2020, 2021],
            reference_source: ReferenceSource::Simulated,
            resources_taken: vec![Resource::Ticpe, Resource::Fmdi, Resource::Dcp, Resource::Dmto, Resource::Dgf],
            dmto_taken_at_most: Rate(200_000),
            orientation_transition: 11,
            caf_orients: true,
            oriented_by_algorithm: Rate(500_000),
            stabilisation_fund: Cents::ZERO,
            support: None,
            insertion_floor: Rate::ONE,
            share_in_results: Rate(200_000),
        }
    }

    /// Runs years 2019 to `last`, RSA growing by `growth` a year; returns the December ledger of each year.
    fn run(&mut self, mut policy: Option<&mut dyn Policy>, last: u16, growth: Rate) -> BTreeMap<u16, Ledger> {
        let mut books = BTreeMap::new();
        let mut yearly = RSA;
        for year in 2019..=last {
            self.world.ledger.start_year();
            for m in 1..=12 {
                let month = Month::new(year, m);
                self.world.ledger.start_month();
                let mut rules = RuleBook(vec![Rules::default(); self.territory.cells.len()]);
                // The policy is lent apart from the world, as the month does.
                let setting = Setting {
                    territory: &self.territory,
                    parameters: &self.parameters,
                    chance: Chance::new(1),
                    cells: &self.cells,
                    one_in: 100,
                };
                if let Some(policy) = policy.as_deref_mut() {
                    policy.law_of_the_month(&mut rules, &self.world, &setting, month);
                }
                let post = match rules.at(self.cells[0]).rsa_payer {
                    RsaPayer::Departement => Post::Rsa,
                    RsaPayer::Etat => Post::RsaEtat,
                };
                let weights = self.finance.departements[0].weights.clone();
                spread(&mut self.world.ledger, post, splitting::of_month(yearly, m), &self.cells, &weights);
                public_accounts::month(&mut self.world, &self.finance, month);
                if let Some(policy) = policy.as_deref_mut() {
                    policy.public_accounts(&mut self.world, &setting, month);
                }
                public_accounts::providers_spend(&mut self.world.ledger, &self.cells);
            }
            public_accounts::close_year(&mut self.world, &self.finance, Month::new(year, 12));
            books.insert(year, self.world.ledger.clone());
            yearly += yearly.times(growth);
        }
        books
    }

    fn balance(&self, ledger: &Ledger, body: Body) -> Cents {
        self.cells.iter().map(|cell| ledger.year_balance(body, *cell)).sum()
    }
    fn paid(&self, ledger: &Ledger, post: Post) -> Cents {
        self.cells.iter().map(|cell| ledger.of_year(post, *cell)).sum()
    }
}

const TAKEN: [Post; 5] = [Post::TakenTicpe, Post::TakenFmdi, Post::TakenDcp, Post::TakenDmto, Post::TakenDgf];

#[test]
fn resources_are_taken_in_the_order_written_and_never_beyond_the_right() {
    let order = [Resource::Fmdi, Resource::Ticpe, Resource::Dmto, Resource::Dgf];
    let product = |resource: Resource| match resource {
        Resource::Ticpe => Cents(500),
        Resource::Fmdi => Cents(100),
        Resource::Dmto => Cents(1000),
        _ => Cents(10_000),
    };
    let taken = take(Cents(900), &order, Rate(200_000), Rate::ONE, product);
    let amounts: Vec<i64> = taken.iter().map(|t| t.yearly.0).collect();
    // FMDI whole, TICPE whole, a fifth of 1,000 of transfer duties, the rest from the DGF.
    assert_eq!(amounts, [100, 500, 200, 100]);
    assert_eq!(taken[2].part, Rate(200_000));
    let small = take(Cents(150), &order, Rate(200_000), Rate::ONE, product);
    assert_eq!(small.iter().map(|t| t.yearly.0).collect::<Vec<i64>>(), [100, 50, 0, 0]);
    let short = take(Cents(50_000), &order[..2], Rate(200_000), Rate::ONE, product);
    assert_eq!(short.iter().map(|t| t.yearly.0).sum::<i64>(), 600, "what is not there is not taken");
    // Spending simulated at half of the published one: half of each source, and the same parts of the right.
    let half = take(Cents(450), &order, Rate(200_000), Rate(500_000), product);
    assert_eq!(half.iter().map(|t| t.yearly.0).collect::<Vec<i64>>(), [50, 250, 100, 50]);
    assert_eq!(half[2].part, Rate(100_000));
    // Where that does not reach the right, what is left of them makes up for it.
    let more = take(Cents(500), &order[..2], Rate(200_000), Rate(500_000), product);
    assert_eq!(more.iter().map(|t| t.yearly.0).collect::<Vec<i64>>(), [50, 450]);
}

#[test]
fn state_and_departement_together_neither_gain_nor_lose_but_for_the_cafs_work() {
    let (mut with, mut without) = (Bench::new("93"), Bench::new("93"));
    let mut policy = build(vec![with.measure()], &with.setting(), &with.world).expect("it fits");
    let reform = with.run(Some(policy.as_mut()), 2025, Rate(30_000));
    let reference = without.run(None, 2025, Rate(30_000));
    for year in 2022..=2025 {
        let both = |bench: &Bench, ledger: &Ledger| {
            bench.balance(ledger, Body::Etat) + bench.balance(ledger, Body::Departement)
        };
        let insertion = with.paid(&reform[&year], Post::ConventionInsertion);
        let change = both(&with, &reform[&year]) - both(&without, &reference[&year]);
        // The convention's insertion and the Caf's work are paid to social services; the rest is a transfer.
        assert_eq!(change + insertion + with.paid(&reform[&year], Post::CafManagement), Cents::ZERO, "{year}");
        assert_eq!(with.paid(&reform[&year], Post::Rsa), Cents::ZERO);
        assert_eq!(with.paid(&reform[&year], Post::RsaEtat), without.paid(&reference[&year], Post::Rsa));
    }
}

#[test]
fn nothing_differs_before_the_date() {
    let (mut with, mut without) = (Bench::new("66"), Bench::new("66"));
    let mut policy = build(vec![with.measure()], &with.setting(), &with.world).expect("it fits");
    assert_eq!(policy.starts(), Month::new(2022, 1));
    let reform = with.run(Some(policy.as_mut()), 2021, Rate(30_000));
    let reference = without.run(None, 2021, Rate(30_000));
    for year in 2019..=2021 {
        let bytes = |ledger: &Ledger| {
            let mut bytes = Vec::new();
            ledger.put(&mut bytes);
            bytes
        };
        assert_eq!(bytes(&reform[&year]), bytes(&reference[&year]), "{year}");
    }
}

#[test]
fn the_first_years_take_the_mean_of_the_reference_years_and_no_more() {
    let mut bench = Bench::new("93");
    let mut policy = build(vec![bench.measure()], &bench.setting(), &bench.world).expect("it fits");
    let books = bench.run(Some(policy.as_mut()), 2023, Rate(30_000));
    let spent: Vec<Cents> = (2019..=2021).map(|year| bench.paid(&books[&year], Post::Rsa)).collect();
    let right = Cents(div_round(spent.iter().map(|c| c.0).sum(), 3));
    let taken = |year: u16| -> Cents { TAKEN.iter().map(|post| bench.paid(&books[&year], *post)).sum() };
    // Taken monthly from products that move a little within the year.
    let gap = (taken(2022) - right).to_euros() / right.to_euros();
    assert!(gap.abs() < 0.02, "{gap}");
    assert!(
        bench.paid(&books[&2022], Post::TakenDmto)
            <= bench.paid(&books[&2022], Post::Dmto).times(Rate(200_500)) + Cents(1200)
    );
    // Caseload goes on rising: the State pays the difference.
    assert!(bench.paid(&books[&2023], Post::RsaEtat) > taken(2023));
}

#[test]
fn ticpe_and_fmdi_taken_are_frozen_and_the_dcp_is_not() {
    let mut bench = Bench::new("93");
    let mut policy = build(vec![bench.measure()], &bench.setting(), &bench.world).expect("it fits");
    let first = bench.run(Some(policy.as_mut()), 2022, Rate(30_000));
    bench.world.public.figures.prices = Rate(1_100_000);
    // A year later, prices 10 % up; the world goes on from where it stands.
    bench.world.ledger.start_year();
    for m in 1..=12 {
        let month = Month::new(2023, m);
        bench.world.ledger.start_month();
        public_accounts::month(&mut bench.world, &bench.finance, month);
        let setting = Setting {
            territory: &bench.territory,
            parameters: &bench.parameters,
            chance: Chance::new(1),
            cells: &bench.cells,
            one_in: 100,
        };
        policy.public_accounts(&mut bench.world, &setting, month);
    }
    let after = &bench.world.ledger;
    for post in [Post::TakenTicpe, Post::TakenFmdi] {
        assert_eq!(bench.paid(after, post), bench.paid(&first[&2022], post), "{post:?}");
    }
    let dcp = bench.paid(after, Post::TakenDcp).to_euros() / bench.paid(&first[&2022], Post::TakenDcp).to_euros();
    assert!((dcp - 1.1).abs() < 1e-4, "{dcp}");
}

#[test]
fn published_accounts_are_brought_to_the_level_of_the_simulation() {
    let bench = Bench::new("974");
    let measure = Measure {
        reference_source: ReferenceSource::Accounts,
        reference_years: vec![2017, 2018, 2019],
        from: Month::new(2020, 1),
        ..bench.measure()
    };
    let memory = DepartementMemory {
        years: vec![crate::world::public::DepartementYear { year: 2019, rsa: RSA, ..Default::default() }],
        ..Default::default()
    };
    let levels = Levels {
        published_2019: Cents::euros(712_000_000),
        published_2015: Cents::euros(672_000_000),
        simulated_2019: RSA,
        own: Vec::new(),
        published_right: None,
    };
    let right = right_to_compensation(&measure, &memory, &levels, Month::new(2020, 1));
    // 2017: 692, 2018: 702, 2019: 712; mean 702, at the simulated level.
    let expected = RSA.to_euros() * 702.0 / 712.0;
    assert!((right.to_euros() - expected).abs() < 1.0, "{right} {expected}");
}

#[test]
fn the_caf_awards_sooner_at_once_and_orients_after_the_transition() {
    let bench = Bench::new("93");
    let mut policy = build(vec![bench.measure()], &bench.setting(), &bench.world).expect("it fits");
    let mut rules_in = |month: Month| {
        let mut rules = RuleBook(vec![Rules::default(); bench.territory.cells.len()]);
        policy.law_of_the_month(&mut rules, &bench.world, &bench.setting(), month);
        *rules.at(bench.cells[0])
    };
    assert_eq!(rules_in(Month::new(2021, 12)), Rules::default());
    let first = rules_in(Month::new(2022, 1));
    assert_eq!((first.rsa_payer, first.rsa_award_delay), (RsaPayer::Etat, 1));
    assert_eq!(first.orientation, Rules::default().orientation);
    assert!(rules_in(Month::new(2022, 12)).orientation > Rules::default().orientation);
}

#[test]
fn insertion_receives_the_whole_gain_when_the_convention_says_so_and_results_are_shared() {
    let mut bench = Bench::new("93");
    let mut policy = build(vec![bench.measure()], &bench.setting(), &bench.world).expect("it fits");
    let rising = bench.run(Some(policy.as_mut()), 2023, Rate(50_000));
    let taken: Cents = TAKEN.iter().map(|post| bench.paid(&rising[&2023], *post)).sum();
    let gain = bench.paid(&rising[&2023], Post::RsaEtat) - taken;
    assert!(gain > Cents::ZERO);
    assert!((bench.paid(&rising[&2023], Post::ConventionInsertion) - gain).0.abs() < 1200);
    assert_eq!(bench.paid(&rising[&2023], Post::ConventionShare), Cents::ZERO);
    let mut bench = Bench::new("93");
    let mut policy = build(vec![bench.measure()], &bench.setting(), &bench.world).expect("it fits");
    let falling = bench.run(Some(policy.as_mut()), 2023, Rate(-50_000));
    let share = bench.paid(&falling[&2023], Post::ConventionShare);
    let years: Vec<Cents> = (2019..=2021).map(|year| bench.paid(&falling[&year], Post::Rsa)).collect();
    let right = Cents(div_round(years.iter().map(|c| c.0).sum(), 3));
    let avoided = right - bench.paid(&falling[&2023], Post::RsaEtat);
    assert!((share - avoided.times(Rate(200_000))).0.abs() < 100, "{share} {avoided}");
}

#[test]
fn a_departement_outside_the_run_is_refused() {
    let bench = Bench::new("93");
    let elsewhere = Measure { departements: vec![Departement(0)], ..bench.measure() };
    let error = build(vec![elsewhere], &bench.setting(), &bench.world).err().expect("it does not fit");
    assert!(error.contains("dep:01") && error.contains("run.where"), "{error}");
}
