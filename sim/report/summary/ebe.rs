//! The section of the page on entreprises à but d'emploi: what a job costs and to whom, who holds it, local firms, rights.

use super::Grid;
use super::facts::{counted, too_few_jobs};
use crate::report::ebe_account::{EbeAccount, PUBLISHED, Part, People, Per};
use crate::report::headline::{Headline, Persons};
use crate::report::number::{THIN_SPACE, decimal, signed, whole};
use crate::report::statistics::Estimate;
use crate::world::body::Body;

/// Columns of the table: public bodies together where they are of one kind.
const COLUMNS: [(&str, &[Body]); 6] = [
    ("État", &[Body::Etat]),
    ("Sécurité sociale", &[Body::Maladie, Body::Vieillesse, Body::Famille, Body::Autonomie]),
    ("Unédic", &[Body::Unedic]),
    ("Départements", &[Body::Departement]),
    ("others", &[Body::Region, Body::BlocCommunal, Body::FondsExperimentation]),
    ("**all**", &PUBLIC),
];

const PUBLIC: [Body; 10] = [
    Body::Etat,
    Body::Maladie,
    Body::Vieillesse,
    Body::Famille,
    Body::Autonomie,
    Body::Unedic,
    Body::Region,
    Body::Departement,
    Body::BlocCommunal,
    Body::FondsExperimentation,
];

/// Nothing where no EBE employed anyone.
pub fn section(headline: &Headline) -> String {
    let Some(account) = &headline.ebe_account else { return String::new() };
    let mut text = String::from("\n## Entreprises à but d'emploi\n\n");
    if let Some(few) = headline.job_cost.as_ref().and_then(too_few_jobs) {
        return text + &format!("{few}.\n");
    }
    text += &format!(
        "What a full-time equivalent paid by the contribution costs or brings each public body, euros a year: the balances \
         above taken apart, reform less reference, over {} full-time equivalents (`ebe_account.csv`).\n\n{}",
        whole(account.fte_paid.mean.round() as i64),
        net_cost(account).markdown()
    );
    text += &financed(account);
    text += &additional(account);
    text += &people(headline, account);
    text += &local_firms(headline, account);
    text += &rights(account);
    text
}

const fn label(part: Part) -> &'static str {
    match part {
        Part::Contribution => "contribution au développement de l'emploi",
        Part::SeedMoney => "seed money",
        Part::OutOfWorkBenefits => "unemployment benefits, RSA, ASS, AAH",
        Part::PrimeActivite => "prime d'activité",
        Part::HousingAid => "housing aid",
        Part::OtherBenefits => "other benefits and pensions",
        Part::EbeLevies => "contributions and levies on EBE wages",
        Part::OtherLevies => "the same on other work",
        Part::Reduction => "general reduction, made up by the State",
        Part::Vat => "VAT",
        Part::OtherTaxes => "other taxes",
        Part::Other => "transfers among public bodies, other spending",
        Part::Services => "care and social services",
    }
}

fn net_cost(account: &EbeAccount) -> Grid {
    let mut rows = vec![vec!["€/FTE/year, gain (+) or cost (−)".to_owned()]];
    rows[0].extend(COLUMNS.iter().map(|(name, _)| (*name).to_owned()));
    let mut line = |label: &str, parts: &[Part], per: Per, bold: bool| {
        let values: Vec<Estimate> =
            COLUMNS.iter().filter_map(|(_, bodies)| account.balance(parts, bodies, per)).collect();
        if values.len() < COLUMNS.len() || values.iter().all(|value| value.mean.abs() < 0.5) {
            return;
        }
        let mut row = vec![label.to_owned()];
        row.extend(values.iter().map(|value| signed(value.mean, 0)));
        if bold {
            row = row.into_iter().map(|cell| format!("**{cell}**")).collect();
        }
        rows.push(row);
    };
    let narrow = EbeAccount::narrow();
    for &part in &narrow {
        line(label(part), &[part], Per::FtePaid, false);
    }
    line("net, narrow perimeter", &narrow, Per::FtePaid, true);
    line(label(Part::Services), &[Part::Services], Per::FtePaid, false);
    line("net, wide perimeter", &Part::ALL, Per::FtePaid, true);
    line("per additional FTE in employment, narrow", &narrow, Per::AdditionalFte, false);
    line("per additional FTE in employment, wide", &Part::ALL, Per::AdditionalFte, false);
    line("per additional person in employment, narrow", &narrow, Per::AdditionalPerson, false);
    line("per additional person in employment, wide", &Part::ALL, Per::AdditionalPerson, false);
    Grid { rows }
}

fn euros(estimate: Option<Estimate>) -> String {
    estimate
        .map_or_else(|| "not known".to_owned(), |known| format!("{}{THIN_SPACE}€", whole(known.mean.round() as i64)))
}

fn financed(account: &EbeAccount) -> String {
    let [levies, vat] = account.financed(Per::FtePaid).map_or([None; 2], |known| known.map(Some));
    format!(
        "\n- Public money is {}{THIN_SPACE}% of the EBEs' resources, sales the rest. It financed in this part {} of the levies on \
         EBE wages and, at the mean ratio of VAT to disposable income, {} of the VAT above, per FTE and year: what the \
         contribution pays back to those who paid it.\n- Result of the EBEs (resources less full cost): {} per FTE and year; \
         nobody is charged for it.\n",
        decimal(account.public_part * 100.0, 0),
        euros(levies),
        euros(vat),
        euros(account.result(Per::FtePaid)),
    )
}

fn additional(account: &EbeAccount) -> String {
    format!(
        "- Full-time equivalents in employment anywhere, those of EBEs included: {}{} for {} paid.\n",
        signed(account.additional_fte.mean, 0),
        account
            .additional_fte
            .half_width
            .map_or(String::new(), |half| format!(" ±{THIN_SPACE}{}", whole(half.round() as i64))),
        whole(account.fte_paid.mean.round() as i64),
    )
}

fn people(headline: &Headline, account: &EbeAccount) -> String {
    let people = &account.people;
    let count = |number: f64| whole(number.round() as i64);
    let share = |part: f64, of: f64| format!("{}{THIN_SPACE}%", decimal(part / of.max(1.0) * 100.0, 0));
    let known = |share: f64| format!("{}{THIN_SPACE}%", decimal(share * 100.0, 0));
    let last = headline.years.last().copied().unwrap_or_default();
    let rows = [
        ["".to_owned(), "simulated".to_owned(), "published, first ten territories".to_owned()],
        [
            "persons met by the committees".into(),
            count(people.met),
            "2\u{202F}030 of some 75\u{202F}000 inhabitants".into(),
        ],
        [
            "volunteers, of those met".into(),
            share(people.volunteers, people.met),
            format!("{} (a parameter)", known(PUBLISHED.volunteers_of_met)),
        ],
        ["hired, of those met".into(), share(people.hires - people.returns, people.met), known(PUBLISHED.hired_of_met)],
        [
            format!("out of joblessness, of those met (December {})", people.december),
            share(people.followed_employed, people.followed),
            known(PUBLISHED.employed_of_met),
        ],
        [
            "hired without RSA, unemployment insurance nor AAH".into(),
            share(people.without_benefit, people.hires),
            known(PUBLISHED.without_benefit),
        ],
        ["mean age when hired, years".into(), decimal(people.mean_age, 1), decimal(PUBLISHED.mean_age, 0)],
        [
            "mean joblessness when hired, months".into(),
            decimal(people.mean_jobless_months, 1),
            decimal(PUBLISHED.mean_jobless_months, 1),
        ],
    ];
    let grid = Grid { rows: rows.into_iter().map(Vec::from).collect() };
    let text = format!(
        "\n{}\n- Hired by EBEs over the run: {} persons, of whom {} by right of return; {} employees of EBE left for an ordinary \
         job. {} persons supervise, mean of {last}.\n",
        grid.markdown(),
        count(people.hires),
        count(people.returns),
        count(people.exits_to_jobs),
        count(people.supervisors),
    );
    text + &format!(
        "- Exhaustiveness: {} volunteers wait for a job and {} more persons whom the law concerns have not been met, mean of \
         {last}.\n",
        count(people.waiting),
        count(people.not_met),
    ) + &without_ebe(people)
}

/// What the same persons do in the reference.
fn without_ebe(people: &People) -> String {
    let of_hundred = |part: f64, of: f64| decimal(part / of.max(1.0) * 100.0, 0);
    format!(
        "- Of a hundred employees of EBE in December {0}, {1} have a job in the reference too: what they would have done \
         without it, lived by the same persons on the same draws. Of a hundred persons met, {2} have a job, {3} in the \
         reference: {4} persons out of joblessness who would not be.\n",
        people.december,
        of_hundred(people.in_ebe_employed_in_reference, people.in_ebe),
        of_hundred(people.followed_employed, people.followed),
        of_hundred(people.followed_employed_in_reference, people.followed),
        signed(people.followed_employed - people.followed_employed_in_reference, 0),
    )
}

fn local_firms(headline: &Headline, account: &EbeAccount) -> String {
    let jobs = account.people.local_jobs.map_or_else(
        || "not known".to_owned(),
        |change| {
            let simulated = change.mean.abs() * change.seeds as f64 / f64::from(headline.one_in);
            counted(&Persons { change, simulated }, "jobs")
        },
    );
    format!(
        "- Local firms: EBEs sell for {}{THIN_SPACE}€ a year, which their buyers spend elsewhere without them, and take the custom \
         of {} full-time jobs (`competition_share`). Jobs in firms that sell to residents, all the run, last year: {}.\n",
        whole(account.sales.mean.round() as i64),
        whole(account.people.displaced.round() as i64),
        jobs,
    )
}

fn rights(account: &EbeAccount) -> String {
    format!(
        "- Rights accrued in EBE, in no balance above: {} quarters of pension insurance over the run ({} of old-age \
         contributions per FTE and year), and {} months towards unemployment insurance that its present employees have not used.\n",
        whole(account.quarters.round() as i64),
        euros(account.pension_contributions(Per::FtePaid)),
        whole(account.insurance_months.round() as i64),
    )
}
