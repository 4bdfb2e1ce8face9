//! `bassin household`: one household told on the command line, explained step by step, and its chart.

use std::path::PathBuf;

use bassin::law::budget_line::{COMPONENTS, budget_line};
use bassin::law::explain::explain;
use bassin::law::facts::{Children, HousingZone, Tenure};
use bassin::law::household::{Adult, Case, Outcome, Status, steady_state};
use bassin::law::{Code, FIRST_MONTH, Law, comparison_code, smic};
use bassin::report::charts::budget::{Budget, Format, Stacked, save};
use bassin::units::{Cents, Month, Rate};
use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::say;

/// A household as the command line tells it.
#[derive(Args)]
pub struct HouseholdArgs {
    /// Adults: one, or a couple. One adult with children brings them up alone.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=2))]
    adults: u8,
    /// Ages of the children under 18, in years, or in months with an m: 3,7 or 18m,7.
    #[arg(long, value_name = "AGES", value_delimiter = ',', value_parser = child_age)]
    children: Vec<u16>,
    /// Gross wage of the first adult, euros a month. Below a full-time SMIC it is part time.
    #[arg(long, value_name = "EUROS", value_parser = amount, allow_negative_numbers = true)]
    wage: Option<Cents>,
    /// Gross wage of the second adult.
    #[arg(long, value_name = "EUROS", value_parser = amount, allow_negative_numbers = true)]
    wage_2: Option<Cents>,
    /// Unemployment benefit (ARE) of the first adult, euros a month, after the pension levy and before CSG.
    #[arg(long, value_name = "EUROS", value_parser = amount, allow_negative_numbers = true)]
    unemployment: Option<Cents>,
    /// Unemployment benefit (ARE) of the second adult.
    #[arg(long, value_name = "EUROS", value_parser = amount, allow_negative_numbers = true)]
    unemployment_2: Option<Cents>,
    /// An allowance the first adult draws instead of a wage: for disability, or at the end of unemployment insurance.
    #[arg(long, value_enum)]
    allowance: Option<Allowance>,
    /// An allowance the second adult draws.
    #[arg(long, value_enum)]
    allowance_2: Option<Allowance>,
    /// Age of the first adult, in years.
    #[arg(long, value_name = "YEARS", default_value_t = 40, value_parser = clap::value_parser!(i64).range(18..=66))]
    age: i64,
    /// Age of the second adult; 40 if it is not said.
    #[arg(long, value_name = "YEARS", value_parser = clap::value_parser!(i64).range(18..=66))]
    age_2: Option<i64>,
    /// How the household is housed; if it is not said, a private tenant who pays a rent, housed free without.
    #[arg(long, value_enum)]
    tenure: Option<Housed>,
    /// Rent, euros a month without charges, before the réduction de loyer de solidarité.
    #[arg(long, value_name = "EUROS", value_parser = amount, allow_negative_numbers = true)]
    rent: Option<Cents>,
    /// Zone of housing aid: 1 the Paris area, 2 large towns and Corsica, 3 elsewhere.
    #[arg(long, value_enum, default_value = "2")]
    zone: Zone,
    /// The month of the law, as 2023-06.
    #[arg(long, value_name = "MONTH", value_parser = month)]
    at: Month,
    /// Also draw disposable income and the effective marginal tax rate against the first adult's wage, from 0 to 3 SMIC.
    #[arg(long, value_name = "FILE.svg|FILE.png", value_parser = chart_file)]
    chart: Option<(PathBuf, Format)>,
    /// Follow the law as simulations do, without the conventions of comparison files that `bassin law cases` keeps.
    #[arg(long)]
    as_enacted: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Allowance {
    /// Allocation aux adultes handicapés.
    Aah,
    /// Allocation de solidarité spécifique.
    Ass,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Housed {
    /// Tenant of a private landlord.
    Private,
    /// Tenant of a social landlord.
    Social,
    /// Owner without a loan.
    Owner,
    /// Housed free.
    Free,
}

#[derive(Clone, Copy, ValueEnum)]
enum Zone {
    #[value(name = "1")]
    One,
    #[value(name = "2")]
    Two,
    #[value(name = "3")]
    Three,
}

fn amount(text: &str) -> Result<Cents, String> {
    let wrong = || "write euros a month from 0 to 10 million, as 1500 or 1521.25".to_owned();
    let euros: f64 = text.replace(',', ".").parse().map_err(|_| wrong())?;
    if (0.0..1e7).contains(&euros) { Ok(Cents::from_euros(euros)) } else { Err(wrong()) }
}

fn child_age(text: &str) -> Result<u16, String> {
    let months = match text.trim().strip_suffix('m') {
        Some(months) => months.parse().ok(),
        None => text.trim().parse().ok().and_then(|years: u16| years.checked_mul(12)),
    };
    months
        .filter(|&months| months < 18 * 12)
        .ok_or_else(|| "write ages under 18 years, as 3,7, or months as 18m".to_owned())
}

fn month(text: &str) -> Result<Month, String> {
    let last = Month::new(2099, 12);
    let known = |month: &Month| (FIRST_MONTH..=last).contains(month);
    Month::parse(text).filter(known).ok_or_else(|| format!("write a month from {FIRST_MONTH} to {last}, as 2023-06"))
}

fn chart_file(text: &str) -> Result<(PathBuf, Format), String> {
    let path = PathBuf::from(text);
    Format::of(&path).map(|format| (path, format)).ok_or_else(|| "the file must end with .svg or .png".to_owned())
}

/// `bassin household`.
pub fn household(args: &HouseholdArgs) -> Result<(), Failure> {
    let case = case(args)?;
    let (enacted, compared) = (Code::load()?.at(args.at), comparison_code()?.at(args.at));
    let (law, other) = if args.as_enacted { (&enacted, &compared) } else { (&compared, &enacted) };
    let explained = explain(law, &case);
    let mut text = explained.text(law);
    text += "\n";
    text += &told_apart(args.as_enacted, &explained.outcome, &steady_state(other, &case));
    // The chart first: nothing is said of a household whose chart cannot be written.
    if let Some((path, format)) = &args.chart {
        save(path, *format, &chart(law, &case, args.at))?;
        text += &format!("Chart: {}\n", path.display());
    }
    say(&text)
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
        text += &format!("In {that},\ndisposable income is {:.2}.\n", other.disposable.to_euros());
    }
    let cost = |outcome: &Outcome| outcome.payslips[0].labour_cost + outcome.payslips[1].labour_cost;
    if cost(followed) != cost(other) {
        text += &format!("In {that},\nlabour cost is {:.2}.\n", cost(other).to_euros());
    }
    text
}

fn refused(message: impl Into<String>, help: &str) -> Failure {
    Failure::of_input(message, help)
}

/// The case, if what was said of it holds together.
fn case(args: &HouseholdArgs) -> Result<Case, Failure> {
    if args.children.len() > 8 {
        let message = format!("--children: {} ages are given, at most 8 are counted", args.children.len());
        return Err(refused(message, "give the ages of eight children"));
    }
    let of_second = [
        ("--wage-2", args.wage_2.is_some()),
        ("--unemployment-2", args.unemployment_2.is_some()),
        ("--allowance-2", args.allowance_2.is_some()),
        ("--age-2", args.age_2.is_some()),
    ];
    if let Some((option, _)) = of_second.iter().find(|(_, given)| *given && args.adults == 1) {
        return Err(refused(format!("{option} is of a second adult, but there is one"), "add --adults 2"));
    }
    let first = adult("", args.age, args.wage, args.unemployment, args.allowance)?;
    let second = match args.adults {
        2 => Some(adult("-2", args.age_2.unwrap_or(40), args.wage_2, args.unemployment_2, args.allowance_2)?),
        _ => None,
    };
    let (tenure, rent) = housing(args)?;
    let zone = match args.zone {
        Zone::One => HousingZone::One,
        Zone::Two => HousingZone::Two,
        Zone::Three => HousingZone::Three,
    };
    Ok(Case { first, second, children: Children::from_months(&args.children), tenure, zone, rent })
}

/// One adult lives on a wage, on unemployment benefit, on an allowance or on nothing.
fn adult(
    which: &str,
    age: i64,
    wage: Option<Cents>,
    unemployment: Option<Cents>,
    allowance: Option<Allowance>,
) -> Result<Adult, Failure> {
    let some = |amount: Option<Cents>| amount.filter(|&cents| cents > Cents::ZERO);
    let adult = Adult { age, ..Adult::default() };
    let told = [some(wage).is_some(), some(unemployment).is_some(), allowance.is_some()];
    let names = ["--wage", "--unemployment", "--allowance"];
    let mut together = names.iter().zip(told).filter(|(_, told)| *told).map(|(name, _)| *name);
    if let (Some(one), Some(other)) = (together.next(), together.next()) {
        let message = format!("{one}{which} and {other}{which} cannot go together");
        return Err(refused(
            message,
            "an adult has a wage, or unemployment benefit, or an allowance: give one of them",
        ));
    }
    Ok(match (some(wage), some(unemployment), allowance) {
        (Some(wage), ..) => Adult { status: Status::Employed, wage, ..adult },
        (_, Some(are), _) => Adult { status: Status::Are, are, ..adult },
        (.., Some(Allowance::Aah)) => Adult { status: Status::Aah, ..adult },
        (.., Some(Allowance::Ass)) => Adult { status: Status::Ass, ..adult },
        _ => adult,
    })
}

fn housing(args: &HouseholdArgs) -> Result<(Tenure, Cents), Failure> {
    let rent = args.rent.filter(|&rent| rent > Cents::ZERO);
    let housed = args.tenure.unwrap_or(if rent.is_some() { Housed::Private } else { Housed::Free });
    let tenure = match housed {
        Housed::Private => Tenure::PrivateTenant,
        Housed::Social => Tenure::SocialTenant,
        Housed::Owner => Tenure::Owner,
        Housed::Free => Tenure::RentFree,
    };
    match rent {
        None if tenure.pays_rent() => Err(refused("--tenure is a tenant's, but there is no rent", "add --rent EUROS")),
        Some(_) if !tenure.pays_rent() => Err(refused(
            "--rent is a tenant's, but --tenure is not",
            "leave --rent out, or give --tenure private or social",
        )),
        rent => Ok((tenure, rent.unwrap_or(Cents::ZERO))),
    }
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
    };
    let euros = |cents: Cents| cents.to_euros();
    let per_cent = |rate: Rate| rate.to_fraction() * 100.0;
    Budget {
        title: "Disposable income of a household by its first adult's wage, € a month".to_owned(),
        subtitle: format!("{people}, {housed}{partner} — law of {at}, steady state"),
        wages: points.iter().map(|point| euros(point.wage)).collect(),
        components: COMPONENTS
            .iter()
            .enumerate()
            .map(|(place, (label, _))| Stacked {
                label,
                euros: points.iter().map(|point| euros(point.components[place])).collect(),
            })
            .collect(),
        disposable: points.iter().map(|point| euros(point.disposable)).collect(),
        marginal_rate: points.iter().map(|point| per_cent(point.marginal_rate)).collect(),
        smic: euros(smic::monthly(law)),
        own_wage: (case.first.wage > Cents::ZERO).then(|| euros(case.first.wage)),
    }
}
