//! Statements about TZCLD on a made-up Thiers, where nothing else happens: one file a theme, and here the place, the
//! scenario and the months they share.

mod dates;
mod entry;
mod jobs;
mod measures;
mod money;
mod supervision;

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
        state_share: Some(Rate(950_000)),
        departement_share: Rate(150_000),
        seed_money: Cents::euros(6_200),
        full_cost: Cents::euros(29_000),
        supervision_share: Rate(50_000),
        supervision_pay: Rate(1_500_000),
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
            employer: FirmId::NONE.0,
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
        ranks: crate::parallel::Ranks::alone(),
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
