//! A département's own accounts in the place of the published ones, line by line and year by year.
//!
//! Why it exists: départements know their accounts better and later than what is published of all of them. It knows which
//! lines can be replaced, what the tables say of each, and where a figure goes; reading and checking files is not its
//! business. Imports only `units`.

use std::ops::RangeInclusive;

use super::Territory;
use crate::units::{Cents, Departement};

/// The year of published social spending, and the earlier one of which net RSA spending is published.
const LEVEL_YEAR: u16 = 2019;
const EARLIER_YEAR: u16 = 2015;
/// The last year of which a département may have accounts.
const LAST_YEAR: u16 = 2025;

/// A line of a département's accounts, in euros a year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum AccountLine {
    RsaAllowance,
    RsaInsertion,
    Apa,
    Pch,
    ChildWelfare,
    Ticpe,
    Fmdi,
    Dcp,
    Dmto,
}

impl AccountLine {
    /// In the order of the form.
    pub const ALL: [AccountLine; 9] = [
        AccountLine::RsaAllowance,
        AccountLine::RsaInsertion,
        AccountLine::Apa,
        AccountLine::Pch,
        AccountLine::ChildWelfare,
        AccountLine::Ticpe,
        AccountLine::Fmdi,
        AccountLine::Dcp,
        AccountLine::Dmto,
    ];

    /// As a file names it.
    pub const fn name(self) -> &'static str {
        match self {
            AccountLine::RsaAllowance => "rsa_allowance",
            AccountLine::RsaInsertion => "rsa_insertion",
            AccountLine::Apa => "apa",
            AccountLine::Pch => "pch",
            AccountLine::ChildWelfare => "child_welfare",
            AccountLine::Ticpe => "ticpe_rsa",
            AccountLine::Fmdi => "fmdi",
            AccountLine::Dcp => "dcp",
            AccountLine::Dmto => "dmto",
        }
    }

    /// What the line is, for the form.
    pub const fn about(self) -> &'static str {
        match self {
            AccountLine::RsaAllowance => {
                "RSA allowances paid, gross (2019 sets the level, other years the reference years)"
            }
            AccountLine::RsaInsertion => "insertion of RSA recipients",
            AccountLine::Apa => "allocation personnalisée d'autonomie, gross",
            AccountLine::Pch => "prestation de compensation du handicap, gross",
            AccountLine::ChildWelfare => "aide sociale à l'enfance, net",
            AccountLine::Ticpe => "share of the duty on fuels that the State pays for the RSA",
            AccountLine::Fmdi => "fonds de mobilisation départementale pour l'insertion",
            AccountLine::Dcp => "dispositif de compensation péréquée",
            AccountLine::Dmto => "transfer duties (droits de mutation à titre onéreux)",
        }
    }

    /// The years the model reads the line of.
    pub const fn years(self) -> RangeInclusive<u16> {
        match self {
            AccountLine::RsaAllowance => EARLIER_YEAR..=LAST_YEAR,
            AccountLine::RsaInsertion | AccountLine::Apa | AccountLine::Pch | AccountLine::ChildWelfare => {
                LEVEL_YEAR..=LEVEL_YEAR
            }
            AccountLine::Ticpe | AccountLine::Fmdi | AccountLine::Dcp | AccountLine::Dmto => 2022..=2022,
        }
    }

    /// The line of this name.
    pub fn named(name: &str) -> Option<AccountLine> {
        AccountLine::ALL.into_iter().find(|line| line.name() == name)
    }
}

impl Territory {
    /// What the tables say of a line; `None` if nothing is published. RSA allowances of 2015 are taken from net spending
    /// in the proportion of 2019, those between on a straight line.
    pub fn account(&self, departement: Departement, line: AccountLine, year: u16) -> Option<Cents> {
        let row = self.departements.get(departement.index())?;
        let resources = self.departement_resources.get(departement.index())?;
        let spending = row.spending_2019;
        if !line.years().contains(&year) {
            return None;
        }
        match line {
            AccountLine::RsaAllowance if year > LEVEL_YEAR => None,
            AccountLine::RsaAllowance => {
                let early = row.spending_2015.rsa_net.share(spending.rsa_allowance.0, spending.rsa_net.0.max(1));
                let rise = spending.rsa_allowance - early;
                let years = i64::from(LEVEL_YEAR - year);
                Some((spending.rsa_allowance - rise.share(years, i64::from(LEVEL_YEAR - EARLIER_YEAR))).at_least_zero())
            }
            AccountLine::RsaInsertion => Some(spending.rsa_insertion),
            AccountLine::Apa => Some(spending.apa),
            AccountLine::Pch => Some(spending.pch),
            AccountLine::ChildWelfare => Some(spending.child_welfare),
            AccountLine::Ticpe => resources.ticpe,
            AccountLine::Fmdi => resources.fmdi,
            AccountLine::Dcp => resources.dcp,
            AccountLine::Dmto => resources.dmto_2022,
        }
    }

    /// Puts a département's own figure in the place of what the tables say. A year outside [`AccountLine::years`]
    /// changes nothing.
    pub fn set_account(&mut self, departement: Departement, line: AccountLine, year: u16, amount: Cents) {
        let at = departement.index();
        let (Some(row), Some(resources)) = (self.departements.get_mut(at), self.departement_resources.get_mut(at))
        else {
            return;
        };
        if !line.years().contains(&year) {
            return;
        }
        let spending = &mut row.spending_2019;
        match line {
            AccountLine::RsaAllowance => {
                if year == LEVEL_YEAR {
                    spending.rsa_allowance = amount;
                }
                row.rsa_allowance_accounts.retain(|(known, _)| *known != year);
                row.rsa_allowance_accounts.push((year, amount));
                row.rsa_allowance_accounts.sort_unstable_by_key(|(known, _)| *known);
            }
            AccountLine::RsaInsertion => spending.rsa_insertion = amount,
            AccountLine::Apa => spending.apa = amount,
            AccountLine::Pch => spending.pch = amount,
            AccountLine::ChildWelfare => spending.child_welfare = amount,
            AccountLine::Ticpe => resources.ticpe = Some(amount),
            AccountLine::Fmdi => resources.fmdi = Some(amount),
            AccountLine::Dcp => resources.dcp = Some(amount),
            AccountLine::Dmto => resources.dmto_2022 = Some(amount),
        }
    }
}
