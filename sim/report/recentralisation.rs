//! `recentralisation.csv` and its part of the page: where the State pays the RSA, what it pays, what it takes back by
//! source, and who gains, year by year; beside the amounts published for 2022.
//!
//! Amounts are those of the simulation; the page tells them at the level published for 2019, so that an error of level
//! does not hide a gain of a few per cent.

use std::collections::BTreeMap;
use std::path::Path;

use super::areas::{Area, Gazetteer, Level};
use super::error::ReportError;
use super::national_books::csv_reader;
use super::number::{decimal, signed};
use super::summary::grid::Grid;
use super::table::Table;
use crate::measures::{Record, Replicate};
use crate::units::Departement;
use crate::world::Post;

/// Compared with only.
const PUBLISHED: &str = include_str!("../../scenarios/france/rsa_recentralised_published.csv");
const TAKEN: [Post; 5] = [Post::TakenTicpe, Post::TakenFmdi, Post::TakenDcp, Post::TakenDmto, Post::TakenDgf];
/// Year whose published spending sets the level.
const LEVEL_YEAR: u16 = 2019;
/// Départements told on the page.
const TOLD: usize = 6;

/// One year of one département under the State, in simulated cents.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Year {
    /// Paid by the State, and what the département would have paid.
    pub allowances: i64,
    pub allowances_in_reference: i64,
    /// In the order of `TAKEN`.
    pub taken: [i64; 5],
    /// Paid by the département for the convention, and to it for results.
    pub insertion: i64,
    pub share_in_results: i64,
    pub caf: i64,
}

impl Year {
    pub fn taken_in_all(&self) -> i64 {
        self.taken.iter().sum()
    }
    /// What the State keeps.
    pub fn state(&self) -> i64 {
        self.taken_in_all() - self.allowances - self.share_in_results - self.caf
    }
    /// What the département keeps compared with paying the RSA itself.
    pub fn departement(&self) -> i64 {
        self.allowances_in_reference - self.taken_in_all() - self.insertion + self.share_in_results
    }
}

/// The years under the State by year and département; empty if it pays nowhere.
pub fn years(replicate: &Replicate) -> BTreeMap<(u16, Departement), Year> {
    let mut all: BTreeMap<(u16, Departement), Year> = BTreeMap::new();
    let Some(reform) = &replicate.reform else { return all };
    let paid = |record: &Record, key| record.accounts.get(&key).map_or(0, |cents| cents.0);
    for &(year, post, departement) in reform.accounts.keys() {
        if post == Post::RsaEtat && paid(reform, (year, post, departement)) != 0 {
            let of = |post| paid(reform, (year, post, departement));
            let one = Year {
                allowances: of(Post::RsaEtat),
                // A year of entry in its course: what the département still paid is in neither.
                allowances_in_reference: paid(&replicate.reference, (year, Post::Rsa, departement)) - of(Post::Rsa),
                taken: TAKEN.map(of),
                insertion: of(Post::ConventionInsertion),
                share_in_results: of(Post::ConventionShare),
                caf: of(Post::CafManagement),
            };
            all.insert((year, departement), one);
        }
    }
    all
}

/// Writes the table, where the State pays anywhere.
///
/// # Errors
/// When the disk refuses.
pub fn write(folder: &Path, gazetteer: &Gazetteer, replicates: &[Replicate]) -> Result<(), ReportError> {
    if replicates.iter().all(|replicate| years(replicate).is_empty()) {
        return Ok(());
    }
    let header = [
        "seed",
        "year",
        "departement",
        "allowances_cents",
        "allowances_in_reference_cents",
        "taken_ticpe_cents",
        "taken_fmdi_cents",
        "taken_dcp_cents",
        "taken_dmto_cents",
        "taken_dgf_cents",
        "taken_cents",
        "convention_insertion_cents",
        "share_in_results_cents",
        "caf_management_cents",
        "state_cents",
        "departement_cents",
        "published_2019_over_simulated",
    ];
    let mut table = Table::create(folder, "recentralisation.csv", &header)?;
    for replicate in replicates {
        for ((year, departement), of) in years(replicate) {
            let code = gazetteer.code(Area::new(Level::Departement, departement.0));
            let mut row = vec![replicate.seed.to_string(), year.to_string(), code.to_owned()];
            let amounts = [of.allowances, of.allowances_in_reference].into_iter().chain(of.taken).chain([
                of.taken_in_all(),
                of.insertion,
                of.share_in_results,
                of.caf,
                of.state(),
                of.departement(),
            ]);
            row.extend(amounts.map(|cents| (i128::from(cents) * i128::from(replicate.one_in)).to_string()));
            row.push(level(replicate, gazetteer, departement).map_or_else(String::new, |level| format!("{level:.4}")));
            table.row(&row)?;
        }
    }
    table.finish()
}

/// Published over simulated spending of 2019.
fn level(replicate: &Replicate, gazetteer: &Gazetteer, departement: Departement) -> Option<f64> {
    let published = gazetteer.rsa_2019.get(departement.index())?.0 as f64;
    let simulated = replicate.reference.accounts.get(&(LEVEL_YEAR, Post::Rsa, departement))?.0 as f64;
    let simulated = simulated * f64::from(replicate.one_in);
    (published > 0.0 && simulated > 0.0).then(|| published / simulated)
}

/// The years of a département, each with one entry a seed: euros of a simulated cent at the level published for 2019, and
/// the year in simulated cents.
pub type Told = BTreeMap<u16, Vec<(f64, Year)>>;

/// What the State and each département pay and keep, at the level published for 2019; seeds in order.
pub fn at_published_level(gazetteer: &Gazetteer, replicates: &[Replicate]) -> BTreeMap<Departement, Told> {
    let mut all: BTreeMap<Departement, Told> = BTreeMap::new();
    for replicate in replicates {
        for ((year, departement), of) in years(replicate) {
            let euros = level(replicate, gazetteer, departement).unwrap_or(1.0) * f64::from(replicate.one_in) / 100.0;
            all.entry(departement).or_default().entry(year).or_default().push((euros, of));
        }
    }
    all
}

/// Means over the seeds in millions of euros: by département and year, what `of` says of it.
type Means = BTreeMap<Departement, BTreeMap<u16, [f64; 8]>>;

/// The lines of the page by département; the five sources stand after them for the comparison.
const LINES: [&str; 3] = ["allowances paid by the State", "resources taken back", "State"];

fn told(gazetteer: &Gazetteer, replicates: &[Replicate]) -> Means {
    let mut told = Means::new();
    let seeds = replicates.len().max(1) as f64;
    for replicate in replicates {
        for ((year, departement), of) in years(replicate) {
            let level = level(replicate, gazetteer, departement).unwrap_or(1.0);
            let scale = level * f64::from(replicate.one_in) / 1e8 / seeds;
            let row = told.entry(departement).or_default().entry(year).or_default();
            let amounts = [of.allowances, of.taken_in_all(), of.state()].into_iter().chain(of.taken);
            for (sum, cents) in row.iter_mut().zip(amounts) {
                *sum += cents as f64 * scale;
            }
        }
    }
    told
}

/// The part of the page; nothing where the State pays nowhere.
pub fn section(gazetteer: &Gazetteer, replicates: &[Replicate]) -> String {
    let told = told(gazetteer, replicates);
    if told.is_empty() {
        return String::new();
    }
    let mut years: Vec<u16> = told.values().flat_map(|years| years.keys().copied()).collect();
    years.sort_unstable();
    years.dedup();
    let mut header = vec!["M€".to_owned()];
    header.extend(years.iter().map(u16::to_string));
    let mut rows = vec![header];
    let name = |departement: Departement| gazetteer.name(Area::new(Level::Departement, departement.0)).to_owned();
    for (departement, by_year) in told.iter().take(TOLD) {
        for (line, what) in LINES.iter().enumerate() {
            let mut row = vec![format!("{}: {what}", name(*departement))];
            row.extend(years.iter().map(|year| {
                let amount = by_year.get(year).map(|amounts| amounts[line]);
                amount.map_or_else(String::new, |m| if line == 2 { signed(m, 1) } else { decimal(m, 1) })
            }));
            rows.push(row);
        }
    }
    let mut text = format!(
        "\n## RSA recentralised\n\nAt the level of spending published for 2019. *State*: what it takes back less \
         allowances, shares in results and the Caf's work.\n\n{}",
        Grid { rows }.markdown()
    );
    if told.len() > TOLD {
        text += &format!("\n{} more départements in `recentralisation.csv`.\n", told.len() - TOLD);
    }
    for published in published() {
        let place = gazetteer.departements.iter().position(|known| known.code == published.code);
        let Some(departement) = place.map(|row| Departement(row as u16)) else { continue };
        let Some(simulated) = told.get(&departement).and_then(|years| years.get(&published.year)) else { continue };
        // Published order: allowances, five sources, in all.
        let [allowances, taken, _, sources @ ..] = *simulated;
        let mine: Vec<f64> = [allowances].into_iter().chain(sources).chain([taken]).collect();
        let pairs: Vec<String> = published
            .amounts
            .iter()
            .zip(mine)
            .map(|((what, euros), mine)| format!("{what} {} ({})", decimal(mine, 1), decimal(euros / 1e6, 1)))
            .collect();
        text += &format!(
            "\n{} in {}, simulated (published), M€: {}.\n",
            name(departement),
            published.year,
            pairs.join(", ")
        );
    }
    text
}

/// What is published of one département.
pub struct Published {
    pub code: String,
    pub year: u16,
    /// Euros: allowances, the five sources, all of them.
    pub amounts: Vec<(String, f64)>,
}

/// What is published of départements under the State.
pub fn published() -> Vec<Published> {
    let mut reader = csv_reader(PUBLISHED);
    let names: Vec<String> =
        reader.headers().map(|h| h.iter().skip(2).map(str::to_owned).collect()).unwrap_or_default();
    let rows = reader.records().flatten().filter_map(|row| {
        let mut amounts = Vec::new();
        for (name, cell) in names.iter().zip(row.iter().skip(2)) {
            amounts.push((name.clone(), cell.parse().ok()?));
        }
        Some(Published { code: row.get(0)?.to_owned(), year: row.get(1)?.parse().ok()?, amounts })
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::units::Cents;

    fn recentralised() -> Replicate {
        let mut replicate = sample::replicate(1, 3);
        let reform = replicate.reform.as_mut().expect("a reform");
        for (post, cents) in [
            (Post::Rsa, 0),
            (Post::RsaEtat, 5_100_000),
            (Post::TakenTicpe, 3_000_000),
            (Post::TakenDgf, 1_500_000),
            (Post::ConventionShare, 50_000),
            (Post::CafManagement, 10_000),
            (Post::ConventionInsertion, 200_000),
        ] {
            reform.accounts.insert((2021, post, Departement(1)), Cents(cents));
        }
        replicate
    }

    #[test]
    fn what_the_state_gains_is_what_it_takes_less_what_it_pays() {
        let years = years(&recentralised());
        assert_eq!(years.len(), 1, "only where and when the State pays");
        let year = years[&(2021, Departement(1))];
        assert_eq!(year.taken_in_all(), 4_500_000);
        assert_eq!(year.state(), 4_500_000 - 5_100_000 - 50_000 - 10_000);
        assert_eq!(year.departement(), 5_000_000 - 4_500_000 - 200_000 + 50_000);
    }

    #[test]
    fn the_page_tells_them_at_the_published_level_of_2019() {
        let mut gazetteer = sample::gazetteer();
        // Twice what is simulated: 5,000,000 cents at one in ten.
        gazetteer.rsa_2019 = vec![Cents::ZERO, Cents(100_000_000)];
        let text = section(&gazetteer, &[recentralised()]);
        assert!(text.contains("Pas-de-Calais: allowances paid by the State | 1.0 |"), "{text}");
        assert_eq!(section(&gazetteer, &[sample::replicate(1, 3)]), "");
    }

    #[test]
    fn published_sources_sum_to_the_published_total() {
        assert_eq!(published().len(), 2);
        for one in published() {
            let sum: f64 = one.amounts[1..6].iter().map(|(_, euros)| euros).sum();
            assert_eq!(sum, one.amounts[6].1, "{}", one.code);
        }
    }
}
