//! How long a month takes and how much memory a person takes: `cargo bench`.
//!
//! Two parts. Criterion times one ordinary month of Bretagne, with its interval. Then metropolitan France lives three
//! years at several sizes and numbers of threads, each in a process of its own so that memory can be told, and one table
//! sets each phase beside its budget. `BASSIN_BENCH_LARGE=1 cargo bench` adds one household in five (a few minutes and
//! two gigabytes).

use std::process::Command;
use std::time::Instant;

use bassin::engine::{Engine, Spent};
use bassin::law::Code;
use bassin::month::{self, Arm};
use bassin::parallel;
use bassin::parameters::Parameters;
use bassin::run::{self, Inputs, Silent, Start};
use bassin::scenario::{Options, Scenario, ScenarioFile};
use bassin::territory::Territory;
use bassin::world::{World, digest};
use criterion::{BatchSize, Criterion, Throughput};

/// The phases as the month times them, with the aim for each in nanoseconds a person on one core at full size. The
/// budget of demand is with separations, that of public accounts and measures with the households' stage.
const BUDGET: [(&str, Option<u32>); 8] = [
    ("new year", Some(4)),
    ("demand", None),
    ("separations and search", Some(9)),
    ("markets and acceptance", Some(9)),
    ("pay, entitlements, tax, care, consumption", Some(34)),
    ("public accounts", None),
    ("measures and closing", None),
    ("digest", Some(2)),
];
const WHOLE: u32 = 58;
/// The most a month may take on one core, nanoseconds a person.
const REACH: u32 = 200;

/// Which case a child process runs: `one_in/threads`.
const CASE: &str = "BASSIN_BENCH_CASE";
const YEARS: u16 = 3;

fn main() {
    if let Ok(case) = std::env::var(CASE) {
        live_case(&case);
        return;
    }
    let mut criterion = Criterion::default().configure_from_args();
    ordinary_month(&mut criterion);
    criterion.final_summary();
    let mut cases = vec![(100, 1), (100, 2), (20, 1), (20, 2)];
    if std::env::var_os("BASSIN_BENCH_LARGE").is_some_and(|asked| asked == "1") {
        cases.extend([(5, 1), (5, 2)]);
    }
    // `cargo bench -- NAME` asks for one thing only.
    if !std::env::args().skip(1).any(|argument| !argument.starts_with('-')) {
        print_table(&cases.into_iter().map(run_case).collect::<Vec<_>>());
    }
}

struct France {
    territory: Territory,
    code: Code,
    scenario: Scenario,
}

impl France {
    fn of(places: &str, one_in: u32) -> France {
        let territory = Territory::load(None).expect("the tables carried in the program read");
        let text = format!(
            "title = \"Bench\"\n[run]\nwhere = [\"{places}\"]\none_in = {one_in}\nthrough = \"{}-12\"\n\
             [parameters]\n\"start.spin_up\" = \"24 months\"\n",
            2018 + YEARS
        );
        let parameters = Parameters::load().expect("the parameters carried in the program read");
        let file = ScenarioFile::of("bench.toml", &text).expect("a scenario");
        let scenario = file.check(&territory, &parameters, &Options::default()).expect("a right one");
        France { territory, code: Code::load().expect("the law carried in the program reads"), scenario }
    }

    fn inputs(&self) -> Inputs<'_> {
        let (scenario, territory, code) = (&self.scenario, &self.territory, &self.code);
        Inputs { scenario, territory, code, parameters: &scenario.parameters }
    }

    fn january_2019(&self) -> Start {
        let mut start = run::start(self.inputs(), 1).expect("a world");
        run::warm_up(&mut start, self.inputs(), 1, &Silent).expect("books that close");
        start
    }

    fn live(&self, world: &mut World, arm: &mut Arm, engine: &Engine, spent: &mut Spent) {
        let setting = run::setting(self.inputs(), engine);
        month::month(world, arm, engine, &setting, spent).expect("books that close");
    }
}

/// One month between two Januaries, everything warm: what most months are.
fn ordinary_month(criterion: &mut Criterion) {
    let france = France::of("reg:53", 20);
    let Start { mut world, engine } = france.january_2019();
    let mut arm = run::reference_arm(&france.code, &france.territory);
    france.live(&mut world, &mut arm, &engine, &mut Spent::default());
    world.month = world.month.plus(1);
    let mut group = criterion.benchmark_group("an ordinary month of Bretagne, one in 20");
    group.sample_size(20).throughput(Throughput::Elements(world.persons() as u64));
    for threads in [1, 2] {
        group.bench_function(format!("{threads} thread(s)"), |bencher| {
            bencher.iter_batched(
                || (world.clone(), run::reference_arm(&france.code, &france.territory)),
                |(mut world, mut arm)| {
                    let month = || france.live(&mut world, &mut arm, &engine, &mut Spent::default());
                    parallel::with_threads(threads, month).expect("threads start");
                    world
                },
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

/// What a child process found, nanoseconds in sum over the months but for the years.
#[derive(Default)]
struct Found {
    one_in: u32,
    threads: usize,
    persons: u64,
    person_months: u64,
    phases: Vec<u64>,
    /// Each year alone, with its person-months: the spread.
    years: Vec<(u64, u64)>,
    state_bytes: u64,
    /// The most the process ever held, if the system tells.
    peak_bytes: Option<u64>,
    before_start: f64,
}

/// In the child: lives three years and prints what it found, one `key value` a line.
fn live_case(case: &str) {
    let (one_in, threads) = case.split_once('/').expect("one_in/threads");
    let one_in: u32 = one_in.parse().expect("a number");
    let threads: usize = threads.parse().expect("a number");
    let found = parallel::with_threads(threads, || measure(one_in)).expect("threads start");
    println!("persons {}", found.persons);
    println!("person_months {}", found.person_months);
    println!("state_bytes {}", found.state_bytes);
    println!("before_start {}", found.before_start);
    for nanoseconds in found.phases {
        println!("phase {nanoseconds}");
    }
    for (nanoseconds, person_months) in found.years {
        println!("year {nanoseconds} {person_months}");
    }
    if let Some(bytes) = peak_bytes() {
        println!("peak_bytes {bytes}");
    }
}

fn measure(one_in: u32) -> Found {
    let france = France::of("metropole", one_in);
    let clock = Instant::now();
    let Start { mut world, engine } = france.january_2019();
    let mut found = Found { before_start: clock.elapsed().as_secs_f64(), ..Found::default() };
    let mut arm = run::reference_arm(&france.code, &france.territory);
    let mut spent = Spent::default();
    let mut digests = 0;
    for _ in 0..YEARS {
        let clock = Instant::now();
        let mut person_months = 0;
        for _ in 0..12 {
            france.live(&mut world, &mut arm, &engine, &mut spent);
            let clock = Instant::now();
            std::hint::black_box(digest::of_month(&world));
            digests += clock.elapsed().as_nanos() as u64;
            person_months += world.persons() as u64;
            world.month = world.month.plus(1);
        }
        found.years.push((clock.elapsed().as_nanos() as u64, person_months));
        found.person_months += person_months;
        found.state_bytes = found.state_bytes.max(world.reserved_bytes() as u64);
    }
    let of = |name: &str| spent.phases.iter().find(|(phase, _)| *phase == name).map(|(_, nanoseconds)| *nanoseconds);
    let unknown: Vec<_> = spent.phases.iter().filter(|(p, _)| BUDGET.iter().all(|(name, _)| name != p)).collect();
    assert!(unknown.is_empty(), "phases the bench does not know: {unknown:?}");
    found.phases = BUDGET.iter().map(|(name, _)| of(name).unwrap_or(0)).collect();
    if let Some(last) = found.phases.last_mut() {
        *last = digests;
    }
    found.persons = world.persons() as u64;
    found
}

/// The largest resident size of this process, where Linux tells it.
fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}

/// In the parent: starts the child and reads what it prints.
fn run_case((one_in, threads): (u32, usize)) -> Found {
    eprintln!("metropolitan France, one in {one_in}, {threads} thread(s) …");
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program).env(CASE, format!("{one_in}/{threads}")).output().expect("the child runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut found = Found { one_in, threads, ..Found::default() };
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let mut words = line.split_whitespace();
        let key = words.next().unwrap_or("");
        let numbers: Vec<f64> = words.filter_map(|word| word.parse().ok()).collect();
        match (key, numbers.as_slice()) {
            ("persons", [n]) => found.persons = *n as u64,
            ("person_months", [n]) => found.person_months = *n as u64,
            ("state_bytes", [n]) => found.state_bytes = *n as u64,
            ("before_start", [n]) => found.before_start = *n,
            ("phase", [n]) => found.phases.push(*n as u64),
            ("year", [n, months]) => found.years.push((*n as u64, *months as u64)),
            ("peak_bytes", [n]) => found.peak_bytes = Some(*n as u64),
            _ => panic!("the child printed {line}"),
        }
    }
    found
}

impl Found {
    fn of_phase(&self, phase: usize) -> f64 {
        self.phases[phase] as f64 / self.person_months as f64
    }
    fn whole(&self) -> f64 {
        self.phases.iter().sum::<u64>() as f64 / self.person_months as f64
    }
    /// The fastest and slowest year, nanoseconds a person-month.
    fn spread(&self) -> (f64, f64) {
        let of = |(nanoseconds, months): &(u64, u64)| *nanoseconds as f64 / *months as f64;
        let years: Vec<f64> = self.years.iter().map(of).collect();
        (years.iter().copied().fold(f64::INFINITY, f64::min), years.iter().copied().fold(0.0, f64::max))
    }
}

fn print_table(all: &[Found]) {
    let row = |name: &str, cell: &dyn Fn(&Found) -> String, budget: &str| {
        print!("{name:<44}");
        for found in all {
            print!("{:>12}", cell(found));
        }
        println!("{budget:>10}");
    };
    let number = |budget: Option<u32>| budget.map_or(String::new(), |n| n.to_string());
    println!("\nMetropolitan France, {YEARS} years. Nanoseconds a person-month (wall time):");
    row("", &|f| format!("1 in {} × {}", f.one_in, f.threads), "budget");
    row("persons", &|f| f.persons.to_string(), "");
    for (phase, (name, budget)) in BUDGET.iter().enumerate() {
        row(name, &|f| format!("{:.1}", f.of_phase(phase)), &number(*budget));
    }
    row("whole month", &|f| format!("{:.1}", f.whole()), &WHOLE.to_string());
    row(
        "  fastest to slowest year",
        &|f| {
            let (low, high) = f.spread();
            format!("{low:.0}-{high:.0}")
        },
        "",
    );
    row("bytes a person, state", &|f| format!("{:.1}", f.state_bytes as f64 / f.persons as f64), "120");
    let megabytes = |bytes: u64| format!("{:.0} MB", bytes as f64 / 1e6);
    row("peak of the process", &|f| f.peak_bytes.map_or("-".to_owned(), megabytes), "");
    row("before January 2019 (24 + 12 months)", &|f| format!("{:.1} s", f.before_start), "");
    row(
        "a year of simulation",
        &|f| format!("{:.2} s", f.whole() * f.person_months as f64 / 1e9 / f64::from(YEARS)),
        "",
    );

    let of = |one_in, threads| all.iter().find(|f| f.one_in == one_in && f.threads == threads);
    println!();
    for one_in in [100, 20, 5] {
        if let (Some(one), Some(two)) = (of(one_in, 1), of(one_in, 2)) {
            println!("two threads against one, one in {one_in}: {:.2} times (aim 1.7)", one.whole() / two.whole());
        }
    }
    if let (Some(small), Some(large)) = (of(100, 1), of(5, 1)) {
        println!("a person at one in 5 against one in 100: {:.2} times (at most 1.3)", large.whole() / small.whole());
    }
    if let Some(found) = of(20, 1) {
        println!("one core, one in 20: {:.0} ns a person-month (at most {REACH}, aim {WHOLE})", found.whole());
    }
}
