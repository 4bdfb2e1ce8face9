//! `bassin bench`: what a month costs on this machine, as one TOML for whoever schedules large runs. It lives the enacted
//! law alone, times every phase, and sets the state a month must move beside what the machine's memory moves.

mod machine;
mod triad;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use bassin::engine::Spent;
use bassin::ensemble::{Inputs, Progress as _};
use bassin::month;
use bassin::parallel;
use bassin::run::{self, RunError, Start};
use bassin::scenario::ScenarioFile;
use bassin::world::digest;
use clap::Args;

use super::failure::Failure;
use super::progress::Shown;
use super::run::{check, months};
use super::{Changes, memory, say};

#[derive(Args)]
pub struct BenchArgs {
    /// Simulate one household in so many.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    one_in: u32,
    /// Months to time, from January 2019.
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u16).range(1..=120))]
    months: u16,
    /// Where: as in a scenario (`metropole`, `reg:53`, `dep:59`, `ze:0060`). May be given several times.
    #[arg(long = "where", value_name = "PLACE", default_value = "metropole")]
    places: Vec<String>,
    /// Threads to use; 0 for all.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// Months of labour alone before the first, after which twelve whole months run untimed. The cost of a month hardly
    /// depends on it; a run's own default is much longer.
    #[arg(long, value_name = "MONTHS", default_value_t = 24, value_parser = clap::value_parser!(u16).range(24..=480))]
    spin_up: u16,
    /// The seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Write the TOML in this file instead of printing it.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// No progress.
    #[arg(long)]
    quiet: bool,
}

/// What was measured of the simulation.
#[derive(Default)]
struct Measured {
    persons: u64,
    person_months: u64,
    /// Elapsed, of the timed months.
    seconds: f64,
    seconds_of_population: f64,
    seconds_of_spin_up: f64,
    /// Nanoseconds elapsed in each phase, in the order of the month.
    phases: Vec<(&'static str, u64)>,
    state_bytes: u64,
    peak_bytes: Option<u64>,
    /// Digest of the last month: two machines that give the same have done the same work.
    digest: String,
}

/// Processes that share the population: one, until it is split over nodes.
const RANKS: u32 = 1;

/// Bytes of each array of the triad where the caches are not known.
const ARRAY_BYTES: u64 = 256 << 20;

pub fn bench(args: &BenchArgs) -> Result<(), Failure> {
    let places: Vec<String> = args.places.iter().map(|place| toml::Value::from(place.as_str()).to_string()).collect();
    let text = format!(
        "title = \"Bench\"\n[run]\nwhere = [{}]\none_in = {}\nthrough = \"2019-12\"\nseeds = \"1..1\"\n[parameters]\n\
         \"start.spin_up\" = \"{} months\"\n",
        places.join(", "),
        args.one_in,
        args.spin_up
    );
    let file = ScenarioFile::of("bench.toml", &text)?;
    let changes = Changes { months: Some(args.months), ..Changes::default() };
    let (scenario, territory, code, _) = check(&file, Vec::new(), &changes.options(), None)?;
    memory::holds(&scenario, &territory, 0)?;
    // Whether the file can be written is told before the run, not after.
    if let Some(out) = &args.out {
        std::fs::File::options().create(true).append(true).open(out).map_err(|reason| {
            Failure::of_input(
                format!("{} cannot be written: {reason}", out.display()),
                "choose another file with --out",
            )
        })?;
    }
    let inputs = Inputs { scenario: &scenario, territory: &territory, code: &code, parameters: &scenario.parameters };
    let (threads, load) = (parallel::asked(args.threads), machine::load());
    let shown = Shown::new("bench", months(&scenario), args.quiet, false);
    let measured = parallel::with_threads(threads, || measure(inputs, args, &shown));
    shown.end();
    let measured = measured.map_err(cannot_start)??;
    // Afterwards, so that the arrays are not in the peak.
    let cache = machine::last_level_cache();
    let wanted = cache.map_or(ARRAY_BYTES, |bytes| 4 * bytes);
    // Of three arrays, where even these do not fit beside what others hold.
    let array = memory::available().map_or(wanted, |bytes| wanted.min((bytes / 4.0) as u64));
    let triad = |threads| triad::gigabytes_a_second(threads, array as usize).map_err(cannot_start);
    let speeds = Speeds { cache, array, one: triad(1)?, all: triad(threads)? };
    let told = told(args, threads, load, &measured, &speeds);
    match &args.out {
        None => say(&told),
        Some(out) => std::fs::write(out, told)
            .map_err(|reason| Failure::of_program(format!("{} cannot be written: {reason}", out.display()))),
    }
}

fn cannot_start(reason: String) -> Failure {
    Failure::of_program(format!("threads cannot be started: {reason}"))
}

fn measure(inputs: Inputs<'_>, args: &BenchArgs, shown: &Shown) -> Result<Measured, Failure> {
    let mut measured = Measured::default();
    let clock = Instant::now();
    let mut start = run::start(inputs, args.seed)?;
    measured.seconds_of_population = clock.elapsed().as_secs_f64();
    let clock = Instant::now();
    run::warm_up(&mut start, inputs, args.seed, shown)?;
    measured.seconds_of_spin_up = clock.elapsed().as_secs_f64();
    let Start { mut world, engine } = start;
    let setting = run::setting(inputs, &engine);
    let mut arm = run::reference_arm(inputs.code, inputs.territory);
    let (mut spent, mut of_digests) = (Spent::default(), 0);
    let clock = Instant::now();
    for _ in 0..args.months {
        month::month(&mut world, &mut arm, &engine, &setting, &mut spent).map_err(|source| RunError::Books {
            month: world.month,
            arm: "bench",
            source,
        })?;
        let clock = Instant::now();
        measured.digest = digest::of_month(&world).to_hex().to_string();
        of_digests += clock.elapsed().as_nanos() as u64;
        measured.person_months += world.persons() as u64;
        measured.state_bytes = measured.state_bytes.max(world.reserved_bytes() as u64);
        shown.month_done("reference", args.seed, world.month);
        world.month = world.month.plus(1);
    }
    measured.seconds = clock.elapsed().as_secs_f64();
    measured.phases = spent.phases;
    measured.phases.push(("digest", of_digests));
    measured.persons = world.persons() as u64;
    measured.peak_bytes = machine::peak();
    Ok(measured)
}

/// What memory moves, gigabytes a second.
struct Speeds {
    cache: Option<u64>,
    array: u64,
    one: f64,
    all: f64,
}

/// The TOML.
fn told(args: &BenchArgs, threads: usize, load: Option<f64>, found: &Measured, speeds: &Speeds) -> String {
    let mut text = String::new();
    let mut line = |said: String| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{said}");
    };
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let known = |value: Option<String>| quoted(value.as_deref().unwrap_or("not known"));
    let a_person_month = |nanoseconds: f64| nanoseconds / found.person_months.max(1) as f64;
    let whole = a_person_month(found.seconds * 1e9);
    let places: Vec<String> = args.places.iter().map(|place| quoted(place)).collect();

    line(
        "# What a month of Bassin costs on this machine: `bassin bench`. Times are elapsed, not of processors.".into(),
    );
    line(format!("version = {}", quoted(env!("CARGO_PKG_VERSION"))));
    line("\n[machine]".into());
    line(format!("processor = {}", known(machine::processor())));
    line(format!("cores = {}", parallel::asked(0)));
    if let Some(bytes) = machine::memory() {
        line(format!("memory_bytes = {bytes}"));
    }
    if let Some(bytes) = speeds.cache {
        line(format!("last_level_cache_bytes = {bytes}"));
    }
    line(format!("kernel = {}", known(machine::kernel())));
    if let Some(load) = load {
        line(format!(
            "load_before = {load:.2} # runnable processes, mean of the minute before: near 0 on a quiet machine"
        ));
    }
    line("\n[asked]".into());
    line(format!("where = [{}]", places.join(", ")));
    line(format!("one_in = {}", args.one_in));
    line(format!("months = {}", args.months));
    line(format!("spin_up_months = {} # of labour alone; then {} whole ones, untimed", args.spin_up, run::UNREPORTED));
    line(format!("seed = {}", args.seed));
    line(format!("threads = {threads}"));
    line(format!("ranks = {RANKS}"));
    line("\n[work]".into());
    line(format!("persons = {} # at the end", found.persons));
    line(format!("person_months = {}", found.person_months));
    line(format!("digest = {} # of the last month: the same on every machine", quoted(&found.digest)));
    line("\n[seconds]".into());
    line(format!("population = {:.3}", found.seconds_of_population));
    line(format!("spin_up = {:.3} # the untimed whole months included", found.seconds_of_spin_up));
    line(format!("months = {:.3}", found.seconds));
    line(format!("a_month = {:.4}", found.seconds / f64::from(args.months)));
    line("\n[nanoseconds_a_person_month]".into());
    line(format!("all = {whole:.2}"));
    for (phase, nanoseconds) in &found.phases {
        line(format!("{} = {:.2}", quoted(phase), a_person_month(*nanoseconds as f64)));
    }
    line("\n[memory]".into());
    let a_person = |bytes: u64| bytes as f64 / found.persons.max(1) as f64;
    line(format!(
        "state_bytes = {} # the most at the end of a month, slack of the columns included",
        found.state_bytes
    ));
    line(format!("state_bytes_a_person = {:.1}", a_person(found.state_bytes)));
    if let Some(bytes) = found.peak_bytes {
        line(format!("peak_bytes = {bytes} # of the process, population and spin-up included"));
        line(format!("peak_bytes_a_person = {:.1}", a_person(bytes)));
    }
    line(
        "\n# Triad a[i] = b[i] + s * c[i], the best of ten passes; 10^9 bytes a second, 24 bytes counted an element."
            .into(),
    );
    line("[bandwidth]".into());
    let times = speeds.cache.map_or(String::new(), |cache| {
        format!("; the last level of cache {:.1} times", speeds.array as f64 / cache as f64)
    });
    line(format!("array_bytes = {} # of each of three{times}", speeds.array));
    line(format!("triad_one_thread = {:.2}", speeds.one));
    line(format!("triad_all_threads = {:.2}", speeds.all));
    let moved = 2.0 * found.state_bytes as f64;
    let reached = moved * f64::from(args.months) / found.seconds.max(1e-9) / 1e9;
    line(
        "# state_bytes read once and written once a month, by the time of a month: 2 * state_bytes / seconds.a_month."
            .into(),
    );
    line(format!("state_once_a_month = {reached:.3}"));
    line(format!("share_of_triad = {:.4} # state_once_a_month / triad_all_threads", reached / speeds.all));
    text
}
