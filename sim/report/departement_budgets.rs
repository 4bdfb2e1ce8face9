//! `departement_budgets.csv`: each département's year as its own accounts would tell it: spending and resources by line,
//! the part of RSA, APA and PCH that is given for them, what is left to pay, and the savings rate.

use std::collections::BTreeMap;
use std::path::Path;

use super::areas::{Adding, Area, Gazetteer, Level};
use super::compare::arms;
use super::error::ReportError;
use super::table::Table;
use crate::measures::{Indicator, Record, Replicate};
use crate::world::departement_lines::{Allowance, Line, compensates, line, signed};

/// One year of a département, in simulated cents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Budget {
    /// Simulated persons, mean of the months.
    pub inhabitants: f64,
    pub lines: BTreeMap<Line, i64>,
    /// By allowance: spent and given for it.
    pub allowances: [(i64, i64); 3],
}

impl Budget {
    pub fn spending(&self) -> i64 {
        self.lines.iter().filter(|(line, _)| line.is_spending()).map(|(_, cents)| cents).sum()
    }
    pub fn resources(&self) -> i64 {
        self.lines.iter().filter(|(line, _)| !line.is_spending()).map(|(_, cents)| cents).sum()
    }
    /// Of RSA, APA and PCH together.
    pub fn left_to_pay(&self) -> i64 {
        self.allowances.iter().map(|(spent, given)| spent - given).sum()
    }
    /// Per cent of an allowance that is given for it; `None` where the département pays none.
    pub fn cover(&self, allowance: Allowance) -> Option<f64> {
        let (spent, given) = self.allowances[allowance as usize];
        (spent > 0).then(|| given as f64 / spent as f64 * 100.0)
    }
    /// Per cent of resources.
    pub fn savings(&self) -> Option<f64> {
        let resources = self.resources();
        (resources > 0).then(|| (resources - self.spending()) as f64 / resources as f64 * 100.0)
    }
}

/// The budgets of an arm, by year and row of the département.
pub fn budgets(record: &Record, gazetteer: &Gazetteer) -> BTreeMap<(u16, u16), Budget> {
    let mut all: BTreeMap<(u16, u16), Budget> = BTreeMap::new();
    for (&(year, post, departement), &cents) in &record.accounts {
        let Some(line) = line(post) else { continue };
        let budget = all.entry((year, departement.0)).or_default();
        *budget.lines.entry(line).or_default() += signed(post, cents).0;
        if let Some(allowance) = compensates(post) {
            budget.allowances[allowance as usize].1 += signed(post, cents).0;
        }
        if let Some(allowance) = Allowance::ALL.iter().find(|allowance| allowance.post() == post) {
            budget.allowances[*allowance as usize].0 += cents.0;
        }
    }
    let adding = Adding::new(gazetteer, &record.cells);
    let mut persons: BTreeMap<(u16, u16), (i64, i64)> = BTreeMap::new();
    for (month, by_cell) in &record.months {
        for (area, row) in adding.areas.iter().zip(adding.up(by_cell)) {
            if area.level == Level::Departement {
                let (months, sum) = persons.entry((month.year(), area.row)).or_default();
                *months += 1;
                *sum += row[Indicator::Population as usize];
            }
        }
    }
    for (place, (months, sum)) in persons {
        if let Some(budget) = all.get_mut(&place) {
            budget.inhabitants = sum as f64 / months as f64;
        }
    }
    all
}

/// Writes the table.
///
/// # Errors
/// When the disk refuses.
pub fn write(folder: &Path, gazetteer: &Gazetteer, replicates: &[Replicate]) -> Result<(), ReportError> {
    let lines: Vec<Line> = Line::SPENDING.into_iter().chain(Line::RESOURCES).collect();
    let cents = |name: &str| format!("{name}_cents");
    let mut header: Vec<String> = ["arm", "seed", "year", "departement", "inhabitants"].map(str::to_owned).to_vec();
    header.extend(lines.iter().map(|line| cents(line.name())));
    header.extend(["spending", "resources", "left_to_pay", "left_to_pay_per_inhabitant"].map(cents));
    header
        .extend(["rsa_cover_percent", "apa_cover_percent", "pch_cover_percent", "savings_percent"].map(str::to_owned));
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut table = Table::create(folder, "departement_budgets.csv", &header)?;
    for replicate in replicates {
        let scaled = |cents: i64| (i128::from(cents) * i128::from(replicate.one_in)).to_string();
        let percent = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.3}"));
        for (arm, record) in arms(replicate) {
            for ((year, departement), budget) in budgets(record, gazetteer) {
                let code = gazetteer.code(Area::new(Level::Departement, departement));
                let inhabitants = format!("{:.0}", budget.inhabitants * f64::from(replicate.one_in));
                let mut row =
                    vec![arm.to_owned(), replicate.seed.to_string(), year.to_string(), code.to_owned(), inhabitants];
                row.extend(lines.iter().map(|line| scaled(budget.lines.get(line).copied().unwrap_or_default())));
                row.extend([budget.spending(), budget.resources(), budget.left_to_pay()].map(scaled));
                let each = (budget.inhabitants > 0.0).then(|| budget.left_to_pay() as f64 / budget.inhabitants);
                row.push(each.map_or_else(String::new, |each| format!("{each:.0}")));
                row.extend(Allowance::ALL.map(|allowance| percent(budget.cover(allowance))));
                row.push(percent(budget.savings()));
                table.row(&row)?;
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
    use crate::world::Post;

    #[test]
    fn what_a_departement_saves_is_its_balance_and_what_is_left_to_pay_is_what_is_not_given() {
        let mut record = sample::record(1, 0);
        let mut pay = |post, cents| record.accounts.insert((2019, post, Departement(1)), Cents(cents));
        pay(Post::Rsa, 5_000_000);
        pay(Post::TicpeRsa, 2_500_000);
        pay(Post::Apa, 1_000_000);
        pay(Post::CnsaApa, 400_000);
        pay(Post::Dmto, 9_000_000);
        pay(Post::TakenDmto, 1_000_000);
        let budgets = budgets(&record, &sample::gazetteer());
        let budget = &budgets[&(2019, 1)];
        assert_eq!((budget.spending(), budget.resources()), (6_000_000, 10_900_000));
        assert_eq!(budget.lines[&Line::Dmto], 8_000_000);
        // What is taken back with the RSA counts against it.
        assert_eq!(budget.left_to_pay(), 6_000_000 - 2_900_000 + 1_000_000);
        assert_eq!(budget.cover(Allowance::Rsa), Some(30.0));
        assert_eq!(budget.cover(Allowance::Apa), Some(40.0));
        assert_eq!(budget.cover(Allowance::Pch), None);
        assert_eq!(budget.inhabitants, 1000.0 + 1001.0);
        let balance = super::super::accounts::flows(&record, &sample::gazetteer())
            [&(2019, Area::new(Level::Departement, 1), crate::world::body::Body::Departement)]
            .balance();
        assert_eq!(budget.resources() - budget.spending(), balance);
    }

    #[test]
    fn the_table_is_in_real_cents() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        write(folder.path(), &sample::gazetteer(), &[sample::replicate(1, 3)]).expect("written");
        let text = std::fs::read_to_string(folder.path().join("departement_budgets.csv")).expect("a table");
        assert!(
            text.starts_with("arm,seed,year,departement,inhabitants,rsa_cents,insertion_cents,apa_cents"),
            "{text}"
        );
        assert!(text.contains("\nreference,1,2019,62,20010,50000000,"), "{text}");
    }
}
