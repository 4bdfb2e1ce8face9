//! What whole-program tests start from: the France the program carries, a scenario written in the test, and worlds
//! brought to January 2019.

#![allow(dead_code, reason = "each test file takes the part it needs")]

use bassin::engine::{Engine, Spent};
use bassin::law::Code;
use bassin::measures::Replicate;
use bassin::month::{self, Arm, Seen};
use bassin::parameters::Parameters;
use bassin::run::{self, Inputs, Silent, Start};
use bassin::scenario::{Options, Scenario, ScenarioFile};
use bassin::territory::Territory;
use bassin::world::World;
use bassin::world::digest::Fingerprint;

/// The tables and laws carried in the program.
pub struct France {
    pub territory: Territory,
    pub code: Code,
}

impl France {
    pub fn load() -> France {
        France {
            territory: Territory::load(None).expect("the tables carried in the program read"),
            code: Code::load().expect("the law carried in the program reads"),
        }
    }

    /// A scenario of which `run` says where, how large and how long, and `rest` what is changed.
    pub fn scenario(&self, run: &str, rest: &str) -> Scenario {
        let text = format!("title = \"Test\"\n[run]\nfrom = \"2019-01\"\nseeds = \"1..1\"\n{run}\n{rest}\n");
        let file = ScenarioFile::of("test.toml", &text).unwrap_or_else(|error| panic!("{error:?}\n{text}"));
        let parameters = Parameters::load().expect("the parameters carried in the program read");
        file.check(&self.territory, &parameters, &Options::default())
            .unwrap_or_else(|error| panic!("{:?}\n{text}", miette::Report::from(error)))
    }

    pub fn inputs<'a>(&'a self, scenario: &'a Scenario) -> Inputs<'a> {
        Inputs { scenario, territory: &self.territory, code: &self.code, parameters: &scenario.parameters }
    }

    /// One seed of a scenario, on all the threads of the pool.
    pub fn replicate(&self, scenario: &Scenario, seed: u64) -> Replicate {
        run::replicate(self.inputs(scenario), seed, &Silent).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The world of January 2019, spun up, with what its months read.
    pub fn january_2019(&self, scenario: &Scenario, seed: u64) -> Start {
        let inputs = self.inputs(scenario);
        let mut start = run::start(inputs, seed).unwrap_or_else(|error| panic!("{error}"));
        run::warm_up(&mut start, inputs, seed, &Silent).unwrap_or_else(|error| panic!("{error}"));
        start
    }

    /// Runs the month of `world` and moves on to the next; the books must close.
    pub fn live(&self, world: &mut World, arm: &mut Arm, engine: &Engine, scenario: &Scenario) -> Seen {
        let setting = run::setting(self.inputs(scenario), engine);
        let seen = month::month(world, arm, engine, &setting, &mut Spent::default());
        let seen = seen.unwrap_or_else(|error| panic!("{}: {error}", world.month));
        world.month = world.month.plus(1);
        seen
    }
}

/// The places where two states differ, each as cell, block, column.
pub fn differing<'a>(one: &'a [Fingerprint], other: &[Fingerprint]) -> Vec<&'a str> {
    assert_eq!(one.len(), other.len(), "the two states have other columns");
    one.iter().zip(other).filter(|(a, b)| a != b).map(|(a, _)| a.place.as_str()).collect()
}
