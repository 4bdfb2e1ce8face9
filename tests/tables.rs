//! The tables of a real run as others read them: Parquet beside CSV, every column documented, the lines of the README for
//! Python and DuckDB.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process;

use assert_cmd::Command;
use bassin::report::columns::{Columns, Kind};
use calamine::{Data, Reader, Xlsx, open_workbook};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

const SCENARIO: &str = r#"
title = "More RSA"
question = "What does it cost the département?"
[run]
where = ["ze:0060"]
one_in = 20
through = "2020-03"
seeds = "1..2"
[law."rsa.base"]
value = "600 €/month"
from = "2019-05"
[parameters]
"start.spin_up" = "24 months"
"#;

/// The folder of a run of `scenario`.
fn run(folder: &Path, scenario: &str, options: &[&str]) -> PathBuf {
    fs::write(folder.join("more.toml"), scenario).expect("written");
    let mut command = Command::cargo_bin("bassin").expect("built");
    let output = command
        .current_dir(folder)
        .args(["run", "more.toml", "--out", "out", "--quiet"])
        .args(options)
        .output()
        .expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder.join("out")
}

fn tables(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a result").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == ending)).collect();
    found.sort();
    found
}

/// A cell of Parquet as the CSV writes it, or as a number where the CSV may write it otherwise.
fn same(field: &Field, cell: &str) -> bool {
    match field {
        Field::Null => cell.is_empty(),
        Field::Str(text) => text == cell && !cell.is_empty(),
        Field::Long(value) => value.to_string() == cell,
        Field::Double(value) => cell.parse() == Ok(*value),
        _ => false,
    }
}

#[test]
fn parquet_holds_what_the_csv_holds_and_says_what_it_means() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = run(scratch.path(), SCENARIO, &[]);
    let documented = Columns::load();
    let csvs = tables(&folder, "csv");
    assert!(csvs.len() >= 11, "{csvs:?}");
    assert_eq!(tables(&folder, "parquet").len(), csvs.len());
    assert!(tables(&folder, "part").is_empty());
    for path in csvs {
        let table = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let mut csv = csv::Reader::from_path(&path).expect("a table");
        let header = csv.headers().expect("a header").clone();
        let file = File::open(path.with_extension("parquet")).expect("beside it");
        let reader = SerializedFileReader::new(file).expect("Parquet");
        let pairs = reader.metadata().file_metadata().key_value_metadata().expect("metadata");
        let about: BTreeMap<&str, &str> =
            pairs.iter().map(|pair| (pair.key.as_str(), pair.value.as_deref().unwrap_or_default())).collect();
        for name in &header {
            let column = documented.column(&table, name);
            let column = column.unwrap_or_else(|| panic!("{name} of {table} is not documented"));
            assert_eq!(about.get(format!("{name}.about").as_str()), Some(&column.english.as_str()));
            assert!(column.kind != Kind::Integer || !column.name.is_empty());
        }
        let mut rows = reader.get_row_iter(None).expect("rows");
        let mut number = 0;
        for record in csv.records() {
            let record = record.expect("a row");
            let row = rows.next().expect("as many rows").expect("a row");
            for ((name, field), (column, cell)) in row.get_column_iter().zip(header.iter().zip(&record)) {
                assert_eq!(name, column);
                assert!(same(field, cell), "{table}, row {number}, {name}: {field:?} beside {cell}");
            }
            number += 1;
        }
        assert!(rows.next().is_none(), "{table} has more rows as Parquet");
        assert!(number > 0, "{table} is empty");
    }
    the_workbook_holds_the_balance_of_the_table(&folder);
    python_and_duckdb_read_them(&folder);
}

/// The consolidated difference of 2020, from `differences.csv`, in the sheet of differences.
fn the_workbook_holds_the_balance_of_the_table(folder: &Path) {
    let mut csv = csv::Reader::from_path(folder.join("differences.csv")).expect("a table");
    let wanted = ["2020", "run", "", "balance", "consolidated"];
    let record = csv.records().map(|row| row.expect("a row")).find(|row| row.iter().take(5).eq(wanted));
    let difference: f64 = record.expect("the balance")[9].parse().expect("a number");
    assert!(difference < 0.0, "more RSA costs something");
    let mut book: Xlsx<_> = open_workbook(folder.join("results.xlsx")).expect("a workbook");
    let sheet = book.worksheet_range("Differences").expect("a sheet");
    let row =
        sheet.rows().find(|row| row[0] == Data::Float(2020.0) && row[4] == Data::String("All public bodies".into()));
    assert_eq!(row.expect("the balance")[9], Data::Float(difference));
}

/// The lines between ```` ```language ```` and ```` ``` ```` in the README of results.
fn lines_of_the_readme(language: &str) -> String {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/results/README.md")).expect("the page");
    let rest = readme.split_once(&format!("```{language}\n")).expect("lines").1;
    rest.split_once("```").expect("their end").0.to_owned()
}

/// Without Python's packages this says so and passes; in CI (`CI` set) it fails.
fn python_and_duckdb_read_them(folder: &Path) {
    let python = std::env::var("BASSIN_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let run = |code: &str| process::Command::new(&python).current_dir(folder).args(["-c", code]).output();
    let has_packages = run("import duckdb, pandas, pyarrow").is_ok_and(|output| output.status.success());
    if !has_packages {
        let told = format!("{python} lacks duckdb, pandas or pyarrow: the README's lines for them are not run");
        assert!(std::env::var_os("CI").is_none(), "{told}");
        eprintln!("SKIPPED: {told}");
        return;
    }
    let mut sums: BTreeMap<(String, String, String), (f64, f64)> = BTreeMap::new();
    for row in csv::Reader::from_path(folder.join("balances.csv")).expect("a table").records() {
        let row = row.expect("a row");
        if &row[3] == "run" {
            let sum = sums.entry((row[0].to_owned(), row[2].to_owned(), row[5].to_owned())).or_default();
            sum.0 += row[8].parse::<f64>().expect("cents") / 100.0;
            sum.1 += 1.0;
        }
    }
    let (sum, seeds) = sums[&("reform".to_owned(), "2020".to_owned(), "etat".to_owned())];
    let pandas = lines_of_the_readme("python").replace(
        "print(pd.read_parquet",
        "pd.set_option('display.max_rows', None, 'display.float_format', '{:.2f}'.format)\nprint(pd.read_parquet",
    );
    let sql = format!(
        "import duckdb\nfor line in {:?}.strip().split('\\n'):\n    told = duckdb.sql(line)\n    if told is not None:\n        [print(*row) for row in told.fetchall()]",
        lines_of_the_readme("sql")
    );
    for (code, unit) in [(pandas, "cents of euro"), (sql, "balance_cents.unit cents of euro")] {
        let output = run(&code).expect("runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{code}\n{}", String::from_utf8_lossy(&output.stderr));
        assert!(text.contains(unit), "{text}");
        let mean = sum / seeds;
        let near = |word: &str| word.parse::<f64>().is_ok_and(|value| (value - mean).abs() < 0.01);
        assert!(text.split_whitespace().any(near), "the State's balance of 2020, {mean}, is not in:\n{text}");
    }
}

#[test]
fn parquet_is_left_out_when_asked_on_the_command_line_or_in_the_file() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let short = SCENARIO.replace("1..2", "1..1").replace("2020-03", "2019-06");
    let asked = run(scratch.path(), &short, &["--no-parquet"]);
    assert!(tables(&asked, "parquet").is_empty() && !tables(&asked, "csv").is_empty());
    let in_file = short.replace("one_in = 20", "one_in = 20\nparquet = false");
    let other = tempfile::tempdir().expect("a scratch folder");
    let folder = run(other.path(), &in_file, &[]);
    assert!(tables(&folder, "parquet").is_empty() && folder.join("results.xlsx").exists());
}
