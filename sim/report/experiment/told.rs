//! The section of `summary.md` on the experiment.

use super::{Design, Finding, Outcome, Seen};
use crate::report::areas::Gazetteer;
use crate::report::number::{THIN_SPACE, decimal, signed};
use crate::report::statistics::Estimate;
use crate::report::summary::grid::Grid;

/// Zones named; the rest is in `comparison_zones.csv`.
const NAMED: usize = 8;

/// What an evaluation would find, in a table and in sentences.
pub fn section(design: &Design, gazetteer: &Gazetteer, findings: &[Finding]) -> String {
    let name = |zone: u16| gazetteer.zones[usize::from(zone)].name.clone();
    let treated = listed(design.treated.iter().map(|treated| name(treated.zone)).collect());
    let mut others: Vec<u16> =
        design.treated.iter().flat_map(|treated| treated.comparisons.iter().map(|other| other.zone)).collect();
    others.sort_unstable();
    others.dedup();
    let others = listed(others.into_iter().map(name).collect());
    let on: Vec<&str> = design.on.iter().map(|known| known.name()).collect();
    let mut text = format!(
        "\n## As an experiment\n\nTreated zones d'emploi: {treated}. Comparison zones, the nearest on {}: {others} \
         (`comparison_zones.csv`). An evaluation that sees the reform alone takes the change in treated zones, from the {} \
         months before {} to the months since, less the same change in comparison zones (difference in differences). The \
         paired counterfactual is the same zones without the reform, on the same draws. In points of per cent:\n\n",
        on.join(", "),
        design.before,
        design.starts,
    );
    let all: Vec<&Finding> = findings.iter().filter(|finding| finding.zone.is_none()).collect();
    let heads =
        ["", "an evaluation finds", "paired counterfactual", "its error", "of which trends", "of which spillovers"];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    for finding in &all {
        let columns = [Seen::found, Seen::paired, Seen::error, Seen::trends, Seen::spillovers];
        let mut row = vec![label(finding.outcome).to_owned()];
        row.extend(columns.map(|what: fn(&Seen) -> f64| points(&finding.of(what))));
        rows.push(row);
    }
    text += &Grid { rows }.markdown();
    text.push('\n');
    for finding in &all {
        text += &sentence(finding);
    }
    if all.iter().all(|finding| finding.outcome != Outcome::Poverty) {
        text += "- Poverty is counted over calendar years: the run holds none before, or no whole one after.\n";
    }
    text += "\n*Trends*: what the same comparison shows in the reference, where nobody is treated: zones chosen for being \
             unlike others, their own paths, and chance. *Spillovers*: what the reform does to comparison zones, with the \
             sign reversed. Both sum to the error. All of it, zone by zone, is in `experiment.csv`.\n";
    text
}

fn sentence(finding: &Finding) -> String {
    let (found, paired, error) = (finding.of(Seen::found), finding.of(Seen::paired), finding.of(Seen::error));
    let verdict = if paired.mean == 0.0 && paired.half_width.unwrap_or(0.0) == 0.0 {
        "the reform changes nothing here: all it finds is error".to_owned()
    } else if found.sign_is_open() && !paired.sign_is_open() {
        "over these seeds it cannot tell the sign of an effect that is there".to_owned()
    } else if found.mean * paired.mean < 0.0 && !paired.sign_is_open() {
        "it has the sign wrong".to_owned()
    } else if error.sign_is_open() {
        "its error cannot be told from chance over these seeds".to_owned()
    } else {
        let more = if found.mean.abs() > paired.mean.abs() { "overstates" } else { "understates" };
        format!("it {more} the effect")
    };
    format!(
        "- {}: an evaluation would find {}, the reform changed {}; {verdict}. One evaluation, of one world at this scale, is \
         off by {} points as a rule (root mean square).\n",
        label(finding.outcome),
        points(&found),
        points(&paired),
        decimal(finding.error_rms(), 2),
    )
}

fn points(estimate: &Estimate) -> String {
    let mean = signed(estimate.mean, 2);
    match estimate.half_width {
        Some(half) => format!("{mean} ±{THIN_SPACE}{}", decimal(half, 2)),
        None => mean,
    }
}

fn listed(names: Vec<String>) -> String {
    let rest = names.len().saturating_sub(NAMED);
    let shown = names.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
    if rest > 0 { format!("{shown} and {rest} more") } else { shown }
}

const fn label(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Unemployment => "Unemployment rate",
        Outcome::Employment => "Employment rate",
        Outcome::Rsa => "RSA households per 100 inhabitants",
        Outcome::Poverty => "Poverty rate",
    }
}
