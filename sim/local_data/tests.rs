use std::sync::LazyLock;

use super::*;
use crate::keys::Language;
use crate::scenario::Options;

static FRANCE: LazyLock<Territory> = LazyLock::new(|| Territory::load(None).expect("the carried tables are whole"));

const HEADER: &str = "departement,year,line,unit,embedded,value,source\n";

fn parameters() -> Parameters {
    Parameters::load().expect("the carried parameters read")
}

fn checked(table: DataTable, text: &str) -> Result<LocalData, TerritoryError> {
    let file = DataFile { table, name: "mine.csv".to_owned(), text: text.to_owned() };
    LocalData::of(vec![file], &FRANCE, &parameters())
}

fn accounts(rows: &str) -> Result<LocalData, TerritoryError> {
    checked(DataTable::DepartementAccounts, &format!("{HEADER}{rows}"))
}

fn error(rows: &str) -> String {
    accounts(rows).expect_err("refused").to_string()
}

fn pas_de_calais() -> Departement {
    let row = FRANCE.departements.iter().position(|row| row.code == "62").expect("it exists");
    Departement(row as u16)
}

#[test]
fn a_line_a_year_or_a_departement_nobody_knows_is_told_with_file_line_and_column() {
    let line = error("62,2019,rsa_alowance,€,,1000,Compte administratif 2019\n");
    assert!(line.starts_with("mine.csv, line 2, column `line`: \"rsa_alowance\""), "{line}");
    let year = error("62,2019,apa,€,,160000000,CA\n62,2023,apa,€,,160000000,CA\n");
    assert!(year.starts_with("mine.csv, line 3, column `year`: \"2023\"") && year.contains("2019, the year"), "{year}");
    assert!(error("62,19,apa,€,,1,CA\n").contains("column `year`: \"19\""));
    let departement = error("99,2019,apa,€,,160000000,CA\n");
    assert!(departement.starts_with("mine.csv, line 2, column `departement`: \"99\""), "{departement}");
}

#[test]
fn a_value_needs_its_source_and_a_source_its_value() {
    assert!(error("62,2019,apa,€,,160000000,\n").starts_with("mine.csv, line 2, column `source`"));
    assert!(error("62,2019,apa,€,,,Compte administratif\n").starts_with("mine.csv, line 2, column `value`"));
    assert!(error("62,2019,apa,€,,,\n").contains("no row holds a value"));
}

#[test]
fn an_amount_is_euros_above_zero_and_never_ambiguous() {
    for wrong in ["-5", "0", "\"1,250\"", "160 M€", "dix"] {
        let told = error(&format!("62,2019,apa,€,,{wrong},CA\n"));
        assert!(told.starts_with("mine.csv, line 2, column `value`"), "{wrong}: {told}");
    }
    for right in ["160000000", "160 000 000", "\"160000000,00\"", "160\u{202f}000\u{202f}000 €"] {
        let data = accounts(&format!("62,2019,apa,€,,{right},CA\n")).expect("read");
        assert_eq!(data.figures[0].value, Cents::euros(160_000_000), "{right}");
    }
    assert!(error("62,2019,apa,k€,,160000,CA\n").contains("column `unit`: \"k€\""));
}

#[test]
fn a_row_twice_or_another_header_is_refused() {
    let twice = error("62,2019,apa,€,,160000000,CA\n62,2019,apa,€,,161000000,CA\n");
    assert!(twice.starts_with("mine.csv, line 3, column `line`"), "{twice}");
    let told = |text: &str| checked(DataTable::DepartementAccounts, text).expect_err("refused").to_string();
    assert!(told("departement,year,line,unit,embedded,valeur,source\n").contains("`valeur` is no column"));
    assert!(told("departement,year,line,unit,embedded,value\n").contains("`source` is missing"));
    assert!(told(&format!("{HEADER}62,2019,apa\n")).contains("line 2"));
}

#[test]
fn spreadsheets_in_french_are_read() {
    let text =
        "# notes\ndepartement;year;line;unit;embedded;value;source\r\n1;2019;apa;€;;60 000 000,50;CA 2019, p. 12\r\n";
    let data = checked(DataTable::DepartementAccounts, text).expect("read");
    assert_eq!((data.figures[0].name.as_str(), data.figures[0].value), ("dep:01 apa 2019", Cents(6_000_000_050)));
    assert_eq!(data.figures[0].source, "CA 2019, p. 12");
}

#[test]
fn a_value_far_from_the_programs_is_a_warning_beside_it() {
    let own = FRANCE.account(pas_de_calais(), AccountLine::Apa, 2019).expect("published");
    let near = form::euros(own * 2);
    let far = form::euros(own * 4);
    let data = accounts(&format!("62,2019,apa,€,,{near},CA\n")).expect("read");
    assert!(data.warnings().is_empty() && data.told(Language::English).contains(", 2.00\n"));
    let data = accounts(&format!("62,2019,apa,€,,{far},CA\n")).expect("read");
    assert_eq!(data.warnings().len(), 1);
    assert!(data.warnings()[0].contains("4.00 times"), "{:?}", data.warnings());
    assert!(data.told(Language::French).contains("4.00  TRÈS ÉLOIGNÉE"), "{}", data.told(Language::French));
    // Nothing is carried of 2023: the level of 2019 stands beside it.
    let data = accounts("62,2023,rsa_allowance,€,,9000,CA\n").expect("read");
    assert!(data.told(Language::English).contains("(of 2019)") && data.figures[0].is_far());
}

#[test]
fn the_form_filled_with_the_programs_own_figures_changes_nothing() {
    let empty = template(DataTable::DepartementAccounts, &FRANCE, &parameters(), pas_de_calais());
    assert!(checked(DataTable::DepartementAccounts, &empty).is_err_and(|e| e.to_string().contains("no row")));
    let fill = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        match cells.as_slice() {
            [departement, year, name, unit, embedded, "", ""] if !embedded.is_empty() => {
                format!("{departement},{year},{name},{unit},{embedded},{embedded},the program\n")
            }
            _ => format!("{line}\n"),
        }
    };
    let filled: String = empty.lines().map(fill).collect();
    let data = checked(DataTable::DepartementAccounts, &filled).expect("read");
    // Five years of RSA allowances, four other lines of spending, four resources.
    assert_eq!(data.figures.len(), 13);
    assert!(data.figures.iter().all(|figure| figure.ratio().is_some_and(|ratio| (ratio - 1.0).abs() < 1e-9)));
    let laid = data.laid_on(FRANCE.clone());
    let (own, carried) = (&laid.departements[pas_de_calais().index()], &FRANCE.departements[pas_de_calais().index()]);
    assert_eq!(own.spending_2019, carried.spending_2019);
    assert_eq!(own.rsa_allowance_account(2015), FRANCE.account(pas_de_calais(), AccountLine::RsaAllowance, 2015));
}

#[test]
fn figures_replace_those_of_their_departement_only() {
    let data = accounts(
        "62,2019,rsa_allowance,€,,400000000,CA\n62,2023,rsa_allowance,€,,420000000,CA\n62,2022,dmto,€,,90000000,CA\n\
         62,2019,rsa_insertion,€,,30000000,CA\n",
    )
    .expect("read");
    let laid = data.laid_on(FRANCE.clone());
    for (at, (own, carried)) in laid.departements.iter().zip(&FRANCE.departements).enumerate() {
        if at == pas_de_calais().index() {
            assert_eq!(own.spending_2019.rsa_allowance, Cents::euros(400_000_000));
            assert_eq!(own.spending_2019.rsa_insertion, Cents::euros(30_000_000));
            assert_eq!(own.spending_2019.apa, carried.spending_2019.apa);
            assert_eq!(own.rsa_allowance_account(2023), Some(Cents::euros(420_000_000)));
            assert_eq!(laid.departement_resources[at].dmto_2022, Some(Cents::euros(90_000_000)));
        } else {
            assert_eq!(own.spending_2019, carried.spending_2019);
            assert_eq!(laid.departement_resources[at], FRANCE.departement_resources[at]);
        }
    }
}

const TZCLD: &str = "title = \"t\"\n[run]\nwhere = [\"ze:0060\"]\nthrough = \"2020-12\"\n[data]\nebe_budget = \"mine.csv\"\n\
    [tzcld]\noutside_law = false\n[tzcld.territory.premery]\nwhere = [\"com:58218\"]\nfrom = \"2019-07\"\n";

fn budget(rows: &str) -> Result<LocalData, TerritoryError> {
    checked(DataTable::EbeBudget, &format!("year,line,unit,embedded,value,source\n{rows}"))
}

#[test]
fn an_ebes_budget_stands_for_the_keys_of_tzcld() {
    let data = budget("2021,full_cost,€/FTE/year,29000,31500,comptes 2021 de l'EBE\n").expect("read");
    assert!(data.told(Language::English).contains("tzcld.full_cost: 29 000, 31 500 €/FTE/year, 1.09"));
    let file = ScenarioFile::of("mine.toml", TZCLD).expect("read");
    let check = |file: &ScenarioFile| file.check(&*FRANCE, &parameters(), &Options::default()).expect("checked");
    let scenario = check(&data.written_in(&file).expect("nothing says otherwise"));
    assert_eq!(scenario.policy("tzcld").expect("it has it").cents("full_cost"), Cents::euros(31_500));
    // What the manifest keeps says the value itself, and is the same with its file again.
    let resolved = ScenarioFile::of("mine.toml", &scenario.resolved()).expect("read");
    assert_eq!(check(&data.written_in(&resolved).expect("the same value")).resolved(), scenario.resolved());
}

#[test]
fn an_ebes_budget_the_scenario_contradicts_or_has_no_use_for_is_refused() {
    let data = budget("2021,sales,€/FTE/year,,7000,comptes 2021\n").expect("read");
    let told = |text: &str| {
        let file = ScenarioFile::of("mine.toml", text).expect("read");
        format!("{:?}", data.written_in(&file).expect_err("refused"))
    };
    let twice = told(&TZCLD.replace("outside_law = false\n", "outside_law = false\nsales = \"6 000 €/FTE/year\"\n"));
    assert!(twice.contains("stands here"), "{twice}");
    let without = told(TZCLD.split("[tzcld]").next().unwrap_or_default());
    assert!(without.contains("has no [tzcld]"), "{without}");
    let wrong = |rows: &str| budget(rows).expect_err("refused").to_string();
    assert!(wrong("2021,full_cost,,,3000,x\n").contains("column `value`"));
    assert!(wrong("2024,full_cost,,,30000,x\n").contains("column `year`"));
    assert!(wrong("2021,purchases,,,3000,x\n").contains("column `line`"));
    assert!(wrong("2021,sales,€,,7000,x\n").contains("column `unit`"));
}

#[test]
fn a_departement_outside_the_run_is_noted() {
    let data = accounts("62,2019,apa,€,,160000000,CA\n").expect("read");
    let lens = FRANCE.cells_of(pas_de_calais())[0];
    assert!(data.outside(&FRANCE, &[lens]).is_empty());
    let elsewhere = FRANCE.cells_of(Departement(0))[0];
    assert!(data.outside(&FRANCE, &[elsewhere])[0].contains("dep:62"));
}
