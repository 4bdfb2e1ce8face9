//! Resources and benefits of social protection by département, an inhabitant: `territorial_flows.csv`, and what
//! `bassin territory --flows` compares with the published classes and groups of 2012.
//!
//! Why it exists: contributions are paid where firms are and benefits where people live, so that a policy financed by
//! levies moves money between places. Levies on wages are given twice, at the employer as booked and at the residence of
//! those they are booked on. What makes each flow is data (`scenarios/france/territorial_flows_published.csv`). It reads
//! a [`Record`]; nothing of the published classes or groups goes back into the model.

mod classes;
mod groups;
mod told;

use std::collections::BTreeMap;
use std::path::Path;

use super::areas::{Area, Gazetteer, Level};
use super::compare::arms;
use super::error::ReportError;
use super::national_books::csv_reader;
use super::number::fixed;
use super::post_sum::PostSum;
use super::table::Table;
use crate::measures::{Indicator, Record, Replicate};
use crate::world::Post;
use crate::world::post::Location;

pub use told::{csv, table};

const NAME: &str = "scenarios/france/territorial_flows_published.csv";
const TEXT: &str = include_str!("../../scenarios/france/territorial_flows_published.csv");

/// One flow: the posts that make it, where those of wages are located, and what was published of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Flow {
    pub name: String,
    /// Posts of wages where the employee lives rather than at the employer.
    pub at_residence: bool,
    pub model: PostSum,
    /// Euros an inhabitant in 2012: lowest, four bounds of quintiles, highest, over metropolitan départements.
    pub bounds: Option<[f64; 6]>,
}

/// Reads the flows.
///
/// # Errors
/// What is wrong in the table carried in the program: a test reads it.
pub fn flows() -> Result<Vec<Flow>, String> {
    let mut found = Vec::new();
    for row in csv_reader(TEXT).records() {
        let row = row.map_err(|error| format!("{NAME}: {error}"))?;
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let wrong = |what: String| format!("{NAME}, {}: {what}", cell(0));
        let bounds = match cell(3) {
            "" => None,
            text => {
                let read: Result<Vec<f64>, _> = text.split('|').map(str::parse).collect();
                let read = read.ok().and_then(|bounds| <[f64; 6]>::try_from(bounds).ok());
                Some(read.ok_or_else(|| wrong("six bounds are needed".to_owned()))?)
            }
        };
        found.push(Flow {
            name: cell(0).to_owned(),
            at_residence: cell(1) == "residence",
            model: PostSum::parse(cell(2)).map_err(wrong)?,
            bounds,
        });
    }
    Ok(found)
}

/// Flows of one year by département.
#[derive(Clone, PartialEq, Debug)]
pub struct OfDepartement {
    /// Row in the table of départements.
    pub departement: u16,
    /// Simulated inhabitants, mean of the months of the year.
    pub inhabitants: i64,
    /// Simulated cents, in the order of the flows.
    pub cents: Vec<i64>,
}

impl OfDepartement {
    /// Euros an inhabitant of a flow.
    pub fn per_head(&self, flow: usize) -> f64 {
        self.cents[flow] as f64 / 100.0 / self.inhabitants.max(1) as f64
    }
}

/// Flows of every year and département of `record`, in order.
pub fn of_record(flows: &[Flow], record: &Record, gazetteer: &Gazetteer) -> BTreeMap<u16, Vec<OfDepartement>> {
    let mut amounts: BTreeMap<(u16, u16), [Vec<i64>; 2]> = BTreeMap::new();
    let empty = || [vec![0; Post::COUNT], vec![0; Post::COUNT]];
    for (&(year, post, departement), cents) in &record.accounts {
        let [booked, home] = amounts.entry((year, departement.0)).or_insert_with(empty);
        booked[post as usize] += cents.0;
        if post.location() == Location::Residence {
            home[post as usize] += cents.0;
        }
    }
    for (&(year, post, departement), cents) in &record.accounts_at_home {
        amounts.entry((year, departement.0)).or_insert_with(empty)[1][post as usize] += cents.0;
    }
    let inhabitants = inhabitants(record, gazetteer);
    let mut found: BTreeMap<u16, Vec<OfDepartement>> = BTreeMap::new();
    for ((year, departement), sums) in &amounts {
        let cents = flows
            .iter()
            .map(|flow| flow.model.of(|post| sums[usize::from(flow.at_residence)][post as usize]).round() as i64)
            .collect();
        let inhabitants = inhabitants.get(&(*year, *departement)).copied().unwrap_or(0);
        if inhabitants > 0 {
            let of = OfDepartement { departement: *departement, inhabitants, cents };
            found.entry(*year).or_default().push(of);
        }
    }
    found
}

/// Simulated inhabitants by year and département, mean of the months.
fn inhabitants(record: &Record, gazetteer: &Gazetteer) -> BTreeMap<(u16, u16), i64> {
    let mut sums: BTreeMap<(u16, u16), i64> = BTreeMap::new();
    let mut months: BTreeMap<u16, i64> = BTreeMap::new();
    for (month, rows) in &record.months {
        *months.entry(month.year()).or_default() += 1;
        for (cell, row) in record.cells.iter().zip(rows) {
            let departement = gazetteer.cells[cell.index()].1;
            *sums.entry((month.year(), departement)).or_default() += row[Indicator::Population as usize];
        }
    }
    sums.into_iter().map(|((year, place), sum)| ((year, place), sum / months[&year].max(1))).collect()
}

/// Writes `territorial_flows.csv`.
///
/// # Errors
/// When the disk refuses.
pub fn write(folder: &Path, gazetteer: &Gazetteer, replicates: &[Replicate]) -> Result<(), ReportError> {
    let path = || folder.join("territorial_flows.csv");
    let flows = flows().map_err(|reason| ReportError::Unwritable { path: path(), reason })?;
    let header = ["arm", "seed", "year", "departement", "inhabitants", "flow", "cents", "euros_per_inhabitant"];
    let mut table = Table::create(folder, "territorial_flows.csv", &header)?;
    for replicate in replicates {
        let (seed, one_in) = (replicate.seed.to_string(), i128::from(replicate.one_in));
        for (arm, record) in arms(replicate) {
            for (year, places) in of_record(&flows, record, gazetteer) {
                for of in places {
                    for (flow, &cents) in flows.iter().zip(&of.cents) {
                        table.row(&[
                            arm,
                            &seed,
                            &year.to_string(),
                            gazetteer.code(Area::new(Level::Departement, of.departement)),
                            &(i128::from(of.inhabitants) * one_in).to_string(),
                            &flow.name,
                            &(i128::from(cents) * one_in).to_string(),
                            &fixed(i128::from(cents) / i128::from(of.inhabitants), 2),
                        ])?;
                    }
                }
            }
        }
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::units::{Cents, Departement};

    #[test]
    fn every_flow_is_read_and_no_post_counts_twice_in_one() {
        let flows = flows().expect("the table carried in the program reads");
        for flow in &flows {
            for &post in Post::ALL {
                assert!((0.0..=1.0).contains(&flow.model.factor(post)), "{} in {}", post.name(), flow.name);
            }
            if let Some(bounds) = flow.bounds {
                assert!(bounds.windows(2).all(|pair| pair[0] < pair[1]), "{}", flow.name);
            }
        }
        assert!(flows.len() >= 10);
    }

    #[test]
    fn levies_at_the_employer_and_at_residence_sum_to_the_same_over_the_run() {
        let mut record = sample::record(1, 0);
        record.accounts.insert((2019, Post::EmployerMaladie, Departement(0)), Cents(300));
        record.accounts_at_home.insert((2019, Post::EmployerMaladie, Departement(1)), Cents(300));
        let flows = flows().expect("read");
        let found = of_record(&flows, &record, &sample::gazetteer());
        let at = |name: &str| flows.iter().position(|flow| flow.name == name).expect("a flow");
        let of = |place: usize, name: &str| found[&2019][place].cents[at(name)];
        assert_eq!([of(0, "contributions_at_employer"), of(1, "contributions_at_employer")], [300, 0]);
        assert_eq!([of(0, "contributions_at_residence"), of(1, "contributions_at_residence")], [0, 300]);
        // The RSA is where the household lives in both.
        assert_eq!(of(0, "poverty"), 5_000_000);
        assert_eq!(found[&2019][0].inhabitants, 1002);
    }

    #[test]
    fn the_table_is_in_real_cents_and_euros_an_inhabitant() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        write(folder.path(), &sample::gazetteer(), &[sample::replicate(1, 3)]).expect("written");
        let text = std::fs::read_to_string(folder.path().join("territorial_flows.csv")).expect("a table");
        assert!(text.contains("reference,1,2019,59,10020,poverty,50000000,49.90\n"), "{text}");
    }
}
