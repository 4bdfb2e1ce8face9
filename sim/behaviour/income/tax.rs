//! Income tax: withheld month by month at the household's rate, set again twice a year; in December the tax
//! of the year is computed exactly, and the difference is paid or refunded the next September.
//!
//! Couples file one return; grown children with income file their own.

use crate::law::Law;
use crate::law::facts::Children;
use crate::law::income_tax::{TaxFacts, income_tax};
use crate::units::{Cents, Month};
use crate::world::{Block, Role, Status};

/// The taxable incomes of a household's members over a year, as the law asks for them.
struct Returns {
    main: TaxFacts,
    /// Tax of grown children's own returns.
    others: Cents,
    total: Cents,
}

/// Which incomes of the state make the year.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// The calendar year so far (complete in December).
    ThisYear,
    /// The last twelve months, nearly: this year so far and the missing months of last year.
    Rolling,
}

/// Whether a review held in `month` sets the rate of withholding: once in the first quarter, with the year's scale, and
/// once in the autumn, with the return (CGI 204 H).
pub fn rate_is_set(month: Month) -> bool {
    matches!(month.month_of_year(), 1..=3 | 9..=11)
}

fn returns(block: &Block, household: usize, law: &Law, month: Month, year: Year) -> Returns {
    let persons = &block.persons;
    let elapsed = i64::from(month.month_of_year()) - 1;
    let mut main = TaxFacts {
        couple: false,
        children: Children::NONE,
        lone_parent: false,
        wages: [Cents::ZERO; 2],
        pensions: [Cents::ZERO; 2],
    };
    let mut adults = 0;
    let mut others = Cents::ZERO;
    let mut total = Cents::ZERO;
    for row in block.households.member_rows(household) {
        if persons.status[row] == Status::Unborn {
            continue;
        }
        let this = i64::from(persons.taxable_this_year[row]);
        let income = Cents(match year {
            Year::ThisYear => this,
            Year::Rolling => this + i64::from(persons.taxable_last_year[row]) * (12 - elapsed) / 12,
        });
        total += income;
        if persons.role[row] == Role::Child {
            let age = persons.age_in_months(row, month);
            if age < 21 * 12 || (persons.status[row] == Status::Student && age < 25 * 12) {
                main.children.push(age);
            } else if income > Cents::ZERO {
                let own = TaxFacts { wages: [income, Cents::ZERO], ..single() };
                others += income_tax(law, &own).tax;
            }
            continue;
        }
        let place = adults.min(1);
        if persons.status[row] == Status::Retired {
            main.pensions[place] += income;
        } else {
            main.wages[place] += income;
        }
        adults += 1;
    }
    main.couple = adults >= 2;
    main.lone_parent = adults == 1 && main.children.count() > 0;
    Returns { main, others, total }
}

fn single() -> TaxFacts {
    TaxFacts {
        couple: false,
        children: Children::NONE,
        lone_parent: false,
        wages: [Cents::ZERO; 2],
        pensions: [Cents::ZERO; 2],
    }
}

/// Tax of the year for the household, and the income it bears on.
pub fn of_year(block: &Block, household: usize, law: &Law, month: Month, year: Year) -> (Cents, Cents) {
    let returns = returns(block, household, law, month, year);
    (income_tax(law, &returns.main).tax + returns.others, returns.total)
}

/// The withholding rate in ten-thousandths that the last twelve months call for.
pub fn rate(block: &Block, household: usize, law: &Law, month: Month) -> u16 {
    let (tax, total) = of_year(block, household, law, month, Year::Rolling);
    if total.0 <= 0 { 0 } else { (tax.0 * 10_000 / total.0).clamp(0, 10_000) as u16 }
}
