//! `results.xlsx`: a front sheet, then one sheet a table that an office user wants, in euros.

use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::say;
use super::sheet::{Cell, Formats, Head, Read, Shown, put, table};
use crate::measures::{ExitCause, Indicator};
use crate::report::columns::Columns;
use crate::report::headline::{Persons, TOO_FEW};
use crate::report::indicators::DerivedRate;
use crate::report::page::ground::Ground;
use crate::report::page::language::fill;
use crate::report::page::{certainty, indicator_names, names, opening, posts};
use crate::report::statistics::Estimate;
use crate::report::yearly::Quantity;
use crate::world::Post;
use crate::world::body::Body;

/// Kinds of quantity given by place: posts of every place would make a sheet nobody reads.
const BY_PLACE: [&str; 4] = ["balance", "rate", "poverty_exits", "lasting_poverty_exits"];

/// Which rows of a table a sheet takes.
type Wanted<'a> = dyn Fn(&csv::StringRecord) -> bool + 'a;

/// The bytes of the file. `differences.csv`, `versions.csv` and `interaction.csv` are read from `folder`.
///
/// # Errors
/// When a table cannot be read back or the crate refuses a cell.
pub fn workbook(on: &Ground, folder: &Path) -> Result<Vec<u8>, String> {
    let told = |error: XlsxError| error.to_string();
    let formats = Formats::new();
    let mut book = Workbook::new();
    // A date of its own, always the same: two results that are alike must have the same bytes.
    let date = ExcelDateTime::from_ymd(2019, 1, 1).map_err(told)?;
    let title = opening::opening(on).title;
    book.set_properties(&DocProperties::new().set_title(&title).set_author("Bassin").set_creation_datetime(&date));
    front(on, &mut book, &formats).map_err(told)?;
    if on.headline.has_reform {
        balances(on, &mut book, &formats).map_err(told)?;
        tables(on, &mut book, &formats, folder)?;
    }
    book.save_to_buffer().map_err(told)
}

/// A figure of the front sheet.
struct Figure {
    label: String,
    estimate: Option<Estimate>,
    shown: Shown,
    remark: String,
}

fn front(on: &Ground, book: &mut Workbook, formats: &Formats) -> Result<(), XlsxError> {
    let language = on.language;
    let opening = opening::opening(on);
    let sheet = book.add_worksheet().set_name(say(language, "Summary", "Synthèse"))?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 1);
    for (column, width) in [(0, 58.0), (1, 20.0), (2, 20.0), (3, 20.0), (4, 62.0)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, &opening.title, &formats.title)?;
    let mut row = 1;
    for text in [&opening.question, &opening.sentence] {
        if !text.is_empty() {
            sheet.merge_range(row, 0, row, 4, text, &formats.wrapped)?;
            sheet.set_row_height(row, 32)?;
            row += 1;
        }
    }
    row += 1;
    if on.headline.has_reform {
        let heads = [
            say(language, "Reform less reference", "Réforme moins référence"),
            say(language, "Mean", "Moyenne"),
            say(language, "95 % interval, low", "Intervalle à 95 %, bas"),
            say(language, "95 % interval, high", "Intervalle à 95 %, haut"),
            say(language, "Remark", "Remarque"),
        ];
        for (column, head) in (0u16..).zip(&heads) {
            sheet.write_string_with_format(row, column, head, &formats.bold)?;
        }
        row += 1;
        for figure in figures(on) {
            sheet.write_string(row, 0, &figure.label)?;
            for (column, cell) in (1u16..).zip(numbers(figure.estimate, figure.shown)) {
                put(sheet, formats, (row, column), &cell)?;
            }
            sheet.write_string(row, 4, &figure.remark)?;
            row += 1;
        }
    } else {
        sheet.write_string(row, 0, &on.words.no_reform)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, &on.words.certainty, &formats.bold)?;
    row += 1;
    let mut sentences = certainty::certainty(on).sentences;
    sentences.push(on.words.privacy_line.clone());
    sentences.push(fill(&on.words.made_by, &[("version", &on.description.version)]));
    let seeds: Vec<String> = on.replicates.iter().map(|replicate| replicate.seed.to_string()).collect();
    sentences.push(fill(&say(language, "Seeds: {seeds}.", "Graines : {seeds}."), &[("seeds", &seeds.join(", "))]));
    for sentence in sentences {
        sheet.merge_range(row, 0, row, 4, &sentence, &formats.wrapped)?;
        sheet.set_row_height(row, 32)?;
        row += 1;
    }
    Ok(())
}

/// Mean, low, high.
fn numbers(estimate: Option<Estimate>, shown: Shown) -> [Cell; 3] {
    let half = estimate.and_then(|estimate| estimate.half_width);
    let bound = |sign: f64| estimate.zip(half).map(|(estimate, half)| estimate.mean + sign * half);
    [estimate.map(|estimate| estimate.mean), bound(-1.0), bound(1.0)].map(|value| Cell::number(value, shown))
}

fn figures(on: &Ground) -> Vec<Figure> {
    let (language, words, headline) = (on.language, on.words, on.headline);
    let mut all = Vec::new();
    let open = |estimate: &Estimate| match estimate.sign_is_open() {
        true => say(
            language,
            "The interval holds both signs: undetermined.",
            "L'intervalle contient les deux signes : indéterminé.",
        ),
        false => String::new(),
    };
    let balance = |label: String, a_year: Estimate| Figure {
        label,
        estimate: Some(a_year),
        shown: Shown::Euros,
        remark: format!(
            "{} {}",
            say(language, "A year; above zero is a gain.", "Par an ; un gain est positif."),
            open(&a_year)
        ),
    };
    let asked = on.asked_first();
    let of_body = |body: Body| headline.balances.iter().find(|balance| balance.quantity == Quantity::Balance(body));
    if let Some((body, found)) = asked.and_then(|body| Some((body, of_body(body)?))) {
        all.push(balance(names::body(body, language).to_owned(), found.a_year));
    }
    all.extend(headline.consolidated.iter().map(|found| balance(words.all_public.clone(), found.a_year)));
    all.extend(headline.narrow.iter().map(|found| balance(words.narrow.clone(), found.a_year)));
    let mut persons = |label: &str, persons: &Option<Persons>, note: &str| {
        let Some(persons) = persons else { return };
        let few = persons.is_too_small_to_say();
        let simulated = language.whole(persons.simulated);
        let remark = match few {
            true => fill(&words.too_few_note, &[("n", &simulated)]),
            false => format!("{note} {}", open(&persons.change)),
        };
        let estimate = (!few).then_some(persons.change);
        all.push(Figure { label: label.to_owned(), estimate, shown: Shown::Count, remark });
    };
    persons(&words.poverty_avoided, &headline.poverty_avoided, &words.poverty_avoided_note);
    let exits = say(language, "Exits from poverty, lasting or not", "Sorties de la pauvreté, durables ou non");
    persons(&exits, &headline.exits, &say(language, "Persons over the run.", "Personnes sur toute la période."));
    persons(&words.lasting_exits, &headline.lasting_exits, &words.lasting_exits_note);
    let of_year = fill(&words.employed_note, &[("year", &on.last().to_string())]);
    persons(&words.employed, &headline.employed, &of_year);
    persons(&say(language, "Unemployed persons (ILO)", "Chômeurs (BIT)"), &headline.unemployed, &of_year);
    if let Some(cost) = headline.job_cost.as_ref().filter(|_| !headline.ebe.is_empty()) {
        let few = cost.simulated < TOO_FEW;
        let few_note = fill(&words.too_few_note, &[("n", &language.whole(cost.simulated))]);
        for (label, estimate) in [
            (words.job_cost.clone(), cost.wide),
            (
                say(language, "The same without care and social services", "Le même sans soins ni services sociaux"),
                cost.narrow,
            ),
            (say(language, "The same, to the State", "Le même, pour l'État"), cost.etat),
            (say(language, "The same, to the départements", "Le même, pour les départements"), cost.departement),
        ] {
            let remark = if few { few_note.clone() } else { format!("{} {}", words.job_cost_note, open(&estimate)) };
            all.push(Figure { label, estimate: (!few).then_some(estimate), shown: Shown::Euros, remark });
        }
    }
    for figure in &mut all {
        figure.remark = figure.remark.trim().to_owned();
    }
    all
}

fn balances(on: &Ground, book: &mut Workbook, formats: &Formats) -> Result<(), XlsxError> {
    let (language, headline) = (on.language, on.headline);
    let mut heads = vec![
        Head::new(&on.words.body, "", 46.0),
        Head::new(
            say(language, "Mean a year", "Moyenne par an"),
            say(
                language,
                "Reform less reference since the reform began; above zero is a gain",
                "Réforme moins référence depuis le début de la réforme ; un gain est positif",
            ),
            20.0,
        ),
        Head::new(say(language, "95 % interval, low", "Intervalle à 95 %, bas"), "", 20.0),
        Head::new(say(language, "95 % interval, high", "Intervalle à 95 %, haut"), "", 20.0),
    ];
    for (year, months) in headline.years.iter().zip(&headline.months) {
        let part = fill(&say(language, "{n} months simulated", "{n} mois simulés"), &[("n", &months.to_string())]);
        heads.push(Head::new(year.to_string(), if *months == 12 { String::new() } else { part }, 18.0));
    }
    let line = |name: String, by_year: &[Estimate], a_year: Estimate| {
        let mut cells = vec![Cell::text(name)];
        cells.extend(numbers(Some(a_year), Shown::Euros));
        cells.extend(by_year.iter().map(|year| Cell::Number(year.mean, Shown::Euros)));
        cells
    };
    let bodies = headline.balances.iter().filter_map(|balance| match balance.quantity {
        Quantity::Balance(body) => Some(line(names::body(body, language).to_owned(), &balance.by_year, balance.a_year)),
        _ => None,
    });
    let funds = headline.funds.iter().map(|fund| line(fund.fund.name.clone(), &fund.by_year, fund.a_year));
    let wide = headline.consolidated.iter().map(|all| line(on.words.all_public.clone(), &all.by_year, all.a_year));
    let narrow = headline.narrow.iter().map(|all| line(on.words.narrow.clone(), &all.by_year, all.a_year));
    let rows: Vec<Vec<Cell>> = funds.chain(bodies).chain(wide).chain(narrow).collect();
    table(book, formats, &say(language, "Balances", "Soldes"), &heads, &rows)
}

/// The sheets laid out from tables that stand.
fn tables(on: &Ground, book: &mut Workbook, formats: &Formats, folder: &Path) -> Result<(), String> {
    let language = on.language;
    let documented = Columns::load();
    let how = (formats, &documented, language);
    // Columns of differences.csv: year, level, territory, kind, name.
    let at = |row: &csv::StringRecord, column: usize| row.get(column).unwrap_or_default().to_owned();
    let exit = |row: &csv::StringRecord| at(row, 3).ends_with("poverty_exits");
    let of_run = |row: &csv::StringRecord| at(row, 1) == "run" && !exit(row);
    let of_places =
        |row: &csv::StringRecord| at(row, 1) != "run" && !exit(row) && BY_PLACE.contains(&at(row, 3).as_str());
    let wanted: [(String, &Wanted<'_>); 3] = [
        (say(language, "Differences", "Différences"), &of_run),
        (say(language, "Poverty exits", "Sorties de pauvreté"), &exit),
        (say(language, "By place", "Par lieu"), &of_places),
    ];
    let told = |error: XlsxError| error.to_string();
    for (name, wanted) in wanted {
        if let Some(read) = Read::of(folder, "differences", wanted)?.filter(|read| !read.rows.is_empty()) {
            read.sheet(book, how, &name, |row, column, text| shown(on, row, column, text)).map_err(told)?;
        }
    }
    for (name, stem) in [
        (say(language, "Versions", "Versions"), "versions"),
        (say(language, "Interaction", "Interaction"), "interaction"),
    ] {
        if let Some(read) = Read::of(folder, stem, |_| true)? {
            read.sheet(book, how, &name, |_, column, text| match column {
                "effect" => text.replace('_', " "),
                _ => text.to_owned(),
            })
            .map_err(told)?;
        }
    }
    Ok(())
}

/// A text of `differences.csv` as people read it.
fn shown(on: &Ground, row: &csv::StringRecord, column: &str, text: &str) -> String {
    let language = on.language;
    match column {
        "territory" => {
            let named = match row.get(1) {
                Some("region") => &on.gazetteer.regions,
                Some("departement") => &on.gazetteer.departements,
                _ => return say(language, "All places of the run", "Tous les lieux simulés"),
            };
            let place = named.iter().find(|place| place.code == text);
            place.map_or_else(|| text.to_owned(), |place| format!("{} ({text})", place.name))
        }
        "level" => match text {
            "run" => say(language, "Run", "Ensemble"),
            "region" => "Région".to_owned(),
            _ => "Département".to_owned(),
        },
        "kind" => match text {
            "balance" => say(language, "Balance", "Solde"),
            "post" => say(language, "Post of the accounts", "Poste des comptes"),
            "indicator" => say(language, "Indicator", "Indicateur"),
            "rate" => say(language, "Rate", "Taux"),
            "poverty_exits" => say(language, "Exits from poverty", "Sorties de la pauvreté"),
            "lasting_poverty_exits" => say(language, "Lasting exits", "Sorties durables"),
            other => other.replace('_', " "),
        },
        "name" => name(on, row.get(3).unwrap_or_default(), text),
        "unit" => match text {
            "persons" => say(language, "persons", "personnes"),
            "households" => say(language, "households", "ménages"),
            "jobs" => say(language, "jobs", "emplois"),
            "percentage points" => say(language, "percentage points", "points de pourcentage"),
            other => other.to_owned(),
        },
        _ => text.to_owned(),
    }
}

fn name(on: &Ground, kind: &str, text: &str) -> String {
    let language = on.language;
    let indicator = || Indicator::ALL.iter().copied().find(|known| known.name() == text);
    let post = || Post::ALL.iter().copied().find(|post| post.name() == text);
    let rate = || DerivedRate::ALL.into_iter().find(|rate| rate.name() == text);
    let plain = || text.replace('_', " ");
    let body = || Body::ALL.into_iter().find(|body| body.name() == text);
    let cause = || ExitCause::ALL.iter().copied().find(|cause| cause.name() == text);
    match (kind, text) {
        (_, "consolidated") => on.words.all_public.clone(),
        (_, "consolidated_without_care_and_social_services") => on.words.narrow.clone(),
        (_, "all_causes") => on.words.all_causes.clone(),
        ("balance", _) => body().map_or_else(|| text.to_owned(), |body| names::body(body, on.language).to_owned()),
        ("poverty_exits" | "lasting_poverty_exits", _) => {
            cause().map_or_else(|| text.to_owned(), |cause| names::cause(cause, on.language).to_owned())
        }
        ("indicator", _) => indicator().map_or_else(plain, |known| indicator_names::indicator(known, language)),
        ("post", _) => post().map_or_else(plain, |post| language.set(&posts::post(post, language))),
        ("rate", _) => rate().map_or_else(plain, |rate| indicator_names::rate(rate, language)),
        _ => plain(),
    }
}
