//! Statements about a whole arm: when its books are closed.

use super::arm::Runner;
use super::*;
use crate::keys::Places;
use crate::measures::Record;
use crate::policies::hooks::Policy;
use crate::scenario::{Options, ScenarioFile};
use crate::units::Cents;
use crate::world::Post;
use crate::world::post::Account;

/// Pays a cent of housing aid in April to a household nobody knows.
struct Forgetful;

impl Policy for Forgetful {
    fn name(&self) -> &'static str {
        "forgetful"
    }
    fn starts(&self) -> Month {
        Month::new(2019, 4)
    }
    fn public_accounts(&mut self, world: &mut World, setting: &Setting, month: Month) {
        if month == self.starts() {
            world.ledger.pay(Post::HousingAid, setting.cells[0], Cents(1));
        }
    }
    fn put(&self, _: &mut Vec<u8>) {}
}

/// Runs the arm of enacted law with `policies` from January 2019 through `through`.
fn run_through(through: &str, policies: Vec<Box<dyn Policy>>) -> Result<Record, RunError> {
    let territory = Territory::load(None).expect("the embedded tables are valid");
    let code = Code::load().expect("the law reads");
    let parameters = Parameters::load().expect("the parameters read");
    let text = format!(
        "title = \"t\"\n[run]\nwhere = [\"ze:0062\"]\none_in = 400\nthrough = \"{through}\"\nseeds = \"1..1\"\n\
         [parameters]\n\"start.spin_up\" = \"24 months\"\n"
    );
    let places: &dyn Places = &territory;
    let scenario = ScenarioFile::of("t.toml", &text)
        .and_then(|file| file.check(places, &parameters, &Options::default()))
        .unwrap_or_else(|error| panic!("{error:?}"));
    let inputs = Inputs { scenario: &scenario, territory: &territory, code: &code, parameters: &scenario.parameters };
    let mut start = start(inputs, 1)?;
    warm_up(&mut start, inputs, 1, &Silent)?;
    let Start { mut world, engine } = start;
    let mut runner = Runner::new("reform", Arm { policies, ..reference_arm(&code, &territory) }, &scenario);
    let (setting, until) = (setting(inputs, &engine), scenario.run.through.plus(1));
    let eyes = arm::Eyes { watch: &mut |_| {}, keep: &mut |_, _, _| {} };
    runner.run(&mut world, &engine, &setting, until, 1, &Silent, eyes)?;
    Ok(runner.record)
}

#[test]
fn a_run_that_ends_in_june_closes_its_books_in_june() {
    let record = run_through("2019-06", Vec::new()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(record.months.last().map(|(month, _)| *month), Some(Month::new(2019, 6)));
    let error = run_through("2019-06", vec![Box::new(Forgetful)]).expect_err("nobody received the cent");
    let RunError::Books { month, arm, source } = error else { panic!("{error}") };
    assert_eq!((month, arm), (Month::new(2019, 6), "reform"));
    let BooksDoNotClose::Account { account, ledger, columns, .. } = source else { panic!("{source}") };
    assert_eq!((account, ledger - columns), (Account::Benefits, Cents(1)));
}

#[test]
fn a_run_that_ends_before_a_fault_has_nothing_to_complain_of() {
    assert!(run_through("2019-03", vec![Box::new(Forgetful)]).is_ok());
}
