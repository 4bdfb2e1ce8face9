//! The part of the page on bodies that are not those of France: what the single fund holds, who pays which benefit.

use super::Grid;
use super::grid::body_label;
use crate::report::headline::Headline;
use crate::report::number::{MoneyUnit, decimal, signed};

/// Nothing where the territory has no fund of its own.
pub fn institutions(headline: &Headline) -> String {
    if headline.funds.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n## Institutions of the territory\n\n");
    for balance in &headline.funds {
        let bodies: Vec<&str> = balance.fund.bodies.iter().map(|&body| body_label(body)).collect();
        text += &format!(
            "- **{}** stands for what the tables call: {}; its lines here are their sum.\n",
            balance.fund.name,
            bodies.join(", ")
        );
    }
    text += &format!("\n{}", balances(headline).markdown());
    let year = headline.years.last().copied().unwrap_or_default();
    let (paid, unpaid): (Vec<_>, Vec<_>) =
        headline.benefits.iter().partition(|benefit| benefit.reference != 0.0 || benefit.reform != 0.0);
    let largest = paid.iter().map(|b| b.reference.abs().max(b.reform.abs())).fold(0.0, f64::max);
    let unit = MoneyUnit::fitting(largest);
    let amount = |euros: f64| decimal(euros / unit.euros(), unit.decimals(largest));
    let header =
        [format!("Benefits in {year}, {}", unit.symbol()), "paid by".into(), "reference".into(), "reform".into()];
    let mut rows = vec![header.to_vec()];
    rows.extend(paid.iter().map(|benefit| {
        let name = format!("`{}`", benefit.post.name());
        vec![name, benefit.payer.clone(), amount(benefit.reference), amount(benefit.reform)]
    }));
    text += &format!("\n{}", Grid { rows }.markdown());
    let names: Vec<String> = unpaid.iter().map(|benefit| format!("`{}`", benefit.post.name())).collect();
    if !names.is_empty() {
        text += &format!("\nNot paid in either arm: {}.\n", names.join(", "));
    }
    text
}

/// What each fund received less what it paid, in each arm.
fn balances(headline: &Headline) -> Grid {
    let levels = || headline.funds.iter().flat_map(|balance| balance.reference.iter().chain(&balance.reform));
    let largest = levels().map(|level| level.abs()).fold(0.0, f64::max);
    let unit = MoneyUnit::fitting(largest);
    let mut header = vec![format!("Received less paid, {}", unit.symbol())];
    header.extend(headline.years.iter().map(u16::to_string));
    let mut rows = vec![header];
    for balance in &headline.funds {
        for (arm, levels) in [("reference", &balance.reference), ("reform", &balance.reform)] {
            let mut row = vec![format!("{}, {arm}", balance.fund.name)];
            row.extend(levels.iter().map(|level| signed(level / unit.euros(), unit.decimals(largest))));
            rows.push(row);
        }
    }
    Grid { rows }
}
