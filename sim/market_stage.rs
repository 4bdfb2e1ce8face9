//! Stage two of the month: markets clear. Applications travel from blocks to markets, offers back to blocks, where
//! persons choose from a read-only view; what they refuse is offered once more; then each hired person gets a firm.

use crate::behaviour::income::pay;
use crate::behaviour::labour::hiring::{Hire, Terms};
use crate::behaviour::labour::market::{self, Offer};
use crate::behaviour::labour::vacancies::Pool;
use crate::behaviour::labour::{Market, offer, vacancies};
use crate::behaviour::working_life::Outgoing;
use crate::engine::Engine;
use crate::law::Law;
use crate::measures::Indicator;
use crate::parallel;
use crate::units::{Month, PersonId};
use crate::world::{Block, FirmKind, RuleBook, Rules, World};

/// A person who took an offer.
#[derive(Clone, Copy)]
struct Accepted {
    offer: Offer,
    terms: Terms,
}

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
    let mut applications = Vec::with_capacity(outgoing.iter().map(|o| o.applications.len()).sum());
    for (number, out) in outgoing.into_iter().enumerate() {
        world.count_jobs(out.postings.iter().map(|p| (p.firm, p.change)));
        engine.count(seen, world.blocks[number].cell, &out.counts);
        applications.extend(out.applications);
    }
    let open = vacancies::open(world, &engine.labour, &engine.chance);
    let ranked = market::rank(applications, &open, &engine.labour, &engine.chance, month);

    let first = answers(world, ranked.first_round(), engine, laws, rules, month);
    let mut refused = vec![0u32; engine.labour.markets()];
    let mut accepted: Vec<Accepted> = Vec::new();
    for answer in first {
        accepted.extend(answer.accepted);
        for market in answer.refused {
            refused[market.0 as usize] += 1;
        }
    }
    // Second round: those hired in the first are no longer there.
    let mut hired: Vec<(u32, u16)> = accepted.iter().map(|a| (a.offer.block, a.offer.row)).collect();
    hired.sort_unstable();
    let again: Vec<Offer> = ranked
        .second_round(&refused)
        .into_iter()
        .filter(|offer| hired.binary_search(&(offer.block, offer.row)).is_err())
        .collect();
    for answer in answers(world, again, engine, laws, rules, month) {
        accepted.extend(answer.accepted);
    }
    place(accepted, &open, engine, world, month)
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
        .map(|o| Accepted { offer: *o, terms: offer::terms(block, row, o.market, p, law, &engine.chance, month) })
        .max_by_key(|a| (a.terms.gross_month(), !a.terms.fixed_term, std::cmp::Reverse(a.offer.market)));
    let Some(best) = best else { return };
    let takes = offer::is_accepted(block, row, best.terms, p, rules, law, &engine.chance, month);
    if takes {
        answers.accepted.push(best);
    }
    answers.refused.extend(offers.iter().map(|o| o.market).filter(|market| !takes || *market != best.offer.market));
}

/// Gives firms to the accepted, pool by pool, and sorts hires by block and row.
fn place(
    mut accepted: Vec<Accepted>,
    open: &vacancies::Vacancies,
    engine: &Engine,
    world: &World,
    month: Month,
) -> Vec<Vec<Hire>> {
    let pool_of = |a: &Accepted| Pool::of(a.offer.market);
    parallel::sort_by_unique_key(&mut accepted, |a| (pool_of(a), jobless_first(world, &a.offer)));
    let groups: Vec<&[Accepted]> = accepted.chunk_by(|a, b| pool_of(a) == pool_of(b)).collect();
    let placed = parallel::map(&groups, |_, group| {
        let pool = pool_of(&group[0]);
        let places = open.places(pool);
        let people: Vec<PersonId> = group.iter().map(|a| a.offer.person).collect();
        let (insertion, ordinary): (Vec<u32>, Vec<u32>) =
            places.iter().partition(|firm| world.firms.kind[**firm as usize] == FirmKind::Insertion);
        // Structures of insertion take those longest without a job, as many as their part of the places.
        let out_of_work = group.iter().take_while(|a| !is_employed(world, &a.offer)).count();
        let part = market::share(people.len(), insertion.len(), places.len(), pool, &engine.chance, month);
        let head = part.min(out_of_work).max(people.len().saturating_sub(ordinary.len()));
        let mut firms = market::place(&people[..head], &insertion, pool, &engine.chance, month);
        firms.extend(market::place(&people[head..], &ordinary, pool, &engine.chance, month));
        let to_supervise = |firm: u32| world.firms.kind[firm as usize] == FirmKind::Ebe;
        most_qualified_first(&mut firms[head..], &group[head..], to_supervise);
        firms
    });
    let mut hires: Vec<Vec<Hire>> = vec![Vec::new(); world.blocks.len()];
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
            hires[block as usize].push(Hire { block, row, firm, market, terms, insertion });
        }
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

fn is_employed(world: &World, offer: &Offer) -> bool {
    world.blocks[offer.block as usize].persons.status[usize::from(offer.row)].is_employed()
}

/// Order of a pool's hires: the longest jobless first, those who come from a job last; then by person.
fn jobless_first(world: &World, offer: &Offer) -> (std::cmp::Reverse<u16>, bool, u64) {
    let persons = &world.blocks[offer.block as usize].persons;
    let row = usize::from(offer.row);
    let employed = persons.status[row].is_employed();
    let jobless = if employed { 0 } else { persons.jobless[row] };
    (std::cmp::Reverse(jobless), employed, offer.person.key())
}
