//! Closing of the books. A sum that is zero by construction proves nothing: here each account of the ledger is compared
//! with the sum of the columns of the households it paid, cell by cell, to the cent; and bodies that only pass money on
//! must have spent all they were paid. Every December, and in the last month of a run, the year then being to date.

use thiserror::Error;

use super::block::Block;
use super::body::Body;
use super::ledger::Ledger;
use super::post::{Account, Post};
use crate::parallel::Ranks;
use crate::units::{Cell, Cents};

/// Books that do not close: an error of the program, never a warning.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum BooksDoNotClose {
    #[error(
        "the books do not close: account {account:?} in cell {cell:?}: the ledger paid {ledger}, the households' columns hold {columns}"
    )]
    Account { account: Account, cell: Cell, ledger: Cents, columns: Cents },
    #[error("the books do not close: {body} in cell {cell:?} spends all it is paid, yet its balance is {balance}")]
    Balance { body: Body, cell: Cell, balance: Cents },
}

/// Bodies that keep nothing from one month to the next.
const PASS_ON: [Body; 3] = [Body::CareProviders, Body::SocialServices, Body::FondsExperimentation];

/// Compares the year so far, account by account and cell by cell, then the balances of the bodies that keep nothing.
///
/// # Errors
/// The first account and cell whose two sides differ, or the first body and cell with something left.
pub fn close(ledger: &Ledger, blocks: &[Block], ranks: &Ranks) -> Result<(), BooksDoNotClose> {
    let mut columns = vec![[0i64; 4]; ledger.cells()];
    for block in blocks {
        let sums = &mut columns[block.cell.index()];
        let homes = &block.households;
        sums[0] += homes.year_labour.iter().map(|&c| i64::from(c)).sum::<i64>();
        sums[1] += homes.year_benefits.iter().map(|&c| i64::from(c)).sum::<i64>();
        sums[2] += homes.year_other.iter().map(|&c| i64::from(c)).sum::<i64>();
        sums[3] += homes.year_taxes.iter().map(|&c| i64::from(c)).sum::<i64>();
    }
    ranks.sum("closing", columns.as_flattened_mut());
    let accounts = [Account::Labour, Account::Benefits, Account::Other, Account::Taxes];
    for (cell, sums) in columns.iter().enumerate() {
        let cell = Cell(cell as u16);
        for (&account, &held) in accounts.iter().zip(sums) {
            let paid: Cents =
                Post::ALL.iter().filter(|p| p.account() == account).map(|p| ledger.of_year(*p, cell)).sum();
            if paid != Cents(held) {
                return Err(BooksDoNotClose::Account { account, cell, ledger: paid, columns: Cents(held) });
            }
        }
        for body in PASS_ON {
            let balance = ledger.year_balance(body, cell);
            if balance != Cents::ZERO {
                return Err(BooksDoNotClose::Balance { body, cell, balance });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::household::HouseholdRow;

    #[test]
    fn a_post_that_forgets_an_agent_is_caught() {
        let mut block = Block::new(Cell(0), 0);
        block.households.push(HouseholdRow { year_benefits: 55_000, ..Default::default() });
        let mut ledger = Ledger::new(1);
        ledger.pay(Post::Rsa, Cell(0), Cents(55_000));
        assert_eq!(close(&ledger, std::slice::from_ref(&block), &Ranks::alone()), Ok(()));
        // The ledger pays a second household that no column received.
        ledger.pay(Post::PrimeActivite, Cell(0), Cents(1));
        let error = close(&ledger, std::slice::from_ref(&block), &Ranks::alone()).expect_err("one cent is missing");
        let (ledger, columns) = (Cents(55_001), Cents(55_000));
        assert_eq!(error, BooksDoNotClose::Account { account: Account::Benefits, cell: Cell(0), ledger, columns });
    }

    #[test]
    fn care_that_nobody_spends_is_caught_with_its_cell() {
        let mut ledger = Ledger::new(2);
        ledger.pay(Post::CityCare, Cell(1), Cents(700));
        let kept = BooksDoNotClose::Balance { body: Body::CareProviders, cell: Cell(1), balance: Cents(700) };
        assert_eq!(close(&ledger, &[], &Ranks::alone()), Err(kept));
        ledger.pay(Post::CareIncome, Cell(1), Cents(700));
        assert_eq!(close(&ledger, &[], &Ranks::alone()), Ok(()));
    }
}
