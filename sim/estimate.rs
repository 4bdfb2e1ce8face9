//! What a run will take (persons, time, memory) and the smallest effect it can show, told before it runs: `bassin check`.
//!
//! Why it exists: an analyst must know whether to wait a minute or a night, and that forty jobs in a small zone on one
//! seed drown in noise, before reading a result. It reads the scenario and the territory, may make the starting
//! population to count it, and runs no month. Everything here is a forecast: no result depends on it.

mod told;

use std::collections::BTreeMap;

use crate::chance::Chance;
use crate::law::Law;
use crate::population;
use crate::run::{UNREPORTED, first_difference};
use crate::scenario::{Scenario, Seeds};
use crate::territory::{Place, Territory, TerritoryError};
use crate::units::Cell;

/// What a month of a person takes, in nanoseconds with two threads, and likewise a month of the spin-up, in which only
/// labour runs, the making of the population shared out over them. Measured on one run of `scenarios/tzcld.toml` (1.95
/// million persons, 240 months of spin-up, 12 unreported, 60 in each arm) on a quiet machine of two cores: 43.6 s, of
/// which 26.5 s in the 225 million person-months reported (118 ns each), as much for each of the 23 million unreported,
/// and the rest, 14.3 s, over the 468 million of the spin-up.
pub const NS_PER_PERSON_MONTH: f64 = 118.0;
pub const NS_PER_PERSON_MONTH_OF_SPIN_UP: f64 = 30.0;

/// The share of the work that more threads do not shorten: the same run took 80 s of processor time in 44 s on two
/// cores, hence 8 s of 80 alone. More than two cores were not measured.
pub const NOT_SHARED_OUT: f64 = 0.1;

/// Memory of a person at the peak: about 93 bytes of state in each arm, and what a month of one needs beside. Measured
/// on the same run: 195 MB of state, 509 MB at the peak, two arms.
pub const STATE_BYTES: f64 = 93.0;
pub const PEAK_BYTES_BEYOND_STATE: f64 = 60.0;
/// Memory of the program with its tables and laws, nobody simulated: 35 MB, measured.
pub const PROGRAM_BYTES: f64 = 35e6;

/// Share of a zone's people whose status is another 60 months after one hire more, undone a month later: at most this,
/// measured at one in one in Nevers, 160,000 inhabitants, over five hires (`tests/pairing.rs`). The net number employed
/// then differs by a few only, as those that differ do so in either direction.
pub const ECHO_OF_ONE_HIRE: f64 = 0.0015;

/// Above so many simulated persons, the starting population is not made to be counted: it would take too long.
const MOST_COUNTED: u64 = 2_500_000;

/// Simulated persons by cell of the run, in its order.
pub struct People {
    pub by_cell: Vec<u64>,
    /// The seed whose starting population was counted; `None` if inhabitants were divided by `one_in` instead.
    pub counted_on: Option<u64>,
}

/// A place with what stands for it in the run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Behind {
    /// `ze:3216 Lille`.
    pub place: String,
    /// Real inhabitants in January 2019 of its part that runs.
    pub inhabitants: u64,
    /// Simulated persons in the first month.
    pub simulated: u64,
}

/// What a scenario and its variants will take.
pub struct Estimate {
    pub counted_on: Option<u64>,
    /// Simulated persons in the first month, in one arm.
    pub persons: u64,
    pub one_in: u32,
    /// Over all seeds, arms and variants, the spin-up apart.
    pub person_months: f64,
    pub seeds: usize,
    /// Whether fewer seeds may do.
    pub seeds_at_most: bool,
    /// The reform as written and its variants; none if the reference alone runs.
    pub reforms: usize,
    pub cores: usize,
    /// Elapsed, on these cores.
    pub seconds: f64,
    /// At the peak.
    pub bytes: f64,
    /// By code.
    pub zones: Vec<Behind>,
    pub departements: Vec<Behind>,
}

impl People {
    /// Inhabitants divided by the scale: what a look at the scenario alone can tell.
    pub fn by_inhabitants(scenario: &Scenario, territory: &Territory) -> People {
        let of = |cell: &Cell| u64::from(territory.cells[cell.index()].population_2019 / scenario.run.one_in);
        People { by_cell: scenario.run.cells.iter().map(of).collect(), counted_on: None }
    }
}

/// Memory of one arm's state, in bytes.
pub fn bytes_of_state(people: &People) -> f64 {
    people.by_cell.iter().sum::<u64>() as f64 * STATE_BYTES
}

/// Counts the starting population of the first seed, or, where it is large, divides inhabitants.
///
/// # Errors
/// When the territory's tables lack a figure population needs.
pub fn people(scenario: &Scenario, territory: &Territory, law: &Law) -> Result<People, TerritoryError> {
    let (cells, one_in) = (&scenario.run.cells, scenario.run.one_in);
    let inhabitants = |cell: &Cell| u64::from(territory.cells[cell.index()].population_2019);
    if cells.iter().map(inhabitants).sum::<u64>() / u64::from(one_in) > MOST_COUNTED {
        return Ok(People::by_inhabitants(scenario, territory));
    }
    let seed = first_seed(&scenario.run.seeds);
    let (_, made) = population::populate(territory, law, cells, one_in, &Chance::new(seed))?;
    let of =
        |cell: &Cell| made.cells.iter().filter(|count| count.cell == *cell).map(|count| u64::from(count.persons)).sum();
    Ok(People { by_cell: cells.iter().map(of).collect(), counted_on: Some(seed) })
}

fn first_seed(seeds: &Seeds) -> u64 {
    match seeds {
        Seeds::List(list) => list.first().map_or(1, |seed| u64::from(*seed)),
        Seeds::Until { .. } => 1,
    }
}

/// Months of one seed: of the spin-up, and lived whole in all arms, the unreported ones included.
pub fn months(scenario: &Scenario) -> (u64, u64) {
    let reform = first_difference(scenario).map_or(0, |fork| scenario.run.through.plus(1).since(fork));
    let lived = u64::from(UNREPORTED) + u64::from(scenario.run.months()) + u64::from(reform);
    (u64::from(scenario.parameters.months("start.spin_up")), lived)
}

/// Memory at the peak of one seed of scenarios that run from one past, the program apart: the reference, the world of the
/// fork kept for those still to come, and the reform under way.
pub fn bytes_of_replicate(scenario: &Scenario, territory: &Territory, reforms: usize) -> f64 {
    let people = People::by_inhabitants(scenario, territory);
    let arms = match reforms {
        0 => 1.0,
        1 => 2.0,
        _ => 3.0,
    };
    people.by_cell.iter().sum::<u64>() as f64 * (arms * STATE_BYTES + PEAK_BYTES_BEYOND_STATE)
}

/// The persons of a zone, real ones, below whose number an effect on one seed is not told from noise.
///
/// Formula: one hire more or less leaves [`ECHO_OF_ONE_HIRE`] of the zone's simulated persons otherwise, each as likely
/// one way as the other, so that their net number has a standard deviation of its square root; twice that (95 %), times
/// the persons each stands for. Seeds are independent: n of them divide it by the square root of n.
pub fn smallest_effect(simulated: u64, one_in: u32) -> f64 {
    2.0 * (ECHO_OF_ONE_HIRE * simulated as f64).sqrt() * f64::from(one_in)
}

impl Estimate {
    /// For a scenario with its variants, run on `cores`.
    pub fn new(scenario: &Scenario, territory: &Territory, people: &People, cores: usize) -> Estimate {
        let persons: u64 = people.by_cell.iter().sum();
        let variants = scenario.variants.iter().filter_map(|variant| variant.scenario.as_ref());
        let runs: Vec<&Scenario> = std::iter::once(scenario).chain(variants).collect();
        let (seeds, seeds_at_most) = match &scenario.run.seeds {
            Seeds::List(list) => (list.len(), false),
            Seeds::Until { at_most, .. } => (*at_most as usize, true),
        };
        let (mut spun, mut lived) = (0, 0);
        for run in &runs {
            let (spin_up, months) = months(run);
            spun += spin_up;
            lived += months;
        }
        let times = persons as f64 * seeds as f64;
        let on_two = times * (spun as f64 * NS_PER_PERSON_MONTH_OF_SPIN_UP + lived as f64 * NS_PER_PERSON_MONTH) * 1e-9;
        let elapsed = |cores: f64| NOT_SHARED_OUT + (1.0 - NOT_SHARED_OUT) / cores;
        let reforms = runs.iter().filter(|run| first_difference(run).is_some()).count();
        let arms = if reforms > 0 { 2.0 } else { 1.0 };
        Estimate {
            counted_on: people.counted_on,
            persons,
            one_in: scenario.run.one_in,
            person_months: times * lived as f64,
            seeds,
            seeds_at_most,
            reforms,
            cores,
            seconds: on_two * elapsed(cores.max(1) as f64) / elapsed(2.0),
            bytes: PROGRAM_BYTES + persons as f64 * (arms * STATE_BYTES + PEAK_BYTES_BEYOND_STATE),
            zones: behind(scenario, territory, people, |cell| Place::Zone(territory.cells[cell.index()].zone)),
            departements: behind(scenario, territory, people, |cell| {
                Place::Departement(territory.cells[cell.index()].departement)
            }),
        }
    }
}

fn behind(scenario: &Scenario, territory: &Territory, people: &People, of: impl Fn(Cell) -> Place) -> Vec<Behind> {
    let mut places: BTreeMap<Place, (u64, u64)> = BTreeMap::new();
    for (cell, simulated) in scenario.run.cells.iter().zip(&people.by_cell) {
        let sums = places.entry(of(*cell)).or_default();
        sums.0 += u64::from(territory.cells[cell.index()].population_2019);
        sums.1 += simulated;
    }
    let named = |(place, (inhabitants, simulated))| Behind { place: territory.label(place), inhabitants, simulated };
    places.into_iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Language;
    use crate::law::Code;
    use crate::parameters::Parameters;
    use crate::scenario::{Options, ScenarioFile};
    use crate::units::Month;

    fn scenario(territory: &Territory, text: &str) -> Scenario {
        let file = ScenarioFile::of("test.toml", text).unwrap();
        file.check(territory, &Parameters::load().unwrap(), &Options::default()).unwrap()
    }

    #[test]
    fn the_run_its_costs_were_measured_on_is_estimated_at_what_it_took() {
        let territory = Territory::load(None).unwrap();
        let scenario = scenario(&territory, include_str!("../scenarios/tzcld.toml"));
        let people = People::by_inhabitants(&scenario, &territory);
        let estimate = |cores| Estimate::new(&scenario, &territory, &people, cores);
        let two = estimate(2);
        // Measured: 43.6 s elapsed and 80 s of processor on two cores, 509 MB.
        assert!((40.0..48.0).contains(&two.seconds), "{} s", two.seconds);
        assert!((72.0..88.0).contains(&estimate(1).seconds), "{} s on one core", estimate(1).seconds);
        assert!((480e6..560e6).contains(&two.bytes), "{} bytes", two.bytes);
        assert!(estimate(64).seconds > two.seconds / 8.0, "not all work is shared out");
    }

    #[test]
    fn seeds_variants_and_arms_take_their_time_and_a_second_arm_its_memory() {
        let territory = Territory::load(None).unwrap();
        let text = |seeds: &str, rest: &str| {
            format!("title = \"t\"\n[run]\nwhere = [\"ze:0060\"]\nthrough = \"2019-12\"\nseeds = \"{seeds}\"\n{rest}")
        };
        let of = |seeds: &str, rest: &str| {
            let scenario = scenario(&territory, &text(seeds, rest));
            Estimate::new(&scenario, &territory, &People::by_inhabitants(&scenario, &territory), 2)
        };
        let one = of("1..1", "");
        assert!((of("1..20", "").seconds / one.seconds - 20.0).abs() < 1e-9);
        let law = "[law.\"rsa.base\"]\nvalue = \"600 €/month\"\nfrom = \"2019-07\"\n";
        let reform = of("1..1", law);
        assert_eq!((one.reforms, reform.reforms), (0, 1));
        assert_eq!(reform.person_months - one.person_months, 6.0 * one.persons as f64);
        assert_eq!(reform.bytes - one.bytes, STATE_BYTES * one.persons as f64);
        let two = of("1..1", &format!("{law}[variant.more.law.\"rsa.base\"]\nvalue = \"700 €/month\"\n"));
        assert!((two.seconds / reform.seconds - 2.0).abs() < 1e-9 && two.reforms == 2);
    }

    #[test]
    fn the_persons_behind_a_zone_and_a_departement_are_those_of_the_starting_population() {
        let territory = Territory::load(None).unwrap();
        let law = Code::load().unwrap().at(Month::new(2019, 1));
        let scenario = scenario(
            &territory,
            "title = \"t\"\n[run]\nwhere = [\"dep:58\", \"ze:0060\"]\none_in = 40\nthrough = \"2019-12\"\nseeds = \"7..8\"\n",
        );
        let people = people(&scenario, &territory, &law).unwrap();
        assert_eq!(people.counted_on, Some(7));
        let (world, _) = population::populate(&territory, &law, &scenario.run.cells, 40, &Chance::new(7)).unwrap();
        let estimate = Estimate::new(&scenario, &territory, &people, 2);
        assert_eq!(estimate.persons, world.persons() as u64);
        let sum = |list: &[Behind]| list.iter().map(|place| place.simulated).sum::<u64>();
        assert_eq!((sum(&estimate.zones), sum(&estimate.departements)), (estimate.persons, estimate.persons));
        let nievre = territory.departement("58").unwrap();
        let blocks = world.blocks.iter();
        let mine = blocks.filter(|block| territory.cells[block.cell.index()].departement == nievre);
        let behind = estimate.departements.iter().find(|place| place.place == "dep:58 Nièvre").unwrap();
        assert_eq!(behind.simulated, mine.map(|block| block.persons.len() as u64).sum::<u64>());
        for language in [Language::English, Language::French] {
            assert!(estimate.told(language).contains(&told::whole(behind.simulated)));
        }
    }

    #[test]
    fn all_of_france_at_one_in_one_is_not_made_to_be_counted() {
        let territory = Territory::load(None).unwrap();
        let law = Code::load().unwrap().at(Month::new(2019, 1));
        let scenario =
            scenario(&territory, "title = \"t\"\n[run]\nwhere = [\"france\"]\none_in = 1\nthrough = \"2019-12\"\n");
        let people = people(&scenario, &territory, &law).unwrap();
        assert_eq!(people.counted_on, None);
        let estimate = Estimate::new(&scenario, &territory, &people, 2);
        assert!((66_000_000..68_000_000).contains(&estimate.persons), "{}", estimate.persons);
        assert!(estimate.told(Language::English).contains("divided"));
    }

    #[test]
    fn a_smaller_sample_or_a_larger_zone_needs_a_larger_effect_in_persons() {
        // By hand: 0.15 % of 160,000 is 240, whose root is 15.5; twice that is 31.
        assert_eq!(smallest_effect(160_000, 1).round(), 31.0);
        // One in 100: 2.4 persons, root 1.55, times 2 and 100.
        assert_eq!(smallest_effect(1_600, 100).round(), 310.0);
        assert!(smallest_effect(600_000, 1) > smallest_effect(160_000, 1));
    }
}
