//! The command line: what can be asked, and with which words.
//!
//! It may call everything of the library and holds no rule of the model. Exit codes: 0 done, 2 bad input, 1 failure.

mod accounts;
mod batch;
mod bench;
mod calibrate;
mod compare;
mod data;
mod describe;
mod failure;
mod fit;
mod household;
mod memory;
mod progress;
mod ranks;
mod run;
mod schema;
mod sensitivity;
mod shard;
mod show;
mod solve;
mod swings;
mod validate;
mod verify;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use bassin::report::page::Outlines;
use bassin::units::Month;
use clap::{Args, Parser, Subcommand, ValueEnum};

use failure::Failure;

/// Bassin simulates territorial social policy in France, month by month, with and without a reform.
#[derive(Parser)]
#[command(name = "bassin", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Simulate scenarios, with and without their reform, and write the results.
    Run(RunArgs),
    /// Explain what a scenario will run: every value, with source and grade of those nobody wrote.
    Check {
        /// The scenario file.
        scenario: PathBuf,
        /// Language of the sentences.
        #[arg(long, value_enum, default_value = "en")]
        lang: Lang,
        #[command(flatten)]
        changes: Changes,
        /// Another set of reference tables, of the shape of scenarios/france.
        #[arg(long, value_name = "DIR")]
        territory: Option<PathBuf>,
    },
    /// Measure what a month costs on this machine, by phase, with its memory and bandwidth, as one TOML:
    /// `bassin bench --one-in 1 --months 12 --out node.toml`.
    Bench(bench::BenchArgs),
    /// Put the shards of a run together: the same tables, to the last byte, as the run made in one go.
    Merge(shard::MergeArgs),
    /// Set two results beside each other, A less B, paired by seed.
    Compare(compare::CompareArgs),
    /// Run a result again and compare it month by month with what was stored.
    Verify {
        /// The folder of a finished run.
        folder: PathBuf,
        /// Threads to use; 0 for all.
        #[arg(long, default_value_t = 0)]
        threads: usize,
        /// No progress.
        #[arg(long)]
        quiet: bool,
        /// The reference tables of the run, if not those carried in the program.
        #[arg(long, value_name = "DIR")]
        territory: Option<PathBuf>,
    },
    /// Compare the starting population with published figures, by département.
    Territory {
        /// Simulate one household in so many.
        #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=10_000))]
        one_in: u32,
        /// Threads to use; 0 for all.
        #[arg(long, default_value_t = 0)]
        threads: usize,
        /// Another set of reference tables, of the shape of scenarios/france.
        #[arg(long, value_name = "DIR")]
        territory: Option<PathBuf>,
        /// Also list every figure that was missing and filled by a rule.
        #[arg(long)]
        filled: bool,
        /// Instead, run the reference of 2019 and show resources and benefits an inhabitant by département.
        #[arg(long, conflicts_with = "filled")]
        flows: bool,
        /// With --flows, also write them as a CSV table.
        #[arg(long, value_name = "FILE", requires = "flows")]
        csv: Option<PathBuf>,
    },
    /// Run the reference of 2019 and set its public accounts beside the published ones, line by line.
    Accounts {
        /// Simulate one household in so many.
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=10_000))]
        one_in: u32,
        /// The seed.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Threads to use; 0 for all.
        #[arg(long, default_value_t = 0)]
        threads: usize,
        /// Also write the lines, with the source of each, as a CSV table.
        #[arg(long, value_name = "FILE")]
        csv: Option<PathBuf>,
    },
    /// Show or compute the tax and benefit law.
    Law {
        #[command(subcommand)]
        command: LawCommand,
    },
    /// Figures of one's own beside a scenario.
    Data {
        #[command(subcommand)]
        command: DataCommand,
    },
    /// Explain one household: every benefit and levy with its steps, ending with disposable income.
    Household(household::HouseholdArgs),
    /// Solve what the reference run must provide (demand factors, poverty lines) and write the two tables.
    Calibrate {
        /// The scenario whose places, scale and months are used: scenarios/calibration.toml.
        scenario: PathBuf,
        /// Where the tables are written.
        #[arg(long, value_name = "DIR", default_value = "results/calibration")]
        out: PathBuf,
        /// The seed.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Passes over the months.
        #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=10))]
        passes: u8,
    },
    /// Find the value of a number of a scenario at which an effect reaches a target, on the same draws:
    /// `bassin solve mine.toml --for tzcld.competition_share --until "net_cost_per_fte = 15000"`.
    Solve(solve::SolveArgs),
    /// Move every number nobody knows for sure over its range and tell which carry the headline, and how much of its variance
    /// is theirs rather than of chance.
    Sensitivity(sensitivity::SensitivityArgs),
    /// Run the reference and set every published moment the model can compute beside it, with a verdict.
    Validate(validate::ValidateArgs),
    /// Set parameters on published moments by a recorded search; writes its log and the values found.
    Fit(fit::FitArgs),
    /// Print the JSON Schema of a scenario, for editors: `bassin schema --out scenario.schema.json`.
    Schema(schema::SchemaArgs),
    /// Print a commented scenario to begin with: `bassin new tzcld > mine.toml`.
    New {
        /// A policy, or `reference` for every key there is.
        policy: String,
    },
}

#[derive(Subcommand)]
enum DataCommand {
    /// Print the empty form of a département's own figures: `bassin data template dep:62 > cd62.csv`.
    Template {
        /// The département: `dep:62` or its name.
        departement: String,
        /// Which form: `departement_accounts` or `ebe_budget`.
        #[arg(long, default_value = "departement_accounts")]
        table: String,
        /// Another set of reference tables, of the shape of scenarios/france.
        #[arg(long, value_name = "DIR")]
        territory: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
enum LawCommand {
    /// Print values of the law with their dates and references: `bassin law show rsa --at 2023-06`.
    Show {
        /// A family (`rsa`) or one value (`rsa.base`).
        name: String,
        /// The month.
        #[arg(long, value_parser = month)]
        at: Month,
    },
    /// Compute households: a CSV of cases in, a CSV of every amount out.
    Cases(CasesArgs),
    /// Compute pay slips: a CSV of gross wages in, a CSV of every line out.
    Payroll(CasesArgs),
}

#[derive(Args)]
struct CasesArgs {
    /// The table of cases.
    input: PathBuf,
    /// Where to write the results.
    #[arg(short, long)]
    output: PathBuf,
    /// Skip lines that cannot be read, and list them, instead of stopping at the first.
    #[arg(long)]
    keep_going: bool,
}

#[derive(Args)]
struct RunArgs {
    /// Scenario files.
    #[arg(required = true)]
    scenarios: Vec<PathBuf>,
    #[command(flatten)]
    changes: Changes,
    /// Threads to use; 0 for what RAYON_NUM_THREADS or SLURM_CPUS_PER_TASK say, else all. Results do not depend on it.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// The folder to write; by default results/<scenario>/<run id>.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace the run folder if it exists.
    #[arg(long)]
    force: bool,
    /// No progress, no headline.
    #[arg(long)]
    quiet: bool,
    /// Write tables as CSV only, not also as Parquet.
    #[arg(long)]
    no_parquet: bool,
    /// Leave out the heaviest assumptions swung over their ranges, which take at most a quarter of the run more.
    #[arg(long)]
    no_swings: bool,
    /// Language of report.html, results.xlsx and note.docx.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
    /// Draw the map of départements from this GeoJSON (Polygon or MultiPolygon, longitude and latitude, the code in a property
    /// such as code, code_insee or code_dept) instead of as circles.
    #[arg(long, value_name = "FILE", value_parser = outlines)]
    outlines: Option<Arc<Outlines>>,
    /// Another set of reference tables, of the shape of scenarios/france.
    #[arg(long, value_name = "DIR")]
    territory: Option<PathBuf>,
    /// Digest every column of every block each month, so that `verify` can name what differs: slow, large.
    #[arg(long, value_enum, value_name = "WHEN")]
    digest: Option<Digest>,
    /// Keep a checkpoint of each replicate every so many simulated months, from which `--resume` goes on. A signal to stop
    /// (Ctrl-C, SIGTERM, SIGUSR1) keeps one at the end of the month in any case.
    #[arg(long, value_name = "MONTHS", value_parser = clap::value_parser!(u16).range(1..))]
    checkpoint_every: Option<u16>,
    /// Go on from the checkpoints of the same run, interrupted; from the beginning where there is none.
    #[arg(long)]
    resume: bool,
    /// What several ranks share out, launched as `mpirun -n 4 bassin run …` (a program built with --features mpi): the blocks
    /// of each population, or whole replicates. Results do not depend on it.
    #[arg(long, value_enum, value_name = "WHAT")]
    distribute: Option<ranks::Distribute>,
    /// Run a part of the seeds only, as one task of a job array: `3/16` is the third of sixteen. `bassin merge` puts the
    /// parts together.
    #[arg(long, value_name = "N/OF")]
    shard: Option<shard::Shard>,
}

/// Largest file of outlines read, bytes: those of the IGN at full detail are under it.
const LARGEST_OUTLINES: u64 = 200_000_000;

/// Reads outlines while the command line is read, so that a bad file is told before anything runs.
fn outlines(path: &str) -> Result<Arc<Outlines>, String> {
    let size = std::fs::metadata(path).map_err(|reason| format!("it cannot be read: {reason}"))?.len();
    if size > LARGEST_OUTLINES {
        return Err(format!("it has {} MB: give simplified outlines, under 200 MB", size / 1_000_000));
    }
    let text = std::fs::read_to_string(path).map_err(|reason| format!("it cannot be read: {reason}"))?;
    Outlines::read(&text).map(Arc::new)
}

/// What the command line says over the file.
#[derive(Args, Clone, Default)]
struct Changes {
    /// Seeds, as `1..20` or `7`, instead of the scenario's.
    #[arg(long)]
    seeds: Option<String>,
    /// Simulate one household in so many, instead of what the scenario says.
    #[arg(long, value_name = "N")]
    one_in: Option<u32>,
    /// Months to simulate from the start, instead of what the scenario says.
    #[arg(long, value_name = "N")]
    months: Option<u16>,
}

impl Changes {
    /// The options as written, with a space before, to be told again.
    fn written(&self) -> String {
        let mut text = String::new();
        if let Some(seeds) = &self.seeds {
            text += &format!(" --seeds {seeds}");
        }
        if let Some(one_in) = self.one_in {
            text += &format!(" --one-in {one_in}");
        }
        if let Some(months) = self.months {
            text += &format!(" --months {months}");
        }
        text
    }

    fn options(&self) -> bassin::scenario::Options {
        // One seed may be written alone.
        let alone = |text: &String| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let seeds = self.seeds.as_ref().map(|text| if alone(text) { format!("{text}..{text}") } else { text.clone() });
        bassin::scenario::Options { one_in: self.one_in, seeds, months: self.months }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    En,
    Fr,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Digest {
    Monthly,
}

fn month(text: &str) -> Result<Month, String> {
    Month::parse(text).ok_or_else(|| "write a month as 2023-06".to_owned())
}

/// Reads the arguments, does what they ask, says what went wrong.
pub fn main() -> ExitCode {
    set_error_style();
    // Held to the end: the ranks part when the last of them is done.
    let _launched = match ranks::launch() {
        Ok(launched) => launched,
        Err(failure) => return failure.tell(),
    };
    // What goes wrong on all ranks is told by one.
    let tells = ranks::every().is_first();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            if tells {
                // A terminal that cannot be written to is told no more.
                let _ = error.print();
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(1));
        }
    };
    match ask(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if tells => failure.tell(),
        Err(failure) => failure.code(),
    }
}

fn ask(cli: Cli) -> Result<(), Failure> {
    if !ranks::every().is_alone() && !matches!(cli.command, Command::Run(_)) {
        let help = "call it without mpirun or srun";
        return Err(Failure::of_input("several ranks can do `bassin run` alone, not this", help));
    }
    match cli.command {
        Command::Run(args) => run::run(&args),
        Command::Bench(args) => bench::bench(&args),
        Command::Merge(args) => shard::merge(&args),
        Command::Compare(args) => compare::compare(&args),
        Command::Check { scenario, lang, changes, territory } => show::check(&scenario, lang, &changes, territory),
        Command::Verify { folder, threads, quiet, territory } => verify::verify(&folder, threads, quiet, territory),
        Command::Territory { one_in, threads, territory, filled: _, flows: true, csv } => {
            accounts::flows(one_in, threads, territory.as_deref(), csv.as_deref())
        }
        Command::Territory { one_in, threads, territory, filled, flows: false, csv: _ } => {
            show::territory(one_in, threads, territory.as_deref(), filled)
        }
        Command::Accounts { one_in, seed, threads, csv } => accounts::accounts(one_in, seed, threads, csv.as_deref()),
        Command::Law { command } => match command {
            LawCommand::Show { name, at } => show::law(&name, at),
            LawCommand::Cases(args) => show::cases(&args, |i, o, keep| bassin::law::cases::run(i, o, keep)),
            LawCommand::Payroll(args) => show::cases(&args, |i, o, keep| bassin::law::cases::payroll(i, o, keep)),
        },
        Command::Data { command: DataCommand::Template { departement, table, territory } } => {
            data::template(&departement, &table, territory.as_deref())
        }
        Command::Household(args) => household::household(&args),
        Command::Calibrate { scenario, out, seed, passes } => calibrate::calibrate(&scenario, &out, seed, passes),
        Command::Solve(args) => solve::solve(&args),
        Command::Sensitivity(args) => sensitivity::sensitivity(&args),
        Command::Validate(args) => validate::validate(&args),
        Command::Fit(args) => fit::fit(&args),
        Command::Schema(args) => schema::schema(&args),
        Command::New { policy } => show::new(&policy),
    }
}

/// Colours and arrows on a terminal, plain text elsewhere.
fn set_error_style() {
    let fancy = std::io::stderr().is_terminal();
    // A second call would fail; there is none.
    let _ = miette::set_hook(Box::new(move |_| {
        // Lines are left whole: a path cut in two cannot be copied.
        let style = miette::MietteHandlerOpts::new().wrap_lines(false);
        if fancy {
            Box::new(style.build())
        } else {
            let theme = miette::GraphicalTheme {
                characters: miette::ThemeCharacters::ascii(),
                styles: miette::ThemeStyles::none(),
            };
            Box::new(style.graphical_theme(theme).color(false).unicode(false).build())
        }
    }));
}

/// Prints to standard output; a reader that has gone away is no failure.
fn say(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::of_program(format!("standard output cannot be written: {e}")))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
    }
}
