//! Searching: who applies this month, where, and how they will be ranked. At most three applications a person, in zones
//! weighted by commuting, to jobs of one's qualification or one level below.

use super::{Labour, Market};
use crate::behaviour::traits;
use crate::carried;
use crate::chance::{Chance, Draw, Lanes, Process, below};
use crate::units::{Cell, Month, PersonId, Rate, Zone};
use crate::world::{Attachment, Persons, Status};

/// One application, as it travels to its market.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Application {
    pub market: Market,
    /// Rank: higher is hired first.
    pub score: i32,
    /// Breaks ties between equal scores; drawn for (person, market, month).
    pub tie: u32,
    pub person: PersonId,
    pub block: u32,
    pub row: u16,
}
carried!(Application { market, score, tie, person, block, row });

mod lane {
    pub const SEARCH: u16 = 5;
    /// Shared with partial activity, which only strikes those at work.
    pub const WEAK: u16 = 6;
}

/// Applications a person sends at most; the range of the parameter `search.applications_unemployed` ends here.
const MOST: usize = 3;

/// How many applications `row` sends this month.
pub fn intensity(persons: &Persons, row: usize, lanes: &Lanes, labour: &Labour) -> u32 {
    let p = &labour.parameters;
    let status = persons.status[row];
    // Health, care of others, discouragement: whoever is weakly attached to work often cannot apply, however many jobs
    // there are. A boom thus helps them less than the rest.
    let weak = status.is_jobless() && persons.attachment[row] == Attachment::Weak;
    if weak && !lanes.happens(lane::WEAK, p.search_weak) {
        return 0;
    }
    let sometimes = match status {
        Status::Unemployed => return p.applications_unemployed,
        Status::Halo => p.search_halo,
        Status::Inactive => p.search_inactive,
        Status::OpenEnded => p.search_open_ended,
        Status::FixedTerm | Status::InsertionJob => p.search_fixed_term,
        Status::Ebe => p.search_ebe,
        _ => return 0,
    };
    u32::from(lanes.happens(lane::SEARCH, sometimes))
}

/// What helps a searcher this month.
#[derive(Clone, Copy, Debug)]
pub struct Support {
    /// Added to the score, in thousandths: support given to RSA recipients referred to employment, or to the long
    /// jobless.
    pub score: i32,
    /// Applies in any zone within reach, near or far alike.
    pub far: bool,
    /// What is left of the lower rank of the long-term unemployed: less than all for one presented to employers.
    pub penalty_kept: Rate,
}

impl Default for Support {
    fn default() -> Self {
        Support { score: 0, far: false, penalty_kept: Rate::ONE }
    }
}

/// Writes the applications of `row` to `applications`, at most one to a market.
#[allow(clippy::too_many_arguments)] // A view of one person: each argument is one fact.
pub fn apply(
    persons: &Persons,
    row: usize,
    count: u32,
    cell: Cell,
    block: u32,
    support: Support,
    labour: &Labour,
    chance: &Chance,
    month: Month,
    applications: &mut Vec<Application>,
) {
    let person = persons.id(row);
    let p = &labour.parameters;
    // A searcher's draws are made side by side; those of applications that are not sent are not looked at.
    let search = |slot| Draw::of(Process::Search, month, person, slot, 0);
    let [first, second, third]: [Draw; MOST] = [search(0), search(1), search(2)];
    let [traits, searches @ ..] = chance.several([traits::work_draw(person), first, second, third]);
    let traits = traits::work_of(traits);
    let own = persons.qualification(row);
    let penalty = p.duration_penalty[usize::from(persons.jobless[row]).min(p.duration_penalty.len() - 1)];
    let penalty = (i64::from(penalty) * i64::from(support.penalty_kept.0) / 1_000_000) as i32;
    let employed = if persons.status[row].is_employed() { p.weight_employed } else { 0 };
    let weak = if persons.attachment[row] == Attachment::Weak { p.weight_weak } else { 0 };
    let base = p.weight_motivation * traits.motivation / 1000 + p.weight_appeal * traits.appeal / 1000 - penalty
        + employed
        - weak
        + support.score;
    let own_first = applications.len();
    let wanted = searches.map(|[where_to, which, lower, _]| {
        let down = own > 0 && p.apply_below.happens(lower);
        let qualification = own - u8::from(down);
        (labour.market(destination(labour, cell, where_to, support.far), qualification, which), down)
    });
    let scores =
        chance.several(wanted.map(|(market, _)| Draw::of(Process::ApplicantScore, month, person, 0, market.0)));
    for ((market, down), [noise, tie, ..]) in wanted.into_iter().zip(scores).take(count as usize) {
        // Twice to one market is one application.
        if applications[own_first..].iter().any(|a| a.market == market) {
            continue;
        }
        let score = base + crate::chance::normal_thousandths(noise) + if down { p.weight_overqualified } else { 0 };
        applications.push(Application { market, score, tie, person, block, row: row as u16 });
    }
}

/// The zone an application goes to: by commuting shares of the cell, or any of its zones alike.
fn destination(labour: &Labour, cell: Cell, word: u32, far: bool) -> Zone {
    let list = &labour.destinations[cell.index()];
    if far && let Some(&(_, zone)) = list.get(below(list.len() as u32, word) as usize) {
        return zone;
    }
    let found = list.partition_point(|&(cumulated, _)| cumulated <= word);
    list.get(found).or(list.last()).map_or(labour.zone_of_cell[cell.index()], |&(_, zone)| zone)
}
