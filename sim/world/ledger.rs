//! The ledger: money moves only through `pay(post, cell, amount)`.
//!
//! Each unit of work sums into a small [`Tally`] of its own; tallies merge exactly, being integers. Amounts are cents of
//! the simulated population; `one_in` is applied when results are written.

use serde::{Deserialize, Serialize};

use super::body::Body;
use super::post::Post;
use crate::parallel::Ranks;
use crate::units::{Cell, Cents};

/// One unit's sums: everything at the residence in its own cell, and levies located at the employer by cell.
#[derive(Clone)]
pub struct Tally {
    pub residence: [i64; Post::COUNT],
    /// The cells of the workplaces, in the order they were met, and the sums of the posts located there.
    workplaces: Vec<Cell>,
    workplace_sums: Vec<[i64; Post::COUNT]>,
}

impl Default for Tally {
    fn default() -> Self {
        Tally { residence: [0; Post::COUNT], workplaces: Vec::new(), workplace_sums: Vec::new() }
    }
}

impl Tally {
    #[inline]
    pub fn pay(&mut self, post: Post, amount: Cents) {
        self.residence[post as usize] += amount.0;
    }

    /// Adds the sums of one workplace.
    pub fn pay_at(&mut self, cell: Cell, post: Post, amount: Cents) {
        self.at(cell)[post as usize] += amount.0;
    }

    /// Adds what another unit of the same cell booked.
    pub fn add(&mut self, other: &Tally) {
        let add =
            |mine: &mut [i64], theirs: &[i64]| mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        add(&mut self.residence, &other.residence);
        for (cell, sums) in other.workplaces.iter().zip(&other.workplace_sums) {
            add(self.at(*cell), sums);
        }
    }

    /// The sums of one workplace, to be added to.
    pub fn at(&mut self, cell: Cell) -> &mut [i64; Post::COUNT] {
        // Most of a cell's residents work in a handful of cells: a short list searched from its start beats a table.
        let position = self.workplaces.iter().position(|c| *c == cell);
        let position = position.unwrap_or_else(|| {
            self.workplaces.push(cell);
            self.workplace_sums.push([0; Post::COUNT]);
            self.workplaces.len() - 1
        });
        &mut self.workplace_sums[position]
    }
}

/// All payments of a run in the arm, by post and cell: of the month, and of the calendar year so far.
///
/// Posts located at the employer are also kept by the cell where those who work there live: a memo, which enters no
/// balance. A unit of work being of one cell of residence, its sums by workplace are just as well sums by residence.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ledger {
    cells: usize,
    month: Vec<i64>,
    year: Vec<i64>,
    year_at_home: Vec<i64>,
}

impl Ledger {
    pub fn new(cells: usize) -> Ledger {
        let amounts = || vec![0; cells * Post::COUNT];
        Ledger { cells, month: amounts(), year: amounts(), year_at_home: amounts() }
    }

    #[inline]
    pub fn pay(&mut self, post: Post, cell: Cell, amount: Cents) {
        let slot = cell.index() * Post::COUNT + post as usize;
        self.month[slot] += amount.0;
        self.year[slot] += amount.0;
    }

    /// Adds a unit's sums; `home` is the cell of its residents.
    pub fn merge(&mut self, home: Cell, tally: &Tally) {
        for post in Post::ALL {
            self.pay(*post, home, Cents(tally.residence[*post as usize]));
        }
        for (cell, sums) in tally.workplaces.iter().zip(&tally.workplace_sums) {
            // Only levies are booked at workplaces: most posts are nothing there.
            for post in Post::ALL.iter().filter(|post| sums[**post as usize] != 0) {
                self.pay(*post, *cell, Cents(sums[*post as usize]));
                self.year_at_home[home.index() * Post::COUNT + *post as usize] += sums[*post as usize];
            }
        }
    }

    /// Adds what `merge` books on the blocks of every rank: all ranks then hold the same sums.
    pub fn merge_blocks(&mut self, ranks: &Ranks, merge: impl FnOnce(&mut Ledger)) {
        if ranks.is_alone() {
            return merge(self);
        }
        let mut of_blocks = Ledger::new(self.cells);
        merge(&mut of_blocks);
        // What is booked on blocks is of the month: the year's sums need not travel.
        ranks.sum("ledger", &mut of_blocks.month);
        ranks.sum("ledger", &mut of_blocks.year_at_home);
        let all = |mine: &mut [i64], theirs: &[i64]| {
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                *mine += theirs;
            }
        };
        all(&mut self.month, &of_blocks.month);
        all(&mut self.year, &of_blocks.month);
        all(&mut self.year_at_home, &of_blocks.year_at_home);
    }

    pub fn cells(&self) -> usize {
        self.cells
    }
    pub fn of_month(&self, post: Post, cell: Cell) -> Cents {
        Cents(self.month[cell.index() * Post::COUNT + post as usize])
    }
    pub fn of_year(&self, post: Post, cell: Cell) -> Cents {
        Cents(self.year[cell.index() * Post::COUNT + post as usize])
    }
    /// Of a post located at the employer, what was booked on those who live in the cell, wherever they work.
    pub fn of_year_at_home(&self, post: Post, cell: Cell) -> Cents {
        Cents(self.year_at_home[cell.index() * Post::COUNT + post as usize])
    }
    pub fn month_total(&self, post: Post) -> Cents {
        (0..self.cells).map(|c| self.of_month(post, Cell(c as u16))).sum()
    }
    pub fn year_total(&self, post: Post) -> Cents {
        (0..self.cells).map(|c| self.of_year(post, Cell(c as u16))).sum()
    }

    /// What a body received less what it paid in the year, by the location of the posts.
    pub fn year_balance(&self, body: Body, cell: Cell) -> Cents {
        let mut balance = Cents::ZERO;
        for &post in Post::ALL {
            if post.payee() == body {
                balance += self.of_year(post, cell);
            }
            if post.payer() == body {
                balance -= self.of_year(post, cell);
            }
        }
        balance
    }

    pub fn start_month(&mut self) {
        self.month.fill(0);
    }
    pub fn start_year(&mut self) {
        self.year.fill(0);
        self.year_at_home.fill(0);
    }

    /// For the digest: the month's sums in canonical order.
    pub fn put(&self, bytes: &mut Vec<u8>) {
        for amount in self.month.iter().chain(&self.year).chain(&self.year_at_home) {
            bytes.extend_from_slice(&amount.to_le_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_balances_of_all_bodies_sum_to_zero_and_each_equals_its_flows() {
        let mut ledger = Ledger::new(2);
        let mut tally = Tally::default();
        tally.pay(Post::Rsa, Cents(50_000));
        tally.pay_at(Cell(1), Post::EmployerMaladie, Cents(7_001));
        ledger.merge(Cell(0), &tally);
        let sum: Cents = Body::ALL.iter().flat_map(|b| (0..2).map(|c| ledger.year_balance(*b, Cell(c)))).sum();
        assert_eq!(sum, Cents::ZERO);
        assert_eq!(ledger.year_balance(Body::Departement, Cell(0)), Cents(-50_000));
        assert_eq!(ledger.year_balance(Body::Maladie, Cell(1)), Cents(7_001));
    }

    #[test]
    fn a_commuters_levy_is_at_the_employer_in_the_books_and_at_home_in_the_memo() {
        let mut ledger = Ledger::new(2);
        let mut tally = Tally::default();
        tally.pay_at(Cell(1), Post::EmployerMaladie, Cents(7_001));
        ledger.merge(Cell(0), &tally);
        assert_eq!(ledger.of_year(Post::EmployerMaladie, Cell(1)), Cents(7_001));
        assert_eq!(ledger.of_year(Post::EmployerMaladie, Cell(0)), Cents::ZERO);
        assert_eq!(ledger.of_year_at_home(Post::EmployerMaladie, Cell(0)), Cents(7_001));
        assert_eq!(ledger.of_year_at_home(Post::EmployerMaladie, Cell(1)), Cents::ZERO);
        assert_eq!(ledger.year_balance(Body::Maladie, Cell(0)), Cents::ZERO);
        ledger.start_year();
        assert_eq!(ledger.of_year_at_home(Post::EmployerMaladie, Cell(0)), Cents::ZERO);
    }
}
