use super::super::super::law_values::tests::{Arms, balance, digests, last, mistake, paid, run};
use super::*;
use crate::measures::{Basis, Indicator, Record};
use crate::world::body::Body;

/// The Ille-et-Vilaine and the zone of Redon, which lies astride it: one household in eighty.
const PLACES: &str = "where = [\"dep:35\", \"ze:0062\"]\none_in = 80\nthrough = \"2021-12\"";

fn measure(keys: &str) -> String {
    format!(
        "[zoned_exemptions]\nwhere = [\"ze:0062\"]\nfrom = \"2019-07\"\noutside_law = true\ncompensated = true\n{keys}\n"
    )
}

const GENEROUS: &str =
    "general_reduction = \"on_top\"\nfull_up_to = 3\nnone_from = 4\nelasticity = 1.5\nadjustment = \"6 months\"";

fn forgone(record: &Record, year: u16) -> Cents {
    FORGONE.iter().map(|(post, _)| paid(record, *post, year)).sum()
}

#[test]
fn an_exemption_of_nothing_gives_exactly_the_reference() {
    let Arms { reference, reform } = run(PLACES, &measure("share = \"0 %\""));
    // The policy remembers its relief, none: the worlds are the same, month by month.
    assert_eq!(reference.months, reform.months);
    assert_eq!(reference.accounts, reform.accounts);
    assert_eq!(digests(&reference).len(), digests(&reform).len());
}

#[test]
fn the_state_makes_up_for_what_the_branches_forgo_to_the_cent() {
    let Arms { reference, reform } = run(PLACES, &measure("elasticity = 0"));
    assert!(forgone(&reform, 2020) > Cents::ZERO);
    assert_eq!(forgone(&reference, 2020), Cents::ZERO);
    for (forgone, made_up) in FORGONE {
        assert_eq!(paid(&reform, forgone, 2020), paid(&reform, made_up, 2020), "{forgone:?}");
    }
    // Nobody is hired nor laid off for it: firms have what the State has not.
    let change = |body| balance(&reform, body, 2020) - balance(&reference, body, 2020);
    assert_eq!(change(Body::Etat), -forgone(&reform, 2020));
    assert_eq!(change(Body::Firms), forgone(&reform, 2020));
    for branch in [Body::Maladie, Body::Vieillesse, Body::Famille] {
        assert_eq!(change(branch), Cents::ZERO);
    }
    assert_eq!(last(&reference, Indicator::Employed), last(&reform, Indicator::Employed));
}

#[test]
fn branches_bear_what_is_not_made_up_for() {
    let text = measure("elasticity = 0").replace("compensated = true", "compensated = false");
    let Arms { reference, reform } = run(PLACES, &text);
    let change = |body| balance(&reform, body, 2020) - balance(&reference, body, 2020);
    let branches = change(Body::Maladie) + change(Body::Vieillesse) + change(Body::Famille);
    assert_eq!((branches, change(Body::Etat)), (-forgone(&reform, 2020), Cents::ZERO));
}

#[test]
fn cheaper_labour_brings_jobs_to_the_zone_and_pays_those_who_come_to_work_there() {
    let kept = measure(&format!("{GENEROUS}\ndisplaced = \"0 %\""));
    let Arms { reference, reform } = run(PLACES, &kept);
    assert!(last(&reform, Indicator::Employed) > last(&reference, Indicator::Employed));
    let households = |record: &Record, basis: Basis, inside: bool| -> i64 {
        let zone = zone_of_redon();
        let mine = record.incomes.iter().filter(|((year, b, cell), _)| {
            (*year, *b) == (2021, basis) && cell.is_some_and(|cell| zone.contains(&cell) == inside)
        });
        mine.map(|(_, sum)| sum.households).sum()
    };
    let working = |record| households(record, Basis::Workplace, true);
    assert!(working(&reform) > working(&reference), "{} for {}", working(&reform), working(&reference));
    // Some of those the zone pays live elsewhere.
    let commuters = working(&reform) - households(&reform, Basis::Both, true);
    assert!(commuters > 0 && commuters < working(&reform), "{commuters} of {}", working(&reform));
    // Moved jobs are not gained.
    let moved = run(PLACES, &measure(&format!("{GENEROUS}\ndisplaced = \"100 %\""))).reform;
    assert!(last(&moved, Indicator::Employed) < last(&reform, Indicator::Employed));
}

fn zone_of_redon() -> Vec<Cell> {
    use crate::keys::{At, Level, Places};
    let territory = crate::territory::Territory::load(None).expect("the embedded tables are valid");
    let resolved = Places::resolve(&territory, "ze:0062", Level::Cells).expect("Redon is a zone");
    let At::Cells(cells) = resolved else { panic!("cells are asked for") };
    cells
}

#[test]
fn neighbours_lose_the_displaced_part_of_what_the_zone_gains() {
    let exemption = crate::world::Exemption {
        share: Rate::ONE,
        full_up_to: Rate(1_500_000),
        none_from: Rate(2_400_000),
        on_top: false,
    };
    let zone = Zone {
        measure: Measure {
            name: "here".to_owned(),
            cells: vec![Cell(0)],
            from: Month::new(2020, 1),
            through: None,
            exemption,
            compensated: true,
            elasticity: Rate(500_000),
            displaced: Rate(500_000),
            adjustment: 10,
        },
        cells: vec![Cell(0)],
        neighbours: vec![Cell(1), Cell(2)],
        relief: vec![Rate(40_000)],
    };
    let demand = |month: Month| {
        let mut rules = RuleBook(vec![Default::default(); 3]);
        zone.move_jobs(&mut rules, &[1_000, 1_500, 500], month);
        [0, 1, 2].map(|cell| rules.0[cell].labour_demand.0)
    };
    assert_eq!(demand(Month::new(2020, 1)), [1_000_000; 3], "firms take time");
    // Half of 4 % on 1,000 jobs are 20 jobs, ten of them from 2,000 jobs around.
    assert_eq!(demand(Month::new(2021, 1)), [1_020_000, 995_000, 995_000]);
    assert_eq!(demand(Month::new(2020, 6))[0], 1_010_000);
}

#[test]
fn jobs_cannot_come_from_neighbours_that_do_not_run() {
    let territory = crate::territory::Territory::load(None).expect("the embedded tables are valid");
    let parameters = crate::parameters::Parameters::load().expect("the parameters read");
    let cells = zone_of_redon();
    let setting = Setting {
        territory: &territory,
        parameters: &parameters,
        chance: crate::chance::Chance::new(1),
        cells: &cells,
        one_in: 1,
    };
    let measures = || {
        let text = measure("");
        let head = "where = [\"ze:0062\"]\nthrough = \"2020-12\"";
        let scenario = super::super::super::law_values::tests::scenario(&territory, head, &text);
        Measure::read_all(scenario.policy("zoned_exemptions").expect("it is asked for"))
    };
    let jobs = vec![10; territory.cells.len()];
    let refused = Zone::of(measures().remove(0), &setting, &jobs).err().expect("no neighbour runs");
    assert!(refused.contains("run.where") && refused.contains("displaced"), "{refused}");
    let alone = Measure { displaced: Rate(0), ..measures().remove(0) };
    assert!(Zone::of(alone, &setting, &jobs).is_ok());
}

#[test]
fn limits_out_of_order_and_cumulation_within_the_law_are_refused() {
    assert!(mistake(&measure("full_up_to = 2\nnone_from = 1.8")).is_some_and(|text| text.contains("none_from")));
    let lawful = |keys: &str| measure(keys).replace("outside_law = true", "outside_law = false");
    assert!(mistake(&lawful("general_reduction = \"on_top\"")).is_some_and(|text| text.contains("general_reduction")));
    assert!(mistake(&lawful("full_up_to = 1.6")).is_some_and(|text| text.contains("full_up_to")));
    assert_eq!(mistake(&lawful("")), None);
    let silent = measure("").replace("compensated = true\n", "");
    assert!(mistake(&silent).is_some_and(|text| text.contains("compensated")), "who pays is a choice");
}
