//! One household on the command line: the explanation as printed, the errors, the chart; and the steps of many households
//! held to the figures of the law.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use bassin::law::apa::{self, Gir};
use bassin::law::explain::{Explanation, Figure, apa_at_home, disability_help, explain, from_former_wage};
use bassin::law::facts::Tenure;
use bassin::law::household::{Adult, Case, Status, steady_state};
use bassin::law::pch::{Need, pch};
use bassin::law::unemployment_insurance::{WorkHistory, open_right};
use bassin::law::{Code, Law, cases, comparison_code, smic};
use bassin::units::{Cents, Month, Rate};

fn household(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("bassin").expect("built");
    command.current_dir(folder).arg("household").args(arguments).output().expect("runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

const COUPLE: [&str; 12] =
    ["--adults", "2", "--children", "3,7", "--wage", "1500", "--rent", "600", "--zone", "2", "--at", "2023-06"];

/// The households of the project's cases, with a few the cases leave out, under the law of several months.
fn many() -> Vec<(Law, Case)> {
    let (enacted, compared) = (Code::load().expect("the tables"), comparison_code().expect("the conventions"));
    let read = cases::read(&include_bytes!("cases/law/households.csv")[..]).expect("the cases");
    let mut found = Vec::new();
    for (month, case) in read {
        found.push((compared.at(month), case));
        for other in [Month::new(2019, 6), Month::new(2020, 11), Month::new(2023, 11), Month::new(2025, 4)] {
            found.push((enacted.at(other), case));
        }
    }
    // Thresholds are crossed by every household on its way from no wage to six SMIC.
    let law = enacted.at(Month::new(2023, 6));
    let mut swept: Vec<Case> = found.iter().step_by(25).map(|(_, case)| *case).collect();
    swept.iter_mut().for_each(|case| {
        case.first.status = Status::Employed;
        case.first.are = Cents::ZERO;
    });
    for case in swept {
        for wage in (1..240).map(|step| smic::monthly(&law).times(Rate(25_000 * step))) {
            let mut case = case;
            case.first.wage = wage;
            found.push((law.clone(), case));
        }
    }
    for (law, case) in retired(&enacted) {
        found.push((law, case));
    }
    // High rents: the aid falls, then stops.
    let tenants: Vec<Case> = found.iter().map(|(_, case)| *case).filter(|case| case.tenure.pays_rent()).collect();
    for (place, case) in tenants.into_iter().step_by(40).enumerate() {
        let rent = Cents::euros(500 + 40 * place as i64 % 2_000);
        found.push((law.clone(), Case { rent, ..case }));
        found.push((law.clone(), Case { rent, tenure: Tenure::SocialTenant, ..case }));
    }
    found
}

/// Pensions from none to those of the full rate of CSG, alone, in a couple of retired, and beside each other situation.
fn retired(code: &Code) -> Vec<(Law, Case)> {
    let pensioner = |age, pension| Adult {
        age,
        status: Status::Retired,
        pension: Cents::euros(pension),
        complementary: Cents::euros(pension / 4),
        ..Adult::default()
    };
    let beside = |status, wage, are| Adult { age: 50, status, wage, are, ..Adult::default() };
    let partners = [
        None,
        Some(pensioner(64, 0)),
        Some(pensioner(66, 0)),
        Some(pensioner(80, 900)),
        Some(beside(Status::Employed, Cents(178_910), Cents::ZERO)),
        Some(beside(Status::Are, Cents::ZERO, Cents(95_000))),
        Some(beside(Status::Aah, Cents::ZERO, Cents::ZERO)),
        Some(beside(Status::Ass, Cents::ZERO, Cents::ZERO)),
        Some(beside(Status::None, Cents::ZERO, Cents::ZERO)),
    ];
    let mut found = Vec::new();
    for month in ["2019-06", "2021-03", "2023-06", "2025-04"] {
        let law = code.at(Month::parse(month).expect("a month"));
        for second in partners {
            for (step, tenure) in
                (0..40).zip([Tenure::Owner, Tenure::SocialTenant, Tenure::PrivateTenant].iter().cycle())
            {
                let first = pensioner(if step % 5 == 0 { 62 } else { 70 }, 100 * step);
                let rent = if tenure.pays_rent() { Cents(42_000) } else { Cents::ZERO };
                found.push((law.clone(), Case { first, second, tenure: *tenure, rent, ..Case::default() }));
            }
        }
    }
    found
}

fn rounding(part: &Explanation) -> i64 {
    let cents = part.steps.iter().map(|step| match step.figure {
        Figure::Rounding(cents) => cents.0,
        _ => 0,
    });
    cents.sum()
}

#[test]
fn the_steps_of_every_benefit_and_levy_sum_to_what_the_law_gives() {
    let many = many();
    assert!(many.len() > 5_000, "{} households", many.len());
    for (law, case) in &many {
        let explained = explain(law, case);
        assert_eq!(explained.outcome, steady_state(law, case));
        for part in &explained.parts {
            assert_eq!(part.sum(), part.result, "{} in {}: {part:#?}\n{case:?}", part.name, law.month);
            // Housing aid is cut to the euro below, the tax is in whole euros: nothing else is rounded by more than cents.
            let (least, most) = match part.name.as_str() {
                name if name.starts_with("Housing aid") => (-102, 2),
                "Income tax, a year" => (-52, 52),
                _ => (-3, 3),
            };
            let rounded = rounding(part);
            assert!((least..=most).contains(&rounded), "{} in {}: {part:#?}\n{case:?}", part.name, law.month);
        }
    }
}

#[test]
fn every_amount_of_disposable_income_is_the_result_of_an_explanation() {
    for (law, case) in many().iter().step_by(7) {
        let explained = explain(law, case);
        let out = &explained.outcome;
        let result = |beginning: &str| -> Cents {
            explained.parts.iter().filter(|part| part.name.starts_with(beginning)).map(|part| part.result).sum()
        };
        assert_eq!(result("Net wage"), out.net_wages());
        assert_eq!(result("Cost to the employer"), out.payslips[0].labour_cost + out.payslips[1].labour_cost);
        assert_eq!(result("Net unemployment benefit"), out.net_unemployment());
        assert_eq!(result("Net pension"), out.net_pensions());
        assert_eq!(result("Allocation de solidarité aux personnes âgées"), out.aspa);
        assert_eq!(result("Allocation de solidarité spécifique"), out.ass[0] + out.ass[1]);
        assert_eq!(result("Allocation aux adultes handicapés"), out.aah[0] + out.aah[1]);
        assert_eq!(result("Allocations familiales"), out.family.af);
        assert_eq!(result("Allocation de soutien familial"), out.family.asf);
        assert_eq!(result("Complément familial"), out.family.cf);
        assert_eq!(result("Allocation de base"), out.family.paje);
        assert_eq!(result("Housing aid"), out.housing.amount);
        assert_eq!(result("RSA"), out.rsa.amount);
        assert_eq!(result("Prime d'activité"), out.ppa.amount);
        assert_eq!(result("CRDS on"), -out.crds_on_benefits);
        assert_eq!(result("Income tax"), out.tax.tax);
        assert_eq!(explained.parts.last().map(|part| part.result), Some(out.disposable));
    }
}

#[test]
fn the_right_opened_by_a_former_wage_is_explained_to_the_daily_amount_of_the_law() {
    let code = Code::load().expect("the tables");
    for month in ["2019-06", "2020-01", "2021-11", "2023-06", "2025-04"] {
        let law = code.at(Month::parse(month).expect("a month"));
        // From a few hours a month to wages over the ceiling of contributions.
        for wage in (1..400).map(|step| Cents::euros(50 * step)) {
            let work = WorkHistory { wages: wage * 12, employed_days: 365, idle_days: 0 };
            let right = open_right(&law, &work, 40).expect("a year opens a right");
            let (are, part) = from_former_wage(&law, wage, 40).expect("a year opens a right");
            assert_eq!((are, part.sum(), rounding(&part)), (right.daily * 30, right.daily, 0), "{part:#?}");
        }
    }
}

#[test]
fn apa_and_pch_are_explained_to_what_the_law_gives_and_are_no_income() {
    let code = Code::load().expect("the tables");
    for (law, case) in retired(&code).iter().step_by(3) {
        let taxed = steady_state(law, case);
        for (gir, plan) in [(Gir::One, 2_500), (Gir::Two, 700), (Gir::Three, 500), (Gir::Four, 30)] {
            let plan = Cents::euros(plan);
            let part = apa_at_home(law, case, gir, plan);
            assert_eq!(part.sum(), part.result, "{part:#?}");
            assert!(rounding(&part).abs() <= 2, "{part:#?}");
            let taxable: Cents = (0..2)
                .map(|i| taxed.payslips[i].taxable + taxed.unemployment[i].taxable + taxed.pensions[i].taxable)
                .sum();
            assert_eq!(part.result, apa::at_home(law, gir, plan, taxable, case.second.is_some()).amount);
        }
        for need in [Need::Low, Need::Middle, Need::High, Need::VeryHigh] {
            let part = disability_help(law, need);
            assert_eq!((part.sum(), part.result), (pch(law, need), pch(law, need)));
        }
    }
}

#[test]
fn a_retired_couple_one_of_whom_needs_help_is_explained() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let told = "--adults 2 --pension 1250 --complementary 300 --age 82 --pension-2 0 --age-2 79 --gir 3 --plan 900 \
                --rent 450 --tenure social --at 2023-06";
    let output = household(folder.path(), &told.split_whitespace().collect::<Vec<_>>());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    insta::assert_snapshot!(said(&output));
}

#[test]
fn a_pension_of_800_euros_is_brought_to_the_minimum_of_old_age_from_65_on() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let at_age = |age: &str| said(&household(folder.path(), &["--pension", "800", "--age", age, "--at", "2023-06"]));
    let left = |text: &str| text.split("disposable income ").last().map(|rest| rest.trim_start()[..6].to_owned());
    // 11 533.02 / 12.
    assert_eq!(left(&at_age("65")).as_deref(), Some("961.09"));
    assert_eq!(left(&at_age("64")).as_deref(), Some("800.00"));
    assert!(at_age("64").contains("personnes âgées: no retired"), "{}", at_age("64"));
}

#[test]
fn two_adults_of_different_situations_are_each_told() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let couple = "--adults 2 --wage 1500 --rent 500 --at 2023-06";
    for (other, expected) in [
        ("--allowance-2 aah", "Allocation aux adultes handicapés, second adult"),
        ("--allowance-2 ass", "Allocation de solidarité spécifique, second adult"),
        ("--unemployment-2 900", "Net unemployment benefit, second adult"),
        ("--pension-2 900 --age-2 67", "Net pension, second adult"),
        ("--allowance-2 aah --need high", "PCH, human help"),
    ] {
        let told: Vec<&str> = couple.split_whitespace().chain(other.split_whitespace()).collect();
        let output = household(folder.path(), &told);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(
            said(&output).contains(expected) && said(&output).contains("Net wage, first adult"),
            "{}",
            said(&output)
        );
    }
}

#[test]
fn every_explanation_fits_a_terminal_of_eighty_columns() {
    for (law, case) in many().iter().step_by(11) {
        let text = explain(law, case).text(law);
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}

#[test]
fn the_couple_of_the_manual_is_explained_to_its_disposable_income() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let output = household(folder.path(), &COUPLE);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    insta::assert_snapshot!(said(&output));
}

#[test]
fn a_lone_parent_on_unemployment_benefit_in_social_housing_is_explained() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let told = ["--children", "18m,15", "--former-wage", "2800", "--tenure", "social", "--rent", "450", "--zone", "1"];
    let output = household(folder.path(), &[&told[..], &["--at", "2025-01", "--age", "33", "--as-enacted"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    insta::assert_snapshot!(said(&output));
}

/// What `bassin law cases` answers for one line, by column.
fn answered(header: &str, line: &str) -> std::collections::BTreeMap<String, String> {
    let mut written = Vec::new();
    cases::run(format!("{header}\n{line}\n").as_bytes(), &mut written, false).expect("the case is accepted");
    let mut reader = csv::Reader::from_reader(written.as_slice());
    let names = reader.headers().expect("a header").clone();
    let row = reader.records().next().expect("a line").expect("a line");
    names.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()
}

#[test]
fn the_command_prints_the_disposable_income_of_law_cases() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let header = "cas,date,type_foyer,nb_adultes,nb_enfants,ages_enfants_mois,a1_age,a1_statut,a1_salaire_brut,\
                  a1_are_brut,a2_age,a2_statut,a2_salaire_brut,a2_are_brut,logement,zone,loyer";
    let told = [
        (
            "A,2023-06,couple,2,2,36 84,40,emploi,1500,0,40,aucun,0,0,locataire_vide,2,600",
            "--adults 2 --children 3,7 --wage 1500 --rent 600 --zone 2 --at 2023-06",
        ),
        (
            "B,2019-06,couple,2,3,180 100 40,45,aah,0,0,41,emploi,2345.67,0,proprietaire,3,0",
            "--adults 2 --children 180m,100m,40m --age 45 --age-2 41 --allowance aah --wage-2 2345.67 --tenure owner \
             --zone 3 --at 2019-06",
        ),
        (
            "C,2023-06,monoparent,1,1,20,30,are,0,1234.5,,,,,locataire_hlm,1,480",
            "--children 20m --age 30 --unemployment 1234.5 --tenure social --zone 1 --rent 480 --at 2023-06",
        ),
        ("D,2025-01,seul,1,0,,58,ass,0,0,,,,,loge_gratuitement,2,0", "--age 58 --allowance ass --at 2025-01"),
    ];
    for (line, options) in told {
        let output = household(folder.path(), &options.split_whitespace().collect::<Vec<_>>());
        let text = said(&output);
        assert_eq!(output.status.code(), Some(0), "{text}");
        let last =
            text.lines().rfind(|line| line.trim_start().starts_with("disposable income  ")).expect("a last line");
        let printed: String = last.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        assert_eq!(printed, answered(header, line)["revenu_disponible_mensuel"], "{options}\n{text}");
    }
}

#[test]
fn wrong_input_is_one_error_that_names_option_value_and_what_is_allowed() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let wrong = [
        ("--wage -5", "'-5' for '--wage <EUROS>': write euros a month from 0 to 10 million"),
        ("--wage 1500 --children 3,19", "'19' for '--children <AGES>': write ages under 18 years"),
        ("--zone 4", "[possible values: 1, 2, 3]"),
        ("--adults 3", "3 is not in 1..=2"),
        ("--wage-2 1000", "--wage-2 is of a second adult, but there is one adult"),
        ("--wage 1000 --allowance aah", "--wage and --allowance cannot go together"),
        ("--unemployment 900 --former-wage 2000", "--unemployment and --former-wage cannot go together"),
        ("--wage 1000 --pension 500", "--wage and --pension cannot go together"),
        ("--pension-2 500", "--pension-2 is of a second adult, but there is one adult"),
        ("--pension 500 --complementary 501", "--complementary is a part of --pension, but more than it"),
        ("--age 70 --gir 3", "--plan <EUROS>"),
        ("--age 70 --gir 3 --plan 900 --need high", "cannot be used with"),
        ("--age 70 --gir 5 --plan 900", "5 is not in 1..=4"),
        ("--age 50 --gir 3 --plan 900", "--gir is of a person of 60 or more, but --age is 50"),
        ("--pension 900 --chart income.svg", "--chart draws the wages of the first adult, who has a pension"),
        ("--tenure social", "--tenure social is a tenant's, but there is no rent"),
        ("--tenure owner --rent 500", "--rent 500.00 is a tenant's, but --tenure is owner"),
        ("--chart income.pdf", "must end with .svg or .png"),
        ("--chart nowhere/income.svg", "--chart nowhere/income.svg cannot be written"),
    ];
    for (options, expected) in wrong {
        let mut arguments: Vec<&str> = options.split_whitespace().collect();
        arguments.extend(["--at", "2023-06"]);
        let output = household(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{options}: {}", said(&output));
        assert!(output.stdout.is_empty(), "{options}: something was printed as if it were right");
        assert!(said(&output).contains(expected), "{options}: {}", said(&output));
    }
    let output = household(folder.path(), &["--wage", "1500", "--at", "2018-12"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("write a month from 2019-01 to 2099-12"), "{}", said(&output));
}

#[test]
fn the_chart_names_every_component_the_household_has() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let output = household(folder.path(), &[&COUPLE[..], &["--chart", "income.svg"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let svg = fs::read_to_string(folder.path().join("income.svg")).expect("the chart");
    let names = ["own net wage", "family benefits", "housing aid", "RSA", "income tax and CRDS", "disposable income"];
    for name in
        names.into_iter().chain(["prime d", "activité", "effective marginal tax rate", "this household", "2 SMIC"])
    {
        assert!(svg.contains(name), "{name} is missing");
    }
    assert!(!svg.contains("partner and other income"), "the partner has no income");

    let output = household(folder.path(), &["--wage", "1500", "--at", "2023-06", "--chart", "income.png"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(&fs::read(folder.path().join("income.png")).expect("the chart")[1..4], b"PNG");
}

#[test]
fn components_of_the_chart_sum_to_disposable_income_and_the_marginal_rate_follows_it() {
    use bassin::law::budget_line::budget_line;
    for (law, case) in many().iter().step_by(97) {
        let points = budget_line(law, case);
        assert_eq!(points.len(), 601);
        for point in &points {
            assert_eq!(point.components.iter().copied().sum::<Cents>(), point.disposable, "{case:?}");
        }
        // The rate at one SMIC is what a rise from 2.5 % under to 2.5 % over it does not bring.
        let (below, at, above) = (&points[195], &points[200], &points[205]);
        let kept = (above.disposable - below.disposable).to_euros() / (above.wage - below.wage).to_euros();
        assert!((1.0 - kept - at.marginal_rate.to_fraction()).abs() < 1e-5, "{case:?}");
    }
}
