//! The national books of the reference arm beside published ones: social protection by risk and by kind of resource,
//! every public body, and the amounts that agents make by themselves.
//!
//! Why it exists: what a reform costs is read as a difference, but whoever reads it must see that the France it starts
//! from has the size of France, line by line, and where it has not. Published figures, and what of the ledger stands
//! against each, are the table `scenarios/france/public_accounts_published.csv`. It reads a [`Record`] and decides nothing.

mod told;

use super::post_sum::PostSum;
use crate::measures::Record;
use crate::world::Post;
use crate::world::body::Body;

pub use told::{csv, table};

const NAME: &str = "scenarios/france/public_accounts_published.csv";
const TEXT: &str = include_str!("../../scenarios/france/public_accounts_published.csv");

/// The year the published accounts are of; prices apart, the model's budgets are of this year.
pub const YEAR: u16 = 2019;

/// One published figure.
#[derive(Clone, PartialEq, Debug)]
pub struct Published {
    /// `risk`, `resource`, `total`, `body`, `agent`, `structure_2012`, `check`.
    pub table: String,
    pub item: String,
    /// `benefits`, `resources`, `receipts`, `spending`.
    pub side: String,
    /// Billions of euros a year, all of France.
    pub geur: f64,
    pub year: u16,
    pub model: PostSum,
    /// How the figure comes to 2019.
    pub rule: String,
    pub producer: String,
    pub source: String,
    /// `law`, `statistic`, `derived`, `recalled`.
    pub trust: String,
    pub note: String,
}

/// How near a line is to what is published.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Within 5 %.
    Close,
    /// Within 10 %.
    Within,
    Off,
    /// Stands there to be seen: scopes differ.
    Shown,
}

impl Verdict {
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Close => "close",
            Verdict::Within => "within 10 %",
            Verdict::Off => "off",
            Verdict::Shown => "",
        }
    }
}

/// A published figure beside the simulated one.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    pub published: &'a Published,
    /// Billions of euros a year.
    pub simulated: f64,
}

impl Line<'_> {
    /// Simulated over published, less one.
    pub fn gap(&self) -> f64 {
        self.simulated / self.published.geur - 1.0
    }

    pub fn verdict(&self) -> Verdict {
        let gap = self.gap().abs();
        match self.published.table.as_str() {
            "structure_2012" | "check" => Verdict::Shown,
            _ if gap <= 0.05 => Verdict::Close,
            _ if gap <= 0.10 => Verdict::Within,
            _ => Verdict::Off,
        }
    }
}

/// Reads the table of published accounts.
///
/// # Errors
/// What is wrong in the table carried in the program, with its row: a test reads it.
pub fn published() -> Result<Vec<Published>, String> {
    let mut reader = csv_reader(TEXT);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| format!("{NAME}: {error}"))?;
        let cell = |column: usize| record.get(column).unwrap_or_default().to_owned();
        let wrong = |what: &str| format!("{NAME}, {} {}: {what}", cell(0), cell(1));
        rows.push(Published {
            table: cell(0),
            item: cell(1),
            side: cell(2),
            geur: cell(3).parse().map_err(|_| wrong("geur is no number"))?,
            year: cell(4).parse().map_err(|_| wrong("year is no year"))?,
            model: PostSum::parse(&cell(5)).map_err(|what| wrong(&what))?,
            rule: cell(6),
            producer: cell(7),
            source: cell(8),
            trust: cell(9),
            note: cell(10),
        });
    }
    Ok(rows)
}

/// A reader of the project's tables: `#` begins a comment.
pub(crate) fn csv_reader(text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes())
}

/// Amounts of a year over all départements, by post, in simulated cents.
fn amounts(record: &Record, year: u16) -> Vec<i64> {
    let mut sums = vec![0; Post::COUNT];
    for (&(of, post, _), cents) in &record.accounts {
        if of == year {
            sums[post as usize] += cents.0;
        }
    }
    sums
}

/// Simulated cents to billions of euros of the real country.
fn geur(cents: f64, one_in: u32) -> f64 {
    cents * f64::from(one_in) / 1e11
}

/// Every published figure beside that of a year of `record`, which must be of all of France.
pub fn compare<'a>(published: &'a [Published], record: &Record, one_in: u32, year: u16) -> Vec<Line<'a>> {
    let sums = amounts(record, year);
    let line = |published: &'a Published| Line {
        published,
        simulated: geur(published.model.of(|post| sums[post as usize]), one_in),
    };
    published.iter().map(line).collect()
}

/// What a body received and paid in a year, billions of euros.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct OfBody {
    pub body: Body,
    pub received: f64,
    pub paid: f64,
}

/// Every body of a year of `record`.
pub fn bodies(record: &Record, one_in: u32, year: u16) -> Vec<OfBody> {
    let sums = amounts(record, year);
    let total = |keep: &dyn Fn(Post) -> bool| {
        let cents: i64 = Post::ALL.iter().filter(|post| keep(**post)).map(|post| sums[*post as usize]).sum();
        geur(cents as f64, one_in)
    };
    let of = |body: Body| OfBody {
        body,
        received: total(&|post| post.payee() == body),
        paid: total(&|post| post.payer() == body),
    };
    Body::ALL.into_iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_published_figure_is_read_once_and_says_where_it_comes_from() {
        let rows = published().expect("the table carried in the program reads");
        let mut seen = BTreeSet::new();
        for row in &rows {
            assert!(seen.insert((&row.table, &row.item, &row.side)), "{} {} twice", row.table, row.item);
            assert!(row.geur > 0.0 && !row.source.is_empty() && !row.rule.is_empty(), "{}", row.item);
            assert!(["law", "statistic", "derived", "recalled"].contains(&row.trust.as_str()), "{}", row.item);
        }
        assert!(rows.len() > 40);
    }

    #[test]
    fn the_six_risks_hold_every_post_of_the_total_once_and_no_post_twice() {
        let rows = published().expect("the table carried in the program reads");
        let sum = |table: &str, side: &str, post: Post| -> f64 {
            let of = |row: &&Published| row.table == table && row.side == side;
            rows.iter().filter(of).map(|row| row.model.factor(post)).sum()
        };
        for &post in Post::ALL {
            for (table, side) in [("risk", "benefits"), ("resource", "resources")] {
                let (parts, total) = (sum(table, side, post), sum("total", side, post));
                assert!((parts - total).abs() < 1e-9, "{}: {parts} in parts, {total} in all", post.name());
                assert!((0.0..=1.0 + 1e-9).contains(&parts.abs()), "{} counts {parts} times", post.name());
            }
        }
    }

    #[test]
    fn published_risks_sum_to_published_benefits() {
        let rows = published().expect("the table carried in the program reads");
        let risks: f64 = rows.iter().filter(|row| row.table == "risk").map(|row| row.geur).sum();
        let total = rows.iter().find(|row| row.table == "total" && row.side == "benefits").map(|row| row.geur);
        assert!((risks - total.unwrap_or(0.0)).abs() < 0.5, "{risks}");
    }
}
