//! A small paired run for the tests of policies: the zone d'emploi of Nevers, one household in twenty, both arms on the
//! same draws.

use crate::behaviour::labour::LabourParameters;
use crate::behaviour::labour::hiring::Terms;
use crate::behaviour::labour::offer::is_accepted;
use crate::chance::Chance;
use crate::keys::Places;
use crate::law::Code;
use crate::measures::{Indicator, Record};
use crate::parameters::Parameters;
use crate::run::{Inputs, RunError, Silent, replicate};
use crate::scenario::{Options, Scenario, ScenarioFile};
use crate::territory::Territory;
use crate::units::{Cell, Cents, Month};
use crate::world::body::Body;
use crate::world::household::HouseholdRow;
use crate::world::person::PersonRow;
use crate::world::{Block, Post, Role, Rules, Status, Tenure};

/// Both arms of one seed.
pub struct Paired {
    pub reference: Record,
    pub reform: Record,
}

/// The scenario of `policy`, a table as in a file, checked against the territory carried.
pub fn scenario(territory: &Territory, through: &str, policy: &str) -> Result<Scenario, String> {
    let text = format!(
        "title = \"t\"\n[run]\nwhere = [\"ze:0060\"]\none_in = 20\nfrom = \"2019-01\"\nthrough = \"{through}\"\n\
         seeds = \"1..1\"\n{policy}\n[parameters]\n\"start.spin_up\" = \"24 months\"\n"
    );
    let places: &dyn Places = territory;
    let parameters = Parameters::load().expect("the parameters read");
    ScenarioFile::of("t.toml", &text)
        .and_then(|file| file.check(places, &parameters, &Options::default()))
        .map_err(|error| format!("{:?}", miette::Report::from(error)))
}

/// Both arms through the month.
pub fn run(through: &str, policy: &str) -> Paired {
    let territory = Territory::load(None).expect("the embedded tables are valid");
    let code = Code::load().expect("the law reads");
    let scenario = scenario(&territory, through, policy).unwrap_or_else(|error| panic!("{error}"));
    let inputs = Inputs { scenario: &scenario, territory: &territory, code: &code, parameters: &scenario.parameters };
    let done: Result<_, RunError> = replicate(inputs, 1, &Silent);
    let done = done.unwrap_or_else(|error| panic!("{error}"));
    Paired { reference: done.reference, reform: done.reform.expect("the scenario has a reform") }
}

/// What a post paid in a year, everywhere.
pub fn paid(record: &Record, post: Post, year: u16) -> Cents {
    record.accounts.iter().filter(|((y, p, _), _)| *y == year && *p == post).map(|(_, amount)| *amount).sum()
}

/// What a body received less what it paid in a year.
pub fn balance(record: &Record, body: Body, year: u16) -> Cents {
    let signed = |((y, post, _), amount): (&(u16, Post, crate::units::Departement), &Cents)| match *y == year {
        true if post.payee() == body => *amount,
        true if post.payer() == body => -*amount,
        _ => Cents::ZERO,
    };
    record.accounts.iter().map(signed).sum()
}

/// A count of the month, everywhere.
pub fn counted(record: &Record, indicator: Indicator, month: Month) -> i64 {
    let (_, cells) = record.months.iter().find(|(known, _)| *known == month).expect("the month is in the run");
    cells.iter().map(|counts| counts[indicator as usize]).sum()
}

impl Paired {
    /// Reform less reference.
    pub fn more_paid(&self, post: Post, year: u16) -> Cents {
        paid(&self.reform, post, year) - paid(&self.reference, post, year)
    }
    pub fn more(&self, indicator: Indicator, month: Month) -> i64 {
        counted(&self.reform, indicator, month) - counted(&self.reference, indicator, month)
    }
    /// Reform less reference, over the months of the years.
    pub fn more_over(&self, indicator: Indicator, years: std::ops::RangeInclusive<u16>) -> i64 {
        let months = years.flat_map(|year| (1..=12).map(move |month| Month::new(year, month)));
        months.map(|month| self.more(indicator, month)).sum()
    }
    /// Whether the two arms are one, to the last bit of their states and books.
    pub fn is_the_same(&self) -> bool {
        self.reference.full_digests == self.reform.full_digests
            && self.reference.digests == self.reform.digests
            && self.reference.accounts == self.reform.accounts
    }
}

/// Whether each of a thousand lone parents out of work, with a child of two, takes a part-time job at the SMIC.
pub fn accepted(rules: &Rules) -> Vec<bool> {
    let month = Month::new(2021, 6);
    let mut block = Block::new(Cell(0), 0);
    for founder in 0..1000 {
        let parent = PersonRow {
            founder,
            birth: Month::new(1990, 1),
            status: Status::Unemployed,
            role: Role::Head,
            ..PersonRow::default()
        };
        let child = PersonRow { founder: founder + 1_000_000, birth: Month::new(2019, 4), role: Role::Child, ..parent };
        let child = PersonRow { status: Status::Child, ..child };
        let home = HouseholdRow { rent: 5000, tenure: Tenure::PrivateTenant, zone: 2, ..HouseholdRow::default() };
        block.add(home, &[parent, child]);
    }
    let law = Code::load().expect("the law reads").at(month);
    let p = LabourParameters::new(&Parameters::load().expect("the parameters read"));
    let terms = Terms { hourly_wage: law.smic.hourly.0 as u16, hours: 20, fixed_term: false };
    let takes = |household: usize| is_accepted(&block, 2 * household, terms, &p, rules, &law, &Chance::new(5), month);
    (0..1000).map(takes).collect()
}
