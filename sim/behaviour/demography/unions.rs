//! Unions: people without a partner who start to live with one, matched within their cell.
//!
//! Chances by sex and age are those that keep the published share of people in a couple at each age to its trend, given
//! separations and widowhood (identity on INED-INSEE shares; estimate). Women's draws set the
//! number of unions; men of least rank are taken; then both are put in order of age, spread at random and set 28 months
//! apart (the mean gap of spouses; statistic), and paired, like with like among the nearest.

use super::probabilities::{AGES, BySexAge, Probabilities, YearStatistics};
use super::rates::age_index;
use super::transit::{Dwelling, InTransit, Seeker, household_of_leaver};
use super::{ADULT, MOST_MEMBERS, births, slot};
use crate::chance::{Chance, Process};
use crate::territory::national::households::line;
use crate::units::{Cell, Month, PersonId};
use crate::world::Tenure;
use crate::world::household::{HouseholdRow, flags};
use crate::world::person::{Attachment, PersonRow, Role};

/// Men are older than their partner by this many months on average.
const GAP: i32 = 28;
/// Ages in a match are spread by up to this many months, two draws added: a standard deviation of four years.
const SPREAD: i32 = 60;
/// Two people whose ages are further apart than this (months, beyond the mean gap) are not matched.
const WIDEST: i32 = 20 * 12;

/// Partners are alike in diploma and in work: among so many pairs next to each other in age, the first in standing goes
/// with the first. Without it workless homes would dissolve, union by union, into the rest (assumption; couples of the
/// same level of diploma are about half of all, INSEE).
const ALIKE: usize = 6;
/// What a level of qualification, weak attachment to work and luck weigh in standing. None of them can be touched by a
/// reform.
const LEVEL: i32 = 1000;
const WEAK_STANDING: i32 = 2500;
const LUCK: i32 = 1500;

/// Yearly change of the share in a couple from 2006 to 2020, men and women, by age reached from which it holds (INED,
/// INSEE census: statistic): generations that follow live in couples less, but for older women, less often widows.
const TREND: [[(usize, f64); 7]; 2] = [
    [(0, 0.0), (20, -0.0010), (25, -0.0022), (40, -0.0030), (55, -0.0050), (65, -0.0015), (80, 0.0004)],
    [(0, 0.0), (20, -0.0038), (25, -0.0016), (40, -0.0025), (55, -0.0029), (65, 0.0036), (80, 0.0036)],
];

/// Chance of entering a union in the year for a person without a partner, by sex and age reached.
pub fn chances(from: &Probabilities, now: &YearStatistics) -> BySexAge {
    let mut chances = [[0.0; AGES]; 2];
    for (sex, by_age) in chances.iter_mut().enumerate() {
        let (other, gap) = if sex == 0 { (1, -2) } else { (0, 2) };
        let shares = &from.in_couple[sex];
        for reached in usize::from(ADULT) + 1..AGES - 1 {
            let partner = age_index((reached as i32 + gap) as u16);
            let head = if sex == 0 { reached } else { partner };
            let ending = from.separation[head] + now.death[other][partner];
            let share = shares[reached];
            let trend = TREND[sex].iter().rev().find(|(from, _)| *from <= reached).map_or(0.0, |(_, change)| *change);
            let entering = shares[reached + 1] + trend - share * (1.0 - ending);
            by_age[reached] = if share < 1.0 { (entering / (1.0 - share)).clamp(0.0, most(reached)) } else { 0.0 };
        }
    }
    chances
}

/// A person who lives with parents enters a union this much as often as others of the age, sex and lack of a partner:
/// most leave home first (assumption).
const AT_HOME: f64 = 0.5;

/// Of people without a partner, the share who live with their parents, by age reached (assumption, from the starting
/// population): what is less likely for them is more so for the others.
const LIVING_WITH_PARENTS: [(f64, f64); 9] = [
    (18.0, 0.97),
    (20.0, 0.78),
    (22.0, 0.69),
    (25.0, 0.6),
    (29.0, 0.45),
    (36.0, 0.28),
    (46.0, 0.1),
    (60.0, 0.06),
    (80.0, 0.0),
];

/// The chances of a year for people who live with their parents, and for others.
pub fn by_home(chances: &BySexAge) -> (BySexAge, BySexAge) {
    let at_home = chances.map(|by_age| by_age.map(|chance| chance * AT_HOME));
    let others = chances.map(|by_age| {
        std::array::from_fn(|reached| {
            let share = line(&LIVING_WITH_PARENTS, reached as f64);
            (by_age[reached] * (1.0 - AT_HOME * share) / (1.0 - share)).min(0.5)
        })
    });
    (at_home, others)
}

/// The most that a year can bring at an age: in old age the shares of successive generations differ, and their identity
/// would find unions that nobody enters (assumption).
fn most(reached: usize) -> f64 {
    match reached {
        0..=60 => 0.4,
        61..=80 => 0.03,
        _ => 0.0,
    }
}

/// The person as a seeker.
pub fn seeker(person: &PersonRow, rank: u64, chance: &Chance, january: Month) -> Seeker {
    let [a, b, c, _] = chance.person(Process::Demography, january, person.id(), slot::UNION);
    let spread = |word| ((i64::from(word) * i64::from(2 * SPREAD)) >> 32) as i32 - SPREAD;
    let gap = if person.is_female() { 0 } else { GAP };
    let age = i32::from(january.since(person.birth));
    let weak = if person.attachment == Attachment::Weak { WEAK_STANDING } else { 0 };
    let luck = ((i64::from(c) * i64::from(2 * LUCK)) >> 32) as i32 - LUCK;
    Seeker {
        person: person.id(),
        female: person.is_female(),
        rank,
        match_age: age - gap + spread(a) + spread(b),
        standing: LEVEL * i32::from(person.qualification()) - weak + luck,
    }
}

/// Forms the unions of a cell: households merge, or lose a grown child to another. Returns how many.
pub fn form(households: &mut Vec<InTransit>, cell: Cell) -> u32 {
    let mut women = Vec::new();
    let mut men = Vec::new();
    for (place, household) in households.iter().enumerate() {
        if let Some(seeker) = household.seeker {
            if seeker.female { &mut women } else { &mut men }.push((seeker, place));
        }
    }
    let pairs = women.len().min(men.len());
    for side in [&mut women, &mut men] {
        side.sort_by_key(|(seeker, _)| (seeker.rank, seeker.person));
        side.truncate(pairs);
        side.sort_by_key(|(seeker, _)| (seeker.match_age, seeker.person));
        for near in side.chunks_mut(ALIKE) {
            near.sort_by_key(|(seeker, _)| (seeker.standing, seeker.person));
        }
    }
    let mut unions = 0;
    let mut formed = Vec::new();
    for ((woman, hers), (man, his)) in women.into_iter().zip(men) {
        let related = households[hers].origin == households[his].origin || woman.person.founder == man.person.founder;
        let apart = (woman.match_age - man.match_age).abs() > WIDEST;
        if !related && !apart && unite(households, (woman.person, hers), (man.person, his), cell, &mut formed) {
            unions += 1;
        }
    }
    households.extend(formed);
    households.retain(|household| !household.members.is_empty());
    unions
}

/// One union. The larger household of two heads is the one that stays; a grown child joins a head's; two grown children
/// set up a home. Returns false if the household would be too large.
fn unite(
    households: &mut [InTransit],
    (woman, hers): (PersonId, usize),
    (man, his): (PersonId, usize),
    cell: Cell,
    formed: &mut Vec<InTransit>,
) -> bool {
    let heads = |place: usize, person: PersonId| households[place].id() == person;
    match (heads(hers, woman), heads(his, man)) {
        (true, true) => {
            let size = |place: usize| households[place].members.len();
            if size(hers) + size(his) > MOST_MEMBERS {
                return false;
            }
            // The larger; between equals, the lower id.
            let key = |place: usize, id: PersonId| (std::cmp::Reverse(households[place].members.len()), id);
            let (host, guest) = if key(hers, woman) < key(his, man) { (hers, his) } else { (his, hers) };
            let joining = std::mem::take(&mut households[guest].members);
            let leaving = households[guest].household;
            absorb(&mut households[host], leaving, joining);
        }
        (true, false) | (false, true) => {
            let (host, guest, child) = if heads(hers, woman) { (hers, his, man) } else { (his, hers, woman) };
            if households[host].members.len() + 2 > MOST_MEMBERS {
                return false;
            }
            let joining = take_child(&mut households[guest], child);
            absorb(&mut households[host], HouseholdRow::default(), joining);
        }
        (false, false) => {
            let mut members = take_child(&mut households[hers], woman);
            let mut his_side = take_child(&mut households[his], man);
            let (first, second) =
                if woman < man { (&mut members, &mut his_side) } else { (&mut his_side, &mut members) };
            first[0].role = Role::Head;
            second[0].role = Role::Partner;
            let mut home = InTransit {
                household: household_of_leaver(&households[hers].household),
                members: first.iter().chain(second.iter()).copied().collect(),
                origin: households[hers].origin,
                to: cell,
                dwelling: Dwelling::Takes(Tenure::PrivateTenant),
                seeker: None,
                from_abroad: false,
            };
            home.settle_members();
            formed.push(home);
        }
    }
    true
}

/// A grown child and her own children leave a household.
fn take_child(home: &mut InTransit, child: PersonId) -> Vec<PersonRow> {
    let Some(place) = home.members.iter().position(|m| m.id() == child) else { return Vec::new() };
    let person = home.members.remove(place);
    let (own, others) = std::mem::take(&mut home.members).into_iter().partition(|m| births::is_child_of(m, &person));
    home.members = others;
    home.settle_members();
    let mut leaving: Vec<PersonRow> = own;
    leaving.insert(0, person);
    leaving
}

/// The first of `joining` becomes the partner of the host's head, the others its children. What the guests' household
/// owed and owned is added; its benefits in payment end, to be reviewed.
fn absorb(host: &mut InTransit, guest: HouseholdRow, joining: Vec<PersonRow>) {
    for (place, mut person) in joining.into_iter().enumerate() {
        person.role = if place == 0 { Role::Partner } else { Role::Child };
        host.members.push(person);
    }
    let home = &mut host.household;
    home.property_income = home.property_income.saturating_add(guest.property_income);
    home.tax_balance = home.tax_balance.saturating_add(guest.tax_balance);
    home.quarter_other = home.quarter_other.saturating_add(guest.quarter_other.get());
    home.tax_withheld = home.tax_withheld.saturating_add(guest.tax_withheld);
    home.year_labour = home.year_labour.saturating_add(guest.year_labour);
    home.year_benefits = home.year_benefits.saturating_add(guest.year_benefits);
    home.year_other = home.year_other.saturating_add(guest.year_other);
    home.year_taxes = home.year_taxes.saturating_add(guest.year_taxes);
    home.flags |= flags::COMPOSITION_CHANGED | flags::REVIEW;
    host.settle_members();
}
