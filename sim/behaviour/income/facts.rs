//! What the quarterly review reads of a household and of its home, in the words of the law.
//!
//! Grown children at home are claims of their own: those of 25 or more without income for the RSA, those of 20 or more
//! with a disability for the AAH, those who earn for the prime d'activité. Those under 25 who earn little are dependants
//! of their parents (CASF R262-3; CSS L842-1 and R842-3).

use crate::law::facts::{Children, HousingZone};
use crate::units::{Cents, Month};
use crate::world::person::bits;
use crate::world::{Block, Role, Status, Tenure};

/// What the review reads of a household, gathered in one pass over its members.
#[derive(Default)]
pub struct Facts {
    pub adults: i64,
    /// Rows of head and partner.
    pub rows: [usize; 2],
    pub head_age: u16,
    /// Children for family benefits and housing aid (under 20), and for the RSA and tax (under 25, without earnings).
    pub children: Children,
    pub dependants: Children,
    /// Mean monthly net earnings of the quarter.
    pub activity: [Cents; 2],
    pub child_activity: Cents,
    /// Mean monthly other income of the quarter.
    pub other: Cents,
    /// Taxable income of the year before last, and of the last twelve months.
    pub two_years_ago: [Cents; 2],
    pub rolling: [Cents; 2],
    pub disabled: [bool; 2],
    /// Grown children at home with a claim of their own.
    pub grown: Grown,
    pub student: bool,
    pub retired: bool,
    /// Adults old enough for the ASPA, and the couple's gross monthly pensions.
    pub over_age: i64,
    pub pensions: Cents,
}

/// Grown children of a household who claim for themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Grown {
    /// Those of 25 or more without income.
    pub without_income: i64,
    /// Mean monthly earnings, and whether disabled, of those who work or are disabled; the first three.
    claims: [(Cents, bool); 3],
    count: usize,
}

impl Grown {
    fn add(&mut self, earned: Cents, disabled: bool) {
        if let Some(free) = self.claims.get_mut(self.count) {
            *free = (earned, disabled);
            self.count += 1;
        }
    }
    pub(super) fn claims(&self) -> &[(Cents, bool)] {
        &self.claims[..self.count]
    }
}

/// A grown child at home whose monthly earnings, in cents, are above this is no dependant of their parents for the RSA
/// (assumption: the law's own test is 55 % of the SMIC for family benefits).
const DEPENDANT_EARNS_AT_MOST: Cents = Cents(40_000);
/// Age from which the prime d'activité is open, in months (CSS L842-2).
const PRIME_ACTIVITE_AGE: u16 = 18 * 12;
/// Age from which the AAH is open, in months (CSS L821-1, R821-1).
const AAH_AGE: u16 = 20 * 12;

/// Age from which the ASPA is open, in months: 65 years (CSS R815-1).
const ASPA_AGE: u16 = 65 * 12;

/// Gathers the facts. `months` is how many months the quarterly columns hold.
pub fn facts(block: &Block, household: usize, month: Month) -> Facts {
    let persons = &block.persons;
    let homes = &block.households;
    let mut facts = Facts { other: Cents(i64::from(homes.quarter_other[household]) / 3), ..Facts::default() };
    let elapsed = i64::from(month.month_of_year()) - 1;
    for row in homes.member_rows(household) {
        let status = persons.status[row];
        if !status.is_alive() {
            continue;
        }
        let age = persons.age_in_months(row, month);
        let earned = Cents(i64::from(persons.quarter_earnings[row]) / 3);
        if persons.role[row] == Role::Child {
            if age < 20 * 12 {
                facts.children.push(age);
            }
            let disabled = persons.has(row, bits::DISABLED) && age >= AAH_AGE;
            let dependant = age < 25 * 12 && earned < DEPENDANT_EARNS_AT_MOST;
            if dependant {
                facts.dependants.push(age);
                facts.child_activity += earned;
            }
            if disabled || (age >= PRIME_ACTIVITE_AGE && earned > Cents::ZERO && !dependant) {
                facts.grown.add(earned, disabled);
            } else if age >= 25 * 12 && status.is_jobless() && earned == Cents::ZERO && !persons.draws_insurance(row) {
                facts.grown.without_income += 1;
            }
            continue;
        }
        let adult = (facts.adults as usize).min(1);
        facts.rows[adult] = row;
        facts.activity[adult] = earned;
        facts.two_years_ago[adult] = Cents(i64::from(persons.taxable_two_years_ago[row]));
        let last = i64::from(persons.taxable_last_year[row]);
        facts.rolling[adult] = Cents(i64::from(persons.taxable_this_year[row]) + last * (12 - elapsed) / 12);
        facts.over_age += i64::from(age >= ASPA_AGE);
        if status == Status::Retired {
            facts.pensions += Cents(i64::from(persons.pension_or_profit[row]));
        }
        facts.disabled[adult] = persons.has(row, bits::DISABLED) && (20 * 12..62 * 12).contains(&age);
        if facts.adults == 0 {
            facts.head_age = age / 12;
            facts.student = status == Status::Student;
            facts.retired = status == Status::Retired;
        }
        facts.adults = (facts.adults + 1).min(2);
    }
    facts
}
/// Home of a household in the words of the law.
pub struct Home {
    pub tenure: crate::law::facts::Tenure,
    pub zone: HousingZone,
    pub rent: Cents,
}

impl Home {
    pub fn of(block: &Block, household: usize) -> Home {
        use crate::law::facts::Tenure as LawTenure;
        Home {
            tenure: match block.households.tenure[household] {
                Tenure::Owner => LawTenure::Owner,
                Tenure::PrivateTenant => LawTenure::PrivateTenant,
                Tenure::SocialTenant => LawTenure::SocialTenant,
                Tenure::RentFree => LawTenure::RentFree,
            },
            zone: match block.households.zone[household] {
                1 => HousingZone::One,
                2 => HousingZone::Two,
                _ => HousingZone::Three,
            },
            rent: Cents(i64::from(block.households.rent[household]) * 10),
        }
    }
}
