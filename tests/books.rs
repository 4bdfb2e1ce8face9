//! The books close to the cent, and so do the books of people: over random scenarios, every month.

mod common;

use std::collections::BTreeMap;

use bassin::engine::Engine;
use bassin::measures::Indicator;
use bassin::month::{Arm, Seen};
use bassin::run;
use bassin::scenario::Scenario;
use bassin::units::{Cell, Cents};
use bassin::world::body::Body;
use bassin::world::closing::{self, BooksDoNotClose};
use bassin::world::post::Account;
use bassin::world::{Post, World};
use common::France;
use proptest::prelude::*;

/// What every account of every cell holds is what its agents hold, whichever month it is.
fn books_close(world: &World) -> Result<(), String> {
    closing::close(&world.ledger, &world.blocks, &world.ranks).map_err(|error| format!("{}: {error}", world.month))
}

/// What all bodies received less what they paid, by the accounts of each.
fn sum_over_bodies(world: &World) -> Cents {
    let cells = (0..world.ledger.cells()).map(|cell| Cell(cell as u16));
    cells.flat_map(|cell| Body::ALL.iter().map(move |body| world.ledger.year_balance(*body, cell))).sum()
}

/// Every firm counts the persons who name it as their employer, no more and no fewer.
fn jobs_are_held(world: &World) -> Result<(), String> {
    let mut held = vec![0u32; world.firms.len()];
    for block in &world.blocks {
        for row in 0..block.persons.len() {
            let employer = block.persons.employer[row];
            let employee = block.persons.status[row].is_employee();
            if employee != (employer != u32::MAX) {
                return Err(format!(
                    "{}: person {:?} is {:?} with employer {employer}",
                    world.month,
                    block.persons.id(row),
                    block.persons.status[row]
                ));
            }
            if employee {
                held[employer as usize] += 1;
            }
        }
    }
    let wrong = (0..held.len()).find(|&firm| held[firm] != world.firms.jobs[firm]);
    wrong.map_or(Ok(()), |firm| {
        let (kind, jobs) = (world.firms.kind[firm], world.firms.jobs[firm]);
        Err(format!("{}: firm {firm} ({kind:?}) counts {jobs} jobs, {} persons hold one", world.month, held[firm]))
    })
}

/// Every person belongs to the household that counts them, and nobody is there twice.
fn persons_are_at_home(world: &World) -> Result<(), String> {
    let mut ids = Vec::with_capacity(world.persons());
    for block in &world.blocks {
        let mut counted = 0;
        for household in 0..block.households.len() {
            for row in block.households.member_rows(household) {
                if usize::from(block.persons.household[row]) != household {
                    return Err(format!("{}: row {row} is in two households", world.month));
                }
                counted += 1;
            }
        }
        if counted != block.persons.len() {
            return Err(format!("{}: {} persons, {counted} in households", world.month, block.persons.len()));
        }
        ids.extend((0..block.persons.len()).map(|row| block.persons.id(row)));
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() == count { Ok(()) } else { Err(format!("{}: {} persons twice", world.month, count - ids.len())) }
}

fn alive(world: &World) -> i64 {
    world.blocks.iter().map(|block| block.persons.status.iter().filter(|s| s.is_alive()).count() as i64).sum()
}

fn seen(seen: &Seen, indicator: Indicator) -> i64 {
    seen.cells.iter().map(|cell| cell[indicator as usize]).sum()
}

/// Lives a scenario's reform month by month, every check each month.
fn live(france: &France, scenario: &Scenario, seed: u64) -> Result<(), String> {
    let start = france.january_2019(scenario, seed);
    let engine: &Engine = &start.engine;
    let setting = run::setting(france.inputs(scenario), engine);
    let reform = run::reform_arm(france.inputs(scenario), &setting, &start.world).map_err(|error| error.to_string())?;
    let mut world = start.world;
    let mut arm: Arm = reform;
    while world.month <= scenario.run.through {
        let before = alive(&world);
        let month = world.month;
        let observed = bassin::month::month(&mut world, &mut arm, engine, &setting, &mut Default::default())
            .map_err(|error| format!("{month}: {error}"))?;
        books_close(&world)?;
        jobs_are_held(&world)?;
        persons_are_at_home(&world)?;
        if sum_over_bodies(&world) != Cents::ZERO {
            return Err(format!("{month}: bodies sum to {}", sum_over_bodies(&world)));
        }
        // Between Januaries, in which people also move in and out, births and deaths are all there is.
        let change = seen(&observed, Indicator::Births) - seen(&observed, Indicator::Deaths);
        if !month.is_january() && alive(&world) - before != change {
            return Err(format!("{month}: {} persons more, births less deaths {change}", alive(&world) - before));
        }
        world.month = month.plus(1);
    }
    Ok(())
}

/// Places of some thousand simulated persons each, overseas included.
fn places() -> impl Strategy<Value = (&'static str, &'static str, &'static str, u32)> {
    // Zone, département, région, one in.
    prop_oneof![
        Just(("ze:0060", "dep:58", "reg:27", 40)),
        Just(("ze:0062", "dep:35", "reg:53", 25)),
        Just(("ze:8417", "dep:63", "reg:84", 25)),
        Just(("dep:66", "dep:66", "reg:76", 100)),
        Just(("dep:974", "dep:974", "reg:04", 200)),
        Just(("dep:93", "dep:93", "reg:11", 300)),
    ]
}

prop_compose! {
    fn reforms()(
        place in places(),
        months in 14u16..27,
        rsa in 0u32..900,
        rsa_from in 2u16..12,
        ordam in prop::option::of((
            prop::sample::select(vec!["historical", "per_head", "age", "need"]),
            prop::sample::select(vec!["other_regions", "new_money"]),
            prop::sample::select(vec!["price", "volume", "deferral", "debt"]),
            0u32..100,
            2u16..14,
        )),
        recentralised in prop::option::of((prop::bool::ANY, 2u16..14, 0u32..150, 0u32..100)),
        smooth in prop::bool::ANY,
    ) -> (String, String) {
        let (place, departement, region, one_in) = place;
        let month = |after: u16| format!("{}-{:02}", 2019 + after / 12, after % 12 + 1);
        let context = if smooth { "smooth" } else { "observed" };
        let run = format!(
            "where = [\"{place}\"]\none_in = {one_in}\nthrough = \"{}\"\ncontext = \"{context}\"",
            month(months)
        );
        let mut rest = String::from("[parameters]\n\"start.spin_up\" = \"24 months\"\n");
        rest += &format!("[law.\"rsa.base\"]\nvalue = \"{rsa} €/month\"\nfrom = \"{}\"\n", month(rsa_from));
        if let Some((key, paid_by, rule, money, from)) = ordam {
            rest += &format!(
                "[ordam]\nwhere = [\"{region}\"]\nfrom = \"{}\"\nkey = \"{key}\"\npaid_by = \"{paid_by}\"\n\
                 overrun_rule = \"{rule}\"\nprevention = \"{money} M€/year\"\naccess = \"{money} M€/year\"\n\
                 transition = \"{money} months\"\n",
                month(from)
            );
            if key == "need" {
                rest += "[ordam.need_weights]\nage = \"70 %\"\nmortality = \"15 %\"\ndeprivation = \"15 %\"\n";
            }
        }
        if let Some((simulated, from, floor, share)) = recentralised {
            let (source, years) = if simulated { ("simulated", "2019") } else { ("accounts", "2017, 2018") };
            let from = if simulated { 12 + from % 2 } else { from };
            rest += &format!(
                "[rsa_recentralisation]\nwhere = [\"{departement}\"]\nfrom = \"{}\"\ntype = \"metropole_2022\"\n\
                 outside_law = true\nreference_years = [{years}]\nreference_source = \"{source}\"\n\
                 [rsa_recentralisation.convention]\ninsertion_floor = \"{floor} % of gain\"\n\
                 share_in_results = \"{share} % of avoided_rsa\"\n",
                month(from)
            );
        }
        (run, rest)
    }
}

#[test]
fn the_books_of_money_jobs_and_people_close_every_month_over_random_scenarios() {
    let france = France::load();
    let config = ProptestConfig { cases: 10, max_shrink_iters: 12, failure_persistence: None, ..Default::default() };
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let done = runner.run(&(reforms(), 1u64..1000), |((run, rest), seed)| {
        let scenario = france.scenario(&run, &rest);
        live(&france, &scenario, seed).map_err(|error| TestCaseError::fail(format!("{error}\n{run}\n{rest}")))
    });
    if let Err(error) = done {
        panic!("{error}");
    }
}

#[test]
fn the_books_of_a_territory_with_an_ebe_close_every_month() {
    let france = France::load();
    let scenario = france.scenario(
        "where = [\"ze:0060\"]\none_in = 4\nthrough = \"2020-12\"",
        "[tzcld]\noutside_law = true\ncompetition_share = \"30 % of activity\"\n[tzcld.territory.premery]\n\
         where = [\"com:58218\"]\nfrom = \"2019-02\"\nhiring_pace = \"30 persons/month\"\n\
         [parameters]\n\"start.spin_up\" = \"36 months\"",
    );
    live(&france, &scenario, 2).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_cent_that_one_household_never_received_is_found_with_its_account_and_cell() {
    let france = France::load();
    let scenario = france.scenario(
        "where = [\"ze:0062\"]\none_in = 100\nthrough = \"2019-03\"",
        "[parameters]\n\"start.spin_up\" = \"24 months\"",
    );
    let mut start = france.january_2019(&scenario, 1);
    let mut arm = run::reference_arm(&france.code, &france.territory);
    france.live(&mut start.world, &mut arm, &start.engine, &scenario);
    let world = &mut start.world;
    assert_eq!(books_close(world), Ok(()));

    let columns = [Account::Labour, Account::Benefits, Account::Other, Account::Taxes];
    for account in columns {
        let mut forgetful = world.clone();
        let block = forgetful.blocks.iter_mut().next_back().expect("a block");
        let homes = &mut block.households;
        let household = homes.len() / 2;
        match account {
            Account::Labour => homes.year_labour[household] += 1,
            Account::Benefits => homes.year_benefits[household] += 1,
            Account::Other => homes.year_other[household] += 1,
            _ => homes.year_taxes[household] -= 1,
        }
        let cell = block.cell;
        let error =
            closing::close(&forgetful.ledger, &forgetful.blocks, &forgetful.ranks).expect_err("one cent is wrong");
        let BooksDoNotClose::Account { account: found, cell: there, ledger, columns } = error else {
            panic!("{error}")
        };
        assert_eq!((found, there), (account, cell));
        assert_eq!((columns - ledger).0.abs(), 1);
    }
    // And a post that pays nobody.
    let cell = world.blocks[0].cell;
    world.ledger.pay(Post::HousingAid, cell, Cents(1));
    let error = closing::close(&world.ledger, &world.blocks, &world.ranks).expect_err("nobody received it");
    assert!(
        matches!(error, BooksDoNotClose::Account { account: Account::Benefits, cell: c, .. } if c == cell),
        "{error}"
    );
}

#[test]
fn no_post_is_paid_by_a_body_to_itself_and_each_is_in_the_accounts_of_two() {
    let mut of_body: BTreeMap<&str, u32> = BTreeMap::new();
    for post in Post::ALL {
        assert_ne!(post.payer(), post.payee(), "{}", post.name());
        for body in [post.payer(), post.payee()] {
            *of_body.entry(body.name()).or_default() += 1;
        }
        let touches = [post.payer(), post.payee()].contains(&Body::Households);
        assert_eq!(touches, post.account() != Account::None, "{}: households or not?", post.name());
    }
    assert_eq!(of_body.len(), Body::COUNT, "a body that never pays nor is paid: {of_body:?}");
}
