//! Commands that show or compute without simulating: `check`, `territory`, `law`, `new`.

use std::fmt::Write;
use std::fs::File;
use std::path::{Path, PathBuf};

use bassin::behaviour::income::IncomeParameters;
use bassin::chance::Chance;
use bassin::estimate::{self, Estimate};
use bassin::institutions;
use bassin::keys::{Language, nearest};
use bassin::law::cases::{CasesError, Summary};
use bassin::parallel;
use bassin::population;
use bassin::scenario;
use bassin::territory::Territory;
use bassin::units::{Cell, Month};

use super::failure::Failure;
use super::run::load;
use super::{CasesArgs, Changes, Lang, say};

/// `bassin check`.
pub fn check(path: &Path, lang: Lang, changes: &Changes, territory: Option<PathBuf>) -> Result<(), Failure> {
    let loaded = load(path, &changes.options(), territory.as_deref())?;
    let language = match lang {
        Lang::En => Language::English,
        Lang::Fr => Language::French,
    };
    let (scenario, places) = (&loaded.scenario, &loaded.territory);
    let people = estimate::people(scenario, places, &loaded.code.at(scenario.run.from))?;
    let estimate = Estimate::new(scenario, places, &people, parallel::threads());
    say(&scenario::explain(scenario, language, &(estimate.told(language) + &loaded.local.told(language))))
}

/// `bassin territory`.
pub fn territory(one_in: u32, threads: usize, folder: Option<&Path>, filled: bool) -> Result<(), Failure> {
    let territory = Territory::load(folder)?;
    let law = institutions::law(&territory)?.at(Month::new(2019, 1));
    let income = IncomeParameters::new(&institutions::parameters(&territory)?);
    let cells: Vec<Cell> = territory.all_cells().collect();
    let checked = parallel::with_threads(threads, || {
        population::check::check(&territory, &law, &income, &cells, one_in, &Chance::new(1))
    })
    .map_err(|reason| Failure::of_program(format!("threads cannot be started: {reason}")))??;
    let mut text = population::table::format(&territory, &checked);
    // Writing to a String cannot fail.
    let _ = writeln!(text, "\n{} figures were not published and are filled by a rule.", territory.filled.len());
    if filled {
        for filled in &territory.filled {
            let _ = writeln!(text, "  {} {} {}: {}", filled.table, filled.row, filled.column, filled.rule);
        }
    } else {
        text += "`bassin territory --filled` lists them.\n";
    }
    say(&text)
}

/// `bassin law show`.
pub fn law(name: &str, at: Month) -> Result<(), Failure> {
    say(&bassin::law::show(name, at)?)
}

/// `bassin law cases` and `bassin law payroll`: written whole or not at all.
pub fn cases(
    args: &CasesArgs,
    compute: fn(File, &mut Vec<u8>, bool) -> Result<Summary, CasesError>,
) -> Result<(), Failure> {
    let unreadable = |e: std::io::Error| {
        Failure::of_input(format!("{} cannot be read: {e}", args.input.display()), "give a CSV table of cases")
    };
    let input = File::open(&args.input).map_err(unreadable)?;
    let mut output = Vec::new();
    let summary = compute(input, &mut output, args.keep_going).map_err(|e| {
        let help = "mend the line, or skip lines that cannot be read with --keep-going";
        Failure::of_input(format!("{}: {e}", args.input.display()), help)
    })?;
    let partial = args.output.with_added_extension("unfinished");
    std::fs::write(&partial, &output).and_then(|()| std::fs::rename(&partial, &args.output)).map_err(|e| {
        let _ = std::fs::remove_file(&partial);
        let message = format!("{} cannot be written: {e}", args.output.display());
        if e.kind() == std::io::ErrorKind::StorageFull {
            Failure::of_program(message)
        } else {
            Failure::of_input(message, "choose with -o a file you may write")
        }
    })?;
    for refused in &summary.refused {
        eprintln!("{}: {refused}", args.input.display());
    }
    let refused = match summary.refused.len() {
        0 => String::new(),
        n => format!(", {n} refused"),
    };
    say(&format!("{}: {} lines written{refused}\n", args.output.display(), summary.written))
}

/// `bassin new`.
pub fn new(policy: &str) -> Result<(), Failure> {
    let names = scenario::template_names();
    match scenario::template(policy) {
        Some(text) => say(&text),
        None => {
            let near = nearest(policy, names.iter().copied());
            let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
            Err(Failure::of_input(
                format!("there is no policy called \"{policy}\""),
                format!("{near}Known: {}", names.join(", ")),
            ))
        }
    }
}
