//! Published figures of other scopes, carried by the project: a reader who knows one must see why ours is another.
//!
//! It reads one table and computes nothing; no result rests on it.

use super::national_books::csv_reader;

/// The table, by its place in the project.
pub const NAME: &str = "scenarios/france/bridge.csv";
const TEXT: &str = include_str!("../../scenarios/france/bridge.csv");

/// The figure of a run that is set beside a published one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ours {
    /// Contribution and seed money for a full-time equivalent.
    GrossCostPerFte,
    ContributionPerFte,
    /// To all public bodies, care and social services included.
    NetCostPerFte,
    RsaHouseholds,
    RsaSpending,
    Unemployed,
    Registered,
    LongTermUnemployed,
    PovertyRate,
}

impl Ours {
    const ALL: [(&'static str, Ours); 9] = [
        ("gross_cost_per_fte", Ours::GrossCostPerFte),
        ("contribution_per_fte", Ours::ContributionPerFte),
        ("net_cost_per_fte", Ours::NetCostPerFte),
        ("rsa_households", Ours::RsaHouseholds),
        ("rsa_spending", Ours::RsaSpending),
        ("unemployed", Ours::Unemployed),
        ("registered", Ours::Registered),
        ("long_term_unemployed", Ours::LongTermUnemployed),
        ("poverty_rate", Ours::PovertyRate),
    ];
}

/// A published figure. Texts are in English, then in French.
#[derive(Clone, PartialEq, Debug)]
pub struct Published {
    /// The policy with which it is shown; `None` in every report.
    pub policy: Option<String>,
    pub quantity: [String; 2],
    pub value: f64,
    pub unit: [String; 2],
    pub year: u16,
    pub scope: [String; 2],
    pub differs: [String; 2],
    pub producer: String,
    pub source: String,
    pub ours: Option<Ours>,
}

/// # Errors
/// What is wrong in the table carried in the program, with its row: a test reads it.
pub fn published() -> Result<Vec<Published>, String> {
    let mut all = Vec::new();
    for record in csv_reader(TEXT).records() {
        let record = record.map_err(|error| format!("{NAME}: {error}"))?;
        let cell = |column: usize| record.get(column).unwrap_or_default().to_owned();
        let wrong = |what: &str| format!("{NAME}, {}: {what}", cell(1));
        let ours = match cell(13).as_str() {
            "" => None,
            name => {
                let known = Ours::ALL.iter().find(|(known, _)| *known == name).map(|(_, ours)| *ours);
                Some(known.ok_or_else(|| wrong(&format!("a run has no figure `{name}`")))?)
            }
        };
        all.push(Published {
            policy: (cell(0) != "always").then(|| cell(0)),
            quantity: [cell(1), cell(2)],
            value: cell(3).parse().map_err(|_| wrong("published is no number"))?,
            unit: [cell(4), cell(5)],
            year: cell(6).parse().map_err(|_| wrong("year is no year"))?,
            scope: [cell(7), cell(8)],
            differs: [cell(9), cell(10)],
            producer: cell(11),
            source: cell(12),
            ours,
        });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_published_figure_says_what_it_counts_how_ours_differs_and_who_published_it() {
        let all = published().expect("the table carried in the program reads");
        assert!(all.len() >= 15);
        for one in &all {
            for text in [&one.quantity, &one.unit, &one.scope, &one.differs].into_iter().flatten() {
                assert!(!text.is_empty(), "{one:?}");
            }
            assert!(!one.producer.is_empty() && !one.source.is_empty() && one.value > 0.0, "{one:?}");
            assert_ne!(one.differs[0], one.differs[1], "{one:?} is in one language only");
        }
        for (name, ours) in Ours::ALL {
            assert!(all.iter().any(|one| one.ours == Some(ours)), "{name} is set beside nothing");
        }
    }
}
