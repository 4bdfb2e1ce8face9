//! Payments already worked out under one law and one exemption, by wage and hours: many are paid the same, month after
//! month. Whichever employee comes first fills a place, and whoever finds another wage there works out their own, so that
//! what is paid depends neither on the order nor on the number of threads.
//!
//! Employees come in no order of wages, so each looks at memory that no cache near the processor holds: a payment takes one
//! line of it.

use std::sync::OnceLock;

use super::pay::{AMOUNTS, CsgShares, EXEMPTIONS, FORGONE, Payment, PaymentSums};
use crate::law::Law;
use crate::world::{Exemption, U24};

/// Amounts of a payment but for what an exemption forgoes.
const ENACTED: usize = AMOUNTS - EXEMPTIONS;

/// The payments of one law and one exemption.
pub struct KnownPayments {
    places: Vec<Place>,
    /// What the exemption forgoes, for the same wages; empty without one.
    forgone: Vec<OnceLock<[i32; EXEMPTIONS]>>,
}

/// One line of the caches.
#[derive(Default)]
#[repr(align(64))]
struct Place(OnceLock<Known>);

/// A payment and the wage and hours it is for.
struct Known {
    key: u32,
    taxable: U24,
    amounts: [U24; ENACTED],
}

/// The key of a payment that three bytes an amount cannot hold: it is nobody's.
const NOT_HELD: u32 = u32::MAX;

/// Whom a payment is worked out for.
#[derive(Clone, Copy)]
pub struct Wage {
    /// Gross, in cents an hour.
    pub hourly: u16,
    /// Hours a week.
    pub hours: u8,
}

impl Wage {
    fn key(self) -> u32 {
        u32::from(self.hourly) << 8 | u32::from(self.hours)
    }

    /// The place of these wage and hours among so many, a power of two: neighbours in pay are neighbours in memory, and
    /// hours have a sixteenth each, full time and the usual part times one of their own.
    fn place(self, places: usize) -> usize {
        let hours = usize::from(self.hours);
        let part = (hours + 11 * (hours >> 5)) & 15;
        (usize::from(self.hourly) + part * (places / 16)) & (places - 1)
    }
}

impl KnownPayments {
    /// Room for the usual wages of so many persons, `sets` such tables being kept at once.
    pub fn for_persons(persons: usize, sets: usize, exempted: bool) -> KnownPayments {
        // In a country of millions some hundred thousand wages and hours are met; with many laws at once each table is
        // that of a few places.
        let most = ((1 << 17) / sets.max(1)).next_power_of_two().max(1 << 13);
        let places = (persons / 8).next_power_of_two().clamp(1 << 8, most);
        let forgone = if exempted { places } else { 0 };
        KnownPayments {
            places: (0..places).map(|_| Place::default()).collect(),
            forgone: (0..forgone).map(|_| OnceLock::new()).collect(),
        }
    }

    /// Adds the payment of this wage to `sums`; its net and its taxable part, in cents.
    #[inline]
    pub fn pay(
        &self,
        law: &Law,
        shares: &CsgShares,
        exemption: Option<&Exemption>,
        wage: Wage,
        sums: &mut PaymentSums,
    ) -> (i32, i32) {
        let (key, place) = (wage.key(), wage.place(self.places.len()));
        let work_out = || Payment::of_wage(law, shares, exemption, wage.hourly, wage.hours);
        let known = self.places[place].0.get_or_init(|| Known::of(&work_out(), key));
        if known.key != key {
            let own = work_out();
            own.add_to(sums);
            return (own.net(), own.taxable);
        }
        if exemption.is_some() {
            // Of the payment that fills the place, since no other comes here.
            let forgone = self.forgone[place].get_or_init(|| *work_out().forgone());
            for (sum, &amount) in sums[FORGONE].iter_mut().zip(forgone) {
                *sum += i64::from(amount);
            }
        }
        for (sum, &amount) in sums.iter_mut().zip(&known.amounts) {
            *sum += i64::from(amount);
        }
        (known.amounts[0].get() as i32, known.taxable.get() as i32)
    }
}

impl Known {
    fn of(payment: &Payment, key: u32) -> Known {
        let amounts = &payment.amounts()[..ENACTED];
        let held = amounts.iter().chain([&payment.taxable]).all(|amount| (0..=U24::MAX as i32).contains(amount));
        let short = |amount: i32| U24::of(amount.max(0) as u32);
        Known {
            key: if held { key } else { NOT_HELD },
            taxable: short(payment.taxable),
            amounts: std::array::from_fn(|at| short(amounts[at])),
        }
    }
}

/// The payments of an arm, kept from month to month for as long as the law of pay does not change.
#[derive(Default)]
pub struct PaymentsOfArm {
    laws: Vec<Law>,
    exemptions: Vec<Exemption>,
    persons: usize,
    /// One set a law without exemption, then for each exemption.
    tables: Vec<KnownPayments>,
}

impl PaymentsOfArm {
    /// The tables of the month's laws and exemptions in a run of so many persons.
    pub fn of_month(&mut self, laws: &[Law], exemptions: &[Exemption], persons: usize) -> &[KnownPayments] {
        // No pay slip looks at the date.
        let same = |(kept, law): (&Law, &Law)| *kept == Law { month: kept.month, ..law.clone() };
        let sets = laws.len() * (1 + exemptions.len());
        let stand = self.tables.len() == sets
            && self.laws.iter().zip(laws).all(same)
            && self.exemptions == exemptions
            && persons / 2 < self.persons;
        if !stand {
            let of_set = |set: usize| KnownPayments::for_persons(persons, sets, set >= laws.len());
            *self = PaymentsOfArm {
                laws: laws.to_vec(),
                exemptions: exemptions.to_vec(),
                persons,
                tables: (0..sets).map(of_set).collect(),
            };
        }
        &self.tables
    }
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;
    use crate::law::Code;
    use crate::units::{Month, Rate};

    const SHARES: CsgShares =
        CsgShares { famille: Rate(80_000), unedic: Rate(150_000), autonomie: Rate(20_000), debt: Rate(60_000) };

    fn law(month: Month) -> Law {
        Code::load().expect("the carried law is whole").at(month)
    }

    #[test]
    fn a_place_is_one_line_of_the_caches() {
        assert_eq!(size_of::<Place>(), 64);
    }

    #[test]
    fn what_is_known_is_what_the_law_gives_whoever_comes_first_and_whatever_shares_the_place() {
        let law = law(Month::new(2021, 3));
        let exemption =
            Exemption { share: Rate::ONE, full_up_to: Rate(1_400_000), none_from: Rate(2_400_000), on_top: false };
        for exemption in [None, Some(&exemption)] {
            // So few places that most wages share theirs.
            let known = KnownPayments::for_persons(1, 1, exemption.is_some());
            for _ in 0..2 {
                for hourly in [1_003, 1_025, 1_259, 1_281, 2_000, 9_000, 65_535] {
                    for hours in [17, 19, 24, 35, 60, 255] {
                        let (mut sums, mut expected) = ([0; AMOUNTS], [0; AMOUNTS]);
                        let paid = known.pay(&law, &SHARES, exemption, Wage { hourly, hours }, &mut sums);
                        let payment = Payment::of_wage(&law, &SHARES, exemption, hourly, hours);
                        payment.add_to(&mut expected);
                        assert_eq!(paid, (payment.net(), payment.taxable), "{hourly} {hours}");
                        assert_eq!(sums, expected, "{hourly} {hours}");
                    }
                }
            }
        }
    }

    #[test]
    fn payments_are_kept_until_the_law_of_pay_changes() {
        let mut kept = PaymentsOfArm::default();
        let filled = |tables: &[KnownPayments]| tables[0].places.iter().filter(|place| place.0.get().is_some()).count();
        let [december, january, february] = [Month::new(2020, 12), Month::new(2021, 1), Month::new(2021, 2)].map(law);
        let wage = Wage { hourly: 1_500, hours: 35 };
        kept.of_month(from_ref(&december), &[], 1000)[0].pay(&december, &SHARES, None, wage, &mut [0; AMOUNTS]);
        // The SMIC rises in January.
        assert_eq!(filled(kept.of_month(from_ref(&january), &[], 1000)), 0);
        kept.of_month(from_ref(&january), &[], 1000)[0].pay(&january, &SHARES, None, wage, &mut [0; AMOUNTS]);
        assert_eq!(filled(kept.of_month(from_ref(&february), &[], 1000)), 1);
    }
}
