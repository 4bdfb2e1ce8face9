//! Statements about contributions put off: what waits comes back but for what is lost, and jobs are kept for a while.

use super::*;
use crate::behaviour::labour::LabourParameters;
use crate::behaviour::labour::demand::{self, Demand};
use crate::keys::{Level, Places};
use crate::parameters::Parameters;
use crate::policies::tests_of_runs as run;
use crate::territory::Territory;
use crate::units::Rate;
use crate::world::firm::FirmRow;

fn measure(rest: &str) -> String {
    format!(
        "[contribution_deferral]\nwhere = [\"ze:0060\"]\nfrom = \"2019-07\"\nthrough = \"2019-12\"\n\
         losses_borne_by = \"branches\"\n{rest}\n"
    )
}

/// What a body's firms keep of their contributions over the years, net of what they repay.
fn kept(paired: &run::Paired, [_, deferred, _]: [Post; 3], years: std::ops::RangeInclusive<u16>) -> Cents {
    years.map(|year| paired.more_paid(deferred, year)).sum()
}

#[test]
fn what_waits_in_one_year_comes_back_later_but_for_what_is_lost() {
    let text = "lost = \"20 %\"\nrepaid_over = \"6 months\"\ngrace = \"6 months\"\nasked = \"100 %\"";
    let paired = run::run("2020-12", &measure(text));
    for lent in LENT {
        let (first, all) = (kept(&paired, lent, 2019..=2019), kept(&paired, lent, 2019..=2020));
        assert!(first > Cents::ZERO, "{:?}", lent[1]);
        // Nobody repays before February 2020, everyone has by December: a fifth of what was lent is with the firms for good.
        let lost = all.to_euros() / first.to_euros();
        assert!((lost - 0.2).abs() < 0.002, "{:?} {lost}", lent[1]);
    }
}

#[test]
fn a_state_that_bears_the_losses_leaves_each_branch_what_it_lent() {
    let text = "lost = \"30 %\"\nrepaid_over = \"6 months\"\ngrace = \"0 months\"";
    let paired = run::run("2020-12", &measure(text).replace("branches", "etat"));
    for [_, deferred, loss] in LENT {
        let over = |post: Post| (2019..=2020).map(|year| paired.more_paid(post, year)).sum::<Cents>();
        assert!(over(loss) > Cents::ZERO);
        assert_eq!(over(deferred), over(loss), "{deferred:?}");
    }
}

/// A run of the cell of Nevers without anybody: three private firms with work for 80 of their 100 jobs; the third has kept
/// its customers. Wages and contributions of the month are booked as for 300 jobs.
fn three_firms(territory: &Territory) -> (World, Vec<Cell>) {
    let zone = territory.resolve("ze:0060", Level::Cells).expect("it exists");
    let cells = Places::cells_of(territory, &zone);
    let count = territory.cells.len();
    let mut firms = Firms::default();
    for shock in [-200, -200, 0] {
        firms.push(FirmRow {
            cell: cells[0].0,
            sector: Sector::Export,
            base_jobs: 100,
            jobs: 100,
            target: 80,
            shock,
            ..FirmRow::default()
        });
    }
    let mut world = World {
        ranks: crate::parallel::Ranks::alone(),
        month: Month::new(2019, 7),
        one_in: 1,
        blocks: Vec::new(),
        blocks_of_cell: vec![0..0; count],
        firms,
        ledger: Ledger::new(count),
        local_income: Default::default(),
        displaced: vec![0; count],
        public: crate::world::Public::new(vec![100; count], territory.departements.len()),
    };
    world.ledger.pay(Post::NetWages, cells[0], Cents::euros(300 * 2000));
    world.ledger.pay(Post::EmployerVieillesse, cells[0], Cents::euros(300 * 500));
    (world, cells)
}

#[test]
fn cash_lent_lets_a_firm_put_off_lay_offs_and_an_instalment_hastens_them() {
    let territory = Territory::load(None).expect("the embedded tables are valid");
    let parameters = Parameters::load().expect("the parameters read");
    let (mut world, cells) = three_firms(&territory);
    let setting =
        Setting { territory: &territory, parameters: &parameters, chance: Chance::new(1), cells: &cells, one_in: 1 };
    let measure = Measure {
        cells: cells.clone(),
        from: Month::new(2019, 7),
        through: Month::new(2019, 7),
        deferred: Rate::ONE,
        in_difficulty_from: Rate(50_000),
        asked: Rate::ONE,
        kept_for_jobs: Rate(500_000),
        grace: 0,
        repaid_over: 10,
        lost: Rate(0),
        state_bears: false,
    };
    let mut policy = build(vec![measure], &setting, &world).expect("it fits");
    policy.public_accounts(&mut world, &setting, Month::new(2019, 7));
    assert_eq!(world.ledger.of_month(Post::DeferredVieillesse, cells[0]), Cents::euros(200 * 500));
    // Half of 50,000 € for 20 jobs in excess at 2,500 €: one half of lay-offs is put off.
    assert_eq!(world.firms.relief, [500, 500, 0]);
    let p = LabourParameters::new(&parameters);
    let lay_offs = |world: &mut World| {
        let demand = Demand { shocks: false, ..Demand::level(territory.cells.len()) };
        for firm in 0..3 {
            world.firms.base_jobs[firm] = 80;
        }
        demand::plan(world, &demand, &p, &Chance::new(1), Month::new(2019, 8));
        world.firms.layoff.clone()
    };
    let put_off = lay_offs(&mut world);
    assert!(u32::from(put_off[0]) * 2 <= u32::from(put_off[2]) && put_off[0] > 0, "{put_off:?}");
    world.ledger.start_month();
    world.ledger.pay(Post::NetWages, cells[0], Cents::euros(300 * 2000));
    world.ledger.pay(Post::EmployerVieillesse, cells[0], Cents::euros(300 * 500));
    policy.public_accounts(&mut world, &setting, Month::new(2019, 8));
    // A tenth of 50,000 € comes back from each, half of it at the expense of jobs.
    assert_eq!(world.ledger.of_month(Post::DeferredVieillesse, cells[0]), -Cents::euros(2 * 5000));
    assert_eq!(world.firms.relief, [-50, -50, 0]);
    let hastened = lay_offs(&mut world);
    assert!(hastened[0] > hastened[2], "{hastened:?}");
}

#[test]
fn contributions_that_do_not_wait_change_nothing() {
    assert!(run::run("2019-12", &measure("deferred = \"0 %\"")).is_the_same());
}

#[test]
fn firms_that_ask_nothing_change_nothing() {
    assert!(run::run("2019-12", &measure("asked = \"0 %\"")).is_the_same());
}
