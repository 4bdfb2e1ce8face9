//! What the three programs have in common: the numbers of the kernel, the record of a month, how a run is told. None of
//! the kernel's work is here, so that each library does all of it.

use std::time::Instant;

/// Persons to a firm.
pub const PERSONS_PER_FIRM: u32 = 20;
/// Jobs a firm can have.
pub const CAPACITY: u8 = 19;
/// Employees of each firm at the start.
pub const AT_START: u8 = 18;
/// Chance to lose a job in a month, and to apply when without one, in hundredths.
pub const SEPARATION: u32 = 2;
pub const APPLICATION: u32 = 60;
/// Monthly wages are whole cents from the first to the second, both included.
pub const LOWEST_WAGE: u32 = 150_000;
pub const HIGHEST_WAGE: u32 = 350_000;
/// Months of insurance after a job.
pub const INSURED: u8 = 12;
/// Benefit of the insured, in hundredths of the last wage.
pub const REPLACEMENT: u32 = 57;
/// Benefit of the others, cents a month.
pub const MINIMUM: u32 = 60_000;
/// Employer of who has none.
pub const NOBODY: u32 = u32::MAX;

/// What a person without a job is paid.
#[inline]
pub fn benefit(rights: u8, last_wage: u32) -> u32 {
    if rights > 0 { last_wage * REPLACEMENT / 100 } else { MINIMUM }
}

/// What a person spends of an income and a wealth.
#[inline]
pub fn spending(income: u32, wealth: u32) -> u32 {
    income * 80 / 100 + wealth / 100
}

/// Sums of a month.
#[derive(Clone, Copy, Default)]
pub struct Month {
    pub separations: u64,
    pub applications: u64,
    pub hires: u64,
    pub unemployed: u64,
    pub wages: u64,
    pub benefits: u64,
    pub spending: u64,
    /// Of all, at the end of the month.
    pub wealth: u64,
}

impl Month {
    /// Adds the sums of a part of the persons.
    pub fn add(&mut self, part: &Month) {
        self.separations += part.separations;
        self.applications += part.applications;
        self.hires += part.hires;
        self.unemployed += part.unemployed;
        self.wages += part.wages;
        self.benefits += part.benefits;
        self.spending += part.spending;
        self.wealth += part.wealth;
    }
}

/// What stands at the end, for the checks.
#[derive(Clone, Copy, Default)]
pub struct End {
    pub employed: u64,
    /// Jobs counted at the firms.
    pub jobs: u64,
    /// Of the largest firm.
    pub largest: u64,
}

/// What is asked: persons, months, threads, seed.
#[derive(Clone, Copy)]
pub struct Asked {
    pub persons: u32,
    pub months: u16,
    pub threads: usize,
    pub seed: u64,
}

impl Asked {
    /// From the command line: `PERSONS MONTHS THREADS SEED`.
    pub fn read() -> Asked {
        let words: Vec<u64> = std::env::args().skip(1).map(|word| word.parse().expect("a whole number")).collect();
        let [persons, months, threads, seed] = words[..] else { panic!("give PERSONS MONTHS THREADS SEED") };
        assert!(persons > 0 && persons % u64::from(PERSONS_PER_FIRM) == 0, "persons go by {PERSONS_PER_FIRM}");
        Asked { persons: persons as u32, months: months as u16, threads: threads as usize, seed }
    }

    pub fn firms(&self) -> u32 {
        self.persons / PERSONS_PER_FIRM
    }
}

/// Runs `prepare` and `run`, timed apart, and prints one line of JSON.
pub fn tell<T>(prepare: impl FnOnce() -> T, run: impl FnOnce(T) -> (Vec<Month>, End)) {
    let clock = Instant::now();
    let ready = prepare();
    let prepared = clock.elapsed().as_secs_f64();
    let clock = Instant::now();
    let (months, end) = run(ready);
    let seconds = clock.elapsed().as_secs_f64();
    let rows: Vec<String> = months
        .iter()
        .map(|m| {
            let Month { separations, applications, hires, unemployed, wages, benefits, spending, wealth } = m;
            format!("[{separations},{applications},{hires},{unemployed},{wages},{benefits},{spending},{wealth}]")
        })
        .collect();
    println!(
        "{{\"prepared\":{prepared:.6},\"seconds\":{seconds:.6},\"peak_kib\":{},\"employed\":{},\"jobs\":{},\"largest\":{},\
         \"months\":[{}]}}",
        peak_kib(),
        end.employed,
        end.jobs,
        end.largest,
        rows.join(",")
    );
}

/// The largest resident size of this process, as Linux tells it; 0 elsewhere.
pub fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
