//! Départements without agents, for the tests of policies of public finance: budgets of one in a hundred, and RSA, APA
//! and PCH paid as published in 2019, times what a test says.

use std::collections::BTreeMap;

use super::hooks::{Policy, Setting};
use crate::behaviour::public_accounts::{self, PublicFinance};
use crate::chance::Chance;
use crate::parameters::Parameters;
use crate::territory::Territory;
use crate::territory::path::Trend;
use crate::units::{Cell, Cents, Departement, Month, Rate};
use crate::world::body::Body;
use crate::world::splitting::{self, spread};
use crate::world::{Ledger, Post, Public, World};

const TREND: Trend = Trend { prices: 0.018, real_wages: 0.007, employment: 0.0, real_ondam: 0.01 };

pub struct Bench {
    pub territory: Territory,
    pub parameters: Parameters,
    pub cells: Vec<Cell>,
    pub finance: PublicFinance,
    pub world: World,
}

/// What agents cost a year, relative to 2019, by département; and prices.
pub struct Course {
    pub rsa: fn(year: u16, code: &str) -> f64,
    pub apa: fn(year: u16, code: &str) -> f64,
    pub prices: fn(year: u16) -> f64,
}

/// Nothing moves.
pub const STILL: Course = Course { rsa: |_, _| 1.0, apa: |_, _| 1.0, prices: |_| 1.0 };

impl Bench {
    pub fn new(codes: &[&str]) -> Bench {
        let territory = Territory::load(None).expect("the embedded territory loads");
        let parameters = Parameters::load().expect("the embedded parameters load");
        let mut cells: Vec<Cell> =
            codes.iter().flat_map(|code| territory.cells_of(departement(&territory, code)).to_vec()).collect();
        cells.sort_unstable();
        let inhabitants: Vec<u32> = territory.cells.iter().map(|c| c.population_2019 / 100).collect();
        let finance = PublicFinance::new(&territory, &parameters, &TREND, &cells, &inhabitants);
        let count = territory.cells.len();
        let world = World {
            ranks: crate::parallel::Ranks::alone(),
            month: Month::new(2018, 1),
            one_in: 100,
            blocks: Vec::new(),
            blocks_of_cell: vec![0..0; count],
            firms: Default::default(),
            ledger: Ledger::new(count),
            local_income: Default::default(),
            displaced: vec![0; count],
            public: Public::new(inhabitants, territory.departements.len()),
        };
        Bench { territory, parameters, cells, finance, world }
    }

    pub fn departement(&self, code: &str) -> Departement {
        departement(&self.territory, code)
    }

    pub fn departements(&self, codes: &[&str]) -> Vec<Departement> {
        let mut list: Vec<Departement> = codes.iter().map(|code| self.departement(code)).collect();
        list.sort_unstable();
        list
    }

    pub fn setting(&self) -> Setting<'_> {
        Setting {
            territory: &self.territory,
            parameters: &self.parameters,
            chance: Chance::new(1),
            cells: &self.cells,
            one_in: 100,
        }
    }

    /// Lives the years 2018 (the unreported one) to `last`; the December ledger of each.
    pub fn live(
        &mut self,
        mut policy: Option<&mut (dyn Policy + 'static)>,
        last: u16,
        course: &Course,
    ) -> BTreeMap<u16, Ledger> {
        let mut books = BTreeMap::new();
        for year in 2018..=last {
            self.world.ledger.start_year();
            self.world.public.figures.prices = Rate::from_fraction((course.prices)(year));
            for m in 1..=12 {
                let month = Month::new(year, m);
                self.world.ledger.start_month();
                self.agents(month, course);
                public_accounts::month(&mut self.world, &self.finance, month);
                if let Some(policy) = policy.as_deref_mut() {
                    let setting = Setting {
                        territory: &self.territory,
                        parameters: &self.parameters,
                        chance: Chance::new(1),
                        cells: &self.cells,
                        one_in: 100,
                    };
                    policy.public_accounts(&mut self.world, &setting, month);
                }
                public_accounts::providers_spend(&mut self.world.ledger, &self.cells);
            }
            public_accounts::close_year(&mut self.world, &self.finance, Month::new(year, 12));
            books.insert(year, self.world.ledger.clone());
        }
        books
    }

    fn agents(&mut self, month: Month, course: &Course) {
        for budget in &self.finance.departements {
            let row = &self.territory.departements[budget.departement.index()];
            let simulated = budget.weights.iter().sum::<u64>() as i64;
            let spending = row.spending_2019;
            for (post, yearly, level) in [
                (Post::Rsa, spending.rsa_allowance, (course.rsa)(month.year(), &row.code)),
                (Post::Apa, spending.apa, (course.apa)(month.year(), &row.code)),
                (Post::Pch, spending.pch, 1.0),
                (Post::CsgWagesMaladie, Cents::euros(2_000) * i64::from(row.population_2019), 1.0),
                (Post::CrdsPensions, Cents::euros(20) * i64::from(row.population_2019), 1.0),
            ] {
                let here = yearly.share(simulated, i64::from(row.population_2019)).times(Rate::from_fraction(level));
                let amount = splitting::of_month(here, month.month_of_year());
                spread(&mut self.world.ledger, post, amount, &budget.cells, &budget.weights);
            }
        }
    }

    /// What a post came to in a year in a département.
    pub fn paid(&self, ledger: &Ledger, code: &str, post: Post) -> Cents {
        let cells = self.territory.cells_of(self.departement(code)).iter();
        cells.map(|cell| ledger.of_year(post, *cell)).sum()
    }

    /// What a body received less what it paid, everywhere.
    pub fn balance(&self, ledger: &Ledger, body: Body) -> Cents {
        self.cells.iter().map(|cell| ledger.year_balance(body, *cell)).sum()
    }
}

fn departement(territory: &Territory, code: &str) -> Departement {
    let row = territory.departements.iter().position(|d| d.code == code).expect("it exists");
    Departement(row as u16)
}

/// Every amount of a ledger, to compare two to the cent.
pub fn bytes(ledger: &Ledger) -> Vec<u8> {
    let mut bytes = Vec::new();
    ledger.put(&mut bytes);
    bytes
}
