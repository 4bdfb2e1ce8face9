//! The kernel in krABMaga: agents in its schedule, what they share in the State. A scheduled agent acts once a step, and
//! markets stand between two acts of a month; hence in a step an agent first closes the month before (is hired or not, is
//! paid, spends), then opens its own (loses its job or not, applies or not), and the State clears the markets after the
//! step. A run of 120 months has 121 steps, of which the first only opens and the last only closes.

use std::any::Any;

use bassin_peers::{
    APPLICATION, AT_START, Asked, CAPACITY, End, HIGHEST_WAGE, INSURED, LOWEST_WAGE, Month, NOBODY, SEPARATION,
    benefit, spending, tell,
};
use krabmaga::engine::agent::Agent;
use krabmaga::engine::schedule::Schedule;
use krabmaga::engine::state::State;
use krabmaga::rand::rngs::SmallRng;
use krabmaga::rand::seq::SliceRandom;
use krabmaga::rand::{Rng, SeedableRng};

struct Economy {
    asked: Asked,
    step: u64,
    rng: SmallRng,
    /// Jobs of each firm.
    firms: Vec<u8>,
    applications: Vec<(u32, u32)>,
    /// By person: the firm that hired them in the month's market.
    hired_by: Vec<u32>,
    opened: Month,
    months: Vec<Month>,
    employed: u64,
}

impl Economy {
    fn new(asked: Asked) -> Economy {
        Economy {
            asked,
            step: 0,
            rng: SmallRng::seed_from_u64(asked.seed),
            firms: vec![AT_START; asked.firms() as usize],
            applications: Vec::new(),
            hired_by: vec![NOBODY; asked.persons as usize],
            opened: Month::default(),
            months: Vec::new(),
            employed: 0,
        }
    }

    fn end(&self) -> End {
        End {
            employed: self.employed,
            jobs: self.firms.iter().map(|jobs| u64::from(*jobs)).sum(),
            largest: self.firms.iter().copied().max().map_or(0, u64::from),
        }
    }
}

impl State for Economy {
    fn init(&mut self, schedule: &mut Schedule) {
        let firms = self.asked.firms();
        for id in 0..self.asked.persons {
            let has_job = id < u32::from(AT_START) * firms;
            let person = Person {
                id,
                employer: if has_job { id % firms } else { NOBODY },
                wage: self.rng.random_range(LOWEST_WAGE..=HIGHEST_WAGE),
                rights: if has_job { 0 } else { INSURED },
                wealth: 0,
            };
            schedule.schedule_repeating(Box::new(person), 0.0, 0);
        }
    }
    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
    fn as_state_mut(&mut self) -> &mut dyn State {
        self
    }
    fn as_state(&self) -> &dyn State {
        self
    }
    fn reset(&mut self) {
        *self = Economy::new(self.asked);
    }
    fn update(&mut self, step: u64) {
        self.step = step;
    }
    /// The markets.
    fn after_step(&mut self, _: &mut Schedule) {
        let mut applications = std::mem::take(&mut self.applications);
        applications.shuffle(&mut self.rng);
        for (person, firm) in applications.drain(..) {
            let jobs = &mut self.firms[firm as usize];
            if *jobs < CAPACITY {
                *jobs += 1;
                self.opened.hires += 1;
                self.hired_by[person as usize] = firm;
            }
        }
        self.applications = applications;
        if self.step < u64::from(self.asked.months) {
            self.months.push(std::mem::take(&mut self.opened));
        }
    }
}

#[derive(Clone)]
struct Person {
    id: u32,
    employer: u32,
    wage: u32,
    rights: u8,
    wealth: u32,
}

impl Person {
    /// What follows the markets of the month before.
    fn close_month(&mut self, economy: &mut Economy) {
        let firm = std::mem::replace(&mut economy.hired_by[self.id as usize], NOBODY);
        if firm != NOBODY {
            (self.employer, self.rights) = (firm, 0);
            self.wage = economy.rng.random_range(LOWEST_WAGE..=HIGHEST_WAGE);
        }
        let Some(sums) = economy.months.last_mut() else { return };
        let income = if self.employer != NOBODY {
            sums.wages += u64::from(self.wage);
            self.wage
        } else {
            let income = benefit(self.rights, self.wage);
            self.rights = self.rights.saturating_sub(1);
            sums.unemployed += 1;
            sums.benefits += u64::from(income);
            income
        };
        let spent = spending(income, self.wealth);
        self.wealth = self.wealth + income - spent;
        sums.spending += u64::from(spent);
        sums.wealth += u64::from(self.wealth);
    }

    /// What comes before the markets.
    fn open_month(&mut self, economy: &mut Economy) {
        if self.employer != NOBODY {
            if !economy.rng.random_bool(f64::from(SEPARATION) / 100.0) {
                return;
            }
            economy.firms[self.employer as usize] -= 1;
            economy.opened.separations += 1;
            (self.employer, self.rights) = (NOBODY, INSURED);
        }
        if economy.rng.random_bool(f64::from(APPLICATION) / 100.0) {
            let firm = economy.rng.random_range(0..economy.firms.len() as u32);
            economy.applications.push((self.id, firm));
            economy.opened.applications += 1;
        }
    }
}

impl Agent for Person {
    fn step(&mut self, state: &mut dyn State) {
        let economy = state.as_any_mut().downcast_mut::<Economy>().expect("the economy");
        if economy.step > 0 {
            self.close_month(economy);
        }
        if economy.step < u64::from(economy.asked.months) {
            self.open_month(economy);
        } else {
            economy.employed += u64::from(self.employer != NOBODY);
        }
    }
}

fn main() {
    let asked = Asked::read();
    tell(
        || {
            let mut economy = Economy::new(asked);
            let mut schedule = Schedule::new();
            economy.init(&mut schedule);
            (economy, schedule)
        },
        |(mut economy, mut schedule)| {
            for _ in 0..=asked.months {
                schedule.step(economy.as_state_mut());
            }
            (economy.months.clone(), economy.end())
        },
    );
}
