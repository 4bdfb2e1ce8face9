//! How many bytes a person takes: the table of columns, from their types, and what a small world really reserves.
//!
//! `cargo test --release bytes_a_person -- --nocapture` prints both.

mod common;

use bassin::world::{Firms, Households, Persons, Post, World};
use common::France;

/// What is reached, bytes a person: of columns by their types, and reserved in a world, slack of the columns included.
const MOST_BY_TYPES: f64 = 97.0;
const MOST_RESERVED: f64 = 103.0;

/// Prints the columns of a table and gives the bytes of a row.
fn columns(name: &str, columns: &[(&str, usize)], a_person: f64) -> usize {
    let row = columns.iter().map(|(_, bytes)| bytes).sum();
    println!("\n{name}: {} columns, {row} bytes a row, {:.2} bytes a person", columns.len(), row as f64 * a_person);
    for (column, bytes) in columns {
        println!("  {column:<26}{bytes:>3}");
    }
    row
}

/// Bytes of the ledger: sums of the month, of the year, and of the year at home, by post and cell.
fn bytes_of_ledger(world: &World) -> usize {
    3 * size_of::<i64>() * Post::COUNT * world.ledger.cells()
}

#[test]
fn bytes_a_person() {
    let france = France::load();
    // A région at one in 20: many cells, and blocks of the usual size.
    let run = "where = [\"reg:53\"]\none_in = 20\nthrough = \"2019-12\"";
    let scenario = france.scenario(run, "[parameters]\n\"start.spin_up\" = \"24 months\"");
    let start = bassin::run::start(france.inputs(&scenario), 1).expect("a world");
    let world = start.world;
    let persons = world.persons() as f64;
    let households = world.households() as f64 / persons;
    let firms = world.firms.len() as f64 / persons;

    let person = columns("Persons", Persons::COLUMNS, 1.0) as f64;
    let household = columns("Households", Households::COLUMNS, households) as f64;
    let firm = columns("Firms", Firms::COLUMNS, firms) as f64;
    let by_types = person + household * households + firm * firms;
    let reserved = world.reserved_bytes() as f64 / persons;
    // The ledger is of a size of its own, whatever the number of persons: at one in one it is shared by twenty times as
    // many.
    let ledger = bytes_of_ledger(&world) as f64;
    let at_one_in_one = ledger / (persons * f64::from(world.one_in));

    println!("\nBytes a person in Bretagne, one household in {} ({persons} persons):", world.one_in);
    println!("  by the types of the columns  {by_types:>8.2}");
    println!("    person                     {person:>8.2}");
    println!("    household, {households:.3} a person {:>8.2}", household * households);
    println!("    firm, {firms:.4} a person     {:>8.2}", firm * firms);
    println!("  reserved, slack included     {reserved:>8.2}");
    println!("  ledger, at one in one        {at_one_in_one:>8.2}  ({:.1} MB in all)", ledger / 1e6);

    assert!(by_types <= MOST_BY_TYPES, "{by_types:.2} bytes a person by types");
    assert!(reserved <= MOST_RESERVED, "{reserved:.2} bytes a person reserved");
    assert!(reserved >= by_types * 0.999, "less is reserved than the columns hold");
    assert!(at_one_in_one < 1.0, "{at_one_in_one:.2} bytes a person of ledger at one in one");
}
