//! Policies of départements' finances in whole runs: who pays, what is refused before anything runs, and how far the
//! budgets of départements resemble the published ones.

mod common;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use bassin::measures::{Record, Replicate};
use bassin::parameters::Parameters;
use bassin::report::Gazetteer;
use bassin::report::departement_budgets::{Budget, budgets};
use bassin::run::{self, Progress};
use bassin::scenario::{Options, ScenarioFile};
use bassin::units::{Cents, Month};
use bassin::world::Post;
use bassin::world::body::Body;
use bassin::world::departement_lines::{Allowance, Line};
use common::France;

const SPIN_UP: &str = "[parameters]\n\"start.spin_up\" = \"24 months\"\n";

fn run(france: &France, run: &str, reform: &str) -> Replicate {
    france.replicate(&france.scenario(run, &format!("{reform}\n{SPIN_UP}")), 1)
}

fn balance(record: &Record, year: u16, body: Body) -> Cents {
    let of_year = record.accounts.iter().filter(|((known, _, _), _)| *known == year);
    let signed = |(&(_, post, _), &cents): (&(u16, Post, _), &Cents)| match (post.payee() == body, post.payer() == body)
    {
        (true, _) => cents,
        (_, true) => -cents,
        _ => Cents::ZERO,
    };
    of_year.map(signed).sum()
}

fn paid(record: &Record, year: u16, post: Post) -> Cents {
    let mine = record.accounts.iter().filter(|((known, of, _), _)| *known == year && *of == post);
    mine.map(|(_, cents)| *cents).sum()
}

/// The budget of all départements of the run together.
fn together(record: &Record, gazetteer: &Gazetteer, year: u16) -> Budget {
    let mut sum = Budget::default();
    for (_, budget) in budgets(record, gazetteer).into_iter().filter(|((of, _), _)| *of == year) {
        sum.inhabitants += budget.inhabitants;
        for (line, cents) in budget.lines {
            *sum.lines.entry(line).or_default() += cents;
        }
        for (mine, theirs) in sum.allowances.iter_mut().zip(budget.allowances) {
            mine.0 += theirs.0;
            mine.1 += theirs.1;
        }
    }
    sum
}

#[test]
fn scissors_when_more_draw_the_rsa_and_compensation_does_not_follow() {
    let france = France::load();
    let where_ = "where = [\"dep:62\", \"dep:80\"]\none_in = 100\nthrough = \"2020-12\"";
    // A higher RSA brings in households that had too much for it, as a recession brings in those who lose work.
    let replicate = run(&france, where_, "[law.\"rsa.base\"]\nvalue = \"650 €/month\"\nfrom = \"2019-07\"");
    let gazetteer = Gazetteer::of(&france.territory);
    let (before, after) = (&replicate.reference, replicate.reform.as_ref().expect("a reform"));
    let (before, after) = (budgets(before, &gazetteer), budgets(after, &gazetteer));
    assert_eq!(before.keys().filter(|(year, _)| *year == 2020).count(), 2);
    for (place, before) in before.iter().filter(|((year, _), _)| *year == 2020) {
        let after = &after[place];
        let more = after.lines[&Line::Rsa] - before.lines[&Line::Rsa];
        assert!(more * 10 > before.lines[&Line::Rsa], "RSA spending rises by a tenth at least");
        assert!(after.cover(Allowance::Rsa) < before.cover(Allowance::Rsa), "{place:?}: the cover rate falls");
        let apa = after.allowances[1].0 - after.allowances[1].1 - (before.allowances[1].0 - before.allowances[1].1);
        let pch = after.allowances[2].0 - after.allowances[2].1 - (before.allowances[2].0 - before.allowances[2].1);
        assert_eq!(after.left_to_pay() - before.left_to_pay(), more + apa + pch, "{place:?}: all of it is left to pay");
        assert!(after.savings() < before.savings(), "{place:?}");
    }
}

#[test]
fn sliding_compensation_closes_the_scissors_and_the_state_pays_for_it() {
    let france = France::load();
    let reform = "[compensation]\nwhere = [\"dep:62\"]\nfrom = \"2020-01\"\nmode = \"sliding\"\nkey = \"spending\"\n\
                  cover = \"80 % of spending\"\nlag = \"0 months\"\npaid_by = \"etat\"";
    let replicate = run(&france, "where = [\"dep:62\"]\none_in = 100\nthrough = \"2020-12\"", reform);
    let (before, after) = (&replicate.reference, replicate.reform.as_ref().expect("a reform"));
    let budget = together(after, &Gazetteer::of(&france.territory), 2020);
    let cover = budget.cover(Allowance::Rsa).expect("it pays the RSA");
    assert!((cover - 80.0).abs() < 0.01, "{cover}");
    let gain = balance(after, 2020, Body::Departement) - balance(before, 2020, Body::Departement);
    assert!(gain > Cents::ZERO);
    assert_eq!(balance(after, 2020, Body::Etat) - balance(before, 2020, Body::Etat), -gain);
    assert_eq!(paid(after, 2020, Post::CompensationRsa), gain);
}

#[test]
fn new_points_of_csg_come_out_of_net_incomes_and_reach_departements_whole() {
    let france = France::load();
    let reform = "[csg_fraction]\nwhere = [\"dep:62\", \"dep:80\"]\nfrom = \"2019-06\"\npoints = \"1 % of csg_base\"\n\
                  key = \"population\"\npaid_by = \"new_levy\"";
    // One month: afterwards households live and work otherwise.
    let replicate = run(&france, "where = [\"dep:62\", \"dep:80\"]\none_in = 50\nthrough = \"2019-06\"", reform);
    let (before, after) = (&replicate.reference, replicate.reform.as_ref().expect("a reform"));
    let change = |post| paid(after, 2019, post) - paid(before, 2019, post);
    let lost: Cents = [Post::NetWages, Post::SelfEmployedIncome, Post::Pensions, Post::UnemploymentInsurance]
        .map(|post| -change(post))
        .into_iter()
        .sum::<Cents>()
        + change(Post::SocialLeviesProperty);
    let levied: Cents =
        [Post::CsgLevyMaladie, Post::CsgLevyFamille, Post::CsgLevyAutonomie, Post::CsgLevyUnedic, Post::CsgLevyEtat]
            .map(change)
            .into_iter()
            .sum();
    assert!(levied > Cents::ZERO && change(Post::CsgLevyUnedic) > Cents::ZERO);
    let gap = (levied - lost).to_euros() / levied.to_euros();
    assert!(gap.abs() < 0.01, "levied {levied}, lost {lost}");
    let gain = balance(after, 2019, Body::Departement) - balance(before, 2019, Body::Departement);
    assert!((gain - levied).to_euros().abs() <= levied.to_euros() * 0.001, "{gain} {levied}");
}

/// Counts the months of a run, those of the spin-up among them.
#[derive(Default)]
struct MonthsLived(AtomicUsize);

impl Progress for MonthsLived {
    fn month_done(&self, _: &str, _: u64, _: Month) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
    fn stop_requested(&self) -> bool {
        false
    }
}

#[test]
fn equalisation_in_a_run_of_one_departement_is_refused_before_anything_runs() {
    let france = France::load();
    let reform = "[equalisation]\nwhere = [\"reg:32\"]\nfrom = \"2020-01\"\n[equalisation.horizontal]\n\
                  share = \"0 %\"\n[equalisation.vertical]\n\
                  share = \"50 % of excess\"";
    let scenario = france.scenario("where = [\"dep:62\"]\none_in = 200\nthrough = \"2020-12\"", reform);
    let lived = MonthsLived::default();
    let error = run::replicate(france.inputs(&scenario), 1, &lived).expect_err("it does not fit").to_string();
    assert!(error.contains("only one") && error.contains("run.where"), "{error}");
    assert_eq!(lived.0.load(Ordering::Relaxed), 0, "no month was lived");
}

fn refused(reform: &str) -> String {
    let text = format!("title = \"t\"\n[run]\nwhere = [\"reg:32\"]\nthrough = \"2024-12\"\n{reform}\n");
    let file = ScenarioFile::of("t.toml", &text).expect("it reads");
    let parameters = Parameters::load().expect("parameters");
    let error = file.check(&France::load().territory, &parameters, &Options::default()).expect_err(reform);
    format!("{:?}", miette::Report::from(error))
}

#[test]
fn what_measures_of_public_finance_cannot_mean_is_refused() {
    let place = "where = [\"dep:62\"]\nfrom = \"2021-01\"\n";
    let compensation = format!("[compensation]\n{place}");
    let cases = [
        (format!("{compensation}mode = \"sliding\"\npaid_by = \"etat\""), "key"),
        (format!("{compensation}mode = \"frozen\"\ncover = \"50 %\"\npaid_by = \"etat\""), "would not be used"),
        (format!("{compensation}mode = \"frozen\"\npaid_by = \"autonomie\""), "cannot pay for the RSA"),
        (format!("{compensation}mode = \"frozen\""), "paid_by"),
        (
            format!(
                "{compensation}mode = \"frozen\"\npaid_by = \"etat\"\n[rsa_recentralisation]\n{place}type = \
                 \"metropole_2022\"\noutside_law = true\nreference_years = [2019]\nreference_source = \"simulated\""
            ),
            "who pays the RSA",
        ),
        (
            format!(
                "[equalisation]\n{place}[equalisation.horizontal]\nshare = \"0 %\"\n[equalisation.vertical]\n\
                 share = \"50 %\""
            ),
            "one département",
        ),
        ("[equalisation]\nwhere = [\"reg:32\"]\nfrom = \"2021-01\"".to_owned(), "must be chosen"),
        (
            "[equalisation]\nwhere = [\"reg:32\"]\nfrom = \"2021-01\"\n[equalisation.horizontal]\nshare = \"9 %\"\n\
             [equalisation.vertical]\nshare = \"50 %\"\n[equalisation.weights]\nleft_to_pay = \"80 %\""
                .to_owned(),
            "130 %",
        ),
        (format!("[csg_fraction]\n{place}points = \"1 %\"\nkey = \"population\""), "paid_by"),
        (format!("[unaccompanied_minors]\n{place}mode = \"transfer\""), "resources_taken"),
        (format!("[unaccompanied_minors]\n{place}mode = \"state_pays_all\"\nresources_taken = \"10 %\""), "would not"),
    ];
    for (reform, says) in cases {
        let error = refused(&reform);
        assert!(error.contains(says), "{says}:\n{error}");
    }
}

/// Published figures beside simulated ones. Those that set a parameter of the model are not evidence for it.
#[test]
fn budgets_of_departements_beside_published_figures() {
    let france = France::load();
    let scenario = "where = [\"metropole\"]\none_in = 400\nthrough = \"2023-12\"";
    let replicate = run(&france, scenario, "");
    let gazetteer = Gazetteer::of(&france.territory);
    let billions = |cents: i64| cents as f64 * 400.0 / 1e11;
    let years: BTreeMap<u16, Budget> =
        (2019..=2023).map(|year| (year, together(&replicate.reference, &gazetteer, year))).collect();
    let line = |year: u16, line: Line| billions(years[&year].lines.get(&line).copied().unwrap_or_default());
    let left = |year: u16| billions(years[&year].left_to_pay());
    let cover = |year: u16, allowance| years[&year].cover(allowance).unwrap_or_default() / 100.0;
    let all = |year: u16| {
        let (spent, given) = years[&year].allowances.iter().fold((0, 0), |sum, (a, b)| (sum.0 + a, sum.1 + b));
        given as f64 / spent as f64
    };
    let saved = |year: u16| billions(years[&year].resources() - years[&year].spending());
    // What, published (year, source), simulated, and the largest gap accepted.
    let rows = [
        ("RSA allowances, G€: 10.8 in 2017 (DREES, France)", 10.8, line(2019, Line::Rsa), 0.2),
        ("RSA cover rate: 0.594 in 2016 (Regards 56), 2019", 0.594, cover(2019, Allowance::Rsa), 0.22),
        ("RSA cover rate: 0.594 in 2016 (Regards 56), 2023", 0.594, cover(2023, Allowance::Rsa), 0.25),
        ("APA cover rate: 0.357 in 2016 (sets a parameter), 2023", 0.357, cover(2023, Allowance::Apa), 0.01),
        ("PCH cover rate: 0.310 in 2016 (sets a parameter), 2023", 0.310, cover(2023, Allowance::Pch), 0.01),
        ("cover of the three: 0.54 in 2016 (Regards 56), 2019", 0.54, all(2019), 0.25),
        ("left to pay, G€: 8.0 in 2016 (Regards 56), 2019", 8.0, left(2019), 0.45),
        ("left to pay, G€: 8.0 in 2016 (Regards 56), 2023", 8.0, left(2023), 0.45),
        ("DMTO 2023, G€: 11.4 (Cour des comptes)", 11.4, line(2023, Line::Dmto), 0.2),
        ("gross saving 2022, G€: 12.1 (Cour des comptes)", 12.1, saved(2022), 0.2),
        ("gross saving 2023, G€: 7.4 (Cour des comptes)", 7.4, saved(2023), 0.3),
    ];
    println!("{:58} {:>9} {:>9} {:>7}", "", "published", "simulated", "gap");
    for (what, published, simulated, accepted) in rows {
        let gap = simulated / published - 1.0;
        println!("{what:58} {published:9.3} {simulated:9.3} {:6.1} %", gap * 100.0);
        assert!(gap.abs() < accepted, "{what}: {simulated}");
    }
    for (year, budget) in &years {
        println!(
            "{year}: left to pay {:.0} € an inhabitant, savings rate {:.1} %",
            budget.left_to_pay() as f64 / 100.0 / budget.inhabitants,
            budget.savings().unwrap_or_default()
        );
    }
}
