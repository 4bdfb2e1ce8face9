//! With its drivers frozen, the labour market stays where the spin-up left it: who finds a job after how long does not
//! wander by itself, so that what moves in a run has a cause.

mod common;

use bassin::behaviour::labour::demand::Demand;
use bassin::run;
use bassin::spin_up::{self, SoFar};
use bassin::units::PersonId;
use bassin::world::{Status, World};
use common::France;

/// Unemployed persons by months of joblessness: under a year, one to three years, longer.
const CLASSES: [&str; 3] = ["under a year", "one to three years", "over three years"];

fn class(jobless: u16) -> usize {
    match jobless {
        0..12 => 0,
        12..36 => 1,
        _ => 2,
    }
}

/// Unemployed persons and those of them employed a month later, by class, over a stretch of months.
#[derive(Clone, Copy, Default)]
struct Found {
    sought: [u64; 3],
    hired: [u64; 3],
}

impl Found {
    fn and(&self, other: &Found) -> Found {
        let sum = |a: [u64; 3], b: [u64; 3]| std::array::from_fn(|class| a[class] + b[class]);
        Found { sought: sum(self.sought, other.sought), hired: sum(self.hired, other.hired) }
    }
    fn rate(&self, class: usize) -> f64 {
        self.hired[class] as f64 / self.sought[class] as f64
    }
}

/// For each block and row, the class of the unemployed.
fn seeking(world: &World) -> Vec<Vec<(PersonId, usize, usize)>> {
    let of = |block: &bassin::world::Block| {
        let persons = &block.persons;
        (0..persons.len())
            .filter(|&row| persons.status[row] == Status::Unemployed)
            .map(|row| (persons.id(row), row, class(persons.jobless[row])))
            .collect()
    };
    world.blocks.iter().map(of).collect()
}

/// Metropolitan France at one in twenty; ages, pay and demand frozen: five years of labour flows after the start.
#[test]
fn with_drivers_frozen_job_finding_moves_less_than_3_per_cent_in_60_months() {
    let france = France::load();
    let scenario =
        france.scenario("where = [\"metropole\"]\none_in = 20\nthrough = \"2019-12\"\ncontext = \"smooth\"", "");
    let inputs = france.inputs(&scenario);
    let mut start = run::start(inputs, 11).unwrap_or_else(|error| panic!("{error}"));
    let (world, engine) = (&mut start.world, &start.engine);
    let arm = run::reference_arm(&france.code, &france.territory);
    let months = inputs.parameters.months("start.spin_up");
    assert!(spin_up::labour(world, &arm, engine, months, SoFar::none(engine), &mut |_, _| true));

    let cells = world.blocks_of_cell.len();
    let laws = vec![engine.law(&france.code, engine.from)];
    let rules = engine.rules(&vec![0; cells]);
    let demand = Demand::level(cells);
    // What settles the start takes a few months; a run lives twelve unreported ones before January 2019, so here too.
    let mut years = [Found::default(); 6];
    for step in 0..72 {
        let before = seeking(world);
        world.month = world.month.plus(1);
        spin_up::labour_month(world, &demand, engine, &laws, &rules);
        let year = &mut years[step / 12];
        for (block, people) in before.iter().enumerate() {
            let persons = &world.blocks[block].persons;
            for &(person, row, class) in people {
                assert_eq!(persons.id(row), person, "no row moves while ages are frozen");
                year.sought[class] += 1;
                year.hired[class] += u64::from(persons.status[row].is_employed());
            }
        }
    }
    println!("unemployed a month, by year: {:?}", years.map(|year| year.sought.iter().sum::<u64>() / 12));
    let mut moved = Vec::new();
    for (class, name) in CLASSES.iter().enumerate() {
        let rates: Vec<String> = years.iter().map(|year| format!("{:.4}", year.rate(class))).collect();
        // Two years at each end of the five.
        let [first, last] = [years[1].and(&years[2]), years[4].and(&years[5])];
        let drift = last.rate(class) / first.rate(class) - 1.0;
        // What chance alone does to such counts: one standard error of the ratio.
        let noise = (1.0 / first.hired[class] as f64 + 1.0 / last.hired[class] as f64).sqrt();
        println!(
            "{name}: finding a month, by year {rates:?}; {:+.2} % (± {:.2} by chance)",
            drift * 100.0,
            noise * 100.0
        );
        assert!(noise < 0.015, "{name}: too few hires ({}) to speak of 3 %", last.hired[class]);
        moved.push((*name, drift));
    }
    for (name, drift) in &moved {
        assert!(drift.abs() < 0.03, "{name}: {drift}");
    }
}
