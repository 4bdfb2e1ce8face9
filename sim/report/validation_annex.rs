//! The measure of the model the project carries: each published moment beside what the reference gave when `bassin validate
//! --keep` last ran.
//!
//! Why it exists: validation takes far longer than a run and is not part of one; the report shows the last, and must say on
//! what it was made and whether it measures the reference of the run at hand. It reads one table, and computes nothing.

use super::description::Description;
use super::national_books::csv_reader;

/// The table, by its place in the project.
pub const NAME: &str = "scenarios/france/validation_results.csv";
const TEXT: &str = include_str!("../../scenarios/france/validation_results.csv");

/// A published moment and what was simulated of it.
#[derive(Clone, PartialEq, Debug)]
pub struct MeasuredMoment {
    pub topic: String,
    /// Unique within its topic.
    pub moment: String,
    /// Shares as fractions, amounts and counts in `unit`.
    pub published: f64,
    pub unit: String,
    pub year: String,
    pub territory: String,
    pub producer: String,
    /// Mean over the seeds, and its 95 % interval.
    pub simulated: f64,
    pub low: f64,
    pub high: f64,
    /// Half the width of what is inside, in `unit`.
    pub tolerance: f64,
    pub is_inside: bool,
    /// Whether something of the model was set on it.
    pub set_a_parameter: bool,
}

/// All moments, and what they were measured on.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Measured {
    pub version: String,
    /// Places, first and last month, as a scenario writes them.
    pub places: String,
    pub from: String,
    pub through: String,
    pub one_in: u32,
    pub seeds: Vec<u64>,
    /// BLAKE3 of the inputs of the reference by name: `law`, `parameters`, `territory`.
    pub digests: Vec<(String, String)>,
    pub rows: Vec<MeasuredMoment>,
}

impl Measured {
    /// What the program carries.
    ///
    /// # Errors
    /// What is wrong in the table: a test reads it.
    pub fn carried() -> Result<Measured, String> {
        Measured::read(TEXT)
    }

    /// # Errors
    /// What is wrong in the text, with its row.
    pub fn read(text: &str) -> Result<Measured, String> {
        let mut all = Measured::default();
        for (key, value) in said(text) {
            let wrong = || format!("{NAME}, {key}: `{value}` is no number");
            match key {
                "version" => all.version = value.to_owned(),
                "where" => all.places = value.to_owned(),
                "from" => all.from = value.to_owned(),
                "through" => all.through = value.to_owned(),
                "one_in" => all.one_in = value.parse().map_err(|_| wrong())?,
                "seeds" => {
                    let seeds = value.split(", ").map(str::parse);
                    all.seeds = seeds.collect::<Result<_, _>>().map_err(|_| wrong())?;
                }
                _ => {
                    if let Some(input) = key.strip_prefix("digest.") {
                        all.digests.push((input.to_owned(), value.to_owned()));
                    }
                }
            }
        }
        for record in csv_reader(text).records() {
            let record = record.map_err(|error| format!("{NAME}: {error}"))?;
            let cell = |column: usize| record.get(column).unwrap_or_default().to_owned();
            let wrong = |what: &str| format!("{NAME}, {} {}: {what}", cell(0), cell(1));
            let number = |column: usize, what: &str| cell(column).parse::<f64>().map_err(|_| wrong(what));
            let one_of = |column: usize, yes: &str, no: &str| match cell(column) {
                text if text == yes => Ok(true),
                text if text == no => Ok(false),
                _ => Err(wrong(&format!("`{yes}` or `{no}` is missing"))),
            };
            all.rows.push(MeasuredMoment {
                topic: cell(0),
                moment: cell(1),
                published: number(2, "published is no number")?,
                unit: cell(3),
                year: cell(4),
                territory: cell(5),
                producer: cell(6),
                simulated: number(7, "simulated is no number")?,
                low: number(8, "low is no number")?,
                high: number(9, "high is no number")?,
                tolerance: number(10, "tolerance is no number")?,
                is_inside: one_of(11, "inside", "outside")?,
                set_a_parameter: one_of(12, "yes", "no")?,
            });
        }
        Ok(all)
    }

    /// The inputs of the reference in which a run is not what was measured: `law`, `parameters`, `territory`, and `data` for
    /// figures given beside its scenario. Empty where the measure holds.
    pub fn inputs_that_differ(&self, description: &Description) -> Vec<String> {
        let of_run = |name: &str| description.digests.iter().find(|(known, _)| known == name).map(|(_, digest)| digest);
        let differs = self.digests.iter().filter(|(name, digest)| of_run(name) != Some(digest));
        let mut names: Vec<String> = differs.map(|(name, _)| name.clone()).collect();
        if !description.data.is_empty() {
            names.push("data".to_owned());
        }
        names
    }
}

/// `# key = value` of the lines before the table.
fn said(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().map_while(|line| line.strip_prefix('#'));
    lines.filter_map(|line| line.trim().split_once(" = "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    const SMALL: &str = "# Words.\n# version = 0.1.0\n# one_in = 100\n# seeds = 1, 2\n# digest.law = bb\n# digest.territory = aa\n\
        topic,moment,published,unit,year,territory,producer,simulated,low,high,tolerance,verdict,set_a_parameter\n\
        rsa,households,100,\"thousands, end of year\",2019,France,DREES,104,100,108,10,inside,no\n";

    #[test]
    fn a_measure_reads_back_with_what_it_was_made_on() {
        let measured = Measured::read(SMALL).expect("read");
        assert_eq!((measured.one_in, measured.seeds.as_slice()), (100, [1, 2].as_slice()));
        assert_eq!(measured.rows[0].unit, "thousands, end of year");
        assert!(measured.rows[0].is_inside && !measured.rows[0].set_a_parameter);
    }

    #[test]
    fn a_run_on_another_law_or_with_its_own_figures_is_told_not_to_be_what_was_measured() {
        let measured = Measured::read(SMALL).expect("read");
        let mut description = sample::description();
        description.digests = vec![("law".into(), "bb".into()), ("territory".into(), "aa".into())];
        assert!(measured.inputs_that_differ(&description).is_empty());
        description.digests[0].1 = "other".into();
        assert_eq!(measured.inputs_that_differ(&description), ["law"]);
        description.data.push(crate::report::description::LocalFile {
            table: "departement_accounts".into(),
            file: "cd62.csv".into(),
            text: String::new(),
        });
        assert_eq!(measured.inputs_that_differ(&description), ["law", "data"]);
    }

    #[test]
    fn a_cell_that_is_no_number_or_no_verdict_is_named() {
        for (from, to) in [(",104,", ",x,"), ("inside", "near"), ("= 100", "= many")] {
            let error = Measured::read(&SMALL.replace(from, to)).expect_err("wrong");
            assert!(error.contains(NAME), "{error}");
        }
    }
}
