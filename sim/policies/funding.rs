//! Who pays for a measure: one body, or two that share the cost. Declared once, so that the choice is asked, refused and
//! booked alike in every policy; each policy says which bodies may pay and by which post.

use super::Inconsistency;
use crate::keys::{CheckedTable, Grade, Key, Kind, Mistake, Need, Wrong};
use crate::units::{Cell, Cents, Rate};
use crate::world::splitting::spread;
use crate::world::{Ledger, Post};

/// A body that may pay: the word a scenario writes, and the post it pays by.
pub type Payer = (&'static str, Post);

/// `paid_by`: who pays, a choice that nobody makes for the author.
pub const fn paid_by(options: &'static [&'static str], example: &'static str) -> Key {
    Key {
        name: "paid_by",
        kind: Kind::Choice(options),
        need: Need::Choice,
        example,
        range: None,
        lawful: None,
        grade: Grade::Decision,
        source: "",
        about: "Who pays for the measure; the whole of it, or what `shared_with` does not pay.",
    }
}

/// `shared_with`: who else pays, if anybody.
pub const fn shared_with(options: &'static [&'static str], example: &'static str) -> Key {
    Key {
        need: Need::Optional,
        name: "shared_with",
        about: "A second body that pays the part of the cost written in `shared_part`.",
        ..paid_by(options, example)
    }
}

/// `shared_part`: what the second body pays.
pub const SHARED_PART: Key = Key {
    name: "shared_part",
    kind: Kind::Share { of: "cost" },
    need: Need::Optional,
    example: "40 % of cost",
    range: Some(["0 %", "100 %"]),
    lawful: None,
    grade: Grade::Decision,
    source: "",
    about: "The part of the cost that `shared_with` pays; written with it, and only then.",
};

/// Who pays, and how much of each euro.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Funding {
    pub payer: &'static str,
    /// The second payer, with its part.
    pub shared: Option<(&'static str, Rate)>,
}

impl Funding {
    pub fn read(table: &CheckedTable) -> Funding {
        Funding {
            payer: table.choice("paid_by"),
            shared: table.choice_if_any("shared_with").zip(table.share_if_any("shared_part")),
        }
    }

    /// Books `amount` over `cells` by `weights`, each payer its part, to the cent.
    pub fn pay(&self, ledger: &mut Ledger, payers: &[Payer], amount: Cents, cells: &[Cell], weights: &[u64]) {
        let second = self.shared.map_or(Cents::ZERO, |(_, part)| amount.times(part));
        let mut book = |word: &str, amount: Cents| {
            if let Some((_, post)) = payers.iter().find(|(known, _)| *known == word) {
                spread(ledger, *post, amount, cells, weights);
            }
        };
        book(self.payer, amount - second);
        if let Some((word, _)) = self.shared {
            book(word, second);
        }
    }
}

/// A second payer without its part, a part without its payer, the same body twice.
pub fn consistent(table: &CheckedTable) -> Vec<Inconsistency> {
    let mut found = Vec::new();
    let mut wrong = |key: &str, wrong, says: &str, help: &str| {
        found.push(Inconsistency {
            path: format!("{}.{key}", table.path),
            span: table.checked(key).map_or_else(|| table.span.clone(), |checked| checked.span.clone()),
            mistake: Mistake::new(wrong, says, help),
        });
    };
    match (table.choice_if_any("shared_with"), table.share_if_any("shared_part")) {
        (Some(_), None) => wrong(
            "shared_part",
            Wrong::MissingChoice,
            "must be chosen: no default is taken for you",
            "`shared_with` needs it: write for example `shared_part = \"40 % of cost\"`",
        ),
        (None, Some(_)) => wrong(
            "shared_part",
            Wrong::Conflict,
            "would not be used",
            "write `shared_with`, the body that pays this part, or take it out",
        ),
        (Some(second), Some(_)) if second == table.choice("paid_by") => wrong(
            "shared_with",
            Wrong::Conflict,
            "pays already by `paid_by`",
            "write another body, or take `shared_with` and `shared_part` out",
        ),
        _ => {}
    }
    found
}

/// Who pays, in a sentence: "the État", "the famille branch and, for 40 %, the bloc communal".
pub fn said(table: &CheckedTable, french: bool) -> String {
    let first = body(table.choice("paid_by"), french);
    match table.choice_if_any("shared_with").zip(table.checked("shared_part")) {
        Some((second, _)) => {
            let part = table.said("shared_part").replace(" of cost", "");
            let second = body(second, french);
            if french {
                format!("{first} et, pour {part}, {second}")
            } else {
                format!("{first} and, for {part}, {second}")
            }
        }
        None => first.to_owned(),
    }
}

fn body(word: &'static str, french: bool) -> &'static str {
    match (word, french) {
        ("etat", true) => "l'État",
        ("etat", false) => "the State",
        ("departement", true) => "le département",
        ("departement", false) => "the département",
        ("region", true) => "la région",
        ("region", false) => "the région",
        ("bloc_communal", true) => "le bloc communal",
        ("bloc_communal", false) => "the bloc communal",
        ("famille", true) => "la branche famille",
        ("famille", false) => "the famille branch",
        ("maladie", true) => "la branche maladie",
        ("maladie", false) => "the maladie branch",
        ("unedic", true) => "l'Unédic",
        ("unedic", false) => "the Unédic",
        (other, _) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::body::Body;

    #[test]
    fn two_payers_pay_each_their_part_and_together_the_whole_to_the_cent() {
        let payers: &[Payer] = &[("etat", Post::SeedMoney), ("departement", Post::FundDepartement)];
        let funding = Funding { payer: "departement", shared: Some(("etat", Rate(333_333))) };
        let mut ledger = Ledger::new(2);
        funding.pay(&mut ledger, payers, Cents(1001), &[Cell(0), Cell(1)], &[2, 1]);
        assert_eq!(ledger.year_total(Post::SeedMoney), Cents(334));
        assert_eq!(ledger.year_total(Post::FundDepartement), Cents(667));
        let paid: Cents = [Body::Etat, Body::Departement]
            .iter()
            .map(|b| (0..2).map(|c| ledger.year_balance(*b, Cell(c))).sum())
            .sum();
        assert_eq!(paid, Cents(-1001));
    }
}
