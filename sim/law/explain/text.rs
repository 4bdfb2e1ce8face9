//! An explanation as text for a terminal of 80 columns: workings in an inner column, terms in the outer one, articles on
//! the right.

use std::fmt::Write;

use super::{Explained, Explanation, Figure};
use crate::law::Law;
use crate::law::facts::{Children, HousingZone, Tenure};
use crate::law::household::{Adult, Case, Status};
use crate::units::Cents;

/// Where columns end: labels, workings, terms; articles fill the rest.
const LABEL: usize = 35;
const WORKING: usize = 46;
const TERM: usize = 58;
const ARTICLE: usize = 60;
const WIDTH: usize = 80;

/// `−1 234.56`.
pub(super) fn amount(cents: Cents) -> String {
    let digits = (cents.0.abs() / 100).to_string();
    let mut text = if cents.0 < 0 { "−".to_string() } else { String::new() };
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    format!("{text}.{:02}", cents.0.abs() % 100)
}

impl Explained {
    /// The whole explanation, at most 80 characters a line, ending with disposable income. Writes nothing about where
    /// the law's values come from: the caller knows whether they were changed.
    pub fn text(&self, law: &Law) -> String {
        let mut text = String::new();
        let held = "Held for years: the year before last, the last twelve months and the last quarter are all this \
                    month. Euros a month unless a year is said.";
        let about = format!("{} Law of {}. {held}", sentence(&self.case), law.month);
        for line in wrapped(&about, WIDTH) {
            let _ = writeln!(text, "{line}");
        }
        let (without, with): (Vec<_>, Vec<_>) = self.parts.iter().partition(|part| part.no_right.is_some());
        let (last, others) = with.split_last().map_or((None, &[][..]), |(last, others)| (Some(last), others));
        others.iter().for_each(|part| block(&mut text, part));
        if !without.is_empty() {
            let _ = writeln!(text, "\nNo right");
        }
        for part in without {
            let reason = part.no_right.as_deref().unwrap_or_default();
            row(&mut text, &format!("{}: {reason}", part.name), TERM - 2, None, part.article);
        }
        if let Some(last) = last {
            block(&mut text, last);
        }
        text
    }
}

// Writing to a String cannot fail.
fn block(text: &mut String, part: &Explanation) {
    let room = (WIDTH - part.article.chars().count()).saturating_sub(part.name.chars().count()).max(1);
    let heading = format!("{}{}{}", part.name, " ".repeat(room), part.article);
    let _ = writeln!(text, "\n{}", heading.trim_end());
    for step in &part.steps {
        let (figure, end) = match &step.figure {
            Figure::Term(cents) | Figure::Rounding(cents) => (amount(*cents), TERM),
            Figure::Working(cents) => (amount(*cents), WORKING),
            Figure::Word(word) => (word.clone(), WORKING),
        };
        row(text, &step.label, LABEL, Some((&figure, end)), step.article);
    }
    let _ = writeln!(text, "{}{}", " ".repeat(WORKING + 1), "─".repeat(TERM - WORKING - 1));
    row(text, part.result_label, LABEL, Some((&amount(part.result), TERM)), "");
}

/// A label, a figure that ends at a column, an article; a long label or article goes on below, the figure stands with the
/// last line of the label.
fn row(text: &mut String, label: &str, label_width: usize, figure: Option<(&str, usize)>, article: &str) {
    // A term far to the right leaves the inner column to its label.
    let label_width = match figure {
        Some((figure, end)) => label_width.max(end.saturating_sub(figure.chars().count() + 4)),
        None => label_width,
    };
    let labels = wrapped(label, label_width);
    let articles = wrapped(article, WIDTH - ARTICLE);
    // The article begins on the line of the figure.
    let first = if figure.is_some() { labels.len() - 1 } else { 0 };
    for line in 0..labels.len().max(first + articles.len()) {
        let mut written = format!("  {}", labels.get(line).map_or("", String::as_str));
        if let Some((figure, end)) = figure.filter(|_| line + 1 == labels.len()) {
            let room = end.saturating_sub(written.chars().count() + figure.chars().count());
            written = format!("{written}{}{figure}", " ".repeat(room));
        }
        if let Some(article) = line.checked_sub(first).and_then(|line| articles.get(line)) {
            let room = ARTICLE.saturating_sub(written.chars().count());
            written = format!("{written}{}{article}", " ".repeat(room));
        }
        let _ = writeln!(text, "{}", written.trim_end());
    }
}

/// Cut at spaces into lines of at most `width`; at least one line.
fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    // Thousands are not cut.
    let glued: Vec<String> = glue(words);
    for word in glued {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            *line = word;
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(&word);
        } else {
            lines.push(word);
        }
    }
    lines
}

/// Words, with the parts of a number such as `1 276.28` or `62 %` in one.
fn glue(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let numeric = |c: char| c.is_ascii_digit();
        let goes_on = word == "%" || (word.len() >= 3 && word.chars().take(3).all(numeric));
        match words.last_mut() {
            Some(last) if goes_on && last.chars().last().is_some_and(numeric) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_string()),
        }
    }
    words
}

fn sentence(case: &Case) -> String {
    let [first, second] = case.pair();
    let people = match case.second {
        None => format!("One adult aged {}", first.age),
        Some(_) => format!("A couple aged {} and {}", first.age, second.age),
    };
    let zone = match case.zone {
        HousingZone::One => 1,
        HousingZone::Two => 2,
        HousingZone::Three => 3,
    };
    let housed = match case.tenure {
        Tenure::PrivateTenant => format!("private tenant in zone {zone}, rent {}", amount(case.rent)),
        Tenure::SocialTenant => format!("social tenant in zone {zone}, rent {}", amount(case.rent)),
        Tenure::Owner => "owner without a loan".to_string(),
        Tenure::RentFree => "housed free".to_string(),
    };
    let incomes = match case.second {
        None => income(&first),
        Some(_) => format!("first adult: {}, second: {}", income(&first), income(&second)),
    };
    format!("{people} {}; {housed}; {incomes}.", children(&case.children))
}

fn income(adult: &Adult) -> String {
    match adult.status {
        Status::Employed => format!("gross wage {}", amount(adult.wage)),
        Status::Are => format!("unemployment benefit {}", amount(adult.are)),
        Status::Ass => "on ASS".to_string(),
        Status::Aah => "on AAH".to_string(),
        Status::Retired if adult.pension > Cents::ZERO => format!("pension {}", amount(adult.pension)),
        Status::Retired => "no pension".to_string(),
        Status::None => "no income".to_string(),
    }
}

fn children(children: &Children) -> String {
    let ages: Vec<String> = children
        .ages()
        .iter()
        .map(|months| if months % 12 == 0 { (months / 12).to_string() } else { format!("{months} months") })
        .collect();
    match ages.split_last() {
        None => "without children".to_string(),
        Some((only, [])) => format!("with one child aged {only}"),
        Some((last, others)) => format!("with {} children aged {} and {last}", ages.len(), others.join(", ")),
    }
}
