//! One household explained: each benefit and levy with its steps, in the order of the law.
//!
//! Why it exists: a figure nobody can follow is not believed. Every result here is the one the law's own function gave;
//! the steps are made of the same pieces that function is made of, and a test holds their sum to the result. Nothing is
//! computed a second time in another way.

mod family;
mod housing;
mod minimum;
mod old_age;
mod replacement;
mod tax;
mod text;
mod wages;

pub use old_age::{apa_at_home, disability_help};
pub use replacement::from_former_wage;

use super::Law;
use super::household::{Case, Facts, Outcome, with_facts};
use crate::units::{Cents, Rate};

/// What a step shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// Adds to the result.
    Term(Cents),
    /// Adds to the result what the law's rounding adds.
    Rounding(Cents),
    /// An amount the terms are made from.
    Working(Cents),
    /// A rate, a number or a word the terms are made from.
    Word(String),
}

/// One line of an explanation.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub label: String,
    pub figure: Figure,
    /// The article that says so, or nothing if it is that of the whole.
    pub article: &'static str,
}

/// One benefit or levy of a household, from its base to what is paid.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    pub name: String,
    pub article: &'static str,
    /// Why nothing is due, when the right itself is missing; there are no steps then.
    pub no_right: Option<String>,
    pub steps: Vec<Step>,
    /// What the result is called: paid, due a year.
    pub result_label: &'static str,
    /// As the law's own function gave it.
    pub result: Cents,
}

/// What rounding terms one by one may add up to.
const ROUNDING: i64 = 3;

impl Explanation {
    fn new(name: impl Into<String>, article: &'static str) -> Explanation {
        Explanation {
            name: name.into(),
            article,
            no_right: None,
            steps: Vec::new(),
            result_label: "",
            result: Cents::ZERO,
        }
    }

    /// What nobody has a right to.
    fn without_right(name: impl Into<String>, article: &'static str, reason: impl Into<String>) -> Explanation {
        Explanation { no_right: Some(reason.into()), ..Explanation::new(name, article) }
    }

    fn step(&mut self, label: impl Into<String>, figure: Figure, article: &'static str) {
        self.steps.push(Step { label: label.into(), figure, article });
    }

    fn term(&mut self, label: impl Into<String>, amount: Cents, article: &'static str) {
        self.step(label, Figure::Term(amount), article);
    }

    /// A term that is left out when it is nothing.
    fn term_if_any(&mut self, label: impl Into<String>, amount: Cents, article: &'static str) {
        if amount != Cents::ZERO {
            self.term(label, amount, article);
        }
    }

    fn working(&mut self, label: impl Into<String>, amount: Cents, article: &'static str) {
        self.step(label, Figure::Working(amount), article);
    }

    fn word(&mut self, label: impl Into<String>, word: impl Into<String>, article: &'static str) {
        self.step(label, Figure::Word(word.into()), article);
    }

    /// A limit of the law that brings what was counted so far to `to`.
    fn brought_to(&mut self, label: impl Into<String>, to: Cents, article: &'static str) {
        self.term_if_any(label, to - self.sum(), article);
    }

    /// The sum of the terms: the result, unless the explanation is wrong.
    pub fn sum(&self) -> Cents {
        let terms = self.steps.iter().map(|step| match step.figure {
            Figure::Term(amount) | Figure::Rounding(amount) => amount,
            Figure::Working(_) | Figure::Word(_) => Cents::ZERO,
        });
        terms.sum()
    }

    /// Ends with the law's own result. Terms are shown to the cent, the law rounds once: the cents between are told.
    fn ends(mut self, label: &'static str, result: Cents) -> Explanation {
        let rest = result - self.sum();
        if rest != Cents::ZERO && rest.0.abs() <= ROUNDING {
            self.step("rounded once, not by term", Figure::Rounding(rest), "");
        }
        self.result_label = label;
        self.result = result;
        self
    }
}

/// A household's outcome with the explanation of all of it, ending with its disposable income.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    pub case: Case,
    pub outcome: Outcome,
    pub parts: Vec<Explanation>,
}

/// Explains every benefit and levy of a case in steady state under the law of one month.
pub fn explain(law: &Law, case: &Case) -> Explained {
    let (outcome, facts) = with_facts(law, case);
    let seen = Seen { law, case, out: &outcome, facts: &facts };
    let mut parts = Vec::new();
    for adult in 0..case.adults() as usize {
        wages::explain(&seen, adult, &mut parts);
    }
    for adult in 0..case.adults() as usize {
        replacement::unemployment(&seen, adult, &mut parts);
        old_age::pension(&seen, adult, &mut parts);
    }
    tax::explain(&seen, &mut parts);
    for adult in 0..case.adults() as usize {
        replacement::allowances(&seen, adult, &mut parts);
    }
    old_age::aspa(&seen, &mut parts);
    family::explain(&seen, &mut parts);
    parts.push(housing::explain(&seen));
    parts.push(minimum::rsa(&seen));
    parts.push(minimum::prime_activite(&seen));
    parts.push(crds(&seen));
    parts.push(disposable(&outcome));
    Explained { case: *case, outcome, parts }
}

/// What explanations are made from.
struct Seen<'a> {
    law: &'a Law,
    case: &'a Case,
    out: &'a Outcome,
    facts: &'a Facts,
}

impl Seen<'_> {
    /// A name for what one of two adults has; a person alone needs none.
    fn of_adult(&self, what: &str, adult: usize) -> String {
        match (self.case.adults(), adult) {
            (1, _) => what.to_string(),
            (_, 0) => format!("{what}, first adult"),
            _ => format!("{what}, second adult"),
        }
    }
}

fn crds(seen: &Seen<'_>) -> Explanation {
    let article = "Ord. 96-50 art. 14";
    let paid = seen.out.family.total() + seen.out.ppa.amount;
    if paid == Cents::ZERO {
        return Explanation::without_right("CRDS on benefits", article, "no family benefit, no prime d'activité");
    }
    let mut part = Explanation::new("CRDS on family benefits and prime d'activité", article);
    part.working("benefits paid", paid, "");
    part.term(format!("× {}", per_cent(seen.law.csg.crds)), -paid.times(seen.law.csg.crds), "");
    part.ends("taken off", -seen.out.crds_on_benefits)
}

fn disposable(out: &Outcome) -> Explanation {
    let mut part = Explanation::new("Disposable income", "");
    let terms = [
        ("net wages", out.net_wages()),
        ("net unemployment benefit", out.net_unemployment()),
        ("net pensions", out.net_pensions()),
        ("allocation de solidarité aux personnes âgées", out.aspa),
        ("allocation de solidarité spécifique", out.ass[0] + out.ass[1]),
        ("allocation aux adultes handicapés", out.aah[0] + out.aah[1]),
        ("allocations familiales", out.family.af),
        ("allocation de soutien familial", out.family.asf),
        ("complément familial", out.family.cf),
        ("allocation de base (PAJE)", out.family.paje),
        ("housing aid", out.housing.amount),
        ("RSA", out.rsa.amount),
        ("prime d'activité", out.ppa.amount),
        ("CRDS on benefits", -out.crds_on_benefits),
        ("income tax, a twelfth of the year's", -out.monthly_tax()),
    ];
    for (label, amount) in terms {
        part.term_if_any(label, amount, "");
    }
    part.ends("disposable income", out.disposable)
}

/// `62 %`, `38.45 %`: as many decimals as it has, four at most.
fn per_cent(rate: Rate) -> String {
    let (whole, rest) = (rate.0 / 10_000, rate.0.abs() % 10_000);
    let decimals = format!("{rest:04}");
    match decimals.trim_end_matches('0') {
        "" => format!("{whole} %"),
        decimals => format!("{whole}.{decimals} %"),
    }
}

/// An amount as explanations write it: `1 234.56`.
pub fn euros(amount: Cents) -> String {
    text::amount(amount)
}
