//! Statements about contributions put off: what waits comes back but for what is lost, and jobs are kept for a while.

use super::*;
use crate::measures::Indicator;
use crate::policies::tests_of_runs as run;

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

#[test]
fn lay_offs_are_put_off_while_contributions_wait() {
    let paired =
        run::run("2019-12", &measure("asked = \"100 %\"\nkept_for_jobs = \"100 %\"\nin_difficulty_from = \"0 %\""));
    let lost = paired.more_over(Indicator::EmploymentToUnemployment, 2019..=2019);
    assert!(lost < 0, "{lost}");
}

#[test]
fn contributions_that_do_not_wait_change_nothing() {
    assert!(run::run("2019-12", &measure("deferred = \"0 %\"")).is_the_same());
}

#[test]
fn firms_that_ask_nothing_change_nothing() {
    assert!(run::run("2019-12", &measure("asked = \"0 %\"")).is_the_same());
}
