//! What a result folder says of the run it holds: the question, the inputs and their digests.

use super::aim::Aim;
use super::experiment::Design;
use super::funds::Fund;
use super::page::Setting;
use crate::units::Month;

/// Everything about a run that its results must carry. Given by the command line from the checked scenario.
#[derive(Clone, Debug, Default)]
pub struct Description {
    /// Name of the scenario file without folder or extension; made harmless before it becomes a folder's name.
    pub name: String,
    pub title: String,
    pub question: String,
    /// Where the run takes place, in the words of the scenario.
    pub places: Vec<String>,
    pub from: Month,
    pub through: Month,
    pub one_in: u32,
    pub seeds: Vec<u64>,
    /// Names of the policies of the reform, as in the scenario.
    pub policies: Vec<String>,
    /// The scenario as resolved, in its own language: what `verify` runs again. Seeds included.
    pub scenario: String,
    /// The file the scenario came from, as the user wrote it; only for telling how to run again.
    pub scenario_path: String,
    /// What the command line said over the file, with a space before: ` --seeds 1..20`.
    pub options: String,
    /// BLAKE3 of each input, by name: `territory`, `law`, `scenario`.
    pub digests: Vec<(String, String)>,
    /// Files of figures given beside the scenario.
    pub data: Vec<LocalFile>,
    /// Version of the program.
    pub version: String,
    /// Whether every month was digested in full (`--digest monthly`).
    pub digest_monthly: bool,
    /// Parameters, law values and local figures that the scenario sets otherwise.
    pub overrides: Vec<Override>,
    /// The values of grade assumption that hold in the run.
    pub assumptions: Vec<Assumption>,
    /// Bodies of the territory that stand for several of the program's.
    pub funds: Vec<Fund>,
    /// What the territory or the law lacks for the places of the run, one sentence each.
    pub warnings: Vec<String>,
    /// Published unemployment rate of the places of the run, in per cent, if known: drawn beside the simulated one.
    pub published_unemployment: Vec<(Month, f64)>,
    /// The zones compared, if the scenario asks for an experiment.
    pub experiment: Option<Design>,
    /// Whether every table is also written as Parquet.
    pub parquet: bool,
    /// What the page to read needs beside the results: its language, what is published of the places.
    pub page: Setting,
    /// What seeds are added for, if the scenario asks so.
    pub aim: Option<Aim>,
}

/// A file of figures given beside the scenario, whole, so that the run can be made again without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalFile {
    /// `departement_accounts`.
    pub table: String,
    /// As the scenario names it.
    pub file: String,
    pub text: String,
}

/// A parameter set by the scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    pub name: String,
    pub value: String,
}

/// A value the results rest on that no law or statistic gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    pub name: String,
    pub value: String,
    /// The range it may lie in, as written.
    pub range: Option<[String; 2]>,
    pub about: String,
}

impl Description {
    /// First and last year of which all twelve months are simulated; `None` if there is no whole year.
    pub fn whole_years(&self) -> Option<(u16, u16)> {
        let first = if self.from.is_january() { self.from.year() } else { self.from.year() + 1 };
        let last = if self.through.is_december() { self.through.year() } else { self.through.year() - 1 };
        (first <= last).then_some((first, last))
    }

    pub fn months(&self) -> u16 {
        self.through.since(self.from) + 1
    }
}
