//! Health spending in whole runs: what the old spend, what the ONDAM is, who pays for a regional target.

mod common;

use bassin::measures::Record;
use bassin::run::{Start, reference_arm};
use bassin::units::{Cents, Departement, Month};
use bassin::world::Post;
use bassin::world::body::Body;
use common::France;

const SPIN_UP: &str = "[parameters]\n\"start.spin_up\" = \"24 months\"\n";
const CARE: [Post; 3] = [Post::CityCare, Post::HospitalCare, Post::MedicoSocialCare];
/// The oldest départements of the metropole, and four young ones.
const OLD: [&str; 8] = ["23", "46", "36", "58", "15", "03", "65", "19"];
const YOUNG: [&str; 4] = ["93", "95", "91", "77"];

fn paid(record: &Record, year: u16, post: Post) -> Cents {
    record.accounts.iter().filter(|((of, known, _), _)| (*of, *known) == (year, post)).map(|(_, cents)| *cents).sum()
}

#[test]
fn old_departements_spend_more_a_head_and_no_more_once_their_age_is_counted() {
    let france = France::load();
    let places: Vec<String> = OLD.iter().chain(&YOUNG).map(|code| format!("\"dep:{code}\"")).collect();
    let run = format!("where = [{}]\none_in = 40\nthrough = \"2019-01\"", places.join(", "));
    let scenario = france.scenario(&run, SPIN_UP);
    let Start { mut world, engine } = france.january_2019(&scenario, 1);
    let mut arm = reference_arm(&france.code, &france.territory);
    france.live(&mut world, &mut arm, &engine, &scenario);
    let health = &france.territory.national.health;
    // By département: care of the month, persons, and what they would cost at the country's spending at their ages.
    let of = |code: &str| -> [f64; 3] {
        let row = france.territory.departements.iter().position(|d| d.code == code).expect("a département");
        let mut sums = [0.0; 3];
        for cell in france.territory.cells_of(Departement(row as u16)) {
            sums[0] += CARE.iter().map(|post| world.ledger.of_month(*post, *cell).to_euros()).sum::<f64>();
            for block in &world.blocks[world.blocks_of_cell[cell.index()].clone()] {
                for person in (0..block.persons.len()).filter(|row| block.persons.status[*row].is_alive()) {
                    let age = block.persons.age(person, Month::new(2019, 1)).min(100);
                    sums[1] += 1.0;
                    sums[2] += health.spending(age as u8).to_euros();
                }
            }
        }
        sums
    };
    let figures: Vec<(&str, [f64; 3])> = OLD.iter().chain(&YOUNG).map(|code| (*code, of(code))).collect();
    let total = |at: usize| figures.iter().map(|(_, sums)| sums[at]).sum::<f64>();
    let (by_head, by_age) = (total(0) / total(1), total(0) / total(2));
    let mut gaps = [[0.0; 2]; 2];
    println!("care a head relative to the mean of these départements, raw and at equal age:");
    for (code, [care, persons, expected]) in &figures {
        let (raw, at_equal_age) = (care / persons / by_head - 1.0, care / expected / by_age - 1.0);
        println!("  {code} {:+5.1} % {:+5.1} %", raw * 100.0, at_equal_age * 100.0);
        let (group, size) = if OLD.contains(code) { (0, OLD.len()) } else { (1, YOUNG.len()) };
        gaps[group][0] += raw / size as f64;
        gaps[group][1] += at_equal_age / size as f64;
    }
    let [raw, at_equal_age] = [0, 1].map(|at| gaps[0][at] - gaps[1][at]);
    println!("  old less young: {:+.1} %, at equal age {:+.1} %", raw * 100.0, at_equal_age * 100.0);
    assert!(raw > 0.25, "{raw}");
    assert!(at_equal_age.abs() < raw / 4.0, "{at_equal_age} of {raw}");
}

#[test]
fn the_targets_of_the_regions_sum_to_the_ondam_of_2019() {
    let france = France::load();
    let reform = format!(
        "[ordam]\nwhere = [\"reg:32\", \"reg:93\"]\nfrom = \"2019-02\"\nkey = \"age\"\ntransition = \"0 months\"\n\
         paid_by = \"other_regions\"\noverrun_rule = \"debt\"\n{SPIN_UP}"
    );
    let scenario = france.scenario("where = [\"france\"]\none_in = 1000\nthrough = \"2019-12\"", &reform);
    let replicate = france.replicate(&scenario, 1);
    let record = replicate.reform.as_ref().expect("a reform");
    let year = |post| paid(record, 2019, post).to_euros() * 1000.0 * 12.0 / 11.0 / 1e9;
    let (target, past) = (year(Post::OrdamTarget), year(Post::OrdamPast));
    println!("targets of 2019, brought to a year: {target:.1} G€; ONDAM 200.7 G€");
    assert!((target - past).abs() < 1e-6, "{target} {past}");
    assert!((target / 200.7 - 1.0).abs() < 0.02, "{target}");
}

#[test]
fn a_target_by_age_paid_by_the_others_leaves_the_branch_as_it_was() {
    let france = France::load();
    let scenario = |key: &str| {
        france.scenario(
            "where = [\"reg:32\", \"reg:75\", \"reg:27\"]\none_in = 200\nthrough = \"2020-12\"",
            &format!(
                "[ordam]\nwhere = [\"reg:75\"]\nfrom = \"2020-01\"\nkey = \"{key}\"\ntransition = \"5 years\"\n\
                 paid_by = \"other_regions\"\noverrun_rule = \"debt\"\n{SPIN_UP}"
            ),
        )
    };
    let change = |key: &str| {
        let done = france.replicate(&scenario(key), 1);
        let reform = done.reform.expect("a reform");
        let less = |post| paid(&reform, 2020, post) - paid(&done.reference, 2020, post);
        let branch: Cents = CARE.into_iter().chain([Post::CareAccess]).map(less).sum();
        (less(Post::CareAccess), branch)
    };
    let (access, branch) = change("age");
    assert!(access > Cents::ZERO, "Nouvelle-Aquitaine is old");
    assert!(branch.0.abs() * 20 < access.0, "the branch pays {branch} for {access}");
    assert_eq!(Post::CareAccess.payer(), Body::Maladie);
    assert_eq!(change("historical"), (Cents::ZERO, Cents::ZERO), "the key of the past moves nothing");
}
