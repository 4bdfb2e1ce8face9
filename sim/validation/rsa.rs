//! The RSA: caseload, who draws it, who leaves it and for how long, who is entitled and does not claim, what it costs.

use std::collections::BTreeMap;

use super::watch::View;
use super::{Measure, means::Means};
use crate::behaviour::income::entitlements::rsa_of_a_grown_child;
use crate::behaviour::income::facts::facts;
use crate::behaviour::income::review::is_in_payment;
use crate::behaviour::poverty;
use crate::measures::{HouseholdType, Indicator};
use crate::units::Cents;
use crate::world::person::bits;
use crate::world::{Block, Post, Role, RsaState, Tenure};

/// Entries and exits are followed over ten year-ends from this one on.
const BASE: u16 = 2019;
const YEARS: usize = 10;
/// Quarters over which a household that never claims does so for good.
const QUARTERS: u8 = 3;

/// An adult who draws the RSA at the end of [`BASE`].
struct Followed {
    age: u16,
    employed: bool,
    /// Drew none a year before.
    entrant: bool,
    /// Whether they draw it at each of the ten year-ends after.
    draws: Vec<bool>,
}

/// Who drew the RSA at the end of each year.
#[derive(Default)]
pub struct Recipients {
    /// Keys of adults by year, in order.
    by_year: BTreeMap<u16, Vec<u64>>,
    base: BTreeMap<u64, (u16, bool)>,
    /// Keys of disabled adults of households that draw the AAH, by year, in order.
    disabled: BTreeMap<u16, Vec<u64>>,
    /// What became within a year of those who drew it.
    exits: Means,
    means: Means,
    /// Households entitled at the end of the last quarter: for how many quarters in a row, and how many without claiming.
    entitled: BTreeMap<u64, [u8; 2]>,
    /// Ages of those who draw it at the end of the last year followed.
    last: Vec<(u64, u16)>,
}

impl Recipients {
    pub(super) fn look(&mut self, view: &View) {
        let (year, month) = (view.month.year(), view.month.month_of_year());
        if year == 2019 && month % 3 == 0 {
            self.take_up(view);
        }
        if month == 12 && year < BASE + YEARS as u16 + 1 {
            self.december(view, year);
        }
    }

    /// Entitled households that do not claim.
    fn take_up(&mut self, view: &View) {
        let before = std::mem::take(&mut self.entitled);
        let mut entitled = BTreeMap::new();
        for block in view.world.blocks.iter().filter(|block| view.is_metropolitan(block)) {
            let homes = &block.households;
            for home in 0..homes.len() {
                let state = homes.rsa_state[home];
                let missed = state == RsaState::NonTakeUp;
                if !missed && !is_in_payment(state) {
                    continue;
                }
                let lasted = before.get(&block.household_id(home).key()).copied().unwrap_or_default();
                let lasted = [lasted[0] + 1, lasted[1] + u8::from(missed)];
                entitled.insert(block.household_id(home).key(), lasted);
                let mut count = |name, is| self.means.count(2019, name, is, 1.0);
                if lasted[0] >= QUARTERS {
                    // Over the last three quarters, or more of them if it has been entitled for longer.
                    count("persistent", lasted[0] == lasted[1]);
                }
                count("non_take_up", missed);
                match homes.tenure[home] {
                    Tenure::Owner => count("non_take_up owners", missed),
                    Tenure::PrivateTenant => count("non_take_up private", missed),
                    _ => {}
                }
                let head = usize::from(homes.first[home]);
                if poverty::household_type(block, home) == HouseholdType::LoneParent && block.persons.is_female(head) {
                    count("non_take_up single mothers", missed);
                }
                if missed {
                    let euros = f64::from(homes.rsa[home]) / 100.0;
                    let units = poverty::consumption_units(block, home, view.month) as f64 / 10.0;
                    self.means.add(2019, "missed", euros, 1.0);
                    self.means.add(2019, "missed a unit", euros / units, 1.0);
                }
            }
        }
        self.entitled = entitled;
    }

    fn december(&mut self, view: &View, year: u16) {
        let (mut keys, mut disabled, mut ages) = (Vec::new(), Vec::new(), Vec::new());
        let before = self.by_year.remove(&(year - 1)).unwrap_or_default();
        let disabled_before = self.disabled.remove(&(year - 1)).unwrap_or_default();
        let mut seen_before = 0;
        let grown_child = rsa_of_a_grown_child(&view.code.at(view.month));
        for block in &view.world.blocks {
            let (homes, persons) = (&block.households, &block.persons);
            for home in 0..homes.len() {
                let draws = is_in_payment(homes.rsa_state[home]);
                if draws {
                    self.household(view, block, home, year, grown_child);
                }
                for row in homes.member_rows(home) {
                    if persons.role[row] == Role::Child || !persons.status[row].is_alive() {
                        continue;
                    }
                    let key = persons.id(row).key();
                    let is_disabled = persons.has(row, bits::DISABLED) && !homes.aah[home].is_zero();
                    if is_disabled {
                        disabled.push(key);
                    }
                    if disabled_before.binary_search(&key).is_ok() {
                        self.exits.count(year, "aah left", !is_disabled, 1.0);
                    }
                    if before.binary_search(&key).is_ok() {
                        seen_before += 1;
                        let mut count = |name, is| self.exits.count(year, name, is, 1.0);
                        count("still", draws);
                        count("out of minima", !draws && !is_disabled);
                        count("with prime", !draws && !homes.prime_activite[home].is_zero());
                        count("with insurance", !draws && is_insured(block, row));
                    }
                    if draws {
                        keys.push(key);
                        let (age, employed) = (persons.age(row, view.month), persons.status[row].is_employed());
                        if year == BASE {
                            self.base.insert(key, (age, employed));
                        }
                        if usize::from(year - BASE.min(year)) == YEARS {
                            ages.push((key, age));
                        }
                    }
                }
            }
        }
        keys.sort_unstable();
        disabled.sort_unstable();
        if year > BASE - 1 && !before.is_empty() {
            let entrants = keys.iter().filter(|key| before.binary_search(key).is_err()).count();
            self.means.add(year, "entrants", entrants as f64 / keys.len() as f64, 1.0);
        }
        debug_assert!(seen_before <= before.len());
        self.by_year.insert(year - 1, before);
        self.disabled.insert(year, disabled);
        self.by_year.insert(year, keys);
        self.last.extend(ages);
    }

    /// What a household that draws it looks like.
    fn household(&mut self, view: &View, block: &Block, home: usize, year: u16, grown_child: Cents) {
        let (homes, persons) = (&block.households, &block.persons);
        let rows = homes.member_rows(home);
        let alive = rows.clone().filter(|&row| persons.status[row].is_alive()).count();
        self.means.add(year, "persons covered", alive as f64, 1.0);
        let head = usize::from(homes.first[home]);
        let kind = poverty::household_type(block, home);
        let adults = rows.filter(|&row| persons.role[row] != Role::Child && persons.status[row].is_alive()).count();
        let mut count = |name, is| self.means.count(year, name, is, 1.0);
        count("women", persons.is_female(head));
        // A grown child at home without income claims alone: a recipient without dependants, beside the parents if they
        // draw it too.
        let grown = facts(block, home, view.month).grown.without_income;
        let own = i64::from(homes.rsa[home]) > (grown_child * grown).0 + 100;
        let metropolitan = view.is_metropolitan(block);
        let at_parents = |row: &usize| {
            let (role, status) = (persons.role[*row], persons.status[*row]);
            role == Role::Child && status.is_jobless() && persons.age(*row, view.month) >= 25
        };
        for row in homes.member_rows(home).filter(at_parents).take(grown as usize) {
            count("single", true);
            count("single with dependant", false);
            if metropolitan {
                count("registered", persons.has(row, bits::REGISTERED));
            }
        }
        if own || grown == 0 {
            count("single", kind == HouseholdType::Single);
            count("single with dependant", adults == 1 && kind != HouseholdType::Single);
            if metropolitan {
                count("registered", persons.has(head, bits::REGISTERED));
            }
        }
    }

    /// Those who drew it at the end of [`BASE`], and whether they did at each year-end after.
    fn followed(&self) -> Vec<Followed> {
        let year = |year: u16| self.by_year.get(&year).map_or(&[][..], Vec::as_slice);
        let draws = |key: &u64, of: u16| year(of).binary_search(key).is_ok();
        let after = || (BASE + 1)..=(BASE + YEARS as u16);
        let one = |(key, (age, employed)): (&u64, &(u16, bool))| Followed {
            age: *age,
            employed: *employed,
            entrant: !draws(key, BASE - 1),
            draws: after().map(|of| draws(key, of)).collect(),
        };
        self.base.iter().map(one).collect()
    }

    /// Share, of those who drew it at the end of [`BASE`] aged 16 to 49, of whom something is so.
    fn share(&self, of: fn(&Followed) -> bool, is: fn(&[bool]) -> bool) -> f64 {
        let all: Vec<Followed> =
            self.followed().into_iter().filter(|one| (16..50).contains(&one.age) && of(one)).collect();
        all.iter().filter(|one| is(&one.draws)).count() as f64 / all.len() as f64
    }

    /// Year-ends with the RSA among the ten, of those aged 35 to 64 who draw it at the last.
    fn years_with(&self) -> f64 {
        let ages: Vec<u64> = self.last.iter().filter(|(_, age)| (35..65).contains(age)).map(|(key, _)| *key).collect();
        let years = (BASE + 1)..=(BASE + YEARS as u16);
        let all: usize = years
            .filter_map(|year| self.by_year.get(&year))
            .map(|keys| ages.iter().filter(|key| keys.binary_search(key).is_ok()).count())
            .sum();
        all as f64 / ages.len() as f64
    }
}

fn is_insured(block: &Block, row: usize) -> bool {
    block.persons.status[row].is_jobless() && block.persons.insurance_months[row] > 0
}

fn always(draws: &[bool]) -> bool {
    draws.iter().all(|draws| *draws)
}

/// At least one exit and one return.
fn back_and_forth(draws: &[bool]) -> bool {
    let first_out = draws.iter().position(|draws| !draws);
    first_out.is_some_and(|out| draws[out..].iter().any(|draws| *draws))
}

/// Out once, for good.
fn left_for_good(draws: &[bool]) -> bool {
    !always(draws) && !back_and_forth(draws)
}

/// Out at the first year-end, for good.
fn left_at_once(draws: &[bool]) -> bool {
    !draws.iter().any(|draws| *draws)
}

/// Out within the year and for the five year-ends that follow the first.
fn left_for_five_years(draws: &[bool]) -> bool {
    !draws[..5].iter().any(|draws| *draws)
}

const POSTS: [Post; 2] = [Post::Rsa, Post::RsaEtat];

pub fn measures() -> Vec<Measure> {
    let households = |name: &str, year: u16, month: u16| {
        Measure::new(name, move |seen| seen.stock(year, month, Indicator::RsaHouseholds))
    };
    let stock = |name: &str, year: u16, month: u16, indicator: Indicator| {
        Measure::new(name, move |seen| seen.stock(year, month, indicator))
    };
    let of = |name: &str, year: u16, what: &'static str| {
        Measure::new(name, move |seen| seen.recipients.means.of(year, what))
    };
    let exits = |name: &str, what: &'static str| Measure::new(name, move |seen| seen.recipients.exits.of(2019, what));
    let spending = |name: &str, year: u16| Measure::new(name, move |seen| seen.billions(year, &POSTS));
    let covered = |name: &str, year: u16| {
        Measure::new(name, move |seen| seen.recipients.means.sum(year, "persons covered") * seen.weight())
    };
    let amount = |name: &str, year: u16| {
        Measure::new(name, move |seen| {
            seen.billions(year, &POSTS) * 1e9 / 12.0 / seen.mean_of_year(year, Indicator::RsaHouseholds)
        })
    };
    let ten_years = |name: &str, of: fn(&Followed) -> bool, is: fn(&[bool]) -> bool| {
        Measure::new(name, move |seen| seen.recipients.share(of, is))
    };
    vec![
        households("rsa_households_end2019", 2019, 12),
        households("rsa_households_nov2020", 2020, 11),
        households("rsa_households_end2020", 2020, 12),
        households("rsa_households_july2021", 2021, 7),
        households("rsa_households_end2022", 2022, 12),
        households("rsa_households_end2023", 2023, 12),
        households("rsa_households_sept2024", 2024, 9),
        households("rsa_households_sept2025", 2025, 9),
        Measure::new("rsa_growth_2020", |seen| {
            let end = |year| seen.stock(year, 12, Indicator::RsaHouseholds);
            end(2020) / end(2019) - 1.0
        }),
        covered("rsa_persons_covered_end2020", 2020),
        covered("rsa_persons_covered_end2021", 2021),
        covered("rsa_persons_covered_end2022", 2022),
        of("rsa_share_women", 2020, "women"),
        of("rsa_share_single_no_dependant", 2020, "single"),
        of("rsa_share_single_with_dependant", 2020, "single with dependant"),
        of("rsa_share_registered_pole_emploi", 2020, "registered"),
        of("rsa_nontakeup_quarterly", 2019, "non_take_up"),
        of("rsa_nontakeup_persistent_3q", 2019, "persistent"),
        of("rsa_nontakeup_owners", 2019, "non_take_up owners"),
        of("rsa_nontakeup_private_tenants", 2019, "non_take_up private"),
        of("rsa_nontakeup_single_mothers", 2019, "non_take_up single mothers"),
        Measure::new("rsa_nontakeup_amount_quarter", |seen| {
            // Four quarters were looked at, each standing for three months.
            seen.recipients.means.sum(2019, "missed") / 4.0 * 3.0 * seen.weight() / 1e6
        }),
        of("rsa_nontakeup_mean_amount", 2019, "missed a unit"),
        exits("rsa_still_rsa_1y", "still"),
        exits("rsa_exit_from_insertion_minima_1y", "out of minima"),
        exits("rsa_exit_with_prime_activite_1y", "with prime"),
        exits("rsa_exit_with_unemployment_insurance_1y", "with insurance"),
        exits("aah_exit_1y", "aah left"),
        of("rsa_entrant_share_of_stock_2023", 2023, "entrants"),
        ten_years("rsa_always_10y", |_| true, always),
        ten_years("rsa_back_and_forth_10y", |_| true, back_and_forth),
        ten_years("rsa_definitive_exit_10y", |_| true, left_for_good),
        ten_years("rsa_always_10y_new_entrants", |one| one.entrant, always),
        ten_years("rsa_immediate_exit_employed", |one| one.employed, left_at_once),
        ten_years("rsa_immediate_exit_not_employed", |one| !one.employed, left_at_once),
        ten_years("rsa_durable_exit_5y", |_| true, left_for_five_years),
        Measure::new("rsa_mean_years_in_minima_10y_age35_64", |seen| seen.recipients.years_with()),
        spending("rsa_spending_2020", 2020),
        spending("rsa_spending_2021_drees", 2021),
        spending("rsa_spending_2022", 2022),
        amount("rsa_mean_amount_per_household_2020", 2020),
        amount("rsa_mean_amount_per_household_2021", 2021),
        amount("rsa_mean_amount_per_household_2022", 2022),
        stock("ass_recipients_end2019", 2019, 12, Indicator::AssRecipients),
        stock("ass_recipients_feb2023", 2023, 2, Indicator::AssRecipients),
        stock("ass_recipients_aug2024", 2024, 8, Indicator::AssRecipients),
        stock("prime_activite_households_end2019", 2019, 12, Indicator::PrimeActiviteHouseholds),
        stock("prime_activite_households_end2022", 2022, 12, Indicator::PrimeActiviteHouseholds),
        stock("prime_activite_households_sept2024", 2024, 9, Indicator::PrimeActiviteHouseholds),
        stock("housing_aid_households_end2019", 2019, 12, Indicator::HousingAidHouseholds),
        stock("housing_aid_households_mar2024", 2024, 3, Indicator::HousingAidHouseholds),
        stock("aah_recipients_end2019", 2019, 12, Indicator::AahRecipients),
        stock("aah_recipients_sept2024", 2024, 9, Indicator::AahRecipients),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_years_are_always_back_and_forth_or_a_departure() {
        let paths = [[true, true, true], [true, false, true], [true, false, false], [false, false, false]];
        let sorted = paths.map(|path| [always(&path), back_and_forth(&path), left_for_good(&path)]);
        assert_eq!(sorted[0], [true, false, false]);
        assert_eq!(sorted[1], [false, true, false]);
        assert_eq!(sorted[2], [false, false, true]);
        assert_eq!(sorted[3], [false, false, true]);
        assert!(left_at_once(&paths[3]) && !left_at_once(&paths[2]));
    }
}
