//! What the year holds for one person: the single draw most people need.

use super::births::{Family, Fertility};
use super::rates::{LocalRates, Rates, age_index};
use super::{ADULT, deaths, slot, word};
use crate::chance::{Chance, Process, Threshold};
use crate::units::{Month, PersonId};
use crate::world::{Attachment, Role};

/// What a person does about dwelling this year; the cases exclude one another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DwellingFate {
    #[default]
    Stays,
    /// A grown child leaves the parents' home.
    LeavesHome,
    /// Leaves the country, alone.
    Departs,
    /// The head's household changes dwelling; where to is another draw.
    Moves,
    /// A household like this one arrives from abroad.
    IsCopied,
}

/// The year of one person.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fate {
    /// Month of death, or `Month(0)`.
    pub death: Month,
    /// Month in which she gives birth.
    pub birth: Option<Month>,
    /// The head of a couple that separates.
    pub separates: bool,
    /// Looks for a partner; the least rank finds first.
    pub seeks: Option<u64>,
    pub dwelling: DwellingFate,
}

impl Fate {
    /// Whether the person stays with the household, adding nobody to it: only moves and unions may come.
    pub fn keeps_everyone(&self) -> bool {
        self.birth.is_none()
            && !self.separates
            && !matches!(self.dwelling, DwellingFate::LeavesHome | DwellingFate::Departs)
    }
}

/// Who the draw is about.
#[derive(Clone, Copy, Debug)]
pub struct Who {
    pub id: PersonId,
    pub reached: u16,
    pub is_female: bool,
    pub role: Role,
    pub attachment: Attachment,
    pub family: Family,
    /// Lives alone in the household.
    pub alone: bool,
}

/// What a block's draws need beside the person.
pub struct Odds<'a> {
    pub rates: &'a Rates,
    pub local: &'a LocalRates,
    pub fertility: Fertility<'a>,
    pub chance: &'a Chance,
    pub january: Month,
    /// How many men are asked for one expected to find a partner, in 256ths.
    pub men_asked: u64,
}

/// How many men are asked for one expected to find a partner, in 256ths: more in a cell of few people, so that it does not
/// lose unions to the luck of the draw; those with the least rank are taken. About one union a hundred people a year.
pub fn men_asked(people: usize) -> u64 {
    let unions = (people as f64 / 100.0).max(1.0);
    (256.0 * (1.0 + 3.0 / unions.sqrt())).round() as u64
}

impl Odds<'_> {
    #[inline]
    pub fn fate(&self, who: Who) -> Fate {
        let words = self.chance.person(Process::Demography, self.january, who.id, slot::YEAR);
        let age = age_index(who.reached);
        let sex = usize::from(who.is_female);
        let mut fate = Fate {
            death: deaths::death(self.local, words[word::DEATH], who.is_female, who.reached, self.january),
            ..Fate::default()
        };
        if who.is_female {
            let chance = self.fertility.chance(who.role, who.reached, who.family);
            let birth = deaths::month_of_event(words[word::BIRTH], chance, self.january, 0);
            // A mother who dies first has no child.
            fate.birth = birth.filter(|&month| fate.death == Month(0) || fate.death > month);
        }
        if who.reached <= ADULT && who.role == Role::Child {
            return fate;
        }
        let couple = words[word::COUPLE];
        let attachment = who.attachment as usize;
        if who.role == Role::Head && who.family.couple {
            fate.separates = self.rates.separation[attachment][age].happens(couple);
        } else if who.role != Role::Partner {
            let at_home = who.role == Role::Child;
            let chance = if at_home { self.rates.union_at_home } else { self.rates.union }[attachment][sex][age];
            let asked = if who.is_female { chance } else { chance.scaled(self.men_asked, 256) };
            fate.seeks = asked.happens(couple).then(|| (u64::from(couple) << 32) / u64::from(chance.0));
        }
        let mut place = Interval { word: words[word::DWELLING], below: 0 };
        let may_depart = who.alone || who.role == Role::Child;
        if may_depart && place.takes(self.rates.departure[sex][age]) {
            return Fate { dwelling: DwellingFate::Departs, birth: None, seeks: None, ..fate };
        }
        fate.dwelling = match who.role {
            Role::Child if place.takes(self.rates.leaving_home[sex][age]) => DwellingFate::LeavesHome,
            Role::Head if place.takes(self.rates.moving[age]) => DwellingFate::Moves,
            Role::Head if place.takes(self.rates.arrival[age]) => DwellingFate::IsCopied,
            _ => DwellingFate::Stays,
        };
        fate
    }
}

/// One word shared out among cases, each an interval next to the last.
struct Interval {
    word: u32,
    below: u32,
}

impl Interval {
    fn takes(&mut self, chance: Threshold) -> bool {
        let start = self.below;
        self.below = self.below.saturating_add(chance.0);
        (start..self.below).contains(&self.word)
    }
}
