//! `bassin household`: one household told on the command line, explained step by step, and its chart.

mod told;

use std::path::Path;

use bassin::law::budget_line::{COMPONENTS, budget_line};
use bassin::law::explain::{euros, explain};
use bassin::law::facts::Tenure;
use bassin::law::household::{Case, Outcome, Status, steady_state};
use bassin::law::{Code, Law, comparison_code, smic};
use bassin::report::ReportError;
use bassin::report::charts::budget::{Budget, Stacked, save};
use bassin::units::{Cents, Month, Rate};

use super::failure::Failure;
use super::say;
pub use told::HouseholdArgs;

/// `bassin household`.
pub fn household(args: &HouseholdArgs) -> Result<(), Failure> {
    let (enacted, compared) = (Code::load()?.at(args.at), comparison_code()?.at(args.at));
    let (law, other) = if args.as_enacted { (&enacted, &compared) } else { (&compared, &enacted) };
    let (case, rights) = told::case(args, law)?;
    let help = told::help(args, law, &case)?;
    if args.chart.is_some() && case.first.status == Status::Retired {
        let message = "--chart draws the wages of the first adult, who has a pension";
        return Err(Failure::of_input(message, "tell the retired person as the second adult, or leave --chart out"));
    }
    let mut explained = explain(law, &case);
    explained.parts.splice(0..0, rights);
    // Before disposable income, which comes last.
    let last = explained.parts.len() - 1;
    explained.parts.splice(last..last, help);
    let mut text = explained.text(law);
    text += "\n";
    text += &told_apart(args.as_enacted, &explained.outcome, &steady_state(other, &case));
    // The chart first: nothing is said of a household whose chart cannot be written.
    if let Some((path, format)) = &args.chart {
        save(path, *format, &chart(law, &case, args.at)).map_err(|error| undrawn(path, error))?;
        text += &format!("Chart: {}\n", path.display());
    }
    say(&text)
}

fn undrawn(path: &Path, error: ReportError) -> Failure {
    match error {
        ReportError::Unwritable { reason, .. } => {
            let message = format!("--chart {} cannot be written: {reason}", path.display());
            Failure::of_input(message, "give a file in a folder in which you may write")
        }
        other => other.into(),
    }
}

/// Which reading of the law was followed, and whether the other would pay something else.
fn told_apart(as_enacted: bool, followed: &Outcome, other: &Outcome) -> String {
    let (this, that) = if as_enacted {
        ("the law as simulations follow it", "conventions of comparison files (without --as-enacted)")
    } else {
        ("the conventions of `bassin law cases`", "the law as simulations follow it (--as-enacted)")
    };
    let mut text = format!("Figures follow {this}.\n");
    if followed.disposable != other.disposable {
        text += &format!("In {that},\ndisposable income is {}.\n", euros(other.disposable));
    }
    let cost = |outcome: &Outcome| outcome.payslips[0].labour_cost + outcome.payslips[1].labour_cost;
    if cost(followed) != cost(other) {
        text += &format!("In {that},\nlabour cost is {}.\n", euros(cost(other)));
    }
    text
}

fn chart(law: &Law, case: &Case, at: Month) -> Budget {
    let points = budget_line(law, case);
    let people = match (case.second.is_some(), case.children.count()) {
        (true, 0) => "Couple".to_owned(),
        (true, n) => format!("Couple with {n} {}", if n == 1 { "child" } else { "children" }),
        (false, 0) => "One adult".to_owned(),
        (false, n) => format!("One adult with {n} {}", if n == 1 { "child" } else { "children" }),
    };
    let zone = case.zone.index() + 1;
    let housed = match case.tenure {
        Tenure::PrivateTenant => format!("private tenant, zone {zone}, rent {:.0} €", case.rent.to_euros()),
        Tenure::SocialTenant => format!("social tenant, zone {zone}, rent {:.0} €", case.rent.to_euros()),
        Tenure::Owner => "owner without a loan".to_owned(),
        Tenure::RentFree => "housed free".to_owned(),
    };
    let partner = match case.second.map(|second| second.status) {
        None => String::new(),
        Some(Status::None) => "; partner without income".to_owned(),
        Some(Status::Employed) => "; partner employed".to_owned(),
        Some(Status::Are) => "; partner on unemployment benefit".to_owned(),
        Some(Status::Ass) => "; partner on ASS".to_owned(),
        Some(Status::Aah) => "; partner on AAH".to_owned(),
        Some(Status::Retired) => "; partner retired".to_owned(),
    };
    let in_euros = |cents: Cents| cents.to_euros();
    let per_cent = |rate: Rate| rate.to_fraction() * 100.0;
    Budget {
        title: "Disposable income of a household by its first adult's wage, € a month".to_owned(),
        subtitle: format!("{people}, {housed}{partner} — law of {at}, steady state"),
        wages: points.iter().map(|point| in_euros(point.wage)).collect(),
        components: COMPONENTS
            .iter()
            .enumerate()
            .map(|(place, (label, _))| Stacked {
                label,
                euros: points.iter().map(|point| in_euros(point.components[place])).collect(),
            })
            .collect(),
        disposable: points.iter().map(|point| in_euros(point.disposable)).collect(),
        marginal_rate: points.iter().map(|point| per_cent(point.marginal_rate)).collect(),
        smic: in_euros(smic::monthly(law)),
        own_wage: (case.first.wage > Cents::ZERO).then(|| in_euros(case.first.wage)),
    }
}
