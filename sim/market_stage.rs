//! Stage two of the month: markets clear. Applications travel from blocks to markets, offers back to blocks, where
//! persons choose from a read-only view; what they refuse is offered once more; then each hired person gets a firm.
//!
//! Among several ranks each pool of places, with its markets, is cleared by one of them; pools are shared out by the
//! month's applications. What travels is sent to the one rank it is for.

use crate::behaviour::income::pay;
use crate::behaviour::labour::by_zone::ByZone;
use crate::behaviour::labour::hiring::{Hire, Terms};
use crate::behaviour::labour::market::{self, Offer};
use crate::behaviour::labour::vacancies::Pool;
use crate::behaviour::labour::{Market, QUALIFICATIONS, offer, vacancies};
use crate::behaviour::working_life::Outgoing;
use crate::carried;
use crate::engine::Engine;
use crate::law::Law;
use crate::measures::Indicator;
use crate::parallel::ranks::ranges;
use crate::parallel::{self, Ranks};
use crate::units::{Month, PersonId};
use crate::world::{Block, FirmKind, RuleBook, Rules, World};

/// A person who took an offer.
#[derive(Clone, Copy)]
struct Accepted {
    offer: Offer,
    terms: Terms,
    /// Whether they come from a job, and if not, months without one.
    employed: bool,
    jobless: u16,
}
carried!(Accepted { offer, terms, employed, jobless });

/// What a block's persons answered.
#[derive(Default)]
struct Answers {
    accepted: Vec<Accepted>,
    /// Markets whose offer was not taken, one entry an offer.
    refused: Vec<Market>,
}

/// Clears all markets; returns the hires of each block, by row.
pub fn clear(
    world: &mut World,
    outgoing: Vec<Outgoing>,
    engine: &Engine,
    laws: &[Law],
    rules: &RuleBook,
    seen: &mut [[i64; Indicator::COUNT]],
) -> Vec<Vec<Hire>> {
    let month = world.month;
    let mut sent = Vec::with_capacity(outgoing.len());
    let mut postings = Vec::new();
    for (number, out) in outgoing.into_iter().enumerate() {
        postings.extend(out.postings);
        engine.count(seen, world.blocks[number].cell, &out.counts);
        sent.push(out.applications);
    }
    world.count_jobs_of_all("postings", postings.iter().map(|p| (p.firm, p.change)));
    let world = &*world;
    let at = Where::of_month(&sent, engine, &world.ranks);
    if !world.ranks.is_alone() {
        let all = sent.into_iter().flat_map(ByZone::into_all).collect();
        sent = vec![ByZone::of(world.ranks.exchange("applications", all, |a| at.market(a.market)))];
    }
    let open = vacancies::open(world, &engine.labour, &engine.chance);
    let ranked = market::rank(&sent, &open, &engine.labour, &engine.chance, month);
    drop(sent);

    let home = |offer: &Offer| world.ranks.owner(offer.block as usize);
    let offers = world.ranks.exchange("offers", ranked.first_round(), home);
    let mut here = Answers::of(answers(world, offers, engine, laws, rules, month));
    // Second round: those hired in the first are no longer there.
    let mut hired: Vec<(u32, u16)> = here.accepted.iter().map(|a| (a.offer.block, a.offer.row)).collect();
    hired.sort_unstable();
    let mut refused = vec![0u32; engine.labour.markets()];
    for market in world.ranks.exchange("answers", here.refused, |market| at.market(*market)) {
        refused[market.0 as usize] += 1;
    }
    let mut again = world.ranks.exchange("offers", ranked.second_round(&refused), home);
    again.retain(|offer| hired.binary_search(&(offer.block, offer.row)).is_err());
    here.accepted.extend(Answers::of(answers(world, again, engine, laws, rules, month)).accepted);
    let accepted = world.ranks.exchange("answers", here.accepted, |a| at.market(a.offer.market));
    place(accepted, &open, engine, world, month)
}

/// Which rank clears which pool this month.
struct Where {
    /// The first pool of each rank.
    first: Vec<usize>,
}

impl Where {
    /// Pools shared out by the applications sent to them, so that each rank has as many as the next.
    fn of_month(applications: &[ByZone], engine: &Engine, ranks: &Ranks) -> Where {
        if ranks.is_alone() {
            return Where { first: vec![0] };
        }
        let mut sent = vec![0i64; engine.labour.markets() / QUALIFICATIONS];
        for application in applications.iter().flat_map(ByZone::zones).flat_map(|(_, sent)| sent) {
            sent[Pool::of(application.market).0 as usize] += 1;
        }
        ranks.sum("applications", &mut sent);
        let weights: Vec<u64> = sent.iter().map(|&count| count as u64).collect();
        Where { first: ranges(&weights, ranks.size()) }
    }

    /// The rank that clears a market.
    fn market(&self, market: Market) -> usize {
        let pool = Pool::of(market).0 as usize;
        // The last entry is the number of pools.
        self.first.partition_point(|first| *first <= pool) - 1
    }
}

impl Answers {
    /// Those of all blocks, in order.
    fn of(blocks: Vec<Answers>) -> Answers {
        let mut all = Answers::default();
        for block in blocks {
            all.accepted.extend(block.accepted);
            all.refused.extend(block.refused);
        }
        all
    }
}

/// Each block's persons look at their offers: the best paid is weighed, the others are refused.
fn answers(
    world: &World,
    mut offers: Vec<Offer>,
    engine: &Engine,
    laws: &[Law],
    rules: &RuleBook,
    month: Month,
) -> Vec<Answers> {
    parallel::sort_by_unique_key(&mut offers, |o| (o.block, o.row, o.market));
    let mut by_block: Vec<&[Offer]> = vec![&[]; world.blocks.len()];
    for chunk in offers.chunk_by(|a, b| a.block == b.block) {
        by_block[chunk[0].block as usize] = chunk;
    }
    parallel::map(&world.blocks, |number, block| {
        let rules = rules.at(block.cell);
        let law = &laws[usize::from(rules.law)];
        let mut answers = Answers::default();
        for mine in by_block[number].chunk_by(|a, b| a.row == b.row) {
            answer(block, mine, engine, (law, rules), month, &mut answers);
        }
        answers
    })
}

/// One person's answer to the offers received this round.
fn answer(
    block: &Block,
    offers: &[Offer],
    engine: &Engine,
    (law, rules): (&Law, &Rules),
    month: Month,
    answers: &mut Answers,
) {
    let row = usize::from(offers[0].row);
    let p = &engine.labour.parameters;
    let best = offers
        .iter()
        .map(|o| {
            let employed = block.persons.status[row].is_employed();
            let jobless = if employed { 0 } else { block.persons.jobless[row] };
            let terms = offer::terms(block, row, o.market, p, law, &engine.chance, month);
            Accepted { offer: *o, terms, employed, jobless }
        })
        .max_by_key(|a| (a.terms.gross_month(), !a.terms.fixed_term, std::cmp::Reverse(a.offer.market)));
    let Some(best) = best else { return };
    let takes = offer::is_accepted(block, row, best.terms, p, rules, law, &engine.chance, month);
    if takes {
        answers.accepted.push(best);
    }
    answers.refused.extend(offers.iter().map(|o| o.market).filter(|market| !takes || *market != best.offer.market));
}

/// Gives firms to the accepted, pool by pool, and sorts hires by block and row, each on the rank of its block.
fn place(
    mut accepted: Vec<Accepted>,
    open: &vacancies::Vacancies,
    engine: &Engine,
    world: &World,
    month: Month,
) -> Vec<Vec<Hire>> {
    let pool_of = |a: &Accepted| Pool::of(a.offer.market);
    parallel::sort_by_unique_key(&mut accepted, |a| (pool_of(a), jobless_first(a)));
    let groups: Vec<&[Accepted]> = accepted.chunk_by(|a, b| pool_of(a) == pool_of(b)).collect();
    let placed = parallel::map(&groups, |_, group| {
        let pool = pool_of(&group[0]);
        let places = open.places(pool);
        let people: Vec<PersonId> = group.iter().map(|a| a.offer.person).collect();
        let (insertion, ordinary): (Vec<u32>, Vec<u32>) =
            places.iter().partition(|firm| world.firms.kind[**firm as usize] == FirmKind::Insertion);
        // Structures of insertion take those longest without a job, as many as their part of the places.
        let out_of_work = group.iter().take_while(|a| !a.employed).count();
        let part = market::share(people.len(), insertion.len(), places.len(), pool, &engine.chance, month);
        let head = part.min(out_of_work).max(people.len().saturating_sub(ordinary.len()));
        let mut firms = market::place(&people[..head], &insertion, pool, &engine.chance, month);
        firms.extend(market::place(&people[head..], &ordinary, pool, &engine.chance, month));
        let to_supervise = |firm: u32| world.firms.kind[firm as usize] == FirmKind::Ebe;
        most_qualified_first(&mut firms[head..], &group[head..], to_supervise);
        firms
    });
    let mut given: Vec<Hire> = Vec::with_capacity(accepted.len());
    for (group, firms) in groups.iter().zip(placed) {
        for (one, firm) in group.iter().zip(firms) {
            let Offer { block, row, market, .. } = one.offer;
            let kind = world.firms.kind[firm as usize];
            let insertion = kind == FirmKind::Insertion;
            // Who supervises in an EBE does so for good and full time, whatever contract the sector offered.
            let terms = if kind == FirmKind::Ebe {
                Terms { hours: pay::FULL_TIME, fixed_term: false, ..one.terms }
            } else {
                one.terms
            };
            given.push(Hire { block, row, firm, market, terms, insertion });
        }
    }
    let given = world.ranks.exchange("hires", given, |hire| world.ranks.owner(hire.block as usize));
    let mut hires: Vec<Vec<Hire>> = vec![Vec::new(); world.blocks.len()];
    for hire in given {
        hires[hire.block as usize].push(hire);
    }
    for mine in &mut hires {
        mine.sort_unstable_by_key(|hire| hire.row);
    }
    hires
}

/// The places of EBEs are for those who supervise: whoever got one by the ring changes with the most qualified person
/// hired in the pool this month, if more qualified.
fn most_qualified_first(firms: &mut [u32], group: &[Accepted], to_supervise: impl Fn(u32) -> bool) {
    let qualification = |at: usize| group[at].offer.market.qualification();
    for at in 0..firms.len() {
        if !to_supervise(firms[at]) {
            continue;
        }
        let others = (0..firms.len()).filter(|&other| !to_supervise(firms[other]));
        let best = others.max_by_key(|&other| (qualification(other), std::cmp::Reverse(other)));
        if let Some(best) = best.filter(|&best| qualification(best) > qualification(at)) {
            firms.swap(at, best);
        }
    }
}

/// Order of a pool's hires: the longest jobless first, those who come from a job last; then by person.
fn jobless_first(a: &Accepted) -> (std::cmp::Reverse<u16>, bool, u64) {
    (std::cmp::Reverse(a.jobless), a.employed, a.offer.person.key())
}
