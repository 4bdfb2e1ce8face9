//! The payroll of a block: every employee's pay of the month, worked out in one pass before households are looked at.
//!
//! Why a pass of its own: a payment is looked up in a table too large for the nearest cache, and only a short loop over
//! independent rows lets the machine fetch many of them at once. It may touch the hourly wages of the block (the SMIC is
//! a floor), the tally and the counts.

use super::known_payments::Wage;
use super::pay::{self, Employer, Payment, PaymentSums};
use crate::behaviour::household_month::View;
use crate::chance::Threshold;
use crate::measures::Indicator;
use crate::parallel;
use crate::units::{Cell, Cents, PersonId, Rate};
use crate::world::{Block, FirmKind, Firms, Post, Sector, Tally};

/// What the employees of a block are paid this month, by row of the block; zero for all others.
pub struct Payroll {
    /// Net before income tax, and taxable, in cents.
    paid: Vec<(i32, i32)>,
}

/// Lane of the month's random block; shared with weak attachment, which only holds back those without a job.
const PARTIAL_ACTIVITY: u16 = 6;

impl Payroll {
    /// Net and taxable pay of this row.
    #[inline]
    pub fn of(&self, row: usize) -> (Cents, Cents) {
        let (net, taxable) = self.paid[row];
        (Cents(i64::from(net)), Cents(i64::from(taxable)))
    }
}

/// Pays the employees of `block`, under the law of this number.
pub fn pay(
    block: &mut Block,
    law_number: usize,
    view: &View,
    tally: &mut Tally,
    counts: &mut [i64; Indicator::COUNT],
) -> Payroll {
    let law = &view.laws[law_number];
    // The SMIC is a floor whenever it moves.
    let floor = law.smic.hourly.0 as u16;
    let shares = &view.parameters.csg_shares;
    let home = block.cell;
    let persons = &mut block.persons;
    let rows = persons.len();
    let (statuses, wages) = (&persons.status[..rows], &mut persons.hourly_wage[..rows]);
    let (hours, employers) = (&persons.hours[..rows], &persons.employer[..rows]);
    let (founders, lineages) = (&persons.founder[..rows], &persons.lineage[..rows]);
    let mut books = Books::default();
    let mut paid = Vec::with_capacity(rows);
    for row in 0..rows {
        if !statuses[row].is_employee() {
            paid.push((0, 0));
            continue;
        }
        let wage = &mut wages[row];
        *wage = (*wage).max(floor);
        let place = view.workplaces.get(employers[row] as usize).copied().unwrap_or(Workplace::at_home(home));
        let exemption = usize::from(place.exemption).checked_sub(1).map(|zone| &view.exemptions[zone]);
        let sums = books.at(place.cell, place.employer);
        if place.private && view.partial_activity != Threshold::NEVER {
            let person = PersonId { founder: founders[row], lineage: lineages[row] };
            if view.chance.lanes(view.month, person).happens(PARTIAL_ACTIVITY, view.partial_activity) {
                let worked = (i64::from(hours[row]) * i64::from(1_000_000 - view.hours_lost.0) / 1_000_000) as u8;
                let whole = Payment::of_wage(law, shares, exemption, *wage, hours[row]);
                let part = Payment::of_wage(law, shares, exemption, *wage, worked);
                let allowance =
                    partial_activity(&whole, &part, view.parameters.partial_activity_pay, place.cell, tally);
                part.add_to(sums);
                counts[Indicator::PartialActivity as usize] += 1;
                paid.push((part.net() + allowance, part.taxable + allowance));
                continue;
            }
        }
        let known = &view.payments[usize::from(place.exemption) * view.laws.len() + law_number];
        let wage = Wage { hourly: *wage, hours: hours[row] };
        paid.push(known.pay(law, shares, exemption, wage, sums));
    }
    books.close(tally);
    Payroll { paid }
}

/// The allowance for the hours lost, in cents: the State pays two thirds and Unédic a third.
fn partial_activity(whole: &Payment, part: &Payment, kept: Rate, workplace: Cell, tally: &mut Tally) -> i32 {
    let allowance = Cents(i64::from(whole.net() - part.net())).times(kept);
    tally.pay(Post::NetWages, allowance);
    let unedic = allowance.share(1, 3);
    tally.pay_at(workplace, Post::PartialActivityUnedic, unedic);
    tally.pay_at(workplace, Post::PartialActivityEtat, allowance - unedic);
    allowance.0 as i32
}

/// Where the employees of a firm work, for whom, and under which exemption: all that their pay asks of the firm, in one
/// word, since firms lie all over memory.
#[derive(Clone, Copy)]
pub struct Workplace {
    cell: Cell,
    employer: Employer,
    private: bool,
    /// The number of the exemption plus one, 0 for none.
    exemption: u8,
}

impl Workplace {
    /// That of every firm. `exemption_of_cell`: by cell of the territory the place of its own exemption among those in force
    /// plus one, 0 for none; empty when no cell has any.
    pub fn of_all(firms: &Firms, exemption_of_cell: &[u8]) -> Vec<Workplace> {
        let of = |firm: usize| {
            let (cell, kind) = (firms.cell[firm], firms.kind[firm]);
            // Of whoever works there, off the list or to supervise.
            let ebe = kind == FirmKind::Ebe;
            let private = firms.sector[firm] != Sector::Public && !ebe;
            let exempted = private && kind == FirmKind::Ordinary;
            let exemption = if exempted { exemption_of_cell.get(usize::from(cell)).copied().unwrap_or(0) } else { 0 };
            let employer = if ebe { Employer::Ebe } else { Employer::Firm };
            Workplace { cell: Cell(cell), employer, private, exemption }
        };
        parallel::build(firms.len(), of)
    }

    /// That of an employee without a firm.
    fn at_home(home: Cell) -> Workplace {
        Workplace { cell: home, employer: Employer::Firm, private: false, exemption: 0 }
    }
}

/// Sums of the payments of a block by workplace and employer, until they are booked.
#[derive(Default)]
struct Books {
    /// By cell of the territory: its place in `sums` plus one, 0 for a cell nobody was seen to work in.
    place_of_cell: Vec<u16>,
    sums: Vec<(Cell, [PaymentSums; 2])>,
}

impl Books {
    #[inline]
    fn at(&mut self, workplace: Cell, employer: Employer) -> &mut PaymentSums {
        let known = self.place_of_cell.get(workplace.index()).copied().unwrap_or(0);
        let place = if known == 0 { self.open(workplace) } else { usize::from(known) - 1 };
        &mut self.sums[place].1[employer as usize]
    }

    #[cold]
    fn open(&mut self, workplace: Cell) -> usize {
        if self.place_of_cell.len() <= workplace.index() {
            self.place_of_cell.resize(workplace.index() + 1, 0);
        }
        self.sums.push((workplace, Default::default()));
        self.place_of_cell[workplace.index()] = self.sums.len() as u16;
        self.sums.len() - 1
    }

    fn close(self, tally: &mut Tally) {
        for (workplace, sums) in self.sums {
            for (employer, sums) in [Employer::Firm, Employer::Ebe].into_iter().zip(&sums) {
                if *sums != PaymentSums::default() {
                    pay::book(sums, employer, workplace, tally);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workplace_is_opened_once_whatever_the_order_of_its_employees() {
        let mut books = Books::default();
        for cell in [7, 2, 7, 300, 2, 7] {
            books.at(Cell(cell), Employer::Firm)[0] += 1;
        }
        books.at(Cell(2), Employer::Ebe)[0] += 5;
        let seen: Vec<_> = books.sums.iter().map(|(cell, sums)| (cell.0, sums[0][0], sums[1][0])).collect();
        assert_eq!(seen, [(7, 3, 0), (2, 2, 5), (300, 1, 0)]);
    }
}
