//! The labour market of 2019 in the whole model, money and families included: who leaves work and who finds it from one
//! quarter to the next, for how long people are without a job, and where the RSA is drawn.

mod common;

use bassin::behaviour::income::review::is_in_payment;
use bassin::population::check::{Agreement, Pair};
use bassin::units::PersonId;
use bassin::world::{Status, World};
use common::France;
use std::collections::BTreeMap;

/// What is followed of a person of 15 to 64 from a quarter to the next.
#[derive(Clone, Copy)]
struct Situation {
    status: Status,
    /// Months of search.
    searching: u8,
}

fn situations(world: &World) -> BTreeMap<PersonId, Situation> {
    let mut all = BTreeMap::new();
    for block in &world.blocks {
        let persons = &block.persons;
        for row in 0..persons.len() {
            if (15..65).contains(&persons.age(row, world.month)) && persons.status[row].is_alive() {
                let (status, searching) = (persons.status[row], persons.searching[row]);
                all.insert(persons.id(row), Situation { status, searching });
            }
        }
    }
    all
}

const ROWS: [&str; 10] = [
    "open-ended",
    "fixed-term",
    "self-employed",
    "unemployed",
    "halo",
    "outside",
    "under a year",
    "1 to 3 years",
    "over 3 years",
    "employed",
];
const COLUMNS: [&str; 6] = ["open-ended", "fixed-term", "self-employed", "unemployed", "halo", "outside"];

fn place(status: Status) -> usize {
    match status {
        Status::OpenEnded | Status::Ebe => 0,
        Status::FixedTerm | Status::InsertionJob => 1,
        Status::SelfEmployed => 2,
        Status::Unemployed => 3,
        Status::Halo => 4,
        _ => 5,
    }
}

/// Persons by where they were at the start of a quarter and are at its end; the unemployed by duration too.
#[derive(Default)]
struct Matrix([[u64; 6]; 10]);

impl Matrix {
    fn add(&mut self, before: &BTreeMap<PersonId, Situation>, after: &BTreeMap<PersonId, Situation>) {
        for (person, was) in before {
            let Some(is) = after.get(person) else { continue };
            let (from, to) = (place(was.status), place(is.status));
            self.0[from][to] += 1;
            if from == 3 {
                self.0[6 + usize::from(was.searching >= 12) + usize::from(was.searching >= 36)][to] += 1;
            }
            if from < 3 {
                self.0[9][to] += 1;
            }
        }
    }
    fn people(&self, row: usize) -> f64 {
        self.0[row].iter().sum::<u64>() as f64
    }
    fn share(&self, row: usize, columns: std::ops::Range<usize>) -> f64 {
        self.0[row][columns].iter().sum::<u64>() as f64 / self.people(row)
    }
    fn print(&self, quarters: f64, one_in: f64) {
        println!("{:>34}{}", "thousands", COLUMNS.map(|name| format!("{name:>15}")).concat());
        for (row, name) in ROWS.iter().enumerate() {
            let shares: String = (0..6).map(|c| format!("{:15.3}", self.share(row, c..c + 1))).collect();
            println!("{name:>20}{:14.0}{shares}", self.people(row) / quarters * one_in / 1000.0);
        }
    }
}

/// RSA households (those who draw it) per inhabitant by département: published in January 2019, and simulated.
fn rsa_by_departement(france: &France, world: &World) -> Vec<Pair> {
    let departements = &france.territory.departements;
    let (mut rsa, mut people) = (vec![0u32; departements.len()], vec![0u32; departements.len()]);
    for block in &world.blocks {
        let departement = france.territory.cells[block.cell.index()].departement.index();
        people[departement] += block.persons.status.iter().filter(|status| status.is_alive()).count() as u32;
        let draws = |home: &usize| is_in_payment(block.households.rsa_state[*home]);
        rsa[departement] += (0..block.households.len()).filter(draws).count() as u32;
    }
    (0..departements.len())
        .filter(|&d| people[d] > 0)
        .map(|d| {
            let row = &departements[d];
            let published = f64::from(row.rsa_households_january_2019()) / f64::from(row.population_2019);
            Pair { published, simulated: f64::from(rsa[d]) / f64::from(people[d]) }
        })
        .collect()
}

/// Published: INSEE, enquête Emploi, transitions of 2019 (15 to 64, France); job finding by duration 2016; DREES,
/// RSA households of January 2019 (the mean of 2019 is 1 % higher).
#[test]
fn flows_of_2019_are_those_of_the_labour_force_survey_and_the_rsa_is_drawn_where_it_is() {
    const ONE_IN: u32 = 50;
    let france = France::load();
    let run = format!("where = [\"metropole\"]\none_in = {ONE_IN}\nthrough = \"2019-12\"");
    let scenario = france.scenario(&run, "");
    let start = france.january_2019(&scenario, 11);
    let engine = &start.engine;
    let mut world = start.world;
    let mut arm = bassin::run::reference_arm(&france.code, &france.territory);
    let mut matrix = Matrix::default();
    let mut before = situations(&world);
    for step in 1..=12 {
        france.live(&mut world, &mut arm, engine, &scenario);
        if step % 3 == 0 {
            let after = situations(&world);
            matrix.add(&before, &after);
            before = after;
        }
    }
    matrix.print(4.0, f64::from(ONE_IN));
    let finding = matrix.share(3, 0..3);
    let losing = matrix.share(9, 3..4);
    let ratio = matrix.share(6, 0..3) / matrix.share(8, 0..3);
    let pairs = rsa_by_departement(&france, &world);
    let Agreement { correlation, slope, .. } = Agreement::of(&pairs);
    let sum = |of: fn(&Pair) -> f64| pairs.iter().map(of).sum::<f64>();
    let level = sum(|pair| pair.simulated) / sum(|pair| pair.published);
    println!("a quarter: unemployment to work {finding:.3} (0.232), work to unemployment {losing:.4} (0.018)");
    println!("job finding, under a year against three years and over: {ratio:.2} (4.15)");
    println!("RSA by département: correlation {correlation:.3}, slope {slope:.3}, level {level:.3}");
    assert!((0.21..0.26).contains(&finding), "unemployment to work in a quarter: {finding}, published 0.232");
    assert!((0.015..0.020).contains(&losing), "work to unemployment in a quarter: {losing}, published 0.018");
    assert!((3.4..5.0).contains(&ratio), "job finding by duration: ratio {ratio}, published 4.15");
    // Some 13,000 simulated inhabitants a département at this scale: chance alone takes a few hundredths.
    assert!(correlation > 0.88, "RSA by département: correlation {correlation}");
    assert!((0.8..1.15).contains(&slope), "RSA by département: slope {slope}");
    assert!((0.9..1.15).contains(&level), "RSA households: {level} of the published number");
}
