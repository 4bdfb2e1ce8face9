//! Closing of the books. A sum that is zero by construction proves nothing: here each account of the ledger is compared
//! with the sum of the columns of the households it paid, cell by cell, to the cent.

use thiserror::Error;

use super::block::Block;
use super::ledger::Ledger;
use super::post::{Account, Post};
use crate::units::{Cell, Cents};

/// Books that do not close: an error of the program, never a warning.
#[derive(Debug, Error, PartialEq, Eq)]
#[error(
    "the books do not close: account {account:?} in cell {cell:?}: the ledger paid {ledger}, the households' columns hold {columns}"
)]
pub struct BooksDoNotClose {
    pub account: Account,
    pub cell: Cell,
    pub ledger: Cents,
    pub columns: Cents,
}

/// Compares the year so far, account by account and cell by cell.
///
/// # Errors
/// The first account and cell whose two sides differ.
pub fn close(ledger: &Ledger, blocks: &[Block]) -> Result<(), BooksDoNotClose> {
    let mut columns = vec![[0i64; 4]; ledger.cells()];
    for block in blocks {
        let sums = &mut columns[block.cell.index()];
        let homes = &block.households;
        sums[0] += homes.year_labour.iter().map(|&c| i64::from(c)).sum::<i64>();
        sums[1] += homes.year_benefits.iter().map(|&c| i64::from(c)).sum::<i64>();
        sums[2] += homes.year_other.iter().map(|&c| i64::from(c)).sum::<i64>();
        sums[3] += homes.year_taxes.iter().map(|&c| i64::from(c)).sum::<i64>();
    }
    let accounts = [Account::Labour, Account::Benefits, Account::Other, Account::Taxes];
    for (cell, sums) in columns.iter().enumerate() {
        let cell = Cell(cell as u16);
        for (account, &held) in accounts.iter().zip(sums) {
            let paid: Cents =
                Post::ALL.iter().filter(|p| p.account() == *account).map(|p| ledger.of_year(*p, cell)).sum();
            if paid != Cents(held) {
                return Err(BooksDoNotClose { account: *account, cell, ledger: paid, columns: Cents(held) });
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
        assert_eq!(close(&ledger, std::slice::from_ref(&block)), Ok(()));
        // The ledger pays a second household that no column received.
        ledger.pay(Post::PrimeActivite, Cell(0), Cents(1));
        let error = close(&ledger, std::slice::from_ref(&block)).expect_err("one cent is missing");
        assert_eq!((error.account, error.ledger, error.columns), (Account::Benefits, Cents(55_001), Cents(55_000)));
    }
}
