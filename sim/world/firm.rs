//! Firms, one row for life. A firm has no list of employees: it publishes what they must know (its lay-off chance of
//! the month) and counts jobs through the postings of persons who leave or join.

use crate::units::FirmId;

coded! {
    /// The three sectors of the model.
    pub enum Sector {
        /// Private, selling to the residents of its zone.
        Residential = 0,
        /// Private, selling outside its zone or abroad.
        Export = 1,
        /// Public bodies and associations, paid from budgets.
        Public = 2,
    }
}

coded! {
    pub enum FirmKind {
        Ordinary = 0,
        /// Stands for the jobs that residents of a zone hold outside the cells of the run: a fixed outside flow.
        Outside = 1,
        /// Entreprise à but d'emploi.
        Ebe = 2,
        /// Structure of insertion by economic activity.
        Insertion = 3,
    }
}

columns! {
    /// The firms of a run.
    pub struct Firms of FirmRow {
        /// Cell of the workplace; for outside jobs the home cell of the zone.
        cell: u16,
        sector: Sector,
        kind: FirmKind,
        /// Jobs at the start, the base of the target; of an EBE, the places it offers this month on the ordinary market, to
        /// those who will supervise.
        base_jobs: u32,
        /// Jobs wanted this month.
        target: u32,
        /// Jobs held this month.
        jobs: u32,
        /// Persistent demand shock, in thousandths of the base.
        shock: i16,
        /// Chance that an employee is laid off this month, out of 65,536.
        layoff: u16,
        /// Running result since the start, in euros (a state of the firm; the books are in the ledger).
        cash: i32,
        /// Months in a row with negative cash.
        difficulty: u8,
        /// Months until a closed firm's premises are taken over; 0 for an open firm.
        closed: u8,
        /// Part of its lay-offs that cash lent to the firm lets it put off next month, in thousandths; negative when it
        /// repays and lays off sooner.
        relief: i16,
    }
}

impl Firms {
    /// Chance that an employee of the firm is laid off this month, out of 65,536; none without an employer.
    #[inline]
    pub fn layoff_chance(&self, firm: FirmId) -> u16 {
        self.layoff.get(firm.index()).copied().unwrap_or(0)
    }
}
