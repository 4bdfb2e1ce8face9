//! A household as options tell it, checked and made into a case of the law.

use std::path::PathBuf;

use bassin::law::apa::Gir;
use bassin::law::explain::{Explanation, apa_at_home, disability_help, from_former_wage};
use bassin::law::facts::{Children, HousingZone, Tenure};
use bassin::law::household::{Adult, Case, Status};
use bassin::law::pch::Need;
use bassin::law::{FIRST_MONTH, Law};
use bassin::report::charts::budget::Format;
use bassin::units::{Cents, Month};
use clap::{Args, ValueEnum};

use crate::cli::failure::Failure;

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
    /// Unemployment benefit of the first adult from this gross wage a month, earned for the whole year before.
    #[arg(long, value_name = "EUROS", value_parser = amount, allow_negative_numbers = true)]
    former_wage: Option<Cents>,
    /// Unemployment benefit of the second adult from a former wage.
    #[arg(long, value_name = "EUROS", value_parser = amount, allow_negative_numbers = true)]
    former_wage_2: Option<Cents>,
    /// An allowance the first adult draws instead of a wage: for disability, or at the end of unemployment insurance.
    #[arg(long, value_enum)]
    allowance: Option<Allowance>,
    /// An allowance the second adult draws.
    #[arg(long, value_enum)]
    allowance_2: Option<Allowance>,
    /// Pensions of the first adult, gross euros a month; 0 for a retired person without any.
    #[arg(long, value_name = "EUROS", value_parser = amount, allow_negative_numbers = true)]
    pension: Option<Cents>,
    /// Pensions of the second adult.
    #[arg(long, value_name = "EUROS", value_parser = amount, allow_negative_numbers = true)]
    pension_2: Option<Cents>,
    /// The part of the first adult's pensions that is Agirc-Arrco's, which bears a health contribution.
    #[arg(long, value_name = "EUROS", value_parser = amount, allow_negative_numbers = true)]
    complementary: Option<Cents>,
    /// The part of the second adult's.
    #[arg(long, value_name = "EUROS", value_parser = amount, allow_negative_numbers = true)]
    complementary_2: Option<Cents>,
    /// Loss of autonomy of the first adult, 1 the heaviest: shows the APA at home for --plan.
    #[arg(long, value_name = "1 TO 4", value_parser = clap::value_parser!(u8).range(1..=4), requires = "plan")]
    gir: Option<u8>,
    /// Help decided for that, euros a month.
    #[arg(long, value_name = "EUROS", value_parser = amount, allow_negative_numbers = true, requires = "gir")]
    plan: Option<Cents>,
    /// Need of human help of a disabled adult: shows the PCH, which does not go with the APA.
    #[arg(long, value_enum, conflicts_with = "gir")]
    need: Option<HelpNeed>,
    /// Age of the first adult, in years.
    #[arg(long, value_name = "YEARS", default_value_t = 40, value_parser = clap::value_parser!(i64).range(18..=110))]
    age: i64,
    /// Age of the second adult; 40 if it is not said.
    #[arg(long, value_name = "YEARS", value_parser = clap::value_parser!(i64).range(18..=110))]
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
    pub at: Month,
    /// Also draw disposable income and the effective marginal tax rate against the first adult's wage, from 0 to 3 SMIC.
    #[arg(long, value_name = "FILE.svg|FILE.png", value_parser = chart_file)]
    pub chart: Option<(PathBuf, Format)>,
    /// Follow the law as simulations do, without the conventions of comparison files that `bassin law cases` keeps.
    #[arg(long)]
    pub as_enacted: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Allowance {
    /// Allocation aux adultes handicapés.
    Aah,
    /// Allocation de solidarité spécifique.
    Ass,
}

#[derive(Clone, Copy, ValueEnum)]
enum HelpNeed {
    Low,
    Middle,
    High,
    VeryHigh,
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

/// What one adult lives on, as told.
struct Living {
    /// What its options end with.
    ending: &'static str,
    age: i64,
    wage: Option<Cents>,
    unemployment: Option<Cents>,
    former_wage: Option<Cents>,
    allowance: Option<Allowance>,
    pension: Option<Cents>,
    complementary: Option<Cents>,
}

/// The case, if what was said of it holds together, and how unemployment benefit follows from former wages.
pub fn case(args: &HouseholdArgs, law: &Law) -> Result<(Case, Vec<Explanation>), Failure> {
    if args.children.len() > 8 {
        let message = format!("--children: {} ages are given, at most 8 are counted", args.children.len());
        return Err(Failure::of_input(message, "give the ages of eight children"));
    }
    let first = Living {
        ending: "",
        age: args.age,
        wage: args.wage,
        unemployment: args.unemployment,
        former_wage: args.former_wage,
        allowance: args.allowance,
        pension: args.pension,
        complementary: args.complementary,
    };
    let second = Living {
        ending: "-2",
        age: args.age_2.unwrap_or(40),
        wage: args.wage_2,
        unemployment: args.unemployment_2,
        former_wage: args.former_wage_2,
        allowance: args.allowance_2,
        pension: args.pension_2,
        complementary: args.complementary_2,
    };
    let others = [("--age", args.age_2.is_some()), ("--complementary", args.complementary_2.is_some())];
    let given = second.given().into_iter().chain(others).find(|(_, given)| *given);
    if let (Some((option, _)), 1) = (given, args.adults) {
        return Err(Failure::of_input(
            format!("{option}-2 is of a second adult, but there is one adult"),
            "add --adults 2, or leave it out",
        ));
    }
    let mut rights = Vec::new();
    let first = first.adult(law, &mut rights)?;
    let second = if args.adults == 2 { Some(second.adult(law, &mut rights)?) } else { None };
    let (tenure, rent) = housing(args)?;
    let zone = match args.zone {
        Zone::One => HousingZone::One,
        Zone::Two => HousingZone::Two,
        Zone::Three => HousingZone::Three,
    };
    Ok((Case { first, second, children: Children::from_months(&args.children), tenure, zone, rent }, rights))
}

impl Living {
    fn given(&self) -> [(&'static str, bool); 5] {
        [
            ("--wage", self.wage.is_some()),
            ("--unemployment", self.unemployment.is_some()),
            ("--former-wage", self.former_wage.is_some()),
            ("--allowance", self.allowance.is_some()),
            ("--pension", self.pension.is_some()),
        ]
    }

    /// An adult lives on a wage, on unemployment benefit, on an allowance, on a pension or on nothing.
    fn adult(&self, law: &Law, rights: &mut Vec<Explanation>) -> Result<Adult, Failure> {
        let ending = self.ending;
        let mut given = self.given().into_iter().filter(|(_, given)| *given).map(|(option, _)| option);
        if let (Some(one), Some(other)) = (given.next(), given.next()) {
            return Err(Failure::of_input(
                format!("{one}{ending} and {other}{ending} cannot go together"),
                "an adult has a wage, or unemployment benefit (told itself or by the former wage), or an allowance, or a \
                 pension",
            ));
        }
        let complementary = self.complementary.unwrap_or(Cents::ZERO);
        if complementary > self.pension.unwrap_or(Cents::ZERO) {
            return Err(Failure::of_input(
                format!("--complementary{ending} is a part of --pension{ending}, but more than it"),
                "give all pensions as --pension",
            ));
        }
        let nothing = Adult { age: self.age, ..Adult::default() };
        let on = |status: Status| Adult { status, ..nothing };
        let are = match self.former_wage.filter(|&wage| wage > Cents::ZERO) {
            None => self.unemployment,
            Some(wage) => {
                let (are, explained) = from_former_wage(law, wage, self.age).ok_or_else(|| {
                    Failure::of_program(format!("--former-wage{ending}: a year of work opens no right in this law"))
                })?;
                rights.push(explained);
                Some(are)
            }
        };
        let some = |amount: Option<Cents>| amount.filter(|&cents| cents > Cents::ZERO);
        Ok(match (some(self.wage), some(are), self.allowance) {
            (Some(wage), ..) => Adult { wage, ..on(Status::Employed) },
            (_, Some(are), _) => Adult { are, ..on(Status::Are) },
            (.., Some(Allowance::Aah)) => on(Status::Aah),
            (.., Some(Allowance::Ass)) => on(Status::Ass),
            _ if self.pension.is_some() => {
                Adult { pension: self.pension.unwrap_or_default(), complementary, ..on(Status::Retired) }
            }
            _ => nothing,
        })
    }
}

/// The APA and the PCH asked for, which pay for help and are outside disposable income.
pub fn help(args: &HouseholdArgs, law: &Law, case: &Case) -> Result<Vec<Explanation>, Failure> {
    let mut told = Vec::new();
    if let (Some(gir), Some(plan)) = (args.gir, args.plan) {
        if args.age < 60 {
            let message = format!("--gir is of a person of 60 or more, but --age is {}", args.age);
            return Err(Failure::of_input(message, "give --age, or for a disabled adult --need"));
        }
        let gir = [Gir::One, Gir::Two, Gir::Three, Gir::Four][usize::from(gir - 1)];
        told.push(apa_at_home(law, case, gir, plan));
    }
    if let Some(need) = args.need {
        let need = match need {
            HelpNeed::Low => Need::Low,
            HelpNeed::Middle => Need::Middle,
            HelpNeed::High => Need::High,
            HelpNeed::VeryHigh => Need::VeryHigh,
        };
        told.push(disability_help(law, need));
    }
    Ok(told)
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
    let word = match housed {
        Housed::Private => "private",
        Housed::Social => "social",
        Housed::Owner => "owner",
        Housed::Free => "free",
    };
    match rent {
        None if tenure.pays_rent() => {
            Err(Failure::of_input(format!("--tenure {word} is a tenant's, but there is no rent"), "add --rent EUROS"))
        }
        Some(rent) if !tenure.pays_rent() => Err(Failure::of_input(
            format!("--rent {:.2} is a tenant's, but --tenure is {word}", rent.to_euros()),
            "leave --rent out, or give --tenure private or social",
        )),
        rent => Ok((tenure, rent.unwrap_or(Cents::ZERO))),
    }
}
