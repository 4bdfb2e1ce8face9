//! `bassin compare RUN_A RUN_B`: A less B, paired by seed, with an interval of its own.

use std::path::PathBuf;

use bassin::report::number::{THIN_SPACE, decimal, plain, signed};
use bassin::report::paired::{Paired, StoredRun, why_not};
use bassin::report::statistics::Estimate;
use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::say;

#[derive(Args)]
pub struct CompareArgs {
    /// The folder of a finished run.
    a: PathBuf,
    /// The folder of another, less which the first is set.
    b: PathBuf,
    /// The form of the answer: `table` has the public balances and what moves most, `csv` every line.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Csv,
}

/// Indicators told in the table; all of them are in the CSV.
const TOLD: [&str; 5] = ["employed", "unemployed", "poor_persons", "rsa_households", "ebe_employees"];

pub fn compare(args: &CompareArgs) -> Result<(), Failure> {
    let (a, b) = (StoredRun::read(&args.a)?, StoredRun::read(&args.b)?);
    if let Some(reason) = why_not(&a, &b) {
        let message = format!("{} and {} cannot be paired: {reason}", args.a.display(), args.b.display());
        return Err(Failure::of_input(
            message,
            "run both with the same program, [run] and seeds: bassin run A.toml B.toml",
        ));
    }
    let paired = Paired::of(&a, &b);
    if args.format == Format::Csv {
        return say(&csv(&paired));
    }
    let mut text =
        format!("A: {} ({})\nB: {} ({})\n\n", a.manifest.title, args.a.display(), b.manifest.title, args.b.display());
    let seeds = paired.seeds.len();
    let unpaired = a.manifest.seeds.len().max(b.manifest.seeds.len()) - seeds;
    text += &format!("A less B, paired by seed ({seeds} in common");
    text += &if unpaired > 0 { format!("; {unpaired} of the longer run left out)") } else { ")".to_owned() };
    text += if paired.of_effects { "; effects, reform less reference" } else { "; levels of the last arm of each" };
    text += match (paired.of_effects, paired.same_reference) {
        (true, true) => ", of one and the same reference.\n",
        (true, false) => ". Their references differ (other parameters, or other figures beside the scenario).\n",
        (false, _) => ".\n",
    };
    if seeds == 1 {
        text += "One seed: no interval.\n";
    }
    text += &table(&paired);
    say(&text)
}

fn table(paired: &Paired) -> String {
    let mut rows = vec![["year", "what", "A", "B", "A less B"].map(str::to_owned)];
    for ((year, (kind, name)), [a, b, less]) in &paired.lines {
        let is_money = *kind == "balance";
        let says = less.mean != 0.0 || less.half_width.is_some_and(|half| half > 0.0);
        let told = (is_money && (says || name == "consolidated")) || TOLD.contains(&name.as_str());
        if !told {
            continue;
        }
        let shown = |estimate: &Estimate| written(estimate, is_money);
        let what = if is_money { format!("balance of {name} (M€)") } else { name.replace('_', " ") };
        rows.push([year.to_string(), what, shown(a), shown(b), shown(less)]);
    }
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..5).map(width).collect();
    let line = |row: &[String; 5]| {
        let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    format!("\n{}\n", rows.iter().map(line).collect::<Vec<_>>().join("\n"))
}

fn written(estimate: &Estimate, is_money: bool) -> String {
    let (by, decimals) = if is_money { (1e-6, 3) } else { (1.0, 0) };
    let half =
        estimate.half_width.map_or(String::new(), |half| format!(" ±{THIN_SPACE}{}", decimal(half * by, decimals)));
    format!("{}{half}", signed(estimate.mean * by, decimals))
}

fn csv(paired: &Paired) -> String {
    let mut text = "year,kind,name,seeds,a,b,a_less_b,interval_95_low,interval_95_high\n".to_owned();
    for ((year, (kind, name)), [a, b, less]) in &paired.lines {
        let bound = |sign: f64| less.half_width.map_or(String::new(), |half| plain(less.mean + sign * half, 2));
        let [a, b, mean] = [a, b, less].map(|estimate| plain(estimate.mean, 2));
        text += &format!("{year},{kind},{name},{},{a},{b},{mean},{},{}\n", less.seeds, bound(-1.0), bound(1.0));
    }
    text
}
