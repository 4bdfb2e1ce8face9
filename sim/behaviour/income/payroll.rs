//! The payroll of a block: every employee's pay of the month, worked out in one pass before households are looked at.
//!
//! Why a pass of its own: a payment is looked up in a table too large for the nearest cache, and only a short loop over
//! independent rows lets the machine fetch many of them at once. It may touch the hourly wages of the block (the SMIC is
//! a floor), the tally and the counts.

use super::pay::{self, Employer, Payment, PaymentSums};
use crate::behaviour::household_month::View;
use crate::chance::Threshold;
use crate::measures::Indicator;
use crate::units::{Cell, Cents, PersonId, Rate};
use crate::world::{Block, FirmKind, Post, Sector, Tally};

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
        let place = Place::of(employers[row], home, view);
        let exemption = place.zone.checked_sub(1).map(|zone| &view.exemptions[zone]);
        let known = &view.payments[place.zone * view.laws.len() + law_number];
        let payment = known.find(law, shares, exemption, *wage, hours[row]);
        if place.private && view.partial_activity != Threshold::NEVER {
            let person = PersonId { founder: founders[row], lineage: lineages[row] };
            if view.chance.lanes(view.month, person).happens(PARTIAL_ACTIVITY, view.partial_activity) {
                let worked = (i64::from(hours[row]) * i64::from(1_000_000 - view.hours_lost.0) / 1_000_000) as u8;
                let part = Payment::of_wage(law, shares, exemption, *wage, worked);
                let allowance = partial_activity(&payment, &part, view.parameters.partial_activity_pay, &place, tally);
                part.add_to(books.at(place.workplace, place.employer));
                counts[Indicator::PartialActivity as usize] += 1;
                paid.push((part.net() + allowance, part.taxable + allowance));
                continue;
            }
        }
        payment.add_to(books.at(place.workplace, place.employer));
        paid.push((payment.net(), payment.taxable));
    }
    books.close(tally);
    Payroll { paid }
}

/// The allowance for the hours lost, in cents: the State pays two thirds and Unédic a third.
fn partial_activity(whole: &Payment, part: &Payment, kept: Rate, place: &Place, tally: &mut Tally) -> i32 {
    let allowance = Cents(i64::from(whole.net() - part.net())).times(kept);
    tally.pay(Post::NetWages, allowance);
    let unedic = allowance.share(1, 3);
    tally.pay_at(place.workplace, Post::PartialActivityUnedic, unedic);
    tally.pay_at(place.workplace, Post::PartialActivityEtat, allowance - unedic);
    allowance.0 as i32
}

/// Where an employee works, for whom, and under which exemption (its number plus one, 0 for none).
struct Place {
    employer: Employer,
    workplace: Cell,
    private: bool,
    zone: usize,
}

impl Place {
    #[inline]
    fn of(employer: u32, home: Cell, view: &View) -> Place {
        let firm = employer as usize;
        let firms = view.firms;
        if firm >= firms.len() {
            return Place { employer: Employer::Firm, workplace: home, private: false, zone: 0 };
        }
        let kind = firms.kind[firm];
        // Of whoever works there, off the list or to supervise.
        let ebe = kind == FirmKind::Ebe;
        let private = firms.sector[firm] != Sector::Public && !ebe;
        let cell = firms.cell[firm];
        let exempted = private && kind == FirmKind::Ordinary;
        let zone =
            if exempted { view.exemption_of_cell.get(usize::from(cell)).map_or(0, |&zone| usize::from(zone)) } else { 0 };
        Place { employer: if ebe { Employer::Ebe } else { Employer::Firm }, workplace: Cell(cell), private, zone }
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
