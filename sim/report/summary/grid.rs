//! Tables of the page: bodies by year, laid out for Markdown or a terminal.

use crate::report::headline::{Balance, Headline};
use crate::report::number::{MoneyUnit, THIN_SPACE, decimal, signed};
use crate::report::statistics::Estimate;
use crate::report::yearly::Quantity;
use crate::world::body::Body;

/// Years shown one by one; of a longer run, the last ones.
const YEARS_SHOWN: usize = 6;

/// The name of a body on the page.
pub const fn body_label(body: Body) -> &'static str {
    match body {
        Body::Etat => "État",
        Body::Maladie => "Assurance maladie",
        Body::Vieillesse => "Vieillesse and complementary schemes",
        Body::Famille => "Famille (Cnaf)",
        Body::Autonomie => "Autonomie (CNSA)",
        Body::Unedic => "Unédic",
        Body::Region => "Régions",
        Body::Departement => "Départements",
        Body::BlocCommunal => "Bloc communal",
        Body::FondsExperimentation => "Fonds d'expérimentation",
        Body::Households => "Households",
        Body::Firms => "Firms",
        Body::Ebe => "EBE",
        Body::CareProviders => "Care providers",
        Body::SocialServices => "Social services",
        Body::Outside => "Outside",
        Body::LeftOut => "Left out of the model",
    }
}

/// A table for a page or a terminal.
pub struct Grid {
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    pub fn markdown(&self) -> String {
        let mut text = String::new();
        for (i, row) in self.rows.iter().enumerate() {
            text += &format!("| {} |\n", row.join(" | "));
            if i == 0 {
                text += &format!("|---|{}\n", "---:|".repeat(row.len() - 1));
            }
        }
        text
    }

    pub fn aligned(&self) -> String {
        let columns = self.rows.first().map_or(0, Vec::len);
        let rows: Vec<Vec<String>> =
            self.rows.iter().map(|row| row.iter().map(|cell| cell.replace("**", "")).collect()).collect();
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut text = String::new();
        for row in &rows {
            let cells: Vec<String> = row
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(i, (cell, &width))| if i == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") })
                .collect();
            text += cells.join("  ").trim_end();
            text.push('\n');
        }
        text
    }
}

/// The table of public balances: rows by body, columns by year, mean of the years, interval.
pub fn balances(headline: &Headline) -> Grid {
    let skipped = headline.years.len().saturating_sub(YEARS_SHOWN);
    let line = |label: &str, balance: &Balance, bold| (label.to_owned(), balance.by_year.clone(), balance.a_year, bold);
    let in_a_fund = |body: &Body| headline.funds.iter().any(|balance| balance.fund.bodies.contains(body));
    let funds = headline.funds.iter().map(|f| (f.fund.name.clone(), f.by_year.clone(), f.a_year, false));
    let bodies = headline.balances.iter().filter_map(|balance| match balance.quantity {
        Quantity::Balance(body) if !in_a_fund(&body) => Some(line(body_label(body), balance, false)),
        _ => None,
    });
    let lines: Vec<(String, Vec<Estimate>, Estimate, bool)> = funds
        .chain(bodies)
        .chain(headline.consolidated.iter().map(|b| line("All public bodies", b, true)))
        .chain(headline.narrow.iter().map(|b| line("All, without care and social services", b, false)))
        .collect();
    let largest = lines
        .iter()
        .flat_map(|(_, by_year, a_year, _)| by_year.iter().chain([a_year]))
        .map(|estimate| estimate.mean.abs())
        .fold(0.0, f64::max);
    let unit = MoneyUnit::fitting(largest);
    let decimals = unit.decimals(largest);
    let with_interval = headline.seeds > 1;
    let mut header = vec![format!("{}, gain (+) or cost (−)", unit.symbol())];
    header.extend(headline.years.iter().zip(&headline.months).skip(skipped).map(|(year, months)| match months {
        12 => year.to_string(),
        _ => format!("{year} ({months} months)"),
    }));
    header.push("mean a year".into());
    if with_interval {
        header.push("95 % interval".into());
    }
    let mut rows = vec![header];
    for (label, by_year, a_year, bold) in lines {
        let show = |estimate: &Estimate| signed(estimate.mean / unit.euros(), decimals);
        let mut row = vec![label];
        row.extend(by_year[skipped..].iter().map(show));
        row.push(show(&a_year));
        if with_interval {
            let half = a_year.half_width.unwrap_or(0.0);
            row.push(format!("±{THIN_SPACE}{}", decimal(half / unit.euros(), decimals)));
        }
        rows.push(if bold { row.into_iter().map(|cell| format!("**{cell}**")).collect() } else { row });
    }
    Grid { rows }
}
