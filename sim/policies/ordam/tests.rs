use super::super::region::Need;
use super::super::{AllocationKey, PaidBy};
use super::*;
use crate::behaviour::care::{self, CareCosts, CareParameters};
use crate::chance::Chance;
use crate::parameters::Parameters;
use crate::territory::Territory;
use crate::territory::path::Trend;
use crate::units::{Cell, Departement};
use crate::world::body::Body;
use crate::world::household::HouseholdRow;
use crate::world::person::PersonRow;
use crate::world::{Block, Ledger, Public, Rules, Status, Tally};

const TREND: Trend = Trend { prices: 0.018, real_wages: 0.007, employment: 0.0, real_ondam: 0.01 };
const YOUNG: &str = "93";
const OLD: &str = "62";

/// Two régions: Seine-Saint-Denis stands for a young Île-de-France, Pas-de-Calais for an older Hauts-de-France.
struct Bench {
    territory: Territory,
    parameters: Parameters,
    cells: Vec<Cell>,
    costs: CareCosts,
    world: World,
}

impl Bench {
    fn new() -> Bench {
        let territory = Territory::load(None).expect("the embedded territory loads");
        let parameters = Parameters::load().expect("the embedded parameters load");
        let costs = CareCosts::of_country(&territory, &parameters, &TREND, 2019);
        let cell_of = |code: &str| {
            let row = territory.departements.iter().position(|d| d.code == code).expect("it exists");
            territory.cells_of(Departement(row as u16))[0]
        };
        let mut cells = vec![cell_of(YOUNG), cell_of(OLD)];
        cells.sort_unstable();
        let count = territory.cells.len();
        let (mut blocks, mut blocks_of_cell) = (Vec::new(), vec![0..0; count]);
        let mut inhabitants = vec![0; count];
        for (number, &cell) in cells.iter().enumerate() {
            let mut block = Block::new(cell, 0);
            let ages: Vec<u16> =
                (0..2000u16).map(|i| if cell == cell_of(OLD) { 20 + i % 75 } else { i % 75 }).collect();
            for (i, age) in ages.into_iter().enumerate() {
                let member = PersonRow {
                    founder: (number * 10_000 + i) as u32,
                    birth: Month(Month::new(2019, 12).0 - age * 12),
                    status: Status::Inactive,
                    ..PersonRow::default()
                };
                block.add(HouseholdRow::default(), &[member]);
            }
            blocks_of_cell[cell.index()] = number..number + 1;
            inhabitants[cell.index()] = 2000;
            blocks.push(block);
        }
        let world = World {
            ranks: crate::parallel::Ranks::alone(),
            month: Month::new(2020, 1),
            one_in: 100,
            blocks,
            blocks_of_cell,
            firms: Default::default(),
            ledger: Ledger::new(count),
            local_income: Default::default(),
            displaced: vec![0; count],
            public: Public::new(inhabitants, territory.departements.len()),
        };
        Bench { territory, parameters, cells, costs, world }
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

    fn cell_of(&self, code: &str) -> Cell {
        let is = |cell: &&Cell| {
            self.territory.departements[self.territory.cells[cell.index()].departement.index()].code == code
        };
        *self.cells.iter().find(is).expect("the bench has it")
    }

    fn region(&self, code: &str) -> Region {
        self.territory.departements.iter().find(|d| d.code == code).expect("it exists").region
    }

    fn settings(&self) -> Settings {
        Settings {
            regions: vec![self.region(OLD)],
            from: Month::new(2021, 1),
            through: None,
            key: AllocationKey::Age,
            historical_share: Rate(0),
            transition: 12,
            paid_by: PaidBy::OtherRegions,
            others_pay_by: OthersPayBy::Price,
            overrun_trigger: Rate(10_000),
            overrun_rule: OverrunRule::Debt,
            prevention: Cents::ZERO,
            access: Cents::ZERO,
        }
    }

    /// Runs care and the policy for `months` from January 2021; returns the yearly ledgers and the last rules.
    fn run(&mut self, policy: &mut dyn Policy, months: u16) -> (Vec<Ledger>, RuleBook) {
        self.run_from(policy, Month::new(2021, 1), months)
    }

    fn run_from(&mut self, policy: &mut dyn Policy, first: Month, months: u16) -> (Vec<Ledger>, RuleBook) {
        let mut books = Vec::new();
        let mut rules = RuleBook(Vec::new());
        for step in 0..months {
            let month = first.plus(step);
            if month.is_january() {
                self.world.ledger.start_year();
            }
            self.world.ledger.start_month();
            rules = RuleBook(vec![Rules::default(); self.territory.cells.len()]);
            let setting = Setting {
                territory: &self.territory,
                parameters: &self.parameters,
                chance: Chance::new(1),
                cells: &self.cells,
                one_in: 100,
            };
            policy.law_of_the_month(&mut rules, &self.world, &setting, month);
            for block in &mut self.world.blocks {
                let mut tally = Tally::default();
                care::month(
                    block,
                    rules.at(block.cell),
                    &care::PricesOfMonth::new(&self.costs),
                    &Chance::new(1),
                    month,
                    &mut tally,
                );
                self.world.ledger.merge(block.cell, &tally);
            }
            policy.care(&mut self.world, &setting, month);
            crate::behaviour::public_accounts::providers_spend(&mut self.world.ledger, &self.cells);
            if month.is_december() {
                books.push(self.world.ledger.clone());
            }
        }
        (books, rules)
    }
}

fn sharing<'a>(history: &'a [Cents], needs: &'a [Need], chosen: &'a [bool]) -> Sharing<'a> {
    Sharing {
        total: history.iter().copied().sum(),
        key: AllocationKey::PerHead,
        gone: Rate::ONE,
        historical_share: Rate(0),
        paid_by: PaidBy::OtherRegions,
        history,
        needs,
        chosen,
    }
}

fn need(persons: u64, age: u64, mortality: u64, deprivation: u64) -> Need {
    Need { persons, age, mortality, deprivation }
}

#[test]
fn targets_sum_to_the_ondam_under_every_key_and_at_every_step() {
    let history = [Cents(1_000_003), Cents(2_000_011), Cents(3_000_017)];
    let needs = [need(10, 900, 11, 40), need(20, 2100, 19, 10), need(30, 2500, 33, 17)];
    let need_key = AllocationKey::Need { age: Rate(700_000), mortality: Rate(150_000), deprivation: Rate(150_000) };
    for key in [AllocationKey::Historical, AllocationKey::PerHead, AllocationKey::Age, need_key] {
        for gone in [0, 200_000, 1_000_000] {
            for chosen in [[true, false, false], [true, true, true], [false, true, true]] {
                let shared = Sharing { key, gone: Rate(gone), ..sharing(&history, &needs, &chosen) };
                assert_eq!(targets(&shared).into_iter().sum::<Cents>(), shared.total, "{key:?} {gone} {chosen:?}");
            }
        }
    }
}

#[test]
fn a_blend_of_two_keys_lies_between_them() {
    let history = [Cents(6_000), Cents(4_000)];
    let needs = [need(1, 1, 1, 1), need(1, 1, 1, 1)];
    let chosen = [true, true];
    let target = |gone, historical_share| {
        let shared = Sharing {
            gone: Rate(gone),
            historical_share: Rate(historical_share),
            ..sharing(&history, &needs, &chosen)
        };
        targets(&shared)[0]
    };
    assert_eq!(target(0, 0), Cents(6_000));
    assert_eq!(target(1_000_000, 0), Cents(5_000));
    assert_eq!(target(500_000, 0), Cents(5_500));
    assert_eq!(target(1_000_000, 500_000), Cents(5_500));
}

#[test]
fn the_need_key_gives_the_weights_of_the_scenario_their_part() {
    let history = [Cents(5_000), Cents(5_000)];
    // Equal ages, three deaths out of four and all the poverty in the first.
    let needs = [need(10, 100, 30, 8), need(10, 100, 10, 0)];
    let chosen = [true, true];
    let key = AllocationKey::Need { age: Rate(700_000), mortality: Rate(200_000), deprivation: Rate(100_000) };
    let shared = Sharing { key, ..sharing(&history, &needs, &chosen) };
    // 70 % in two halves, 20 % by three quarters, 10 % whole: 3,500 + 1,500 + 1,000.
    assert_eq!(targets(&shared)[0], Cents(6_000));
}

#[test]
fn new_money_takes_nothing_from_other_regions_and_other_regions_pay_otherwise() {
    let history = [Cents(4_000), Cents(6_000)];
    let needs = [need(1, 1, 1, 1), need(1, 1, 1, 1)];
    let chosen = [true, false];
    let of = |paid_by| targets(&Sharing { paid_by, ..sharing(&history, &needs, &chosen) });
    assert_eq!(of(PaidBy::OtherRegions), [Cents(5_000), Cents(5_000)]);
    assert_eq!(of(PaidBy::NewMoney), [Cents(5_000), Cents(6_000)]);
}

#[test]
fn a_transition_of_five_years_goes_in_five_equal_steps() {
    let steps: Vec<i32> = [0, 11, 12, 36, 48, 90].iter().map(|months| gone(*months, 60).0).collect();
    assert_eq!(steps, [200_000, 200_000, 400_000, 800_000, 1_000_000, 1_000_000]);
    assert_eq!(gone(0, 0), Rate::ONE);
}

#[test]
fn an_age_key_moves_money_to_the_older_region_and_the_historical_one_moves_none() {
    for (key, moves) in [(AllocationKey::PerHead, true), (AllocationKey::Historical, false)] {
        let mut bench = Bench::new();
        let settings = Settings { key, ..bench.settings() };
        let mut policy = build(settings, &bench.setting(), &bench.world).expect("it fits");
        let (books, _) = bench.run(policy.as_mut(), 12);
        let (old, young) = (bench.cell_of(OLD), bench.cell_of(YOUNG));
        // By head, the older region, which spends more, is cut: it overruns, and the younger one has money for access.
        let debt = books[0].of_year(Post::OrdamDebt, old);
        let access = books[0].of_year(Post::CareAccess, young);
        assert_eq!(debt > Cents::ZERO, moves, "{key:?} {debt}");
        assert_eq!(access > Cents::ZERO, moves, "{key:?} {access}");
        if !moves {
            assert_eq!(books[0].year_total(Post::OrdamDebt), Cents::ZERO);
        }
    }
}

#[test]
fn each_overrun_rule_acts_by_its_own_means() {
    let means = |rule| {
        let mut bench = Bench::new();
        let settings = Settings { key: AllocationKey::PerHead, overrun_rule: rule, ..bench.settings() };
        let mut policy = build(settings, &bench.setting(), &bench.world).expect("it fits");
        let (books, rules) = bench.run(policy.as_mut(), 12);
        let old = bench.cell_of(OLD);
        let year = |post| books[0].of_year(post, old);
        (*rules.at(old), year(Post::OrdamDebt), year(Post::OrdamTransferOut), year(Post::CareDeferred))
    };
    let (rules, debt, shared, deferred) = means(OverrunRule::Debt);
    assert_eq!((rules.care_price, rules.city_care, shared, deferred), (Rate::ONE, Rate::ONE, Cents::ZERO, Cents::ZERO));
    let overrun = debt;
    let (rules, debt, ..) = means(OverrunRule::Price);
    assert!(rules.care_price < Rate::ONE && rules.city_care == Rate::ONE && debt < overrun);
    let (rules, debt, ..) = means(OverrunRule::Volume);
    assert!(rules.city_care < Rate::ONE && rules.care_price == Rate::ONE && debt < overrun);
    let (_, debt, shared, _) = means(OverrunRule::RegionalCofinancing(Rate(250_000)));
    assert_eq!(shared, overrun.times(Rate(250_000)));
    assert_eq!(debt + shared, overrun);
    let (_, debt, _, deferred) = means(OverrunRule::Deferral);
    assert_eq!((debt, deferred), (Cents::ZERO, overrun));
}

#[test]
fn what_is_deferred_in_december_is_paid_in_january() {
    let mut bench = Bench::new();
    let settings = Settings {
        key: AllocationKey::PerHead,
        overrun_rule: OverrunRule::Deferral,
        through: Some(Month::new(2022, 6)),
        ..bench.settings()
    };
    let mut policy = build(settings, &bench.setting(), &bench.world).expect("it fits");
    let (books, _) = bench.run(policy.as_mut(), 13);
    let old = bench.cell_of(OLD);
    assert!(books[0].of_year(Post::CareDeferred, old) > Cents::ZERO);
    assert_eq!(bench.world.ledger.of_month(Post::CareDeferred, old), -books[0].of_year(Post::CareDeferred, old));
}

#[test]
fn prevention_waits_its_years_before_it_lowers_incidence() {
    let mut bench = Bench::new();
    let settings =
        Settings { key: AllocationKey::Historical, prevention: Cents::euros(60_000_000), ..bench.settings() };
    let mut policy = build(settings, &bench.setting(), &bench.world).expect("it fits");
    let old = bench.cell_of(OLD);
    let (_, early) = bench.run(policy.as_mut(), 24);
    assert_eq!(early.at(old).chronic_incidence, Rate::ONE);
    let mut rules = RuleBook(vec![Rules::default(); bench.territory.cells.len()]);
    policy.law_of_the_month(&mut rules, &bench.world, &bench.setting(), Month::new(2024, 1));
    // 60 M€ for some six million inhabitants: ten euros a head, five per cent.
    let fall = 1_000_000 - rules.at(old).chronic_incidence.0;
    assert!((45_000..55_000).contains(&fall), "{fall}");
    assert_eq!(rules.at(bench.cell_of(YOUNG)).chronic_incidence, Rate::ONE);
}

#[test]
fn money_for_access_moves_doctors_partly_from_other_regions() {
    let bench = Bench::new();
    let settings = Settings { key: AllocationKey::Historical, access: Cents::euros(60_000_000), ..bench.settings() };
    let mut policy = build(settings, &bench.setting(), &bench.world).expect("it fits");
    let rules_in = |policy: &mut dyn Policy, month: Month| {
        let mut rules = RuleBook(vec![Rules::default(); bench.territory.cells.len()]);
        policy.law_of_the_month(&mut rules, &bench.world, &bench.setting(), month);
        (rules.at(bench.cell_of(OLD)).care_access, rules.at(bench.cell_of(YOUNG)).care_access)
    };
    assert_eq!(rules_in(policy.as_mut(), Month::new(2021, 6)), (Rate::ONE, Rate::ONE));
    let (here, there) = rules_in(policy.as_mut(), Month::new(2023, 1));
    // 750 doctors for six million inhabitants, beside some nine thousand; half of them come from the rest of the country.
    assert!((1_060_000..1_100_000).contains(&here.0), "{here:?}");
    assert!(there < Rate::ONE, "{there:?}");
}

#[test]
fn care_money_is_neither_made_nor_lost() {
    let mut bench = Bench::new();
    let settings = Settings {
        key: AllocationKey::PerHead,
        overrun_rule: OverrunRule::Price,
        prevention: Cents::euros(40_000_000),
        access: Cents::euros(25_000_000),
        ..bench.settings()
    };
    let mut policy = build(settings, &bench.setting(), &bench.world).expect("it fits");
    let (books, _) = bench.run(policy.as_mut(), 24);
    for ledger in &books {
        for &cell in &bench.cells {
            assert_eq!(ledger.year_balance(Body::CareProviders, cell), Cents::ZERO);
        }
    }
    assert!(books[0].year_total(Post::Prevention) > Cents::ZERO);
}

#[test]
fn nothing_differs_before_the_date() {
    let mut bench = Bench::new();
    let settings = Settings { from: Month::new(2022, 1), ..bench.settings() };
    let mut policy = build(settings, &bench.setting(), &bench.world).expect("it fits");
    let (_, rules) = bench.run(policy.as_mut(), 12);
    assert!(rules.0.iter().all(|rules| *rules == Rules::default()));
    for post in [Post::OrdamDebt, Post::CareAccess, Post::Prevention, Post::CareDeferred, Post::OrdamTransferOut] {
        assert_eq!(bench.world.ledger.year_total(post), Cents::ZERO);
    }
}

#[test]
fn the_parameters_of_care_are_read_and_the_country_spends_its_ondam() {
    let territory = Territory::load(None).expect("the embedded territory loads");
    let parameters = Parameters::load().expect("the embedded parameters load");
    let costs = CareCosts::of_country(&territory, &parameters, &TREND, 2019);
    assert_eq!(costs.parameters, CareParameters::read(&parameters));
    // Everyone of the country at mean poverty and access, chronic conditions as the shares have it.
    let national = &territory.national;
    let mut city = 0.0;
    for age in 0..100u8 {
        let [without, with] = costs.city[usize::from(age)];
        for sex in crate::territory::Sex::BOTH {
            let persons = f64::from(national.demography.population(2019, sex, age));
            let chronic = national.health.chronic_condition(sex, age);
            city += persons * 12.0 / 100.0 * ((1.0 - chronic) * f64::from(without) + chronic * f64::from(with));
        }
    }
    let wanted = 200.7e9 * 0.456 / (1.0 - 0.031);
    assert!((city / wanted - 1.0).abs() < 0.03, "{city} {wanted}");
}

#[path = "tests_of_money.rs"]
mod money;
