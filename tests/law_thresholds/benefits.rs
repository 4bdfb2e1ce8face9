//! Every benefit and levy a case may name: from the facts of its table to the law's own function and its results.

use bassin::law::Law;
use bassin::law::aah::{AahFacts, aah};
use bassin::law::apa::{Apa, Gir, at_home, in_institution};
use bassin::law::aspa::{AspaFacts, aspa};
use bassin::law::ass::ass;
use bassin::law::csg::{ReplacementRate, replacement_rate};
use bassin::law::family_benefits::{FamilyFacts, family_benefits, two_earners};
use bassin::law::general_reduction::{amount, coefficient};
use bassin::law::household::{Adult, Case, Status, steady_state};
use bassin::law::housing_aid::{HousingFacts, housing_aid};
use bassin::law::income_tax::{TaxFacts, income_tax};
use bassin::law::payslip::payslip;
use bassin::law::pch::{Need, pch};
use bassin::law::pension_levies::pension_levies;
use bassin::law::prime_activite::{PpaFacts, prime_activite};
use bassin::law::rsa::{RsaFacts, rsa};
use bassin::law::self_employed::self_employed;
use bassin::law::unemployment_insurance::{WorkHistory, daily_after_fall, daily_amount, month_of, open_right};

use crate::facts::{Facts, Given};

/// Results by name.
pub type Results = Vec<(&'static str, Given)>;

/// A benefit or levy.
pub type Benefit = fn(&Law, &Facts) -> Results;

/// Every benefit and levy a case may name.
pub const BENEFITS: [(&str, Benefit); 22] = [
    ("rsa", of_rsa),
    ("prime_activite", of_prime_activite),
    ("housing_aid", of_housing_aid),
    ("family_benefits", of_family_benefits),
    ("two_earners", of_two_earners),
    ("aah", of_aah),
    ("ass", of_ass),
    ("aspa", of_aspa),
    ("apa_at_home", of_apa_at_home),
    ("apa_in_institution", of_apa_in_institution),
    ("pch", of_pch),
    ("unemployment_right", of_unemployment_right),
    ("unemployment_daily", of_unemployment_daily),
    ("unemployment_fall", of_unemployment_fall),
    ("unemployment_month", of_unemployment_month),
    ("payslip", of_payslip),
    ("general_reduction", of_general_reduction),
    ("csg_rate", of_csg_rate),
    ("pension", of_pension),
    ("income_tax", of_income_tax),
    ("self_employed", of_self_employed),
    ("household", of_household),
];

fn of_rsa(law: &Law, facts: &Facts) -> Results {
    let found = rsa(
        law,
        &RsaFacts {
            adults: facts.number("adults", 1),
            children: facts.children(),
            activity: facts.euros("activity"),
            other: facts.euros("other"),
            family: facts.family(),
            tenure: facts.tenure(),
            housing_aid: facts.euros("housing_aid"),
            too_young: false,
        },
    );
    vec![
        ("amount", Given::Euros(found.amount)),
        ("guaranteed", Given::Euros(found.guaranteed)),
        ("housing_deduction", Given::Euros(found.housing_deduction)),
        ("resources", Given::Euros(found.resources)),
        ("raised", Given::Yes(found.raised)),
    ]
}

fn of_prime_activite(law: &Law, facts: &Facts) -> Results {
    let found = prime_activite(
        law,
        &PpaFacts {
            adults: facts.number("adults", 1),
            children: facts.children(),
            activity: [facts.euros("activity"), facts.euros("activity_2")],
            aah: [facts.euros("aah"), facts.euros("aah_2")],
            other: facts.euros("other"),
            family: facts.family(),
            tenure: facts.tenure(),
            housing_aid: facts.euros("housing_aid"),
        },
    );
    vec![
        ("amount", Given::Euros(found.amount)),
        ("guaranteed", Given::Euros(found.guaranteed)),
        ("bonus", Given::Euros(found.bonus)),
        ("activity", Given::Euros(found.activity)),
        ("resources", Given::Euros(found.resources)),
        ("housing_deduction", Given::Euros(found.housing_deduction)),
    ]
}

fn of_housing_aid(law: &Law, facts: &Facts) -> Results {
    let found = housing_aid(
        law,
        &HousingFacts {
            adults: facts.number("adults", 1),
            dependants: facts.number("dependants", 0),
            tenure: facts.tenure(),
            zone: facts.zone(),
            rent: facts.euros("rent"),
            incomes: [facts.euros("income"), facts.euros("income_2")],
            draws_rsa: facts.yes("draws_rsa"),
            disabled: facts.yes("disabled"),
        },
    );
    vec![
        ("amount", Given::Euros(found.amount)),
        ("income", Given::Euros(found.income)),
        ("rent_retained", Given::Euros(found.rent_retained)),
        ("charges", Given::Euros(found.charges)),
        ("participation", Given::Euros(found.participation)),
        ("rent_cut", Given::Euros(found.rent_cut)),
    ]
}

fn of_family_benefits(law: &Law, facts: &Facts) -> Results {
    let found = family_benefits(
        law,
        &FamilyFacts {
            children: facts.children(),
            income: facts.euros("income"),
            lone: facts.yes("lone"),
            two_earners: facts.yes("two_earners"),
        },
    );
    vec![
        ("af", Given::Euros(found.af)),
        ("af_base", Given::Euros(found.af_base)),
        ("af_age_supplement", Given::Euros(found.af_age_supplement)),
        ("asf", Given::Euros(found.asf)),
        ("cf", Given::Euros(found.cf)),
        ("paje", Given::Euros(found.paje)),
    ]
}

fn of_two_earners(law: &Law, facts: &Facts) -> Results {
    vec![("two_earners", Given::Yes(two_earners(law, [facts.euros("income"), facts.euros("income_2")])))]
}

fn of_aah(law: &Law, facts: &Facts) -> Results {
    let found = aah(
        law,
        &AahFacts {
            couple: facts.yes("couple"),
            children: facts.number("children", 0),
            own_wage: facts.euros("own_wage"),
            own_other: facts.euros("own_other"),
            partner_income: facts.euros("partner_income"),
        },
    );
    vec![("amount", Given::Euros(found))]
}

fn of_ass(law: &Law, facts: &Facts) -> Results {
    vec![("amount", Given::Euros(ass(law, facts.yes("couple"), facts.euros("resources"))))]
}

fn of_aspa(law: &Law, facts: &Facts) -> Results {
    let (couple, claimants) = (facts.yes("couple"), facts.number("claimants", 1));
    let found = AspaFacts { couple, claimants, other: facts.euros("other"), wages: facts.euros("wages") };
    vec![("amount", Given::Euros(aspa(law, &found)))]
}

fn gir(facts: &Facts) -> Gir {
    [Gir::One, Gir::Two, Gir::Three, Gir::Four][facts.number("gir", 1) as usize - 1]
}

fn apa_results(found: Apa) -> Results {
    vec![
        ("amount", Given::Euros(found.amount)),
        ("plan", Given::Euros(found.plan)),
        ("participation", Given::Euros(found.participation)),
    ]
}

fn of_apa_at_home(law: &Law, facts: &Facts) -> Results {
    apa_results(at_home(law, gir(facts), facts.euros("plan"), facts.euros("income"), facts.yes("couple")))
}

fn of_apa_in_institution(law: &Law, facts: &Facts) -> Results {
    apa_results(in_institution(law, gir(facts), facts.euros("income"), facts.yes("couple")))
}

fn of_pch(law: &Law, facts: &Facts) -> Results {
    let need = [Need::Low, Need::Middle, Need::High, Need::VeryHigh][facts.number("need", 1) as usize - 1];
    vec![("amount", Given::Euros(pch(law, need)))]
}

/// No right is zero days.
fn of_unemployment_right(law: &Law, facts: &Facts) -> Results {
    let work = WorkHistory {
        wages: facts.euros("wages"),
        employed_days: facts.number("employed_days", 0),
        idle_days: facts.number("idle_days", 0),
    };
    let right = open_right(law, &work, facts.number("age", 40)).unwrap_or_default();
    vec![
        ("days", Given::Number(right.days)),
        ("daily_gross", Given::Euros(right.daily_gross)),
        ("daily", Given::Euros(right.daily)),
    ]
}

fn of_unemployment_daily(law: &Law, facts: &Facts) -> Results {
    let (gross, net) = daily_amount(law, facts.euros("reference_wage"));
    vec![("gross", Given::Euros(gross)), ("after_levy", Given::Euros(net))]
}

fn of_unemployment_fall(law: &Law, facts: &Facts) -> Results {
    let (months, age) = (facts.number("months_paid", 12), facts.number("age", 40));
    vec![("daily_gross", Given::Euros(daily_after_fall(law, facts.euros("daily_gross"), months, age)))]
}

const RATES: [(&str, ReplacementRate); 4] = [
    ("full", ReplacementRate::Full),
    ("median", ReplacementRate::Median),
    ("reduced", ReplacementRate::Reduced),
    ("exempt", ReplacementRate::Exempt),
];

fn of_unemployment_month(law: &Law, facts: &Facts) -> Results {
    let month = month_of(law, facts.euros("gross"), facts.word("rate", &RATES));
    vec![("net", Given::Euros(month.net)), ("taxable", Given::Euros(month.taxable))]
}

fn of_payslip(law: &Law, facts: &Facts) -> Results {
    let slip = payslip(law, facts.euros("gross"), facts.share("full_time_share"));
    vec![
        ("net", Given::Euros(slip.net)),
        ("csg", Given::Euros(slip.csg.total())),
        ("employee_old_age", Given::Euros(slip.employee.vieillesse)),
        ("employee_complementary", Given::Euros(slip.employee.complementary)),
        ("employer_health", Given::Euros(slip.employer.maladie)),
        ("employer_old_age", Given::Euros(slip.employer.vieillesse)),
        ("employer_family", Given::Euros(slip.employer.famille)),
        ("employer_unemployment", Given::Euros(slip.employer.chomage)),
        ("employer_complementary", Given::Euros(slip.employer.complementary)),
    ]
}

fn of_general_reduction(law: &Law, facts: &Facts) -> Results {
    let (gross, share) = (facts.euros("gross"), facts.share("full_time_share"));
    vec![
        ("coefficient", Given::Share(coefficient(law, gross, share))),
        ("amount", Given::Euros(amount(law, gross, share))),
    ]
}

fn rate_of(law: &Law, facts: &Facts) -> ReplacementRate {
    replacement_rate(law, facts.euros("reference_income"), facts.number("half_parts", 2))
}

fn of_csg_rate(law: &Law, facts: &Facts) -> Results {
    let rate = rate_of(law, facts);
    let (word, _) = RATES.iter().find(|(_, one)| *one == rate).expect("all rates have a word");
    vec![("rate", Given::Word(word))]
}

fn of_pension(law: &Law, facts: &Facts) -> Results {
    let levies = pension_levies(law, facts.euros("basic"), facts.euros("complementary"), rate_of(law, facts));
    vec![("net", Given::Euros(levies.net)), ("taxable", Given::Euros(levies.taxable))]
}

fn of_income_tax(law: &Law, facts: &Facts) -> Results {
    let found = income_tax(
        law,
        &TaxFacts {
            couple: facts.yes("couple"),
            children: facts.children(),
            lone_parent: facts.yes("lone_parent"),
            wages: [facts.euros("wages"), facts.euros("wages_2")],
            pensions: [facts.euros("pensions"), facts.euros("pensions_2")],
        },
    );
    vec![
        ("tax", Given::Euros(found.tax)),
        ("after_cap", Given::Euros(found.after_cap)),
        ("reference_income", Given::Euros(found.reference_income)),
        ("half_parts", Given::Number(found.half_parts)),
    ]
}

fn of_self_employed(law: &Law, facts: &Facts) -> Results {
    let levies = self_employed(law, facts.euros("profit"));
    vec![("net", Given::Euros(levies.net)), ("taxable", Given::Euros(levies.taxable))]
}

/// Adults without a status have no income of their own.
fn of_household(law: &Law, facts: &Facts) -> Results {
    let statuses = [
        ("none", Status::None),
        ("employed", Status::Employed),
        ("are", Status::Are),
        ("ass", Status::Ass),
        ("aah", Status::Aah),
        ("retired", Status::Retired),
    ];
    let first = Adult {
        age: facts.number("age", 40),
        status: facts.word("status", &statuses),
        wage: facts.euros("wage"),
        are: facts.euros("are"),
        pension: facts.euros("pension"),
        complementary: facts.euros("complementary"),
    };
    let second = Adult {
        age: facts.number("age_2", 40),
        status: facts.word("status_2", &statuses),
        wage: facts.euros("wage_2"),
        are: facts.euros("are_2"),
        pension: facts.euros("pension_2"),
        complementary: facts.euros("complementary_2"),
    };
    let out = steady_state(
        law,
        &Case {
            first,
            second: (facts.number("adults", 1) == 2).then_some(second),
            children: facts.children(),
            tenure: facts.tenure(),
            zone: facts.zone(),
            rent: facts.euros("rent"),
        },
    );
    vec![
        ("rsa", Given::Euros(out.rsa.amount)),
        ("prime_activite", Given::Euros(out.ppa.amount)),
        ("housing_aid", Given::Euros(out.housing.amount)),
        ("ass", Given::Euros(out.ass[0] + out.ass[1])),
        ("aah", Given::Euros(out.aah[0] + out.aah[1])),
        ("aspa", Given::Euros(out.aspa)),
        ("disposable", Given::Euros(out.disposable)),
    ]
}
