//! Pensions: what a retired person is paid, and what a new pensioner will be.

use crate::chance::{Chance, Process, below};
use crate::law::Law;
use crate::law::csg::ReplacementRate;
use crate::law::pension_levies::pension_levies;
use crate::units::{Cents, Month, Rate};
use crate::world::{Persons, Post, Tally};

/// Share of a pension paid by the basic schemes, the rest being complementary (DREES, Les retraités et les retraites:
/// about three quarters in the private sector; assumption: the same for all).
const BASIC_SHARE: Rate = Rate(750_000);

/// A month's pension, net of levies; booked.
pub fn pay(gross: Cents, law: &Law, rate: ReplacementRate, tally: &mut Tally) -> (Cents, Cents) {
    let basic = gross.times(BASIC_SHARE);
    let levies = pension_levies(law, basic, gross - basic, rate);
    tally.pay(Post::Pensions, levies.net);
    tally.pay(Post::CsgPensions, levies.csg_deductible + levies.csg_taxable + levies.health);
    tally.pay(Post::CrdsPensions, levies.crds);
    tally.pay(Post::CasaPensions, levies.casa);
    (levies.net, levies.taxable)
}

/// Gross monthly pension, in cents, of a person who retires now: a share of the last wage, spread by a permanent draw
/// for the length of the career (assumption: 45 to 75 % of the gross wage at full hours; OECD, Pensions at a Glance 2021,
/// gives a gross replacement rate of 60 % for a full career). A self-employed person's is half that of a wage as high.
pub fn at_retirement(persons: &Persons, row: usize, chance: Chance) -> u32 {
    let word = chance.person(Process::JobTerms, Month(0), persons.id(row), 9)[0];
    let share = 450 + i64::from(below(300, word));
    let wage = i64::from(persons.hourly_wage[row].max(1003)) * 35 * 52 / 12;
    (wage * share / 1000) as u32
}
