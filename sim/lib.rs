//! Bassin: an agent-based simulator of territorial social policy in France.
//!
//! Persons, households, firms and *entreprises à but d'emploi* live in real zones d'emploi, month by month, under enacted
//! law (the reference) and with a scenario's policies (the reform), on the same random draws. `sim/MODEL.md` tells the
//! model in ODD form; the README what the program does.
//!
//! # A run, from a scenario to a figure
//!
//! ```
//! use bassin::institutions;
//! use bassin::measures::Record;
//! use bassin::run::{self, Inputs, Silent};
//! use bassin::scenario::{Options, ScenarioFile};
//! use bassin::territory::Territory;
//! use bassin::units::Cents;
//! use bassin::world::Post;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let text = r#"
//! title = "A higher RSA in Nevers"
//! [run]
//! where   = ["ze:0060"]
//! one_in  = 100
//! through = "2019-12"
//! [law."rsa.base"]
//! from  = "2019-07"
//! value = "700 €/month"
//! "#;
//! // The tables and the law carried in the program; mistakes of the text are errors that point into it.
//! let territory = Territory::load(None)?;
//! let parameters = institutions::parameters(&territory)?;
//! let code = institutions::law(&territory)?;
//! let scenario = ScenarioFile::of("nevers.toml", text)?.check(&territory, &parameters, &Options::default())?;
//!
//! // One seed, both arms: one run until July, when the law changes in one of them.
//! let inputs = Inputs { scenario: &scenario, territory: &territory, code: &code, parameters: &scenario.parameters };
//! let replicate = run::replicate(inputs, 1, &Silent)?;
//! let reform = replicate.reform.as_ref().ok_or("the scenario changes nothing")?;
//!
//! // What the département paid as RSA, in each arm; one simulated household stands for a hundred.
//! let rsa = |arm: &Record| -> Cents {
//!     arm.accounts.iter().filter(|((_, post, _), _)| *post == Post::Rsa).map(|(_, paid)| *paid).sum()
//! };
//! let more = (rsa(reform) - rsa(&replicate.reference)) * i64::from(replicate.one_in);
//! assert!(more > Cents::ZERO, "a higher RSA costs more");
//! println!("RSA paid in Nevers in 2019, reform less reference: {more}");
//! # Ok(())
//! # }
//! ```
//!
//! Results as the program writes them (tables, page, manifest) are made by [`report::Writer`] from such replicates.
//!
//! # The modules, in reading order
//!
//! | module | what it is |
//! | --- | --- |
//! | [`units`] | money, months, places, people: what everything else is written in |
//! | [`chance`], [`parallel`] | the only makers of random draws and of threads |
//! | [`territory`] | places and reference figures; the path France followed |
//! | [`law`] | taxes and benefits: facts of a household in, cents out; dated values |
//! | [`world`], [`measures`] | the state of a run and its books; what is counted of it |
//! | [`input`], [`keys`], [`parameters`], [`local_data`], [`scenario`], [`institutions`] | what a user may write, checked, with errors that point into the file |
//! | [`behaviour`], [`policies`] | what agents do, one process a file; what a scenario may change, one policy a file |
//! | [`population`] | the France of January 2019 |
//! | [`month`] | the month, one call a line; with [`engine`], [`market_stage`], [`demand_path`], [`poverty_line`] |
//! | [`run`], [`spin_up`], [`ensemble`], [`calibrate`] | one seed in both arms; what comes before its first month; all seeds; what the reference is set on |
//! | [`report`], [`validation`], [`fit`], [`estimate`], [`sensitivity`] | results; published figures beside simulated ones; parameters set on them; what a run will take; which numbers carry a result |
//!
//! Dependencies run one way, which a test keeps:
//! `main → ensemble → run → month → behaviour, policies → law, world → territory, chance, units`;
//! `report` reads `world`, never the reverse; `law` imports only `units`.

pub mod units;

pub mod chance;
pub mod parallel;

pub mod territory;

pub mod law;

#[macro_use]
pub mod world;
pub mod measures;

pub mod input;
pub mod keys;
pub mod local_data;
pub mod parameters;

pub mod institutions;
pub mod scenario;
pub mod schema;

pub mod behaviour;
pub mod policies;
pub mod population;

pub mod demand_path;
pub mod engine;
pub mod market_stage;
pub mod month;
pub mod poverty_line;

pub mod ensemble;
pub mod run;
pub mod spin_up;

pub mod calibrate;

pub mod report;

pub mod fit;
pub mod validation;

pub mod estimate;

pub mod sensitivity;
