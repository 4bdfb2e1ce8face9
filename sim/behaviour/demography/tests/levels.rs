//! Levels: at the scale of France, what comes out is what is published.

use super::small_france::{FRANCE, everyone, run, world};
use crate::behaviour::demography::probabilities::{AGES, FERTILE};
use crate::behaviour::demography::unions;
use crate::chance::Chance;
use crate::territory::Sex;
use crate::units::Cell;
use crate::world::person::{Role, Status};

#[test]
fn france_has_about_750_thousand_births_and_610_thousand_deaths_in_2019() {
    let now = FRANCE.probabilities.of_year(2019);
    let people = &FRANCE.probabilities.population;
    let births: f64 = FERTILE.map(|age| people[1][usize::from(age)] * now.fertility[usize::from(age)]).sum();
    assert!((735_000.0..765_000.0).contains(&births), "{births}");
    let deaths: f64 = (0..2)
        .map(|sex| people[sex].iter().zip(&now.death[sex]).map(|(count, chance)| count * chance).sum::<f64>())
        .sum();
    assert!((600_000.0..625_000.0).contains(&deaths), "{deaths}");
    let expectancy = Sex::BOTH.map(|sex| life_expectancy(&now.death[sex.index()]));
    assert!((expectancy[0] - 79.7).abs() < 0.4 && (expectancy[1] - 85.6).abs() < 0.4, "{expectancy:?}");
}

/// Life expectancy at birth of chances by age reached: the year of birth is half a year on average, deaths fall in the
/// middle of the others.
fn life_expectancy(death: &[f64; AGES]) -> f64 {
    let mut alive = 1.0 - death[0];
    let mut years = 0.5;
    for chance in &death[1..] {
        years += alive * (1.0 - chance / 2.0);
        alive -= alive * chance;
    }
    years
}

#[test]
fn unions_make_up_for_separations_and_deaths() {
    let from = &FRANCE.probabilities;
    let chances = unions::chances(from, from.of_year(2019));
    let of_sex = |sex: usize| -> f64 {
        (19..111).map(|age| from.population[sex][age] * (1.0 - from.in_couple[sex][age]) * chances[sex][age]).sum()
    };
    let (men, women) = (of_sex(0), of_sex(1));
    // 425,000 couples end by separation (recalled) and some 270,000 by death; their number hardly grows.
    assert!((550_000.0..750_000.0).contains(&women), "{women}");
    assert!((0.7..1.3).contains(&(men / women)), "{men} {women}");
}

#[test]
fn five_years_of_a_small_france_resemble_the_five_years_published() {
    // Cells of every kind of place; the population is the same in each, so that levels are unweighted.
    let cells: Vec<Cell> = (0..FRANCE.territory.cells.len() as u16).step_by(40).map(Cell).collect();
    let mut small = world(&cells, 15_000, 2);
    let couples = |world: &crate::world::World| {
        everyone(world).iter().filter(|(_, p, ..)| p.role == Role::Partner && p.status.is_alive()).count() as f64
    };
    let living =
        |world: &crate::world::World| everyone(world).iter().filter(|(_, p, ..)| p.status.is_alive()).count() as f64;
    let (people, paired) = (living(&small), couples(&small));
    let years = run(&mut small, &Chance::new(21), 5);
    let scale = 67_258_000.0 / people;
    let published_births = [748_673.0, 729_322.0, 735_398.0, 723_791.0, 670_642.0];
    let published_deaths = [610_570.0, 665_945.0, 658_624.0, 655_474.0, 635_191.0];
    let sum = |published: [f64; 5]| published.iter().sum::<f64>();
    let births: f64 = years.iter().map(|(_, events)| f64::from(events.births)).sum::<f64>() * scale;
    let deaths: f64 = years.iter().map(|(_, events)| f64::from(events.deaths)).sum::<f64>() * scale;
    assert!((births / sum(published_births) - 1.0).abs() < 0.08, "births {births}");
    assert!((deaths / sum(published_deaths) - 1.0).abs() < 0.08, "deaths {deaths}");
    // Population grew by 2.05 % from January 2019 to January 2024 (67.258 to 68.638 million).
    let growth = living(&small) / people;
    assert!((1.005..1.035).contains(&growth), "growth {growth}");
    let drift = couples(&small) / paired / growth;
    assert!((0.95..1.05).contains(&drift), "couples a person {drift}");
    // Published or recalled flows of a year: separations 425,000, leaving home about 650,000.
    let a_year = |count: &dyn Fn(&crate::behaviour::demography::YearOfDemography) -> u32| {
        years.iter().map(|(year, _)| f64::from(count(year))).sum::<f64>() / 5.0 * scale
    };
    let separations = a_year(&|year| year.separations);
    assert!((340_000.0..510_000.0).contains(&separations), "separations {separations}");
    let unions = a_year(&|year| year.unions);
    assert!((450_000.0..800_000.0).contains(&unions), "unions {unions}");
}

#[test]
fn one_mover_in_four_changes_departement_and_net_migration_is_as_published() {
    let from = &FRANCE.probabilities;
    let share = |cell: usize| FRANCE.destinations.leaving_share(Cell(cell as u16));
    let people: f64 = from.cells.iter().map(|place| place.population).sum();
    let leaving: f64 =
        (0..from.cells.len()).map(|cell| share(cell) * from.cells[cell].population).sum::<f64>() / people;
    assert!((0.30..0.38).contains(&leaving), "{leaving}");
    // Paris loses people to the rest of the country, Hérault gains.
    let net = |code: &str| {
        let departement = FRANCE.territory.departements.iter().position(|row| row.code == code).expect("a département");
        let mut flow = 0i64;
        for origin in 0..from.cells.len() as u16 {
            let here = from.cells[usize::from(origin)].departement.index() == departement;
            let people = from.cells[usize::from(origin)].population;
            for draw in 0..2000u32 {
                let to = FRANCE.destinations.of_mover(Cell(origin), draw * (u32::MAX / 2000));
                let there = from.departement(to).index() == departement;
                flow += (i64::from(there) - i64::from(here)) * people as i64;
            }
        }
        flow
    };
    assert!(net("75") < 0);
    assert!(net("34") > 0);
}

#[test]
fn few_births_are_to_women_without_a_partner() {
    let cells: Vec<Cell> = vec![FRANCE.cell("3216"), FRANCE.cell("1109")];
    let mut small = world(&cells, 40_000, 2);
    run(&mut small, &Chance::new(8), 1);
    let mut born = [0u32; 2];
    for block in &small.blocks {
        for home in 0..block.households.len() {
            let rows = block.households.member_rows(home);
            let couple = rows.clone().any(|row| block.persons.role[row] == Role::Partner);
            let newborns = rows.filter(|&row| block.persons.lineage[row] > 0).count() as u32;
            born[usize::from(couple)] += newborns;
        }
    }
    let share = f64::from(born[0]) / f64::from(born[0] + born[1]);
    assert!(born[1] > 600 && (0.03..0.15).contains(&share), "{born:?}");
}

#[test]
fn moves_leave_no_one_out_of_the_population() {
    let cells: Vec<Cell> = (0..FRANCE.territory.cells.len() as u16).step_by(60).map(Cell).collect();
    let mut small = world(&cells, 5_000, 1);
    let years = run(&mut small, &Chance::new(13), 1);
    assert!(years[0].0.persons_moved > 0);
    let abroad = everyone(&small).iter().filter(|(id, ..)| id.founder >= 1 << 31).count() as u32;
    // Some of those who arrive are dead or were not born by December: none is lost.
    assert_eq!(abroad, years[0].0.arrivals);
    assert!(everyone(&small).iter().all(|(_, person, ..)| person.status != Status::Unborn));
}
