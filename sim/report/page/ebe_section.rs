//! Entreprises à but d'emploi: what a job costs and to whom, who holds it, local firms, rights. The same account as
//! `ebe_account.csv` and `summary.md`.

use super::ground::Ground;
use super::institution_words::InstitutionWords;
use super::language::{Language, fill};
use super::view::{Cell, Section, Table};
use crate::report::ebe_account::{EbeAccount, PUBLISHED, Part, People, Per};
use crate::report::headline::TOO_FEW;
use crate::report::statistics::Estimate;
use crate::world::body::Body;

/// Columns of the table: public bodies together where they are of one kind.
fn columns(words: &InstitutionWords) -> [(&str, Vec<Body>); 6] {
    let branches = vec![Body::Maladie, Body::Vieillesse, Body::Famille, Body::Autonomie];
    let others = vec![Body::Region, Body::BlocCommunal, Body::FondsExperimentation];
    [
        (&words.etat, vec![Body::Etat]),
        (&words.securite_sociale, branches),
        (&words.unedic, vec![Body::Unedic]),
        (&words.departements, vec![Body::Departement]),
        (&words.other_bodies, others),
        (&words.all_bodies, Body::ALL.into_iter().filter(|body| body.is_public()).collect()),
    ]
}

/// Nothing where no EBE employed anyone.
pub fn ebe(on: &Ground) -> Option<Section> {
    let account = on.headline.ebe_account.as_ref()?;
    let words = InstitutionWords::of(on.language);
    let mut section =
        Section { id: "ebe-account", title: words.ebe.clone(), intro: words.ebe_intro.clone(), ..Section::default() };
    if let Some(cost) = on.headline.job_cost.as_ref().filter(|cost| cost.simulated < TOO_FEW) {
        section.notice = fill(&words.ebe_too_few, &[("n", &on.language.whole(cost.simulated))]);
        return Some(section);
    }
    section.tables = vec![net_cost(on, &words, account), people(on, &words, &account.people)];
    section.sentences = sentences(on, &words, account);
    Some(section)
}

fn part_words(words: &InstitutionWords, part: Part) -> &str {
    match part {
        Part::Contribution => &words.contribution,
        Part::SeedMoney => &words.seed_money,
        Part::OutOfWorkBenefits => &words.out_of_work_benefits,
        Part::PrimeActivite => &words.prime_activite,
        Part::HousingAid => &words.housing_aid,
        Part::OtherBenefits => &words.other_benefits,
        Part::EbeLevies => &words.ebe_levies,
        Part::OtherLevies => &words.other_levies,
        Part::Reduction => &words.reduction,
        Part::Vat => &words.vat,
        Part::OtherTaxes => &words.other_taxes,
        Part::Other => &words.other,
        Part::Services => &words.services,
    }
}

fn net_cost(on: &Ground, words: &InstitutionWords, account: &EbeAccount) -> Table {
    let language = on.language;
    let columns = columns(words);
    let mut heads: Vec<String> = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    heads.push(on.words.interval.clone());
    let mut table = Table::new(&words.ebe_caption, &[words.kind_of_money.as_str()], &heads);
    let mut line = |label: &str, parts: &[Part], per: Per, strong: bool| {
        let values: Vec<Estimate> =
            columns.iter().filter_map(|(_, bodies)| account.balance(parts, bodies, per)).collect();
        if values.len() < columns.len() || values.iter().all(|value| value.mean.abs() < 0.5) {
            return;
        }
        let mut cells = vec![Cell::text(label)];
        cells.extend(values.iter().map(|value| Cell::number(language.signed(value.mean, 0), value.mean)));
        let all = values.last().copied().unwrap_or_default();
        cells.push(Cell::number(language.half_width(&all, 1.0, 0), all.half_width.unwrap_or(0.0)));
        if strong { table.strong_row(cells) } else { table.row(cells) }
    };
    let narrow = EbeAccount::narrow();
    for &part in &narrow {
        line(part_words(words, part), &[part], Per::FtePaid, false);
    }
    line(&words.net_narrow, &narrow, Per::FtePaid, true);
    line(&words.services, &[Part::Services], Per::FtePaid, false);
    line(&words.net_wide, &Part::ALL, Per::FtePaid, true);
    line(&words.per_additional_fte, &Part::ALL, Per::AdditionalFte, false);
    line(&words.per_additional_person, &Part::ALL, Per::AdditionalPerson, false);
    table.note = fill(&words.ebe_note, &[("fte", &language.whole(account.fte_paid.mean))]);
    table.trimmed()
}

fn people(on: &Ground, words: &InstitutionWords, people: &People) -> Table {
    let language = on.language;
    let share = |part: f64, of: f64| language.per_cent(part / of.max(1.0) * 100.0, 0);
    let known = |share: f64| language.per_cent(share * 100.0, 0);
    let heads = [on.words.simulated.clone(), words.published_first_ten.clone()];
    let mut table = Table::new(&words.people_caption, &[words.people.as_str()], &heads);
    let of_year = fill(&words.out_of_joblessness, &[("year", &people.december.to_string())]);
    let volunteers = fill(&words.a_parameter, &[("n", &known(PUBLISHED.volunteers_of_met))]);
    let hired = people.hires - people.returns;
    for (label, simulated, published) in [
        (&words.met, language.whole(people.met), words.met_published.clone()),
        (&words.volunteers, share(people.volunteers, people.met), volunteers),
        (&words.hired, share(hired, people.met), known(PUBLISHED.hired_of_met)),
        (&of_year, share(people.followed_employed, people.followed), known(PUBLISHED.employed_of_met)),
        (&words.without_benefit, share(people.without_benefit, people.hires), known(PUBLISHED.without_benefit)),
        (&words.mean_age, language.decimal(people.mean_age, 1), language.decimal(PUBLISHED.mean_age, 0)),
        (
            &words.mean_jobless,
            language.decimal(people.mean_jobless_months, 1),
            language.decimal(PUBLISHED.mean_jobless_months, 1),
        ),
    ] {
        let text = |text: String| Cell::text(text).class("number");
        table.row(vec![Cell::text(label), text(simulated), text(published)]);
    }
    table.note = words.people_note.clone();
    table
}

/// An amount, or that it is not known.
fn euros(language: Language, words: &InstitutionWords, estimate: Option<Estimate>) -> String {
    estimate.map_or_else(|| words.not_known.clone(), |known| language.money(known.mean))
}

fn sentences(on: &Ground, words: &InstitutionWords, account: &EbeAccount) -> Vec<String> {
    let (language, people) = (on.language, &account.people);
    let whole = |value: f64| language.whole(value);
    let of_hundred = |part: f64, of: f64| whole(part / of.max(1.0) * 100.0);
    let [levies, vat] = account.financed(Per::FtePaid).map_or([None; 2], |known| known.map(Some));
    let last = on.last().to_string();
    let result = account.result(Per::FtePaid);
    let result = result.map_or_else(|| words.not_known.clone(), |known| language.signed_money(known.mean));
    let half = account.additional_fte.half_width.map_or_else(String::new, |half| format!(" ±{}", whole(half)));
    let additional = format!("{}{half}", language.signed(account.additional_fte.mean, 0));
    let told = |sentence: &str, values: &[(&str, String)]| {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fill(sentence, &values)
    };
    vec![
        told(
            &words.financed_says,
            &[
                ("share", language.per_cent(account.public_part * 100.0, 0)),
                ("levies", euros(language, words, levies)),
                ("vat", euros(language, words, vat)),
            ],
        ),
        told(&words.result_says, &[("n", result)]),
        told(&words.additional_says, &[("n", additional), ("paid", whole(account.fte_paid.mean))]),
        told(
            &words.hires_says,
            &[
                ("hires", whole(people.hires)),
                ("returns", whole(people.returns)),
                ("left", whole(people.exits_to_jobs)),
                ("supervisors", whole(people.supervisors)),
                ("year", last.clone()),
            ],
        ),
        told(
            &words.exhaustive_says,
            &[("waiting", whole(people.waiting)), ("not_met", whole(people.not_met)), ("year", last)],
        ),
        told(
            &words.without_ebe_says,
            &[
                ("year", people.december.to_string()),
                ("in_reference", of_hundred(people.in_ebe_employed_in_reference, people.in_ebe)),
                ("employed", of_hundred(people.followed_employed, people.followed)),
                ("employed_reference", of_hundred(people.followed_employed_in_reference, people.followed)),
                ("more", language.signed(people.followed_employed - people.followed_employed_in_reference, 0)),
            ],
        ),
        told(
            &words.firms_says,
            &[("sales", language.money(account.sales.mean)), ("displaced", whole(people.displaced))],
        ),
        told(&words.rights_says, &[("quarters", whole(account.quarters)), ("months", whole(account.insurance_months))]),
    ]
}
