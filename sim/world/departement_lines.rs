//! How the budget of a département is told: which line each post belongs to, and what is given for which allowance.
//!
//! Why it exists: policies that compensate or equalise, and the table of results, must mean the same by "left to pay".
//! It reads posts and the ledger, and changes nothing.

use super::body::Body;
use super::ledger::Ledger;
use super::post::Post;
use crate::units::{Cell, Cents};

/// The three allowances départements pay and the State or the CNSA compensates in part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Allowance {
    Rsa,
    Apa,
    Pch,
}

impl Allowance {
    pub const ALL: [Allowance; 3] = [Allowance::Rsa, Allowance::Apa, Allowance::Pch];

    /// The post by which the département pays it.
    pub const fn post(self) -> Post {
        match self {
            Allowance::Rsa => Post::Rsa,
            Allowance::Apa => Post::Apa,
            Allowance::Pch => Post::Pch,
        }
    }
}

/// A line of the budget. What is taken back from a département lowers the resource it was.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Line {
    // Spending.
    Rsa,
    Insertion,
    Apa,
    Pch,
    ChildWelfare,
    UnaccompaniedMinors,
    OtherSpending,
    // Resources.
    Dmto,
    PropertyTax,
    VatShare,
    Dgf,
    TicpeRsa,
    Fmdi,
    Dcp,
    CnsaApa,
    CnsaPch,
    StateForMinors,
    /// What measures of compensation add or withhold.
    Compensation,
    Equalisation,
    CsgFraction,
    OtherResources,
}

impl Line {
    pub const SPENDING: [Line; 7] = [
        Line::Rsa,
        Line::Insertion,
        Line::Apa,
        Line::Pch,
        Line::ChildWelfare,
        Line::UnaccompaniedMinors,
        Line::OtherSpending,
    ];
    pub const RESOURCES: [Line; 14] = [
        Line::Dmto,
        Line::PropertyTax,
        Line::VatShare,
        Line::Dgf,
        Line::TicpeRsa,
        Line::Fmdi,
        Line::Dcp,
        Line::CnsaApa,
        Line::CnsaPch,
        Line::StateForMinors,
        Line::Compensation,
        Line::Equalisation,
        Line::CsgFraction,
        Line::OtherResources,
    ];

    /// The name in result tables.
    pub const fn name(self) -> &'static str {
        match self {
            Line::Rsa => "rsa",
            Line::Insertion => "insertion",
            Line::Apa => "apa",
            Line::Pch => "pch",
            Line::ChildWelfare => "child_welfare",
            Line::UnaccompaniedMinors => "unaccompanied_minors",
            Line::OtherSpending => "other_spending",
            Line::Dmto => "dmto",
            Line::PropertyTax => "tfpb",
            Line::VatShare => "vat_share",
            Line::Dgf => "dgf",
            Line::TicpeRsa => "ticpe_rsa",
            Line::Fmdi => "fmdi",
            Line::Dcp => "dcp",
            Line::CnsaApa => "cnsa_apa",
            Line::CnsaPch => "cnsa_pch",
            Line::StateForMinors => "state_for_minors",
            Line::Compensation => "compensation_change",
            Line::Equalisation => "equalisation",
            Line::CsgFraction => "csg_fraction",
            Line::OtherResources => "other_resources",
        }
    }

    pub fn is_spending(self) -> bool {
        Line::SPENDING.contains(&self)
    }
}

/// The line of a post, if a département pays or receives it.
pub const fn line(post: Post) -> Option<Line> {
    Some(match post {
        Post::Rsa => Line::Rsa,
        Post::InsertionSpending | Post::ConventionInsertion => Line::Insertion,
        Post::Apa => Line::Apa,
        Post::Pch => Line::Pch,
        Post::ChildWelfare => Line::ChildWelfare,
        Post::UnaccompaniedMinors => Line::UnaccompaniedMinors,
        Post::Dmto | Post::TakenDmto | Post::ReplacedDmtoEtat | Post::ReplacedDmtoMaladie => Line::Dmto,
        Post::PropertyTaxDepartement => Line::PropertyTax,
        Post::VatShare | Post::ReplacedVatEtat | Post::ReplacedVatMaladie => Line::VatShare,
        Post::Dgf | Post::TakenDgf | Post::ReplacedDgfEtat | Post::ReplacedDgfMaladie => Line::Dgf,
        Post::TicpeRsa | Post::TakenTicpe => Line::TicpeRsa,
        Post::Fmdi | Post::TakenFmdi => Line::Fmdi,
        Post::Dcp | Post::TakenDcp => Line::Dcp,
        Post::CnsaApa => Line::CnsaApa,
        Post::CnsaPch => Line::CnsaPch,
        Post::UnaccompaniedMinorsEtat | Post::UnaccompaniedMinorsChange | Post::UnaccompaniedMinorsTaken => {
            Line::StateForMinors
        }
        Post::CompensationRsa
        | Post::StabilisationFund
        | Post::CompensationApa
        | Post::CompensationPch
        | Post::CnsaCompensationApa
        | Post::CnsaCompensationPch => Line::Compensation,
        Post::EqualisationLevy | Post::EqualisationGiven | Post::EqualisationVertical => Line::Equalisation,
        Post::CsgFractionEtat
        | Post::CsgFractionMaladie
        | Post::CsgLevyMaladie
        | Post::CsgLevyFamille
        | Post::CsgLevyAutonomie
        | Post::CsgLevyUnedic
        | Post::CsgLevyEtat => Line::CsgFraction,
        _ if matches!(post.payee(), Body::Departement) => Line::OtherResources,
        _ if matches!(post.payer(), Body::Departement) => Line::OtherSpending,
        _ => return None,
    })
}

/// An amount of the post as its line counts it: a resource taken back counts below zero.
pub fn signed(post: Post, amount: Cents) -> Cents {
    match line(post) {
        Some(line) if !line.is_spending() && post.payer() == Body::Departement => -amount,
        _ => amount,
    }
}

/// The allowance a post is given for. Everything the State takes back with the RSA is counted against it.
pub const fn compensates(post: Post) -> Option<Allowance> {
    Some(match post {
        Post::TicpeRsa | Post::Fmdi | Post::Dcp | Post::CompensationRsa | Post::StabilisationFund => Allowance::Rsa,
        Post::TakenTicpe | Post::TakenFmdi | Post::TakenDcp | Post::TakenDmto | Post::TakenDgf => Allowance::Rsa,
        Post::CnsaApa | Post::CompensationApa | Post::CnsaCompensationApa => Allowance::Apa,
        Post::CnsaPch | Post::CompensationPch | Post::CnsaCompensationPch => Allowance::Pch,
        _ => return None,
    })
}

/// What is given for an allowance, over some cells, of the month or of the year so far (`amount` reads one of them).
pub fn compensation(allowance: Allowance, cells: &[Cell], amount: impl Fn(Post, Cell) -> Cents) -> Cents {
    let posts = Post::ALL.iter().filter(|post| compensates(**post) == Some(allowance));
    posts.map(|&post| cells.iter().map(|cell| signed(post, amount(post, *cell))).sum::<Cents>()).sum()
}

/// What is left to pay for the three allowances in the year so far: spending less what is given for them.
pub fn left_to_pay(ledger: &Ledger, cells: &[Cell]) -> Cents {
    let of_year = |post, cell| ledger.of_year(post, cell);
    let spent = |allowance: Allowance| cells.iter().map(|cell| of_year(allowance.post(), *cell)).sum::<Cents>();
    Allowance::ALL.iter().map(|&allowance| spent(allowance) - compensation(allowance, cells, of_year)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_post_of_a_departement_has_one_line_and_no_other_post_has() {
        for &post in Post::ALL {
            let touches = post.payer() == Body::Departement || post.payee() == Body::Departement;
            assert_eq!(line(post).is_some(), touches, "{post:?}");
            if let Some(line) = line(post) {
                assert_ne!(line.is_spending(), Line::RESOURCES.contains(&line), "{line:?}");
                // What a département is paid is never spending.
                assert!(!(line.is_spending() && post.payee() == Body::Departement), "{post:?}");
            }
        }
    }

    #[test]
    fn lines_sum_to_what_the_departement_keeps() {
        let mut ledger = Ledger::new(1);
        for (position, &post) in Post::ALL.iter().enumerate() {
            ledger.pay(post, Cell(0), Cents(1_000 + 7 * position as i64));
        }
        let sum = |spending: bool| -> Cents {
            let mine = Post::ALL.iter().filter(|post| line(**post).is_some_and(|line| line.is_spending() == spending));
            mine.map(|&post| signed(post, ledger.of_year(post, Cell(0)))).sum()
        };
        assert_eq!(sum(false) - sum(true), ledger.year_balance(Body::Departement, Cell(0)));
    }

    #[test]
    fn what_is_taken_back_with_the_rsa_is_left_to_pay() {
        let mut ledger = Ledger::new(1);
        for (post, amount) in [(Post::Rsa, 1000), (Post::TicpeRsa, 500), (Post::Apa, 300), (Post::CnsaApa, 100)] {
            ledger.pay(post, Cell(0), Cents(amount));
        }
        assert_eq!(left_to_pay(&ledger, &[Cell(0)]), Cents(700));
        ledger.pay(Post::TakenTicpe, Cell(0), Cents(500));
        assert_eq!(left_to_pay(&ledger, &[Cell(0)]), Cents(1200));
    }
}
