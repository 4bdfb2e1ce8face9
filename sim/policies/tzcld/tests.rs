use super::*;
use crate::chance::Chance;
use crate::parameters::Parameters;
use crate::policies::tzcld::committee::volunteers;
use crate::policies::tzcld::ebe::{Money, chosen_hours};
use crate::territory::{Place, Territory as Country};
use crate::units::{Commune, PersonId};
use crate::world::household::{HouseholdRow, flags};
use crate::world::person::{PersonRow, bits, events};
use crate::world::{Block, FirmKind, Ledger, Post, Public, Status};

fn thiers(country: &Country) -> Commune {
    match country.place("com:63430") {
        Ok(Place::Commune(commune)) => commune,
        other => panic!("Thiers is a commune, not {other:?}"),
    }
}

fn settings(territory: Territory) -> Settings {
    Settings {
        outside_law: false,
        state_share: Rate(950_000),
        departement_share: Rate(150_000),
        seed_money: Cents::euros(6_200),
        full_cost: Cents::euros(29_000),
        sales: Cents::euros(5_500),
        competition_share: Rate(100_000),
        hours_per_job: Rate(905_000),
        jobless_for: 12,
        resident_for: 6,
        met_over: 36,
        concerned: Rate(27_000),
        volunteers: Rate(910_000),
        territories: vec![territory],
    }
}

fn territory(country: &Country) -> Territory {
    Territory {
        name: "thiers".to_owned(),
        communes: vec![thiers(country)],
        population: None,
        from: Month::new(2019, 7),
        through: None,
        hiring_pace: Rate(3_000_000),
    }
}

/// A place of a hundred households of ten in Thiers and as many next to it: in each, two unemployed (one for two years,
/// one for three months), one in the halo for two years, one inactive, six employed.
fn world(country: &Country) -> World {
    let commune = thiers(country);
    let cell = country.communes[commune.index()].cell;
    let row = country.communes_of(cell).iter().position(|c| *c == commune).expect("Thiers is in its cell") as u16;
    let elsewhere = if row == 0 { 1 } else { 0 };
    let mut block = Block::new(cell, 0);
    for household in 0..200u32 {
        let member = |number: u32, status, jobless| PersonRow {
            founder: household * 10 + number,
            birth: Month::new(1979, 1),
            status,
            jobless,
            insurance_months: if status == Status::Unemployed { 7 } else { 0 },
            traits: if status == Status::Unemployed { bits::REGISTERED } else { 0 },
            ..PersonRow::default()
        };
        let mut members = vec![
            member(0, Status::Unemployed, 24),
            member(1, Status::Unemployed, 3),
            member(2, Status::Halo, 24),
            member(3, Status::Inactive, 200),
        ];
        members.extend((4..10).map(|number| member(number, Status::OpenEnded, 0)));
        let home = HouseholdRow {
            commune: if household < 100 { row } else { elsewhere },
            last_living_standard: 1_000_000 + (household % 100) * 10_000,
            ..HouseholdRow::default()
        };
        block.add(home, &members);
    }
    let cells = country.cells.len();
    let mut blocks_of_cell = vec![0..0; cells];
    blocks_of_cell[cell.index()] = 0..1;
    let mut inhabitants = vec![0; cells];
    inhabitants[cell.index()] = 2000;
    World {
        month: Month::new(2019, 7),
        one_in: 1,
        blocks: vec![block],
        blocks_of_cell,
        firms: Default::default(),
        ledger: Ledger::new(cells),
        local_income: Default::default(),
        displaced: vec![0; cells],
        public: Public::new(inhabitants, country.departements.len()),
    }
}

struct Bench {
    country: Country,
    parameters: Parameters,
    cells: Vec<Cell>,
}

impl Bench {
    fn new() -> Bench {
        let country = Country::load(None).expect("the embedded territory loads");
        let cells = country.all_cells().collect();
        Bench { parameters: Parameters::load().expect("the embedded parameters load"), cells, country }
    }
    fn setting(&self) -> Setting<'_> {
        Setting {
            territory: &self.country,
            parameters: &self.parameters,
            chance: Chance::new(11),
            cells: &self.cells,
            one_in: 1,
        }
    }
    /// Runs `months` of the policy on a world where nothing else happens but that wages are paid.
    fn run(&self, policy: &mut dyn Policy, world: &mut World, months: u16) {
        for _ in 0..months {
            world.ledger.start_month();
            let month = world.month;
            policy.employment_schemes(world, &self.setting(), month);
            pay_wages(world);
            policy.public_accounts(world, &self.setting(), month);
            let persons = &mut world.blocks[0].persons;
            for row in 0..persons.len() {
                if persons.status[row].is_jobless() {
                    persons.jobless[row] += 1;
                }
            }
            world.month = world.month.plus(1);
        }
    }
}

/// Net wages and levies of 1,600 € a full-time month in all.
fn pay_wages(world: &mut World) {
    let block = &world.blocks[0];
    let hours: i64 = rows(block, Status::Ebe).map(|row| i64::from(block.persons.hours[row])).sum();
    let cell = block.cell;
    world.ledger.pay(Post::EbeNetWages, cell, Cents(120_000).share(hours, 35));
    world.ledger.pay(Post::EbeEmployerVieillesse, cell, Cents(40_000).share(hours, 35));
}

fn rows(block: &Block, status: Status) -> impl Iterator<Item = usize> + '_ {
    (0..block.persons.len()).filter(move |&row| block.persons.status[row] == status)
}

fn built(bench: &Bench, settings: Settings, world: &World) -> Box<dyn Policy> {
    build(settings, &bench.setting(), world).expect("the territory fits")
}

#[test]
fn nobody_under_twelve_months_jobless_nor_living_elsewhere_nor_without_the_wish_is_hired() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let mut policy =
        built(&bench, Settings { concerned: Rate(100_000), ..settings(territory(&bench.country)) }, &world);
    bench.run(policy.as_mut(), &mut world, 1);
    let mut hired = 0;
    for _ in 0..8 {
        bench.run(policy.as_mut(), &mut world, 1);
        let block = &world.blocks[0];
        for row in rows(block, Status::Ebe) {
            let number = block.persons.founder[row] % 10;
            assert!(block.persons.founder[row] < 1000, "lives in Thiers");
            assert!(number == 0 || number == 2, "was unemployed or in the halo for two years, not {number}");
            hired += 1;
        }
    }
    assert!(hired > 0);
    // After nine more months the second unemployed person of each household has been jobless for twelve.
    bench.run(policy.as_mut(), &mut world, 24);
    let block = &world.blocks[0];
    assert!(rows(block, Status::Ebe).any(|row| block.persons.founder[row] % 10 == 1));
}

#[test]
fn a_household_that_moved_in_this_year_waits_for_its_six_months() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    for household in 0..100 {
        world.blocks[0].households.flags[household] |= flags::MOVED;
    }
    world.month = Month::new(2019, 3);
    let early = Territory { from: Month::new(2019, 3), ..territory(&bench.country) };
    let mut policy = built(&bench, settings(early), &world);
    bench.run(policy.as_mut(), &mut world, 4);
    assert_eq!(rows(&world.blocks[0], Status::Ebe).count(), 0);
    bench.run(policy.as_mut(), &mut world, 6);
    assert!(rows(&world.blocks[0], Status::Ebe).count() > 0);
}

#[test]
fn the_ebe_hires_in_the_order_of_the_list_and_not_the_most_motivated() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let slow = Territory { hiring_pace: Rate(1_000_000), ..territory(&bench.country) };
    let everyone = Settings { concerned: Rate(100_000), met_over: 1, volunteers: Rate::ONE, ..settings(slow) };
    let mut policy = built(&bench, everyone, &world);
    bench.run(policy.as_mut(), &mut world, 40);
    let chance = Chance::new(11);
    let motivation = |person: PersonId| f64::from(crate::behaviour::traits::work(&chance, person).motivation);
    let block = &world.blocks[0];
    let mean = |rows: Vec<usize>| {
        let count = rows.len() as f64;
        rows.into_iter().map(|row| motivation(block.persons.id(row))).sum::<f64>() / count
    };
    let hired: Vec<usize> = rows(block, Status::Ebe).collect();
    assert_eq!(hired.len(), 40);
    let waiting: Vec<usize> =
        (0..block.persons.len()).filter(|&row| block.persons.has(row, bits::ON_EBE_LIST)).collect();
    // Two means of some tens of standard normal draws: within three standard errors of each other.
    let gap = mean(hired.clone()) - mean(waiting.clone());
    let error = 1000.0 * (1.0 / hired.len() as f64 + 1.0 / waiting.len() as f64).sqrt();
    assert!(gap.abs() < 3.0 * error, "{gap} ± {error}");
}

#[test]
fn two_point_seven_per_cent_of_inhabitants_are_met_over_three_years() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let mut policy = built(&bench, settings(territory(&bench.country)), &world);
    bench.run(policy.as_mut(), &mut world, 36);
    // 1,000 inhabitants: 27 met; 91 % of them volunteer, give or take.
    let hired = rows(&world.blocks[0], Status::Ebe).count();
    assert!((21..=27).contains(&hired), "{hired}");
}

#[test]
fn nine_in_ten_volunteer_and_the_motivated_more() {
    let conditions =
        Conditions { jobless_for: 12, resident_for: 6, volunteers: Rate(910_000), motivation: Rate(300_000) };
    let chance = Chance::new(5);
    let people: Vec<PersonId> = (0..40_000).map(|founder| PersonId { founder, lineage: 0 }).collect();
    let (willing, unwilling): (Vec<PersonId>, Vec<PersonId>) =
        people.iter().partition(|person| volunteers(&conditions, &chance, **person));
    let share = willing.len() as f64 / people.len() as f64;
    assert!((share - 0.91).abs() < 0.006, "{share}");
    let mean = |people: &[PersonId]| {
        let sum: i64 = people.iter().map(|p| i64::from(crate::behaviour::traits::work(&chance, *p).motivation)).sum();
        sum as f64 / people.len() as f64 / 1000.0
    };
    // Mean motivation of volunteers less that of others: 0.3 × (0.178 + 1.80) for a share of 91 %.
    assert!((mean(&willing) - mean(&unwilling) - 0.3 * 1.98).abs() < 0.08);
}

#[test]
fn chosen_hours_average_what_the_first_ebes_show() {
    let chance = Chance::new(5);
    for mean in [905_000, 800_000, 500_000, 1_000_000] {
        let people = 40_000u32;
        let hours: u64 = (0..people)
            .map(|founder| u64::from(chosen_hours(Rate(mean), &chance, PersonId { founder, lineage: 0 })))
            .sum();
        let share = hours as f64 / f64::from(people) / 35.0;
        assert!((share - f64::from(mean) / 1e6).abs() < 0.004, "{share}");
    }
}

#[test]
fn the_fund_pays_the_rates_times_the_full_time_equivalents_to_the_cent() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    world.public.figures.hourly_smic = Cents(1165);
    let mut policy = built(&bench, settings(territory(&bench.country)), &world);
    bench.run(policy.as_mut(), &mut world, 9);
    let block = &world.blocks[0];
    let hours: i64 = rows(block, Status::Ebe).map(|row| i64::from(block.persons.hours[row])).sum();
    assert!(hours > 0);
    let ledger = &world.ledger;
    // 11.65 € × 151.67 h = 1,766.96 €; × 95 % × hours/35.
    let state = Cents(176_696 * hours).share(950_000, 35_000_000);
    assert_eq!(ledger.month_total(Post::FundEtat), state);
    assert_eq!(ledger.month_total(Post::FundDepartement), state.times(Rate(150_000)));
    assert_eq!(ledger.month_total(Post::FundToEbe), state + state.times(Rate(150_000)));
    // A full-time job and year: the published 20,143.34 € and 3,021.50 €.
    let money = ebe::money(
        &settings(territory(&bench.country)),
        Staff { heads: 1, hours: 35 },
        0,
        Cents::ZERO,
        Cents(176_696),
        Rate::ONE,
    );
    assert!(((money.state * 12).to_euros() - 20_143.34).abs() < 0.06, "{}", money.state * 12);
    assert!(((money.departement * 12).to_euros() - 3_021.50).abs() < 0.06, "{}", money.departement * 12);
}

#[test]
fn full_cost_of_a_job_is_what_the_scenario_says() {
    let all = settings(Territory { communes: Vec::new(), ..territory(&Bench::new().country) });
    let wages = Cents::euros(1_800);
    let Money { purchases, .. } = ebe::money(&all, Staff { heads: 1, hours: 35 }, 0, wages, Cents(176_696), Rate::ONE);
    let full = (purchases + wages) * 12;
    assert!((full.to_euros() - 29_000.0).abs() < 0.1, "{full}");
}

#[test]
fn seed_money_is_paid_once_a_job_and_not_for_who_replaces_someone() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let mut policy = built(&bench, settings(territory(&bench.country)), &world);
    bench.run(policy.as_mut(), &mut world, 40);
    let paid = world.ledger.year_total(Post::SeedMoney);
    let jobs = world.firms.jobs[0];
    assert_eq!(paid, Cents::euros(6_200) * i64::from(jobs));
    // Half of the staff leaves for other jobs; others take their place.
    let leaving: Vec<usize> = rows(&world.blocks[0], Status::Ebe).step_by(2).collect();
    for row in leaving {
        world.blocks[0].persons.status[row] = Status::OpenEnded;
        world.blocks[0].persons.employer[row] = 77;
        world.firms.jobs[0] -= 1;
    }
    bench.run(policy.as_mut(), &mut world, 12);
    assert!(world.firms.jobs[0] > jobs / 2);
    let most = world.firms.jobs[0].max(jobs);
    assert_eq!(world.ledger.year_total(Post::SeedMoney), Cents::euros(6_200) * i64::from(most));
}

#[test]
fn who_is_hired_keeps_old_rights_leaves_the_register_and_has_the_household_reviewed() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let mut policy = built(&bench, settings(territory(&bench.country)), &world);
    bench.run(policy.as_mut(), &mut world, 12);
    let block = &world.blocks[0];
    let mut seen = 0;
    for row in rows(block, Status::Ebe) {
        let persons = &block.persons;
        if persons.founder[row].is_multiple_of(10) {
            assert_eq!(persons.insurance_months[row], 7);
            seen += 1;
        }
        assert!(!persons.has(row, bits::REGISTERED) && !persons.has(row, bits::ON_EBE_LIST));
        assert_eq!(persons.hourly_wage[row], 1003);
        assert_eq!(persons.jobless[row], 0);
        assert_ne!(persons.year_events[row] & events::EBE_JOB, 0);
        assert_ne!(block.households.flags[usize::from(persons.household[row])] & flags::REVIEW, 0);
    }
    assert!(seen > 0);
    assert_eq!(world.firms.kind[0], FirmKind::Ebe);
    assert_eq!(world.firms.jobs[0] as usize, rows(block, Status::Ebe).count());
}

#[test]
fn who_left_the_ebe_for_a_job_and_lost_it_comes_back_first() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let mut policy = built(&bench, settings(territory(&bench.country)), &world);
    bench.run(policy.as_mut(), &mut world, 12);
    let row = rows(&world.blocks[0], Status::Ebe).next().expect("someone was hired");
    let persons = &mut world.blocks[0].persons;
    (persons.status[row], persons.employer[row], persons.jobless[row]) = (Status::Unemployed, FirmId::NONE.0, 1);
    world.firms.jobs[0] -= 1;
    bench.run(policy.as_mut(), &mut world, 1);
    assert_eq!(world.blocks[0].persons.status[row], Status::Ebe);
}

#[test]
fn a_neighbourhood_holds_the_inhabitants_written_and_the_poorer_homes_more_often() {
    let bench = Bench::new();
    let world = world(&bench.country);
    let mut homes = Homes::of(&bench.country, &[thiers(&bench.country)]);
    let chance = Chance::new(3);
    homes.draw_part(400, Rate(2_000_000), &world, &chance);
    let block = &world.blocks[0];
    let inside: Vec<usize> = (0..block.persons.len()).filter(|&row| homes.holds(block, row, &chance)).collect();
    assert_eq!(inside.len(), 400);
    let poorer = inside
        .iter()
        .filter(|&&row| block.households.last_living_standard[usize::from(block.persons.household[row])] < 1_500_000);
    assert!(poorer.count() > 220);
}

#[test]
fn competition_takes_a_part_of_the_jobs_from_local_firms_and_none_at_zero() {
    let bench = Bench::new();
    let cell = bench.country.communes[thiers(&bench.country).index()].cell;
    for (share, expected) in [(Rate(0), 0), (Rate(500_000), 1)] {
        let mut world = world(&bench.country);
        let all = Settings { competition_share: share, ..settings(territory(&bench.country)) };
        let mut policy = built(&bench, all, &world);
        bench.run(policy.as_mut(), &mut world, 24);
        let block = &world.blocks[0];
        let hours: u32 = rows(block, Status::Ebe).map(|row| u32::from(block.persons.hours[row])).sum();
        let wanted = if expected == 0 { 0 } else { (f64::from(hours) / 35.0 * 0.5).round() as u32 };
        assert_eq!(world.displaced[cell.index()], wanted);
    }
}

#[test]
fn when_the_measure_ends_everyone_is_laid_off_and_no_money_is_paid_to_an_empty_ebe() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let short = Territory { through: Some(Month::new(2019, 12)), ..territory(&bench.country) };
    let mut policy = built(&bench, settings(short), &world);
    bench.run(policy.as_mut(), &mut world, 6);
    assert!(world.firms.jobs[0] > 0);
    bench.run(policy.as_mut(), &mut world, 1);
    assert_eq!((world.firms.layoff[0], world.firms.target[0]), (u16::MAX, 0));
    let leaving: Vec<usize> = rows(&world.blocks[0], Status::Ebe).collect();
    for row in leaving {
        world.blocks[0].persons.status[row] = Status::Unemployed;
        world.blocks[0].persons.employer[row] = FirmId::NONE.0;
    }
    world.firms.jobs[0] = 0;
    bench.run(policy.as_mut(), &mut world, 1);
    for post in [Post::FundEtat, Post::SeedMoney, Post::EbeSales, Post::EbePurchases] {
        assert_eq!(world.ledger.month_total(post), Cents::ZERO, "{post:?}");
    }
    assert_eq!(rows(&world.blocks[0], Status::Ebe).count(), 0);
}

#[test]
fn a_policy_that_starts_later_changes_nothing_before() {
    let bench = Bench::new();
    let mut world = world(&bench.country);
    let before = crate::world::digest::full(&world);
    let later = Territory { from: Month::new(2020, 1), ..territory(&bench.country) };
    let mut policy = built(&bench, settings(later), &world);
    assert_eq!(policy.starts(), Month::new(2020, 1));
    for _ in 0..6 {
        let month = world.month;
        policy.employment_schemes(&mut world, &bench.setting(), month);
        policy.public_accounts(&mut world, &bench.setting(), month);
    }
    assert_eq!(crate::world::digest::full(&world), before);
}

#[test]
fn a_territory_outside_the_run_is_refused_with_what_to_do() {
    let bench = Bench::new();
    let world = world(&bench.country);
    let none: [Cell; 0] = [];
    let setting = Setting { cells: &none, ..bench.setting() };
    let error = build(settings(territory(&bench.country)), &setting, &world).err().expect("it does not fit");
    assert!(error.contains("Thiers") && error.contains("run.where"), "{error}");
    let large = Territory { population: Some(500_000), ..territory(&bench.country) };
    let error = build(settings(large), &bench.setting(), &world).err().expect("it is too large");
    assert!(error.contains("500000"), "{error}");
}
