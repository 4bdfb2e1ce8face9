//! The published moments, as the project copies them: value, source, tolerance, and whether the model was set on them.

use std::fmt;

use crate::report::national_books::csv_reader;

/// The table, by its place in the project.
pub const NAME: &str = "scenarios/france/validation_moments.csv";
const TEXT: &str = include_str!("../../scenarios/france/validation_moments.csv");

/// How the tolerance of a moment follows from the published figure: the same rule for all of a kind, set before anything
/// was simulated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rule {
    /// Share or rate of a survey: 10 % of the share or of its complement, whichever is less common; one point between 5 and
    /// 20 %; a fifth of it under 5 %.
    Share,
    /// A share of another year or scope, or derived in two steps: half as much again.
    ShareNear,
    /// An amount or a number of persons: 10 %.
    Level,
    /// The same of another year or scope, or derived in two steps: 15 %.
    LevelNear,
    /// Counted by a register or a census: 5 %.
    Count,
    /// Mean or median of wages or living standards: 5 %.
    Mean,
    /// Ages and lengths of life: one year.
    Years,
    /// Gap of a place to the mean: ten points of the mean.
    Gap,
    /// Correlation of simulated with published figures over départements, published as 1: a tenth.
    Agreement,
    /// Correlation of two published figures over départements: 0.15.
    Correlation,
}

impl Rule {
    const ALL: [(&'static str, Rule); 10] = [
        ("share", Rule::Share),
        ("share_near", Rule::ShareNear),
        ("level", Rule::Level),
        ("level_near", Rule::LevelNear),
        ("count", Rule::Count),
        ("mean", Rule::Mean),
        ("years", Rule::Years),
        ("gap", Rule::Gap),
        ("agreement", Rule::Agreement),
        ("correlation", Rule::Correlation),
    ];

    fn parse(text: &str) -> Option<Rule> {
        Rule::ALL.iter().find(|(name, _)| *name == text).map(|(_, rule)| *rule)
    }

    /// Half the width of what is inside, in the unit of the published figure.
    pub fn tolerance(self, published: f64) -> f64 {
        let size = published.abs();
        match self {
            Rule::Share => share(size),
            Rule::ShareNear => 1.5 * share(size),
            Rule::Level => 0.10 * size,
            Rule::LevelNear => 0.15 * size,
            Rule::Count | Rule::Mean => 0.05 * size,
            Rule::Years => 1.0,
            Rule::Gap | Rule::Agreement => 0.10,
            Rule::Correlation => 0.15,
        }
    }
}

fn share(share: f64) -> f64 {
    let rarer = share.min((1.0 - share).abs());
    match rarer {
        under if under < 0.05 => 0.2 * under,
        under if under < 0.20 => 0.01,
        over => 0.1 * over,
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Rule::ALL.iter().find(|(_, rule)| rule == self).map_or("", |(name, _)| name);
        f.write_str(name)
    }
}

/// One published figure.
#[derive(Clone, PartialEq, Debug)]
pub struct Moment {
    pub topic: String,
    /// Unique within its topic.
    pub moment: String,
    /// Shares as fractions, amounts and counts in `unit`.
    pub published: f64,
    pub unit: String,
    pub year: String,
    pub territory: String,
    pub producer: String,
    pub source: String,
    pub rule: Rule,
    /// Half the width of what is inside, in `unit`.
    pub tolerance: f64,
    /// Whether a parameter, a margin of the starting population or a path of the model was set on it.
    pub set_a_parameter: bool,
    /// What is compared with what, where that is not plain.
    pub note: String,
}

/// Reads the table of moments.
///
/// # Errors
/// What is wrong in the table carried in the program, with its row: a test reads it.
pub fn published() -> Result<Vec<Moment>, String> {
    let mut moments = Vec::new();
    for record in csv_reader(TEXT).records() {
        let record = record.map_err(|error| format!("{NAME}: {error}"))?;
        let cell = |column: usize| record.get(column).unwrap_or_default().to_owned();
        let wrong = |what: &str| format!("{NAME}, {} {}: {what}", cell(0), cell(1));
        let number = |column: usize, what: &str| cell(column).parse::<f64>().map_err(|_| wrong(what));
        moments.push(Moment {
            topic: cell(0),
            moment: cell(1),
            published: number(2, "published is no number")?,
            unit: cell(3),
            year: cell(4),
            territory: cell(5),
            producer: cell(6),
            source: cell(7),
            rule: Rule::parse(&cell(8)).ok_or_else(|| wrong("no rule has this name"))?,
            tolerance: number(9, "tolerance is no number")?,
            set_a_parameter: match cell(10).as_str() {
                "yes" => true,
                "no" => false,
                _ => return Err(wrong("set_a_parameter is yes or no")),
            },
            note: cell(11),
        });
    }
    Ok(moments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tolerance_is_what_its_rule_says_and_no_other() {
        for moment in published().expect("the table carried in the program reads") {
            let by_rule = moment.rule.tolerance(moment.published);
            let gap = (moment.tolerance / by_rule - 1.0).abs();
            assert!(gap < 0.01, "{} {}: {} and {by_rule}", moment.topic, moment.moment, moment.tolerance);
        }
    }

    #[test]
    fn every_moment_says_where_it_comes_from() {
        for moment in published().expect("the table carried in the program reads") {
            let told = [&moment.unit, &moment.year, &moment.territory, &moment.producer, &moment.source];
            assert!(told.iter().all(|text| !text.is_empty()), "{} {}", moment.topic, moment.moment);
        }
    }

    #[test]
    fn a_rare_share_and_its_complement_are_held_as_tight() {
        assert!((Rule::Share.tolerance(0.018) - 0.0036).abs() < 1e-12);
        assert!((Rule::Share.tolerance(0.982) - 0.0036).abs() < 1e-12);
        assert!((Rule::Share.tolerance(0.145) - 0.01).abs() < 1e-12);
        assert!((Rule::Share.tolerance(0.232) - 0.0232).abs() < 1e-12);
    }
}
