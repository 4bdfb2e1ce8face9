//! The kernel in Bassin's engine: columns in blocks, one counter-based block of random words a person-month, stages in
//! parallel with what crosses blocks merged in order between them. The same result for any number of threads.

use bassin::chance::{Chance, Process, Threshold, below};
use bassin::parallel;
use bassin::units::{Month as Date, PersonId};
use bassin_peers::{
    APPLICATION, AT_START, Asked, CAPACITY, End, HIGHEST_WAGE, INSURED, LOWEST_WAGE, Month, NOBODY, SEPARATION,
    benefit, spending, tell,
};

/// Persons to a block: small enough for a core's own cache.
const BLOCK: u32 = 8192;

bassin::columns! {
    /// The persons of a block.
    pub struct Persons of PersonRow {
        employer: u32,
        wage: u32,
        rights: u8,
        wealth: u32,
    }
}

bassin::columns! {
    pub struct Firms of FirmRow { jobs: u8 }
}

struct Block {
    first: u32,
    persons: Persons,
}

struct Application {
    firm: u32,
    score: u32,
    person: u32,
}

/// What leaves a block before the markets.
#[derive(Default)]
struct Outgoing {
    left: Vec<u32>,
    applications: Vec<Application>,
}

struct Hire {
    row: u32,
    firm: u32,
}

struct Economy {
    blocks: Vec<Block>,
    firms: Firms,
    chance: Chance,
}

fn id(founder: u32) -> PersonId {
    PersonId { founder, lineage: 0 }
}

fn wage(word: u32) -> u32 {
    LOWEST_WAGE + below(HIGHEST_WAGE - LOWEST_WAGE + 1, word)
}

fn populate(asked: Asked) -> Economy {
    let (chance, firms) = (Chance::new(asked.seed), asked.firms());
    let blocks = parallel::build(asked.persons.div_ceil(BLOCK) as usize, |number| {
        let first = number as u32 * BLOCK;
        let last = (first + BLOCK).min(asked.persons);
        let mut persons = Persons::with_capacity((last - first) as usize);
        for person in first..last {
            let has_job = person < u32::from(AT_START) * firms;
            persons.push(PersonRow {
                employer: if has_job { person % firms } else { NOBODY },
                wage: wage(chance.traits(id(person), 0)[0]),
                rights: if has_job { 0 } else { INSURED },
                wealth: 0,
            });
        }
        Block { first, persons }
    });
    Economy { blocks, firms: Firms { jobs: vec![AT_START; firms as usize] }, chance }
}

/// Separations and applications of a block.
fn search(block: &mut Block, chance: &Chance, date: Date, firms: u32) -> Outgoing {
    let separation = Threshold::from_probability(f64::from(SEPARATION) / 100.0);
    let application = Threshold::from_probability(f64::from(APPLICATION) / 100.0);
    let mut out = Outgoing::default();
    let Persons { employer, rights, .. } = &mut block.persons;
    for (row, (employer, rights)) in employer.iter_mut().zip(rights).enumerate() {
        let person = block.first + row as u32;
        let words = chance.person(Process::MonthlyEvents, date, id(person), 0);
        if *employer != NOBODY {
            if !separation.happens(words[0]) {
                continue;
            }
            out.left.push(*employer);
            *employer = NOBODY;
            *rights = INSURED;
        }
        if application.happens(words[1]) {
            out.applications.push(Application { firm: below(firms, words[2]), score: words[3], person });
        }
    }
    out
}

/// Fills the free places of every firm with its applicants of the lowest scores; hires by block.
fn clear(economy: &mut Economy, outgoing: Vec<Outgoing>) -> (Vec<Vec<Hire>>, Month) {
    let mut sums = Month::default();
    let mut applications = Vec::with_capacity(outgoing.iter().map(|out| out.applications.len()).sum());
    for out in outgoing {
        sums.separations += out.left.len() as u64;
        for firm in out.left {
            economy.firms.jobs[firm as usize] -= 1;
        }
        applications.extend(out.applications);
    }
    sums.applications = applications.len() as u64;
    parallel::sort_by_unique_key(&mut applications, |one| (one.firm, one.score, one.person));
    let mut hires: Vec<Vec<Hire>> = economy.blocks.iter().map(|_| Vec::new()).collect();
    for one in applications {
        let jobs = &mut economy.firms.jobs[one.firm as usize];
        if *jobs < CAPACITY {
            *jobs += 1;
            sums.hires += 1;
            hires[(one.person / BLOCK) as usize].push(Hire { row: one.person % BLOCK, firm: one.firm });
        }
    }
    (hires, sums)
}

/// New jobs, incomes, spending and wealth of a block.
fn pay(block: &mut Block, hires: Vec<Hire>, chance: &Chance, date: Date) -> Month {
    let Persons { employer, wage: wages, rights, wealth } = &mut block.persons;
    for Hire { row, firm } in hires {
        let word = chance.person(Process::JobTerms, date, id(block.first + row), 0)[0];
        let row = row as usize;
        (employer[row], wages[row], rights[row]) = (firm, wage(word), 0);
    }
    let mut sums = Month::default();
    for (((employer, wage), rights), wealth) in employer.iter().zip(wages).zip(rights).zip(wealth) {
        let income = if *employer != NOBODY {
            sums.wages += u64::from(*wage);
            *wage
        } else {
            let income = benefit(*rights, *wage);
            *rights = rights.saturating_sub(1);
            sums.unemployed += 1;
            sums.benefits += u64::from(income);
            income
        };
        let spent = spending(income, *wealth);
        *wealth = *wealth + income - spent;
        sums.spending += u64::from(spent);
        sums.wealth += u64::from(*wealth);
    }
    sums
}

fn month(economy: &mut Economy, date: Date) -> Month {
    let (chance, firms) = (economy.chance, economy.firms.len() as u32);
    let outgoing = parallel::map_mut(&mut economy.blocks, |_, block| search(block, &chance, date, firms));
    let (hires, mut sums) = clear(economy, outgoing);
    for part in parallel::zip_mut(&mut economy.blocks, hires, |_, block, hires| pay(block, hires, &chance, date)) {
        sums.add(&part);
    }
    sums
}

fn main() {
    let asked = Asked::read();
    let live = || {
        tell(
            || populate(asked),
            |mut economy| {
                let months = (1..=asked.months).map(|date| month(&mut economy, Date(date))).collect();
                let has_job = |block: &Block| block.persons.employer.iter().filter(|firm| **firm != NOBODY).count();
                let end = End {
                    employed: economy.blocks.iter().map(has_job).sum::<usize>() as u64,
                    jobs: economy.firms.jobs.iter().map(|jobs| u64::from(*jobs)).sum(),
                    largest: economy.firms.jobs.iter().copied().max().map_or(0, u64::from),
                };
                (months, end)
            },
        );
    };
    parallel::with_threads(asked.threads, live).expect("threads start");
}
